//! The frame of the pages that set two papers side by side. A page loads
//! nothing and runs nothing; all text passes through the template's escaping.

use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("page.css");

/// Nothing may be loaded or run.
const POLICY: &str =
    "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src 'unsafe-inline'";

/// A whole page with a title, a line of counts and a body.
pub(crate) fn page(title: &str, counts: &[(String, &str)], body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content="lcpaper";
                title { (title) " — lcpaper" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (title) }
                    p.counts { @for (words, class) in counts { span class={ "pill " (class) } { (words) } " " } }
                }
                main { (body) }
            }
        }
    };
    let mut out = page.into_string();
    out.push('\n');
    out
}
