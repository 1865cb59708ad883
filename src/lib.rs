//! lcpaper reads numbered government papers: it turns their raw text into a typed tree, proves
//! the numbering and the section of every item, and reports what is wrong where a person would
//! mend it.
//!
//! # Parse
//!
//! One call makes a [`Paper`] of a text: the text, the tree over it, and what was found out on
//! the way. Parsing never fails: what cannot be understood stays as text.
//!
//! ```
//! let paper = lcpaper::parse("工作計劃\n\n一、交通\n\n1. 興建大橋。\n2. 興建鐵路。\n");
//! let body = &paper.document().parts[0];
//! assert_eq!(body.blocks.len(), 1);
//! assert_eq!(paper.document().front.title, "工作計劃");
//! ```
//!
//! [`open`] does the same with a file in any format and encoding that is read, and [`Options`]
//! where something has to be told first:
//!
//! ```no_run
//! let paper = lcpaper::open("plan.docx")?;
//! let paper = lcpaper::Options::new().password("secret").open("plan.pdf")?;
//! # Ok::<(), lcpaper::SourceError>(())
//! ```
//!
//! # Check
//!
//! ```
//! let paper = lcpaper::parse("1. 興建大橋。\n2. 興建鐵路。\n4. 興建隧道。\n");
//! let found = paper.check();
//! assert_eq!(found[0].code, "N001");
//! assert_eq!(paper.source().position(found[0].span.start).line, 3);
//! ```
//!
//! # Compare
//!
//! ```
//! let zh = lcpaper::parse("1. 提供 990 個崗位。\n");
//! let en = lcpaper::parse("1. To offer 980 places.\n");
//! let comparison = lcpaper::languages::compare(&zh, &en);
//! assert_eq!(comparison.findings[0].diagnostic.code, "B003");
//! ```
//!
//! # Rows
//!
//! ```
//! let paper = lcpaper::parse("附件一\n\n一、交通\n\n1. 興建大橋。\n2. 興建鐵路。\n");
//! let paths: Vec<String> = paper.rows().iter().map(|row| row.path.to_string()).collect();
//! assert_eq!(paths, ["annex1/1/1", "annex1/1/2"]);
//! ```
//!
//! # Modules and features
//!
//! Without any feature there is text to tree, check, rows, JSON and Markdown. The default has all
//! that the program needs; libraries say `default-features = false` and name what they want.
//!
//! | module | what it has | features |
//! |---|---|---|
//! | [`tree`] | the typed tree, [`Paper`] | `schemars`: `JsonSchema` for its types |
//! | [`text`] | [`Source`]: decoded text, lines, places in the file | |
//! | [`read`] | encodings, limits, errors of reading | `docx`, `html`, `markdown`, `odt`, `pdf`, `rtf`: these formats |
//! | [`outline`] | faults of the numbering, markers that were kept as text | |
//! | [`rules`] | the rules with their explanations | |
//! | [`diagnostic`] | findings and reports | |
//! | [`languages`] | two language versions side by side, and both in one file | |
//! | `years` | two years of one paper | `years` |
//! | [`emit`] | output formats | `arrow`, `csv`, `parquet`, `pages` (HTML), `terminal`, `xlsx`, `xml` (Akoma Ntoso, JUnit), `schemars` |
//! | [`manifest`] | the expected structure of a paper | `config`: as TOML |
//! | [`fix`] | edits, new numbers | |
//! | [`snapshot`], [`fingerprint`] | what is known of a paper from before | |
//! | [`profile`] | what a user tells of a paper | `config`: as TOML |
//! | `config` | `lcpaper.toml`, selections of rules, baselines | `config` |
//! | [`queue`] | many papers at a time, in their order | |
//! | `lsp` | the language server, as one function | `lsp` |
//! | `cli` | the program, as one function, with all that it writes | `cli` |
#![forbid(unsafe_code)]

// The program names the library as others do.
#[cfg(feature = "cli")]
extern crate self as lcpaper;

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "config")]
pub mod config;
pub mod diagnostic;
pub mod emit;
pub mod fingerprint;
pub mod fix;
pub mod languages;
mod layout;
#[cfg(feature = "lsp")]
pub mod lsp;
pub mod manifest;
mod markers;
mod options;
pub mod outline;
pub mod profile;
pub mod queue;
pub mod read;
pub mod rules;
pub mod snapshot;
pub mod text;
pub mod tree;
mod vocab;
#[cfg(feature = "years")]
pub mod years;

use std::borrow::Cow;
use std::path::Path;

use profile::Profile;

pub use diagnostic::{Diagnostic, Severity};
pub use emit::Row;
pub use options::Options;
pub use read::SourceError;
pub use text::{Source, Span};
pub use tree::{Document, Paper};

/// Parses a text. Never fails: what cannot be understood stays as text.
#[must_use]
pub fn parse(text: &str) -> Paper<'_> {
    Options::new().parse(text)
}

/// Reads and parses a file.
///
/// # Errors
/// Where it cannot be read or decoded.
pub fn open(path: impl AsRef<Path>) -> Result<Paper<'static>, SourceError> {
    Options::new().open(path)
}

/// The stages of a parse, each once. `text` is the source's.
fn paper<'s>(source: Cow<'s, Source>, text: &'s str, options: &Options) -> Paper<'s> {
    let told = options.profile.as_deref();
    let mut lines = markers::Lines::of(text);
    lines.trace = options.trace;
    lines.heed(source.hints());
    lines.cells = source.cells().to_vec();
    lines.columns = source.columns().to_vec();
    layout::tables::mark(&mut lines);
    if let Some(profile) = told {
        lines.hear(&profile.told);
    }
    let declared = told.and_then(Profile::languages);
    let languages = declared.map_or_else(|| text::language::detect(text, lines.letters), <[_]>::to_vec);
    let mut paper = languages::bilingual::parse(&source, text, &lines, &languages, declared.is_some())
        .unwrap_or_else(|| {
            tree::build::paper(tree::build::read(source.info(), text, &lines, languages), &lines)
        });
    paper.marks = lines.marks;
    paper.source = source;
    paper
}

impl Options {
    /// Reads and parses a file.
    ///
    /// # Errors
    /// Where it cannot be read or decoded, where a limit is passed or a password is missing.
    pub fn open(&self, path: impl AsRef<Path>) -> Result<Paper<'static>, SourceError> {
        self.read(path).map(|source| self.keep(source))
    }

    /// Decodes and parses the bytes of a file.
    ///
    /// # Errors
    /// As [`Options::open`].
    pub fn parse_bytes(&self, bytes: impl Into<Vec<u8>>) -> Result<Paper<'static>, SourceError> {
        self.read_bytes(bytes).map(|source| self.keep(source))
    }

    /// Parses a text. Never fails: what cannot be understood stays as text.
    #[must_use]
    pub fn parse<'s>(&self, text: &'s str) -> Paper<'s> {
        let source = Source::from_text(self.reading.name.as_deref().unwrap_or("-"), text);
        paper(Cow::Owned(source), text, self)
    }

    /// Parses a text that was read before, without a copy of it.
    #[must_use]
    pub fn parse_source<'s>(&self, source: &'s Source) -> Paper<'s> {
        paper(Cow::Borrowed(source), source.text(), self)
    }

    /// Parses a source and keeps it.
    fn keep(&self, source: Source) -> Paper<'static> {
        let mut paper = self.parse_source(&source).free(Source::default());
        paper.source = Cow::Owned(source);
        paper
    }
}

impl Source {
    /// Parses the text, without a copy of it.
    #[must_use]
    pub fn parse(&self) -> Paper<'_> {
        Options::new().parse_source(self)
    }

    /// Reads and decodes a file.
    ///
    /// # Errors
    /// Where it cannot be read, is a folder, or cannot be decoded.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, SourceError> {
        Options::new().read(path)
    }

    /// Decodes the bytes of a file. `name` is the path as the user gave it, or `-`.
    ///
    /// # Errors
    /// Where the bytes are no paper in a known format and encoding.
    pub fn from_bytes(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Self, SourceError> {
        Options::new().name(name).read_bytes(bytes)
    }
}

impl Paper<'_> {
    /// Runs every rule, and returns the findings in the order of the paper.
    #[must_use]
    pub fn check(&self) -> Vec<Diagnostic> {
        self.check_only(|_| true)
    }

    /// Runs the rules that are wanted, and returns the findings in the order of the paper.
    #[must_use]
    pub fn check_only(&self, wanted: impl Fn(&rules::Rule) -> bool) -> Vec<Diagnostic> {
        if !self.versions.is_empty() {
            let mut out = languages::bilingual::check(self);
            out.retain(|d| rules::find(d.code).is_some_and(&wanted));
            return out;
        }
        rules::check(&rules::Context::of(self), wanted)
    }

    /// One row a numbered paragraph or item, in the order of the paper.
    #[must_use]
    pub fn rows(&self) -> Vec<Row<'_>> {
        emit::rows(self)
    }
}
