//! The rules. Each stands in a file of its own with its explanation and its
//! check; [`RULES`] is the plain table that lists them.

mod annexes;
pub(crate) mod b001_missing_counterpart;
pub(crate) mod b002_section_mismatch;
pub(crate) mod b003_figure_mismatch;
mod brackets;
mod by_value;
#[cfg(test)]
mod characters;
mod counters;
mod faults;
mod findings;
mod markers;
mod n001_number_gap;
mod n002_duplicate_number;
mod n003_number_out_of_order;
mod n004_misnumbered_item;
mod n005_wrong_first_number;
mod n006_unexpected_restart;
mod n007_ambiguous_marker;
mod n008_declared_count_mismatch;
mod numbers;
mod ordinal;
mod paragraphs;
mod places;
mod prose;
mod r001_missing_annex;
mod r002_unreferenced_annex;
mod r003_dangling_reference;
mod s001_section_gap;
mod s002_duplicate_section;
mod s003_section_out_of_order;
mod s004_empty_section;
mod s005_orphan_item;
pub(crate) mod s006_wrong_section;
mod s007_mixed_depth;
mod scan;
mod t001_mixed_width_marker;
mod t002_mismatched_bracket;
mod t003_list_artifact;
mod t004_lookalike_character;
mod t005_invisible_character;
mod t006_private_use_character;
mod t007_repeated_block;
mod t008_inconsistent_marker_spacing;

pub(crate) use findings::Findings;
pub use findings::MOST_TOLD;
pub(crate) use ordinal::alike;
pub(crate) use r003_dangling_reference::references;

use std::cell::OnceCell;

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
    marks: &'c Marks,
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
    fn families(&self) -> &[markers::Family<'c>] {
        self.shared.families.get_or_init(|| markers::families(self))
    }

    /// The texts that speak of annexes, in order.
    fn speaking(&self) -> &[annexes::Speaking<'c>] {
        self.shared.speaking.get_or_init(|| annexes::speaking(self))
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

    /// Starts a finding of this rule. `message` is one sentence without a full stop.
    pub(crate) fn report(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, self.name, self.severity, span, message)
    }
}

/// Runs the rules that are wanted, and returns the findings in the order of the paper.
pub(crate) fn check(context: &Context<'_, '_>, wanted: impl Fn(&Rule) -> bool) -> Vec<Diagnostic> {
    let mut out = Findings::default();
    for rule in RULES.iter().filter(|rule| wanted(rule)) {
        out.run(rule, context);
    }
    let mut out = out.into_list();
    out.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
    out
}

/// The rule with this code or name, in upper or lower case.
#[must_use]
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    let wanted = code_or_name.trim();
    RULES.iter().copied().find(|r| r.code.eq_ignore_ascii_case(wanted) || r.name.eq_ignore_ascii_case(wanted))
}

/// All rules, in the order of their codes.
pub static RULES: &[&Rule] = &[
    &b001_missing_counterpart::RULE,
    &b002_section_mismatch::RULE,
    &b003_figure_mismatch::RULE,
    &n001_number_gap::RULE,
    &n002_duplicate_number::RULE,
    &n003_number_out_of_order::RULE,
    &n004_misnumbered_item::RULE,
    &n005_wrong_first_number::RULE,
    &n006_unexpected_restart::RULE,
    &n007_ambiguous_marker::RULE,
    &n008_declared_count_mismatch::RULE,
    &r001_missing_annex::RULE,
    &r002_unreferenced_annex::RULE,
    &r003_dangling_reference::RULE,
    &s001_section_gap::RULE,
    &s002_duplicate_section::RULE,
    &s003_section_out_of_order::RULE,
    &s004_empty_section::RULE,
    &s005_orphan_item::RULE,
    &s006_wrong_section::RULE,
    &s007_mixed_depth::RULE,
    &t001_mixed_width_marker::RULE,
    &t002_mismatched_bracket::RULE,
    &t003_list_artifact::RULE,
    &t004_lookalike_character::RULE,
    &t005_invisible_character::RULE,
    &t006_private_use_character::RULE,
    &t007_repeated_block::RULE,
    &t008_inconsistent_marker_spacing::RULE,
];
