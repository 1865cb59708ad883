//! A contents list repeats every heading before the body; its lines are no
//! headings themselves.

use foldhash::{HashMap, HashMapExt};

use crate::markers::Lines;
use crate::text::{Ending, Opening};
use crate::vocab;

use super::LineRole;

/// Marks the lines of a contents list.
pub(crate) fn mark(lines: &Lines<'_>, roles: &mut [LineRole]) {
    let text = |i: &usize| roles[*i] == LineRole::Text;
    // Without leaders an entry is a whole line, so that only lines that come again are of interest.
    let led = (0..roles.len()).filter(text).any(|i| leader(lines.content(i)).is_some());
    let headed =
        |i: usize| lines.lines[i].opening.may_be(Opening::CONTENTS) && vocab::CONTENTS.is(lines.content(i));
    if !led && !(0..roles.len()).filter(text).any(|i| headed(i) || lines.lines[i].again) {
        return;
    }
    let significant: Vec<usize> = (0..roles.len()).filter(text).collect();
    let leads = |at: usize| leader(lines.content(significant[at])).is_some();
    let listed = |i: usize| lines.lines[i].span.len() <= 300 && (led || lines.lines[i].again);
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (at, &i) in significant.iter().enumerate() {
        if listed(i) {
            last.insert(entry(lines.content(i)), at);
        }
    }
    let again = |at: usize| {
        (led || lines.lines[significant[at]].again)
            && last.get(entry(lines.content(significant[at]))).is_some_and(|&later| later > at)
    };
    let mut at = 0;
    while at < significant.len() {
        let first = significant[at];
        let headed = headed(first);
        let first = at + usize::from(headed);
        let mut end = first;
        if headed {
            end = pages(lines, &significant, first);
        }
        // Nothing that ends a sentence stands in a contents list, unless dots lead to a page.
        while end < significant.len()
            && (led && leads(end) || (again(end) && lines.lines[significant[end]].ending != Ending::Sentence))
        {
            end += 1;
        }
        let marked = (first..end).filter(|&e| lines.lines[significant[e]].count > 0).count();
        let leading = (first..end).filter(|&e| led && leads(e)).count();
        if headed && end > first || leading >= 3 || marked >= 3 {
            for &i in &significant[at..end] {
                roles[i] = LineRole::Contents;
            }
        }
        at = end.max(at + 1);
    }
}

/// The end of the lines behind a heading that end with the numbers of pages, rising. A line that
/// ends in none may stand between two of them.
fn pages(lines: &Lines<'_>, significant: &[usize], first: usize) -> usize {
    let page = |at: usize| {
        let content = lines.content(*significant.get(at)?);
        let text = content.trim_end_matches(|c: char| c.is_ascii_digit());
        let spaced = text.ends_with([' ', '\t', '\u{3000}']) && text.len() < content.len();
        content[text.len()..].parse::<u32>().ok().filter(|_| spaced)
    };
    let (mut end, mut last, mut at) = (first, 0, first);
    while let Some(number) = page(at)
        .or_else(|| {
            at += 1;
            page(at)
        })
        .filter(|&n| n >= last && n < 10_000)
    {
        (end, last, at) = (at + 1, number, at + 1);
    }
    if end - first >= 2 { end } else { first }
}

/// A line without the dots and the page number behind it.
fn entry(content: &str) -> &str {
    leader(content).unwrap_or(content)
}

/// Whether the last byte may be that of a digit, a dot of any kind or a space: most are not.
fn ends_as_leader(content: &str) -> bool {
    match content.as_bytes() {
        [.., before, b'.'] => *before >= 0x80 || matches!(before, b'.' | b' ' | b'\t'),
        [.., last] if last.is_ascii() => last.is_ascii_digit() || matches!(last, b' ' | b'\t'),
        [.., last] => LAST_OF_DOTS.contains(last),
        [] => false,
    }
}

/// The last bytes of `…`, `·`, `‥`, `．` and of the ideographic space.
const LAST_OF_DOTS: [u8; 5] = [0xa6, 0xb7, 0xa5, 0x8e, 0x80];

/// What stands before dots that lead to a page number.
fn leader(content: &str) -> Option<&str> {
    if !ends_as_leader(content) {
        return None;
    }
    let blank = |c: char| c == ' ' || c == '\t' || c == '\u{3000}';
    let dots = |c: char| matches!(c, '.' | '…' | '·' | '‥' | '．') || blank(c);
    // Every sentence of English ends with a stop: none but dots stand before that of a leader.
    let mut end = content.chars().rev();
    match end.next()? {
        '.' if !end.next().is_some_and(dots) => return None,
        c if c.is_ascii_digit() || dots(c) => {}
        _ => return None,
    }
    let text = content.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let bare = text.trim_end_matches(dots);
    let tail = &text[bare.len()..];
    let count = tail.chars().filter(|c| !c.is_whitespace()).count();
    let numbered = text.len() < content.len();
    (count >= 3 || tail.contains('…') && count >= 2 || numbered && tail.contains('\t')).then_some(bare)
}
