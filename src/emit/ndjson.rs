//! The rows as JSON Lines: one object a line, so that papers can be appended to
//! each other and read as a stream.

use std::io::{self, Write};

use super::Row;
use super::json::{Json, Out};

/// Writes one line a row.
///
/// # Errors
/// Where `out` cannot be written.
pub fn ndjson(rows: &[Row<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut out = Out::to(out);
    for row in rows {
        row.json::<false>(&mut out);
        out.raw("\n");
        out.pour();
    }
    out.finish()
}
