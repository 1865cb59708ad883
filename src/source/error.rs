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
    /// A byte that UTF-8 does not allow.
    #[error("{path}: byte {offset} (0x{byte:02X}) is not UTF-8; convert the file to UTF-8 first")]
    NotUtf8 {
        /// The path as given.
        path: String,
        /// Offset of the first bad byte, from 0.
        offset: usize,
        /// The byte.
        byte: u8,
    },
}

impl SourceError {
    pub(crate) fn io(path: &str, error: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), error }
    }
}
