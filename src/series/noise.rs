//! Page numbers and running headers, found by repetition and position: never
//! by looking short.

use std::collections::HashMap;

use crate::lex::{Ending, Lines, Opening, RULES, page_number};
use crate::vocab;

use super::LineRole;
use super::parts::paper_number;

/// Lines longer than this many bytes are no running header.
const LONGEST_HEADER: usize = 240;
/// No mark at a paper's end takes more bytes.
const LONGEST_END_MARK: usize = 40;
/// Two page numbers stand at least this many lines apart.
const SHORTEST_PAGE: usize = 6;

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
    running_headers(lines, &mut roles);
    roles
}

/// A rule of dashes or stars, or the mark at a paper's end.
fn ornament(lines: &Lines<'_>, line: usize) -> bool {
    let opening = lines.lines[line].opening;
    let content = || lines.content(line);
    opening.may_be(Opening::RULE) && content().len() >= 3 && content().chars().all(|c| RULES.contains(&c))
        || opening.may_be(Opening::END_MARK)
            && lines.lines[line].span.len() <= LONGEST_END_MARK
            && vocab::END_MARK.is(content())
}

/// Whether a line is a paper's number.
fn stamp(lines: &Lines<'_>, line: usize) -> bool {
    lines.lines[line].opening.may_be(Opening::PAPER_NUMBER) && paper_number(lines.content(line))
}

fn page_numbers(lines: &Lines<'_>, roles: &mut [LineRole]) {
    // (line, value) of numbers that stand alone without any sign around them.
    let mut plain: Vec<(usize, u32)> = Vec::new();
    for (i, role) in roles.iter_mut().enumerate() {
        if *role != LineRole::Text || lines.lines[i].count > 0 && lines.lines[i].span.len() > 12 {
            continue;
        }
        if !lines.lines[i].opening.may_be(Opening::PAGE_NUMBER) {
            continue;
        }
        match page_number(lines.content(i)) {
            Some((_, true)) => *role = LineRole::PageNumber,
            Some((value, false)) => plain.push((i, value)),
            None => {}
        }
    }
    // Of the plain ones, those that count up through the paper are page numbers;
    // cells of a table stand too close and follow no order.
    let mut best: HashMap<u32, (u32, usize)> = HashMap::new();
    let mut back: Vec<Option<usize>> = vec![None; plain.len()];
    let mut length: Vec<u32> = vec![1; plain.len()];
    for (at, &(line, value)) in plain.iter().enumerate() {
        let before = value.checked_sub(1).and_then(|v| best.get(&v));
        if let Some(&(run, before)) = before.filter(|b| line - plain[b.1].0 >= SHORTEST_PAGE) {
            (length[at], back[at]) = (run + 1, Some(before));
        }
        let entry = best.entry(value).or_insert((length[at], at));
        if length[at] >= entry.0 {
            *entry = (length[at], at);
        }
    }
    let longest = (0..plain.len()).max_by_key(|&at| length[at]);
    let mut taken = longest.filter(|&at| length[at] >= 2);
    while let Some(at) = taken {
        roles[plain[at].0] = LineRole::PageNumber;
        taken = back[at];
    }
    for (at, &(line, _)) in plain.iter().enumerate() {
        let far = |other: Option<&(usize, u32)>| other.is_none_or(|p| p.0.abs_diff(line) > 2 * SHORTEST_PAGE);
        let lonely = || far(at.checked_sub(1).and_then(|b| plain.get(b))) && far(plain.get(at + 1));
        let apart = || stands_apart(roles, line) && lines.lines[line].span.len() <= 3 && lonely();
        if roles[line] == LineRole::Text
            && (at_page_break(lines, line) || splits_sentence(lines, roles, line) || apart())
        {
            roles[line] = LineRole::PageNumber;
        }
    }
}

/// Whether a form feed stands right before or behind a line.
fn at_page_break(lines: &Lines<'_>, line: usize) -> bool {
    let behind = lines.lines[line + 1..].iter().take(3).find(|l| l.page_break || !l.is_blank());
    lines.lines[line].page_break || behind.is_some_and(|l| l.page_break)
}

/// Whether the line before breaks off in mid-sentence and the line after goes on.
fn splits_sentence(lines: &Lines<'_>, roles: &[LineRole], line: usize) -> bool {
    let text = |i: &usize| roles[*i] == LineRole::Text;
    let near = 4;
    let before = (line.saturating_sub(near)..line).rev().find(text);
    let after = (line + 1..lines.lines.len().min(line + 1 + near)).find(text);
    match (before, after) {
        (Some(b), Some(a)) => {
            let before = &lines.lines[b];
            matches!(before.ending, Ending::Open | Ending::Clause)
                && before.span.len() > 60
                && lines.lines[a].count == 0
                && lines.lines[a].span.len() > 12
        }
        _ => false,
    }
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

/// Whether a line stands where a page turns: beside a page number or a form
/// feed, or in the middle of a sentence.
fn interrupts(lines: &Lines<'_>, roles: &[LineRole], line: usize) -> bool {
    beside_page(lines, roles, line) || !touched(roles, line) && splits_sentence(lines, roles, line)
}

/// Whether a line has text right above and right below it: among the lines of
/// a paragraph one may come again by chance.
fn touched(roles: &[LineRole], line: usize) -> bool {
    let text = |i: usize| roles.get(i) == Some(&LineRole::Text);
    line > 0 && text(line - 1) && text(line + 1)
}

/// Whether a page number or a form feed is the next thing to a line.
fn beside_page(lines: &Lines<'_>, roles: &[LineRole], line: usize) -> bool {
    let beside = |i: &usize| matches!(roles[*i], LineRole::Text | LineRole::PageNumber);
    let before = (line.saturating_sub(3)..line).rev().find(beside);
    let after = (line + 1..lines.lines.len().min(line + 4)).find(beside);
    let page = |i: Option<usize>| i.is_some_and(|i| roles[i] == LineRole::PageNumber);
    page(before) || page(after) || at_page_break(lines, line)
}

/// Whether a line touches no other line of text.
fn stands_apart(roles: &[LineRole], line: usize) -> bool {
    let text = |i: usize| roles.get(i) == Some(&LineRole::Text);
    let above = line > 0 && text(line - 1);
    !above && !text(line + 1)
}

/// Whether three or more places stand at about the same distance from each other.
fn regular(places: &[usize]) -> bool {
    let gaps = || places.windows(2).map(|w| w[1] - w[0]);
    places.len() >= 3
        && gaps()
            .min()
            .is_some_and(|least| least >= 2 * SHORTEST_PAGE && gaps().all(|g| g <= least + least / 4))
}

/// The last of the first few lines of text, where a paper's title stands.
fn opening(roles: &[LineRole]) -> usize {
    (0..roles.len()).filter(|&i| roles[i] == LineRole::Text).nth(5).unwrap_or(roles.len())
}
