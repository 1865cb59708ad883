//! Findings as editors show them.

use lsp_types::{
    CodeDescription, Diagnostic as Shown, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, NumberOrString, Range,
};

use super::analysis::Analysis;
use super::client::Client;
use super::paths;
use crate::diagnostic::{Diagnostic, Severity};

/// The name that diagnostics give their source.
const SOURCE: &str = "lcpaper";

/// Everything to be shown of a paper.
pub fn all(paper: &Analysis, client: &Client) -> Vec<Shown> {
    let complaints = paper.complaints.iter().map(|complaint| mistake(Range::default(), complaint.clone()));
    complaints.chain(paper.found.iter().map(|finding| shown(paper, finding, client))).collect()
}

/// One finding.
pub fn shown(paper: &Analysis, finding: &Diagnostic, client: &Client) -> Shown {
    let related = finding.related.iter().filter_map(|related| {
        let location = Location::new(paper.uri()?, paper.range(related.span));
        Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
    });
    let help = finding.help.iter().map(|help| format!("\n{help}"));
    let href = paths::parsed(&client.documentation(finding.code));
    Shown {
        range: paper.range(finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code.to_owned())),
        code_description: href.map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: std::iter::once(finding.message.clone()).chain(help).collect(),
        related_information: Some(related.collect()),
        tags: is_to_go(finding).then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: None,
    }
}

/// Something that is wrong and no finding of a rule.
pub fn mistake(range: Range, message: String) -> Shown {
    Shown {
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some(SOURCE.to_owned()),
        ..Shown::new_simple(range, message)
    }
}

/// Whether mending it is taking characters out and nothing else.
fn is_to_go(finding: &Diagnostic) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.edits.iter().all(|edit| edit.text.is_empty()))
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}
