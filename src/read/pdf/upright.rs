//! Pages whose characters stand upright one below the other, in lines from the right to the left,
//! as Chinese may be set: they are turned, so that their lines lie as those of other pages do.

use super::glyph::{Glyph, Way};
use super::line::is_wide;

/// How much white is between a character and the next one below it at most, in em.
const NEXT: f32 = 1.5;
/// How far the middles of two characters of a line may lie apart, in em.
const ASKEW: f32 = 0.4;
/// Fewer characters below each other are a list of numbers.
const FEWEST: usize = 4;
/// How far above its baseline a character begins, and how far its middle is from the baseline of
/// text that is set on its side, in em.
const ASCENT: f32 = 0.88;
const MIDDLE: f32 = 0.35;

/// How a character follows the one drawn before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Down,
    Across,
    Away,
}

/// Where a character that stands upright or on its side is on the page: its middle, its top and its foot.
fn place(glyph: &Glyph, width: f32) -> Option<(f32, f32, f32)> {
    match glyph.way {
        Way::Right => {
            let top = glyph.y - ASCENT * glyph.size;
            Some((glyph.x.midpoint(glyph.end), top, top + glyph.size))
        }
        Way::Down => Some((width - glyph.y + MIDDLE * glyph.size, glyph.x, glyph.end)),
        Way::Left | Way::Up | Way::Slanted => None,
    }
}

fn step(before: &Glyph, next: &Glyph, width: f32) -> Step {
    let (Some(one), Some(two)) = (place(before, width), place(next, width)) else { return Step::Away };
    let em = before.size.max(next.size);
    let (aside, below) = (two.0 - one.0, two.1 - one.1);
    // Fonts that are not made for it may have what stands upright too low.
    let least = if before.way == next.way { 0.02 } else { -0.5 };
    if aside.abs() < ASKEW * em && below > least * em && two.1 - one.2 < NEXT * em {
        Step::Down
    } else if before.way == next.way && below.abs() < ASKEW * em && aside > 0.0 && next.x - before.end < em {
        Step::Across
    } else {
        Step::Away
    }
}

/// Turns the upright characters of a page that is so set to run down it, as those do that lie on
/// their side. Horizontal lines, such as page numbers, stay as they are. `glyphs` are in the order
/// in which they are drawn.
pub(super) fn turn(glyphs: &mut [Glyph], width: f32) {
    let steps: Vec<Step> = glyphs.windows(2).map(|pair| step(&pair[0], &pair[1], width)).collect();
    let count = |wanted: Step| steps.iter().filter(|step| **step == wanted).count();
    let upright = |glyph: &Glyph| glyph.way == Way::Right && is_wide(glyph.char);
    let han =
        steps.iter().zip(&*glyphs).filter(|(step, glyph)| **step == Step::Down && upright(glyph)).count();
    if han < FEWEST || count(Step::Down) <= count(Step::Across) {
        return;
    }
    // From the top of the lines to their foot: a character may be all that a line holds.
    let below_another = steps.iter().zip(glyphs.iter().skip(1)).filter(|(step, _)| **step == Step::Down);
    let tops = below_another.filter_map(|(_, glyph)| place(glyph, width)).map(|place| place.1);
    let (top, foot) = tops.fold((f32::MAX, f32::MIN), |(a, b), top| (a.min(top), b.max(top)));
    // Characters that stand beside each other take the place of one, or are a line of their own.
    let mut at = 0;
    while at < glyphs.len() {
        let across = steps.iter().skip(at).take_while(|step| **step == Step::Across).count();
        let below = |step: Option<&Step>| step == Some(&Step::Down);
        let (first, last) = (glyphs[at], glyphs[at + across]);
        let alone =
            |own: (f32, f32, f32)| is_wide(first.char) && top - 2.0 * first.size < own.1 && own.1 <= foot;
        let in_line = below(at.checked_sub(1).and_then(|before| steps.get(before)))
            || below(steps.get(at + across))
            || across == 0 && place(&first, width).is_some_and(alone);
        if in_line && first.way == Way::Right && last.end - first.x < 2.0 * first.size {
            let middle = first.x.midpoint(last.end);
            for (n, glyph) in glyphs[at..=at + across].iter_mut().enumerate() {
                let (top, part) = (glyph.y - ASCENT * glyph.size, glyph.size / (across + 1) as f32);
                (glyph.x, glyph.end) = (top + part * n as f32, top + part * (n + 1) as f32);
                (glyph.y, glyph.way) = (width - middle + MIDDLE * glyph.size, Way::Down);
            }
        }
        at += across + 1;
    }
    // A font without measures for upright lines has them drawn with gaps that are none, and out of their order.
    for (at, _) in steps.iter().enumerate().filter(|(_, step)| **step == Step::Down) {
        if let [before, next] = &mut glyphs[at..at + 2] {
            next.x = next.x.max(before.x + 0.1 * before.size);
            next.end = next.end.max(next.x);
            before.end = next.x;
        }
    }
}
