//! What can go wrong before there is a text. Each error names the file, the
//! place and the remedy.

use thiserror::Error;

/// Why an input could not be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The operating system refused.
    #[error("{path}: cannot be read: {error}")]
    Io {
        /// The path as given.
        path: String,
        /// What the operating system said.
        #[source]
        error: std::io::Error,
    },
    /// A folder stands where a file is meant.
    #[error("{path}: is a folder, not a paper; name the files in it")]
    Folder {
        /// The path as given.
        path: String,
    },
    /// More bytes than a span can count.
    #[error("{path}: {bytes} bytes are more than the 4 GiB that can be read; split the file")]
    TooLarge {
        /// The path as given.
        path: String,
        /// The file's size.
        bytes: u64,
    },
    /// A byte that UTF-8 does not allow, in a file that is plainly nothing else.
    #[error(
        "{path}: byte {offset} (0x{byte:02X}) is not UTF-8, and the text is not plainly in another encoding; name it"
    )]
    NotUtf8 {
        /// The path as given.
        path: String,
        /// Offset of the first bad byte, from 0.
        offset: usize,
        /// The byte.
        byte: u8,
    },
    /// A byte that the file's encoding does not allow.
    #[error(
        "{path}: byte {offset} (0x{byte:02X}) is not {encoding}, which the file is in or was said to be in; mend it there, or name another encoding"
    )]
    BadByte {
        /// The path as given.
        path: String,
        /// Offset of the first bad byte, from 0.
        offset: usize,
        /// The byte.
        byte: u8,
        /// WHATWG name of the encoding.
        encoding: &'static str,
    },
    /// A NUL byte in a file that is not UTF-16.
    #[error("{path}: byte {offset} is NUL, so this is no text, or UTF-16 that is not plainly so; name it")]
    Nul {
        /// The path as given.
        path: String,
        /// Offset of the first NUL, from 0.
        offset: usize,
    },
    /// A file of a kind that is known and not read.
    #[error("{path}: is {what}; {remedy}")]
    Binary {
        /// The path as given.
        path: String,
        /// What it is, with its article.
        what: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// A limit of [`super::Limits`] was passed.
    #[error("{path}: {limit}; nothing was read, since such a file is broken or made to harm")]
    Limit {
        /// The path as given.
        path: String,
        /// What was passed, with the limit's value and name.
        limit: String,
    },
    /// A DOCX file that does not hold together.
    #[error("{path}: {part}: {reason}; open it in a word processor and save it again")]
    Docx {
        /// The path as given.
        path: String,
        /// The part of the archive, or `archive`.
        part: String,
        /// What is wrong, with the byte offset where there is one.
        reason: String,
    },
    /// A Rich Text file that does not hold together.
    #[error("{path}: byte {offset}: {reason}; open it in a word processor and save it again")]
    Rtf {
        /// The path as given.
        path: String,
        /// Offset in the file, from 0.
        offset: usize,
        /// What is wrong.
        reason: String,
    },
    /// A PDF file that does not hold together.
    #[error("{path}: {reason}; print it to a new PDF from a viewer that opens it")]
    Pdf {
        /// The path as given.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// A PDF that opens only with a password.
    #[error("{path}: is encrypted, and {tried}; give its password")]
    Encrypted {
        /// The path as given.
        path: String,
        /// Which password was tried.
        tried: &'static str,
    },
    /// A PDF without any text.
    #[error(
        "{path}: its {pages} pages hold no text, only pictures of it; run OCR over it first (such as ocrmypdf)"
    )]
    Scanned {
        /// The path as given.
        path: String,
        /// Number of pages.
        pages: u32,
    },
    /// A PDF whose fonts do not tell which characters they draw.
    #[error(
        "{path}: {unmapped} of {drawn} characters are not told by its fonts; run OCR over it (such as ocrmypdf --force-ocr)"
    )]
    Unmapped {
        /// The path as given.
        path: String,
        /// Glyphs without a character.
        unmapped: usize,
        /// All glyphs.
        drawn: usize,
    },
    /// A profile that is of another paper.
    #[error(
        "{path}: no line begins with “{begins}”, where the profile has an annex begin; mend the profile, or use none"
    )]
    Profile {
        /// The path as given.
        path: String,
        /// What the annex should begin with.
        begins: String,
    },
    /// A file of a format that this build does not read.
    #[error(
        "{path}: is {what}, and this lcpaper was built without the {feature} feature; build it with that feature"
    )]
    NotBuilt {
        /// The path as given.
        path: String,
        /// What it is, with its article.
        what: &'static str,
        /// The feature that reads it.
        feature: &'static str,
    },
}

impl SourceError {
    /// The file, as given: a path, or `-`.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Io { path, .. }
            | Self::Folder { path }
            | Self::TooLarge { path, .. }
            | Self::NotUtf8 { path, .. }
            | Self::BadByte { path, .. }
            | Self::Nul { path, .. }
            | Self::Binary { path, .. }
            | Self::Limit { path, .. }
            | Self::Docx { path, .. }
            | Self::Rtf { path, .. }
            | Self::Pdf { path, .. }
            | Self::Encrypted { path, .. }
            | Self::Scanned { path, .. }
            | Self::Unmapped { path, .. }
            | Self::Profile { path, .. }
            | Self::NotBuilt { path, .. } => path,
        }
    }

    /// Where in the file the fault is, in bytes from 0, for the kinds that one byte shows.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        match self {
            Self::NotUtf8 { offset, .. }
            | Self::BadByte { offset, .. }
            | Self::Nul { offset, .. }
            | Self::Rtf { offset, .. } => Some(*offset),
            _ => None,
        }
    }

    pub(crate) fn io(path: &str, error: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), error }
    }
}

/// A setting that was given as a word, and is none.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct OptionError(pub(super) String);
