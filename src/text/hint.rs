//! The way back from decoded text to the file it came from, and what the file's
//! layout says of each line. One table serves every format.

use std::fmt;

/// A place in a file that a person can turn to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// A line of a text file, from 1.
    Line(u32),
    /// A line of a page of a PDF, both from 1. Headers and footers count.
    Page {
        /// The page's position in the file, which need not be its printed number.
        page: u32,
        /// The line on the page.
        line: u32,
    },
    /// A paragraph of a DOCX file, from 1; empty ones and those in tables count.
    Paragraph(u32),
    /// A line and a column, in characters, of a file that is text with marks in it, such as
    /// HTML; both from 1.
    Spot {
        /// The line of the file.
        line: u32,
        /// The column in the line.
        column: u32,
    },
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "line {line}"),
            Self::Page { page, line } => write!(f, "page {page}, line {line}"),
            Self::Paragraph(n) => write!(f, "paragraph {n}"),
            Self::Spot { line, column } => write!(f, "line {line}, column {column}"),
        }
    }
}

/// What the layout of the file says of one line of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hint {
    /// First byte of the line in the decoded text.
    pub start: u32,
    /// Where the line stands in the file.
    pub place: Place,
    /// Level of the heading that the line's style makes it, from 1.
    pub heading: Option<u8>,
    /// Left edge of the line's text in twentieths of a point: from the page's
    /// left edge in a PDF, from the margin in a DOCX. Negative in the margin.
    pub indent: Option<i32>,
    /// Size of most of the line's characters, in twentieths of a point.
    pub size: Option<u32>,
    /// Whether the line goes on with the paragraph of the line before it: that
    /// line was full, and nothing in the layout parts the two. None where the
    /// layout does not say, as in a text file.
    pub runs_on: Option<bool>,
    /// Whether the file itself says that a paragraph begins here. A Word file
    /// does; a PDF only shows where one may.
    pub opens_paragraph: bool,
    /// Bytes of the line's start that are an automatic number of the file's
    /// (`三、` that the word processor counted), 0 where there is none.
    pub label: u32,
    /// Which counter of the file printed that number: the lines of one list that the word
    /// processor counts have the same. 0 where there is no automatic number, or none is told.
    pub counter: u32,
    /// How many lists the line stands in.
    pub list: u8,
    /// The row of a table that the line is, its cells parted by tabs, or that it stands in.
    pub row: Option<Row>,
}

/// A row of a table, where the file marks tables as such.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Row {
    /// Which table of the file, from 1.
    pub table: u32,
    /// Which row of the table, from 1.
    pub row: u32,
}

impl Hint {
    /// Nothing but where a line stands.
    #[must_use]
    pub fn new(start: usize, place: Place) -> Self {
        Self {
            start: start as u32,
            place,
            heading: None,
            indent: None,
            size: None,
            runs_on: Some(false),
            opens_paragraph: false,
            label: 0,
            counter: 0,
            list: 0,
            row: None,
        }
    }
}

/// Something a reader did or left out that a person should know of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// Where in the file, where it has one place.
    pub place: Option<Place>,
    /// One sentence without a full stop.
    pub message: String,
    /// The text that was left out, in full, where there is one.
    pub text: Option<String>,
}

/// What a [`Note`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NoteKind {
    /// The numbers of a list are given as they are typed, and a program that shows the file
    /// would show others.
    Renumbered,
    /// The file reads like one of another format.
    Format,
    /// The encoding was told from the content.
    Encoding,
    /// A page number was left out.
    PageNumber,
    /// A running header or footer was left out.
    RunningHeader,
    /// A footnote or endnote was left out of the running text.
    Footnote,
    /// A comment was left out.
    Comment,
    /// The text of a text box.
    TextBox,
    /// Text that the file marks as hidden was left out.
    Hidden,
    /// Menus, banners and other parts of a web page that are no part of its text were left out.
    Navigation,
    /// The file holds tracked changes, and one side was read.
    Tracked,
    /// Text drawn twice, for boldness or as a shadow, was counted once.
    Overprint,
    /// Two columns that stand side by side in a text are read one after the other.
    Columns,
    /// Characters that stand for others were replaced by them.
    Folded,
    /// Something that could not be read.
    Unreadable,
}

impl NoteKind {
    /// Whether a person wants to know: page numbers and the like are no part of a paper's text.
    #[must_use]
    pub fn is_worth_saying(self) -> bool {
        !matches!(
            self,
            Self::PageNumber | Self::RunningHeader | Self::Navigation | Self::Overprint | Self::Folded
        )
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some(place) => write!(f, "{place}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}
