//! Web pages: what a reader of the page sees, with the numbers that the browser
//! counts by itself put in.
//!
//! html5ever reads them as browsers do. What a browser does not show, and what is
//! there for the site and not for the paper (menus, banners), is left out of the
//! text and told in notes; so are footnotes.

mod aside;
mod charset;
mod counters;
mod footnotes;
mod guard;
mod line;
mod marker;
mod sheet;
mod style;
mod tree;
mod walk;

#[cfg(feature = "markdown")]
use super::blocks::Blocks;
use super::error::SourceError;
use super::options::Options;
use super::{Reading, encoding};
use crate::text::LineTable;
#[cfg(feature = "markdown")]
use crate::text::Note;
#[cfg(feature = "markdown")]
use std::ops::Range;

#[cfg(feature = "markdown")]
pub(in crate::read) use line::Line;
#[cfg(feature = "markdown")]
pub(in crate::read) use style::White;
use walk::Walk;

/// Reads a web page.
pub(super) fn read(path: &str, bytes: &[u8], options: &Options) -> Result<Reading, SourceError> {
    let marked = encoding_rs::Encoding::for_bom(bytes).is_some();
    let declared = charset::declared(bytes).filter(|_| !marked);
    let decoded = encoding::decode(path, bytes, options.encoding.or(declared))?;
    let file = decoded.text;
    let lines = LineTable::new(&file);
    let tree = tree::build(path, &file, 0..file.len(), &options.limits)?;
    let mut walk = Walk::new(&tree, &lines, options.tracked);
    walk.read(path)?;
    let Walk { blocks, notes, .. } = walk;
    drop(tree);
    let notes = decoded.note.into_iter().chain(notes).collect();
    Ok(blocks.of_text(file, lines, decoded.encoding.name(), notes))
}

/// Reads a stretch of HTML in a file of another kind, and puts what it says behind the blocks.
#[cfg(feature = "markdown")]
pub(super) fn fragment(
    path: &str,
    file: &str,
    part: Range<usize>,
    lines: &LineTable,
    options: &Options,
    blocks: &mut Blocks,
    notes: &mut Vec<Note>,
) -> Result<(), SourceError> {
    let tree = tree::build(path, file, part, &options.limits)?;
    let mut walk = Walk::new(&tree, lines, options.tracked);
    walk.blocks = std::mem::take(blocks);
    let read = walk.read(path);
    *blocks = walk.blocks;
    notes.extend(walk.notes);
    read
}
