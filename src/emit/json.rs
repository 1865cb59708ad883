//! The tree as JSON, the default output of `parse`.

mod digits;
mod out;
mod tree;
mod value;

use std::io::{self, Write};

use crate::diagnostic::{FileReport, REPORT_SCHEMA, Report};
use crate::tree::Document;
pub(in crate::emit) use out::Out;
pub(in crate::emit) use value::{Json, field};

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
    let mut out = Out::to(out);
    line(document, layout, &mut out);
    out.finish()
}

/// A document and a line end, in memory: what [`json`] writes, without a copy of it.
#[must_use]
pub fn json_bytes(document: &Document<'_>, layout: Layout) -> Vec<u8> {
    // Markers, spans and keys take as much again as the texts, or somewhat more.
    let texts = document.parts.iter().map(|part| part.span.len()).sum::<usize>();
    let mut out = Out::within(1024 + texts * if layout == Layout::Line { 3 } else { 5 });
    line(document, layout, &mut out);
    out.into_bytes()
}

fn line(value: &impl Json, layout: Layout, out: &mut Out<'_>) {
    match layout {
        Layout::Pretty => value.json::<true>(out),
        Layout::Line => value.json::<false>(out),
    }
    out.raw("\n");
}

/// Writes the report of a check and a line end, indented.
///
/// # Errors
/// Where `out` cannot be written.
pub fn report_json(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
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
    use serde::Serialize;

    use super::*;
    use crate::markers::Inserted;
    use crate::tree::*;
    use crate::{Span, emit, parse};
    use value::Named;

    fn same<T: Json + Serialize>(value: &T) {
        let mut lines = Vec::new();
        for layout in [Layout::Pretty, Layout::Line] {
            let mut out = Out::to(&mut lines);
            line(value, layout, &mut out);
            out.finish().unwrap();
        }
        let pretty = serde_json::to_string_pretty(value).unwrap();
        let wanted = format!("{pretty}\n{}\n", serde_json::to_string(value).unwrap());
        assert_eq!(String::from_utf8(lines).unwrap(), wanted);
    }

    #[test]
    fn names_are_those_of_serde() {
        Format::ALL.iter().for_each(same);
        PartKind::ALL.iter().for_each(same);
    }

    /// A tree with every field that there is, or with as few as there can be. Papers seldom
    /// have all of them.
    fn tree(full: bool) -> Document<'static> {
        let some = |text: &'static str| full.then(|| text.into());
        let list = |count| if full { count } else { 0 };
        let span = Span { start: 7, end: if full { u32::MAX } else { 8 } };
        let marker = Marker {
            raw: "14A.".into(),
            style: Style::DECIMAL,
            value: 14,
            inserted: full.then_some(Inserted::Number(2)),
            span,
        };
        let pieces: Pieces = std::iter::repeat_n(span, list(2)).collect();
        let other = Parallel {
            language: "en".into(),
            marker: full.then(|| marker.clone()),
            text: "\\".into(),
            span,
            pieces: pieces.clone(),
        };
        let paragraph = Paragraph {
            number: full.then_some(1),
            text: "\"甲\"".into(),
            span,
            line: 3,
            language: some("zh-Hant"),
            parallel: vec![other.clone(); list(2)],
            pieces: pieces.clone(),
        };
        let item = Item {
            marker: marker.clone(),
            number: 14,
            text: "".into(),
            span,
            line: 100_000_000,
            language: some("zh-Hant"),
            parallel: vec![other.clone(); list(1)],
            pieces: pieces.clone(),
            blocks: vec![Block::Paragraph(paragraph.clone()); list(2)],
        };
        let section = Section {
            marker: full.then(|| marker.clone()),
            title: "\u{1f}".into(),
            level: 255,
            span,
            line: 1,
            language: some("und"),
            parallel: vec![other; list(1)],
            title_pieces: pieces,
            blocks: vec![Block::Item(item.clone()); list(2)],
        };
        let signatory = Signatory { party: "p".into(), post: "q".into(), date: some("d") };
        let beside = ParallelPart {
            language: "en".into(),
            label: some("Annex"),
            title: some("t"),
            span,
            line: 1,
            issuer: some("i"),
            issued: some("j"),
            signatories: vec![signatory.clone(); list(2)],
        };
        let part = Part {
            kind: PartKind::Annex,
            label: some("附件"),
            title: some("t"),
            span,
            line: 1,
            language: some("en"),
            blocks: vec![Block::Section(section), Block::Item(item), Block::Paragraph(paragraph)],
            issuer: some("i"),
            issued: some("j"),
            signatories: vec![signatory; list(1)],
            parallel: vec![beside; list(2)],
        };
        let ahead = ParallelFront {
            language: "en".into(),
            paper_number: some("1"),
            nature: some("2"),
            committee: some("3"),
            title: "4".into(),
            meeting_date: some("5"),
        };
        let front = Front {
            paper_number: some("1"),
            nature: some("2"),
            committee: some("3"),
            title: "4".into(),
            meeting_date: some("5"),
            parallel: vec![ahead; list(2)],
        };
        let info = SourceInfo { bytes: u64::MAX, pages: full.then_some(12), ..SourceInfo::default() };
        let languages = vec!["en".into(); list(2)];
        Document {
            schema: "s".into(),
            source: info,
            languages,
            front,
            parts: vec![part; list(2)],
            notes: Vec::new(),
        }
    }

    #[test]
    fn every_field_is_written_where_it_is_there_and_only_there() {
        same(&tree(true));
        same(&tree(false));
        let bare = Document { parts: tree(true).parts, ..tree(false) };
        same(&bare);
        let thin = Part {
            blocks: tree(false).parts.into_iter().flat_map(|p| p.blocks).collect(),
            ..bare.parts[0].clone()
        };
        same(&Document { parts: vec![thin], ..tree(false) });
    }

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
