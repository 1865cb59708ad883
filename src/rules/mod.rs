//! The rules. Each stands in a file of its own with its explanation and its
//! check; [`RULES`] is the plain table that lists them.

use crate::ast::Document;
use crate::diagnostic::{Diagnostic, Severity};
use crate::series::{Fault, FaultKind, Rejected, Role};
use crate::source::Source;
use crate::span::Span;
use crate::trivia::Trivia;

/// What a rule may look at.
pub struct Context<'c, 's> {
    /// The text.
    pub source: &'s Source,
    /// The tree.
    pub document: &'c Document<'s>,
    /// What the numbering needed to be read.
    pub faults: &'c [Fault],
    /// Line starts that were kept as text.
    pub rejected: &'c [Rejected],
    /// What belongs to no text.
    pub trivia: &'c [Trivia],
}

/// A rule: its documentation and its check in one value.
pub struct Rule {
    /// Such as `N001`.
    pub code: &'static str,
    /// Named for the defect, such as `number-gap`.
    pub name: &'static str,
    /// The default severity.
    pub severity: Severity,
    /// One line for `lcpaper rules`.
    pub summary: &'static str,
    /// Markdown for `lcpaper explain`: what it finds, why it is bad, an example, what to do.
    pub explanation: &'static str,
    /// Reports every finding of this rule.
    pub check: fn(&Context<'_, '_>, &mut Vec<Diagnostic>),
}

/// All rules, in the order of their codes.
pub static RULES: &[&Rule] = &[];
