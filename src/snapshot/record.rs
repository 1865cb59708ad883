//! The record of one paper, and its text.
//!
//! ```text
//! lcpaper snapshot 1
//!
//! # annex1 | 二、現代服務業 | （三）旅遊合作
//! annex1/2/3/16  →  16.  →  合作開發…
//! annex1/2/3/17  →  17.  →  落實…
//!
//! ! T001 warning annex1 （三） the marker （三） is full-width…
//! ```
//!
//! Fields are parted by tabs (→ above); a tab, a line end or a backslash in a text is
//! written `\t`, `\n`, `\\`.

use std::fmt::Write as _;

use thiserror::Error;

use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::rows;
use crate::fingerprint::part_name;
use crate::tree::{Document, Paper, walk};

/// The first line of a record.
pub const RECORD_HEADER: &str = "lcpaper snapshot 1";

/// What was read of one paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Record {
    /// The rows, in the order of the paper.
    pub rows: Vec<Entry>,
    /// The findings, a line each, without the place in the file.
    pub findings: Vec<String>,
}

/// One row of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// Part and headings around it, as printed, joined by ` | `.
    pub under: String,
    /// The row's path; in a bilingual paper with ` @` and the language behind it
    /// for all languages but the first.
    pub path: String,
    /// The marker as printed; empty where there is none.
    pub marker: String,
    /// The logical text.
    pub text: String,
}

/// Why a file is no record.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {message}")]
#[non_exhaustive]
pub struct RecordError {
    /// Line from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
}

impl Record {
    /// What was read of a paper.
    #[must_use]
    pub fn of(paper: &Paper<'_>, found: &[Diagnostic]) -> Self {
        let document = &paper.document;
        let headings = headings(document);
        let mut last = String::new();
        let entries = rows(paper).into_iter().map(|row| {
            let place = headings.iter().rev().find(|h| h.0 <= row.start);
            let again = row.path == last;
            let path = if again { format!("{} @{}", row.path, row.language) } else { row.path.clone() };
            if !again {
                last = row.path;
            }
            Entry {
                under: place.map(|h| h.1.clone()).unwrap_or_default(),
                path,
                marker: row.marker.unwrap_or_default().to_owned(),
                text: row.text.to_owned(),
            }
        });
        let findings = found.iter().map(|d| {
            let severity = match d.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "info",
            };
            let marked: String =
                paper.text().get(d.span.range()).unwrap_or_default().chars().take(24).collect();
            format!(
                "{} {severity} {} {} {}",
                d.code,
                part_name(document, d.span),
                escape(&marked),
                escape(&d.message)
            )
        });
        Self { rows: entries.collect(), findings: findings.collect() }
    }

    /// Reads a record back.
    ///
    /// # Errors
    /// Where the text is none.
    pub fn from_text(text: &str) -> Result<Self, RecordError> {
        let mistake = |line: usize, message: &str| RecordError { line, message: message.to_owned() };
        let mut lines = text.lines().enumerate();
        if lines.next().map(|l| l.1) != Some(RECORD_HEADER) {
            return Err(mistake(1, &format!("a record begins with `{RECORD_HEADER}`")));
        }
        let mut out = Self::default();
        let mut under = String::new();
        for (index, line) in lines {
            if let Some(heading) = line.strip_prefix("# ") {
                under = unescape(heading);
            } else if let Some(finding) = line.strip_prefix("! ") {
                out.findings.push(finding.to_owned());
            } else if !line.is_empty() {
                let mut fields = line.splitn(3, '\t').map(unescape);
                let (Some(path), Some(marker), Some(text)) = (fields.next(), fields.next(), fields.next())
                else {
                    return Err(mistake(index + 1, "a row has a path, a marker and a text, parted by tabs"));
                };
                out.rows.push(Entry { under: under.clone(), path, marker, text });
            }
        }
        Ok(out)
    }
}

/// The text of the record, with a line end at its end.
impl std::fmt::Display for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut out = format!("{RECORD_HEADER}\n");
        let mut under = None;
        for row in &self.rows {
            if under != Some(&row.under) {
                writeln!(out, "\n# {}", escape(&row.under))?;
                under = Some(&row.under);
            }
            writeln!(out, "{}\t{}\t{}", escape(&row.path), escape(&row.marker), escape(&row.text))?;
        }
        for (index, finding) in self.findings.iter().enumerate() {
            let apart = if index == 0 { "\n" } else { "" };
            writeln!(out, "{apart}! {finding}")?;
        }
        f.write_str(&out)
    }
}

/// Where each heading or part begins (bytes), and what to call what is under it.
fn headings(document: &Document<'_>) -> Vec<(u32, String)> {
    let mut out: Vec<(u32, String)> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    let mut annex = 0;
    for part in &document.parts {
        let name = match part.kind {
            crate::tree::PartKind::Body => "body".to_owned(),
            crate::tree::PartKind::Annex => {
                annex += 1;
                format!("annex{annex}")
            }
        };
        out.push((part.span.start, name.clone()));
        names.push(name);
    }
    walk(document, |at, block| {
        let mut path = vec![names.get(at.part_index).cloned().unwrap_or_default()];
        let own = match block {
            crate::tree::Block::Section(section) => Some(section),
            _ => None,
        };
        for section in at.sections.iter().copied().chain(own) {
            let marker = section.marker.as_ref().map(|m| m.raw.as_ref()).unwrap_or_default();
            path.push(format!("{marker}{}", section.title));
        }
        out.push((block.span().start, path.join(" | ")));
    });
    out.sort_by_key(|h| h.0);
    out
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('t') => out.push('\t'),
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            _ => out.push(c),
        }
    }
    out
}
