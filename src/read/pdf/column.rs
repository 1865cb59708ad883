//! The order in which lines are read: down the page, but where two columns
//! stand side by side the left one to its end, then the right one.

use super::line::Line;

/// How wide the white between two columns is at least, in em.
const GUTTER: f32 = 1.5;
/// How wide the columns' pieces mostly are at least, in em: less is a marker and
/// its text, or a table's figures.
const COLUMN: f32 = 2.8;
/// Rows up to which two columns are taken for a block of signatures; longer ones
/// must be filled like prose, or they are a table, which is read row by row.
const SIGNATURES: usize = 6;

/// Lines that each of two columns has at least, where they do not pair up.
const PROSE: usize = 4;

/// Lines that are read one after the other.
#[derive(Debug)]
pub(super) struct Flow {
    pub lines: Vec<Line>,
    /// Whether it is one of several columns side by side.
    pub column: bool,
}

impl Flow {
    /// Whether it is a block of signatures, whose lines are ended on purpose and
    /// belong together.
    pub(super) fn is_signatures(&self) -> bool {
        let numbered = |l: &&Line| {
            let first = l.pieces.first().and_then(|piece| piece.text.chars().next());
            first.is_some_and(|c| c.is_ascii_digit() || matches!(c, '(' | '（'))
        };
        self.column && self.lines.len() <= SIGNATURES && self.lines.iter().filter(numbered).count() < 2
    }
}

/// The flows of a page in reading order.
pub(super) fn flows(lines: Vec<Line>) -> Vec<Flow> {
    let mut out = Vec::new();
    split(lines, false, 0, &mut out);
    out
}

fn split(lines: Vec<Line>, column: bool, depth: usize, out: &mut Vec<Flow>) {
    let mut plain: Vec<Line> = Vec::new();
    let mut rest = lines.as_slice();
    while let Some(first) = rest.first() {
        // A page has a handful of columns at most; deeper is no layout.
        let block = if depth < 4 { block(rest).or_else(|| uneven(rest)) } else { None };
        let Some((rows, gutter)) = block else {
            plain.push(first.clone());
            rest = rest.get(1..).unwrap_or_default();
            continue;
        };
        let (inside, after) = rest.split_at(rows);
        if !plain.is_empty() {
            out.push(Flow { lines: std::mem::take(&mut plain), column });
        }
        let side = |left: bool| -> Vec<Line> {
            inside.iter().filter_map(|l| l.part(|p| (p.x < gutter) == left)).collect()
        };
        split(side(true), true, depth + 1, out);
        split(side(false), true, depth + 1, out);
        rest = after;
    }
    if !plain.is_empty() {
        out.push(Flow { lines: plain, column });
    }
}

/// How many of the lines stand in two columns, and where the white between them is.
fn block(lines: &[Line]) -> Option<(usize, f32)> {
    let first = lines.first()?;
    let (mut low, mut high) = widest_gap(first)?;
    let (mut rows, mut paired) = (1, vec![first]);
    let mut before = first;
    for (n, line) in lines.iter().enumerate().skip(1) {
        if line.y - before.y > 4.0 * line.size.max(before.size) {
            break;
        }
        before = line;
        match gap_within(line, low, high) {
            Gap::Both(l, h) if h - l >= GUTTER * line.size => {
                (low, high) = (l, h);
                rows = n + 1;
                paired.push(line);
            }
            Gap::OneSide => {}
            _ => break,
        }
    }
    let middle = (low + high) / 2.0;
    is_columns(&paired, middle).then_some((rows, middle))
}

/// The same for two columns of prose whose lines do not stand at one height, so
/// that each line of the page has text on one side only.
fn uneven(lines: &[Line]) -> Option<(usize, f32)> {
    let first = lines.first()?;
    let white = GUTTER * first.size;
    let beside = |l: &&Line| l.x() >= first.end() + white || l.end() + white <= first.x();
    let other = lines.iter().skip(1).take(3).find(beside)?;
    let (mut low, mut high) =
        if other.x() > first.x() { (first.end(), other.x()) } else { (other.end(), first.x()) };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut rows = 0;
    let mut before = first;
    for line in lines {
        let middle = (low + high) / 2.0;
        let (l, h) = if line.end() <= middle {
            (low.max(line.end()), high)
        } else if line.x() >= middle {
            (low, high.min(line.x()))
        } else {
            break;
        };
        if h - l < white || line.y - before.y > 4.0 * line.size.max(before.size) {
            break;
        }
        (low, high, before) = (l, h, line);
        let side = if line.end() <= middle { &mut left } else { &mut right };
        side.push((line.end() - line.x()) / line.size);
        rows += 1;
    }
    let is_prose = |widths: &mut Vec<f32>| {
        widths.sort_by(f32::total_cmp);
        let median = widths.get(widths.len() / 2).copied().unwrap_or(0.0);
        let widest = widths.last().copied().unwrap_or(0.0);
        widths.len() >= PROSE && widest > 10.0 && median > 0.8 * widest
    };
    (is_prose(&mut left) && is_prose(&mut right)).then_some((rows, (low + high) / 2.0))
}

enum Gap {
    /// Text on both sides, and the white between.
    Both(f32, f32),
    /// Text on one side only.
    OneSide,
    /// Text across.
    Crossed,
}

fn gap_within(line: &Line, low: f32, high: f32) -> Gap {
    let (mut l, mut h) = (low, high);
    let (mut left, mut right) = (false, false);
    let middle = (low + high) / 2.0;
    for piece in &line.pieces {
        if piece.end <= middle {
            l = l.max(piece.end);
            left = true;
        } else if piece.x >= middle {
            h = h.min(piece.x);
            right = true;
        } else {
            return Gap::Crossed;
        }
    }
    if left && right { Gap::Both(l, h) } else { Gap::OneSide }
}

fn widest_gap(line: &Line) -> Option<(f32, f32)> {
    let ends = line.pieces.iter().map(|p| p.end);
    let starts = line.pieces.iter().skip(1).map(|p| p.x);
    ends.zip(starts)
        .filter(|(l, h)| h - l >= GUTTER * line.size)
        .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
}

/// Whether rows of a left and a right side are columns, not markers and their
/// texts nor the rows of a table.
fn is_columns(paired: &[&Line], gutter: f32) -> bool {
    if paired.len() < 2 || paired.iter().filter(|l| l.pieces.len() > 2).count() * 2 > paired.len() {
        return false;
    }
    let widths = |left: bool| -> Vec<f32> {
        let mut widths: Vec<f32> = paired
            .iter()
            .filter_map(|l| l.part(|p| (p.x < gutter) == left))
            .map(|l| (l.end() - l.x()) / l.size)
            .collect();
        widths.sort_by(f32::total_cmp);
        widths
    };
    [widths(true), widths(false)].iter().all(|widths| {
        let median = widths.get(widths.len() / 2).copied().unwrap_or(0.0);
        let widest = widths.last().copied().unwrap_or(0.0);
        // Prose fills its column: most lines are nearly as long as the longest.
        let filled = paired.len() <= SIGNATURES || (widest > 10.0 && median > 0.8 * widest);
        median >= COLUMN && widest > 3.5 && filled
    })
}
