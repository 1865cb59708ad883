//! The cheapest reading of one series: which of its candidates are markers,
//! and which repairs the damaged ones need.
//!
//! A beam of the best few states goes through the candidates once, so the time
//! is linear in their number. Each step of the winning path is a [`Step`].

use smallvec::SmallVec;

use super::cost;
use super::paths::{NO_NODE, Paths};
use super::ways::{Way, extend};

/// What the reading makes of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// It goes on with its series, or opens it at 1 where it may.
    Next,
    /// It opens its series at another number although it should be 1.
    WrongFirst,
    /// Numbers are missing before it.
    Gap { from: u32, to: u32 },
    /// The number came just before.
    Repeat,
    /// It fills a gap that was left before: it stands too late.
    Late,
    /// It stands too early, or where no number of its kind belongs.
    Early,
    /// Its number is misprinted.
    Misprint { expected: u32 },
    /// A continuous series starts over.
    Restart,
    /// A series starts over, and a heading must be missing.
    LostHeading,
    /// It starts over or jumps because headings are known to be missing.
    Explained,
    /// It is text.
    Text,
    /// It belongs to a run of its own inside an item, and is text.
    Side,
}

/// A candidate as one series sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    pub value: u32,
    pub suffix: bool,
    pub misread: bool,
    pub prose: u32,
    /// The share of the line before in that.
    pub context: u32,
    /// It stands inside an open bracket or quotation.
    pub enclosed: bool,
    /// A higher marker stands between it and the candidate before.
    pub crossed: Crossed,
    /// Headings are missing around here: the number of the gap, and how many.
    pub lost: Option<(u32, u32)>,
    /// The text behind it is that of the candidate before.
    pub same_text: bool,
    /// A colon right before it opens a list.
    pub introduced: bool,
}

impl Mark {
    /// Something speaks against it, and not enough to make it prose.
    fn is_doubtful(&self) -> bool {
        self.enclosed || (cost::prose::DOUBTFUL..cost::prose::PROSE).contains(&self.prose)
    }
}

/// What lies between a candidate and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Crossed {
    /// Nothing that matters.
    Nothing,
    /// A heading through which the series runs on.
    Through,
    /// A heading at which the series starts over.
    Over,
}

/// What is known of a series besides its candidates.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Terms {
    /// An unnumbered first paragraph counts as 1.
    pub implicit_first: bool,
    /// The paper says that the series ends with this number.
    pub declared: Option<u32>,
    /// The series starts over at headings.
    pub starts_over: bool,
}

#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) cost: u32,
    pub(super) node: u32,
    pub(super) last: u32,
    /// What was crossed since the last marker.
    pub(super) crossed: Crossed,
    /// Open gaps, newest last.
    pub(super) gaps: SmallVec<[(u32, u32); 3]>,
    /// Numbers that stood too early.
    pub(super) early: SmallVec<[u32; 3]>,
    /// The last value of a run inside an item.
    pub(super) side: u32,
    /// How far the series had come when it started over.
    pub(super) before_restart: u32,
    /// Which gap of headings was used up, and how often.
    pub(super) lost: (u32, u32),
    /// Markers since the series last began.
    pub(super) run: u32,
}

const WIDTH: usize = 12;
const SLACK: u32 = 260;

/// The cheapest reading: a step for each candidate, and its cost.
pub(crate) fn read(marks: &[Mark], terms: Terms) -> (Vec<Step>, u32) {
    let Some(steps) = unbroken(marks, terms) else { return search(marks, terms) };
    debug_assert!(
        // Where it is alone in its series, the search leaves a doubtful 1 to the text.
        steps == search(marks, terms).0 || marks.iter().any(|m| m.is_doubtful()),
        "the shortcut and the search disagree on {marks:?}"
    );
    (steps, 0)
}

/// The same, by the states that cost least.
fn search(marks: &[Mark], terms: Terms) -> (Vec<Step>, u32) {
    let start = State {
        cost: 0,
        node: NO_NODE,
        last: u32::from(terms.implicit_first),
        crossed: Crossed::Nothing,
        gaps: SmallVec::new(),
        early: SmallVec::new(),
        side: 0,
        before_restart: 0,
        lost: (u32::MAX, 0),
        run: 0,
    };
    let mut paths = Paths::default();
    let mut beam = vec![start];
    let mut next = Vec::new();
    let mut ways: Vec<(u32, Way)> = Vec::new();
    let mut order: Vec<u64> = Vec::new();
    for mark in marks {
        ways.clear();
        order.clear();
        for (at, state) in (0..).zip(&beam) {
            extend(state, mark, terms, &mut |way| {
                // The cheapest first, and of equals the one that was offered first.
                order.push(u64::from(state.cost + way.cost) << 32 | ways.len() as u64);
                ways.push((at, way));
            });
        }
        order.sort_unstable();
        let limit = order.first().map_or(0, |first| (first >> 32) + u64::from(SLACK));
        next.clear();
        for (at, way) in order.iter().take_while(|o| *o >> 32 <= limit).map(|o| &ways[*o as u32 as usize]) {
            if next.len() == WIDTH {
                break;
            }
            let mut state = way.follow(&beam[*at as usize], mark);
            // One of each kind.
            if !next.iter().any(|kept| state.is_twin(kept)) {
                state.node = paths.push(state.node, way.step);
                next.push(state);
            }
        }
        std::mem::swap(&mut beam, &mut next);
        paths.tidy(&mut beam);
    }
    let end = |s: &State| {
        // The last item may have been moved forward.
        let moved = s.early.iter().filter(|v| **v == s.last + 1).count() as u32;
        let wrong = terms.declared.is_some_and(|d| d != s.last + moved && !terms.starts_over);
        s.cost
            + if wrong { cost::DECLARED } else { 0 }
            + if s.side > 0 { cost::SIDE_UNCLOSED } else { 0 }
            + cost::HOMELESS * (s.early.len() as u32 - moved)
    };
    let Some(best) = beam.iter().min_by_key(|s| end(s)) else { return (Vec::new(), 0) };
    (paths.back_from(best.node), end(best))
}

/// The fast path: every candidate goes on with the series, or reads like prose and does not.
/// No other reading costs less: the least that one of those costs is what keeping it as text
/// costs, and only a 1 opens a run of its own.
fn unbroken(marks: &[Mark], terms: Terms) -> Option<Vec<Step>> {
    let mut last = u32::from(terms.implicit_first && marks.first().is_some_and(|m| m.value != 1));
    let mut steps = Vec::with_capacity(marks.len());
    let (mut over, mut doubtful, mut kept) = (false, false, false);
    for mark in marks {
        over |= mark.crossed == Crossed::Over;
        let due = if over { 1 } else { last + 1 };
        let prose = mark.prose >= cost::prose::PROSE;
        if mark.misread || mark.suffix || prose && (mark.value == 1 || mark.value == due) {
            return None;
        }
        if prose {
            kept = true;
            steps.push(Step::Text);
            continue;
        }
        if mark.value != due {
            return None;
        }
        doubtful |= mark.is_doubtful();
        (last, over) = (due, false);
        steps.push(Step::Next);
    }
    // Among prose, a line start that is half prose itself is weighed.
    if doubtful && kept {
        return None;
    }
    let declared = terms.declared.is_none_or(|d| d == last || terms.starts_over);
    declared.then_some(steps)
}

impl State {
    /// Whether all that may come costs the same from here as from another.
    fn is_twin(&self, other: &Self) -> bool {
        self.last == other.last
            && self.crossed == other.crossed
            && self.side == other.side
            && self.gaps == other.gaps
            && self.early == other.early
            && self.before_restart == other.before_restart
            && self.lost == other.lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(values: &[u32]) -> Vec<Mark> {
        values
            .iter()
            .map(|&value| Mark {
                value,
                suffix: false,
                misread: false,
                prose: 0,
                context: 0,
                enclosed: false,
                crossed: Crossed::Nothing,
                lost: None,
                same_text: false,
                introduced: false,
            })
            .collect()
    }

    fn faults(values: &[u32]) -> Vec<(u32, Step)> {
        let (steps, _) = read(&marks(values), Terms::default());
        values.iter().copied().zip(steps).filter(|(_, s)| *s != Step::Next).collect()
    }

    #[test]
    fn each_fault_is_read_as_one_repair() {
        assert!(faults(&[1, 2, 3, 4]).is_empty());
        assert_eq!(faults(&[1, 2, 4, 5]), [(4, Step::Gap { from: 3, to: 3 })]);
        assert_eq!(faults(&[2, 3, 4, 5]), [(2, Step::WrongFirst)]);
        assert_eq!(faults(&[1, 2, 3, 3, 4]), [(3, Step::Repeat)]);
        assert_eq!(faults(&[1, 2, 7, 4, 5]), [(7, Step::Misprint { expected: 3 })]);
        assert_eq!(faults(&[1, 2, 2, 4, 5]), [(2, Step::Misprint { expected: 3 })]);
        assert_eq!(faults(&[1, 2, 4, 4, 5]), [(4, Step::Misprint { expected: 3 })]);
        assert_eq!(faults(&[1, 2, 33, 4]), [(33, Step::Misprint { expected: 3 })]);
        assert_eq!(faults(&[1, 2, 4, 3, 5]), [(4, Step::Gap { from: 3, to: 3 }), (3, Step::Late)]);
        assert_eq!(faults(&[1, 5, 2, 3, 4, 6]), [(5, Step::Early), (6, Step::Gap { from: 5, to: 5 })]);
        assert_eq!(faults(&[1, 1, 2, 3]), [(1, Step::Repeat)]);
        assert_eq!(faults(&[2, 3, 1, 4]), [(2, Step::WrongFirst), (1, Step::Late)]);
        assert_eq!(faults(&[1, 2, 3, 12]), [(12, Step::Gap { from: 4, to: 11 })]);
        assert_eq!(faults(&[7, 2, 3, 4]), [(7, Step::Misprint { expected: 1 })]);
    }

    #[test]
    fn a_list_that_nothing_opens_is_told_as_a_restart() {
        assert_eq!(faults(&[1, 2, 1, 2, 3, 4]), [(1, Step::Restart)]);
        assert_eq!(faults(&[1, 2, 3, 1, 2, 3]), [(1, Step::Restart)]);
    }

    #[test]
    fn a_quoted_list_inside_an_item_is_no_restart() {
        assert_eq!(faults(&[1, 2, 1, 2, 3, 3, 4]), [(1, Step::Side), (2, Step::Side), (3, Step::Side)]);
    }
}
