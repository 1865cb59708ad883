//! What a tree can be written as, one output format a file. Nothing here
//! decides anything: the parser and the rules have spoken.

#[cfg(feature = "xml")]
mod akn;
#[cfg(feature = "arrow")]
mod arrow;
mod checked;
pub mod compare;
#[cfg(feature = "csv")]
mod csv;
mod github;
#[cfg(feature = "pages")]
mod html;
#[cfg(feature = "terminal")]
mod human;
mod index;
mod json;
#[cfg(feature = "xml")]
mod junit;
mod markdown;
mod ndjson;
mod notes;
mod outline;
#[cfg(feature = "parquet")]
mod parquet;
mod report;
mod rows;
mod sarif;
#[cfg(feature = "schemars")]
mod schema;
#[cfg(feature = "pages")]
mod side_by_side;
mod table;
mod visible;
#[cfg(feature = "terminal")]
mod window;
mod words;
#[cfg(feature = "xlsx")]
mod xlsx;
#[cfg(feature = "years")]
pub mod years;

#[cfg(feature = "xml")]
pub use akn::{AKN_NAMESPACE, AknOptions, akn};
#[cfg(feature = "arrow")]
pub use arrow::{Columns, ROWS_SCHEMA, rows_schema};
pub use checked::Checked;
#[cfg(feature = "csv")]
pub use csv::{csv, csv_header, csv_safe};
pub use github::github;
#[cfg(feature = "pages")]
pub use html::{Opening, Sheet, html};
#[cfg(feature = "terminal")]
pub use human::human;
pub use index::{IndexEntry, IndexPart};
pub use json::{Layout, ReportWriter, json, report_json};
#[cfg(feature = "xml")]
pub use junit::junit;
pub use markdown::markdown;
pub use ndjson::ndjson;
pub use outline::{held, outline};
#[cfg(feature = "parquet")]
pub use parquet::ParquetWriter;
pub use report::{Tally, file_report, report};
pub use rows::{Row, rows};
pub use sarif::{FINGERPRINT, SARIF_SCHEMA, sarif};
#[cfg(all(feature = "schemars", feature = "years"))]
pub use schema::diff_schema;
#[cfg(feature = "schemars")]
pub use schema::{compare_schema, document_schema, index_schema, manifest_schema, report_schema, row_schema};
use visible::harmless;
pub use visible::visible;
pub use words::{HumanOptions, counted, summary, tally_in_words};
#[cfg(feature = "xlsx")]
pub use xlsx::{Cells, XlsxWriter};
