//! Where every reader of a structured file ends: paragraphs one after another, a
//! blank line between any two so that none is taken for another's wrapped line,
//! and the rows of tables, a line each.

mod para;
mod shape;
mod tables;

use super::reading::Reading;
#[cfg(any(feature = "html", feature = "markdown"))]
use crate::text::Original;
use crate::text::{Anchor, Cell, Hint, LineTable, Note, Place, Span, at_file};
pub(super) use para::Para;
pub(super) use shape::Shape;
use tables::Tables;

/// The text while it grows, and the tables that are open.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub text: String,
    pub hints: Vec<Hint>,
    pub anchors: Vec<Anchor>,
    /// The cells of the rows that were printed.
    pub cells: Vec<Cell>,
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

    pub(super) fn open_cell(&mut self, shape: Shape) {
        self.tables.open_cell(shape);
    }

    /// The shape of the cell that is being read.
    #[cfg(feature = "docx")]
    pub(super) fn shape(&mut self) -> Option<&mut Shape> {
        self.tables.shape()
    }

    /// The row that is being read is the head of its table.
    #[cfg(any(feature = "docx", feature = "markdown", feature = "odt", feature = "rtf"))]
    pub(super) fn head_row(&mut self) {
        self.tables.head_row();
    }

    /// The row is not to be read.
    #[cfg(feature = "docx")]
    pub(super) fn drop_row(&mut self) {
        self.tables.drop_row();
    }

    pub(super) fn close_row(&mut self, lines: Option<&LineTable>) {
        let (paras, merged) = self.tables.close_row();
        for para in paras {
            self.place(para, lines);
        }
        for column in merged {
            let above = self.tables.above(column).and_then(|index| self.cells.get_mut(index));
            if let Some(cell) = above {
                cell.rows = cell.rows.saturating_add(1);
            }
        }
    }

    /// Keeps the cells of a row whose text stands in `text`, `cut` bytes of it left out.
    fn cells(&mut self, para: &Para, text: Span, cut: u32) {
        let place = |at: u32| (text.start + at.saturating_sub(cut)).min(text.end);
        for (n, one) in para.cells.iter().enumerate() {
            let next = para.cells.iter().skip(n + 1).find(|next| !next.empty);
            let start = place(one.at);
            let end = match next {
                _ if one.empty => start,
                // The tab before the next.
                Some(next) => place(next.at.saturating_sub(1)),
                None => text.end,
            };
            if !one.more {
                self.tables.note(*one, self.cells.len());
            }
            self.cells.push(Cell {
                span: Span { start, end: end.max(start) },
                row: one.row,
                column: one.column,
                columns: one.shape.columns,
                rows: one.shape.rows,
                header: one.shape.header,
                more: one.more,
            });
        }
    }

    /// Adds a line as it stands, behind a blank one where it is not `close` to the one before. A
    /// word that a soft hyphen parts stands whole on the line where it begins.
    #[cfg(feature = "pdf")]
    pub(super) fn line(&mut self, mut text: &str, mut hint: Hint, close: bool) {
        if self.text.ends_with('\u{ad}') {
            self.text.pop();
            if close {
                let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
                self.text.push_str(word);
                text = rest;
            } else {
                self.text.push('-');
            }
            if text.is_empty() {
                return;
            }
        }
        if !self.text.is_empty() {
            self.text.push_str(if close { "\n" } else { "\n\n" });
        }
        hint.start = self.text.len() as u32;
        self.hints.push(hint);
        self.text.push_str(text);
    }

    fn print(&mut self, para: &Para, lines: Option<&LineTable>) {
        let body = para.text.trim_end_matches('\n');
        let cut = body.len() - body.trim_start_matches('\n').len();
        let body = body.get(cut..).unwrap_or_default();
        if !self.text.is_empty() {
            self.text.push_str(if para.close { "\n" } else { "\n\n" });
        }
        let base = self.text.len();
        self.cells(para, Span::new(base, base + body.len()), cut as u32);
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

    /// What was read, when the last line has ended.
    pub(super) fn reading(mut self, encoding: &'static str, notes: Vec<Note>) -> Reading {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let Self { text, hints, cells, .. } = self;
        Reading { text, encoding, hints, cells, notes, ..Reading::default() }
    }

    /// The same of a file that is text itself.
    #[cfg(any(feature = "html", feature = "markdown"))]
    pub(super) fn of_text(
        mut self,
        file: String,
        lines: LineTable,
        encoding: &'static str,
        notes: Vec<Note>,
    ) -> Reading {
        let original = Some(Original::new(file, lines, std::mem::take(&mut self.anchors)));
        Reading { original, ..self.reading(encoding, notes) }
    }
}
