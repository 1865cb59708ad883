//! The rows as a Parquet file: a column a field, each with its type, for those
//! who ask questions of thousands of papers at once.
//!
//! Numbers are unsigned integers of 32 bits, texts are UTF-8. Titles, markers
//! and the like come again and again, so they are written as dictionaries;
//! `text` and `path` are not. The file's metadata says under `lcpaper.schema`
//! which version of the rows it holds.

use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::Compression;
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::parser::parse_message_type;
use ::parquet::schema::types::ColumnPath;

use super::Row;
use crate::tree::PartKind;

/// The value of `lcpaper.schema` in the metadata of a file of rows.
pub const ROWS_SCHEMA: &str = "lcpaper/rows/1";

/// A row group is written when it holds so many bytes of text.
const GROUP_BYTES: usize = 8 << 20;

/// The fields, in the order of [`Row::FIELDS`].
const MESSAGE: &str = "message row {
    required binary paper (STRING);
    required binary language (STRING);
    required binary part (STRING);
    optional int32 annex (INTEGER(32, false));
    optional int32 section (INTEGER(32, false));
    optional binary section_title (STRING);
    optional int32 subsection (INTEGER(32, false));
    optional binary subsection_title (STRING);
    required binary path (STRING);
    optional int32 number (INTEGER(32, false));
    optional binary marker (STRING);
    required binary text (STRING);
    required boolean joined;
    required int32 line (INTEGER(32, false));
    required int32 start (INTEGER(32, false));
    required int32 end (INTEGER(32, false));
}";

/// The values of one field, and for each row whether there is one.
#[derive(Debug, Clone)]
struct Column<T> {
    values: Vec<T>,
    defined: Vec<i16>,
}

// Derived, it would ask for `T: Default`.
impl<T> Default for Column<T> {
    fn default() -> Self {
        Self { values: Vec::new(), defined: Vec::new() }
    }
}

impl<T> Column<T> {
    fn push(&mut self, value: Option<T>) {
        self.defined.push(i16::from(value.is_some()));
        self.values.extend(value);
    }

    fn append(&mut self, mut other: Self) {
        self.values.append(&mut other.values);
        self.defined.append(&mut other.defined);
    }
}

/// Rows laid out by column: what one paper adds to a file.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    paper: Column<ByteArray>,
    language: Column<ByteArray>,
    part: Column<ByteArray>,
    annex: Column<i32>,
    section: Column<i32>,
    section_title: Column<ByteArray>,
    subsection: Column<i32>,
    subsection_title: Column<ByteArray>,
    path: Column<ByteArray>,
    number: Column<i32>,
    marker: Column<ByteArray>,
    text: Column<ByteArray>,
    joined: Column<bool>,
    line: Column<i32>,
    start: Column<i32>,
    end: Column<i32>,
    /// Bytes of all texts.
    bytes: usize,
}

impl Columns {
    /// Lays rows out by column.
    #[must_use]
    pub fn of(rows: &[Row<'_>]) -> Self {
        let mut out = Self::default();
        rows.iter().for_each(|row| out.push(row));
        out
    }

    fn push(&mut self, row: &Row<'_>) {
        self.bytes += row.text.len() + row.path.len();
        let part = match row.part {
            PartKind::Body => "body",
            PartKind::Annex => "annex",
        };
        self.paper.push(Some(row.paper.into()));
        self.language.push(Some(row.language.into()));
        self.part.push(Some(part.into()));
        self.annex.push(row.annex.map(unsigned));
        self.section.push(row.section.map(unsigned));
        self.section_title.push(row.section_title.map(ByteArray::from));
        self.subsection.push(row.subsection.map(unsigned));
        self.subsection_title.push(row.subsection_title.map(ByteArray::from));
        self.path.push(Some(row.path.as_str().into()));
        self.number.push(row.number.map(unsigned));
        self.marker.push(row.marker.map(ByteArray::from));
        self.text.push(Some(row.text.into()));
        self.joined.push(Some(row.joined));
        self.line.push(Some(unsigned(row.line)));
        self.start.push(Some(unsigned(row.start)));
        self.end.push(Some(unsigned(row.end)));
    }

    fn append(&mut self, other: Self) {
        self.bytes += other.bytes;
        self.paper.append(other.paper);
        self.language.append(other.language);
        self.part.append(other.part);
        self.annex.append(other.annex);
        self.section.append(other.section);
        self.section_title.append(other.section_title);
        self.subsection.append(other.subsection);
        self.subsection_title.append(other.subsection_title);
        self.path.append(other.path);
        self.number.append(other.number);
        self.marker.append(other.marker);
        self.text.append(other.text);
        self.joined.append(other.joined);
        self.line.append(other.line);
        self.start.append(other.start);
        self.end.append(other.end);
    }

    fn is_empty(&self) -> bool {
        self.paper.defined.is_empty()
    }

    fn write<W: Write + Send>(
        &self,
        group: &mut SerializedRowGroupWriter<'_, W>,
    ) -> Result<(), ParquetError> {
        write::<ByteArrayType, W>(group, &self.paper)?;
        write::<ByteArrayType, W>(group, &self.language)?;
        write::<ByteArrayType, W>(group, &self.part)?;
        write::<Int32Type, W>(group, &self.annex)?;
        write::<Int32Type, W>(group, &self.section)?;
        write::<ByteArrayType, W>(group, &self.section_title)?;
        write::<Int32Type, W>(group, &self.subsection)?;
        write::<ByteArrayType, W>(group, &self.subsection_title)?;
        write::<ByteArrayType, W>(group, &self.path)?;
        write::<Int32Type, W>(group, &self.number)?;
        write::<ByteArrayType, W>(group, &self.marker)?;
        write::<ByteArrayType, W>(group, &self.text)?;
        write::<BoolType, W>(group, &self.joined)?;
        write::<Int32Type, W>(group, &self.line)?;
        write::<Int32Type, W>(group, &self.start)?;
        write::<Int32Type, W>(group, &self.end)
    }
}

/// Parquet stores an unsigned number in the bits of a signed one.
fn unsigned(value: u32) -> i32 {
    value.cast_signed()
}

fn write<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    column: &Column<T::T>,
) -> Result<(), ParquetError> {
    let Some(mut writer) = group.next_column()? else { return Ok(()) };
    // Where a field is required, the levels are all the same and not written.
    writer.typed::<T>().write_batch(&column.values, Some(&column.defined), None)?;
    writer.close()
}

/// A Parquet file that is being written: rows of any number of papers, in
/// memory no more than a row group.
pub struct ParquetWriter<W: Write + Send> {
    file: SerializedFileWriter<W>,
    waiting: Columns,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn new(out: W) -> io::Result<Self> {
        let schema = parse_message_type(MESSAGE).map_err(plain)?;
        let version = KeyValue::new("lcpaper.schema".to_owned(), ROWS_SCHEMA.to_owned());
        let properties = WriterProperties::builder()
            .set_created_by(concat!("lcpaper version ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::SNAPPY)
            .set_column_dictionary_enabled(ColumnPath::from("path"), false)
            .set_column_dictionary_enabled(ColumnPath::from("text"), false)
            .set_key_value_metadata(Some(vec![version]))
            .build();
        let file = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(plain)?;
        Ok(Self { file, waiting: Columns::default() })
    }

    /// Adds the rows of a paper.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn add(&mut self, columns: Columns) -> io::Result<()> {
        self.waiting.append(columns);
        if self.waiting.bytes >= GROUP_BYTES { self.group() } else { Ok(()) }
    }

    fn group(&mut self) -> io::Result<()> {
        let columns = std::mem::take(&mut self.waiting);
        let mut group = self.file.next_row_group().map_err(plain)?;
        columns.write(&mut group).map_err(plain)?;
        group.close().map(drop).map_err(plain)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        if !self.waiting.is_empty() {
            self.group()?;
        }
        self.file.finish().map_err(plain)?;
        self.file.flush()
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
