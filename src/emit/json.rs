//! The tree as JSON, the default output of `parse`.

mod inside;
mod writer;

use std::io::{self, Write};

use serde::Serialize;

use crate::ast::Document;
use crate::diagnostic::{FileReport, REPORT_SCHEMA, Report};
use writer::Writer;

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
    value(document, layout, out)
}

/// Writes the report of a check and a line end, indented.
///
/// # Errors
/// Where `out` cannot be written.
pub fn report_json(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    value(report, Layout::Pretty, out)
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

fn value(value: &impl Serialize, layout: Layout, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = Writer::new(layout, out);
    value.serialize(&mut writer)?;
    writer.out.push(b'\n');
    writer.flush()?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Source, check, emit, parse};

    /// Every shape that serde knows, with every character that needs an escape.
    #[test]
    fn bytes_are_those_of_serde_json() {
        #[derive(Serialize)]
        enum Shape {
            Unit,
            New(u8),
            Tuple(i64, Option<bool>),
            Struct { number: f64, nothing: () },
        }
        let controls: String = ('\0'..='\u{a0}').chain("一😀\u{2028}".chars()).collect();
        let map = std::collections::BTreeMap::from([("\"a\"", vec![1u32, 2]), ("b", vec![])]);
        let numbers = std::collections::BTreeMap::from([(3, 'c')]);
        let shapes =
            [Shape::Unit, Shape::New(7), Shape::Tuple(-5, None), Shape::Struct { number: 1.5, nothing: () }];
        let all = (
            controls,
            map,
            numbers,
            shapes,
            "x".repeat(100_000),
            std::collections::BTreeMap::<u8, u8>::new(),
        );
        for layout in [Layout::Pretty, Layout::Line] {
            let mut out = Vec::new();
            value(&all, layout, &mut out).unwrap();
            let wanted = match layout {
                Layout::Pretty => serde_json::to_string_pretty(&all),
                Layout::Line => serde_json::to_string(&all),
            };
            assert_eq!(String::from_utf8(out).unwrap(), wanted.unwrap() + "\n");
        }
    }

    #[test]
    fn a_report_written_file_by_file_is_the_report() {
        let source = Source::from_text("a.txt", "計劃\n\n1. 一。\n3. \"二\"。\n");
        let parsed = parse(&source);
        let file = emit::file_report("a\nb.txt", &source, &parsed, &check(&source, &parsed));
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
