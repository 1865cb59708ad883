//! What Word counts by itself, and what it keeps beside the running text.

use crate::support::docx::{archive, docx, level, listed, p};
use lcpaper::Options;
use lcpaper::Source;
use lcpaper::read::Tracked;
use lcpaper::text::{NoteKind, Place};

fn read(bytes: Vec<u8>) -> Source {
    Source::from_bytes("a.docx", bytes).unwrap()
}

fn lines(source: &Source) -> Vec<&str> {
    source.text().lines().filter(|l| !l.is_empty()).collect()
}

fn list(id: u32, levels: &str) -> String {
    format!(r#"<w:abstractNum w:abstractNumId="{id}">{levels}</w:abstractNum>"#)
}

fn num(id: u32, list: u32, more: &str) -> String {
    format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{list}"/>{more}</w:num>"#)
}

#[test]
fn every_format_of_the_zoo_is_printed() {
    let source = read(std::fs::read("fixtures/formats/numfmt_zoo.docx").unwrap());
    let labels: Vec<&str> = lines(&source).iter().map(|l| l.split(' ').next().unwrap()).collect();
    let wanted = "甲. 乙. 丙. 壹、 貳、 參、 第一條 第二條 第三條 １． ２． ３． (i) (ii) (iii) ① ② ③ 一 二 三 \
                  （一） （二） （三） A. B. C. 丁. 戊. 己. 庚.";
    assert_eq!(labels, wanted.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn deeper_levels_start_over_and_restarts_are_heeded() {
    let levels = level(0, "decimal", "%1.", "")
        + &level(1, "lowerLetter", "(%2)", "")
        + &level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
        + &level(3, "upperRoman", "%4", r#"<w:lvlRestart w:val="0"/><w:suff w:val="nothing"/>"#);
    let numbering = list(0, &levels) + &num(1, 0, "");
    let body: String = [0, 1, 1, 2, 3, 0, 1, 2, 3].iter().map(|&l| p(&listed(1, l), "x")).collect();
    let source = read(docx(&body, &[("numbering", &numbering)]));
    let wanted = ["1. x", "(a) x", "(b) x", "1.2.1 x", "Ix", "2. x", "(a) x", "2.1.1 x", "IIx"];
    assert_eq!(lines(&source), wanted);
}

#[test]
fn lists_of_one_definition_count_on_and_overrides_start_anew_once() {
    let over = r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>"#;
    let numbering =
        list(0, &level(0, "decimal", "%1.", "")) + &num(1, 0, "") + &num(2, 0, "") + &num(3, 0, over);
    let body: String = [1, 2, 3, 3, 1].iter().map(|&n| p(&listed(n, 0), "x")).collect();
    let source = read(docx(&body, &[("numbering", &numbering)]));
    assert_eq!(lines(&source), ["1. x", "2. x", "5. x", "6. x", "7. x"]);
}

#[test]
fn styles_bring_numbers_through_what_they_are_based_on_and_link_to() {
    let styles = r#"
        <w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/>
          <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="H"/></w:style>
        <w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/>
          <w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>"#;
    let numbering = list(0, r#"<w:numStyleLink w:val="L"/>"#)
        + &list(1, &(level(0, "taiwaneseCountingThousand", "%1、", r#"<w:suff w:val="nothing"/>"#)))
        + &num(1, 0, "")
        + &num(2, 1, "");
    let style = |id: &str| format!(r#"<w:pStyle w:val="{id}"/>"#);
    let body = p(&style("H"), "甲")
        + &p(&style("Sub"), "乙")
        + &p(&(style("Sub") + r#"<w:numPr><w:numId w:val="0"/></w:numPr>"#), "丙");
    let source = read(docx(&body, &[("styles", styles), ("numbering", &numbering)]));
    assert_eq!(lines(&source), ["一、甲", "二、乙", "丙"]);
    let hint = source.hint(0).unwrap();
    assert_eq!((hint.heading, hint.label, hint.place), (Some(1), 6, Place::Paragraph(1)));
}

#[test]
fn either_side_of_tracked_changes_is_read_numbers_and_all() {
    let numbering = list(0, &level(0, "decimal", "%1.", "")) + &num(1, 0, "");
    let ins = |inside: &str| format!(r#"<w:ins w:id="1" w:author="a">{inside}</w:ins>"#);
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let del = r#"<w:del w:id="2" w:author="a"><w:r><w:delText>舊</w:delText></w:r></w:del>"#;
    let mark = |kind: &str| format!(r#"{}<w:rPr><w:{kind} w:id="3" w:author="a"/></w:rPr>"#, listed(1, 0));
    let body = p(&listed(1, 0), "甲")
        + &format!("<w:p><w:pPr>{}</w:pPr>{}</w:p>", mark("ins"), ins(&run("新段")))
        + &format!("<w:p><w:pPr>{}</w:pPr>{del}</w:p>", mark("del"))
        + &format!("<w:p><w:pPr>{}</w:pPr>{}{del}{}</w:p>", listed(1, 0), run("乙"), ins(&run("新")));
    let bytes = docx(&body, &[("numbering", &numbering)]);
    let source = read(bytes.clone());
    assert_eq!(lines(&source), ["1. 甲", "2. 新段", "3. 乙新"]);
    assert!(source.notes().iter().any(|n| n.kind == NoteKind::Tracked));
    let options = Options::new().tracked(Tracked::Original);
    let before = options.clone().name("a.docx").read_bytes(bytes).unwrap();
    assert_eq!(lines(&before), ["1. 甲", "2. 舊", "3. 乙舊"]);
}

#[test]
fn tables_are_read_by_row_and_layouts_of_columns_by_cell() {
    let cell = |paras: &[&str]| -> String {
        format!("<w:tc>{}</w:tc>", paras.iter().map(|t| p("", t)).collect::<String>())
    };
    let row = |cells: &[&[&str]]| -> String {
        format!("<w:tr>{}</w:tr>", cells.iter().map(|c| cell(c)).collect::<String>())
    };
    let body = format!(
        "<w:tbl>{}{}</w:tbl>{}<w:tbl>{}</w:tbl>",
        row(&[&["項目"], &["金額"]]),
        row(&[&["1."], &["甲", "乙"]]),
        p("", "其間"),
        row(&[&["政府", "省長"], &["特區", "司長"]]),
    );
    let source = read(docx(&body, &[]));
    assert_eq!(source.text(), "項目\t金額\n\n1.\t甲\n\n乙\n\n其間\n\n政府\n省長\n\n特區\n司長\n");
    assert_eq!(source.place(source.text().find("司長").unwrap() as u32), Place::Paragraph(10));
}

#[test]
fn what_is_left_out_is_told() {
    let body = p("", "正文")
        + r#"<w:p><w:r><w:t>前</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>
             <w:r><w:rPr><w:vanish/></w:rPr><w:t>隱</w:t></w:r>
             <w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice>
             <mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>
             <w:r><w:t>後</w:t></w:r></w:p>"#;
    let footnotes = r#"<w:footnote w:id="2"><w:p><w:r><w:t>註</w:t></w:r></w:p></w:footnote>"#;
    let header = "<w:p><w:r><w:t>頁首</w:t></w:r></w:p>";
    let source = read(docx(&body, &[("footnotes", footnotes), ("header", header)]));
    assert_eq!(lines(&source), ["正文", "前後"]);
    let told: Vec<(NoteKind, &str)> =
        source.notes().iter().map(|n| (n.kind, n.text.as_deref().unwrap_or_default())).collect();
    let wanted = [
        (NoteKind::Hidden, "隱"),
        (NoteKind::TextBox, "框"),
        (NoteKind::Footnote, "註"),
        (NoteKind::RunningHeader, "頁首"),
    ];
    assert_eq!(told, wanted);
}

#[test]
fn items_in_text_boxes_are_read_once_behind_their_paragraph() {
    let inside = p("", "2. 碼頭") + &p("", "3. 船隻");
    let body = p("", "1. 渡輪")
        + &format!(
            "<w:p><w:r><w:t>附圖</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{inside}</w:txbxContent></mc:Choice>\
             <mc:Fallback><w:txbxContent>{inside}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        + &p("", "4. 航線");
    let source = read(docx(&body, &[]));
    assert_eq!(lines(&source), ["1. 渡輪", "附圖", "2. 碼頭", "3. 船隻", "4. 航線"]);
    assert_eq!(source.place(source.text().find("4.").unwrap() as u32), Place::Paragraph(3));
}

/// A style separator hides the end of a paragraph: Word sets the next one on its line.
#[test]
fn what_a_style_separator_parts_is_one_line() {
    let numbering = list(0, &level(0, "decimal", "%1.", "")) + &num(1, 0, "");
    let head = |text: &str| {
        p(&format!("{}<w:rPr><w:vanish/><w:specVanish/></w:rPr>", listed(1, 0)), text)
            + &p("", "由船務處管理。")
    };
    let source = read(docx(&(head("碼頭　") + &head("燈塔　")), &[("numbering", &numbering)]));
    assert_eq!(lines(&source), ["1. 碼頭　由船務處管理。", "2. 燈塔　由船務處管理。"]);
}

#[test]
fn fields_count_in_the_lists_that_word_has_of_itself() {
    let field = |code: &str, text: &str| {
        format!(
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:tab/><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let default = r" LISTNUM NumberDefault \l 2 ";
    let body = field(" AUTONUM ", "碼頭")
        + &field(default, "燈塔")
        + &field(default, "航標")
        + &field(" AUTONUM ", "船隻");
    let source = read(docx(&body, &[]));
    assert_eq!(lines(&source), ["1.\t碼頭", "a)\t燈塔", "b)\t航標", "2.\t船隻"]);
}

/// Of a paragraph that is hidden whole, Word prints no number and counts none.
#[test]
fn a_hidden_paragraph_is_not_counted() {
    let numbering = list(0, &level(0, "decimal", "%1.", "")) + &num(1, 0, "");
    let hide = "<w:rPr><w:vanish/></w:rPr>";
    let hidden =
        format!(r#"<w:p><w:pPr>{}{hide}</w:pPr><w:r>{hide}<w:t>暫不公開</w:t></w:r></w:p>"#, listed(1, 0));
    let body = p(&listed(1, 0), "碼頭") + &hidden + &p("", "渡輪服務") + &p(&listed(1, 0), "船隻");
    let source = read(docx(&body, &[("numbering", &numbering)]));
    assert_eq!(lines(&source), ["1. 碼頭", "渡輪服務", "2. 船隻"]);
}

#[test]
fn an_unknown_number_format_is_told() {
    let numbering = list(0, &level(0, "chicago", "%1", "")) + &num(1, 0, "");
    let source = read(docx(&p(&listed(1, 0), "x"), &[("numbering", &numbering)]));
    assert_eq!(lines(&source), ["1 x"]);
    assert_eq!(source.notes()[0].kind, NoteKind::Unreadable);
}

#[test]
fn other_archives_are_refused_by_name() {
    for (part, says) in
        [("xl/workbook.xml", "Excel"), ("content.xml", "OpenDocument"), ("a.txt", "without a Word")]
    {
        let bytes = archive(&[(part, b"x")]);
        let error = Source::from_bytes("a", bytes).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn a_paragraph_is_never_joined_with_the_next_whatever_it_ends_in() {
    let numbering = list(0, &level(0, "decimal", "%1.", "")) + &num(1, 0, "");
    let long = "粵港雙方繼續加強在創新及科技、金融、旅遊和專業服務等方面的合作和交流";
    for end in ["，", "、", ",", "；", "：", "。", ""] {
        let item = format!("{long}{end}");
        let body = p(&listed(1, 0), &item) + &p("", "這是另一段。") + &p(&listed(1, 0), "第二項。");
        let source = read(docx(&body, &[("numbering", &numbering)]));
        let parsed = source.parse();
        let rows = parsed.rows();
        let texts: Vec<&str> = rows.iter().filter(|r| r.number.is_some()).map(|r| r.text).collect();
        assert_eq!(texts, [item.as_str(), "第二項。"], "a paragraph that ends in “{end}”");
    }
}

#[test]
fn a_line_break_inside_a_paragraph_ends_nothing() {
    let body = r#"<w:p><w:r><w:t>1. 第一項，</w:t><w:br/><w:t>仍是第一項。</w:t></w:r></w:p>"#.to_owned()
        + &p("", "2. 第二項。");
    let source = read(docx(&body, &[]));
    let parsed = source.parse();
    let rows = parsed.rows();
    let texts: Vec<&str> = rows.iter().map(|r| r.text).collect();
    assert_eq!(texts, ["第一項，仍是第一項。", "第二項。"]);
}

/// Word counts no paragraph that only ends a section, nor one in the part of a cell that belongs to the cell above.
#[test]
fn paragraphs_that_are_not_seen_are_not_counted() {
    let numbering = list(0, &level(0, "decimal", "%1.", "")) + &num(1, 0, "");
    let section = format!("<w:p><w:pPr>{}<w:sectPr/></w:pPr></w:p>", listed(1, 0));
    let merged = |value: &str, text: &str| {
        format!("<w:tr><w:tc><w:tcPr><w:vMerge{value}/></w:tcPr>{}</w:tc></w:tr>", p(&listed(1, 0), text))
    };
    let body = p(&listed(1, 0), "碼頭")
        + &section
        + &p(&listed(1, 0), "船隻")
        + &format!("<w:tbl>{}{}</w:tbl>", merged(r#" w:val="restart""#, "渡輪"), merged("", ""))
        + &p(&listed(1, 0), "")
        + &p(&listed(1, 0), "航線");
    let source = read(docx(&body, &[("numbering", &numbering)]));
    assert_eq!(lines(&source), ["1. 碼頭", "2. 船隻", "3. 渡輪", "4. ", "5. 航線"]);
}

#[test]
fn a_page_break_does_not_part_a_text_from_its_number() {
    let numbering = list(0, &level(0, "decimal", "%1.", "")) + &num(1, 0, "");
    let body = format!(
        r#"<w:p><w:pPr>{}</w:pPr><w:r><w:br w:type="page"/></w:r><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>"#,
        listed(1, 0)
    );
    let source = read(docx(&body, &[("numbering", &numbering)]));
    assert_eq!(lines(&source), ["1. 甲", "乙"]);
}

/// A style may name nothing but its level, and take the list from the one that it is based on.
#[test]
fn a_style_with_a_level_only_counts_in_the_list_of_its_base() {
    let styles = r#"
        <w:style w:type="paragraph" w:styleId="N1"><w:name w:val="N1"/>
          <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="N2"><w:name w:val="N2"/><w:basedOn w:val="N1"/>
          <w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="N3"><w:name w:val="N3"/><w:basedOn w:val="N2"/>
          <w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr></w:pPr></w:style>"#;
    let levels = level(0, "decimal", "%1.", "")
        + &level(1, "decimal", "(%2)", "")
        + &level(2, "lowerLetter", "(%3)", "");
    let numbering = list(0, &levels) + &num(1, 0, "");
    let body: String = ["N1", "N2", "N2", "N1", "N3", "N3", "N2"]
        .iter()
        .map(|s| p(&format!(r#"<w:pStyle w:val="{s}"/>"#), "x"))
        .collect();
    let source = read(docx(&body, &[("styles", styles), ("numbering", &numbering)]));
    // What is deeper stands under a first (1) that nobody sees.
    assert_eq!(lines(&source), ["1. x", "(1) x", "(2) x", "2. x", "(a) x", "(b) x", "(2) x"]);
}
