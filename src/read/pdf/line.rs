//! Glyphs to lines by position: one baseline a line, cut into pieces where the
//! gap is wide, text drawn twice counted once.

use super::glyph::Glyph;

/// How far apart two pieces of a line stand at least, in em.
const PIECE_GAP: f32 = 1.8;
/// How near two copies of a character are drawn for boldness or a shadow, in em.
const OVERPRINT: f32 = 0.2;

/// A stretch of a line without a wide gap.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub text: String,
    pub x: f32,
    pub end: f32,
}

impl Piece {
    fn width(&self) -> f32 {
        self.end - self.x
    }
}

/// A row of a table that is drawn with rules.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Which table of the page, and which row of it.
    pub table: usize,
    pub index: usize,
    /// The edges of the table's columns.
    pub edges: Vec<f32>,
    pub cells: Vec<RowCell>,
}

/// A cell that begins in a row.
#[derive(Debug, Clone)]
pub(super) struct RowCell {
    pub columns: u32,
    pub rows: u32,
    /// The right edge of the cell.
    pub end: f32,
    pub lines: Vec<Line>,
}

/// Everything on one baseline.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Position on its page from the top, from 1, furniture included.
    pub number: u32,
    /// Baseline in points from the top.
    pub y: f32,
    /// Size of its largest characters.
    pub size: f32,
    /// From left to right; never empty.
    pub pieces: Vec<Piece>,
    /// Whether the file marks it as furniture of the page.
    pub artifact: bool,
    /// The row of a table that it is, where the page draws the table with rules.
    pub row: Option<Box<Row>>,
}

impl Line {
    pub(super) fn x(&self) -> f32 {
        self.pieces.first().map_or(0.0, |p| p.x)
    }

    pub(super) fn end(&self) -> f32 {
        self.pieces.last().map_or(0.0, |p| p.end)
    }

    pub(super) fn ends_with(&self, marks: &[char]) -> bool {
        self.pieces.last().is_some_and(|piece| piece.text.ends_with(marks))
    }

    /// Whether some of it stands on a page of that size.
    pub(super) fn is_within(&self, width: f32, height: f32) -> bool {
        self.x() < width && self.end() > 0.0 && self.y > 0.0 && self.y - self.size < height
    }

    /// The line with only some of its pieces, or `None` without any.
    pub(super) fn part(&self, keep: impl Fn(&Piece) -> bool) -> Option<Self> {
        let pieces: Vec<Piece> = self.pieces.iter().filter(|p| keep(p)).cloned().collect();
        (!pieces.is_empty()).then(|| Self { pieces, ..self.clone() })
    }

    /// The line's text. A tab stands between two pieces that are both more than
    /// a marker long, as between the cells of a row.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        let mut before: Option<&Piece> = None;
        for piece in &self.pieces {
            if let Some(before) = before {
                let cells = before.width().min(piece.width()) > 3.0 * self.size;
                out.push(if cells { '\t' } else { ' ' });
            }
            out.push_str(&piece.text);
            before = Some(piece);
        }
        out
    }
}

/// The lines of a page from the top, and how many glyphs were drawn twice.
pub(super) fn lines(mut glyphs: Vec<Glyph>) -> (Vec<Line>, usize) {
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut groups: Vec<Vec<Glyph>> = Vec::new();
    // Baseline and size of the largest glyph of the last group.
    let (mut base, mut size) = (f32::NEG_INFINITY, 0.0_f32);
    for glyph in glyphs {
        // A raised footnote number stands a third of an em above its line.
        let near = (glyph.y - base).abs() < 0.4 * size.max(glyph.size);
        match groups.last_mut() {
            Some(group) if near => {
                if glyph.size > size * 1.1 {
                    (base, size) = (glyph.y, glyph.size);
                }
                group.push(glyph);
            }
            _ => {
                (base, size) = (glyph.y, glyph.size);
                groups.push(vec![glyph]);
            }
        }
    }
    let mut twice = 0;
    let mut out: Vec<Line> = Vec::new();
    for mut group in groups {
        group.sort_by(|a, b| a.x.total_cmp(&b.x));
        let (group, more) = without_overprint(group);
        twice += more;
        if let Some(line) = line(&group) {
            out.push(Line { number: out.len() as u32 + 1, ..line });
        }
    }
    (out, twice)
}

fn without_overprint(group: Vec<Glyph>) -> (Vec<Glyph>, usize) {
    let mut kept: Vec<Glyph> = Vec::with_capacity(group.len());
    let mut twice = 0;
    for glyph in group {
        let reach = OVERPRINT * glyph.size;
        let copy = kept
            .iter()
            .rev()
            .take_while(|k| glyph.x - k.x < reach)
            .any(|k| k.char == glyph.char && (glyph.y - k.y).abs() < reach);
        if copy {
            twice += usize::from(!glyph.char.is_whitespace());
        } else {
            kept.push(glyph);
        }
    }
    (kept, twice)
}

fn line(group: &[Glyph]) -> Option<Line> {
    let inked: Vec<&Glyph> = group.iter().filter(|g| !g.char.is_whitespace()).collect();
    let size = inked.iter().map(|g| g.size).fold(0.0, f32::max);
    let y = inked.iter().find(|g| g.size == size)?.y;
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before: Option<&Glyph> = None;
    let mut blank = false;
    for glyph in group {
        if glyph.char.is_whitespace() {
            blank = true;
            continue;
        }
        let gap = before.map_or(0.0, |b| (glyph.x - b.end) / size);
        match (pieces.last_mut(), before) {
            (Some(piece), Some(before)) if gap < PIECE_GAP => {
                if blank && is_opening(before.char) {
                    // Set half its width to the left, over the space before it.
                    piece.text.pop();
                    piece.text.push(' ');
                    piece.text.push(before.char);
                } else if blank || gap > word_gap(before.char, glyph.char) {
                    piece.text.push(' ');
                }
                piece.text.push(glyph.char);
                piece.end = piece.end.max(glyph.end);
            }
            _ => pieces.push(Piece { text: glyph.char.to_string(), x: glyph.x, end: glyph.end }),
        }
        before = Some(glyph);
        blank = false;
    }
    let artifact = inked.iter().all(|g| g.artifact);
    Some(Line { number: 0, y, size, pieces, artifact, row: None })
}

/// The gap in em from which on two characters are two words. Lines of Han are
/// spaced out evenly to fill their width, so it takes a wide one there.
fn word_gap(before: char, after: char) -> f32 {
    match (is_wide(before), is_wide(after)) {
        (true, true) => 0.9,
        (false, false) => 0.17,
        _ => 0.3,
    }
}

/// Full-width brackets that open: their left half is white.
fn is_opening(c: char) -> bool {
    "「『（《〈【〔".contains(c)
}

/// Whether a character takes a full em, as ideographs and their punctuation do.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}' | '\u{e000}'..='\u{f8ff}')
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}
