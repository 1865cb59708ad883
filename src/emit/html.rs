//! `parse --to html` and `check --format html`: one page that needs nothing
//! else, for a person who has to see what the program saw.
//!
//! On the left the outline with its item counts, in the middle the paper, at
//! the right the findings, each beside the text it is about. Where a paragraph
//! was joined over a page break the joint shows. Under `check` the findings are
//! listed first.
//!
//! The page loads nothing: style and script stand in it, and its own content
//! security policy forbids all else. A paper is foreign text, so every
//! character of it passes through the template's escaping; a paper that holds
//! `<script>` shows it.

mod findings;
pub(crate) mod head;
mod outline;
mod paper;
mod runs;
mod view;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::emit::{Checked, harmless};
use crate::text::Span;
use view::View;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// Nothing may be loaded or run but what stands in the page. The hash is that
/// of [`SCRIPT`]; a test holds them together.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; \
     style-src 'unsafe-inline'; script-src 'sha256-IQdAFNq8IJk98x2ea7EToWDPXPpaTjCXS+rS4eShgYw='";

/// What a page begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// The paper; its findings stand in the margin only. For `parse --to html`.
    Paper,
    /// The list of findings, then the paper. For `check --format html`.
    Findings,
}

/// The whole page, for one paper or several.
#[must_use]
pub fn html(papers: &[Checked<'_>], opening: Opening) -> String {
    let many = papers.len() > 1;
    let views: Vec<View<'_>> =
        papers.iter().enumerate().map(|(n, paper)| View::new(paper, many.then_some(n + 1))).collect();
    let title = match papers {
        [only] if !only.document().front.title.is_empty() => only.document().front.title.to_string(),
        [only] => only.source().info().name.clone(),
        _ => format!("{} papers", papers.len()),
    };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (head::head(&title, POLICY, STYLE))
            body {
                a.skip href="#paper" { "Skip to the paper" }
                (bar(&views))
                div.desk {
                    (outline::outline(&views))
                    main #paper tabindex="-1" {
                        @if opening == Opening::Findings { (findings::list(&views)) }
                        @for view in &views { (paper::paper(view)) }
                    }
                }
                (status())
                (help())
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    // What a paper holds must not steer a browser or a terminal that prints the page.
    harmless(page.into_string())
}

/// One paper in pieces of the page, for pages that have a frame of their own and this page's style.
pub struct Sheet<'c>([View<'c>; 1]);

impl<'c> Sheet<'c> {
    /// The pieces of one paper.
    #[must_use]
    pub fn new(paper: &'c Checked<'c>) -> Self {
        Self([View::new(paper, None)])
    }

    /// The outline, a `nav`.
    #[must_use]
    pub fn outline(&self) -> String {
        harmless(outline::outline(&self.0).into_string())
    }

    /// The list of findings, a `section`.
    #[must_use]
    pub fn findings(&self) -> String {
        harmless(findings::list(&self.0).into_string())
    }

    /// The paper with its notes, an `article`.
    #[must_use]
    pub fn paper(&self) -> String {
        let [view] = &self.0;
        harmless(paper::paper(view).into_string())
    }

    /// The `id` of everything that the outline links to, and where it stands in the text.
    #[must_use]
    pub fn places(&self) -> Vec<(String, Span)> {
        let [view] = &self.0;
        view.places()
    }
}

/// The strip at the top: which file, how many findings, and help.
fn bar(views: &[View<'_>]) -> Markup {
    html! {
        header.bar {
            span.brand { "lcpaper" }
            span.file {
                @if let [only] = views { (only.paper.source().info().name) } @else { (views.len()) " papers" }
            }
            span.tally { (findings::tally(views)) }
            button #keys type="button" aria-haspopup="dialog" { "Keys" kbd { "?" } }
        }
    }
}

/// The strip at the bottom: where the selected item stands. Filled by the script.
fn status() -> Markup {
    html! {
        footer.status #status role="status" aria-live="polite" hidden {
            span.path {} span.trail {} span.facts {}
        }
    }
}

fn help() -> Markup {
    let keys: &[(&[&str], &str)] = &[
        (&["j", "↓"], "next item (arrows once an item is selected)"),
        (&["k", "↑"], "item before"),
        (&["l", "→"], "next section"),
        (&["h", "←"], "section before"),
        (&["n"], "next finding"),
        (&["p"], "finding before"),
        (&["Esc"], "select nothing"),
        (&["?"], "this list"),
    ];
    html! {
        dialog #help aria-labelledby="help-title" {
            h2 #help-title { "Keys" }
            dl {
                @for (names, what) in keys {
                    div {
                        dt { @for name in *names { kbd { (name) } " " } }
                        dd { (what) }
                    }
                }
            }
            form method="dialog" { button type="submit" { "Close" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The policy names the script by its hash; print the right one on a change.
    #[test]
    fn the_policy_allows_this_script_and_no_other() {
        use sha2::{Digest, Sha256};
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut hash = String::new();
        for chunk in Sha256::digest(SCRIPT.as_bytes()).chunks(3) {
            let bits = (0..3).fold(0, |n: usize, i| n << 8 | usize::from(chunk.get(i).copied().unwrap_or(0)));
            for digit in 0..=chunk.len() {
                hash.push(char::from(DIGITS[bits >> (18 - 6 * digit) & 63]));
            }
        }
        hash.push('=');
        assert!(POLICY.contains(&format!("'sha256-{hash}'")), "write this hash into POLICY: {hash}");
    }
}
