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

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use status::{Status, Stop, say};

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
