//! Every format for every paper, whole: kept as a snapshot, and well-formed to a
//! parser that shares no code with the writer.
//!
//! What is the same for all papers (the style and script of a page, the rules'
//! texts in a log) is left out of the snapshots.

use std::path::{Path, PathBuf};

use lcpaper::diagnostic::{Diagnostic, Severity};
use lcpaper::emit::{self, AknOptions, Checked, HumanOptions, Opening};
use lcpaper::{Options, Paper};
use serde_json::Value;

fn papers() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let entries = [folder.clone(), folder.join("bilingual")].map(|f| std::fs::read_dir(f).unwrap());
    let paths = entries.into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut papers: Vec<_> = paths.filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    papers.sort();
    assert!(!papers.is_empty());
    papers
}

/// A snapshot `format@paper` of what is made of each paper.
fn each(format: &str, make: impl Fn(Checked<'_>) -> String) {
    for path in papers() {
        let source = Options::new().digest(true).read(&path).unwrap();
        let parsed: Paper<'_> = source.parse();
        let found: Vec<Diagnostic> = parsed.check();
        let name = source.info().name.clone();
        let paper = Checked::new(&name, &parsed, &found);
        let made = make(paper);
        insta::with_settings!({
            snapshot_path => "../../snapshots/whole", prepend_module_to_snapshot => false, omit_expression => true,
            snapshot_suffix => name.as_str()
        }, {
            insta::assert_snapshot!(format, made);
        });
    }
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn csv() {
    each("csv", |paper| {
        let rows = paper.paper.rows();
        let text = written(|out| {
            emit::csv_header(out)?;
            emit::csv(&rows, out)
        });
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        assert_eq!(reader.records().map(Result::unwrap).count(), rows.len());
        // A snapshot has the line ends of its file.
        text.replace("\r\n", "\n")
    });
}

#[test]
fn ndjson() {
    each("ndjson", |paper| {
        let rows = paper.paper.rows();
        let text = written(|out| emit::ndjson(&rows, out));
        assert!(text.lines().all(|line| serde_json::from_str::<Value>(line).unwrap().is_object()));
        assert_eq!(text.lines().count(), rows.len());
        text
    });
}

#[test]
fn markdown() {
    each("markdown", |paper| {
        let text = emit::markdown(paper.paper.document());
        // Any text is Markdown; that it is the right one, `tests/formats.rs` shows.
        assert!(pulldown_cmark::Parser::new(&text).count() > 0);
        text
    });
}

#[test]
fn akn() {
    each("akn", |paper| {
        let xml = emit::akn(paper.paper.document(), &AknOptions::default()).unwrap();
        assert!(
            roxmltree::Document::parse(&xml)
                .unwrap()
                .root_element()
                .has_tag_name(("http://docs.oasis-open.org/legaldocml/ns/akn/3.0", "akomaNtoso"))
        );
        xml
    });
}

#[test]
fn html() {
    each("html", |paper| {
        let page = emit::html(&[paper], Opening::Paper);
        let parsed = scraper::Html::parse_document(&page);
        assert!(parsed.errors.is_empty(), "{:?}", parsed.errors);
        // Every element on a line of its own, so that a change shows where it is.
        without(&without(&page, "style"), "script").replace("><", ">\n<")
    });
}

/// A page without what stands inside its elements of one name.
fn without(page: &str, element: &str) -> String {
    let (open, close) = (format!("<{element}"), format!("</{element}>"));
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, behind)) = rest.split_once(&open) {
        let (attributes, behind) = behind.split_once('>').unwrap();
        let (_, behind) = behind.split_once(&close).unwrap();
        out.push_str(&format!("{before}{open}{attributes}>…{close}"));
        rest = behind;
    }
    out + rest
}

#[test]
fn junit() {
    each("junit", |paper| {
        let xml = emit::junit(&[paper], Severity::Error).unwrap();
        let parsed = roxmltree::Document::parse(&xml).unwrap();
        let cases = parsed.descendants().filter(|n| n.has_tag_name("testcase")).count();
        assert_eq!(cases, lcpaper::rules::RULES.len());
        // Rules that found nothing are the same line in every paper.
        let quiet = |line: &&str| !(line.contains("<testcase") && line.ends_with("/>"));
        xml.lines().filter(quiet).collect::<Vec<_>>().join("\n")
    });
}

#[test]
fn github() {
    each("github", |paper| {
        let text = emit::github(&[paper]);
        assert!(text.lines().all(|line| line.starts_with("::") && line.contains("title=")));
        assert_eq!(text.lines().count(), paper.diagnostics.len());
        text
    });
}

#[test]
fn sarif() {
    each("sarif", |paper| {
        let mut log: Value = serde_json::from_str(&emit::sarif(&[paper])).unwrap();
        let rules = &mut log["runs"][0]["tool"]["driver"]["rules"];
        assert_eq!(rules.as_array().unwrap().len(), lcpaper::rules::RULES.len());
        *rules = Value::from("…");
        serde_json::to_string_pretty(&log).unwrap()
    });
}

#[test]
fn report() {
    each("report", |paper| {
        let report = emit::file_report(paper.path, paper.paper, paper.diagnostics);
        serde_json::to_string_pretty(&report).unwrap()
    });
}

/// As a terminal of 40 columns shows it: nothing is wider.
#[test]
fn narrow() {
    each("narrow", |paper| {
        let report = emit::file_report(paper.path, paper.paper, paper.diagnostics);
        let mut options = HumanOptions::default();
        options.width = 40;
        written(|out| emit::human(paper.paper.source(), &report, paper.diagnostics, options, out))
    });
}
