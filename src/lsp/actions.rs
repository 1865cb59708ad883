//! What can be done about findings and numbers, as edits.

use std::path::{Path, PathBuf};

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CreateFile, DocumentChangeOperation, DocumentChanges,
    OneOf, OptionalVersionedTextDocumentIdentifier, ResourceOp, TextDocumentEdit, TextEdit,
    VersionedTextDocumentIdentifier, WorkspaceEdit,
};
use ropey::Rope;
use serde::{Deserialize, Serialize};

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
        out.extend(Whole::ALL.into_iter().filter_map(|what| what.action(paper, start, client)));
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

/// Something to be done that may touch all of a paper.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
enum Whole {
    Safe,
    SeriesFromHere,
    Broken,
}

/// What an editor sends back of an action whose edits it has not been given yet.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Chosen {
    text_document: VersionedTextDocumentIdentifier,
    what: Whole,
    at: u32,
}

impl Whole {
    const ALL: [Self; 3] = [Self::Safe, Self::SeriesFromHere, Self::Broken];

    fn edits(self, paper: &Analysis, at: u32) -> Vec<Edit> {
        match self {
            Self::Safe => fix::safe(&paper.found),
            Self::SeriesFromHere => fix::renumber_from(&paper.paper, at),
            Self::Broken => fix::renumber(&paper.paper),
        }
    }

    /// The action, where there is anything to be done. Its edits may be as many as the paper has items: an
    /// editor that can ask for them is told only what they do.
    fn action(self, paper: &Analysis, at: u32, client: &Client) -> Option<CodeAction> {
        let edits = self.edits(paper, at);
        let (title, kind) = match self {
            Self::Safe => {
                let title = format!("Fix all that is safe to fix: {}", counted(edits.len(), "edit"));
                (title, CodeActionKind::SOURCE_FIX_ALL)
            }
            Self::SeriesFromHere => {
                (format!("Renumber this series from here ({UNSAFE})"), CodeActionKind::REFACTOR_REWRITE)
            }
            Self::Broken => {
                let title = format!("Renumber the items wherever numbers are broken ({UNSAFE})");
                (title, CodeActionKind::REFACTOR_REWRITE)
            }
        };
        let mut action = CodeAction { title, kind: Some(kind), ..CodeAction::default() };
        if client.resolves {
            let text_document = VersionedTextDocumentIdentifier::new(paper.uri()?, paper.text.version);
            action.data = serde_json::to_value(Chosen { text_document, what: self, at }).ok();
        } else {
            action.edit = Some(workspace_edit(paper, &edits));
        }
        (!edits.is_empty()).then_some(action)
    }
}

/// Gives an action the edits that it was offered without.
///
/// # Errors
/// Where it was not offered for this state of the paper.
pub fn resolve(paper: &Analysis, mut action: CodeAction) -> Result<CodeAction, String> {
    let chosen = action.data.take().and_then(|data| serde_json::from_value::<Chosen>(data).ok());
    let Some(chosen) = chosen.filter(|chosen| chosen.text_document.version == paper.text.version) else {
        return Err("the text has changed since this was offered".to_owned());
    };
    action.edit = Some(workspace_edit(paper, &chosen.what.edits(paper, chosen.at)));
    Ok(action)
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
