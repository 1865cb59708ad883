//! Bytes to a [`Source`]: the decoded text, and the way back from a byte of it
//! to a place a person can find.
//!
//! Text, DOCX and PDF are told apart by their content. Whatever the format, the
//! rest of the program sees one text of lines, beside it a table of what the
//! layout says of each ([`Source::hints`]) and notes of what the reader left
//! out or decided ([`Source::notes`]).

#[cfg(any(feature = "docx", feature = "html", feature = "odt", feature = "rtf"))]
mod blocks;
#[cfg(any(feature = "docx", feature = "odt", feature = "rtf"))]
mod counter;
#[cfg(feature = "docx")]
mod docx;
mod encoding;
mod error;
mod everyday;
#[cfg(feature = "html")]
mod html;
mod kind;
mod limits;
#[cfg(feature = "markdown")]
mod markdown;
#[cfg(any(feature = "docx", feature = "html", feature = "odt", feature = "rtf"))]
mod numerals;
#[cfg(feature = "odt")]
mod odt;
mod options;
#[cfg(any(feature = "docx", feature = "odt"))]
mod package;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "rtf")]
mod rtf;
#[cfg(any(feature = "docx", feature = "odt"))]
mod xml;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::text::source::{file_name, hex};
use crate::text::{Format, Hint, MAX_BYTES, Note, Original, Source, SourceInfo};
#[cfg(feature = "docx")]
use docx::read as read_docx;
pub use error::SourceError;
#[cfg(feature = "html")]
use html::read as read_html;
pub use limits::{Limits, Unit};
#[cfg(feature = "markdown")]
use markdown::read as read_markdown;
#[cfg(feature = "odt")]
use odt::read as read_odt;
pub use options::{Encoding, Options, Tracked};
#[cfg(feature = "pdf")]
use pdf::read as read_pdf;
#[cfg(feature = "rtf")]
use rtf::read as read_rtf;

/// What a format's reader makes of a file.
#[derive(Debug, Default)]
struct Reading {
    text: String,
    encoding: &'static str,
    pages: Option<u32>,
    hints: Vec<Hint>,
    notes: Vec<Note>,
    /// The file, where the way back leads to a line and column of it.
    original: Option<Original>,
}

impl Source {
    /// Reads and decodes a file.
    ///
    /// # Errors
    /// Where the file cannot be read, is a folder, or cannot be decoded.
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        Self::open_with(path, &Options::default())
    }

    /// Reads and decodes a file as told.
    ///
    /// # Errors
    /// As [`Source::open`], and where a limit is passed or a password is missing.
    pub fn open_with(path: &Path, options: &Options) -> Result<Self, SourceError> {
        let shown = path.display().to_string();
        let failed = |error| SourceError::io(&shown, error);
        let folder = || SourceError::Folder { path: shown.clone() };
        // Not every system opens a folder.
        let file = File::open(path).map_err(|error| if path.is_dir() { folder() } else { failed(error) })?;
        let meta = file.metadata().map_err(failed)?;
        if meta.is_dir() {
            return Err(folder());
        }
        if meta.len() > MAX_BYTES {
            return Err(SourceError::TooLarge { path: shown, bytes: meta.len() });
        }
        let bytes = whole(file, meta.len() as usize).map_err(failed)?;
        Self::from_bytes_with(&shown, bytes, options)
    }

    /// Decodes bytes. `name` is the path as the user gave it, or `-`.
    ///
    /// # Errors
    /// Where the bytes are no paper in a known format and encoding.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, SourceError> {
        Self::from_bytes_with(name, bytes, &Options::default())
    }

    /// Decodes bytes as told. `name` is the path as the user gave it, or `-`.
    ///
    /// # Errors
    /// As [`Source::from_bytes`], and where a limit is passed or a password is missing.
    pub fn from_bytes_with(name: &str, bytes: Vec<u8>, options: &Options) -> Result<Self, SourceError> {
        let size = bytes.len() as u64;
        if size > MAX_BYTES {
            return Err(SourceError::TooLarge { path: name.to_owned(), bytes: size });
        }
        let sha256 = if options.without_digest { String::new() } else { hex(&Sha256::digest(&bytes)) };
        let format = match options.from {
            Some(format) => format,
            None => kind::sniff(name, &bytes)?,
        };
        let reading = match format {
            Format::Text => read_text(name, &bytes, options)?,
            Format::Docx => read_docx(name, &bytes, options)?,
            Format::Pdf => read_pdf(name, bytes, options)?,
            Format::Html => read_html(name, &bytes, options)?,
            Format::Odt => read_odt(name, &bytes, options)?,
            Format::Rtf => read_rtf(name, &bytes, options)?,
            Format::Markdown => read_markdown(name, &bytes, options)?,
        };
        if reading.text.len() as u64 > MAX_BYTES {
            return Err(SourceError::TooLarge { path: name.to_owned(), bytes: reading.text.len() as u64 });
        }
        let info = SourceInfo {
            name: file_name(name).into_owned(),
            format,
            encoding: reading.encoding.to_owned(),
            bytes: size,
            sha256,
            pages: reading.pages,
        };
        if let Some(begins) = options.profile.as_deref().and_then(|p| p.missing_annex(&reading.text)) {
            return Err(SourceError::Profile { path: name.to_owned(), begins: begins.to_owned() });
        }
        let source = Self::with_info(info, reading.text).with_layout(reading.hints, reading.notes);
        let source = source.with_original(reading.original);
        Ok(source.with_profile(options.profile.clone()))
    }
}

/// All of a file that should be so many bytes long: where there are no more, one call to the
/// system gives them, and says so by leaving room.
fn whole(mut file: File, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length + 1)?;
    bytes.resize(length + 1, 0);
    let read = loop {
        match file.read(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read?,
        }
    };
    bytes.truncate(read);
    if read != length || length == 0 {
        // It grew or is given in pieces, or is no plain file.
        file.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

#[cfg(not(feature = "pdf"))]
fn read_pdf(name: &str, _: Vec<u8>, _: &Options) -> Result<Reading, SourceError> {
    Err(SourceError::NoReader { path: name.to_owned(), format: "PDF", feature: "pdf" })
}

#[cfg(not(feature = "docx"))]
fn read_docx(name: &str, _: &[u8], _: &Options) -> Result<Reading, SourceError> {
    Err(SourceError::NoReader { path: name.to_owned(), format: "Word", feature: "docx" })
}

#[cfg(not(feature = "rtf"))]
fn read_rtf(name: &str, _: &[u8], _: &Options) -> Result<Reading, SourceError> {
    Err(SourceError::NoReader { path: name.to_owned(), format: "Rich Text", feature: "rtf" })
}

#[cfg(not(feature = "odt"))]
fn read_odt(name: &str, _: &[u8], _: &Options) -> Result<Reading, SourceError> {
    Err(SourceError::NoReader { path: name.to_owned(), format: "OpenDocument", feature: "odt" })
}

#[cfg(not(feature = "markdown"))]
fn read_markdown(name: &str, _: &[u8], _: &Options) -> Result<Reading, SourceError> {
    Err(SourceError::NoReader { path: name.to_owned(), format: "Markdown", feature: "markdown" })
}

#[cfg(not(feature = "html"))]
fn read_html(name: &str, _: &[u8], _: &Options) -> Result<Reading, SourceError> {
    Err(SourceError::NoReader { path: name.to_owned(), format: "HTML", feature: "html" })
}

fn read_text(name: &str, bytes: &[u8], options: &Options) -> Result<Reading, SourceError> {
    let mut decoded = encoding::decode(name, bytes, options.encoding)?;
    if decoded.text.starts_with('\u{feff}') {
        decoded.text.drain(..'\u{feff}'.len_utf8());
    }
    // Who names the format knows it.
    let told = if options.from.is_none() { kind::reads_like(&decoded.text) } else { None };
    Ok(Reading {
        text: decoded.text,
        encoding: decoded.encoding.name(),
        notes: decoded.note.into_iter().chain(told).collect(),
        ..Reading::default()
    })
}
