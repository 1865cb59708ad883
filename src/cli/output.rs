//! Where data goes: standard output, a file, or a folder of files. A file is
//! written whole or not at all.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Stop;
use super::input::is_stdin;

/// Where the output of each input goes.
pub enum Destination {
    /// All of it to standard output.
    Stdout,
    /// Each to the file in its place.
    Files(Vec<PathBuf>),
}

impl Destination {
    /// Finds it out before anything is read, so that a bad `-o` costs nothing.
    pub fn plan(out: Option<&Path>, inputs: &[OsString], extension: &str) -> Result<Self, Stop> {
        let Some(out) = out else { return Ok(Self::Stdout) };
        if out == Path::new("-") {
            return Ok(Self::Stdout);
        }
        let is_folder = out.is_dir() || ends_in_separator(out);
        if inputs.len() == 1 && !is_folder {
            let files = vec![out.to_owned()];
            spare_inputs(&files, inputs)?;
            return Ok(Self::Files(files));
        }
        if out.exists() && !out.is_dir() {
            return Err(Stop::failed(format!(
                "{}: is a file; with several papers, -o names a folder",
                out.display()
            )));
        }

        let files: Vec<PathBuf> =
            inputs.iter().map(|input| out.join(output_name(input, extension))).collect();
        let mut writers: HashMap<&Path, &OsStr> = HashMap::new();
        for (file, input) in files.iter().zip(inputs) {
            if let Some(other) = writers.insert(file, input) {
                return Err(Stop::failed(format!(
                    "{} and {} would both be written to {}; parse them one at a time",
                    Path::new(other).display(),
                    Path::new(input).display(),
                    file.display()
                )));
            }
        }
        spare_inputs(&files, inputs)?;
        // Only now, so that a refusal leaves nothing behind.
        fs::create_dir_all(out).map_err(|e| not_written(out, &e))?;
        Ok(Self::Files(files))
    }
}

/// Refuses to write over a paper that is to be read.
fn spare_inputs(files: &[PathBuf], inputs: &[OsString]) -> Result<(), Stop> {
    let papers: Vec<_> =
        inputs.iter().filter(|i| !is_stdin(i)).filter_map(|i| fs::canonicalize(i).ok()).collect();
    match files
        .iter()
        .find(|file| fs::canonicalize(file).is_ok_and(|file| file.is_file() && papers.contains(&file)))
    {
        Some(file) => {
            Err(Stop::failed(format!("{}: is an input, and would be written over", file.display())))
        }
        None => Ok(()),
    }
}

fn ends_in_separator(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().last().is_some_and(|&b| std::path::is_separator(b as char))
}

/// `2017-plan.txt` gives `2017-plan.json`; standard input gives `stdin.json`.
fn output_name(input: &OsString, extension: &str) -> OsString {
    let stem = if is_stdin(input) { None } else { Path::new(input).file_stem() };
    let mut name = stem.unwrap_or(OsStr::new("stdin")).to_owned();
    name.push(".");
    name.push(extension);
    name
}

/// Standard output, buffered. Flushed by [`finish`], where an error still counts.
pub fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Writes what is left in the buffer.
pub fn finish(mut out: impl Write) -> Result<(), Stop> {
    Ok(out.flush()?)
}

/// Writes a file under another name and puts it in its place when it is whole.
pub fn write_whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Stop> {
    // A link stays a link: what it points at is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    try_write_whole(&target, write).map_err(|e| not_written(path, &e))
}

fn try_write_whole(target: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let existing = fs::metadata(target).ok();
    if existing.as_ref().is_some_and(|meta| !meta.is_file()) {
        // A pipe or a device cannot be replaced, only written to.
        let mut out = BufWriter::new(File::options().write(true).open(target)?);
        write(&mut out)?;
        return out.flush();
    }
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".lcpaper-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder.tempfile_in(folder)?;
    if let Some(existing) = existing {
        file.as_file().set_permissions(existing.permissions())?;
    }
    let mut out = BufWriter::with_capacity(1 << 16, file);
    write(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.persist(target).map_err(|e| e.error)?;
    Ok(())
}

fn not_written(path: &Path, error: &io::Error) -> Stop {
    Stop::failed(format!("{}: cannot be written: {error}", path.display()))
}
