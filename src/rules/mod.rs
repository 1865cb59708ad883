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
mod links;
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
mod rule;
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
mod t009_mixed_columns;

pub(crate) use findings::Findings;
pub use findings::MOST_TOLD;
pub(crate) use links::{links, numbered};
pub(crate) use ordinal::alike;

use crate::diagnostic::Diagnostic;
pub(crate) use rule::Context;
pub use rule::Rule;

/// Runs the rules that are wanted, and returns the findings in the order of the paper.
pub(crate) fn check(context: &Context<'_, '_>, wanted: impl Fn(&Rule) -> bool) -> Vec<Diagnostic> {
    let mut out = Findings::default();
    for rule in RULES.iter().filter(|rule| wanted(rule)) {
        rule.run(context, &mut out);
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
    &t009_mixed_columns::RULE,
];
