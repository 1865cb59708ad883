//! `[[compare]]` in `lcpaper.toml`: a paper that is checked is also held against
//! its version in another language.

use std::path::Path;

use lcpaper::config::Counterpart;
use lcpaper::diagnostic::Diagnostic;
use lcpaper::emit::visible;
use lcpaper::languages::{Side, compare};
use lcpaper::{Options, Paper};

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
    comparison.told_in(counterpart.side, &other, &shown, !is_checked(papers, &counterpart.path))
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
