//! Faults that no number tells of: sections that hold nothing, items before the first heading
//! that should hold them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::fault::{Fault, FaultKind, Role};
use super::paper::Paper;
use super::plan::Mark;
use crate::markers::Family;
use crate::text::{Certainty, Span};

/// Headings under which nothing stands, outermost only.
pub(super) fn empties(paper: &Paper<'_, '_>, end: usize, marks: &[Mark]) -> Vec<usize> {
    let mut out = Vec::new();
    let mut inside: Option<u8> = None;
    for (i, mark) in marks.iter().enumerate() {
        if inside.is_some_and(|rank| mark.rank > rank) {
            continue;
        }
        inside = None;
        if mark.role == Role::Section && !left_out(paper, mark) && holds_nothing(paper, end, marks, i) {
            out.push(i);
            inside = Some(mark.rank);
        }
    }
    out
}

/// Whether all behind a marker is one remark: `8. [Repealed]`, `4.（已廢除）`.
fn left_out(paper: &Paper<'_, '_>, mark: &Mark) -> bool {
    let line = paper.line(mark.at as usize).span.end;
    let text = paper.candidate(mark).text..line;
    let text = paper.lines.text.get(text.start as usize..text.end as usize).unwrap_or_default();
    text.starts_with(['(', '（', '[', '［', '〔']) && text.ends_with([')', '）', ']', '］', '〕'])
}

/// Whether neither an item nor a paragraph stands between a heading and the next of its rank or above.
fn holds_nothing(paper: &Paper<'_, '_>, part_end: usize, marks: &[Mark], i: usize) -> bool {
    let rank = marks[i].rank;
    let mut end = i + 1;
    while end < marks.len() && marks[end].rank > rank {
        if marks[end].role == Role::Item {
            return false;
        }
        end += 1;
    }
    // Every stretch between the headings must be bare.
    (i..end).all(|m| {
        let next = marks.get(m + 1);
        let to = next.map_or(part_end, |n| n.at as usize);
        let from = marks[m].end as usize + 1;
        from >= to || next.is_none() && closing(paper, from, part_end)
    })
}

/// Whether only short lines, as signatures are, stand from here to the part's end, and no table.
fn closing(paper: &Paper<'_, '_>, from: usize, end: usize) -> bool {
    let row = |at: usize| !paper.lines.row(paper.significant[at] as usize).is_empty();
    (from..end).all(|at| paper.line(at).is_short() && !row(at))
}

/// So many sections that are divided from their beginning on make an introduction in another a fault.
const DIVIDED: u32 = 3;

/// Faults of structure of a part that ends at a significant line. `faulty` are the markers that
/// something was said of; `lost` are lines among which headings are missing.
pub(super) fn structure(
    paper: &Paper<'_, '_>,
    end: usize,
    marks: &[Mark],
    faulty: &HashSet<Span>,
    lost: &[Range<u32>],
) -> Vec<Fault> {
    let raw = |m: &Mark| paper.printed(m.candidate).to_owned();
    let fault = |kind, role, mark: &Mark, label: Option<(Span, String)>| Fault {
        certainty: Certainty::High,
        kind,
        role,
        span: paper.candidate(mark).span,
        expected: None,
        found: Some(raw(mark)),
        missing: None,
        labels: label.into_iter().collect(),
    };
    let faulty = |m: &Mark| faulty.contains(&paper.candidate(m).span);
    let following = |i: usize| marks[i + 1..].iter().find(|m| m.rank <= marks[i].rank);
    let mut out = Vec::new();
    let bare = empties(paper, end, marks);
    // How many headings each form opens, and how many of each list open a section at once.
    let family = |mark: &Mark| paper.candidate(mark).family;
    let (mut size, mut divided) = (HashMap::<Family, u32>::new(), HashMap::<u32, u32>::new());
    for (i, mark) in marks.iter().enumerate() {
        *size.entry(family(mark)).or_default() += u32::from(mark.role == Role::Section);
        if marks.get(i + 1).is_some_and(|m| m.rank > mark.rank && m.role == Role::Section) {
            *divided.entry(mark.list).or_default() += 1;
        }
    }
    // Where a heading stands bare, it or the next has slipped: the items of the section that it
    // stands in, and of the one that follows, stand wrong for it.
    let mut slipped: HashSet<usize> = HashSet::new();
    let mut open: Vec<usize> = Vec::new();
    // The section or item that each marker stands in, and the one of its rank before it there.
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(marks.len());
    let mut before: Vec<Option<usize>> = Vec::with_capacity(marks.len());
    for (i, mark) in marks.iter().enumerate() {
        let mut closed = None;
        while let Some(&last) = open.last().filter(|&&o| marks[o].rank >= mark.rank) {
            if bare.binary_search(&last).is_ok() {
                slipped.insert(i);
            }
            closed = open.pop();
        }
        parents.push(open.last().copied());
        before.push(closed.filter(|&c| marks[c].rank == mark.rank));
        if bare.binary_search(&i).is_ok() {
            slipped.extend(open.last());
        }
        open.push(i);
    }
    for i in bare {
        // Of a heading that is printed twice the first copy is no empty section.
        if following(i).is_some_and(faulty) || faulty(&marks[i]) {
            continue;
        }
        let label =
            following(i).map(|n| (paper.candidate(n).span, format!("{} follows at once", raw(n).trim())));
        // Two headings are no habit; and where the one before holds no markers, short lines behind the
        // last may be what it holds.
        let holds = i.checked_sub(1).is_some_and(|before| marks[before].rank > marks[i].rank);
        let closed = following(i).is_none() && marks[i].end as usize + 1 < end && !holds;
        let certainty = if closed || size[&family(&marks[i])] < 3 { Certainty::Low } else { Certainty::High };
        out.push(Fault { certainty, ..fault(FaultKind::Empty, Role::Section, &marks[i], label) });
    }
    // The first heading of a scope, with items before it in the same scope.
    let (mut mixed, mut introduced) = (None, Vec::new());
    let first_section = marks.iter().position(|m| m.role == Role::Section);
    for (i, mark) in marks.iter().enumerate() {
        let Some(section) = parents[i] else {
            // The introduction of a body may be numbered like the rest; that of an annex is rare.
            let annex =
                || paper.cuts.iter().rfind(|cut| cut.first <= mark.at as usize).is_some_and(|cut| cut.annex);
            let first = first_section == Some(i) && paper.candidate(mark).value == 1 && !faulty(mark);
            let runs_on = |item: &&Mark| marks[i..].iter().any(|m| m.list == item.list);
            if let Some(item) = marks[..i].first().filter(|_| first && annex()).filter(runs_on) {
                let label = (paper.candidate(mark).span, format!("{} begins only here", raw(mark).trim()));
                let certainty = Certainty::Low;
                out.push(Fault { certainty, ..fault(FaultKind::Orphan, Role::Item, item, Some(label)) });
            }
            continue;
        };
        let inside = marks.get(section + 1..i).unwrap_or_default();
        if mark.role != Role::Section
            || paper.candidate(mark).value != 1
            || faulty(mark)
            || slipped.contains(&section)
            || before[section].is_some_and(|b| mixed == Some(b))
            || lost.iter().any(|l| l.contains(&mark.at))
            || inside.iter().any(|m| m.rank == mark.rank && m.role == Role::Section)
        {
            continue;
        }
        let before = inside.iter().find(|m| m.rank > marks[section].rank && m.role == Role::Item);
        if let Some(item) = before {
            let label = (paper.candidate(mark).span, format!("{} begins only here", raw(mark).trim()));
            // A heading that slipped leaves two such sections side by side.
            mixed = Some(section);
            introduced
                .push((marks[section].list, fault(FaultKind::MixedDepth, Role::Item, item, Some(label))));
        }
    }
    // Others of its list are divided as well, from their beginning on; and no two have introductions.
    let lists: Vec<u32> = introduced.iter().map(|(list, _)| *list).collect();
    out.extend(introduced.into_iter().map(|(list, fault)| {
        let alone = lists.iter().filter(|&&l| l == list).count() == 1;
        let others = divided.get(&list).copied().unwrap_or(0);
        let certainty = if alone && others >= DIVIDED { Certainty::High } else { Certainty::Low };
        Fault { certainty, ..fault }
    }));
    out
}
