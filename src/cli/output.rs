//! Where data goes: standard output, a file, or a folder of files. A file is
//! written whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Stop;
use super::args::{To, is_stdin};
use super::batch::has_folder;
use super::whole::Whole;

/// What is larger is written without a copy. Papers mostly are, as a whole.
const BUFFER: usize = 1 << 14;

/// Where the outputs go.
#[derive(Debug, PartialEq, Eq)]
pub enum Destination {
    /// All of it to standard output.
    Stdout,
    /// All of it to one file.
    File(PathBuf),
    /// Each to a file of its own in this folder.
    Folder(PathBuf),
}

impl Destination {
    /// Finds it out before anything is read, so that a bad `-o` costs nothing.
    pub fn plan(out: Option<&Path>, inputs: &[OsString], to: To) -> Result<Self, Stop> {
        let Some(out) = out.filter(|out| *out != Path::new("-")) else { return Ok(Self::Stdout) };
        let single = inputs.len() == 1 && !has_folder(inputs);
        let is_stream = out.extension().is_some_and(|e| to.stream_endings().iter().any(|s| e == *s));
        if !out.is_dir() && !ends_in_separator(out) && (single || is_stream) {
            spare_inputs(out, inputs)?;
            return Ok(Self::File(out.to_owned()));
        }
        if out.exists() && !out.is_dir() {
            return Err(Stop::failed(format!(
                "{}: is a file; with several papers, -o names a folder",
                out.display()
            )));
        }
        Ok(Self::Folder(out.to_owned()))
    }
}

/// Refuses to write over a paper that is to be read.
pub fn spare_inputs(file: &Path, inputs: &[OsString]) -> Result<(), Stop> {
    let Ok(target) = fs::canonicalize(file) else { return Ok(()) };
    let is_input = |input: &OsString| fs::canonicalize(input).is_ok_and(|input| input == target);
    if target.is_file() && inputs.iter().any(|i| !is_stdin(i) && is_input(i)) {
        return Err(Stop::failed(format!("{}: is an input, and would be written over", file.display())));
    }
    Ok(())
}

fn ends_in_separator(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().last().is_some_and(|&b| std::path::is_separator(b as char))
}

/// What is written in one stream: standard output, or a file that is put in its
/// place when it is whole.
pub enum Output {
    /// Standard output.
    Stdout(BufWriter<io::Stdout>),
    /// A pipe or a device, which cannot be replaced, only written to.
    Device(BufWriter<File>),
    /// A file that is not in its place yet, and its place.
    File(BufWriter<Whole>, PathBuf),
}

impl Output {
    /// Standard output.
    pub fn stdout() -> Self {
        Self::Stdout(BufWriter::with_capacity(BUFFER, io::stdout()))
    }

    /// A file.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn file(path: &Path) -> Result<Self, Stop> {
        Self::open(path).map_err(|e| not_written(path, &e))
    }

    fn open(path: &Path) -> io::Result<Self> {
        // A link stays a link: what it points at is replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let existing = fs::metadata(&target).ok();
        if existing.as_ref().is_some_and(|meta| !meta.is_file()) {
            return Ok(Self::Device(BufWriter::new(File::options().write(true).open(target)?)));
        }
        let file = Whole::begin(&target, existing.as_ref())?;
        Ok(Self::File(BufWriter::with_capacity(BUFFER, file), target))
    }

    /// Writes what is left in the buffer, and puts a file in its place.
    ///
    /// # Errors
    /// Where that cannot be done.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
            Self::Device(mut out) => out.flush(),
            Self::File(out, target) => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.place(&target)
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::Device(out) => out.write(bytes),
            Self::File(out, _) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::Device(out) => out.flush(),
            Self::File(out, _) => out.flush(),
        }
    }
}

/// Standard output, buffered. Flushed by [`finish`], where an error still counts.
pub fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(BUFFER, io::stdout().lock())
}

/// Writes what is left in the buffer.
pub fn finish(mut out: impl Write) -> Result<(), Stop> {
    Ok(out.flush()?)
}

/// Writes a file and puts it in its place when it is whole.
pub fn write_whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Stop> {
    let mut out = Output::file(path)?;
    write(&mut out).and_then(|()| out.finish()).map_err(|e| not_written(path, &e))
}

/// Says that a file or folder cannot be written, and why.
pub fn not_written(path: &Path, error: &io::Error) -> Stop {
    Stop::failed(format!("{}: cannot be written: {error}", path.display()))
}
