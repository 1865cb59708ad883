//! `check --format sarif`: SARIF 2.1.0, for code-scanning services and editors.
//!
//! Columns count Unicode code points, and the log says so
//! (`columnKind`). They are those of the decoded text, which for a text file is
//! the file. Every rule that ran is listed with its explanation; a result
//! carries a fingerprint that an edit elsewhere does not change
//! ([`crate::fingerprint`]).

use serde_json::{Map, Value, json};

use crate::diagnostic::{Diagnostic, Edit, Severity};
use crate::emit::Checked;
use crate::fingerprint::fingerprints;
use crate::rules::{RULES, Rule};
use crate::text::{Source, Span};

/// The schema the log keeps to.
pub const SARIF_SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The name under which results carry their fingerprint. The number changes if
/// ever the way of computing it does.
pub const FINGERPRINT: &str = "lcpaper/v1";

/// The whole log as JSON with its keys in a fixed order, indented, and a line end.
#[must_use]
pub fn sarif(papers: &[Checked<'_>]) -> String {
    // A value displays itself without fail.
    format!("{:#}\n", log(papers))
}

fn log(papers: &[Checked<'_>]) -> Value {
    let results: Vec<Value> = papers
        .iter()
        .enumerate()
        .flat_map(|(index, paper)| {
            let prints = fingerprints(paper.paper, paper.diagnostics);
            paper
                .diagnostics
                .iter()
                .zip(prints)
                .map(move |(finding, print)| result(index, paper, finding, &print))
        })
        .collect();
    let artifacts: Vec<Value> = papers.iter().map(artifact).collect();
    json!({
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "lcpaper",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": RULES.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts,
            "results": results,
        }],
    })
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": rule.explanation },
        "help": { "text": rule.explanation, "markdown": rule.explanation },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn artifact(paper: &Checked<'_>) -> Value {
    let info = paper.source().info();
    let mut artifact = json!({
        "location": { "uri": uri(paper.path) },
        "length": info.bytes,
        "encoding": info.encoding,
    });
    if let (Some(sha256), Some(map)) = (&info.sha256, artifact.as_object_mut()) {
        map.insert("hashes".into(), json!({ "sha-256": sha256 }));
    }
    artifact
}

fn result(index: usize, paper: &Checked<'_>, finding: &Diagnostic, print: &str) -> Value {
    let rule = RULES.iter().position(|r| r.code == finding.code);
    let mut message = finding.message.clone();
    if let Some(help) = &finding.help {
        message.push_str(". ");
        message.push_str(help);
    }
    let mut out = Map::new();
    out.insert("ruleId".into(), json!(finding.code));
    if let Some(rule) = rule {
        out.insert("ruleIndex".into(), json!(rule));
    }
    out.insert("level".into(), json!(level(finding.severity)));
    out.insert("message".into(), json!({ "text": message }));
    out.insert("locations".into(), json!([{ "physicalLocation": place(index, paper, finding.span) }]));
    out.insert("partialFingerprints".into(), json!({ FINGERPRINT: print }));
    if !finding.related.is_empty() {
        let related: Vec<Value> = finding
            .related
            .iter()
            .enumerate()
            .map(|(n, other)| {
                json!({
                    "id": n,
                    "message": { "text": other.message },
                    "physicalLocation": place(index, paper, other.span),
                })
            })
            .collect();
        out.insert("relatedLocations".into(), Value::Array(related));
    }
    if let Some(fix) = &finding.fix {
        let replacements: Vec<Value> = fix.edits.iter().map(|e| replacement(paper.source(), e)).collect();
        let text = finding.help.as_deref().unwrap_or(&finding.message);
        out.insert(
            "fixes".into(),
            json!([{
                "description": { "text": text },
                "artifactChanges": [{
                    "artifactLocation": { "uri": uri(paper.path), "index": index },
                    "replacements": replacements,
                }],
            }]),
        );
    }
    let mut bag = Map::new();
    for (key, value) in [("expected", &finding.expected), ("found", &finding.found)] {
        if let Some(value) = value {
            bag.insert(key.into(), json!(value));
        }
    }
    if !bag.is_empty() {
        out.insert("properties".into(), Value::Object(bag));
    }
    Value::Object(out)
}

fn replacement(source: &Source, edit: &Edit) -> Value {
    json!({
        "deletedRegion": region(source, Span { start: edit.start, end: edit.end }),
        "insertedContent": { "text": edit.text },
    })
}

fn place(index: usize, paper: &Checked<'_>, span: Span) -> Value {
    let mut region = region(paper.source(), span);
    if let (Some(snippet), Some(map)) = (paper.source().text().get(span.range()), region.as_object_mut()) {
        map.insert("snippet".into(), json!({ "text": snippet }));
    }
    json!({ "artifactLocation": { "uri": uri(paper.path), "index": index }, "region": region })
}

fn region(source: &Source, span: Span) -> Value {
    let (start, end) = (source.position(span.start), source.position(span.end));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// A path as a relative URI reference: what RFC 3986 does not allow in a path
/// is percent-encoded byte by byte, and an absolute path becomes a `file` URI.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("papers/a b#1.txt"), "papers/a%20b%231.txt");
        assert_eq!(uri("文.txt"), "%E6%96%87.txt");
        assert_eq!(uri("/tmp/a.txt"), "file:///tmp/a.txt");
    }
}
