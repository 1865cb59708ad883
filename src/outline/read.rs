//! One reading of a paper: the markers that were taken, and why the others were not.

use std::ops::Range;

use super::fault::{Decision, Reason, Rejected};
use super::index::Index;
use super::node::{Node, Repair};
use super::paper::Paper;
use super::place::{Facts, Place};
use super::trace::trace;
use super::{cost, facts, search};
use crate::markers::Open;

/// What the search made of a paper.
pub(super) struct Read {
    pub cost: cost::Cost,
    pub nodes: Vec<Node>,
    /// The significant line of each place, and its readings, for what was kept as text.
    pub places: Vec<(u32, Range<u32>, Facts)>,
    /// Why, where it was asked for.
    pub decisions: Vec<Decision>,
}

impl Read {
    pub fn of(paper: &Paper<'_, '_>) -> Self {
        let (ats, mut places): (Vec<u32>, Vec<Place<'_>>) = facts::places(paper).into_iter().unzip();
        let index = Index::build(&mut places);
        let (cost, nodes, learnt) = search::search(&places, &index);
        let decisions = if paper.lines.trace {
            trace(paper, &ats, &places, (&index, &learnt), &nodes)
        } else {
            Vec::new()
        };
        let places = ats
            .into_iter()
            .zip(&places)
            .map(|(at, p)| (at, p.first..p.first + p.candidates.len() as u32, p.facts))
            .collect();
        Self { cost, nodes, places, decisions }
    }

    pub fn is_damaged(&self) -> bool {
        self.nodes.iter().any(|n| !n.foreign && n.repair.is_fault())
    }

    /// Whether an unnumbered first paragraph counts as 1.
    pub fn begins_unnumbered(&self) -> bool {
        self.nodes.iter().any(|n| n.repair == Repair::Implicit)
    }

    /// The places at line starts that were kept as text, with the reason.
    pub fn rejected(&self, paper: &Paper<'_, '_>) -> Vec<Rejected> {
        let mut taken: Vec<(u32, bool)> = self.nodes.iter().map(|n| (n.candidate, n.foreign)).collect();
        taken.sort_unstable();
        let mut out = Vec::new();
        let mut before = None;
        for (at, candidates, facts) in &self.places {
            let behind_another = before.replace(*at) == Some(*at);
            let own =
                taken.get(taken.partition_point(|t| t.0 < candidates.start)).filter(|t| t.0 < candidates.end);
            let reason = match own {
                Some((_, false)) => continue,
                Some((_, true)) => Reason::RunOfItsOwn,
                None if facts.reference => Reason::Prose,
                None if facts.torn => Reason::WrappedSentence,
                None if facts.quote => Reason::InsideQuotation,
                None => Reason::FitsNoSeries,
            };
            let first = &paper.lines.found.candidates[candidates.start as usize];
            // What only a space makes a marker, and places inside lines, nobody takes for one; nor the
            // initial of a name behind a marker.
            let initial = behind_another && first.family.open == Open::Nothing;
            let plain =
                !initial && first.weak < 2 && first.span.start <= paper.line(*at as usize).span.start + 4;
            if own.is_some() || plain {
                out.push(Rejected {
                    span: first.span,
                    line: paper.line(*at as usize).number,
                    value: first.value,
                    reason,
                });
            }
        }
        out
    }
}
