//! Tables that are drawn with rules: the lines of a page that make a grid, or that part rows with
//! columns of text in them, their cells, and which text stands in which.

use super::glyph::Glyph;
use super::line::{Line, Piece, Row, RowCell, lines};
use super::stroke::{MOST, Stroke};

/// How far rules that meet may end from each other, and how near two of them are one.
const NEAR: f32 = 2.5;
const ONE: f32 = 4.0;
/// A table that is open at a side has a cell there that is wider than this.
const OPEN: f32 = 12.0;
/// A page with more is a drawing.
const MOST_RULES: usize = 2_000;
const MOST_CELLS: usize = 20_000;
/// How wide the white between columns is at least where no rule stands in it, in em.
const APART: f32 = 0.8;
/// A table whose rows only are parted by rules has so many columns at least, and rows at most.
const COLUMNS: usize = 3;
const MOST_ROWS: usize = 200;
/// Two cells of a row with more lines each hold several rows.
const LONG: usize = 12;

/// A rule along its axis: where it lies, and from where to where it runs.
#[derive(Debug, Clone, Copy)]
struct Rule {
    at: f32,
    from: f32,
    to: f32,
}

impl Rule {
    fn meets(&self, crossing: &Self) -> bool {
        let reaches = |a: &Self, b: &Self| a.from - NEAR <= b.at && b.at <= a.to + NEAR;
        reaches(self, crossing) && reaches(crossing, self)
    }
}

/// A cell of a grid, its places counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cell {
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
}

/// A table as it is drawn.
#[derive(Debug)]
struct Grid {
    /// The edges of columns from the left, and of rows from the top.
    xs: Vec<f32>,
    ys: Vec<f32>,
    cells: Vec<Cell>,
    /// Which cell each place between the edges belongs to, row by row.
    slots: Vec<usize>,
}

/// Takes the glyphs that stand in tables off a page, and gives the rows as lines, with how many
/// glyphs were drawn twice in them.
pub(super) fn rows(strokes: &[Stroke], glyphs: &mut Vec<Glyph>) -> (Vec<Line>, usize) {
    let (mut out, mut twice) = (Vec::new(), 0);
    for (table, grid) in grids(strokes, glyphs).iter().enumerate() {
        let of = |glyph: &Glyph| grid.cell_at(glyph.x.midpoint(glyph.end), height(glyph));
        let mut inside: Vec<Vec<Glyph>> = vec![Vec::new(); grid.cells.len()];
        for glyph in glyphs.iter() {
            if let Some(own) = of(glyph).and_then(|cell| inside.get_mut(cell)) {
                own.push(*glyph);
            }
        }
        let own: Vec<(Vec<Line>, usize)> = inside.into_iter().map(lines).collect();
        let more: usize = own.iter().map(|(_, more)| more).sum();
        let cells: Vec<(Cell, Vec<Line>)> =
            grid.cells.iter().copied().zip(own.into_iter().map(|(lines, _)| lines)).collect();
        let rows = cells.chunk_by(|a, b| a.0.row == b.0.row);
        let filled = |row: &[(Cell, Vec<Line>)]| row.iter().filter(|(_, lines)| !lines.is_empty()).count();
        // Text in a frame, or under a drawing, is no table.
        if !rows.clone().any(|row| filled(row) > 1) {
            continue;
        }
        // Where the rows are not parted by rules, their cells cannot be told from each other.
        let long = |row: &[(Cell, Vec<Line>)]| row.iter().filter(|(_, lines)| lines.len() > LONG).count() > 1;
        let lines_of = |row: &[(Cell, Vec<Line>)]| row.iter().map(|(_, lines)| lines.len()).sum::<usize>();
        let all: usize = rows.clone().map(lines_of).sum();
        if 2 * rows.clone().filter(|row| long(row)).map(lines_of).sum::<usize>() > all {
            continue;
        }
        out.extend(rows.filter_map(|row| grid.line(table, row)));
        glyphs.retain(|glyph| of(glyph).is_none());
        twice += more;
    }
    (out, twice)
}

impl Grid {
    /// The cell that a place lies in.
    fn cell_at(&self, x: f32, y: f32) -> Option<usize> {
        let column = self.xs.partition_point(|edge| *edge <= x).checked_sub(1)?;
        let row = self.ys.partition_point(|edge| *edge <= y).checked_sub(1)?;
        (column + 1 < self.xs.len()).then(|| self.slots.get(row * (self.xs.len() - 1) + column).copied())?
    }

    /// The line that a row is, if there is text in it.
    fn line(&self, table: usize, row: &[(Cell, Vec<Line>)]) -> Option<Line> {
        let edge = |at: usize| self.xs.get(at).copied().unwrap_or_default();
        let piece = |(cell, lines): &(Cell, Vec<Line>)| Piece {
            text: lines.iter().map(Line::text).collect::<Vec<_>>().join(" "),
            x: edge(cell.column),
            end: edge(cell.column + cell.columns),
            size: lines.iter().map(|line| line.size).fold(0.0, f32::max),
        };
        let pieces: Vec<Piece> = row.iter().filter(|(_, lines)| !lines.is_empty()).map(piece).collect();
        let first = row.iter().flat_map(|(_, lines)| lines).min_by(|a, b| a.y.total_cmp(&b.y))?;
        let cells = row.iter().map(|(cell, lines)| RowCell {
            columns: cell.columns as u32,
            rows: cell.rows as u32,
            end: edge(cell.column + cell.columns),
            lines: lines.clone(),
        });
        let index = row.first().map_or(0, |(cell, _)| cell.row);
        let own = Row { table, index, edges: self.xs.clone(), cells: cells.collect() };
        Some(Line { pieces, artifact: false, row: Some(Box::new(own)), ..first.clone() })
    }
}

/// Where the middle of a character is.
fn height(glyph: &Glyph) -> f32 {
    glyph.y - 0.35 * glyph.size
}

/// The grids that strokes make, by themselves or with the text between them.
fn grids(strokes: &[Stroke], glyphs: &[Glyph]) -> Vec<Grid> {
    if strokes.len() > MOST {
        return Vec::new();
    }
    let (mut level, mut upright) = (Vec::new(), Vec::new());
    for [a, b] in strokes {
        let (x, y) = ((a.x as f32, b.x as f32), (a.y as f32, b.y as f32));
        let along = |at: (f32, f32), run: (f32, f32)| Rule {
            at: at.0.midpoint(at.1),
            from: run.0.min(run.1),
            to: run.0.max(run.1),
        };
        if (y.0 - y.1).abs() < 0.5 {
            level.push(along(y, x));
        } else if (x.0 - x.1).abs() < 0.5 {
            upright.push(along(x, y));
        }
    }
    let (level, upright) = (merged(level), merged(upright));
    if level.len().max(upright.len()) > MOST_RULES {
        return Vec::new();
    }
    // Rules that meet belong to one table: each takes the number of the first that it meets.
    let mut out = Vec::new();
    let mut left = vec![true; upright.len()];
    let mut free = vec![true; level.len()];
    while let Some(start) = left.iter().position(|free| *free) {
        let (mut own_level, mut own_upright, mut next) = (Vec::new(), Vec::new(), vec![start]);
        left[start] = false;
        while let Some(at) = next.pop() {
            own_upright.push(upright[at]);
            for (n, rule) in level.iter().enumerate().filter(|(_, rule)| rule.meets(&upright[at])) {
                if std::mem::take(&mut free[n]) {
                    own_level.push(*rule);
                    let met = (0..upright.len()).filter(|&m| left[m] && rule.meets(&upright[m]));
                    let met: Vec<usize> = met.collect();
                    met.iter().for_each(|&m| left[m] = false);
                    next.extend(met);
                }
            }
        }
        out.extend(grid(&own_level, &own_upright));
    }
    let alone: Vec<Rule> =
        level.iter().zip(&free).filter(|(_, free)| **free).map(|(rule, _)| *rule).collect();
    out.extend(striped(&alone, glyphs));
    out.sort_by(|a, b| a.ys[0].total_cmp(&b.ys[0]));
    out
}

/// The grids of tables whose rows only are parted by rules: between those of one width the text
/// stands in columns, and the first has a line in each row.
fn striped(level: &[Rule], glyphs: &[Glyph]) -> Vec<Grid> {
    let mut out = Vec::new();
    let mut rest: &[Rule] = level;
    while let Some((first, others)) = rest.split_first() {
        let same = |rule: &&Rule| (rule.from - first.from).abs() < ONE && (rule.to - first.to).abs() < ONE;
        let mut ys = vec![first.at];
        let mut columns: Vec<(f32, f32)> = Vec::new();
        for rule in others.iter().take_while(same).take(MOST_ROWS) {
            let top = ys.last().copied().unwrap_or(first.at);
            let inside = |glyph: &&Glyph| {
                let middle = glyph.x.midpoint(glyph.end);
                !glyph.char.is_whitespace()
                    && (top..rule.at).contains(&height(glyph))
                    && (first.from - ONE..first.to + ONE).contains(&middle)
            };
            let own: Vec<Glyph> = glyphs.iter().filter(inside).copied().collect();
            let with_row =
                joined(columns.iter().copied().chain(own.iter().map(|g| (g.x, g.end + APART * g.size))));
            let Some(number) = with_row.first() else { break };
            let in_first: Vec<Glyph> = own.iter().filter(|g| g.x < number.1).copied().collect();
            if with_row.len() < COLUMNS || in_first.len() == own.len() || lines(in_first).0.len() > 1 {
                break;
            }
            columns = with_row;
            ys.push(rule.at);
        }
        if ys.len() > 2 {
            let middles = columns.windows(2).map(|pair| pair[0].1.midpoint(pair[1].0));
            let mut xs = vec![first.from - ONE];
            xs.extend(middles);
            xs.push(first.to + ONE);
            out.extend(plain(xs, ys.clone()));
        }
        rest = rest.get(ys.len() - 1..).filter(|_| ys.len() > 1).unwrap_or(others);
    }
    out
}

/// Stretches that meet, as one.
fn joined(stretches: impl Iterator<Item = (f32, f32)>) -> Vec<(f32, f32)> {
    let mut all: Vec<(f32, f32)> = stretches.collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f32, f32)> = Vec::new();
    for (from, to) in all {
        match out.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => out.push((from, to)),
        }
    }
    out
}

/// A grid in which no cell is wider or higher than its column and row.
fn plain(xs: Vec<f32>, ys: Vec<f32>) -> Option<Grid> {
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    let cell = |at: usize| Cell { row: at / columns, column: at % columns, rows: 1, columns: 1 };
    let cells: Vec<Cell> = (0..rows * columns).map(cell).collect();
    let slots = (0..cells.len()).collect();
    Some(Grid { xs, ys, cells, slots })
}

/// Rules that lie on one another or go on from each other, as one.
fn merged(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.retain(|rule| [rule.at, rule.from, rule.to].iter().all(|place| place.is_finite()));
    rules.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut out: Vec<Rule> = Vec::new();
    for group in rules.chunk_by_mut(|a, b| b.at - a.at < 1.0) {
        group.sort_by(|a, b| a.from.total_cmp(&b.from));
        let first = out.len();
        for rule in group {
            match out.get_mut(first..).and_then(<[Rule]>::last_mut) {
                Some(last) if rule.from <= last.to + NEAR => last.to = last.to.max(rule.to),
                _ => out.push(*rule),
            }
        }
    }
    out
}

/// The grid of rules that meet, if it has two columns and more.
fn grid(level: &[Rule], upright: &[Rule]) -> Option<Grid> {
    let (xs, ys) = (edges(upright, level), edges(level, upright));
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns < 2 || rows < 1 || columns * rows > MOST_CELLS {
        return None;
    }
    let drawn = |rules: &[Rule], at: f32, from: f32, to: f32| {
        let middle = from.midpoint(to);
        rules.iter().any(|rule| (rule.at - at).abs() < ONE && rule.from <= middle && middle <= rule.to)
    };
    let parts_columns = |column: usize, row: usize| drawn(upright, xs[column], ys[row], ys[row + 1]);
    let parts_rows = |row: usize, column: usize| drawn(level, ys[row], xs[column], xs[column + 1]);
    const FREE: usize = usize::MAX;
    let mut slots = vec![FREE; columns * rows];
    let mut cells = Vec::new();
    for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
        if slots[row * columns + column] != FREE {
            continue;
        }
        let right = (column + 1..columns)
            .take_while(|&next| slots[row * columns + next] == FREE && !parts_columns(next, row))
            .count();
        let below = (row + 1..rows)
            .take_while(|&next| (column..=column + right).all(|c| !parts_rows(next, c)))
            .count();
        for row in row..=row + below {
            slots[row * columns + column..=row * columns + column + right].fill(cells.len());
        }
        cells.push(Cell { row, column, rows: below + 1, columns: right + 1 });
    }
    Some(Grid { xs, ys, cells, slots })
}

/// Where the rules of one direction lie; a table that is open at a side ends where those across do.
fn edges(rules: &[Rule], across: &[Rule]) -> Vec<f32> {
    let mut out: Vec<f32> = rules.iter().map(|rule| rule.at).collect();
    let ends = across.iter().flat_map(|rule| [rule.from, rule.to]);
    let (least, most) = ends.fold((f32::MAX, f32::MIN), |(a, b), end| (a.min(end), b.max(end)));
    let beyond = |end: &f32| rules.iter().all(|rule| (rule.at - end).abs() > OPEN);
    out.extend([least, most].into_iter().filter(beyond));
    out.sort_by(f32::total_cmp);
    out.dedup_by(|next, before| *next - *before < ONE);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::kurbo::Point;

    fn stroke(x: f64, y: f64, to_x: f64, to_y: f64) -> Stroke {
        [Point::new(x, y), Point::new(to_x, to_y)]
    }

    fn cells(strokes: &[Stroke]) -> Vec<Vec<(usize, usize, usize, usize)>> {
        let cell = |c: &Cell| (c.row, c.column, c.rows, c.columns);
        grids(strokes, &[]).iter().map(|grid| grid.cells.iter().map(cell).collect()).collect()
    }

    #[test]
    fn rules_that_meet_make_cells_and_missing_ones_wide_cells() {
        let mut strokes: Vec<Stroke> = [0.0, 20.0, 40.0].map(|y| stroke(0.0, y, 300.0, y)).into();
        strokes.extend([0.0, 100.0, 300.0].map(|x| stroke(x, 0.0, x, 40.0)));
        assert_eq!(cells(&strokes), [[(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]]);
        // Without the right side, and without the rule between the cells of the first row.
        let open = [
            stroke(0.0, 0.0, 0.0, 40.0),
            stroke(0.0, 0.0, 300.0, 0.0),
            stroke(0.0, 20.0, 300.0, 20.0),
            stroke(0.0, 40.0, 300.0, 40.0),
            stroke(100.0, 20.0, 100.0, 40.0),
        ];
        assert_eq!(cells(&open), [[(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]]);
    }

    #[test]
    fn frames_and_lines_that_do_not_meet_are_no_grid() {
        let frame = [
            stroke(0.0, 0.0, 300.0, 0.0),
            stroke(0.0, 400.0, 300.0, 400.0),
            stroke(0.0, 0.0, 0.0, 400.0),
            stroke(300.0, 0.0, 300.0, 400.0),
            stroke(50.0, 100.0, 250.0, 100.0),
        ];
        assert!(cells(&frame).is_empty());
        assert!(cells(&[stroke(f64::NAN, 0.0, 1.0, f64::NAN)]).is_empty());
    }
}
