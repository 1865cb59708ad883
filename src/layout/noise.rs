//! Page numbers and running headers, found by repetition and position: never
//! by looking short.

use std::collections::HashMap;

use super::page_number::{is_lettered, page_number};
use crate::markers::Lines;
use crate::text::Ending;
use crate::vocab;

use super::LineRole;
use super::numbered_heads;
use super::parts::paper_number;
use super::turns::{
    SHORTEST_PAGE, at_page_break, beside_page, interrupts, regular, splits_sentence, stands_apart, touched,
};

/// Lines longer than this many bytes are no running header.
const LONGEST_HEADER: usize = 240;
/// No mark at a paper's end takes more bytes.
const LONGEST_END_MARK: usize = 40;

/// Gives every line its first role.
pub(crate) fn roles(lines: &Lines<'_>) -> Vec<LineRole> {
    let mut roles: Vec<LineRole> = (0..lines.lines.len())
        .map(|i| {
            if lines.lines[i].is_blank() {
                LineRole::Blank
            } else if ornament(lines, i) {
                LineRole::Ornament
            } else {
                LineRole::Text
            }
        })
        .collect();
    page_numbers(lines, &mut roles);
    numbered_heads::mark(lines, &mut roles, LONGEST_HEADER);
    running_headers(lines, &mut roles);
    roles
}

/// What rules are made of.
const RULES: [char; 14] = ['-', '–', '—', '─', '=', '_', '*', '＊', '~', '～', '·', '.', '…', ' '];

/// A rule of dashes or stars, under the head of a table too, or the mark at a paper's end.
fn ornament(lines: &Lines<'_>, line: usize) -> bool {
    let content = lines.content(line);
    content.len() >= 3 && content.chars().all(|c| RULES.contains(&c) || matches!(c, '|' | ':'))
        || content.len() <= LONGEST_END_MARK && vocab::END_MARK.is(content)
}

/// Whether a line is a paper's number.
fn stamp(lines: &Lines<'_>, line: usize) -> bool {
    paper_number(lines.content(line))
}

fn page_numbers(lines: &Lines<'_>, roles: &mut [LineRole]) {
    // Numbers that stand alone without any sign around them.
    let mut plain: Vec<Plain> = Vec::new();
    for (i, role) in roles.iter_mut().enumerate() {
        if *role != LineRole::Text || lines.lines[i].count > 0 && lines.lines[i].span.len() > 12 {
            continue;
        }
        match page_number(lines.content(i)) {
            Some((_, true)) => *role = LineRole::PageNumber,
            Some((value, false)) => plain.push(Plain { line: i as u32, value, run: 1, before: None }),
            None => {}
        }
    }
    // Of the plain ones, those that count up through the paper are page numbers;
    // cells of a table stand too close and follow no order.
    let mut best: HashMap<u32, u32> = HashMap::new();
    for at in 0..plain.len() {
        let Plain { line, value, .. } = plain[at];
        // Of a gazette each language has every other page; no list counts so.
        let step = if is_lettered(value) { 2 } else { 1 };
        let before = value.checked_sub(step).and_then(|v| best.get(&v)).copied();
        if let Some(before) = before.filter(|&b| line - plain[b as usize].line >= SHORTEST_PAGE) {
            (plain[at].run, plain[at].before) = (plain[before as usize].run + 1, Some(before));
        }
        let longest = best.entry(value).or_insert(at as u32);
        if plain[at].run >= plain[*longest as usize].run {
            *longest = at as u32;
        }
    }
    let longest = (0..plain.len()).max_by_key(|&at| plain[at].run);
    let mut taken = longest.filter(|&at| plain[at].run >= 2);
    while let Some(at) = taken {
        roles[plain[at].line as usize] = LineRole::PageNumber;
        taken = plain[at].before.map(|before| before as usize);
    }
    for (at, &Plain { line, .. }) in plain.iter().enumerate() {
        let far = |other: Option<&Plain>| other.is_none_or(|p| p.line.abs_diff(line) > 2 * SHORTEST_PAGE);
        let lonely = || far(at.checked_sub(1).and_then(|b| plain.get(b))) && far(plain.get(at + 1));
        let line = line as usize;
        let apart = || stands_apart(roles, line) && lines.lines[line].span.len() <= 3 && lonely();
        if roles[line] == LineRole::Text
            && (at_page_break(lines, line) || splits_sentence(lines, roles, line) || apart())
        {
            roles[line] = LineRole::PageNumber;
        }
    }
}

/// A number that stands alone on its line.
#[derive(Debug, Clone, Copy)]
struct Plain {
    line: u32,
    value: u32,
    /// How many count up to it.
    run: u32,
    /// The one before it among those, as an index.
    before: Option<u32>,
}

fn running_headers(lines: &Lines<'_>, roles: &mut [LineRole]) {
    let mut same: HashMap<&str, Vec<usize>> = HashMap::new();
    let candidate = |i: usize| {
        let line = &lines.lines[i];
        line.count == 0
            && line.span.len() <= LONGEST_HEADER
            && !matches!(line.ending, Ending::Sentence | Ending::Colon)
            // The layout says that it stands inside a paragraph.
            && line.runs_on != Some(true)
    };
    for (i, role) in roles.iter().enumerate() {
        // A line that never comes again is of interest only as a stamp.
        let worth = |i: usize| lines.lines[i].again || stamp(lines, i);
        if *role == LineRole::Text && candidate(i) && worth(i) {
            same.entry(lines.content(i)).or_default().push(i);
        }
    }
    let opening = opening(roles);
    let mut headers: Vec<usize> = Vec::new();
    for places in same.values().filter(|p| p.len() >= 2) {
        let count = |test: &dyn Fn(usize) -> bool| places.iter().filter(|&&i| test(i)).count();
        let paged = count(&|i| beside_page(lines, roles, i));
        let odd = count(&|i| interrupts(lines, roles, i));
        let apart = count(&|i| stands_apart(roles, i)) == places.len();
        let loose = count(&|i| !touched(roles, i)) * 2 >= places.len();
        let enough = match places.len() {
            2 => paged == 2 && apart,
            3 => paged >= 2 || loose && regular(places),
            n => odd * 2 >= n || loose && regular(places),
        } || apart && paper_number(lines.content(places[0]));
        if enough {
            // The paper's own title may be what every later page repeats.
            let keep_first = !interrupts(lines, roles, places[0]) && places[0] <= opening;
            headers.extend(places.iter().skip(usize::from(keep_first)));
        }
    }
    // One paper's number, alone between its paragraphs, is the head of a page;
    // several of them are a list of papers.
    let mut stamps = same.iter().filter(|(content, _)| paper_number(content));
    if let (Some((_, places)), None) = (stamps.next(), stamps.next()) {
        let inside = |i: &&usize| **i > opening && stands_apart(roles, **i);
        headers.extend(places.iter().filter(inside));
    }
    for i in headers {
        roles[i] = LineRole::RunningHeader;
    }
}

/// The last of the first few lines of text, where a paper's title stands.
fn opening(roles: &[LineRole]) -> usize {
    (0..roles.len()).filter(|&i| roles[i] == LineRole::Text).nth(5).unwrap_or(roles.len())
}
