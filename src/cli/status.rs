//! What ends the program, and what its exit status tells.

use std::io::{self, Write};

use lcpaper::emit::visible;

use super::advice::told;

/// What the exit status will tell.
#[derive(Debug, Default)]
pub struct Status {
    /// An input could not be read, an output not written, an argument not understood.
    pub could_not_run: bool,
    /// A check found what fails it.
    pub found: bool,
}

impl Status {
    /// Names an input that was passed over.
    pub fn passed_over(&mut self, error: &lcpaper::SourceError) {
        say(&told(error));
        self.could_not_run = true;
    }
}

impl From<Status> for u8 {
    fn from(status: Status) -> Self {
        match status {
            Status { could_not_run: true, .. } => 2,
            Status { found: true, .. } => 1,
            _ => 0,
        }
    }
}

/// Why the program ends before its work is done.
#[derive(Debug)]
pub enum Stop {
    /// Standard output was closed at the other end.
    ClosedPipe,
    /// Something that a person must hear of.
    Failed(String),
}

impl Stop {
    pub fn failed(message: impl Into<String>) -> Self {
        Self::Failed(message.into())
    }
}

/// Only writing to standard output ends in a bare I/O error.
impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Failed(format!("standard output: {error}")),
        }
    }
}

/// Prints a line on standard error, and lets it be where that is closed.
pub fn say(message: &str) {
    let _ = writeln!(io::stderr(), "lcpaper: {}", visible(message));
}
