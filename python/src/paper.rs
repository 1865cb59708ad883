//! A paper that was read. Its tree stays in Rust: Python is given JSON, and makes of it what
//! is asked for.

use std::io;
use std::sync::Arc;

use arrow_array::RecordBatchIterator;
use lcpaper::config::Selection;
use lcpaper::emit::{
    self, AknOptions, Checked, Columns, Layout, Opening, Tally, compare, rows_schema, years,
};
use lcpaper::manifest::Manifest;
use lcpaper::{Options, fix, languages};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyList};

use crate::apart::{SHORT, apart};
use crate::batch;
use crate::errors::Trouble;

/// A paper that was read.
#[pyclass(frozen, module = "lcpaper._lcpaper")]
pub struct Paper {
    pub paper: Arc<lcpaper::Paper<'static>>,
    /// How it was read.
    pub options: Options,
    /// As the user gave it.
    pub path: String,
}

impl Paper {
    /// Works on the paper beside Python.
    fn with<T: Send + 'static>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&lcpaper::Paper<'static>, &str) -> T + Send + 'static,
    ) -> PyResult<T> {
        let (paper, path) = (self.paper.clone(), self.path.clone());
        let short = paper.text().len() <= SHORT;
        apart(py, &self.path, short, move || work(&paper, &path))
    }

    /// The bytes that a writer makes of the paper.
    fn written<'py>(
        &self,
        py: Python<'py>,
        write: impl FnOnce(&lcpaper::Paper<'static>, &mut dyn std::io::Write) -> std::io::Result<()>
        + Send
        + 'static,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = self.with(py, move |paper, _| {
            let mut out = Vec::new();
            write(paper, &mut out).map(|()| out)
        })??;
        Ok(PyBytes::new(py, &bytes))
    }

    fn columns(&self, py: Python<'_>) -> PyResult<Vec<arrow_array::RecordBatch>> {
        let batches = self.with(py, |paper, path| {
            let mut columns = Columns::new(false);
            columns.add(&paper.rows());
            columns.finish().map_err(|error| Trouble::too_long(format!("{path}: {error}")))
        })?;
        batches.map_err(|trouble| trouble.raised(py))
    }
}

/// What `out` was given, as JSON.
fn json(value: &impl serde::Serialize) -> Vec<u8> {
    // Nothing of ours has keys that are no texts, and memory never fails to be written.
    serde_json::to_vec(value).unwrap_or_default()
}

#[pymethods]
impl Paper {
    /// The path as it was given.
    #[getter]
    fn path(&self) -> &str {
        &self.path
    }

    /// The file's name, without folders.
    #[getter]
    fn name(&self) -> &str {
        &self.paper.source().info().name
    }

    /// The decoded text.
    #[getter]
    fn text(&self) -> &str {
        self.paper.text()
    }

    /// What the reader left out or decided.
    #[getter]
    fn notes(&self) -> Vec<String> {
        self.paper.source().notes().iter().map(ToString::to_string).collect()
    }

    /// The paper's series, and how many findings there are.
    fn summary(&self, py: Python<'_>) -> PyResult<String> {
        self.with(py, |paper, path| {
            let found = paper.check();
            emit::summary(&emit::file_report(path, paper, &found), Tally::of(&found))
        })
    }

    /// The tree, as `parse --to json` writes it.
    fn json<'py>(&self, py: Python<'py>, indent: bool) -> PyResult<Bound<'py, PyBytes>> {
        let layout = if indent { Layout::Pretty } else { Layout::Line };
        self.written(py, move |paper, out| emit::json(paper.document(), layout, out))
    }

    /// The rows, as `parse --to ndjson` writes them.
    fn ndjson<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        self.written(py, |paper, out| emit::ndjson(&paper.rows(), out))
    }

    /// The rows as named tuples.
    fn rows<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = PyList::empty(py);
        for batch in self.columns(py)? {
            batch::rows(py, &batch, &rows)?;
        }
        Ok(rows)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = self.columns(py)?.into_iter().map(Ok);
        batch::stream(py, Box::new(RecordBatchIterator::new(batches, rows_schema(false))))
    }

    /// The findings, as a file in a report of `check --format json`.
    fn report<'py>(
        &self,
        py: Python<'py>,
        select: Vec<String>,
        ignore: Vec<String>,
        manifest: Option<String>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let report = self.with(py, move |paper, path| {
            let wanted = Selection::new(&select, &ignore).map_err(|e| Trouble::option(e.to_string()))?;
            let mut found = paper.check();
            if let Some(manifest) = manifest {
                let manifest = Manifest::from_toml(&manifest);
                let manifest = manifest.map_err(|e| Trouble::option(format!("manifest: {e}")))?;
                found.extend(manifest.hold(paper));
                found.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
            }
            found.retain(|finding| wanted.has(finding.code));
            Ok(json(&emit::file_report(path, paper, &found)))
        })?;
        report.map(|json| PyBytes::new(py, &json)).map_err(|trouble: Trouble| trouble.raised(py))
    }

    /// As `outline` prints it.
    fn outline(&self, py: Python<'_>) -> PyResult<String> {
        let outline = self.with(py, |paper, _| {
            let mut out = Vec::new();
            emit::outline(paper.document(), &mut out).map(|()| out)
        })?;
        Ok(String::from_utf8(outline?).map_err(io::Error::other)?)
    }

    /// What a line of the text was read as, and why. What only a trace keeps is found out anew.
    fn explain(&self, py: Python<'_>, line: i64) -> PyResult<Vec<String>> {
        let options = self.options.clone().trace(true);
        let explained =
            move |line| self.with(py, move |paper, _| options.parse_source(paper.source()).explain(line));
        u32::try_from(line).map_or_else(|_| Ok(Vec::new()), explained)
    }

    /// As `parse --to markdown` writes it.
    fn markdown(&self, py: Python<'_>) -> PyResult<String> {
        self.with(py, |paper, _| emit::markdown(paper.document()))
    }

    /// As `parse --to html` writes it.
    fn html(&self, py: Python<'_>) -> PyResult<String> {
        self.with(py, |paper, path| {
            let found = paper.check();
            emit::html(&[Checked::new(path, paper, &found)], Opening::Paper)
        })
    }

    /// As `parse --to akn` writes it.
    fn akn(&self, py: Python<'_>) -> PyResult<String> {
        Ok(self.with(py, |paper, _| emit::akn(paper.document(), &AknOptions::default()))??)
    }

    /// As `manifest` prints it.
    fn manifest(&self, py: Python<'_>) -> PyResult<String> {
        let manifest = self.with(py, |paper, _| Manifest::of(paper).to_toml())?;
        manifest.map_err(|error| Trouble::option(error.to_string()).raised(py))
    }

    /// The text after edits that cannot change what it says, and with new numbers if wanted.
    fn fixed(&self, py: Python<'_>, renumber: bool) -> PyResult<String> {
        self.with(py, move |paper, _| {
            let mut edits = fix::safe(&paper.check());
            if renumber {
                edits.extend(fix::renumber(paper));
            }
            fix::apply(paper.text(), &fix::ordered(edits))
        })
    }

    /// As `compare --format json` writes it; `None` where one paper is in one language only.
    fn compare<'py>(&self, py: Python<'py>, other: Option<&Self>) -> PyResult<Option<Bound<'py, PyBytes>>> {
        let other = other.map(|other| (other.paper.clone(), other.path.clone()));
        let report = self.with(py, move |a, path| match other {
            Some((b, other)) => {
                let version = |path, paper| {
                    let paper: &lcpaper::Paper<'_> = paper;
                    compare::Version::new(path, paper.source(), paper.document().language())
                };
                let comparison = languages::compare(a, &b);
                Some(json(&compare::report(&comparison, version(path, a), version(&other, &b))))
            }
            None => {
                let (Some(comparison), [one, two]) = (languages::compare_within(a), a.versions()) else {
                    return None;
                };
                let version = |language| compare::Version::new(path, a.source(), language);
                Some(json(&compare::report(&comparison, version(one.language), version(two.language))))
            }
        })?;
        Ok(report.map(|json| PyBytes::new(py, &json)))
    }

    /// As `diff --format json` writes it.
    fn diff<'py>(&self, py: Python<'py>, new: &Self) -> PyResult<Bound<'py, PyBytes>> {
        let (new, new_path) = (new.paper.clone(), new.path.clone());
        let report = self.with(py, move |old, path| {
            json(&years::report(lcpaper::years::diff(old, &new), path, &new_path))
        })?;
        Ok(PyBytes::new(py, &report))
    }
}
