//! The running text: paragraphs in order, tables row by row, a blank line
//! between any two so that no paragraph is taken for another's wrapped line.

use super::numbering::{At, Numbering};
use super::paragraph::{Content, Reader, plain};
use super::styles;
use super::styles::{NumPr, Styles};
use crate::read::blocks::{Blocks, Para, Shape};
use crate::read::error::SourceError;
use crate::read::options::Tracked;
use crate::read::xml::{Node, Token, Xml};
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
    pub blocks: Blocks,
    pub notes: Vec<Note>,
    pub references: Vec<NoteRef>,
    count: u32,
    /// Text of paragraphs whose end is not there on the side that is read: it
    /// runs on into the next paragraph.
    carried: String,
    /// Paragraphs that a style separator ends: the next one is set on the same line.
    separated: Option<(String, Hint)>,
    changes: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, numbering: Numbering, tracked: Tracked) -> Self {
        Self {
            styles,
            numbering,
            tracked,
            blocks: Blocks::default(),
            notes: Vec::new(),
            references: Vec::new(),
            count: 0,
            carried: String::new(),
            separated: None,
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
                    "w:tbl" => self.blocks.open_table(),
                    "w:trPr" => {
                        let node = xml.subtree(element)?;
                        self.row_properties(&node);
                    }
                    "w:tc" => self.blocks.open_cell(Shape::default()),
                    "w:tcPr" => {
                        let node = xml.subtree(element)?;
                        self.cell_properties(&node);
                    }
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
                Token::Close(name) if name == "w:tr" => self.blocks.close_row(None),
                Token::Close(name) if name == "w:tbl" => self.blocks.close_table(),
                Token::End => break,
                _ => {}
            }
        }
        if let Some((text, hint)) = self.separated.take() {
            self.blocks.place(Para::new(text, hint), None);
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
            self.blocks.drop_row();
        }
        if node.toggle("w:tblHeader") == Some(true) {
            self.blocks.head_row();
        }
    }

    fn cell_properties(&mut self, node: &Node) {
        let Some(shape) = self.blocks.shape() else { return };
        shape.columns = Shape::over(node.number("w:gridSpan"), None).columns;
        // Without a value it goes on with the cell above.
        shape.merged = node.child("w:vMerge").is_some_and(|m| m.element.attr("val") != Some("restart"));
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
        let runs_on = match self.tracked {
            Tracked::Accepted => deleted,
            Tracked::Original => inserted,
        };
        // A paragraph is not counted of which all is hidden, its mark too, nor one that only ends a
        // section, or fills the part of a cell that belongs to the one above.
        let unseen = mark.and_then(|m| m.toggle("w:vanish")).or(style.hidden) == Some(true)
            || now.is_some_and(|p| p.child("w:sectPr").is_some())
            || self.blocks.shape().is_some_and(|shape| shape.merged);
        if runs_on || unseen && content.text.trim().is_empty() && content.counted.is_empty() {
            self.tell(&mut content, place);
            self.carried.push_str(&content.text);
            self.boxes(content.boxes);
            return;
        }
        let own = properties.and_then(NumPr::read).unwrap_or_default();
        let at = self.numbering.at(own.num_id, own.level, &style, self.styles);
        let label = at.and_then(|at| self.numbering.count(at));
        self.count_fields(&mut content, at);
        self.tell(&mut content, place);
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
            hint.counter = label.counter;
            text.push_str(&label.text);
            if let Some(format) = label.unknown {
                let message = format!("its number is in the format {format}, and is given as a decimal");
                self.notes.push(Note { kind: NoteKind::Unreadable, place: Some(place), message, text: None });
            }
        }
        self.carried.push_str(&content.text);
        let own = std::mem::take(&mut self.carried);
        // A page break before the text does not part it from its number.
        text.push_str(if text.is_empty() { &own } else { own.trim_start_matches('\n') });
        if let Some((before, first)) = self.separated.take() {
            // Only its first part is a heading.
            hint = Hint { heading: hint.heading, ..first };
            text.insert_str(0, &before);
        }
        if mark.is_some_and(|mark| mark.toggle("w:specVanish") == Some(true)) {
            self.separated = Some((text, hint));
        } else {
            self.blocks.place(Para::new(text, hint), None);
        }
        self.boxes(content.boxes);
    }

    /// Reads text boxes with items in them behind the paragraph that they are anchored in: others
    /// are stamps and captions.
    fn boxes(&mut self, boxes: Vec<Node>) {
        let around = (std::mem::take(&mut self.carried), self.separated.take());
        for content in boxes {
            let text = plain(&content);
            let listed = is_listed(&content) || text.lines().any(is_numbered);
            let message = match listed {
                true => "the text of a text box is read behind the paragraph that it is anchored in",
                false => "the text of a text box is left out",
            };
            if !text.is_empty() {
                let (place, message) = (Some(Place::Paragraph(self.count)), message.to_owned());
                self.notes.push(Note { kind: NoteKind::TextBox, place, message, text: Some(text) });
            }
            if listed {
                self.inside(&content);
            }
        }
        (self.carried, self.separated) = around;
    }

    /// Reads the paragraphs of a text box, those of its tables too. They have no places of their own.
    fn inside(&mut self, node: &Node) {
        for child in node.nodes() {
            if child.name() == "w:p" {
                self.count = self.count.saturating_sub(1);
                self.paragraph(child);
            } else {
                self.inside(child);
            }
        }
    }

    /// Puts in what the fields of a paragraph count.
    fn count_fields(&mut self, content: &mut Content, at: Option<At>) {
        let mut put_in = 0;
        for (before, field) in std::mem::take(&mut content.counted) {
            match self.numbering.count_field(&field, at) {
                Some(label) => {
                    let printed = label.text.trim_end();
                    content.text.insert_str(before + put_in, printed);
                    put_in += printed.len();
                }
                None => content.aside.push((NoteKind::Unreadable, field.code)),
            }
        }
    }

    /// Notes what a paragraph says beside its text.
    fn tell(&mut self, content: &mut Content, place: Place) {
        for (kind, text) in content.aside.drain(..) {
            let message = match kind {
                NoteKind::Hidden => "hidden text is left out",
                _ => "a field that numbers by itself is left out",
            };
            self.notes.push(Note { kind, place: Some(place), message: message.to_owned(), text: Some(text) });
        }
        let references = content.footnotes.drain(..).map(|(part, id)| NoteRef { part, id, place });
        self.references.extend(references);
    }
}

/// Whether Word numbers a paragraph in a node.
fn is_listed(node: &Node) -> bool {
    node.child("w:numPr").is_some() || node.nodes().any(is_listed)
}

/// Whether a line begins as a numbered one does: with a few characters, and a stop or a bracket.
fn is_numbered(line: &str) -> bool {
    let inside = line.trim_start_matches(['(', '（']);
    let number = inside.chars().take_while(|c| c.is_alphanumeric()).count();
    let stop = inside.chars().nth(number);
    (1..=3).contains(&number) && stop.is_some_and(|c| ".)、．）".contains(c))
}
