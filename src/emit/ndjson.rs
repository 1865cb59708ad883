//! The rows as JSON Lines: one object a line, so that papers can be appended to
//! each other and read as a stream.

use std::io::{self, Write};
use std::ops::Range;

use super::json::{Json, Out, field};
use super::rows::{Row, each_row};
use crate::tree::{Paper, PartKind};

/// Writes one line a row.
///
/// # Errors
/// Where `out` cannot be written.
pub fn ndjson(rows: &[Row<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines { out: Out::to(out), last: None };
    rows.iter().for_each(|row| lines.add(row));
    lines.out.finish()
}

/// The lines of a paper's rows, in memory: what [`ndjson`] writes of [`super::rows`],
/// without holding the rows.
#[must_use]
pub fn ndjson_bytes(paper: &Paper<'_>) -> Vec<u8> {
    let mut lines = Lines { out: Out::within(1024 + 3 * paper.text().len()), last: None };
    each_row(paper, |row| lines.add(row));
    lines.out.into_bytes()
}

/// Lines that are written one behind the other.
struct Lines<'o, 'a> {
    out: Out<'o>,
    /// Where the last row's fields up to its path stand, and what is in them: nearly always
    /// those of the next row too, and half of it.
    last: Option<(Range<usize>, Head<'a>)>,
}

impl<'a> Lines<'_, 'a> {
    fn add(&mut self, row: &Row<'a>) {
        let head = Head::of(row);
        match &self.last {
            Some((range, last)) if last.is(&head) => self.out.again(range.clone()),
            _ => {
                let start = self.out.gathered();
                head.json(&mut self.out);
                self.last = Some((start..self.out.gathered(), head));
            }
        }
        rest(row, &mut self.out);
        if self.out.pour() {
            self.last = None;
        }
    }
}

/// Rows are written in one line.
const PRETTY: bool = false;

/// The fields of a row before its path.
struct Head<'a> {
    paper: &'a str,
    language: &'a str,
    part: PartKind,
    annex: Option<u32>,
    section: Option<u32>,
    section_title: Option<&'a str>,
    subsection: Option<u32>,
    subsection_title: Option<&'a str>,
}

impl<'a> Head<'a> {
    fn of(row: &Row<'a>) -> Self {
        let &Row {
            paper, language, part, annex, section, section_title, subsection, subsection_title, ..
        } = row;
        Self { paper, language, part, annex, section, section_title, subsection, subsection_title }
    }

    /// Whether all fields are the same, texts by where they stand: no text is read for that.
    fn is(&self, other: &Self) -> bool {
        let same = |a: Option<&str>, b: Option<&str>| match (a, b) {
            (Some(a), Some(b)) => std::ptr::eq(a, b),
            (None, None) => true,
            _ => false,
        };
        std::ptr::eq(self.paper, other.paper)
            && std::ptr::eq(self.language, other.language)
            && (self.part, self.annex) == (other.part, other.annex)
            && (self.section, self.subsection) == (other.section, other.subsection)
            && same(self.section_title, other.section_title)
            && same(self.subsection_title, other.subsection_title)
    }

    fn json(&self, out: &mut Out<'_>) {
        let Self { paper, language, part, annex, section, section_title, subsection, subsection_title } =
            self;
        let mut first = true;
        out.open("{");
        field!(out, first, paper);
        field!(out, first, language);
        field!(out, first, part);
        field!(out, first, annex);
        field!(out, first, section);
        field!(out, first, section_title);
        field!(out, first, subsection);
        field!(out, first, subsection_title);
        let _ = first;
    }
}

/// The other fields.
fn rest(row: &Row<'_>, out: &mut Out<'_>) {
    let Row { path, number, marker, text, joined, line, start, end, .. } = row;
    let mut first = false;
    field!(out, first, path);
    field!(out, first, number);
    field!(out, first, marker);
    field!(out, first, text);
    field!(out, first, joined);
    field!(out, first, line);
    field!(out, first, start);
    field!(out, first, end);
    let _ = first;
    out.raw("}\n");
}
