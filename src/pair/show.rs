//! A comparison for a program, a terminal and a browser.

mod human;
mod page;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::units::{Kind, Unit};
use super::{Comparison, Side};
use crate::Source;
use crate::diagnostic::Severity;
pub use human::human;
pub use page::html;

/// The value of [`CompareReport::schema`].
pub const COMPARE_SCHEMA: &str = "lcpaper/compare/1";

/// A version as it is shown: its path as given on the command line, and its text.
#[derive(Debug, Clone, Copy)]
pub struct Version<'v> {
    /// The path as given on the command line.
    pub path: &'v str,
    /// The decoded text.
    pub source: &'v Source,
    /// BCP 47 tag of its language; `und` where it is not known.
    pub language: &'v str,
}

/// The whole output of `compare --format json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CompareReport {
    /// Always [`COMPARE_SCHEMA`].
    pub schema: String,
    /// The first version's path.
    pub a: String,
    /// The second version's path.
    pub b: String,
    /// What stands in both, or in one only, in the order of the first version.
    pub pairs: Vec<PairReport>,
    /// What the versions disagree in.
    pub diagnostics: Vec<CompareDiagnostic>,
}

/// A heading, item, paragraph or line with its counterpart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
}

/// One side of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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

/// A finding, as in a check's report, with the file it is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CompareDiagnostic {
    /// The file's path as given on the command line.
    pub file: String,
    /// Such as `B003`.
    pub code: String,
    /// Such as `figure-mismatch`.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence.
    pub message: String,
    /// Line of the first character.
    pub line: u32,
    /// Column of the first character.
    pub column: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Column one past the last character.
    pub end_column: u32,
    /// First byte in the decoded text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What stands in the other version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What stands here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Places in either version that explain it.
    pub related: Vec<CompareRelated>,
}

/// A place in one of the versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CompareRelated {
    /// The file's path as given on the command line.
    pub file: String,
    /// What is to be seen there.
    pub message: String,
    /// Line from 1.
    pub line: u32,
    /// Column from 1, in characters.
    pub column: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
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
    let pairs = comparison.pairs().filter_map(|(left, right)| {
        let shown = left.or(right)?;
        Some(PairReport {
            path: shown.path.clone(),
            kind: shown.kind,
            a: left.map(place),
            b: right.map(place),
        })
    });
    let diagnostics = comparison.findings.iter().map(|finding| {
        let (d, at) = (&finding.diagnostic, version(finding.side));
        let (start, end) = (at.source.position(d.span.start), at.source.position(d.span.end));
        let related = finding.related.iter().map(|(side, r)| {
            let position = version(*side).source.position(r.span.start);
            CompareRelated {
                file: version(*side).path.to_owned(),
                message: r.message.clone(),
                line: position.line,
                column: position.column,
                start: r.span.start,
                end: r.span.end,
            }
        });
        CompareDiagnostic {
            file: at.path.to_owned(),
            code: d.code.to_owned(),
            rule: d.rule.to_owned(),
            severity: d.severity,
            message: d.message.clone(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            start: d.span.start,
            end: d.span.end,
            expected: d.expected.clone(),
            found: d.found.clone(),
            help: d.help.clone(),
            related: related.collect(),
        }
    });
    CompareReport {
        schema: COMPARE_SCHEMA.to_owned(),
        a: a.path.to_owned(),
        b: b.path.to_owned(),
        pairs: pairs.collect(),
        diagnostics: diagnostics.collect(),
    }
}
