//! The text of a paragraph as it grows, and what is told beside it.

use crate::read::xml::{Child, Node};
use crate::text::NoteKind;

/// What a paragraph says.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The text; line breaks are `\n`.
    pub text: String,
    /// What was left out, with its text.
    pub aside: Vec<(NoteKind, String)>,
    /// The texts of the notes referred to.
    pub footnotes: Vec<String>,
    /// Whether there are tracked changes in it.
    pub tracked: bool,
    /// Whether the text ends in blanks that more would be run together with.
    pub blank: bool,
}

impl Content {
    /// Adds text as XML has it: blanks are run together, and gone at the start.
    pub(super) fn add(&mut self, text: &str) {
        for c in text.chars() {
            let is_blank = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !is_blank {
                self.text.push(c);
            } else if !self.blank && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.blank = is_blank;
        }
    }

    pub(super) fn add_as_is(&mut self, c: char, count: usize) {
        self.text.extend(std::iter::repeat_n(c, count));
        self.blank = false;
    }
}

/// All text inside a node, its paragraphs as lines: for what is told beside the text.
pub(super) fn plain(node: &Node) -> String {
    let mut out = Content::default();
    fill(node, &mut out);
    return out.text.trim().to_owned();

    fn fill(node: &Node, out: &mut Content) {
        for child in &node.children {
            match child {
                Child::Text(text) => {
                    if matches!(node.name(), "text:p" | "text:h" | "text:span" | "text:a") {
                        out.add(text);
                    }
                }
                Child::Node(node) => match node.name() {
                    "text:s" => out.add_as_is(' ', 1),
                    "text:tab" => out.add_as_is('\t', 1),
                    "text:line-break" => out.add_as_is('\n', 1),
                    "office:change-info" | "text:note-citation" => {}
                    "text:p" | "text:h" => {
                        if !out.text.is_empty() && !out.text.ends_with('\n') {
                            out.add_as_is('\n', 1);
                        }
                        out.blank = true;
                        fill(node, out);
                    }
                    _ => fill(node, out),
                },
            }
        }
    }
}
