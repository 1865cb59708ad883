//! Arguments, files, terminals and the exit status.
//!
//! Data goes to standard output, everything else to standard error. A file that
//! cannot be read is named and passed over; it never stops the others.

mod advice;
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
mod status;
mod tell;
mod whole;

use std::ffi::OsString;

use clap::Parser;

use args::{Args, Command};
use status::{Status, Stop, say};

/// Runs the program. The first of `args` is its own name, as in the arguments of a process.
/// Returns the exit status: 0 fine, 1 an error was found in a paper, 2 it could not run.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        // Help and version come this way too.
        Err(told) => {
            let _ = told.print();
            return u8::from(told.use_stderr()) * 2;
        }
    };
    let mut status = Status::default();
    let done = match &args.command {
        Command::Parse(wanted) => parse::run(wanted, &mut status),
        Command::Check(wanted) => check::run(wanted, args.color, &mut status),
        Command::Outline(wanted) => outline::run(wanted, &mut status),
        Command::Manifest(wanted) => manifest::run(wanted, &mut status),
        Command::Compare(wanted) => compare::run(wanted, args.color, &mut status),
        Command::Diff(wanted) => diff::run(wanted, args.color, &mut status),
        Command::Snapshot(wanted) => snapshot::run(wanted, &mut status),
        #[cfg(feature = "lsp")]
        Command::Lsp => lcpaper::lsp::serve().map_err(|error| Stop::failed(error.to_string())),
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
