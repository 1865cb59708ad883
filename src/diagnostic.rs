//! What a rule reports, as `check --format json` writes it.

use serde::{Deserialize, Serialize};

pub use crate::text::Certainty;
use crate::text::Span;

/// The value of [`Report::schema`].
pub const REPORT_SCHEMA: &str = "lcpaper/report/1";

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; never fails a check.
    Info,
    /// Wrong, but the paper can be read. Fails a check under `--deny warnings`.
    Warning,
    /// The paper does not say what it means to. Fails a check.
    Error,
}

/// One finding, before lines and columns are worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Such as `N001`.
    pub code: &'static str,
    /// The rule's name, such as `number-gap`.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// How sure it is.
    pub certainty: Certainty,
    /// One sentence without a full stop.
    pub message: String,
    /// The place a person would edit.
    pub span: Span,
    /// A few words to print under the carets.
    pub label: String,
    /// What should stand there.
    pub expected: Option<String>,
    /// What stands there.
    pub found: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that explain the finding.
    pub related: Vec<Related>,
    /// An edit that mends it.
    pub fix: Option<Fix>,
}

/// A second place that explains a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Related {
    /// What is to be seen there.
    pub message: String,
    /// Where.
    pub span: Span,
}

impl Diagnostic {
    /// A finding that says no more than its message, which is one sentence without a full stop.
    #[must_use]
    pub fn new(
        code: &'static str,
        rule: &'static str,
        severity: Severity,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            rule,
            severity,
            certainty: Certainty::High,
            message: message.into(),
            span,
            label: String::new(),
            expected: None,
            found: None,
            help: None,
            related: Vec::new(),
            fix: None,
        }
    }

    /// Says how sure it is. What is not is one degree milder.
    #[must_use]
    pub fn certainty(mut self, certainty: Certainty) -> Self {
        if certainty == Certainty::Low && self.certainty != Certainty::Low {
            self.severity = match self.severity {
                Severity::Error => Severity::Warning,
                Severity::Warning | Severity::Info => Severity::Info,
            };
        }
        self.certainty = certainty;
        self
    }

    /// Says in a few words, under the carets, what is to be seen there.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Says what should stand there and what does.
    #[must_use]
    pub fn instead(mut self, expected: Option<String>, found: Option<String>) -> Self {
        self.expected = expected;
        self.found = found;
        self
    }

    /// Says what a person would do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Points to another place that explains the finding.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { message: message.into(), span });
        self
    }

    /// Offers to replace one stretch of the text.
    #[must_use]
    pub fn fix(mut self, safe: bool, span: Span, text: impl Into<String>) -> Self {
        let edit = Edit { start: span.start, end: span.end, text: text.into() };
        self.fix = Some(Fix { safe, edits: vec![edit] });
        self
    }
}

/// Edits that mend a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Fix {
    /// Whether applying it cannot change the paper's meaning.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub safe: bool,
    /// In order, not overlapping.
    pub edits: Vec<Edit>,
}

/// Replaces a range of the decoded text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Edit {
    /// First byte to replace.
    pub start: u32,
    /// One past the last byte to replace.
    pub end: u32,
    /// What to put there.
    pub text: String,
}

/// The whole output of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Report {
    /// Always [`REPORT_SCHEMA`].
    pub schema: String,
    /// One entry a file, in the order given.
    pub files: Vec<FileReport>,
}

/// What was found in one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FileReport {
    /// The path as given on the command line.
    pub path: String,
    /// The item series of the paper, in order.
    pub series: Vec<SeriesReport>,
    /// The findings, in the order of the paper.
    pub diagnostics: Vec<DiagnosticReport>,
}

/// One series of numbered items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SeriesReport {
    /// `body`, `annex1`, `annex2`, …, as in the rows' paths.
    pub part: String,
    /// BCP 47 tag of the series' language, in a bilingual file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The first number.
    pub first: u32,
    /// The last number.
    pub last: u32,
    /// How many items there are.
    pub count: u32,
    /// How many the paper says there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared: Option<u32>,
}

/// A finding with lines and columns. Lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DiagnosticReport {
    /// The file it is in, in a report on two files, as given on the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Such as `N001`.
    pub code: String,
    /// Such as `number-gap`.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// How sure it is.
    #[serde(default)]
    pub certainty: Certainty,
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
    /// The page or paragraph of a PDF or Word file, such as `page 3, line 12`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What should stand there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Other places that explain it.
    pub related: Vec<RelatedReport>,
    /// An edit that mends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

/// A second place, with line and column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RelatedReport {
    /// The file it is in, in a report on two files, as given on the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
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
