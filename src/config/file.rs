//! `lcpaper.toml`: reading it, and saying where in it a mistake is.
//!
//! The nearest one above a paper counts, alone: two files do not mix. Paths and
//! globs in it are relative to its own folder. A key that is not known is an
//! error, because a setting that is misspelt and passed over in silence is worse
//! than none.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};
use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

use super::select::{UnknownRule, find};
use crate::config::Selection;
use crate::diagnostic::Severity;
use crate::text::{LineTable, Position};

/// The name of the file.
pub const CONFIG_NAME: &str = "lcpaper.toml";

/// Why a configuration cannot be used. Each message names the file and the place.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The operating system refused.
    #[error("{path}: cannot be read: {error}")]
    Io {
        /// The configuration.
        path: String,
        /// What the operating system said.
        #[source]
        error: std::io::Error,
    },
    /// It is not the TOML that is expected.
    #[error("{path}:{}:{}: {message}", at.line, at.column)]
    Mistake {
        /// The configuration.
        path: String,
        /// Where.
        at: Position,
        /// What is wrong there.
        message: String,
    },
}

/// A configuration, read and understood.
#[derive(Debug)]
#[non_exhaustive]
pub struct Config {
    /// Where it was found.
    pub path: PathBuf,
    pub(super) root: PathBuf,
    pub(super) base: Layer,
    pub(super) paths: Vec<(GlobSet, Layer)>,
    pub(super) deny_warnings: bool,
    /// The baseline, if one is named.
    pub baseline: Option<PathBuf>,
    /// Versions of one paper in two languages, in the order of the file.
    pub pairs: Vec<Pair>,
}

/// Two language versions to compare: globs, relative to the configuration, in
/// which `*` stands for the same in both.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Pair {
    /// One version.
    pub left: String,
    /// The other.
    pub right: String,
}

/// Settings for all papers, or for those a glob names.
#[derive(Debug, Default)]
pub(super) struct Layer {
    pub(super) select: Option<Vec<String>>,
    pub(super) ignore: Vec<String>,
    pub(super) severity: Vec<(&'static str, Severity)>,
    pub(super) manifest: Option<PathBuf>,
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    select: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    #[serde(default)]
    severity: BTreeMap<Spanned<String>, Severity>,
    manifest: Option<PathBuf>,
    deny: Option<Deny>,
    baseline: Option<PathBuf>,
    #[serde(default)]
    paths: Vec<WrittenPaths>,
    #[serde(default)]
    compare: Vec<Spanned<Pair>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenPaths {
    glob: Spanned<OneOrMore>,
    select: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    #[serde(default)]
    severity: BTreeMap<Spanned<String>, Severity>,
    manifest: Option<PathBuf>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Deny {
    Warnings,
}

/// A key or a header that may be written, for whoever completes the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Key {
    /// The table it stands in; empty for what stands above all tables.
    pub table: &'static str,
    /// The key, or the header of a table.
    pub written: &'static str,
    /// Whether it heads a table, and so may follow any other.
    pub heads: bool,
    /// What it settles.
    pub about: &'static str,
}

const fn key(table: &'static str, written: &'static str, about: &'static str) -> Key {
    Key { table, written, heads: false, about }
}

const fn head(written: &'static str, about: &'static str) -> Key {
    Key { table: "", written, heads: true, about }
}

/// Everything that may be written, but for the rules under `[severity]`.
pub const KEYS: &[Key] = &[
    key("", "select", "Report these rules alone: codes, names, or beginnings of codes"),
    key("", "ignore", "Do not report these rules"),
    key("", "manifest", "Hold the papers against this manifest, which `lcpaper manifest` wrote"),
    key("", "deny", "Fail on warnings too"),
    key("", "baseline", "Do not report the findings that this file knows"),
    head("[severity]", "How bad the findings of each rule are"),
    head("[[paths]]", "Settings for the papers that a glob names"),
    head("[[compare]]", "Two language versions that are compared; `*` stands for the same in both"),
    key("paths", "glob", "The papers, relative to this file"),
    key("paths", "select", "Report these rules alone"),
    key("paths", "ignore", "Do not report these rules either"),
    key("paths", "severity", "How bad the findings of each rule are"),
    key("paths", "manifest", "Hold these papers against this manifest"),
    key("compare", "left", "One version"),
    key("compare", "right", "The other version"),
];

impl Config {
    /// Finds the nearest configuration in a folder or above it.
    ///
    /// # Errors
    /// Where there is one and it cannot be used.
    pub fn discover(folder: &Path) -> Result<Option<Self>, ConfigError> {
        let start = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        Self::nearest(&start).map(|path| Self::open(&path)).transpose()
    }

    /// Where the nearest configuration stands, in a folder or above it.
    #[must_use]
    pub fn nearest(folder: &Path) -> Option<PathBuf> {
        folder.ancestors().map(|f| f.join(CONFIG_NAME)).find(|path| path.is_file())
    }

    /// Reads a configuration.
    ///
    /// # Errors
    /// Where it cannot be read or understood.
    pub fn open(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| ConfigError::Io { path: path.display().to_string(), error })?;
        Self::from_text(path, &text)
    }

    /// Understands the text of a configuration that stands, or would stand, at
    /// `path`.
    ///
    /// # Errors
    /// Where a key or a value is not known.
    pub fn from_text(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let place = Text { path, text };
        let written: Written =
            toml::from_str(text).map_err(|e| place.mistake(e.span().unwrap_or(0..0).start, e.message()))?;
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let root = absolute.parent().map(Path::to_owned).unwrap_or_default();
        let base = place.layer(&root, written.select, written.ignore, written.severity, written.manifest)?;
        let mut paths = Vec::new();
        for one in written.paths {
            let globs = place.globs(one.glob)?;
            paths.push((globs, place.layer(&root, one.select, one.ignore, one.severity, one.manifest)?));
        }
        let mut pairs = Vec::new();
        for pair in written.compare {
            if let Some(mistake) = pair.get_ref().mistake() {
                return Err(place.mistake(pair.span().start, &mistake));
            }
            pairs.push(pair.into_inner());
        }
        Ok(Self {
            path: path.to_owned(),
            base,
            paths,
            deny_warnings: matches!(written.deny, Some(Deny::Warnings)),
            baseline: written.baseline.map(|b| root.join(b)),
            pairs,
            root,
        })
    }
}

/// The text, for saying where in it something stands.
struct Text<'t> {
    path: &'t Path,
    text: &'t str,
}

impl Text<'_> {
    fn mistake(&self, at: usize, message: &str) -> ConfigError {
        ConfigError::Mistake {
            path: self.path.display().to_string(),
            at: LineTable::new(self.text).position(self.text, at as u32),
            message: message.trim_end().replace('\n', ", "),
        }
    }

    fn layer(
        &self,
        root: &Path,
        select: Option<Vec<Spanned<String>>>,
        ignore: Vec<Spanned<String>>,
        severity: BTreeMap<Spanned<String>, Severity>,
        manifest: Option<PathBuf>,
    ) -> Result<Layer, ConfigError> {
        let select = select.map(|codes| self.codes(codes)).transpose()?;
        let mut severities = Vec::new();
        for (code, severity) in severity {
            let Some(rule) = find(code.get_ref()) else {
                let error = UnknownRule(code.get_ref().clone());
                return Err(self.mistake(code.span().start, &error.to_string()));
            };
            severities.push((rule.code, severity));
        }
        Ok(Layer {
            select,
            ignore: self.codes(ignore)?,
            severity: severities,
            manifest: manifest.map(|m| root.join(m)),
        })
    }

    fn codes(&self, codes: Vec<Spanned<String>>) -> Result<Vec<String>, ConfigError> {
        codes
            .into_iter()
            .map(|code| match Selection::new(std::slice::from_ref(code.get_ref()), &[]) {
                Ok(_) => Ok(code.into_inner()),
                Err(error) => Err(self.mistake(code.span().start, &error.to_string())),
            })
            .collect()
    }

    fn globs(&self, globs: Spanned<OneOrMore>) -> Result<GlobSet, ConfigError> {
        let at = globs.span().start;
        let mistake = |error: globset::Error| self.mistake(at, &error.to_string());
        let globs = match globs.into_inner() {
            OneOrMore::One(glob) => vec![glob],
            OneOrMore::More(globs) => globs,
        };
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            set.add(Glob::new(&glob).map_err(mistake)?);
        }
        set.build().map_err(mistake)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the file may hold, as the type that reads it says in its complaint of anything else.
    fn expected(text: &str) -> Vec<String> {
        let error = Config::from_text(Path::new("lcpaper.toml"), text).unwrap_err().to_string();
        let (_, list) = error.split_once("expected ").unwrap();
        list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn the_keys_are_those_that_are_read() {
        for (table, text) in [
            ("", "wrong = 1"),
            ("paths", "[[paths]]\nglob = \"*\"\nwrong = 1"),
            ("compare", "[[compare]]\nwrong = 1"),
        ] {
            let name = |key: &Key| key.written.trim_matches(['[', ']']).to_owned();
            let mut named: Vec<String> = KEYS.iter().filter(|key| key.table == table).map(name).collect();
            let mut read = expected(text);
            named.sort();
            read.sort();
            assert_eq!(named, read, "{table}");
        }
    }
}
