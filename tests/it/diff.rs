//! Two years of one plan: what became of every item is known.

use lcpaper::Source;
use lcpaper::emit::years::{html, human, report};
use lcpaper::years::{Class, diff};

const OLD: &str = include_str!("../../fixtures/years/2016-plan-zh.txt");
const NEW: &str = include_str!("../../fixtures/years/2018-plan-zh.txt");
const EXPECTED: &str = include_str!("../../fixtures/years/expected.tsv");

fn between(old: &str, new: &str) -> lcpaper::years::Diff {
    let (a, b) = (Source::from_text("old.txt", old), Source::from_text("new.txt", new));
    diff(&a.parse(), &b.parse())
}

#[test]
fn every_item_of_two_years_is_told_right() {
    let found: Vec<String> = between(OLD, NEW)
        .changes
        .iter()
        .filter_map(|c| {
            let number = |e: &Option<lcpaper::years::Entry>| e.as_ref().map(|e| e.number);
            let (old, new) = (number(&c.old), number(&c.new));
            if [old, new].into_iter().flatten().any(|n| n.is_none()) {
                return None;
            }
            let shown = |n: Option<Option<u32>>| n.flatten().map_or_else(String::new, |n| n.to_string());
            Some(format!("{}\t{}\t{}", c.class, shown(old), shown(new)))
        })
        .collect();
    let expected: Vec<&str> = EXPECTED.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    let wrong: Vec<_> = expected.iter().filter(|l| !found.iter().any(|f| f == *l)).collect();
    let other: Vec<_> = found.iter().filter(|f| !expected.contains(&f.as_str())).collect();
    assert!(wrong.is_empty() && other.is_empty(), "expected {wrong:#?}\nfound {other:#?}");
}

#[test]
fn a_paper_did_not_change_since_itself() {
    let diff = between(NEW, NEW);
    assert_eq!(diff.count(Class::Unchanged), diff.changes.len());
    assert!(diff.changes.iter().all(|c| c.old == c.new));
}

#[test]
fn white_space_and_widths_are_no_change() {
    let diff =
        between("一、交通\n\n1. 在2018年建成大橋(東段)。\n", "一、交通\n\n1. 在 2018 年建成大橋（東段）。\n");
    assert_eq!(diff.count(Class::Unchanged), 1);
}

#[test]
fn every_format_names_what_changed() {
    let old = "一、交通\n\n1. 興建跨海大橋。\n2. 擴建機場<b>跑道</b>。\n";
    let new = "一、交通\n\n1. 擴建機場<b>跑道</b>。\n2. 完成跨海大橋的興建。\n3. 研究海底隧道。\n";
    let diff = between(old, new);
    let mut shown = Vec::new();
    human(&diff, false, &mut shown).unwrap();
    let shown = String::from_utf8(shown).unwrap();
    assert!(shown.contains("1 → 2") && shown.contains("added") && !shown.contains('\x1b'), "{shown}");
    let page = html(&diff, ("old.txt", "zh-Hant"), ("new.txt", "zh-Hant"));
    assert!(page.contains("&lt;b&gt;") && !page.contains("<b>") && page.contains("lang=\"zh-Hant\""));
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"));
    let json = serde_json::to_value(report(diff, "old.txt", "new.txt")).unwrap();
    assert_eq!(json["schema"], "lcpaper/diff/1");
    assert_eq!(json["counts"]["unchanged"], 1);
    assert_eq!(json["counts"]["dropped"], 0);
}
