//! What the report formats are written from.

use crate::Parsed;
use crate::diagnostic::Diagnostic;
use crate::text::Source;

/// A paper, its tree and what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'c, 's> {
    /// The path as given on the command line.
    pub path: &'c str,
    /// The decoded text.
    pub source: &'s Source,
    /// The parse.
    pub parsed: &'c Parsed<'s>,
    /// The findings that are reported, in the order of the paper.
    pub diagnostics: &'c [Diagnostic],
}
