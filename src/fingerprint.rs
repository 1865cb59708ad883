//! A name for a finding that outlives edits elsewhere in the paper.
//!
//! A baseline and a code-scanning service both ask "have I seen this finding
//! before?". A line number cannot answer: one line inserted above changes it.
//! So a finding is named by its code, the part it stands in, the characters it
//! points at, and the text that follows them in the same block. White space is
//! left out, because wrapping a line again changes nothing that a reader sees.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::text::{Source, Span};
use crate::tree::{Block, Document, Paper, PartKind};

/// How many characters (white space not counted) after the marked ones count.
const CONTEXT_CHARS: usize = 32;

/// One fingerprint a diagnostic, in the same order: 32 lower-case hexadecimal
/// digits. Findings that agree in everything are told apart by their order, so
/// no fingerprint comes twice in a paper.
#[must_use]
pub fn fingerprints(paper: &Paper<'_>, diagnostics: &[Diagnostic]) -> Vec<String> {
    known_as(paper.source(), paper.document(), diagnostics)
}

fn known_as(source: &Source, document: &Document<'_>, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    diagnostics
        .iter()
        .map(|diagnostic| {
            let key = key(source, document, diagnostic);
            let times = seen.entry(key.clone()).or_default();
            *times += 1;
            let mut hash = Sha256::new();
            hash.update(key.as_bytes());
            hash.update(times.to_le_bytes());
            hash.finalize().iter().take(16).map(|b| format!("{b:02x}")).collect()
        })
        .collect()
}

/// The part a span stands in, as the rows' paths begin: `body`, `annex1`, ….
#[must_use]
pub fn part_name(document: &Document<'_>, span: Span) -> String {
    let mut annex = 0;
    let mut name = "body".to_owned();
    for part in &document.parts {
        if part.kind == PartKind::Annex {
            annex += 1;
        }
        if part.span.start > span.start {
            break;
        }
        name = match part.kind {
            PartKind::Body => "body".to_owned(),
            PartKind::Annex => format!("annex{annex}"),
        };
    }
    name
}

fn key(source: &Source, document: &Document<'_>, diagnostic: &Diagnostic) -> String {
    let text = source.text();
    let span = diagnostic.span;
    let limit = block_end(document, span).unwrap_or(text.len()).max(span.end as usize);
    let marked = squeeze(text.get(span.range()).unwrap_or_default(), usize::MAX);
    let after = squeeze(text.get(span.end as usize..limit).unwrap_or_default(), CONTEXT_CHARS);
    // A unit separator cannot stand in what it separates by accident.
    [diagnostic.code, &part_name(document, span), &marked, &after].join("\u{1f}")
}

fn squeeze(text: &str, most: usize) -> String {
    text.chars().filter(|c| !c.is_whitespace()).take(most).collect()
}

/// Where the innermost block around a span ends, in bytes; a block that holds
/// others ends before the first of them.
fn block_end(document: &Document<'_>, span: Span) -> Option<usize> {
    let part = document.parts.iter().rev().find(|p| p.span.start <= span.start)?;
    innermost_end(&part.blocks, span).or(Some(part.span.end as usize))
}

// The depth of the tree is bounded by the number of marker families.
fn innermost_end(blocks: &[Block<'_>], span: Span) -> Option<usize> {
    let block = blocks.iter().find(|b| b.span().start <= span.start && span.start < b.span().end)?;
    let inner = innermost_end(block.blocks(), span);
    let own = block.blocks().first().map_or(block.span().end, |b| b.span().start) as usize;
    inner.or(Some(own))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::text::SourceInfo;
    use crate::tree::{DOCUMENT_SCHEMA, Front, Paragraph, Part};

    fn finding(code: &'static str, span: Span) -> Diagnostic {
        Diagnostic::new(code, "r", Severity::Error, span, "")
    }

    fn prints(text: &str, marked: &str) -> Vec<String> {
        let source = Source::from_text("t", text);
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            at += line.len();
            blocks.push(Block::Paragraph(Paragraph {
                number: None,
                text: line.trim_end().into(),
                span,
                line: 1,
                language: None,
                parallel: Vec::new(),
                pieces: [span].into_iter().collect(),
            }));
        }
        let document = Document {
            schema: DOCUMENT_SCHEMA.into(),
            source: SourceInfo::default(),
            languages: Vec::new(),
            front: Front::default(),
            notes: Vec::new(),
            parts: vec![Part {
                kind: PartKind::Body,
                label: None,
                title: None,
                span: Span::new(0, text.len()),
                line: 1,
                language: None,
                blocks,
                issuer: None,
                issued: None,
                signatories: Vec::new(),
                parallel: Vec::new(),
            }],
        };
        let found: Vec<_> =
            text.match_indices(marked).map(|(at, m)| finding("N002", Span::new(at, at + m.len()))).collect();
        known_as(&source, &document, &found)
    }

    #[test]
    fn an_edit_in_another_block_changes_nothing_and_one_in_this_block_does() {
        let before = prints("1. 甲\n7. 乙丙\n9. 丁\n", "7.");
        assert_eq!(before, prints("0. 新\n1. 甲乙\n7.  乙丙\n9. 戊\n", "7."));
        assert_ne!(before, prints("1. 甲\n7. 己丙\n9. 丁\n", "7."));
    }

    #[test]
    fn findings_that_agree_in_everything_are_told_apart() {
        let two = prints("7. 乙\n7. 乙\n", "7.");
        assert_eq!(two.len(), 2);
        assert_ne!(two[0], two[1]);
    }
}
