//! The decoded text: spans, lines, characters, widths, and one look at all of its bytes.

mod cell;
pub(crate) mod census;
mod certainty;
mod cut;
mod hint;
pub(crate) mod language;
mod line;
mod line_kind;
pub(crate) mod marks;
mod original;
mod pieces;
mod reference;
pub(crate) mod source;
mod span;
mod table;
pub(crate) mod trivia;
mod twins;
pub(crate) mod unicode;

pub use cell::Cell;
use census::Letters;
pub use certainty::Certainty;
pub(crate) use cut::cut;
pub use hint::{Hint, Note, NoteKind, Place, Row};
pub(crate) use line_kind::{Ending, ending_of, width};
use marks::Marks;
#[cfg(any(feature = "docx", feature = "html", feature = "odt", feature = "pdf", feature = "rtf"))]
pub(crate) use original::at_file;
pub(crate) use original::{Anchor, Original};
pub use pieces::Pieces;
pub use source::{Format, MAX_BYTES, Source, SourceInfo};
pub use span::Span;
pub use table::{LineTable, Position};
pub use trivia::{Trivia, TriviaKind};
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
    /// Whether it goes on with the line before; `None` where neither a layout nor the words tell.
    pub runs_on: Option<bool>,
    /// Whether the file itself says that a paragraph begins here.
    pub opens_paragraph: bool,
    /// Which counter of the file printed its number, 0 where none did.
    pub counter: u32,
    /// Another line of the text reads the same.
    pub again: bool,
    /// How the content ends.
    pub ending: Ending,
    /// How long it is from the margin to the last character of the content.
    pub size: Size,
    /// The first of the readings of its start as a marker, by the room that finds them.
    pub first: u32,
    /// How many there are.
    pub count: u8,
}

/// A line of more columns is no heading, title or name.
pub(crate) const SHORT: usize = 120;

impl Line {
    /// Whether it may be a heading, a title or a name: it is short, and ends no sentence.
    pub fn is_short(&self) -> bool {
        self.ending == Ending::Open && usize::from(self.size.columns) <= SHORT
    }

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

/// A text cut into lines.
#[derive(Debug, Clone)]
pub(crate) struct Cut {
    pub lines: Vec<Line>,
    /// Invisible characters inside lines: they belong to no text.
    pub invisible: Vec<Span>,
    /// Brackets, and characters that should not be there.
    pub marks: Marks,
    /// The letters of the whole text.
    pub letters: Letters,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cover_the_text_and_count_as_an_editor_does() {
        let text = "a\r\nb\rc\n\x0cd\x0c\x0c e";
        let lexed = cut(text);
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

    #[test]
    fn a_vertical_tab_ends_a_line_that_does_not_count() {
        let lexed = cut("a:\x0b(a) b;\x0b(b) c.\nd");
        let seen: Vec<_> = lexed.lines.iter().map(|l| l.number).collect();
        assert_eq!(seen, [1, 1, 1, 2]);
        assert_eq!(lexed.lines[0].ending, Ending::Colon);
    }

    #[test]
    fn entities_before_a_text_and_a_break_behind_it_are_none_of_it() {
        let text = "&#12288;&nbsp; 1. a:\\\n&amp; b\nc \\\\";
        let lexed = cut(text);
        let seen: Vec<_> = lexed.lines.iter().map(|l| &text[l.span.range()]).collect();
        assert_eq!(seen, ["1. a:", "&amp; b", "c \\\\"]);
    }
}
