//! What is reported of the papers of a project: what was said beforehand, the nearest `lcpaper.toml` and
//! the baseline heard together.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use super::{Baseline, BaselineError, Config, ConfigError, Counterpart, Overrides, Settings, UnknownRule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::manifest::{Manifest, ManifestError};
use crate::tree::Paper;

/// Why it is not known what is to be reported.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RulebookError {
    /// A configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A baseline cannot be used.
    #[error(transparent)]
    Baseline(#[from] BaselineError),
    /// A rule was named that there is not.
    #[error(transparent)]
    Rule(#[from] UnknownRule),
    /// A manifest cannot be read.
    #[error("{}: {error}", path.display())]
    Unread {
        /// The manifest.
        path: PathBuf,
        /// What the operating system said.
        #[source]
        error: std::io::Error,
    },
    /// A manifest is none.
    #[error("{}: {error}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        error: ManifestError,
    },
}

/// The settings by folder, the manifests and the baseline, each read once. The paper `-` lies in no folder.
#[derive(Debug)]
pub struct Rulebook {
    overrides: Overrides,
    given: Option<Arc<Config>>,
    search: bool,
    by_folder: HashMap<PathBuf, Option<Arc<Config>>>,
    manifests: HashMap<PathBuf, Arc<Manifest>>,
    baseline: Option<Baseline>,
    /// Whether the configuration has no say in the baseline any more.
    opened: bool,
    hidden: usize,
}

impl Rulebook {
    /// Takes for each paper the nearest configuration, and the baseline that it names.
    ///
    /// # Errors
    /// Where `overrides` names a rule that there is not.
    pub fn new(overrides: Overrides) -> Result<Self, RulebookError> {
        // A misspelt rule is told before anything is read.
        Settings::new(None, &overrides, None)?;
        Ok(Self {
            overrides,
            given: None,
            search: true,
            by_folder: HashMap::new(),
            manifests: HashMap::new(),
            baseline: None,
            opened: false,
            hidden: 0,
        })
    }

    /// Takes this configuration for every paper, or none.
    #[must_use]
    pub fn configured(mut self, config: Option<Config>) -> Self {
        (self.given, self.search) = (config.map(Arc::new), false);
        self
    }

    /// Takes this baseline or none, whatever the configuration says.
    #[must_use]
    pub fn with_baseline(mut self, baseline: Option<Baseline>) -> Self {
        (self.baseline, self.opened) = (baseline, true);
        self
    }

    /// What holds for a paper.
    ///
    /// # Errors
    /// Where its configuration cannot be used.
    pub fn settings(&mut self, path: &str) -> Result<Settings, RulebookError> {
        let config = self.config(path)?;
        let place = (path != "-").then(|| Path::new(path));
        Ok(Settings::new(config.as_deref(), &self.overrides, place)?)
    }

    /// The manifest that the configuration names for a paper.
    ///
    /// # Errors
    /// Where one of the two cannot be used.
    pub fn manifest(&mut self, path: &str) -> Result<Option<Arc<Manifest>>, RulebookError> {
        let Some(wanted) = self.settings(path)?.manifest else { return Ok(None) };
        Ok(Some(match self.manifests.entry(wanted) {
            Entry::Occupied(known) => known.get().clone(),
            Entry::Vacant(free) => {
                let manifest = manifest_of(free.key())?;
                free.insert(Arc::new(manifest)).clone()
            }
        }))
    }

    /// The versions in another language that the configuration names for a paper.
    ///
    /// # Errors
    /// Where the configuration cannot be used.
    pub fn counterparts(&mut self, path: &str) -> Result<Vec<Counterpart>, RulebookError> {
        let config = if path == "-" { None } else { self.config(path)? };
        Ok(config.map(|config| config.counterparts(Path::new(path))).unwrap_or_default())
    }

    /// Leaves of a paper's findings what is to be reported, and says from which severity on one of them
    /// fails the check.
    ///
    /// # Errors
    /// Where the configuration or its baseline cannot be used.
    pub fn settle(
        &mut self,
        path: &str,
        paper: &Paper<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Result<Severity, RulebookError> {
        let settings = self.settings(path)?;
        if !self.opened
            && let Some(baseline) = self.config(path)?.as_ref().and_then(|c| c.baseline.as_deref())
        {
            self.baseline = Some(Baseline::open(baseline)?);
            self.opened = true;
        }
        if let Some(baseline) = &mut self.baseline {
            // Before anything else is left out: what a setting hides is not mended.
            self.hidden += baseline.take_known(path, paper, found);
        }
        settings.apply(found);
        Ok(settings.fails_from())
    }

    /// The baseline in use, and how many findings it kept from being reported.
    #[must_use]
    pub fn known(&self) -> Option<(&Baseline, usize)> {
        self.baseline.as_ref().map(|baseline| (baseline, self.hidden))
    }

    fn config(&mut self, path: &str) -> Result<Option<Arc<Config>>, ConfigError> {
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

/// Reads the manifest that papers are to be held against.
///
/// # Errors
/// Where it cannot be read or is none.
pub fn manifest_of(path: &Path) -> Result<Manifest, RulebookError> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| RulebookError::Unread { path: path.to_owned(), error })?;
    Manifest::from_toml(&text).map_err(|error| RulebookError::Manifest { path: path.to_owned(), error })
}
