//! Lines in reading order to one text: a line end between lines of a paragraph,
//! a blank line where the layout ends one.

use super::column::Flow;
use super::line::{Line, Row, RowCell, SOFT_HYPHEN, is_wide};
use super::margin::SMALL;
use crate::read::blocks::{Blocks, Para, Shape};
use crate::text::{Hint, Note, NoteKind, Place};

/// The text and the hints, line by line.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub blocks: Blocks,
    /// The heads of tables that stand on every page.
    pub notes: Vec<Note>,
    /// The table that was written last, while nothing stands below it.
    table: Option<Table>,
}

/// A table that may go on.
#[derive(Debug)]
struct Table {
    page: u32,
    number: usize,
    edges: Vec<f32>,
    /// What its first rows say: later pages may begin with them.
    heads: Vec<String>,
    /// The next row of the page.
    row: usize,
    /// How many rows of the page only say the heads once more.
    again: usize,
}

/// A table on the next page is the same one where its columns stand as near as this, in points.
const SAME: f32 = 4.0;
/// A line that is longer is no title, in em.
const LONG: f32 = 40.0;
/// So many rows stand on every page at most.
const HEADS: usize = 3;

/// What lines are measured by, over all pages.
pub(super) struct Measure {
    /// Distance of two lines of a paragraph, in em.
    leading: f32,
    /// Right edge of the running text in points.
    right: f32,
    /// Where its longest lines end.
    longest: f32,
}

impl Measure {
    /// Measures the running text; columns have measures of their own. `width`
    /// is that of the page, for text that is too short to show its right edge.
    pub(super) fn of<'a>(flows: impl Iterator<Item = &'a Flow>, width: Option<f32>) -> Self {
        let all: Vec<&Line> = flows.flat_map(|flow| &flow.lines).filter(|line| line.row.is_none()).collect();
        // Notes beside the text stand where no text does.
        let usual = quantile(&mut all.iter().map(|line| line.size).collect::<Vec<f32>>(), 0.5);
        let small = SMALL * usual.unwrap_or_default();
        let lines = || all.iter().copied().filter(|line| line.size > small);
        // A title in the middle of the page says nothing of the text's edges.
        let centred =
            |l: &&Line| width.is_some_and(|w| (l.x() + l.end() - w).abs() < l.size && l.x() > w / 4.0);
        let mut starts: Vec<f32> = lines().filter(|l| !centred(l)).map(Line::x).collect();
        let mut ends: Vec<f32> = lines().filter(|l| !centred(l)).map(Line::end).collect();
        let torn: Vec<f32> = lines().filter(|l| !ends_sentence(l)).map(Line::end).collect();
        let em = lines().map(|l| l.size).fold(0.0, f32::max);
        let is_long = |l: &&Line| !ends_sentence(l) && l.end() - l.x() > LONG * l.size;
        let wrapped = lines().filter(is_long).map(Line::end).fold(0.0, f32::max);
        let steps = lines().zip(lines().skip(1)).map(|(a, b)| (b.y - a.y) / a.size.max(b.size));
        let mut steps: Vec<f32> = steps.filter(|step| (0.8..3.0).contains(step)).collect();
        let longest = quantile(&mut ends, 0.95).unwrap_or(0.0);
        let left = quantile(&mut starts, 0.05).unwrap_or(0.0);
        // Wrapped text shows its edge: many lines end near it, half of them in mid-sentence. Where
        // few do, it is where the longest line breaks off in mid-sentence; without one all lines are
        // short, and the edge is as far from the paper's as the left one. A title or two may stick out.
        let near = |ends: &[f32], edge: f32| {
            ends.iter().filter(|&&end| end <= edge && edge - end < 3.0 * em).count()
        };
        let shown = |&edge: &f32| {
            let all = near(&ends, edge);
            all >= 3 && all * 5 >= ends.len() && near(&torn, edge) * 2 >= all
        };
        let edges = ends.iter().rev().copied().take(1 + ends.len().div_ceil(20));
        let right = edges.into_iter().find(shown).unwrap_or_else(|| match width {
            Some(width) if wrapped == 0.0 => longest.max(width - left),
            Some(_) => longest.max(wrapped),
            None => longest,
        });
        Self { leading: quantile(&mut steps, 0.25).unwrap_or(1.5), right, longest }
    }

    /// Whether a paragraph ends between two lines of a flow.
    fn ends_between(&self, before: &Line, after: &Line, flow: &Flow) -> bool {
        let spaced = self.is_spaced(before, after);
        if flow.is_signatures() {
            return spaced && resized(before, after);
        }
        spaced || resized(before, after) || self.is_short(before, after)
    }

    /// Whether a paragraph runs on from the last line of a page or column to the first of the next.
    fn runs_over(&self, before: &Line, after: &Line) -> bool {
        let reaches = self.longest - before.end() < 3.0 * before.size
            && before.end() - before.x() > LONG / 2.0 * before.size;
        !self.is_short(before, after) || reaches && !ends_sentence(before) && !after.is_listed()
    }

    /// Whether more white is between two lines than between those of a paragraph.
    fn is_spaced(&self, before: &Line, after: &Line) -> bool {
        (after.y - before.y) / before.size.max(after.size) > self.leading * 1.25 + 0.05
    }

    /// Whether the first word of the next line would have fitted on the line:
    /// somebody ended it there.
    fn is_short(&self, before: &Line, after: &Line) -> bool {
        let em = before.size.max(after.size);
        self.right - before.end() > first_word(after) + 1.2 * em
    }
}

/// Whether a line's text is at an end with it.
fn ends_sentence(line: &Line) -> bool {
    line.ends_with(&['。', '；', '：', '.', ';', ':', '!', '?', '！', '？'])
}

fn resized(before: &Line, after: &Line) -> bool {
    (before.size - after.size).abs() > 0.12 * before.size.max(after.size)
}

fn quantile(values: &mut [f32], share: f32) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    let at = (values.len().saturating_sub(1)) as f32 * share;
    values.get(at.round() as usize).copied()
}

/// Width of what cannot be parted at the start of a line, in points.
fn first_word(line: &Line) -> f32 {
    let Some(piece) = line.pieces.first() else { return 0.0 };
    // A quotation mark stands before Han and before Latin words alike.
    let quotes = piece.text.chars().take_while(|c| "“‘".contains(*c)).count();
    let mut rest = piece.text.chars().skip(quotes).peekable();
    if rest.peek().is_none_or(|c| is_wide(*c)) {
        return line.size * (1 + quotes) as f32;
    }
    let letters = rest.take_while(|c| !c.is_whitespace() && (!is_wide(*c) || "“”‘’".contains(*c))).count();
    // Half an em and a little is wider than most letters are.
    line.size * 0.55 * (quotes + letters) as f32
}

/// A page's flows in reading order, each with what it is measured by where that
/// is not what all are.
pub(super) struct Spread {
    pub number: u32,
    pub flows: Vec<(Flow, Option<Measure>)>,
}

/// The last line that was written, where a paragraph may run on from it.
pub(super) struct Open<'a> {
    line: &'a Line,
    measure: &'a Measure,
    column: bool,
}

impl Text {
    /// Adds a page. `open` is the end of the page before, and becomes that of this one.
    pub(super) fn page<'a>(&mut self, page: &'a Spread, main: &'a Measure, open: &mut Option<Open<'a>>) {
        for (flow, own) in &page.flows {
            let measure = own.as_ref().unwrap_or(main);
            let mut before: Option<&Line> = None;
            for line in &flow.lines {
                if let Some(row) = &line.row {
                    self.row(page.number, line, row);
                    (before, *open) = (None, None);
                    continue;
                }
                if self.table.take().is_some() {
                    self.blocks.close_table();
                }
                let close = match (before, open.as_ref()) {
                    (Some(before), _) => !measure.ends_between(before, line, flow),
                    // A paragraph that fills the page's last line runs on over it.
                    (None, Some(open)) => {
                        open.column == flow.column
                            && !flow.is_signatures()
                            && !flow.notes
                            && !resized(open.line, line)
                            && open.measure.runs_over(open.line, line)
                    }
                    (None, None) => false,
                };
                let mut hint = hint(page.number, line);
                hint.runs_on = Some(close && !flow.is_signatures());
                self.blocks.line(&line.text(), hint, close);
                before = Some(line);
            }
            // Over notes at the foot the text runs on.
            if !flow.notes {
                *open = before.map(|line| Open { line, measure, column: flow.column });
            }
        }
    }

    /// Adds a row of a table.
    fn row(&mut self, page: u32, line: &Line, row: &Row) {
        let says = line.text();
        let same = |table: &&mut Table| {
            let near = |(a, b): (&f32, &f32)| (a - b).abs() < SAME;
            let alike = table.edges.len() == row.edges.len() && table.edges.iter().zip(&row.edges).all(near);
            (table.page, table.number) == (page, row.table) || table.page + 1 == page && alike
        };
        let table = match self.table.as_mut().filter(same) {
            Some(table) => table,
            None => {
                if self.table.take().is_some() {
                    self.blocks.close_table();
                }
                self.blocks.open_table();
                let (edges, heads) = (row.edges.clone(), Vec::new());
                self.table.insert(Table { page, number: row.table, edges, heads, row: 0, again: HEADS })
            }
        };
        if table.page != page {
            (table.page, table.number, table.row, table.again) = (page, row.table, 0, 0);
        }
        if table.again < HEADS && table.heads.get(table.again) == Some(&says) {
            (table.again, table.row) = (table.again + 1, row.index + 1);
            let message =
                format!("the head of the table “{says}” comes again on page {page} and is left out");
            let place = Some(Place::Page { page, line: line.number });
            self.notes.push(Note { kind: NoteKind::RunningHeader, place, message, text: Some(says) });
            return;
        }
        table.again = HEADS;
        if table.heads.len() < HEADS {
            table.heads.push(says);
        }
        // Rows without text.
        for _ in table.row..row.index {
            self.blocks.close_row(None);
        }
        table.row = row.index + 1;
        for cell in &row.cells {
            self.blocks.open_cell(Shape { columns: cell.columns, rows: cell.rows, ..Shape::default() });
            for paragraph in paragraphs(cell) {
                let mut para = Para::new(paragraph, hint(page, line));
                para.hint.opens_paragraph = false;
                self.blocks.place(para, None);
            }
        }
        self.blocks.close_row(None);
    }
}

/// What the page says of a line.
fn hint(page: u32, line: &Line) -> Hint {
    let mut hint = Hint::new(0, Place::Page { page, line: line.number });
    hint.indent = Some((line.x() * 20.0).round() as i32);
    hint.size = Some((line.size * 20.0).round().max(0.0) as u32);
    hint
}

/// The paragraphs of a cell: one ends where a sentence does and the next word would have fitted, or
/// with more white than between other lines.
fn paragraphs(cell: &RowCell) -> Vec<String> {
    let flow = Flow { lines: cell.lines.clone(), column: true, ..Flow::default() };
    let mut measure = Measure::of(std::iter::once(&flow), None);
    measure.right = cell.end - 3.0;
    let mut out: Vec<String> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in &flow.lines {
        let text = line.text().replace('\t', " ");
        let ends = |before: &Line| {
            let listed = text.starts_with(['(', '（', '•', '\u{f0b7}', '-', '–']);
            measure.is_spaced(before, line)
                || (ends_sentence(before) || before.ends_with(&['—', '–', ',', '，']) || listed)
                    && measure.is_short(before, line)
        };
        match out.last_mut().filter(|_| !before.is_some_and(ends)) {
            Some(last) => {
                let wide = |c: Option<char>| c.is_some_and(is_wide);
                if last.ends_with(SOFT_HYPHEN) {
                    last.pop();
                } else if !wide(last.chars().next_back()) || !wide(text.chars().next()) {
                    last.push(' ');
                }
                last.push_str(&text);
            }
            None => out.push(text),
        }
        before = Some(line);
    }
    out
}
