//! Findings of a comparison for a person at a terminal: the lines of both
//! versions, one under the other, with carets under what differs.

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Version, found, names};
use crate::diagnostic::Severity;
use crate::emit::{counted, visible};
use crate::languages::pair::{Comparison, Side};
use crate::text::Span;

/// Prints the findings, then one line that sums them up.
///
/// # Errors
/// Where `out` cannot be written.
pub fn human(
    comparison: &Comparison<'_>,
    a: Version<'_>,
    b: Version<'_>,
    options: crate::emit::HumanOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let version = |side: Side| if side == Side::Left { a } else { b };
    for finding in &comparison.findings {
        let d = &finding.diagnostic;
        let (word, color) = match d.severity {
            Severity::Error => ("error", "\x1b[1;31m"),
            Severity::Warning => ("warning", "\x1b[1;33m"),
            Severity::Info => ("note", "\x1b[1;32m"),
        };
        let (bold, plain) = if options.color { (color, "\x1b[0m") } else { ("", "") };
        writeln!(out, "{bold}{word}[{}]{plain}: {}", d.code, visible(&d.message))?;
        place(version(finding.side), d.span, &d.label, options.width, out)?;
        for (side, related) in &finding.related {
            place(version(*side), related.span, &related.message, options.width, out)?;
        }
        writeln!(out)?;
    }
    let items = counted(comparison.paired_items(), "item");
    let found = found(comparison);
    let [left, right] = names(a, b);
    writeln!(out, "{} and {}: {found} · {items} in both", visible(&left), visible(&right))
}

/// One line of a version with carets under a part of it.
fn place(at: Version<'_>, span: Span, label: &str, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let position = at.source.position(span.start);
    writeln!(out, "  --> {}:{}:{}", visible(at.path), position.line, position.column)?;
    let text = at.source.text();
    let start = span.range().start.min(text.len());
    let line_start = text.get(..start).and_then(|t| t.rfind(['\n', '\r'])).map_or(0, |at| at + 1);
    let line_end = text.get(start..).and_then(|t| t.find(['\n', '\r'])).map_or(text.len(), |at| start + at);
    let before = text.get(line_start..start).unwrap_or_default();
    let marked = text.get(start..span.range().end.clamp(start, line_end)).unwrap_or_default();
    let after = text.get(span.range().end.clamp(start, line_end)..line_end).unwrap_or_default();
    // A third of the room before the mark, so that its sentence can be read on.
    let room = width.saturating_sub(8).max(40);
    let head = tail_of(before.trim_start(), room / 3);
    let middle = head_of(marked, room / 2);
    let rest = head_of(after, room.saturating_sub(head.width() + middle.width()));
    writeln!(out, "      {head}{middle}{rest}")?;
    let carets = "^".repeat(middle.width().max(1));
    writeln!(out, "      {}{carets} {label}", " ".repeat(head.width()))
}

/// The beginning of a text, cut to so many columns.
fn head_of(text: &str, columns: usize) -> String {
    cut(visible(text).chars(), columns).0
}

/// The end of a text, cut to so many columns.
fn tail_of(text: &str, columns: usize) -> String {
    cut(visible(text).chars().rev(), columns).0.chars().rev().collect()
}

/// As many characters as fit, with an ellipsis where more there would be.
fn cut(chars: impl Iterator<Item = char>, columns: usize) -> (String, usize) {
    let (mut out, mut used) = (String::new(), 0);
    for c in chars {
        let width = c.width().unwrap_or(0);
        if used + width > columns {
            out.push('…');
            return (out, used + 1);
        }
        out.push(c);
        used += width;
    }
    (out, used)
}
