//! Reading the papers that were named.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use lcpaper::read::{Limits, Tracked};
use lcpaper::text::{Format, MAX_BYTES};
use lcpaper::{Options, Source, SourceError};

use super::advice::noted;
use super::args::{Changes, From, Reading, is_stdin};
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
pub fn paper(file: &OsString, options: &Options, status: &mut Status) -> Option<Source> {
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
    options: &Options,
    status: &mut Status,
) -> Result<Option<(Source, Source)>, Stop> {
    if files.into_iter().all(is_stdin) {
        return Err(Stop::failed("`-` is given twice, and standard input can be read only once"));
    }
    let [a, b] = files.map(|file| paper(file, options, status));
    Ok(a.zip(b))
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
    let mut options = Options::new().tracked(tracked).limits(limits).digest(true);
    if let Some(format) = from {
        options = options.format(format);
    }
    if let Some(encoding) = reading.encoding {
        options = options.encoding(encoding);
    }
    if let Some(password) = &reading.password {
        options = options.password(password);
    }
    if let Some(profile) = &reading.profile {
        options = options.profile(profile.clone());
    }
    options
}

fn open(file: &OsStr, options: &Options) -> Result<Source, SourceError> {
    if file == "-" { options.read_bytes(bytes(file)?) } else { options.read(file) }
}

/// One paper that is named by itself.
pub fn one(file: &str, reading: &Reading) -> Result<Source, SourceError> {
    open(OsStr::new(file), &options(reading))
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
    let notes: Vec<_> = source.notes().iter().filter(|note| note.kind.is_worth_saying()).collect();
    for note in notes.iter().take(SHOWN) {
        say(format!("{path}: {}", noted(note, source)));
    }
    if let Some(more) = notes.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        say(format!("{path}: and {more} more notes of this kind"));
    }
}
