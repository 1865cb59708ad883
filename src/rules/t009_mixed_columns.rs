//! T009: two columns of text stand side by side.

use super::{Context, Findings, Rule};
use crate::diagnostic::Severity;
use crate::layout::columns;
use crate::text::Span;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "T009",
    name: "mixed-columns",
    severity: Severity::Error,
    summary: "Two columns of text stand side by side on the same lines",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

Lines of a plain text that hold two columns: white stands at one place through many lines, and
what is left and right of it runs on by itself, as sentences or as numbers that go on from the
left column to the right one.

A file is read with the left column before the right one, a page at a time, and this is a
warning. A text whose format was named, or that a program hands over in memory, is read as its
lines stand, and this is an error.

## Why it is bad

Whoever reads the lines across mixes two sentences in each, and takes the items of the right
column for text of the left one's.

## Example

```text
1. To build the bridge and open     3. To let the banks of both places
it to the public in July.           open branches in the other.
2. To extend the railway to the     4. To offer 980 places to students
new station, and run it daily.      who wish to work there.
```

## What to do

Set the right column under the left one. Where the text was taken from a PDF, give the PDF
itself, or take its text without the layout (`pdftotext` without `-layout`).

## When it does not apply

Tables, whose cells are short or parted by tabs, contents lists with their page numbers, and
signatures that stand beside each other are left alone.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    let source = context.source;
    let told = source.columns();
    let mixed = if told.is_empty() { columns::find(source) } else { Vec::new() };
    let first_line = |span: Span| {
        let text = source.text().get(span.range()).unwrap_or_default();
        let start = span.start as usize + text.len() - text.trim_start().len();
        let line = text.trim_start().lines().next().unwrap_or_default().trim_end();
        Span::new(start, start + line.len())
    };
    out.extend(told.iter().map(|&span| {
        let mut finding =
            RULE.report(first_line(span), "two columns of text stand side by side from here on");
        finding.severity = Severity::Warning;
        finding.label("the left one is read first").help("set the right column under the left one")
    }));
    out.extend(mixed.into_iter().map(|span| {
        let lines = source.text().get(span.range()).unwrap_or_default().lines().count();
        let message =
            format!("two columns of text stand side by side on {lines} lines, which are read across");
        RULE.report(first_line(span), message)
            .label("what stands left and right of the white are two texts")
            .help("set the right column under the left one, or read the file without naming its format")
    }));
}
