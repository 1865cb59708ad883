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

use super::error::SourceError;
use super::options::Options;
use super::{Reading, encoding};
use crate::text::{LineTable, Original};
use walk::Walk;

/// Reads a web page.
pub(super) fn read(path: &str, bytes: &[u8], options: &Options) -> Result<Reading, SourceError> {
    let marked = encoding_rs::Encoding::for_bom(bytes).is_some();
    let declared = charset::declared(bytes).filter(|_| !marked);
    let decoded = encoding::decode(path, bytes, options.encoding.or(declared))?;
    let file = decoded.text;
    let lines = LineTable::new(&file);
    let tree = tree::build(path, &file, &options.limits)?;
    let mut walk = Walk::new(&tree, &lines);
    walk.read(path)?;
    let Walk { blocks, notes, .. } = walk;
    drop(tree);
    let notes = decoded.note.into_iter().chain(notes).collect();
    Ok(Reading {
        text: blocks.text,
        encoding: decoded.encoding.name(),
        hints: blocks.hints,
        notes,
        original: Some(Original::new(file, lines, blocks.anchors)),
        ..Reading::default()
    })
}
