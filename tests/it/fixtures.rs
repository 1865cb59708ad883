//! Every paper in `fixtures/` against what a reader of it wrote down in
//! `fixtures/expected/`: no item may be lost, gained or moved to another place.

use std::fmt::Write as _;
use std::path::PathBuf;

use lcpaper::Source;
use lcpaper::diagnostic::Severity;
use lcpaper::tree::PartKind;

/// How many deviations of one paper are worth printing: the first shows the cause.
const SHOWN: usize = 8;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// The rows of a paper in the columns of `fixtures/expected/*.tsv`.
fn rows(source: &Source) -> Vec<String> {
    let parsed = source.parse();
    let number = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
    parsed
        .rows()
        .iter()
        .map(|row| {
            let start: String = row.text.chars().take(12).collect();
            [
                match row.part {
                    PartKind::Body => "body",
                    PartKind::Annex => "annex",
                },
                &number(row.annex),
                &number(row.section),
                row.section_title.unwrap_or_default(),
                &number(row.subsection),
                row.subsection_title.unwrap_or_default(),
                &number(row.number),
                start.trim_end(),
            ]
            .join("\t")
        })
        .collect()
}

/// What the paper's expected rows say and the program does not, and the reverse.
fn deviations(name: &str) -> String {
    let source = Source::open(fixture(&format!("{name}.txt"))).unwrap();
    let expected = std::fs::read_to_string(fixture(&format!("expected/{name}.tsv"))).unwrap();
    let expected: Vec<&str> = expected.lines().collect();
    let found = rows(&source);

    let mut out = String::new();
    if found.len() != expected.len() {
        let _ = writeln!(out, "{} rows, not {}", found.len(), expected.len());
    }
    let lost = expected.iter().filter(|row| !found.iter().any(|f| f == *row));
    let gained = found.iter().filter(|row| !expected.contains(&row.as_str()));
    for row in lost.take(SHOWN) {
        let _ = writeln!(out, "- {row}");
    }
    for row in gained.take(SHOWN) {
        let _ = writeln!(out, "+ {row}");
    }
    if out.is_empty() && found != expected {
        out.push_str("the rows come in another order\n");
    }
    out
}

/// The errors that `check` reports, one a line.
fn errors(name: &str) -> String {
    let source = Source::open(fixture(&format!("{name}.txt"))).unwrap();
    let parsed = source.parse();
    let mut out = String::new();
    for found in parsed.check().iter().filter(|d| d.severity == Severity::Error).take(SHOWN) {
        let _ = writeln!(out, "{} line {}: {}", found.code, source.line(found.span.start), found.message);
    }
    out
}

fn is_read_as_expected(name: &str) {
    let found = deviations(name);
    assert!(found.is_empty(), "{name}:\n{found}");
}

fn is_clean(name: &str) {
    is_read_as_expected(name);
    let found = errors(name);
    assert!(found.is_empty(), "{name} has no fault, but:\n{found}");
}

macro_rules! clean {
    ($($test:ident $name:literal)*) => { $(#[test] fn $test() { is_clean($name); })* };
}

clean! {
    reference_paper "2017-work-plan-zh"
    reference_paper_in_english "2017-work-plan-en"
    items_restart_in_each_section "restart-in-section-zh"
    items_in_han_parentheses "items-han-parens-zh"
    three_levels_of_items "three-levels-zh"
    body_without_annex "body-only-zh"
    two_annexes "two-annexes-zh"
    annex_without_sections "annex-flat-zh"
    contents_list_before_the_body "contents-list-zh"
    chapters_sections_and_articles "articles-zh"
    simplified_work_report "work-report-hans"
    paragraphs_through_unmarked_headings "policy-address-zh"
    english_discussion_paper "discussion-paper-en"
    english_parts_and_chapters "chapters-en"
    english_annexes "annexes-en"
    wrapped_at_38_characters "wrapped-zh"
    items_that_open_like_prose "item-openings-zh"
    english_items_that_open_like_prose "item-openings-en"
}

/// The codes of the errors, sorted.
fn codes(name: &str) -> Vec<&'static str> {
    let source = Source::open(fixture(&format!("{name}.txt"))).unwrap();
    let parsed = source.parse();
    let mut codes: Vec<_> =
        parsed.check().iter().filter(|d| d.severity == Severity::Error).map(|d| d.code).collect();
    codes.sort_unstable();
    codes
}

#[test]
fn a_section_without_anything_is_one_error() {
    is_read_as_expected("empty-section-zh");
    assert_eq!(codes("empty-section-zh"), ["S004"], "{}", errors("empty-section-zh"));
}

#[test]
fn five_faults_are_five_errors_and_no_item_is_lost() {
    is_read_as_expected("draft-several-faults-zh");
    let found = codes("draft-several-faults-zh");
    assert_eq!(found, ["N001", "N002", "N004", "R001", "S003"], "{}", errors("draft-several-faults-zh"));
}

/// A bilingual file gives a row for each number in each language, and the
/// section's title in the row's language. How the file lays the languages out
/// decides the order of the rows, so the order is not compared.
fn is_read_in_both_languages(name: &str) {
    let source = Source::open(fixture(&format!("bilingual/{name}.txt"))).unwrap();
    let parsed = source.parse();
    let expected = std::fs::read_to_string(fixture(&format!("bilingual/expected/{name}.tsv"))).unwrap();
    let mut expected: Vec<&str> = expected.lines().collect();
    let mut found: Vec<String> = parsed
        .rows()
        .iter()
        .map(|row| {
            let start: String = row.text.chars().take(12).collect();
            let number = row.number.map_or_else(String::new, |n| n.to_string());
            [row.language, row.section_title.unwrap_or_default(), &number, start.trim_end()].join("\t")
        })
        .collect();
    expected.sort_unstable();
    found.sort_unstable();
    let lost: Vec<_> = expected.iter().filter(|r| !found.iter().any(|f| f == *r)).take(SHOWN).collect();
    let gained: Vec<_> = found.iter().filter(|r| !expected.contains(&r.as_str())).take(SHOWN).collect();
    assert!(
        expected == found,
        "{name}: {} rows, not {}\n- {lost:#?}\n+ {gained:#?}",
        found.len(),
        expected.len()
    );
    let wrong = errors(&format!("bilingual/{name}"));
    assert!(wrong.is_empty(), "{name} has no fault, but:\n{wrong}");
}

#[test]
fn one_language_after_the_other() {
    is_read_in_both_languages("one-after-the-other");
}

#[test]
fn languages_item_by_item() {
    is_read_in_both_languages("interleaved");
}

#[test]
fn languages_heading_by_heading() {
    is_read_in_both_languages("headings-interleaved");
}

#[test]
fn languages_with_one_number_for_both() {
    is_read_in_both_languages("number-once");
}

#[test]
fn every_expected_table_belongs_to_a_paper() {
    for entry in std::fs::read_dir(fixture("expected")).unwrap() {
        let table = entry.unwrap().path();
        let paper = fixture("").join(table.file_name().unwrap()).with_extension("txt");
        assert!(paper.exists(), "{} has no paper", table.display());
        for line in std::fs::read_to_string(&table).unwrap().lines() {
            assert_eq!(line.split('\t').count(), 8, "{}: {line}", table.display());
        }
    }
}
