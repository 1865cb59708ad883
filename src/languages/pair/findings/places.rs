//! B002: counterparts that stand in different sections, or in another order.

use std::collections::HashSet;

use super::scene::{Finding, Scene, Side, name};
use crate::diagnostic::Related;
use crate::languages::pair::units::{Kind, Unit};
use crate::rules::b002_section_mismatch;

pub(super) fn check(scene: &mut Scene<'_, '_>, out: &mut Vec<Finding>) {
    // Neighbours that moved between the same two sections moved for one reason.
    let mut last: Option<(Option<usize>, Option<usize>)> = None;
    let mut settled = Vec::new();
    for (i, j, a, b) in scene.both() {
        if a.parent.is_some() || b.parent.is_some() || !matches!(a.kind, Kind::Item | Kind::Paragraph) {
            continue;
        }
        if !differ(scene, a.section, b.section) {
            last = None;
            continue;
        }
        settled.push((i, j));
        let places = (a.section, b.section);
        if last.replace(places) == Some(places) {
            continue;
        }
        let title = |units: &[Unit<'_>], at: Option<usize>| {
            at.and_then(|i| units.get(i)).map_or_else(|| "no section".to_owned(), name)
        };
        let (here, there) = (title(scene.left, a.section), title(scene.right, b.section));
        let message = format!("{} stands in {here} in one version and in {there} in the other", name(a));
        let mut diagnostic = b002_section_mismatch::RULE.report(a.span, message);
        diagnostic.label = format!("stands in {here}");
        diagnostic.found = Some(here);
        diagnostic.expected = Some(there.clone());
        let related = Related { message: format!("its counterpart stands in {there}"), span: b.span };
        out.push(Finding { side: Side::Left, diagnostic, related: vec![(Side::Right, related)] });
    }
    scene.settled.extend(settled);
    order(scene, out);
}

/// Whether two places are not each other's counterparts. A heading that has no
/// counterpart is a finding of its own and explains all that stands under it.
fn differ(scene: &Scene<'_, '_>, a: Option<usize>, b: Option<usize>) -> bool {
    match (a, b) {
        (None, None) => false,
        (Some(x), None) => scene.partner(Side::Left, x).is_some(),
        (None, Some(y)) => scene.partner(Side::Right, y).is_some(),
        (Some(x), Some(y)) => {
            let (to, from) = (scene.partner(Side::Left, x), scene.partner(Side::Right, y));
            to.is_some() && from.is_some() && to != Some(y)
        }
    }
}

/// Items that stand in another order within their section.
fn order(scene: &mut Scene<'_, '_>, out: &mut Vec<Finding>) {
    let pairs: Vec<_> = scene
        .both()
        .filter(|(i, j, a, _)| {
            matches!(a.kind, Kind::Item | Kind::Paragraph) && !scene.settled.contains(&(*i, *j))
        })
        .collect();
    let kept = longest_rising(&pairs.iter().map(|p| p.1).collect::<Vec<_>>());
    let mut moved: HashSet<usize> = HashSet::new();
    for (k, (i, j, a, b)) in pairs.iter().enumerate() {
        if kept.contains(&k) {
            continue;
        }
        moved.insert(*i);
        // What stands in something that was moved was moved with it.
        if a.parent.is_some_and(|up| moved.contains(&up)) {
            continue;
        }
        let message =
            format!("{} stands in another place among its neighbours in the other version", name(a));
        let mut diagnostic = b002_section_mismatch::RULE.report(a.span, message);
        diagnostic.label = "stands elsewhere in the other version".to_owned();
        let related = Related { message: "its counterpart".to_owned(), span: b.span };
        out.push(Finding { side: Side::Left, diagnostic, related: vec![(Side::Right, related)] });
        scene.settled.insert((*i, *j));
    }
}

/// Indices of a longest rising run through `values`: those that keep their order.
fn longest_rising(values: &[usize]) -> HashSet<usize> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (k, value) in values.iter().enumerate() {
        let at = tails.partition_point(|t| values.get(*t).is_some_and(|v| v < value));
        before.push(at.checked_sub(1).and_then(|p| tails.get(p)).copied());
        match tails.get_mut(at) {
            Some(tail) => *tail = k,
            None => tails.push(k),
        }
    }
    let mut out = HashSet::new();
    let mut at = tails.last().copied();
    while let Some(k) = at {
        out.insert(k);
        at = before.get(k).copied().flatten();
    }
    out
}
