//! The way back to a line and column of a file that is text with marks in it, such as HTML, or whose
//! columns stand side by side.

use super::{LineTable, Place};

/// From this byte of the text on, up to the next anchor, the text stands in the
/// file as it is, from this byte of the file on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// Byte of the text.
    pub text: u32,
    /// Byte of the decoded file.
    pub file: u32,
}

/// The file as it was decoded, and what of it became the text.
#[derive(Debug, Clone)]
pub(crate) struct Original {
    file: String,
    lines: LineTable,
    anchors: Vec<Anchor>,
}

impl Original {
    pub(crate) fn new(file: String, lines: LineTable, anchors: Vec<Anchor>) -> Self {
        Self { file, lines, anchors }
    }

    /// Where in the file a byte of the text stands.
    pub(crate) fn place(&self, offset: u32) -> Option<Place> {
        let at = at_file(&self.anchors, offset)?;
        let position = self.lines.position(&self.file, at);
        Some(Place::Spot { line: position.line, column: position.column })
    }
}

/// The byte of the file that a byte of the text comes from.
pub(crate) fn at_file(anchors: &[Anchor], at: u32) -> Option<u32> {
    let after = anchors.partition_point(|a| a.text <= at);
    let anchor = anchors.get(after.checked_sub(1)?)?;
    Some(anchor.file + (at - anchor.text))
}
