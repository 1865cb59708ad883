//! The command-line program. Everything it knows of papers is in the library;
//! arguments, files and the exit status are in [`cli`].
#![forbid(unsafe_code)]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
