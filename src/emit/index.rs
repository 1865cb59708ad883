//! A line on a paper: what a person or a query wants to know of thousands of
//! papers before opening any.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Row, Tally};
use crate::diagnostic::{Diagnostic, SeriesReport};
use crate::text::Format;
use crate::tree::{Paper, PartKind};

/// One paper. All fields are always written, with null where nothing is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct IndexEntry {
    /// The paper's path inside the folder that was gone through; as `paper` in
    /// rows that are all in one file.
    pub path: String,
    /// Its output inside the output folder, where it has one of its own.
    pub output: Option<String>,
    /// Why it could not be read; all that follows is null or empty then.
    pub error: Option<String>,
    /// What the file is.
    pub format: Option<Format>,
    /// Size of the file.
    pub bytes: Option<u64>,
    /// SHA-256 of the file.
    pub sha256: Option<String>,
    /// BCP 47 tags, most text first.
    pub languages: Vec<String>,
    /// Such as `CB(1)650/16-17(05)`.
    pub paper_number: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// Body and annexes.
    pub parts: Vec<IndexPart>,
    /// The item series, as the report has them.
    pub series: Vec<SeriesReport>,
    /// How many rows it gives.
    pub rows: u64,
    /// Findings that are errors, with all rules and no configuration.
    pub errors: u64,
    /// Findings that are warnings.
    pub warnings: u64,
    /// Findings that are notes.
    pub infos: u64,
    /// The code of every finding, in order of the codes, as often as it was found.
    pub codes: Vec<String>,
}

/// A body or an annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct IndexPart {
    /// `body`, `annex1`, `annex2`, …, as in the rows' paths.
    pub part: String,
    /// The title.
    pub title: Option<String>,
    /// How many rows it gives.
    pub rows: u64,
}

impl IndexEntry {
    /// What is known of a paper. `found` is all that `check` finds.
    #[must_use]
    pub fn of(path: &str, paper: &Paper<'_>, rows: &[Row<'_>], found: &[Diagnostic]) -> Self {
        let (document, info) = (paper.document(), paper.source().info());
        let mut annexes = 0;
        let parts = document.parts.iter().map(|part| {
            let annex = (part.kind == PartKind::Annex).then(|| {
                annexes += 1;
                annexes
            });
            IndexPart {
                part: annex.map_or_else(|| "body".to_owned(), |n| format!("annex{n}")),
                title: part.title.as_deref().map(str::to_owned),
                rows: rows.iter().filter(|r| r.part == part.kind && r.annex == annex).count() as u64,
            }
        });
        let tally = Tally::of(found);
        let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
        found.iter().for_each(|d| *codes.entry(d.code).or_default() += 1);
        Self {
            path: path.to_owned(),
            output: None,
            error: None,
            format: Some(info.format),
            bytes: Some(info.bytes),
            sha256: info.sha256.clone(),
            languages: document.languages.iter().map(|l| l.to_string()).collect(),
            paper_number: document.front.paper_number.as_deref().map(str::to_owned),
            title: Some(&document.front.title)
                .filter(|title| !title.is_empty())
                .or_else(|| document.parts.iter().find_map(|part| part.title.as_ref()))
                .map(|title| title.to_string()),
            parts: parts.collect(),
            series: paper.series.clone(),
            rows: rows.len() as u64,
            errors: tally.errors as u64,
            warnings: tally.warnings as u64,
            infos: tally.infos as u64,
            codes: codes.into_iter().flat_map(|(code, n)| vec![code.to_owned(); n]).collect(),
        }
    }

    /// A paper that could not be read.
    #[must_use]
    pub fn unread(path: &str, error: &str) -> Self {
        Self {
            path: path.to_owned(),
            output: None,
            error: Some(error.to_owned()),
            format: None,
            bytes: None,
            sha256: None,
            languages: Vec::new(),
            paper_number: None,
            title: None,
            parts: Vec::new(),
            series: Vec::new(),
            rows: 0,
            errors: 0,
            warnings: 0,
            infos: 0,
            codes: Vec::new(),
        }
    }
}
