//! The order in which lines are read: down the page, but where two columns
//! stand side by side the left one to its end, then the right one.

use super::line::{Line, Piece};

/// How wide the white between two columns is at least, in em.
const GUTTER: f32 = 1.5;
/// How wide the columns' pieces mostly are at least, in em: less is a marker and
/// its text, or a table's figures.
const COLUMN: f32 = 2.8;
/// Rows up to which two columns are taken for a block of signatures; longer ones
/// must be filled like prose, or they are a table, which is read row by row.
const SIGNATURES: usize = 6;
/// Lines that each of two columns has at least, where no list says that they are columns.
const PROSE: usize = 4;
/// How wide the widest line of a column of prose is at least, and how wide what stands in three
/// columns and more, in em: less is a table.
const WIDE: f32 = 10.0;
const CELL: f32 = 8.0;
/// Lines of a paragraph are no further from each other than this, in em.
const NEAR: f32 = 1.8;
/// A column has no more lines.
const MOST: usize = 200;
/// A piece that is no wider may be the number of an item, in em.
const MARKER: f32 = 3.0;

/// Lines that are read one after the other.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub lines: Vec<Line>,
    /// Whether it is one of several columns side by side.
    pub column: bool,
    /// Whether the columns stand side by side row by row, as signatures do.
    pub paired: bool,
    /// Whether these are the notes at the foot of a page.
    pub notes: bool,
}

impl Flow {
    /// Whether it is a block of signatures, whose lines are ended on purpose and
    /// belong together.
    pub(super) fn is_signatures(&self) -> bool {
        self.paired
            && self.lines.len() <= SIGNATURES
            && self.lines.iter().filter(|line| line.is_listed()).count() < 2
    }
}

/// Lines that stand in two columns.
struct Block {
    rows: usize,
    /// Where the white between the columns is.
    gutter: f32,
    paired: bool,
}

/// The flows of a page in reading order.
pub(super) fn flows(lines: Vec<Line>) -> Vec<Flow> {
    let mut out = Vec::new();
    split(lines, Flow::default(), 0, &mut out);
    out
}

/// Adds the flows of some lines; `like` is a flow without columns in it.
fn split(lines: Vec<Line>, like: Flow, depth: usize, out: &mut Vec<Flow>) {
    let flow = |lines: Vec<Line>| Flow { lines, ..like };
    let mut plain: Vec<Line> = Vec::new();
    let mut rest = lines.as_slice();
    while let Some(first) = rest.first() {
        // A page has a handful of columns at most; deeper is no layout.
        let block = if depth < 4 { prose(rest, plain.last()).or_else(|| paired(rest)) } else { None };
        let Some(block) = block else {
            plain.push(first.clone());
            rest = rest.get(1..).unwrap_or_default();
            continue;
        };
        let (inside, after) = rest.split_at(block.rows);
        if !plain.is_empty() {
            out.push(flow(std::mem::take(&mut plain)));
        }
        for left in [true, false] {
            let side = parts(inside, block.gutter, left).collect();
            split(side, Flow { column: true, paired: block.paired, ..Flow::default() }, depth + 1, out);
        }
        rest = after;
    }
    if !plain.is_empty() {
        out.push(flow(plain));
    }
}

/// What some lines have on one side of the white between two columns.
fn parts(lines: &[Line], gutter: f32, left: bool) -> impl Iterator<Item = Line> {
    lines.iter().filter_map(move |line| line.part(|p| (p.x < gutter) == left))
}

/// How many of the lines stand in two columns of prose or of lists, and where the white between
/// them is. Their lines need not stand at one height. `above` is the line above the first.
fn prose(lines: &[Line], above: Option<&Line>) -> Option<Block> {
    let first = lines.first()?;
    let white = GUTTER * first.size;
    // The white is beside the first line, or within it or one of the next.
    let mut gaps: Vec<(f32, f32)> = Vec::new();
    for line in lines.iter().take(4) {
        let within = line.pieces.windows(2).map(|pair| (pair[0].end, pair[1].x));
        let beside = [(first.end(), line.x()), (line.end(), first.x())];
        gaps.extend(within.chain(beside).filter(|(low, high)| high - low >= white));
    }
    gaps.sort_by(|a, b| (b.1 - b.0).total_cmp(&(a.1 - a.0)));
    gaps.into_iter().find_map(|(low, high)| {
        let (mut rows, gutter) = side_by_side(lines, low, high)?;
        while rows.last().is_some_and(|row| row.is_apart(&rows, lines.get(rows.len()))) {
            rows.pop();
        }
        // The end of a paragraph above is in no column.
        let runs_on = |above: &Line| above.end() > gutter && first.y - above.y < NEAR * first.size;
        if rows.first()?.is_one_sided() && above.is_some_and(runs_on) {
            return None;
        }
        let inside = lines.get(..rows.len())?;
        let sides = [true, false].map(|left| parts(inside, gutter, left).collect::<Vec<Line>>());
        let at_one_height = rows.iter().filter(|row| !row.is_one_sided()).count();
        let is_prose = sides.iter().all(|side| widest(side) > WIDE && !is_tabular(side))
            && (are_listed(&sides)
                || sides.iter().all(|side| side.len() >= PROSE && is_filled(side))
                    && (at_one_height == 0 || at_one_height > SIGNATURES));
        (is_prose && !counts_across(inside, gutter)).then_some(Block {
            rows: inside.len(),
            gutter,
            paired: false,
        })
    })
}

/// A line of the page that is parted by the white between two columns.
struct Parted {
    y: f32,
    size: f32,
    left: bool,
    right: bool,
}

impl Parted {
    fn is_one_sided(&self) -> bool {
        self.left != self.right
    }

    /// Whether the last of several rows stands below the columns: in one of them only, further from
    /// it than its lines are from each other, or as the start of a paragraph that takes the whole
    /// width.
    fn is_apart(&self, rows: &[Self], below: Option<&Line>) -> bool {
        let own = |row: &&Self| (row.left && self.left) || (row.right && self.right);
        let heights: Vec<f32> = rows.iter().filter(own).map(|row| row.y).collect();
        let mut steps: Vec<f32> = heights.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let last = steps.pop().unwrap_or(0.0);
        let most = steps.into_iter().fold(NEAR * self.size, f32::max);
        let opens = below.is_some_and(|below| self.left && below.y - self.y < NEAR * self.size);
        self.is_one_sided() && (last > 1.1 * most || opens)
    }
}

/// The lines from the first on that all leave a stretch white, and the middle of what they leave.
fn side_by_side(lines: &[Line], mut low: f32, mut high: f32) -> Option<(Vec<Parted>, f32)> {
    let mut before = lines.first()?;
    let mut rows = Vec::new();
    for line in lines.iter().take(MOST) {
        let is_left = |p: &&Piece| p.x <= low || p.end < high && p.end <= low.midpoint(high);
        let (left, right): (Vec<&Piece>, Vec<&Piece>) = line.pieces.iter().partition(is_left);
        let (l, h) =
            (left.iter().map(|p| p.end).fold(low, f32::max), right.iter().map(|p| p.x).fold(high, f32::min));
        if h - l < GUTTER * line.size || line.y - before.y > 4.0 * line.size.max(before.size) {
            break;
        }
        (low, high, before) = (l, h, line);
        rows.push(Parted { y: line.y, size: line.size, left: !left.is_empty(), right: !right.is_empty() });
    }
    Some((rows, low.midpoint(high)))
}

fn widths(lines: &[Line]) -> Vec<f32> {
    let mut widths: Vec<f32> = lines.iter().map(|l| (l.end() - l.x()) / l.size).collect();
    widths.sort_by(f32::total_cmp);
    widths
}

fn median(lines: &[Line]) -> f32 {
    widths(lines).get(lines.len() / 2).copied().unwrap_or(0.0)
}

fn widest(lines: &[Line]) -> f32 {
    widths(lines).last().copied().unwrap_or(0.0)
}

/// Prose fills its column: most lines are nearly as long as the longest.
fn is_filled(lines: &[Line]) -> bool {
    median(lines) > 0.8 * widest(lines)
}

/// Whether most lines have narrow pieces beside others, but for the numbers of items.
fn is_tabular(lines: &[Line]) -> bool {
    let has_cells = |line: &&Line| {
        let behind = line.pieces.iter().skip(1);
        let numbered = line.pieces.first().is_some_and(|p| p.width() <= MARKER * line.size);
        behind.skip(usize::from(numbered)).any(|p| p.width() < CELL * line.size)
    };
    lines.iter().filter(has_cells).count() * 2 > lines.len()
}

/// Whether each of two columns has items of its own, with numbers of one form.
fn are_listed(sides: &[Vec<Line>; 2]) -> bool {
    let [left, right] = sides.each_ref().map(|side| side.iter().filter_map(number).collect::<Vec<_>>());
    let twice = |all: &[Number], form: (bool, char)| all.iter().filter(|n| n.form == form).count() > 1;
    left.iter().any(|number| twice(&left, number.form) && twice(&right, number.form))
}

/// Whether a list runs across both columns, line by line.
fn counts_across(lines: &[Line], gutter: f32) -> bool {
    let value = |line: &Line, left: bool| Some(number(&line.part(|p| (p.x < gutter) == left)?)?.value);
    let both = |line: &Line| Some((value(line, true)?, value(line, false)?));
    let numbers: Vec<(u32, u32)> = lines.iter().filter_map(both).collect();
    let across = numbers.iter().filter(|(left, right)| left + 1 == *right).count();
    across > 1 && across * 2 > numbers.len()
}

/// The number that a line begins with.
struct Number {
    /// Whether it is set in brackets, and what ends it.
    form: (bool, char),
    value: u32,
}

fn number(line: &Line) -> Option<Number> {
    let text = &line.pieces.first()?.text;
    let inside = text.trim_start_matches(['(', '（']);
    let behind = inside.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut rest = behind.chars();
    let stop = rest.next().filter(|c| ".)、．）".contains(*c))?;
    let digits = inside.get(..inside.len() - behind.len()).filter(|digits| digits.len() < 4)?;
    let is_decimal = rest.next().is_some_and(|c| c.is_ascii_digit());
    let value = digits.parse().ok().filter(|_| !is_decimal)?;
    Some(Number { form: (inside.len() < text.len(), stop), value })
}

/// The same for two columns whose lines pair up, as signatures and texts side by side do.
fn paired(lines: &[Line]) -> Option<Block> {
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
    let gutter = low.midpoint(high);
    is_columns(&paired, gutter).then_some(Block { rows, gutter, paired: true })
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
    [true, false].into_iter().all(|left| {
        let side: Vec<Line> = paired.iter().filter_map(|l| l.part(|p| (p.x < gutter) == left)).collect();
        let prose = || widest(&side) > WIDE && is_filled(&side);
        median(&side) >= COLUMN && widest(&side) > 3.5 && (paired.len() <= SIGNATURES || prose())
    })
}
