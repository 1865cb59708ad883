//! How many items a part has, and how many it says it has.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::fault::{Fault, FaultKind, Role};
use super::faults::Damage;
use super::paper::Paper;
use super::plan::Mark;
use crate::layout::declared::{Counts, Declared, Whose};
use crate::text::Certainty;

/// One part with its markers.
pub(super) struct Part<'p, 'l, 's> {
    paper: &'p Paper<'l, 's>,
    range: Range<usize>,
    /// The outermost items: those that stand in no other item, of the form that most have.
    items: Vec<&'p Mark>,
    implicit_first: bool,
}

impl<'p, 'l, 's> Part<'p, 'l, 's> {
    pub fn of(
        paper: &'p Paper<'l, 's>,
        range: Range<usize>,
        marks: &'p [Mark],
        implicit_first: bool,
    ) -> Self {
        let style = |m: &Mark| paper.candidate(m).style();
        let mut inside: Option<u8> = None;
        let mut outer: Vec<&Mark> = Vec::new();
        for mark in marks {
            if inside.is_some_and(|rank| mark.rank > rank) {
                continue;
            }
            inside = (mark.role == Role::Item).then_some(mark.rank);
            outer.extend(inside.map(|_| mark));
        }
        let mut styles: BTreeMap<_, usize> = BTreeMap::new();
        for mark in &outer {
            *styles.entry(style(mark)).or_default() += 1;
        }
        let most = styles.iter().max_by_key(|(_, count)| **count).map(|(style, _)| *style);
        outer.retain(|m| Some(style(m)) == most);
        Self { paper, range, items: outer, implicit_first }
    }

    /// First, last and count of the outermost items.
    pub fn series(&self) -> Option<(u32, u32, u32)> {
        let items = &self.items;
        let value = |m: &&Mark| self.paper.candidate(m).value;
        let last = |m: &&Mark| value(m).max(self.paper.candidate(m).to);
        let covered = items.iter().map(|m| last(m) + 1 - value(m)).sum::<u32>();
        let extra = u32::from(self.implicit_first && items.first().is_some_and(|m| value(m) != 1));
        let first = if extra == 1 { 1 } else { items.iter().map(value).min()? };
        Some((first, items.iter().map(last).max()?, covered + extra))
    }

    /// The count that is declared for the part, if one is near what is there. It is taken out of `counts`.
    pub fn declared(&self, annex: bool, counts: &mut Counts, whose: Whose) -> Option<Declared> {
        let items = &self.items;
        let there = items.len() as u32;
        if there < 3 {
            return None;
        }
        let start = |at: usize| {
            if at < self.paper.significant.len() { self.paper.line(at).span.start } else { u32::MAX }
        };
        let first = items.first().map_or(start(self.range.start), |m| start(m.at as usize));
        let before = if annex { first.max(start(self.range.start)) } else { first };
        let off = (there / 3).max(12);
        counts.take(whose, there.saturating_sub(off)..=there + off, before)
    }

    /// Where as many items stand as are declared, the last that seems to skip some is misprinted.
    pub fn settle(&self, declared: &Declared, damage: &mut [Damage]) {
        let printed = self.items.len() as u32 + u32::from(self.implicit_first);
        let Some(last) = self.items.last().filter(|_| printed == declared.count) else { return };
        let span = self.paper.candidate(last).span;
        for d in damage.iter_mut().filter(|d| d.fault.span == span && d.fault.kind == FaultKind::Gap) {
            (d.fault.kind, d.fault.missing, d.size) = (FaultKind::Misprint, None, 0);
        }
    }

    /// The declared count against the numbers that the items end with; what is known to be
    /// missing or doubled is told already.
    pub fn miscounted(&self, declared: &Declared, damage: &[Damage], faults: &[Fault]) -> Option<Fault> {
        let items = &self.items;
        let last = items.last()?;
        // The first that was said of each marker.
        let repairs: HashMap<_, _> = damage.iter().rev().map(|d| (d.fault.span, d.fault.kind)).collect();
        // Per list the number it ends with, repairs counted in.
        let mut ends: BTreeMap<u32, u32> = BTreeMap::new();
        let mut early: HashSet<(u32, u32)> = HashSet::new();
        for mark in items {
            let c = self.paper.candidate(mark);
            let end = ends.entry(mark.list).or_insert(0);
            match repairs.get(&c.span) {
                Some(FaultKind::Duplicate) => {}
                Some(FaultKind::Displaced) => {
                    early.insert((mark.list, c.value));
                }
                Some(FaultKind::Misprint) => *end += 1,
                _ => *end = c.value.max(c.to),
            }
        }
        for (list, end) in &mut ends {
            while early.contains(&(*list, *end + 1)) {
                *end += 1;
            }
        }
        let there: u32 = ends.values().sum();
        let printed = items.len() as u32 + u32::from(self.implicit_first);
        let emptied = faults.iter().any(|f| f.kind == FaultKind::Empty);
        if there == declared.count
            || printed == declared.count && printed > there
            || emptied && there < declared.count
        {
            return None;
        }
        Some(Fault {
            certainty: Certainty::High,
            kind: FaultKind::DeclaredCount,
            role: Role::Item,
            span: declared.span,
            expected: Some(there.to_string()),
            found: Some(declared.count.to_string()),
            missing: None,
            labels: vec![(self.paper.candidate(last).span, "the last item stands here".to_owned())],
        })
    }
}
