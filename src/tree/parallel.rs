//! What a bilingual file prints in its other language, beside what it stands for.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Marker, Pieces, Signatory};
use crate::text::Span;

/// The front matter in another language of a bilingual file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ParallelFront<'s> {
    /// BCP 47 tag.
    pub language: Cow<'s, str>,
    /// As [`super::Front::paper_number`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper_number: Option<Cow<'s, str>>,
    /// As [`super::Front::nature`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nature: Option<Cow<'s, str>>,
    /// As [`super::Front::committee`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committee: Option<Cow<'s, str>>,
    /// The title; empty where there is none in this language.
    pub title: Cow<'s, str>,
    /// As [`super::Front::meeting_date`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting_date: Option<Cow<'s, str>>,
}

/// A part in another language of a bilingual file, without its blocks: these
/// stand in the part itself, beside their counterparts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ParallelPart<'s> {
    /// BCP 47 tag.
    pub language: Cow<'s, str>,
    /// The annex's label as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Cow<'s, str>>,
    /// The annex's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'s, str>>,
    /// From the part's first byte in this language to its last.
    pub span: Span,
    /// Line of the first byte.
    pub line: u32,
    /// Who issued the part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Cow<'s, str>>,
    /// When, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Cow<'s, str>>,
    /// The signature block.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatories: Vec<Signatory<'s>>,
}

/// The same block in another language of a bilingual file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Parallel<'s> {
    /// BCP 47 tag.
    pub language: Cow<'s, str>,
    /// The marker in this language, where it has one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker: Option<Marker<'s>>,
    /// The logical text.
    pub text: Cow<'s, str>,
    /// From the first byte to the last.
    pub span: Span,
    /// The spans that `text` is made of, in order.
    pub pieces: Pieces,
}
