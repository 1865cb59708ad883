//! The tree laid flat: one row a numbered paragraph or item.
//!
//! Rows are what tables and pipelines want: each carries its own place in the
//! paper, so that a row on its own can still be traced back. `path` names a
//! numbered block for good: the part, the marked sections from the outermost
//! in, then the numbers.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;
use smallvec::SmallVec;

use crate::ast::{Block, Document, Item, Marker, Paragraph, Parallel, Part, PartKind, Section};
use crate::source::Source;
use crate::span::Span;

/// One numbered paragraph or item, in one language. The fields are written in
/// this order, and null is written where there is nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Row<'a> {
    /// The paper's file name, without folders.
    pub paper: &'a str,
    /// BCP 47 tag of the text; `und` where it is not known.
    pub language: &'a str,
    /// Body or annex.
    pub part: PartKind,
    /// Which annex, from 1; none in the body.
    pub annex: Option<u32>,
    /// Ordinal of the outermost section; none where that section is unmarked.
    pub section: Option<u32>,
    /// Its title.
    pub section_title: Option<&'a str>,
    /// Ordinal of the section inside it; none where that section is unmarked.
    pub subsection: Option<u32>,
    /// Its title.
    pub subsection_title: Option<&'a str>,
    /// Unique in a paper and language, such as `annex1/2/3/16`. Where a number
    /// comes again in one place, the later ones end in `~2`, `~3`, ….
    pub path: String,
    /// The number as the paper prints it.
    pub number: Option<u32>,
    /// The marker as printed; none for the unnumbered first paragraph.
    pub marker: Option<&'a str>,
    /// The logical text, without that of sub-items.
    pub text: &'a str,
    /// Whether the text came from more than one piece across a blank line or a
    /// page break.
    pub joined: bool,
    /// Line of the marker, from 1.
    pub line: u32,
    /// First byte of the marker, or of the text where there is no marker.
    pub start: u32,
    /// One past the last byte of the text, without sub-items.
    pub end: u32,
}

impl Row<'_> {
    /// The names of the fields, in the order they are written.
    pub const FIELDS: [&'static str; 16] = [
        "paper",
        "language",
        "part",
        "annex",
        "section",
        "section_title",
        "subsection",
        "subsection_title",
        "path",
        "number",
        "marker",
        "text",
        "joined",
        "line",
        "start",
        "end",
    ];
}

/// Lays a document flat, in the order of the paper. A sub-item comes after the
/// item it stands in; a block of a bilingual file gives one row a language, all
/// with the same path.
#[must_use]
pub fn rows<'a>(source: &'a Source, document: &'a Document<'_>) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    each_row(source, document, |row| rows.push(row.clone()));
    rows
}

/// Passes on the rows of a document one by one, in the order of [`rows`]. None is kept.
pub fn each_row<'a>(source: &'a Source, document: &'a Document<'_>, each: impl FnMut(&Row<'a>)) {
    let mut seen = Seen::default();
    let mut out = Flattener {
        source,
        part: None,
        annex: None,
        language: "und",
        paper: &document.source.name,
        sections: SmallVec::new(),
        path: String::new(),
        seen: &mut seen,
        each,
    };
    let mut annex = 0;
    for part in &document.parts {
        out.annex = (part.kind == PartKind::Annex).then(|| {
            annex += 1;
            annex
        });
        let language = part.language.as_ref().or(document.languages.first());
        out.language = language.map_or("und", |language| language);
        out.part = Some(part);
        out.path.clear();
        match out.annex {
            Some(number) => {
                out.path.push_str("annex");
                push_number(&mut out.path, number);
            }
            None => out.path.push_str("body"),
        }
        let place =
            out.seen.place(Key { around: u32::MAX, value: annex_or_body(out.annex), suffix: None, times: 1 });
        out.blocks(&part.blocks, place);
    }
}

/// Annexes count from 1, so that 0 is the body.
fn annex_or_body(annex: Option<u32>) -> u32 {
    annex.unwrap_or(0)
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
    suffix: Option<char>,
    /// 2 for `~2`.
    times: u32,
}

/// The places that came so far, and how often a number came in each.
#[derive(Default)]
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
struct Flattener<'a, 'f, 's, F> {
    source: &'a Source,
    paper: &'a str,
    part: Option<&'a Part<'s>>,
    annex: Option<u32>,
    /// That of the part.
    language: &'a str,
    sections: SmallVec<[&'a Section<'s>; 4]>,
    /// The path of what is around, lent to each row in turn.
    path: String,
    seen: &'f mut Seen,
    each: F,
}

impl<'a, 's, F: FnMut(&Row<'a>)> Flattener<'a, '_, 's, F> {
    // The depth of the tree is bounded by the number of marker families.
    fn blocks(&mut self, blocks: &'a [Block<'s>], place: u32) {
        for block in blocks {
            let length = self.path.len();
            match block {
                Block::Section(section) => {
                    let mut inner = place;
                    if let Some(marker) = &section.marker {
                        let (value, suffix) = (marker.value, marker.suffix);
                        push_component(&mut self.path, value, suffix);
                        inner = self.seen.place(Key { around: place, value, suffix, times: 1 });
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
                Block::Paragraph(paragraph) => {
                    if let Some(number) = paragraph.number {
                        self.numbered(&Numbered::unmarked(paragraph, number), place);
                    }
                }
            }
            self.path.truncate(length);
        }
    }

    /// Passes on the rows of one block, leaves its path, and gives back what names it.
    fn numbered(&mut self, block: &Numbered<'a, 's>, place: u32) -> Key {
        let (value, suffix) = (block.number, block.marker.and_then(|m| m.suffix));
        push_component(&mut self.path, value, suffix);
        let times = self.seen.times(Key { around: place, value, suffix, times: 1 });
        if times > 1 {
            self.path.push('~');
            push_number(&mut self.path, times);
        }

        let first = block.pieces.first().map_or(block.span.start, |p| p.start);
        let outer = |n: usize| self.sections.get(n).copied();
        let mut row = Row {
            paper: self.paper,
            language: block.language.unwrap_or(self.language),
            part: self.part.map_or(PartKind::Body, |part| part.kind),
            annex: self.annex,
            section: outer(0).and_then(ordinal),
            section_title: outer(0).map(|s| &*s.title),
            subsection: outer(1).and_then(ordinal),
            subsection_title: outer(1).map(|s| &*s.title),
            path: std::mem::take(&mut self.path),
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
        (self.each)(&row);
        for other in block.parallel {
            let title = |n: usize| self.sections.get(n).map(|s| title_in(s, &other.language));
            row = Row {
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
                ..row
            };
            (self.each)(&row);
        }
        self.path = row.path;
        Key { around: place, value, suffix, times }
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

fn push_component(path: &mut String, value: u32, suffix: Option<char>) {
    path.push('/');
    push_number(path, value);
    path.extend(suffix);
}

fn push_number(path: &mut String, value: u32) {
    path.push_str(itoa::Buffer::new().format(value));
}

fn ordinal(section: &Section<'_>) -> Option<u32> {
    section.marker.as_ref().map(|m| m.value)
}

/// A section's title in a language, or its first title where it has none in it.
fn title_in<'a>(section: &'a Section<'_>, language: &str) -> &'a str {
    section.parallel.iter().find(|p| p.language == language).map_or(&*section.title, |p| &*p.text)
}

/// Whether a blank line or a page break lies between two pieces of a text. A
/// page number or a running header is a line of its own, so it counts too.
pub(super) fn is_joined(text: &str, pieces: &[Span]) -> bool {
    pieces.windows(2).any(|pair| {
        let &[before, after] = pair else { return false };
        let Some(gap) = text.get(before.end as usize..after.start as usize) else { return false };
        let mut ends = 0;
        let mut last = ' ';
        for c in gap.chars() {
            match c {
                '\u{c}' | '\u{2029}' => return true,
                '\n' if last == '\r' => {}
                '\n' | '\r' | '\u{b}' | '\u{85}' | '\u{2028}' => ends += 1,
                _ => {}
            }
            last = c;
        }
        ends > 1
    })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::ast::{DOCUMENT_SCHEMA, Front, Style};

    fn marker(raw: &'static str, style: Style, value: u32, suffix: Option<char>) -> Marker<'static> {
        Marker { raw: raw.into(), style, value, suffix, span: Span::new(0, raw.len()) }
    }

    fn item(raw: &'static str, number: u32, blocks: Vec<Block<'static>>) -> Block<'static> {
        let suffix = raw.chars().find(char::is_ascii_uppercase);
        Block::Item(Item {
            marker: marker(raw, Style::Decimal, number, suffix),
            number,
            text: "t".into(),
            span: Span::new(0, 1),
            line: 1,
            language: None,
            parallel: Vec::new(),
            pieces: SmallVec::from_slice(&[Span::new(0, 1)]),
            blocks,
        })
    }

    fn section(marked: Option<u32>, title: &'static str, blocks: Vec<Block<'static>>) -> Block<'static> {
        Block::Section(Section {
            marker: marked.map(|n| marker("一、", Style::HanComma, n, None)),
            title: title.into(),
            level: 1,
            span: Span::new(0, 1),
            line: 1,
            language: None,
            parallel: Vec::new(),
            title_pieces: SmallVec::new(),
            blocks,
        })
    }

    fn part(kind: PartKind, blocks: Vec<Block<'static>>) -> Part<'static> {
        Part {
            kind,
            label: None,
            title: None,
            span: Span::new(0, 1),
            line: 1,
            language: None,
            blocks,
            issuer: None,
            issued: None,
            signatories: Vec::new(),
            parallel: Vec::new(),
        }
    }

    fn document(parts: Vec<Part<'static>>) -> Document<'static> {
        Document {
            schema: DOCUMENT_SCHEMA.into(),
            source: crate::ast::SourceInfo::default(),
            languages: vec![Cow::Borrowed("zh-Hant")],
            front: Front::default(),
            parts,
        }
    }

    #[test]
    fn paths_name_part_marked_sections_and_numbers_and_never_come_twice() {
        let tree = document(vec![
            part(PartKind::Body, vec![section(None, "目的", vec![item("7.", 7, Vec::new())])]),
            part(
                PartKind::Annex,
                vec![section(
                    Some(2),
                    "現代服務業",
                    vec![
                        section(Some(3), "旅遊", vec![item("16.", 16, vec![item("a.", 1, Vec::new())])]),
                        item("14A.", 14, Vec::new()),
                        item("17.", 17, Vec::new()),
                        item("17.", 17, vec![item("a.", 1, Vec::new())]),
                        item("17.", 17, Vec::new()),
                    ],
                )],
            ),
            part(PartKind::Annex, vec![item("1.", 1, Vec::new())]),
        ]);
        let source = Source::from_text("t.txt", "t");
        let rows = rows(&source, &tree);
        let paths: Vec<_> = rows.iter().map(|r| r.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "body/7",
                "annex1/2/3/16",
                "annex1/2/3/16/1",
                "annex1/2/14A",
                "annex1/2/17",
                "annex1/2/17~2",
                "annex1/2/17~2/1",
                "annex1/2/17~3",
                "annex2/1"
            ]
        );
        assert_eq!((rows[0].section, rows[0].section_title), (None, Some("目的")));
        assert_eq!((rows[1].section, rows[1].subsection), (Some(2), Some(3)));
        assert_eq!(rows[8].annex, Some(2));
    }

    #[test]
    fn nulls_are_written_in_the_order_of_the_contract() {
        let tree = document(vec![part(PartKind::Body, vec![item("1.", 1, Vec::new())])]);
        let source = Source::from_text("t.txt", "t");
        let rows = rows(&source, &tree);
        assert_eq!(
            serde_json::to_string(&rows[0]).unwrap(),
            r#"{"paper":"","language":"zh-Hant","part":"body","annex":null,"section":null,"section_title":null,"subsection":null,"subsection_title":null,"path":"body/1","number":1,"marker":"1.","text":"t","joined":false,"line":1,"start":0,"end":1}"#
        );
    }

    #[test]
    fn a_blank_line_joins_and_a_wrapped_line_does_not() {
        let gap = |between: &str| {
            let text = format!("a{between}b");
            is_joined(&text, &[Span::new(0, 1), Span::new(text.len() - 1, text.len())])
        };
        assert!(!gap("\r\n  "));
        assert!(!gap("\u{200b}"));
        assert!(gap("\r\n\r\n"));
        assert!(gap("\n- 2 -\n"));
        assert!(gap("\u{c}"));
        assert!(!is_joined("ab", &[Span::new(0, 2)]));
    }
}
