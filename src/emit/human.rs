//! Findings for a person: the line of the paper, carets under the place to
//! edit, what should stand there, and one line that sums the paper up.

use std::io::{self, Write};
use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic as Shown, Label, Severity as Level};
use codespan_reporting::files::{Error, Files, Location};
use codespan_reporting::term::{self, Config, termcolor};

use super::report::Tally;
use super::visible::{columns, visible};
use super::window::{Mark, window};
use super::words::{HumanOptions, summary};
use crate::diagnostic::{Diagnostic, FileReport, Severity};
use crate::text::{Place, Source};

/// Prints the findings of one file, then its summary. `report` is the file's
/// [`super::file_report`] of the same findings in the same order.
///
/// # Errors
/// Where `out` cannot be written.
pub fn human(
    source: &Source,
    report: &FileReport,
    diagnostics: &[Diagnostic],
    options: HumanOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (diagnostic, place) in diagnostics.iter().zip(&report.diagnostics) {
        let primary = Location { line_number: place.line as usize, column_number: place.column as usize };
        let view = View::new(source, &report.path, diagnostic, primary, options.width);
        let rendered = if options.color {
            let mut buffer = termcolor::Ansi::new(Vec::new());
            term::emit_to_write_style(&mut buffer, &Config::default(), &view, &view.shown)
                .map(|()| buffer.into_inner())
        } else {
            let mut buffer = Vec::new();
            term::emit_to_io_write(&mut buffer, &Config::default(), &view, &view.shown).map(|()| buffer)
        };
        out.write_all(&rendered.map_err(io::Error::other)?)?;
    }
    writeln!(out, "{}", summary(report, Tally::of(diagnostics)))
}

/// What is shown of one finding: a small text made of the lines that have a
/// label, each cut to the terminal, which poses as the file.
struct View {
    /// The paper's path, and the page or paragraph of the finding in a file that
    /// has them: lines are those of the text that was read out of it.
    name: String,
    text: String,
    lines: Vec<ViewLine>,
    primary: Location,
    shown: Shown<()>,
}

struct ViewLine {
    /// Line in the paper, from 1.
    number: usize,
    /// Bytes of the view's text, with the line end.
    range: Range<usize>,
}

/// A label on its way into a view.
struct Pointer<'d> {
    line: usize,
    range: Range<usize>,
    message: &'d str,
    primary: bool,
}

impl View {
    fn new(source: &Source, path: &str, d: &Diagnostic, primary: Location, width: usize) -> Self {
        let text = source.text();
        let mut pointers = vec![Pointer::new(source, d.span.range(), &d.label, true)];
        pointers.extend(d.related.iter().map(|r| Pointer::new(source, r.span.range(), &r.message, false)));

        let mut numbers: Vec<usize> = pointers.iter().map(|p| p.line).collect();
        numbers.sort_unstable();
        // Where one line lies between two that are shown, the renderer shows it too.
        let between: Vec<usize> =
            numbers.windows(2).filter_map(|pair| (pair[1] == pair[0] + 2).then_some(pair[0] + 1)).collect();
        numbers.extend(between);
        numbers.sort_unstable();
        numbers.dedup();

        let digits = numbers.last().map_or(1, |n| n.to_string().len());
        let width = width.saturating_sub(digits + " │ ".chars().count()).max(40);
        let mut view = String::new();
        let mut lines = Vec::with_capacity(numbers.len());
        let mut labels = Vec::with_capacity(pointers.len());
        for number in numbers {
            let here: Vec<&Pointer<'_>> = pointers.iter().filter(|p| p.line == number).collect();
            let marks: Vec<Mark> = here
                .iter()
                .map(|p| Mark { range: p.range.clone(), message_width: columns(&visible(p.message)) })
                .collect();
            let seen = window(text, line_range(source, number), &marks, width);
            let start = view.len();
            view.push_str(&seen.text);
            view.push('\n');
            lines.push(ViewLine { number, range: start..view.len() });
            for (pointer, range) in here.iter().zip(seen.marks) {
                let range = start + range.start..start + range.end;
                let label =
                    if pointer.primary { Label::primary((), range) } else { Label::secondary((), range) };
                labels.push(label.with_message(visible(pointer.message)));
            }
        }
        // The renderer draws the labels of one line in the order they are given.
        labels.sort_by_key(|label| label.range.start);

        let level = match d.severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Info => Level::Note,
        };
        let shown = Shown::new(level)
            .with_code(d.code)
            .with_message(visible(&d.message))
            .with_labels(labels)
            .with_notes(d.help.iter().map(|help| format!("help: {}", visible(help))).collect());
        let name = match source.place(d.span.start) {
            Place::Line(_) => visible(path).into_owned(),
            place => format!("{} ({place})", visible(path)),
        };
        Self { name, text: view, lines, primary, shown }
    }
}

impl<'d> Pointer<'d> {
    fn new(source: &Source, range: Range<usize>, message: &'d str, primary: bool) -> Self {
        let line = source.line(range.start as u32) as usize;
        // What goes on over several lines is pointed at on its first.
        let whole = line_range(source, line);
        let within = |byte: usize| source.text().floor_char_boundary(byte.clamp(whole.start, whole.end));
        let start = within(range.start);
        Self { line, range: start..within(range.end).max(start), message, primary }
    }
}

/// The bytes of a line counted from 1, without its end.
fn line_range(source: &Source, number: usize) -> Range<usize> {
    let text = source.text();
    let start = source.line_start(number as u32).map_or(text.len(), |s| s as usize);
    let end = source.line_start(number as u32 + 1).map_or(text.len(), |s| s as usize);
    let line = text.get(start..end).unwrap_or_default();
    start..start + line.trim_end_matches(['\n', '\r']).len()
}

impl<'v> Files<'v> for View {
    type FileId = ();
    type Name = String;
    type Source = &'v str;

    fn name(&'v self, (): ()) -> Result<String, Error> {
        Ok(self.name.clone())
    }

    fn source(&'v self, (): ()) -> Result<&'v str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'v self, (): (), byte: usize) -> Result<usize, Error> {
        let next = self.lines.partition_point(|line| line.range.end <= byte);
        let line = self.lines.get(next).or(self.lines.last()).ok_or(Error::FileMissing)?;
        Ok(line.number - 1)
    }

    fn line_range(&'v self, (): (), index: usize) -> Result<Range<usize>, Error> {
        let max = self.lines.last().map_or(0, |line| line.number - 1);
        let found = self.lines.iter().find(|line| line.number == index + 1);
        found.map(|line| line.range.clone()).ok_or(Error::LineTooLarge { given: index, max })
    }

    // Asked for the primary label only, whose place in the paper is known.
    fn location(&'v self, (): (), _: usize) -> Result<Location, Error> {
        Ok(self.primary)
    }
}
