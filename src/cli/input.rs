//! Reading the papers that were named.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use lcpaper::ast::Format;
use lcpaper::source::{Limits, MAX_BYTES, NoteKind, Options, Tracked};
use lcpaper::{Source, SourceError};

use super::args::{Changes, From, Reading};
use super::batch::{Desk, Found};
use super::{Status, Stop, say};

/// Reads a paper that was found, or says why it cannot be read; passes on what
/// its reader has to say.
pub fn read(found: &Found, options: &Options, desk: &mut Desk) -> Option<Source> {
    let source = desk.read(open(&found.path, options))?;
    notes(&found.path.to_string_lossy(), &source, |line| desk.say(line));
    Some(source)
}

/// Reads one paper, or names it on standard error where that cannot be done.
pub fn paper(file: &OsString, reading: &Reading, status: &mut Status) -> Option<Source> {
    paper_with(file, &options(reading), status)
}

/// The same, read as told.
pub fn paper_with(file: &OsString, options: &Options, status: &mut Status) -> Option<Source> {
    match open(file, options) {
        Ok(source) => {
            notes(&file.to_string_lossy(), &source, |line| say(&line));
            Some(source)
        }
        Err(error) => {
            status.passed_over(&error);
            None
        }
    }
}

/// Reads two papers; `None` where either cannot be read.
pub fn two(
    files: [&OsString; 2],
    reading: &Reading,
    status: &mut Status,
) -> Result<Option<(Source, Source)>, Stop> {
    if files.into_iter().all(is_stdin) {
        return Err(Stop::failed("`-` is given twice, and standard input can be read only once"));
    }
    let [a, b] = files.map(|file| paper(file, reading, status));
    Ok(a.zip(b))
}

/// Whether an argument stands for standard input.
pub fn is_stdin(file: &OsString) -> bool {
    file == "-"
}

/// How the command line wants papers to be read.
pub fn options(reading: &Reading) -> Options {
    let mut limits = Limits::default();
    for limit in &reading.limits {
        // Tried when the arguments were read.
        let _ = limits.set(&limit.name, &limit.value);
    }
    let from = match reading.from {
        From::Auto => None,
        From::Text => Some(Format::Text),
        From::Docx => Some(Format::Docx),
        From::Pdf => Some(Format::Pdf),
        From::Html => Some(Format::Html),
        From::Markdown => Some(Format::Markdown),
        From::Odt => Some(Format::Odt),
        From::Rtf => Some(Format::Rtf),
    };
    let tracked = match reading.tracked {
        Changes::Accepted => Tracked::Accepted,
        Changes::Original => Tracked::Original,
    };
    Options {
        from,
        encoding: reading.encoding,
        password: reading.password.clone(),
        tracked,
        limits,
        profile: reading.profile.clone(),
        without_digest: false,
    }
}

fn open(file: &OsStr, options: &Options) -> Result<Source, SourceError> {
    if file != "-" {
        return Source::open_with(Path::new(file), options);
    }
    let bytes = bytes(file)?;
    Source::from_bytes_with("-", bytes, options)
}

/// The content of a file or of standard input.
pub fn bytes(file: &OsStr) -> Result<Vec<u8>, SourceError> {
    let mut bytes = Vec::new();
    let read = if file == "-" {
        // One byte too many is enough to see that there is too much.
        io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes)
    } else {
        fs::File::open(file).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
    };
    let path = || Path::new(file).display().to_string();
    read.map(|_| bytes).map_err(|error| SourceError::Io { path: path(), error })
}

/// Passes on what a reader guessed or left out of the text; page numbers and
/// the like, which are no part of a paper's text, it keeps to itself.
pub fn notes(path: &str, source: &Source, mut say: impl FnMut(String)) {
    const SHOWN: usize = 5;
    let worth_saying = |kind: NoteKind| {
        !matches!(
            kind,
            NoteKind::PageNumber
                | NoteKind::RunningHeader
                | NoteKind::Navigation
                | NoteKind::Overprint
                | NoteKind::Folded
        )
    };
    let notes: Vec<_> = source.notes().iter().filter(|note| worth_saying(note.kind)).collect();
    for note in notes.iter().take(SHOWN) {
        say(format!("{path}: {note}"));
    }
    if let Some(more) = notes.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        say(format!("{path}: and {more} more notes of this kind"));
    }
}
