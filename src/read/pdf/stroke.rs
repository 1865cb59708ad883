//! The straight lines that are drawn on a page.

use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point};

/// A filled stretch that is no thicker is a line, in points.
const THICK: f64 = 3.0;
/// A page with more is a drawing.
pub(super) const MOST: usize = 20_000;

/// A straight line that is drawn on a page, in points from its top left.
pub(super) type Stroke = [Point; 2];

/// Adds the straight lines of a path, drawn with a pen or as a thin filled stretch.
pub(super) fn add(path: &BezPath, transform: Affine, filled: bool, out: &mut Vec<Stroke>) {
    if out.len() > MOST {
        return;
    }
    let (mut first, mut last) = (Point::ORIGIN, Point::ORIGIN);
    // The corners of a stretch that is filled.
    let mut corners: Option<[Point; 2]> = None;
    let end_stretch = |corners: Option<[Point; 2]>, out: &mut Vec<Stroke>| {
        let Some([a, b]) = corners.filter(|_| filled) else { return };
        let middle = a.midpoint(b);
        let (wide, high) = (b.x - a.x, b.y - a.y);
        if high <= THICK && wide > THICK {
            out.push([Point::new(a.x, middle.y), Point::new(b.x, middle.y)]);
        } else if wide <= THICK && high > THICK {
            out.push([Point::new(middle.x, a.y), Point::new(middle.x, b.y)]);
        }
    };
    for element in path {
        let to = match element {
            PathEl::MoveTo(to) => {
                end_stretch(corners.take(), out);
                first = transform * to;
                first
            }
            PathEl::LineTo(to) | PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => transform * to,
            PathEl::ClosePath => first,
        };
        if !filled && matches!(element, PathEl::LineTo(_) | PathEl::ClosePath) {
            out.push([last, to]);
        }
        let [a, b] = corners.unwrap_or([to, to]);
        corners = Some([Point::new(a.x.min(to.x), a.y.min(to.y)), Point::new(b.x.max(to.x), b.y.max(to.y))]);
        last = to;
    }
    end_stretch(corners, out);
}
