//! The tree as JSON, the default output of `parse`.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use crate::ast::Document;
use crate::diagnostic::Report;

/// How JSON is laid out. The choice never depends on whether a person looks on,
/// so that the same command always writes the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Indented by two spaces: one document, to be read and compared line by line.
    Pretty,
    /// One line: many documents, as JSON Lines.
    Line,
}

/// Writes a document and a line end.
///
/// # Errors
/// Where `out` cannot be written.
pub fn json(document: &Document<'_>, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    value(document, layout, out)
}

/// Writes the report of a check and a line end, indented.
///
/// # Errors
/// Where `out` cannot be written.
pub fn report_json(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    value(report, Layout::Pretty, out)
}

fn value(value: &impl Serialize, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    // JSON is written in very small pieces, each of which would be a call
    // through `dyn`: gather them first.
    let mut out = BufWriter::new(out);
    match layout {
        Layout::Pretty => serde_json::to_writer_pretty(&mut out, value)?,
        Layout::Line => serde_json::to_writer(&mut out, value)?,
    }
    out.write_all(b"\n")?;
    out.flush()
}
