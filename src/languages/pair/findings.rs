//! What two aligned versions disagree in, one finding a fault.

mod numbers;
mod places;
mod scene;

use std::collections::HashSet;

use super::align::PartPairs;
use super::figures::{Figure, differences, figures};
use super::locate::locate;
use super::units::{Kind, PartUnits, Unit};
use crate::Source;
use crate::diagnostic::Related;
use crate::rules::{b001_missing_counterpart, b003_figure_mismatch};
use crate::tree::Document;
pub use scene::{Finding, Side};
use scene::{Scene, name, short};

/// Everything two versions disagree in, in the order of the first.
#[must_use]
pub fn findings(
    left: (&Source, &[PartUnits<'_>]),
    right: (&Source, &[PartUnits<'_>]),
    parts: &[PartPairs],
    year: Option<u32>,
) -> Vec<Finding> {
    let mut out = Vec::new();
    for pair in parts {
        match (pair.left.and_then(|i| left.1.get(i)), pair.right.and_then(|j| right.1.get(j))) {
            (Some(a), Some(b)) => {
                let mut scene = Scene {
                    left_source: left.0,
                    right_source: right.0,
                    left: &a.units,
                    right: &b.units,
                    pairs: &pair.pairs,
                    settled: HashSet::new(),
                };
                missing(&scene, &mut out);
                places::check(&mut scene, &mut out);
                numbers::check(&mut scene, &mut out);
                figure_mismatches(&scene, year, &mut out);
            }
            (Some(part), None) => missing_part(Side::Left, part, &mut out),
            (None, Some(part)) => missing_part(Side::Right, part, &mut out),
            (None, None) => {}
        }
    }
    out
}

/// The year that 去年 and `this year` count from.
pub(super) fn year_of(document: &Document<'_>) -> Option<u32> {
    let issued = document.parts.iter().filter_map(|p| p.issued.as_deref());
    let signed = document.parts.iter().flat_map(|p| p.signatories.iter().filter_map(|s| s.date.as_deref()));
    let printed = issued.chain(document.front.meeting_date.as_deref()).chain(signed);
    printed.flat_map(figures).find_map(|f| match f.value {
        super::figures::Value::Number(n) => {
            n.as_whole().and_then(|n| u32::try_from(n).ok()).filter(|n| (1800..2200).contains(n))
        }
        _ => None,
    })
}

fn missing_part(side: Side, part: &PartUnits<'_>, out: &mut Vec<Finding>) {
    // What stands before the body need not be there at all.
    if part.kind.is_none() || part.units.is_empty() {
        return;
    }
    let message = format!("the part {} stands in this version only", part.path);
    let mut diagnostic = b001_missing_counterpart::RULE.report(part.span, message);
    diagnostic.label = "no counterpart".to_owned();
    out.push(Finding { side, diagnostic, related: Vec::new() });
}

fn missing(scene: &Scene<'_, '_>, out: &mut Vec<Finding>) {
    for (k, step) in scene.pairs.iter().enumerate() {
        let (side, index) = match *step {
            (Some(i), None) => (Side::Left, i),
            (None, Some(j)) => (Side::Right, j),
            _ => continue,
        };
        let units = scene.units(side);
        let Some(unit) = units.get(index) else { continue };
        // Titles and dates may be laid out differently; and what stands in
        // something that is missing is missing with it.
        let inside = [unit.section, unit.parent].into_iter().flatten();
        if unit.kind == Kind::Line || inside.into_iter().any(|i| gone(scene, side, i)) {
            continue;
        }
        let message = format!("{} stands in this version only", name(unit));
        let mut diagnostic = b001_missing_counterpart::RULE.report(unit.span, message);
        diagnostic.label = "no counterpart in the other version".to_owned();
        diagnostic.found = Some(short(unit.text));
        let before = scene.pairs.get(..k).unwrap_or_default().iter().rev();
        let neighbour = before.filter(|(i, j)| i.is_some() && j.is_some()).find_map(|(i, j)| {
            let (other, index) = if side == Side::Left { (Side::Right, (*j)?) } else { (Side::Left, (*i)?) };
            let unit = scene.units(other).get(index)?;
            Some((other, Related { message: "it should stand after this".to_owned(), span: unit.span }))
        });
        out.push(Finding { side, diagnostic, related: neighbour.into_iter().collect() });
    }
}

/// Whether a unit or anything around it has no counterpart.
fn gone(scene: &Scene<'_, '_>, side: Side, index: usize) -> bool {
    let mut at = Some(index);
    while let Some(i) = at {
        if scene.partner(side, i).is_none() {
            return true;
        }
        // Headings and items only point backwards, so this ends.
        at = scene.units(side).get(i).and_then(|u| u.parent.or(u.section)).filter(|up| *up < i);
    }
    false
}

fn figure_mismatches(scene: &Scene<'_, '_>, year: Option<u32>, out: &mut Vec<Finding>) {
    for (i, j, a, b) in scene.both() {
        if scene.settled.contains(&(i, j)) {
            continue;
        }
        let difference = differences(&a.figures, &b.figures, year);
        if difference.is_empty() {
            continue;
        }
        let words = |unit: &Unit<'_>, list: &[Figure]| {
            let words: Vec<String> =
                list.iter().filter_map(|f| Some(format!("“{}”", unit.text.get(f.range.clone())?))).collect();
            words.join(", ")
        };
        let (here, there) = (words(a, &difference.left), words(b, &difference.right));
        let whose = name(a);
        let message = match (here.is_empty(), there.is_empty()) {
            (false, false) => format!("{whose} says {here} in one version and {there} in the other"),
            (false, true) => format!("{whose} says {here} in this version only"),
            _ => format!("{whose} says {there} in this version only"),
        };
        let place = |source: &Source, unit: &Unit<'_>, list: &[Figure]| {
            list.first().map_or(unit.span, |f| locate(source, unit, &f.range))
        };
        let on_left = (Side::Left, place(scene.left_source, a, &difference.left));
        let on_right = (Side::Right, place(scene.right_source, b, &difference.right));
        let (main, other) = if here.is_empty() { (on_right, on_left) } else { (on_left, on_right) };
        let mut diagnostic = b003_figure_mismatch::RULE.report(main.1, message);
        diagnostic.label = "differs from the other version".to_owned();
        let (found, expected) = if here.is_empty() { (there, here) } else { (here, there) };
        diagnostic.found = Some(found);
        diagnostic.expected = Some(expected).filter(|e| !e.is_empty());
        let related = Related { message: "its counterpart".to_owned(), span: other.1 };
        out.push(Finding { side: main.0, diagnostic, related: vec![(other.0, related)] });
    }
}
