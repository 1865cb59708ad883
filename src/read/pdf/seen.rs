//! Whether a person sees what a page draws: not text outside the part of the page that is drawn on,
//! nor white text where nothing but white is painted.

use hayro_interpret::Paint;
use hayro_interpret::kurbo::{BezPath, Rect, Shape};

/// A page that paints more is taken to be dark everywhere.
const MOST: usize = 2_000;
/// The least that red, green and blue are of white.
const WHITE: f32 = 0.98;

/// What is seen of the page at a moment of its drawing.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Around each part that is drawn on, the innermost last.
    clips: Vec<Rect>,
    /// Where something was painted that is not white.
    dark: Vec<Rect>,
}

impl Seen {
    pub(super) fn clip(&mut self, path: &BezPath) {
        self.clips.push(if path.elements().is_empty() { EVERYWHERE } else { path.bounding_box() });
    }

    pub(super) fn unclip(&mut self) {
        self.clips.pop();
    }

    /// Something is painted; without a place it may be anywhere.
    pub(super) fn paint(&mut self, place: Option<Rect>) {
        if self.dark.len() < MOST {
            self.dark.push(place.filter(|_| self.dark.len() + 1 < MOST).unwrap_or(EVERYWHERE));
        }
    }

    pub(super) fn shows(&self, place: Rect, white: bool) -> bool {
        let meets = |other: &Rect| {
            let apart =
                other.x1 <= place.x0 || place.x1 <= other.x0 || other.y1 <= place.y0 || place.y1 <= other.y0;
            !apart
        };
        self.clips.iter().all(meets) && (!white || self.dark.iter().any(meets))
    }
}

const EVERYWHERE: Rect = Rect::new(f64::MIN, f64::MIN, f64::MAX, f64::MAX);

pub(super) fn is_white(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => color.to_rgba().components().iter().take(3).all(|part| *part >= WHITE),
        Paint::Pattern(_) => false,
    }
}
