//! How papers are read, and what they are read from.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use lcpaper::profile::Profile;
use lcpaper::read::{Encoding, Limits, Tracked};
use lcpaper::text::Format;
use lcpaper::{Options, Source, SourceError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;

use crate::apart::{SHORT, apart};
use crate::errors::Trouble;
use crate::paper::Paper;

/// How papers are read. Words that say nothing are refused when it is made.
#[pyclass(frozen, module = "lcpaper._lcpaper")]
pub struct Reading {
    pub options: Options,
}

/// What a paper is read from.
pub enum Input {
    Path(PathBuf),
    Bytes(PyBackedBytes),
}

impl Input {
    /// Reads it. A paper of a path is called as its file; `name` calls it otherwise, as it stands.
    pub fn read(&self, options: &Options, name: Option<&str>) -> Result<Source, SourceError> {
        let source = match self {
            Self::Path(path) => options.read(path)?,
            Self::Bytes(bytes) => options.clone().name(name.unwrap_or("-")).read_bytes(bytes.to_vec())?,
        };
        Ok(match name {
            Some(name) => source.named(name),
            None => source,
        })
    }

    /// All of its bytes, where they are few.
    fn few(&self) -> Option<Vec<u8>> {
        match self {
            Self::Path(path) => {
                let few = |meta: &fs::Metadata| meta.is_file() && meta.len() <= SHORT as u64;
                fs::metadata(path).ok().filter(few).and_then(|_| fs::read(path).ok())
            }
            Self::Bytes(bytes) => (bytes.len() <= SHORT).then(|| bytes.to_vec()),
        }
    }
}

#[pymethods]
impl Reading {
    #[new]
    #[pyo3(signature = (format, encoding, password, profile, limits, tracked))]
    fn new(
        py: Python<'_>,
        format: Option<String>,
        encoding: Option<&str>,
        password: Option<&str>,
        profile: Option<PathBuf>,
        limits: Vec<(String, String)>,
        tracked: Option<&str>,
    ) -> PyResult<Self> {
        let options = || -> Result<Options, Trouble> {
            let word = |error: lcpaper::read::OptionError| Trouble::option(error.to_string());
            let mut options = Options::new();
            if let Some(word) = format {
                let format = serde_json::from_value::<Format>(word.as_str().into());
                options = options.format(format.map_err(|error| Trouble::option(error.to_string()))?);
            }
            if let Some(label) = encoding {
                options = options.encoding(label.parse::<Encoding>().map_err(word)?);
            }
            if let Some(password) = password {
                options = options.password(password);
            }
            if let Some(path) = profile {
                let profile = Profile::open(&path);
                options = options.profile(profile.map_err(|error| Trouble::profile(&path, &error))?);
            }
            if let Some(side) = tracked {
                options = options.tracked(side.parse::<Tracked>().map_err(word)?);
            }
            let mut all = Limits::default();
            for (name, value) in limits {
                all.set(&name, &value).map_err(word)?;
            }
            Ok(options.limits(all))
        };
        Ok(Self { options: options().map_err(|trouble| trouble.raised(py))? })
    }

    /// Reads a file and parses it.
    fn open(&self, py: Python<'_>, path: PathBuf, name: Option<String>) -> PyResult<Paper> {
        let shown = path.display().to_string();
        self.paper(py, Input::Path(path), name, shown)
    }

    /// Parses the bytes of a file.
    fn bytes(&self, py: Python<'_>, bytes: PyBackedBytes, name: Option<String>) -> PyResult<Paper> {
        let shown = name.clone().unwrap_or_else(|| "-".to_owned());
        self.paper(py, Input::Bytes(bytes), name, shown)
    }
}

impl Reading {
    fn paper(&self, py: Python<'_>, input: Input, name: Option<String>, path: String) -> PyResult<Paper> {
        let options = self.options.clone().digest(true).name(name.as_deref().unwrap_or(&path));
        let how = options.clone();
        let bytes = py.detach(|| input.few());
        let short = bytes.as_deref().is_some_and(is_plain);
        let paper = apart(py, &path, short, move || match (bytes, input) {
            (Some(bytes), _) => options.parse_bytes(bytes),
            (None, Input::Path(path)) => options.open(path),
            (None, Input::Bytes(bytes)) => options.parse_bytes(bytes.to_vec()),
        })?;
        let paper = paper.map_err(|error| Trouble::from(error).raised(py))?;
        Ok(Paper { paper: Arc::new(paper), options: how, path })
    }
}

/// Whether what is read is no longer than its bytes: a PDF or an archive may hold far more.
fn is_plain(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    !head.starts_with(b"PK") && !head.windows(4).any(|four| four == b"%PDF")
}
