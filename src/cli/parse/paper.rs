//! One paper that was read, and what is written and said of it.

use std::borrow::Cow;
use std::io::{self, Write};

use lcpaper::emit::{self, AknOptions, Checked, IndexEntry, Layout, Opening, Tally, counted};
use lcpaper::rules::Rule;
use lcpaper::{Parsed, Source};

use crate::cli::args::{Parse, To};

/// A paper that was read.
pub struct Paper<'p, 's> {
    path: &'p str,
    source: &'s Source,
    parsed: Parsed<'s>,
    csv_safe: bool,
}

impl<'p, 's> Paper<'p, 's> {
    pub fn new(args: &Parse, path: &'p str, source: &'s Source) -> Self {
        Self { path, source, parsed: lcpaper::parse(source), csv_safe: args.csv_safe }
    }

    /// Writes it as one whole.
    pub fn write(&self, to: To, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
        #[cfg(feature = "parquet")]
        if to == To::Parquet {
            // Its writer would have to be sent to another thread, which `out` need not bear.
            let mut file = Vec::new();
            let mut writer = emit::ParquetWriter::new(&mut file)?;
            writer.add(self.columns())?;
            writer.finish()?;
            return out.write_all(&file);
        }
        #[cfg(feature = "xlsx")]
        if to == To::Xlsx {
            let mut writer = emit::XlsxWriter::new(out)?;
            writer.add(&self.cells())?;
            return writer.finish();
        }
        if to == To::Csv {
            emit::csv_header(out)?;
        }
        self.write_on(to, layout, out)
    }

    /// What [`Paper::write_on`] writes.
    pub fn bytes(&self, to: To, layout: Layout) -> io::Result<Vec<u8>> {
        let Self { source, parsed, .. } = self;
        match to {
            To::Json => Ok(emit::json_bytes(&parsed.document, layout)),
            To::Ndjson => Ok(emit::ndjson_bytes(source, &parsed.document)),
            _ => {
                let mut bytes = Vec::new();
                self.write_on(to, layout, &mut bytes)?;
                Ok(bytes)
            }
        }
    }

    /// Writes it behind others of its format.
    pub fn write_on(&self, to: To, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
        let Self { path, source, parsed, .. } = self;
        let document = &parsed.document;
        match to {
            To::Json => emit::json(document, layout, out),
            To::Ndjson => out.write_all(&emit::ndjson_bytes(source, document)),
            To::Csv if self.csv_safe => emit::csv_safe(&emit::rows(source, document), out),
            To::Csv => emit::csv(&emit::rows(source, document), out),
            To::Parquet | To::Xlsx => {
                Err(io::Error::other("the rows of several papers have one file, with one end"))
            }
            To::Markdown => out.write_all(emit::markdown(document).as_bytes()),
            To::Html => {
                let checked = Checked { path, source, parsed, diagnostics: &lcpaper::check(source, parsed) };
                out.write_all(emit::html(&[checked], Opening::Paper).as_bytes())
            }
            To::Akn => out.write_all(emit::akn(document, &AknOptions::default())?.as_bytes()),
        }
    }

    /// Its rows by column.
    #[cfg(feature = "parquet")]
    pub fn columns(&self) -> emit::Columns {
        emit::Columns::of(&emit::rows(self.source, &self.parsed.document))
    }

    /// Its rows in cells.
    #[cfg(feature = "xlsx")]
    pub fn cells(&self) -> emit::Cells {
        emit::Cells::of(&emit::rows(self.source, &self.parsed.document))
    }

    /// Its line in the index of papers.
    pub fn index(&self, inside: &str) -> IndexEntry {
        let rows = emit::rows(self.source, &self.parsed.document);
        let found = lcpaper::check(self.source, &self.parsed);
        IndexEntry::of(inside, self.source, &self.parsed, &rows, &found)
    }

    /// Says of every line start that was kept as text why it was.
    pub fn trace(&self, mut say: impl FnMut(String)) {
        for rejected in &self.parsed.rejected {
            let at = self.source.position(rejected.span.start);
            let raw = &self.source.text()[rejected.span.range()];
            let raw: String = raw.chars().flat_map(char::escape_debug).collect();
            say(format!("{}:{}:{}: {raw} is text: {}", self.path, at.line, at.column, rejected.reason));
        }
    }

    /// In one line, what a person should know before trusting the output.
    pub fn remark(&self) -> Option<String> {
        let path = self.path;
        // What cannot be an error is not worth the time it takes to look for it.
        let found = lcpaper::check_only(self.source, &self.parsed, Rule::finds_errors);
        let Tally { errors, .. } = Tally::of(&found);
        if errors > 0 {
            let it = if errors == 1 { "it" } else { "them" };
            let errors = counted(errors, "error");
            Some(format!("{path}: {errors} in the paper; `lcpaper check {}` shows {it}", quoted(path)))
        } else {
            self.parsed.series.is_empty().then(|| format!("{path}: no numbered item found"))
        }
    }
}

/// A path as a shell takes it.
fn quoted(path: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || "-_./+,:@%".contains(c);
    if !path.is_empty() && path.chars().all(plain) {
        Cow::Borrowed(path)
    } else {
        Cow::Owned(format!("'{}'", path.replace('\'', r"'\''")))
    }
}
