//! What lines are on their page: furniture, contents, repeats, wraps, parts, what stands before
//! and behind the body. Nothing here decides numbering.

pub(crate) mod columns;
pub(crate) mod contents;
pub(crate) mod declared;
pub(crate) mod flow;
pub(crate) mod noise;
pub(crate) mod notes;
mod numbered_heads;
pub(crate) mod page_number;
pub(crate) mod partition;
pub(crate) mod parts;
pub(crate) mod repeat;
pub(crate) mod tables;
mod turns;
pub(crate) mod words;

/// What a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineRole {
    Blank,
    PageNumber,
    RunningHeader,
    Ornament,
    Contents,
    Repeated,
    /// A footnote's.
    Note,
    /// Text, with or without a marker.
    Text,
}
