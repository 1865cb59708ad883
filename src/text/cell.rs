//! The cells of tables, as they stand in the text.

use super::{Row, Span};

/// A paragraph in a cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cell {
    /// Where its text stands; empty for an empty cell.
    pub span: Span,
    /// The row it stands in.
    pub row: Row,
    /// Its first column, from 1. Columns that a cell of a row above reaches into count.
    pub column: u32,
    /// How many columns it reaches over, at least 1.
    pub columns: u32,
    /// How many rows it reaches over, at least 1.
    pub rows: u32,
    /// The file marks it as the head of a column or row.
    pub header: bool,
    /// It goes on with the cell of its row and column: another paragraph in it.
    pub more: bool,
}
