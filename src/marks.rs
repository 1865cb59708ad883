//! The characters of a text that need a second look: brackets, and those that cannot be seen,
//! mean nothing or only look like others. Nearly all of a paper is none of them, and it is
//! gone through for them once, for the lexer and all rules together.

use crate::span::Span;
use crate::unicode;

/// Where they stand, by their first bytes, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Brackets and quotation marks.
    pub brackets: Vec<u32>,
    /// Lookalike, invisible and meaningless characters.
    pub odd: Vec<u32>,
}

/// Bytes that are looked at together.
const BLOCK: usize = 64;

impl Marks {
    /// Goes through a text at memory speed. Passes of their own, from character to character,
    /// took nine instructions a byte for the lexer and for each of four rules; this one
    /// takes five for all of them.
    pub fn find(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut marks = Self::default();
        for (index, block) in bytes.chunks(BLOCK).enumerate() {
            if block.iter().fold(0, |any, &b| any | rare(b)) != 0 {
                let places = (index * BLOCK..).zip(block).filter(|&(_, &b)| rare(b) != 0);
                places.for_each(|(at, _)| marks.look(text, at));
            }
        }
        // First bytes of punctuation: those behind them tell most of it apart.
        for at in memchr::memchr3_iter(0xe2, 0xe3, 0xef, bytes) {
            let behind = |n: usize| bytes.get(at + n).copied().unwrap_or(0);
            let dull = match (bytes[at], behind(1)) {
                (0xe3, 0x80) => !matches!(behind(2), 0x88..=0x95),
                (0xe3, second) => second != 0x85,
                (0xef, 0xbc) => !matches!(behind(2), 0x88 | 0x89 | 0xbb | 0xbd),
                _ => false,
            };
            if !dull {
                marks.look(text, at);
            }
        }
        marks.brackets.extend(memchr::memchr3_iter(b'(', b')', b'[', bytes).map(|at| at as u32));
        marks.brackets.extend(memchr::memchr_iter(b']', bytes).map(|at| at as u32));
        // Runs in order, which this sort only merges.
        marks.brackets.sort();
        marks.odd.sort();
        marks
    }

    fn look(&mut self, text: &str, at: usize) {
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(c) if unicode::is_bracket(c) => self.brackets.push(at as u32),
            Some(c) if is_odd(c) => self.odd.push(at as u32),
            _ => {}
        }
    }

    /// The invisible characters that are no proper variation selectors.
    pub fn invisible(&self, text: &str) -> Vec<Span> {
        let span = |&at: &u32| {
            let c = text.get(at as usize..)?.chars().next()?;
            let selector = matches!(c as u32, 0xfe00..=0xfe0f | 0xe0100..=0xe01ef);
            let hidden = unicode::invisible(c).is_some() && !selector;
            hidden.then(|| Span::new(at as usize, at as usize + c.len_utf8()))
        };
        self.odd.iter().filter_map(span).collect()
    }

    /// The brackets within a span.
    pub fn brackets_in(&self, span: Span) -> &[u32] {
        let from = self.brackets.partition_point(|&at| at < span.start);
        let rest = self.brackets.get(from..).unwrap_or_default();
        rest.get(..rest.iter().take_while(|&&at| at < span.end).count()).unwrap_or_default()
    }
}

/// 1 for first bytes of odd characters that stand in few papers: controls, the leads of fillers
/// and soft hyphens, of private use, and of four bytes. Sums and no branches, so that the
/// compiler makes vector code of it.
fn rare(b: u8) -> u8 {
    let control = u8::from(b < b' ') & u8::from(b.wrapping_sub(9) > 4);
    let lead = u8::from(b == 0xc2) | u8::from(b == 0xcd) | u8::from(b == 0xd8) | u8::from(b == 0xe1);
    control | u8::from(b == 0x7f) | lead | u8::from(b == 0xee) | u8::from(b >= 0xf0)
}

fn is_odd(c: char) -> bool {
    unicode::invisible(c).is_some() || unicode::ideograph(c).is_some() || unicode::meaningless(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_that_is_looked_for_is_stepped_over() {
        for c in '\0'..=char::MAX {
            let text = format!("{c}推動，{c}");
            let marks = Marks::find(&text);
            let found = (marks.brackets.len(), marks.odd.len());
            let wanted = if unicode::is_bracket(c) {
                (2, 0)
            } else if is_odd(c) {
                (0, 2)
            } else {
                (0, 0)
            };
            assert_eq!(found, wanted, "U+{:04X}", c as u32);
            let selector = matches!(c as u32, 0xfe00..=0xfe0f | 0xe0100..=0xe01ef);
            let hidden = unicode::invisible(c).is_some() && !selector;
            assert_eq!(marks.invisible(&text).len(), if hidden { 2 } else { 0 }, "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn marks_are_in_order() {
        let marks = Marks::find("（a) [b]」甲\u{200b}乙\u{ad}丙\u{feff}(");
        assert_eq!(marks.brackets, [0, 4, 6, 8, 9, 29]);
        assert_eq!(marks.odd, [15, 21, 26]);
    }
}
