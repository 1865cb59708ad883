//! Decides, of all marker candidates of a paper, which are markers, of which list, at which
//! depth, and what is damaged: one search over everything at once.
//!
//! 1. `facts` says of each place what its line and the line before speak for.
//! 2. `search` reads all places with the steps of `steps`, for the least cost (`cost`).
//! 3. `roles` finds which lists open headings and which items.
//! 4. `faults` puts the repairs of the search together: one fault, one cause.

mod cost;
mod count;
mod facts;
mod fault;
mod faults;
mod index;
mod learnt;
mod node;
mod paper;
mod place;
mod plan;
mod quotations;
mod read;
mod roles;
mod search;
mod state;
mod steps;
mod structure;
mod trace;

use std::ops::Range;

use crate::layout::declared::{Counts, Whose};
use crate::layout::{LineRole, contents, noise, notes, parts, repeat};
use crate::markers::Lines;
use crate::text::Certainty;
pub(crate) use fault::TEXT;
pub use fault::{Decision, Fault, FaultKind, Reason, Rejected, Role, Step};
use paper::Paper;
pub(crate) use plan::{PartPlan, Resolution};
use read::Read;

/// Decides what every line of a text is.
pub(crate) fn resolve(lines: &Lines<'_>) -> Resolution {
    let mut roles = noise::roles(lines);
    contents::mark(lines, &mut roles);
    let notes = notes::mark(lines, &mut roles);
    let mut paper = Paper::of(lines, &roles);
    let mut runs = repeat::find(lines, &paper.significant);
    let beside: Vec<repeat::Run> =
        runs.iter().copied().filter(|r| r.is_beside(lines, &paper.significant)).collect();
    let mut faults = paper.leave_out(&beside, &mut roles);
    if !beside.is_empty() {
        paper = Paper::of(lines, &roles);
        runs = repeat::find(lines, &paper.significant);
    }
    let mut read = Read::of(&paper);
    if !runs.is_empty() && read.is_damaged() {
        // Are they printed twice? Then the paper is the sounder for leaving the copies out.
        let mut without = roles.clone();
        let copies = paper.leave_out(&runs, &mut without);
        let other = Paper::of(lines, &without);
        let other_read = Read::of(&other);
        if other_read.cost + cost::TWICE * runs.len() as cost::Cost <= read.cost {
            faults.extend(copies);
            (paper, read, roles) = (other, other_read, without);
        }
    }
    let mut rejected = read.rejected(&paper);
    for (i, role) in roles.iter().enumerate() {
        let reason = match role {
            LineRole::Contents => Reason::Contents,
            LineRole::Repeated => Reason::RepeatedBlock,
            _ => continue,
        };
        rejected.extend(lines.candidates_of(i).iter().take(1).map(|c| Rejected {
            span: c.span,
            line: lines.lines[i].number,
            value: c.value,
            reason,
        }));
    }
    rejected.sort_by_key(|r| r.span);
    let marks = roles::marks(&paper, &read);
    let damage = faults::damage(&paper, &read, &marks);
    let mut counts = Counts::find(lines, &paper.significant);
    let mut parts = Vec::with_capacity(paper.cuts.len());
    let sole = paper.cuts.len() == 1;
    for (i, cut) in paper.cuts.iter().enumerate() {
        let range = paper.range(i);
        let marks = share(&marks, &range, |m| m.at).to_vec();
        let mut damage = share(&damage, &range, |d| d.at).to_vec();
        // A count belongs to the annex it names; in a paper without, to the paper itself.
        let label = cut.labelled.then(|| lines.content(paper.significant[cut.first] as usize));
        let ordinal = label.and_then(parts::label_ordinal).unwrap_or(i as u32);
        let whose = match (cut.annex, sole) {
            (true, _) => Whose::Annex(ordinal),
            (false, true) => Whose::Paper,
            (false, false) => Whose::Nobody,
        };
        let implicit_first = i == 0 && read.begins_unnumbered();
        let part = count::Part::of(&paper, range.clone(), &marks, implicit_first);
        let declared = part.declared(cut.annex, &mut counts, whose);
        if let Some(declared) = &declared {
            part.settle(declared, &mut damage);
        }
        faults.extend(faults::join(&paper, range.clone(), &marks, damage.clone()));
        faults.extend(declared.and_then(|d| part.miscounted(&d, &damage, &faults)));
        let series = part.series();
        parts.push(PartPlan {
            range,
            labelled: cut.labelled,
            annex: cut.annex,
            marks,
            implicit_first,
            series,
            declared: declared.map(|d| d.count),
        });
    }
    faults.extend(rejected.iter().filter(|r| r.reason == Reason::FitsNoSeries).map(|r| Fault {
        certainty: Certainty::High,
        kind: FaultKind::Ambiguous,
        role: Role::Item,
        span: r.span,
        expected: None,
        found: Some(lines.text[r.span.range()].to_owned()),
        missing: None,
        labels: Vec::new(),
    }));
    faults.sort_by_key(|f| f.span);
    let Paper { significant, wraps, .. } = paper;
    Resolution { roles, significant, wraps, parts, faults, rejected, decisions: read.decisions, notes }
}

/// Those of a list in the order of the lines that stand in some of them.
fn share<'l, T>(all: &'l [T], lines: &Range<usize>, at: impl Fn(&T) -> u32) -> &'l [T] {
    let before = |end: usize| all.partition_point(|one| (at(one) as usize) < end);
    all.get(before(lines.start)..before(lines.end)).unwrap_or_default()
}
