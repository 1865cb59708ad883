//! What holds of every parse, whatever the text: spans, order, nesting, and
//! every byte accounted for exactly once.

use std::collections::HashSet;

use crate::support::{self, caught, squash};
use lcpaper::text::TriviaKind;
use lcpaper::tree::{Block, Document, Pieces, walk};
use lcpaper::{Paper, Source, Span};
use proptest::prelude::*;

/// Parses and checks a text, and says everything that should hold and does not.
fn broken(text: &str) -> Vec<String> {
    let outcome = caught(|| {
        let source = Source::from_text("paper.txt", text);
        let parsed = source.parse();
        let mut out = Vec::new();
        bytes(&source, &parsed, &mut out);
        tree(&source, &parsed, &mut out);
        findings(&source, &parsed, &mut out);
        ledger(&source, &parsed, &mut out);
        out
    });
    outcome.unwrap_or_else(|message| vec![format!("panic: {message}")])
}

/// Leaves and trivia cover the text, each byte once.
fn bytes(source: &Source, parsed: &Paper<'_>, out: &mut Vec<String>) {
    let text = source.text();
    let mut all: Vec<(Span, &str)> = parsed.leaves().iter().map(|&s| (s, "leaf")).collect();
    all.extend(parsed.trivia().iter().map(|t| (t.span, "trivia")));
    if !parsed.leaves().is_sorted() {
        out.push("the leaves are not in order".to_owned());
    }
    if !parsed.trivia().iter().map(|t| t.span).is_sorted() {
        out.push("the trivia are not in order".to_owned());
    }
    all.sort_unstable();
    // What was taken apart, put together again.
    let whole: String = all.iter().filter_map(|(span, _)| text.get(span.range())).collect();
    if whole != text {
        out.push("leaves and trivia do not spell the text".to_owned());
    }
    let mut at = 0;
    for (span, what) in all {
        if span.is_empty() {
            out.push(format!("{what} {span:?} is empty"));
        }
        if span.start != at {
            out.push(format!("{what} {span:?} should begin at {at}"));
        }
        if text.get(span.range()).is_none() {
            out.push(format!("{what} {span:?} cuts a character or lies outside"));
        }
        at = span.end;
    }
    if at as usize != text.len() {
        out.push(format!("the leaves and trivia end at {at}, the text at {}", text.len()));
    }
    for t in parsed.trivia() {
        let content = text.get(t.span.range()).unwrap_or("");
        if !is_what_it_says(t.kind, content, text) {
            out.push(format!("{:?} trivia at {:?} hold {content:?}", t.kind, t.span));
        }
    }
}

/// A line start that anybody would take for a marker is one in the tree, or is
/// listed with the reason why it is none, or belongs to trivia as a whole. The
/// pattern is this test's own and shares nothing with the lexer.
fn ledger(source: &Source, parsed: &Paper<'_>, out: &mut Vec<String>) {
    let mut known: HashSet<u32> = HashSet::new();
    walk(parsed.document(), |_, block| {
        known.extend(block.marker().map(|m| m.span.start));
        known.extend(block.parallel().iter().filter_map(|p| p.marker.as_ref()).map(|m| m.span.start));
    });
    known.extend(parsed.rejected().iter().map(|r| r.span.start));
    known.extend(parsed.versions().iter().flat_map(|v| &v.rejected).map(|r| r.span.start));
    let text = source.text();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let content = line.trim_start_matches([' ', '\t', '\u{3000}']);
        let at = (start + line.len() - content.len()) as u32;
        start += line.len();
        let aside = || parsed.trivia().iter().any(|t| t.span.start <= at && at < t.span.end);
        if looks_like_a_marker(content) && !known.contains(&at) && !aside() {
            out.push(format!(
                "the line start {:?} at {at} is nowhere",
                content.chars().take(12).collect::<String>()
            ));
        }
    }
}

/// `12.`, `12、`, `12)`, `（一）`, `(a)`, `一、`, `第一章`, with text behind them.
fn looks_like_a_marker(line: &str) -> bool {
    let han = |c: char| "一二三四五六七八九十".contains(c);
    let count = |pattern: &dyn Fn(char) -> bool, from: &str| from.chars().take_while(|c| pattern(*c)).count();
    let behind = |n: usize| line.chars().skip(n).collect::<String>();
    let digits = count(&|c| c.is_ascii_digit(), line);
    // Nothing is counted from 0.
    if (1..=3).contains(&digits) {
        let mut rest = line.chars().skip(digits);
        let closed = rest.next().is_some_and(|c| ".、)．".contains(c));
        return !line.starts_with('0')
            && closed
            && rest.next().is_some_and(|c| c == ' ' || ('一'..='龥').contains(&c));
    }
    if line.starts_with(['(', '（']) {
        let inside = behind(1);
        let n = count(&han, &inside);
        let letter = inside.starts_with(|c: char| c.is_ascii_lowercase());
        let n = if n == 0 { usize::from(letter) } else { n };
        return (1..=3).contains(&n) && inside.chars().nth(n).is_some_and(|c| c == ')' || c == '）');
    }
    if line.starts_with('第') {
        let inside = behind(1);
        let n = count(&han, &inside);
        return (1..=3).contains(&n) && inside.chars().nth(n).is_some_and(|c| "章節條".contains(c));
    }
    let n = count(&han, line);
    (1..=3).contains(&n) && line.chars().nth(n) == Some('、')
}

/// Whether nothing is lost with a stretch of trivia: it has no words, or they
/// stand elsewhere as well.
fn is_what_it_says(kind: TriviaKind, content: &str, text: &str) -> bool {
    let words = |line: &str| -> String { line.chars().filter(|c| c.is_alphabetic()).collect() };
    let elsewhere = |line: &str| text.lines().filter(|l| words(l).contains(&words(line))).count() > 1;
    match kind {
        TriviaKind::Blank => content.chars().all(char::is_whitespace),
        TriviaKind::PageNumber => content.trim().chars().count() <= 24,
        TriviaKind::Ornament => words(content).is_empty(),
        TriviaKind::Artifact => {
            let seen = |c: &char| !c.is_control() && !support::invisible(*c);
            content.trim().chars().filter(seen).count() <= 3
        }
        TriviaKind::RunningHeader | TriviaKind::RepeatedBlock => content.lines().all(elsewhere),
        // Its own title, 目錄, stands once.
        TriviaKind::Contents => content.lines().filter(|l| !elsewhere(l)).count() <= 1,
        _ => false,
    }
}

/// Spans nest, siblings follow each other, pieces make the text, paths differ.
fn tree(source: &Source, parsed: &Paper<'_>, out: &mut Vec<String>) {
    let text = source.text();
    let whole = Span::new(0, text.len());
    let mut last = 0;
    let main = parsed.document().parts.first().and_then(|p| p.language.clone());
    for part in &parsed.document().parts {
        let alone = part.language != main;
        if !alone && part.span.start < last || !whole.contains(part.span) {
            out.push(format!("part {:?} is out of place", part.span));
        }
        if !alone {
            last = part.span.end;
        }
        if source.line(part.span.start) != part.line {
            out.push(format!("part {:?} is not at line {}", part.span, part.line));
        }
        blocks(source, part.span, &part.blocks, out);
    }
    leaves_in_tree(parsed, out);
    let mut paths = HashSet::new();
    for row in parsed.rows() {
        if !paths.insert((row.path.clone(), row.language.to_owned())) {
            out.push(format!("path {} comes twice", row.path));
        }
        if text.get(row.start as usize..row.end as usize).is_none() {
            out.push(format!("row {} spans {}..{}", row.path, row.start, row.end));
        }
    }
}

/// Every marker, piece and title of the tree is a leaf, and stands in it once.
fn leaves_in_tree(parsed: &Paper<'_>, out: &mut Vec<String>) {
    let leaves: HashSet<Span> = parsed.leaves().iter().copied().collect();
    let mut seen = HashSet::new();
    walk(parsed.document(), |_, block| {
        let (marker, pieces) = (block.marker(), block.pieces());
        let others =
            block.parallel().iter().flat_map(|p| p.marker.iter().map(|m| m.span).chain(p.pieces.to_vec()));
        for span in marker.map(|m| m.span).into_iter().chain(pieces.to_vec()).chain(others) {
            if !leaves.contains(&span) {
                out.push(format!("{span:?} is in the tree and no leaf"));
            }
            if !seen.insert(span) {
                out.push(format!("{span:?} is in the tree twice"));
            }
        }
    });
    // What front matter, labels and closings are made of is no block.
    let of_versions: usize = parsed.versions().iter().map(|v| count(&v.document)).sum();
    if !parsed.versions().is_empty() && of_versions != seen.len() {
        out.push(format!("the languages have {of_versions} leaves, the merged tree {}", seen.len()));
    }
}

/// How many markers, pieces and titles the blocks of a tree are made of.
fn count(document: &Document<'_>) -> usize {
    let mut all = 0;
    walk(document, |_, block| {
        all += usize::from(block.marker().is_some()) + block.pieces().len();
    });
    all
}

fn blocks(source: &Source, parent: Span, blocks_: &[Block<'_>], out: &mut Vec<String>) {
    let mut last = parent.start;
    for block in blocks_ {
        let span = block.span();
        let whole = Span::new(0, source.text().len());
        // What one language of a bilingual file has alone stands among the blocks of the other.
        let alone = block.language().is_some();
        if span.is_empty() || !alone && (span.start < last || !parent.contains(span)) || !whole.contains(span)
        {
            out.push(format!("block {span:?} is out of place in {parent:?} after {last}"));
        }
        if !alone {
            last = span.end;
        }
        let line = block.line();
        if source.line(span.start) != line {
            out.push(format!("block {span:?} is not at line {line}"));
        }
        made_of(source, span, block.pieces(), block.text(), out);
        for other in block.parallel() {
            made_of(source, other.span, &other.pieces, &other.text, out);
        }
        if let Some(m) = block.marker() {
            let raw = source.text().get(m.span.range());
            if raw != Some(&*m.raw) || !span.contains(m.span) {
                out.push(format!("marker {:?} at {:?} reads {raw:?}", m.raw, m.span));
            }
        }
        blocks(source, span, block.blocks(), out);
    }
}

fn made_of(source: &Source, block: Span, pieces: &Pieces, words: &str, out: &mut Vec<String>) {
    let mut joined = String::new();
    let mut last = block.start;
    for &piece in pieces {
        match source.text().get(piece.range()) {
            Some(text) if piece.start >= last && block.contains(piece) => joined.push_str(text),
            _ => out.push(format!("piece {piece:?} is out of place in {block:?}")),
        }
        last = piece.end;
    }
    if squash(&joined) != squash(words) {
        out.push(format!("the pieces of {block:?} make {joined:?}, not {words:?}"));
    }
}

/// Findings point into the text.
fn findings(source: &Source, parsed: &Paper<'_>, out: &mut Vec<String>) {
    for d in parsed.check() {
        let spans = std::iter::once(d.span).chain(d.related.iter().map(|r| r.span));
        for span in spans {
            if span.start > span.end || source.text().get(span.range()).is_none() {
                out.push(format!("{} points at {span:?}", d.code));
            }
        }
    }
}

fn hold(texts: &[String]) {
    let wrong: Vec<_> = support::in_parallel(texts, |t| broken(t))
        .into_iter()
        .enumerate()
        .filter(|(_, b)| !b.is_empty())
        .collect();
    for (at, b) in wrong.iter().take(5) {
        let tail: Vec<char> = texts[*at].chars().rev().take(60).collect();
        println!(
            "{} characters, ending {:?}:",
            texts[*at].chars().count(),
            tail.iter().rev().collect::<String>()
        );
        b.iter().take(4).for_each(|b| println!("  {b}"));
    }
    assert!(wrong.is_empty(), "{} of {} texts break an invariant", wrong.len(), texts.len());
}

#[test]
fn invariants_hold_for_every_fixture() {
    hold(&support::fixtures().into_iter().map(|f| f.text).collect::<Vec<_>>());
}

/// A paper in two languages may break off anywhere, and lose any line in one of them.
#[test]
fn invariants_hold_for_bilingual_papers() {
    let mut texts = Vec::new();
    for fixture in support::bilingual() {
        let ends: Vec<usize> = fixture.text.char_indices().map(|(at, _)| at).collect();
        texts.extend(ends.iter().step_by(7).map(|&at| fixture.text[..at].to_owned()));
        texts.extend(ends.iter().step_by(7).map(|&at| fixture.text[at..].to_owned()));
        let lines: Vec<&str> = fixture.text.split_inclusive('\n').collect();
        texts.extend((0..lines.len()).map(|gone| [&lines[..gone], &lines[gone + 1..]].concat().concat()));
    }
    hold(&texts);
}

/// A table may break off anywhere, and lose its beginning.
#[test]
fn invariants_hold_for_tables() {
    let mut texts = Vec::new();
    for text in support::tables::ALL {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        texts.extend(ends.iter().map(|&at| text[..at].to_owned()));
        texts.extend(ends.iter().map(|&at| text[at..].to_owned()));
    }
    hold(&texts);
}

/// A line in columns above a date was once taken for an issuer by its last columns only.
#[test]
fn invariants_hold_for_an_issuer_in_columns() {
    hold(&["十一、一、\t1)\n（詳見附件）\n（詳見附件）\n2017 年 3 月\n一、\n一、".to_owned()]);
}

#[test]
fn invariants_hold_for_made_papers() {
    hold(&(0..100).map(|seed| support::generator::Paper::varied(seed).text).collect::<Vec<_>>());
}

/// A paper may break off anywhere.
#[test]
fn invariants_hold_for_every_prefix_of_the_reference_paper() {
    let text = support::reference();
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let wrong: Vec<_> = support::in_parallel(&ends, |&end| broken(&text[..end]))
        .into_iter()
        .zip(&ends)
        .filter(|(b, _)| !b.is_empty())
        .collect();
    for (b, end) in wrong.iter().take(5) {
        println!("first {end} bytes:");
        b.iter().take(4).for_each(|b| println!("  {b}"));
    }
    assert!(wrong.is_empty(), "{} of {} prefixes break an invariant", wrong.len(), ends.len());
}

/// A paper may begin anywhere.
#[test]
fn invariants_hold_for_suffixes_of_the_fixtures() {
    let mut texts = Vec::new();
    for fixture in support::fixtures() {
        let starts: Vec<usize> = fixture.text.char_indices().map(|(at, _)| at).collect();
        texts.extend(starts.iter().step_by(starts.len() / 100 + 1).map(|&at| fixture.text[at..].to_owned()));
    }
    hold(&texts);
}

/// Pieces that papers are made of, and that they should not be made of.
fn fragment() -> impl Strategy<Value = String> {
    let fixed = |all: &'static [&'static str]| prop::sample::select(all).prop_map(str::to_owned);
    let markers: &[&str] = &[
        "一、",
        "二、",
        "三、",
        "十一、",
        "（一）",
        "（二）",
        "(一)",
        "（一)",
        "( 一 )",
        "㈠",
        "⼀、",
        "第一章",
        "第二條",
        "第三節",
        "1.",
        "2.",
        "3.",
        "1. ",
        "2. ",
        "3. ",
        "１．",
        "１２．",
        "1、",
        "1)",
        "(1)",
        "⑴",
        "①",
        "②",
        "(a)",
        "(b)",
        "(i)",
        "(ii)",
        "a.",
        "b)",
        "A.",
        "B.",
        "I.",
        "II.",
        "Ⅳ.",
        "1.1",
        "1.2 ",
        "14A.",
        "99999999999.",
        "0.",
        "Part 1",
        "Chapter 2",
        "l3.",
        "1\u{200d}2.",
    ];
    let words: &[&str] = &[
        "目的",
        "背景",
        "資料文件",
        "討論文件",
        "附件",
        "附件一",
        "附件二",
        "（詳見附件）",
        "詳見附件三",
        "共 77 項",
        "77 items",
        "For information",
        "Annex",
        "Annex A",
        "Purpose",
        "Background",
        "推進合作。",
        "興建大橋，",
        "2017 年 3 月",
        "見第 5 段",
        "paragraph 3",
        "The Government will",
        "review it.",
        "政務司司長",
        "立法會工商事務委員會",
        "- 2 -",
        "第 2 頁",
        "Page 2 of 9",
        "2",
        "- ",
        "• ",
        "\u{f0b7}",
        "---",
        "***",
        "……",
        "目錄",
        "⋯⋯⋯⋯ 3",
        "一是交通，二是環境",
        "49. 2017年內公佈",
    ];
    let odd: &[&str] = &[
        "「",
        "」",
        "『",
        "《",
        "（",
        "(",
        "）",
        ")",
        "“",
        "”",
        "\u{200b}",
        "\u{200d}",
        "\u{202e}",
        "\u{feff}",
        "\0",
        "\u{7f}",
        "\u{1b}",
        "\u{c}",
        "\u{85}",
        "\u{2028}",
        "\t",
        "\u{3000}",
        " ",
        "    ",
        "\u{a0}",
        "\u{fffd}",
        "\u{e000}",
        "𠮷",
        "é",
        "👨‍👩‍👧",
        "\u{301}",
        "\u{10ffff}",
    ];
    let ends: &[&str] = &["\n", "\n", "\n\n", "\r\n", "\r", "\n\r", "\r\r\n", "\n \n", "\u{b}"];
    prop_oneof![
        6 => fixed(Box::leak(markers.to_vec().into_boxed_slice())),
        5 => fixed(Box::leak(words.to_vec().into_boxed_slice())),
        2 => fixed(Box::leak(odd.to_vec().into_boxed_slice())),
        6 => fixed(Box::leak(ends.to_vec().into_boxed_slice())),
        1 => "[\u{4e00}-\u{4e80}]{1,12}",
        1 => "[ -~]{1,12}",
        1 => "\\PC{0,6}",
    ]
}

proptest! {
    // PROPTEST_CASES raises the number of cases.
    #[test]
    fn invariants_hold_for_any_text(fragments in prop::collection::vec(fragment(), 0..60)) {
        let broken = broken(&fragments.concat());
        prop_assert!(broken.is_empty(), "{broken:#?}");
    }

    #[test]
    fn invariants_hold_for_any_characters(text in any::<String>()) {
        let broken = broken(&text);
        prop_assert!(broken.is_empty(), "{broken:#?}");
    }
}
