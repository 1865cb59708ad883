//! What all ways of writing papers share.

use std::path::{Component, Path};

use lcpaper::Options;

use crate::cli::args::{Parse, To};
use crate::cli::output::{Destination, Output, not_written};
use crate::cli::{Stop, input};

/// How papers are read: the digest of a file only for what holds it.
pub fn options(args: &Parse) -> Options {
    let rows = matches!(args.to, To::Ndjson | To::Csv | To::Parquet | To::Xlsx);
    input::options(&args.papers.reading).digest(!rows || args.index.is_some()).trace(args.trace)
}

pub fn open(destination: &Destination) -> Result<Output, Stop> {
    match destination {
        Destination::File(path) => Output::file(path),
        _ => Ok(Output::stdout()),
    }
}

/// Why a stream cannot be written on.
pub fn ended(destination: &Destination, error: std::io::Error) -> Stop {
    match destination {
        Destination::File(path) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            not_written(path, &error)
        }
        _ => error.into(),
    }
}

/// A path inside a folder, with `/` on every system.
pub fn slashed(path: &Path) -> String {
    let names: Vec<_> = path
        .components()
        .filter_map(|c| if let Component::Normal(name) = c { Some(name.to_string_lossy()) } else { None })
        .collect();
    names.join("/")
}
