//! The tree laid flat: one row a numbered paragraph or item.
//!
//! Rows are what tables and pipelines want: each carries its own place in the
//! paper, so that a row on its own can still be traced back. `path` names a
//! numbered block for good: the part, the marked sections from the outermost
//! in, then the numbers.

mod flatten;

use serde::Serialize;

use crate::text::Span;
use crate::tree::PartKind;
pub use flatten::rows;

/// One numbered paragraph or item, in one language. The fields are written in
/// this order, and null is written where there is nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
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
    use crate::Source;
    use crate::markers::Inserted;
    use crate::markers::Style;
    use crate::tree::{Block, DOCUMENT_SCHEMA, Document, Front, Item, Marker, Part, Section};

    fn marker(raw: &'static str, style: Style, value: u32, inserted: Option<Inserted>) -> Marker<'static> {
        Marker { raw: raw.into(), style, value, inserted, span: Span::new(0, raw.len()) }
    }

    fn item(raw: &'static str, number: u32, blocks: Vec<Block<'static>>) -> Block<'static> {
        let inserted = raw.chars().find(char::is_ascii_uppercase).map(|c| Inserted::Letters(c, None));
        Block::Item(Item {
            marker: marker(raw, Style::DECIMAL, number, inserted),
            number,
            text: "t".into(),
            span: Span::new(0, 1),
            line: 1,
            language: None,
            parallel: Vec::new(),
            pieces: [Span::new(0, 1)].into_iter().collect(),
            table: None,
            cells: Vec::new(),
            blocks,
        })
    }

    fn section(marked: Option<u32>, title: &'static str, blocks: Vec<Block<'static>>) -> Block<'static> {
        Block::Section(Section {
            marker: marked.map(|n| marker("一、", Style::HAN_COMMA, n, None)),
            title: title.into(),
            level: 1,
            span: Span::new(0, 1),
            line: 1,
            language: None,
            parallel: Vec::new(),
            title_pieces: Default::default(),
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
            source: crate::text::SourceInfo::default(),
            languages: vec![Cow::Borrowed("zh-Hant")],
            front: Front::default(),
            notes: Vec::new(),
            parts,
        }
    }

    fn rows_of<'a>(source: &'a Source, tree: &'a Document<'_>) -> Vec<Row<'a>> {
        flatten::flatten(source, tree)
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
        let rows = rows_of(&source, &tree);
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
        let rows = rows_of(&source, &tree);
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
