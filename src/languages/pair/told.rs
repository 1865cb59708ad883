//! What two versions disagree in, as findings of one of them.
//!
//! A disagreement is told in the paper where it would be mended. Where that is
//! the other version, and nobody looks at that, it is told here: a hook
//! that sees only the files of a commit must not miss it.

use super::{Comparison, Finding, Side};
use crate::diagnostic::Diagnostic;
use crate::text::{Source, Span};

impl Comparison<'_> {
    /// The findings that belong to the version on one side; with `all` those of the other version too, each
    /// at what answers to it here. `other` is that version, `shown` its path as messages name it.
    #[must_use]
    pub fn told_in(self, own: Side, other: &Source, shown: &str, all: bool) -> Vec<Diagnostic> {
        let at = |span: Span| format!("{shown}:{}", other.line(span.start));
        let told_here = |f: &Finding| f.side == own || all;
        self.findings
            .into_iter()
            .filter(told_here)
            .map(|finding| {
                let Finding { side, mut diagnostic, related, .. } = finding;
                let (here, there): (Vec<_>, Vec<_>) = related.into_iter().partition(|(s, _)| *s == own);
                let here: Vec<_> = here.into_iter().map(|(_, related)| related).collect();
                if side != own {
                    diagnostic.message = format!("{}: {}", at(diagnostic.span), diagnostic.message);
                    diagnostic.span = here.first().map_or(Span::new(0, 0), |related| related.span);
                    diagnostic.label = "the other version differs from this".to_owned();
                    diagnostic.fix = None;
                }
                let places: Vec<String> = there
                    .iter()
                    .map(|(_, related)| format!("{}: {}", at(related.span), related.message))
                    .collect();
                if !places.is_empty() {
                    let help = diagnostic.help.take().into_iter().chain(places);
                    diagnostic.help = Some(help.collect::<Vec<_>>().join("; "));
                }
                diagnostic.related = here;
                diagnostic
            })
            .collect()
    }
}
