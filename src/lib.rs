//! lcpaper reads numbered government papers: it turns their raw text into a
//! typed tree, proves the numbering and the section of every item, and reports
//! what is wrong where a person would mend it.
//!
//! ```
//! use lcpaper::{Source, check, parse};
//!
//! let source = Source::from_text("plan.txt", "工作計劃\n\n一、交通\n\n1. 興建大橋。\n2. 興建鐵路。\n");
//! let parsed = parse(&source);
//! assert_eq!(parsed.document.parts[0].blocks.len(), 1);
//! assert!(check(&source, &parsed).is_empty());
//! ```
#![forbid(unsafe_code)]

#[cfg(feature = "config")]
pub mod config;
pub mod diagnostic;
pub mod emit;
pub mod fingerprint;
pub mod fix;
mod languages;
mod layout;
pub mod manifest;
mod markers;
mod outline;
pub mod profile;
mod read;
pub mod rules;
pub mod snapshot;
mod text;
mod tree;
pub mod vocab;
#[cfg(feature = "years")]
pub mod years;

pub use languages::{bilingual, pair};
pub use read::SourceError;
pub use text::{Source, Span, trivia, unicode};
#[cfg(feature = "years")]
pub use years as diff;

/// The typed tree.
pub mod ast {
    pub use crate::tree::*;
}

/// What the numbering needed to be read.
pub mod series {
    pub use crate::outline::{Fault, FaultKind, Reason, Rejected, Role};
}

/// Files to text.
pub mod source {
    pub use crate::read::*;
    pub use crate::text::{Hint, LineTable, MAX_BYTES, Note, NoteKind, Place, Position, Row, Source};
}

use diagnostic::Diagnostic;
use outline::{Fault, Rejected};
use text::marks::Marks;
use tree::Document;
use trivia::Trivia;

/// Everything a parse found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed<'s> {
    /// The tree.
    pub document: Document<'s>,
    /// What the numbering needed to be read: the rules put it into words.
    pub faults: Vec<Fault>,
    /// Line starts that look like markers and were kept as text.
    pub rejected: Vec<Rejected>,
    /// Every byte that is in no leaf of the tree, in order.
    pub trivia: Vec<Trivia>,
    /// Every byte range that is in a leaf of the tree, in order. Together with
    /// `trivia` they cover the text exactly once.
    pub leaves: Vec<Span>,
    /// The item series, as reports list them.
    pub series: Vec<diagnostic::SeriesReport>,
    /// The languages of a bilingual file, each read as a paper of its own;
    /// empty for a paper in one language.
    pub versions: Vec<bilingual::LanguageVersion<'s>>,
    /// The characters that rules look at by themselves, found when the text was cut into lines.
    pub(crate) marks: Marks,
}

/// Parses a source. Never fails: what cannot be understood stays as text.
#[must_use]
pub fn parse(source: &Source) -> Parsed<'_> {
    let mut lines = markers::Lines::of(source.text());
    lines.heed(source.hints());
    let told = source.profile();
    if let Some(profile) = told {
        profile.apply(&mut lines);
    }
    let declared = told.and_then(|profile| profile.languages());
    let languages =
        declared.map_or_else(|| text::language::detect(source.text(), lines.letters), <[_]>::to_vec);
    let mut parsed = bilingual::parse(source, &lines, &languages, declared.is_some())
        .unwrap_or_else(|| tree::build::parsed(tree::build::read(source, &lines, languages), &lines));
    parsed.marks = lines.marks;
    parsed
}

/// Runs every rule, and returns the findings in the order of the paper.
#[must_use]
pub fn check(source: &Source, parsed: &Parsed<'_>) -> Vec<Diagnostic> {
    check_only(source, parsed, |_| true)
}

/// Runs the rules that are wanted, and returns the findings in the order of the paper.
#[must_use]
pub fn check_only(
    source: &Source,
    parsed: &Parsed<'_>,
    wanted: impl Fn(&rules::Rule) -> bool,
) -> Vec<Diagnostic> {
    if !parsed.versions.is_empty() {
        let mut out = bilingual::check(source, parsed);
        out.retain(|d| rules::find(d.code).is_some_and(&wanted));
        return out;
    }
    let context = rules::Context::of(source, parsed);
    let mut out = rules::Findings::default();
    for rule in rules::RULES.iter().filter(|rule| wanted(rule)) {
        out.run(rule, &context);
    }
    let mut out = out.into_list();
    out.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
    out
}
