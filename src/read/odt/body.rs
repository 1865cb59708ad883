//! The running text: paragraphs in order, with the labels of their lists, and tables row by row.

use std::collections::HashMap;

use super::content::{Content, plain};
use super::lists::ListStyle;
use super::paragraph::{Change, Changes, Reader};
use super::styles::Styles;
use crate::read::blocks::{Blocks, Para, Shape};
use crate::read::counter::{Counter, LEVELS};
use crate::read::error::SourceError;
use crate::read::options::Tracked;
use crate::read::xml::{Element, Node, Token, Xml};
use crate::text::{Hint, Note, NoteKind, Place};

/// A list that is open.
struct List {
    style: Option<String>,
    /// Which counter runs in it.
    counter: usize,
    /// Whether lists were read in the item that is open.
    had_list: bool,
}

/// An item that is open.
#[derive(Default)]
struct Item {
    /// Whether its first paragraph is still to come.
    fresh: bool,
    start: Option<u32>,
}

/// The body while it is read.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    pub blocks: Blocks,
    pub notes: Vec<Note>,
    lists: Vec<List>,
    items: Vec<Item>,
    counters: Vec<Counter>,
    /// The counter of each list by its id, and of the last list of each style.
    by_id: HashMap<String, usize>,
    by_style: HashMap<String, usize>,
    outline: Counter,
    changes: Changes,
    changed: usize,
    count: u32,
    footnotes: usize,
    /// The rows are heads of their table.
    head: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, tracked: Tracked) -> Self {
        Self {
            styles,
            blocks: Blocks::default(),
            notes: Vec::new(),
            lists: Vec::new(),
            items: Vec::new(),
            counters: Vec::new(),
            by_id: HashMap::new(),
            by_style: HashMap::new(),
            outline: Counter::default(),
            changes: Changes::new(tracked),
            changed: 0,
            count: 0,
            footnotes: 0,
            head: false,
        }
    }

    /// Reads up to the end of the text.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), SourceError> {
        loop {
            match xml.next()? {
                Token::Open(element) => self.open(element, xml)?,
                Token::Close(name) => match name.as_str() {
                    "text:list" => {
                        self.lists.pop();
                    }
                    "text:list-item" | "text:list-header" => {
                        self.items.pop();
                    }
                    "table:table-row" => self.blocks.close_row(None),
                    "table:table" => self.blocks.close_table(),
                    "table:table-header-rows" => self.head = false,
                    _ => {}
                },
                Token::Text(_) => {}
                Token::End => break,
            }
        }
        if self.changed > 0 {
            let side = match self.changes.side {
                Tracked::Accepted => "read as if accepted; --tracked original reads the text before them",
                Tracked::Original => "read as before them; --tracked accepted reads the text after them",
            };
            let message = format!("{} paragraphs hold tracked changes, {side}", self.changed);
            self.notes.push(Note { kind: NoteKind::Tracked, place: None, message, text: None });
        }
        for text in &self.styles.headers {
            let message = "a page header or footer is left out".to_owned();
            let text = Some(text.clone());
            self.notes.push(Note { kind: NoteKind::RunningHeader, place: None, message, text });
        }
        Ok(())
    }

    fn open(&mut self, element: Element, xml: &mut Xml<'_>) -> Result<(), SourceError> {
        match element.name.as_str() {
            "text:p" | "text:h" => {
                let node = xml.subtree(element)?;
                self.paragraph(&node);
            }
            "text:list" => self.open_list(&element),
            "text:list-item" | "text:list-header" => {
                let start = element.attr("start-value").and_then(|v| v.parse().ok());
                self.items.push(Item { fresh: element.name == "text:list-item", start });
                if let Some(list) = self.lists.last_mut() {
                    list.had_list = false;
                }
            }
            "table:table" => self.blocks.open_table(),
            "table:table-header-rows" => self.head = true,
            "table:table-row" if self.head => self.blocks.head_row(),
            "table:table-cell" => {
                let over = |name: &str| element.attr(name).and_then(|n| n.parse().ok());
                let shape = Shape::over(over("number-columns-spanned"), over("number-rows-spanned"));
                self.blocks.open_cell(shape);
            }
            "text:tracked-changes" => {
                let node = xml.subtree(element)?;
                self.changes.read(&node);
            }
            "text:section" if element.attr("display") == Some("none") => {
                let node = xml.subtree(element)?;
                self.tell(NoteKind::Hidden, plain(&node));
            }
            "draw:frame" => {
                let node = xml.subtree(element)?;
                self.tell(NoteKind::TextBox, plain(&node));
            }
            // What another cell covers, the code of controls, how an index is made.
            "table:covered-table-cell" | "office:forms" | "office:scripts" => {
                xml.subtree(element)?;
            }
            name if name.starts_with("text:") && name.ends_with("-source") => {
                xml.subtree(element)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn open_list(&mut self, element: &Element) {
        let outer = self.lists.last_mut();
        let own = element.attr("style-name").map(str::to_owned);
        let nested = outer.as_ref().map(|list| (list.style.clone(), list.counter, list.had_list));
        if let Some(list) = outer {
            list.had_list = true;
        }
        let continues = element.attr("continue-numbering") == Some("true");
        let style = own.clone().or_else(|| nested.as_ref().and_then(|(style, ..)| style.clone()));
        let named = element.attr("continue-list").and_then(|id| self.by_id.get(id)).copied();
        let of_style =
            style.as_ref().filter(|_| continues).and_then(|style| self.by_style.get(style)).copied();
        let counter = match nested {
            Some((outer, counter, had_list)) if own.is_none() || own == outer => {
                if had_list && !continues {
                    // Another list in the same item starts over.
                    let depth = self.lists.len();
                    if let Some(counter) = self.counters.get_mut(counter) {
                        counter.forget(depth);
                    }
                }
                counter
            }
            _ => named.or(of_style).unwrap_or_else(|| {
                self.counters.push(Counter::default());
                self.counters.len() - 1
            }),
        };
        if let Some(id) = element.attr("id") {
            self.by_id.insert(id.to_owned(), counter);
        }
        if let Some(style) = &style {
            self.by_style.insert(style.clone(), counter);
        }
        self.lists.push(List { style, counter, had_list: false });
    }

    /// Counts a paragraph, and gives its label, and a number format that is not known.
    fn label(&mut self, node: &Node, list: Option<&str>) -> Option<(String, Option<String>)> {
        let attr = |name: &str| node.element.attr(name);
        if let Some(open) = self.lists.last() {
            let item = self.items.last_mut()?;
            if !std::mem::take(&mut item.fresh) {
                return None;
            }
            let at = (self.lists.len() - 1).min(LEVELS - 1);
            let style = open.style.as_deref().or(list).and_then(|name| self.styles.lists.get(name))?;
            let counter = self.counters.get_mut(open.counter)?;
            counter.count(at, style.start(at), item.start.take());
            return style.label(at, counter);
        }
        if node.name() != "text:h" || list == Some("") || attr("is-list-header") == Some("true") {
            return None;
        }
        let at = attr("outline-level").and_then(|v| v.parse::<usize>().ok()).unwrap_or(1).checked_sub(1)?;
        let style: &ListStyle = &self.styles.outline;
        let start = attr("start-value").and_then(|v| v.parse().ok());
        let restart = (attr("restart-numbering") == Some("true")).then(|| start.unwrap_or(style.start(at)));
        self.outline.count(at, style.start(at), restart);
        style.label(at, &self.outline)
    }

    fn paragraph(&mut self, node: &Node) {
        self.count = self.count.saturating_add(1);
        let place = Place::Paragraph(self.count);
        let style = self.styles.resolve("paragraph", node.element.attr("style-name"));
        let mut content = Content::default();
        Reader { styles: self.styles, changes: &mut self.changes }.read(node, style.hidden, &mut content);
        self.changed += usize::from(content.tracked);
        for (kind, text) in content.aside {
            self.tell(kind, text);
        }
        for text in content.footnotes {
            self.footnotes += 1;
            let message = format!("note {} is left out of the running text", self.footnotes);
            self.notes.push(Note { kind: NoteKind::Footnote, place: Some(place), message, text: Some(text) });
        }
        let label = self.label(node, style.list.as_deref());
        let mut hint = Hint::new(0, place);
        hint.list = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        let level = node.element.attr("outline-level").filter(|_| node.name() == "text:h");
        hint.heading = level.and_then(|v| v.parse().ok()).or(style.outline).filter(|level| *level > 0);
        let mut text = String::new();
        if let Some((label, unknown)) = label {
            hint.label = label.trim_end().len() as u32;
            text = label;
            if let Some(format) = unknown {
                let message = format!("its number is in the format {format}, and is given as a decimal");
                self.notes.push(Note { kind: NoteKind::Unreadable, place: Some(place), message, text: None });
            }
        }
        text.push_str(&content.text);
        self.blocks.place(Para::new(text, hint), None);
    }

    fn tell(&mut self, kind: NoteKind, text: String) {
        if text.trim().is_empty() {
            return;
        }
        let message = match kind {
            NoteKind::TextBox => "the text of a text box is left out",
            NoteKind::Comment => "a comment is left out",
            _ => "hidden text is left out",
        };
        let place = Some(Place::Paragraph(self.count));
        self.notes.push(Note { kind, place, message: message.to_owned(), text: Some(text) });
    }
}

impl Changes {
    /// Reads what was changed, before the text in which the changes are.
    fn read(&mut self, node: &Node) {
        for region in node.nodes().filter(|n| n.name() == "text:changed-region") {
            let Some(id) = region.element.attr("id") else { continue };
            let change = match (region.child("text:insertion"), region.child("text:deletion")) {
                (Some(_), _) => Change::Insertion,
                (_, Some(deletion)) => Change::Deletion(plain(deletion)),
                _ => Change::Other,
            };
            self.regions.insert(id.to_owned(), change);
        }
    }
}
