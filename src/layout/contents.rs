//! A contents list repeats every heading before the body; its lines are no
//! headings themselves.

use foldhash::{HashMap, HashMapExt};

use crate::markers::Lines;
use crate::text::Ending;
use crate::vocab;

use super::LineRole;

/// Marks the lines of a contents list.
pub(crate) fn mark(lines: &Lines<'_>, roles: &mut [LineRole]) {
    let text = |i: &usize| roles[*i] == LineRole::Text;
    let led = (0..roles.len()).filter(text).any(|i| leader(lines.content(i)).is_some());
    let headed = |i: usize| vocab::CONTENTS.is(lines.content(i));
    let significant: Vec<usize> = (0..roles.len()).filter(text).collect();
    // A figure in the third cell of a row is no page.
    let leads = |at: usize| {
        lines.row(significant[at]).len() < COLUMNS && leader(lines.content(significant[at])).is_some()
    };
    let titles = Titles::of(lines, &significant);
    // Without leaders an entry is a whole line, so that only lines that come again are of interest.
    if !led
        && titles.over_numbers.is_empty()
        && !significant.iter().any(|&i| headed(i) || lines.lines[i].again)
    {
        return;
    }
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (at, &i) in significant.iter().enumerate() {
        if lines.lines[i].span.len() <= 300 && (led || lines.lines[i].again) {
            last.insert(entry(lines.content(i)), at);
        }
    }
    let again = |at: usize| {
        (led || lines.lines[significant[at]].again)
            && last.get(entry(lines.content(significant[at]))).is_some_and(|&later| later > at)
            || titles.comes_over_its_number(lines, &significant, at)
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
        let listed =
            |e: usize| led && leads(e) || again(e) && lines.lines[significant[e]].ending != Ending::Sentence;
        let sure = |e: usize| titles.comes_over_its_number(lines, &significant, e);
        let next = |end: usize| {
            let mut behind = (end..significant.len()).take(1 + BETWEEN);
            if end < significant.len() && listed(end) { Some(end) } else { behind.find(|&e| sure(e)) }
        };
        while let Some(next) = next(end) {
            // The title of a chapter, or an entry that was changed later, may stand between two entries that are no titles themselves.
            let title = |e: usize| {
                let line = &lines.lines[significant[e]];
                line.ending == Ending::Open
                    || line.count > 0 && usize::from(line.size.columns) <= crate::text::SHORT
            };
            if next > end && !(end > first && (end..next).all(title)) {
                break;
            }
            end = next + 1;
        }
        let marked = (first..end).filter(|&e| lines.lines[significant[e]].count > 0).count();
        let leading = (first..end).filter(|&e| led && leads(e)).count();
        // What comes again as it stands, and not apart over its text, is a list that is printed twice.
        let later = |e: usize| last.get(entry(lines.content(significant[e]))).copied();
        let together = (first..end.saturating_sub(1))
            .filter(|&e| later(e).is_some_and(|at| later(e + 1) == Some(at + 1)))
            .count();
        let apart = 2 * together < end - first;
        if headed && end > first || leading >= 3 || marked >= 3 && apart {
            for &i in &significant[at..end] {
                roles[i] = LineRole::Contents;
            }
        }
        at = end.max(at + 1);
    }
}

/// A contents list that is a table has fewer columns, unless a heading over it says what it is.
const COLUMNS: usize = 3;

/// So many lines that do not come again, titles of chapters, stand between two entries.
const BETWEEN: usize = 3;

/// Lines right over a number: `Basic definitions` over `2 (1) In this Act …`.
struct Titles<'l> {
    over_numbers: HashMap<&'l str, Vec<usize>>,
}

impl<'l> Titles<'l> {
    fn of(lines: &'l Lines<'_>, significant: &[usize]) -> Self {
        let mut over_numbers: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, pair) in significant.windows(2).enumerate() {
            let (title, number) = (&lines.lines[pair[0]], &lines.lines[pair[1]]);
            if title.count == 0 && number.count > 0 && title.ending == Ending::Open {
                over_numbers.entry(lines.content(pair[0])).or_default().push(at);
            }
        }
        Self { over_numbers }
    }

    /// Whether an entry's title comes again later, over the number that the entry begins with.
    fn comes_over_its_number(&self, lines: &Lines<'_>, significant: &[usize], at: usize) -> bool {
        lines.candidates_of(significant[at]).iter().any(|c| {
            let end = lines.lines[significant[at]].span.end as usize;
            let title = lines.text.get(c.text as usize..end).unwrap_or_default();
            let same = |later: &&usize| {
                lines
                    .candidates_of(significant[**later + 1])
                    .iter()
                    .any(|n| (n.value, n.inserted, n.levels) == (c.value, c.inserted, c.levels))
            };
            let over = self.over_numbers.get(title);
            over.is_some_and(|all| all[all.partition_point(|&l| l <= at + 1)..].iter().find(same).is_some())
        })
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
