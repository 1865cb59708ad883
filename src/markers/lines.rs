//! A text cut into lines, with the places where a marker may stand.

use crate::text::census::Letters;
use crate::text::marks::Marks;
use crate::text::{Cell, Hint, Line, Pieces, Row, Span, cut};

use super::sites::{Candidate, Candidates, find};
use super::told::Told;

/// A text cut into lines, with all that a line start may be read as.
#[derive(Debug, Clone)]
pub(crate) struct Lines<'s> {
    pub text: &'s str,
    pub lines: Vec<Line>,
    pub found: Candidates,
    /// Invisible characters inside lines: they belong to no text.
    pub invisible: Vec<Span>,
    /// The cells of tables, in order.
    pub cells: Vec<Cell>,
    /// The tables that are more than a way to set a text, by their numbers, in order.
    pub tabular: Vec<u32>,
    /// Stretches whose two columns stood side by side.
    pub columns: Vec<Span>,
    /// What the user tells of the paper.
    pub told: Option<&'s Told>,
    /// Whether to tell why each place is read as it is.
    pub trace: bool,
    /// Brackets, and characters that should not be there.
    pub marks: Marks,
    /// The letters of the whole text.
    pub letters: Letters,
}

/// A row has two texts beside each other, and a marker before them.
const TEXTS_AND_MARKER: usize = 3;

impl<'s> Lines<'s> {
    /// Cuts a text into lines, and finds the places of markers.
    pub fn of(text: &'s str) -> Self {
        let cut = cut(text);
        let mut out = Self {
            text,
            lines: cut.lines,
            found: Candidates::default(),
            invisible: cut.invisible,
            cells: Vec::new(),
            tabular: Vec::new(),
            columns: Vec::new(),
            told: None,
            trace: false,
            marks: cut.marks,
            letters: cut.letters,
        };
        out.find();
        out
    }

    /// Finds the places of markers anew, after the lines have changed.
    pub fn find(&mut self) {
        self.found = find(self.text, &self.lines);
        for line in &mut self.lines {
            line.count = 0;
        }
        let mut before = None;
        for site in &self.found.sites {
            if before.replace(site.line) != Some(site.line) {
                let line = &mut self.lines[site.line as usize];
                // A number with only a space behind it says nothing of a line by itself.
                let plain = self.found.of(site).iter().any(|c| c.weak < 2);
                if site.kind.starts_line() && plain {
                    (line.first, line.count) = (site.first, site.count);
                }
            }
        }
    }

    /// Takes the readings out that are not wanted.
    pub fn retain(&mut self, wanted: impl Fn(&Candidate) -> bool) {
        for site in &mut self.found.sites {
            let own = site.first as usize..site.first as usize + usize::from(site.count);
            let own = self.found.candidates.get_mut(own).unwrap_or_default();
            let mut kept = 0;
            for at in 0..own.len() {
                if own.get(at).is_some_and(&wanted) {
                    own.swap(kept, at);
                    kept += 1;
                }
            }
            if site.kind.starts_line() {
                self.lines[site.line as usize].count = kept as u8;
            }
            site.count = kept as u8;
        }
        self.found.sites.retain(|site| site.count > 0);
    }

    pub fn content(&self, line: usize) -> &str {
        &self.text[self.lines[line].span.range()]
    }

    /// Takes over what the user tells: families that open nothing go off their lines.
    pub fn hear(&mut self, told: &'s Told) {
        self.told = Some(told);
        if !told.text.is_empty() {
            self.retain(|c| !told.text.contains(&c.style()));
        }
    }

    /// Takes over what the file's layout says of each line.
    pub fn heed(&mut self, hints: &[Hint]) {
        let mut hints = hints.iter().peekable();
        let mut before = None;
        for line in self.lines.iter_mut() {
            while hints.next_if(|hint| hint.start < line.whole.start).is_some() {}
            if let Some(hint) = hints.peek().filter(|hint| hint.start < line.whole.end) {
                line.runs_on = hint.runs_on;
                if let crate::text::Place::Page { page, .. } = hint.place {
                    line.page_break |= before.replace(page).is_some_and(|before| before != page);
                }
                line.opens_paragraph = hint.opens_paragraph;
                line.counter = hint.counter;
            }
        }
    }

    /// The row of a table that begins on a line: its cells, the empty ones too.
    pub fn row(&self, line: usize) -> &[Cell] {
        if self.cells.is_empty() {
            return &[];
        }
        let whole = self.lines[line].whole;
        let from = self.cells.partition_point(|c| c.span.start < whole.start);
        let Some(first) = self.cells.get(from).filter(|c| c.span.start < whole.end && !c.more) else {
            return &[];
        };
        let same = |c: &Cell| c.row == first.row && !c.more;
        if from.checked_sub(1).and_then(|before| self.cells.get(before)).is_some_and(|c| c.row == first.row) {
            return &[];
        }
        let count = self.cells[from..].iter().take_while(|c| same(c)).count();
        &self.cells[from..from + count]
    }

    /// The row that a line goes on in: by a further paragraph of a cell, or behind a line break in one. The
    /// frame around a text is no row.
    pub fn row_continued(&self, line: usize) -> Option<Row> {
        let row = self.row_around(line).filter(|_| self.row(line).is_empty())?;
        let behind = self.cells.partition_point(|c| c.span.start < self.lines[line].span.end);
        // A table inside a cell has a later number.
        let own = self.cells[..behind].iter().rev().take_while(|c| c.row.table >= row.table);
        let mut own = own.filter(|c| c.row == row && !c.more);
        let texts = own.clone().filter(|c| !c.span.is_empty()).count();
        let tabular = self.tabular.binary_search(&row.table).is_ok();
        (texts >= TEXTS_AND_MARKER || tabular && own.any(|c| c.column > 1)).then_some(row)
    }

    /// Whether a line begins a row under the head of its table.
    pub fn is_under_head(&self, line: usize) -> bool {
        let Some(own) = self.row(line).first() else { return false };
        let end = self.cells.partition_point(|c| c.span.start < own.span.start);
        let table = self.cells[..end].iter().rev().take_while(|c| c.row.table == own.row.table);
        table.last().is_some_and(|first| first.header)
    }

    /// The row that a line stands in, of a table.
    pub fn row_around(&self, line: usize) -> Option<Row> {
        let span = self.lines[line].span;
        let behind = self.cells.partition_point(|c| c.span.start < span.end);
        let cell = self.cells.get(behind.checked_sub(1)?)?;
        (cell.span.end > span.start || cell.span.start >= span.start).then_some(cell.row)
    }

    /// Whether the file's layout tells that some lines are wrapped.
    pub fn laid_out(&self) -> bool {
        self.lines.iter().any(|line| line.runs_on == Some(true))
    }

    pub fn candidates_of(&self, line: usize) -> &[Candidate] {
        let l = &self.lines[line];
        self.found
            .candidates
            .get(l.first as usize..l.first as usize + usize::from(l.count))
            .unwrap_or_default()
    }

    /// The spans of `span` without the invisible characters in it.
    pub fn visible(&self, span: Span, out: &mut Pieces) {
        if span.is_empty() {
            return;
        }
        if self.invisible.is_empty() {
            out.push(span);
            return;
        }
        let from = self.invisible.partition_point(|i| i.end <= span.start);
        let mut start = span.start;
        for hidden in self.invisible[from..].iter().take_while(|i| i.start < span.end) {
            if hidden.start > start {
                out.push(Span { start, end: hidden.start });
            }
            start = hidden.end.max(start);
        }
        if start < span.end {
            out.push(Span { start, end: span.end });
        }
    }
}
