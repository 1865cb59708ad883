//! What a rule is, and what it may look at.

use std::cell::OnceCell;

use super::findings::Findings;
use super::{annexes, markers};
use crate::diagnostic::{Diagnostic, Severity};
use crate::outline::{Fault, Rejected};
use crate::text::marks::Marks;
use crate::text::trivia::Trivia;
use crate::text::{Source, Span};
use crate::tree::{Document, LanguageVersion, Paper};

/// What a rule may look at.
pub(crate) struct Context<'c, 's> {
    /// The text.
    pub source: &'c Source,
    /// The tree.
    pub document: &'c Document<'s>,
    /// What the numbering needed to be read.
    pub faults: &'c [Fault],
    /// Line starts that were kept as text.
    pub rejected: &'c [Rejected],
    /// What belongs to no text.
    pub trivia: &'c [Trivia],
    /// Brackets and single characters of interest.
    pub(super) marks: &'c Marks,
    /// What several rules look for, found when the first of them asks.
    shared: Shared<'c>,
}

#[derive(Default)]
struct Shared<'c> {
    families: OnceCell<Vec<markers::Family<'c>>>,
    speaking: OnceCell<Vec<annexes::Speaking<'c>>>,
}

impl<'c, 's> Context<'c, 's> {
    /// What rules may look at in a paper.
    pub(crate) fn of(paper: &'c Paper<'s>) -> Self {
        Self::new(paper, &paper.document, &paper.faults, &paper.rejected)
    }

    /// What rules may look at in each language of a paper.
    pub(crate) fn all_of(paper: &'c Paper<'s>) -> Vec<Self> {
        if paper.versions.is_empty() {
            return vec![Self::of(paper)];
        }
        paper.versions.iter().map(|version| Self::of_version(paper, version)).collect()
    }

    /// What rules may look at in one language of a paper.
    pub(crate) fn of_version(paper: &'c Paper<'s>, version: &'c LanguageVersion<'s>) -> Self {
        Self::new(paper, &version.document, &version.faults, &version.rejected)
    }

    fn new(
        paper: &'c Paper<'s>,
        document: &'c Document<'s>,
        faults: &'c [Fault],
        rejected: &'c [Rejected],
    ) -> Self {
        let (source, trivia, marks) = (paper.source(), paper.trivia(), &paper.marks);
        Self { source, document, faults, rejected, trivia, marks, shared: Shared::default() }
    }

    /// All markers, by part, role and style.
    pub(super) fn families(&self) -> &[markers::Family<'c>] {
        self.shared.families.get_or_init(|| markers::families(self.source, self.document))
    }

    /// The texts that speak of annexes, in order.
    pub(super) fn speaking(&self) -> &[annexes::Speaking<'c>] {
        self.shared.speaking.get_or_init(|| annexes::speaking(self.source, self.document))
    }
}

/// A rule: its documentation and its check in one value.
#[non_exhaustive]
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
    pub(crate) check: fn(&Context<'_, '_>, &mut Findings),
}

impl Rule {
    /// Whether a finding of this rule can be an error.
    #[must_use]
    pub fn finds_errors(&self) -> bool {
        // T005 warns of what is invisible, but what turns the text around is an error.
        self.severity == Severity::Error || self.code == "T005"
    }

    /// Adds what this rule finds.
    pub(crate) fn run(&self, context: &Context<'_, '_>, out: &mut Findings) {
        (self.check)(context, out);
        out.end_rule();
    }

    /// Starts a finding of this rule. `message` is one sentence without a full stop.
    pub(crate) fn report(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, self.name, self.severity, span, message)
    }
}
