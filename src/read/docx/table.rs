//! The tables that are open while the body is read; one may stand in a cell of
//! another.

use crate::text::Hint;

/// One paragraph, or several cells of a row, ready to be printed.
#[derive(Debug, Clone)]
pub(super) struct Para {
    /// The text, with the label before it.
    pub text: String,
    /// What the layout says; `start` is not filled yet.
    pub hint: Hint,
    /// Whether it follows the one before as the next line of the same block.
    pub close: bool,
}

/// One open table: the cells of the row that is being read.
#[derive(Debug, Default)]
pub(super) struct Table {
    cells: Vec<Vec<Para>>,
    dropped: bool,
}

/// The open tables, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Tables {
    open: Vec<Table>,
}

impl Tables {
    pub(super) fn open(&mut self) {
        self.open.push(Table::default());
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    pub(super) fn open_cell(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.cells.push(Vec::new());
        }
    }

    /// The cell that paragraphs go into.
    pub(super) fn cell(&mut self) -> Option<&mut Vec<Para>> {
        self.open.last_mut()?.cells.last_mut()
    }

    /// The row is not there on the side of the tracked changes that is read.
    pub(super) fn drop_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.dropped = true;
        }
    }

    /// The lines of the row that ends.
    pub(super) fn close_row(&mut self) -> Vec<Para> {
        let Some(table) = self.open.last_mut() else { return Vec::new() };
        let row = std::mem::take(table);
        if row.dropped { Vec::new() } else { Table::lines(row.cells) }
    }
}
