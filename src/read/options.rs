//! What a caller may say about an input before it is read.

use std::fmt;
use std::str::FromStr;

use super::error::OptionError;
use super::limits::Limits;
use crate::text::Format;

/// How to read an input. The default reads everything it recognises.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// The name or path in the document and in messages, where it is not the file's.
    pub name: Option<String>,
    /// The format, where it is not to be told from the content.
    pub from: Option<Format>,
    /// The encoding of a text file, where it is not to be told from the content.
    pub encoding: Option<Encoding>,
    /// The password of an encrypted PDF. The empty password is tried first.
    pub password: Option<String>,
    /// Which side of tracked changes a DOCX is read from.
    pub tracked: Tracked,
    /// What may at most be spent on an input.
    pub limits: Limits,
    /// Whether the digest of the file is wanted.
    pub digest: bool,
}

/// Which side of a DOCX file's tracked changes is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Tracked {
    /// As if every change were accepted.
    #[default]
    Accepted,
    /// As it was before the changes.
    Original,
}

impl FromStr for Tracked {
    type Err = OptionError;

    fn from_str(s: &str) -> Result<Self, OptionError> {
        match s {
            "accepted" => Ok(Self::Accepted),
            "original" => Ok(Self::Original),
            _ => Err(OptionError("expected accepted or original".to_owned())),
        }
    }
}

/// A character encoding, by its WHATWG name or one of its labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(pub(super) &'static encoding_rs::Encoding);

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(encoding_rs::UTF_8);
    /// UTF-16, low byte first.
    pub const UTF_16LE: Self = Self(encoding_rs::UTF_16LE);
    /// UTF-16, high byte first.
    pub const UTF_16BE: Self = Self(encoding_rs::UTF_16BE);
    /// Big5 with the Hong Kong Supplementary Character Set.
    pub const BIG5: Self = Self(encoding_rs::BIG5);
    /// GB18030, which holds GBK and GB2312.
    pub const GB18030: Self = Self(encoding_rs::GB18030);

    /// The encoding's WHATWG name, such as `Big5`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Encoding {
    type Err = OptionError;

    fn from_str(label: &str) -> Result<Self, OptionError> {
        encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()).map(Self).ok_or_else(|| {
            let known = "utf-8, utf-16le, utf-16be, big5, gb18030 or gbk";
            OptionError(format!("{label} is no encoding; try {known}"))
        })
    }
}
