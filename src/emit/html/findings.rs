//! The findings: how many, the list a check begins with, and the notes in the
//! margin.

use maud::{Markup, html};

use super::view::{Host, View, word};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::RULES;

/// `2 errors, 1 warning`, or that there are none.
pub(super) fn tally(views: &[View<'_>]) -> Markup {
    let count =
        |severity| views.iter().flat_map(|v| v.paper.diagnostics).filter(|d| d.severity == severity).count();
    let kinds = [
        (Severity::Error, count(Severity::Error), "error", "errors"),
        (Severity::Warning, count(Severity::Warning), "warning", "warnings"),
        (Severity::Info, count(Severity::Info), "note", "notes"),
    ];
    html! {
        @if kinds.iter().all(|k| k.1 == 0) { span.pill.clean { "nothing found" } }
        @for (severity, n, one, many) in kinds {
            @if n > 0 { span class={ "pill " (word(severity)) } { (n) " " (if n == 1 { one } else { many }) } " " }
        }
    }
}

/// All findings, the worst first, each a link to its place.
pub(super) fn list(views: &[View<'_>]) -> Markup {
    let mut all: Vec<(usize, &View<'_>, &Diagnostic)> = views
        .iter()
        .flat_map(|v| v.paper.diagnostics.iter().enumerate().map(move |(n, d)| (n, v, d)))
        .collect();
    all.sort_by_key(|(_, _, d)| std::cmp::Reverse(d.severity));
    html! {
        section.findings aria-labelledby="findings" {
            h2 #findings { "Findings" }
            @if all.is_empty() {
                p { "No rule found anything to report." }
            } @else {
                ol {
                    @for (n, view, finding) in all {
                        @let at = view.paper.source().position(finding.span.start);
                        li class=(word(finding.severity)) {
                            a href={ "#" (view.note_id(n)) } {
                                span.code { (finding.code) }
                                span.message { (finding.message) }
                                span.place {
                                    @if views.len() > 1 { (view.paper.path) ":" }
                                    (at.line) ":" (at.column)
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The notes that stand beside one element.
pub(super) fn notes(view: &View<'_>, host: Host) -> Markup {
    html! {
        @for &n in view.notes(host) {
            @if let Some(finding) = view.paper.diagnostics.get(n) { (note(view, n, finding)) }
        }
    }
}

fn note(view: &View<'_>, n: usize, finding: &Diagnostic) -> Markup {
    let at = view.paper.source().position(finding.span.start);
    html! {
        aside class={ "note " (word(finding.severity)) } id=(view.note_id(n)) lang="en" tabindex="-1"
            aria-label={ (word(finding.severity)) " " (finding.code) } {
            p.head {
                span.code { (finding.code) } " " span.rule { (finding.rule) }
                span.place { (at.line) ":" (at.column) }
            }
            p.message { (finding.message) }
            @if finding.expected.is_some() || finding.found.is_some() {
                dl {
                    @if let Some(found) = &finding.found { div { dt { "found" } dd { (found) } } }
                    @if let Some(expected) = &finding.expected { div { dt { "expected" } dd { (expected) } } }
                }
            }
            @if let Some(help) = &finding.help { p.help { (help) } }
            @if !finding.related.is_empty() {
                ul {
                    @for other in &finding.related {
                        li {
                            a href={ "#" (view.id(view.host(other.span))) } {
                                "line " (view.paper.source().line(other.span.start))
                            }
                            " " (other.message)
                        }
                    }
                }
            }
            @if let Some(rule) = RULES.iter().find(|r| r.code == finding.code) {
                details { summary { "About this rule" } div.explanation { (rule.explanation) } }
            }
        }
    }
}
