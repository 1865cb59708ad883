//! The ways to go on from a state of the beam with the next candidate.

use super::beam::{Crossed, Mark, State, Step, Terms};
use super::cost;

/// Takes one way to go on: what it costs, what it makes of the candidate, and
/// what it changes in the state.
pub(super) type Offer<'o> = &'o mut dyn FnMut(u32, Step, &dyn Fn(&mut State));

/// Offers every way to go on from a state.
pub(super) fn extend(state: &State, mark: &Mark, terms: Terms, offer: Offer<'_>) {
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
    let stays = move |s: &mut State| settle(s, over);
    let goes_to = move |to: u32| {
        move |s: &mut State| {
            settle(s, over);
            (s.last, s.side) = (to, 0);
            s.run += 1;
        }
    };

    if mark.misread {
        if value == last + 1 {
            offer(take + cost::MISPRINT_ALIKE, Step::Misprint { expected: value }, &goes_to(value));
        }
        offer(cost::reject(mark.prose, value, last), Step::Text, &|_| {});
        return;
    }
    if value == last + 1 || (mark.suffix && value == last && last > 0) {
        offer(take, Step::Next, &goes_to(value));
    }
    // An unnumbered first paragraph may stand before a 1 as well.
    if terms.implicit_first && state.run == 0 && last == 1 && value == 1 {
        offer(take, Step::Next, &goes_to(1));
    }
    if value > last + 1 {
        let (from, to) = (last + 1, value - 1);
        let home = !state.early.is_empty() && !over && (from..=to).all(|v| state.early.contains(&v));
        if home {
            offer(take + cost::MOVE_HOME, Step::Gap { from, to }, &move |s: &mut State| {
                goes_to(value)(s);
                s.early.retain(|v| !(from..=to).contains(v));
            });
        } else if last == 0 {
            offer(
                take + cost::WRONG_FIRST + cost::gap(to) - cost::GAP,
                Step::WrongFirst,
                &move |s: &mut State| {
                    goes_to(value)(s);
                    s.gaps.push((from, to));
                },
            );
        } else {
            offer(take + cost::gap(to - from + 1), Step::Gap { from, to }, &move |s: &mut State| {
                goes_to(value)(s);
                if s.gaps.len() < 6 {
                    s.gaps.push((from, to));
                }
            });
        }
    }
    if value == last && last > 0 {
        let repeat = if mark.same_text { cost::REPEAT_SAME } else { cost::REPEAT_OTHER };
        offer(take + repeat, Step::Repeat, &goes_to(value));
    }
    let gap = state.gaps.iter().rposition(|g| (g.0..=g.1).contains(&value));
    if let Some(gap) = gap.filter(|_| value <= last && !over) {
        offer(take + cost::MOVE_HOME, Step::Late, &move |s: &mut State| {
            stays(s);
            let (from, to) = s.gaps.remove(gap);
            if from < value {
                s.gaps.push((from, value - 1));
            }
            if value < to {
                s.gaps.push((value + 1, to));
            }
        });
    }
    if value != last + 1 {
        let expected = last + 1;
        offer(take + cost::misprint(expected, value), Step::Misprint { expected }, &goes_to(expected));
        if state.early.len() < 3 {
            offer(take + cost::DISPLACED, Step::Early, &move |s: &mut State| {
                stays(s);
                s.early.push(value);
            });
        }
    }
    if let Some((gap, count)) = mark.lost.filter(|_| terms.starts_over) {
        let used = if state.lost.0 == gap { state.lost.1 } else { 0 };
        if used < count && value != last + 1 {
            let jump = if value == 1 { 0 } else { 8 };
            offer(take + cost::EXPLAINED + jump, Step::Explained, &move |s: &mut State| {
                goes_to(value)(s);
                s.lost = (gap, used + 1);
                (s.gaps, s.early) = Default::default();
            });
        }
    }
    if value == 1 && last > 0 {
        let starts = move |s: &mut State| {
            let total = s.last;
            goes_to(1)(s);
            s.before_restart = total;
            s.run = 1;
        };
        if mark.introduced && crossed == Crossed::Nothing {
            offer(take + cost::NEW_LIST, Step::Explained, &starts);
        } else if terms.starts_over {
            offer(take + cost::LOST_HEADING, Step::LostHeading, &starts);
        } else if crossed == Crossed::Through {
            offer(take + cost::RESTART, Step::Restart, &starts);
        } else {
            offer(take + cost::RESTART_NOWHERE, Step::Restart, &starts);
        }
    }
    // Behind a section that started over, the old count may go on.
    let resumed = state.before_restart + state.last + 1;
    if state.before_restart > 0 && crossed == Crossed::Through && value == resumed && value != last + 1 {
        offer(take, Step::Next, &move |s: &mut State| {
            goes_to(value)(s);
            s.before_restart = 0;
        });
    }
    if crossed == Crossed::Nothing && last > 0 {
        // A 1 right behind a 1 is rather printed twice.
        if value == 1 && state.side == 0 && (last > 1 || mark.enclosed) {
            let open = if mark.enclosed { cost::SIDE_OPEN_QUOTED } else { cost::SIDE_OPEN };
            offer(open, Step::Side, &|s: &mut State| s.side = 1);
        } else if state.side > 0 && value == state.side + 1 {
            offer(cost::SIDE_NEXT, Step::Side, &|s: &mut State| s.side += 1);
        }
    }
    let enclosed = if mark.enclosed { cost::prose::ENCLOSED } else { 0 };
    let mut keep = cost::reject(mark.prose + enclosed, value, state.last);
    if value == last + 1 && last > 0 && mark.context < cost::prose::AFTER_CLAUSE {
        let clean = mark.context < cost::prose::DOUBTFUL;
        keep = keep.max(if clean { cost::REJECT_DUE } else { cost::REJECT_DUE_DOUBTFUL });
    }
    offer(keep, Step::Text, &|_| {});
}

/// Leaves behind what was crossed; a new scope knows nothing of the old one.
fn settle(state: &mut State, over: bool) {
    if over {
        (state.last, state.side, state.before_restart, state.run) = (0, 0, 0, 0);
        (state.gaps, state.early) = Default::default();
    }
    state.crossed = Crossed::Nothing;
}
