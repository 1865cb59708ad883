//! Running headers, footers and page numbers: lines at the head or foot of a
//! page that come again, digits aside, at the same height of other pages.

use std::collections::HashMap;

use super::line::Line;
use crate::text::{Note, NoteKind, Place};

/// Share of the page's height, from each edge, that furniture stands in.
const MARGIN: f32 = 0.14;
/// Lines of each edge that are looked at.
const EDGE_LINES: usize = 3;
/// How far the height may differ from page to page, in points.
const DRIFT: f32 = 8.0;

/// A page's lines with what furniture is looked for by.
pub(super) struct Sheet {
    pub number: u32,
    pub height: f32,
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone)]
struct Seen {
    sheet: usize,
    line: usize,
    y: f32,
    text: String,
    artifact: bool,
}

/// Takes the furniture out of the pages, and tells what was taken.
pub(super) fn remove(sheets: &mut [Sheet]) -> Vec<Note> {
    let mut by_key: HashMap<String, Vec<Seen>> = HashMap::new();
    for (at, sheet) in sheets.iter().enumerate() {
        for line in edges(sheet) {
            let Some(found) = sheet.lines.get(line) else { continue };
            let text = found.text();
            let seen = Seen { sheet: at, line, y: found.y, text, artifact: found.artifact };
            by_key.entry(key(&seen.text)).or_default().push(seen);
        }
    }
    let mut taken: Vec<(NoteKind, Vec<Seen>)> = Vec::new();
    for (key, seen) in by_key {
        // Furniture of one text may stand at the head of some pages and the foot of others.
        for group in by_height(seen) {
            let pages = group.len();
            let number = is_page_number(&key);
            let again = pages >= 2 && pages * 3 >= sheets.len() && (number || is_repeated(&group));
            let marked = group.iter().all(|s| s.artifact);
            let alone = sheets.len() == 1 && number;
            if again || marked || alone {
                let kind = if number { NoteKind::PageNumber } else { NoteKind::RunningHeader };
                taken.push((kind, group));
            }
        }
    }
    let opening = opening_heads(sheets, &taken);
    taken.extend(opening.into_iter().map(|seen| (NoteKind::RunningHeader, vec![seen])));
    taken.sort_by_key(|(_, group)| group.first().map(|s| (s.sheet, s.line)));
    let mut gone: Vec<(usize, usize)> = Vec::new();
    let mut notes = Vec::new();
    for (kind, group) in taken {
        notes.extend(note(kind, &group, sheets));
        gone.extend(group.iter().map(|s| (s.sheet, s.line)));
    }
    for (at, sheet) in sheets.iter_mut().enumerate() {
        let mut index = 0;
        sheet.lines.retain(|_| {
            index += 1;
            !gone.contains(&(at, index - 1))
        });
    }
    notes
}

/// Heads that stand on one page only, since the section that they name begins and ends there: at the height
/// of the other pages' heads, over a line with the same text.
fn opening_heads(sheets: &[Sheet], taken: &[(NoteKind, Vec<Seen>)]) -> Vec<Seen> {
    let heads = || {
        let running = taken.iter().filter(|(kind, _)| *kind == NoteKind::RunningHeader);
        running.flat_map(|(_, group)| group)
    };
    let opening = |(at, sheet): (usize, &Sheet)| {
        let line = sheet.lines.first().filter(|line| line.row.is_none() && line.y < sheet.height * MARGIN)?;
        let text = line.text();
        let known = heads().any(|head| head.sheet == at && head.line == 0);
        let level = heads().any(|head| head.line == 0 && (head.y - line.y).abs() < DRIFT);
        let again = sheet.lines.iter().skip(1).take(EDGE_LINES).any(|below| below.text() == text);
        (!known && level && again).then_some(Seen { sheet: at, line: 0, y: line.y, text, artifact: false })
    };
    sheets.iter().enumerate().filter_map(opening).collect()
}

/// Indexes of the lines at the edges of a page.
fn edges(sheet: &Sheet) -> Vec<usize> {
    let count = sheet.lines.len();
    let head = (0..count.min(EDGE_LINES))
        .filter(|&n| sheet.lines.get(n).is_some_and(|l| l.row.is_none() && l.y < sheet.height * MARGIN));
    let foot = (count.saturating_sub(EDGE_LINES)..count).filter(|&n| {
        sheet.lines.get(n).is_some_and(|l| l.row.is_none() && l.y > sheet.height * (1.0 - MARGIN))
    });
    let mut out: Vec<usize> = head.chain(foot).collect();
    out.dedup();
    out
}

/// The text without white space, every number as one sign.
fn key(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if !c.is_numeric() {
            out.push(c);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}

/// Whether a key is a number and what is set around page numbers.
fn is_page_number(key: &str) -> bool {
    let bare: String = key.chars().filter(|c| !"-–—─/·.()（）第頁页共of".contains(*c)).collect();
    matches!(bare.strip_prefix("Page").or(bare.strip_prefix("page")).unwrap_or(&bare), "#" | "##")
}

/// Whether most lines of a group come again: as they are, or with a number in them that counts
/// the pages. Items at the head of pages differ in their numbers otherwise.
fn is_repeated(group: &[Seen]) -> bool {
    let numbers = |s: &Seen| -> Vec<i64> {
        let digits = s.text.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty());
        digits.map(|d| d.parse().unwrap_or(0)).collect()
    };
    let all: Vec<Vec<i64>> = group.iter().map(numbers).collect();
    let same = |a: usize, b: usize| {
        let pages = group[b].sheet as i64 - group[a].sheet as i64;
        group[a].text == group[b].text
            || all[a].len() == all[b].len()
                && all[a].iter().zip(&all[b]).all(|(x, y)| x == y || y - x == pages)
                && all[a].iter().zip(&all[b]).filter(|(x, y)| x != y).count() <= 1
    };
    let twin =
        |at: usize| (at.saturating_sub(TWINS)..group.len().min(at + TWINS)).any(|b| b != at && same(at, b));
    (0..group.len()).filter(|&at| twin(at)).count() * 2 >= group.len()
}

/// A line's twin stands on one of so many pages around.
const TWINS: usize = 40;

/// Groups of what stands at one height, each page once.
fn by_height(mut seen: Vec<Seen>) -> Vec<Vec<Seen>> {
    seen.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut groups: Vec<Vec<Seen>> = Vec::new();
    for one in seen {
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|f| one.y - f.y < DRIFT) => {
                if !group.iter().any(|s| s.sheet == one.sheet) {
                    group.push(one);
                }
            }
            _ => groups.push(vec![one]),
        }
    }
    for group in &mut groups {
        group.sort_by_key(|s| s.sheet);
    }
    groups
}

fn note(kind: NoteKind, group: &[Seen], sheets: &[Sheet]) -> Option<Note> {
    let first = group.first()?;
    let sheet = sheets.get(first.sheet)?;
    let edge = if first.y < sheet.height / 2.0 { "head" } else { "foot" };
    let pages = match group.len() {
        1 => "1 page".to_owned(),
        n => format!("{n} pages"),
    };
    let what = match kind {
        NoteKind::PageNumber => "the page number",
        _ => "the running line",
    };
    let line = sheet.lines.get(first.line)?.number;
    Some(Note {
        kind,
        place: Some(Place::Page { page: sheet.number, line }),
        message: format!("{what} “{}” at the {edge} of {pages} is left out", first.text),
        text: Some(first.text.clone()),
    })
}
