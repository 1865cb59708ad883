//! The pages that show two papers side by side, and the program's `compare` on
//! one file that holds both languages.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use lcpaper::Source;
use lcpaper::emit::compare::{self, Version};
use lcpaper::emit::years;
use lcpaper::languages::compare_within;
use scraper::{ElementRef, Html, Selector};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn read(name: &str) -> String {
    std::fs::read_to_string(fixture(name)).unwrap()
}

/// A text with what is marked in it in brackets, cut to so many characters.
fn shown(cell: ElementRef<'_>) -> String {
    let mut out = String::new();
    for node in cell.descendants() {
        let Some(text) = node.value().as_text() else { continue };
        let around = node.ancestors().filter_map(ElementRef::wrap).map(|e| e.value().name());
        let mark = around.into_iter().find(|name| ["mark", "ins", "del"].contains(name));
        match mark {
            Some(mark) => out.push_str(&format!("[{mark} {}]", &**text)),
            None => out.push_str(text),
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    words.join(" ").chars().take(70).collect()
}

/// What a page of two papers is made of: its title, its counts, the list of
/// findings, and a line for each row of the table.
fn shape(page: &str) -> String {
    let html = Html::parse_document(page);
    assert!(html.errors.is_empty(), "{:?}", html.errors);
    let all = |css: &str| -> Vec<ElementRef<'_>> { html.select(&Selector::parse(css).unwrap()).collect() };
    assert!(all("script, img, link, iframe").is_empty(), "the page loads nothing");
    let mut out: Vec<String> = Vec::new();
    for css in ["title", "h1", ".pill", "ol.findings li", "thead tr"] {
        out.extend(all(css).into_iter().map(|e| format!("{css}: {}", shown(e))));
    }
    for row in all("tbody tr") {
        let cells: Vec<String> = row
            .select(&Selector::parse("td").unwrap())
            .map(|td| format!("{}{}", td.attr("lang").map_or(String::new(), |l| format!("{l} ")), shown(td)))
            .collect();
        out.push(format!("{} | {}", row.attr("class").unwrap_or(""), cells.join(" | ")));
    }
    out.join("\n")
}

fn snapshot(name: &str, shape: &str) {
    insta::with_settings!({
        snapshot_path => "../../snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, shape);
    });
}

/// One figure is changed and the last item lost in English.
#[test]
fn a_comparison_is_a_table_with_what_differs_marked() {
    let text = read("bilingual/headings-interleaved.txt")
        .replace("up to $15,000 each", "up to $16,000 each")
        .replace("9. Members are invited to note the content of this paper.\n", "");
    let source = Source::from_text("a.txt", &text);
    let parsed = source.parse();
    let comparison = compare_within(&parsed).unwrap();
    let version = |n: usize| Version::new("a.txt", &source, parsed.versions()[n].language);
    snapshot("compare-page", &shape(&compare::html(&comparison, version(0), version(1))));
}

#[test]
fn a_diff_is_a_table_with_what_changed_marked() {
    let (old, new) = (read("years/2016-plan-zh.txt"), read("years/2018-plan-zh.txt"));
    let (old, new) = (Source::from_text("old.txt", old), Source::from_text("new.txt", new));
    let changes = lcpaper::years::diff(&old.parse(), &new.parse());
    snapshot("diff-page", &shape(&years::html(&changes, ("old.txt", "zh-Hant"), ("new.txt", "zh-Hant"))));
}

fn lcpaper(args: &[&str]) -> Output {
    let folder = fixture("bilingual");
    Command::new(env!("CARGO_BIN_EXE_lcpaper")).current_dir(folder).args(args).output().unwrap()
}

#[test]
fn compare_takes_one_file_in_two_languages() {
    let found = lcpaper(&["compare", "interleaved.txt"]);
    assert_eq!(found.status.code(), Some(0));
    assert_eq!(
        String::from_utf8_lossy(&found.stdout),
        "interleaved.txt (zh-Hant) and interleaved.txt (en): 0 errors · 12 items in both\n"
    );
    let json: serde_json::Value =
        serde_json::from_slice(&lcpaper(&["compare", "--format", "json", "number-once.txt"]).stdout).unwrap();
    assert_eq!(json["languages"], serde_json::json!(["zh-Hant", "en"]));
    assert_eq!(json["a"], json["b"]);
    let page = lcpaper(&["compare", "--format", "html", "one-after-the-other.txt"]).stdout;
    assert!(shape(&String::from_utf8(page).unwrap()).contains("one-after-the-other.txt (en)"));
}

#[test]
fn compare_asks_for_the_other_file_of_a_paper_in_one_language() {
    let found = lcpaper(&["compare", "../body-only-zh.txt"]);
    assert_eq!(found.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&found.stderr),
        "lcpaper: ../body-only-zh.txt: is in one language; name the file in the other language as well\n"
    );
}
