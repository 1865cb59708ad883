//! A paragraph, as readers hand it on.

use super::shape::Placed;
use crate::text::{Anchor, Hint};

/// One paragraph, or several cells of a row, ready to be printed.
#[derive(Debug, Clone)]
pub(in crate::read) struct Para {
    /// The text, with the label before it; lines within it end in `\n`.
    pub text: String,
    /// What the layout says; `start` is not filled yet.
    pub hint: Hint,
    /// What the layout says of the lines behind the first: [`Hint::runs_on`].
    pub wraps: Option<bool>,
    /// Ends of lines, as bytes of the text, that are not there in print: the line behind goes on.
    pub soft: Vec<u32>,
    /// Whether it follows the one before as the next line of the same block.
    pub close: bool,
    /// Where the text stands in the file, counted from the start of `text`.
    pub anchors: Vec<Anchor>,
    /// The cells of a row that it is, in order.
    pub cells: Vec<Placed>,
    /// Where the last of them begins.
    pub cell: u32,
}

impl Para {
    pub(in crate::read) fn new(text: String, hint: Hint) -> Self {
        let hint = Hint { opens_paragraph: true, ..hint };
        Self {
            text,
            hint,
            wraps: Some(false),
            soft: Vec::new(),
            close: false,
            anchors: Vec::new(),
            cells: Vec::new(),
            cell: 0,
        }
    }

    /// Whether it is numbered by the file, or begins with a digit or a bracket as what is numbered by hand does.
    pub(super) fn is_listed(&self) -> bool {
        let numbered = |c: char| c.is_numeric() || matches!(c, '(' | '（');
        self.hint.label > 0 || self.text.starts_with(numbered)
    }

    /// Puts another cell behind this one.
    pub(super) fn add_cell(&mut self, other: &Self) {
        self.text.push('\t');
        let by = self.text.len() as u32;
        self.cell = by;
        self.anchors.extend(other.anchors.iter().map(|a| Anchor { text: a.text + by, ..*a }));
        self.text.push_str(&other.text);
    }
}
