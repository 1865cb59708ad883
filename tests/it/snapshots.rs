//! What every paper in `fixtures/` is read as and written as. A snapshot is
//! accepted only after it was compared with the paper by eye.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use lcpaper::emit::{self, HumanOptions};
use lcpaper::tree::{Block, Item, Paragraph, Section};
use lcpaper::{Source, Span};

/// The papers, without those in folders that break one rule each on purpose:
/// these are held to that elsewhere.
fn papers() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut papers: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .chain(fs::read_dir(folder.join("bilingual")).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    papers.sort();
    assert!(!papers.is_empty());
    papers
}

/// One snapshot a paper of what `made` makes of it, under `snapshots/`.
fn snapshot(name: &str, made: impl Fn(&Source) -> String) {
    for paper in papers() {
        let source = Source::open(paper).unwrap();
        let made = made(&source);
        insta::with_settings!({
            snapshot_path => "../../snapshots",
            prepend_module_to_snapshot => false,
            snapshot_suffix => source.info().name.as_str(),
            omit_expression => true,
        }, {
            insta::assert_snapshot!(name, made);
        });
    }
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The tree, one line a node: its JSON form is held to its schema elsewhere,
/// and would be six times as long to read.
#[test]
fn trees() {
    snapshot("tree", |source| {
        let document = source.parse().into_document();
        let front = &document.front;
        let mut out = format!("languages {:?}\n", document.languages);
        for (what, value) in [
            ("paper number", &front.paper_number),
            ("nature", &front.nature),
            ("committee", &front.committee),
            ("title", &Some(front.title.clone())),
            ("meeting date", &front.meeting_date),
        ] {
            if let Some(value) = value {
                let _ = writeln!(out, "{what}: {value}");
            }
        }
        for other in &front.parallel {
            let _ = writeln!(
                out,
                "in {}: {:?} | {:?} | {:?} | {} | {:?}",
                other.language,
                other.paper_number,
                other.nature,
                other.committee,
                other.title,
                other.meeting_date
            );
        }
        for part in &document.parts {
            let (label, title) = (part.label.as_deref().unwrap_or("-"), part.title.as_deref().unwrap_or("-"));
            let _ = writeln!(out, "{:?} {label} | {title} {}", part.kind, place(part.line, part.span, &[]));
            nodes(&part.blocks, 1, &mut out);
            for (what, value) in [("issuer", &part.issuer), ("issued", &part.issued)] {
                if let Some(value) = value {
                    let _ = writeln!(out, "  {what}: {value}");
                }
            }
            for who in &part.signatories {
                let _ = writeln!(out, "  signed: {} | {} | {:?}", who.party, who.post, who.date);
            }
            if let Some(language) = &part.language {
                let _ = writeln!(out, "  in {language}");
            }
            for other in &part.parallel {
                let _ = writeln!(
                    out,
                    "  in {}: {:?} | {:?} | {} | {:?} | {:?} | {:?}",
                    other.language,
                    other.label,
                    other.title,
                    place(other.line, other.span, &[]),
                    other.issuer,
                    other.issued,
                    other.signatories
                );
            }
        }
        out
    });
}

fn nodes(blocks: &[Block<'_>], depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    for block in blocks {
        let at = place(block.line(), block.span(), block.pieces());
        let raw = block.marker().map_or("-", |m| &*m.raw);
        let _ = match block {
            Block::Section(Section { title, level, .. }) => {
                writeln!(out, "{indent}section {level} {raw} {title} {at}")
            }
            Block::Item(Item { marker, number, text, .. }) => {
                let style = format!("{:?}", marker.style);
                writeln!(out, "{indent}item {number} {raw} {style} {at}\n{indent}  {text}")
            }
            Block::Paragraph(Paragraph { number, text, .. }) => {
                let number = number.map_or(String::new(), |n| format!(" {n}"));
                writeln!(out, "{indent}paragraph{number} {at}\n{indent}  {text}")
            }
            _ => unreachable!("a kind of block that no snapshot shows"),
        };
        if let Some(language) = block.language() {
            let _ = writeln!(out, "{indent}  in {language}");
        }
        for other in block.parallel() {
            let marker = other.marker.as_ref().map_or("-", |m| &*m.raw);
            let _ = writeln!(
                out,
                "{indent}  {} {marker} {} {}",
                other.language,
                other.text,
                spans(&other.pieces)
            );
        }
        nodes(block.blocks(), depth + 1, out);
    }
}

fn place(line: u32, span: Span, pieces: &[Span]) -> String {
    format!("L{line} {}..{} {}", span.start, span.end, spans(pieces))
}

fn spans(pieces: &[Span]) -> String {
    let spans: Vec<String> = pieces.iter().map(|p| format!("{}..{}", p.start, p.end)).collect();
    format!("[{}]", spans.join(" "))
}

/// The rows without their texts, which stand in the tree.
#[test]
fn rows() {
    snapshot("rows", |source| {
        let parsed = source.parse();
        let mut table = String::new();
        for row in parsed.rows() {
            let joined = if row.joined { " joined" } else { "" };
            let number = |n: Option<u32>| n.map_or("-".to_owned(), |n| n.to_string());
            let _ = writeln!(
                table,
                "{} {} L{} {}..{}{joined} | {} {} | {} {} | {}",
                row.path,
                row.language,
                row.line,
                row.start,
                row.end,
                number(row.section),
                row.section_title.unwrap_or("-"),
                number(row.subsection),
                row.subsection_title.unwrap_or("-"),
                row.marker.unwrap_or("-"),
            );
        }
        table
    });
}

#[test]
fn outlines() {
    snapshot("outline", |source| written(|out| emit::outline(source.parse().document(), out)));
}

#[test]
fn findings() {
    snapshot("findings", |source| {
        let parsed = source.parse();
        let found = parsed.check();
        let report = emit::file_report(&source.info().name, &parsed, &found);
        written(|out| emit::human(source, &report, &found, HumanOptions::default(), out))
    });
}
