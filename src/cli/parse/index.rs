//! The index of papers, `parse --index`: written paper by paper, put in its
//! place when the run is at its end.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use lcpaper::emit::IndexEntry;

use crate::cli::Stop;
use crate::cli::output::{Output, not_written};

/// The index that is being written, where one was asked for.
pub struct Index(Option<(Output, PathBuf)>);

impl Index {
    /// Begins the index, if a file is named for it.
    pub fn open(path: Option<&Path>) -> Result<Self, Stop> {
        Ok(Self(match path {
            None => None,
            Some(path) if path == Path::new("-") => Some((Output::stdout(), path.to_owned())),
            Some(path) => Some((Output::file(path)?, path.to_owned())),
        }))
    }

    /// Adds a paper.
    pub fn add(&mut self, entry: &IndexEntry) -> Result<(), Stop> {
        let Some((out, path)) = &mut self.0 else { return Ok(()) };
        let written = serde_json::to_writer(&mut *out, entry)
            .map_err(io::Error::from)
            .and_then(|()| out.write_all(b"\n"));
        written.map_err(|error| not_written(path, &error))
    }

    /// Puts it in its place.
    pub fn finish(self) -> Result<(), Stop> {
        let Some((out, path)) = self.0 else { return Ok(()) };
        out.finish().map_err(|error| not_written(&path, &error))
    }
}
