//! Bytes to a [`Source`]: the decoded text, and the way back from a byte of it
//! to a place a person can find.

mod error;
mod lines;

use std::borrow::Cow;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::ast::{Format, SourceInfo};
pub use error::SourceError;
pub use lines::{LineTable, Position};

/// The largest input that is read, in bytes: spans are 32 bits wide.
pub const MAX_BYTES: u64 = u32::MAX as u64;

/// A decoded input.
#[derive(Debug, Clone)]
pub struct Source {
    info: SourceInfo,
    text: String,
    lines: LineTable,
}

impl Source {
    /// Reads and decodes a file.
    ///
    /// # Errors
    /// Where the file cannot be read, is a folder, or cannot be decoded.
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        let shown = path.display().to_string();
        let meta = std::fs::metadata(path).map_err(|e| SourceError::io(&shown, e))?;
        if meta.is_dir() {
            return Err(SourceError::Folder { path: shown });
        }
        if meta.len() > MAX_BYTES {
            return Err(SourceError::TooLarge { path: shown, bytes: meta.len() });
        }
        let bytes = std::fs::read(path).map_err(|e| SourceError::io(&shown, e))?;
        Self::from_bytes(&shown, bytes)
    }

    /// Decodes bytes. `name` is the path as the user gave it, or `-`.
    ///
    /// # Errors
    /// Where the bytes are not text in a known encoding.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, SourceError> {
        if bytes.len() as u64 > MAX_BYTES {
            return Err(SourceError::TooLarge { path: name.to_owned(), bytes: bytes.len() as u64 });
        }
        let info = SourceInfo {
            name: file_name(name).into_owned(),
            format: Format::Text,
            encoding: "UTF-8".to_owned(),
            bytes: bytes.len() as u64,
            sha256: hex(&Sha256::digest(&bytes)),
            pages: None,
        };
        if let Err(e) = simdutf8::compat::from_utf8(&bytes) {
            let offset = e.valid_up_to();
            return Err(SourceError::NotUtf8 { path: name.to_owned(), offset, byte: bytes[offset] });
        }
        // Just validated above by the faster check; std's conversion repeats it,
        // which the fast engine avoids by keeping the bytes borrowed.
        let mut text = String::from_utf8(bytes).map_err(|e| SourceError::NotUtf8 {
            path: name.to_owned(),
            offset: e.utf8_error().valid_up_to(),
            byte: 0,
        })?;
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Ok(Self::with_info(info, text))
    }

    /// A source from text that is already decoded, for tests and library users.
    #[must_use]
    pub fn from_text(name: &str, text: impl Into<String>) -> Self {
        let text = text.into();
        let info = SourceInfo {
            name: file_name(name).into_owned(),
            format: Format::Text,
            encoding: "UTF-8".to_owned(),
            bytes: text.len() as u64,
            sha256: hex(&Sha256::digest(text.as_bytes())),
            pages: None,
        };
        Self::with_info(info, text)
    }

    fn with_info(info: SourceInfo, text: String) -> Self {
        let lines = LineTable::new(&text);
        Self { info, text, lines }
    }

    /// The decoded text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the document says of its source.
    #[must_use]
    pub fn info(&self) -> &SourceInfo {
        &self.info
    }

    /// Line and column of a byte offset.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        self.lines.position(&self.text, offset)
    }

    /// Line of a byte offset, from 1.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        self.lines.line(offset)
    }
}

/// The last component of a path, so that no document holds an absolute path.
fn file_name(name: &str) -> Cow<'_, str> {
    match Path::new(name).file_name() {
        Some(last) => Cow::Owned(last.to_string_lossy().into_owned()),
        None => Cow::Borrowed(name),
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}
