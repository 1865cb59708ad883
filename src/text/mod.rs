//! The decoded text: spans, lines, characters, widths, and one look at all of its bytes.

pub(crate) mod census;
mod cut;
mod hint;
pub(crate) mod language;
mod line;
mod line_kind;
pub(crate) mod marks;
mod opening;
mod original;
pub(crate) mod source;
mod span;
mod table;
pub mod trivia;
mod twins;
pub mod unicode;

use crate::markers::Style;
use crate::profile::Profile;
use census::Letters;
pub(crate) use cut::lex;
pub use hint::{Hint, Note, NoteKind, Place, Row};
pub(crate) use line_kind::{Ending, ending_of, page_number, width};
use marks::Marks;
pub(crate) use opening::{BEFORE_ANNEX, Opening, RULES};
pub(crate) use original::{Anchor, Original, at_file};
pub use source::{Format, MAX_BYTES, Source, SourceInfo};
pub use span::{Pieces, Span};
pub use table::{LineTable, Position};
pub(crate) use twins::tell as tell_twins;

/// A line as it stands in the source.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// The content: without white space and invisible characters around it,
    /// and without `#` marks before it.
    pub span: Span,
    /// From the byte after the line before to this line's terminator, included.
    pub whole: Span,
    /// Counted from 1, as an editor does.
    pub number: u32,
    /// `#` marks before the content, as Markdown has them for headings.
    pub hashes: u8,
    /// A form feed stands before the content.
    pub page_break: bool,
    /// Whether it goes on with the line before; `None` where no layout tells.
    pub runs_on: Option<bool>,
    /// Whether the file itself says that a paragraph begins here.
    pub opens_paragraph: bool,
    /// Another line of the text reads the same.
    pub again: bool,
    /// How the content ends.
    pub ending: Ending,
    /// What the content might be, by how it begins.
    pub opening: Opening,
    /// How long it is from the margin to the last character of the content.
    pub size: Size,
    /// The line's candidates in [`Lines::candidates`].
    pub first: u32,
    /// How many there are.
    pub count: u8,
}

impl Line {
    pub fn is_blank(&self) -> bool {
        self.span.is_empty()
    }
}

/// Whether a character is one of those that papers print most, and that nobody takes for
/// blank: ASCII but the space, or an ideograph.
#[inline]
pub(crate) fn is_printed(c: char) -> bool {
    ('!'..='~').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// How much a line holds, with the indent before it. Lines of more than 65,535 are no longer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Size {
    /// Two for wide characters, from U+2000 on, one for others.
    pub columns: u16,
    pub chars: u16,
}

impl Size {
    pub fn new(columns: usize, chars: usize) -> Self {
        let most = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        Self { columns: most(columns), chars: most(chars) }
    }

    /// The size of a text.
    pub fn of(text: &str) -> Self {
        Self::new(width(text), text.chars().count())
    }
}

/// A line start that reads like a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub style: Style,
    pub value: u32,
    /// The components before the last of a `1.2.3`, packed.
    pub path: u32,
    pub suffix: Option<char>,
    pub span: Span,
    /// Where the text behind the marker begins; the line's end where there is none.
    pub text: u32,
    /// Index of the line.
    pub line: u32,
    /// A letter was read for a digit.
    pub misread: bool,
    /// Only the space behind it makes it a marker.
    pub bare: bool,
    /// What follows makes it a date, an amount or a list of ordinals.
    pub prose_behind: bool,
    /// Digits follow at once, as in `5.2017`.
    pub digits_behind: bool,
}

/// A text cut into lines.
#[derive(Debug, Clone)]
pub(crate) struct Lines<'s> {
    pub text: &'s str,
    pub lines: Vec<Line>,
    pub candidates: Vec<Candidate>,
    /// Invisible characters inside lines: they belong to no text.
    pub invisible: Vec<Span>,
    /// What the user tells of the paper.
    pub told: Option<&'s Profile>,
    /// Brackets, and characters that should not be there.
    pub marks: Marks,
    /// The letters of the whole text.
    pub letters: Letters,
}

impl Lines<'_> {
    pub fn content(&self, line: usize) -> &str {
        &self.text[self.lines[line].span.range()]
    }

    /// Takes over what the file's layout says of each line.
    pub fn heed(&mut self, hints: &[Hint]) {
        let mut hints = hints.iter().peekable();
        for line in self.lines.iter_mut() {
            while hints.next_if(|hint| hint.start < line.whole.start).is_some() {}
            if let Some(hint) = hints.peek().filter(|hint| hint.start < line.whole.end) {
                line.runs_on = hint.runs_on;
                line.opens_paragraph = hint.opens_paragraph;
            }
        }
    }

    /// Whether the file's layout tells that some lines are wrapped.
    pub fn laid_out(&self) -> bool {
        self.lines.iter().any(|line| line.runs_on == Some(true))
    }

    pub fn candidates_of(&self, line: usize) -> &[Candidate] {
        let l = &self.lines[line];
        &self.candidates[l.first as usize..l.first as usize + l.count as usize]
    }

    /// What stands behind a candidate on its line.
    pub fn behind(&self, candidate: &Candidate) -> &str {
        &self.text[candidate.text as usize..self.lines[candidate.line as usize].span.end as usize]
    }

    /// The spans of `span` without the invisible characters in it.
    pub fn visible(&self, span: Span, out: &mut Pieces) {
        if span.is_empty() {
            return;
        }
        if self.invisible.is_empty() {
            out.push(span);
            return;
        }
        let from = self.invisible.partition_point(|i| i.end <= span.start);
        let mut start = span.start;
        for hidden in self.invisible[from..].iter().take_while(|i| i.start < span.end) {
            if hidden.start > start {
                out.push(Span { start, end: hidden.start });
            }
            start = hidden.end.max(start);
        }
        if start < span.end {
            out.push(Span { start, end: span.end });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cover_the_text_and_count_as_an_editor_does() {
        let text = "a\r\nb\rc\n\x0cd\x0c\x0c e";
        let lexed = lex(text);
        let whole: String = lexed.lines.iter().map(|l| &text[l.whole.range()]).collect();
        assert_eq!(whole, text);
        let seen: Vec<_> =
            lexed.lines.iter().map(|l| (l.number, &text[l.span.range()], l.page_break)).collect();
        assert_eq!(
            seen,
            [
                (1, "a", false),
                (2, "b", false),
                (3, "c", false),
                (4, "d", true),
                (4, "", true),
                (4, "e", true)
            ]
        );
    }
}
