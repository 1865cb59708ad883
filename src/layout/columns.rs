//! Two columns of running text that stand side by side on the same lines, as a text has them that
//! was taken from pages with their layout kept. Read across, each line would go on in the other
//! column's.
//!
//! The white between them stands at one place through many lines, and each side runs on by
//! itself: it is prose, or the numbers of the right side go on from those of the left. The rows of
//! a table, the entries of a contents list and signatures do neither.

use crate::markers::{Family, Levels, Lines};
use crate::text::{Anchor, Ending, Format, Line, LineTable, Note, NoteKind, Original, Place, Source, Span};

/// The white between two columns takes so many places of the line at least, and more in one of them.
const GUTTER: usize = 2;
const WIDE: usize = 3;
/// So many rows in a row may have text on one side only.
const ONE_SIDED: usize = 40;
/// Rows with text on both sides, at least.
const ROWS: usize = 3;
/// Prose has so many lines, and one of so many columns.
const PROSE: usize = 5;
const WIDTH: usize = 16;
/// White as wide as this inside one side parts the cells of a table.
const CELLS: usize = 4;
/// A line that is parted into more pieces is one of a table or a drawing.
const PIECES: usize = 16;
/// No text has more forms of markers than this.
const FORMS: usize = 16;

/// Lines that hold two columns.
struct Block {
    /// The lines, with their ends.
    span: Span,
    /// What stands on each, on the left and on the right.
    sides: [Vec<Span>; 2],
}

/// A stretch of a line without white inside, and its places in the line.
struct Piece {
    span: Span,
    from: usize,
    to: usize,
}

/// A line of the text.
struct Row {
    whole: Span,
    pieces: Vec<Piece>,
    /// A page begins here, or tabs part cells.
    ends_block: bool,
}

/// The stretches of a text in which two columns stand side by side.
pub(crate) fn find(source: &Source) -> Vec<Span> {
    blocks(source).into_iter().map(|block| block.span).collect()
}

/// The source with its columns one under the other, where it has some.
pub(crate) fn apart(source: Source) -> Source {
    let blocks = blocks(&source);
    if blocks.is_empty() {
        return source;
    }
    let file = source.text();
    let (mut text, mut anchors, mut columns) = (String::with_capacity(file.len()), Vec::new(), Vec::new());
    let mut copy = |text: &mut String, span: Span| {
        anchors.push(Anchor { text: text.len() as u32, file: span.start });
        text.push_str(&file[span.range()]);
    };
    let mut from = 0;
    for block in &blocks {
        copy(&mut text, Span { start: from, end: block.span.start });
        let start = text.len();
        for side in &block.sides {
            for &line in side {
                // However far apart they stand, paragraphs have one blank line between.
                if !line.is_empty() || !text.ends_with("\n\n") {
                    copy(&mut text, line);
                    text.push('\n');
                }
            }
        }
        columns.push(Span::new(start, text.len()));
        from = block.span.end;
    }
    copy(&mut text, Span { start: from, end: file.len() as u32 });
    let lines = |block: &Block| {
        let [first, last] = [block.span.start, block.span.end - 1].map(|at| source.line(at));
        let message =
            format!("two columns stand side by side up to line {last}, and the left one is read first");
        Note { kind: NoteKind::Columns, place: Some(Place::Line(first)), message, text: None }
    };
    let notes = blocks.iter().map(lines).collect();
    let original = Original::new(file.to_owned(), LineTable::new(file), anchors);
    source.rearranged(text, original, columns, notes)
}

fn blocks(source: &Source) -> Vec<Block> {
    let text = source.text();
    let parted = |line: &&str| {
        let line = line.trim();
        line.contains("   ") || line.contains("\u{3000}\u{3000}")
    };
    if source.info().format != Format::Text || text.lines().filter(parted).nth(1).is_none() {
        return Vec::new();
    }
    // Programs that lay text out take a Han character for two places, or for one as any other.
    let widths = if text.is_ascii() { &[1][..] } else { &[2, 1] };
    widths.iter().map(|&wide| blocks_of(text, wide)).find(|found| !found.is_empty()).unwrap_or_default()
}

fn blocks_of(text: &str, wide: usize) -> Vec<Block> {
    let mut start = 0;
    let cut = text.split_inclusive('\n').map(|line| {
        start += line.len();
        Row::of(line, start - line.len(), wide)
    });
    let rows: Vec<Row> = cut.collect();
    let mut out: Vec<Block> = Vec::new();
    let (mut at, mut gutter) = (0, None);
    while let Some(row) = rows.get(at) {
        let gaps = row.pieces.windows(2).filter(|pair| pair[1].from - pair[0].to >= WIDE);
        let tried = gaps.map(|pair| Gutter::through(&rows[at..], pair[0].to, pair[1].from));
        let Some(best) = tried.max_by_key(|gutter| gutter.both).filter(|best| best.both > 1) else {
            at += 1;
            continue;
        };
        let inside = &rows[at..at + best.rows];
        at += best.rows;
        let cells = inside.iter().filter(|row| best.parts_cells(row)).count();
        let sides = [true, false].map(|left| inside.iter().map(|row| best.side(row, left)).collect());
        // A page that goes on with the columns of the one before may have few lines.
        let again = gutter.is_some_and(|middle| (best.low..=best.high).contains(&middle));
        if cells * 3 < best.both && (again || best.both >= ROWS && run_on(text, &sides)) {
            gutter = Some(best.middle());
            let span = inside.iter().map(|row| row.whole).reduce(Span::cover).unwrap_or_default();
            out.push(Block { span, sides });
        }
    }
    out
}

impl Row {
    fn of(line: &str, start: usize, wide: usize) -> Self {
        let mut row = Self {
            whole: Span::new(start, start + line.len()),
            pieces: Vec::new(),
            ends_block: line.starts_with('\x0c') || line.trim().contains('\t'),
        };
        let mut column = 0;
        for (at, c) in line.char_indices() {
            let to = column + if (c as u32) < 0x2000 { 1 } else { wide };
            if !c.is_whitespace() {
                let end = start + at + c.len_utf8();
                match row.pieces.last_mut() {
                    Some(piece) if column - piece.to < GUTTER => {
                        (piece.span.end, piece.to) = (end as u32, to);
                    }
                    _ => row.pieces.push(Piece { span: Span::new(start + at, end), from: column, to }),
                }
            }
            column = to;
        }
        if row.pieces.len() > PIECES
            && let Some(all) =
                row.pieces.drain(..).reduce(|a, b| Piece { span: a.span.cover(b.span), to: b.to, ..a })
        {
            row.pieces.push(all);
        }
        row
    }
}

/// The white between two columns, while it runs down the lines.
struct Gutter {
    low: usize,
    high: usize,
    /// How many rows it parts, and how many of them have text on both sides.
    rows: usize,
    both: usize,
}

impl Gutter {
    /// Follows the white down from the first row.
    fn through(rows: &[Row], low: usize, high: usize) -> Self {
        let mut out = Self { low, high, rows: 0, both: 0 };
        let (mut end, mut crossed) = (0, false);
        for (n, row) in rows.iter().enumerate() {
            // Where the row leaves most of the white.
            let cuts = (0..=row.pieces.len()).map(|cut| {
                let (left, right) = row.pieces.split_at(cut);
                let low = left.last().map_or(out.low, |piece| piece.to.max(out.low));
                let high = right.first().map_or(out.high, |piece| piece.from.min(out.high));
                (high.saturating_sub(low), low, high, cut)
            });
            let Some((white, low, high, cut)) = cuts.max() else { break };
            crossed = white < GUTTER;
            if crossed || n > 0 && row.ends_block || n > out.rows + ONE_SIDED {
                break;
            }
            (out.low, out.high, end) = (low, high, n + 1);
            if cut < row.pieces.len() {
                out.rows = n + 1;
                out.both += usize::from(cut > 0);
            }
        }
        // The left column may be the longer one: where text runs across behind it, up to the next blank line.
        let tail = rows.get(out.rows..end).unwrap_or_default();
        out.rows += match crossed {
            true => tail.iter().take_while(|row| !row.pieces.is_empty()).count(),
            false => tail.len(),
        };
        out
    }

    fn middle(&self) -> usize {
        self.low.midpoint(self.high)
    }

    fn side_of<'r>(&self, row: &'r Row, left: bool) -> &'r [Piece] {
        let (before, behind) = row.pieces.split_at(row.pieces.partition_point(|piece| piece.to <= self.low));
        if left { before } else { behind }
    }

    /// What stands on one side of a row.
    fn side(&self, row: &Row, left: bool) -> Span {
        let spans = self.side_of(row, left).iter().map(|piece| piece.span);
        spans.reduce(Span::cover).unwrap_or_default()
    }

    /// Whether one side of a row is itself parted by wide white.
    fn parts_cells(&self, row: &Row) -> bool {
        let parted = |pieces: &[Piece]| pieces.windows(2).any(|pair| pair[1].from - pair[0].to >= CELLS);
        parted(self.side_of(row, true)) || parted(self.side_of(row, false))
    }
}

/// Whether each side runs on by itself.
fn run_on(text: &str, sides: &[Vec<Span>; 2]) -> bool {
    let side = |side: &[Span]| side.iter().flat_map(|line| [&text[line.range()], "\n"]).collect::<String>();
    let (left, right) = (side(&sides[0]), side(&sides[1]));
    let (left, right) = (Lines::of(&left), Lines::of(&right));
    goes_on(&left, &right) || is_prose(&left) && is_prose(&right)
}

/// Whether the numbers of the right side go on from those of the left, and both count one by one.
fn goes_on(left: &Lines<'_>, right: &Lines<'_>) -> bool {
    let marked = |side: &Lines<'_>| side.lines.iter().filter(|line| line.count > 0).count();
    let series = |side: &Lines<'_>, of: &(Family, Levels)| -> Vec<u32> {
        let own = side.found.candidates.iter().filter(|c| c.weak < 2 && (c.family, c.levels) == *of);
        own.map(|c| c.value).collect()
    };
    let counts = |values: &[u32]| values.windows(2).all(|pair| pair[1] == pair[0] + 1);
    let mut forms = Vec::new();
    for of in right.found.candidates.iter().filter(|c| c.weak < 2) {
        if forms.len() < FORMS && !forms.contains(&(of.family, of.levels)) {
            forms.push((of.family, of.levels));
        }
    }
    marked(left) > 1
        && marked(right) > 1
        && forms.iter().any(|of| {
            let (before, behind) = (series(left, of), series(right, of));
            let next = before.last().map(|last| last + 1);
            counts(&before) && counts(&behind) && next.is_some() && next.as_ref() == behind.first()
        })
}

/// Whether the lines fill a column, go on in the next one, and are made of sentences.
fn is_prose(side: &Lines<'_>) -> bool {
    let lines: Vec<_> = side.lines.iter().filter(|line| !line.is_blank()).collect();
    let columns = |line: &Line| usize::from(line.size.columns);
    let widest = lines.iter().map(|line| columns(line)).max().unwrap_or(0);
    let full = lines.iter().filter(|line| columns(line) * 10 >= widest * 7).count();
    let open = side.lines.windows(2).filter(|pair| {
        matches!(pair[0].ending, Ending::Open | Ending::Clause) && !pair[1].is_blank() && pair[1].count == 0
    });
    let content = |line: &Line| &side.text[line.span.range()];
    let has = |line: &Line, marks: &[&str]| marks.iter().any(|mark| content(line).contains(mark));
    let said = lines
        .iter()
        .filter(|line| line.ending != Ending::Open || has(line, &[", ", ". ", "; ", "，", "。", "；", "、"]));
    // Signatures end none, and shorten words.
    let ends_sentence = |line: &Line| {
        let (word, rest) = content(line).split_once(". ").unwrap_or_default();
        line.ending == Ending::Sentence
            || has(line, &["。", "；", "; "])
            || !rest.is_empty()
                && word.len() - word.trim_end_matches(|c: char| c.is_ascii_lowercase()).len() > 2
    };
    lines.len() >= PROSE
        && widest >= WIDTH
        && full * 5 >= lines.len() * 2
        && open.count() * 3 >= lines.len()
        && said.count() * 4 >= lines.len()
        && lines.iter().any(|line| ends_sentence(line))
}
