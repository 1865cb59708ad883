//! Footnotes: the lines at a page's foot that a rule parts from the text, or whose numbers stand
//! raised or behind a word in the text above.

use super::LineRole;
use crate::markers::Lines;
use crate::markers::numeral;
use crate::text::Span;
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
const MOST_LINES: usize = 60;
/// A rule has at least so many characters.
const SHORTEST_RULE: usize = 8;

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
        let before = (top..line).rev().find(|&i| roles[i] != LineRole::Blank);
        let ruled = before.is_some_and(|i| roles[i] == LineRole::Ornament && is_rule(lines.content(i)));
        let apart = line == 0 || roles[line - 1] != LineRole::Text;
        let counts = starts.last().is_none_or(|next: &Start| next.value == start.value + 1);
        if !counts {
            break;
        }
        starts.push(start);
        if ruled || apart {
            let named = |s: &Start| s.word || s.reference(lines, roles, top, line).is_some();
            if ruled || paged && starts.iter().all(named) {
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
    let mut notes: Vec<Footnote> = starts
        .iter()
        .map(|s| Footnote {
            mark: s.mark,
            pieces: Vec::new(),
            line: s.line,
            reference: s.reference(lines, roles, top, first),
        })
        .collect();
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
    content.chars().count() >= SHORTEST_RULE && content.chars().all(|c| "_-–—─━＿".contains(c))
}

/// The first line of a note.
#[derive(Debug, Clone, Copy)]
struct Start {
    value: u32,
    mark: Span,
    /// Where its text begins.
    text: u32,
    line: usize,
    /// A word or a raised number says that it is one.
    word: bool,
}

impl Start {
    /// `1 See …`, `¹ See …`, `註1：見…`.
    fn of(lines: &Lines<'_>, line: usize) -> Option<Self> {
        let span = lines.lines[line].span;
        let content = lines.content(line);
        let prefix = vocab::NOTE.prefix_of(content).unwrap_or(0);
        let rest = &content[prefix..];
        let number = rest.trim_start_matches([' ', '\u{3000}']);
        let (length, value, raised) = match raised(number) {
            Some((length, value)) => (length, value, true),
            None => numeral::digits(number).map(|(length, value)| (length, value, false))?,
        };
        let behind = &number[length..];
        let text = behind.trim_start_matches([':', '：', '.', ' ', '\t', '\u{3000}', '\u{a0}']);
        let parted = if prefix > 0 || raised {
            text.len() <= behind.len()
        } else {
            behind.starts_with([' ', '\t', '\u{3000}', '\u{a0}'])
        };
        if !parted || text.is_empty() || value == 0 || length > 9 {
            return None;
        }
        let place = |rest: &str| span.end - rest.len() as u32;
        let mark = Span { start: span.start, end: place(behind) };
        Some(Self { value, mark, text: place(text), line, word: prefix > 0 || raised })
    }

    /// Where the text between two lines refers to the note: a raised number, or digits right
    /// behind a word, or before a stop.
    fn reference(&self, lines: &Lines<'_>, roles: &[LineRole], top: usize, end: usize) -> Option<Span> {
        let digits = self.value.to_string();
        let high: String = digits.bytes().map(|b| RAISED[usize::from(b - b'0')]).collect();
        for line in (top..end).filter(|&i| roles[i] == LineRole::Text) {
            let content = lines.content(line);
            let span = |at: usize, length: usize| {
                let start = lines.lines[line].span.start as usize + at;
                Span::new(start, start + length)
            };
            let is_raised = |c: char| RAISED.contains(&c);
            if let Some((at, _)) = content.match_indices(&high).find(|(at, _)| {
                !content[..*at].ends_with(is_raised) && !content[at + high.len()..].starts_with(is_raised)
            }) {
                return Some(span(at, high.len()));
            }
            let refers = |at: usize| {
                let (before, behind) = (&content[..at], &content[at + digits.len()..]);
                let stop = |c: char| "。，；、,;:".contains(c);
                let ends = behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || stop(c));
                let word = |c: char| c.is_alphabetic() && c != '第' || ".。，,；;）)」”".contains(c);
                match before.chars().next_back() {
                    Some(' ') => behind.starts_with(stop),
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

/// The raised digits, in order.
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// A raised number at the start of a text: its length and value.
fn raised(text: &str) -> Option<(usize, u32)> {
    let digit = |c: char| RAISED.iter().position(|&r| r == c);
    let all = text.chars().map_while(|c| Some((c, digit(c)?))).take(4);
    let (length, value) =
        all.fold((0, 0), |(length, value), (c, d)| (length + c.len_utf8(), value * 10 + d as u32));
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
        let plain = "Road and rail\n\n1 Roads are mended.\n2 Rails are laid.\n\n- 1 -\n";
        assert!(notes(plain).is_empty());
    }
}
