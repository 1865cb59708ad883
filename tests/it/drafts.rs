//! Drafts of a Word file with one thing gone wrong in it, judged by what Word
//! prints: automatic numbers close ranks over a lost item, so that only the
//! count the paper declares can tell; typed numbers leave a gap.

use std::io::{Cursor, Read};

use crate::support::docx::archive;
use lcpaper::Source;
use lcpaper::diagnostic::{Diagnostic, Severity};
use lcpaper::manifest::Manifest;
use lcpaper::text::Place;

/// The paper's parts; the main one as paragraphs, so that a test can edit it
/// as a person would.
#[derive(Clone)]
struct Draft {
    head: String,
    paragraphs: Vec<String>,
    tail: String,
    others: Vec<(String, Vec<u8>)>,
}

const MAIN: &str = "word/document.xml";
const NUMBERING: &str = "word/numbering.xml";

impl Draft {
    fn new() -> Self {
        let bytes = std::fs::read("fixtures/formats/paper.docx").unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut others = Vec::new();
        let mut main = String::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let name = file.name_raw().to_vec();
            let name = String::from_utf8(name).unwrap();
            if name == MAIN {
                file.read_to_string(&mut main).unwrap();
            } else {
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes).unwrap();
                others.push((name, bytes));
            }
        }
        let first = main.find("<w:p ").unwrap();
        let last = main.rfind("</w:p>").unwrap() + "</w:p>".len();
        let paragraphs = main[first..last].split_inclusive("</w:p>").map(str::to_owned).collect();
        Self { head: main[..first].to_owned(), paragraphs, tail: main[last..].to_owned(), others }
    }

    /// The paragraph that holds a text, from 0.
    fn at(&self, text: &str) -> usize {
        let mut found = self.paragraphs.iter().enumerate().filter(|(_, p)| p.contains(text)).map(|(n, _)| n);
        let at = found.next().unwrap_or_else(|| panic!("no paragraph holds {text}"));
        assert_eq!(found.next(), None, "{text} stands twice");
        at
    }

    /// Deletes a paragraph, and leaves what begins before it to the next.
    fn delete(&mut self, at: usize) {
        let gone = self.paragraphs.remove(at);
        let opened = gone.find("<w:p ").unwrap();
        self.paragraphs[at].insert_str(0, &gone[..opened]);
    }

    /// Adds a list that starts over, and gives its number.
    fn restarted(&mut self, list: u32) -> u32 {
        let (_, numbering) = self.others.iter_mut().find(|(name, _)| name == NUMBERING).unwrap();
        let num = format!(
            r#"<w:num w:numId="9"><w:abstractNumId w:val="{list}"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"#
        );
        let text = String::from_utf8(std::mem::take(numbering)).unwrap();
        *numbering = text.replace("</w:numbering>", &num).into_bytes();
        9
    }

    /// The items of the annex, as places in `paragraphs`.
    fn items(&self) -> Vec<usize> {
        let item = |p: &str| p.contains(r#"<w:pStyle w:val="ListItem"/>"#);
        (0..self.paragraphs.len()).filter(|&n| item(&self.paragraphs[n])).collect()
    }

    fn source(&self) -> Source {
        let main = self.head.clone() + &self.paragraphs.concat() + &self.tail;
        let mut parts: Vec<(&str, &[u8])> = vec![(MAIN, main.as_bytes())];
        parts.extend(self.others.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
        Source::from_bytes("draft.docx", archive(&parts)).unwrap()
    }

    /// Every error, with the paragraph it stands in.
    fn errors(&self) -> Vec<(Place, Diagnostic)> {
        let source = self.source();
        let parsed = source.parse();
        let found = parsed.check().into_iter();
        let errors = found.filter(|d| d.severity == Severity::Error);
        errors.map(|d| (source.place(d.span.start), d)).collect()
    }

    fn shown(&self) -> Vec<String> {
        self.errors().iter().map(|(place, d)| format!("{} {place}: {}", d.code, d.message)).collect()
    }
}

/// The one error of a draft, as `code paragraph: message`.
fn only(draft: &Draft, what: &str) -> String {
    let mut found = draft.errors();
    assert_eq!(found.len(), 1, "{what}: {found:?}");
    let (place, d) = found.remove(0);
    format!("{} {place}: {}", d.code, d.message)
}

/// Whether an item is the only one between two headings.
fn alone(items: &[usize], n: usize) -> bool {
    let after_heading = n == 0 || items[n - 1] + 1 < items[n];
    after_heading && items.get(n + 1).is_some_and(|next| items[n] + 1 < *next)
}

fn errors_against(manifest: &Manifest, draft: &Draft) -> Vec<String> {
    let source = draft.source();
    let found = manifest.hold(&source.parse()).into_iter();
    let shown = |d: Diagnostic| format!("{} {}: {}", d.code, source.place(d.span.start), d.message);
    found.filter(|d| d.severity == Severity::Error).map(shown).collect()
}

#[test]
fn the_paper_itself_has_no_error() {
    assert!(Draft::new().errors().is_empty());
    assert_eq!(Draft::new().items().len(), 77);
}

#[test]
fn an_item_that_counted_by_itself_is_missed_by_the_declared_count() {
    let items = Draft::new().items();
    for (n, &at) in items.iter().enumerate() {
        let mut draft = Draft::new();
        draft.delete(at);
        let said = only(&draft, &format!("item {} deleted", n + 1));
        let wanted = match alone(&items, n) {
            // Its section's only item: the section shows what is lost.
            true => format!("S004 paragraph {at}: "),
            false => "N008 paragraph 8: 77 items are declared, but there are 76".to_owned(),
        };
        assert!(said.starts_with(&wanted), "item {} deleted: {said}", n + 1);
    }
}

#[test]
fn an_item_whose_number_was_typed_leaves_a_gap() {
    let mut typed = Draft::new();
    let items = typed.items();
    let automatic =
        r#"<w:pStyle w:val="ListItem"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>"#;
    for (n, &at) in items.iter().enumerate() {
        let paragraph = typed.paragraphs[at].replace(automatic, r#"<w:pStyle w:val="a0"/>"#);
        typed.paragraphs[at] = paragraph.replacen("preserve\">", &format!("preserve\">{}. ", n + 1), 1);
    }
    assert!(typed.errors().is_empty());
    // The last leaves no gap, and is missed by the count.
    for n in 1..items.len() - 1 {
        let mut draft = typed.clone();
        draft.delete(items[n]);
        let said = only(&draft, &format!("item {} deleted", n + 1));
        // A paragraph fewer stands before the next item, which counts from 1.
        let (before, after) = (items[n], items[n + 1]);
        let wanted = match alone(&items, n) {
            true => format!("S004 paragraph {before}: "),
            false => format!("N001 paragraph {after}: item {} is missing: {} follows {n}", n + 1, n + 2),
        };
        assert!(said.starts_with(&wanted), "item {} deleted: {said}", n + 1);
    }
}

#[test]
#[ignore = "known gap of the joint search, see CHANGELOG.md"]
fn a_list_that_starts_over_by_mistake_is_told_where_it_does() {
    let items = Draft::new().items();
    for n in 1..items.len() {
        let mut draft = Draft::new();
        let num = draft.restarted(1);
        for &at in &items[n..] {
            let restarted = format!(r#"<w:numId w:val="{num}"/>"#);
            draft.paragraphs[at] = draft.paragraphs[at].replace(r#"<w:numId w:val="2"/>"#, &restarted);
        }
        let said = only(&draft, &format!("restarted at {}", n + 1));
        let place = Place::Paragraph(items[n] as u32 + 1);
        let wanted = match n {
            // One item that came before: it stands there twice.
            1 => format!("N002 {place}: item 1 comes twice"),
            // One item alone starts no list.
            76 => format!("N004 {place}: item 77 is numbered 1"),
            _ => format!("N006 {place}: the items start over with 1 where {} is due", n + 1),
        };
        assert!(said.starts_with(&wanted), "restarted at {}: {said}", n + 1);
    }
}

/// Headings count by themselves too, so that nothing may show where one stands
/// too low; but where something shows, it is one error, and a manifest of the
/// good paper always tells.
#[test]
fn a_heading_that_slipped_gives_one_error_at_most_and_one_against_the_manifest() {
    let good = Draft::new();
    let source = good.source();
    let manifest = Manifest::of(&source.parse());
    assert_eq!(errors_against(&manifest, &good), [""; 0]);
    let is_heading = |p: &str| p.contains("\"Heading1\"") || p.contains("\"Heading2\"");
    let headings: Vec<usize> =
        (0..good.paragraphs.len()).filter(|&n| is_heading(&good.paragraphs[n])).collect();
    for &at in &headings {
        for by in 1..=3 {
            let mut draft = Draft::new();
            let heading = draft.paragraphs.remove(at);
            draft.paragraphs.insert(at + by, heading);
            let what = format!("heading in paragraph {} moved down by {by}", at + 1);
            let found = draft.shown();
            assert!(found.len() <= 1, "{what}: {found:?}");
            let held = errors_against(&manifest, &draft);
            assert!(!found.is_empty() || !held.is_empty(), "{what}: not seen at all");
        }
    }
}

#[test]
#[ignore = "known gap of the joint search, see CHANGELOG.md"]
fn a_heading_below_its_items_is_named_with_the_items_and_the_paragraph() {
    let mut draft = Draft::new();
    let at = draft.at(">服務貿易自由化<");
    draft.paragraphs.swap(at, at + 1);
    let place = Place::Paragraph(at as u32 + 1);
    assert_eq!(
        only(&draft, "服務貿易自由化"),
        format!("S007 {place}: item 8 stands in a divided section, but in no subsection")
    );
}
