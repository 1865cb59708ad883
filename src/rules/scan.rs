//! One pass over a text for single characters that should not be there.
//!
//! A broken document may hold thousands of them, so what is the same character
//! on the same line is one finding.

use super::{Context, brackets};
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::span::Span;
use crate::unicode;

/// A character where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'t> {
    pub(super) c: char,
    pub(super) span: Span,
    text: &'t str,
}

impl At<'_> {
    /// The character before it.
    pub(super) fn before(&self) -> Option<char> {
        self.text.get(..self.span.start as usize)?.chars().next_back()
    }

    /// The character behind it.
    pub(super) fn behind(&self) -> Option<char> {
        self.text.get(self.span.end as usize..)?.chars().next()
    }
}

/// The same character on one line.
pub(super) struct Group {
    pub(super) c: char,
    /// Where it stands, in order; never empty.
    pub(super) spans: Vec<Span>,
}

impl Group {
    /// The first place.
    pub(super) fn first(&self) -> Span {
        self.spans.first().copied().unwrap_or_default()
    }

    /// ` (3 times in this line)`, or nothing for one.
    pub(super) fn times(&self) -> String {
        match self.spans.len() {
            0 | 1 => String::new(),
            n => format!(" ({n} times in this line)"),
        }
    }

    /// Offers to put `text` in every place. Safe: the characters only look like text.
    pub(super) fn fix(&self, mut diagnostic: Diagnostic, text: &str) -> Diagnostic {
        let edit = |span: &Span| Edit { start: span.start, end: span.end, text: text.to_owned() };
        diagnostic.fix = Some(Fix { safe: true, edits: self.spans.iter().map(edit).collect() });
        diagnostic
    }
}

/// Where the characters stand that single-character rules and [`super::brackets`]
/// look at, in order. Nearly all of a paper is neither.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// First bytes of brackets and quotation marks.
    pub(super) brackets: Vec<u32>,
    /// First bytes of lookalike, invisible and meaningless characters.
    odd: Vec<u32>,
}

impl Marks {
    /// The brackets within a span.
    pub(super) fn brackets_in(&self, span: Span) -> &[u32] {
        let from = self.brackets.partition_point(|&at| at < span.start);
        let rest = self.brackets.get(from..).unwrap_or_default();
        rest.get(..rest.iter().take_while(|&&at| at < span.end).count()).unwrap_or_default()
    }

    /// Goes through a text once for all rules: a pass for each of them took
    /// nine instructions a byte, this one takes two.
    pub(super) fn find(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut marks = Self::default();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            match STEP[usize::from(byte)] {
                0 => {
                    let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                    if brackets::is_bracket(c) {
                        marks.brackets.push(at as u32);
                    } else if is_odd(c) {
                        marks.odd.push(at as u32);
                    }
                    at += c.len_utf8();
                }
                // English: sixteen bytes at once, where the sixteenth lets hope for it.
                1 => at += dull_ascii(bytes.get(at..at + 16)),
                step => at += usize::from(step),
            }
        }
        marks
    }
}

/// How far a first byte leads where none of the characters looked for begins with it; 0 where one may.
static STEP: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'(' | b')' | b'[' | b']' => 0,
            9..=13 | 0x20..=0x7e => 1,
            0xc3..=0xcc | 0xce..=0xd7 | 0xd9..=0xdf => 2,
            0xe0 | 0xe4..=0xed => 3,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// 16 where all sixteen bytes are ASCII that nothing is looked for in, else 1.
fn dull_ascii(block: Option<&[u8]>) -> usize {
    let Some(block) = block.and_then(<[u8]>::first_chunk::<16>) else { return 1 };
    if block[15] >= 0x80 {
        return 1;
    }
    // Sums and no branches: the compiler makes vector code of it.
    let dull = |b: u8| {
        let layout = u8::from(b.wrapping_sub(9) < 5);
        let printed = u8::from(b.wrapping_sub(b' ') < 0x5f);
        let bracket = u8::from(b & 0xfe == b'(') | u8::from(b == b'[') | u8::from(b == b']');
        (layout | printed) & (bracket ^ 1)
    };
    if block.iter().fold(1, |all, &b| all & dull(b)) == 1 { 16 } else { 1 }
}

/// Whether a rule on single characters may report a character that is no bracket.
fn is_odd(c: char) -> bool {
    // Full-width punctuation, four fifths of what is asked for.
    if matches!(c, '\u{3000}'..='\u{3163}' | '\u{FF01}'..='\u{FF9F}') {
        return false;
    }
    unicode::invisible(c).is_some() || unicode::ideograph(c).is_some() || unicode::meaningless(c).is_some()
}

/// Finds the characters that `wanted` says yes to, line by line.
pub(super) fn by_line(context: &Context<'_, '_>, wanted: impl Fn(&At<'_>) -> bool) -> Vec<Group> {
    let (source, text) = (context.source, context.source.text());
    let mut groups: Vec<Group> = Vec::new();
    // Where the groups of the present line begin.
    let (mut line, mut line_groups) = (0, 0);
    for &offset in &context.marks().odd {
        let offset = offset as usize;
        let Some(c) = text.get(offset..).and_then(|rest| rest.chars().next()) else { continue };
        let at = At { c, span: Span::new(offset, offset + c.len_utf8()), text };
        if !wanted(&at) {
            continue;
        }
        let here = source.line(at.span.start);
        if here != line {
            (line, line_groups) = (here, groups.len());
        }
        let same = groups.get_mut(line_groups..).and_then(|now| now.iter_mut().find(|g| g.c == c));
        match same {
            Some(group) => group.spans.push(at.span),
            None => groups.push(Group { c, spans: vec![at.span] }),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character alone and in a text that is long enough for whole blocks.
    #[test]
    fn no_character_that_a_rule_looks_for_is_stepped_over() {
        for c in '\0'..=char::MAX {
            let wanted = brackets::is_bracket(c)
                || unicode::invisible(c).is_some()
                || unicode::ideograph(c).is_some()
                || unicode::meaningless(c).is_some();
            let text = format!("{c}an ordinary line,{c}");
            let marks = Marks::find(&text);
            let found = marks.brackets.len() + marks.odd.len();
            assert_eq!(found, if wanted { 2 } else { 0 }, "U+{:04X}", c as u32);
        }
        let text = "a line of prose of more than thirty-two bytes (with brackets) in it";
        assert_eq!(Marks::find(text).brackets, [46, 60]);
    }
}
