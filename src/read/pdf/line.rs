//! Glyphs to lines by position: one baseline a line, cut into pieces where the
//! gap is wide, text drawn twice counted once.

use super::glyph::Glyph;
use crate::text::unicode;

/// How far apart two pieces of a line stand at least, in em.
const PIECE_GAP: f32 = 1.8;
/// How near two copies of a character are drawn for boldness or a shadow, in em.
const OVERPRINT: f32 = 0.2;

/// Characters that are raised over their line are no larger, by its size, and their baseline is no
/// higher above its own, in em.
const RAISED_SIZE: f32 = 0.75;
const RAISED: f32 = 0.6;
/// Parts a word where it may be parted.
pub(super) const SOFT_HYPHEN: char = '\u{ad}';

/// A stretch of a line without a wide gap.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub text: String,
    pub x: f32,
    pub end: f32,
    /// Size of its largest characters.
    pub size: f32,
}

impl Piece {
    pub(super) fn width(&self) -> f32 {
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

    /// Whether it begins with a digit or a bracket, as what is numbered does.
    pub(super) fn is_listed(&self) -> bool {
        let first = self.pieces.first().and_then(|piece| piece.text.chars().next());
        first.is_some_and(|c| c.is_ascii_digit() || matches!(c, '(' | '（'))
    }

    /// Whether some of it stands on a page of that size.
    pub(super) fn is_within(&self, width: f32, height: f32) -> bool {
        self.x() < width && self.end() > 0.0 && self.y > 0.0 && self.y - self.size < height
    }

    /// The line with only some of its pieces, or `None` without any.
    pub(super) fn part(&self, keep: impl Fn(&Piece) -> bool) -> Option<Self> {
        let pieces: Vec<Piece> = self.pieces.iter().filter(|p| keep(p)).cloned().collect();
        let size = pieces.iter().map(|p| p.size).fold(0.0, f32::max);
        (!pieces.is_empty()).then(|| Self { pieces, size, ..self.clone() })
    }

    /// The line's text. A tab stands between two pieces that are both more than
    /// a marker long, as between the cells of a row. A soft hyphen is one at the line's end only:
    /// fonts may have it for every hyphen.
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
        match out.strip_suffix(SOFT_HYPHEN) {
            Some(start) if start.contains(SOFT_HYPHEN) => start.replace(SOFT_HYPHEN, "-") + "\u{ad}",
            None if out.contains(SOFT_HYPHEN) => out.replace(SOFT_HYPHEN, "-"),
            _ => out,
        }
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
    for mut group in with_raised(groups) {
        group.sort_by(|a, b| a.x.total_cmp(&b.x));
        let (group, more) = without_overprint(group);
        twice += more;
        if let Some(line) = line(&group) {
            out.push(Line { number: out.len() as u32 + 1, ..line });
        }
    }
    (out, twice)
}

/// Puts small characters that are raised over a line into it: those right behind a word, and
/// those that the line begins with.
fn with_raised(groups: Vec<Vec<Glyph>>) -> Vec<Vec<Glyph>> {
    let mut out: Vec<Vec<Glyph>> = Vec::new();
    for mut group in groups {
        if out.last().is_some_and(|above| is_raised(above, &group)) {
            group.extend(out.pop().unwrap_or_default());
        }
        out.push(group);
    }
    out
}

fn is_raised(above: &[Glyph], line: &[Glyph]) -> bool {
    let inked = |group: &[Glyph]| -> Vec<Glyph> {
        group.iter().copied().filter(|g| !g.char.is_whitespace()).collect()
    };
    let largest = |group: &[Glyph]| group.iter().copied().max_by(|a, b| a.size.total_cmp(&b.size));
    let (above, line) = (inked(above), inked(line));
    let (Some(small), Some(large)) = (largest(&above), largest(&line)) else { return false };
    let size = large.size;
    if small.size > RAISED_SIZE * size || large.y - small.y > RAISED * size {
        return false;
    }
    let near = |gap: f32, most: f32| (-0.25 * size..most * size).contains(&gap);
    let first = line.iter().map(|g| g.x).fold(f32::MAX, f32::min);
    above.iter().all(|g| {
        line.iter().chain(&above).any(|k| k.drawn != g.drawn && near(g.x - k.end, 0.25))
            || near(first - g.end, 1.0)
    })
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
            .any(|k| k.char == glyph.char && k.drawn != glyph.drawn && (glyph.y - k.y).abs() < reach);
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
        let raised = glyph.size <= RAISED_SIZE * size && glyph.y < y - 0.15 * size;
        let char = if raised { superscript(glyph.char) } else { glyph.char };
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
                piece.text.push(char);
                piece.end = piece.end.max(glyph.end);
                piece.size = piece.size.max(glyph.size);
            }
            _ => pieces.push(Piece { text: char.to_string(), x: glyph.x, end: glyph.end, size: glyph.size }),
        }
        before = Some(glyph);
        blank = false;
    }
    let artifact = inked.iter().all(|g| g.artifact);
    Some(Line { number: 0, y, size, pieces, artifact, row: None })
}

/// A digit as it is raised.
pub(super) fn superscript(c: char) -> char {
    c.to_digit(10).and_then(|digit| unicode::RAISED.get(digit as usize)).copied().unwrap_or(c)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::glyph::Way;

    fn glyph(char: char, x: f32, y: f32, size: f32, drawn: u32) -> Glyph {
        Glyph { char, x, end: x + 0.5 * size, y, size, way: Way::Right, artifact: false, drawn }
    }

    #[test]
    fn the_letters_of_a_ligature_are_not_drawn_twice() {
        let ligature = |drawn: u32| ['f', 'f', 'i'].map(|c| (c, drawn));
        let letters = |ligatures: &[u32]| -> Vec<Glyph> {
            let place = |n: usize| 10.0 + 1.6 * n as f32;
            let letters = ligatures.iter().flat_map(|drawn| ligature(*drawn).into_iter().enumerate());
            letters
                .map(|(n, (c, drawn))| glyph(c, place(n) + 0.1 * drawn as f32, 50.0, 10.0, drawn))
                .collect()
        };
        let (one, twice) = lines(letters(&[0]));
        assert_eq!((one.first().map(Line::text), twice), (Some("ffi".to_owned()), 0));
        let (bold, twice) = lines(letters(&[0, 1]));
        assert_eq!((bold.first().map(Line::text), twice), (Some("ffi".to_owned()), 3));
    }

    #[test]
    fn only_what_is_small_and_close_to_a_word_is_raised_over_its_line() {
        let word = |x: f32| -> Vec<Glyph> {
            ['a', 'b']
                .into_iter()
                .zip(0..)
                .map(|(c, n)| glyph(c, x + 6.0 * n as f32, 50.0, 12.0, n))
                .collect()
        };
        let read = |raised: Glyph| -> Vec<String> {
            lines([word(20.0), vec![raised]].concat()).0.iter().map(Line::text).collect()
        };
        assert_eq!(read(glyph('3', 32.0, 44.0, 7.0, 9)), ["ab³"]);
        assert_eq!(read(glyph('3', 60.0, 44.0, 7.0, 9)), ["3", "ab"]);
        assert_eq!(read(glyph('3', 32.0, 40.0, 12.0, 9)), ["3", "ab"]);
    }
}
