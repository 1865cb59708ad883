//! Requests of the editor, each answered from what it is about. A panic costs the one request.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use lsp_server::{ErrorCode, Request, Response, ResponseError};
use lsp_types::request::{
    CodeActionRequest, CodeActionResolveRequest, Completion, DocumentSymbolRequest, FoldingRangeRequest,
    GotoDefinition, HoverRequest, InlayHintRequest, PrepareRenameRequest, References, Rename,
    Request as Method, SelectionRangeRequest, WorkspaceSymbolRequest,
};
use lsp_types::{
    CodeActionOrCommand, CompletionResponse, DocumentSymbolResponse, GotoDefinitionResponse,
    WorkspaceSymbolResponse,
};
use serde_json::Value;

use super::analysis::{Analysis, Text};
use super::client::Client;
use super::{actions, config_file, hover, references, symbols};

/// What a request is about.
pub enum About {
    /// One paper.
    Paper(Arc<Analysis>),
    /// A configuration.
    Config(Text),
    /// All papers that are open.
    All(Vec<Arc<Analysis>>),
}

/// Does something, and gives what it panicked with where it did.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic".to_owned())
    })
}

/// Answers a request, whatever happens meanwhile.
pub fn answer(
    request: Request,
    about: &About,
    client: &Client,
    open: impl Fn(&Path) -> Option<String>,
) -> Response {
    let Request { id, method, params } = request;
    let response_result = guarded(|| result(&method, params, about, client, open))
        .unwrap_or_else(|panic| Err(failure(ErrorCode::InternalError, format!("{method}: {panic}"))));
    Response { id, response_result }
}

/// An error as the protocol has it.
pub fn failure(code: ErrorCode, message: impl Into<String>) -> ResponseError {
    ResponseError { code: code as i32, message: message.into(), data: None }
}

type Answer = Result<Value, ResponseError>;

/// Answers a request of one method.
fn with<M: Method>(params: Value, work: impl FnOnce(M::Params) -> M::Result) -> Answer {
    fallible::<M>(params, |params| Ok(work(params)))
}

fn fallible<M: Method>(params: Value, work: impl FnOnce(M::Params) -> Result<M::Result, String>) -> Answer {
    let invalid = |message: String| failure(ErrorCode::InvalidParams, message);
    let params = serde_json::from_value(params).map_err(|error| invalid(error.to_string()))?;
    let result = work(params).map_err(invalid)?;
    serde_json::to_value(result).map_err(|error| failure(ErrorCode::InternalError, error.to_string()))
}

fn result(
    method: &str,
    params: Value,
    about: &About,
    client: &Client,
    open: impl Fn(&Path) -> Option<String>,
) -> Answer {
    match about {
        About::Paper(paper) => of_paper(method, params, paper, client, open),
        About::Config(text) if method == Completion::METHOD => with::<Completion>(params, |p| {
            let position = p.text_document_position.position;
            Some(CompletionResponse::Array(config_file::completions(text, position, client)))
        }),
        About::All(papers) => with::<WorkspaceSymbolRequest>(params, |p| {
            Some(WorkspaceSymbolResponse::Nested(symbols::workspace(papers, &p.query)))
        }),
        About::Config(_) => Ok(Value::Null),
    }
}

fn of_paper(
    method: &str,
    params: Value,
    paper: &Analysis,
    client: &Client,
    open: impl Fn(&Path) -> Option<String>,
) -> Answer {
    match method {
        CodeActionRequest::METHOD => with::<CodeActionRequest>(params, |p| {
            let actions = actions::actions(paper, &p, client, open);
            Some(actions.into_iter().map(CodeActionOrCommand::CodeAction).collect())
        }),
        CodeActionResolveRequest::METHOD => {
            fallible::<CodeActionResolveRequest>(params, |p| actions::resolve(paper, p))
        }
        HoverRequest::METHOD => with::<HoverRequest>(params, |p| hover::hover(paper, &p, client)),
        DocumentSymbolRequest::METHOD => with::<DocumentSymbolRequest>(params, |_| {
            Some(DocumentSymbolResponse::Nested(symbols::document(paper)))
        }),
        FoldingRangeRequest::METHOD => with::<FoldingRangeRequest>(params, |_| Some(symbols::folds(paper))),
        SelectionRangeRequest::METHOD => {
            with::<SelectionRangeRequest>(params, |p| Some(symbols::selections(paper, &p)))
        }
        InlayHintRequest::METHOD => {
            with::<InlayHintRequest>(params, |p| Some(symbols::hints(paper, &p, client)))
        }
        GotoDefinition::METHOD => with::<GotoDefinition>(params, |p| {
            references::definition(paper, &p).map(GotoDefinitionResponse::Scalar)
        }),
        References::METHOD => with::<References>(params, |p| references::references(paper, &p)),
        PrepareRenameRequest::METHOD => {
            with::<PrepareRenameRequest>(params, |p| references::prepare(paper, &p))
        }
        Rename::METHOD => fallible::<Rename>(params, |p| references::rename(paper, &p).map(Some)),
        Completion::METHOD => Ok(Value::Null),
        _ => Err(failure(ErrorCode::MethodNotFound, format!("{method} is not known"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_of_the_one_request() {
        assert_eq!(guarded(|| 1), Ok(1));
        assert_eq!(guarded(|| -> u32 { panic!("item {}", 3) }), Err("item 3".to_owned()));
        assert_eq!(guarded(|| -> u32 { panic!("plain") }), Err("plain".to_owned()));
        // The next goes on as if nothing had been.
        assert_eq!(guarded(|| 2), Ok(2));
    }
}
