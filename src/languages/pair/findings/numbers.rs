//! B003, for the numbers that items and sections themselves carry.
//!
//! A loss that was covered up by renumbering moves every number behind it; that
//! is one fault, which B001 reports. So a number is compared with what its place
//! among its neighbours makes of it, not only with its counterpart.

use std::collections::{HashMap, HashSet};

use super::scene::{Finding, Scene, Side, name};
use crate::diagnostic::Related;
use crate::languages::pair::units::{Kind, Unit};
use crate::rules::b003_figure_mismatch;

/// Where numbers are counted together: within a part, a section or an item.
type Group = (Kind, Option<usize>, Option<usize>);

/// The place of each unit among those that are numbered, or have a counterpart that is.
fn place(units: &[Unit<'_>], beside: &HashSet<usize>, within: impl Fn(&Unit<'_>) -> Group) -> Vec<i64> {
    let mut counts: HashMap<Group, i64> = HashMap::new();
    units
        .iter()
        .enumerate()
        .map(|(at, u)| {
            let (kind, section, parent) = within(u);
            let numbered = u.number.is_some() || beside.contains(&at);
            let kind = if numbered && kind == Kind::Paragraph { Kind::Item } else { kind };
            let count = counts.entry((kind, section, parent)).or_default();
            *count += i64::from(numbered);
            *count
        })
        .collect()
}

fn in_section(u: &Unit<'_>) -> Group {
    (u.kind, u.section, u.parent)
}

fn in_part(u: &Unit<'_>) -> Group {
    (u.kind, None, u.parent)
}

pub(super) fn check(scene: &mut Scene<'_, '_>, out: &mut Vec<Finding>) {
    let left: HashSet<usize> = scene.both().filter(|(.., b)| b.number.is_some()).map(|(i, ..)| i).collect();
    let right: HashSet<usize> =
        scene.both().filter(|(_, _, a, _)| a.number.is_some()).map(|(_, j, ..)| j).collect();
    let ranks = [in_section as fn(&Unit<'_>) -> Group, in_part]
        .map(|within| (place(scene.left, &left, within), place(scene.right, &right, within)));
    // The shift that was last reported, and whether the pair before had a fault.
    let mut known: HashMap<Group, i64> = HashMap::new();
    let mut in_fault: HashMap<Group, bool> = HashMap::new();
    let pairs: Vec<_> = scene
        .both()
        .filter(|(i, j, a, b)| a.number.is_some() && b.number.is_some() && !scene.settled.contains(&(*i, *j)))
        .collect();
    for (k, (i, j, a, b)) in pairs.iter().enumerate() {
        let shift =
            |a: &Unit<'_>, b: &Unit<'_>| i64::from(b.number.unwrap_or(0)) - i64::from(a.number.unwrap_or(0));
        let group = if a.kind == Kind::Heading { in_section(a) } else { in_part(a) };
        let off = shift(a, b);
        let explained = off == 0
            || known.get(&group) == Some(&off)
            || ranks
                .iter()
                .any(|(l, r)| matches!((l.get(*i), r.get(*j)), (Some(x), Some(y)) if y - x == off));
        if explained && a.inserted == b.inserted {
            in_fault.insert(group, false);
            if off == 0 {
                known.remove(&group);
            }
            continue;
        }
        let again = in_fault.insert(group, true) == Some(true);
        if pairs.get(k + 1).is_some_and(|(_, _, a, b)| shift(a, b) == off && off != 0) {
            known.insert(group, off);
        }
        scene.settled.insert((*i, *j));
        if again {
            continue;
        }
        let printed = |u: &Unit<'_>| {
            format!("{}{}", u.number.unwrap_or(0), u.inserted.map_or(String::new(), |c| c.to_string()))
        };
        let what = if a.kind == Kind::Heading { "section" } else { "item" };
        let message = format!(
            "the {what} numbered {} in one version is numbered {} in the other",
            printed(a),
            printed(b)
        );
        let mut diagnostic = b003_figure_mismatch::RULE.report(a.span, message);
        diagnostic.label = format!("numbered {} in the other version", printed(b));
        diagnostic.found = Some(printed(a));
        diagnostic.expected = Some(printed(b));
        let related = Related { message: format!("its counterpart, {}", name(b)), span: b.span };
        out.push(Finding { side: Side::Left, diagnostic, related: vec![(Side::Right, related)] });
    }
}
