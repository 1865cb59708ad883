//! What each step costs, in hundredths; a repair costs about a thousand. The figures matter
//! only against each other, and each says which comparison it decides.

pub(super) type Cost = i32;

/// One number goes on with the list in a form that differs only in its stop: 1. and 2、
pub(super) const NEAR: Cost = 300;
/// A list that was closed goes on: items 8–15 under the next heading.
pub(super) const RUN_ON: Cost = 100;
/// … and leaves the rest of a ten free under the heading before.
pub(super) const NEXT_TEN: Cost = 200;
/// It does, although lists of its family start over elsewhere; or starts over where they run on.
pub(super) const WRONG_WAY: Cost = 400;
/// A list opens at 1 as a child: dearer than going on, far cheaper than a repair.
pub(super) const OPEN: Cost = 200;
/// Such lists opened under such markers before: an even habit is cheaper.
pub(super) const OPEN_SEEN: Cost = -100;
/// Its second number never comes.
pub(super) const OPEN_ALONE: Cost = 500;
/// … where the family opens more than two lists in this paper, or one of parts or chapters.
pub(super) const OPEN_ALONE_KNOWN: Cost = 150;
/// … and only a space or a word makes it a marker.
pub(super) const OPEN_ALONE_WEAK: Cost = 600;
/// The family is open already further out.
pub(super) const SAME_FAMILY: Cost = 200;
/// … and stands at the same number: what comes next can go on with only one of the two.
pub(super) const RIVAL: Cost = 650;
/// Opening a form of weakness 0, 1, 2. Going on costs three tenths of it.
pub(super) const WEAK: [Cost; 3] = [0, 100, 300];
/// A list starts over beside the old one: behind a line like a heading, behind a colon, behind
/// neither, which is a repair.
pub(super) const OVER_HEADING: Cost = 300;
pub(super) const OVER_COLON: Cost = 250;
pub(super) const OVER: Cost = 1000;
/// A dotted number hangs on the list that its levels name.
pub(super) const HANGS: Cost = 50;
/// … although a heading that stands in it would hold nothing.
pub(super) const LEFT_BARE: Cost = 250;
/// A dotted number goes on under another one than its levels name.
pub(super) const HANGS_BESIDE: Cost = 100;
/// The first list of the paper begins with 2: an unnumbered paragraph stands for 1.
pub(super) const IMPLICIT: Cost = 300;
/// Another list closes this one and stands in its place, behind a heading.
pub(super) const IN_ITS_PLACE: Cost = 500;
/// … although a colon announces it: nearly a repair.
pub(super) const IN_ITS_PLACE_COLON: Cost = 900;
/// … a short line, right before the next member of a list of sentences: cheaper than under the
/// member before.
pub(super) const BETWEEN: Cost = 50;
/// A part or a chapter opens or goes on inside an item.
pub(super) const DIVISION_INSIDE: Cost = 600;
/// Numbers so large open no list.
pub(super) const FAR: Cost = 200;
pub(super) const FAR_FROM: u32 = 200;

/// A list begins with another number than 1, with [`BIT`] for its size.
pub(super) const FIRST: Cost = 1000;
/// Numbers are missing, with [`BIT`] for how many: 13 → 113 is no hundred missing items.
pub(super) const GAP: Cost = 1000;
/// … and dots say so.
pub(super) const GAP_ELIDED: Cost = 0;
pub(super) const BIT: Cost = 30;
/// A number comes twice.
pub(super) const TWICE: Cost = 1000;
/// One number does not fit: dearer than a gap, so that 12, 14 at a list's end is a gap.
pub(super) const MISPRINT: Cost = 1120;
/// … but looks like the one that is due: cheaper than a gap of more than one.
pub(super) const MISPRINT_ALIKE: Cost = 1040;
/// … although the one that is due comes later.
pub(super) const MISPRINT_COMES: Cost = 500;
/// A number stands too early; and no number before it comes later.
pub(super) const EARLY: Cost = 1080;
pub(super) const EARLY_ALONE: Cost = 400;
/// A displaced number is found to fill its gap, or its place is passed.
pub(super) const HOME: Cost = 100;
/// … a gap of several.
pub(super) const HOME_OF_MANY: Cost = 200;
/// A number stands too late, and there is no gap for it.
pub(super) const LATE: Cost = 1200;
/// A whole run comes again, from an earlier number on: a page printed twice.
pub(super) const AGAIN: Cost = 1400;
/// A repair by a marker that only a space or a word makes one.
pub(super) const REPAIR_WEAK: Cost = 400;
/// An inserted number skips one: 14A, 14C.
pub(super) const INSERT_GAP: Cost = 100;

/// A would-be marker of weakness 0, 1, 2 is kept as text. An item lost in silence is worst of
/// all: dearer than any one repair.
pub(super) const TEXT: [Cost; 3] = [1600, 500, 50];
/// … on a line that goes on with the one before.
pub(super) const TEXT_TORN: Cost = 200;
/// … that reads as a reference.
pub(super) const TEXT_REFERENCE: Cost = 100;
/// … that has no neighbour anywhere.
pub(super) const TEXT_LONELY: Cost = 400;
/// … alone on its line, a 1 that nothing goes on from.
pub(super) const TEXT_EMPTY: Cost = 200;
/// … inside a line: behind a marker, behind a sentence, behind anything else.
pub(super) const TEXT_CHAIN: Cost = 300;
pub(super) const TEXT_STOP: Cost = 250;
pub(super) const TEXT_INSIDE: Cost = 100;
/// A marker is taken although the line before goes on.
pub(super) const TAKE_TORN: Cost = 400;
/// … it is the very number that is due.
pub(super) const TAKE_DUE: Cost = 50;
/// … although it reads as a reference.
pub(super) const TAKE_REFERENCE: Cost = 500;
/// … inside a line.
pub(super) const TAKE_INSIDE: Cost = 30;

/// The word processor counts it in another list, or in none.
pub(super) const OTHER_COUNTER: Cost = 300;
/// The indent differs from the list's.
pub(super) const INDENT: Cost = 300;
/// A line of body text stands left of its parent's.
pub(super) const OUTDENT: Cost = 400;

/// A foreign text opens: an extract, notes. What speaks for it lowers the cost.
pub(super) const FOREIGN: Cost = 1100;
pub(super) const FOREIGN_COLON: Cost = -500;
pub(super) const FOREIGN_INDENT: Cost = -250;
pub(super) const FOREIGN_NEXT: Cost = -200;
pub(super) const FOREIGN_QUOTE: Cost = -800;
pub(super) const FOREIGN_NOTE: Cost = -400;
pub(super) const FOREIGN_TYPED: Cost = -600;
/// Nothing speaks for it.
pub(super) const FOREIGN_UNSAID: Cost = 400;
/// A 1 that a colon announces is the paper's own.
pub(super) const FOREIGN_ANNOUNCED: Cost = 300;
/// It begins with the number that is due in an own list.
pub(super) const FOREIGN_DUE: Cost = 600;
/// … or with the next.
pub(super) const FOREIGN_NEARLY_DUE: Cost = 300;
/// It begins with 2 or 3, set in as a list is that has lost its 1.
pub(super) const FOREIGN_FIRST: Cost = 700;
/// No list of the paper's own goes on later.
pub(super) const FOREIGN_LOST: Cost = 800;
/// No foreign text costs less than this.
pub(super) const FOREIGN_LEAST: Cost = 50;
/// Each of its markers.
pub(super) const FOREIGN_ITEM: Cost = 15;
/// A marker of it skips numbers.
pub(super) const FOREIGN_GAP: Cost = 200;
/// A list inside it.
pub(super) const FOREIGN_INNER: Cost = 120;
/// It ends otherwise than by an own list going on; it never ends.
pub(super) const FOREIGN_END: Cost = 500;
pub(super) const FOREIGN_ENDLESS: Cost = 600;

/// States that cost so much more than the best are given up.
pub(super) const MARGIN: Cost = 3000;

/// The cost of a repair that passes over so many numbers.
pub(super) fn sized(repair: Cost, size: u32) -> Cost {
    repair + BIT * (u32::BITS - size.leading_zeros()) as Cost
}

/// The cost of one number for another.
pub(super) fn misprint(due: u32, found: u32) -> Cost {
    if alike(due, found) { MISPRINT_ALIKE } else { MISPRINT }
}

/// Whether two numbers are one slip of the hand apart: digits swapped, one digit changed,
/// doubled or dropped.
fn alike(a: u32, b: u32) -> bool {
    let (a, b) = (Digits::of(a), Digits::of(b));
    let (a, b) = (a.written(), b.written());
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let count = |s: &[u8], digit: u8| s.iter().filter(|&&d| d == digit).count();
    match long.len() - short.len() {
        0 => {
            long.len() > 1
                && ((0..10).all(|d| count(a, d) == count(b, d))
                    || a.iter().zip(b).filter(|(x, y)| x != y).count() == 1)
        }
        1 => (0..long.len())
            .any(|skip| long.iter().enumerate().filter(|(i, _)| *i != skip).map(|(_, d)| d).eq(short.iter())),
        _ => false,
    }
}

/// The digits of a number, the last first.
struct Digits([u8; 10], usize);

impl Digits {
    fn of(mut value: u32) -> Self {
        let mut out = Self([0; 10], 0);
        for digit in &mut out.0 {
            *digit = (value % 10) as u8;
            out.1 += 1;
            value /= 10;
            if value == 0 {
                break;
            }
        }
        out
    }

    fn written(&self) -> &[u8] {
        self.0.get(..self.1).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn one_slip_of_the_hand() {
        for (a, b) in [(13, 31), (13, 113), (21, 27), (3, 13), (12, 122)] {
            assert!(alike(a, b), "{a} {b}");
        }
        for (a, b) in [(1, 2), (13, 47), (3, 300)] {
            assert!(!alike(a, b), "{a} {b}");
        }
    }
}
