//! Counterparts by what stands next to each other, for a text in which two
//! languages take turns and only one prints the numbers.

use std::cmp::Ordering;

use super::align::{PartPairs, align_parts, headings, in_order, indices, lines};
use super::figures::differences;
use super::sequence::Step;
use super::units::{Kind, PartUnits, Unit};

/// Aligns two languages of one text that take turns in it, by what stands next
/// to each other.
#[must_use]
pub fn neighbours(left: &[PartUnits<'_>], right: &[PartUnits<'_>]) -> Vec<PartPairs> {
    align_parts(left, right, |left, right| {
        PartPairs::of(in_order(pairs(left, right), left.len(), right.len()))
    })
}

/// Pairs the units of one part: of each run in one language, the first with the
/// first of the run in the other language that follows it, and so on.
fn pairs(left: &[Unit<'_>], right: &[Unit<'_>]) -> Vec<Step> {
    let leaf = |u: &Unit<'_>| matches!(u.kind, Kind::Item | Kind::Paragraph);
    // Either language may lead. The one that does not may begin a part whose
    // first text was lost, so what fits decides, and then what comes first.
    let [left_leads, right_leads] = [false, true].map(|leader| taking_turns(left, right, leader, leaf));
    let worse = |steps: &[Step]| steps.iter().filter(|step| !fits(left, right, **step)).count();
    let right_first = first(left, leaf) > first(right, leaf);
    let leader = match worse(&left_leads).cmp(&worse(&right_leads)) {
        Ordering::Less => false,
        Ordering::Greater => true,
        Ordering::Equal => right_first,
    };
    let leaves = if leader { right_leads } else { left_leads };
    let above = taking_turns(left, right, leader, |u| u.kind == Kind::Heading);
    let mut pairs = lines(left, right);
    // Headings that do not take turns are told by what stands under them.
    let alone = above.iter().filter(|s| s.0.is_none() || s.1.is_none()).count();
    if alone * 2 > above.len() {
        pairs.extend(headings(left, right, &leaves));
    } else {
        pairs.extend(above);
    }
    pairs.extend(leaves);
    pairs
}

/// The first byte of the first unit of a kind.
fn first(units: &[Unit<'_>], pass: impl Fn(&Unit<'_>) -> bool) -> Option<u32> {
    units.iter().find(|u| pass(u)).map(|u| u.span.start)
}

/// Whether two units are a pair and state the same.
fn fits(left: &[Unit<'_>], right: &[Unit<'_>], step: Step) -> bool {
    let (Some(a), Some(b)) = (step.0.and_then(|i| left.get(i)), step.1.and_then(|j| right.get(j))) else {
        return false;
    };
    differences(&a.figures, &b.figures, None).is_empty()
}

/// `leader` is the language of the first of each pair: true for the second version.
fn taking_turns(
    left: &[Unit<'_>],
    right: &[Unit<'_>],
    leader: bool,
    pass: impl Fn(&Unit<'_>) -> bool,
) -> Vec<Step> {
    let start = |units: &[Unit<'_>], i: usize| units.get(i).map_or(0, |u| u.span.start);
    let mut all: Vec<(u32, bool, usize)> = Vec::new();
    all.extend(indices(left, &pass).into_iter().map(|i| (start(left, i), false, i)));
    all.extend(indices(right, &pass).into_iter().map(|j| (start(right, j), true, j)));
    all.sort_unstable();
    let mut out = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let run = |from: usize, side: bool| {
            let behind = all.get(from..).unwrap_or_default();
            behind.iter().take_while(|u| u.1 == side).map(|u| u.2).collect::<Vec<_>>()
        };
        let first = run(at, leader);
        let second = run(at + first.len(), !leader);
        at += first.len() + second.len();
        // Of more in the first run the last ones stand next to their counterparts.
        let alone = first.len().saturating_sub(second.len());
        let mut step = |a: Option<usize>, b: Option<usize>| out.push(if leader { (b, a) } else { (a, b) });
        first.iter().take(alone).for_each(|a| step(Some(*a), None));
        for k in 0..second.len() {
            step(first.get(alone + k).copied(), second.get(k).copied());
        }
    }
    out
}
