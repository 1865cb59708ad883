//! Joining what layout has torn: wrapped lines, page breaks, stray bullets.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};

use crate::layout::flow::Wraps;
use crate::markers::Lines;
use crate::outline::Resolution;
use crate::text::{Ending, Row, Span};
use crate::tree::Pieces;
use crate::vocab;

use super::input::{Class, Tok};
use super::spacing::{Gap, Spacing};
use crate::layout::words::Words;

/// What the parsers of a part share.
#[derive(Clone, Copy)]
pub(crate) struct Ctx<'c, 's> {
    pub lines: &'c Lines<'c>,
    pub resolution: &'c Resolution,
    pub text: &'s str,
    pub spacing: Spacing,
    /// Made when the first hyphen at a wrap asks for it.
    pub words: &'c OnceCell<Words<'s>>,
    /// The lines that were joined to the one before, where that is to be kept.
    pub joins: &'c RefCell<Vec<(u32, Join)>>,
}

/// Why a line goes on with the text before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Join {
    /// The file's layout says so.
    LaidOut,
    /// Blocks stand further apart.
    Close,
    /// Only a marker stands before it.
    Waits,
    /// A comma or the like ends the line before.
    Clause,
    /// The line before had no room for its first word.
    Full,
    /// The line before ends no sentence.
    Open,
    /// It stands in a cell of the same row.
    Row,
}

/// A text under construction: its pieces, and the last line that gave one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Flow {
    pub pieces: Pieces,
    pub last_line: u32,
    /// The row of a table that begins with it.
    pub row: Option<Row>,
}

/// An open line this long, in bytes, was torn and is no heading.
const SHORTEST_TORN: usize = 60;

impl<'s> Ctx<'_, 's> {
    pub fn content(&self, tok: Tok) -> &str {
        self.text.get(tok.start as usize..tok.end as usize).unwrap_or_default()
    }

    pub fn ending(&self, line: u32) -> Ending {
        self.lines.lines[line as usize].ending
    }

    fn wraps(&self) -> &Wraps {
        &self.resolution.wraps
    }

    /// Whether the line had no room for the first word of the next.
    pub fn full(&self, line: u32) -> bool {
        self.wraps().is_full(line as usize)
    }

    /// Whether a line looks like a heading: short, and ending no sentence.
    pub fn heading_like(&self, tok: Tok) -> bool {
        let line = &self.lines.lines[tok.line as usize];
        line.hashes > 0 || line.is_short() && !self.bulleted(tok) && !byline(self.content(tok))
    }

    fn bulleted(&self, tok: Tok) -> bool {
        bullet(self.content(tok)).is_some()
    }

    /// Whether `next` goes on with a text. `behind` are the lines after `next`; `item` says that the text
    /// is an item's.
    pub fn continues(&self, text: &Flow, next: Tok, behind: &[Tok], item: bool) -> bool {
        let row = text.row.filter(|_| next.class == Class::Text);
        let why = match row.is_some() && row == self.lines.row_continued(next.line as usize) {
            true => Some(Join::Row),
            false => self.joined(text.last_line, next, behind, item),
        };
        why.is_some_and(|why| self.keep(next, why))
    }

    /// Whether `next` goes on with the title whose last line is `line`.
    pub fn wraps_into(&self, line: u32, next: Tok) -> bool {
        let apart = || self.spacing.parts(Gap::between(self.lines, &self.resolution.roles, line, next.line));
        let full = self.full(line) && self.ending(line) != Ending::Sentence;
        full && next.class == Class::Text && !apart() && self.keep(next, Join::Full)
    }

    /// Keeps why a line is joined, where that is asked for.
    fn keep(&self, next: Tok, why: Join) -> bool {
        if self.lines.trace {
            self.joins.borrow_mut().push((self.lines.lines[next.line as usize].number, why));
        }
        true
    }

    fn joined(&self, line: u32, next: Tok, behind: &[Tok], item: bool) -> Option<Join> {
        if next.class != Class::Text || self.lines.lines[next.line as usize].hashes > 0 {
            return None;
        }
        if !self.lines.row(next.line as usize).is_empty() {
            return None;
        }
        if self.lines.lines[next.line as usize].runs_on == Some(true) {
            return Some(Join::LaidOut);
        }
        // Whatever a paragraph of a Word file ends in, the next is another one;
        // only a marker that stands alone still waits for its text.
        if self.lines.lines[next.line as usize].opens_paragraph && self.ending(line) != Ending::Empty {
            return None;
        }
        let gap = Gap::between(self.lines, &self.resolution.roles, line, next.line);
        let full = self.full(line);
        // Where blank lines keep blocks apart, lines with fewer between are one block.
        if self.spacing.joins(gap) {
            return Some(Join::Close);
        }
        let (apart, page) = (self.spacing.parts(gap), gap.page);
        let (goes_on, why) = match self.ending(line) {
            Ending::Empty => (true, Join::Waits),
            Ending::Clause => (true, Join::Clause),
            Ending::Sentence | Ending::Colon => (full && !apart && !self.heads(next, behind), Join::Full),
            Ending::Open if item && self.spacing.goes_on(gap) && !self.bulleted(next) => (true, Join::Open),
            Ending::Open if self.wraps().wraps() => {
                let torn = page && !self.heads(next, behind) && !self.heading_like(next);
                let wrapped = full && !(apart && self.heads(next, behind));
                (wrapped || torn, if wrapped { Join::Full } else { Join::Open })
            }
            Ending::Open => {
                let torn = item || self.lines.lines[line as usize].span.len() > SHORTEST_TORN;
                (torn && !self.heads(next, behind), Join::Open)
            }
        };
        goes_on.then_some(why)
    }

    /// Whether a line is a heading over what follows, and not the tail of a
    /// text: a tail would end its sentence before the next marker.
    fn heads(&self, next: Tok, behind: &[Tok]) -> bool {
        if !self.heading_like(next) || self.bulleted(next) {
            return false;
        }
        let mut line = next.line;
        for tok in behind.iter().take(40) {
            if tok.class != Class::Text {
                return self.ending(line) == Ending::Open;
            }
            // The sentence of a tail is at its end.
            if self.ending(line) == Ending::Sentence {
                return false;
            }
            if !self.full(line) {
                return self.ending(line) == Ending::Open;
            }
            line = tok.line;
        }
        behind.is_empty()
    }

    /// Adds a stretch of a line, from byte `start` to the end of its share, to a text.
    pub fn add(&self, flow: &mut Flow, tok: Tok, start: u32, artifacts: &mut Vec<Span>) {
        let (line, end) = (tok.line, tok.end);
        let mut span = Span { start, end: end.max(start) };
        if let (Some(last), Some(len)) = (flow.pieces.last(), bullet(&self.text[span.range()])) {
            let before = self.text[last.range()].chars().next_back();
            let behind = self.text[span.start as usize + len..span.end as usize].chars().next();
            // A dash between Latin words is punctuation; between Han characters it is a bullet.
            let dash = self.text[span.range()].starts_with(['-', '–', '*']);
            if !dash || before.is_some_and(is_wide) && behind.is_some_and(is_wide) {
                let mark = self.text[span.range()].chars().next().map_or(0, char::len_utf8) as u32;
                artifacts.push(Span { start: span.start, end: span.start + mark });
                span.start += len as u32;
            }
        }
        self.hyphen(flow, span, artifacts);
        self.lines.visible(span, &mut flow.pieces);
        flow.last_line = line;
    }

    /// Drops a hyphen that only a wrap put there: the word stands elsewhere
    /// without one, and nowhere with one.
    fn hyphen(&self, flow: &mut Flow, next: Span, artifacts: &mut Vec<Span>) {
        let Some(last) = flow.pieces.last_mut() else { return };
        let before = &self.text[last.range()];
        let Some(stem) = before.strip_suffix('-') else { return };
        let letters = |c: char| !c.is_ascii_alphabetic();
        let head = &stem
            [stem.rfind(letters).map_or(0, |i| i + stem[i..].chars().next().map_or(1, char::len_utf8))..];
        let behind = &self.text[next.range()];
        let tail = &behind[..behind.find(letters).unwrap_or(behind.len())];
        if head.is_empty() || tail.is_empty() || !tail.starts_with(|c: char| c.is_ascii_lowercase()) {
            return;
        }
        let words = self.words.get_or_init(|| Words::of(self.text));
        if words.stand(&format!("{head}{tail}")) && !words.stand(&format!("{head}-{tail}")) {
            artifacts.push(Span { start: last.end - 1, end: last.end });
            last.end -= 1;
        }
    }

    /// The logical text of pieces: borrowed where it is one.
    pub fn logical(&self, pieces: &[Span]) -> Cow<'s, str> {
        self.joined_by(pieces, ' ')
    }

    /// The logical text of pieces, with what stands between two lines of a cell.
    pub fn joined_by(&self, pieces: &[Span], lines_of_cell: char) -> Cow<'s, str> {
        match pieces {
            [] => Cow::Borrowed(""),
            [one] => Cow::Borrowed(&self.text[one.range()]),
            [first, more @ ..] => {
                let mut out = String::with_capacity(pieces.iter().map(|p| p.len() + 1).sum());
                out.push_str(&self.text[first.range()]);
                let mut end = first.end;
                for piece in more {
                    let behind = &self.text[piece.range()];
                    let gap = &self.text[end as usize..piece.start as usize];
                    let broken = gap.contains(['\n', '\x0b', '\x0c', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
                    let hyphen_dropped = gap.starts_with('-');
                    if broken && self.breaks_cell(piece.start) {
                        out.push(lines_of_cell);
                    } else if broken && !hyphen_dropped && spaced(&out, behind) {
                        out.push(' ');
                    }
                    // What parts the cells of a row in Markdown.
                    if !broken && gap.contains('|') {
                        out.push('\t');
                    }
                    out.push_str(behind);
                    end = piece.end;
                }
                Cow::Owned(out)
            }
        }
    }

    /// Whether a line of a cell begins at a byte that no wrap has torn off.
    fn breaks_cell(&self, at: u32) -> bool {
        if self.lines.cells.is_empty() {
            return false;
        }
        let line = self.lines.lines.partition_point(|line| line.whole.end <= at);
        let own = self.lines.lines.get(line).filter(|line| line.runs_on != Some(true));
        own.is_some() && self.lines.row_continued(line).is_some()
    }
}

/// Whether a join takes a space: between Latin words, not beside a wide
/// character, not behind a hyphen, a slash or an opening bracket.
fn spaced(before: &str, behind: &str) -> bool {
    let (Some(a), Some(b)) = (before.chars().next_back(), behind.chars().next()) else { return false };
    let hyphen =
        a == '-' && before.chars().rev().nth(1).is_some_and(|c| c.is_alphanumeric()) && b.is_alphanumeric();
    !is_wide(a)
        && !is_wide(b)
        && !hyphen
        && !a.is_whitespace()
        && !matches!(a, '/' | '(' | '[')
        && !matches!(b, ')' | ',' | ';')
}

/// Han characters, kana, full-width forms and CJK punctuation.
fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x2e80..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff00..=0xffef | 0x20000..=0x3ffff)
        || "「」『』“”‘’—…·".contains(c)
}

/// A post and a name with a gap between them: `市長　陳大文`.
fn byline(content: &str) -> bool {
    let gap = content.find("\u{3000}").or_else(|| content.find("  "));
    gap.is_some_and(|at| vocab::POST.suffix_of(&content[..at])) && content.len() < 90
}

/// The length of a bullet and the space behind it.
pub(crate) fn bullet(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let weak = matches!(first, '-' | '–' | '*' | '·');
    let strong = matches!(
        first,
        '•' | '●' | '▪' | '◦' | '■' | '□' | '◆' | '◇' | '➢' | '‧' | '∙' | '\u{f000}'..='\u{f0ff}'
    );
    if !weak && !strong {
        return None;
    }
    let behind = chars.as_str();
    let rest = behind.trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']);
    let spaced = rest.len() < behind.len();
    ((spaced || strong) && !rest.is_empty()).then(|| text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_joins_latin_words_only() {
        for (a, b, want) in [
            ("economic", "co-operation", true),
            ("合作監", "管機制", false),
            ("co-", "operation", false),
            ("在 CEPA", "框架下", false),
            ("in 2017", "and 2018", true),
        ] {
            assert_eq!(spaced(a, b), want, "{a}|{b}");
        }
    }

    #[test]
    fn bullets_need_a_space_where_they_could_be_punctuation() {
        assert_eq!(bullet("- 領域"), Some(2));
        assert_eq!(bullet("-3 度"), None);
        assert_eq!(bullet("● 領域"), Some(4));
        assert_eq!(bullet("領域"), None);
    }
}
