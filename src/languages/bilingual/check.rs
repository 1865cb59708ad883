//! The rules over both languages of a file, and what the two disagree in.

use crate::diagnostic::Diagnostic;
use crate::rules::{Context, Findings, RULES};
use crate::tree::Paper;

use super::compare;
use super::explain::Explained;

/// Everything found in a bilingual file, in its order. A fault of numbering that
/// one language shows by itself is not told again as a difference.
pub(crate) fn check(paper: &Paper<'_>) -> Vec<Diagnostic> {
    let mut out = Findings::default();
    for version in &paper.versions {
        let context = Context::of_version(paper, version);
        RULES.iter().for_each(|rule| rule.run(&context, &mut out));
    }
    let mut out = out.into_list();
    sort(&mut out);
    // Some rules look at the whole file and so find the same in both languages.
    out.dedup();
    if let Some(comparison) = compare(paper) {
        let mut explained = Explained::new(paper, &comparison, &out);
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
