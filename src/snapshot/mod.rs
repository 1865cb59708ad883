//! What a folder of papers was read as, kept in files that a person can review,
//! and what is different today.
//!
//! A record holds the rows and the findings of one paper and no line numbers or
//! offsets: what moves down a page is not a change. It is plain text, a row a
//! line under its headings, so that a review shows the item that changed and
//! nothing else.

mod difference;
mod record;

pub use difference::{Change, changes};
pub use record::{Entry, RECORD_HEADER, Record, RecordError};

/// The folder that records are kept in, inside the folder of the papers.
pub const SNAPSHOT_FOLDER: &str = ".lcpaper-snapshots";

/// What a record's file is called: the paper's file name and this.
pub const SNAPSHOT_EXTENSION: &str = "rows";
