//! Counts and summaries in words.

use super::report::Tally;
use super::visible::visible;
use crate::diagnostic::{FileReport, SeriesReport};

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct HumanOptions {
    /// Whether to colour them, by ANSI escape sequences.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
}

impl Default for HumanOptions {
    /// For a file or a pipe: no colour, 100 columns.
    fn default() -> Self {
        Self { color: false, width: 100 }
    }
}

/// One line on a paper: how much was found, and what its numbers are.
#[must_use]
pub fn summary(report: &FileReport, tally: Tally) -> String {
    let mut line = format!("{}: {}", visible(&report.path), tally_in_words(tally));
    let series: Vec<String> = report.series.iter().map(series_in_words).collect();
    match series.as_slice() {
        [] => line.push_str(" · no numbered item"),
        few if few.len() <= 6 => {
            line.push_str(" · ");
            line.push_str(&few.join(", "));
        }
        many => {
            line.push_str(" · ");
            line.push_str(&many[..5].join(", "));
            line.push_str(&format!(" and {} more series", many.len() - 5));
        }
    }
    line
}

/// Such as `1 error, 3 warnings, 1 note`.
#[must_use]
pub fn tally_in_words(tally: Tally) -> String {
    let mut words = format!("{}, {}", counted(tally.errors, "error"), counted(tally.warnings, "warning"));
    if tally.infos > 0 {
        words.push_str(", ");
        words.push_str(&counted(tally.infos, "note"));
    }
    words
}

/// Such as `1 error` or `2 errors`.
#[must_use]
pub fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

fn series_in_words(series: &SeriesReport) -> String {
    let SeriesReport { part, language, first, last, count, declared } = series;
    let mut words = match language {
        Some(language) => format!("{language} {part} {first}"),
        None => format!("{part} {first}"),
    };
    if first != last {
        words.push_str(&format!("–{last}"));
    }
    if u64::from(*count) != u64::from(last.abs_diff(*first)) + 1 {
        words.push_str(&format!(" ({})", counted(*count as usize, "item")));
    }
    if let Some(declared) = declared {
        words.push_str(&format!(" of {declared} declared"));
    }
    words
}
