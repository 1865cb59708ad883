//! What a user tells of a paper that its text does not show, as a small TOML
//! file. No paper should need it; where one does, a line here is better than a
//! wrong tree.
//!
//! ```toml
//! schema = "lcpaper/profile/1"
//!
//! # The language, where the characters do not tell; two for a bilingual file.
//! languages = ["zh-Hant"]
//!
//! # Marker families that open headings, the outermost first, by their names in
//! # the tree; then those that open items, and sub-items.
//! sections = ["decimal"]
//! items = ["lower-letter-parens"]
//!
//! # Families that open nothing in this paper.
//! text = ["decimal-parens"]
//!
//! # An annex without a label begins at the line that begins so.
//! [[annex]]
//! begins = "工程一覽"
//! ```

#[cfg(feature = "config")]
mod read;

use crate::markers::Told;
#[cfg(feature = "config")]
pub use read::ProfileError;

/// The value of `schema` in a profile.
pub const PROFILE_SCHEMA: &str = "lcpaper/profile/1";

/// What a user tells of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    languages: Vec<&'static str>,
    pub(crate) told: Told,
}

impl Profile {
    /// The languages told of, in their order; none where the text is to tell.
    pub(crate) fn languages(&self) -> Option<&[&'static str]> {
        (!self.languages.is_empty()).then_some(&self.languages)
    }

    /// An annex that begins nowhere in a text: the profile is of another paper.
    pub(crate) fn missing_annex(&self, text: &str) -> Option<&str> {
        let begins = |begin: &String| text.lines().any(|line| line.trim_start().starts_with(begin.as_str()));
        self.told.annexes.iter().find(|begin| !begins(begin)).map(String::as_str)
    }
}
