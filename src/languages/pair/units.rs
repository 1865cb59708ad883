//! A tree as the flat list of what can have a counterpart: headings, items,
//! paragraphs and the lines around them.

use crate::markers::Inserted;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::figures::{Figure, figures};
use crate::Source;
use crate::text::Span;
use crate::tree::{Block, Document, Part, PartKind};

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A title, a date or a signature line of the paper or a part.
    Line,
    /// A section's heading.
    Heading,
    /// A numbered paragraph or item.
    Item,
    /// An unnumbered paragraph.
    Paragraph,
}

/// One thing that the other version should have too.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Unit<'t> {
    /// What it is.
    pub kind: Kind,
    /// Its number or ordinal, where it prints one.
    pub number: Option<u32>,
    /// The letter behind the number, as in `14A.`
    pub inserted: Option<Inserted>,
    /// Where it stands, such as `annex1/2/3/16`; unique in its paper.
    pub path: String,
    /// Depth among units of its kind: a heading's level, an item's nesting.
    pub depth: u8,
    /// Index of the innermost heading it stands under, within its part.
    pub section: Option<usize>,
    /// Index of the item it stands in, within its part.
    pub parent: Option<usize>,
    /// Its text without the marker.
    pub text: &'t str,
    /// The spans that the text is made of; empty where the tree has none.
    pub pieces: &'t [Span],
    /// Where a person would look: the marker, or else the first piece.
    pub span: Span,
    /// Line of `span`, from 1.
    pub line: u32,
    /// What the text states.
    pub figures: Vec<Figure>,
    /// Words in Latin letters that Chinese keeps as they are, such as CEPA.
    pub tokens: BTreeSet<String>,
    /// Length of the text in letters and digits; rules and leaders are no text.
    pub length: usize,
}

/// The units of one part, in the order of the paper.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PartUnits<'t> {
    /// `front`, `body`, `annex1`, …
    pub path: String,
    /// Body or annex; `None` for what stands before the body.
    pub kind: Option<PartKind>,
    /// First line of the part.
    pub span: Span,
    /// All units.
    pub units: Vec<Unit<'t>>,
}

/// Lays a document flat.
#[must_use]
pub fn units<'t>(source: &'t Source, document: &'t Document<'_>) -> Vec<PartUnits<'t>> {
    let mut out = vec![front(source, document)];
    let mut annexes = 0;
    for part in &document.parts {
        let path = match part.kind {
            PartKind::Body => "body".to_owned(),
            PartKind::Annex => {
                annexes += 1;
                format!("annex{annexes}")
            }
        };
        out.push(part_units(source, part, path));
    }
    out
}

fn front<'t>(source: &'t Source, document: &'t Document<'_>) -> PartUnits<'t> {
    let end = document.parts.first().map_or(source.text().len(), |p| p.span.range().start);
    let within = Span::new(0, end.min(source.text().len()));
    let mut flat = Flat::new(source, "front".to_owned(), within);
    flat.line("title", Some(&document.front.title));
    flat.line("meeting_date", document.front.meeting_date.as_deref());
    flat.finish(None)
}

fn part_units<'t>(source: &'t Source, part: &'t Part<'_>, path: String) -> PartUnits<'t> {
    let mut flat = Flat::new(source, path.clone(), part.span);
    flat.line("title", part.title.as_deref());
    flat.blocks(&part.blocks, &Place { path, section: None, parent: None, depth: 1 });
    flat.line("issued", part.issued.as_deref());
    for signatory in &part.signatories {
        flat.line("date", signatory.date.as_deref());
    }
    flat.finish(Some(part.kind))
}

#[derive(Clone)]
struct Place {
    path: String,
    section: Option<usize>,
    parent: Option<usize>,
    depth: u8,
}

struct Flat<'t> {
    source: &'t Source,
    path: String,
    within: Span,
    units: Vec<Unit<'t>>,
    seen: std::collections::HashMap<String, u32>,
}

/// What a unit is made from.
struct Raw<'t> {
    kind: Kind,
    number: Option<u32>,
    inserted: Option<Inserted>,
    text: &'t str,
    pieces: &'t [Span],
    span: Span,
}

impl<'t> Flat<'t> {
    fn new(source: &'t Source, path: String, within: Span) -> Self {
        Self { source, path, within, units: Vec::new(), seen: std::collections::HashMap::new() }
    }

    fn finish(self, kind: Option<PartKind>) -> PartUnits<'t> {
        let text = self.source.text();
        let start = self.within.range().start;
        let rest = text.get(self.within.range()).unwrap_or_default();
        let skipped = rest.len() - rest.trim_start().len();
        let first = rest.trim_start().lines().next().unwrap_or_default().trim_end().len();
        let span = Span::new(start + skipped, start + skipped + first);
        PartUnits { path: self.path, kind, span, units: self.units }
    }

    fn push(&mut self, raw: Raw<'t>, at: &Place, path: String) -> usize {
        let times = self.seen.entry(path.clone()).or_default();
        *times += 1;
        let path = if *times > 1 { format!("{path}~{times}") } else { path };
        self.units.push(Unit {
            kind: raw.kind,
            number: raw.number,
            inserted: raw.inserted,
            path,
            depth: at.depth,
            section: at.section,
            parent: at.parent,
            text: raw.text,
            pieces: raw.pieces,
            span: raw.span,
            line: self.source.line(raw.span.start),
            figures: figures(raw.text),
            tokens: latin_tokens(raw.text),
            length: raw.text.chars().filter(|c| c.is_alphanumeric()).count(),
        });
        self.units.len() - 1
    }

    /// A line that the tree keeps without its place; it is looked for in the part.
    fn line(&mut self, name: &str, text: Option<&'t str>) {
        let Some(text) = text.filter(|t| !t.trim().is_empty()) else { return };
        let range = self.within.range();
        // A date behind the items is looked for behind them.
        let from = self.units.last().map_or(range.start, |u| {
            u.pieces.last().map_or(u.span.range().end, |p| p.range().end).clamp(range.start, range.end)
        });
        let area = self.source.text().get(from..range.end).unwrap_or_default();
        let span = match area.find(text) {
            Some(at) => Span::new(from + at, from + at + text.len()),
            None => {
                let word = text.split_whitespace().next().unwrap_or(text);
                area.find(word)
                    .map_or(Span::new(from, from), |at| Span::new(from + at, from + at + word.len()))
            }
        };
        let at = Place { path: self.path.clone(), section: None, parent: None, depth: 1 };
        let raw = Raw { kind: Kind::Line, number: None, inserted: None, text, pieces: &[], span };
        let path = format!("{}/{name}", self.path);
        self.push(raw, &at, path);
    }

    // The depth of the tree is bounded by the number of marker families.
    fn blocks(&mut self, blocks: &'t [Block<'_>], at: &Place) {
        for block in blocks {
            match block {
                Block::Section(s) => {
                    let first = s.title_pieces.first().copied();
                    let span = s.marker.as_ref().map(|m| m.span).or(first).unwrap_or(s.span);
                    let number = s.marker.as_ref().map(|m| m.value);
                    let inserted = s.marker.as_ref().and_then(|m| m.inserted);
                    let mut path = at.path.clone();
                    component(&mut path, number, inserted);
                    let raw = Raw {
                        kind: Kind::Heading,
                        number,
                        inserted,
                        text: &s.title,
                        pieces: &s.title_pieces,
                        span,
                    };
                    let shown = if number.is_some() { path.clone() } else { format!("{path}/§") };
                    let heading = Place { depth: s.level, ..at.clone() };
                    let index = self.push(raw, &heading, shown);
                    self.blocks(&s.blocks, &Place { path, section: Some(index), ..at.clone() });
                }
                Block::Item(item) => {
                    let mut path = at.path.clone();
                    component(&mut path, Some(item.number), item.marker.inserted);
                    let raw = Raw {
                        kind: Kind::Item,
                        number: Some(item.number),
                        inserted: item.marker.inserted,
                        text: &item.text,
                        pieces: &item.pieces,
                        span: item.marker.span,
                    };
                    let index = self.push(raw, at, path);
                    let path = self.units.get(index).map_or_else(String::new, |u| u.path.clone());
                    let inner = Place { path, parent: Some(index), depth: at.depth + 1, ..at.clone() };
                    self.blocks(&item.blocks, &inner);
                }
                // A row says as much as a paragraph.
                Block::Table(table) => {
                    let mut pieces = &*table.pieces;
                    for (row, text) in table.rows.iter().zip(table.text.split('\n')) {
                        let (own, behind) =
                            pieces.split_at(pieces.partition_point(|p| p.start < row.span.end));
                        let span = own.first().copied().unwrap_or(row.span);
                        let kind = Kind::Paragraph;
                        let raw = Raw { kind, number: None, inserted: None, text, pieces: own, span };
                        self.push(raw, at, format!("{}/¶", at.path));
                        pieces = behind;
                    }
                }
                Block::Paragraph(p) => {
                    let mut path = at.path.clone();
                    match p.number {
                        Some(_) => component(&mut path, p.number, None),
                        None => path.push_str("/¶"),
                    }
                    let span = p.pieces.first().copied().unwrap_or(p.span);
                    let kind = if p.number.is_some() { Kind::Item } else { Kind::Paragraph };
                    let raw = Raw {
                        kind,
                        number: p.number,
                        inserted: None,
                        text: &p.text,
                        pieces: &p.pieces,
                        span,
                    };
                    self.push(raw, at, path);
                }
            }
        }
    }
}

fn component(path: &mut String, number: Option<u32>, inserted: Option<Inserted>) {
    if let Some(number) = number {
        path.push('/');
        path.push_str(&number.to_string());
        path.push_str(&inserted.map_or(String::new(), |i| i.to_string()));
    }
}

/// Words that both languages write alike: capitals such as CEPA and RQFII, and
/// letters with digits such as PM2.5.
fn latin_tokens(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.'))
        .map(|w| w.trim_matches('.'))
        .filter(|w| w.len() > 1 && w.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter(|w| {
            w.chars().filter(char::is_ascii_uppercase).count() > 1 || w.contains(|c: char| c.is_ascii_digit())
        })
        .map(str::to_owned)
        .collect()
}
