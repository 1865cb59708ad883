//! Footnotes: the lines at a page's foot that a rule parts from the text, or whose marks stand
//! raised, in brackets or behind a word in the text above.

use std::ops::Range;

use super::LineRole;
use crate::markers::Lines;
use crate::markers::numeral;
use crate::text::unicode::{self, RAISED};
use crate::text::{Span, width};
use crate::vocab;

/// A footnote: where it and the place that refers to it stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Footnote {
    /// Its number, as printed.
    pub mark: Span,
    /// Its text, line by line.
    pub pieces: Vec<Span>,
    /// Index of its first line.
    pub line: usize,
    /// The number in the text above, where it is found.
    pub reference: Option<Span>,
}

/// The notes of one page take no more lines than this.
pub(super) const MOST_LINES: usize = 60;
/// A rule has at least so many characters, or so many columns.
const SHORTEST_RULE: usize = 8;
const NARROWEST_RULE: usize = 12;
/// The sentence that a page tears has its end, and a mark in it, within so many lines.
pub(super) const TORN: usize = 4;

/// Finds the footnotes of a text, and takes their lines out of it.
pub(crate) fn mark(lines: &Lines<'_>, roles: &mut [LineRole]) -> Vec<Footnote> {
    let mut out = Vec::new();
    let mut top = 0;
    let paged =
        (0..roles.len()).any(|i| roles[i] == LineRole::PageNumber || i > 0 && lines.lines[i].page_break);
    for end in 0..=roles.len() {
        let ends = match roles.get(end) {
            Some(LineRole::PageNumber) => true,
            Some(_) => lines.lines[end].page_break,
            None => true,
        };
        if ends && end > top {
            out.extend(page(lines, roles, top, end, paged));
            top = end;
        }
    }
    out
}

/// The notes at the foot of the page from line `top` to before line `end`. A text that shows no
/// pages has a foot only below a rule.
fn page(lines: &Lines<'_>, roles: &mut [LineRole], top: usize, end: usize, paged: bool) -> Vec<Footnote> {
    // From the last line upward, as long as the numbers count down.
    let mut starts: Vec<Start> = Vec::new();
    let mut begun = None;
    for line in (top..end).rev().take(MOST_LINES) {
        match roles[line] {
            LineRole::Text => {}
            LineRole::Ornament if is_rule(lines.content(line)) && !starts.is_empty() => break,
            _ => continue,
        }
        let Some(start) = Start::of(lines, line) else { continue };
        let star = |s: &Start| s.sign == Sign::Star;
        if star(&start) && starts.last().is_some_and(|next| !star(next)) {
            continue;
        }
        let before = (top..line).rev().find(|&i| roles[i] != LineRole::Blank);
        let ruled = before.is_some_and(|i| roles[i] == LineRole::Ornament && is_rule(lines.content(i)));
        let apart = line == 0 || roles[line - 1] != LineRole::Text;
        let counts = starts.last().is_none_or(|next: &Start| next.value == start.value + 1);
        if !counts {
            break;
        }
        starts.push(start);
        if ruled || apart {
            let above = Above { lines, roles, text: top..line, end };
            let referred = |s: &Start| s.reference(&above).is_some();
            // A list may stand under a rule, and bullets are stars.
            let is_note = |s: &Start| match s.sign {
                Sign::Word => true,
                Sign::Plain => ruled || referred(s),
                Sign::Bracket | Sign::Circle => referred(s),
                Sign::Star => ruled && referred(s),
            };
            if (ruled || paged) && starts.iter().all(is_note) {
                begun = Some((line, starts.len()));
            }
            if ruled {
                break;
            }
        }
    }
    let Some((first, count)) = begun else { return Vec::new() };
    starts.truncate(count);
    starts.reverse();
    let above = Above { lines, roles, text: top..first, end };
    let note = |s: &Start| Footnote {
        mark: s.mark,
        pieces: Vec::new(),
        line: s.line,
        reference: s.reference(&above),
    };
    let mut notes: Vec<Footnote> = starts.iter().map(note).collect();
    let mut own = 0;
    for (line, role) in roles.iter_mut().enumerate().take(end).skip(first) {
        if *role != LineRole::Text {
            continue;
        }
        *role = LineRole::Note;
        own += usize::from(starts.get(own + 1).is_some_and(|s| s.line == line));
        let span = lines.lines[line].span;
        let start = if starts[own].line == line { starts[own].text } else { span.start };
        notes[own].pieces.push(Span { start, end: span.end });
    }
    notes
}

/// Underscores or dashes: the rule above footnotes.
fn is_rule(content: &str) -> bool {
    (content.chars().count() >= SHORTEST_RULE || width(content) >= NARROWEST_RULE)
        && content.chars().all(|c| "_-–—─━＿".contains(c))
}

/// Whether a line is a rule, and the one below it the first of a note.
pub(super) fn opens_under_rule(lines: &Lines<'_>, line: usize) -> bool {
    is_rule(lines.content(line)) && line + 1 < lines.lines.len() && Start::of(lines, line + 1).is_some()
}

/// Where a page refers to its notes.
struct Above<'a> {
    lines: &'a Lines<'a>,
    roles: &'a [LineRole],
    /// The lines above the notes.
    text: Range<usize>,
    /// The first line behind the page.
    end: usize,
}

/// The first line of a note.
#[derive(Debug, Clone, Copy)]
struct Start {
    value: u32,
    mark: Span,
    /// Where its text begins.
    text: u32,
    line: usize,
    sign: Sign,
}

/// What a note's mark looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A word or a raised number says that it is a note.
    Word,
    /// Digits.
    Plain,
    /// A number in brackets, which the text prints just so.
    Bracket,
    /// A number in a circle, which a list inside a sentence may have too.
    Circle,
    /// Stars, by their count.
    Star,
}

impl Start {
    /// `1 See …`, `¹ See …`, `註1：見…`, `〔1〕見…`, `① 見…`, `* See …`.
    fn of(lines: &Lines<'_>, line: usize) -> Option<Self> {
        let span = lines.lines[line].span;
        let content = lines.content(line);
        let prefix = vocab::NOTE.prefix_of(content).unwrap_or(0);
        let rest = &content[prefix..];
        let number = rest.trim_start_matches([' ', '\u{3000}']);
        let raised = raised(number).map(|(length, value)| (length, value, Sign::Word));
        let (length, value, sign) = raised.or_else(|| signed(number)).or_else(|| {
            let (length, value) = numeral::digits(number)?;
            Some((length, value, Sign::Plain))
        })?;
        let sign = if prefix > 0 { Sign::Word } else { sign };
        let behind = &number[length..];
        let text = behind.trim_start_matches([':', '：', '.', ' ', '\t', '\u{3000}', '\u{a0}']);
        let parted = match sign {
            Sign::Plain => behind.starts_with([' ', '\t', '\u{3000}', '\u{a0}']),
            // No emphasis of Markdown.
            Sign::Star => !behind.contains('*'),
            _ => true,
        };
        if !parted || text.is_empty() || value == 0 || length > LONGEST_MARK {
            return None;
        }
        let place = |rest: &str| span.end - rest.len() as u32;
        let mark = Span { start: span.start, end: place(behind) };
        Some(Self { value, mark, text: place(text), line, sign })
    }

    /// Where the text above, or the sentence that goes on behind the page, refers to the note: its mark as
    /// printed.
    fn printed(&self, above: &Above<'_>) -> Option<Span> {
        let &Above { lines, roles, ref text, end } = above;
        let mark = lines.text.get(self.mark.range())?;
        let torn = end..roles.len().min(end + TORN + 1);
        let refers = |before: &str, behind: &str| match self.sign {
            Sign::Star => {
                !behind.starts_with('*') && before.ends_with(|c: char| c != '*' && !c.is_whitespace())
            }
            Sign::Circle => !before.is_empty() && (behind.is_empty() || behind.starts_with(is_stop)),
            _ => !before.is_empty(),
        };
        text.clone().chain(torn).filter(|&i| roles[i] == LineRole::Text).find_map(|line| {
            let content = lines.content(line);
            let found = content.match_indices(mark).find(|(at, _)| {
                let (before, behind) = content.split_at(*at);
                refers(before, behind.strip_prefix(mark).unwrap_or_default())
            });
            let start = lines.lines[line].span.start as usize + found?.0;
            Some(Span::new(start, start + mark.len()))
        })
    }

    /// Where the text above refers to the note: a raised number, or digits right behind a word, or before
    /// a stop.
    fn reference(&self, above: &Above<'_>) -> Option<Span> {
        if matches!(self.sign, Sign::Bracket | Sign::Circle | Sign::Star) {
            return self.printed(above);
        }
        let &Above { lines, roles, ref text, .. } = above;
        let digits = self.value.to_string();
        let high: String = digits.bytes().map(|b| RAISED[usize::from(b - b'0')]).collect();
        for line in text.clone().filter(|&i| roles[i] == LineRole::Text) {
            let content = lines.content(line);
            let span = |at: usize, length: usize| {
                let start = lines.lines[line].span.start as usize + at;
                Span::new(start, start + length)
            };
            let is_raised = |c: char| unicode::raised(c).is_some();
            if let Some((at, _)) = content.match_indices(&high).find(|(at, _)| {
                !content[..*at].ends_with(is_raised) && !content[at + high.len()..].starts_with(is_raised)
            }) {
                return Some(span(at, high.len()));
            }
            let refers = |at: usize| {
                let (before, behind) = (&content[..at], &content[at + digits.len()..]);
                let ends = behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || is_stop(c));
                let word = |c: char| c.is_alphabetic() && c != '第' || ".。，,；;）)」”".contains(c);
                match before.chars().next_back() {
                    Some(' ') => behind.starts_with(is_stop),
                    Some(c) => word(c) && (ends || c > '\u{2e7f}'),
                    None => false,
                }
            };
            if let Some((at, _)) = content.match_indices(&digits).find(|(at, _)| refers(*at)) {
                return Some(span(at, digits.len()));
            }
        }
        None
    }
}

/// No mark takes more bytes.
const LONGEST_MARK: usize = 9;

/// A mark that is no number alone, at the start of a text: its length, value and kind.
fn signed(text: &str) -> Option<(usize, u32, Sign)> {
    let stars = text.bytes().take_while(|&b| b == b'*').count();
    if stars > 0 {
        return Some((stars, stars as u32, Sign::Star));
    }
    let first = text.chars().next()?;
    if let Some(value) = ('①'..='⑳').position(|c| c == first) {
        return Some((first.len_utf8(), value as u32 + 1, Sign::Circle));
    }
    let inside = text.strip_prefix(['[', '［', '〔', '【'])?;
    let (length, value) = numeral::digits(inside)?;
    let close = inside.get(length..)?.chars().next().filter(|c| matches!(c, ']' | '］' | '〕' | '】'))?;
    Some((first.len_utf8() + length + close.len_utf8(), value, Sign::Bracket))
}

/// Whether a character ends a clause.
fn is_stop(c: char) -> bool {
    "。，；、,;:".contains(c)
}

/// A raised number at the start of a text: its length and value.
fn raised(text: &str) -> Option<(usize, u32)> {
    let all = text.chars().map_while(|c| Some((c, unicode::raised(c)?))).take(4);
    let (length, value) = all.fold((0, 0), |(length, value), (c, d)| (length + c.len_utf8(), value * 10 + d));
    (length > 0).then_some((length, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::noise;

    fn notes(text: &str) -> Vec<(String, String, bool)> {
        let lines = Lines::of(text);
        let mut roles = noise::roles(&lines);
        let found = mark(&lines, &mut roles);
        let own = |span: &Span| text[span.range()].to_owned();
        found
            .iter()
            .map(|n| {
                (own(&n.mark), n.pieces.iter().map(own).collect::<Vec<_>>().join("|"), n.reference.is_some())
            })
            .collect()
    }

    #[test]
    fn a_rule_or_a_reference_makes_a_footnote() {
        let ruled = "1. The road was built\n________________\n1 See the map.\n2 Since mended\nagain.\n- 1 -\nin May.\n";
        assert_eq!(
            notes(ruled),
            [("1".into(), "See the map.".into(), false), ("2".into(), "Since mended|again.".into(), false)]
        );
        let named = "1.  道路於去年建成 1，全長兩公里\n\n1   見地圖。\n\n- 1 -\n。\n";
        assert_eq!(notes(named), [("1".into(), "見地圖。".into(), true)]);
        let signs =
            "1. 道路已經建成〔1〕，並\n\n〔1〕見地圖。\n〔2〕其後重修。\n\n- 1 -\n於五月〔2〕開放。\n";
        let found = [("〔1〕".into(), "見地圖。".into(), true), ("〔2〕".into(), "其後重修。".into(), true)];
        assert_eq!(notes(signs), found);
        let listed = "1. 包括①道路；②橋樑。\n\n① 道路長。\n② 橋樑短。\n\n- 1 -\n\n2. 五月。\n";
        assert!(notes(listed).is_empty());
        let stars = "1. The road* was built\n__________\n* By the town.\n- 1 -\nin May.\n";
        assert_eq!(notes(stars), [("*".into(), "By the town.".into(), true)]);
        let bullets = "1. The road was built\n__________\n* By the town.\n- 1 -\nin May.\n";
        assert!(notes(bullets).is_empty());
        let parts = "1. The road was built.\n\n__________\n① By the town.\n② In May.\n";
        assert!(notes(parts).is_empty());
        let bare = "1. The road was built\n__________\n1 By the town.\n7\nin May.\n";
        assert_eq!(notes(bare), [("1".into(), "By the town.".into(), false)]);
        let plain = "Road and rail\n\n1 Roads are mended.\n2 Rails are laid.\n\n- 1 -\n";
        assert!(notes(plain).is_empty());
    }
}
