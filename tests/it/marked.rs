//! Markdown: the numbers of lists, what is escaped, tables, notes, HTML in between.

use lcpaper::Options;
use lcpaper::Source;
use lcpaper::text::{Format, NoteKind, Place};

fn read(text: &str) -> Source {
    let options = Options::new().format(Format::Markdown);
    options.name("a.md").read_bytes(text.as_bytes()).unwrap()
}

fn lines(text: &str) -> Vec<String> {
    read(text).text().lines().filter(|l| !l.is_empty()).map(str::to_owned).collect()
}

#[test]
fn lists_are_numbered_as_they_are_shown_or_typed() {
    assert_eq!(lines("1. 甲\n1. 乙\n1. 丙\n"), ["1. 甲", "2. 乙", "3. 丙"]);
    assert_eq!(
        lines("3) 甲\n4) 乙\n   1. 子\n\n      續\n- 點\n  * 次\n"),
        ["3) 甲", "4) 乙", "1. 子", "續", "• 點", "◦ 次"]
    );
    let source = read("1. 甲\n2. 乙\n4. 丁\n");
    assert_eq!(source.text(), "1. 甲\n\n2. 乙\n\n4. 丁\n");
    assert!(source.notes().iter().any(|n| n.kind == NoteKind::Renumbered && n.place == Some(Place::Line(3))));
}

#[test]
fn escapes_emphasis_and_headings_leave_the_text() {
    let text = "1\\. 甲\n\n**2.** 乙*丙*`丁`\n\n題目\n====\n\n## 小題 {#id}\n\n（三） [連](x) ![圖](y) a&amp;b<br>c <!-- x -->\n";
    let source = read(text);
    assert_eq!(source.text(), "1. 甲\n\n2. 乙丙丁\n\n題目\n\n小題\n\n（三） 連  a&b\nc\n");
    let heading = |t: &str| source.hint(source.text().find(t).unwrap() as u32).unwrap().heading;
    assert_eq!((heading("題目"), heading("小題"), heading("2.")), (Some(1), Some(2), None));
}

#[test]
fn soft_line_ends_go_on_with_the_paragraph_and_stay_to_be_seen() {
    let source = read("甲乙\n丙丁 9\n月在\n(2) word\nanother\n\n---\n\nx  \ny\n");
    assert_eq!(source.text(), "甲乙\n丙丁 9 月在\n(2) word another\n\nx\ny\n");
    let runs_on: Vec<_> = source.hints().iter().map(|h| h.runs_on).collect();
    assert_eq!(runs_on, [Some(false), Some(true), Some(true), Some(false), None]);
}

#[test]
fn tables_of_both_kinds_are_rows_of_cells() {
    let text = "| 項 | 額 |\n|---|--:|\n| 1. | 甲 \\| 乙 |\n| 2. | 丙 |\n\n<table>\n<tr><td>3.</td>\n\n<td>丁</td></tr>\n</table>\n\n後\n";
    let source = read(text);
    assert_eq!(source.text(), "項\t額\n\n1.\t甲 | 乙\n\n2.\t丙\n\n3.\t丁\n\n後\n");
    let row =
        |t: &str| source.hint(source.text().find(t).unwrap() as u32).unwrap().row.map(|r| (r.table, r.row));
    assert_eq!((row("2."), row("3."), row("後")), (Some((1, 3)), Some((2, 1)), None));
    assert_eq!(source.place(source.text().find("丁").unwrap() as u32), Place::Spot { line: 9, column: 5 });
}

#[test]
fn tables_that_pandoc_draws_are_rows_too() {
    let text = "前\n\n+------+----------+\n| 1\\.  | **甲**乙 |\n|      |          |\n|      | 3. 丙    |\n|      | 4. 丁    |\n+======+==========+\n| 二 | x |\n+------+----------+\n\n後\n";
    let source = read(text);
    assert_eq!(source.text(), "前\n\n1.\t甲乙\n\n3. 丙\n4. 丁\n\n二 | x\n\n後\n");
    let at = source.text().find("丙").unwrap() as u32;
    assert_eq!(source.place(at), Place::Spot { line: 6, column: 13 });
    assert_eq!(source.hint(at).unwrap().row.map(|r| (r.table, r.row)), Some((1, 1)));
    assert_eq!(read("+---+\n| a |\n").text(), "+---+\n| a |\n");
}

#[test]
fn notes_and_what_is_said_of_the_file_are_told_beside_the_text() {
    let source = read("---\ntitle: x\n---\n\n甲[^1]乙\n\n[^1]: 註解\n\n丙\n");
    assert_eq!(source.text(), "甲乙\n\n丙\n");
    let told: Vec<_> = source.notes().iter().map(|n| (n.kind, n.text.as_deref(), n.place)).collect();
    assert_eq!(
        told,
        [
            (NoteKind::Navigation, None, Some(Place::Line(1))),
            (NoteKind::Footnote, Some("註解"), Some(Place::Line(5)))
        ]
    );
}

#[test]
fn html_at_the_end_of_an_item_ends_with_it() {
    let source = read("1. 甲\n\n   <p>乙</p>\n\n丙\n\n1. 丁\n");
    assert_eq!(source.text(), "1. 甲\n\n乙\n\n丙\n\n1. 丁\n");
    let lists: Vec<u8> = source.hints().iter().map(|h| h.list).collect();
    assert_eq!((lists[0], lists[2], lists[3]), (1, 0, 1));
}

#[test]
fn notes_in_notes_tables_in_notes_and_notes_without_a_reference_are_told_once_each() {
    let source = read("甲[^b]乙[^b]\n\n[^a]: 一\n\n[^b]: 二\n\n    [^c]: 三\n\n    <p>四</p>\n\n丙\n");
    assert_eq!(source.text(), "甲乙\n\n丙\n");
    let told: Vec<_> = source.notes().iter().filter_map(|n| n.text.as_deref()).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told.concat().chars().filter(|c| "一二三四".contains(*c)).count(), 4, "{told:?}");
}

#[test]
fn every_byte_leads_back_to_its_line_and_column() {
    let source = read("# 題\n\n  1. **甲**乙\\*丙\n");
    for (text, line, column) in
        [("題", 1, 3), ("1.", 3, 3), ("甲", 3, 8), ("乙", 3, 11), ("*", 3, 13), ("丙", 3, 14)]
    {
        let at = source.text().find(text).unwrap() as u32;
        assert_eq!(source.place(at), Place::Spot { line, column }, "{text}");
    }
}

#[test]
fn text_made_to_harm_is_read() {
    let million = read(&"1. x\n".repeat(1_000_000));
    assert!(million.text().ends_with("\n1000000. x\n"));
    for text in [
        "> ".repeat(20_000),
        "- ".repeat(2000),
        "[".repeat(50_000),
        "*a_".repeat(50_000),
        "<div>\n\n".repeat(300),
        "<table>\n\n".repeat(20_000),
        "]{.a}".repeat(200_000),
        "[]{.a}".repeat(200_000),
        "[^a]".repeat(100_000) + "\n\n[^a]: " + &"x".repeat(1_000_000),
        (0..100_000).map(|n| format!("[^{n}]: x\n\n")).collect(),
        "|a".repeat(10_000) + "\n" + &"|-".repeat(10_000) + "\n|",
    ] {
        read(&(text + "x"));
    }
    let text = "# 題\n\n1. 甲[^a]\n\n| a |\n|--|\n| b |\n\n<table><tr>\n\n<td>x</table>\n\n[^a]: 註\n";
    for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
        read(&text[..end]);
    }
}
