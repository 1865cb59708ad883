//! Two papers side by side, or the two languages of one.

use lcpaper::emit::compare::{self, Version};
use lcpaper::emit::years;
use lcpaper::languages::{self, Comparison};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::draft::Draft;
use crate::json;

/// Two papers side by side.
#[derive(Serialize)]
struct Pair {
    /// `languages` or `years`.
    kind: &'static str,
    /// As `compare` or `diff --format html`.
    page: String,
    /// As `compare` or `diff --format json`.
    report: String,
}

/// Which of the two comparisons two papers are for: `languages` or `years`.
#[wasm_bindgen]
#[must_use]
pub fn guess(a: &Draft, b: &Draft) -> String {
    let is_same = a.language() == b.language();
    if is_same { "years" } else { "languages" }.to_owned()
}

/// Two language versions, as `compare` shows them, as JSON.
#[wasm_bindgen]
#[must_use]
pub fn by_language(a: &Draft, b: &Draft) -> String {
    let comparison = languages::compare(&a.paper, &b.paper);
    told(&comparison, pieces(a), pieces(b))
}

/// The two languages of one paper; nothing where it has one.
#[wasm_bindgen]
#[must_use]
pub fn within(draft: &Draft) -> Option<String> {
    let comparison = languages::compare_within(&draft.paper)?;
    let [a, b] = draft.paper.versions() else { return None };
    let source = draft.paper.source();
    Some(told(&comparison, (draft.name(), source, a.language), (draft.name(), source, b.language)))
}

/// Two years, as `diff` shows them, as JSON.
#[wasm_bindgen]
#[must_use]
pub fn by_year(old: &Draft, new: &Draft) -> String {
    let changes = lcpaper::years::diff(&old.paper, &new.paper);
    let page = years::html(&changes, (old.name(), old.language()), (new.name(), new.language()));
    let report = years::report(changes, old.name(), new.name());
    json(&Pair { kind: "years", page, report: pretty(&report) })
}

type Pieces<'d> = (&'d str, &'d lcpaper::Source, &'d str);

fn pieces(draft: &Draft) -> Pieces<'_> {
    (draft.name(), draft.paper.source(), draft.language())
}

fn told(comparison: &Comparison<'_>, a: Pieces<'_>, b: Pieces<'_>) -> String {
    let version = |(name, source, language)| Version::new(name, source, language);
    let (a, b) = (version(a), version(b));
    let page = compare::html(comparison, a, b);
    json(&Pair { kind: "languages", page, report: pretty(&compare::report(comparison, a, b)) })
}

/// As the program writes it.
fn pretty(report: &impl Serialize) -> String {
    serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
}
