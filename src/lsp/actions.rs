//! What can be done about findings and numbers, as edits.

use std::path::{Path, PathBuf};

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CreateFile, DocumentChangeOperation, DocumentChanges,
    OneOf, OptionalVersionedTextDocumentIdentifier, ResourceOp, TextDocumentEdit, TextEdit, WorkspaceEdit,
};
use ropey::Rope;

use super::analysis::Analysis;
use super::client::Client;
use super::{config_file, findings, paths};
use crate::config::{CONFIG_NAME, Config};
use crate::diagnostic::{Diagnostic, Edit};
use crate::emit::counted;
use crate::fix;
use crate::text::Span;

/// What stands behind the title of an edit that a person has to look at.
const UNSAFE: &str = "unsafe: can change what the paper says";

/// Everything that can be done about a stretch of a paper. `open` gives the text of another file that is open.
pub fn actions(
    paper: &Analysis,
    params: &CodeActionParams,
    client: &Client,
    open: impl Fn(&Path) -> Option<String>,
) -> Vec<CodeAction> {
    let (start, end) = (paper.byte(params.range.start), paper.byte(params.range.end));
    let here = |finding: &&Diagnostic| finding.span.start <= end && start <= finding.span.end;
    let found: Vec<&Diagnostic> = paper.found.iter().filter(here).collect();
    let mut out = Vec::new();
    if paper.is_plain() {
        out.extend(found.iter().filter_map(|finding| mend(paper, finding, client)));
        let all = fix::safe(&paper.found);
        let title = format!("Fix all that is safe to fix: {}", counted(all.len(), "edit"));
        out.extend(whole(paper, title, CodeActionKind::SOURCE_FIX_ALL, &all));
        let from = fix::renumber_from(&paper.paper, start);
        let title = format!("Renumber this series from here ({UNSAFE})");
        out.extend(whole(paper, title, CodeActionKind::REFACTOR_REWRITE, &from));
        let broken = fix::renumber(&paper.paper);
        let title = format!("Renumber the items wherever numbers are broken ({UNSAFE})");
        out.extend(whole(paper, title, CodeActionKind::REFACTOR_REWRITE, &broken));
    }
    let mut codes: Vec<&str> = Vec::new();
    for finding in found {
        if !codes.contains(&finding.code) {
            codes.push(finding.code);
            out.extend(ignore(paper, finding, client, &open));
        }
    }
    if let Some(only) = &params.context.only {
        out.retain(|action| action.kind.as_ref().is_some_and(|kind| only.iter().any(|o| is_of(kind, o))));
    }
    out
}

/// Whether a kind is another or one under it: `source.fixAll` is a `source`.
fn is_of(kind: &CodeActionKind, other: &CodeActionKind) -> bool {
    let behind = kind.as_str().strip_prefix(other.as_str());
    behind.is_some_and(|behind| behind.is_empty() || behind.starts_with('.') || other.as_str().is_empty())
}

/// The fix of one finding.
fn mend(paper: &Analysis, finding: &Diagnostic, client: &Client) -> Option<CodeAction> {
    let fix = finding.fix.as_ref()?;
    let what = finding.help.as_ref().unwrap_or(&finding.message);
    let warning = if fix.safe { String::new() } else { format!(" ({UNSAFE})") };
    Some(CodeAction {
        title: format!("{}: {what}{warning}", finding.code),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![findings::shown(paper, finding, client)]),
        edit: Some(workspace_edit(paper, &fix.edits)),
        is_preferred: Some(fix.safe),
        ..CodeAction::default()
    })
}

/// Edits of the whole paper, where there are any.
fn whole(paper: &Analysis, title: String, kind: CodeActionKind, edits: &[Edit]) -> Option<CodeAction> {
    let edit = Some(workspace_edit(paper, edits));
    (!edits.is_empty()).then(|| CodeAction { title, kind: Some(kind), edit, ..CodeAction::default() })
}

/// Edits of a paper, for the very text that it was read from.
pub fn workspace_edit(paper: &Analysis, edits: &[Edit]) -> WorkspaceEdit {
    let shown = |edit: &Edit| {
        let span = Span { start: edit.start, end: edit.end };
        TextEdit::new(paper.range(span), edit.text.clone())
    };
    let edits = edits.iter().map(shown).collect();
    let change = text_edit(&paper.text.uri, Some(paper.text.version), edits);
    WorkspaceEdit { document_changes: change.map(|c| DocumentChanges::Edits(vec![c])), ..Default::default() }
}

fn text_edit(uri: &str, version: Option<i32>, edits: Vec<TextEdit>) -> Option<TextDocumentEdit> {
    let text_document = OptionalVersionedTextDocumentIdentifier { uri: paths::parsed(uri)?, version };
    Some(TextDocumentEdit { text_document, edits: edits.into_iter().map(OneOf::Left).collect() })
}

/// Adds a rule to those that the nearest `lcpaper.toml` ignores, or to a new one.
fn ignore(
    paper: &Analysis,
    finding: &Diagnostic,
    client: &Client,
    open: &impl Fn(&Path) -> Option<String>,
) -> Option<CodeAction> {
    let folder = paths::path_of(&paper.text.uri)?.parent()?.to_owned();
    let nearest = Config::nearest(&folder);
    let (path, text, is_new) = match nearest {
        Some(path) => {
            let text = open(&path).or_else(|| std::fs::read_to_string(&path).ok())?;
            (path, text, false)
        }
        None if client.creates => (new_file(folder, client), String::new(), true),
        None => return None,
    };
    let (at, insert) = config_file::ignoring(&text, finding.code)?;
    let text = Rope::from_str(&text);
    let at = text.byte_to_char(at);
    let edit = TextEdit::new(client.encoding.range(&text, at, at), insert);
    let uri = paths::uri_of(&path);
    let mut operations = Vec::new();
    if is_new {
        let file = CreateFile { uri: paths::parsed(&uri)?, options: None, annotation_id: None };
        operations.push(DocumentChangeOperation::Op(ResourceOp::Create(file)));
    }
    operations.push(DocumentChangeOperation::Edit(text_edit(&uri, None, vec![edit])?));
    let changes = DocumentChanges::Operations(operations);
    Some(CodeAction {
        title: format!("Ignore {} ({}) in {CONFIG_NAME}", finding.code, finding.rule),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![findings::shown(paper, finding, client)]),
        edit: Some(WorkspaceEdit { document_changes: Some(changes), ..Default::default() }),
        ..CodeAction::default()
    })
}

/// Where a new `lcpaper.toml` belongs: into the project that the paper lies in, or beside the paper.
fn new_file(folder: PathBuf, client: &Client) -> PathBuf {
    let project = client.folders.iter().find(|project| folder.starts_with(project));
    project.unwrap_or(&folder).join(CONFIG_NAME)
}
