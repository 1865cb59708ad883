//! Which differences between two languages are only what a fault in one of them
//! looks like from the other.
//!
//! An item that is missing from one language leaves a gap in its numbers and is
//! alone in the other language: one fault, told where a person would mend it.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Severity};
use crate::languages::pair::units::{Kind, Unit};
use crate::languages::pair::{Comparison, Finding, Side};
use crate::outline::{Fault, FaultKind, Role};
use crate::rules::{b001_missing_counterpart, b003_figure_mismatch};
use crate::text::{Ending, Span, ending_of};
use crate::tree::Paper;

use super::pairs::numbered;

/// A number that a fault says is missing from one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Missing {
    /// The language it is missing from.
    side: Side,
    role: Role,
    number: u32,
}

/// What the faults of either language explain.
pub(super) struct Explained<'c, 't> {
    comparison: &'c Comparison<'t>,
    missing: Vec<Missing>,
    /// Units, by side and first byte, whose own number or place is faulty.
    faulty: HashSet<(Side, u32)>,
    /// Numbers that a faulty unit prints.
    numbers: HashSet<u32>,
    /// Units, by side and first byte, that stand in another place than they should.
    displaced: HashSet<(Side, u32)>,
    /// Headings, by side and first byte, that nothing stands under.
    emptied: HashSet<(Side, u32)>,
    /// Only one language prints numbers, so what is displaced stands beside
    /// what it does not belong to.
    one_numbered: bool,
    /// Places of errors that were told.
    told: Vec<Span>,
}

/// The numbers that a fault says are missing, first and last.
fn lost(fault: &Fault) -> Option<(u32, u32)> {
    if fault.kind != FaultKind::DeclaredCount {
        return fault.missing;
    }
    // More are declared than there are: the last ones are missing.
    let there: u32 = fault.expected.as_deref()?.parse().ok()?;
    let declared: u32 = fault.found.as_deref()?.parse().ok()?;
    (there < declared).then_some((there.saturating_add(1), declared))
}

const SIDES: [Side; 2] = [Side::Left, Side::Right];

impl<'c, 't> Explained<'c, 't> {
    pub(super) fn new(paper: &Paper<'_>, comparison: &'c Comparison<'t>, told: &[Diagnostic]) -> Self {
        let errors = told.iter().filter(|d| d.severity == Severity::Error);
        let mut out = Self {
            comparison,
            missing: Vec::new(),
            faulty: HashSet::new(),
            numbers: HashSet::new(),
            displaced: HashSet::new(),
            emptied: HashSet::new(),
            one_numbered: numbered(&comparison.left) != numbered(&comparison.right),
            told: errors.map(|d| d.span).collect(),
        };
        for (side, version) in SIDES.into_iter().zip(&paper.versions) {
            for fault in version.faults.iter().filter(|f| f.kind != FaultKind::Ambiguous) {
                // Whoever wrote a thousand missing items into a number did not mean them.
                let missing = lost(fault).map_or(0..0, |(first, last)| first..last.saturating_add(1));
                out.missing.extend(missing.take(1000).map(|number| Missing {
                    side,
                    role: fault.role,
                    number,
                }));
                if matches!(fault.kind, FaultKind::Gap | FaultKind::DeclaredCount) {
                    continue;
                }
                let own = out.unit_at(side, fault.span).and_then(|(part, at)| out.units(side, part).get(at));
                out.numbers.extend(own.and_then(|unit| unit.number));
                if fault.kind == FaultKind::Empty {
                    out.emptied.insert((side, fault.span.start));
                }
                if fault.kind == FaultKind::Displaced {
                    out.displaced.insert((side, fault.span.start));
                }
                let places = std::iter::once(fault.span).chain(fault.labels.iter().map(|l| l.0));
                for place in places {
                    out.faulty.insert((side, place.start));
                }
            }
        }
        // A fault at a unit concerns its counterpart too.
        let both: Vec<_> = comparison
            .pairs()
            .filter_map(|(a, b)| Some((a?.span.start, b?.span.start)))
            .filter(|(a, b)| {
                out.faulty.contains(&(Side::Left, *a)) || out.faulty.contains(&(Side::Right, *b))
            })
            .collect();
        for (a, b) in both {
            out.faulty.extend([(Side::Left, a), (Side::Right, b)]);
        }
        out
    }

    /// Whether a difference is another view of a fault that was told. Each
    /// missing number explains one difference.
    pub(super) fn explains(&mut self, finding: &Finding) -> bool {
        let spans = std::iter::once(finding.diagnostic.span).chain(finding.related.iter().map(|r| r.1.span));
        let missing = finding.diagnostic.code == b001_missing_counterpart::RULE.code;
        let mut own = spans.clone().take(if missing { 1 } else { usize::MAX });
        if own.any(|span| self.told.iter().any(|t| t.start < span.end && span.start < t.end)) {
            return true;
        }
        if missing {
            return self.is_missing(finding);
        }
        let places = std::iter::once((finding.side, finding.diagnostic.span))
            .chain(finding.related.iter().map(|(side, r)| (*side, r.span)));
        if finding.diagnostic.code != b003_figure_mismatch::RULE.code {
            return places.into_iter().any(|(side, span)| self.faulty.contains(&(side, span.start)));
        }
        if self.unit_at(finding.side, finding.diagnostic.span).is_some() {
            // Numbers that differ because one of them is in another's place.
            let told = [&finding.diagnostic.found, &finding.diagnostic.expected];
            let numbers = told.into_iter().flatten().filter_map(|n| n.parse::<u32>().ok());
            return numbers.into_iter().any(|n| self.numbers.contains(&n));
        }
        // A figure stands in the text, which a fault of the number does not reach.
        self.one_numbered && places.into_iter().any(|(side, span)| self.is_displaced(side, span))
    }

    /// Whether a place is in the text of a unit that is out of its place, or that
    /// such a unit stands beside.
    fn is_displaced(&self, side: Side, place: Span) -> bool {
        let within = |unit: &Unit<'_>| {
            self.faulty.contains(&(side, unit.span.start)) && unit.pieces.iter().any(|p| p.contains(place))
        };
        if self.displaced.is_empty() {
            return false;
        }
        let parts = if side == Side::Left { &self.comparison.left } else { &self.comparison.right };
        parts.iter().flat_map(|p| &p.units).any(within)
    }

    /// Whether a fault of the other language says that just this is missing.
    fn is_missing(&mut self, finding: &Finding) -> bool {
        let side = finding.side;
        let Some((part, index)) = self.unit_at(side, finding.diagnostic.span) else { return false };
        if self.faulty.contains(&(side, finding.diagnostic.span.start)) {
            return true;
        }
        let units = self.units(side, part);
        let Some(unit) = units.get(index) else { return false };
        let from = if side == Side::Left { Side::Right } else { Side::Left };
        let wanted = |unit: &Unit<'_>| {
            let role = if unit.kind == Kind::Heading { Role::Section } else { Role::Item };
            Some(Missing { side: from, role, number: unit.number? })
        };
        if let Some(at) = wanted(unit).and_then(|w| self.missing.iter().position(|m| *m == w)) {
            self.missing.swap_remove(at);
            return true;
        }
        if self.is_of_emptied(side, unit.section.and_then(|at| units.get(at)))
            || self.is_headed_there(side, unit)
        {
            return true;
        }
        if unit.number.is_none() && unit.kind == Kind::Paragraph {
            return self.is_between(side, part, index);
        }
        // A heading that went with all its items leaves a gap in their numbers.
        let items: Vec<Missing> = units
            .iter()
            .filter(|u| unit.kind == Kind::Heading && u.section == Some(index) && u.parent.is_none())
            .filter_map(wanted)
            .collect();
        let gone = !items.is_empty() && items.iter().all(|i| self.missing.contains(i));
        if gone {
            self.missing.retain(|m| !items.contains(m));
        }
        gone
    }

    /// Whether a unit stands under a heading that holds nothing in the other language.
    fn is_of_emptied(&self, side: Side, heading: Option<&Unit<'_>>) -> bool {
        let Some(heading) = heading else { return false };
        self.comparison.pairs().any(|(a, b)| {
            let (Some(a), Some(b)) = (a, b) else { return false };
            let (own, from, other) =
                if side == Side::Left { (a, Side::Right, b) } else { (b, Side::Left, a) };
            own.span == heading.span && self.emptied.contains(&(from, other.span.start))
        })
    }

    /// Whether a paragraph is what became of a heading when all that stood
    /// under it was lost: the heading stands alone in the other language.
    fn is_headed_there(&self, side: Side, unit: &Unit<'_>) -> bool {
        if unit.kind != Kind::Paragraph || ending_of(unit.text) != Ending::Open {
            return false;
        }
        let alone: Vec<(Side, &Unit<'_>)> = self
            .comparison
            .pairs()
            .map(|(a, b)| match (a, b) {
                (Some(a), None) => Some((Side::Left, a)),
                (None, Some(b)) => Some((Side::Right, b)),
                _ => None,
            })
            .collect::<Vec<_>>()
            .split(Option::is_none)
            .find(|run| run.iter().flatten().any(|(s, u)| *s == side && u.span == unit.span))
            .map(|run| run.iter().flatten().copied().collect())
            .unwrap_or_default();
        alone.iter().any(|(s, u)| *s != side && u.kind == Kind::Heading)
    }

    /// Whether what is missing, or what is displaced, would stand beside a
    /// paragraph without a number: between the counterparts of its neighbours.
    fn is_between(&mut self, side: Side, part: usize, index: usize) -> bool {
        let units = self.units(side, part);
        let from = if side == Side::Left { Side::Right } else { Side::Left };
        let partner = |at: usize| -> Option<u32> {
            let unit = units.get(at).filter(|u| u.kind != Kind::Heading)?;
            self.comparison.pairs().find_map(|(a, b)| {
                let (own, other) = if side == Side::Left { (a?, b?) } else { (b?, a?) };
                let placed = !self.faulty.contains(&(from, other.span.start));
                (own.span == unit.span && placed).then_some(other.number?)
            })
        };
        let before = (0..index).rev().find_map(partner).unwrap_or(0);
        let behind = (index + 1..units.len()).find_map(partner).unwrap_or(u32::MAX);
        let fits = |number: u32| before < number && number < behind;
        let missing = |m: &Missing| m.side == from && m.role == Role::Item && fits(m.number);
        if let Some(at) = self.missing.iter().position(missing) {
            self.missing.swap_remove(at);
            return true;
        }
        !self.displaced.is_empty() && self.numbers.iter().any(|&n| fits(n))
    }

    fn units(&self, side: Side, part: usize) -> &'c [Unit<'t>] {
        let parts = if side == Side::Left { &self.comparison.left } else { &self.comparison.right };
        parts.get(part).map_or(&[], |p| &p.units)
    }

    fn unit_at(&self, side: Side, span: Span) -> Option<(usize, usize)> {
        let parts = if side == Side::Left { &self.comparison.left } else { &self.comparison.right };
        parts
            .iter()
            .enumerate()
            .find_map(|(p, part)| part.units.iter().position(|u| u.span == span).map(|unit| (p, unit)))
    }
}
