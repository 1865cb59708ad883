//! The rows of a table put together again, for the formats that show tables: those that carry no
//! number stand in [`Table`](crate::tree::Table) blocks, the others are items.

use std::borrow::Cow;

use crate::tree::{Block, Cell, Item, Parallel};

/// A row with its cells: those of an item stand behind its marker.
pub(super) struct Line<'b, 's> {
    pub(super) item: Option<&'b Item<'s>>,
    pub(super) cells: &'b [Cell<'s>],
    /// The row in other languages, markers and all.
    pub(super) others: Vec<Cow<'b, str>>,
}

impl<'b, 's> Line<'b, 's> {
    /// The rows that a block is.
    pub(super) fn of(block: &'b Block<'s>) -> Vec<Self> {
        match block {
            Block::Table(table) => {
                let mut others: Vec<_> = table.parallel.iter().map(|other| other.text.split('\n')).collect();
                let mut line = |cells: &'b [Cell<'s>]| {
                    let others = others.iter_mut().filter_map(Iterator::next).map(Cow::Borrowed);
                    Self { item: None, cells, others: others.collect() }
                };
                table.rows.iter().map(|row| line(&row.cells)).collect()
            }
            Block::Item(item) => {
                let other = |other: &'b Parallel<'s>| match &other.marker {
                    Some(marker) => Cow::Owned(format!("{} {}", marker.raw, other.text)),
                    None => Cow::Borrowed(&*other.text),
                };
                let others = item.parallel.iter().map(other).collect();
                vec![Self { item: Some(item), cells: &item.cells, others }]
            }
            Block::Section(_) | Block::Paragraph(_) => Vec::new(),
        }
    }

    /// The column that the marker stands in.
    pub(super) fn marker_column(&self) -> u32 {
        self.cells.first().map_or(1, |cell| cell.column.saturating_sub(1).max(1))
    }

    /// Whether the marker stands in the first of the cells, before its text.
    pub(super) fn shares_cell(&self) -> bool {
        self.cells.first().is_some_and(|cell| cell.column == self.marker_column())
    }

    /// The last column of the row.
    pub(super) fn width(&self) -> u32 {
        let cells = self.cells.iter().map(|c| c.column.saturating_add(c.columns.saturating_sub(1)));
        cells.max().unwrap_or(1)
    }

    /// Whether it holds heads of columns and nothing else.
    pub(super) fn is_head(&self) -> bool {
        self.item.is_none() && self.cells.iter().all(|c| c.header || c.text.is_empty())
    }
}

/// The blocks, those that are rows of one table together. What holds more than a row ends its
/// table.
pub(super) fn runs<'b, 's>(blocks: &'b [Block<'s>]) -> impl Iterator<Item = &'b [Block<'s>]> {
    let together = |a: &Block<'_>, b: &Block<'_>| {
        a.blocks().is_empty() && table_of(a).is_some() && table_of(a) == table_of(b)
    };
    blocks.chunk_by(together).flat_map(|run| run.chunks(if is_table(run) { run.len() } else { 1 }))
}

/// Whether a run of blocks is a table, and no list whose markers stand in cells of their own.
pub(super) fn is_table(run: &[Block<'_>]) -> bool {
    run.iter().any(|block| match block {
        Block::Table(_) => true,
        Block::Item(item) => item.cells.len() > 1,
        Block::Section(_) | Block::Paragraph(_) => false,
    })
}

/// The table that a block is a row of.
fn table_of(block: &Block<'_>) -> Option<u32> {
    match block {
        Block::Table(table) => Some(table.table),
        Block::Item(item) => item.table,
        Block::Section(_) | Block::Paragraph(_) => None,
    }
}
