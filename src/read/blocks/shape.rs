//! How cells stand in their table, and in the line that they are printed on.

use crate::text::Row;

/// No cell reaches over more columns or rows, as browsers have it for columns.
#[cfg(any(feature = "docx", feature = "html", feature = "odt"))]
const WIDEST: u32 = 1000;

/// How a cell stands in its table, as the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct Shape {
    /// How many columns and rows it reaches over, from 1.
    pub columns: u32,
    pub rows: u32,
    /// The head of a column or row.
    pub header: bool,
    /// Part of the cell above it, though it has a place of its own in the file.
    pub merged: bool,
}

impl Shape {
    /// A cell over so many columns and rows.
    #[cfg(any(feature = "docx", feature = "html", feature = "odt"))]
    pub(in crate::read) fn over(columns: Option<u32>, rows: Option<u32>) -> Self {
        let within = |n: Option<u32>| n.unwrap_or(1).clamp(1, WIDEST);
        Self { columns: within(columns), rows: within(rows), ..Self::default() }
    }
}

impl Default for Shape {
    fn default() -> Self {
        Self { columns: 1, rows: 1, header: false, merged: false }
    }
}

/// A cell's place in its table, and in the line that it is printed on.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Placed {
    /// First byte in the paragraph; none for an empty cell.
    pub at: u32,
    pub empty: bool,
    pub more: bool,
    pub row: Row,
    pub column: u32,
    pub shape: Shape,
}
