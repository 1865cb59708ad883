//! What a reader hands on.

use crate::text::{Cell, Hint, Note, Original};

/// What a format's reader makes of a file.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub text: String,
    pub encoding: &'static str,
    pub pages: Option<u32>,
    pub hints: Vec<Hint>,
    /// The cells of its tables, in order.
    pub cells: Vec<Cell>,
    pub notes: Vec<Note>,
    /// The file, where the way back leads to a line and column of it.
    pub original: Option<Original>,
}
