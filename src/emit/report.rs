//! Findings with lines and columns, as `check --format json` writes them.

use crate::diagnostic::{
    Diagnostic, DiagnosticReport, FileReport, REPORT_SCHEMA, Related, RelatedReport, Report, Severity,
};
use crate::text::{Place, Position, Source};
use crate::tree::Paper;

/// The report of a check over several files.
#[must_use]
pub fn report(files: Vec<FileReport>) -> Report {
    Report { schema: REPORT_SCHEMA.to_owned(), files }
}

/// What was found in one file. `path` is the path as the user gave it.
#[must_use]
pub fn file_report(path: &str, paper: &Paper<'_>, diagnostics: &[Diagnostic]) -> FileReport {
    let source = paper.source();
    let mut starts = Cursor::new(source);
    let mut ends = Cursor::new(source);
    let mut others = Cursor::new(source);
    let diagnostics = diagnostics
        .iter()
        .map(|d| {
            let related = d.related.iter().map(|r| related(r, others.at(r.span.start))).collect();
            diagnostic(d, source, [starts.at(d.span.start), ends.at(d.span.end)], related)
        })
        .collect();
    FileReport { path: path.to_owned(), series: paper.series.clone(), diagnostics }
}

/// A finding with its lines and columns, which begin and end at `places`.
pub(crate) fn diagnostic(
    d: &Diagnostic,
    source: &Source,
    places: [Position; 2],
    related: Vec<RelatedReport>,
) -> DiagnosticReport {
    let [start, end] = places;
    DiagnosticReport {
        file: None,
        code: d.code.to_owned(),
        rule: d.rule.to_owned(),
        severity: d.severity,
        certainty: d.certainty,
        message: d.message.clone(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        start: d.span.start,
        end: d.span.end,
        place: match source.place(d.span.start) {
            Place::Line(_) => None,
            place => Some(place.to_string()),
        },
        expected: d.expected.clone(),
        found: d.found.clone(),
        help: d.help.clone(),
        related,
        fix: d.fix.clone(),
    }
}

/// A second place with its line and column.
pub(crate) fn related(related: &Related, at: Position) -> RelatedReport {
    RelatedReport {
        file: None,
        message: related.message.clone(),
        line: at.line,
        column: at.column,
        start: related.span.start,
        end: related.span.end,
    }
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Findings that fail a check.
    pub errors: usize,
    /// Findings that fail a check under `--deny warnings`.
    pub warnings: usize,
    /// Findings that never fail a check.
    pub infos: usize,
}

impl Tally {
    /// Counts the findings of one paper.
    #[must_use]
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
        }
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
    }
}

/// Works out positions from the last one on, where that is possible: on a paper
/// that is a single line of megabytes, counting each column from the start of
/// the line would take time in the square of its length.
struct Cursor<'s> {
    source: &'s Source,
    last: Option<(u32, Position)>,
}

impl<'s> Cursor<'s> {
    fn new(source: &'s Source) -> Self {
        Self { source, last: None }
    }

    fn at(&mut self, offset: u32) -> Position {
        let between = self.last.filter(|&(_, p)| p.line == self.source.line(offset)).and_then(|(from, p)| {
            let text = self.source.text().get(from as usize..offset as usize)?;
            Some(Position { column: p.column + text.chars().count() as u32, ..p })
        });
        let position = between.unwrap_or_else(|| self.source.position(offset));
        self.last = Some((offset, position));
        position
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_agrees_with_the_line_table_in_any_order() {
        let source = Source::from_text("t", "一二三\r\n四五\n\nabc\n");
        let mut cursor = Cursor::new(&source);
        let ends = source.text().char_indices().map(|(at, _)| at as u32);
        for offset in ends.clone().chain(ends.rev()) {
            assert_eq!(cursor.at(offset), source.position(offset), "at byte {offset}");
        }
    }
}
