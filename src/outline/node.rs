//! What the search makes of a marker: the list it is in, and how it got there.

use super::place::Fam;

/// What the search made of a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Repair {
    /// Nothing had to be mended.
    Nothing,
    /// A closed list runs on.
    Resume,
    /// A list of this family starts over as a child of another marker.
    Anew,
    /// The list begins with 2, behind an unnumbered first paragraph.
    Implicit,
    /// An early number's place is passed, or a gap is filled: part of a move.
    Home,
    Gap,
    Twice,
    Misprint,
    Early,
    Late,
    First,
    /// A list starts over where no heading stands.
    Restart,
    /// A run comes again from an earlier number on.
    Again,
}

impl Repair {
    /// Whether it mends the paper, and is no way of its own to number.
    pub fn is_fault(self) -> bool {
        !matches!(self, Repair::Nothing | Repair::Resume | Repair::Anew | Repair::Implicit | Repair::Home)
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
    /// The node taken before it.
    pub before: u32,
}
