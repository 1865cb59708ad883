//! What a part holds.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::markers::{Inserted, Style};
use crate::text::{Pieces, Span};

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Block<'s> {
    /// A heading and all that stands under it.
    Section(Section<'s>),
    /// A numbered paragraph or item.
    Item(Item<'s>),
    /// An unnumbered paragraph.
    Paragraph(Paragraph<'s>),
    /// Rows of a table that carry no number.
    Table(Table<'s>),
}

/// A heading and all that stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Section<'s> {
    /// The heading's ordinal, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker: Option<Marker<'s>>,
    /// The heading's text without its marker.
    pub title: Cow<'s, str>,
    /// Depth from 1.
    pub level: u8,
    /// From the heading's first byte to the end of what stands under it.
    pub span: Span,
    /// Line of the heading.
    pub line: u32,
    /// BCP 47 tag, where it differs from the part's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Cow<'s, str>>,
    /// The heading in another language, in a bilingual file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parallel: Vec<Parallel<'s>>,
    /// The spans of the title.
    #[serde(default, skip_serializing_if = "Pieces::is_empty")]
    pub title_pieces: Pieces,
    /// What stands under the heading.
    pub blocks: Vec<Block<'s>>,
}

/// A numbered paragraph or item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Item<'s> {
    /// The number as printed.
    pub marker: Marker<'s>,
    /// The number that the paper prints.
    pub number: u32,
    /// The logical text, joined over wrapped lines and page breaks.
    pub text: Cow<'s, str>,
    /// From the marker to the end of the last sub-item.
    pub span: Span,
    /// Line of the marker.
    pub line: u32,
    /// BCP 47 tag, where it differs from the part's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Cow<'s, str>>,
    /// The item in another language, in a bilingual file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parallel: Vec<Parallel<'s>>,
    /// The spans that `text` is made of, in order.
    pub pieces: Pieces,
    /// The number of the table that the item is a row of, as [`Table::table`] has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    /// The cells of the row that the item is, behind its marker. `text` is made of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Cell<'s>>,
    /// Sub-items and the paragraphs among them.
    pub blocks: Vec<Block<'s>>,
}

/// An unnumbered paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Paragraph<'s> {
    /// 1 for the unnumbered first paragraph of a paper whose numbers begin at 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The logical text.
    pub text: Cow<'s, str>,
    /// From the first byte to the last.
    pub span: Span,
    /// Line of the first byte.
    pub line: u32,
    /// BCP 47 tag, where it differs from the part's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Cow<'s, str>>,
    /// The paragraph in another language, in a bilingual file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parallel: Vec<Parallel<'s>>,
    /// The spans that `text` is made of, in order.
    pub pieces: Pieces,
}

/// Rows of a table that carry no number, one after another. A row that begins with a number is an
/// [`Item`] of the same [`table`](Table::table), and stands before or behind them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Table<'s> {
    /// Which table of the paper, from 1.
    pub table: u32,
    /// The rows, from the top.
    pub rows: Vec<TableRow<'s>>,
    /// All texts: a tab between two cells, a line end between two rows.
    pub text: Cow<'s, str>,
    /// From the first byte to the last.
    pub span: Span,
    /// Line of the first byte.
    pub line: u32,
    /// BCP 47 tag, where it differs from the part's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Cow<'s, str>>,
    /// The rows in another language, in a bilingual file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parallel: Vec<Parallel<'s>>,
    /// The spans that the cells are made of, in order.
    pub pieces: Pieces,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TableRow<'s> {
    /// The cells from left to right, empty ones too; those that a cell of a row above reaches
    /// into are not there.
    pub cells: Vec<Cell<'s>>,
    /// From the first byte to the last.
    pub span: Span,
    /// Line of the first byte.
    pub line: u32,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Cell<'s> {
    /// The logical text, joined over wrapped lines; empty for an empty cell. Its paragraphs, and what a line
    /// break parts in it, stand on a line each.
    pub text: Cow<'s, str>,
    /// From the first byte to the last.
    pub span: Span,
    /// Its first column, from 1.
    pub column: u32,
    /// Whether it is the head of a column or row.
    pub header: bool,
    /// How many columns it reaches over, where that is more than one.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub columns: u32,
    /// How many rows it reaches over, where that is more than one.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub rows: u32,
    /// The spans that `text` is made of, in order.
    pub pieces: Pieces,
}

fn one() -> u32 {
    1
}

// serde hands on what it asks about by reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_one(n: &u32) -> bool {
    *n == 1
}

/// A number or ordinal that opens a heading or an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Marker<'s> {
    /// As printed, without the space behind it.
    pub raw: Cow<'s, str>,
    /// The marker family.
    pub style: Style,
    /// What it counts, from 1; for `1.2` the last component.
    pub value: u32,
    /// The part of the number that was put in later: `A` of `14A.`, `1` of `第十條之一`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inserted: Option<Inserted>,
    /// Where it stands.
    pub span: Span,
}

/// The same block in another language of a bilingual file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Parallel<'s> {
    /// BCP 47 tag.
    pub language: Cow<'s, str>,
    /// The marker in this language, where it has one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker: Option<Marker<'s>>,
    /// The logical text.
    pub text: Cow<'s, str>,
    /// From the first byte to the last.
    pub span: Span,
    /// The spans that `text` is made of, in order.
    pub pieces: Pieces,
}

impl<'s> Block<'s> {
    /// The whole extent of the block.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Block::Section(b) => b.span,
            Block::Item(b) => b.span,
            Block::Paragraph(b) => b.span,
            Block::Table(b) => b.span,
        }
    }

    /// The line of its first byte, from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        match self {
            Block::Section(b) => b.line,
            Block::Item(b) => b.line,
            Block::Paragraph(b) => b.line,
            Block::Table(b) => b.line,
        }
    }

    /// The marker that opens it, where it has one.
    #[must_use]
    pub fn marker(&self) -> Option<&Marker<'s>> {
        match self {
            Block::Section(b) => b.marker.as_ref(),
            Block::Item(b) => Some(&b.marker),
            Block::Paragraph(_) | Block::Table(_) => None,
        }
    }

    /// Its own text: a section's title, all cells of a table.
    #[must_use]
    pub fn text(&self) -> &Cow<'s, str> {
        match self {
            Block::Section(b) => &b.title,
            Block::Item(b) => &b.text,
            Block::Paragraph(b) => &b.text,
            Block::Table(b) => &b.text,
        }
    }

    /// The spans that its text is made of, in order.
    #[must_use]
    pub fn pieces(&self) -> &Pieces {
        match self {
            Block::Section(b) => &b.title_pieces,
            Block::Item(b) => &b.pieces,
            Block::Paragraph(b) => &b.pieces,
            Block::Table(b) => &b.pieces,
        }
    }

    /// Its BCP 47 tag, where that differs from the part's.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        match self {
            Block::Section(b) => b.language.as_deref(),
            Block::Item(b) => b.language.as_deref(),
            Block::Paragraph(b) => b.language.as_deref(),
            Block::Table(b) => b.language.as_deref(),
        }
    }

    /// The block in other languages, in a bilingual file.
    #[must_use]
    pub fn parallel(&self) -> &[Parallel<'s>] {
        match self {
            Block::Section(b) => &b.parallel,
            Block::Item(b) => &b.parallel,
            Block::Paragraph(b) => &b.parallel,
            Block::Table(b) => &b.parallel,
        }
    }

    /// The blocks inside; empty for a paragraph and a table.
    #[must_use]
    pub fn blocks(&self) -> &[Block<'s>] {
        match self {
            Block::Section(b) => &b.blocks,
            Block::Item(b) => &b.blocks,
            Block::Paragraph(_) | Block::Table(_) => &[],
        }
    }
}
