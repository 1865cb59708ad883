//! What is decided of a paper: its parts, their markers, what is wrong with them.

use std::ops::Range;

use super::fault::{Decision, Fault, Rejected, Role};
use crate::layout::flow::Wraps;
use crate::layout::{LineRole, notes};

/// A marker that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Index in the list of all candidates.
    pub candidate: u32,
    /// Index in the list of significant lines.
    pub at: u32,
    /// The last of the lines that its own text is wrapped over, as an index in the same list.
    pub end: u32,
    /// 0 is outermost.
    pub rank: u8,
    /// Its own text is short and ends no sentence, as headings do.
    pub short: bool,
    pub role: Role,
    /// Index of the first marker of its list among all nodes.
    pub list: u32,
}

/// A part with its markers decided.
#[derive(Debug, Clone)]
pub(crate) struct PartPlan {
    /// Its share of [`Resolution::significant`].
    pub range: Range<usize>,
    /// The first line is the annex's label.
    pub labelled: bool,
    pub annex: bool,
    /// Its markers, in order.
    pub marks: Vec<Mark>,
    /// An unnumbered first paragraph counts as 1.
    pub implicit_first: bool,
    /// First and last number and the count of its outermost items.
    pub series: Option<(u32, u32, u32)>,
    pub declared: Option<u32>,
}

/// Everything that was decided about a text.
#[derive(Debug, Clone)]
pub(crate) struct Resolution {
    pub roles: Vec<LineRole>,
    /// The lines that hold text, in order.
    pub significant: Vec<u32>,
    pub wraps: Wraps,
    pub parts: Vec<PartPlan>,
    pub faults: Vec<Fault>,
    pub rejected: Vec<Rejected>,
    pub decisions: Vec<Decision>,
    pub notes: Vec<notes::Footnote>,
}
