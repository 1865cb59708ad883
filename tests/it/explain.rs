//! Why lines were read as they were.

use std::fmt::Write as _;

use lcpaper::Options;

use crate::support;

fn told(text: &str, lines: &[u32]) -> String {
    let paper = Options::new().trace(true).parse(text);
    let mut out = String::new();
    for &line in lines {
        let _ = writeln!(out, "{line} {}", text.lines().nth(line as usize - 1).unwrap_or_default());
        for sentence in paper.explain(line) {
            let _ = writeln!(out, "  {sentence}");
        }
    }
    out
}

#[test]
fn each_kind_of_line_of_the_reference_paper() {
    let text = support::reference();
    support::snapshot("explain", "reference", &told(&text, &[1, 3, 9, 11, 15, 39, 112, 149, 151, 152]));
}

#[test]
fn furniture_contents_and_what_reads_like_a_marker() {
    let text = |name| support::fixture(&format!("{name}.txt")).expect("a fixture").text;
    let mut out = told(&text("wrapped-zh"), &[1, 5, 27, 29, 31, 61]);
    out += &told(&text("contents-list-zh"), &[3, 5, 6, 20]);
    out += &told("第一條　甲事由部長依\n第三條辦理。\n第二條　乙事由署長辦理。\n", &[1, 2, 3]);
    support::snapshot("explain", "furniture", &out);
}

/// Nothing is said of no line, and something of every other.
#[test]
fn every_line_has_an_explanation_and_none_has_where_there_is_no_line() {
    support::each_text(|name, source| {
        let paper = Options::new().trace(true).parse_source(source);
        let lines = source.text().lines().count() as u32;
        assert!((1..=lines).all(|line| !paper.explain(line).is_empty()), "{name}");
        assert!(paper.explain(lines + 2).is_empty() && paper.explain(0).is_empty(), "{name}");
    });
}
