//! Every format that a paper or a check can be written in but pages and Akoma Ntoso
//! (`html.rs`, `akn.rs`), for every fixture: read back by a reader that shares no code
//! with the writer, and held against the tree.

use std::collections::HashSet;
use std::path::PathBuf;

use lcpaper::Source;
use lcpaper::diagnostic::Severity;
use lcpaper::emit::{self, Checked, Layout, Row};
use lcpaper::tree::{Document, PartKind};
use serde_json::Value;

use crate::support::{each_text, readable, snapshot};

/// A paper with one fault: the first line that begins with `line` is taken out.
fn without(fixture: &str, line: &str) -> Source {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(fixture);
    let text = std::fs::read_to_string(path).unwrap();
    let kept: Vec<_> = text.lines().filter(|l| !l.trim_start().starts_with(line)).collect();
    assert_eq!(kept.len() + 1, text.lines().count());
    Source::from_text("draft.txt", kept.join("\n") + "\n")
}

type Plain = (String, String, Option<String>, Option<String>, Option<String>, String);

/// The rows without what depends on the layout.
fn plain_rows(source: &Source) -> Vec<Plain> {
    let parsed = source.parse();
    parsed
        .rows()
        .into_iter()
        .map(|r| {
            let own = |s: Option<&str>| s.map(str::to_owned);
            (
                r.path.clone(),
                r.language.to_owned(),
                own(r.section_title),
                own(r.subsection_title),
                own(r.marker),
                r.text.to_owned(),
            )
        })
        .collect()
}

#[test]
fn markdown_parses_again_to_the_same_rows() {
    use crate::support::tables::{NUMBER_COLUMN, PIPES, TABS};
    let tables = [TABS, PIPES, NUMBER_COLUMN].map(|text| Source::from_text("table.txt", text));
    each_text(again);
    tables.iter().for_each(|source| again("table", source));

    fn again(name: &str, source: &Source) {
        let parsed = source.parse();
        // A faulty paper may read otherwise once its layout is gone.
        if parsed.check().iter().any(|d| d.severity == Severity::Error) {
            return;
        }
        let markdown = emit::markdown(parsed.document());
        let again = Source::from_text("again.md", markdown.clone());
        let (rows, read) = (plain_rows(source), plain_rows(&again));
        let changed = rows.iter().zip(&read).find(|(a, b)| a != b);
        assert_eq!(changed, None, "{name}");
        assert_eq!(rows.len(), read.len(), "{name}");
        assert_eq!(
            markdown,
            emit::markdown(again.parse().document()),
            "{name}: a second time it stays as it is"
        );
    }
}

#[test]
fn a_renderer_of_markdown_shows_every_number_as_printed() {
    use pulldown_cmark::{Event, Parser, Tag};
    each_text(|name, source| {
        let parsed = source.parse();
        let markdown = emit::markdown(parsed.document());
        let mut shown = String::new();
        let mut outline = String::new();
        for event in Parser::new(&markdown) {
            match event {
                Event::Start(Tag::List(_) | Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                    panic!("{name}: a renderer takes something for a list, code or HTML")
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    outline.push_str(&format!("\n{} ", "#".repeat(level as usize)));
                }
                Event::Text(text) => {
                    shown.push_str(&text);
                    if outline.ends_with("# ") || outline.ends_with('\u{1f}') {
                        outline = outline.trim_end_matches('\u{1f}').to_owned();
                        outline.push_str(&text);
                        outline.push('\u{1f}');
                    }
                }
                Event::End(_) => {
                    shown.push('\n');
                    outline = outline.trim_end_matches('\u{1f}').to_owned();
                }
                _ => {}
            }
        }
        for row in parsed.rows() {
            let marker = row.marker.map(|m| format!("{m}\u{a0}")).unwrap_or_default();
            let plain = row.marker.map(|m| format!("{m} ")).unwrap_or_default();
            let fused = row.marker.unwrap_or_default();
            let found = [marker.as_str(), plain.as_str(), fused]
                .iter()
                .any(|m| shown.contains(&format!("{m}{}", row.text)));
            assert!(found, "{name}: {} is not shown as printed", row.path);
        }
        snapshot("markdown-headings", name, outline.trim());
    });
}

/// A paper with an item taken out, in the formats of a check.
#[test]
fn one_fault_in_every_format_of_a_check() {
    let source = without("2017-work-plan-zh.txt", "36.");
    let parsed = source.parse();
    let found = parsed.check();
    let paper = Checked::new("drafts/plan, 50%.txt", &parsed, &found);

    let github = emit::github(&[paper]);
    assert_eq!(github.lines().count(), found.len());
    snapshot("github", "gap", &github);

    let junit = emit::junit(&[paper], Severity::Error).unwrap();
    let xml = roxmltree::Document::parse(&junit).unwrap();
    let cases = |name| xml.descendants().filter(move |n| n.has_tag_name(name)).count();
    assert_eq!(cases("testcase"), lcpaper::rules::RULES.len());
    assert_eq!(cases("failure"), 1);
    let told: Vec<_> = xml
        .descendants()
        .filter(|n| n.has_tag_name("failure") || n.has_tag_name("system-out"))
        .map(|n| n.text().unwrap_or_default())
        .collect();
    snapshot("junit-told", "gap", &told.join("\n"));

    let log: Value = serde_json::from_str(&emit::sarif(&[paper])).unwrap();
    snapshot("sarif-results", "gap", &serde_json::to_string_pretty(&log["runs"][0]["results"]).unwrap());
}

/// The requirements of SARIF 2.1.0 that a service rejects a log for. The whole
/// official schema is held against a log by `tests/sarif/check.sh`.
#[test]
fn sarif_keeps_to_its_specification() {
    each_text(|name, source| {
        let parsed = source.parse();
        let found = parsed.check();
        let log: Value = serde_json::from_str(&emit::sarif(&[Checked::new(name, &parsed, &found)])).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let ids: HashSet<_> = rules.iter().map(|r| r["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), rules.len());
        for rule in rules {
            assert!(!rule["help"]["text"].as_str().unwrap().is_empty());
            assert!(
                ["error", "warning", "note"]
                    .contains(&rule["defaultConfiguration"]["level"].as_str().unwrap())
            );
        }
        let mut prints = HashSet::new();
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
            assert!(!result["message"]["text"].as_str().unwrap().is_empty());
            let region = &result["locations"][0]["physicalLocation"]["region"];
            let number = |key: &str| region[key].as_u64().unwrap();
            assert!(number("startLine") >= 1 && number("startColumn") >= 1);
            assert!((number("startLine"), number("startColumn")) <= (number("endLine"), number("endColumn")));
            // The region is what the snippet shows, counted in characters.
            let lines: Vec<&str> = source.text().lines().collect();
            let line = lines[usize::try_from(number("startLine")).unwrap() - 1];
            let from = usize::try_from(number("startColumn")).unwrap() - 1;
            let rest: String = line.chars().skip(from).collect();
            let snippet = region["snippet"]["text"].as_str().unwrap();
            assert!(
                rest.starts_with(snippet.lines().next().unwrap_or_default()),
                "{name}: {snippet} in {rest}"
            );
            assert!(prints.insert(result["partialFingerprints"][emit::FINGERPRINT].as_str().unwrap()));
        }
    });
}

#[test]
fn a_fingerprint_outlives_edits_elsewhere() {
    let print = |source: &Source| {
        let parsed = source.parse();
        let found = parsed.check();
        let gap = found.iter().position(|d| d.code == "N001").unwrap();
        lcpaper::fingerprint::fingerprints(&parsed, &found)[gap].clone()
    };
    let before = without("2017-work-plan-zh.txt", "36.");
    let after =
        before.text().replace("二、現代服務業", "二、現代服務業及其他").replace("1. 加快", "1. 加快並加強\n");
    assert_ne!(before.text(), after);
    assert_eq!(print(&before), print(&Source::from_text("draft.txt", after)));
}

#[test]
fn tables_and_trees_are_read_by_others() {
    readable(|name, source| {
        let parsed = source.parse();
        let rows = parsed.rows();
        let mut csv = Vec::new();
        emit::csv_header(&mut csv).unwrap();
        emit::csv(&rows, &mut csv).unwrap();
        let mut reader = csv::Reader::from_reader(csv.as_slice());
        assert_eq!(reader.headers().unwrap(), &Row::FIELDS[..]);
        let read: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(read.len(), rows.len(), "{name}");

        let mut lines = Vec::new();
        emit::ndjson(&rows, &mut lines).unwrap();
        let lines = String::from_utf8(lines).unwrap();
        assert_eq!(lines.lines().count(), rows.len());
        for ((line, record), row) in lines.lines().zip(&read).zip(&rows) {
            let object: serde_json::Map<String, Value> = serde_json::from_str(line).unwrap();
            assert_eq!(object.len(), Row::FIELDS.len());
            let places = Row::FIELDS.map(|field| line.find(&format!("\"{field}\":")).unwrap());
            assert!(places.is_sorted(), "{name}: {line}");
            let cells = fields(row);
            for ((field, cell), wanted) in Row::FIELDS.iter().zip(record).zip(&cells) {
                assert_eq!(object[*field], *wanted, "{name}: {field}");
                let wanted = match wanted {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                assert_eq!(cell, wanted, "{name}: {field}");
            }
        }

        for layout in [Layout::Pretty, Layout::Line] {
            let mut json = Vec::new();
            emit::json(parsed.document(), layout, &mut json).unwrap();
            let ends = json.iter().filter(|&&b| b == b'\n').count();
            assert!(json.ends_with(b"}\n") && (ends == 1) == (layout == Layout::Line), "{name}");
            let read: Document<'_> = serde_json::from_slice(&json).unwrap();
            assert_eq!(read, *parsed.document(), "{name}");
        }
    });
}

/// A row's fields, in the order of [`Row::FIELDS`].
fn fields(row: &Row<'_>) -> [Value; 16] {
    let part = if row.part == PartKind::Body { "body" } else { "annex" };
    [
        row.paper.into(),
        row.language.into(),
        part.into(),
        row.annex.into(),
        row.section.into(),
        row.section_title.into(),
        row.subsection.into(),
        row.subsection_title.into(),
        row.path.as_str().into(),
        row.number.into(),
        row.marker.into(),
        row.text.into(),
        row.joined.into(),
        row.line.into(),
        row.start.into(),
        row.end.into(),
    ]
}
