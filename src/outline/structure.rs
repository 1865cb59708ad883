//! Faults that no number tells of: sections that hold nothing, items before the
//! first heading that should hold them.

use std::collections::HashSet;

use crate::text::{Ending, Span};

use super::displaced;
use super::displaced::Mixed;
use super::fault::{Fault, FaultKind, Role};
use super::gaps::Reach;
use super::solve::{Mark, Place};

/// Headings under which nothing stands, outermost only.
pub(super) fn empties(place: &Place<'_, '_>, marks: &[Mark]) -> Vec<usize> {
    let mut out = Vec::new();
    let mut inside: Option<u8> = None;
    for (i, mark) in marks.iter().enumerate() {
        if inside.is_some_and(|rank| mark.rank > rank) {
            continue;
        }
        inside = None;
        if mark.role == Role::Section && holds_nothing(place, marks, i) {
            out.push(i);
            inside = Some(mark.rank);
        }
    }
    out
}

/// Whether neither an item nor a paragraph stands between a heading and the
/// next of its rank or above.
fn holds_nothing(place: &Place<'_, '_>, marks: &[Mark], i: usize) -> bool {
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
        let to = next.map_or(place.range.end, |n| n.at as usize);
        let from = marks[m].end as usize + 1;
        from >= to || next.is_none() && place.closing(from)
    })
}

/// Faults of structure: empty sections, items before the first section.
pub(super) fn structure(
    place: &Place<'_, '_>,
    marks: &[Mark],
    faults: &[Fault],
    lost: &[std::ops::Range<u32>],
) -> Vec<Fault> {
    let mut out = Vec::new();
    let candidate = |m: &Mark| &place.lines.candidates[m.candidate as usize];
    let raw = |m: &Mark| place.lines.text[candidate(m).span.range()].to_owned();
    let fault = |kind, role, mark: &Mark, label: Option<(Span, String)>| Fault {
        kind,
        role,
        span: candidate(mark).span,
        expected: None,
        found: Some(raw(mark)),
        missing: None,
        labels: label.into_iter().collect(),
    };
    let items = marks.iter().filter(|m| m.role == Role::Item).map(|m| m.rank).min();
    let faulty: HashSet<Span> = faults.iter().map(|f| f.span).collect();
    let faulty = |m: &Mark| faulty.contains(&candidate(m).span);
    // Of a heading that is printed twice the first copy is no empty section.
    let following = |i: usize| marks[i + 1..].iter().find(|m| m.rank <= marks[i].rank);
    let mut empty: Vec<usize> = empties(place, marks);
    empty.retain(|&i| !following(i).is_some_and(faulty) && !faulty(&marks[i]));
    let mut mixed = Vec::new();
    let item_places: Vec<usize> = (0..marks.len()).filter(|&i| Some(marks[i].rank) == items).collect();
    let lost = Reach::of(lost.iter().map(|l| (l.start, l.end.saturating_sub(1))).collect());
    // The last mark of each rank so far.
    let mut latest: Vec<Option<usize>> = Vec::new();
    // The first heading of a scope, with items before it in the same scope.
    for (i, mark) in marks.iter().enumerate() {
        let rank = usize::from(mark.rank);
        latest.resize(latest.len().max(rank + 1), None);
        let section = latest[..rank].iter().copied().max().flatten();
        let start = section.map_or(0, |s| s + 1);
        let first = latest[rank].is_none_or(|l| l < start);
        latest[rank] = Some(i);
        if mark.role != Role::Section
            || !first
            || candidate(mark).value != 1
            || faulty(mark)
            // Behind a heading that is missing, its subsections seem to come late.
            || lost.touches(mark.at, mark.at)
        {
            continue;
        }
        let before = item_places.get(item_places.partition_point(|&p| p < start)).copied();
        let before = before.filter(|&b| b < i && marks[b].rank > mark.rank);
        mixed.extend(before.map(|item| Mixed { section, first: i, item }));
    }
    displaced::explain(marks, &mut empty, &mut mixed);
    for i in empty {
        let label = following(i).map(|n| (candidate(n).span, format!("{} follows at once", raw(n).trim())));
        out.push(fault(FaultKind::Empty, Role::Section, &marks[i], label));
    }
    for Mixed { section, first, item } in mixed {
        let kind = if section.is_some() { FaultKind::MixedDepth } else { FaultKind::Orphan };
        let first = &marks[first];
        let label = (candidate(first).span, format!("{} begins only here", raw(first).trim()));
        out.push(fault(kind, Role::Item, &marks[item], Some(label)));
    }
    out
}
impl Place<'_, '_> {
    /// Whether only short lines, as signatures are, stand from here to the part's end.
    fn closing(&self, from: usize) -> bool {
        (from..self.range.end).all(|at| {
            let line = &self.lines.lines[self.significant[at] as usize];
            line.ending == Ending::Open && line.span.len() < 120
        })
    }
}
