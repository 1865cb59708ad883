//! Markdown (CommonMark with tables and footnotes): what a reader of the rendered
//! page sees, with the numbers of its lists.
//!
//! Rendered, a list counts on from its first number, whatever is typed behind it.
//! Lists that say `1.` for every item are meant so. Where other numbers are typed
//! they are what the paper says, and a gap among them is one.

mod grid;
mod list;
mod spans;

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options as Extensions, Parser, Tag, TagEnd};

use super::blocks::{Blocks, Para, Shape};
use super::error::SourceError;
use super::html::{self, Line};
use super::options::Options;
use super::{Reading, encoding};
use crate::text::{Anchor, Hint, LineTable, Note, NoteKind, Place};
use list::{Label, List};

/// Reads a Markdown file.
pub(super) fn read(path: &str, bytes: &[u8], options: &Options) -> Result<Reading, SourceError> {
    let decoded = encoding::decode(path, bytes, options.encoding)?;
    let file = decoded.text;
    let lines = LineTable::new(&file);
    let mut page = Page::new(path, &file, &lines, options);
    page.read()?;
    let Page { blocks, notes, .. } = page;
    let notes = decoded.note.into_iter().chain(notes).collect();
    Ok(blocks.of_text(file, lines, decoded.encoding.name(), notes))
}

/// A footnote, and where it stands.
struct Footnote {
    name: String,
    text: String,
    at: u32,
}

/// The file while it is read.
struct Page<'a> {
    path: &'a str,
    file: &'a str,
    lines: &'a LineTable,
    options: &'a Options,
    blocks: Blocks,
    notes: Vec<Note>,
    line: Line,
    /// Line ends in `line` that a renderer shows as blanks.
    soft: Vec<u32>,
    labels: Vec<Label>,
    lists: Vec<List>,
    heading: Option<u8>,
    /// Pictures that are open: their text is not shown.
    pictures: usize,
    /// The footnotes that are being read.
    footnotes: Vec<Footnote>,
    /// Notes that were read, in their order.
    read_notes: Vec<Footnote>,
    references: Vec<(String, u32)>,
    /// Whether a table of HTML was not ended by all that comes behind it.
    no_table_ends: bool,
    /// What stands before the text of the file and is about it.
    metadata: Option<u32>,
}

impl<'a> Page<'a> {
    fn new(path: &'a str, file: &'a str, lines: &'a LineTable, options: &'a Options) -> Self {
        Self {
            path,
            file,
            lines,
            options,
            blocks: Blocks::default(),
            notes: Vec::new(),
            line: Line::default(),
            soft: Vec::new(),
            labels: Vec::new(),
            lists: Vec::new(),
            heading: None,
            pictures: 0,
            footnotes: Vec::new(),
            read_notes: Vec::new(),
            references: Vec::new(),
            no_table_ends: false,
            metadata: None,
        }
    }

    fn read(&mut self) -> Result<(), SourceError> {
        let extensions = Extensions::ENABLE_TABLES
            | Extensions::ENABLE_FOOTNOTES
            | Extensions::ENABLE_HEADING_ATTRIBUTES
            | Extensions::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        // What was read last as HTML, or as a table.
        let mut read = 0..0;
        let mut html: Option<Range<usize>> = None;
        for (event, at) in Parser::new_ext(self.file, extensions).into_offset_iter() {
            if read.contains(&at.start) {
                continue;
            }
            match event {
                Event::Start(Tag::HtmlBlock) => {
                    self.flush();
                    html = Some(at);
                }
                Event::End(TagEnd::HtmlBlock) => {
                    if let Some(block) = html.take() {
                        let block = block.start..self.html_end(&block);
                        read = block.clone();
                        self.html(block)?;
                    }
                }
                Event::Html(_) => {}
                Event::Start(Tag::Paragraph) if self.grid(&at) => read = at,
                event => self.event(event, &at),
            }
        }
        self.flush();
        self.tell_footnotes();
        Ok(())
    }

    /// Tells of each note once, in the order in which the text refers to them.
    fn tell_footnotes(&mut self) {
        let mut read: HashMap<String, Footnote> = HashMap::new();
        let mut order = std::mem::take(&mut self.references);
        for note in std::mem::take(&mut self.read_notes) {
            order.push((note.name.clone(), note.at));
            read.entry(note.name.clone()).or_insert(note);
        }
        let mut count = 0;
        for (name, at) in order {
            let Some(note) = read.remove(&name) else { continue };
            count += 1;
            let message = format!("note {count} is left out of the running text");
            self.note(NoteKind::Footnote, at, message, Some(note.text.trim_end().to_owned()));
        }
    }

    /// Where a block of HTML ends: a table that has blank lines in it goes on to its end tag.
    fn html_end(&mut self, block: &Range<usize>) -> usize {
        let find = |text: &str, tag: &str| {
            let starts = memchr::memchr_iter(b'<', text.as_bytes());
            let is_tag = |at: &usize| {
                text.as_bytes()
                    .get(*at..at + tag.len())
                    .is_some_and(|t| t.eq_ignore_ascii_case(tag.as_bytes()))
            };
            starts.clone().find(is_tag)
        };
        let inside = self.file.get(block.clone()).unwrap_or_default();
        if self.no_table_ends || find(inside, "<table").is_none() || find(inside, "</table").is_some() {
            return block.end;
        }
        let rest = self.file.get(block.end..).unwrap_or_default();
        let Some(at) = find(rest, "</table") else {
            self.no_table_ends = true;
            return block.end;
        };
        let line = rest.get(at..).and_then(|rest| memchr::memchr(b'\n', rest.as_bytes()));
        line.map_or(self.file.len(), |line| block.end + at + line + 1)
    }

    fn html(&mut self, block: Range<usize>) -> Result<(), SourceError> {
        let text = self.file.get(block.clone()).unwrap_or_default().trim();
        // Tools leave comments where pictures were.
        if text.starts_with("<!--") && text.find("-->") == text.len().checked_sub(3) {
            return Ok(());
        }
        for label in std::mem::take(&mut self.labels) {
            self.lone(&label);
        }
        let Self { path, file, lines, options, .. } = *self;
        let Some(note) = self.footnotes.last_mut() else {
            return html::fragment(path, file, block, lines, options, &mut self.blocks, &mut self.notes);
        };
        let mut inside = Blocks::default();
        html::fragment(path, file, block, lines, options, &mut inside, &mut self.notes)?;
        note.text.push_str(&inside.text);
        note.text.push('\n');
        Ok(())
    }

    /// Reads a paragraph that is a grid table; whether it is one.
    fn grid(&mut self, at: &Range<usize>) -> bool {
        let table = self.file.get(at.clone()).unwrap_or_default();
        let Some(rows) = grid::rows(table) else { return false };
        self.flush();
        self.blocks.open_table();
        for row in rows {
            for cell in row {
                self.blocks.open_cell(Shape::default());
                for line in cell {
                    let line = at.start + line.start..at.start + line.end;
                    if line.is_empty() {
                        self.flush();
                    }
                    self.cell_line(line);
                }
                self.flush();
            }
            self.blocks.close_row(Some(self.lines));
        }
        self.blocks.close_table();
        true
    }

    /// Reads a line of a cell: what opens a block in it stands as it is.
    fn cell_line(&mut self, line: Range<usize>) {
        if !self.line.is_empty() {
            self.event(Event::SoftBreak, &(line.start..line.start));
        }
        let text = self.file.get(line.clone()).unwrap_or_default();
        let marks = text.bytes().take_while(|b| b.is_ascii_digit() || b"-+*#.)> ".contains(b)).count();
        let behind = text.get(marks..).unwrap_or_default();
        let block = text.get(..marks).unwrap_or_default();
        // Marks that are emphasis stand right before its text.
        let block = if block.ends_with(' ') { block } else { "" };
        self.text(block, &(line.start..line.end));
        let from = line.start + block.len();
        let rest = if block.is_empty() { text } else { behind };
        for (event, at) in Parser::new(rest).into_offset_iter() {
            if !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)) {
                self.event(event, &(from + at.start..from + at.end));
            }
        }
    }

    fn event(&mut self, event: Event<'_>, at: &Range<usize>) {
        let start = at.start as u32;
        match event {
            Event::Start(tag) => self.open(tag, at),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, at),
            Event::Code(text) => {
                // Behind as many marks as stand before it.
                let source = self.file.get(at.clone()).unwrap_or_default();
                let behind = source.find(&*text).unwrap_or(0);
                self.text(&text, &(at.start + behind..at.end));
            }
            Event::SoftBreak if self.heading.is_some() || self.is_blank(at.end) => {
                self.line.add("\n", start, html::White::Collapse);
            }
            Event::SoftBreak => {
                self.soft.push(self.line.text.len() as u32);
                self.line.end_line(start);
            }
            Event::HardBreak => self.line.end_line(start),
            Event::InlineHtml(tag) => {
                let name = tag.get(1..3).unwrap_or_default();
                let ends = tag.as_bytes().get(3).is_none_or(|b| !b.is_ascii_alphanumeric());
                if name.eq_ignore_ascii_case("br") && ends {
                    self.line.end_line(start);
                }
            }
            Event::FootnoteReference(name) => self.references.push((name.into_string(), start)),
            Event::Rule => self.flush(),
            Event::Html(_) | Event::TaskListMarker(_) => {}
        }
    }

    /// Whether the line that begins here goes on with a word: the line end before it is
    /// a blank. Where something else begins, it stays a line, and whoever reads the
    /// text may take it for more than the renderer does.
    fn is_blank(&self, at: usize) -> bool {
        let rest = self.file.get(at..).unwrap_or_default();
        let mut marks = rest.trim_start_matches([' ', '\t', '>', '*', '_', '[', '`']).chars();
        marks.next().is_some_and(|c| c.is_alphabetic() && !self.line.ends_wide_before(c))
    }

    fn text(&mut self, text: &str, at: &Range<usize>) {
        if self.pictures == 0 && self.metadata.is_none() {
            self.line.add(text, at.start as u32, html::White::Keep);
        }
    }

    fn open(&mut self, tag: Tag<'_>, at: &Range<usize>) {
        let start = at.start as u32;
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => return,
            Tag::Image { .. } => {
                self.pictures += 1;
                return;
            }
            _ => self.flush(),
        }
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(level_of(level)),
            Tag::List(first) => self.lists.push(List::new(first, self.lists.len())),
            Tag::Item => {
                let source = self.file.get(at.clone()).unwrap_or_default();
                let Some(list) = self.lists.last_mut() else { return };
                let (label, told) = list.item(source, start);
                self.labels.push(label);
                if let Some(message) = told {
                    self.note(NoteKind::Renumbered, start, message, None);
                }
            }
            Tag::FootnoteDefinition(name) => {
                self.footnotes.push(Footnote { name: name.into_string(), text: String::new(), at: start });
            }
            Tag::Table(_) => self.blocks.open_table(),
            Tag::TableHead => self.blocks.head_row(),
            Tag::TableCell => self.blocks.open_cell(Shape::default()),
            Tag::MetadataBlock(_) => self.metadata = Some(start),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => return,
            TagEnd::Image => {
                self.pictures = self.pictures.saturating_sub(1);
                return;
            }
            _ => self.flush(),
        }
        match tag {
            TagEnd::Heading(_) => self.heading = None,
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Item => {
                // The number of an item without text is there all the same.
                for label in std::mem::take(&mut self.labels) {
                    self.lone(&label);
                }
            }
            TagEnd::FootnoteDefinition => {
                self.read_notes.extend(self.footnotes.pop());
            }
            TagEnd::TableHead | TagEnd::TableRow => self.blocks.close_row(Some(self.lines)),
            TagEnd::Table => self.blocks.close_table(),
            TagEnd::MetadataBlock(_) => {
                if let Some(at) = self.metadata.take() {
                    self.note(
                        NoteKind::Navigation,
                        at,
                        "what is said about the file is left out".to_owned(),
                        None,
                    );
                }
            }
            _ => {}
        }
    }

    fn hint(&self, at: u32, label: usize) -> Hint {
        let mut hint = Hint::new(0, Place::Line(self.lines.line(at)));
        hint.heading = self.heading;
        hint.label = label as u32;
        hint.list = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        hint
    }

    /// Prints a number that has no text behind it.
    fn lone(&mut self, label: &Label) {
        let text = label.text.trim_end();
        let mut para = Para::new(text.to_owned(), self.hint(label.at, text.len()));
        para.anchors.push(Anchor { text: 0, file: label.at });
        self.place(para);
    }

    fn place(&mut self, para: Para) {
        match self.footnotes.last_mut() {
            Some(note) => {
                note.text.push_str(&para.text);
                note.text.push('\n');
            }
            None => self.blocks.place(para, Some(self.lines)),
        }
    }

    /// Prints the block that is open, with the numbers that wait for it.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let soft = std::mem::take(&mut self.soft);
        if line.is_empty() {
            return;
        }
        let label = self.labels.pop();
        for outer in std::mem::take(&mut self.labels) {
            self.lone(&outer);
        }
        let (mut text, mut anchors, mut behind) = (String::new(), Vec::new(), Vec::new());
        if let Some(label) = &label {
            text.push_str(&label.text);
            anchors.push(Anchor { text: 0, file: label.at });
        }
        for part in spans::shown(&line.text) {
            let (from, to) = (part.start as u32, text.len() as u32);
            let first = soft.partition_point(|at| *at < from);
            let inside = soft.iter().skip(first).take_while(|at| part.contains(&(**at as usize)));
            behind.extend(inside.map(|at| at - from + to));
            line.part(part, &mut text, &mut anchors);
        }
        text.truncate(text.trim_end().len());
        let at = anchors.first().map_or(0, |a| a.file);
        let mut para = Para::new(text, self.hint(at, label.map_or(0, |l| l.text.trim_end().len())));
        para.anchors = anchors;
        para.wraps = None;
        para.soft = behind;
        self.place(para);
    }

    fn note(&mut self, kind: NoteKind, at: u32, message: String, text: Option<String>) {
        self.notes.push(Note { kind, place: Some(Place::Line(self.lines.line(at))), message, text });
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
