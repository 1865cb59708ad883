//! One fault put into one language of a file that holds both must give one
//! error, at that fault, and one fault in both languages at most two.
//!
//! Every item is dropped, doubled, given another number and exchanged with its
//! neighbour, every heading dropped and every figure changed, in either language.
//! The table is printed by `cargo test --test it languages:: -- --nocapture`.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::support::exceptions::{Wish, hold};
use crate::support::{self, Fixture, Found, errors};
use lcpaper::Source;
use lcpaper::tree::{Block, Document, Marker, walk};

struct Mutant {
    file: String,
    fault: &'static str,
    /// What was done, for the list of failures.
    what: String,
    text: String,
    /// Codes that name the fault.
    codes: &'static [&'static str],
}

/// A block of one language: its whole lines, the digits of its number, its text.
struct Place {
    lines: Range<usize>,
    digits: Option<Range<usize>>,
    text: Range<usize>,
    heading: bool,
    /// The part and the heading it stands in.
    part: usize,
    section: u32,
}

fn places(text: &str, document: &Document<'_>) -> Vec<Place> {
    let mut out = Vec::new();
    walk(document, |at, block| {
        if !at.items.is_empty() {
            return;
        }
        let (marker, pieces) = (block.marker(), block.pieces());
        let heading = matches!(block, Block::Section(_));
        let (first, end) = (pieces[0].range().start, pieces.last().unwrap().range().end);
        let start = marker.map_or(first, |m| m.span.range().start);
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        let section = at.sections.last().map_or(0, |s| s.span.start);
        let digits = marker.map(|m| {
            let count = m.raw.chars().take_while(char::is_ascii_digit).count();
            m.span.range().start..m.span.range().start + count
        });
        out.push(Place { lines: from..to, digits, text: first..end, heading, part: at.part_index, section });
    });
    out
}

fn replaced(text: &str, range: Range<usize>, by: &str) -> String {
    format!("{}{by}{}", &text[..range.start], &text[range.end..])
}

const LOST: &[&str] = &["B001", "N001", "N005", "N008", "S001", "S004"];
const MISPRINT: &[&str] = &["N004", "N001", "N002", "N003", "B003"];
const PLACE: &[&str] = &["N003", "N004", "B002"];

/// Every fault at every place of one language.
fn mutants(fixture: &Fixture, document: &Document<'_>, language: &str, out: &mut Vec<Mutant>) {
    let text = &fixture.text;
    let places = places(text, document);
    let mut push = |fault, what: String, codes, mutant: String| {
        let what = format!("{language} {what}");
        out.push(Mutant { file: fixture.name.clone(), fault, what, text: mutant, codes });
    };
    for (k, place) in places.iter().enumerate() {
        let start: String = text[place.lines.clone()].chars().take(18).collect();
        let fault = if place.heading { "heading dropped" } else { "item dropped" };
        push(fault, start.clone(), LOST, replaced(text, place.lines.clone(), ""));
        if !place.heading {
            figures(text, place, &mut |at, by| {
                let what = format!("{start}: {} → {by}", &text[at.clone()]);
                push("figure changed", what, &["B003", "R003", "N008"], replaced(text, at, &by));
            });
        }
        let Some(digits) = place.digits.clone().filter(|d| !d.is_empty()) else { continue };
        let number: u32 = text[digits.clone()].parse().unwrap();
        for by in [number + 1, number + 30] {
            let mutant = replaced(text, digits.clone(), &by.to_string());
            push("number misprinted", format!("{start} → {by}"), MISPRINT, mutant);
        }
        let lines = &text[place.lines.clone()];
        let doubled = replaced(text, place.lines.end..place.lines.end, &format!("\n{lines}"));
        push("item doubled", start.clone(), &["N002", "T007", "B001"], doubled);
        let next = places[k + 1..].iter().find(|p| !p.heading && p.part == place.part);
        if let Some(next) = next {
            let other = next.digits.clone().unwrap();
            let mutant =
                replaced(&replaced(text, other.clone(), &text[digits.clone()]), digits.clone(), &text[other]);
            push("numbers exchanged", start.clone(), &["N003", "N004", "B002", "B003"], mutant);
            // What stands alone under its heading leaves it empty: two faults.
            if places.iter().filter(|p| !p.heading && p.section == place.section).count() < 2 {
                continue;
            }
            let moved = replaced(
                &replaced(text, next.lines.end..next.lines.end, &format!("\n{lines}")),
                place.lines.clone(),
                "",
            );
            push("items exchanged", start.clone(), PLACE, moved);
        }
    }
}

/// Every run of digits of a text, with another value.
fn figures(text: &str, place: &Place, found: &mut dyn FnMut(Range<usize>, String)) {
    let bytes = text.as_bytes();
    let mut at = place.text.start;
    while at < place.text.end {
        let start = at;
        while at < place.text.end && bytes[at].is_ascii_digit() {
            at += 1;
        }
        if start == at {
            at += 1;
            continue;
        }
        // The letters of PM2.5 and the like are no figures.
        if text[..start].ends_with(|c: char| c.is_ascii_alphabetic() || c == '.')
            || text[at..].starts_with('.')
        {
            continue;
        }
        let value: u32 = text[start..at].parse().unwrap();
        let width = at - start;
        let by = if value % 10 == 9 { value - 1 } else { value + 1 };
        found(start..at, format!("{by:0width$}"));
    }
}

fn right(mutant: &Mutant, found: &[Found]) -> bool {
    matches!(found, [one] if mutant.codes.contains(&one.code))
}

#[test]
fn every_fault_in_one_language_gives_one_error() {
    let mut all = Vec::new();
    let mut papers = support::bilingual();
    papers.push(Fixture { name: "both-plans".to_owned(), text: format!("{ZH}\n\n{EN}") });
    papers.push(Fixture { name: "both-plans-by-section".to_owned(), text: by_section() });
    for fixture in papers {
        let source = Source::from_text("paper.txt", &fixture.text);
        let parsed = source.parse();
        assert_eq!(parsed.versions().len(), 2, "{} is bilingual", fixture.name);
        for version in parsed.versions() {
            mutants(&fixture, &version.document, version.language, &mut all);
        }
    }
    assert!(all.len() > 200, "only {} mutants", all.len());
    // A twelfth of the faults in the long papers, a different one for each kind, is enough for a
    // test; LCPAPER_MUTANTS=verbose makes them all.
    let wish = Wish::from_environment();
    if !wish.prints() {
        let mut at = 0;
        all.retain(|m| {
            at += 1;
            !m.file.starts_with("both") || at % 12 == 0
        });
    }
    let found = support::in_parallel(&all, |m| errors(&m.text));
    let mut table: BTreeMap<(&str, &str), [usize; 3]> = BTreeMap::new();
    for (mutant, found) in all.iter().zip(&found) {
        let row = table.entry((&mutant.file, mutant.fault)).or_default();
        row[0] += 1;
        row[1] += usize::from(right(mutant, found));
        row[2] += usize::from(found.is_empty());
        if !right(mutant, found) {
            println!("{} · {} · {}", mutant.file, mutant.fault, mutant.what);
            for f in found {
                println!("    {} line {}: {}", f.code, f.line, f.message);
            }
        }
    }
    for ((file, fault), [all, right, silent]) in &table {
        println!("{file:28} {fault:18} {all:4} mutants {right:4} right {silent:4} silent");
    }
    let sum = |k: usize| table.values().map(|row| row[k]).sum::<usize>();
    println!("{} of {} right, {} silent", sum(1), sum(0), sum(2));
    assert_eq!(sum(2), 0, "faults passed in silence");
    if !wish.prints() {
        let wrong = all.iter().zip(&found).filter(|(mutant, found)| !right(mutant, found));
        let wrong = wrong.map(|(mutant, found)| {
            let codes: Vec<_> = found.iter().map(|f| f.code).collect();
            (format!("{} · {}", mutant.file, mutant.fault), format!("{} {}", codes.join(" "), mutant.what))
        });
        hold("bilingual.txt", &wish, wrong);
    }
}

const ZH: &str = include_str!("../../fixtures/2017-work-plan-zh.txt");
const EN: &str = include_str!("../../fixtures/2017-work-plan-en.txt");

/// The whole plan with every item, heading and paragraph in Chinese and then in English.
fn by_section() -> String {
    // The lines of the two files correspond, once the wraps of pages are undone.
    let lines = |text: &'static str| -> Vec<String> {
        let source = Source::from_text("paper.txt", text);
        let parsed = source.parse();
        let mut out = Vec::new();
        for part in &parsed.document().parts {
            if let Some(title) = &part.title {
                // Only the English file labels its annex.
                out.push(part.label.as_deref().unwrap_or("附件").to_owned());
                out.push(title.to_string());
            }
            let mut only = parsed.document().clone();
            only.parts = vec![part.clone()];
            walk(&only, |_, block| {
                out.push(match block {
                    Block::Paragraph(b) => b.text.to_string(),
                    _ => marked(block.marker(), block.text()),
                });
            });
        }
        out
    };
    let (zh, en) = (lines(ZH), lines(EN));
    assert_eq!(zh.len(), en.len());
    zh.iter().zip(&en).map(|(zh, en)| format!("{zh}\n\n{en}\n\n")).collect()
}

fn marked(marker: Option<&Marker<'_>>, text: &str) -> String {
    marker.map_or_else(|| text.to_owned(), |m| format!("{} {text}", m.raw))
}

/// What a row says of its paper, without its places.
fn said(source: &Source) -> Vec<String> {
    let parsed = source.parse();
    let mut rows: Vec<String> = parsed
        .rows()
        .iter()
        .map(|r| {
            format!(
                "{} {} {:?} {:?} {:?} {:?} {}",
                r.language, r.path, r.marker, r.section_title, r.subsection_title, r.joined, r.text
            )
        })
        .collect();
    rows.sort_unstable();
    rows
}

fn both(text: &str) -> (Vec<String>, Vec<Found>, usize) {
    let source = Source::from_text("paper.txt", text);
    (said(&source), errors(text), source.parse().versions().len())
}

/// The whole plan in one language and then in the other is read as the two
/// files are, with a body and an annex in each.
#[test]
fn two_files_in_one_are_read_as_they_are_alone() {
    let alone: Vec<String> = {
        let mut rows = said(&Source::from_text("zh.txt", ZH));
        rows.extend(said(&Source::from_text("en.txt", EN)));
        rows.sort_unstable();
        rows
    };
    for text in [format!("{ZH}\n\n{EN}"), format!("{EN}\n\u{c}{ZH}")] {
        let (rows, errors, versions) = both(&text);
        assert_eq!(versions, 2);
        assert_eq!(errors, Vec::new());
        let lost: Vec<_> = alone.iter().filter(|r| !rows.contains(r)).take(3).collect();
        let gained: Vec<_> = rows.iter().filter(|r| !alone.contains(r)).take(3).collect();
        assert!(rows == alone, "- {lost:#?}\n+ {gained:#?}");
    }
}

/// The rows without what the layout decides.
fn texts(text: &str) -> Vec<String> {
    let source = Source::from_text("paper.txt", text);
    let parsed = source.parse();
    let mut rows: Vec<String> = parsed
        .rows()
        .iter()
        .map(|r| format!("{} {} {:?} {}", r.language, r.path, r.section_title, r.text))
        .collect();
    rows.sort_unstable();
    rows
}

/// However the languages take turns on the page, it is the same paper.
#[test]
fn the_layout_of_a_bilingual_paper_changes_nothing() {
    let text = support::bilingual().into_iter().find(|f| f.name == "headings-interleaved.txt").unwrap().text;
    let expected = texts(&text);
    let one_line = text
        .replace("資料文件\nFor information", "資料文件 For information")
        .replace("立法會發展事務委員會\nLegislative", "立法會發展事務委員會 Legislative")
        .replace("目的\n\nPurpose", "目的 Purpose")
        .replace("背景\n\nBackground", "背景 / Background")
        .replace("樹木風險評估\n\nTree", "樹木風險評估　Tree")
        .replace("人才培訓\n\nTraining", "人才培訓 Training")
        .replace("徵詢意見\n\nAdvice", "徵詢意見 Advice");
    let blocks: Vec<&str> = text.split("\n\n").collect();
    let (front, rest) = blocks.split_at(3);
    let (pairs, closing) = rest.split_at(rest.len() - 1);
    let english_first: Vec<&str> =
        pairs.chunks(2).flat_map(|pair| [pair[1], pair[0]]).chain(closing.iter().copied()).collect();
    let layouts = [
        ("headings on one line", one_line),
        ("without blank lines", text.replace("\n\n", "\n")),
        ("three blank lines", text.replace("\n\n", "\n\n\n\n")),
        ("line ends of Windows", text.replace('\n', "\r\n")),
        ("English first", [front, &english_first].concat().join("\n\n")),
    ];
    for (layout, text) in layouts {
        let found = texts(&text);
        let lost: Vec<_> = expected.iter().filter(|r| !found.contains(r)).collect();
        let gained: Vec<_> = found.iter().filter(|r| !expected.contains(r)).collect();
        assert!(found == expected, "{layout}:\n- {lost:#?}\n+ {gained:#?}");
        assert_eq!(errors(&text), Vec::new(), "{layout}");
    }
}

/// Two languages in one file are not always one paper twice.
#[test]
fn a_paper_that_only_holds_another_language_is_in_one() {
    let zh = support::fixture("body-only-zh.txt").unwrap().text;
    let annexes = support::fixture("annexes-en.txt").unwrap().text;
    let paper = support::fixture("discussion-paper-en.txt").unwrap().text;
    let annex = &annexes[annexes.find("Annex A\n").unwrap()..];
    for text in [format!("{zh}\n\n{annex}"), format!("{zh}\n\n{paper}"), format!("{ZH}\n\n{paper}")] {
        let source = Source::from_text("paper.txt", text);
        assert!(source.parse().versions().is_empty());
    }
}
