//! The typed tree of a paper, as `parse --to json` writes it.
//!
//! Texts that stand in one piece in the source are borrowed from it; only
//! joined texts are allocated.
//! Spans are bytes of the decoded text, lines count from 1.

mod block;
pub(crate) mod build;
mod closing;
mod document;
mod element;
mod explain;
mod front;
pub(crate) mod input;
pub(crate) mod join;
mod nest;
mod owned;
mod paper;
pub(crate) mod series;
mod spacing;
mod table;
mod walk;

pub use crate::markers::Style;
pub use crate::text::{Format, Pieces, SourceInfo};
pub use block::{Block, Cell, Item, Marker, Paragraph, Parallel, Section, Table, TableRow};
pub use document::{
    DOCUMENT_SCHEMA, Document, Footnote, Front, ParallelFront, ParallelPart, Part, PartKind, Signatory,
};
pub use paper::{LanguageVersion, Paper};
pub use walk::{Visit, walk};
