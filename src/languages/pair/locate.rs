//! From a byte of a joined text back to the byte of the source it came from.

use std::ops::Range;

use super::units::Unit;
use crate::Source;
use crate::text::Span;

/// Where a range of a unit's text stands in the source.
///
/// A range that was joined from two lines gives the span over both. Where the
/// tree keeps no pieces, or they do not spell the text, the unit's own span is
/// the answer.
#[must_use]
pub(super) fn locate(source: &Source, unit: &Unit<'_>, range: &Range<usize>) -> Span {
    if unit.pieces.is_empty() {
        let start = unit.span.range().start;
        let whole = source.text().get(start..start + unit.text.len()) == Some(unit.text);
        return if whole { Span::new(start + range.start, start + range.end) } else { unit.span };
    }
    // Text offset at which each piece begins.
    let mut at = 0;
    let mut first: Option<usize> = None;
    let mut last: Option<usize> = None;
    for piece in unit.pieces {
        let Some(raw) = source.text().get(piece.range()) else { return unit.span };
        let rest = unit.text.get(at..).unwrap_or_default();
        if !rest.starts_with(raw) {
            // One space joins Latin words.
            let Some(after) = rest.strip_prefix(' ') else { return unit.span };
            if !after.starts_with(raw) {
                return unit.span;
            }
            at += 1;
        }
        let end = at + raw.len();
        let base = piece.range().start;
        if first.is_none() && range.start < end {
            first = Some(base + range.start.max(at) - at);
        }
        if range.end > at && range.end <= end {
            last = Some(base + range.end - at);
        }
        at = end;
    }
    match (first, last) {
        (Some(start), Some(end)) if start <= end => Span::new(start, end),
        _ => unit.span,
    }
}
