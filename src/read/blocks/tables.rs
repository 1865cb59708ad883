//! The tables that are open while a file is read: cells are gathered until their row ends, and
//! then become lines of the text.

use super::para::Para;
use super::shape::{Placed, Shape};
use crate::text::Row;

/// A cell that is being read.
#[derive(Debug, Default)]
struct Open {
    shape: Shape,
    paras: Vec<Para>,
}

/// A cell of a row above that reaches further down.
#[derive(Debug, Clone, Copy)]
struct Reach {
    column: u32,
    columns: u32,
    /// How many more rows.
    rows: u32,
}

/// One open table: the cells of the row that is being read.
#[derive(Debug, Default)]
struct Table {
    cells: Vec<Open>,
    dropped: bool,
    /// All cells of the row are heads of columns.
    head: bool,
    number: u32,
    rows: u32,
    /// By column, in order.
    reaches: Vec<Reach>,
    /// By column: the cells that may still grow downward, as indices among those printed.
    printed: Vec<(u32, usize)>,
    /// A row had texts beside each other: the others have, too.
    tabular: bool,
}

/// The open tables, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Tables {
    open: Vec<Table>,
    count: u32,
}

impl Tables {
    pub(super) fn open(&mut self) {
        self.count = self.count.saturating_add(1);
        self.open.push(Table { number: self.count, ..Table::default() });
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    pub(super) fn open_cell(&mut self, shape: Shape) {
        if let Some(table) = self.open.last_mut() {
            table.cells.push(Open { shape, paras: Vec::new() });
        }
    }

    /// The shape of the cell that is being read, where the file tells it inside the cell.
    #[cfg(feature = "docx")]
    pub(super) fn shape(&mut self) -> Option<&mut Shape> {
        self.open.last_mut()?.cells.last_mut().map(|cell| &mut cell.shape)
    }

    /// The cell that paragraphs go into.
    pub(super) fn cell(&mut self) -> Option<&mut Vec<Para>> {
        self.open.iter_mut().rev().find_map(|table| table.cells.last_mut()).map(|cell| &mut cell.paras)
    }

    #[cfg(feature = "docx")]
    pub(super) fn drop_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.dropped = true;
        }
    }

    #[cfg(any(feature = "docx", feature = "markdown", feature = "odt", feature = "rtf"))]
    pub(super) fn head_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.head = true;
        }
    }

    /// The lines of the row that ends, and the columns of its cells that belong to cells above.
    pub(super) fn close_row(&mut self) -> (Vec<Para>, Vec<u32>) {
        let Some(table) = self.open.last_mut() else { return Default::default() };
        table.rows = table.rows.saturating_add(1);
        let row = Row { table: table.number, row: table.rows };
        let cells = std::mem::take(&mut table.cells);
        let head = std::mem::take(&mut table.head);
        if std::mem::take(&mut table.dropped) {
            return Default::default();
        }
        let columns = table.columns(&cells);
        let layout = is_layout(&cells, table.tabular);
        if layout {
            table.printed.clear();
        }
        table.tabular |= !layout && cells.iter().filter(|cell| !cell.paras.is_empty()).count() > 1;
        let merged =
            cells.iter().zip(&columns).filter(|(cell, _)| cell.shape.merged).map(|(_, column)| *column);
        let merged = merged.collect();
        let mut lines = if layout { in_columns(cells) } else { lines_of(cells, &columns, row, head) };
        for para in &mut lines {
            para.hint.row = para.hint.row.or(Some(row));
        }
        (lines, merged)
    }

    /// Keeps in mind where a cell of the innermost table was printed.
    pub(super) fn note(&mut self, cell: Placed, index: usize) {
        let Some(table) = self.open.last_mut().filter(|table| table.number == cell.row.table) else { return };
        match table.printed.binary_search_by_key(&cell.column, |p| p.0) {
            Ok(at) => table.printed[at].1 = index,
            Err(at) => table.printed.insert(at, (cell.column, index)),
        }
    }

    /// The cell above a merged one, as an index among those printed.
    pub(super) fn above(&self, column: u32) -> Option<usize> {
        let table = self.open.last()?;
        let at = table.printed.binary_search_by_key(&column, |p| p.0).ok()?;
        table.printed.get(at).map(|p| p.1)
    }
}

impl Table {
    /// The column of each cell: cells of rows above that reach down take theirs.
    fn columns(&mut self, cells: &[Open]) -> Vec<u32> {
        let reaches = std::mem::take(&mut self.reaches);
        let mut above = reaches.iter().peekable();
        let mut column = 1u32;
        let mut out = Vec::with_capacity(cells.len());
        let mut new = Vec::new();
        for Open { shape, .. } in cells {
            while let Some(reach) = above.next_if(|r| r.column <= column) {
                column = column.max(reach.column.saturating_add(reach.columns));
            }
            out.push(column);
            if shape.rows > 1 {
                new.push(Reach { column, columns: shape.columns, rows: shape.rows });
            }
            column = column.saturating_add(shape.columns);
        }
        self.reaches = reaches
            .into_iter()
            .chain(new)
            .filter_map(|r| (r.rows > 1).then_some(Reach { rows: r.rows - 1, ..r }))
            .collect();
        self.reaches.sort_by_key(|r| r.column);
        out
    }
}

/// Whether a row is a layout of columns, such as a block of signatures: two and more cells hold several
/// paragraphs, and there are lists among these, or no cell holds a single one. In a table whose rows have
/// texts beside each other, only lists tell.
fn is_layout(cells: &[Open], tabular: bool) -> bool {
    let several = cells.iter().filter(|cell| cell.paras.len() > 1);
    let listed = || several.clone().any(|cell| cell.paras.iter().skip(1).any(Para::is_listed));
    several.clone().count() > 1 && (listed() || !tabular && cells.iter().all(|cell| cell.paras.len() != 1))
}

/// The lines of a layout: each column is read to its end before the next.
fn in_columns(cells: Vec<Open>) -> Vec<Para> {
    let column =
        |cell: Open| cell.paras.into_iter().enumerate().map(|(n, para)| Para { close: n > 0, ..para });
    cells.into_iter().flat_map(column).collect()
}

/// The lines of a row. The first paragraphs of its cells stand on one line, tabs between them, the
/// others behind it.
fn lines_of(cells: Vec<Open>, columns: &[u32], row: Row, head: bool) -> Vec<Para> {
    let mut first: Option<Para> = None;
    let mut placed = Vec::with_capacity(cells.len());
    let mut rest = Vec::new();
    for (Open { mut shape, paras }, &column) in cells.into_iter().zip(columns) {
        if shape.merged && paras.is_empty() {
            continue;
        }
        shape.header |= head;
        let mut one = Placed { at: 0, empty: paras.is_empty(), more: false, row, column, shape };
        let mut paras = paras.into_iter();
        match (&mut first, paras.next()) {
            (Some(line), Some(para)) => line.add_cell(&para),
            (line @ None, Some(para)) => *line = Some(Para { cell: 0, ..para }),
            (_, None) => {}
        }
        let printed = first.as_ref().map_or(0, |line| line.text.len() as u32);
        one.at = if one.empty { printed } else { first.as_ref().map_or(0, |line| line.cell) };
        placed.push(one);
        rest.extend(paras.map(|mut para| {
            if para.cells.is_empty() {
                para.cells = vec![Placed { at: 0, more: true, ..one }];
            }
            para
        }));
    }
    if let Some(line) = &mut first {
        line.cells = placed;
    }
    first.into_iter().chain(rest).collect()
}
