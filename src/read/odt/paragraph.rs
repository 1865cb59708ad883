//! The text of one paragraph, one side of its tracked changes, and what is told
//! beside the text instead of in it.

use std::collections::{HashMap, HashSet};

use super::content::{Content, plain};
use super::styles::Styles;
use crate::read::options::Tracked;
use crate::read::xml::{Child, Node};
use crate::text::NoteKind;

/// Blanks that one element may stand for.
const MOST_BLANKS: usize = 100;

/// A tracked change.
#[derive(Debug, Clone)]
pub(super) enum Change {
    Insertion,
    /// With what was deleted.
    Deletion(String),
    /// Of a format.
    Other,
}

/// The tracked changes of a file, and those that are open where it is read.
#[derive(Debug)]
pub(super) struct Changes {
    pub side: Tracked,
    pub regions: HashMap<String, Change>,
    /// Insertions that are open: what stands in them was not there before.
    open: HashSet<String>,
}

impl Changes {
    pub(super) fn new(side: Tracked) -> Self {
        Self { side, regions: HashMap::new(), open: HashSet::new() }
    }

    /// Whether what stands here is not there on the side that is read.
    fn is_gone(&self) -> bool {
        self.side == Tracked::Original && !self.open.is_empty()
    }
}

/// Reads paragraphs.
pub(super) struct Reader<'a> {
    pub styles: &'a Styles,
    pub changes: &'a mut Changes,
}

impl Reader<'_> {
    /// Reads what stands in a node; `hidden` says that its style hides it.
    pub(super) fn read(&mut self, node: &Node, hidden: bool, out: &mut Content) {
        for child in &node.children {
            match child {
                Child::Text(text) if self.changes.is_gone() || text.is_empty() => {}
                Child::Text(text) if hidden => out.aside.push((NoteKind::Hidden, text.clone())),
                Child::Text(text) => out.add(text),
                Child::Node(node) => self.inline(node, hidden, out),
            }
        }
    }

    fn inline(&mut self, node: &Node, hidden: bool, out: &mut Content) {
        let attr = |name: &str| node.element.attr(name);
        let gone = self.changes.is_gone() || hidden;
        match node.name() {
            "text:s" if !gone => {
                let count = attr("c").and_then(|v| v.parse().ok()).unwrap_or(1);
                out.add_as_is(' ', usize::min(count, MOST_BLANKS));
            }
            "text:tab" if !gone => out.add_as_is('\t', 1),
            "text:line-break" if !gone => out.add_as_is('\n', 1),
            "text:s" | "text:tab" | "text:line-break" | "text:ruby-text" => {}
            "text:note" if !gone => out.footnotes.extend(node.child("text:note-body").map(plain)),
            "text:note" => {}
            "office:annotation" => out.aside.push((NoteKind::Comment, plain(node))),
            "draw:frame" => out.aside.push((NoteKind::TextBox, plain(node))),
            "text:hidden-text" => {
                out.aside.extend(attr("string-value").map(|text| (NoteKind::Hidden, text.to_owned())));
            }
            "text:change-start" | "text:change-end" | "text:change" => self.change(node, out),
            "text:span" => {
                let style = self.styles.resolve("text", attr("style-name"));
                self.read(node, hidden || style.hidden, out);
            }
            _ => self.read(node, hidden, out),
        }
    }

    fn change(&mut self, node: &Node, out: &mut Content) {
        out.tracked = true;
        let Some(id) = node.element.attr("change-id") else { return };
        let gone = self.changes.is_gone();
        match (self.changes.regions.get_mut(id), node.name()) {
            (Some(Change::Insertion), "text:change-start") => {
                self.changes.open.insert(id.to_owned());
            }
            (Some(Change::Insertion), "text:change-end") => {
                self.changes.open.remove(id);
            }
            (Some(Change::Deletion(text)), "text:change")
                if self.changes.side == Tracked::Original && !gone =>
            {
                // It stood in one place.
                out.text.push_str(&std::mem::take(text));
                out.blank = false;
            }
            _ => {}
        }
    }
}
