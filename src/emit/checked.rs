//! What the report formats are written from.

use crate::diagnostic::Diagnostic;
use crate::text::Source;
use crate::tree::Paper;

/// A paper and what is reported of it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Checked<'c> {
    /// The path as the user gave it.
    pub path: &'c str,
    /// The paper.
    pub paper: &'c Paper<'c>,
    /// The findings that are reported, in the order of the paper.
    pub diagnostics: &'c [Diagnostic],
}

impl<'c> Checked<'c> {
    /// `path` is the path as the user gave it, `diagnostics` are the findings that are
    /// reported, in the order of the paper.
    #[must_use]
    pub fn new(path: &'c str, paper: &'c Paper<'c>, diagnostics: &'c [Diagnostic]) -> Self {
        Self { path, paper, diagnostics }
    }

    pub(super) fn source(&self) -> &'c Source {
        self.paper.source()
    }

    #[cfg(feature = "pages")]
    pub(super) fn document(&self) -> &'c crate::tree::Document<'c> {
        self.paper.document()
    }
}
