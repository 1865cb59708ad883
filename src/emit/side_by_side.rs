//! The frame of the pages that set two papers side by side. A page loads
//! nothing and runs nothing; all text passes through the template's escaping.

use maud::{DOCTYPE, Markup, html};

use crate::emit::harmless;
use crate::emit::html::head;

const STYLE: &str = include_str!("side_by_side.css");

/// Nothing may be loaded or run.
const POLICY: &str =
    "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src 'unsafe-inline'";

/// A whole page with a title, a line of counts and a body.
pub(crate) fn page(title: &str, counts: &[(String, &str)], body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (head::head(title, POLICY, STYLE))
            body {
                header {
                    h1 { (title) }
                    p.counts { @for (words, class) in counts { span class={ "pill " (class) } { (words) } " " } }
                }
                main { (body) }
            }
        }
    };
    let mut out = harmless(page.into_string());
    out.push('\n');
    out
}
