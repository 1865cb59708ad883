//! How well two units of different languages fit each other.
//!
//! No dictionary is used. What both languages write alike (figures, CEPA,
//! PM2.5) counts by how rare it is in the paper, the length of the texts by how
//! far it is from what is usual between the two, and the number by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::{Strength, Value};
use super::units::{Kind, Unit};

/// What it costs to leave a unit without a counterpart.
pub(super) const GAP: f32 = 2.5;

/// A thing that both languages write alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Token(String),
    Figure(Value),
}

/// What the scores of one pair of parts are worked out from.
pub(super) struct Scorer<'u, 't> {
    left: Vec<&'u Unit<'t>>,
    right: Vec<&'u Unit<'t>>,
    left_signs: Vec<BTreeSet<usize>>,
    right_signs: Vec<BTreeSet<usize>>,
    /// Weight of each sign by its rarity.
    weights: Vec<f32>,
    /// Characters of the right text to one of the left.
    ratio: f32,
}

fn signs_of(unit: &Unit<'_>) -> BTreeSet<Sign> {
    let tokens = unit.tokens.iter().cloned().map(Sign::Token);
    let figures = unit.figures.iter().filter(|f| f.strength == Strength::Stated).map(|f| {
        Sign::Figure(match f.value {
            // The languages name currencies differently.
            Value::Money(n, _) => Value::Number(n),
            other => other,
        })
    });
    tokens.chain(figures).collect()
}

/// The ordinals of the sections around a unit. Unmarked sections have none.
fn section_of<'a>(unit: &'a Unit<'_>) -> &'a str {
    let inside = unit.path.rsplit_once('/').map_or("", |(before, _)| before);
    inside.split_once('/').map_or("", |(_, ordinals)| ordinals)
}

impl<'u, 't> Scorer<'u, 't> {
    pub(super) fn new(left: Vec<&'u Unit<'t>>, right: Vec<&'u Unit<'t>>) -> Self {
        let mut known: BTreeMap<Sign, (usize, usize)> = BTreeMap::new();
        let mut index = |units: &[&Unit<'_>]| -> Vec<BTreeSet<usize>> {
            units
                .iter()
                .map(|u| {
                    signs_of(u)
                        .into_iter()
                        .map(|sign| {
                            let next = known.len();
                            let entry = known.entry(sign).or_insert((next, 0));
                            entry.1 += 1;
                            entry.0
                        })
                        .collect()
                })
                .collect()
        };
        let (left_signs, right_signs) = (index(&left), index(&right));
        let total = (left.len() + right.len()).max(1) as f32;
        let mut weights = vec![0.0; known.len()];
        for (id, times) in known.values() {
            if let Some(w) = weights.get_mut(*id) {
                *w = (total / *times as f32).ln().clamp(0.2, 4.0) * 0.75;
            }
        }
        let length = |units: &[&Unit<'_>]| units.iter().map(|u| u.length).sum::<usize>() as f32 + 1.0;
        let ratio = length(&right) / length(&left);
        Self { left, right, left_signs, right_signs, weights, ratio }
    }

    fn weight(&self, signs: impl Iterator<Item = usize>) -> f32 {
        signs.map(|s| self.weights.get(s).copied().unwrap_or(0.0)).sum()
    }

    /// How well the texts fit, without regard to their numbers. Above zero they
    /// rather belong together.
    pub(super) fn content(&self, i: usize, j: usize) -> f32 {
        let (Some(a), Some(b)) = (self.left.get(i), self.right.get(j)) else { return f32::NEG_INFINITY };
        if (a.kind == Kind::Paragraph) != (b.kind == Kind::Paragraph) {
            return -100.0;
        }
        let (Some(x), Some(y)) = (self.left_signs.get(i), self.right_signs.get(j)) else { return 0.0 };
        let shared = self.weight(x.intersection(y).copied());
        let unshared = self.weight(x.symmetric_difference(y).copied());
        // Deviation of the length in a logarithmic measure; short texts vary more.
        let (la, lb) = (a.length as f32 * self.ratio + 12.0, b.length as f32 + 12.0);
        let off = (lb / la).ln();
        let fit = 1.5 - (off / 0.28).powi(2);
        let depth = if a.depth == b.depth { 0.0 } else { -2.0 };
        let place = if section_of(a) == section_of(b) { 0.0 } else { -1.5 };
        fit.max(-3.0) + (shared - 0.5 * unshared).clamp(-4.0, 8.0) + depth + place
    }

    /// What equal or different numbers add.
    pub(super) fn number(&self, i: usize, j: usize) -> f32 {
        let (Some(a), Some(b)) = (self.left.get(i), self.right.get(j)) else { return 0.0 };
        match (a.number, b.number) {
            (Some(x), Some(y)) if x == y && a.inserted == b.inserted => 3.0,
            (Some(_), Some(_)) => -2.0,
            _ => 0.0,
        }
    }
}
