//! The command line's say in what is reported of a paper's findings, and what of it fails the check.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lcpaper::Paper;
use lcpaper::config::RulebookError;
use lcpaper::config::{self, Baseline, BaselineError, Config, ConfigError, Counterpart, Overrides};
use lcpaper::diagnostic::{Diagnostic, Severity};
use lcpaper::emit::counted;
use lcpaper::manifest::Manifest;

use super::args::{Check, Deny};
use super::{Stop, say};

/// What is reported, and the baseline that is written.
pub struct Rulebook {
    book: config::Rulebook,
    written: Option<Baseline>,
    /// The least severity that failed, or would have failed, a paper so far.
    pub fails_from: Severity,
}

/// The rulebook, for the paper whose turn it is. What it holds does not depend
/// on the order of papers, and a paper that failed has left it whole.
pub fn locked(rulebook: &Mutex<Rulebook>) -> MutexGuard<'_, Rulebook> {
    rulebook.lock().unwrap_or_else(PoisonError::into_inner)
}

impl From<ConfigError> for Stop {
    fn from(error: ConfigError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<BaselineError> for Stop {
    fn from(error: BaselineError) -> Self {
        let advice = match error {
            BaselineError::Mistake { .. } => " with --write-baseline",
            _ => "",
        };
        Self::Failed(format!("{error}{advice}"))
    }
}

impl From<RulebookError> for Stop {
    fn from(error: RulebookError) -> Self {
        match error {
            RulebookError::Baseline(error) => error.into(),
            error => Self::Failed(error.to_string()),
        }
    }
}

impl Rulebook {
    /// Hears the command line. What it names must be there and be sound.
    pub fn new(args: &Check) -> Result<Self, Stop> {
        let mut overrides = Overrides::default();
        overrides.select.clone_from(&args.select);
        overrides.ignore.clone_from(&args.ignore);
        overrides.deny_warnings = args.deny == Some(Deny::Warnings);
        let mut book = config::Rulebook::new(overrides)?;
        if args.config.is_some() || args.no_config {
            book = book.configured(args.config.as_deref().map(Config::open).transpose()?);
        }
        if args.baseline.is_some() || args.write_baseline.is_some() {
            book = book.with_baseline(args.baseline.as_deref().map(Baseline::open).transpose()?);
        }
        let written = args.write_baseline.as_deref().map(Baseline::new);
        Ok(Self { book, written, fails_from: Severity::Error })
    }

    /// The manifest that the configuration names for a paper.
    pub fn manifest(&mut self, path: &str) -> Result<Option<Arc<Manifest>>, Stop> {
        Ok(self.book.manifest(path)?)
    }

    /// The versions in another language that the configuration names for a paper.
    pub fn counterparts(&mut self, path: &str) -> Result<Vec<Counterpart>, Stop> {
        Ok(self.book.counterparts(path)?)
    }

    /// Leaves of a paper's findings what is to be reported. True where one of
    /// them fails the check.
    pub fn settle(
        &mut self,
        path: &str,
        paper: &Paper<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Result<bool, Stop> {
        let least = self.book.settle(path, paper, found)?;
        self.fails_from = self.fails_from.min(least);
        if let Some(baseline) = &mut self.written {
            baseline.add(path, paper, found);
            // What is written down is known from now on.
            found.clear();
        }
        Ok(found.iter().any(|d| d.severity >= least))
    }

    /// Writes the new baseline, or says what the old one hid.
    pub fn finish(&self) -> Result<(), Stop> {
        if let Some(written) = &self.written {
            written.write()?;
            say(&format!("{}: {} written down", written.path().display(), counted(written.len(), "finding")));
        }
        if let Some((baseline, hidden)) = self.book.known() {
            let gone = baseline.known_in_seen().saturating_sub(hidden);
            let mut line = format!("{} known from {}", counted(hidden, "finding"), baseline.path().display());
            if gone > 0 {
                line.push_str(&format!("; {gone} of those in it are mended: write it again"));
            }
            say(&line);
        }
        Ok(())
    }
}
