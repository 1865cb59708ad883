//! The server: what it can do, and the messages that come in.

use std::sync::mpsc;
use std::thread;

use lsp_server::{Connection, Message, Notification, ProtocolError, Request, RequestId, Response};
use lsp_types::notification::{
    Cancel, DidChangeConfiguration, DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument,
    DidOpenTextDocument, DidSaveTextDocument, Exit, Notification as Told,
};
use lsp_types::request::{
    InlayHintRefreshRequest, RegisterCapability, Request as Method, Shutdown, WorkspaceSymbolRequest,
};
use lsp_types::{
    CancelParams, CodeActionKind, CodeActionOptions, CompletionOptions, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidChangeWatchedFilesRegistrationOptions, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, FileSystemWatcher, GlobPattern, NumberOrString, OneOf, Registration,
    RegistrationParams, RenameOptions, SaveOptions, ServerCapabilities, TextDocumentSyncKind,
    TextDocumentSyncOptions,
};
use ropey::Rope;
use serde_json::{Value, json};
use thiserror::Error;

use super::analysis::Text;
use super::client::{Client, Settings};
use super::position::Encoding;
use super::requests::{answer, guarded};
use super::worker::{Question, Shared};
use crate::config::CONFIG_NAME;

/// Why the server ended before it was told to.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ServerError {
    /// The editor did not keep to the protocol.
    #[error("the editor did not keep to the protocol: {0}")]
    Protocol(#[from] ProtocolError),
    /// The editor ended the server without saying that it was done.
    #[error("the editor has gone without a word")]
    Abandoned,
    /// A message of the editor could not be understood.
    #[error("the editor's first message could not be understood: {0}")]
    Message(#[from] serde_json::Error),
    /// Standard input or output failed.
    #[error("the editor cannot be read or written: {0}")]
    Io(#[from] std::io::Error),
}

/// Serves the editor at standard input and output until it says that it is done.
///
/// # Errors
/// Where the editor does not keep to the protocol, or cannot be read or written.
pub fn serve() -> Result<(), ServerError> {
    let (connection, threads) = Connection::stdio();
    converse(connection)?;
    Ok(threads.join()?)
}

fn converse(connection: Connection) -> Result<(), ServerError> {
    let (id, params) = connection.initialize_start()?;
    let client = Client::of(serde_json::from_value(params)?);
    let name = json!({ "name": "lcpaper", "version": env!("CARGO_PKG_VERSION") });
    let capabilities = json!({ "capabilities": capabilities(client.encoding), "serverInfo": name });
    connection.initialize_finish(id, capabilities)?;
    let watches = client.watches;

    let (questions, asked) = mpsc::channel::<Question>();
    // What is said waits here until the editor takes it, so that nobody else has to.
    let (say, said) = mpsc::channel::<Message>();
    let sender = connection.sender.clone();
    let writer = thread::spawn(move || said.into_iter().try_for_each(|message| sender.send(message)));
    let shared = Shared::new(client, questions, say);
    if watches {
        shared.send(watch());
    }
    let ended = thread::scope(|scope| {
        scope.spawn(|| shared.read_all());
        scope.spawn(|| {
            for (request, about) in asked {
                let open = |path: &std::path::Path| shared.text_of(path);
                shared.send(answer(request, &about, &shared.client(), open));
            }
        });
        let ended = listen(&connection, &shared);
        shared.end();
        ended
    });
    drop(shared);
    // It ends where the editor has gone, or has taken everything.
    let _ = writer.join();
    ended
}

/// Hears the editor until it is done.
fn listen(connection: &Connection, shared: &Shared) -> Result<(), ServerError> {
    let mut is_done = false;
    for message in &connection.receiver {
        match message {
            Message::Request(Request { id, method, .. }) if method == Shutdown::METHOD => {
                is_done = true;
                shared.send(Response::new_ok(id, ()));
            }
            Message::Request(request) => take(shared, request),
            Message::Notification(told) if told.method == Exit::METHOD => {
                return if is_done { Ok(()) } else { Err(ServerError::Abandoned) };
            }
            Message::Notification(notification) => {
                let method = notification.method.clone();
                match guarded(|| hear(shared, notification)) {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => shared.log(format!("{method}: {error}")),
                    Err(panic) => shared.log(format!("{method}: {panic}")),
                }
            }
            Message::Response(_) => {}
        }
    }
    Ok(())
}

fn take(shared: &Shared, request: Request) {
    if request.method == WorkspaceSymbolRequest::METHOD {
        return shared.ask_all(request);
    }
    // An action that was chosen names its text among its data.
    let named = |at| request.params.pointer(at).and_then(Value::as_str);
    let uri = named("/textDocument/uri").or_else(|| named("/data/textDocument/uri")).map(str::to_owned);
    shared.ask(&uri.unwrap_or_default(), request);
}

fn hear(shared: &Shared, Notification { method, params }: Notification) -> Result<(), serde_json::Error> {
    match method.as_str() {
        DidOpenTextDocument::METHOD => {
            let DidOpenTextDocumentParams { text_document: opened } = serde_json::from_value(params)?;
            shared.open(Text {
                uri: opened.uri.as_str().to_owned(),
                version: opened.version,
                rope: Rope::from_str(&opened.text),
            });
        }
        DidChangeTextDocument::METHOD => {
            let p: DidChangeTextDocumentParams = serde_json::from_value(params)?;
            shared.change(p.text_document.uri.as_str(), p.text_document.version, &p.content_changes);
        }
        DidCloseTextDocument::METHOD => {
            let p: DidCloseTextDocumentParams = serde_json::from_value(params)?;
            shared.close(p.text_document.uri.as_str());
        }
        DidSaveTextDocument::METHOD | DidChangeWatchedFiles::METHOD => shared.recheck(),
        DidChangeConfiguration::METHOD => {
            let p: DidChangeConfigurationParams = serde_json::from_value(params)?;
            if let Some(settings) = Settings::among(p.settings) {
                shared.set(|client| client.settings = settings);
                if shared.client().refreshes {
                    shared.send(ask_editor::<InlayHintRefreshRequest>(()));
                }
            }
            shared.recheck();
        }
        Cancel::METHOD => {
            let CancelParams { id } = serde_json::from_value(params)?;
            shared.cancel(&match id {
                NumberOrString::Number(id) => RequestId::from(id),
                NumberOrString::String(id) => RequestId::from(id),
            });
        }
        _ => {}
    }
    Ok(())
}

/// A request to the editor, whose answer says nothing.
fn ask_editor<M: Method>(params: M::Params) -> Request {
    Request::new(RequestId::from(M::METHOD.to_owned()), M::METHOD.to_owned(), params)
}

/// Asks to be told of configurations that change on the disk.
fn watch() -> Request {
    let glob_pattern = GlobPattern::String(format!("**/{CONFIG_NAME}"));
    let watchers = vec![FileSystemWatcher { glob_pattern, kind: None }];
    let options = DidChangeWatchedFilesRegistrationOptions { watchers };
    let method = DidChangeWatchedFiles::METHOD.to_owned();
    let register_options = serde_json::to_value(options).ok();
    let registrations = vec![Registration { id: method.clone(), method, register_options }];
    ask_editor::<RegisterCapability>(RegistrationParams { registrations })
}

fn capabilities(encoding: Encoding) -> ServerCapabilities {
    let kinds =
        vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR_REWRITE, CodeActionKind::SOURCE_FIX_ALL];
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(SaveOptions { include_text: Some(false) }.into()),
        ..TextDocumentSyncOptions::default()
    };
    ServerCapabilities {
        position_encoding: Some(encoding.kind()),
        text_document_sync: Some(sync.into()),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(kinds),
                resolve_provider: Some(true),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        hover_provider: Some(true.into()),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(true.into()),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: Default::default(),
        })),
        inlay_hint_provider: Some(OneOf::Left(true)),
        selection_range_provider: Some(true.into()),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(vec!["\"".to_owned()]),
            ..CompletionOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}
