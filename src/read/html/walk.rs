//! From the page to its text: blocks in reading order, items with their numbers,
//! rows of tables; what a browser does not show, and what is there for the site
//! and not for the paper, left out and told.

use std::collections::HashSet;

use html5ever::local_name;

use super::aside::{self, Outline};
use super::counters::Counters;
use super::footnotes::{self, Footnotes};
use super::line::Line;
use super::marker::Style;
use super::sheet::{MAX_COMPARISONS, Says, Sheet};
use super::style::{Declared, Display, White, display_of};
use super::tree::{Element, Id, NONE, ROOT, Tree};
use crate::read::blocks::{Blocks, Para, Shape};
use crate::read::error::SourceError;
use crate::read::options::Tracked;
use crate::text::{Anchor, Hint, LineTable, Note, NoteKind, Place};

/// Bytes of a text that is left out which a note holds.
const LONGEST_NOTE: usize = 4096;

/// The counter that numbers the items of lists.
const ITEMS: &str = "list-item";

/// What is to be done when an element ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Inline,
    Block,
    /// With so many markers waiting for text before it.
    Item(usize),
    Table,
    Row,
    Quote,
    /// The element that holds the page's text.
    Main,
    Notes,
}

/// An element that is open, and what it hands down to those in it.
#[derive(Debug, Clone)]
struct Frame {
    id: Id,
    kind: Kind,
    white: White,
    list: Style,
    /// Lists that are open.
    level: u8,
    bulleted: usize,
    heading: Option<u8>,
}

/// A marker that waits for its item's text.
#[derive(Debug)]
struct Label {
    text: String,
    file: u32,
}

/// The page while it is read.
pub(super) struct Walk<'a> {
    tree: &'a Tree<'a>,
    lines: &'a LineTable,
    tracked: Tracked,
    sheet: Sheet,
    outline: Outline,
    footnotes: Footnotes,
    counters: Counters,
    pub blocks: Blocks,
    pub notes: Vec<Note>,
    frames: Vec<Frame>,
    line: Line,
    labels: Vec<Label>,
    /// Whether the element is open that holds the page's text.
    in_main: bool,
    /// Text of a list of footnotes beside the notes themselves.
    beside_notes: Option<String>,
    /// Scripts, style sheets and the like.
    unread: usize,
    told_notes: HashSet<Id>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(tree: &'a Tree<'a>, lines: &'a LineTable, tracked: Tracked) -> Self {
        Self {
            tree,
            lines,
            tracked,
            sheet: Sheet::of(tree),
            outline: Outline::of(tree),
            footnotes: Footnotes::of(tree),
            counters: Counters::default(),
            blocks: Blocks::default(),
            notes: Vec::new(),
            frames: Vec::new(),
            line: Line::default(),
            labels: Vec::new(),
            in_main: false,
            beside_notes: None,
            unread: 0,
            told_notes: HashSet::new(),
        }
    }

    /// Reads the whole page. `path` names it in errors.
    pub(super) fn read(&mut self, path: &str) -> Result<(), SourceError> {
        let tree = self.tree;
        let mut at = Some(ROOT);
        while let Some(id) = at {
            let inside = tree.get(id).map(|node| node.first).filter(|&first| first != NONE);
            at = match inside {
                Some(first) if self.enter(id) => Some(first),
                Some(_) => tree.after(id, ROOT, |done| self.leave(done)),
                None => {
                    self.enter(id);
                    tree.after(id, ROOT, |done| self.leave(done))
                }
            };
            if self.sheet.is_spent() {
                let limit = format!("more than {MAX_COMPARISONS} comparisons of elements with style rules");
                return Err(SourceError::Limit { path: path.to_owned(), limit });
            }
        }
        self.flush();
        if self.unread > 0 {
            let message = format!("{} scripts, style sheets and the like are left out", self.unread);
            self.notes.push(Note { kind: NoteKind::Navigation, place: None, message, text: None });
        }
        Ok(())
    }

    /// Begins a node; whether what stands in it is to be read.
    fn enter(&mut self, id: Id) -> bool {
        let Some(node) = self.tree.get(id) else { return false };
        if let Some((text, start)) = self.tree.text(node) {
            self.text(id, text, start);
            return false;
        }
        match self.tree.element(id) {
            Some(element) => self.element(id, element),
            None => id == ROOT,
        }
    }

    fn text(&mut self, id: Id, text: &str, start: u32) {
        if self.is_outside(id) && !text.trim_ascii().is_empty() {
            self.leave_out(id, start, NoteKind::Navigation, "text beside the main part of the page");
        } else if !self.is_outside(id) {
            let white = self.frames.last().map_or(White::Collapse, |frame| frame.white);
            self.line.add(text, start, white);
        }
    }

    /// Whether a node stands beside the part of the page that holds its text.
    fn is_outside(&self, id: Id) -> bool {
        self.outline.main.is_some_and(|main| main != id) && !self.in_main && !self.outline.is_around(id)
    }

    fn element(&mut self, id: Id, element: &Element) -> bool {
        let name = &element.name.local;
        if display_of(name) == Display::None {
            // What a visitor would click on or choose from has words; the rest has code.
            let control = matches!(&**name, "button" | "select" | "textarea" | "object" | "datalist");
            if control {
                self.leave_out(id, element.start, NoteKind::Navigation, "a control of the page");
            }
            self.unread += usize::from(!control && self.tree.get(id).is_some_and(|node| node.first != NONE));
            return false;
        }
        let mut says = self.sheet.of_element(self.tree, id, element);
        if let Some(style) = element.attr(&local_name!("style")) {
            says.itself.overrule(&Declared::of(style));
        }
        let display = says.itself.display.unwrap_or_else(|| display_of(name));
        if aside::is_hidden(element) || display == Display::None || says.itself.visible == Some(false) {
            self.leave_out(id, element.start, NoteKind::Hidden, "text that the page hides");
            return false;
        }
        if self.is_outside(id) {
            self.leave_out(
                id,
                element.start,
                NoteKind::Navigation,
                "a part beside the main part of the page",
            );
            return false;
        }
        if self.outline.is_furniture(self.tree, id, element) {
            self.leave_out(id, element.start, NoteKind::Navigation, "a menu, banner or the like");
            return false;
        }
        let (gone, what) = match self.tracked {
            Tracked::Accepted => ("del", "text that the page marks as deleted"),
            Tracked::Original => ("ins", "text that the page marks as inserted"),
        };
        if **name == *gone {
            self.leave_out(id, element.start, NoteKind::Tracked, what);
            return false;
        }
        if let Some(&note) = self.footnotes.notes.get(&id) {
            if self.told_notes.insert(note) {
                let text = footnotes::plain(self.tree, note, LONGEST_NOTE);
                self.note_footnote(element.start, self.told_notes.len(), text);
            }
            return false;
        }
        if self.footnotes.blocks.contains(&id) {
            return false;
        }
        self.open(id, element, display, says);
        true
    }

    /// Opens an element that is shown.
    fn open(&mut self, id: Id, element: &Element, display: Display, says: Says) {
        let name = &element.name.local;
        let depth = self.frames.len();
        let mut frame = match self.frames.last() {
            Some(outer) => Frame { id, kind: Kind::Inline, ..outer.clone() },
            None => Frame {
                id,
                kind: Kind::Inline,
                white: White::Collapse,
                list: Style::Bullet('•'),
                level: 0,
                bulleted: 0,
                heading: None,
            },
        };
        if display != Display::Inline {
            self.flush();
            frame.kind = Kind::Block;
        }
        match &**name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                frame.heading = name.as_bytes().get(1).map(|digit| digit - b'0');
            }
            "pre" | "listing" | "xmp" | "plaintext" => frame.white = White::Keep,
            "ol" | "ul" | "menu" | "dir" => self.open_list(id, element, &mut frame, &says.itself, depth),
            "table" => {
                self.blocks.open_table();
                frame.kind = Kind::Table;
            }
            "tr" => frame.kind = Kind::Row,
            "td" | "th" => {
                let number = |name: &str| element.attr(&html5ever::LocalName::from(name)).and_then(integer);
                let over = |name: &str| number(name).and_then(|n| u32::try_from(n).ok());
                let shape = Shape::over(over("colspan"), over("rowspan"));
                self.blocks.open_cell(Shape { header: &**name == "th", ..shape });
            }
            "br" => self.line.end_line(element.start),
            "q" => {
                self.line.generated("“", element.start);
                frame.kind = Kind::Quote;
            }
            _ => {}
        }
        if element.has_word(&aside::role(), &["heading"]) {
            let level = element.attr(&html5ever::LocalName::from("aria-level")).and_then(integer);
            frame.heading = Some(level.unwrap_or(2).clamp(1, 9) as u8);
        }
        if self.outline.main == Some(id) {
            self.in_main = true;
            frame.kind = Kind::Main;
        }
        if self.beside_notes.is_none() && footnotes::is_list_of_notes(element) {
            self.flush();
            self.beside_notes = Some(String::new());
            frame.kind = Kind::Notes;
        }
        frame.white = says.itself.white.unwrap_or(frame.white);
        if let Some(list) = &says.itself.list {
            frame.list = list.clone();
        }
        self.count(element, &says.itself, depth);
        let before = says.before.content.as_deref().map(|content| self.counters.printed(content));
        if display == Display::Item {
            frame.kind = Kind::Item(self.labels.len());
            let own = element.attr(&local_name!("type")).filter(|_| **name == *"li").and_then(Style::of_type);
            frame.list = own.filter(|_| says.itself.list.is_none()).unwrap_or(frame.list);
            let text = match says.marker.content.as_deref() {
                Some(content) => self.counters.printed(content),
                None => frame.list.marker(self.counters.value(ITEMS).unwrap_or(0)),
            };
            self.label(text + before.as_deref().unwrap_or_default(), element.start);
        } else if let Some(before) = before {
            match display {
                Display::Inline => self.line.generated(&before, element.start),
                _ => self.label(before, element.start),
            }
        }
        self.frames.push(frame);
    }

    fn open_list(&mut self, id: Id, element: &Element, frame: &mut Frame, says: &Declared, depth: usize) {
        frame.level = frame.level.saturating_add(1);
        let ordered = element.name.local == local_name!("ol");
        if ordered {
            frame.list = Style::Decimal;
        } else {
            // The lists in a list have other signs.
            let signs = ['•', '◦', '▪'];
            frame.list = Style::Bullet(signs.get(frame.bulleted).copied().unwrap_or('▪'));
            frame.bulleted += 1;
        }
        if let Some(kind) = element.attr(&local_name!("type")).and_then(Style::of_type) {
            frame.list = kind;
        }
        let reset = says.reset.iter().flatten().any(|(name, _)| name == ITEMS);
        if !reset {
            let start = element.attr(&local_name!("start")).filter(|_| ordered).and_then(integer);
            let first = match start {
                Some(start) => start,
                None if is_reversed(element) => self.items_of(id),
                None => 1,
            };
            let before = if is_reversed(element) { first.saturating_add(1) } else { first.saturating_sub(1) };
            self.counters.reset(&(ITEMS.to_owned(), before), depth);
        }
    }

    /// How many items a list holds.
    fn items_of(&self, list: Id) -> i32 {
        let mut count = 0i32;
        let mut at = self.tree.get(list).map_or(NONE, |node| node.first);
        while let Some(node) = self.tree.get(at) {
            let is_item = self.tree.element(at).is_some_and(|e| e.name.local == local_name!("li"));
            count = count.saturating_add(i32::from(is_item));
            at = node.next;
        }
        count
    }

    /// Counts an element as its style and its place in a list say.
    fn count(&mut self, element: &Element, says: &Declared, depth: usize) {
        for count in says.reset.iter().flatten() {
            self.counters.reset(count, depth);
        }
        let counted = says.increment.iter().flatten().any(|(name, _)| name == ITEMS);
        if element.name.local == local_name!("li") && !counted {
            let list = self.frames.last().and_then(|frame| self.tree.element(frame.id));
            let by = if list.is_some_and(is_reversed) { -1 } else { 1 };
            self.counters.increment(&(ITEMS.to_owned(), by), depth);
        }
        for count in says.increment.iter().flatten() {
            self.counters.increment(count, depth);
        }
        let value = element.attr(&local_name!("value")).filter(|_| element.name.local == local_name!("li"));
        if let Some(value) = value.and_then(integer) {
            self.counters.set(&(ITEMS.to_owned(), value), depth);
        }
        for count in says.set.iter().flatten() {
            self.counters.set(count, depth);
        }
    }

    fn label(&mut self, text: String, file: u32) {
        if !text.trim().is_empty() {
            self.labels.push(Label { text, file });
        }
    }

    /// Ends a node.
    fn leave(&mut self, id: Id) {
        if self.frames.last().is_none_or(|frame| frame.id != id) {
            return;
        }
        let Some(kind) = self.frames.last().map(|frame| frame.kind) else { return };
        match kind {
            Kind::Inline => {}
            Kind::Quote => self.line.generated("”", self.line.anchors.last().map_or(0, |a| a.file)),
            _ => self.flush(),
        }
        match kind {
            Kind::Item(waiting) => {
                // The number of an item without text is there all the same.
                while self.labels.len() > waiting {
                    let label = self.labels.remove(waiting);
                    self.lone(label);
                }
            }
            Kind::Row => self.blocks.close_row(Some(self.lines)),
            Kind::Table => self.blocks.close_table(),
            Kind::Main => self.in_main = false,
            Kind::Notes => {
                if let Some(text) = self.beside_notes.take().filter(|text| !text.is_empty()) {
                    let place = self.tree.element(id).map_or(0, |element| element.start);
                    let message = "a list of notes is left out of the running text".to_owned();
                    self.note(NoteKind::Footnote, place, message, Some(text));
                }
            }
            _ => {}
        }
        self.frames.pop();
        self.counters.leave(self.frames.len());
    }

    /// Prints a marker that has no text behind it.
    fn lone(&mut self, label: Label) {
        let hint = self.hint(label.file, label.text.trim_end().len());
        let mut para = Para::new(label.text.trim_end().to_owned(), hint);
        para.anchors.push(Anchor { text: 0, file: label.file });
        self.blocks.place(para, Some(self.lines));
    }

    fn hint(&self, file: u32, label: usize) -> Hint {
        let mut hint = Hint::new(0, Place::Line(self.lines.line(file)));
        hint.label = label as u32;
        if let Some(frame) = self.frames.last() {
            hint.heading = frame.heading;
            hint.list = frame.level;
        }
        hint
    }

    /// Prints the block that is open, with the markers that wait for it.
    fn flush(&mut self) {
        if self.line.is_empty() {
            self.line = Line::default();
            return;
        }
        let line = std::mem::take(&mut self.line);
        if let Some(beside) = &mut self.beside_notes {
            if beside.len() < LONGEST_NOTE {
                beside.push_str(line.text.trim());
                beside.push('\n');
            }
            self.labels.clear();
            return;
        }
        let mut label = self.labels.pop();
        for outer in std::mem::take(&mut self.labels) {
            self.lone(outer);
        }
        let mut at = 0;
        // An empty line between two line ends parts paragraphs, but where all is as it was typed.
        let parts = if line.typed { vec![line.text.as_str()] } else { line.text.split("\n\n").collect() };
        for part in parts {
            let start = at;
            at += part.len() + 2;
            let text = part.trim_end();
            if text.trim().is_empty() {
                continue;
            }
            let before = label.take();
            let (mut out, file) =
                before.map_or((String::new(), None), |label| (label.text, Some(label.file)));
            let mut anchors: Vec<Anchor> = file.map(|file| Anchor { text: 0, file }).into_iter().collect();
            let label_length = out.trim_end().len();
            line.part(start..start + text.len(), &mut out, &mut anchors);
            let hint = self.hint(anchors.first().map_or(0, |a| a.file), label_length);
            let mut para = Para::new(out, hint);
            para.wraps = None;
            para.anchors = anchors;
            self.blocks.place(para, Some(self.lines));
        }
    }

    fn note_footnote(&mut self, file: u32, number: usize, text: String) {
        let message = format!("note {number} is left out of the running text");
        self.note(NoteKind::Footnote, file, message, Some(text));
    }

    /// Tells of a node that is not read, if there is text in it.
    fn leave_out(&mut self, id: Id, file: u32, kind: NoteKind, what: &str) {
        let text = footnotes::plain(self.tree, id, LONGEST_NOTE);
        if !text.is_empty() {
            self.note(kind, file, format!("{what} is left out"), Some(text));
        }
    }

    fn note(&mut self, kind: NoteKind, file: u32, message: String, text: Option<String>) {
        let place = Some(Place::Line(self.lines.line(file)));
        self.notes.push(Note { kind, place, message, text });
    }
}

fn is_reversed(list: &Element) -> bool {
    list.name.local == local_name!("ol") && list.attr(&html5ever::LocalName::from("reversed")).is_some()
}

/// A number as HTML reads it: a sign, digits, and whatever is behind them.
fn integer(value: &str) -> Option<i32> {
    let value = value.trim_ascii_start();
    let signed = value.strip_prefix(['-', '+']).unwrap_or(value);
    let digits = signed.bytes().take_while(u8::is_ascii_digit).count();
    let end = value.len() - signed.len() + digits;
    value.get(..end)?.parse().ok()
}
