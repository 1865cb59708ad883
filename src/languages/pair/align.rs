//! Which unit of one version is which unit of the other.
//!
//! Parts first, then, within a pair of parts, items and paragraphs by sequence
//! alignment, then what is left over by number and content (something moved),
//! and last the headings, which know their counterparts best by what stands
//! under them.

use std::collections::HashMap;

use super::figures::differences;
use super::score::{GAP, Scorer};
use super::sequence::{Step, align as sequence};
use super::units::{Kind, PartUnits, Unit};
use crate::tree::PartKind;

/// The counterparts within one pair of parts. Indices are into the parts' units.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct PartPairs {
    /// Index of the part in the first version.
    pub left: Option<usize>,
    /// Index of the part in the second version.
    pub right: Option<usize>,
    /// Units of both sides, in the order of the paper; a unit stands in exactly one pair.
    pub pairs: Vec<Step>,
}

/// Aligns two versions.
#[must_use]
pub fn align(left: &[PartUnits<'_>], right: &[PartUnits<'_>]) -> Vec<PartPairs> {
    align_parts(left, right, part_pairs)
}

pub(super) fn align_parts(
    left: &[PartUnits<'_>],
    right: &[PartUnits<'_>],
    part_pairs: impl Fn(&[Unit<'_>], &[Unit<'_>]) -> Vec<Step>,
) -> Vec<PartPairs> {
    let mut out = Vec::new();
    for (l, r) in parts(left, right) {
        let units = |side: &[PartUnits<'_>], at: Option<usize>| at.and_then(|i| side.get(i)).is_some();
        let pairs = match (l.and_then(|i| left.get(i)), r.and_then(|j| right.get(j))) {
            (Some(a), Some(b)) => part_pairs(&a.units, &b.units),
            (Some(a), None) => (0..a.units.len()).map(|i| (Some(i), None)).collect(),
            (None, Some(b)) => (0..b.units.len()).map(|j| (None, Some(j))).collect(),
            (None, None) => Vec::new(),
        };
        debug_assert!(units(left, l) || units(right, r));
        out.push(PartPairs { left: l, right: r, pairs });
    }
    out
}

/// Parts of one kind in their order; where there are more on one side, the ones
/// that hold alike numbers of units go together.
fn parts(left: &[PartUnits<'_>], right: &[PartUnits<'_>]) -> Vec<Step> {
    let mut out = Vec::new();
    for kind in [None, Some(PartKind::Body), Some(PartKind::Annex)] {
        let of = |side: &[PartUnits<'_>]| -> Vec<usize> {
            side.iter().enumerate().filter(|(_, p)| p.kind == kind).map(|(i, _)| i).collect()
        };
        let (l, r) = (of(left), of(right));
        let score = |i: usize, j: usize| {
            let a = l.get(i).and_then(|i| left.get(*i));
            let b = r.get(j).and_then(|j| right.get(*j));
            let (Some(a), Some(b)) = (a, b) else { return f32::NEG_INFINITY };
            if l.len() == r.len() {
                return if i == j { 1.0 } else { -100.0 };
            }
            let (x, y) = (a.units.len() as f32 + 1.0, b.units.len() as f32 + 1.0);
            1.0 - (x / y).ln().abs()
        };
        out.extend(
            sequence(l.len(), r.len(), 0.1, score)
                .into_iter()
                .map(|(i, j)| (i.and_then(|i| l.get(i).copied()), j.and_then(|j| r.get(j).copied()))),
        );
    }
    out
}

fn part_pairs(left: &[Unit<'_>], right: &[Unit<'_>]) -> Vec<Step> {
    let mut pairs = lines(left, right);
    let leaves = leaves(left, right);
    pairs.extend(headings(left, right, &leaves));
    pairs.extend(leaves);
    in_order(pairs, left.len(), right.len())
}

/// Indices of the units that pass.
pub(super) fn indices(units: &[Unit<'_>], pass: impl Fn(&Unit<'_>) -> bool) -> Vec<usize> {
    units.iter().enumerate().filter(|(_, u)| pass(u)).map(|(i, _)| i).collect()
}

/// Titles and dates, by the name of the line and its place among those of its name.
pub(super) fn lines(left: &[Unit<'_>], right: &[Unit<'_>]) -> Vec<Step> {
    let name = |u: &Unit<'_>| u.path.rsplit('/').next().unwrap_or_default().to_owned();
    let l = indices(left, |u| u.kind == Kind::Line);
    let mut r = indices(right, |u| u.kind == Kind::Line);
    let mut out = Vec::new();
    for i in l {
        let wanted = left.get(i).map(name);
        let found = r.iter().position(|j| right.get(*j).map(name) == wanted);
        out.push((Some(i), found.map(|at| r.remove(at))));
    }
    out.extend(r.into_iter().map(|j| (None, Some(j))));
    out
}

/// Items and paragraphs.
fn leaves(left: &[Unit<'_>], right: &[Unit<'_>]) -> Vec<Step> {
    let is_leaf = |u: &Unit<'_>| matches!(u.kind, Kind::Item | Kind::Paragraph);
    let (l, r) = (indices(left, is_leaf), indices(right, is_leaf));
    let of = |list: &[usize], units: &'_ [Unit<'_>]| list.iter().filter(|i| **i < units.len()).count();
    debug_assert_eq!((of(&l, left), of(&r, right)), (l.len(), r.len()));
    let scorer = Scorer::new(
        l.iter().filter_map(|i| left.get(*i)).collect(),
        r.iter().filter_map(|j| right.get(*j)).collect(),
    );
    // Two readings: numbers are trusted, or the texts alone decide. The first is
    // right where an item is lost or moved, the second where numbers were
    // exchanged, or where a loss was covered up by renumbering.
    let by_number = sequence(l.len(), r.len(), GAP, |i, j| scorer.content(i, j) + scorer.number(i, j));
    let by_content = sequence(l.len(), r.len(), GAP, |i, j| scorer.content(i, j));
    let number = |list: &[usize], units: &[Unit<'_>], i: usize| {
        list.get(i).and_then(|i| units.get(*i)).and_then(|u| u.number).map(i64::from)
    };
    let worth = |steps: &[Step]| -> f32 {
        let mut total = 0.0;
        let mut offset = 0;
        for step in steps {
            let (Some(i), Some(j)) = *step else {
                total -= GAP;
                continue;
            };
            total += scorer.content(i, j);
            if let (Some(x), Some(y)) = (number(&l, left, i), number(&r, right, j))
                && y - x != offset
            {
                offset = y - x;
                total -= 1.5;
            }
        }
        total
    };
    let steps = if worth(&by_content) > worth(&by_number) + 0.5 { by_content } else { by_number };
    let steps = moved(steps, &scorer);
    steps
        .into_iter()
        .map(|(i, j)| (i.and_then(|i| l.get(i).copied()), j.and_then(|j| r.get(j).copied())))
        .collect()
}

/// Pairs what the sequence left alone on both sides: the same number with a text
/// that fits, or else a text that fits well, was moved.
fn moved(steps: Vec<Step>, scorer: &Scorer<'_, '_>) -> Vec<Step> {
    let alone_left: Vec<usize> =
        steps.iter().filter_map(|s| if s.1.is_none() { s.0 } else { None }).collect();
    let alone_right: Vec<usize> =
        steps.iter().filter_map(|s| if s.0.is_none() { s.1 } else { None }).collect();
    let mut candidates: Vec<(f32, usize, usize)> = Vec::new();
    for &i in &alone_left {
        for &j in &alone_right {
            let number = scorer.number(i, j);
            let content = scorer.content(i, j);
            if (number > 0.0 && content > -2.5) || content > 4.0 {
                candidates.push((number + content, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut taken: HashMap<usize, usize> = HashMap::new();
    let mut used: HashMap<usize, usize> = HashMap::new();
    for (_, i, j) in candidates {
        if !taken.contains_key(&i) && !used.contains_key(&j) {
            taken.insert(i, j);
            used.insert(j, i);
        }
    }
    steps
        .into_iter()
        .filter_map(|step| match step {
            (Some(i), None) => Some((Some(i), taken.get(&i).copied())),
            (None, Some(j)) if used.contains_key(&j) => None,
            other => Some(other),
        })
        .collect()
}

/// Headings, by their ordinals and by what of the other side stands under them.
pub(super) fn headings(left: &[Unit<'_>], right: &[Unit<'_>], leaves: &[Step]) -> Vec<Step> {
    let is_heading = |u: &Unit<'_>| u.kind == Kind::Heading;
    let (l, r) = (indices(left, is_heading), indices(right, is_heading));
    let mut votes: HashMap<(usize, usize), u32> = HashMap::new();
    for (i, j) in leaves {
        let (Some(a), Some(b)) = (i.and_then(|i| left.get(i)), j.and_then(|j| right.get(j))) else {
            continue;
        };
        let (mut x, mut y) = (a.section, b.section);
        while let (Some(i), Some(j)) = (x, y) {
            *votes.entry((i, j)).or_default() += 1;
            (x, y) = (left.get(i).and_then(|u| u.section), right.get(j).and_then(|u| u.section));
        }
    }
    let score = |i: usize, j: usize| {
        let (Some(&i), Some(&j)) = (l.get(i), r.get(j)) else { return f32::NEG_INFINITY };
        let (Some(a), Some(b)) = (left.get(i), right.get(j)) else { return f32::NEG_INFINITY };
        let under = votes.get(&(i, j)).copied().unwrap_or(0) as f32;
        let mut score = 2.0 * under.ln_1p();
        score += match (a.number, b.number) {
            // Ordinals say more than what stands below: a heading that is lost leaves
            // all its items to the one before it.
            (Some(x), Some(y)) if x == y => 3.0,
            (Some(_), Some(_)) => -2.0,
            (None, None) => 0.5,
            _ => 0.0,
        };
        if a.depth != b.depth {
            score -= 1.5;
        }
        if !differences(&a.figures, &b.figures, None).is_empty() {
            score -= 2.0;
        }
        score
    };
    sequence(l.len(), r.len(), 1.5, score)
        .into_iter()
        .map(|(i, j)| (i.and_then(|i| l.get(i).copied()), j.and_then(|j| r.get(j).copied())))
        .collect()
}

/// Sorts pairs by the first version; what only the second has goes behind the
/// counterpart of what stands before it there.
pub(super) fn in_order(pairs: Vec<Step>, n: usize, m: usize) -> Vec<Step> {
    let mut of_left: Vec<Option<usize>> = vec![None; n];
    let mut has_left: Vec<bool> = vec![false; m];
    for (i, j) in &pairs {
        if let (Some(i), Some(j)) = (i, j) {
            if let Some(cell) = of_left.get_mut(*i) {
                *cell = Some(*j);
            }
            if let Some(cell) = has_left.get_mut(*j) {
                *cell = true;
            }
        }
    }
    let mut out = Vec::with_capacity(n.max(m));
    let mut follow = |from: usize, out: &mut Vec<Step>| {
        let mut j = from;
        while has_left.get(j) == Some(&false) {
            out.push((None, Some(j)));
            if let Some(cell) = has_left.get_mut(j) {
                *cell = true;
            }
            j += 1;
        }
    };
    follow(0, &mut out);
    for (i, counterpart) in of_left.iter().enumerate() {
        out.push((Some(i), *counterpart));
        if let Some(j) = counterpart {
            follow(j + 1, &mut out);
        }
    }
    out
}
