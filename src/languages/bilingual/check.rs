//! The rules over both languages of a file, and what the two disagree in.

use crate::Parsed;
use crate::diagnostic::Diagnostic;
use crate::rules::{Findings, RULES};
use crate::text::Source;

use super::compare;
use super::explain::Explained;

/// Everything found in a bilingual file, in its order. A fault of numbering that
/// one language shows by itself is not told again as a difference.
pub(crate) fn check(source: &Source, parsed: &Parsed<'_>) -> Vec<Diagnostic> {
    let mut out = Findings::default();
    for version in &parsed.versions {
        let context = version.context(source, parsed);
        RULES.iter().for_each(|rule| out.run(rule, &context));
    }
    let mut out = out.into_list();
    sort(&mut out);
    // Some rules look at the whole file and so find the same in both languages.
    out.dedup();
    if let Some(comparison) = compare(source, parsed) {
        let mut explained = Explained::new(parsed, &comparison, &out);
        let new: Vec<Diagnostic> = comparison
            .findings
            .iter()
            .filter(|finding| !explained.explains(finding))
            .map(|finding| {
                let mut diagnostic = finding.diagnostic.clone();
                diagnostic.related = finding.related.iter().map(|(_, related)| related.clone()).collect();
                diagnostic
            })
            .collect();
        out.extend(new);
        sort(&mut out);
    }
    out
}

fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
}
