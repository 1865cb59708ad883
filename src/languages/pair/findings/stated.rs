//! What one side of a pair states: a unit, and the units that stand with it in
//! one counterpart.

use super::scene::{Scene, Side};
use crate::Source;
use crate::languages::pair::figures::{Decimal, Difference, Figure, Strength, Value};
use crate::languages::pair::locate::locate;
use crate::languages::pair::units::Unit;
use crate::text::{Certainty, Span};

/// Figures of units that stand one behind the other, with the way back to them.
pub(super) struct Stated<'s, 't> {
    source: &'s Source,
    /// The units, and how far their figures were put back.
    units: Vec<(usize, &'s Unit<'t>)>,
    /// All figures; a range counts from the first byte of the first text.
    pub(super) figures: Vec<Figure>,
}

impl<'s, 't> Stated<'s, 't> {
    pub(super) fn of(scene: &Scene<'s, 't>, side: Side, index: usize) -> Self {
        let source = if side == Side::Left { scene.left_source } else { scene.right_source };
        let mut out = Self { source, units: Vec::new(), figures: Vec::new() };
        let mut at = 0;
        for unit in scene.with_joined(side, index) {
            // The other language prints the number of an item in the text.
            if !out.units.is_empty()
                && let Some(number) = unit.number
            {
                let value = Value::Number(Decimal::whole(u128::from(number)));
                out.figures.push(Figure { value, strength: Strength::Silent, range: at..at });
            }
            out.figures.extend(unit.figures.iter().map(|f| {
                let range = f.range.start + at..f.range.end + at;
                Figure { range, ..f.clone() }
            }));
            out.units.push((at, unit));
            at += unit.text.len();
        }
        out
    }

    /// The unit that a figure stands in, and the figure's range there.
    fn home(&self, figure: &Figure) -> Option<(&'s Unit<'t>, std::ops::Range<usize>)> {
        let (from, unit) = self.units.iter().rev().find(|(from, _)| *from <= figure.range.start)?;
        Some((unit, figure.range.start - from..figure.range.end - from))
    }

    /// Figures as they are printed.
    pub(super) fn words(&self, figures: &[Figure]) -> String {
        let printed = figures.iter().filter_map(|f| {
            let (unit, range) = self.home(f)?;
            Some(format!("“{}”", unit.text.get(range).filter(|t| !t.is_empty())?))
        });
        printed.collect::<Vec<_>>().join(", ")
    }

    /// Where the first of some figures stands.
    pub(super) fn place(&self, figures: &[Figure]) -> Option<Span> {
        let (unit, range) = self.home(figures.first()?)?;
        Some(locate(self.source, unit, &range))
    }
}

/// How sure it is that a difference is a fault. Where each version has a figure that the
/// other lacks, one stands in the other's place. A small number or the number of an
/// article that only one version has may be said otherwise in the other.
pub(super) fn certainty(difference: &Difference) -> Certainty {
    let all = || difference.left.iter().chain(&difference.right);
    let may_be_said_otherwise = |f: &Figure| match f.value {
        Value::Reference(_) => true,
        Value::Number(n) => n <= Decimal::whole(10),
        _ => false,
    };
    if !difference.left.is_empty() && !difference.right.is_empty() {
        Certainty::High
    } else if all().all(may_be_said_otherwise) {
        Certainty::Low
    } else {
        Certainty::Medium
    }
}
