//! Going through a tree with what is around each block at hand, and its path.

use crate::markers::Inserted;
use std::collections::HashMap;

use smallvec::SmallVec;

use super::{Row, is_joined};
use crate::text::{Source, Span};
use crate::tree::{Block, Document, Item, Marker, Paper, Paragraph, Parallel, PartKind, Section};

/// Lays a document flat, in the order of the paper. A sub-item comes after the
/// item it stands in; a block of a bilingual file gives one row a language, all
/// with the same path.
#[must_use]
pub fn rows<'a>(paper: &'a Paper<'_>) -> Vec<Row<'a>> {
    flatten(paper.source(), paper.document())
}

/// The rows of a document over a text.
pub(super) fn flatten<'a>(source: &'a Source, document: &'a Document<'_>) -> Vec<Row<'a>> {
    // About as many as there are items in a paper of this length.
    let places = HashMap::with_capacity_and_hasher(source.text().len() / 200, Default::default());
    let mut out = Flattener {
        source,
        paper: &document.source.name,
        kind: PartKind::Body,
        annex: None,
        language: "und",
        sections: SmallVec::new(),
        path: String::new(),
        seen: Seen { places },
        rows: Vec::new(),
    };
    let mut annexes = 0;
    for part in &document.parts {
        out.path.clear();
        out.kind = part.kind;
        out.annex = match part.kind {
            PartKind::Annex => {
                annexes += 1;
                out.path.push_str("annex");
                push_number(&mut out.path, annexes);
                Some(annexes)
            }
            PartKind::Body => {
                out.path.push_str("body");
                None
            }
        };
        let language = part.language.as_ref().or(document.languages.first());
        out.language = language.map_or("und", |language| language);
        // Annexes count from 1, so that 0 is the body.
        let key = Key { around: u32::MAX, value: out.annex.unwrap_or(0), inserted: None, times: 1 };
        let place = out.seen.place(key);
        out.blocks(&part.blocks, place);
    }
    out.rows
}

/// What rows of an item and of a numbered paragraph have in common.
struct Numbered<'a, 's> {
    marker: Option<&'a Marker<'s>>,
    number: u32,
    text: &'a str,
    span: Span,
    line: u32,
    language: Option<&'a str>,
    pieces: &'a [Span],
    parallel: &'a [Parallel<'s>],
}

/// A component of a path, in the place that what stands before it names. Two paths are the
/// same if their last components are, so that no path has to be kept to see it come again.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    around: u32,
    value: u32,
    inserted: Option<Inserted>,
    /// 2 for `~2`.
    times: u32,
}

/// The places that came so far, and how often a number came in each.
struct Seen {
    places: HashMap<Key, (u32, u32), foldhash::fast::RandomState>,
}

impl Seen {
    fn entry(&mut self, key: Key) -> &mut (u32, u32) {
        let next = self.places.len() as u32;
        self.places.entry(key).or_insert((next, 0))
    }

    /// The number that stands for a place.
    fn place(&mut self, key: Key) -> u32 {
        self.entry(key).0
    }

    /// How often a path has come, this time included.
    fn times(&mut self, key: Key) -> u32 {
        let times = &mut self.entry(key).1;
        *times += 1;
        *times
    }
}

/// Goes through a tree with what is around the present block at hand.
struct Flattener<'a, 's> {
    source: &'a Source,
    paper: &'a str,
    kind: PartKind,
    annex: Option<u32>,
    /// That of the part.
    language: &'a str,
    sections: SmallVec<[&'a Section<'s>; 4]>,
    /// The path of what is around.
    path: String,
    seen: Seen,
    rows: Vec<Row<'a>>,
}

impl<'a, 's> Flattener<'a, 's> {
    // The depth of the tree is bounded by the number of marker families.
    fn blocks(&mut self, blocks: &'a [Block<'s>], place: u32) {
        for block in blocks {
            let length = self.path.len();
            match block {
                Block::Section(section) => {
                    let mut inner = place;
                    if let Some(marker) = &section.marker {
                        let (value, inserted) = (marker.value, marker.inserted);
                        push_component(&mut self.path, value, inserted);
                        inner = self.seen.place(Key { around: place, value, inserted, times: 1 });
                    }
                    self.sections.push(section);
                    self.blocks(&section.blocks, inner);
                    self.sections.pop();
                }
                Block::Item(item) => {
                    let key = self.numbered(&Numbered::from(item), place);
                    if !item.blocks.is_empty() {
                        let inner = self.seen.place(key);
                        self.blocks(&item.blocks, inner);
                    }
                }
                Block::Table(_) => {}
                Block::Paragraph(paragraph) => {
                    if let Some(number) = paragraph.number {
                        self.numbered(&Numbered::unmarked(paragraph, number), place);
                    }
                }
            }
            self.path.truncate(length);
        }
    }

    /// Adds the rows of one block, leaves its path, and gives back what names it.
    fn numbered(&mut self, block: &Numbered<'a, 's>, place: u32) -> Key {
        let (value, inserted) = (block.number, block.marker.and_then(|m| m.inserted));
        push_component(&mut self.path, value, inserted);
        let times = self.seen.times(Key { around: place, value, inserted, times: 1 });
        if times > 1 {
            self.path.push('~');
            push_number(&mut self.path, times);
        }

        let first = block.pieces.first().map_or(block.span.start, |p| p.start);
        let outer = |n: usize| self.sections.get(n).copied();
        let row = Row {
            paper: self.paper,
            language: block.language.unwrap_or(self.language),
            part: self.kind,
            annex: self.annex,
            section: outer(0).and_then(ordinal),
            section_title: outer(0).map(|s| &*s.title),
            subsection: outer(1).and_then(ordinal),
            subsection_title: outer(1).map(|s| &*s.title),
            path: self.path.clone(),
            number: Some(block.number),
            marker: block.marker.map(|m| &*m.raw),
            text: block.text,
            joined: is_joined(self.source.text(), block.pieces),
            line: block.line,
            start: block.marker.map_or(first, |m| m.span.start),
            end: block
                .pieces
                .last()
                .map_or_else(|| block.marker.map_or(block.span.end, |m| m.span.end), |p| p.end),
        };
        let others = block.parallel.iter().map(|other| {
            let title = |n: usize| self.sections.get(n).map(|s| title_in(s, &other.language));
            Row {
                language: &other.language,
                section_title: title(0),
                subsection_title: title(1),
                number: other.marker.as_ref().map_or(Some(block.number), |m| Some(m.value)),
                marker: other.marker.as_ref().map(|m| &*m.raw),
                text: &other.text,
                joined: is_joined(self.source.text(), &other.pieces),
                line: self.source.line(other.span.start),
                start: other.span.start,
                end: other.span.end,
                ..row.clone()
            }
        });
        let others: Vec<_> = others.collect();
        self.rows.push(row);
        self.rows.extend(others);
        Key { around: place, value, inserted, times }
    }
}

impl<'a, 's> From<&'a Item<'s>> for Numbered<'a, 's> {
    fn from(item: &'a Item<'s>) -> Self {
        Self {
            marker: Some(&item.marker),
            number: item.number,
            text: &item.text,
            span: item.span,
            line: item.line,
            language: item.language.as_deref(),
            pieces: &item.pieces,
            parallel: &item.parallel,
        }
    }
}

impl<'a, 's> Numbered<'a, 's> {
    fn unmarked(paragraph: &'a Paragraph<'s>, number: u32) -> Self {
        Self {
            marker: None,
            number,
            text: &paragraph.text,
            span: paragraph.span,
            line: paragraph.line,
            language: paragraph.language.as_deref(),
            pieces: &paragraph.pieces,
            parallel: &paragraph.parallel,
        }
    }
}

fn push_component(path: &mut String, value: u32, inserted: Option<Inserted>) {
    path.push('/');
    push_number(path, value);
    if let Some(inserted) = inserted {
        path.push_str(&inserted.to_string());
    }
}

fn push_number(path: &mut String, value: u32) {
    path.push_str(&value.to_string());
}

fn ordinal(section: &Section<'_>) -> Option<u32> {
    section.marker.as_ref().map(|m| m.value)
}

/// A section's title in a language, or its first title where it has none in it.
fn title_in<'a>(section: &'a Section<'_>, language: &str) -> &'a str {
    section.parallel.iter().find(|p| p.language == language).map_or(&*section.title, |p| &*p.text)
}
