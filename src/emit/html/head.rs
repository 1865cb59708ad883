//! The head that every page of this program has.

use maud::{Markup, PreEscaped, html};

/// A page's head. `policy` is its content security policy: nothing may be
/// loaded, and nothing run but what the policy names.
pub(crate) fn head(title: &str, policy: &str, style: &'static str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="generator" content="lcpaper";
            title { (title) " — lcpaper" }
            style { (PreEscaped(style)) }
        }
    }
}
