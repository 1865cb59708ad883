//! Arguments, files, terminals and the exit status.
//!
//! Data goes to standard output, everything else to standard error. A file that
//! cannot be read is named and passed over; it never stops the others.

mod args;
mod batch;
mod check;
mod compare;
mod counterpart;
mod diff;
mod fix;
mod input;
mod manifest;
mod outline;
mod output;
mod parse;
mod rulebook;
mod select;
mod snapshot;
mod tell;
mod whole;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use lcpaper::emit::visible;

use args::{Args, Command};

/// Runs the program on the arguments of the process.
pub fn run() -> ExitCode {
    let args = Args::parse();
    let mut status = Status::default();
    let done = match &args.command {
        Command::Parse(wanted) => parse::run(wanted, &mut status),
        Command::Check(wanted) => check::run(wanted, args.color, &mut status),
        Command::Outline(wanted) => outline::run(wanted, &mut status),
        Command::Manifest(wanted) => manifest::run(wanted, &mut status),
        Command::Compare(wanted) => compare::run(wanted, args.color, &mut status),
        Command::Diff(wanted) => diff::run(wanted, args.color, &mut status),
        Command::Snapshot(wanted) => snapshot::run(wanted, &mut status),
        Command::Rules(wanted) => tell::rules(wanted),
        Command::Explain(wanted) => tell::explain(wanted),
        Command::Schema(wanted) => tell::schema(wanted),
        Command::Completions(wanted) => tell::completions(wanted),
    };
    match done {
        // Whoever read the output has seen enough: no reason to complain.
        Ok(()) | Err(Stop::ClosedPipe) => {}
        Err(Stop::Failed(message)) => {
            say(&message);
            status.could_not_run = true;
        }
    }
    status.into()
}

/// What the exit status will tell.
#[derive(Debug, Default)]
struct Status {
    /// An input could not be read, an output not written, an argument not understood.
    could_not_run: bool,
    /// A check found what fails it.
    found: bool,
}

impl Status {
    /// Names an input that was passed over.
    fn passed_over(&mut self, error: &lcpaper::SourceError) {
        say(&input::told(error));
        self.could_not_run = true;
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status { could_not_run: true, .. } => Self::from(2),
            Status { found: true, .. } => Self::from(1),
            _ => Self::SUCCESS,
        }
    }
}

/// Why the program ends before its work is done.
#[derive(Debug)]
enum Stop {
    /// Standard output was closed at the other end.
    ClosedPipe,
    /// Something that a person must hear of.
    Failed(String),
}

impl Stop {
    fn failed(message: impl Into<String>) -> Self {
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
fn say(message: &str) {
    let _ = writeln!(io::stderr(), "lcpaper: {}", visible(message));
}
