//! What holds for one paper, when the configuration and the command line have
//! both been heard.

use std::path::{Path, PathBuf};

use super::file::{Config, Layer};
use super::select::{Selection, UnknownRule};
use crate::diagnostic::{Diagnostic, Severity};

/// What the command line says. It goes before the configuration.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Overrides {
    /// Report these alone; puts the configuration's `select` and `ignore` aside.
    pub select: Vec<String>,
    /// Do not report these; adds to the configuration's.
    pub ignore: Vec<String>,
    /// Fail on warnings too.
    pub deny_warnings: bool,
}

/// What holds for one paper.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settings {
    /// Which rules are reported.
    pub selection: Selection,
    severity: Vec<(&'static str, Severity)>,
    /// Whether warnings fail the check.
    pub deny_warnings: bool,
    /// The manifest to hold the paper against.
    pub manifest: Option<PathBuf>,
}

impl Settings {
    /// The settings for a paper at `path`; the later of two matching `[[paths]]`
    /// wins where they disagree.
    ///
    /// # Errors
    /// Where the command line names a rule that there is not.
    pub fn new(
        config: Option<&Config>,
        overrides: &Overrides,
        path: Option<&Path>,
    ) -> Result<Self, UnknownRule> {
        let layers: Vec<&Layer> = config.map(|c| layers(c, path)).unwrap_or_default();
        let mut select = Vec::new();
        let mut ignore = Vec::new();
        if overrides.select.is_empty() {
            for layer in &layers {
                if let Some(codes) = &layer.select {
                    select.clone_from(codes);
                }
                ignore.extend(layer.ignore.iter().cloned());
            }
        } else {
            select.clone_from(&overrides.select);
        }
        ignore.extend(overrides.ignore.iter().cloned());
        Ok(Self {
            selection: Selection::new(&select, &ignore)?,
            severity: layers.iter().rev().flat_map(|l| l.severity.iter().copied()).collect(),
            deny_warnings: overrides.deny_warnings || config.is_some_and(|c| c.deny_warnings),
            manifest: layers.iter().rev().find_map(|l| l.manifest.clone()),
        })
    }

    /// Leaves out what is not reported, and gives the rest the severity that is
    /// set for it.
    pub fn apply(&self, found: &mut Vec<Diagnostic>) {
        found.retain(|d| self.selection.has(d.code));
        for finding in found {
            if let Some((_, severity)) = self.severity.iter().find(|(code, _)| *code == finding.code) {
                finding.severity = *severity;
            }
        }
    }

    /// The least severity that fails a check.
    #[must_use]
    pub fn fails_from(&self) -> Severity {
        if self.deny_warnings { Severity::Warning } else { Severity::Error }
    }
}

fn layers<'c>(config: &'c Config, path: Option<&Path>) -> Vec<&'c Layer> {
    let mut out = vec![&config.base];
    let Some(path) = path.and_then(|p| std::path::absolute(p).ok()) else { return out };
    let Ok(inside) = path.strip_prefix(&config.root) else { return out };
    out.extend(config.paths.iter().filter(|(globs, _)| globs.is_match(inside)).map(|(_, layer)| layer));
    out
}
