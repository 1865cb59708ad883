//! The typed tree of a paper, as `parse --to json` writes it.
//!
//! Texts that stand in one piece in the source are borrowed from it; only
//! joined texts are allocated.
//! Spans are bytes of the decoded text, lines count from 1.

mod block;
pub(crate) mod build;
mod element;
pub(crate) mod input;
pub(crate) mod join;
mod nest;
mod owned;
mod paper;
mod parallel;
mod walk;

use crate::markers::Inserted;
use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use crate::markers::Style;
use crate::text::Span;
pub use crate::text::{Format, Pieces, SourceInfo};
pub use paper::{LanguageVersion, Paper};
pub use parallel::{Parallel, ParallelFront, ParallelPart};
pub use walk::{Visit, walk};

/// The value of [`Document::schema`]. It changes only when a field changes its
/// meaning or goes; fields may be added under the same name.
pub const DOCUMENT_SCHEMA: &str = "lcpaper/document/1";

/// A whole paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Document<'s> {
    /// Always [`DOCUMENT_SCHEMA`].
    pub schema: Cow<'s, str>,
    /// The file this was read from.
    pub source: SourceInfo,
    /// BCP 47 tags of the languages found, the one with most text first.
    pub languages: Vec<Cow<'s, str>>,
    /// What stands before the body.
    pub front: Front<'s>,
    /// The body, then the annexes, in the order of the paper.
    pub parts: Vec<Part<'s>>,
    /// The footnotes, in the order of the paper. None is in any text of the parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Footnote<'s>>,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Footnote<'s> {
    /// Its number as printed, with the word before it: `1`, `註1`.
    pub marker: Cow<'s, str>,
    /// The logical text, joined over wrapped lines.
    pub text: Cow<'s, str>,
    /// From the marker to the end of the text.
    pub span: Span,
    /// Line of the marker.
    pub line: u32,
    /// The number in the text that refers to it, where it is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Span>,
    /// The spans that `text` is made of, in order.
    pub pieces: Pieces,
}

/// What stands before the body: stamps and titles.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Front<'s> {
    /// Such as `CB(1)123/16-17(01)`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper_number: Option<Cow<'s, str>>,
    /// Such as `資料文件` or `For information`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nature: Option<Cow<'s, str>>,
    /// The committee or panel the paper goes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committee: Option<Cow<'s, str>>,
    /// The paper's title; empty where there is none.
    pub title: Cow<'s, str>,
    /// The day of the meeting, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting_date: Option<Cow<'s, str>>,
    /// The front matter in another language, in a bilingual file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parallel: Vec<ParallelFront<'s>>,
}

/// The body or an annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Part<'s> {
    /// Body or annex.
    pub kind: PartKind,
    /// The annex's label as printed, such as `附件一` or `Annex A`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Cow<'s, str>>,
    /// The annex's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'s, str>>,
    /// From the part's first byte to its last.
    pub span: Span,
    /// Line of the first byte.
    pub line: u32,
    /// BCP 47 tag of the part's language, where it differs from the document's first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Cow<'s, str>>,
    /// What the part holds.
    pub blocks: Vec<Block<'s>>,
    /// Who issued the part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Cow<'s, str>>,
    /// When, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Cow<'s, str>>,
    /// The signature block.
    pub signatories: Vec<Signatory<'s>>,
    /// What stands around the blocks in another language, in a bilingual file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parallel: Vec<ParallelPart<'s>>,
}

/// Tells a body from an annex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum PartKind {
    /// The paper itself.
    Body,
    /// Something annexed to it.
    Annex,
}

/// One party to a signed plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Signatory<'s> {
    /// The government or body that signs.
    pub party: Cow<'s, str>,
    /// The office of the person who signs.
    pub post: Cow<'s, str>,
    /// The date beneath, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Cow<'s, str>>,
}

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Block<'s> {
    /// A heading and all that stands under it.
    Section(Section<'s>),
    /// A numbered paragraph or item.
    Item(Item<'s>),
    /// An unnumbered paragraph.
    Paragraph(Paragraph<'s>),
}

/// A heading and all that stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Section<'s> {
    /// The heading's ordinal, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker: Option<Marker<'s>>,
    /// The heading's text without its marker.
    pub title: Cow<'s, str>,
    /// Depth from 1.
    pub level: u8,
    /// From the heading's first byte to the end of what stands under it.
    pub span: Span,
    /// Line of the heading.
    pub line: u32,
    /// BCP 47 tag, where it differs from the part's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Cow<'s, str>>,
    /// The heading in another language, in a bilingual file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parallel: Vec<Parallel<'s>>,
    /// The spans of the title.
    #[serde(default, skip_serializing_if = "Pieces::is_empty")]
    pub title_pieces: Pieces,
    /// What stands under the heading.
    pub blocks: Vec<Block<'s>>,
}

/// A numbered paragraph or item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Item<'s> {
    /// The number as printed.
    pub marker: Marker<'s>,
    /// The number that the paper prints.
    pub number: u32,
    /// The logical text, joined over wrapped lines and page breaks.
    pub text: Cow<'s, str>,
    /// From the marker to the end of the last sub-item.
    pub span: Span,
    /// Line of the marker.
    pub line: u32,
    /// BCP 47 tag, where it differs from the part's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Cow<'s, str>>,
    /// The item in another language, in a bilingual file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parallel: Vec<Parallel<'s>>,
    /// The spans that `text` is made of, in order.
    pub pieces: Pieces,
    /// Sub-items and the paragraphs among them.
    pub blocks: Vec<Block<'s>>,
}

/// An unnumbered paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Paragraph<'s> {
    /// 1 for the unnumbered first paragraph of a paper whose numbers begin at 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The logical text.
    pub text: Cow<'s, str>,
    /// From the first byte to the last.
    pub span: Span,
    /// Line of the first byte.
    pub line: u32,
    /// BCP 47 tag, where it differs from the part's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Cow<'s, str>>,
    /// The paragraph in another language, in a bilingual file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parallel: Vec<Parallel<'s>>,
    /// The spans that `text` is made of, in order.
    pub pieces: Pieces,
}

/// A number or ordinal that opens a heading or an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Marker<'s> {
    /// As printed, without the space behind it.
    pub raw: Cow<'s, str>,
    /// The marker family.
    pub style: Style,
    /// What it counts, from 1; for `1.2` the last component.
    pub value: u32,
    /// The part of the number that was put in later: `A` of `14A.`, `1` of `第十條之一`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inserted: Option<Inserted>,
    /// Where it stands.
    pub span: Span,
}

impl Document<'_> {
    /// BCP 47 tag of the language that the tree's texts are in: the first part's
    /// own, or else the one with most text; `und` where it is not known.
    #[must_use]
    pub fn language(&self) -> &str {
        let part = self.parts.first().and_then(|p| p.language.as_deref());
        part.or(self.languages.first().map(|l| &**l)).unwrap_or("und")
    }
}
