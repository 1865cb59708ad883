//! How a paper is read and parsed, where the defaults will not do.

use std::path::Path;
use std::sync::Arc;

use crate::layout::columns;
use crate::profile::Profile;
use crate::read::{self, Encoding, Limits, SourceError, Tracked};
use crate::text::{Format, Source};

/// How a paper is read and parsed. The default recognises whatever it reads.
///
/// ```
/// use lcpaper::Options;
/// use lcpaper::read::Encoding;
///
/// let bytes = b"1. \xbe\xf4\xa1C\n2. \xb8\xf4\xa1C\n";
/// let paper = Options::new().name("plan.txt").encoding(Encoding::BIG5).parse_bytes(bytes)?;
/// assert_eq!(paper.rows()[0].text, "橋。");
/// # Ok::<(), lcpaper::SourceError>(())
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Options {
    pub(crate) reading: read::Options,
    pub(crate) profile: Option<Arc<Profile>>,
    pub(crate) trace: bool,
}

impl Options {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// The name or path that the document and messages give the paper, instead of the file's.
    /// Bytes and texts without a name are `-`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.reading.name = Some(name.into());
        self
    }

    /// The format, where it is not to be told from the content.
    pub fn format(mut self, format: Format) -> Self {
        self.reading.from = Some(format);
        self
    }

    /// The encoding of a text file, where it is not to be told from the content.
    /// It has no bearing on formats that state their own.
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.reading.encoding = Some(encoding);
        self
    }

    /// The password of an encrypted PDF. The empty password is tried first.
    pub fn password(mut self, password: impl Into<String>) -> Self {
        self.reading.password = Some(password.into());
        self
    }

    /// Which side of tracked changes a Word file is read from.
    pub fn tracked(mut self, tracked: Tracked) -> Self {
        self.reading.tracked = tracked;
        self
    }

    /// What may at most be spent on an input.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.reading.limits = limits;
        self
    }

    /// Whether to work out the SHA-256 of the file ([`SourceInfo::sha256`](crate::text::SourceInfo)):
    /// it can take longer than reading it.
    pub fn digest(mut self, wanted: bool) -> Self {
        self.reading.digest = wanted;
        self
    }

    /// Whether to keep why each place was read as it was ([`Paper::decisions`](crate::Paper::decisions)).
    pub fn trace(mut self, wanted: bool) -> Self {
        self.trace = wanted;
        self
    }

    /// What is told of the paper beforehand.
    pub fn profile(mut self, profile: impl Into<Arc<Profile>>) -> Self {
        self.profile = Some(profile.into());
        self
    }

    /// Reads and decodes a file, for [`Options::parse_source`].
    ///
    /// # Errors
    /// As [`Options::open`].
    pub fn read(&self, path: impl AsRef<Path>) -> Result<Source, SourceError> {
        let path = path.as_ref();
        let name = self.reading.name.clone().unwrap_or_else(|| path.display().to_string());
        self.suited(read::file(&name, path, &self.reading)?, &name)
    }

    /// Decodes the bytes of a file, for [`Options::parse_source`].
    ///
    /// # Errors
    /// As [`Options::open`].
    pub fn read_bytes(&self, bytes: impl Into<Vec<u8>>) -> Result<Source, SourceError> {
        let name = self.reading.name.as_deref().unwrap_or("-");
        self.suited(read::bytes(name, bytes.into(), &self.reading)?, name)
    }

    /// A source that the profile is of.
    fn suited(&self, source: Source, name: &str) -> Result<Source, SourceError> {
        match self.profile.as_deref().and_then(|profile| profile.missing_annex(source.text())) {
            Some(begins) => Err(SourceError::Profile { path: name.to_owned(), begins: begins.to_owned() }),
            // Who names the format has the lines read as they stand.
            None if self.reading.from.is_some() => Ok(source),
            None => Ok(columns::apart(source)),
        }
    }
}
