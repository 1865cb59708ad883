//! What stands where on a PDF's pages decides how it is read.
#![cfg(feature = "pdf")]

use crate::support::pdf::{pages, show, stream};
use lcpaper::Options;
use lcpaper::text::NoteKind;
use lcpaper::{Source, SourceError};

fn read(contents: &[&str]) -> Source {
    Source::from_bytes("a.pdf", pages(contents, "", &[])).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn text_drawn_twice_is_counted_once() {
    let source = read(&[&(show(72, 700, "Bold") + &show(73, 700, "Bold") + &show(72, 600, "Plain"))]);
    assert_eq!(source.text(), "Bold\n\nPlain\n");
    assert_eq!(source.notes()[0].kind, NoteKind::Overprint);
}

#[test]
fn words_are_parted_by_their_gaps_whatever_the_order_they_are_drawn_in() {
    let source = read(&[&(show(110, 700, "words") + &show(72, 700, "Three") + &show(150, 700, "here"))]);
    assert_eq!(source.text(), "Three words here\n");
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let rows = [("Government of A", "Government of B"), ("Secretary for A", "Secretary for B")];
    let content: String = rows
        .iter()
        .enumerate()
        .map(|(n, (left, right))| {
            let y = 700 - 18 * n as u32;
            show(72, y, left) + &show(320, y, right)
        })
        .collect();
    let source = read(&[&content]);
    assert_eq!(source.text(), "Government of A\nSecretary for A\n\nGovernment of B\nSecretary for B\n");
}

#[test]
fn columns_of_prose_need_not_stand_at_one_height() {
    let column = |x: u32, top: u32, word: &str| -> String {
        (0..6).map(|n| show(x, top - 15 * n, &format!("The {word} column, line {n} of the text"))).collect()
    };
    let source = read(&[&(column(72, 700, "left") + &column(330, 694, "next"))]);
    let lines: Vec<&str> = source.text().lines().filter(|l| !l.is_empty()).collect();
    assert_eq!(lines.len(), 12);
    assert!(lines[..6].iter().all(|l| l.contains("left")), "{lines:?}");
    assert!(lines[6..].iter().all(|l| l.contains("next")), "{lines:?}");
}

#[test]
fn a_list_runs_on_from_one_column_into_the_next() {
    let column = |x: u32, top: u32, lines: &[&str]| -> String {
        lines.iter().enumerate().map(|(n, line)| show(x, top - 15 * n as u32, line)).collect()
    };
    let left = [
        "1. The ferry leaves at seven",
        "in the morning.",
        "2. Dogs are carried on deck",
        "3. The fare is paid to the",
    ];
    let right = ["purser.", "4. Bicycles are free.", "5. The bar is shut until noon"];
    let source = read(&[&(column(60, 700, &left) + &column(330, 692, &right))]);
    let lines: Vec<&str> = source.text().lines().filter(|l| !l.is_empty()).collect();
    assert_eq!(lines, [&left[..], &right[..]].concat());
    let purser = source.text().find("purser").unwrap() as u32;
    assert_eq!(source.hint(purser).unwrap().runs_on, Some(true));
}

#[test]
fn a_list_may_run_across_two_columns() {
    let row = |n: u32| {
        let name = if n.is_multiple_of(3) { "The keeper of the old town hall" } else { "Jo" };
        let y = 700 - 15 * n;
        show(60, y, &format!("{}. {name}", 2 * n + 1)) + &show(330, y, &format!("{}. {name}", 2 * n + 2))
    };
    let source = read(&[&(0..8).map(row).collect::<String>()]);
    let at = |number: &str| source.text().find(number).unwrap();
    assert!(at("1. ") < at("2. ") && at("2. ") < at("3. "), "{}", source.text());
}

#[test]
fn the_rows_of_a_table_may_be_parted_by_rules_only() {
    let rule = |y: u32| format!("72 {y} m 500 {y} l S\n");
    let content = rule(720)
        + &show(80, 705, "No.")
        + &show(130, 705, "Work")
        + &show(380, 705, "Office")
        + &rule(695)
        + &show(130, 682, "The quay is mended from the")
        + &show(80, 675, "1")
        + &show(380, 675, "Harbour")
        + &show(130, 668, "east end to the crane")
        + &rule(655)
        + &show(80, 640, "2")
        + &show(130, 640, "The crane is painted")
        + &show(380, 640, "Works")
        + &rule(630);
    let source = read(&[&content]);
    let rows = "No.\tWork\tOffice\n\n1\tThe quay is mended from the east end to the crane\tHarbour\n\n\
                2\tThe crane is painted\tWorks\n";
    assert_eq!(source.text(), rows);
}

#[test]
fn lines_without_end_show_the_edge_of_the_text() {
    let long = "The ferry leaves the old pier at seven in the morning and comes back at eight in the evening of each";
    let small = |y: u32, text: &str| format!("BT /F 8 Tf 60 {y} Td ({text}) Tj ET\n");
    let source = read(&[&(small(700, &format!("1. {long}")) + &small(688, "day."))]);
    assert_eq!(source.text(), format!("1. {long}\nday.\n"));
}

#[test]
fn raised_numbers_are_of_their_line_and_small_notes_below_are_notes() {
    let small =
        |size: u32, x: u32, y: u32, text: &str| format!("BT /F {size} Tf {x} {y} Td ({text}) Tj ET\n");
    let content = show(72, 700, "1. The ferry is old")
        + &small(7, 165, 705, "1")
        + &show(72, 680, "2. The pier is new")
        + &small(8, 72, 100, "1 It was built in Leith.");
    let source = read(&[&content]);
    assert_eq!(source.text(), "1. The ferry is old¹\n\n2. The pier is new\n\n¹ It was built in Leith.\n");
}

#[test]
fn what_nobody_sees_is_told_and_left_out() {
    let content = show(72, 700, "1. The ferry is old.")
        + &format!("1 g\n{}0 g\n", show(72, 680, "2. White"))
        + &format!("0.2 g 60 640 200 30 re f\n1 g\n{}0 g\n", show(72, 650, "2. White on grey."))
        + &format!("q 72 400 100 20 re W n\n{}Q\n", show(72, 600, "3. Cut off"));
    let source = read(&[&content]);
    assert_eq!(source.text(), "1. The ferry is old.\n\n2. White on grey.\n");
    let hidden: Vec<&str> = source.notes().iter().filter_map(|n| n.text.as_deref()).collect();
    assert_eq!(hidden, ["2. White3. Cut off"]);
}

#[test]
fn markers_in_the_margin_are_no_column() {
    let content = show(72, 700, "1.")
        + &show(110, 700, "First item")
        + &show(72, 680, "2.")
        + &show(110, 680, "Second");
    assert_eq!(read(&[&content]).text(), "1. First item\n\n2. Second\n");
}

#[test]
fn what_repeats_at_the_edges_is_furniture_and_numbers_count_as_equal() {
    let page = |n: u32, text: &str| {
        show(72, 810, "LC Paper No. CB 1") + &show(72, 600, text) + &show(290, 30, &format!("- {n} -"))
    };
    let (one, two) = (page(1, "First page"), page(2, "Second page"));
    let source = read(&[&one, &two]);
    assert_eq!(source.text(), "First page\n\nSecond page\n");
    let kinds: Vec<NoteKind> = source.notes().iter().map(|n| n.kind).collect();
    assert_eq!(kinds, [NoteKind::RunningHeader, NoteKind::PageNumber]);
}

#[test]
fn a_head_that_names_the_section_below_it_is_furniture_on_its_one_page_too() {
    let page = |head: &str, text: &str| show(72, 810, head) + &show(72, 700, text);
    let first = page("A. Roads", "A. Roads") + &show(72, 680, "1. Roads are mended.");
    let (two, three) = (page("B. Rails", "2. Rails are laid."), page("B. Rails", "3. They are new."));
    let source = read(&[&first, &two, &three]);
    assert_eq!(source.text(), "A. Roads\n\n1. Roads are mended.\n\n2. Rails are laid.\n\n3. They are new.\n");
}

#[test]
fn a_stamp_across_the_page_is_told_and_left_out() {
    let stamp = "BT /F 40 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET\n";
    let source = read(&[&(show(72, 700, "Text") + stamp)]);
    assert_eq!(source.text(), "Text\n");
    assert_eq!(source.notes()[0].text.as_deref(), Some("DRAFT"));
}

#[test]
fn a_page_turned_on_its_side_is_read_along_its_lines() {
    let line = |x: u32, text: &str| format!("BT /F 12 Tf 0 1 -1 0 {x} 72 Tm ({text}) Tj ET\n");
    let source = read(&[&(line(100, "First line") + &line(160, "Second line"))]);
    assert_eq!(source.text(), "First line\n\nSecond line\n");
}

#[test]
fn an_encrypted_file_asks_for_its_password() {
    let bytes = std::fs::read("fixtures/formats/locked.pdf").unwrap();
    let with = |password: Option<&str>| {
        let options = password.map_or_else(Options::new, |password| Options::new().password(password));
        options.clone().name("locked.pdf").read_bytes(bytes.clone())
    };
    assert_eq!(with(Some("secret")).unwrap().text(), "1. Behind the lock.\n");
    for password in [None, Some("wrong")] {
        let error = with(password).unwrap_err();
        assert!(matches!(error, SourceError::Encrypted { .. }), "{error}");
        assert!(error.to_string().contains("its password"), "{error}");
    }
}

#[test]
fn a_scan_says_so() {
    let error = Source::from_bytes("a.pdf", pages(&["0 0 100 100 re f"], "", &[])).unwrap_err();
    assert!(matches!(error, SourceError::Scanned { pages: 1, .. }), "{error}");
    assert!(error.to_string().contains("OCR"), "{error}");
}

/// A page in a font that draws `!`, `"`, … as the characters of a text, an em each.
fn han(chars: &str, content: &str) -> Source {
    let map: String =
        chars.chars().enumerate().map(|(n, c)| format!("<{:02X}> <{:04X}>\n", 33 + n, c as u32)).collect();
    let count = chars.chars().count();
    let map = format!(
        "/CIDInit/ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange \
         {count} beginbfchar\n{map}endbfchar endcmap end"
    );
    let font = format!(
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 33/LastChar {}/Widths[{}]/ToUnicode 8 0 R>>",
        32 + count,
        "1000 ".repeat(count)
    );
    let resources = "/XObject<</X 9 0 R>>";
    let form = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 6 0 R/H 7 0 R>>>>";
    let helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let more =
        [helvetica.into(), font.into_bytes(), stream("", map.as_bytes()), stream(form, content.as_bytes())];
    Source::from_bytes("a.pdf", pages(&["/X Do"], resources, &more)).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn a_word_that_a_soft_hyphen_parts_is_whole() {
    let chars = "abc \u{ad}";
    let text = |y: u32, codes: &str| format!("BT /H 12 Tf 72 {y} Td <{codes}> Tj ET\n");
    // Elsewhere it is a hyphen.
    let source = han(chars, &(text(700, &"21".repeat(36)).replace("> Tj", "25> Tj") + &text(685, "2223")));
    assert_eq!(source.text(), format!("{}bc\n", "a".repeat(36)));
    assert_eq!(han(chars, &text(700, "212522")).text(), "a-b\n");
}

/// Characters below each other, from a place in points from the bottom left.
fn upright(chars: &str, x: u32, y: u32, text: &str) -> String {
    let code = |c: char| 33 + chars.chars().position(|own| own == c).unwrap();
    text.chars()
        .enumerate()
        .map(|(n, c)| format!("BT /H 12 Tf {x} {} Td <{:02X}> Tj ET\n", y - 12 * n as u32, code(c)))
        .collect()
}

#[test]
fn upright_lines_are_read_down_and_from_the_right_to_the_left() {
    let chars = "綠化計劃一、每三年點算樹木︵二增設長者健體施︶︒";
    let line = |x: u32, text: &str| upright(chars, x, 700, text);
    let side = "BT /F 12 Tf 0 -1 1 0 442 689 Tm (2016) Tj ET\n";
    let content = line(500, "綠化計劃")
        + &line(470, "一、每三年點算樹木︵增設長者︶")
        + &line(450, "健體︒")
        // Digits that lie on their side between characters that stand.
        + &upright(chars, 440, 700, "設")
        + side
        + &upright(chars, 440, 651, "年施︒")
        + &line(410, "二、增設長者健體計劃︒");
    let source = han(chars, &content);
    let text = source.text();
    assert!(text.starts_with("綠化計劃\n\n一、每三年點算樹木（增設長者）"), "{text}");
    assert!(text.contains("健體。") && text.contains("設2016年施。"), "{text}");
    assert!(text.ends_with("二、增設長者健體計劃。\n"), "{text}");
    assert_eq!(source.notes().iter().map(|note| note.kind).collect::<Vec<_>>(), [NoteKind::Folded]);
}

#[test]
fn horizontal_text_on_an_upright_page_is_told_and_left_out() {
    let chars = "綠化計劃";
    let content = upright(chars, 500, 700, "綠化計劃")
        + &upright(chars, 480, 700, "計劃綠化")
        + &show(280, 30, "- 12 -");
    let source = han(chars, &content);
    assert_eq!(source.text(), "綠化計劃\n\n計劃綠化\n");
    assert_eq!(source.notes()[0].text.as_deref(), Some("- 12 -"));
}

#[test]
fn a_column_of_short_lines_is_not_upright() {
    let chars = "綠化計劃";
    let content: String = (0..4).map(|n| upright(chars, 100, 700 - 20 * n, "綠")).collect();
    let text = "BT /H 12 Tf 100 500 Td <2122232421222324> Tj ET\n";
    let source = han(chars, &(content + text));
    assert!(source.text().ends_with("綠化計劃綠化計劃\n"), "{}", source.text());
}
