//! From repairs to faults: one fault of the paper may need several repairs
//! (a missing page tears the items and the headings), and is told once.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::markers::Style;

use super::beam::Step;
use super::damage::Damage;
use super::fault::{Fault, FaultKind, Role};
use super::gaps::Reach;
use super::read::Reading;
use super::solve::{Mark, Place};
use super::structure::empties;
use crate::layout::declared::Declared;

/// Joins repairs that one fault explains, and says what each concerns.
pub(super) fn join(
    place: &Place<'_, '_>,
    mut damage: Vec<Damage>,
    marks: &[Mark],
    roles: &[Role],
    readings: &[Reading],
) -> Vec<Fault> {
    for d in &mut damage {
        d.fault.role = roles[d.rank as usize];
    }
    across_scopes(&mut damage, readings);
    // Headings and items that are missing at one place went with one page.
    let gap = |d: &Damage| matches!(d.fault.kind, FaultKind::Gap | FaultKind::WrongFirst);
    let torn: Vec<&Damage> = damage.iter().filter(|d| gap(d) && d.fault.role == Role::Item).collect();
    // An empty section lost its items: the gap in their numbers says the same.
    let empty: Vec<u32> = if torn.is_empty() {
        Vec::new()
    } else {
        empties(place, marks).iter().map(|&e| marks[e].at).collect()
    };
    let mut reaches: HashMap<u8, [Reach; 2]> = HashMap::new();
    let drop: Vec<bool> = damage
        .iter()
        .map(|d| match d.fault.role {
            _ if !gap(d) => false,
            Role::Section => {
                let [any, large] = reaches.entry(d.rank).or_insert_with(|| {
                    let below = || torn.iter().filter(|t| t.rank > d.rank);
                    [Reach::new(below()), Reach::new(below().filter(|t| t.size >= 3))]
                });
                any.touches(d.at, d.at) || large.touches(d.before, d.at)
            }
            Role::Item => empty.get(empty.partition_point(|&e| e < d.before)).is_some_and(|&e| e < d.at),
        })
        .collect();
    let mut keep = drop.iter();
    damage.retain(|_| !keep.next().copied().unwrap_or(false));
    damage.into_iter().map(|d| d.fault).collect()
}

/// An item that was moved to another section, where each numbers its own: the
/// gap it left and the stranger it became are one fault.
fn across_scopes(damage: &mut Vec<Damage>, readings: &[Reading]) {
    let moved =
        |d: &Damage| d.fault.kind == FaultKind::Displaced && !d.paired && starts_over(readings, d.style);
    if !damage.iter().any(moved) {
        return;
    }
    let mut homes: HashMap<(u8, u32), VecDeque<usize>> = HashMap::new();
    for (i, d) in damage.iter().enumerate() {
        if let Some((a, _)) = d.fault.missing.filter(|(a, z)| a == z && d.size == 1) {
            homes.entry((d.rank, a)).or_default().push_back(i);
        }
    }
    let mut gone = vec![false; damage.len()];
    for d in damage.iter().filter(|d| moved(d)) {
        if let Some(home) = homes.get_mut(&(d.rank, d.value)).and_then(VecDeque::pop_front) {
            gone[home] = true;
        }
    }
    let mut gone = gone.iter();
    damage.retain(|_| !gone.next().copied().unwrap_or(false));
}

fn starts_over(readings: &[Reading], style: Style) -> bool {
    readings.iter().any(|r| r.key.style == style && r.starts_over)
}
/// With which number the outermost items end, or how many there are where they
/// start over in each section; missing ones are counted in.
pub(super) fn ends_at(readings: &[Reading], roles: &[Role], marks: &[Mark]) -> Option<(u32, u32)> {
    let rank = marks.iter().filter(|m| m.role == Role::Item).map(|m| m.rank).min()?;
    let reading = readings.get(rank as usize).filter(|_| roles.get(rank as usize) == Some(&Role::Item))?;
    let (mut last, mut at, mut total) = (0, None, 0);
    let mut early: HashSet<u32> = HashSet::new();
    for (i, (token, step)) in reading.tokens.iter().zip(&reading.steps).enumerate() {
        if reading.over[i] && reading.starts_over {
            total += last;
            last = 0;
        }
        match step {
            Step::Text | Step::Side | Step::Early | Step::Late | Step::Repeat => {
                if *step == Step::Early {
                    early.insert(token.value);
                }
                at = if matches!(step, Step::Text | Step::Side) { at } else { Some(token.candidate) };
            }
            Step::Misprint { expected } => (last, at) = (*expected, Some(token.candidate)),
            Step::Restart | Step::LostHeading => {
                total += last;
                (last, at) = (token.value, Some(token.candidate));
            }
            Step::Explained if token.value < last => {
                total += last;
                (last, at) = (token.value, Some(token.candidate));
            }
            _ => (last, at) = (token.value, Some(token.candidate)),
        }
    }
    // The last items may have been moved forward.
    while early.contains(&(last + 1)) {
        last += 1;
    }
    at.map(|candidate| (total + last, candidate))
}

/// The declared count against the count that is there.
pub(super) fn miscounted(
    place: &Place<'_, '_>,
    declared: &Declared,
    ends_at: Option<(u32, u32)>,
    marks: &[Mark],
) -> Option<Fault> {
    let (there, last) = ends_at?;
    if there == declared.count || marks.is_empty() {
        return None;
    }
    // Where numbers come twice because a list began over, the items are all there.
    let rank = marks.iter().filter(|m| m.role == Role::Item).map(|m| m.rank).min();
    let printed = marks.iter().filter(|m| m.role == Role::Item && Some(m.rank) == rank).count() as u32;
    if printed > there && printed == declared.count {
        return None;
    }
    let span = place.lines.candidates[last as usize].span;
    Some(Fault {
        kind: FaultKind::DeclaredCount,
        role: Role::Item,
        span: declared.span,
        expected: Some(there.to_string()),
        found: Some(declared.count.to_string()),
        missing: None,
        labels: vec![(span, "the last item stands here".to_owned())],
    })
}
