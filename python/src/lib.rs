//! lcpaper for Python: what `python/lcpaper/` is made on.
#![forbid(unsafe_code)]

mod apart;
mod batch;
mod errors;
mod many;
mod paper;
mod reading;

use std::ffi::OsString;

use pyo3::prelude::*;

/// What is written in Rust. `lcpaper` is what to import.
#[pymodule(gil_used = false)]
mod _lcpaper {
    use super::*;

    #[pymodule_export]
    use crate::batch::{Batch, Schema};
    #[pymodule_export]
    use crate::many::Batches;
    #[pymodule_export]
    use crate::paper::Paper;
    #[pymodule_export]
    use crate::reading::Reading;

    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    /// Runs the program, and returns its exit status.
    #[pyfunction]
    fn main(py: Python<'_>, args: Vec<OsString>) -> u8 {
        py.detach(|| lcpaper::cli::run(args))
    }

    /// The schema of rows; with papers that cannot be read among them, if wanted.
    #[pyfunction]
    fn rows_schema(unread: bool) -> Schema {
        Schema(lcpaper::emit::rows_schema(unread))
    }

    /// The rules: code, name, severity, summary and explanation.
    #[pyfunction]
    fn rules() -> Vec<(&'static str, &'static str, String, &'static str, &'static str)> {
        let severity = |rule: &lcpaper::rules::Rule| format!("{:?}", rule.severity).to_lowercase();
        let all = lcpaper::rules::RULES.iter();
        all.map(|r| (r.code, r.name, severity(r), r.summary, r.explanation.trim())).collect()
    }

    /// Panics, to see that this is an exception.
    #[pyfunction]
    fn panic(py: Python<'_>, short: bool) -> PyResult<()> {
        crate::apart::apart(py, "-", short, || panic!("as wanted"))
    }
}
