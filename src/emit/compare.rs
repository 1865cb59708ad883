//! A comparison for a program, a terminal and a browser.

#[cfg(feature = "terminal")]
mod human;
#[cfg(feature = "pages")]
mod page;

use serde::{Deserialize, Serialize};

use crate::Source;
use crate::diagnostic::{DiagnosticReport, RelatedReport};
#[cfg(any(feature = "terminal", feature = "pages"))]
use crate::emit::counted;
use crate::emit::report::{diagnostic, related};
use crate::languages::pair::units::{Kind, Unit};
use crate::languages::pair::{Comparison, Side};
#[cfg(feature = "terminal")]
pub use human::human;
#[cfg(feature = "pages")]
pub use page::html;

/// The value of [`CompareReport::schema`].
pub const COMPARE_SCHEMA: &str = "lcpaper/compare/1";

/// A version as it is shown: its path as given on the command line, and its text.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Version<'v> {
    /// The path as given on the command line.
    pub path: &'v str,
    /// The decoded text.
    pub source: &'v Source,
    /// BCP 47 tag of its language; `und` where it is not known.
    pub language: &'v str,
}

impl<'v> Version<'v> {
    /// A version by its path, its text and its language.
    #[must_use]
    pub fn new(path: &'v str, source: &'v Source, language: &'v str) -> Self {
        Self { path, source, language }
    }
}

#[cfg(any(feature = "terminal", feature = "pages"))]
/// What two versions are called: their paths, or the path and their languages
/// where one file holds both.
fn names(a: Version<'_>, b: Version<'_>) -> [String; 2] {
    if a.path == b.path {
        [a, b].map(|v| format!("{} ({})", v.path, v.language))
    } else {
        [a, b].map(|v| v.path.to_owned())
    }
}

#[cfg(any(feature = "terminal", feature = "pages"))]
/// `2 errors`, or `2 errors, 1 warning` where there are warnings.
fn found(comparison: &Comparison<'_>) -> String {
    let (errors, warnings) = comparison.counts();
    let errors = counted(errors, "error");
    if warnings == 0 { errors } else { format!("{errors}, {}", counted(warnings, "warning")) }
}

/// The whole output of `compare --format json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CompareReport {
    /// Always [`COMPARE_SCHEMA`].
    pub schema: String,
    /// The first version's path.
    pub a: String,
    /// The second version's path; the same where one file holds both languages.
    pub b: String,
    /// BCP 47 tags of the first and the second version.
    pub languages: [String; 2],
    /// What stands in both, or in one only, in the order of the first version.
    pub pairs: Vec<PairReport>,
    /// What the versions disagree in.
    pub diagnostics: Vec<DiagnosticReport>,
}

/// A heading, item, paragraph or line with its counterpart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PairReport {
    /// Its path in the first version, or in the second where it stands there only.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// In the first version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub a: Option<PlaceReport>,
    /// In the second version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub b: Option<PlaceReport>,
    /// What stands in one version only is there in the other all the same: in the
    /// counterpart of the block of this path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<String>,
}

/// One side of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlaceReport {
    /// Where it stands, as in the rows.
    pub path: String,
    /// Its number or ordinal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Line from 1.
    pub line: u32,
    /// First byte of the marker, or of the text where there is no marker.
    pub start: u32,
    /// Its text without the marker.
    pub text: String,
}

/// The report of a comparison of `a` with `b`.
#[must_use]
pub fn report(comparison: &Comparison<'_>, a: Version<'_>, b: Version<'_>) -> CompareReport {
    let version = |side: Side| if side == Side::Left { a } else { b };
    let place = |unit: &Unit<'_>| PlaceReport {
        path: unit.path.clone(),
        number: unit.number,
        line: unit.line,
        start: unit.span.start,
        text: unit.text.to_owned(),
    };
    let pairs = comparison.pairs_and_joined().filter_map(|(left, right, joined)| {
        let shown = left.or(right)?;
        Some(PairReport {
            path: shown.path.clone(),
            kind: shown.kind,
            a: left.map(place),
            b: right.map(place),
            joined: joined.map(|head| head.path.clone()),
        })
    });
    let diagnostics = comparison.findings.iter().map(|finding| {
        let (d, at) = (&finding.diagnostic, version(finding.side));
        let related = finding.related.iter().map(|(side, r)| {
            let other = version(*side);
            RelatedReport {
                file: Some(other.path.to_owned()),
                ..related(r, other.source.position(r.span.start))
            }
        });
        let places = [at.source.position(d.span.start), at.source.position(d.span.end)];
        let report = diagnostic(d, at.source, places, related.collect());
        DiagnosticReport { file: Some(at.path.to_owned()), ..report }
    });
    CompareReport {
        schema: COMPARE_SCHEMA.to_owned(),
        a: a.path.to_owned(),
        b: b.path.to_owned(),
        languages: [a.language.to_owned(), b.language.to_owned()],
        pairs: pairs.collect(),
        diagnostics: diagnostics.collect(),
    }
}
