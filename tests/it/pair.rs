//! One fault put into one of two language versions must give one error, at that
//! fault, wherever it is put.
//!
//! The reference paper is compared in Chinese and English. Every figure is
//! changed, every item lost (with a gap in the numbers, and covered up by
//! renumbering), every two neighbouring numbers exchanged, every item put into
//! the next section, in either language. The table is printed by
//! `cargo test --test it pair:: -- --nocapture`.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::support::exceptions::{Wish, hold};
use lcpaper::Source;
use lcpaper::languages::{Side, compare};
use lcpaper::tree::{Block, Item, PartKind, walk};

const ZH: &str = include_str!("../../fixtures/2017-work-plan-zh.txt");
const EN: &str = include_str!("../../fixtures/2017-work-plan-en.txt");

struct Mutant {
    fault: &'static str,
    wanted: &'static str,
    side: Side,
    /// What was done, for the list of failures.
    what: String,
    text: String,
}

/// An item of the clean paper: its number, its marker's digits and its whole lines.
#[derive(Clone)]
struct Place {
    part: PartKind,
    number: u32,
    digits: Range<usize>,
    lines: Range<usize>,
    /// The heading it stands under, by its first byte.
    heading: u32,
}

fn places(text: &str) -> (Vec<Place>, Vec<u32>) {
    let source = Source::from_text("clean.txt", text);
    let parsed = source.parse();
    let (mut items, mut headings) = (Vec::new(), Vec::new());
    walk(parsed.document(), |at, block| match block {
        Block::Item(item) if at.items.is_empty() => {
            let heading = at.sections.last().map_or(0, |s| s.span.start);
            items.push(place(text, item, at.part.kind, heading));
        }
        Block::Section(section) => headings.push(section.span.start),
        _ => {}
    });
    (items, headings)
}

fn place(text: &str, item: &Item<'_>, part: PartKind, heading: u32) -> Place {
    let marker = item.marker.span.range();
    let digits = item.marker.raw.chars().take_while(char::is_ascii_digit).count();
    let from = text[..marker.start].rfind('\n').map_or(0, |at| at + 1);
    let end = item.pieces.last().unwrap().range().end;
    let to = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    Place { part, number: item.number, digits: marker.start..marker.start + digits, lines: from..to, heading }
}

fn replaced(text: &str, range: Range<usize>, by: &str) -> String {
    format!("{}{by}{}", &text[..range.start], &text[range.end..])
}

fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Every run of digits that is neither a marker nor part of a token such as PM2.5.
fn digit_runs(text: &str, items: &[Place]) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        let in_token = start > 0 && (bytes[start - 1].is_ascii_alphabetic() || bytes[start - 1] == b'.');
        if !in_token && !items.iter().any(|i| i.digits.start == start) {
            out.push(start..at);
        }
    }
    out
}

/// Figures written in words, and what to change them to.
const WORDS: &[(&str, &str)] = &[
    ("三成", "四成"),
    ("第二十二次", "第二十三次"),
    ("第十九次", "第十八次"),
    ("第十八次", "第十七次"),
    ("第三季", "第二季"),
    ("第十三個", "第十四個"),
    ("「十三五」", "「十四五」"),
    ("三個自貿區", "四個自貿區"),
    ("上半年", "下半年"),
    ("億", "萬"),
    ("去年 9 月", "前年 9 月"),
    ("今年年中", "明年年中"),
    ("Nineteenth", "Eighteenth"),
    ("Eighteenth", "Seventeenth"),
    ("Twenty-second", "Twenty-third"),
    ("third quarter", "second quarter"),
    ("first half", "second half"),
    ("three areas", "four areas"),
    ("million", "billion"),
    ("February 2017", "March 2017"),
    ("February this", "March this"),
    ("September last", "October last"),
    ("November last", "December last"),
    ("January this", "February this"),
    ("July last", "June last"),
    ("June last", "July last"),
    ("middle of this year", "middle of next year"),
];

fn mutants(text: &str, side: Side) -> Vec<Mutant> {
    let (items, headings) = places(text);
    let mut out = Vec::new();
    let mut add = |fault, wanted, what: String, text: String| {
        out.push(Mutant { fault, wanted, side, what, text });
    };
    for run in digit_runs(text, &items) {
        let old = &text[run.clone()];
        let last = old.as_bytes()[old.len() - 1];
        let new = format!("{}{}", &old[..old.len() - 1], if last == b'9' { '8' } else { (last + 1) as char });
        let what = format!("line {}: {old} to {new}", line_of(text, run.start));
        add("figure changed", "B003", what, replaced(text, run, &new));
    }
    for (old, new) in WORDS {
        for (at, _) in text.match_indices(old) {
            let what = format!("line {}: {old} to {new}", line_of(text, at));
            add("figure changed", "B003", what, replaced(text, at..at + old.len(), new));
        }
    }
    for (k, item) in items.iter().enumerate() {
        let what = format!("{:?} {}", item.part, item.number);
        add("item dropped", "B001", what.clone(), replaced(text, item.lines.clone(), ""));
        let mut renumbered = text.to_owned();
        for later in items[k + 1..].iter().rev().filter(|i| i.part == item.part) {
            renumbered.replace_range(later.digits.clone(), &(later.number - 1).to_string());
        }
        renumbered.replace_range(item.lines.clone(), "");
        add("dropped, renumbered", "B001", what.clone(), renumbered);

        if let Some(next) = items.get(k + 1).filter(|n| n.part == item.part) {
            let mut swapped = text.to_owned();
            swapped.replace_range(next.digits.clone(), &item.number.to_string());
            swapped.replace_range(item.digits.clone(), &next.number.to_string());
            add("numbers exchanged", "B003", what.clone(), swapped);
        }
        // The first item of the next heading that holds items shows where to put it.
        let next = items[k..].iter().find(|i| i.heading != item.heading && i.part == item.part);
        if let Some(next) = next.filter(|n| headings.contains(&n.heading)) {
            let mut moved = text.to_owned();
            moved.insert_str(next.lines.start, &text[item.lines.clone()]);
            moved.replace_range(item.lines.clone(), "");
            add("in the next section", "B002", what, moved);
        }
    }
    out
}

#[derive(Default)]
struct Row {
    total: usize,
    right: usize,
    silent: usize,
}

#[test]
fn the_clean_pair_agrees_whichever_stands_first() {
    let (zh, en) = (Source::from_text("zh.txt", ZH), Source::from_text("en.txt", EN));
    let (a, b) = (zh.parse(), en.parse());
    for comparison in [compare(&a, &b), compare(&b, &a)] {
        let found: Vec<_> = comparison.findings.iter().map(|f| &f.diagnostic.message).collect();
        assert!(found.is_empty(), "{found:#?}");
        assert_eq!(comparison.paired_items(), 95);
    }
}

#[test]
fn one_fault_in_one_language_gives_one_error() {
    let (zh, en) = (Source::from_text("zh.txt", ZH), Source::from_text("en.txt", EN));
    let (clean_zh, clean_en) = (zh.parse(), en.parse());
    let mut table: BTreeMap<(&str, &str), Row> = BTreeMap::new();
    let mut wrong = Vec::new();
    for mutant in mutants(ZH, Side::Left).into_iter().chain(mutants(EN, Side::Right)) {
        let source = Source::from_text("mutant.txt", mutant.text.as_str());
        let parsed = source.parse();
        let (comparison, language) = if mutant.side == Side::Left {
            (compare(&parsed, &clean_en), "zh")
        } else {
            (compare(&clean_zh, &parsed), "en")
        };
        let codes: Vec<_> = comparison.findings.iter().map(|f| f.diagnostic.code).collect();
        let row = table.entry((mutant.fault, language)).or_default();
        row.total += 1;
        row.right += usize::from(codes == [mutant.wanted]);
        row.silent += usize::from(codes.is_empty());
        if codes != [mutant.wanted] {
            let group = format!("{language} · {}", mutant.fault);
            wrong.push((group, format!("{} {}", codes.join(" "), mutant.what)));
        }
    }
    println!("| fault | language | mutants | one right error | silent |\n|---|---|--:|--:|--:|");
    let mut sum = Row::default();
    for ((fault, language), row) in &table {
        println!("| {fault} | {language} | {} | {} | {} |", row.total, row.right, row.silent);
        sum.total += row.total;
        sum.right += row.right;
        sum.silent += row.silent;
    }
    println!("| all | | {} | {} | {} |", sum.total, sum.right, sum.silent);
    assert!(sum.total >= 300, "only {} mutants", sum.total);
    assert_eq!(sum.silent, 0, "{wrong:#?}");
    hold("pair.txt", &Wish::from_environment(), wrong.into_iter());
}
