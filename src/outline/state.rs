//! What the search knows at one place of a part: the lists that are open, and those that were
//! closed last.

use std::hash::{Hash, Hasher};

use smallvec::SmallVec;

use super::cost::Cost;
use super::place::Fam;

/// Whose a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    /// The paper's own.
    Paper,
    /// An extract's.
    Foreign,
    /// A run of notes: it goes on from page to page.
    Notes,
    /// A list inside a sentence.
    Sentence,
}

impl Owner {
    pub fn is_foreign(self) -> bool {
        self != Owner::Paper
    }
}

/// A list: markers of one family that go on from each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub family: Fam,
    /// Fingerprint of the levels before the last number.
    pub levels: u32,
    pub value: u32,
    pub inserted: u32,
    pub indent: u16,
    pub owner: Owner,
    /// Which counter of the file printed its last number, 0 where none did.
    pub counter: u32,
    /// Its last marker's line is one of body text.
    pub body: bool,
    /// Numbers that a gap skipped, first and last; (0, 0) where there is none.
    pub hole: (u32, u32),
    /// A number that was met too soon; 0 where there is none.
    pub early: u32,
    /// In a run that came before: the number it goes up to.
    pub again: u32,
    /// It stands in an earlier part: an annex goes on with it in order, or not at all.
    pub earlier: bool,
    /// It counts the parties of a case.
    pub parties: bool,
    /// The node of its first marker, which names the list; and of its last.
    pub list: u32,
    pub node: u32,
}

impl Frame {
    fn key(&self) -> impl Hash + PartialEq {
        (
            (self.family, self.levels, self.value, self.inserted),
            (
                self.indent,
                self.counter,
                self.owner,
                self.body,
                self.hole,
                self.early,
                self.again,
                self.earlier,
                self.parties,
            ),
        )
    }
}

/// A marker that was taken: a step back from here is its predecessor's.
pub(super) const NO_NODE: u32 = u32::MAX;

/// Lists that were closed and may run on: so many are remembered.
const MEMORY: usize = 5;
/// Lists stand no deeper in each other.
pub(super) const DEEPEST: usize = 24;

#[derive(Debug, Clone, Default)]
pub(super) struct State {
    pub stack: SmallVec<[Frame; 6]>,
    /// The last one closed is the last.
    pub memory: SmallVec<[Frame; MEMORY]>,
    pub cost: Cost,
    /// The last marker taken.
    pub node: u32,
}

impl State {
    pub fn new() -> Self {
        Self { node: NO_NODE, ..Self::default() }
    }

    /// Closes the lists from `keep` on; those from `remember` on may run on later.
    pub fn close(&mut self, keep: usize, remember: usize) {
        for at in remember..self.stack.len() {
            let frame = self.stack[at];
            self.memory.retain(|old| old.family != frame.family || old.owner != frame.owner);
            if self.memory.len() == MEMORY {
                self.memory.remove(0);
            }
            self.memory.push(frame);
        }
        self.stack.truncate(keep);
    }

    /// The innermost list, and how many of the lists are the paper's own at the outside.
    pub fn own_depth(&self) -> usize {
        let foreign = self.stack.iter().rev().take_while(|f| f.owner.is_foreign()).count();
        self.stack.len() - foreign
    }

    /// A fingerprint: states that are equal but for how they came about go on alike.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = std::hash::BuildHasher::build_hasher(&foldhash::fast::FixedState::default());
        self.stack.len().hash(&mut hasher);
        for frame in self.stack.iter().chain(&self.memory) {
            frame.key().hash(&mut hasher);
        }
        hasher.finish()
    }
}
