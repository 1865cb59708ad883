//! What is wrong with the numbering, as the cheapest reading of a part says it.
//!
//! A fault is the repair that the reading needed: the rules only put it into
//! words. One fault in a paper gives one [`Fault`], at its cause.

use crate::text::{Certainty, Span};

/// What a marker opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A heading.
    Section,
    /// A numbered paragraph or item.
    Item,
}

/// The kinds of damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// Numbers are missing before this marker. (N001, S001)
    Gap,
    /// The number came before. (N002, S002)
    Duplicate,
    /// The marker stands in another place than its number says. (N003, S003)
    Displaced,
    /// The number does not fit where its neighbours do. (N004, S003)
    Misprint,
    /// The series does not begin with 1. (N005, S001)
    WrongFirst,
    /// A continuous series starts over. (N006)
    Restart,
    /// Items start over where no heading stands: a heading is missing. (S001)
    LostHeading,
    /// The paper declares another number of items. (N008)
    DeclaredCount,
    /// A section holds nothing. (S004)
    Empty,
    /// Items stand before the first section. (S005)
    Orphan,
    /// Items stand straight under a section before its first subsection. (S007)
    MixedDepth,
    /// A run of blocks comes twice. (T007)
    Repeated,
    /// A clean line start that reads like a marker but fits no series. (N007)
    Ambiguous,
}

/// One fault, at its cause.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Whether headings or items are concerned.
    pub role: Role,
    /// How sure it is.
    pub certainty: Certainty,
    /// The marker a person would edit.
    pub span: Span,
    /// What should stand there, written as the paper writes its markers.
    pub expected: Option<String>,
    /// What stands there.
    pub found: Option<String>,
    /// Numbers that are missing, first and last.
    pub missing: Option<(u32, u32)>,
    /// Neighbours that explain the fault.
    pub labels: Vec<(Span, String)>,
}

/// Why a line start that looked like a marker was kept as text, or a stretch
/// of the source is not part of any text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The line goes on with a sentence from the line before.
    WrappedSentence,
    /// It stands inside an open bracket or quotation.
    InsideQuotation,
    /// What follows the number makes it a date, an amount or a list of ordinals.
    Prose,
    /// It fits no series of the part.
    FitsNoSeries,
    /// A run of its own inside an item, such as a quoted list.
    RunOfItsOwn,
    /// Another reading of the same line start was taken.
    OtherReading,
    /// The line belongs to a contents list.
    Contents,
    /// The line belongs to a block that comes twice.
    RepeatedBlock,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Reason::WrappedSentence => "its line goes on with the sentence of the line before",
            Reason::InsideQuotation => "it stands inside an open bracket or quotation",
            Reason::Prose => "what follows makes it a date, an amount or a list of ordinals",
            Reason::FitsNoSeries => "it fits no series of its part",
            Reason::RunOfItsOwn => "it belongs to a list of its own inside an item",
            Reason::OtherReading => "another reading of the same characters was taken",
            Reason::Contents => "its line belongs to a contents list",
            Reason::RepeatedBlock => "its line belongs to a block that comes twice",
        })
    }
}

/// A marker candidate that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejected {
    /// The candidate.
    pub span: Span,
    /// Its line, from 1.
    pub line: u32,
    /// What it would have counted.
    pub value: u32,
    /// Why it was kept as text.
    pub reason: Reason,
}

/// What was decided of a place where a marker may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decision {
    /// The first reading of the place.
    pub span: Span,
    /// Its line, from 1.
    pub line: u32,
    /// The step that the cheapest reading of the whole paper takes here.
    pub taken: Step,
    /// The cheapest other step from the same state. It may cost less by itself: what comes
    /// behind it would have cost more.
    pub instead: Option<Step>,
}

/// What a place that is no marker is taken for.
pub(crate) const TEXT: &str = "text";

/// A step of the search, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Step {
    /// What the marker is taken for.
    pub what: String,
    /// In hundredths: a repair costs about a thousand.
    pub cost: i32,
}

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} (cost {})", self.what, self.cost)
    }
}
