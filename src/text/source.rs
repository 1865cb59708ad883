//! A decoded text with its lines: all that the rest of the program sees of a file.

use std::borrow::Cow;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::{Cell, Hint, LineTable, Note, Original, Place, Position, Span};

/// The largest input that is read, in bytes: spans are 32 bits wide.
pub const MAX_BYTES: u64 = u32::MAX as u64;

/// Where a document came from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SourceInfo {
    /// The file's name without its folders, or `-` for standard input.
    pub name: String,
    /// What the bytes were.
    pub format: Format,
    /// WHATWG name of the encoding the text was decoded from, such as `UTF-8`.
    pub encoding: String,
    /// Length of the file in bytes, before decoding.
    pub bytes: u64,
    /// SHA-256 of those bytes, in lower-case hexadecimal, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Number of pages, where the format has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
}

/// A format lcpaper reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Format {
    /// Plain text in some encoding.
    #[default]
    Text,
    /// Office Open XML, as Word writes it.
    Docx,
    /// Portable Document Format.
    Pdf,
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
    /// OpenDocument text, as LibreOffice writes it.
    Odt,
    /// Rich Text Format.
    Rtf,
}

/// A decoded input.
#[derive(Debug, Clone, Default)]
pub struct Source {
    info: SourceInfo,
    text: String,
    /// Made when a line is first asked for: most papers are in order, and nobody asks.
    lines: OnceLock<LineTable>,
    hints: Vec<Hint>,
    cells: Vec<Cell>,
    notes: Vec<Note>,
    original: Option<Arc<Original>>,
    /// The columns of the file that stand one under the other in the text.
    columns: Vec<Span>,
}

impl Source {
    /// A source from text that is already decoded, for tests and library users.
    #[must_use]
    pub fn from_text(name: &str, text: impl Into<String>) -> Self {
        let text = text.into();
        let info = SourceInfo {
            name: file_name(name).into_owned(),
            format: Format::Text,
            encoding: "UTF-8".to_owned(),
            bytes: text.len() as u64,
            sha256: None,
            pages: None,
        };
        Self::with_info(info, text)
    }

    pub(crate) fn with_info(info: SourceInfo, text: String) -> Self {
        Self {
            info,
            text,
            lines: OnceLock::new(),
            hints: Vec::new(),
            cells: Vec::new(),
            notes: Vec::new(),
            original: None,
            columns: Vec::new(),
        }
    }

    /// Takes over what a reader found out beside the text.
    pub(crate) fn with_layout(mut self, hints: Vec<Hint>, notes: Vec<Note>) -> Self {
        (self.hints, self.notes) = (hints, notes);
        self
    }

    /// Takes over the cells of the file's tables, in order.
    pub(crate) fn with_cells(mut self, cells: Vec<Cell>) -> Self {
        self.cells = cells;
        self
    }

    /// Takes over the file, where the way back leads to a line and column of it.
    pub(crate) fn with_original(mut self, original: Option<Original>) -> Self {
        self.original = original.map(Arc::new);
        self
    }

    /// The same source with its columns one under the other: its text as it reads so, and the way back.
    pub(crate) fn rearranged(
        mut self,
        text: String,
        original: Original,
        columns: Vec<Span>,
        notes: Vec<Note>,
    ) -> Self {
        self.notes.extend(notes);
        (self.text, self.original, self.columns) = (text, Some(Arc::new(original)), columns);
        self.lines = OnceLock::new();
        self
    }

    /// The stretches of the text whose two columns stand side by side in the file, each with the left
    /// column before the right one; empty but for plain text.
    #[must_use]
    pub fn columns(&self) -> &[Span] {
        &self.columns
    }

    /// Whether the text is the file's own, so that a byte of one is the same byte of the other.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.info.format == Format::Text && self.original.is_none()
    }

    /// The same source under another name, for papers of one name in several folders.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.info.name = name.into();
        self
    }

    /// The decoded text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the document says of its source.
    #[must_use]
    pub fn info(&self) -> &SourceInfo {
        &self.info
    }

    fn lines(&self) -> &LineTable {
        self.lines.get_or_init(|| LineTable::new(&self.text))
    }

    /// Line and column of a byte offset.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        self.lines().position(&self.text, offset)
    }

    /// Line of a byte offset, from 1.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        self.lines().line(offset)
    }

    /// First byte of a line counted from 1, or `None` past the last.
    #[must_use]
    pub fn line_start(&self, line: u32) -> Option<u32> {
        self.lines().start(line)
    }

    /// The place in the file that a byte of the decoded text comes from.
    #[must_use]
    pub fn place(&self, offset: u32) -> Place {
        let spot = self.original.as_deref().and_then(|original| original.place(offset));
        let line = || self.hint(offset).map_or_else(|| Place::Line(self.line(offset)), |hint| hint.place);
        spot.unwrap_or_else(line)
    }

    /// What the layout says of the line that a byte stands in; `None` in a text file.
    #[must_use]
    pub fn hint(&self, offset: u32) -> Option<&Hint> {
        let after = self.hints.partition_point(|hint| hint.start <= offset);
        self.hints.get(after.saturating_sub(1))
    }

    /// What the layout says of every line, in order; empty for a text file.
    #[must_use]
    pub fn hints(&self) -> &[Hint] {
        &self.hints
    }

    /// The cells of the tables that the file marks as such, in order.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// What the reader decided or left out, in the order of the file.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}

/// The last component of a path, so that no document holds an absolute path.
pub(crate) fn file_name(name: &str) -> Cow<'_, str> {
    match Path::new(name).file_name() {
        Some(last) => Cow::Owned(last.to_string_lossy().into_owned()),
        None => Cow::Borrowed(name),
    }
}
