//! The rows as JSON Lines: one object a line, so that papers can be appended to
//! each other and read as a stream.

use std::io::{self, Write};

use super::json::buffered;
use super::rows::Row;

/// Writes one line a row.
///
/// # Errors
/// Where `out` cannot be written.
pub fn ndjson(rows: &[Row<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut out = buffered(out);
    for row in rows {
        serde_json::to_writer(&mut out, row)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
