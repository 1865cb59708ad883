//! The command-line program: [`lcpaper::cli`] on the arguments of the process.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    lcpaper::cli::run(std::env::args_os()).into()
}
