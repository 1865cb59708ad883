//! Rich Text: what a reader of the printed page would see.
//!
//! Word processors write the number of each list paragraph into the file; where one
//! did not, it is counted by the file's lists. Headers, footnotes, comments, text
//! boxes and hidden text are left out of the text and told in notes.

mod lists;
mod pages;
mod state;
mod token;

use std::collections::{HashMap, HashSet};

use encoding_rs::Encoding;

use super::Reading;
use super::blocks::{Blocks, Para, Shape};
use super::error::SourceError;
use super::options::{Options, Tracked};
use crate::text::{Hint, Note, NoteKind, Place};
use lists::Lists;
use state::{Into, State, destination};
use token::{Token, Tokens};

/// Reads a Rich Text file.
pub(super) fn read(path: &str, bytes: &[u8], options: &Options) -> Result<Reading, SourceError> {
    let mut page = Page::new(path, options);
    page.read(bytes)?;
    Ok(page.blocks.reading(page.file.name(), page.notes))
}

/// Text that is told beside the running text.
struct Aside {
    kind: NoteKind,
    text: String,
    /// Groups that were open when it began.
    depth: usize,
}

/// The file while it is read.
struct Page<'a> {
    path: &'a str,
    options: &'a Options,
    blocks: Blocks,
    notes: Vec<Note>,
    /// The encoding of fonts that have none of their own.
    file: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    /// Levels of the headings that styles make.
    headings: HashMap<i32, u8>,
    lists: Lists,
    states: Vec<State>,
    now: State,
    /// Bytes of text that are still to be decoded, and where they begin.
    bytes: Vec<u8>,
    from: usize,
    /// The first half of a character beyond U+FFFF.
    half: Option<u16>,
    /// Characters to pass over: they stand in for one that old programs do not know.
    skip: u32,
    /// Whether the group is one that may be passed over.
    optional: bool,
    line: String,
    label: String,
    asides: Vec<Aside>,
    headers: HashSet<String>,
    in_table: bool,
    cell_open: bool,
    /// The row is the head of its table.
    head: bool,
    count: u32,
    footnotes: usize,
    changed: bool,
}

impl<'a> Page<'a> {
    fn new(path: &'a str, options: &'a Options) -> Self {
        Self {
            path,
            options,
            blocks: Blocks::default(),
            notes: Vec::new(),
            file: options.encoding.map_or(encoding_rs::WINDOWS_1252, |encoding| encoding.0),
            fonts: HashMap::new(),
            headings: HashMap::new(),
            lists: Lists::default(),
            states: Vec::new(),
            now: State::default(),
            bytes: Vec::new(),
            from: 0,
            half: None,
            skip: 0,
            optional: false,
            line: String::new(),
            label: String::new(),
            asides: Vec::new(),
            headers: HashSet::new(),
            in_table: false,
            cell_open: false,
            head: false,
            count: 0,
            footnotes: 0,
            changed: false,
        }
    }

    fn fail(&self, at: usize, reason: &str) -> SourceError {
        SourceError::Rtf { path: self.path.to_owned(), offset: at, reason: reason.to_owned() }
    }

    fn read(&mut self, bytes: &[u8]) -> Result<(), SourceError> {
        let start = bytes.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let mut tokens = Tokens::new(bytes);
        tokens.pass_over(start);
        if !bytes.get(start..).is_some_and(|rest| rest.starts_with(b"{\\rtf")) {
            return Err(self.fail(start, "does not begin as Rich Text does"));
        }
        let most = self.options.limits.rtf_depth;
        loop {
            let at = tokens.at();
            let Some(token) = tokens.next() else {
                return Err(self.fail(at, "ends inside a group"));
            };
            match token {
                Token::Open => {
                    self.decode()?;
                    self.skip = 0;
                    if self.states.len() >= most {
                        let limit = format!("byte {at}: more than {most} groups open at once (rtf_depth)");
                        return Err(SourceError::Limit { path: self.path.to_owned(), limit });
                    }
                    self.states.push(self.now);
                    self.optional = false;
                }
                Token::Close => {
                    self.decode()?;
                    self.skip = 0;
                    self.close();
                    if self.states.is_empty() {
                        break;
                    }
                }
                Token::Byte(_) if self.skip > 0 => self.skip -= 1,
                Token::Byte(byte) => {
                    if self.bytes.is_empty() {
                        self.from = at;
                    }
                    self.bytes.push(byte);
                }
                Token::Word("bin", count) => {
                    let count = count.and_then(|n| usize::try_from(n).ok());
                    tokens.pass_over(count.unwrap_or(0));
                }
                Token::Word("u", Some(unit)) => {
                    self.decode()?;
                    self.unit(unit as u16);
                    self.skip = self.now.stand_ins;
                }
                Token::Word(word, number) => {
                    self.decode()?;
                    self.word(word, number);
                }
                Token::Sign(sign) => {
                    self.decode()?;
                    self.sign(sign);
                }
            }
        }
        self.end_paragraph();
        self.leave_table();
        if self.changed {
            let side = match self.options.tracked {
                Tracked::Accepted => "read as if accepted; --tracked original reads the text before them",
                Tracked::Original => "read as before them; --tracked accepted reads the text after them",
            };
            let message = format!("the text holds tracked changes, {side}");
            self.notes.push(Note { kind: NoteKind::Tracked, place: None, message, text: None });
        }
        Ok(())
    }

    /// Turns the bytes since the last control word into text.
    fn decode(&mut self) -> Result<(), SourceError> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let bytes = std::mem::take(&mut self.bytes);
        if self.now.into == Into::Nothing {
            return Ok(());
        }
        let encoding = self.fonts.get(&self.now.font).copied().unwrap_or(self.file);
        if bytes.is_ascii() || self.now.into == Into::ListLabel {
            bytes.iter().for_each(|b| self.character(char::from(*b)));
            return Ok(());
        }
        match encoding.decode_without_bom_handling_and_without_replacement(&bytes) {
            Some(text) => text.chars().for_each(|c| self.character(c)),
            None => {
                let byte = bytes.iter().copied().find(|b| !b.is_ascii()).unwrap_or_default();
                return Err(SourceError::BadByte {
                    path: self.path.to_owned(),
                    offset: self.from,
                    byte,
                    encoding: encoding.name(),
                });
            }
        }
        Ok(())
    }

    /// A character as UTF-16 counts them; private ones with a sign are of symbol fonts.
    fn unit(&mut self, unit: u16) {
        let half = self.half.take();
        if (0xd800..0xdc00).contains(&unit) {
            self.half = Some(unit);
            return;
        }
        let units = half.into_iter().chain([unit]);
        char::decode_utf16(units).flatten().for_each(|c| self.character(c));
    }

    /// A character of whatever is being read.
    fn character(&mut self, c: char) {
        match self.now.into {
            Into::Nothing | Into::Fonts | Into::Styles | Into::Lists | Into::Overrides => {}
            Into::ListLabel => self.lists.label_character(c),
            Into::Label => self.label.push(c),
            Into::Text => {
                let (gone, side) = (self.now.deleted, self.options.tracked);
                self.changed |= self.now.deleted || self.now.inserted;
                let gone = if side == Tracked::Original { self.now.inserted } else { gone };
                if gone {
                    return;
                }
                match self.asides.last_mut() {
                    Some(aside) => aside.text.push(c),
                    None if self.now.hidden => self.hidden(c),
                    None => self.line.push(c),
                }
            }
        }
    }

    fn hidden(&mut self, c: char) {
        let place = Some(Place::Paragraph(self.count.saturating_add(1)));
        match self.notes.last_mut() {
            Some(Note { kind: NoteKind::Hidden, place: there, text: Some(text), .. }) if *there == place => {
                text.push(c);
            }
            _ => {
                let message = "hidden text is left out".to_owned();
                let text = Some(c.to_string());
                self.notes.push(Note { kind: NoteKind::Hidden, place, message, text });
            }
        }
    }

    fn sign(&mut self, sign: u8) {
        match sign {
            b'*' => self.optional = true,
            _ if self.skip > 0 => self.skip -= 1,
            b'~' => self.character('\u{a0}'),
            b'_' => self.character('-'),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        if self.states.is_empty() {
            return;
        }
        let optional = std::mem::take(&mut self.optional);
        if let Some((into, aside)) = destination(word) {
            // What stands in a group that is passed over comes to light only in these.
            let hidden = self.now.into == Into::Nothing && !matches!(word, "shptxt" | "ud");
            if !hidden {
                self.now.into = into;
                if let Some(kind) = aside {
                    self.now.hidden = false;
                    self.asides.push(Aside { kind, text: String::new(), depth: self.states.len() });
                }
            }
        } else if optional {
            self.now.into = Into::Nothing;
        }
        let on = number != Some(0);
        match self.now.into {
            Into::Fonts => self.font(word, number),
            Into::Styles => self.style(word, number),
            Into::Lists | Into::ListLabel => self.lists.define(word, number.unwrap_or(0)),
            Into::Overrides => self.lists.refer(word, number.unwrap_or(0)),
            _ => {}
        }
        match word {
            "ansicpg" if self.options.encoding.is_none() => {
                self.file = number.and_then(pages::of_page).unwrap_or(self.file);
            }
            "uc" => self.now.stand_ins = number.and_then(|n| u32::try_from(n).ok()).unwrap_or(1).min(16),
            "deff" => self.now.font = number.unwrap_or(0),
            "f" if self.now.into != Into::Fonts => self.now.font = number.unwrap_or(0),
            "plain" => (self.now.hidden, self.now.deleted, self.now.inserted) = (false, false, false),
            "v" => self.now.hidden = on,
            "deleted" => self.now.deleted = on,
            "revised" => self.now.inserted = on,
            _ if self.now.into == Into::Text => self.set(word, number),
            "tab" => self.character('\t'),
            _ => {}
        }
    }

    /// A control word of the running text.
    fn set(&mut self, word: &str, number: Option<i32>) {
        let paragraph = &mut self.now.paragraph;
        match word {
            "pard" => *paragraph = state::Paragraph::default(),
            "s" => paragraph.style = number,
            "ls" => paragraph.list = number,
            "ilvl" => paragraph.level = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0),
            "outlinelevel" => paragraph.outline = number.and_then(heading),
            "intbl" => paragraph.in_table = true,
            "par" | "sect" | "nestcell" | "nestrow" => self.end_paragraph(),
            "cell" => self.end_cell(),
            "row" => self.end_row(),
            "trowd" => self.head = false,
            "trhdr" => self.head = number != Some(0),
            "line" | "page" | "column" => self.character('\n'),
            "tab" => self.character('\t'),
            "emdash" => self.character('—'),
            "endash" => self.character('–'),
            "lquote" => self.character('‘'),
            "rquote" => self.character('’'),
            "ldblquote" => self.character('“'),
            "rdblquote" => self.character('”'),
            "bullet" => self.character('•'),
            "emspace" | "enspace" | "qmspace" => self.character(' '),
            _ => {}
        }
    }

    fn font(&mut self, word: &str, number: Option<i32>) {
        match (word, number) {
            ("f", Some(n)) => self.now.font = n,
            ("fcharset", Some(charset)) => {
                if let Some(encoding) = pages::of_charset(charset) {
                    self.fonts.insert(self.now.font, encoding);
                }
            }
            _ => {}
        }
    }

    fn style(&mut self, word: &str, number: Option<i32>) {
        match (word, number) {
            ("s", _) => self.now.paragraph.style = number,
            ("outlinelevel", Some(level)) => {
                let style = self.now.paragraph.style.unwrap_or(0);
                self.headings.extend(heading(level).map(|level| (style, level)));
            }
            _ => {}
        }
    }

    /// Ends a group, and what began with it.
    fn close(&mut self) {
        let depth = self.states.len();
        if let Some(aside) = self.asides.pop_if(|aside| aside.depth >= depth) {
            self.tell(&aside);
        }
        let was = self.now;
        if let Some(state) = self.states.pop() {
            self.now = state;
        }
        // Word writes the properties of a paragraph into the group of its number.
        if was.into == Into::Label {
            self.now.paragraph = was.paragraph;
        }
    }

    fn tell(&mut self, aside: &Aside) {
        let text = aside.text.trim();
        if text.is_empty() {
            return;
        }
        let message = match aside.kind {
            NoteKind::Footnote => {
                self.footnotes += 1;
                format!("note {} is left out of the running text", self.footnotes)
            }
            NoteKind::RunningHeader => "a page header or footer is left out".to_owned(),
            NoteKind::Comment => "a comment is left out".to_owned(),
            _ => "the text of a text box is left out".to_owned(),
        };
        let place =
            (aside.kind != NoteKind::RunningHeader).then(|| Place::Paragraph(self.count.saturating_add(1)));
        // Every section has its headers, mostly the same.
        if aside.kind != NoteKind::RunningHeader || self.headers.insert(text.to_owned()) {
            self.notes.push(Note { kind: aside.kind, place, message, text: Some(text.to_owned()) });
        }
    }

    fn end_paragraph(&mut self) {
        if let Some(aside) = self.asides.last_mut() {
            aside.text.push('\n');
            return;
        }
        let paragraph = self.now.paragraph;
        self.count = self.count.saturating_add(1);
        if paragraph.in_table {
            if !std::mem::replace(&mut self.in_table, true) {
                self.blocks.open_table();
                self.cell_open = false;
            }
            if !std::mem::replace(&mut self.cell_open, true) {
                self.blocks.open_cell(Shape::default());
            }
        } else {
            self.leave_table();
        }
        let mut hint = Hint::new(0, Place::Paragraph(self.count));
        hint.heading = paragraph.outline.or_else(|| self.headings.get(&paragraph.style?).copied());
        let written = std::mem::take(&mut self.label);
        let mut label = written.trim().to_owned();
        if !label.is_empty() {
            label.push(' ');
        } else if let Some(list) = paragraph.list.filter(|_| !self.line.trim().is_empty()) {
            label = self.lists.count(list, paragraph.level).unwrap_or_default();
        }
        hint.list = paragraph.list.map_or(0, |_| u8::try_from(paragraph.level + 1).unwrap_or(u8::MAX));
        hint.label = label.trim_end().len() as u32;
        let text = label + &std::mem::take(&mut self.line);
        self.blocks.place(Para::new(text, hint), None);
    }

    fn end_cell(&mut self) {
        self.now.paragraph.in_table = true;
        self.end_paragraph();
        self.cell_open = false;
    }

    fn end_row(&mut self) {
        if self.asides.is_empty() && self.in_table {
            if self.head {
                self.blocks.head_row();
            }
            self.blocks.close_row(None);
            self.cell_open = false;
        }
    }

    fn leave_table(&mut self) {
        if std::mem::take(&mut self.in_table) {
            // A row that was not ended is there all the same.
            self.blocks.close_row(None);
            self.blocks.close_table();
        }
    }
}

/// Outline levels 0 to 8 are headings 1 to 9; 9 is body text.
fn heading(outline: i32) -> Option<u8> {
    u8::try_from(outline).ok().filter(|level| *level < 9).map(|level| level + 1)
}
