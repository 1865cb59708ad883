//! The page for a browser, held to the tree by a browser's parser: everything in
//! the tree and in the findings is shown once, in order, beside what it is about.
//! What it looks like is kept whole for one paper, in `tests/it/whole.rs`.

use std::collections::{HashMap, HashSet};

use lcpaper::diagnostic::{Diagnostic, Severity};
use lcpaper::emit::{self, Checked, Opening};
use lcpaper::text::TriviaKind;
use lcpaper::tree::{Block, Part};
use lcpaper::{Paper, Source};
use scraper::{ElementRef, Html, Selector};

use crate::support::{readable, squash, squeeze};

/// All that the templates write. A text that is taken for an element brings another.
const ELEMENTS: &str = "a article aside body button code dd details dialog div dl dt em footer form h1 h2 h3 h4 \
     h5 h6 head header html kbd li main mark meta nav ol p script section span strong style summary table tbody \
     sup td th thead title tr ul";

fn select<'h>(within: ElementRef<'h>, css: &str) -> Vec<ElementRef<'h>> {
    within.select(&Selector::parse(css).unwrap()).collect()
}

fn text(element: ElementRef<'_>) -> String {
    squeeze(&element.text().collect::<String>())
}

fn texts(within: ElementRef<'_>, css: &str) -> Vec<String> {
    select(within, css).into_iter().map(text).collect()
}

/// As a page may hold it: what would steer a terminal or turn the text around is spelt out.
fn tamed(text: &str) -> String {
    let spelt = text.chars().map(|c| match c {
        '\0'..='\u{1f}' if !c.is_whitespace() => char::from_u32(0x2400 + c as u32).unwrap().to_string(),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => format!("‹U+{:04X}›", c as u32),
        _ => c.to_string(),
    });
    squeeze(&spelt.collect::<String>())
}

fn some(texts: &[&Option<std::borrow::Cow<'_, str>>]) -> Vec<String> {
    texts.iter().filter_map(|t| t.as_deref()).map(squeeze).collect()
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// A block as the page should show it, or as it does.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    /// `h3` to `h6`, `item`, `paragraph`, or `rows` of a table.
    kind: String,
    language: Option<String>,
    /// Marker and text, or the number of a paragraph where none is printed.
    marker: Option<String>,
    text: String,
    /// Language and text of its counterparts.
    others: Vec<(String, String)>,
    /// Of items and paragraphs: depth, path, line, pieces.
    facts: Option<(usize, Option<String>, u32, usize)>,
}

fn wanted(blocks: &[Block<'_>], depth: usize, paths: &HashMap<u32, String>, out: &mut Vec<Shown>) {
    for block in blocks {
        let own = |start: u32| Some((depth, paths.get(&start).cloned(), block.line(), block.pieces().len()));
        let (kind, marker, facts) = match block {
            Block::Section(section) => (format!("h{}", (section.level + 2).clamp(3, 6)), None, None),
            Block::Item(item) => ("item".to_owned(), None, own(item.marker.span.start)),
            Block::Paragraph(one) => {
                let start = one.pieces.first().map_or(one.span.start, |p| p.start);
                ("paragraph".to_owned(), one.number.map(|n| n.to_string()), own(start))
            }
            Block::Table(_) => ("rows".to_owned(), None, own(u32::MAX)),
            _ => unreachable!("a kind of block that the page does not know"),
        };
        out.push(Shown {
            kind,
            language: block.language().map(str::to_owned),
            marker: block.marker().map(|m| squeeze(&m.raw)).or(marker),
            text: squeeze(block.text()),
            others: block.parallel().iter().map(|o| (o.language.to_string(), squeeze(&o.text))).collect(),
            facts,
        });
        let inner = if facts_of_a_heading(block) { 0 } else { depth + 1 };
        wanted(block.blocks(), inner, paths, out);
    }
}

/// What stands under a heading is at the margin again.
fn facts_of_a_heading(block: &Block<'_>) -> bool {
    matches!(block, Block::Section(_))
}

fn shown(row: ElementRef<'_>) -> Shown {
    let own = |name: &str| row.attr(name).unwrap_or_default();
    let heading = select(row, ".text > :is(h3, h4, h5, h6)");
    let (kind, language, main, facts) = match heading.first() {
        Some(heading) => {
            let section = row.parent().and_then(ElementRef::wrap).unwrap();
            assert_eq!(section.attr("aria-labelledby"), heading.attr("id"));
            let main = texts(
                row,
                "h3 > span:not(.marker, .parallel), h4 > span:not(.marker, .parallel), h5 > span:not(.marker, .parallel), h6 > span:not(.marker, .parallel)",
            );
            (heading.value().name(), section.attr("lang"), main, None)
        }
        None => {
            let kind = ["item", "rows", "paragraph"].into_iter().find(|k| own("class").contains(k)).unwrap();
            let main =
                if row.value().name() == "tbody" { vec![cells(row)] } else { texts(row, ".words > p") };
            let depth = own("style").trim_start_matches("--depth:").parse().unwrap();
            let path = row.attr("data-path").map(str::to_owned);
            if let Some(path) = &path {
                assert_eq!(row.attr("id"), Some(path.as_str()));
            }
            let facts = (depth, path, own("data-line").parse().unwrap(), own("data-pieces").parse().unwrap());
            (kind, row.attr("lang"), main, Some(facts))
        }
    };
    Shown {
        kind: kind.to_owned(),
        language: language.map(str::to_owned),
        marker: texts(row, ".text .marker").into_iter().next(),
        text: main.first().cloned().unwrap_or_default(),
        others: select(row, ".parallel")
            .into_iter()
            .map(|o| (o.attr("lang").unwrap().to_owned(), text(o)))
            .collect(),
        facts,
    }
}

/// The texts of the cells of a table's rows.
fn cells(rows: ElementRef<'_>) -> String {
    let own = select(rows, "td:not(:has(.parallel)), th").into_iter().map(text);
    let all = squeeze(&own.collect::<Vec<_>>().join(" "));
    let marker = texts(rows, ".marker").into_iter().next().unwrap_or_default();
    all.trim().strip_prefix(&marker).unwrap_or(&all).trim().to_owned()
}

/// The joints of a row lie between two pieces of its texts, and say so.
fn joints_are_joints(name: &str, row: ElementRef<'_>, source: &Source, block: &Block<'_>) {
    let all = [block.pieces()].into_iter().chain(block.parallel().iter().map(|o| &o.pieces));
    let lines = |pieces: &lcpaper::text::Pieces| -> Vec<String> {
        let ends = pieces.windows(2).map(|w| {
            // The last character of the one, the first of the other.
            let from = source.text()[w[0].range()].trim_end().len() as u32 + w[0].start;
            let to = w[1].start;
            format!(
                "joined here: line {} runs on in line {}",
                source.line(from.saturating_sub(1)),
                source.line(to)
            )
        });
        ends.collect()
    };
    let may: Vec<String> = all.flat_map(lines).collect();
    for joint in select(row, ".joint") {
        let (says, dropped) = (joint.attr("aria-label").unwrap(), joint.attr("data-dropped").unwrap());
        assert_eq!(joint.attr("title"), Some(says));
        let said = says.split_once("; left out: ").map_or(says, |s| s.0);
        assert!(may.iter().any(|m| m == said), "{name}: {says}, where joints are {may:?}");
        assert_eq!(says.contains("; left out: "), !dropped.is_empty());
    }
}

fn ending(part: &Part<'_>) -> Vec<String> {
    let mut out = some(&[&part.issuer, &part.issued]);
    for one in &part.signatories {
        out.extend([squeeze(&one.party), squeeze(&one.post)]);
        out.extend(some(&[&one.date]));
    }
    out
}

/// A finding's note: how bad it is, its code, place, message, and what is expected, said and
/// related.
fn note(paper: &Paper<'_>, finding: &Diagnostic) -> Vec<String> {
    let at = paper.source().position(finding.span.start);
    let mut out = vec![
        format!("note {}", word(finding.severity)),
        finding.code.to_owned(),
        finding.rule.to_owned(),
        format!("{}:{}", at.line, at.column),
        squeeze(&finding.message),
    ];
    out.extend(finding.found.iter().map(|f| format!("found{}", squeeze(f))));
    out.extend(finding.expected.iter().map(|e| format!("expected{}", squeeze(e))));
    out.extend(finding.help.iter().map(|h| squeeze(h)));
    let line = |span: lcpaper::Span| paper.source().line(span.start);
    out.extend(finding.related.iter().map(|r| format!("line {} {}", line(r.span), squeeze(&r.message))));
    out
}

fn holds(name: &str, source: &Source) {
    let parsed = source.parse();
    let document = parsed.document();
    let found = parsed.check();
    let page = emit::html(&[Checked::new(name, &parsed, &found)], Opening::Findings);
    let html = Html::parse_document(&page);
    assert!(html.errors.is_empty(), "{name}: {:?}", html.errors);
    let root = html.root_element();
    let one = |css: &str| match select(root, css)[..] {
        [one] => one,
        ref many => panic!("{name}: {} times {css}", many.len()),
    };

    // The frame: what there may be, who is called what, what leads where.
    let known: HashSet<&str> = ELEMENTS.split_whitespace().collect();
    let mut ids = HashSet::new();
    for element in select(root, "*") {
        let value = element.value();
        assert!(known.contains(value.name()), "{name}: a <{}>", value.name());
        assert!(value.attrs().all(|(key, _)| !key.starts_with("on")), "{name}: {value:?}");
        assert!(value.attr("id").is_none_or(|id| ids.insert(id)), "{name}: {value:?} comes twice");
    }
    for link in select(root, "[href], [src], [action]") {
        let target = link.attr("href").unwrap_or("not a link");
        assert!(target.strip_prefix('#').is_some_and(|id| ids.contains(id)), "{name}: {target}");
    }
    for said in ["aria-labelledby", "data-note"] {
        for element in select(root, &format!("[{said}]")) {
            assert!(ids.contains(element.attr(said).unwrap()), "{name}: {said} of nothing");
        }
    }
    for element in ["nav", "main", "header.bar", "article", "h1", "script", "style"] {
        one(element);
    }

    // What stands before the parts, and each part with what it ends in.
    let article = one("article.paper");
    assert_eq!(article.attr("lang"), document.languages.first().map(|l| &**l).or(Some("und")), "{name}");
    let front = &document.front;
    assert_eq!(texts(root, ".stamps > span"), some(&[&front.paper_number, &front.nature]), "{name}");
    assert_eq!(texts(root, ".front .committee"), some(&[&front.committee]), "{name}");
    let title = if front.title.is_empty() { &source.info().name } else { &*front.title };
    assert_eq!(text(one("h1")), squeeze(title), "{name}");
    assert_eq!(texts(root, ".front .date"), some(&[&front.meeting_date]), "{name}");
    let parts = select(root, "section.part");
    assert_eq!(parts.len(), document.parts.len(), "{name}");
    for (shown, part) in parts.into_iter().zip(&document.parts) {
        assert_eq!(shown.attr("lang"), part.language.as_deref(), "{name}");
        assert_eq!(texts(shown, ".text > .label"), some(&[&part.label]), "{name}");
        assert_eq!(texts(shown, "h2:not(.unprinted)"), some(&[&part.title]), "{name}");
        assert_eq!(texts(shown, ".foot span:not(:has(span))"), ending(part), "{name}");
    }

    // The blocks.
    let paths = parsed.rows().into_iter().map(|r| (r.start, r.path)).collect();
    let mut all = Vec::new();
    document.parts.iter().for_each(|part| wanted(&part.blocks, 0, &paths, &mut all));
    let rows = select(root, ".section > .row.heading, .row.item, .row.paragraph, tbody.item, tbody.rows");
    let seen: Vec<Shown> = rows.iter().map(|&row| shown(row)).collect();
    for (seen, wanted) in seen.iter().zip(&all) {
        assert_eq!(seen, wanted, "{name}");
    }
    assert_eq!(seen.len(), all.len(), "{name}");
    let mut rows = rows.into_iter();
    lcpaper::tree::walk(document, |_, block| {
        joints_are_joints(name, rows.next().unwrap(), source, block);
    });

    // The findings: listed first, the worst before others, and each beside its place.
    let mut sorted: Vec<&Diagnostic> = found.iter().collect();
    sorted.sort_by_key(|d| std::cmp::Reverse(d.severity));
    let listed: Vec<Vec<String>> =
        select(root, ".findings li").into_iter().map(|li| texts(li, "a > span")).collect();
    let wanted: Vec<Vec<String>> =
        sorted.iter().map(|d| [1, 4, 3].map(|n| note(&parsed, d)[n].clone()).into()).collect();
    assert_eq!(listed, wanted, "{name}");
    for (n, finding) in found.iter().enumerate() {
        let aside = one(&format!("#finding-{}", n + 1));
        let mut told = vec![aside.attr("class").unwrap().to_owned()];
        told.extend(texts(aside, ".code, .rule, .place, .message, dl > div, .help, aside > ul > li"));
        assert_eq!(told, note(&parsed, finding), "{name}");
        let marked: Vec<String> = texts(root, &format!("mark[data-note=\"finding-{}\"]", n + 1));
        let place = squash(&source.text()[finding.span.range()]);
        assert!(marked.iter().all(|m| place.contains(&squash(m))), "{name}: {marked:?} is not in {place}");
    }
    assert_eq!(select(root, ".note").len(), found.len(), "{name}");

    // What is in no text.
    let left: Vec<Vec<String>> =
        select(root, ".left-out tbody tr").into_iter().map(|tr| texts(tr, "td:not(:nth-child(2))")).collect();
    let trivia = parsed.trivia().iter().filter(|t| t.kind != TriviaKind::Blank);
    let wanted: Vec<Vec<String>> = trivia
        .map(|t| (source.line(t.span.start).to_string(), tamed(source.text()[t.span.range()].trim())))
        .filter(|(_, text)| !text.is_empty())
        .map(|(line, text)| vec![line, text])
        .collect();
    assert_eq!(left, wanted, "{name}");
}

#[test]
fn everything_of_every_fixture_is_shown_once_and_in_order() {
    readable(holds);
}

#[test]
fn a_number_that_is_missing_is_a_gap_in_the_strip() {
    let source = Source::from_text("a.txt", "1. 甲。\n2. 乙。\n5. 戊。\n6. 己。\n");
    let parsed = source.parse();
    let page = emit::html(&[Checked::new("a.txt", &parsed, &[])], Opening::Paper);
    let html = Html::parse_document(&page);
    let cells: Vec<&str> =
        select(html.root_element(), ".strip > *").into_iter().filter_map(|e| e.attr("title")).collect();
    assert_eq!(cells, ["1", "2", "3 is missing", "4 is missing", "5", "6"]);
}

/// The outline as it is heard.
#[test]
fn outlines() {
    crate::support::each_text(|name, source| {
        let parsed = source.parse();
        let page = emit::html(&[Checked::new(name, &parsed, &[])], Opening::Paper);
        let html = Html::parse_document(&page);
        let outline: Vec<String> = select(html.root_element(), "nav h2, nav li > a")
            .into_iter()
            .map(|e| squeeze(&e.text().collect::<Vec<_>>().join(" ")))
            .collect();
        crate::support::snapshot("html-outline", name, &outline.join("\n"));
    });
}

#[test]
fn what_looks_like_html_is_shown_and_not_obeyed() {
    let text = "<script>alert(1)</script>\n\n一、<img src=x onerror=alert(2)>\n\n1. <b>甲</b> & \"乙\" '丙'。\n2. </style></script><!-- ]]> ${x}。\n";
    let source = Source::from_text("<i>.txt", text);
    let parsed = source.parse();
    let found = parsed.check();
    holds("a\"><b>.txt", &source);
    let paper = Checked::new("a\"><b>.txt", &parsed, &found);
    let page = emit::html(&[paper, paper], Opening::Findings);
    let html = Html::parse_document(&page);
    assert!(html.errors.is_empty(), "{:?}", html.errors);
    let count = |css: &str| select(html.root_element(), css).len();
    assert_eq!((count("script"), count("style"), count("img"), count("article b, article i")), (1, 1, 0, 0));
    for article in select(html.root_element(), "article") {
        let shown = article.text().collect::<String>();
        for part in ["<b>甲</b> & \"乙\" '丙'。", "</style></script><!-- ]]> ${x}。"] {
            assert!(shown.contains(part), "{part} is not shown: {shown}");
        }
    }
}
