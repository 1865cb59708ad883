//! What two aligned versions disagree in, one finding a fault.

mod alone;
mod numbers;
mod places;
mod scene;
mod stated;

use super::align::PartPairs;
use super::figures::{differences, figures};
use super::units::PartUnits;
use crate::Source;
use crate::diagnostic::Related;
use crate::rules::{b001_missing_counterpart, b003_figure_mismatch};
use crate::tree::{Document, PartKind};
pub use scene::{Finding, Side};
use scene::{Scene, name};
use stated::Stated;

/// Everything two versions disagree in, in the order of the first.
#[must_use]
pub fn findings(
    left: (&Source, &[PartUnits<'_>]),
    right: (&Source, &[PartUnits<'_>]),
    parts: &[PartPairs],
    year: Option<u32>,
) -> Vec<Finding> {
    let mut out = Vec::new();
    // A title that one version's layout tells, and that is a paragraph to the other.
    let titled = |parts: &[PartUnits<'_>]| parts.iter().any(|p| p.kind.is_none() && !p.units.is_empty());
    let titled = [titled(left.1), titled(right.1)];
    for pair in parts {
        match (pair.left.and_then(|i| left.1.get(i)), pair.right.and_then(|j| right.1.get(j))) {
            (Some(a), Some(b)) => {
                let mut scene = Scene::new((left.0, &a.units), (right.0, &b.units), pair);
                scene.untitled = titled[0] != titled[1] && a.kind == Some(PartKind::Body);
                alone::check(&scene, &mut out);
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
        super::figures::Value::Number(n) | super::figures::Value::Year(n) => {
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

fn figure_mismatches(scene: &Scene<'_, '_>, year: Option<u32>, out: &mut Vec<Finding>) {
    for (i, j, a, b) in scene.both() {
        if scene.settled.contains(&(i, j)) {
            continue;
        }
        let (left, right) = (Stated::of(scene, Side::Left, i), Stated::of(scene, Side::Right, j));
        let difference = differences(&left.figures, &right.figures, year);
        if difference.is_empty() {
            continue;
        }
        let (here, there) = (left.words(&difference.left), right.words(&difference.right));
        let whose = name(a);
        let message = match (here.is_empty(), there.is_empty()) {
            (false, false) => format!("{whose} says {here} in one version and {there} in the other"),
            (false, true) => format!("{whose} says {here} in this version only"),
            _ => format!("{whose} says {there} in this version only"),
        };
        let on_left = (Side::Left, left.place(&difference.left).unwrap_or(a.span));
        let on_right = (Side::Right, right.place(&difference.right).unwrap_or(b.span));
        let (main, other) = if here.is_empty() { (on_right, on_left) } else { (on_left, on_right) };
        let certainty = stated::certainty(&difference);
        let mut diagnostic = b003_figure_mismatch::RULE.report(main.1, message).certainty(certainty);
        diagnostic.label = "differs from the other version".to_owned();
        let (found, expected) = if here.is_empty() { (there, here) } else { (here, there) };
        diagnostic.found = Some(found);
        diagnostic.expected = Some(expected).filter(|e| !e.is_empty());
        let related = Related { message: "its counterpart".to_owned(), span: other.1 };
        out.push(Finding { side: main.0, diagnostic, related: vec![(other.0, related)] });
    }
}
