//! The characters of a text that need a second look: brackets, and those that cannot be seen,
//! mean nothing or only look like others. Nearly all of a paper is none of them, and they are
//! found once, when the text is cut into lines, for the lexer and all rules together.

use crate::text::{Span, unicode};

/// Where they stand, by their first bytes, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Brackets and quotation marks.
    pub brackets: Vec<u32>,
    /// Lookalike, invisible and meaningless characters.
    pub odd: Vec<u32>,
}

impl Marks {
    /// Keeps the character that begins at a byte, if it is one of them. Bytes come in order.
    pub fn look(&mut self, text: &str, at: usize) {
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
            let marks = crate::text::cut(&text).marks;
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
        let marks = crate::text::cut("（a) [b]」甲\u{200b}乙\u{ad}丙\u{feff}(").marks;
        assert_eq!(marks.brackets, [0, 4, 6, 8, 9, 29]);
        assert_eq!(marks.odd, [15, 21, 26]);
    }
}
