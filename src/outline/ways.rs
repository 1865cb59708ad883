//! The ways to go on from a state of the beam with the next candidate.

use super::beam::{Crossed, Mark, State, Step, Terms};
use super::cost;

/// One way to go on: what it costs, what it makes of the candidate, and what it changes in
/// the state. Only the few ways that stay in the beam are carried out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    pub cost: u32,
    pub step: Step,
    change: Change,
}

#[derive(Debug, Clone, Copy)]
enum Change {
    /// Nothing: the candidate is text.
    Stay,
    /// The series comes to a value.
    GoTo(u32),
    /// The same, and the numbers that stood too early are found to fill the gap before it.
    Home { value: u32, from: u32, to: u32 },
    /// The same, and a gap is left before it.
    Leave { value: u32, from: u32, to: u32 },
    /// A value fills a part of an open gap.
    Fill { value: u32, gap: usize },
    /// A value stands too early.
    Early(u32),
    /// Missing headings explain the value: which gap of them, and how often it was used.
    Explained { value: u32, gap: u32, used: u32 },
    /// The series starts over.
    Start,
    /// The count before the series started over goes on.
    Resume(u32),
    /// A run of its own begins, or goes on.
    Side(u32),
}

impl Way {
    /// The state that this way leads to from another.
    pub fn follow(&self, from: &State, mark: &Mark) -> State {
        let mut state = from.clone();
        state.crossed = state.crossed.max(mark.crossed);
        state.cost += self.cost;
        let over = state.crossed == Crossed::Over;
        if !matches!(self.change, Change::Stay | Change::Side(_)) {
            settle(&mut state, over);
        }
        match self.change {
            Change::Stay => {}
            Change::GoTo(value) => go_to(&mut state, value),
            Change::Home { value, from, to } => {
                go_to(&mut state, value);
                state.early.retain(|v| !(from..=to).contains(v));
            }
            Change::Leave { value, from, to } => {
                go_to(&mut state, value);
                if state.gaps.len() < MOST_GAPS {
                    state.gaps.push((from, to));
                }
            }
            Change::Fill { value, gap } => fill(&mut state, value, gap),
            Change::Early(value) => state.early.push(value),
            Change::Explained { value, gap, used } => {
                go_to(&mut state, value);
                state.lost = (gap, used);
                (state.gaps, state.early) = Default::default();
            }
            Change::Start => {
                let total = state.last;
                go_to(&mut state, 1);
                (state.before_restart, state.run) = (total, 1);
            }
            Change::Resume(value) => {
                go_to(&mut state, value);
                state.before_restart = 0;
            }
            Change::Side(value) => state.side = value,
        }
        state
    }
}

/// More open gaps than this are not remembered.
const MOST_GAPS: usize = 6;

fn go_to(state: &mut State, value: u32) {
    (state.last, state.side) = (value, 0);
    state.run += 1;
}

/// Takes a value out of an open gap.
fn fill(state: &mut State, value: u32, gap: usize) {
    let (from, to) = state.gaps.remove(gap);
    if from < value {
        state.gaps.push((from, value - 1));
    }
    if value < to {
        state.gaps.push((value + 1, to));
    }
}

/// Offers every way to go on from a state.
pub(super) fn extend(state: &State, mark: &Mark, terms: Terms, offer: &mut impl FnMut(Way)) {
    let crossed = state.crossed.max(mark.crossed);
    let over = crossed == Crossed::Over;
    let value = mark.value;
    let last = if over { 0 } else { state.last };
    // What a scope leaves unexplained is paid for when the next one begins.
    let left = if over {
        cost::HOMELESS * state.early.len() as u32 + if state.side > 0 { cost::SIDE_UNCLOSED } else { 0 }
    } else {
        0
    };
    let take = cost::accept(mark.prose) + left;
    let mut offer = |cost: u32, step: Step, change: Change| offer(Way { cost, step, change });

    if mark.misread {
        if value == last + 1 {
            offer(take + cost::MISPRINT_ALIKE, Step::Misprint { expected: value }, Change::GoTo(value));
        }
        offer(cost::reject(mark.prose, value, last), Step::Text, Change::Stay);
        return;
    }
    if value == last + 1 || (mark.suffix && value == last && last > 0) {
        offer(take, Step::Next, Change::GoTo(value));
    }
    // An unnumbered first paragraph may stand before a 1 as well.
    if terms.implicit_first && state.run == 0 && last == 1 && value == 1 {
        offer(take, Step::Next, Change::GoTo(1));
    }
    if value > last + 1 {
        let (from, to) = (last + 1, value - 1);
        let home = !state.early.is_empty() && !over && (from..=to).all(|v| state.early.contains(&v));
        if home {
            offer(take + cost::MOVE_HOME, Step::Gap { from, to }, Change::Home { value, from, to });
        } else if last == 0 {
            let cost = take + cost::WRONG_FIRST + cost::gap(to) - cost::GAP;
            offer(cost, Step::WrongFirst, Change::Leave { value, from, to });
        } else {
            let cost = take + cost::gap(to - from + 1);
            offer(cost, Step::Gap { from, to }, Change::Leave { value, from, to });
        }
    }
    if value == last && last > 0 {
        let repeat = if mark.same_text { cost::REPEAT_SAME } else { cost::REPEAT_OTHER };
        offer(take + repeat, Step::Repeat, Change::GoTo(value));
    }
    let gap = state.gaps.iter().rposition(|g| (g.0..=g.1).contains(&value));
    if let Some(gap) = gap.filter(|_| value <= last && !over) {
        offer(take + cost::MOVE_HOME, Step::Late, Change::Fill { value, gap });
    }
    if value != last + 1 {
        let expected = last + 1;
        offer(take + cost::misprint(expected, value), Step::Misprint { expected }, Change::GoTo(expected));
        if state.early.len() < 3 {
            offer(take + cost::DISPLACED, Step::Early, Change::Early(value));
        }
    }
    if let Some((gap, count)) = mark.lost.filter(|_| terms.starts_over) {
        let used = if state.lost.0 == gap { state.lost.1 } else { 0 };
        if used < count && value != last + 1 {
            let jump = if value == 1 { 0 } else { 8 };
            let change = Change::Explained { value, gap, used: used + 1 };
            offer(take + cost::EXPLAINED + jump, Step::Explained, change);
        }
    }
    if value == 1 && last > 0 {
        if mark.introduced && crossed == Crossed::Nothing {
            offer(take + cost::NEW_LIST, Step::Explained, Change::Start);
        } else if terms.starts_over {
            offer(take + cost::LOST_HEADING, Step::LostHeading, Change::Start);
        } else if crossed == Crossed::Through {
            offer(take + cost::RESTART, Step::Restart, Change::Start);
        } else {
            offer(take + cost::RESTART_NOWHERE, Step::Restart, Change::Start);
        }
    }
    // Behind a section that started over, the old count may go on.
    let resumed = state.before_restart + state.last + 1;
    if state.before_restart > 0 && crossed == Crossed::Through && value == resumed && value != last + 1 {
        offer(take, Step::Next, Change::Resume(value));
    }
    if crossed == Crossed::Nothing && last > 0 {
        // A 1 right behind a 1 is rather printed twice.
        if value == 1 && state.side == 0 && (last > 1 || mark.enclosed) {
            let open = if mark.enclosed { cost::SIDE_OPEN_QUOTED } else { cost::SIDE_OPEN };
            offer(open, Step::Side, Change::Side(1));
        } else if state.side > 0 && value == state.side + 1 {
            offer(cost::SIDE_NEXT, Step::Side, Change::Side(state.side + 1));
        }
    }
    let enclosed = if mark.enclosed { cost::prose::ENCLOSED } else { 0 };
    let mut keep = cost::reject(mark.prose + enclosed, value, state.last);
    if value == last + 1 && last > 0 && mark.context < cost::prose::AFTER_CLAUSE {
        let clean = mark.context < cost::prose::DOUBTFUL;
        keep = keep.max(if clean { cost::REJECT_DUE } else { cost::REJECT_DUE_DOUBTFUL });
    }
    offer(keep, Step::Text, Change::Stay);
}

/// Leaves behind what was crossed; a new scope knows nothing of the old one.
fn settle(state: &mut State, over: bool) {
    if over {
        (state.last, state.side, state.before_restart, state.run) = (0, 0, 0, 0);
        (state.gaps, state.early) = Default::default();
    }
    state.crossed = Crossed::Nothing;
}
