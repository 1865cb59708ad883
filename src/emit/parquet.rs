//! The rows as a Parquet file, with the columns of [`super::rows_schema`].
//!
//! Titles, markers and the like come again and again, so they are written as dictionaries;
//! `text` and `path` are not. The file's metadata says under `lcpaper.schema` which version of
//! the rows it holds.

use std::io::{self, Write};

use ::parquet::arrow::ArrowWriter;
use ::parquet::arrow::arrow_writer::ArrowWriterOptions;
use ::parquet::basic::Compression;
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::schema::types::ColumnPath;

use super::arrow::{Columns, ROWS_SCHEMA, rows_schema};

/// A row group is written when it holds so many bytes, encoded.
const GROUP_BYTES: usize = 8 << 20;

/// A Parquet file that is being written: rows of any number of papers, in
/// memory no more than a row group.
pub struct ParquetWriter<W: Write + Send>(ArrowWriter<W>);

impl<W: Write + Send> ParquetWriter<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn new(out: W) -> io::Result<Self> {
        let version = KeyValue::new("lcpaper.schema".to_owned(), ROWS_SCHEMA.to_owned());
        let properties = WriterProperties::builder()
            .set_created_by(concat!("lcpaper version ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::SNAPPY)
            .set_column_dictionary_enabled(ColumnPath::from("path"), false)
            .set_column_dictionary_enabled(ColumnPath::from("text"), false)
            .set_key_value_metadata(Some(vec![version]))
            .build();
        // The types of Parquet say all that those of Arrow do.
        let options = ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true);
        ArrowWriter::try_new_with_options(out, rows_schema(false), options).map(Self).map_err(plain)
    }

    /// Adds the rows of papers.
    ///
    /// # Errors
    /// Where `out` cannot be written, or one text is longer than the 2 GiB that a column holds.
    pub fn add(&mut self, columns: Columns) -> io::Result<()> {
        for batch in columns.finish().map_err(io::Error::other)? {
            self.0.write(&batch).map_err(plain)?;
            if self.0.in_progress_size() >= GROUP_BYTES {
                self.0.flush().map_err(plain)?;
            }
        }
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.0.finish().map_err(plain)?;
        self.0.inner_mut().flush()
    }
}

/// What the operating system said, where it was that.
fn plain(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        other => io::Error::other(other),
    }
}
