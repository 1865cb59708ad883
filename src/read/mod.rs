//! Bytes to a [`Source`]: the decoded text, and the way back from a byte of it
//! to a place a person can find.
//!
//! Text, DOCX and PDF are told apart by their content. Whatever the format, the
//! rest of the program sees one text of lines, beside it a table of what the
//! layout says of each ([`Source::hints`]) and notes of what the reader left
//! out or decided ([`Source::notes`]).

#[cfg(any(feature = "docx", feature = "html", feature = "odt", feature = "pdf", feature = "rtf"))]
mod blocks;
#[cfg(any(feature = "odt", feature = "rtf"))]
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
mod reading;
#[cfg(feature = "rtf")]
mod rtf;
#[cfg(any(feature = "docx", feature = "odt"))]
mod xml;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::text::source::file_name;
use crate::text::{Format, MAX_BYTES, Source, SourceInfo};
#[cfg(feature = "docx")]
use docx::read as read_docx;
pub use error::{OptionError, SourceError};
#[cfg(feature = "html")]
use html::read as read_html;
pub use limits::{Limits, Unit};
#[cfg(feature = "markdown")]
use markdown::read as read_markdown;
#[cfg(feature = "odt")]
use odt::read as read_odt;
pub(crate) use options::Options;
pub use options::{Encoding, Tracked};
#[cfg(feature = "pdf")]
use pdf::read as read_pdf;
use reading::Reading;
#[cfg(feature = "rtf")]
use rtf::read as read_rtf;

/// Reads and decodes a file. `name` is the path as the user gave it.
pub(crate) fn file(name: &str, path: &Path, options: &Options) -> Result<Source, SourceError> {
    let failed = |error| SourceError::io(name, error);
    let folder = || SourceError::Folder { path: name.to_owned() };
    // Not every system opens a folder.
    let file = File::open(path).map_err(|error| if path.is_dir() { folder() } else { failed(error) })?;
    let meta = file.metadata().map_err(failed)?;
    if meta.is_dir() {
        return Err(folder());
    }
    if meta.len() > MAX_BYTES {
        return Err(SourceError::TooLarge { path: name.to_owned(), bytes: meta.len() });
    }
    bytes(name, whole(file, meta.len() as usize).map_err(failed)?, options)
}

/// Decodes the bytes of a file. `name` is the path as the user gave it, or `-`.
pub(crate) fn bytes(name: &str, bytes: Vec<u8>, options: &Options) -> Result<Source, SourceError> {
    let size = bytes.len() as u64;
    if size > MAX_BYTES {
        return Err(SourceError::TooLarge { path: name.to_owned(), bytes: size });
    }
    let sha256 = options.digest.then(|| hex(&Sha256::digest(&bytes)));
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
    let source = Source::with_info(info, reading.text).with_layout(reading.hints, reading.notes);
    Ok(source.with_cells(reading.cells).with_original(reading.original))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
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
    Err(SourceError::NotBuilt { path: name.to_owned(), what: "a PDF", feature: "pdf" })
}

#[cfg(not(feature = "docx"))]
fn read_docx(name: &str, _: &[u8], _: &Options) -> Result<Reading, SourceError> {
    Err(SourceError::NotBuilt { path: name.to_owned(), what: "a Word file", feature: "docx" })
}

#[cfg(not(feature = "rtf"))]
fn read_rtf(name: &str, _: &[u8], _: &Options) -> Result<Reading, SourceError> {
    Err(SourceError::NotBuilt { path: name.to_owned(), what: "a Rich Text file", feature: "rtf" })
}

#[cfg(not(feature = "odt"))]
fn read_odt(name: &str, _: &[u8], _: &Options) -> Result<Reading, SourceError> {
    Err(SourceError::NotBuilt { path: name.to_owned(), what: "an OpenDocument text", feature: "odt" })
}

#[cfg(not(feature = "markdown"))]
fn read_markdown(name: &str, _: &[u8], _: &Options) -> Result<Reading, SourceError> {
    Err(SourceError::NotBuilt { path: name.to_owned(), what: "Markdown", feature: "markdown" })
}

#[cfg(not(feature = "html"))]
fn read_html(name: &str, _: &[u8], _: &Options) -> Result<Reading, SourceError> {
    Err(SourceError::NotBuilt { path: name.to_owned(), what: "a web page", feature: "html" })
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
