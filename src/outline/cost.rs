//! What each repair costs. The cheapest reading of a part is the one with the
//! smallest sum; its repairs are the faults that are reported.
//!
//! One unit is a hundredth of a fault. The figures matter only against each
//! other; each says which comparison it decides.

/// Numbers are missing. The measure of all others.
pub(crate) const GAP: u32 = 100;
/// A large gap is a little dearer, so that a misprint 13→113 is not taken for
/// a hundred missing items; added for every doubling of the gap.
pub(crate) const GAP_DOUBLING: u32 = 3;
/// A number comes twice, with the same text behind it: surely printed twice.
pub(crate) const REPEAT_SAME: u32 = 60;
/// A number comes twice with another text: dearer than one misprint, cheaper
/// than a misprint and a gap.
pub(crate) const REPEAT_OTHER: u32 = 108;
/// One number does not fit where its neighbours do. Dearer than a gap, so that
/// 12, 14 at the end of a series is a gap.
pub(crate) const MISPRINT: u32 = 112;
/// The same where the printed number resembles the right one (13 and 31, 113,
/// l3): cheaper than a gap of more than one.
pub(crate) const MISPRINT_ALIKE: u32 = 101;
/// An item stands where it does not belong. With the gap it left behind, one
/// move costs `GAP + MOVE_HOME`.
pub(crate) const DISPLACED: u32 = 101;
/// An item that stands too early and whose place is never found.
pub(crate) const HOMELESS: u32 = 15;
/// A displaced item is found to fill a gap, or a gap to be filled by one.
pub(crate) const MOVE_HOME: u32 = 10;
/// A continuous series starts over at a section.
pub(crate) const RESTART: u32 = 120;
/// A series starts over where no section begins.
pub(crate) const RESTART_NOWHERE: u32 = 150;
/// Items start over and no heading explains it: a heading is missing.
pub(crate) const LOST_HEADING: u32 = 100;
/// The same where the headings' own series has a gap: explained already.
pub(crate) const EXPLAINED: u32 = 4;
/// A line that ends with a colon opens a second list of the same family.
pub(crate) const NEW_LIST: u32 = 12;
/// A series begins with another number than 1.
pub(crate) const WRONG_FIRST: u32 = 100;
/// A run of its own inside an item, to open and to go on with. Nothing opens it,
/// so it is dearer than a restart from nowhere, which is told: 1 2 1 2 3 starts
/// over, and only what would need a second fault besides is a run inside 2.
pub(crate) const SIDE_OPEN: u32 = 160;
/// The same inside an open quotation.
pub(crate) const SIDE_OPEN_QUOTED: u32 = 6;
pub(crate) const SIDE_NEXT: u32 = 2;
/// A side run after which the outer series never comes back is hardly one.
pub(crate) const SIDE_UNCLOSED: u32 = 200;
/// The paper declares another number of items than the reading ends with.
pub(crate) const DECLARED: u32 = 90;

/// To keep a clean line start as text although it reads like a marker: dearer
/// than a gap, since an item lost in silence is the worst of all.
pub(crate) const REJECT_CLEAN: u32 = 125;
/// The same for a number that no paper counts to, such as a year.
pub(crate) const REJECT_FAR: u32 = 60;
/// Numbers from here on are far, unless the series has come that far.
pub(crate) const FAR: u32 = 200;
/// To keep the very number that is due as text, although the line before says
/// nothing against it.
pub(crate) const REJECT_DUE: u32 = 50;
/// The same where the line before is full and ends no sentence.
pub(crate) const REJECT_DUE_DOUBTFUL: u32 = 30;
/// To keep a doubtful one.
pub(crate) const REJECT_DOUBTFUL: u32 = 20;
/// To keep one that reads like prose.
pub(crate) const REJECT_PROSE: u32 = 3;

/// How much the surroundings speak against a marker, from 0 to 100 and more.
pub(crate) mod prose {
    /// The line before ends with a comma: the sentence goes on.
    pub(crate) const AFTER_CLAUSE: u32 = 70;
    /// The line before is full and ends no sentence.
    pub(crate) const AFTER_FULL: u32 = 45;
    /// The line before is long and ends no sentence, in a text without wraps:
    /// a page may have torn it, or its author does without full stops.
    pub(crate) const AFTER_OPEN: u32 = 20;
    /// What follows makes it a date, an amount or a list of ordinals.
    pub(crate) const BEHIND: u32 = 60;
    /// No punctuation but a space.
    pub(crate) const BARE: u32 = 45;
    /// Digits follow at once, as in `2.5`.
    pub(crate) const DIGITS: u32 = 25;
    /// An open bracket or quotation encloses it.
    pub(crate) const ENCLOSED: u32 = 60;
    /// From here on a line start is doubtful.
    pub(crate) const DOUBTFUL: u32 = 25;
    /// From here on it reads like prose.
    pub(crate) const PROSE: u32 = 45;
}

/// What it costs to take a line start for a marker, by its surroundings.
pub(crate) fn accept(prose: u32) -> u32 {
    (prose / 2).min(70)
}

/// What it costs to keep it as text, in a series that has come to `last`.
pub(crate) fn reject(prose: u32, value: u32, last: u32) -> u32 {
    match prose {
        p if p >= prose::PROSE => REJECT_PROSE,
        p if p >= prose::DOUBTFUL => REJECT_DOUBTFUL,
        _ if value >= FAR && value > last + 20 => REJECT_FAR,
        _ => REJECT_CLEAN,
    }
}

/// What a gap of `size` numbers costs.
pub(crate) fn gap(size: u32) -> u32 {
    GAP + GAP_DOUBLING * size.max(1).ilog2()
}

/// What it costs to read `found` as a misprint of `expected`.
pub(crate) fn misprint(expected: u32, found: u32) -> u32 {
    if alike(expected, found) { MISPRINT_ALIKE } else { MISPRINT }
}

/// Whether two numbers are one slip of the hand apart: digits swapped, one
/// digit doubled, dropped or changed.
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

/// The digits of a number, the first last: this is asked too often to write them out.
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
