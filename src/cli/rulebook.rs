//! What is reported of a paper's findings, and what of it fails the check: the
//! command line, `lcpaper.toml` and the baseline heard together.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lcpaper::Paper;
use lcpaper::config::{Baseline, BaselineError, Config, ConfigError, Counterpart, Overrides, Settings};
use lcpaper::diagnostic::{Diagnostic, Severity};
use lcpaper::emit::counted;
use lcpaper::manifest::Manifest;

use super::args::{Check, Deny};
use super::{Stop, say};

/// Settings by folder, and the baseline.
pub struct Rulebook {
    overrides: Overrides,
    given: Option<Arc<Config>>,
    search: bool,
    by_folder: HashMap<PathBuf, Option<Arc<Config>>>,
    /// Those that configurations name, by path.
    manifests: HashMap<PathBuf, Arc<Manifest>>,
    /// Where the command line names no baseline, that of the configuration is
    /// opened when the first paper under it is met.
    baseline: Option<Baseline>,
    opened: bool,
    written: Option<Baseline>,
    hidden: usize,
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

impl Rulebook {
    /// Hears the command line. What it names must be there and be sound.
    pub fn new(args: &Check) -> Result<Self, Stop> {
        let mut overrides = Overrides::default();
        overrides.select.clone_from(&args.select);
        overrides.ignore.clone_from(&args.ignore);
        overrides.deny_warnings = args.deny == Some(Deny::Warnings);
        // A misspelt rule is told before anything is read.
        Settings::new(None, &overrides, None).map_err(|e| Stop::failed(e.to_string()))?;
        Ok(Self {
            overrides,
            given: args.config.as_deref().map(Config::open).transpose()?.map(Arc::new),
            search: args.config.is_none() && !args.no_config,
            by_folder: HashMap::new(),
            manifests: HashMap::new(),
            baseline: args.baseline.as_deref().map(Baseline::open).transpose()?,
            opened: args.baseline.is_some() || args.write_baseline.is_some(),
            written: args.write_baseline.as_deref().map(Baseline::new),
            hidden: 0,
            fails_from: Severity::Error,
        })
    }

    /// The manifest that the configuration names for a paper.
    pub fn manifest(&mut self, path: &str) -> Result<Option<Arc<Manifest>>, Stop> {
        let config = self.config(path)?;
        let place = (path != "-").then(|| Path::new(path));
        let settings = Settings::new(config.as_deref(), &self.overrides, place)
            .map_err(|e| Stop::failed(e.to_string()))?;
        let Some(wanted) = settings.manifest else { return Ok(None) };
        Ok(Some(match self.manifests.entry(wanted) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(free) => {
                let manifest = super::manifest::load(free.key())?;
                free.insert(Arc::new(manifest)).clone()
            }
        }))
    }

    /// The versions in another language that the configuration names for a paper.
    pub fn counterparts(&mut self, path: &str) -> Result<Vec<Counterpart>, Stop> {
        let config = if path == "-" { None } else { self.config(path)? };
        Ok(config.map(|config| config.counterparts(Path::new(path))).unwrap_or_default())
    }

    /// Leaves of a paper's findings what is to be reported. True where one of
    /// them fails the check.
    pub fn settle(
        &mut self,
        path: &str,
        paper: &Paper<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Result<bool, Stop> {
        let config = self.config(path)?;
        let place = (path != "-").then(|| Path::new(path));
        let settings = Settings::new(config.as_deref(), &self.overrides, place)
            .map_err(|e| Stop::failed(e.to_string()))?;
        self.fails_from = self.fails_from.min(settings.fails_from());
        if let Some(baseline) = &mut self.written {
            settings.apply(found);
            baseline.add(path, paper, found);
            // What is written down is known from now on.
            found.clear();
            return Ok(false);
        }
        if !self.opened
            && let Some(path) = config.as_ref().and_then(|c| c.baseline.as_deref())
        {
            self.baseline = Some(Baseline::open(path)?);
            self.opened = true;
        }
        if let Some(baseline) = &mut self.baseline {
            // Before anything else is left out: what a setting hides is not mended.
            self.hidden += baseline.take_known(path, paper, found);
        }
        settings.apply(found);
        Ok(found.iter().any(|d| d.severity >= settings.fails_from()))
    }

    /// Writes the new baseline, or says what the old one hid.
    pub fn finish(&self) -> Result<(), Stop> {
        if let Some(written) = &self.written {
            written.write()?;
            say(&format!("{}: {} written down", written.path().display(), counted(written.len(), "finding")));
        }
        if let Some(baseline) = &self.baseline {
            let gone = baseline.known_in_seen().saturating_sub(self.hidden);
            let mut line =
                format!("{} known from {}", counted(self.hidden, "finding"), baseline.path().display());
            if gone > 0 {
                line.push_str(&format!("; {gone} of those in it are mended: write it again"));
            }
            say(&line);
        }
        Ok(())
    }

    fn config(&mut self, path: &str) -> Result<Option<Arc<Config>>, Stop> {
        if !self.search {
            return Ok(self.given.clone());
        }
        let folder = match Path::new(path).parent() {
            Some(folder) if path != "-" && folder != Path::new("") => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        if let Some(known) = self.by_folder.get(&folder) {
            return Ok(known.clone());
        }
        let found = Config::discover(&folder)?.map(Arc::new);
        self.by_folder.insert(folder, found.clone());
        Ok(found)
    }
}
