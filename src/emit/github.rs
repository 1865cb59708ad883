//! `check --format github`: workflow commands that GitHub shows as annotations
//! in the margin of a pull request.
//!
//! A command is one line, `::error file=…,line=…::message`. What would end the
//! line or the property early is written as the runner reads it back: `%25`,
//! `%0D`, `%0A`, and in a property `%3A` and `%2C` as well.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::{Checked, harmless};

/// One workflow command a finding, in the order given; empty where there is none.
#[must_use]
pub fn github(papers: &[Checked<'_>]) -> String {
    let mut out = String::new();
    for paper in papers {
        for finding in paper.diagnostics {
            command(&mut out, paper, finding);
        }
    }
    harmless(out)
}

fn command(out: &mut String, paper: &Checked<'_>, finding: &Diagnostic) {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let start = paper.source().position(finding.span.start);
    let end = paper.source().position(finding.span.end);
    let _ = write!(out, "::{level} file={},line={}", property(paper.path), start.line);
    // GitHub shows columns only where an annotation stays on its line.
    if start.line == end.line {
        let _ = write!(out, ",col={},endColumn={}", start.column, end.column);
    } else {
        let _ = write!(out, ",endLine={}", end.line);
    }
    let title = format!("{} {}", finding.code, finding.rule);
    let _ = write!(out, ",title={}::{}", property(&title), data(&finding.message));
    if let Some(help) = &finding.help {
        let _ = write!(out, "{}", data(&format!("\n{help}")));
    }
    out.push('\n');
}

/// Escapes what stands after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_break_a_command_is_escaped() {
        assert_eq!(data("100%\r\nof: a, b"), "100%25%0D%0Aof: a, b");
        assert_eq!(property("a,b:c%.txt"), "a%2Cb%3Ac%25.txt");
    }
}
