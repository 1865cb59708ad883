//! Running heads and feet that hold the page's number, and so differ on each page.

use std::collections::HashMap;

use super::LineRole;
use super::page_number::page_number;
use super::turns::{at_page_break, beside_page, interrupts, regular, splits_sentence, stands_apart};
use crate::markers::Lines;

/// A line with a page number at one of its ends.
#[derive(Debug, Clone, Copy)]
struct Head {
    line: usize,
    value: u32,
    /// How many pages there are, where it says so.
    of: Option<u32>,
    /// Nothing but a page number is printed so: `Page 2`, `第 2 頁`.
    signed: bool,
    /// The number stands before the text, as a list has it too.
    first: bool,
}

/// Marks the lines that are the same but for a number that counts the pages.
pub(super) fn mark(lines: &Lines<'_>, roles: &mut [LineRole], longest: usize) {
    let mut by_text: HashMap<&str, Vec<Head>> = HashMap::new();
    for line in (0..roles.len()).filter(|&i| roles[i] == LineRole::Text) {
        let own = &lines.lines[line];
        // The layout says that it stands inside a paragraph.
        if own.span.len() > longest || own.runs_on == Some(true) {
            continue;
        }
        // A row of a table touches others.
        let free = |head: &Head| lines.row_around(line).is_none() || head.signed && stands_apart(roles, line);
        if let Some((text, head)) = read(lines.content(line), line).filter(|(_, head)| free(head)) {
            by_text.entry(text).or_default().push(head);
        }
    }
    let mut singles: Vec<Head> = by_text.values().filter(|g| g.len() == 1).flatten().copied().collect();
    singles.sort_by_key(|head| head.line);
    let mut groups: Vec<Vec<Head>> = by_text.into_values().filter(|g| counts(g)).collect();
    groups.sort_by_key(|group| group.first().map(|head| head.line));
    let (mut taken, left): (Vec<Vec<Head>>, Vec<Vec<Head>>) =
        groups.into_iter().partition(|group| is_furniture(lines, roles, group, &singles));
    // The heads of the other side of the leaf count the pages between.
    let between = |group: &Vec<Head>| {
        let beside = |one: &Head| {
            taken.iter().flatten().any(|other| {
                other.line < one.line && other.value + 1 == one.value
                    || one.line < other.line && one.value + 1 == other.value
            })
        };
        group.len() > 1 && group.iter().all(|head| stands_apart(roles, head.line) && beside(head))
    };
    let others: Vec<Vec<Head>> = left.into_iter().filter(between).collect();
    taken.extend(others);
    for head in taken.iter().flatten() {
        roles[head.line] = LineRole::PageNumber;
    }
}

/// What stands beside the page number of a line, and the number.
fn read(content: &str, line: usize) -> Option<(&str, Head)> {
    let gaps = ["\t", "  ", "\u{3000}", "|"];
    let blank = |c: char| c.is_whitespace() || c == '|';
    let head = |number: &str, first: bool| {
        let (value, signed) = page_number(number)?;
        let of = number.split_once(['/', '／']).and_then(|(_, all)| all.trim().parse().ok());
        Some(Head { line, value, of, signed, first })
    };
    let (from, to) = gaps.iter().fold((content.len(), 0), |(from, to), gap| {
        let end = content.rfind(gap).map_or(0, |at| at + gap.len());
        (content.find(gap).map_or(from, |at| at.min(from)), to.max(end))
    });
    if to == 0 {
        return None;
    }
    let found =
        content.get(..from).zip(content.get(from..)).and_then(|(a, b)| Some((b, head(a.trim(), true)?)));
    let found = found.or_else(|| {
        content.get(..to).zip(content.get(to..)).and_then(|(a, b)| Some((a, head(b.trim(), false)?)))
    });
    let (text, head) = found?;
    let text = text.trim_matches(blank);
    text.contains(char::is_alphanumeric).then_some((text, head))
}

/// Whether the numbers of lines that are the same go up.
fn counts(group: &[Head]) -> bool {
    group.windows(2).all(|pair| matches!(pair, [a, b] if a.value < b.value))
}

/// Whether lines that are the same but for their numbers are the pages' own, and no list needs them.
fn is_furniture(lines: &Lines<'_>, roles: &[LineRole], group: &[Head], singles: &[Head]) -> bool {
    if group.iter().all(|head| head.signed) {
        return group.len() > 1 || group.iter().any(|head| interrupts(lines, roles, head.line));
    }
    let [first, .., last] = group else { return false };
    // 1/3, 2/3, 3/3: each page has its own.
    let pages = group.iter().zip(1..).all(|(head, page)| head.value == page && head.of == last.of);
    if pages && last.of == Some(last.value) {
        return true;
    }
    let close = group.windows(2).all(|pair| matches!(pair, [a, b] if b.value - a.value <= 2));
    let apart = group.iter().all(|head| stands_apart(roles, head.line) || at_page_break(lines, head.line));
    // The list's own numbers stand before and behind those of its items that read the same.
    let before = singles.iter().rev().find(|one| one.first && one.line < first.line);
    let behind = singles.iter().find(|one| one.first && one.line > last.line);
    let listed = first.first
        && (before.is_some_and(|one| one.value + 1 == first.value)
            || behind.is_some_and(|one| one.value == last.value + 1));
    let torn = group.iter().any(|head| splits_sentence(lines, roles, head.line));
    // A list too may begin with 1 on a new page.
    let places: Vec<usize> = group.iter().map(|head| head.line).collect();
    let paged = || places.iter().any(|&line| beside_page(lines, roles, line)) || regular(&places);
    close && apart && !listed && (torn || first.value > 1 && paged())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::noise;

    fn heads(text: &str) -> Vec<&str> {
        let lines = Lines::of(text);
        let roles = noise::roles(&lines);
        let taken = |i: &usize| roles[*i] == LineRole::PageNumber;
        (0..roles.len()).filter(taken).map(|i| &text[lines.lines[i].span.range()]).collect()
    }

    #[test]
    fn heads_that_count_the_pages_are_furniture() {
        let signed = "1. The bridge is old\nand is\n\nPage 3\tBridges\n\nmended.\n\n2. It is long.\n\nPage 4\tBridges\n";
        assert_eq!(heads(signed), ["Page 3\tBridges", "Page 4\tBridges"]);
        let fed = "1. 橋樑已經老舊，並於\n\u{c}橋樑事務  第 2 頁\n\n去年重修。\n";
        assert_eq!(heads(fed), ["橋樑事務  第 2 頁"]);
        let of_all = "1. The bridge was built in\nBridges    1/2\nMay.\n\n2. It is long.\nBridges    2/2\n";
        assert_eq!(heads(of_all), ["Bridges    1/2", "Bridges    2/2"]);
        let sides = "1. The bridge was built by the people of the two villages beside it and\n\n\
            6 | The Bridge\n\nhas been mended since.\n\nSpans   7\n\n2. It is long.\n\n8 | The Bridge\n\n\
            3. It is wide.\n\nSpans   9\n";
        assert_eq!(heads(sides), ["6 | The Bridge", "Spans   7", "8 | The Bridge", "Spans   9"]);
    }

    #[test]
    fn what_a_list_needs_is_no_head() {
        let items = "4  Tolls\n\nNo toll is asked of those who walk over the bridge with a child or a dog and\n\n\
            5  Repealed\n\nhas been none since.\n\n6  Repealed\n\n7  Fines\n";
        assert!(heads(items).is_empty());
        let forms = "1   Applicant\n\nName.\n\u{c}2   Applicant\n\nName.\n";
        assert!(heads(forms).is_empty());
        let rows = "North   3\n\nThe bridge.\n\nTotal   3\n\nSouth   4\n\nThe road.\n\nTotal   4\n";
        assert!(heads(rows).is_empty());
    }
}
