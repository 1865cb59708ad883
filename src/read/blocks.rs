//! Where every reader of a structured file ends: paragraphs one after another, a
//! blank line between any two so that none is taken for another's wrapped line,
//! and the rows of tables, a line each.

use crate::text::{Anchor, Hint, LineTable, Place, Row, at_file};

/// One paragraph, or several cells of a row, ready to be printed.
#[derive(Debug, Clone)]
pub(super) struct Para {
    /// The text, with the label before it; lines within it end in `\n`.
    pub text: String,
    /// What the layout says; `start` is not filled yet.
    pub hint: Hint,
    /// What the layout says of the lines behind the first: [`Hint::runs_on`].
    pub wraps: Option<bool>,
    /// Ends of lines, as bytes of the text, that are not there in print: the line behind goes on.
    pub soft: Vec<u32>,
    /// Whether it follows the one before as the next line of the same block.
    pub close: bool,
    /// Where the text stands in the file, counted from the start of `text`.
    pub anchors: Vec<Anchor>,
}

impl Para {
    pub(super) fn new(text: String, hint: Hint) -> Self {
        let hint = Hint { opens_paragraph: true, ..hint };
        Self { text, hint, wraps: Some(false), soft: Vec::new(), close: false, anchors: Vec::new() }
    }

    /// Puts another cell behind this one.
    fn add_cell(&mut self, other: &Self) {
        self.text.push('\t');
        let by = self.text.len() as u32;
        self.anchors.extend(other.anchors.iter().map(|a| Anchor { text: a.text + by, ..*a }));
        self.text.push_str(&other.text);
    }
}

/// The text while it grows, and the tables that are open.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub text: String,
    pub hints: Vec<Hint>,
    pub anchors: Vec<Anchor>,
    tables: Tables,
}

impl Blocks {
    /// Puts a paragraph where it belongs: into the cell that is open, or into the text.
    /// `lines` are the lines of the file, where paragraphs have anchors in it.
    pub(super) fn place(&mut self, para: Para, lines: Option<&LineTable>) {
        if para.text.trim().is_empty() {
            return;
        }
        match self.tables.cell() {
            Some(cell) => cell.push(para),
            None => self.print(&para, lines),
        }
    }

    pub(super) fn open_table(&mut self) {
        self.tables.open();
    }

    pub(super) fn close_table(&mut self) {
        self.tables.close();
    }

    pub(super) fn open_cell(&mut self) {
        self.tables.open_cell();
    }

    /// The row is not to be read.
    #[cfg(feature = "docx")]
    pub(super) fn drop_row(&mut self) {
        self.tables.drop_row();
    }

    pub(super) fn close_row(&mut self, lines: Option<&LineTable>) {
        for para in self.tables.close_row() {
            self.place(para, lines);
        }
    }

    fn print(&mut self, para: &Para, lines: Option<&LineTable>) {
        let body = para.text.trim_end_matches('\n');
        let cut = body.len() - body.trim_start_matches('\n').len();
        let body = body.get(cut..).unwrap_or_default();
        if !self.text.is_empty() {
            self.text.push_str(if para.close { "\n" } else { "\n\n" });
        }
        let base = self.text.len();
        let moved = |a: &Anchor| Anchor { text: (a.text as usize + base).saturating_sub(cut) as u32, ..*a };
        let first = self.anchors.len();
        self.anchors.extend(para.anchors.iter().map(moved));
        let anchors = self.anchors.get(first..).unwrap_or_default();
        for (n, line) in body.split('\n').enumerate() {
            let mut goes_on = false;
            if n > 0 {
                let end = (self.text.len() - base + cut) as u32;
                goes_on = para.soft.binary_search(&end).is_ok();
                self.text.push('\n');
            }
            let mut hint = para.hint;
            hint.start = self.text.len() as u32;
            if n > 0 {
                hint.opens_paragraph = false;
                hint.runs_on = if goes_on { Some(true) } else { para.wraps };
                (hint.label, hint.counter) = (0, 0);
            }
            if let (Some(lines), Some(at)) = (lines, at_file(anchors, hint.start)) {
                hint.place = Place::Line(lines.line(at));
            }
            self.hints.push(hint);
            self.text.push_str(line);
        }
    }

    /// Ends the last line.
    pub(super) fn end(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }
}

/// One open table: the cells of the row that is being read.
#[derive(Debug, Default)]
struct Table {
    cells: Vec<Vec<Para>>,
    dropped: bool,
    number: u32,
    rows: u32,
}

/// The open tables, the innermost last.
#[derive(Debug, Default)]
struct Tables {
    open: Vec<Table>,
    count: u32,
}

impl Tables {
    fn open(&mut self) {
        self.count = self.count.saturating_add(1);
        self.open.push(Table { number: self.count, ..Table::default() });
    }

    fn close(&mut self) {
        self.open.pop();
    }

    fn open_cell(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.cells.push(Vec::new());
        }
    }

    /// The cell that paragraphs go into.
    fn cell(&mut self) -> Option<&mut Vec<Para>> {
        self.open.iter_mut().rev().find_map(|table| table.cells.last_mut())
    }

    #[cfg(feature = "docx")]
    fn drop_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.dropped = true;
        }
    }

    /// The lines of the row that ends.
    fn close_row(&mut self) -> Vec<Para> {
        let Some(table) = self.open.last_mut() else { return Vec::new() };
        table.rows = table.rows.saturating_add(1);
        let row = Row { table: table.number, row: table.rows };
        let cells = std::mem::take(&mut table.cells);
        if std::mem::take(&mut table.dropped) {
            return Vec::new();
        }
        let mut lines = lines_of(cells);
        for para in &mut lines {
            para.hint.row = para.hint.row.or(Some(row));
        }
        lines
    }
}

/// The lines of a row. Cells of one paragraph each stand on one line, tabs
/// between them. Where two and more cells hold several paragraphs the row is
/// a layout of columns, such as a block of signatures: each column is read
/// to its end before the next.
fn lines_of(mut cells: Vec<Vec<Para>>) -> Vec<Para> {
    cells.retain(|cell| !cell.is_empty());
    if cells.iter().filter(|cell| cell.len() > 1).count() > 1 {
        let column =
            |cell: Vec<Para>| cell.into_iter().enumerate().map(|(n, para)| Para { close: n > 0, ..para });
        return cells.into_iter().flat_map(column).collect();
    }
    let mut first: Option<Para> = None;
    let mut rest = Vec::new();
    for cell in cells {
        let mut paras = cell.into_iter();
        match (&mut first, paras.next()) {
            (Some(line), Some(para)) => line.add_cell(&para),
            (line, para) => *line = para,
        }
        rest.extend(paras);
    }
    first.into_iter().chain(rest).collect()
}
