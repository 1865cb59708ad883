//! Why each place was read as it was: the step that was taken, and the next best.

use super::cost::Cost;
use super::fault::{Decision, Step, TEXT};
use super::index::Index;
use super::learnt::Learnt;
use super::node::{Node, Repair};
use super::paper::Paper;
use super::place::Place;
use super::search::{carry_out, enter, ways};
use super::state::{NO_NODE, State};
use super::steps::Move;

/// Goes the cheapest way again, and looks around at each place.
pub(super) fn trace(
    paper: &Paper<'_, '_>,
    ats: &[u32],
    places: &[Place<'_>],
    (index, learnt): (&Index, &Learnt),
    best: &[Node],
) -> Vec<Decision> {
    let mut state = State::new();
    let mut nodes: Vec<Node> = Vec::with_capacity(best.len());
    let mut moves: Vec<Move> = Vec::new();
    let mut out = Vec::with_capacity(places.len());
    for (at, place) in places.iter().enumerate() {
        enter(place, &mut state);
        moves.clear();
        ways(places, index, learnt, at, 0, &state, &mut moves);
        moves.sort_by_key(|m| m.cost);
        let own = best.get(nodes.len()).filter(|n| n.place as usize == at);
        let is_taken = |m: &Move| match (m.frame, own) {
            (None, None) => true,
            (Some(frame), Some(n)) => {
                place.first + u32::from(m.reading) == n.candidate
                    && m.keep == n.depth
                    && m.repair == n.repair
                    && frame.owner.is_foreign() == n.foreign
                    && if m.opened { n.list as usize == nodes.len() } else { frame.list == n.list }
            }
            _ => false,
        };
        let Some(taken) = moves.iter().copied().find(is_taken) else { break };
        let teller = Teller { paper, ats, state: &state, nodes: &nodes };
        let same = |m: &Move| {
            m.frame.is_none() == taken.frame.is_none()
                && (m.reading, m.keep, m.opened, m.resumed)
                    == (taken.reading, taken.keep, taken.opened, taken.resumed)
        };
        let instead = moves.iter().find(|m| !same(m)).map(|m| teller.step(m));
        let span = paper.lines.found.candidates[place.first as usize].span;
        let line = paper.line(ats[at] as usize).number;
        out.push(Decision { span, line, taken: teller.step(&taken), instead });
        state = carry_out(&taken, &state, place, at as u32, &mut nodes);
    }
    out
}

/// Puts steps from one state into words.
struct Teller<'t, 'l, 's> {
    paper: &'t Paper<'l, 's>,
    ats: &'t [u32],
    state: &'t State,
    nodes: &'t [Node],
}

impl Teller<'_, '_, '_> {
    fn step(&self, m: &Move) -> Step {
        Step { what: self.what(m), cost: m.cost - self.state.cost as Cost }
    }

    fn what(&self, m: &Move) -> String {
        let Some(frame) = m.frame else { return TEXT.to_owned() };
        let whose = match frame.owner {
            super::state::Owner::Paper => "",
            super::state::Owner::Foreign => " of an extract",
            super::state::Owner::Notes => " of notes",
            super::state::Owner::Sentence => " inside a sentence",
        };
        let place = if m.opened {
            let under = m.keep.checked_sub(1).and_then(|at| self.state.stack.get(usize::from(at)));
            let under =
                under.map_or_else(|| "outermost".to_owned(), |f| format!("under {}", self.marker(f.node)));
            format!("opens a list{whose}, {under}")
        } else {
            let before = match m.resumed {
                Some(at) => self.state.memory.get(usize::from(at)),
                None => self.state.stack.get(usize::from(m.keep)),
            };
            let before = before.map_or_else(String::new, |f| self.marker(f.node));
            let again = if m.resumed.is_some() { "goes on with the closed list" } else { "goes on" };
            format!("{again}{whose} after {before}")
        };
        match m.repair {
            Repair::Nothing | Repair::Resume | Repair::Anew => place,
            Repair::Implicit => format!("{place}; an unnumbered paragraph counts as 1"),
            Repair::Home => format!("{place}; a number that came too early is passed"),
            Repair::Gap => format!("{place}; numbers from {} on are missing", m.due),
            Repair::First => format!("{place}; numbers from 1 on are missing"),
            Repair::Twice => format!("{place}; a number that was there before"),
            Repair::Misprint => format!("{place}; a misprint for {}", m.due),
            Repair::Early => format!("{place}; too early, {} is due", m.due),
            Repair::Late => format!("{place}; too late, {} is due", m.due),
            Repair::Restart | Repair::Again => format!("{place}; starts over where {} is due", m.due),
        }
    }

    /// A marker that was taken, with its line.
    fn marker(&self, node: u32) -> String {
        if node == NO_NODE {
            return String::new();
        }
        let Some(node) = self.nodes.get(node as usize) else { return String::new() };
        let line = self.paper.line(self.ats[node.place as usize] as usize).number;
        format!("{} of line {line}", self.paper.printed(node.candidate).trim())
    }
}
