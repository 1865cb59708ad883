//! What a caller may say about an input before it is read.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use super::limits::Limits;
use crate::profile::Profile;
use crate::text::Format;

/// How to read an input. The default reads everything it recognises.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The format, where it is not to be told from the content.
    pub from: Option<Format>,
    /// The encoding of a text file, where it is not to be told from the content.
    /// It has no bearing on DOCX and PDF.
    pub encoding: Option<Encoding>,
    /// The password of an encrypted PDF. The empty password is tried first.
    pub password: Option<String>,
    /// Which side of tracked changes a DOCX is read from.
    pub tracked: Tracked,
    /// What may at most be spent on an input.
    pub limits: Limits,
    /// What is told of the paper beforehand.
    pub profile: Option<Arc<Profile>>,
    /// Whether to leave [`SourceInfo::sha256`](crate::text::SourceInfo) empty, for outputs
    /// that do not hold it: it can take longer than reading the file.
    pub without_digest: bool,
}

/// Which side of a DOCX file's tracked changes is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tracked {
    /// As if every change were accepted.
    #[default]
    Accepted,
    /// As it was before the changes.
    Original,
}

impl FromStr for Tracked {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, String> {
        match s {
            "accepted" => Ok(Self::Accepted),
            "original" => Ok(Self::Original),
            _ => Err("expected accepted or original".to_owned()),
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
    type Err = String;

    fn from_str(label: &str) -> Result<Self, String> {
        encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()).map(Self).ok_or_else(|| {
            format!("{label} is no encoding; try utf-8, utf-16le, utf-16be, big5, gb18030 or gbk")
        })
    }
}
