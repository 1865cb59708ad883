//! Work beside Python: its other threads go on, Ctrl-C is heard, and a panic is an exception.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;

use crate::errors::Trouble;

/// How long Ctrl-C may have to wait.
pub const PATIENCE: Duration = Duration::from_millis(40);

/// Parsing has the stack of a main thread wherever it runs.
pub const STACK: usize = 8 << 20;

/// What can be made of a text of so many bytes before Ctrl-C has waited too long, whatever stands in
/// it: the dearest texts of `benches/linear.sh` take 8,100 instructions a byte.
pub const SHORT: usize = 48 << 10;

/// Does `work` on a paper while Python's other threads go on; where it is not `short`, on a thread
/// of its own. Where Ctrl-C ends the waiting, that thread goes on to the end of its work, and
/// nobody hears of it.
pub fn apart<T: Send + 'static>(
    py: Python<'_>,
    paper: &str,
    short: bool,
    work: impl FnOnce() -> T + Send + 'static,
) -> PyResult<T> {
    if short {
        return py.detach(|| caught(paper, work)).map_err(|trouble| trouble.raised(py));
    }
    let (send, mut receive) = mpsc::sync_channel(1);
    let name = paper.to_owned();
    let worker = move || {
        // Nobody listens any more after Ctrl-C.
        let _ = send.send(caught(&name, work));
    };
    thread::Builder::new().stack_size(STACK).spawn(worker)?;
    loop {
        let result;
        (receive, result) = py.detach(move || {
            let result = receive.recv_timeout(PATIENCE);
            (receive, result)
        });
        match result {
            Ok(result) => return result.map_err(|trouble| trouble.raised(py)),
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
            Err(RecvTimeoutError::Disconnected) => return Err(Trouble::panic(paper).raised(py)),
        }
    }
}

/// What `work` gives, or that it panicked over a paper.
pub fn caught<T>(paper: &str, work: impl FnOnce() -> T) -> Result<T, Trouble> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Trouble::panic(paper))
}
