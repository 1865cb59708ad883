//! The expected structure of a paper, as TOML that a person can read and mend.
//!
//! A manifest is written from a paper known to be good (`lcpaper manifest`) and
//! held against later drafts (`lcpaper check --manifest`). It may come from the
//! paper in the other language: sections are known by their place, their
//! ordinals and the items they hold, and titles only help where both are in one
//! language. An item's text is not in it.
//!
//! ```toml
//! schema = "lcpaper/manifest/1"
//! language = "zh-Hant"
//! title = "2017 年重點工作"
//!
//! [[part]]
//! part = "annex1"
//! count = 77
//! declared = 77
//!
//! [[part.section]]
//! ordinal = 1
//! level = 1
//! title = "跨界基礎設施"
//! items = "1-7"
//! ```

mod hold;
mod numbers;
mod tell;

use serde::{Deserialize, Serialize};

use crate::languages::pair::units::{Kind, PartUnits, Unit, units};
use crate::tree::Paper;
pub use numbers::{Number, NumbersError};

/// The value of [`Manifest::schema`].
pub const MANIFEST_SCHEMA: &str = "lcpaper/manifest/1";

/// The expected structure of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Manifest {
    /// Always [`MANIFEST_SCHEMA`].
    pub schema: String,
    /// BCP 47 tag of the paper it was written from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// That paper's title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Body and annexes.
    #[serde(default)]
    pub part: Vec<ManifestPart>,
}

/// The body or an annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ManifestPart {
    /// `body`, `annex1`, `annex2`, …
    pub part: String,
    /// How many numbered items it holds, without sub-items.
    pub count: u32,
    /// How many the paper says it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared: Option<u32>,
    /// Numbers of the items that stand under no section, such as `1-3, 5, 14A`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub items: String,
    /// Its sections in order, subsections behind the section they are in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub section: Vec<ManifestSection>,
}

/// A section or subsection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ManifestSection {
    /// What its marker counts; none for an unmarked heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<u32>,
    /// Depth from 1.
    pub level: u8,
    /// Its title.
    pub title: String,
    /// Numbers of the items that stand straight under it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub items: String,
}

/// Why a manifest cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ManifestError {
    /// It is not TOML of this shape; the message names the line.
    #[error(transparent)]
    Toml(Box<dyn std::error::Error + Send + Sync>),
    /// It is of another kind or of a later version.
    #[error("the schema is `{0}`, not `{MANIFEST_SCHEMA}`")]
    Schema(String),
    /// A list of numbers cannot be read.
    #[error(transparent)]
    Numbers(#[from] NumbersError),
}

impl Manifest {
    /// The structure of a paper that is known to be good.
    #[must_use]
    pub fn of(paper: &Paper<'_>) -> Self {
        let declared = |part: &str| paper.series.iter().find(|s| s.part == part).and_then(|s| s.declared);
        let part = units(paper.source(), &paper.document)
            .iter()
            .filter(|p| p.kind.is_some())
            .map(|p| ManifestPart {
                part: p.path.clone(),
                count: items(p).count().try_into().unwrap_or(u32::MAX),
                declared: declared(&p.path),
                items: straight_under(p, None),
                section: headings(p)
                    .map(|(index, heading)| ManifestSection {
                        ordinal: heading.number,
                        level: heading.depth,
                        title: heading.text.to_owned(),
                        items: straight_under(p, Some(index)),
                    })
                    .collect(),
            })
            .collect();
        Self {
            schema: MANIFEST_SCHEMA.to_owned(),
            language: Some(paper.document.language().to_owned()).filter(|l| l != "und"),
            title: paper.document.front.title.to_string(),
            part,
        }
    }
}

#[cfg(feature = "config")]
impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// Where it is not TOML, not a manifest, or a list of numbers in it cannot be read.
    pub fn from_toml(text: &str) -> Result<Self, ManifestError> {
        let manifest: Self = toml::from_str(text).map_err(|e| ManifestError::Toml(e.into()))?;
        if manifest.schema != MANIFEST_SCHEMA {
            return Err(ManifestError::Schema(manifest.schema));
        }
        for part in &manifest.part {
            numbers::read(&part.items)?;
            for section in &part.section {
                numbers::read(&section.items)?;
            }
        }
        Ok(manifest)
    }

    /// Writes it.
    ///
    /// # Errors
    /// Never for a manifest made by [`Manifest::of`] or [`Manifest::from_toml`].
    pub fn to_toml(&self) -> Result<String, ManifestError> {
        toml::to_string(self).map_err(|e| ManifestError::Toml(e.into()))
    }
}

/// Numbered items that are no sub-items.
fn items<'p, 't>(part: &'p PartUnits<'t>) -> impl Iterator<Item = &'p Unit<'t>> {
    part.units.iter().filter(|u| u.kind == Kind::Item && u.parent.is_none())
}

fn headings<'p, 't>(part: &'p PartUnits<'t>) -> impl Iterator<Item = (usize, &'p Unit<'t>)> {
    part.units.iter().enumerate().filter(|(_, u)| u.kind == Kind::Heading)
}

fn straight_under(part: &PartUnits<'_>, section: Option<usize>) -> String {
    let under = items(part).filter(|u| u.section == section);
    numbers::write(under.filter_map(|u| Some(Number { value: u.number?, inserted: u.inserted })))
}
