//! The tree as JSON, the default output of `parse`.

use std::io::{self, BufWriter, Write};

use crate::diagnostic::{FileReport, REPORT_SCHEMA, Report};
use crate::tree::Document;

/// How JSON is laid out. The choice never depends on whether a person looks on,
/// so that the same command always writes the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Indented by two spaces: one document, to be read and compared line by line.
    Pretty,
    /// One line: many documents, as JSON Lines.
    Line,
}

/// Writes a document and a line end.
///
/// # Errors
/// Where `out` cannot be written.
pub fn json(document: &Document<'_>, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    let mut out = buffered(out);
    match layout {
        Layout::Pretty => serde_json::to_writer_pretty(&mut out, document)?,
        Layout::Line => serde_json::to_writer(&mut out, document)?,
    }
    out.write_all(b"\n")?;
    out.flush()
}

/// serde_json hands on every comma by itself.
pub(super) fn buffered(out: &mut dyn Write) -> BufWriter<&mut dyn Write> {
    BufWriter::with_capacity(1 << 15, out)
}

/// Writes the report of a check and a line end, indented.
///
/// # Errors
/// Where `out` cannot be written.
pub fn report_json(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut out = buffered(out);
    serde_json::to_writer_pretty(&mut out, report)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// The report of a check over any number of files, written as they come: the
/// same bytes as [`report_json`] writes of all of them.
pub struct ReportWriter<'o> {
    out: &'o mut dyn Write,
    begun: bool,
}

impl<'o> ReportWriter<'o> {
    /// Begins a report.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn new(out: &'o mut dyn Write) -> io::Result<Self> {
        write!(out, "{{\n  \"schema\": \"{REPORT_SCHEMA}\",\n  \"files\": [")?;
        Ok(Self { out, begun: false })
    }

    /// Writes one file as it stands in a report, for [`ReportWriter::add`].
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn file(file: &FileReport, out: &mut dyn Write) -> io::Result<()> {
        // No text of JSON holds a line end, so every line is one to indent.
        for (number, line) in serde_json::to_string_pretty(file)?.lines().enumerate() {
            let end = if number == 0 { "" } else { "\n" };
            write!(out, "{end}    {line}")?;
        }
        Ok(())
    }

    /// Adds a file, as [`ReportWriter::file`] wrote it.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn add(&mut self, file: &[u8]) -> io::Result<()> {
        self.out.write_all(if self.begun { b",\n" } else { b"\n" })?;
        self.begun = true;
        self.out.write_all(file)
    }

    /// Ends the report.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn finish(self) -> io::Result<()> {
        self.out.write_all(if self.begun { b"\n  ]\n}\n" } else { b"]\n}\n" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{emit, parse};

    #[test]
    fn a_report_written_file_by_file_is_the_report() {
        let paper = parse("計劃\n\n1. 一。\n3. \"二\"。\n");
        let file = emit::file_report("a\nb.txt", &paper, &paper.check());
        for count in 0..3 {
            let mut wanted = Vec::new();
            report_json(&emit::report(vec![file.clone(); count]), &mut wanted).unwrap();
            let mut out = Vec::new();
            let mut writer = ReportWriter::new(&mut out).unwrap();
            for _ in 0..count {
                let mut bytes = Vec::new();
                ReportWriter::file(&file, &mut bytes).unwrap();
                writer.add(&bytes).unwrap();
            }
            writer.finish().unwrap();
            assert_eq!(String::from_utf8(out), String::from_utf8(wanted));
        }
    }
}
