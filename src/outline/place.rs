//! A place where a marker may stand: its readings, and what the lines around it say.

use crate::markers::{Candidate, Kind};

/// A family, by its number in the index of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Fam(pub u16);

/// What a line says of a marker on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// In columns.
    pub indent: u16,
    /// Which counter of the file printed the number, 0 where none did.
    pub counter: u32,
    /// A blank line stands before it, or nothing.
    pub blank: bool,
    /// The line before is full and has no final stop: this one goes on with it.
    pub torn: bool,
    /// The line before ends a sentence or a clause, or stands apart, or there is none.
    pub fresh: bool,
    /// The line before ends with a comma or the like.
    pub clause: bool,
    /// The line before ends with a colon.
    pub colon: bool,
    /// The line before looks like a heading with a marker; without one.
    pub marked_head: bool,
    pub head: bool,
    /// The line before is no marker's, and stands apart.
    pub apart: bool,
    /// It fills the first cell of a row.
    pub cell: bool,
    /// Its file says that it is a heading.
    pub heading: bool,
    /// It is a heading printed again where its section goes on.
    pub continued: bool,
    /// It begins with a quotation mark.
    pub quote: bool,
    /// It stands in a quotation that began before it.
    pub quoted: bool,
    /// The line before says that text is left out.
    pub elided: bool,
    /// The line before stands between the parties of a case.
    pub party: bool,
    /// The line before is a paragraph without a marker.
    pub paragraph: bool,
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
