//! Which unit of one version is which unit of the other.
//!
//! Parts first, then, within a pair of parts, headings, items and paragraphs in
//! one sequence, where several units of one version may stand in one of the other,
//! and last what is left over by number and content (something moved).

use std::collections::{BTreeMap, HashMap};

use std::ops::Range;

use super::figures::differences;
use super::runs::runs;
use super::score::{GAP, Scorer};
use super::sequence::{Bead, Step, align as sequence, align_runs};
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
    /// Units of the first version without a counterpart of their own, and the unit before
    /// them in whose counterpart their text stands.
    pub joined_left: BTreeMap<usize, usize>,
    /// The same of the second version.
    pub joined_right: BTreeMap<usize, usize>,
}

impl PartPairs {
    /// Pairs of parts that are not known yet.
    pub(super) fn of(pairs: Vec<Step>) -> Self {
        Self { pairs, ..Self::default() }
    }
}

/// Aligns two versions.
#[must_use]
pub fn align(left: &[PartUnits<'_>], right: &[PartUnits<'_>]) -> Vec<PartPairs> {
    align_parts(left, right, part_pairs)
}

pub(super) fn align_parts(
    left: &[PartUnits<'_>],
    right: &[PartUnits<'_>],
    part_pairs: impl Fn(&[Unit<'_>], &[Unit<'_>]) -> PartPairs,
) -> Vec<PartPairs> {
    let mut out = Vec::new();
    for (l, r) in parts(left, right) {
        let pairs = match (l.and_then(|i| left.get(i)), r.and_then(|j| right.get(j))) {
            (Some(a), Some(b)) => part_pairs(&a.units, &b.units),
            (Some(a), None) => PartPairs::of((0..a.units.len()).map(|i| (Some(i), None)).collect()),
            (None, Some(b)) => PartPairs::of((0..b.units.len()).map(|j| (None, Some(j))).collect()),
            (None, None) => PartPairs::default(),
        };
        out.push(PartPairs { left: l, right: r, ..pairs });
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

fn part_pairs(left: &[Unit<'_>], right: &[Unit<'_>]) -> PartPairs {
    let (l, r) = (indices(left, |u| u.kind != Kind::Line), indices(right, |u| u.kind != Kind::Line));
    let mut out = PartPairs::of(lines(left, right));
    for (a, b) in texts((left, &l), (right, &r)) {
        let mut of_left = l.get(a).unwrap_or_default().iter().copied();
        let mut of_right = r.get(b).unwrap_or_default().iter().copied();
        let heads = (of_left.next(), of_right.next());
        out.pairs.push(heads);
        for i in of_left {
            out.pairs.push((Some(i), None));
            out.joined_left.extend(heads.0.map(|head| (i, head)));
        }
        for j in of_right {
            out.pairs.push((None, Some(j)));
            out.joined_right.extend(heads.1.map(|head| (j, head)));
        }
    }
    out.pairs = in_order(out.pairs, left.len(), right.len());
    out
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

/// Headings, items and paragraphs. `l` and `r` are their indices.
fn texts((left, l): (&[Unit<'_>], &[usize]), (right, r): (&[Unit<'_>], &[usize])) -> Vec<Bead> {
    let (left_runs, right_runs) = (runs(left, l), runs(right, r));
    let scorer = Scorer::new(
        (l.iter().filter_map(|i| left.get(*i)).collect(), &left_runs),
        (r.iter().filter_map(|j| right.get(*j)).collect(), &right_runs),
    );
    let sequence = |score: &dyn Fn(&Range<usize>, &Range<usize>) -> f32| {
        align_runs((l.len(), &left_runs), (r.len(), &right_runs), GAP, score)
    };
    // Two readings: numbers are trusted, or the texts alone decide. The first is
    // right where an item is lost or moved, the second where numbers were
    // exchanged, or where a loss was covered up by renumbering.
    let by_number = sequence(&|a, b| scorer.content(a, b) + scorer.number(a, b));
    let by_content = sequence(&|a, b| scorer.content(a, b));
    let number = |list: &[usize], units: &[Unit<'_>], at: usize| {
        list.get(at).and_then(|i| units.get(*i)).and_then(|u| u.number).map(i64::from)
    };
    let worth = |beads: &[Bead]| -> f32 {
        let mut total = 0.0;
        let mut offset = 0;
        for (a, b) in beads {
            if a.is_empty() || b.is_empty() {
                total -= GAP;
                continue;
            }
            total += scorer.content(a, b);
            if let (Some(x), Some(y)) = (number(l, left, a.start), number(r, right, b.start)) {
                total += if y - x == offset { 0.5 } else { -1.5 };
                offset = y - x;
            }
        }
        total
    };
    let beads = if worth(&by_content) > worth(&by_number) + 0.5 { by_content } else { by_number };
    moved(beads, &scorer)
}

/// Pairs what the sequence left alone on both sides: the same number with a text
/// that fits, or else a text that fits well, was moved.
fn moved(beads: Vec<Bead>, scorer: &Scorer<'_, '_>) -> Vec<Bead> {
    let alone_left: Vec<&Range<usize>> = beads.iter().filter(|b| b.1.is_empty()).map(|b| &b.0).collect();
    let alone_right: Vec<&Range<usize>> = beads.iter().filter(|b| b.0.is_empty()).map(|b| &b.1).collect();
    // The fewer are left over on either side, the rather they are one and not two.
    let (l, r) = (alone_left.len(), alone_right.len());
    let enough = |number: f32, same: bool| match (l.min(r), l.max(r)) {
        _ if number > 0.0 => -3.1,
        (1, 1) => -2.0,
        (1, 2..=4) if same => 0.5,
        _ => 0.0,
    };
    let mut candidates: Vec<(f32, usize, usize)> = Vec::new();
    for a in alone_left {
        for b in &alone_right {
            let Some(same) = scorer.same_kind(a, b) else { continue };
            let (number, text) = (scorer.number(a, b), scorer.text(a, b));
            if text > enough(number, same) {
                candidates.push((number + text, a.start, b.start));
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
    beads
        .into_iter()
        .filter_map(|(a, b)| match (a.is_empty(), b.is_empty()) {
            (false, true) => {
                let there = taken.get(&a.start).map_or(b, |j| *j..j + 1);
                Some((a, there))
            }
            (true, false) if used.contains_key(&b.start) => None,
            _ => Some((a, b)),
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
