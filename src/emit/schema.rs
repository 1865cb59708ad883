//! JSON Schema of what is emitted, out of the same types that are serialised.

use schemars::{Schema, schema_for};

use super::compare::CompareReport;
#[cfg(feature = "years")]
use super::years::DiffReport;
use super::{IndexEntry, Row};
use crate::diagnostic::Report;
use crate::manifest::Manifest;
use crate::tree::Document;

/// The schema of `parse --to json`.
#[must_use]
pub fn document_schema() -> Schema {
    schema_for!(Document<'static>)
}

/// The schema of `check --format json`.
#[must_use]
pub fn report_schema() -> Schema {
    schema_for!(Report)
}

/// The schema of one line of `parse --to ndjson`.
#[must_use]
pub fn row_schema() -> Schema {
    schema_for!(Row<'static>)
}

/// The schema of one line of `parse --index`.
#[must_use]
pub fn index_schema() -> Schema {
    schema_for!(IndexEntry)
}

/// The schema of `compare --format json`.
#[must_use]
pub fn compare_schema() -> Schema {
    schema_for!(CompareReport)
}

#[cfg(feature = "years")]
/// The schema of `diff --format json`.
#[must_use]
pub fn diff_schema() -> Schema {
    schema_for!(DiffReport)
}

/// The schema of what `manifest` writes, whose TOML is read as JSON for it.
#[must_use]
pub fn manifest_schema() -> Schema {
    schema_for!(Manifest)
}
