//! One paper that was read, and what is written and said of it.

use std::borrow::Cow;
use std::io::{self, Write};

use lcpaper::Paper;
use lcpaper::emit::{self, AknOptions, Checked, IndexEntry, Layout, Opening, Tally, counted};
use lcpaper::rules::Rule;

use crate::cli::args::{Parse, To};

/// A paper that was parsed.
pub struct Parsed<'p> {
    path: &'p str,
    paper: Paper<'p>,
    csv_safe: bool,
}

impl<'p> Parsed<'p> {
    pub fn new(args: &Parse, path: &'p str, paper: Paper<'p>) -> Self {
        Self { path, paper, csv_safe: args.csv_safe }
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

    /// What [`Parsed::write_on`] writes.
    pub fn bytes(&self, to: To, layout: Layout) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.write_on(to, layout, &mut bytes)?;
        Ok(bytes)
    }

    /// Writes it behind others of its format.
    pub fn write_on(&self, to: To, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
        let Self { path, paper, .. } = self;
        let document = paper.document();
        match to {
            To::Json => emit::json(document, layout, out),
            To::Ndjson => emit::ndjson(&paper.rows(), out),
            To::Csv if self.csv_safe => emit::csv_safe(&paper.rows(), out),
            To::Csv => emit::csv(&paper.rows(), out),
            To::Parquet | To::Xlsx => {
                Err(io::Error::other("the rows of several papers have one file, with one end"))
            }
            To::Markdown => out.write_all(emit::markdown(document).as_bytes()),
            To::Html => {
                let found = paper.check();
                out.write_all(emit::html(&[Checked::new(path, paper, &found)], Opening::Paper).as_bytes())
            }
            To::Akn => out.write_all(emit::akn(document, &AknOptions::default())?.as_bytes()),
        }
    }

    /// Its rows by column.
    #[cfg(feature = "parquet")]
    pub fn columns(&self) -> emit::Columns {
        let mut columns = emit::Columns::new(false);
        columns.add(&self.paper.rows());
        columns
    }

    /// Its rows in cells.
    #[cfg(feature = "xlsx")]
    pub fn cells(&self) -> emit::Cells {
        emit::Cells::of(&self.paper.rows())
    }

    /// Its line in the index of papers.
    pub fn index(&self, inside: &str) -> IndexEntry {
        IndexEntry::of(inside, &self.paper, &self.paper.rows(), &self.paper.check())
    }

    /// Says of every place where a marker may stand what it was taken for, at what cost, and what
    /// would have been next best.
    pub fn trace(&self, mut say: impl FnMut(String)) {
        let mut kept = self.paper.rejected().iter().peekable();
        for decision in self.paper.decisions() {
            while kept.next_if(|r| r.span.start < decision.span.start).is_some() {}
            let at = self.paper.source().position(decision.span.start);
            let raw = &self.paper.text()[decision.span.range()];
            let raw: String = raw.chars().flat_map(char::escape_debug).collect();
            let mut line =
                format!("{}:{}:{}: {raw} is read: {}", self.path, at.line, at.column, decision.taken);
            if let Some(rejected) = kept.next_if(|r| r.span.start == decision.span.start) {
                line += &format!(", as {}", rejected.reason);
            }
            if let Some(instead) = &decision.instead {
                line += &format!("; next best: {instead}");
            }
            say(line);
        }
    }

    /// In one line, what a person should know before trusting the output.
    pub fn remark(&self) -> Option<String> {
        let path = self.path;
        // What cannot be an error is not worth the time it takes to look for it.
        let found = self.paper.check_only(Rule::finds_errors);
        let Tally { errors, .. } = Tally::of(&found);
        if errors > 0 {
            let it = if errors == 1 { "it" } else { "them" };
            let errors = counted(errors, "error");
            Some(format!("{path}: {errors} in the paper; `lcpaper check {}` shows {it}", quoted(path)))
        } else {
            self.paper.series().is_empty().then(|| format!("{path}: no numbered item found"))
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
