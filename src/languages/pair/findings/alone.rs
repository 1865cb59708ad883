//! B001: what stands in one version only.
//!
//! Neighbours that do are told once, and where something else stands in their place
//! in the other version, both are told together.

use super::scene::{Finding, Scene, Side, name, short};
use crate::diagnostic::Related;
use crate::languages::pair::sequence::Step;
use crate::languages::pair::units::{Kind, Unit};
use crate::rules::b001_missing_counterpart;
use crate::text::Certainty;

/// Units of one version, one behind the other, without a counterpart.
struct Group {
    side: Side,
    first: usize,
    last: usize,
    /// How many there are, but for those that stand in another of them.
    count: usize,
    /// Where the first stands among the pairs.
    at: usize,
}

pub(super) fn check(scene: &Scene<'_, '_>, out: &mut Vec<Finding>) {
    let mut groups = groups(scene).into_iter().peekable();
    while let Some(group) = groups.next() {
        // Nothing that has a counterpart stands between the two.
        let instead = groups.next_if(|next| {
            let between = scene.pairs.get(group.at..next.at).unwrap_or_default();
            let kind = |g: &Group| scene.units(g.side).get(g.first).map(|u| u.kind);
            kind(next) == kind(&group)
                && next.side != group.side
                && between.iter().all(|(i, j)| i.is_none() || j.is_none())
        });
        report(scene, &group, instead.as_ref(), out);
    }
}

fn groups(scene: &Scene<'_, '_>) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    for (at, step) in scene.pairs.iter().enumerate() {
        let (side, index) = match *step {
            (Some(i), None) => (Side::Left, i),
            (None, Some(j)) => (Side::Right, j),
            _ => continue,
        };
        let Some(unit) = scene.units(side).get(index) else { continue };
        // Titles and dates may be laid out differently.
        let title = scene.untitled && index == 0 && unit.kind == Kind::Paragraph;
        if unit.kind == Kind::Line || title || scene.is_joined(side, index) {
            continue;
        }
        // What stands in something that is missing is missing with it.
        let within = [unit.section, unit.parent].into_iter().flatten().any(|i| scene.is_gone(side, i));
        if let Some(group) = out.last_mut().filter(|g| g.side == side && g.last + 1 == index) {
            group.last = index;
            group.count += usize::from(!within);
        } else if !within {
            out.push(Group { side, first: index, last: index, count: 1, at });
        }
    }
    out
}

fn report(scene: &Scene<'_, '_>, group: &Group, instead: Option<&Group>, out: &mut Vec<Finding>) {
    let called = |group: &Group| -> Option<(String, &Unit<'_>)> {
        let unit = scene.units(group.side).get(group.first)?;
        let more = match group.count {
            0 | 1 => String::new(),
            count => format!(" and {} more behind it", count - 1),
        };
        Some((format!("{}{more}", name(unit)), unit))
    };
    let Some((what, unit)) = called(group) else { return };
    let several = if group.count > 1 { "stand" } else { "stands" };
    let other = instead.and_then(|g| Some((g.side, called(g)?)));
    let message = match &other {
        None => format!("{what} {several} in this version only"),
        Some((_, (there, _))) => format!("{what} {several} in this version where {there} is in the other"),
    };
    let certainty = if instead.is_some() { Certainty::Medium } else { certainty(scene, group) };
    let mut diagnostic = b001_missing_counterpart::RULE.report(unit.span, message).certainty(certainty);
    diagnostic.label = "no counterpart in the other version".to_owned();
    diagnostic.found = Some(short(unit.text));
    let related = match other {
        Some((side, (_, unit))) => Some((side, "this stands in its place", unit.span)),
        None => anchor(scene, group, false)
            .map(|(own, unit)| (own.other(), "it should stand after this", unit.span)),
    };
    let related = related.map(|(side, message, span)| (side, Related { message: message.to_owned(), span }));
    out.push(Finding { side: group.side, diagnostic, related: related.into_iter().collect() });
}

/// The counterpart of the nearest unit before a group that has one, or behind it; and
/// the group's own side.
fn anchor<'s, 't>(scene: &Scene<'s, 't>, group: &Group, behind: bool) -> Option<(Side, &'s Unit<'t>)> {
    let (before, after) = scene.pairs.split_at_checked(group.at)?;
    let counterpart = |(i, j): &Step| if group.side == Side::Left { (*i).and(*j) } else { (*j).and(*i) };
    let other =
        if behind { after.iter().find_map(counterpart) } else { before.iter().rev().find_map(counterpart) }?;
    Some((group.side, scene.units(group.side.other()).get(other)?))
}

/// A number that is skipped, or a heading, is missed for sure. A text without a number
/// may as well stand in its neighbour's counterpart.
fn certainty(scene: &Scene<'_, '_>, group: &Group) -> Certainty {
    let Some(unit) = scene.units(group.side).get(group.first) else { return Certainty::Low };
    let numbered = [false, true].into_iter().filter_map(|behind| anchor(scene, group, behind));
    let numbered = numbered.filter(|(_, u)| u.kind == unit.kind && u.number.is_some()).count();
    match unit.number {
        Some(_) if unit.kind == Kind::Heading || numbered > 0 => Certainty::High,
        None if unit.kind == Kind::Paragraph => Certainty::Low,
        _ => Certainty::Medium,
    }
}
