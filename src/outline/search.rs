//! The search: a beam of states over all places of a part, states that are equal merged
//! (a Viterbi search that gives up states far behind the best).

use crate::markers::{Candidate, Kind};

use super::cost::{self, Cost};
use super::index::Index;
use super::learnt::Learnt;
use super::node::Node;
use super::place::Place;
use super::state::{Frame, NO_NODE, Owner, State};
use super::steps::{Move, Steps};

/// So many states are kept.
const BEAM: usize = 16;

/// Reads all places of a part.
pub(super) fn search(places: &[Place<'_>], index: &Index) -> (Cost, Vec<Node>, Learnt) {
    let mut learnt = Learnt::default();
    let mut found = decode(places, index, &learnt);
    for _ in 1..PASSES {
        learnt = Learnt::from(places, index, &found.1);
        found = decode(places, index, &learnt);
    }
    (found.0, found.1, learnt)
}

/// The second reading knows what the first has seen of the paper's habits.
const PASSES: usize = 2;

fn decode(places: &[Place<'_>], index: &Index, learnt: &Learnt) -> (Cost, Vec<Node>) {
    let mut beam = vec![State::new()];
    let mut nodes: Vec<Node> = Vec::new();
    let mut moves: Vec<Move> = Vec::new();
    for (at, place) in places.iter().enumerate() {
        beam.iter_mut().for_each(|state| enter(place, state));
        moves.clear();
        for (from, state) in beam.iter().enumerate() {
            ways(places, index, learnt, at, from, state, &mut moves);
        }
        moves.sort_by_key(|m| m.cost);
        let best = moves.first().map_or(0, |m| m.cost);
        let mut next: Vec<State> = Vec::with_capacity(BEAM);
        let mut seen: smallvec::SmallVec<[u64; BEAM]> = smallvec::SmallVec::new();
        for m in moves.iter().take_while(|m| m.cost <= best + cost::MARGIN) {
            let state = carry_out(m, &beam[m.from as usize], place, at as u32, &mut nodes);
            let fingerprint = state.fingerprint();
            if seen.contains(&fingerprint) {
                if m.frame.is_some() {
                    nodes.pop();
                }
                continue;
            }
            seen.push(fingerprint);
            next.push(state);
            if next.len() == BEAM {
                break;
            }
        }
        beam = next;
    }
    let endless = |state: &State| {
        if state.stack.iter().any(|f| matches!(f.owner, Owner::Foreign | Owner::Notes)) {
            cost::FOREIGN_ENDLESS
        } else {
            0
        }
    };
    let best = beam.iter().min_by_key(|state| state.cost + endless(state));
    let mut way = Vec::new();
    let mut node = best.map_or(NO_NODE, |state| state.node);
    while let Some(n) = nodes.get(node as usize) {
        way.push(node);
        node = n.before;
    }
    way.reverse();
    // Indices of the kept nodes only.
    let kept = |old: u32| way.binary_search(&old).ok().map(|at| at as u32);
    let mut out = Vec::with_capacity(way.len());
    for &old in &way {
        let n = nodes[old as usize];
        out.push(Node {
            list: kept(n.list).unwrap_or(out.len() as u32),
            parent: n.parent.and_then(kept),
            ..n
        });
    }
    (best.map_or(0, |state| state.cost), out)
}

/// What closed before an annex may run on into it, but only the outermost list.
pub(super) fn enter(place: &Place<'_>, state: &mut State) {
    if place.facts.part {
        let outer = state.own_depth().min(1);
        state.close(outer, outer);
        state.memory.clear();
        state.close(0, 0);
        state.memory.iter_mut().for_each(|frame| frame.earlier = true);
    }
}

/// Puts the ways on from a state at a place behind others.
pub(super) fn ways(
    places: &[Place<'_>],
    index: &Index,
    learnt: &Learnt,
    at: usize,
    from: usize,
    state: &State,
    moves: &mut Vec<Move>,
) {
    let place = &places[at];
    let mut facts = place.facts;
    facts.torn &= !place.ids.iter().any(|id| learnt.is_loose(*id));
    let family = place.candidates.first().map(|c| c.family);
    let first = |c: &Candidate| c.weak < 2 && Some(c.family) != family;
    let opens =
        places.get(at + 1).is_some_and(|next| next.kind == Kind::Start && next.candidates.iter().any(first));
    let before = moves.len();
    Steps { index, learnt, place, facts, at: at as u32, opens, moves }.from(from as u32, state);
    moves[before..].iter_mut().for_each(|m| m.cost += state.cost);
}

pub(super) fn carry_out(m: &Move, from: &State, place: &Place<'_>, at: u32, nodes: &mut Vec<Node>) -> State {
    let mut state = from.clone();
    state.cost = m.cost;
    let Some(mut frame) = m.frame else { return state };
    if let Some(resumed) = m.resumed {
        state.memory.remove(usize::from(resumed));
    }
    state.close(usize::from(m.keep), usize::from(m.remember).min(from.stack.len()));
    let own = nodes.len() as u32;
    if m.opened {
        frame.list = own;
    }
    frame.node = own;
    nodes.push(Node {
        candidate: place.first + u32::from(m.reading),
        depth: m.keep,
        foreign: frame.owner.is_foreign(),
        repair: m.repair,
        due: m.due,
        list: frame.list,
        parent: state.stack.last().map(|f: &Frame| f.node),
        place: at,
        family: place.ids[usize::from(m.reading)],
        before: from.node,
    });
    state.stack.push(frame);
    state.node = own;
    state
}
