//! The running text: paragraphs in order, tables row by row, a blank line
//! between any two so that no paragraph is taken for another's wrapped line.

use super::numbering::Numbering;
use super::paragraph::{Content, Reader};
use super::styles;
use super::styles::{NumPr, Styles};
use super::table::{Para, Table, Tables};
use super::xml::{Node, Token, Xml};
use crate::read::error::SourceError;
use crate::read::options::Tracked;
use crate::text::{Hint, Note, NoteKind, Place};

/// A footnote or endnote that the text refers to.
pub(super) struct NoteRef {
    /// `footnotes` or `endnotes`.
    pub part: &'static str,
    /// The note's id in that part.
    pub id: String,
    /// Where it is referred to.
    pub place: Place,
}

/// The body while it is read.
pub(super) struct Body<'a> {
    pub styles: &'a Styles,
    pub numbering: Numbering,
    pub tracked: Tracked,
    pub text: String,
    pub hints: Vec<Hint>,
    pub notes: Vec<Note>,
    pub references: Vec<NoteRef>,
    tables: Tables,
    count: u32,
    /// Text of paragraphs whose end is not there on the side that is read: it
    /// runs on into the next paragraph.
    carried: String,
    changes: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, numbering: Numbering, tracked: Tracked) -> Self {
        Self {
            styles,
            numbering,
            tracked,
            text: String::new(),
            hints: Vec::new(),
            notes: Vec::new(),
            references: Vec::new(),
            tables: Tables::default(),
            count: 0,
            carried: String::new(),
            changes: 0,
        }
    }

    /// Reads the whole main part.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), SourceError> {
        loop {
            match xml.next()? {
                Token::Open(element) => match element.name.as_str() {
                    "w:p" => {
                        let node = xml.subtree(element)?;
                        self.paragraph(&node);
                    }
                    "w:tbl" => self.tables.open(),
                    "w:trPr" => {
                        let node = xml.subtree(element)?;
                        self.row_properties(&node);
                    }
                    "w:tc" => self.tables.open_cell(),
                    // Both sides of a choice say the same.
                    "mc:Fallback" | "w:sdtPr" => {
                        xml.subtree(element)?;
                    }
                    "w:altChunk" | "w:subDoc" => self.notes.push(Note {
                        kind: NoteKind::Unreadable,
                        place: Some(Place::Paragraph(self.count.saturating_add(1))),
                        message: "another document is put in here, which was not read".to_owned(),
                        text: None,
                    }),
                    _ => {}
                },
                Token::Close(name) if name == "w:tr" => self.close_row(),
                Token::Close(name) if name == "w:tbl" => self.tables.close(),
                Token::End => break,
                _ => {}
            }
        }
        if self.changes > 0 {
            let side = match self.tracked {
                Tracked::Accepted => "read as if accepted",
                Tracked::Original => "read as before them",
            };
            let message = format!("{} paragraphs or rows hold tracked changes, {side}", self.changes);
            self.notes.push(Note { kind: NoteKind::Tracked, place: None, message, text: None });
        }
        Ok(())
    }

    fn row_properties(&mut self, node: &Node) {
        let (inserted, deleted) = (node.child("w:ins").is_some(), node.child("w:del").is_some());
        self.changes += usize::from(inserted || deleted);
        let gone = match self.tracked {
            Tracked::Accepted => deleted,
            Tracked::Original => inserted,
        };
        if gone {
            self.tables.drop_row();
        }
    }

    fn close_row(&mut self) {
        for para in self.tables.close_row() {
            self.place(para);
        }
    }

    fn paragraph(&mut self, node: &Node) {
        self.count = self.count.saturating_add(1);
        let place = Place::Paragraph(self.count);
        let now = node.child("w:pPr");
        let before = now.and_then(|p| p.child("w:pPrChange")).and_then(|c| c.child("w:pPr"));
        let properties = match self.tracked {
            Tracked::Original => before.or(now),
            Tracked::Accepted => now,
        };
        let style = self.styles.paragraph(properties.and_then(|p| p.value("w:pStyle")));
        let reader =
            Reader { styles: self.styles, tracked: self.tracked, hidden: style.hidden.unwrap_or(false) };
        let mut content = reader.read(node);
        let mark = now.and_then(|p| p.child("w:rPr"));
        let marked = |names: [&str; 2]| mark.is_some_and(|m| names.iter().any(|n| m.child(n).is_some()));
        let (inserted, deleted) = (marked(["w:ins", "w:moveTo"]), marked(["w:del", "w:moveFrom"]));
        self.changes += usize::from(content.tracked || inserted || deleted || before.is_some());
        self.tell(&mut content, place);
        let runs_on = match self.tracked {
            Tracked::Accepted => deleted,
            Tracked::Original => inserted,
        };
        if runs_on {
            self.carried.push_str(&content.text);
            return;
        }
        let own = properties.and_then(NumPr::read).unwrap_or_default();
        let label = self.numbering.count(own.num_id, own.level, &style, self.styles);
        let mut text = String::new();
        let mut hint = Hint::new(0, place);
        hint.heading = match properties.and_then(|p| p.number::<u8>("w:outlineLvl")) {
            Some(outline) => styles::heading(outline),
            None => style.heading,
        };
        hint.size = content.size.or(style.size);
        hint.indent = properties.and_then(styles::indent).or(style.indent);
        if let Some(label) = label {
            hint.indent = properties.and_then(styles::indent).or(label.indent).or(style.indent);
            hint.label = label.text.trim_end().len() as u32;
            text.push_str(&label.text);
            if let Some(format) = label.unknown {
                let message = format!("its number is in the format {format}, and is given as a decimal");
                self.notes.push(Note { kind: NoteKind::Unreadable, place: Some(place), message, text: None });
            }
        }
        text.push_str(&std::mem::take(&mut self.carried));
        text.push_str(&content.text);
        self.place(Para { text, hint, close: false });
    }

    /// Notes what a paragraph says beside its text.
    fn tell(&mut self, content: &mut Content, place: Place) {
        for (kind, text) in content.aside.drain(..) {
            let message = match kind {
                NoteKind::TextBox => "the text of a text box is left out",
                NoteKind::Hidden => "hidden text is left out",
                _ => "a field that numbers by itself is left out",
            };
            self.notes.push(Note { kind, place: Some(place), message: message.to_owned(), text: Some(text) });
        }
        let references = content.footnotes.drain(..).map(|(part, id)| NoteRef { part, id, place });
        self.references.extend(references);
    }

    /// Puts a paragraph where it belongs: into the cell that is open, or into the text.
    fn place(&mut self, para: Para) {
        if para.text.trim().is_empty() {
            return;
        }
        match self.tables.cell() {
            Some(cell) => cell.push(para),
            None => self.print(&para),
        }
    }

    fn print(&mut self, para: &Para) {
        let body = para.text.trim_matches('\n');
        if !self.text.is_empty() {
            self.text.push_str(if para.close { "\n" } else { "\n\n" });
        }
        for (n, line) in body.split('\n').enumerate() {
            if n > 0 {
                self.text.push('\n');
            }
            let mut hint = para.hint;
            hint.start = self.text.len() as u32;
            hint.opens_paragraph = n == 0;
            if n > 0 {
                hint.label = 0;
            }
            self.hints.push(hint);
            self.text.push_str(line);
        }
    }
}

impl Table {
    /// The lines of a row. Cells of one paragraph each stand on one line, tabs
    /// between them. Where two and more cells hold several paragraphs the row is
    /// a layout of columns, such as a block of signatures: each column is read
    /// to its end before the next.
    pub(super) fn lines(cells: Vec<Vec<Para>>) -> Vec<Para> {
        let cells: Vec<Vec<Para>> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        if cells.iter().filter(|cell| cell.len() > 1).count() > 1 {
            let column =
                |cell: Vec<Para>| cell.into_iter().enumerate().map(|(n, para)| Para { close: n > 0, ..para });
            return cells.into_iter().flat_map(column).collect();
        }
        let mut first: Option<Para> = None;
        let mut rest = Vec::new();
        for cell in cells {
            let mut paras = cell.into_iter();
            match (&mut first, paras.next()) {
                (Some(line), Some(para)) => {
                    line.text.push('\t');
                    line.text.push_str(&para.text);
                }
                (line, para) => *line = para,
            }
            rest.extend(paras);
        }
        first.into_iter().chain(rest).collect()
    }
}
