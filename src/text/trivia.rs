//! What belongs to no text: every byte that is not in a leaf of the tree.

use crate::text::Span;

/// Why a stretch of the source is in no leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TriviaKind {
    /// White space, line ends, form feeds.
    Blank,
    /// A page number.
    PageNumber,
    /// A line that repeats from page to page.
    RunningHeader,
    /// A bullet or an invisible character that text extraction left inside a text.
    Artifact,
    /// A contents list, whose headings come again where they belong.
    Contents,
    /// The second copy of a block that comes twice.
    RepeatedBlock,
    /// A rule of dashes, asterisks or the like.
    Ornament,
}

/// A stretch of the source that belongs to no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Trivia {
    /// Where.
    pub span: Span,
    /// Why.
    pub kind: TriviaKind,
}
