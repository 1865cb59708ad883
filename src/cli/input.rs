//! Reading the papers that were named.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read};
use std::path::Path;

use lcpaper::ast::Format;
use lcpaper::source::{MAX_BYTES, NoteKind, Options, Tracked};
use lcpaper::{Source, SourceError};

use super::args::{Changes, From, Papers, Reading};
use super::{Status, Stop, say};

/// Calls `each` for every paper that can be read, in the order given, with its
/// place in that order and its path as the user wrote it. The others are named
/// on standard error.
pub fn each_paper(
    papers: &Papers,
    status: &mut Status,
    mut each: impl FnMut(&mut Status, usize, &str, Source) -> Result<(), Stop>,
) -> Result<(), Stop> {
    if papers.files.iter().filter(|f| is_stdin(f)).count() > 1 {
        return Err(Stop::failed("`-` is given twice, and standard input can be read only once"));
    }
    let options = options(&papers.reading);
    for (index, file) in papers.files.iter().enumerate() {
        match open(file, &options) {
            Ok(source) => {
                let path = file.to_string_lossy();
                pass_on_notes(&path, &source);
                each(status, index, &path, source)?;
            }
            Err(error) => status.passed_over(&error),
        }
    }
    Ok(())
}

/// Reads one paper, or names it on standard error where that cannot be done.
pub fn paper(file: &OsString, reading: &Reading, status: &mut Status) -> Option<Source> {
    match open(file, &options(reading)) {
        Ok(source) => {
            pass_on_notes(&file.to_string_lossy(), &source);
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

fn options(reading: &Reading) -> Options {
    let from = reading.from.map(|from| match from {
        From::Text => Format::Text,
        From::Docx => Format::Docx,
        From::Pdf => Format::Pdf,
    });
    let tracked = match reading.tracked {
        Changes::Accepted => Tracked::Accepted,
        Changes::Original => Tracked::Original,
    };
    Options {
        from,
        encoding: reading.encoding,
        password: reading.password.clone(),
        tracked,
        ..Options::default()
    }
}

fn open(file: &OsStr, options: &Options) -> Result<Source, SourceError> {
    if file != "-" {
        return Source::open_with(Path::new(file), options);
    }
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        // One byte too many is enough to see that there is too much.
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| SourceError::Io { path: "-".to_owned(), error })?;
    Source::from_bytes_with("-", bytes, options)
}

/// Passes on what a reader guessed or left out of the text; page numbers and
/// the like, which are no part of a paper's text, it keeps to itself.
fn pass_on_notes(path: &str, source: &Source) {
    const SHOWN: usize = 5;
    let worth_saying = |kind: NoteKind| {
        !matches!(
            kind,
            NoteKind::PageNumber | NoteKind::RunningHeader | NoteKind::Overprint | NoteKind::Folded
        )
    };
    let notes: Vec<_> = source.notes().iter().filter(|note| worth_saying(note.kind)).collect();
    for note in notes.iter().take(SHOWN) {
        say(&format!("{path}: {note}"));
    }
    if let Some(more) = notes.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        say(&format!("{path}: and {more} more notes of this kind"));
    }
}
