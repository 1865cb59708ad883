//! The part of a number that was put in later, between two that stood already.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The part of a number that was put in later: `A` of 14A, `aa` of 3aa, `1` of 第十條之一 and of
/// 第 10-1 條. As text it is what stands behind the number in paths and messages: `A`, `-1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(with = "String"))]
pub enum Inserted {
    /// One letter or two.
    Letters(char, Option<char>),
    /// A number.
    Number(u32),
}

impl Inserted {
    /// Reads what stands behind a number, without a dash.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if let Ok(number) = text.parse() {
            return Some(Self::Number(number));
        }
        let mut letters = text.chars();
        let first = letters.next().filter(char::is_ascii_alphabetic)?;
        let second = letters.next();
        let whole = letters.next().is_none() && second.is_none_or(|c| c.is_ascii_alphabetic());
        whole.then_some(Self::Letters(first, second))
    }
}

impl fmt::Display for Inserted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Letters(first, None) => write!(f, "{first}"),
            Self::Letters(first, Some(second)) => write!(f, "{first}{second}"),
            Self::Number(number) => write!(f, "-{number}"),
        }
    }
}

impl From<Inserted> for String {
    fn from(inserted: Inserted) -> Self {
        inserted.to_string().trim_start_matches('-').to_owned()
    }
}

impl TryFrom<String> for Inserted {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::read(&text).ok_or_else(|| format!("`{text}` is no inserted part of a number"))
    }
}
