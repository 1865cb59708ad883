//! `[[compare]]` in `lcpaper.toml`: a paper that is checked is also held against
//! its version in another language.
//!
//! A disagreement is told in the paper where it would be mended. Where that is
//! the other version, and it is not checked in this run, it is told here: a hook
//! that sees only the files of a commit must not miss it.

use std::path::Path;

use lcpaper::config::Counterpart;
use lcpaper::diagnostic::Diagnostic;
use lcpaper::emit::visible;
use lcpaper::languages::{Finding, Side, compare};
use lcpaper::{Options, Paper, Span};

use super::advice::told;
use super::args::Papers;
use super::batch::Desk;

/// Compares a paper with a counterpart, and gives what is to be reported of it.
pub fn findings(
    papers: &Papers,
    options: &Options,
    counterpart: &Counterpart,
    (path, paper): (&str, &Paper<'_>),
    desk: &mut Desk,
) -> Vec<Diagnostic> {
    let shown = shown(path, &counterpart.path);
    let other = match options.read(&counterpart.path) {
        Ok(other) => other,
        Err(error) => {
            desk.fail(format!("{path}: cannot be compared as lcpaper.toml says: {}", told(&error)));
            return Vec::new();
        }
    };
    let counter = options.parse_source(&other);
    let comparison = match counterpart.side {
        Side::Left => compare(paper, &counter),
        Side::Right => compare(&counter, paper),
    };
    let told_there = is_checked(papers, &counterpart.path);
    let told_here = |f: &Finding| f.side == counterpart.side || !told_there;
    let at = |span: Span| format!("{shown}:{}", other.line(span.start));
    comparison
        .findings
        .into_iter()
        .filter(told_here)
        .map(|finding| {
            let Finding { side, mut diagnostic, related, .. } = finding;
            let (here, there): (Vec<_>, Vec<_>) =
                related.into_iter().partition(|(s, _)| *s == counterpart.side);
            let here: Vec<_> = here.into_iter().map(|(_, related)| related).collect();
            if side != counterpart.side {
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

/// The counterpart as the user would write it: beside the paper where it stands there.
fn shown(paper: &str, counterpart: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let near = if Path::new(paper).is_absolute() {
        counterpart
    } else {
        counterpart.strip_prefix(&here).unwrap_or(counterpart)
    };
    visible(&near.to_string_lossy()).into_owned()
}

/// Whether the command line has this paper checked too.
fn is_checked(papers: &Papers, path: &Path) -> bool {
    let filtered = !papers.walking.glob.is_empty();
    papers.files.iter().filter(|file| *file != "-").any(|file| {
        let named = std::path::absolute(file).unwrap_or_default();
        named == path || !filtered && path.starts_with(&named) && named.is_dir()
    })
}
