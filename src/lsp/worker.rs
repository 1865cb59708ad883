//! What is open, and the thread that reads and checks it.
//!
//! At most one run is on the way, and when it ends the newest text of what was edited follows. A run whose text
//! is out of date stops at its next stage, and nothing of it is shown.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{LogMessage, Notification as _, PublishDiagnostics};
use lsp_types::{
    Diagnostic, LogMessageParams, MessageType, PublishDiagnosticsParams, TextDocumentContentChangeEvent,
};

use super::analysis::{Analysis, Text};
use super::client::Client;
use super::requests::{About, failure, guarded};
use super::{config_file, findings, paths};

/// A run begins when nothing was typed for as long as the last one took, within these bounds.
const LEAST_WAIT: Duration = Duration::from_millis(5);
const LONGEST_WAIT: Duration = Duration::from_millis(100);

/// A request, and what it is to be answered from.
pub type Question = (Request, About);

/// What the threads of the server share.
pub struct Shared {
    state: Mutex<State>,
    wake: Condvar,
    say: Sender<Message>,
    /// Those who answer; nobody any more where the server ends.
    questions: Mutex<Option<Sender<Question>>>,
}

struct State {
    client: Arc<Client>,
    open: HashMap<String, Open>,
    ended: bool,
}

/// A text that is open in the editor.
struct Open {
    text: Text,
    /// How many times the text has changed; shared with the run that reads it.
    changes: Arc<AtomicU64>,
    /// When to read it again.
    due: Option<Instant>,
    /// Whether the newest text is being read.
    reading: bool,
    /// How long the last run took.
    took: Duration,
    /// The newest that was read.
    analysis: Option<Arc<Analysis>>,
    /// The change that it was read after.
    read_at: u64,
    /// Requests that wait for the newest text to be read.
    waiting: Vec<Request>,
}

impl Open {
    fn is_read(&self) -> bool {
        self.analysis.is_some() && self.read_at == self.changes.load(Ordering::Relaxed)
    }
}

/// A text that is to be read.
struct Run {
    text: Text,
    changes: Arc<AtomicU64>,
    at: u64,
}

/// What is shown of a text, and of a paper all that is known of it.
type Read = (Vec<Diagnostic>, Option<Analysis>);

impl Run {
    fn is_stale(&self) -> bool {
        self.changes.load(Ordering::Relaxed) != self.at
    }
}

impl Shared {
    pub fn new(client: Client, questions: Sender<Question>, say: Sender<Message>) -> Self {
        let state = State { client: Arc::new(client), open: HashMap::new(), ended: false };
        Self { state: Mutex::new(state), wake: Condvar::new(), questions: Mutex::new(Some(questions)), say }
    }

    /// Says something to the editor. Where that has gone, nobody hears it.
    pub fn send(&self, message: impl Into<Message>) {
        let _ = self.say.send(message.into());
    }

    pub fn log(&self, message: String) {
        let params = LogMessageParams { typ: MessageType::ERROR, message };
        self.send(Notification::new(LogMessage::METHOD.to_owned(), params));
    }

    pub fn client(&self) -> Arc<Client> {
        self.locked().client.clone()
    }

    /// Changes what the user has set.
    pub fn set(&self, change: impl FnOnce(&mut Client)) {
        change(Arc::make_mut(&mut self.locked().client));
    }

    fn locked(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn open(&self, text: Text) {
        let mut state = self.locked();
        let path = paths::path_of(&text.uri);
        let open = Open {
            changes: Arc::default(),
            due: Some(Instant::now()),
            reading: false,
            took: Duration::ZERO,
            analysis: None,
            read_at: 0,
            waiting: Vec::new(),
            text,
        };
        if let Some(before) = state.open.insert(open.text.uri.clone(), open) {
            before.changes.fetch_add(1, Ordering::Relaxed);
            self.turn_away(before.waiting);
        }
        state.recheck_versions_of(path.as_deref());
        self.wake.notify_all();
    }

    pub fn change(&self, uri: &str, version: i32, changes: &[TextDocumentContentChangeEvent]) {
        let mut state = self.locked();
        let encoding = state.client.encoding;
        let Some(open) = state.open.get_mut(uri) else { return };
        for change in changes {
            encoding.edit(&mut open.text.rope, change);
        }
        open.text.version = version;
        open.changes.fetch_add(1, Ordering::Relaxed);
        open.due = Some(Instant::now() + open.took.clamp(LEAST_WAIT, LONGEST_WAIT));
        open.reading = false;
        // Their places are of a text that is no more.
        self.turn_away(std::mem::take(&mut open.waiting));
        state.recheck_versions_of(paths::path_of(uri).as_deref());
        self.wake.notify_all();
    }

    pub fn close(&self, uri: &str) {
        let mut state = self.locked();
        let Some(closed) = state.open.remove(uri) else { return };
        closed.changes.fetch_add(1, Ordering::Relaxed);
        self.turn_away(closed.waiting);
        self.publish(uri, Vec::new(), None);
        state.recheck_versions_of(paths::path_of(uri).as_deref());
        self.wake.notify_all();
    }

    /// Reads everything again: something on the disk has changed.
    pub fn recheck(&self) {
        let mut state = self.locked();
        state.open.values_mut().for_each(|open| open.due = Some(Instant::now()));
        self.wake.notify_all();
    }

    /// Takes a request about a text: it is answered as soon as the newest text was read.
    pub fn ask(&self, uri: &str, request: Request) {
        let mut state = self.locked();
        let Some(open) = state.open.get_mut(uri) else {
            return self.send(Response::new_err(
                request.id,
                ErrorCode::InvalidParams as i32,
                format!("{uri} is not open"),
            ));
        };
        if config_file::is_config(uri) {
            self.pass_on(request, About::Config(open.text.clone()));
        } else if let Some(analysis) = open.analysis.clone().filter(|_| open.is_read()) {
            self.pass_on(request, About::Paper(analysis));
        } else {
            open.waiting.push(request);
            if !open.reading {
                open.due = Some(Instant::now());
                self.wake.notify_all();
            }
        }
    }

    /// Takes a request about all papers, as far as they were read.
    pub fn ask_all(&self, request: Request) {
        let state = self.locked();
        let mut papers: Vec<_> = state.open.values().filter_map(|open| open.analysis.clone()).collect();
        papers.sort_by(|a, b| a.text.uri.cmp(&b.text.uri));
        self.pass_on(request, About::All(papers));
    }

    /// Forgets a request that is not begun.
    pub fn cancel(&self, id: &RequestId) {
        let mut state = self.locked();
        for open in state.open.values_mut() {
            for request in open.waiting.extract_if(.., |request| request.id == *id) {
                let told = failure(ErrorCode::RequestCanceled, "cancelled");
                self.send(Response::new_err(request.id, told.code, told.message));
            }
        }
    }

    /// Ends the threads that read and answer.
    pub fn end(&self) {
        self.locked().ended = true;
        self.wake.notify_all();
        *self.questions.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn pass_on(&self, request: Request, about: About) {
        let questions = self.questions.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(questions) = &*questions {
            let _ = questions.send((request, about));
        }
    }

    fn turn_away(&self, requests: Vec<Request>) {
        for request in requests {
            let code = ErrorCode::ContentModified as i32;
            self.send(Response::new_err(request.id, code, "the text has changed".to_owned()));
        }
    }

    fn publish(&self, uri: &str, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        let Some(uri) = paths::parsed(uri) else { return };
        let params = PublishDiagnosticsParams { uri, diagnostics, version };
        self.send(Notification::new(PublishDiagnostics::METHOD.to_owned(), params));
    }

    /// The text of a file that is open.
    pub fn text_of(&self, path: &Path) -> Option<String> {
        let state = self.locked();
        let same = |uri: &&String| paths::path_of(uri).as_deref() == Some(path);
        let rope = state.open.keys().find(same).and_then(|uri| Some(state.open.get(uri)?.text.rope.clone()));
        drop(state);
        rope.map(|rope| rope.to_string())
    }

    /// Reads one text after another, each when it is due, until the server ends.
    pub fn read_all(&self) {
        while let Some(run) = self.next() {
            let began = Instant::now();
            let client = self.client();
            let read = guarded(|| self.read(&run, &client));
            self.finish(run, read, began.elapsed());
        }
    }

    /// Waits for the next text that is due.
    fn next(&self) -> Option<Run> {
        let mut state = self.locked();
        loop {
            if state.ended {
                return None;
            }
            let now = Instant::now();
            let first = state.open.values_mut().filter(|open| open.due.is_some()).min_by_key(|open| open.due);
            let wait = match first {
                Some(open) if open.due.is_some_and(|due| due <= now) => {
                    (open.due, open.reading) = (None, true);
                    let at = open.changes.load(Ordering::Relaxed);
                    return Some(Run { text: open.text.clone(), changes: open.changes.clone(), at });
                }
                Some(open) => open.due.map(|due| due - now),
                None => None,
            };
            state = match wait {
                Some(wait) => {
                    let waited = self.wake.wait_timeout(state, wait);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.wake.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Reads a text. None where it is out of date.
    fn read(&self, run: &Run, client: &Client) -> Option<Read> {
        if config_file::is_config(&run.text.uri) {
            return Some((config_file::check(&run.text, client.encoding), None));
        }
        let open = |path: &Path| self.text_of(path);
        let analysis = Analysis::of(run.text.clone(), client.encoding, open, || run.is_stale())?;
        Some((findings::all(&analysis, client), Some(analysis)))
    }

    /// Shows what was read, if it is of the newest text, and answers those who waited for it.
    fn finish(&self, run: Run, read: Result<Option<Read>, String>, took: Duration) {
        let mut state = self.locked();
        let Some(open) = state.open.get_mut(&run.text.uri) else { return };
        if run.is_stale() || !Arc::ptr_eq(&open.changes, &run.changes) {
            return;
        }
        (open.reading, open.took) = (false, took);
        match read {
            Ok(Some((diagnostics, analysis))) => {
                open.analysis = analysis.map(Arc::new);
                open.read_at = run.at;
                self.publish(&run.text.uri, diagnostics, Some(run.text.version));
                for request in std::mem::take(&mut open.waiting) {
                    if let Some(analysis) = &open.analysis {
                        self.pass_on(request, About::Paper(analysis.clone()));
                    }
                }
            }
            Ok(None) => {}
            Err(panic) => {
                for request in std::mem::take(&mut open.waiting) {
                    self.send(Response::new_err(request.id, ErrorCode::InternalError as i32, panic.clone()));
                }
                drop(state);
                self.log(format!("{}: {panic}", run.text.uri));
            }
        }
    }
}

impl State {
    /// Has papers read again that were held against a file which is no more as it was.
    fn recheck_versions_of(&mut self, path: Option<&Path>) {
        let Some(path) = path else { return };
        for open in self.open.values_mut() {
            let against = open.analysis.as_ref().map(|analysis| &analysis.counterparts);
            if against.is_some_and(|paths| paths.iter().any(|other| other == path)) {
                open.due.get_or_insert(Instant::now() + open.took.clamp(LEAST_WAIT, LONGEST_WAIT));
            }
        }
    }
}
