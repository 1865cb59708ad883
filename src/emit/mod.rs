//! What a tree can be written as, one output format a file. Nothing here
//! decides anything: the parser and the rules have spoken.

mod akn;
mod checked;
mod csv;
mod github;
pub(crate) mod html;
mod human;
mod index;
mod json;
mod junit;
mod markdown;
mod ndjson;
mod outline;
#[cfg(feature = "parquet")]
mod parquet;
pub(crate) mod report;
mod rows;
mod sarif;
mod schema;
mod visible;
mod window;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use akn::{AKN_NAMESPACE, AknOptions, akn};
pub use checked::Checked;
pub use csv::{csv, csv_header, csv_safe};
pub use github::github;
pub use html::{Opening, html};
pub use human::{HumanOptions, counted, human, summary, tally_in_words};
pub use index::{IndexEntry, IndexPart};
pub use json::{Layout, ReportWriter, json, json_bytes, report_json};
pub use junit::junit;
pub use markdown::markdown;
pub use ndjson::{ndjson, ndjson_bytes};
pub use outline::outline;
#[cfg(feature = "parquet")]
pub use parquet::{Columns, ParquetWriter, ROWS_SCHEMA};
pub use report::{Tally, file_report, report};
pub use rows::{Row, each_row, rows};
pub use sarif::{FINGERPRINT, SARIF_SCHEMA, sarif};
pub use schema::{
    compare_schema, diff_schema, document_schema, index_schema, manifest_schema, report_schema, row_schema,
};
pub(crate) use visible::harmless;
pub use visible::visible;
#[cfg(feature = "xlsx")]
pub use xlsx::{Cells, XlsxWriter};
