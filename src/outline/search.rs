//! The search: a beam of states over all places of a part, states that are equal merged
//! (a Viterbi search that gives up states far behind the best).

use std::collections::HashSet;

use crate::markers::{Candidate, Kind};

use super::Fam;
use super::cost::{self, Cost};
use super::index::Index;
use super::state::{Frame, NO_NODE, Owner, State};
use super::steps::{Move, Repair, Steps};

/// So many states are kept.
const BEAM: usize = 8;

/// What a line says of a marker on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// In columns.
    pub indent: u16,
    /// A blank line stands before it, or nothing.
    pub blank: bool,
    /// The line before is full and has no final stop: this one goes on with it.
    pub torn: bool,
    /// The line before ends with a colon.
    pub colon: bool,
    /// The line before looks like a heading.
    pub head: bool,
    /// It begins with a quotation mark.
    pub quote: bool,
    /// It is long or ends a sentence.
    pub body: bool,
    /// What stands behind the marker makes it a reference.
    pub reference: bool,
    /// A sentence stands before all markers of the paper: it may count as 1.
    pub introduced: bool,
    /// Another part begins with this line.
    pub part: bool,
}

/// A place with its readings.
#[derive(Debug, Clone)]
pub(super) struct Place<'c> {
    pub kind: Kind,
    pub candidates: &'c [Candidate],
    /// Index of the first of them.
    pub first: u32,
    pub ids: smallvec::SmallVec<[Fam; 4]>,
    pub facts: Facts,
    /// Nothing stands behind it.
    pub empty: bool,
}

/// What one reading of a part tells the next.
#[derive(Debug, Clone, Default)]
pub(super) struct Learnt {
    /// Lists of the second family opened under markers of the first more than once.
    under: HashSet<(Option<Fam>, Fam)>,
    /// Per family: how much more often it ran on than it started over.
    runs: Vec<i32>,
    /// Families whose items carry no stop: a line that goes on says nothing.
    loose: Vec<bool>,
}

impl Learnt {
    pub fn seen(&self, parent: Option<Fam>, family: Fam) -> bool {
        self.under.contains(&(parent, family))
    }

    pub fn runs_on(&self, family: Fam) -> bool {
        self.runs.get(usize::from(family.0)).is_some_and(|&runs| runs > 0)
    }

    pub fn starts_over(&self, family: Fam) -> bool {
        self.runs.get(usize::from(family.0)).is_some_and(|&runs| runs < 0)
    }

    fn is_loose(&self, family: Fam) -> bool {
        self.loose.get(usize::from(family.0)) == Some(&true)
    }
}

/// A marker that was taken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node {
    /// Index in [`Candidates::candidates`].
    pub candidate: u32,
    pub depth: u8,
    pub foreign: bool,
    pub repair: Repair,
    /// The number that was due.
    pub due: u32,
    /// The node that opened its list; itself where it opens one.
    pub list: u32,
    /// The node that it stands under.
    pub parent: Option<u32>,
    /// Index of the place.
    pub place: u32,
    pub family: Fam,
    before: u32,
}

/// Reads all places of a part.
pub(super) fn search(places: &[Place<'_>], index: &Index) -> (Cost, Vec<Node>) {
    let mut learnt = Learnt::default();
    let mut found = decode(places, index, &learnt);
    for _ in 1..PASSES {
        learnt = learn(places, index, &found.1);
        found = decode(places, index, &learnt);
    }
    found
}

/// The second reading knows what the first has seen of the paper's habits.
const PASSES: usize = 2;

fn decode(places: &[Place<'_>], index: &Index, learnt: &Learnt) -> (Cost, Vec<Node>) {
    let mut beam = vec![State::new()];
    let mut nodes: Vec<Node> = Vec::new();
    let mut moves: Vec<Move> = Vec::new();
    for (at, place) in places.iter().enumerate() {
        // What closed before an annex may run on into it, but only the outermost list.
        if place.facts.part {
            for state in &mut beam {
                let outer = state.own_depth().min(1);
                state.close(outer, outer);
                state.memory.clear();
                state.close(0, 0);
            }
        }
        let mut facts = place.facts;
        facts.torn &= !place.ids.iter().any(|id| learnt.is_loose(*id));
        let family = place.candidates.first().map(|c| c.family);
        let first = |c: &Candidate| c.value == 1 && c.weak < 2 && Some(c.family) != family;
        let opens = places
            .get(at + 1)
            .is_some_and(|next| next.kind == Kind::Start && next.candidates.iter().any(first));
        moves.clear();
        for (from, state) in beam.iter().enumerate() {
            let before = moves.len();
            let mut steps = Steps { index, learnt, place, facts, at: at as u32, opens, moves: &mut moves };
            steps.from(from as u32, state);
            moves[before..].iter_mut().for_each(|m| m.cost += state.cost);
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
        if state.stack.iter().any(|f| f.owner == Owner::Foreign) { cost::FOREIGN_ENDLESS } else { 0 }
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

fn carry_out(m: &Move, from: &State, place: &Place<'_>, at: u32, nodes: &mut Vec<Node>) -> State {
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

fn learn(places: &[Place<'_>], index: &Index, nodes: &[Node]) -> Learnt {
    let families = index.count();
    let mut under: std::collections::HashMap<(Option<Fam>, Fam), u32> = std::collections::HashMap::new();
    let (mut runs, mut torn, mut count) = (vec![0i32; families], vec![0u32; families], vec![0u32; families]);
    for n in nodes.iter().filter(|n| !n.foreign) {
        let family = usize::from(n.family.0);
        count[family] += 1;
        torn[family] += u32::from(places[n.place as usize].facts.torn);
        let parent = n.parent.and_then(|p| nodes.get(p as usize)).map(|p| p.family);
        *under.entry((parent, n.family)).or_default() += 1;
        runs[family] += match n.repair {
            Repair::Resume => 1,
            Repair::Anew => -1,
            _ => 0,
        };
    }
    Learnt {
        under: under.into_iter().filter(|(_, times)| *times > 1).map(|(key, _)| key).collect(),
        runs,
        loose: torn.iter().zip(&count).map(|(&torn, &count)| 5 * torn > 2 * count).collect(),
    }
}
