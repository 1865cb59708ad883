//! What the editor can do, and what its user has set.

use std::path::PathBuf;

use lsp_types::{ClientCapabilities, InitializeParams, MarkupContent, MarkupKind, ResourceOperationKind};
use serde::Deserialize;
use serde_json::Value;

use super::paths;
use super::position::Encoding;

/// The editor at the other end.
#[derive(Debug, Clone)]
pub struct Client {
    pub encoding: Encoding,
    pub settings: Settings,
    /// The folders that are open, the first being that of the project.
    pub folders: Vec<PathBuf>,
    /// Whether an edit may make a new file.
    pub creates: bool,
    /// Whether it asks for the edits of an action when that is chosen.
    pub resolves: bool,
    /// Whether it tells of files that change on the disk, if it is asked to.
    pub watches: bool,
    /// Whether it can be asked to fetch inlay hints again.
    pub refreshes: bool,
    markup: MarkupKind,
}

/// What a user may set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Whether headings show how many items they hold.
    pub inlay_hints: bool,
    /// Where the rules are explained: a URL to which the code of the rule is added.
    pub documentation: Option<String>,
}

impl Settings {
    /// Of what an editor sent of all its settings, where those of this program are among them.
    pub fn among(mut sent: Value) -> Option<Self> {
        serde_json::from_value(sent.get_mut("lcpaper")?.take()).ok()
    }
}

impl Client {
    pub fn of(params: InitializeParams) -> Self {
        let ClientCapabilities { workspace, text_document, general, .. } = params.capabilities;
        let encodings = general.and_then(|general| general.position_encodings).unwrap_or_default();
        let workspace = workspace.unwrap_or_default();
        let operations = workspace.workspace_edit.and_then(|edit| edit.resource_operations);
        let text = text_document.unwrap_or_default();
        let hover = text.hover.and_then(|hover| hover.content_format);
        let resolved = text.code_action.and_then(|action| action.resolve_support);
        #[expect(deprecated, reason = "editors that know no folders send this alone")]
        let root = params.root_uri;
        let folders = params.workspace_folders.unwrap_or_default().into_iter().map(|folder| folder.uri);
        Self {
            encoding: Encoding::agreed(&encodings),
            settings: params
                .initialization_options
                .and_then(|options| serde_json::from_value(options).ok())
                .unwrap_or_default(),
            folders: folders.chain(root).filter_map(|uri| paths::path_of(uri.as_str())).collect(),
            creates: operations.is_some_and(|known| known.contains(&ResourceOperationKind::Create)),
            resolves: resolved.is_some_and(|known| known.properties.iter().any(|name| name == "edit")),
            watches: workspace.did_change_watched_files.and_then(|w| w.dynamic_registration) == Some(true),
            refreshes: workspace.inlay_hint.and_then(|hints| hints.refresh_support) == Some(true),
            markup: hover.and_then(|kinds| kinds.into_iter().next()).unwrap_or(MarkupKind::PlainText),
        }
    }

    /// Where a rule is explained. Without a setting it is a name that the extension for Visual Studio Code
    /// knows to open.
    pub fn documentation(&self, code: &str) -> String {
        format!("{}{code}", self.settings.documentation.as_deref().unwrap_or("lcpaper:/rules/"))
    }

    /// Text with marks, in the form that the editor would like.
    pub fn marked(&self, value: String) -> MarkupContent {
        MarkupContent { kind: self.markup.clone(), value }
    }
}
