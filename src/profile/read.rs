//! Reading a profile, and saying where in it a mistake is.

use std::path::Path;

use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

use super::{PROFILE_SCHEMA, Profile};
use crate::markers::Style;
use crate::text::{LineTable, Position};

/// Why a profile cannot be used. Each message names the file and the place.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ProfileError {
    /// The operating system refused.
    #[error("{path}: cannot be read: {error}")]
    Io {
        /// The profile.
        path: String,
        /// What the operating system said.
        #[source]
        error: std::io::Error,
    },
    /// It is not the TOML that is expected.
    #[error("{path}:{}:{}: {message}", at.line, at.column)]
    Mistake {
        /// The profile.
        path: String,
        /// Where.
        at: Position,
        /// What is wrong there, and what would be right.
        message: String,
    },
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema: Spanned<String>,
    #[serde(default)]
    languages: Vec<Spanned<String>>,
    #[serde(default)]
    sections: Vec<Spanned<Style>>,
    #[serde(default)]
    items: Vec<Spanned<Style>>,
    #[serde(default)]
    text: Vec<Spanned<Style>>,
    #[serde(default)]
    annex: Vec<WrittenAnnex>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAnnex {
    begins: Spanned<String>,
}

/// The tags that a paper's language is known by.
const LANGUAGES: [&str; 3] = ["zh-Hant", "zh-Hans", "en"];

impl Profile {
    /// Reads a profile.
    ///
    /// # Errors
    /// Where it cannot be read or understood.
    pub fn open(path: &Path) -> Result<Self, ProfileError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| ProfileError::Io { path: path.display().to_string(), error })?;
        Self::from_toml(path, &text)
    }

    /// Understands the text of a profile that stands, or would stand, at `path`.
    ///
    /// # Errors
    /// Where a key or a value is not known, or two of them contradict each other.
    pub fn from_toml(path: &Path, text: &str) -> Result<Self, ProfileError> {
        let mistake = |at: usize, message: &str| mistake(path, text, at, message);
        let written: Written =
            toml::from_str(text).map_err(|e| mistake(e.span().unwrap_or(0..0).start, e.message()))?;
        if written.schema.get_ref() != PROFILE_SCHEMA {
            let message = format!("the schema is `{}`, not `{PROFILE_SCHEMA}`", written.schema.get_ref());
            return Err(mistake(written.schema.span().start, &message));
        }
        let mut out = Self::default();
        for tag in &written.languages {
            let Some(known) = LANGUAGES.into_iter().find(|l| l.eq_ignore_ascii_case(tag.get_ref())) else {
                let message = format!("`{}` is no language of papers: zh-Hant, zh-Hans or en", tag.get_ref());
                return Err(mistake(tag.span().start, &message));
            };
            // A file holds one language, or Chinese and English.
            let same = |l: &&str| l.starts_with("zh") == known.starts_with("zh");
            if out.languages.iter().any(same) {
                let message = "a paper is in one language, or in Chinese and English";
                return Err(mistake(tag.span().start, message));
            }
            out.languages.push(known);
        }
        for (from, to) in [
            (&written.sections, &mut out.told.sections),
            (&written.items, &mut out.told.items),
            (&written.text, &mut out.told.text),
        ] {
            to.extend(from.iter().map(|style| *style.get_ref()));
        }
        let mut seen: Vec<Style> = Vec::new();
        for style in written.sections.iter().chain(&written.items).chain(&written.text) {
            if seen.contains(style.get_ref()) {
                return Err(mistake(
                    style.span().start,
                    "this family is named twice: it can be one thing only",
                ));
            }
            seen.push(*style.get_ref());
        }
        for annex in written.annex {
            if annex.begins.get_ref().trim().is_empty() {
                return Err(mistake(annex.begins.span().start, "an annex has to begin with some text"));
            }
            out.told.annexes.push(annex.begins.get_ref().trim().to_owned());
        }
        Ok(out)
    }
}

fn mistake(path: &Path, text: &str, at: usize, message: &str) -> ProfileError {
    ProfileError::Mistake {
        path: path.display().to_string(),
        at: LineTable::new(text).position(text, at as u32),
        message: message.trim_end().replace('\n', ", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Result<Profile, String> {
        let whole = format!("schema = \"lcpaper/profile/1\"\n{text}");
        Profile::from_toml(Path::new("p.toml"), &whole).map_err(|e| e.to_string())
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        for (text, expected) in [
            ("sectons = []", "p.toml:2:1: unknown field `sectons`"),
            ("sections = [\"decimal\", \"dezimal\"]", "p.toml:2:12: unknown variant `dezimal`"),
            ("items = [\"decimal\"]\ntext = [\"decimal\"]", "p.toml:3:9: this family is named twice"),
            ("languages = [\"de\"]", "p.toml:2:14: `de` is no language of papers"),
            ("languages = [\"en\", \"en\"]", "p.toml:2:20: a paper is in one language"),
            ("[[annex]]\nbegins = \" \"", "p.toml:3:10: an annex has to begin"),
            ("[[annex]]\n", "p.toml:2:1: missing field `begins`"),
        ] {
            let found = told(text).unwrap_err();
            assert!(found.starts_with(expected), "{text}: {found}");
        }
        let wrong = Profile::from_toml(Path::new("p.toml"), "schema = \"lcpaper/profile/2\"");
        let found = wrong.unwrap_err().to_string();
        assert!(found.starts_with("p.toml:1:10: the schema is `lcpaper/profile/2`"), "{found}");
        assert!(told("").is_ok());
    }
}
