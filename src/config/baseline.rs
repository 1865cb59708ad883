//! The findings a project lives with, so that an old corpus can be taken under
//! check today and mended later: what is in the baseline is not reported, what
//! is new is.
//!
//! A finding is known again by its fingerprint ([`crate::fingerprint`]), not its
//! line. Code and message stand beside it for whoever reviews the file.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::diagnostic::Diagnostic;
use crate::fingerprint::fingerprints;
use crate::tree::Paper;

/// The value of a baseline's `schema`.
pub const BASELINE_SCHEMA: &str = "lcpaper/baseline/1";

/// Why a baseline cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BaselineError {
    /// The operating system refused.
    #[error("{path}: {error}")]
    Io {
        /// The baseline.
        path: String,
        /// What the operating system said.
        #[source]
        error: std::io::Error,
    },
    /// It is not a baseline.
    #[error("{path}: is not a baseline ({message}); write one")]
    Mistake {
        /// The baseline.
        path: String,
        /// What is wrong with it.
        message: String,
    },
}

/// Findings that are known, by paper.
#[derive(Debug)]
#[non_exhaustive]
pub struct Baseline {
    path: PathBuf,
    files: BTreeMap<String, Vec<Known>>,
    seen: HashSet<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema: String,
    files: BTreeMap<String, Vec<Known>>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    fingerprint: String,
    code: String,
    message: String,
}

impl Baseline {
    /// A baseline without findings, to be written to `path`.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), files: BTreeMap::new(), seen: HashSet::new() }
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// Where it cannot be read, or is none.
    pub fn open(path: &Path) -> Result<Self, BaselineError> {
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|error| BaselineError::Io { path: shown.clone(), error })?;
        let mistake = |message: String| BaselineError::Mistake { path: shown.clone(), message };
        let written: Written = serde_json::from_str(&text).map_err(|e| mistake(e.to_string()))?;
        if written.schema != BASELINE_SCHEMA {
            return Err(mistake(format!("its schema is {:?}, not {BASELINE_SCHEMA:?}", written.schema)));
        }
        Ok(Self { files: written.files, ..Self::new(path) })
    }

    /// Where it stands.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.values().map(Vec::len).sum()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds the findings of a paper.
    pub fn add(&mut self, path: &str, paper: &Paper<'_>, found: &[Diagnostic]) {
        if found.is_empty() {
            return;
        }
        let known = fingerprints(paper, found).into_iter().zip(found).map(|(fingerprint, d)| Known {
            fingerprint,
            code: d.code.to_owned(),
            message: d.message.clone(),
        });
        self.files.insert(self.name(path), known.collect());
    }

    /// Takes out of the findings of a paper those that are known, and says how
    /// many they were.
    pub fn take_known(&mut self, path: &str, paper: &Paper<'_>, found: &mut Vec<Diagnostic>) -> usize {
        let name = self.name(path);
        let Some(known) = self.files.get(&name) else { return 0 };
        let known: HashSet<&str> = known.iter().map(|k| k.fingerprint.as_str()).collect();
        let before = found.len();
        let mut prints = fingerprints(paper, found).into_iter();
        found.retain(|_| prints.next().is_none_or(|print| !known.contains(print.as_str())));
        self.seen.insert(name);
        before - found.len()
    }

    /// How many known findings there are for the papers that were looked at.
    #[must_use]
    pub fn known_in_seen(&self) -> usize {
        self.files.iter().filter(|(name, _)| self.seen.contains(*name)).map(|(_, known)| known.len()).sum()
    }

    /// Writes the baseline where it was read from, or is to stand.
    ///
    /// # Errors
    /// Where the operating system refuses.
    pub fn write(&self) -> Result<(), BaselineError> {
        let written = Written { schema: BASELINE_SCHEMA.to_owned(), files: self.files.clone() };
        let io = |error| BaselineError::Io { path: self.path.display().to_string(), error };
        let mut text = serde_json::to_string_pretty(&written).map_err(|e| io(e.into()))?;
        text.push('\n');
        std::fs::write(&self.path, text).map_err(io)
    }

    /// A paper's path as the baseline has it: relative to the baseline's own
    /// folder where it lies in it, with `/` on every system.
    fn name(&self, path: &str) -> String {
        let folder = std::path::absolute(&self.path).ok().and_then(|p| p.parent().map(Path::to_owned));
        let inside = std::path::absolute(path)
            .ok()
            .zip(folder)
            .and_then(|(path, folder)| path.strip_prefix(folder).map(Path::to_owned).ok());
        inside.map_or_else(|| path.to_owned(), |p| p.to_string_lossy().into_owned()).replace('\\', "/")
    }
}
