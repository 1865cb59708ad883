//! Every format whole, as a person can read it through: of papers of a page or two what
//! is written of a paper, of papers with findings what a check says. What these formats
//! hold is held to the tree for every fixture in `formats.rs`, `html.rs` and `akn.rs`.
//!
//! What is the same for all papers (the style and script of a page, the rules'
//! texts in a log) is left out of the snapshots.

use lcpaper::diagnostic::{Diagnostic, Severity};
use lcpaper::emit::{self, AknOptions, Checked, HumanOptions, Opening};
use lcpaper::{Options, Paper};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::support::{bilingual, fixtures};

/// Papers of more lines are not kept whole.
const SHORT: usize = 80;

/// A snapshot `format@paper` of what is made of each paper that `wanted` takes.
fn each(format: &str, wanted: impl Fn(&Checked<'_>) -> bool, make: impl Fn(Checked<'_>) -> String) {
    let mut kept = 0;
    for fixture in fixtures().into_iter().chain(bilingual()) {
        let source = Options::new().digest(true).name(&fixture.name).read_bytes(fixture.text).unwrap();
        let parsed: Paper<'_> = source.parse();
        let found: Vec<Diagnostic> = parsed.check();
        let paper = Checked::new(&fixture.name, &parsed, &found);
        let keep = wanted(&paper);
        // What is made of the others is held to be sound all the same.
        let made = make(paper);
        if !keep {
            continue;
        }
        kept += 1;
        insta::with_settings!({
            snapshot_path => "../../snapshots/whole", prepend_module_to_snapshot => false, omit_expression => true,
            snapshot_suffix => fixture.name.as_str()
        }, {
            insta::assert_snapshot!(format, made);
        });
    }
    assert!(kept > 0);
}

fn short(paper: &Checked<'_>) -> bool {
    paper.paper.text().lines().count() <= SHORT
}

fn faulty(paper: &Checked<'_>) -> bool {
    !paper.diagnostics.is_empty()
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn csv() {
    each("csv", short, |paper| {
        let rows = paper.paper.rows();
        let text = written(|out| {
            emit::csv_header(out)?;
            emit::csv(&rows, out)
        });
        // A snapshot has the line ends of its file.
        text.replace("\r\n", "\n")
    });
}

#[test]
fn ndjson() {
    each("ndjson", short, |paper| {
        let rows = paper.paper.rows();
        written(|out| emit::ndjson(&rows, out))
    });
}

#[test]
fn markdown() {
    each("markdown", short, |paper| emit::markdown(paper.paper.document()));
}

#[test]
fn akn() {
    each(
        "akn",
        |paper| paper.path == "annex-flat-zh.txt",
        |paper| emit::akn(paper.paper.document(), &AknOptions::default()).unwrap(),
    );
}

#[test]
fn html() {
    each(
        "html",
        |paper| paper.path == "empty-section-zh.txt",
        |paper| {
            let page = emit::html(&[paper], Opening::Paper);
            // Every element on a line of its own, so that a change shows where it is.
            without(&without(&page, "style"), "script").replace("><", ">\n<")
        },
    );
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
    each("junit", faulty, |paper| {
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
    each("github", faulty, |paper| {
        let text = emit::github(&[paper]);
        assert!(text.lines().all(|line| line.starts_with("::") && line.contains("title=")));
        assert_eq!(text.lines().count(), paper.diagnostics.len());
        text
    });
}

#[test]
fn sarif() {
    each("sarif", faulty, |paper| {
        let mut log: Value = serde_json::from_str(&emit::sarif(&[paper])).unwrap();
        let rules = &mut log["runs"][0]["tool"]["driver"]["rules"];
        assert_eq!(rules.as_array().unwrap().len(), lcpaper::rules::RULES.len());
        *rules = Value::from("…");
        serde_json::to_string_pretty(&log).unwrap()
    });
}

#[test]
fn report() {
    each("report", faulty, |paper| {
        let report = emit::file_report(paper.path, paper.paper, paper.diagnostics);
        serde_json::to_string_pretty(&report).unwrap()
    });
}

/// As a narrow terminal shows it: no more than 40 columns of any line of the paper.
#[test]
fn narrow() {
    each("narrow", faulty, |paper| {
        let report = emit::file_report(paper.path, paper.paper, paper.diagnostics);
        let mut options = HumanOptions::default();
        options.width = 40;
        let text = written(|out| emit::human(paper.paper.source(), &report, paper.diagnostics, options, out));
        let of_paper = text.lines().filter(|l| l.trim_start().starts_with(char::is_numeric));
        let shown = of_paper.filter_map(|line| line.split_once("│ "));
        assert!(shown.map(|(_, line)| line.width()).all(|width| width <= 40), "{text}");
        text
    });
}
