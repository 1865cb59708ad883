//! Two language versions of one paper, side by side.
//!
//! Nothing here parses: it reads two trees, finds which block of one is which
//! block of the other, and compares what the two state.

pub mod align;
pub mod figures;
mod findings;
mod locate;
pub(crate) mod neighbours;
mod runs;
mod score;
pub mod sequence;
mod told;
pub mod units;

pub use findings::{Finding, Side};

use crate::Source;
use crate::diagnostic::Severity;
use crate::tree::{Document, Paper};
use units::{Kind, PartUnits, Unit};

/// Two versions of one paper and what they disagree in.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Comparison<'t> {
    /// The first version, laid flat.
    pub left: Vec<PartUnits<'t>>,
    /// The second version, laid flat.
    pub right: Vec<PartUnits<'t>>,
    /// Which is which.
    pub parts: Vec<align::PartPairs>,
    /// What they disagree in, in the order of the first version.
    pub findings: Vec<Finding>,
    /// The year that 去年 and `this year` count from, where a paper is dated.
    pub year: Option<u32>,
}

/// Compares two versions of one paper. Which is in which language need not be known.
#[must_use]
pub fn compare<'t>(left: &'t Paper<'_>, right: &'t Paper<'_>) -> Comparison<'t> {
    compare_by((left.source(), left.document()), (right.source(), right.document()), align::align)
}

/// Compares two versions whose counterparts are found in a given way.
pub(crate) fn compare_by<'t>(
    left: (&'t Source, &'t Document<'_>),
    right: (&'t Source, &'t Document<'_>),
    align: impl Fn(&[PartUnits<'_>], &[PartUnits<'_>]) -> Vec<align::PartPairs>,
) -> Comparison<'t> {
    let (a, b) = (units::units(left.0, left.1), units::units(right.0, right.1));
    let parts = align(&a, &b);
    let year = findings::year_of(left.1).or_else(|| findings::year_of(right.1));
    let findings = findings::findings((left.0, &a), (right.0, &b), &parts, year);
    Comparison { left: a, right: b, parts, findings, year }
}

/// A unit of either version, and one before it that stands in the same counterpart.
type PairOfUnits<'c, 't> = (Option<&'c Unit<'t>>, Option<&'c Unit<'t>>, Option<&'c Unit<'t>>);

impl<'t> Comparison<'t> {
    /// Every pair of units, with the side that lacks one left empty.
    pub fn pairs(&self) -> impl Iterator<Item = (Option<&Unit<'t>>, Option<&Unit<'t>>)> {
        self.pairs_and_joined().map(|(left, right, _)| (left, right))
    }

    /// Every pair of units; and of a unit that is alone because its text stands in the
    /// counterpart of one before it, that one.
    pub(crate) fn pairs_and_joined(&self) -> impl Iterator<Item = PairOfUnits<'_, 't>> {
        self.parts.iter().flat_map(|part| {
            let left = part.left.and_then(|i| self.left.get(i));
            let right = part.right.and_then(|j| self.right.get(j));
            part.pairs.iter().map(move |&(i, j)| {
                let (a, b) = (left.and_then(|p| p.units.get(i?)), right.and_then(|p| p.units.get(j?)));
                let head = match (i, j) {
                    (Some(i), None) => part.joined_left.get(&i).and_then(|i| left?.units.get(*i)),
                    (None, Some(j)) => part.joined_right.get(&j).and_then(|j| right?.units.get(*j)),
                    _ => None,
                };
                (a, b, head)
            })
        })
    }

    /// How many findings are errors, and how many are milder.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.findings.iter().filter(|f| f.diagnostic.severity == Severity::Error).count();
        (errors, self.findings.len() - errors)
    }

    /// How many numbered items both versions have.
    #[must_use]
    pub fn paired_items(&self) -> usize {
        self.pairs().filter(|(a, b)| b.is_some() && a.is_some_and(|u| u.kind == Kind::Item)).count()
    }
}
