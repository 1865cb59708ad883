//! The folder that outputs are written to. Each is made in a hidden folder
//! inside it and moved to its place when it is whole, so that a run which is
//! killed leaves outputs that are there or not there, and nothing between.
//! The machine losing power is another matter: nothing is forced to the disk.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::journal::{Done, Journal, Known};
use crate::cli::Stop;
use crate::cli::output::not_written;

/// What a run needs for itself, in the output folder.
const OWN: &str = ".lcpaper";

/// An output folder that is being filled.
pub struct Workplace {
    out: PathBuf,
    /// Where outputs are made.
    making: PathBuf,
    known: Known,
    next: AtomicU64,
    /// Held as long as this run goes on.
    _lock: File,
}

impl Workplace {
    /// Takes a folder for this run alone. `options` is all that outputs depend
    /// on besides the papers; `resume` says to go on with what an earlier run did.
    ///
    /// # Errors
    /// Where it cannot be written to, or another run is at it.
    pub fn open(out: &Path, options: &str, resume: bool) -> Result<(Self, Journal), Stop> {
        let own = out.join(OWN);
        let making = own.join("making");
        let failed = |error: io::Error| not_written(out, &error);
        fs::create_dir_all(&own).map_err(failed)?;
        let lock = File::create(own.join("lock")).map_err(failed)?;
        if let Err(TryLockError::WouldBlock) = lock.try_lock() {
            return Err(Stop::failed(format!(
                "{}: another run is writing to it; wait for it",
                out.display()
            )));
        }
        // What a run that was killed was at.
        if let Err(error) = fs::remove_dir_all(&making)
            && error.kind() != io::ErrorKind::NotFound
        {
            return Err(failed(error));
        }
        fs::create_dir(&making).map_err(failed)?;
        let path = own.join("done.jsonl");
        let known = if resume { Known::open(&path, options).map_err(failed)? } else { None };
        let journal =
            Journal::open(&path, &making.join("done.jsonl"), options, known.is_some()).map_err(failed)?;
        let known = known.unwrap_or_default();
        Ok((Self { out: out.to_owned(), making, known, next: AtomicU64::new(0), _lock: lock }, journal))
    }

    /// What an earlier run wrote down of a paper, if its output still stands.
    pub fn done(&self, paper: &str, sha256: &str, output: &Path) -> Option<Done> {
        let meta = fs::metadata(self.out.join(output)).ok().filter(fs::Metadata::is_file)?;
        self.known.line(&Done {
            paper: paper.to_owned(),
            sha256: sha256.to_owned(),
            output: output.to_str()?.to_owned(),
            bytes: meta.len(),
            index: None,
        })
    }

    /// Writes an output and puts it in its place; says how many bytes it has.
    pub fn write(
        &self,
        output: &Path,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<u64> {
        let made = self.making.join(self.next.fetch_add(1, Ordering::Relaxed).to_string());
        let target = self.out.join(output);
        let written = make(&made, write).and_then(|bytes| place(&made, &target).map(|()| bytes));
        if written.is_err() {
            let _ = fs::remove_file(&made);
        }
        written
    }

    /// Ends the run.
    ///
    /// # Errors
    /// Where what is done cannot be written down.
    pub fn finish(self, journal: Journal) -> Result<(), Stop> {
        let failed = |error: io::Error| not_written(&self.out, &error);
        journal.finish().map_err(failed)?;
        fs::remove_dir_all(&self.making).map_err(failed)
    }
}

fn make(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<u64> {
    let mut out = BufWriter::with_capacity(1 << 16, File::create_new(path)?);
    write(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(file.metadata()?.len())
}

fn place(made: &Path, target: &Path) -> io::Result<()> {
    match fs::rename(made, target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(target.parent().unwrap_or(Path::new("")))?;
            fs::rename(made, target)
        }
        moved => moved,
    }
}
