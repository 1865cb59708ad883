//! The steps that a candidate allows in a state: it stays text, goes on with a list, opens
//! one, is repaired into one, or belongs to a foreign text.

use smallvec::SmallVec;

use crate::markers::{Candidate, Kind, Levels};

use super::cost::{self, Cost};
use super::index::Index;
use super::learnt::Learnt;
use super::node::Repair;
use super::place::{Facts, Fam, Place};
use super::state::{DEEPEST, Frame, Owner, State};

/// One way on from a state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Move {
    pub cost: Cost,
    /// Index of the state.
    pub from: u32,
    /// So many lists stay open; those from `remember` on may run on later.
    pub keep: u8,
    pub remember: u8,
    /// The list in memory that runs on.
    pub resumed: Option<u8>,
    /// The list that the marker is in now; `None` for text.
    pub frame: Option<Frame>,
    /// The list is a new one.
    pub opened: bool,
    /// Index of the reading among the site's.
    pub reading: u8,
    pub repair: Repair,
    pub due: u32,
}

/// What all steps of a site share.
pub(super) struct Steps<'a> {
    pub index: &'a Index,
    pub learnt: &'a Learnt,
    pub place: &'a Place<'a>,
    pub facts: Facts,
    /// The place's number.
    pub at: u32,
    /// A list of another family opens right behind it: it is a heading, or an item that has items.
    pub opens: bool,
    pub moves: &'a mut Vec<Move>,
}

fn follows(frame: &Frame, c: &Candidate) -> bool {
    // 2ZA was put in before 2A.
    let before_a = frame.inserted > 26 * 27 && c.inserted <= 26;
    c.value == frame.value + 1 && c.inserted <= 1
        || c.value == frame.value && (c.inserted > frame.inserted || before_a)
}

impl Steps<'_> {
    /// All steps from one state.
    pub fn from(&mut self, from: u32, state: &State) {
        let depth = state.stack.len();
        self.moves.push(Move {
            cost: self.text(),
            from,
            keep: depth as u8,
            remember: depth as u8,
            resumed: None,
            frame: None,
            opened: false,
            reading: 0,
            repair: Repair::Nothing,
            due: 0,
        });
        let (place, facts) = (self.place, self.facts);
        for (reading, c) in place.candidates.iter().enumerate() {
            let id = place.ids[reading];
            let weak = self.index.weak(id, c);
            let mut take = cost::WEAK[usize::from(weak)] * 3 / 10;
            if facts.torn && self.starts_line() {
                take += cost::TAKE_TORN;
            }
            if facts.reference {
                take += cost::TAKE_REFERENCE;
            }
            if matches!(place.kind, Kind::Stop | Kind::Semicolon | Kind::Colon) {
                take += cost::TAKE_INSIDE;
            }
            let one = One { c, id, weak, take, reading: reading as u8, from };
            self.go_on(state, &one);
            if depth < DEEPEST {
                self.open(state, &one);
            }
        }
    }

    fn starts_line(&self) -> bool {
        matches!(self.place.kind, Kind::Start | Kind::Label)
    }

    /// What it costs to keep the place as text.
    fn text(&self) -> Cost {
        let place = self.place;
        let weakest =
            place.candidates.iter().zip(&place.ids).map(|(c, id)| self.index.weak(*id, c)).min().unwrap_or(2);
        let mut cost = cost::TEXT[usize::from(weakest)];
        if self.starts_line() && self.facts.torn {
            cost = cost.min(cost::TEXT_TORN);
        }
        if self.facts.reference {
            cost = cost.min(cost::TEXT_REFERENCE);
        }
        let lonely = place.candidates.iter().zip(&place.ids).all(|(c, id)| {
            // A number of a form that counts in this paper, where text begins, is one gone wrong.
            let known = self.index.divides(*id)
                || self.starts_line() && self.facts.fresh && !self.facts.torn && self.index.counts(*id);
            !known && self.index.lonely(*id, c)
        });
        cost = match place.kind {
            Kind::Chain => cost::TEXT_CHAIN,
            Kind::Stop if !lonely => cost::TEXT_STOP,
            Kind::Stop | Kind::Semicolon | Kind::Colon => cost::TEXT_INSIDE,
            Kind::Start | Kind::Label => cost,
        };
        let opens_nothing =
            |(c, id): (&Candidate, &Fam)| c.value == 1 && !self.index.goes_on(*id, c, self.at);
        if self.starts_line() && place.empty && place.candidates.iter().zip(&place.ids).all(opens_nothing) {
            cost = cost.min(cost::TEXT_EMPTY);
        }
        if lonely { cost.min(cost::TEXT_LONELY) } else { cost }
    }

    /// The candidate goes on with a list that is open or was closed, or is repaired into it.
    fn go_on(&mut self, state: &State, one: &One<'_>) {
        for (at, frame) in state.stack.iter().enumerate() {
            self.go_on_with(state, one, frame, at, None);
        }
        for (at, frame) in state.memory.iter().enumerate() {
            if frame.owner.is_foreign() || state.stack.iter().all(|open| open.family != frame.family) {
                self.go_on_with(state, one, frame, state.stack.len(), Some(at as u8));
            }
        }
    }

    fn go_on_with(&mut self, state: &State, one: &One<'_>, frame: &Frame, at: usize, resumed: Option<u8>) {
        let (c, facts, kind) = (one.c, self.facts, self.place.kind);
        let same = frame.family == one.id;
        // A form that begins no list of its own may be a slip in another, where it has the number that is due.
        let slip = || self.index.ones[usize::from(one.id.0)] == 0 && follows(frame, c);
        let family = self.index.family(frame.family);
        if !(same || family.near(c.family) || family.slips(c.family) && slip()) {
            return;
        }
        let remember = if resumed.is_some() { state.stack.len() } else { at + 1 };
        let go = |cost, frame, repair, due| Move {
            cost,
            from: one.from,
            keep: at as u8,
            remember: remember as u8,
            resumed,
            frame: Some(frame),
            opened: false,
            reading: one.reading,
            repair,
            due,
        };
        let due = frame.value + 1;
        if frame.levels != c.levels.all {
            let beside =
                same && !frame.owner.is_foreign() && resumed.is_none() && c.value == due && c.inserted == 0;
            if beside && !c.levels.is_empty() && frame.levels != 0 {
                let next = Frame { value: c.value, inserted: 0, ..*frame };
                self.moves.push(go(one.take + cost::MISPRINT_ALIKE, next, Repair::Misprint, due));
            }
            return;
        }
        let foreign =
            frame.owner.is_foreign() || resumed.is_some() && state.stack.iter().any(|f| f.owner.is_foreign());
        // Notes go on from page to page, extracts do not.
        if frame.owner.is_foreign()
            && resumed.is_some()
            && (frame.owner != Owner::Notes || !follows(frame, c))
        {
            return;
        }
        let mut base = one.take + if same { 0 } else { cost::NEAR };
        if frame.owner.is_foreign() {
            base = one.take * 3 / 10 + cost::FOREIGN_ITEM;
        }
        if kind == Kind::Start && frame.indent.abs_diff(facts.indent) > 1 {
            base += cost::INDENT;
        }
        if resumed.is_some() {
            base += cost::RUN_ON + self.inside_item(&state.stack, one);
            if !frame.owner.is_foreign() && self.learnt.starts_over(one.id) {
                base += cost::WRONG_WAY;
            }
        }
        let owner = if foreign && !frame.owner.is_foreign() { Owner::Foreign } else { frame.owner };
        let indent = if kind == Kind::Start { facts.indent } else { frame.indent };
        let counter = if self.starts_line() { facts.counter } else { frame.counter };
        if counter != frame.counter {
            base += cost::OTHER_COUNTER;
        }
        let now = Frame { body: facts.body, indent, counter, owner, earlier: false, ..*frame };
        let last = if c.to > 0 { c.to } else { c.value };
        let on = Frame { value: last, inserted: if c.to > 0 { 0 } else { c.inserted }, again: 0, ..now };
        if follows(frame, c) {
            if facts.torn && self.starts_line() && one.weak == 0 && !frame.owner.is_foreign() {
                base -= cost::TAKE_TORN - cost::TAKE_DUE;
            }
            // 3.2 behind 3.1, where text begins, is no amount and no date.
            if facts.reference && !c.levels.is_empty() && facts.fresh && !facts.torn {
                base -= cost::TAKE_REFERENCE - cost::TAKE_DUE;
            }
            if c.misread && !frame.owner.is_foreign() {
                self.moves.push(go(base + cost::MISPRINT_ALIKE, on, Repair::Misprint, c.value));
                return;
            }
            let skipped = c.value == frame.value && c.inserted > frame.inserted + 1;
            let repair = if resumed.is_some() { Repair::Resume } else { Repair::Nothing };
            self.moves.push(go(base + if skipped { cost::INSERT_GAP } else { 0 }, on, repair, due));
            return;
        }
        if one.only_follows() || frame.earlier {
            return;
        }
        if frame.owner.is_foreign() {
            if c.value > frame.value {
                let gap = cost::sized(cost::FOREIGN_GAP, c.value - due);
                self.moves.push(go(base + gap, on, Repair::Nothing, due));
            }
            return;
        }
        if !matches!(kind, Kind::Start | Kind::Label | Kind::Chain) || c.misread {
            return;
        }
        if one.weak == 2 {
            base += cost::REPAIR_WEAK;
        }
        if frame.early > 0 && due == frame.early && c.value == due + 1 && c.inserted == 0 {
            self.moves.push(go(base + cost::HOME, Frame { early: 0, ..on }, Repair::Home, due));
        }
        // Under the next heading numbers may go on from the next ten, where no ten is used up: 105, 111.
        let next_ten = c.value > 100 && c.value % 10 == 1 && c.value > due && c.value < due + 20;
        if resumed.is_some() && next_ten && !self.index.stands(one.id, c.levels.all, c.value - 11) {
            self.moves.push(go(base + cost::NEXT_TEN, on, Repair::Resume, due));
        }
        if c.value > due && c.inserted == 0 {
            let size = c.value - due;
            if !(frame.early > 0 && size == 1 && frame.early == due) {
                let gap = if facts.elided { cost::GAP_ELIDED } else { cost::GAP };
                self.moves.push(go(
                    base + cost::sized(gap, size),
                    Frame { hole: (due, c.value - 1), ..on },
                    Repair::Gap,
                    due,
                ));
            }
            let comes = self.index.later(one.id, c.levels.all, c.value - 1, self.at).is_some();
            let alone = if comes { 0 } else { cost::EARLY_ALONE };
            self.moves.push(go(
                base + cost::EARLY + alone,
                Frame { early: c.value, ..now },
                Repair::Early,
                due,
            ));
        }
        if c.value == frame.value && c.inserted == frame.inserted {
            let (twice, repair) =
                if facts.continued { (0, Repair::Nothing) } else { (cost::TWICE, Repair::Twice) };
            self.moves.push(go(base + twice, now, repair, due));
        }
        if (frame.hole.0..=frame.hole.1).contains(&c.value) && frame.hole.1 > 0 && c.inserted == 0 {
            let many = frame.hole.0 != frame.hole.1;
            // What is left of the hole: one of several that were moved.
            let hole = match frame.hole {
                _ if !many => (0, 0),
                (a, z) if c.value == a => (a + 1, z),
                (a, z) if c.value == z => (a, z - 1),
                hole => hole,
            };
            self.moves.push(go(
                base + cost::HOME + if many { cost::HOME_OF_MANY } else { 0 },
                Frame { hole, ..now },
                Repair::Late,
                due,
            ));
        } else if (c.value, c.inserted) < (frame.value, frame.inserted) {
            self.moves.push(go(base + cost::LATE, now, Repair::Late, due));
        }
        if c.value <= frame.value && c.inserted == 0 && self.index.goes_on(one.id, c, self.at) {
            let run = Frame { again: frame.value, ..on };
            self.moves.push(go(base + cost::AGAIN, run, Repair::Again, due));
        }
        let misprint = cost::misprint(due, c.value);
        // The number that is due stands further on, before the list starts over.
        let later = |value| self.index.later(frame.family, frame.levels, value, self.at);
        let comes = later(due).is_some_and(|due| later(1).is_none_or(|over| due < over));
        let misprint = misprint + if comes { cost::MISPRINT_COMES } else { 0 };
        self.moves.push(go(base + misprint, Frame { value: due, inserted: 0, ..now }, Repair::Misprint, due));
    }

    /// Ways to open a list; a foreign text may end before it.
    fn open(&mut self, state: &State, one: &One<'_>) {
        self.open_at(state, state.stack.len(), one, 0);
        let own = state.own_depth();
        if let Some(outer) = state.stack.get(own).filter(|_| self.place.kind == Kind::Start) {
            let ends = if outer.owner == Owner::Sentence { 0 } else { cost::FOREIGN_END };
            self.open_at(state, own, one, ends);
        }
    }

    /// Ways to open a list where the lists from `depth` on are closed.
    fn open_at(&mut self, state: &State, depth: usize, one: &One<'_>, ends: Cost) {
        let (c, facts, kind) = (one.c, self.facts, self.place.kind);
        let stack = &state.stack[..depth];
        let top = stack.last();
        if top.is_some_and(|f| f.owner == Owner::Sentence) || one.only_follows() {
            return;
        }
        let inside = top.is_some_and(|f| f.owner.is_foreign());
        let goes_on = self.index.goes_on(one.id, c, self.at);
        let mut take = one.take + ends;
        if inside {
            take += cost::FOREIGN_INNER;
        }
        if !inside
            && kind == Kind::Start
            && top.is_some_and(|f| f.body && facts.body && facts.indent + 1 < f.indent)
        {
            take += cost::OUTDENT;
        }
        let ones = self.index.ones[usize::from(one.id.0)];
        let alone = match () {
            () if goes_on || facts.heading => 0,
            () if c.value == 1 && self.opens && !facts.body => cost::OPEN_ALONE_KNOWN,
            () if ones > 2 || ones > 0 && self.index.divides(one.id) => cost::OPEN_ALONE_KNOWN,
            () if one.weak == 0 => cost::OPEN_ALONE,
            () => cost::OPEN_ALONE_WEAK,
        };
        let mut base = take + cost::WEAK[usize::from(one.weak)] + alone;
        if c.value > cost::FAR_FROM {
            base += cost::FAR;
        }
        let value = if c.to > 0 { c.to } else { c.value };
        let fresh = Frame {
            family: one.id,
            levels: c.levels.all,
            value,
            inserted: c.inserted,
            indent: facts.indent,
            owner: if inside { Owner::Foreign } else { Owner::Paper },
            counter: facts.counter,
            body: facts.body,
            hole: (0, 0),
            early: 0,
            again: 0,
            earlier: false,
            parties: facts.party,
            list: 0,
            node: 0,
        };
        let go = |cost, keep: usize, frame, repair| Move {
            cost,
            from: one.from,
            keep: keep as u8,
            remember: keep as u8,
            resumed: None,
            frame: Some(frame),
            opened: true,
            reading: one.reading,
            repair,
            due: 1,
        };
        if matches!(kind, Kind::Semicolon | Kind::Colon) {
            if c.value == 1 && goes_on {
                let frame = Frame { owner: Owner::Sentence, ..fresh };
                self.moves.push(go(base - take + cost::TAKE_INSIDE, depth, frame, Repair::Nothing));
            }
            return;
        }
        if kind == Kind::Stop {
            base += cost::TAKE_INSIDE;
        }
        for begin in self.beginnings(state, stack, one, fresh, goes_on) {
            let (base, frame) = (base + begin.cost - if begin.goes_on { alone } else { 0 }, begin.frame);
            if c.levels.is_empty() {
                self.put(state, stack, one, base, begin);
            } else {
                self.open_dotted(stack, c.levels, one, base, goes_on, &|cost, keep| {
                    go(cost, keep, frame, begin.repair)
                });
            }
        }
        if !inside && kind == Kind::Start && ends == 0 && !stack.is_empty() {
            let cost = self.foreign(state, one, goes_on);
            let owner = if facts.torn { Owner::Notes } else { Owner::Foreign };
            let frame = Frame { owner, ..fresh };
            self.moves.push(go(cost, depth, frame, Repair::Nothing));
        }
    }

    /// With what numbers a list may begin: with its first, or with what is wrong in its place.
    fn beginnings(
        &self,
        state: &State,
        stack: &[Frame],
        one: &One<'_>,
        frame: Frame,
        goes_on: bool,
    ) -> SmallVec<[Beginning; 4]> {
        let (c, facts) = (one.c, self.facts);
        let begin = |cost, repair, due, frame| Beginning { cost, repair, due, frame, goes_on: false };
        let mut out = SmallVec::new();
        // Behind an unnumbered paragraph that counts as 1 the first number is 2.
        let implicit = state.stack.is_empty() && state.memory.is_empty() && facts.introduced;
        match c.value {
            1 if c.misread => out.push(begin(cost::MISPRINT_ALIKE, Repair::Misprint, 1, frame)),
            1 => out.push(begin(0, Repair::Nothing, 1, frame)),
            2 if implicit && (goes_on || self.index.later(one.id, c.levels.all, 4, self.at).is_some()) => {
                out.push(begin(cost::IMPLICIT, Repair::Implicit, 2, frame))
            }
            // Section 301 is the first of title III.
            _ if c.value > 100 && c.value % 100 == 1 && stack.iter().any(|f| f.value == c.value / 100) => {
                out.push(begin(0, Repair::Nothing, 1, frame));
            }
            _ => {
                // A chapter in a file of its own begins in the middle.
                let middle = self.at == 0 && !goes_on && one.weak == 0;
                if implicit && !middle {
                    let hole = Frame { hole: (2, c.value - 1), ..frame };
                    out.push(begin(cost::sized(cost::GAP, c.value - 2), Repair::Gap, 2, hole));
                } else {
                    let cost = if middle { 0 } else { cost::sized(cost::FIRST, c.value) };
                    out.push(begin(cost, Repair::First, 1, Frame { hole: (1, c.value - 1), ..frame }));
                }
            }
        }
        let first = 1 + u32::from(implicit);
        let later = |value| self.index.later(one.id, c.levels.all, value, self.at);
        let comes = |value| later(value).is_some();
        let inside = frame.owner.is_foreign() || stack.last().is_some_and(|f| f.family == one.id);
        if inside || c.value <= first || c.inserted > 0 || c.to > 0 {
            return out;
        }
        let sure = |cost, repair, frame| Beginning { cost, repair, due: first, frame, goes_on: true };
        // It has come too early, before the first.
        if comes(first) && comes(c.value - 1) {
            out.push(sure(cost::EARLY, Repair::Early, Frame { value: first - 1, early: c.value, ..frame }));
        }
        // It is the first, misprinted.
        if later(first + 1).is_some_and(|second| later(first).is_none_or(|first| second < first)) {
            out.push(sure(cost::misprint(first, c.value), Repair::Misprint, Frame { value: first, ..frame }));
        }
        out
    }

    /// The places at which a list opens: in the innermost, beside one of its family, or in the
    /// place of another.
    fn put(&mut self, state: &State, stack: &[Frame], one: &One<'_>, base: Cost, begin: Beginning) {
        let (facts, kind, top, fresh) = (self.facts, self.place.kind, stack.last(), begin.frame);
        let (repair, depth) = (begin.repair, stack.len());
        let known = stack.iter().any(|f| f.family == one.id);
        let divides = self.index.divides(one.id);
        let go = |cost, keep: usize, repair| Move {
            cost,
            from: one.from,
            keep: keep as u8,
            remember: keep as u8,
            resumed: None,
            frame: Some(fresh),
            opened: true,
            reading: one.reading,
            repair,
            due: begin.due,
        };
        let closed = state.memory.iter().any(|f| f.family == one.id && f.owner == fresh.owner);
        let anew = closed && repair == Repair::Nothing;
        let runs_on = if self.learnt.runs_on(one.id) { cost::WRONG_WAY } else { 0 };
        let restart = if anew { runs_on } else { 0 };
        let child = if anew { Repair::Anew } else { repair };
        let behind = top.is_some_and(|f| self.learnt.stands_behind(f.family, one.id));
        let inner = base + self.inside_item(stack, one) + if behind { cost::WRONG_WAY } else { 0 };
        if !known {
            let seen = if self.learnt.seen(top.map(|f| f.family), one.id) { cost::OPEN_SEEN } else { 0 };
            self.moves.push(go(inner + cost::OPEN + restart + seen, depth, child));
        } else if top.is_some_and(|f| f.family != one.id || f.counter != facts.counter) || facts.colon {
            let rival = stack.iter().any(|f| f.family == one.id && f.value == fresh.value);
            let rival = if rival { cost::RIVAL } else { 0 };
            self.moves.push(go(inner + cost::OPEN + cost::SAME_FAMILY + rival + restart, depth, child));
        }
        // The list starts over beside the old one, or another closes it and stands in its place.
        for (at, frame) in stack.iter().enumerate() {
            if frame.family == one.id && frame.owner == fresh.owner {
                // The heading before is not the old list's own last.
                let head = facts.head || facts.marked_head && frame.node != state.node;
                let over = match () {
                    () if head && (facts.blank || !facts.torn) => cost::OVER_HEADING,
                    // The colon of an item inside the list announces what stands in that item.
                    () if facts.colon && at + 1 == stack.len() || kind == Kind::Label || facts.party => {
                        cost::OVER_COLON
                    }
                    () if facts.apart
                        && (begin.goes_on || self.index.goes_on(one.id, one.c, self.at))
                        && frame.value > 1 =>
                    {
                        cost::OVER_COLON
                    }
                    () => cost::OVER,
                };
                let why =
                    if over == cost::OVER && repair == Repair::Nothing { Repair::Restart } else { repair };
                self.moves.push(go(base + over + runs_on, at, why));
            } else if frame.family != one.id && !known && kind == Kind::Start {
                // A short line between two members of a list of sentences: a heading over the second.
                let between = divides && !self.index.divides(frame.family)
                    || self.learnt.stands_behind(frame.family, one.id)
                    || frame.body && !facts.body && self.goes_on_behind(frame, one, facts.colon);
                let place = match () {
                    () if between || frame.parties => cost::BETWEEN,
                    () if fresh.value != 1 => continue,
                    () if facts.head && facts.colon => cost::IN_ITS_PLACE_COLON,
                    () if facts.head => cost::IN_ITS_PLACE,
                    () => continue,
                };
                let inside = self.inside_item(&stack[..at], one);
                self.moves.push(go(base + place + inside + runs_on, at, repair));
            }
        }
    }

    /// What it costs that a part or a chapter stands in an item.
    fn inside_item(&self, stack: &[Frame], one: &One<'_>) -> Cost {
        let item = |f: &Frame| !f.owner.is_foreign() && !self.index.divides(f.family);
        if self.index.divides(one.id) && stack.iter().any(item) { cost::DIVISION_INSIDE } else { 0 }
    }

    /// Whether the next place holds the number that is due in a list, or the one behind a list
    /// that opens there.
    fn goes_on_behind(&self, frame: &Frame, one: &One<'_>, announced: bool) -> bool {
        let due = self.index.later(frame.family, frame.levels, frame.value + 1, self.at);
        due == Some(self.at + 1)
            || due == Some(self.at + 2)
                && self.opens
                && !announced
                && self.index.later(one.id, one.c.levels.all, one.c.value + 1, self.at) != Some(self.at + 1)
    }

    /// A dotted number hangs on the levels before it.
    fn open_dotted(
        &mut self,
        stack: &[Frame],
        levels: Levels,
        one: &One<'_>,
        cost: Cost,
        goes_on: bool,
        go: &dyn Fn(Cost, usize) -> Move,
    ) {
        if stack.iter().any(|f| f.family == one.id && f.levels == levels.all) {
            return;
        }
        let hook =
            stack.iter().rposition(|f| f.value == levels.last && (f.levels == levels.above || f.levels == 0));
        if let Some(at) = hook {
            let alone = if goes_on { 0 } else { cost::OPEN_ALONE };
            let cost = cost - alone + cost::HANGS;
            // 4.1 under (a), a heading under 4; beside it, it would leave the heading bare.
            let bare = at + 1 < stack.len() && stack.last().is_some_and(|f| !f.body && !f.owner.is_foreign());
            if bare {
                self.moves.push(go(cost, stack.len()));
            }
            self.moves.push(go(cost + if bare { cost::LEFT_BARE } else { 0 }, at + 1));
            return;
        }
        // 2.1 behind 1.9, and no heading 2 between.
        let mut beside = false;
        for (at, _) in stack.iter().enumerate().filter(|(_, f)| f.family == one.id) {
            beside = true;
            self.moves.push(go(cost + cost::HANGS_BESIDE, at));
        }
        if !beside {
            self.moves.push(go(cost + cost::OPEN, stack.len()));
        }
    }

    /// What it costs to take the candidate for the first of an extract's or of notes.
    fn foreign(&self, state: &State, one: &One<'_>, goes_on: bool) -> Cost {
        let (c, facts) = (one.c, self.facts);
        let Some(top) = state.stack.last() else { return cost::FOREIGN };
        // What begins with 1 in a quotation is read like the paper's own.
        let quote = facts.quote || facts.quoted && c.value != 1;
        let outdented = top.body && facts.body && facts.indent + 1 < top.indent;
        // The paper's own lists that it may belong to, by any of its readings.
        let ours = || {
            let own = state.stack.iter().filter(|f| !f.owner.is_foreign());
            let readings = || self.place.candidates.iter().zip(&self.place.ids);
            own.flat_map(move |f| readings().map(move |(c, id)| (f, c, id)))
                .filter(|(f, c, id)| f.family == **id && f.levels == c.levels.all)
        };
        // Back where its own list stands, it is not set in.
        let level = |f: &Frame| f.indent.abs_diff(facts.indent) <= 1;
        let set_off = || !level(top) && !ours().any(|(f, ..)| level(f));
        let shifted = if c.value != 1 { set_off() } else { outdented };
        let mut cost = cost::FOREIGN + one.take * 3 / 10;
        // A sentence runs on into a list that is set in, and over a note that is not.
        let sentence = facts.clause && c.value == 1 && c.family.system.is_latin();
        let torn = facts.torn && facts.indent <= top.indent + 1 && !sentence;
        let mut add = |when, what| cost += if when { what } else { 0 };
        // Behind a colon 2 is more likely a list that lost its 1 than the middle of an extract.
        let middle = self.place.candidates.iter().all(|c| c.value > 3);
        add(facts.colon && middle, cost::FOREIGN_COLON);
        add(shifted, cost::FOREIGN_INDENT);
        add(goes_on && (quote || torn || shifted || middle && facts.colon), cost::FOREIGN_NEXT);
        add(!(quote || torn || facts.colon && (middle || c.value == 1) || shifted), cost::FOREIGN_UNSAID);
        add(middle && self.index.lonely(one.id, c), cost::FOREIGN_NEXT);
        add(facts.colon && c.value == 1, cost::FOREIGN_ANNOUNCED);
        // Typed where the paper's own are counted.
        let typed = facts.counter == 0 && state.stack.iter().any(|f| f.family == one.id && f.counter > 0);
        add(typed, cost::FOREIGN_TYPED);
        add(quote, cost::FOREIGN_QUOTE);
        add(torn, cost::FOREIGN_NOTE);
        add(c.value == 1 && !(torn || quote || shifted), cost::FOREIGN_UNSAID);
        add((c.value > 3 && !middle || self.index.divides(one.id)) && !quote, cost::FOREIGN_FIRST);
        let set_in = facts.indent > top.indent + 1;
        add(matches!(c.value, 2 | 3) && !quote && set_in, cost::FOREIGN_FIRST);
        add(ours().any(|(f, c, _)| follows(f, c)), cost::FOREIGN_DUE);
        let nearly = |f: &Frame, c: &Candidate| c.value != f.value + 1 && c.value.abs_diff(f.value + 1) < 3;
        let beside = |f: &Frame| level(f) && f.counter == facts.counter;
        let nearly = |same: bool| ours().any(|(f, c, _)| nearly(f, c) && beside(f) == same);
        add(nearly(false), cost::FOREIGN_NEARLY_DUE);
        add(nearly(true) && !quote, cost::FOREIGN_DUE);
        let own = |f: &Frame| {
            !f.owner.is_foreign() && self.index.later(f.family, f.levels, f.value + 1, self.at).is_some()
        };
        add(!state.stack.iter().any(own), cost::FOREIGN_LOST);
        cost.max(cost::FOREIGN_LEAST)
    }
}

/// A way for a list to begin.
#[derive(Debug, Clone, Copy)]
struct Beginning {
    cost: Cost,
    repair: Repair,
    due: u32,
    frame: Frame,
    /// What is due behind it is known to come.
    goes_on: bool,
}

/// One reading of the place.
struct One<'a> {
    c: &'a Candidate,
    id: Fam,
    weak: u8,
    take: Cost,
    reading: u8,
    from: u32,
}

impl One<'_> {
    /// Letters behind z, and letters put in behind a letter: `(aa)` goes on with a list, and is
    /// nothing else.
    fn only_follows(&self) -> bool {
        self.c.family.system.is_letter() && (self.c.value > 26 || self.c.inserted > 0)
    }
}
