//! What every block has, whatever its kind.

use std::borrow::Cow;

use super::{Block, Marker, Parallel};
use crate::text::{Pieces, Span};

impl<'s> Block<'s> {
    /// The whole extent of the block.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Block::Section(b) => b.span,
            Block::Item(b) => b.span,
            Block::Paragraph(b) => b.span,
        }
    }

    /// The line of its first byte, from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        match self {
            Block::Section(b) => b.line,
            Block::Item(b) => b.line,
            Block::Paragraph(b) => b.line,
        }
    }

    /// The marker that opens it, where it has one.
    #[must_use]
    pub fn marker(&self) -> Option<&Marker<'s>> {
        match self {
            Block::Section(b) => b.marker.as_ref(),
            Block::Item(b) => Some(&b.marker),
            Block::Paragraph(_) => None,
        }
    }

    /// Its own text: a section's title.
    #[must_use]
    pub fn text(&self) -> &Cow<'s, str> {
        match self {
            Block::Section(b) => &b.title,
            Block::Item(b) => &b.text,
            Block::Paragraph(b) => &b.text,
        }
    }

    /// The spans that its text is made of, in order.
    #[must_use]
    pub fn pieces(&self) -> &Pieces {
        match self {
            Block::Section(b) => &b.title_pieces,
            Block::Item(b) => &b.pieces,
            Block::Paragraph(b) => &b.pieces,
        }
    }

    /// Its BCP 47 tag, where that differs from the part's.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        match self {
            Block::Section(b) => b.language.as_deref(),
            Block::Item(b) => b.language.as_deref(),
            Block::Paragraph(b) => b.language.as_deref(),
        }
    }

    /// The block in other languages, in a bilingual file.
    #[must_use]
    pub fn parallel(&self) -> &[Parallel<'s>] {
        match self {
            Block::Section(b) => &b.parallel,
            Block::Item(b) => &b.parallel,
            Block::Paragraph(b) => &b.parallel,
        }
    }

    /// The blocks inside; empty for a paragraph.
    #[must_use]
    pub fn blocks(&self) -> &[Block<'s>] {
        match self {
            Block::Section(b) => &b.blocks,
            Block::Item(b) => &b.blocks,
            Block::Paragraph(_) => &[],
        }
    }
}
