//! The rows of a table put together again, for the formats that show tables: those that carry no
//! number stand in [`Table`](crate::tree::Table) blocks, the others are items.

use crate::tree::{Block, Cell, Item};

/// A row with its cells: those of an item stand behind its marker.
#[derive(Clone, Copy)]
pub(super) struct Line<'b, 's> {
    pub(super) item: Option<&'b Item<'s>>,
    pub(super) cells: &'b [Cell<'s>],
}

impl<'b, 's> Line<'b, 's> {
    /// The rows that a block is.
    pub(super) fn of(block: &'b Block<'s>) -> Vec<Self> {
        match block {
            Block::Table(table) => {
                table.rows.iter().map(|row| Self { item: None, cells: &row.cells }).collect()
            }
            Block::Item(item) => vec![Self { item: Some(item), cells: &item.cells }],
            Block::Section(_) | Block::Paragraph(_) => Vec::new(),
        }
    }

    /// The column that the marker stands in.
    pub(super) fn marker_column(self) -> u32 {
        self.cells.first().map_or(1, |cell| cell.column.saturating_sub(1).max(1))
    }

    /// Whether the marker stands in the first of the cells, before its text.
    pub(super) fn shares_cell(self) -> bool {
        self.cells.first().is_some_and(|cell| cell.column == self.marker_column())
    }

    /// The last column of the row.
    pub(super) fn width(self) -> u32 {
        let cells = self.cells.iter().map(|c| c.column.saturating_add(c.columns.saturating_sub(1)));
        cells.max().unwrap_or(1)
    }

    /// Whether it holds heads of columns and nothing else.
    pub(super) fn is_head(self) -> bool {
        self.item.is_none() && self.cells.iter().all(|c| c.header || c.text.is_empty())
    }
}

/// The blocks, those that are rows of one table together. What holds more than a row ends its
/// table.
pub(super) fn runs<'b, 's>(blocks: &'b [Block<'s>]) -> impl Iterator<Item = &'b [Block<'s>]> {
    blocks.chunk_by(|a, b| {
        a.blocks().is_empty()
            && a.parallel().is_empty()
            && table_of(a).is_some()
            && table_of(a) == table_of(b)
    })
}

/// The table that a block is a row of.
pub(super) fn table_of(block: &Block<'_>) -> Option<u32> {
    match block {
        Block::Table(table) => Some(table.table),
        Block::Item(item) => item.table,
        Block::Section(_) | Block::Paragraph(_) => None,
    }
}
