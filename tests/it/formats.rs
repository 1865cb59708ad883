//! Every format that a paper or a check can be written in, for every fixture:
//! read back by a reader that shares no code with the writer, held against the
//! tree, and kept as a snapshot of what matters in it.

use std::collections::HashSet;
use std::path::PathBuf;

use lcpaper::diagnostic::Severity;
use lcpaper::emit::{self, AknOptions, Checked, Layout, Opening};
use lcpaper::tree::{Document, walk};
use lcpaper::{Paper, Source};
use serde_json::Value;

fn fixtures() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let mut papers: Vec<_> = entries.filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    papers.sort();
    assert!(!papers.is_empty());
    papers
}

fn each(mut test: impl FnMut(&str, &Source)) {
    for path in fixtures() {
        let source = Source::open(&path).unwrap();
        test(path.file_stem().unwrap().to_str().unwrap(), &source);
    }
}

/// A paper with one fault: the first line that begins with `line` is taken out.
fn without(fixture: &str, line: &str) -> Source {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(fixture);
    let text = std::fs::read_to_string(path).unwrap();
    let kept: Vec<_> = text.lines().filter(|l| !l.trim_start().starts_with(line)).collect();
    assert_eq!(kept.len() + 1, text.lines().count());
    Source::from_text("draft.txt", kept.join("\n") + "\n")
}

fn snapshot(name: &str, format: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => "../../snapshots", prepend_module_to_snapshot => false, omit_expression => true,
        snapshot_suffix => name
    }, {
        insta::assert_snapshot!(format, text);
    });
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Texts of all blocks, in order.
fn texts(parsed: &Paper<'_>) -> Vec<String> {
    let mut out = Vec::new();
    walk(parsed.document(), |_, block| {
        out.push(squeeze(block.text()));
    });
    out
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
    each(|name, source| {
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
    });
}

#[test]
fn a_renderer_of_markdown_shows_every_number_as_printed() {
    use pulldown_cmark::{Event, Parser, Tag};
    each(|name, source| {
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
        snapshot(name, "markdown-headings", outline.trim());
    });
}

#[test]
fn akoma_ntoso_holds_every_text_once_and_in_order() {
    each(|name, source| {
        let parsed = source.parse();
        let xml = emit::akn(parsed.document(), &AknOptions::default()).unwrap();
        let document = roxmltree::Document::parse(&xml).unwrap();

        let bodies = document.descendants().filter(|n| n.has_tag_name("mainBody"));
        let found: Vec<String> = bodies
            .flat_map(|body| body.descendants())
            .filter(|n| n.has_tag_name("heading") || n.has_tag_name("p"))
            .map(|n| squeeze(n.text().unwrap_or_default()))
            .collect();
        assert_eq!(found, texts(&parsed), "{name}");

        let mut ids = HashSet::new();
        let mut shape = String::new();
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            let Some(id) = node.attribute("eId") else { continue };
            assert!(ids.insert(id), "{name}: {id} comes twice");
            let child = |tag| node.children().find(|c| c.has_tag_name(tag)).and_then(|c| c.text());
            let start: String =
                child("heading").or(child("num")).unwrap_or_default().chars().take(24).collect();
            shape.push_str(&format!("{} {id} {start}\n", node.tag_name().name()));
        }
        let facts = document.descendants().filter(|n| n.tag_name().name().starts_with("FRBR"));
        for fact in facts.filter(|n| n.has_attribute("value") || n.has_attribute("date")).take(4) {
            let value = fact.attribute("value").or(fact.attribute("date")).unwrap_or_default();
            shape.push_str(&format!("{} {value}\n", fact.tag_name().name()));
        }
        snapshot(name, "akn-shape", &shape);
    });
}

#[test]
fn a_page_is_sound_html_that_shows_every_text_and_loads_nothing() {
    each(|name, source| {
        let parsed = source.parse();
        let found = parsed.check();
        let paper = Checked::new(name, &parsed, &found);
        let page = emit::html(&[paper], Opening::Findings);
        let html = scraper::Html::parse_document(&page);
        assert!(html.errors.is_empty(), "{name}: {:?}", html.errors);

        let all = |css: &str| {
            let selector = scraper::Selector::parse(css).unwrap();
            html.select(&selector).map(|e| e.value().clone()).collect::<Vec<_>>()
        };
        let mut ids = HashSet::new();
        for element in all("[id]") {
            let id = element.attr("id").unwrap().to_owned();
            assert!(ids.insert(id.clone()), "{name}: the id {id} comes twice");
        }
        for link in all("[href], [src], [action]") {
            let target = link.attr("href").unwrap_or("not a link");
            assert!(target.strip_prefix('#').is_some_and(|id| ids.contains(id)), "{name}: {target}");
        }
        for label in all("[aria-labelledby]") {
            assert!(ids.contains(label.attr("aria-labelledby").unwrap()), "{name}: a label is missing");
        }
        for element in ["nav", "main", "header", "article", "h1"] {
            assert!(!all(element).is_empty(), "{name}: no {element}");
        }
        assert_eq!(all("article.paper")[0].attr("lang"), parsed.document().languages.first().map(|l| &**l));
        assert_eq!(all(".note").len(), found.len(), "{name}");

        // The words of the article in order, and the outline as it is heard.
        let selector =
            scraper::Selector::parse(".words > p, .row.heading :is(h3, h4, h5, h6) > span:not(.marker)")
                .unwrap();
        let shown: Vec<String> =
            html.select(&selector).map(|e| squeeze(&e.text().collect::<String>())).collect();
        assert_eq!(shown, texts(&parsed), "{name}");
        let selector = scraper::Selector::parse("nav h2, nav li > a").unwrap();
        let outline: Vec<String> =
            html.select(&selector).map(|e| squeeze(&e.text().collect::<Vec<_>>().join(" "))).collect();
        snapshot(name, "html-outline", &outline.join("\n"));
    });
}

#[test]
fn what_looks_like_html_is_shown_and_not_obeyed() {
    let text = "<script>alert(1)</script>\n\n一、<img src=x onerror=alert(2)>\n\n1. <b>甲</b> & \"乙\" '丙'。\n2. </style></script><!-- ]]> ${x}。\n";
    let source = Source::from_text("<i>.txt", text);
    let parsed = source.parse();
    let found = parsed.check();
    let paper = Checked::new("a\"><b>.txt", &parsed, &found);
    for papers in [vec![paper], vec![paper, paper]] {
        let page = emit::html(&papers, Opening::Findings);
        let html = scraper::Html::parse_document(&page);
        assert!(html.errors.is_empty(), "{:?}", html.errors);
        let count = |css: &str| html.select(&scraper::Selector::parse(css).unwrap()).count();
        assert_eq!(
            (count("script"), count("style"), count("img"), count("article b, article i")),
            (1, 1, 0, 0)
        );
        let article = html.select(&scraper::Selector::parse("article").unwrap()).next().unwrap();
        let shown = article.text().collect::<String>();
        for part in ["<b>甲</b> & \"乙\" '丙'。", "</style></script><!-- ]]> ${x}。"] {
            assert!(shown.contains(part), "{part} is not shown: {shown}");
        }
    }
    let xml = emit::akn(parsed.document(), &AknOptions::default()).unwrap();
    assert!(
        roxmltree::Document::parse(&xml)
            .unwrap()
            .descendants()
            .any(|n| n.text().is_some_and(|t| t.contains("<b>甲</b>")))
    );
}

#[test]
fn control_characters_do_not_break_the_xml() {
    let source = Source::from_text("a.txt", "1. a\u{1}b\u{fffe}c\u{b}\n2. d\u{1b}[31m\n");
    let parsed = source.parse();
    let found = parsed.check();
    roxmltree::Document::parse(&emit::akn(parsed.document(), &AknOptions::default()).unwrap()).unwrap();
    let paper = Checked::new("a\u{1}.txt", &parsed, &found);
    roxmltree::Document::parse(&emit::junit(&[paper], Severity::Info).unwrap()).unwrap();
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
    snapshot("gap", "github", &github);

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
    snapshot("gap", "junit-told", &told.join("\n"));

    let log: Value = serde_json::from_str(&emit::sarif(&[paper])).unwrap();
    snapshot("gap", "sarif-results", &serde_json::to_string_pretty(&log["runs"][0]["results"]).unwrap());
}

/// The requirements of SARIF 2.1.0 that a service rejects a log for. The whole
/// official schema is held against a log by `tests/sarif/check.sh`.
#[test]
fn sarif_keeps_to_its_specification() {
    each(|name, source| {
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
    each(|name, source| {
        let parsed = source.parse();
        let rows = parsed.rows();
        let mut csv = Vec::new();
        emit::csv_header(&mut csv).unwrap();
        emit::csv(&rows, &mut csv).unwrap();
        let mut reader = csv::Reader::from_reader(csv.as_slice());
        assert_eq!(reader.headers().unwrap().len(), 16);
        let read: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(read.len(), rows.len(), "{name}");
        assert!(read.iter().zip(&rows).all(|(read, row)| read[8] == *row.path && read[11] == *row.text));

        let mut lines = Vec::new();
        emit::ndjson(&rows, &mut lines).unwrap();
        let lines = String::from_utf8(lines).unwrap();
        assert!(
            lines.lines().all(|l| serde_json::from_str::<serde_json::Value>(l).is_ok_and(|v| v.is_object()))
        );
        assert_eq!(lines.lines().count(), rows.len());

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
