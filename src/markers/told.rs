//! What a user tells of the markers of a paper.

use super::Style;

/// Families of markers and what they open, and where annexes begin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Told {
    /// What opens headings.
    pub sections: Vec<Style>,
    /// What opens items.
    pub items: Vec<Style>,
    /// What opens nothing.
    pub text: Vec<Style>,
    /// The beginnings of lines at which annexes begin.
    pub annexes: Vec<String>,
}

impl Told {
    /// Whether an annex begins at a line.
    pub fn begins_annex(&self, content: &str) -> bool {
        self.annexes.iter().any(|begin| content.starts_with(begin.as_str()))
    }
}
