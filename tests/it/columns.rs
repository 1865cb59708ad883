//! Two columns of text side by side on the same lines: told, and read one after the other.

use std::fmt::Write as _;

use lcpaper::diagnostic::Severity;
use lcpaper::text::{NoteKind, Place};
use lcpaper::{Paper, Source};

/// Columns that a Han character takes.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{2000}' { 1 } else { 2 }).sum()
}

/// Two texts side by side, the right one from a column on.
fn beside(left: &str, right: &str, column: usize) -> String {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.lines().collect(), right.lines().collect());
    let mut out = String::new();
    for n in 0..left.len().max(right.len()) {
        let [left, right] = [&left, &right].map(|side| side.get(n).copied().unwrap_or_default());
        let white = " ".repeat(column.saturating_sub(width(left)));
        let _ = writeln!(out, "{}", format!("{left}{white}{right}").trim_end());
    }
    out
}

fn read(text: &str) -> Paper<'static> {
    lcpaper::Options::new().name("a.txt").parse_bytes(text).unwrap()
}

fn rows(paper: &Paper<'_>) -> Vec<(String, String)> {
    paper.rows().iter().map(|row| (row.path.to_string(), row.text.to_string())).collect()
}

fn told(paper: &Paper<'_>) -> Vec<(&'static str, Severity)> {
    paper.check().iter().map(|found| (found.code, found.severity)).collect()
}

const MIXED: (&str, Severity) = ("T009", Severity::Warning);

const LEFT: &str = "\
1. Officers will count the trees of
the district every three years, and
publish what they find.

2. The paths of the five parks will
be lit at night.";

const RIGHT: &str = "\
3. A hundred places will be offered
to those who wish to learn the care
of trees; the fund will pay the fee.

4. Volunteers may take part in the
work of the gardens once a month.
They will be trained beforehand.";

#[test]
fn columns_are_read_one_after_the_other_and_told() {
    let text = format!("Greening Plan\n\n{}", beside(LEFT, RIGHT, 40));
    let paper = read(&text);
    let one_column = read(&format!("Greening Plan\n\n{LEFT}\n\n{RIGHT}\n"));
    assert_eq!(rows(&paper), rows(&one_column));
    assert_eq!(told(&paper), [MIXED]);
    assert!(one_column.check().is_empty());
    // What is told is told of the place in the file.
    let third = paper.text().find("3. A").unwrap();
    assert_eq!(paper.source().place(third as u32), Place::Spot { line: 3, column: 41 });
    assert!(paper.source().notes().iter().any(|note| note.kind == NoteKind::Columns));
    assert!(!paper.source().is_plain());
}

#[test]
fn the_lines_may_be_set_for_characters_that_all_take_one_place() {
    let left = "一、樹木護養\n1. 每三年點算一次區內樹木，\n並把結果上載網頁。\n2. 編製護養手冊。";
    let right = "二、公園設施\n3. 增設長者健體設施，並改\n善照明。\n4. 延長開放時間。";
    let by_width = beside(left, right, 36);
    let by_count: String = left.lines().zip(right.lines()).fold(String::new(), |out, (left, right)| {
        out + left + &" ".repeat(24 - left.chars().count()) + right + "\n"
    });
    for text in [by_width, by_count] {
        let paper = read(&format!("綠化計劃\n\n{text}"));
        let paths: Vec<String> = rows(&paper).into_iter().map(|row| row.0).collect();
        assert_eq!(paths, ["body/1/1", "body/1/2", "body/2/3", "body/2/4"], "{text}");
        assert_eq!(told(&paper), [MIXED], "{text}");
    }
}

#[test]
fn columns_go_on_from_page_to_page_between_lines_that_run_across() {
    let across = "This paper reports to Members the progress of the greening plan of the year, in full.\n";
    let last = beside("5. The fund will be\ntopped up.", "6. A review will be\nheld.", 40);
    let text = format!("Greening Plan\n\n{across}\n{}\x0c{last}\n{across}", beside(LEFT, RIGHT, 40));
    let paper = read(&text);
    let texts: Vec<String> = rows(&paper).into_iter().map(|row| row.1).collect();
    assert_eq!(texts[4..], ["The fund will be topped up.", "A review will be held."]);
    assert_eq!(texts[1], "The paths of the five parks will be lit at night.");
    assert_eq!(told(&paper), [MIXED, MIXED]);
}

#[test]
fn a_text_in_memory_is_read_across_and_that_is_an_error() {
    let text = format!("Greening Plan\n\n{}", beside(LEFT, RIGHT, 40));
    let mixed = |paper: &Paper<'_>| paper.check().into_iter().find(|found| found.code == "T009").unwrap();
    let paper = lcpaper::parse(&text);
    assert_eq!(paper.text(), text);
    let found = mixed(&paper);
    assert_eq!(found.severity, Severity::Error);
    assert_eq!(found.message, "two columns of text stand side by side on 7 lines, which are read across");
    let as_told =
        lcpaper::Options::new().format(lcpaper::text::Format::Text).parse_bytes(text.clone()).unwrap();
    assert_eq!(mixed(&as_told), found);
}

#[test]
fn tables_contents_signatures_and_tabs_are_no_columns() {
    let names = "For the Department of\nParks and Trees,\nChan Tai Man,\nDirector of Parks\n29 June 2016";
    let others = "For the District Council\nof Central, Hong Kong,\nLee Siu Ling,\nChairman\n30 June 2016";
    let contents =
        "1. Trees, and their care\n2. Parks, and their paths\n3. Works, by year\n4. Costs\n5. Fees";
    let figures = "Central, 1,204\nWan Chai, 2,310\nEastern, 3,415\nSouthern, 4,120\nNorth, 1,118";
    let row_by_row = ("1. Mr Chan\n3. Mr Ho\n5. Mr Wu", "2. Ms Lee\n4. Ms Ng\n6. Ms Yu");
    for text in [
        beside(names, others, 36),
        beside(contents, "2\n4\n7\n9\n11", 50),
        beside(figures, figures, 36),
        beside(row_by_row.0, row_by_row.1, 36),
        beside(LEFT, RIGHT, 40).replace("     ", "\t"),
        format!("{LEFT}\n{RIGHT}"),
    ] {
        let source = Source::from_bytes("a.txt", text.clone()).unwrap();
        assert_eq!(source.text(), text);
        assert!(source.parse().check().iter().all(|found| found.code != "T009"), "{text}");
    }
}
