//! The rows as Arrow record batches: a column a field, each with its type, for those who ask
//! questions of thousands of papers at once. Parquet files have the same columns.
//!
//! Numbers are unsigned integers of 32 bits, texts are UTF-8. The schema's metadata says under
//! `lcpaper.schema` which version of the rows it is of.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, StringBuilder, UInt32Builder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};

use super::rows::Row;
use crate::tree::PartKind;

/// The value of `lcpaper.schema` in the metadata of rows by column.
pub const ROWS_SCHEMA: &str = "lcpaper/rows/1";

/// A batch is full when its texts have so many bytes.
const BATCH_BYTES: usize = 8 << 20;

/// The fields behind `paper`, in the order of [`Row::FIELDS`]. `some` is there in every row.
macro_rules! fields {
    ($($name:ident: $builder:ident $type:ident $some:ident |$row:ident| $value:expr;)*) => {
        #[derive(Debug, Default)]
        struct Builders {
            paper: StringBuilder,
            $($name: $builder,)*
            error: StringBuilder,
        }

        impl Builders {
            /// A row, or why a paper has none.
            fn push(&mut self, paper: &str, row: Result<&Row<'_>, &str>) {
                self.paper.append_value(paper);
                $(self.$name.append_option(row.ok().and_then(|$row| $value));)*
                self.error.append_option(row.err());
            }

            fn finish(&mut self) -> Vec<ArrayRef> {
                vec![
                    Arc::new(self.paper.finish()),
                    $(Arc::new(self.$name.finish()),)*
                    Arc::new(self.error.finish()),
                ]
            }
        }

        fn fields(unread: bool) -> Vec<Field> {
            vec![
                Field::new("paper", DataType::Utf8, false),
                $(Field::new(stringify!($name), DataType::$type, unread || !stringify!($some).eq("some")),)*
            ]
        }
    };
}

fields! {
    language: StringBuilder Utf8 some |row| Some(row.language);
    part: StringBuilder Utf8 some |row| Some(match row.part {
        PartKind::Body => "body",
        PartKind::Annex => "annex",
    });
    annex: UInt32Builder UInt32 option |row| row.annex;
    section: UInt32Builder UInt32 option |row| row.section;
    section_title: StringBuilder Utf8 option |row| row.section_title;
    subsection: UInt32Builder UInt32 option |row| row.subsection;
    subsection_title: StringBuilder Utf8 option |row| row.subsection_title;
    path: StringBuilder Utf8 some |row| Some(&row.path);
    number: UInt32Builder UInt32 option |row| row.number;
    marker: StringBuilder Utf8 option |row| row.marker;
    text: StringBuilder Utf8 some |row| Some(row.text);
    joined: BooleanBuilder Boolean some |row| Some(row.joined);
    line: UInt32Builder UInt32 some |row| Some(row.line);
    start: UInt32Builder UInt32 some |row| Some(row.start);
    end: UInt32Builder UInt32 some |row| Some(row.end);
}

/// The schema of the rows. With `unread`, papers that cannot be read are rows too: these have
/// only `paper` and a last column, `error`.
#[must_use]
pub fn rows_schema(unread: bool) -> SchemaRef {
    let mut fields = fields(unread);
    if unread {
        fields.push(Field::new("error", DataType::Utf8, true));
    }
    let version = ("lcpaper.schema".to_owned(), ROWS_SCHEMA.to_owned());
    Arc::new(Schema::new(fields).with_metadata([version]))
}

/// Rows laid out by column, of any number of papers.
///
/// ```
/// use lcpaper::emit::Columns;
///
/// let mut columns = Columns::new(false);
/// columns.add(&lcpaper::parse("1. 興建大橋。\n2. 興建鐵路。\n").rows());
/// let batches = columns.finish()?;
/// assert_eq!(batches[0].num_rows(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Columns {
    schema: SchemaRef,
    builders: Builders,
    rows: usize,
    /// Bytes of the texts and paths of the batch that is being filled.
    bytes: usize,
    full: Result<Vec<RecordBatch>, ArrowError>,
}

impl Columns {
    /// Without rows, of the schema [`rows_schema`] gives.
    #[must_use]
    pub fn new(unread: bool) -> Self {
        let schema = rows_schema(unread);
        Self { schema, builders: Builders::default(), rows: 0, bytes: 0, full: Ok(Vec::new()) }
    }

    /// Adds rows.
    pub fn add(&mut self, rows: &[Row<'_>]) {
        for row in rows {
            self.push(row.paper, Ok(row), row.text.len() + row.path.len());
        }
    }

    /// Adds a paper that could not be read, with the reason. Where the schema is without such
    /// papers, nothing is added.
    pub fn add_unread(&mut self, paper: &str, error: &str) {
        if self.schema.fields().len() > Row::FIELDS.len() {
            self.push(paper, Err(error), error.len());
        }
    }

    fn push(&mut self, paper: &str, row: Result<&Row<'_>, &str>, bytes: usize) {
        if self.rows > 0 && self.bytes + bytes > BATCH_BYTES {
            self.end_batch();
        }
        if bytes > i32::MAX as usize {
            // Its place could not be counted.
            let path = row.map_or("", |row| &row.path);
            let why =
                format!("{paper}: the text of {path} has {bytes} bytes, and a column holds at most 2 GiB");
            self.full = Err(ArrowError::InvalidArgumentError(why));
            return;
        }
        self.rows += 1;
        self.bytes += bytes;
        self.builders.push(paper, row);
    }

    fn end_batch(&mut self) {
        let mut columns = self.builders.finish();
        columns.truncate(self.schema.fields().len());
        (self.rows, self.bytes) = (0, 0);
        if let Ok(full) = &mut self.full {
            match RecordBatch::try_new(self.schema.clone(), columns) {
                Ok(batch) => full.push(batch),
                Err(error) => self.full = Err(error),
            }
        }
    }

    /// The rows, in batches of about 8 MiB of text; none where there are no rows.
    ///
    /// # Errors
    /// Where one text is longer than the 2 GiB that a column holds.
    pub fn finish(mut self) -> Result<Vec<RecordBatch>, ArrowError> {
        if self.rows > 0 {
            self.end_batch();
        }
        self.full
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    #[test]
    fn the_columns_are_the_fields_of_a_row() {
        let names = |unread| -> Vec<String> {
            rows_schema(unread).fields().iter().map(|field| field.name().clone()).collect()
        };
        assert_eq!(names(false), Row::FIELDS);
        assert_eq!(names(true)[..Row::FIELDS.len()], Row::FIELDS);
        assert_eq!(names(true).last().unwrap(), "error");
    }

    #[test]
    fn papers_that_were_not_read_are_rows_where_that_is_wanted() {
        let mut columns = [false, true].map(Columns::new);
        for columns in &mut columns {
            columns.add_unread("a.pdf", "a.pdf: is encrypted");
            columns.add(&parse("1. 甲。\n2. 乙。\n").rows());
        }
        let [without, with] = columns.map(|columns| columns.finish().unwrap().remove(0));
        assert_eq!((without.num_rows(), without.num_columns()), (2, 16));
        assert_eq!((with.num_rows(), with.num_columns()), (3, 17));
        assert_eq!(with.column(16).null_count(), 2);
        assert_eq!(with.column_by_name("text").unwrap().null_count(), 1);
    }

    #[test]
    fn a_batch_ends_before_it_is_too_large() {
        let long = "長".repeat(1 << 20);
        let text: String = (1..=6).map(|n| format!("{n}. {long}。\n")).collect();
        let mut columns = Columns::new(false);
        columns.add(&parse(&text).rows());
        let batches = columns.finish().unwrap();
        assert_eq!(batches.iter().map(RecordBatch::num_rows).collect::<Vec<_>>(), [2, 2, 2]);
    }
}
