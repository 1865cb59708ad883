//! Tables in every format: rows with numbers are items with cells, the others stand in `table`
//! blocks, and every format that can show a table shows one.

use crate::support::docx::{docx, p};
#[cfg(feature = "pdf")]
use crate::support::pdf::{pages, show};
use crate::support::tables::{COLUMNS, NUMBER_COLUMN, PIPES, TABS};
use lcpaper::emit::{self, AknOptions, Checked, Opening};
use lcpaper::tree::{Block, Cell, Document, walk};
use lcpaper::{Paper, Source};

/// A block a line: rows as `table: cell | cell / cell | cell`, with `#` before heads and
/// `columns×rows` behind cells that reach further; items as `number: cell | cell`.
fn shown(document: &Document<'_>) -> Vec<String> {
    let mut out = Vec::new();
    walk(document, |_, block| {
        out.push(match block {
            Block::Table(table) => {
                let rows: Vec<String> = table.rows.iter().map(|row| cells(&row.cells)).collect();
                format!("table {}: {}", table.table, rows.join(" / "))
            }
            Block::Item(item) if item.table.is_some() => format!("{}: {}", item.number, cells(&item.cells)),
            Block::Item(item) => format!("{}. {}", item.number, item.text),
            Block::Section(section) => format!("§ {}", section.title),
            _ => block.text().to_string(),
        });
    });
    out
}

fn cells(cells: &[Cell<'_>]) -> String {
    let one = |cell: &Cell<'_>| {
        let head = if cell.header { "#" } else { "" };
        let reach = match (cell.columns, cell.rows) {
            (1, 1) => String::new(),
            (columns, rows) => format!(" {columns}×{rows}"),
        };
        format!("{head}{}{reach}", cell.text)
    };
    cells.iter().map(one).collect::<Vec<_>>().join(" | ")
}

fn word(body: &str) -> Paper<'static> {
    lcpaper::Options::new().name("a.docx").parse_bytes(docx(body, &[])).unwrap()
}

fn file(name: &str, text: &str) -> Paper<'static> {
    lcpaper::Options::new().name(name).parse_bytes(text).unwrap()
}

fn tr(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|text| format!("<w:tc>{}</w:tc>", p("", text))).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn errors(paper: &Paper<'_>) -> Vec<&'static str> {
    let error = |d: &lcpaper::Diagnostic| d.severity == lcpaper::Severity::Error;
    paper.check().iter().filter(|d| error(d)).map(|d| d.code).collect()
}

#[test]
fn a_list_runs_through_the_rows_of_a_table_and_on_below_it() {
    let paper = lcpaper::parse(TABS);
    let wanted = [
        "§ Programme",
        "The works are listed below.",
        "table 1: #Item | #Work | #Office",
        "1: Benches are painted | Parks",
        "2: Paths are paved | Roads",
        "3: Lamps are mended | Lights",
        "4. Gates are oiled in the spring of each year.",
        "5. Fences are put up where they are missing.",
    ];
    let mut have = shown(paper.document());
    have.retain(|line| !line.contains("Both by May"));
    assert_eq!(have, wanted);
    assert_eq!(errors(&paper), [""; 0]);
    assert_eq!(paper.rows()[0].text, "Benches are painted\tParks");
}

#[test]
fn pipes_in_plain_text_are_tables() {
    let paper = lcpaper::parse(PIPES);
    let wanted = [
        "§ 費用",
        "費用如下。",
        "table 1: #用途 | #金額（元） | #年份 / 材料 | 12,000 | 2019 / 人手 | 30,500 | 2020",
        "§ 工程",
        "table 2: #項目 | #內容 | #部門",
        "1: 鋪設石路 | 路政署",
        "2: 修補橋面 | 土木署",
        "3. 清理溝渠，並於年底前完成。",
    ];
    assert_eq!(shown(paper.document()), wanted);
    assert_eq!(errors(&paper), [""; 0]);
    // The reader of Markdown finds the same.
    let read = file("a.md", PIPES);
    assert_eq!(shown(read.document()), wanted);
    let texts =
        |paper: &Paper<'_>| -> Vec<String> { paper.rows().iter().map(|r| r.text.to_string()).collect() };
    assert_eq!(texts(&read), texts(&paper));
}

#[test]
fn word_tells_heads_and_how_far_cells_reach() {
    let cell = |more: &str, text: &str| format!("<w:tc><w:tcPr>{more}</w:tcPr>{}</w:tc>", p("", text));
    let head = format!(
        "<w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr>",
        cell("", "S. No."),
        cell(r#"<w:gridSpan w:val="2"/>"#, "Work and cost"),
    );
    let body = p("", "Programme of works")
        + "<w:tbl>"
        + &head
        + &format!(
            "<w:tr>{}{}{}</w:tr>",
            cell(r#"<w:vMerge w:val="restart"/>"#, "Spring"),
            cell("", "Benches"),
            cell("", "$300")
        )
        + &format!("<w:tr>{}{}{}</w:tr>", cell("<w:vMerge/>", ""), cell("", "Paths"), cell("", "$500"))
        + &tr(&["1.", "Lamps are mended", "$20"])
        + &tr(&["2.", "Gates are oiled", ""])
        + "</w:tbl>"
        + &p("", "3. Fences are put up.");
    let paper = word(&body);
    let wanted = [
        "table 1: #S. No. | #Work and cost 2×1 / Spring 1×2 | Benches | $300 / Paths | $500",
        "1: Lamps are mended | $20",
        "2: Gates are oiled | ",
        "3. Fences are put up.",
    ];
    assert_eq!(shown(paper.document()), wanted);
    assert_eq!(errors(&paper), [""; 0]);
}

#[test]
fn cells_of_a_web_page_reach_over_rows_and_columns() {
    let page = "<h1>計劃</h1><table><tr><th>部門<th colspan=2>工作<tr><td rowspan=2>路政署<td>石路<td>10米\
                <tr><td>橋面<td>2座<tr><td>（一）<td>溝渠<td>全部</table><p>（二）圍欄。</p><p>完結。</p>";
    let paper = file("a.html", page);
    let wanted = [
        "table 1: #部門 | #工作 2×1 / 路政署 1×2 | 石路 | 10米 / 橋面 | 2座",
        "1: 溝渠 | 全部",
        "2. 圍欄。",
        "完結。",
    ];
    assert_eq!(shown(paper.document()), wanted);
    let columns = |block: &Block<'_>| match block {
        Block::Table(table) => table.rows[2].cells.iter().map(|c| c.column).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let mut third = Vec::new();
    walk(paper.document(), |_, block| third.extend(columns(block)));
    assert_eq!(third, [2, 3]);
}

#[test]
fn a_marker_and_a_tab_are_no_table() {
    let paper = lcpaper::parse("Plan\n\n1.\tRoads are mended.\n2.\tPaths are paved.\n3.\tLamps are lit.\n");
    assert_eq!(shown(paper.document()), ["1. Roads are mended.", "2. Paths are paved.", "3. Lamps are lit."]);
    // A frame around a text is none either.
    let paper = word(&format!("<w:tbl>{}{}</w:tbl>", tr(&["In short"]), tr(&["1. Roads are mended."])));
    assert_eq!(shown(paper.document()).last().map(String::as_str), Some("1. Roads are mended."));
}

#[test]
fn a_page_that_is_laid_out_by_a_table_keeps_its_headings() {
    let body = tr(&["", "Purpose"])
        + &tr(&["1.", "This paper is about roads."])
        + &tr(&["", "Background"])
        + &tr(&["2.", "Roads were built in May."])
        + &tr(&["", "They are long."]);
    let paper = word(&format!("{}<w:tbl>{body}</w:tbl>", p("", "Roads")));
    let wanted = [
        "§ Purpose",
        "1: This paper is about roads.",
        "§ Background",
        "2: Roads were built in May.",
        "They are long.",
    ];
    assert_eq!(shown(paper.document()), wanted);
    assert!(!emit::markdown(paper.document()).contains('|'));
}

#[test]
fn a_list_may_run_through_the_second_column() {
    let body = p("", "Programme")
        + "<w:tbl>"
        + &tr(&["Area", "Work", "Office"])
        + &tr(&["Traffic", "1. Roads are mended", "Roads"])
        + &tr(&["", "2. Bridges are painted", "Works"])
        + &tr(&["Parks", "3. Benches are put up", "Leisure"])
        + "</w:tbl>"
        + &p("", "4. Members are invited to note the list.");
    let paper = word(&body);
    let items =
        ["1: Roads are mended | Roads", "2: Bridges are painted | Works", "3: Benches are put up | Leisure"];
    let have = shown(paper.document());
    assert!(items.iter().all(|item| have.iter().any(|line| line == item)), "{have:?}");
    assert_eq!(errors(&paper), [""; 0]);
}

#[test]
fn rows_are_items_whatever_their_cells_hold() {
    let cell = |texts: &[&str]| -> String {
        format!("<w:tc>{}</w:tc>", texts.iter().map(|text| p("", text)).collect::<String>())
    };
    let row = |cells: &[&[&str]]| -> String {
        format!("<w:tr>{}</w:tr>", cells.iter().map(|c| cell(c)).collect::<String>())
    };
    let body = p("", "Programme")
        + "<w:tbl>"
        + &tr(&["Item", "Work", "Office"])
        + &row(&[&["1."], &["Paths are paved", "They are long"], &["Roads"]])
        + &row(&[&["2."], &["Lamps are lit", "At night"], &["Lights"]])
        + &tr(&["3.", "Gates are oiled", "Parks"])
        + "</w:tbl>";
    let paper = word(&body);
    let wanted = [
        "table 1: #Item | #Work | #Office",
        "1: Paths are paved\nThey are long | Roads",
        "2: Lamps are lit\nAt night | Lights",
        "3: Gates are oiled | Parks",
    ];
    assert_eq!(shown(paper.document()), wanted);
}

/// A row of a Word file whose cells hold so many paragraphs.
fn tall(cells: &[&[&str]]) -> String {
    let cell = |texts: &&[&str]| {
        format!("<w:tc>{}</w:tc>", texts.iter().map(|text| p("", text)).collect::<String>())
    };
    format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>())
}

#[test]
fn paragraphs_of_cells_stay_apart_and_with_their_cells() {
    let body = p("", "Programme")
        + "<w:tbl>"
        + &tr(&["Item", "Work", "Note"])
        + &tall(&[&["Roads"], &["Paths are paved", "Lamps are lit"], &["In May", "Or in June"]])
        + &tall(&[&["1."], &["Benches are put up", "They are long"], &["In July", "At night"]])
        + &tall(&[&["Parks"], &["2. Gates are oiled", "They are old"], &[]])
        + &tall(&[&["Sea"], &["(a) Piers", "(b) Boats"], &[]])
        + "</w:tbl>"
        + &p("", "So ends the list.");
    let paper = word(&body);
    let wanted = [
        "table 1: #Item | #Work | #Note / Roads | Paths are paved\nLamps are lit | In May\nOr in June",
        "1: Benches are put up\nThey are long | In July\nAt night",
        "§ Parks",
        "2: Gates are oiled\nThey are old | ",
        "Sea",
        "1: Piers | ",
        "2. Boats",
        "So ends the list.",
    ];
    assert_eq!(shown(paper.document()), wanted);
    assert_eq!(errors(&paper), [""; 0]);
    assert_eq!(paper.rows()[0].text, "Benches are put up\tIn July They are long At night");
    let table = "| Roads | Paths are paved<br>Lamps are lit | In May<br>Or in June |\n";
    let markdown = emit::markdown(paper.document());
    assert!(markdown.contains(table), "{markdown}");
    let back = file("a.md", &markdown);
    assert_eq!(shown(back.document())[0], wanted[0]);
    let akn = emit::akn(paper.document(), &AknOptions::default()).unwrap();
    assert!(
        akn.split_whitespace()
            .collect::<String>()
            .contains("<td><p>Pathsarepaved</p><p>Lampsarelit</p></td>")
    );
}

#[test]
fn lists_in_several_cells_of_a_row_are_read_one_after_the_other() {
    let body = p("", "Offences")
        + "<w:tbl>"
        + &tr(&["Kind", "Offence", "Provision"])
        + &tall(&[
            &["Funds"],
            &["1. Dealing with funds", "2. Lending funds"],
            &["1. Section 4", "2. Section 5"],
        ])
        + "</w:tbl>"
        + &p("", "So ends the list.");
    let paper = word(&body);
    let items: Vec<String> =
        shown(paper.document()).into_iter().filter(|line| line.starts_with(['1', '2'])).collect();
    assert_eq!(items, ["1. Dealing with funds", "2. Lending funds", "1. Section 4", "2. Section 5"]);
}

#[test]
fn lines_of_cells_stay_apart_in_web_pages_and_markdown() {
    let page = "<h1>計劃</h1><table><tr><th>項目<th>工作<th>部門<tr><td rowspan=2>1.<td><p>鋪設石路</p><p>長十米</p>\
                <td>路政署<br>土木署<tr><td>橋面<td>兩座<tr><td>2.<td colspan=2>溝渠<br>全部<div>圍欄</div></table><p>完結。</p>";
    let wanted = [
        "table 1: #項目 | #工作 | #部門",
        "1: 鋪設石路\n長十米 | 路政署\n土木署",
        "table 1: 橋面 | 兩座",
        "2: 溝渠\n全部\n圍欄 2×1",
        "完結。",
    ];
    assert_eq!(shown(file("a.html", page).document()), wanted);
    let pipes = "# 計劃\n\n| 項目 | 工作 | 部門 |\n|---|---|---|\n| 1. | 鋪設石路<br>長十米 | 路政署 |\n\
                 | 2. | 溝渠 | 部門一<br>部門二 |\n| 餘下 | 橋<br>路 |  |\n\n完結。\n";
    let wanted = [
        "table 1: #項目 | #工作 | #部門",
        "1: 鋪設石路\n長十米 | 路政署",
        "2: 溝渠 | 部門一\n部門二",
        "table 1: 餘下 | 橋\n路 | ",
        "完結。",
    ];
    assert_eq!(shown(file("a.md", pipes).document()), wanted);
}

#[test]
fn a_table_in_a_cell_and_cells_of_one_text_lose_nothing() {
    let inner = format!("<w:tbl>{}{}</w:tbl>", tr(&["Paths", "Paved"]), tr(&["Lamps", "Lit"]));
    let around = format!(
        "<w:tr><w:tc>{}</w:tc><w:tc>{}{inner}{}</w:tc></w:tr>",
        p("", "Roads"),
        p("", "Works"),
        p("", "As agreed in May")
    );
    let under = |more: &str, cell: &str| {
        format!(
            "<w:tr><w:tc><w:tcPr><w:vMerge{more}/></w:tcPr>{}</w:tc><w:tc>{cell}</w:tc></w:tr>",
            p("", if more.is_empty() { "" } else { "Sea" })
        )
    };
    let body = p("", "Programme")
        + "<w:tbl>"
        + &tr(&["Area", "Work"])
        + &around
        + &under(r#" w:val="restart""#, &p("", "Piers"))
        + &under("", &(p("", "Boats") + &p("", "Nets")))
        + "</w:tbl>"
        + &p("", "So ends the list.");
    let wanted = [
        "table 1: Area | Work / Roads | Works",
        "table 2: Paths | Paved / Lamps | Lit",
        "As agreed in May",
        "table 1: Sea 1×2 | Piers / Boats\nNets",
        "So ends the list.",
    ];
    assert_eq!(shown(word(&body).document()), wanted);
}

#[test]
fn a_date_in_the_last_row_closes_no_paper() {
    let text = "Upkeep of parks\n\nThe parks were opened as follows.\n\nPark\tTrees\tOpened\nNorth\t30\tMay 2017\nSouth\t20\tJune 2018\n";
    let paper = lcpaper::parse(text);
    let wanted = "table 1: #Park | #Trees | #Opened / North | 30 | May 2017 / South | 20 | June 2018";
    assert_eq!(shown(paper.document()).last().map(String::as_str), Some(wanted));
    assert_eq!(paper.document().parts[0].issued, None);
}

#[test]
fn what_stands_over_a_column_is_no_marker() {
    for head in [
        "S. No. Kind East West",
        "L.N. No. Kind East West",
        "Item No. Kind East West",
        "項目 種類 東區 西區",
        "S. No.\tKind\tEast\tWest",
    ] {
        let text = format!(
            "Annex\n\nA. Benches\n\n1. They are painted.\n\nB. Trees\n\n{head}\n1. Oaks 30 15\n2. Limes 15 5\n\n\
             {head}\n1. Elms 10 5\n2. Pines 15 5\n\nC. Ponds\n\n1. They are cleaned.\n"
        );
        let paper = lcpaper::parse(&text);
        let mut markers = Vec::new();
        walk(paper.document(), |_, b| markers.extend(b.marker().map(|m| m.raw.to_string())));
        assert_eq!(markers, ["A.", "1.", "B.", "1.", "2.", "1.", "2.", "C.", "1."], "{head}");
        assert_eq!(errors(&paper), [""; 0], "{head}");
    }
}

#[test]
fn columns_in_two_languages_are_a_bilingual_paper() {
    let languages = |paper: &Paper<'_>| -> Vec<(String, u32, String)> {
        let rows = paper.rows();
        rows.iter().map(|r| (r.language.to_owned(), r.number.unwrap(), r.text.to_string())).collect()
    };
    let paper = lcpaper::parse(COLUMNS);
    assert_eq!(errors(&paper), [""; 0]);
    let rows = languages(&paper);
    assert_eq!(rows.len(), 8, "{rows:?}");
    assert_eq!(rows[0], ("zh-Hant".to_owned(), 1, "本文件介紹樹木護養安排。".to_owned()));
    assert_eq!(rows[1], ("en".to_owned(), 1, "This paper presents the care of trees.".to_owned()));
    let body = tr(&["目的", "Purpose"])
        + &tr(&["1. 本文件介紹樹木護養安排。", "1. This paper presents the care of trees."])
        + &tr(&["2. 樹木於2015年點算。", "2. Trees were counted in 2015."])
        + &tr(&["3. 請委員備悉。", "3. Members are invited to note the paper."]);
    let english_first = "<table><tr><th>No.<th>English<th>中文<tr><td>1.<td>Pave a path of 20 metres.<td>鋪設石路，長20米。\
                         <tr><td>2.<td>Mend the bridge.<td>修補橋面的裂縫。<tr><td>3.<td>Clear all ditches.<td>清理全部溝渠。</table>";
    let pipes = NUMBER_COLUMN.replace('\t', " | ");
    let pipes = pipes.lines().map(|line| format!("| {line} |\n")).collect::<String>();
    for paper in [
        word(&format!("<w:tbl>{body}</w:tbl>")),
        file("a.html", english_first),
        lcpaper::parse(NUMBER_COLUMN),
        lcpaper::parse(&pipes),
    ] {
        assert_eq!(errors(&paper), [""; 0]);
        let rows = languages(&paper);
        assert_eq!(rows.len(), 6, "{rows:?}");
        assert!(rows.chunks(2).all(|pair| pair[0].0 != pair[1].0 && pair[0].1 == pair[1].1), "{rows:?}");
    }
}

#[test]
fn every_format_that_has_tables_shows_them() {
    let paper = lcpaper::parse(PIPES);
    let markdown = emit::markdown(paper.document());
    assert!(
        markdown.contains("| 用途 | 金額（元） | 年份 |\n| --- | --- | --- |\n| 材料 | 12,000 | 2019 |"),
        "{markdown}"
    );
    assert!(
        markdown.contains("| 項目 | 內容 | 部門 |\n| --- | --- | --- |\n| 1. | 鋪設石路 | 路政署 |"),
        "{markdown}"
    );
    let page = emit::html(&[Checked::new("a.txt", &paper, &[])], Opening::Paper);
    assert!(page.contains("<th>用途</th>") && page.contains("<td>鋪設石路</td><td>路政署</td>"), "{page}");
    let akn = emit::akn(paper.document(), &AknOptions::default()).unwrap();
    let read = roxmltree::Document::parse(&akn).unwrap();
    let count = |name: &str| read.descendants().filter(|n| n.tag_name().name() == name).count();
    assert_eq!((count("table"), count("tr"), count("th"), count("td")), (4, 6, 6, 10));
    let source = Source::from_text("a.txt", PIPES);
    let mut json = Vec::new();
    emit::json(source.parse().document(), emit::Layout::Line, &mut json).unwrap();
    let back: Document<'_> = serde_json::from_slice(&json).unwrap();
    assert_eq!(&back, source.parse().document());
}

#[test]
fn footnotes_are_footnotes_in_markdown_and_on_the_page() {
    let text = "Plan\n\n1. The road was built in May,1 and the bridge in June.\n\n2. Lamps are lit.\n\n________________\n1 See the map of the town.\n";
    let paper = lcpaper::parse(text);
    assert_eq!(paper.document().notes.len(), 1);
    let markdown = emit::markdown(paper.document());
    assert!(
        markdown.contains("in May,[^1] and") && markdown.contains("\n[^1]: See the map of the town."),
        "{markdown}"
    );
    let page = emit::html(&[Checked::new("a.txt", &paper, &[])], Opening::Paper);
    assert!(
        page.contains("<sup><a href=\"#note-1\">1</a></sup>") && page.contains("id=\"note-1\""),
        "{page}"
    );
}

/// Lines with a pen, or as thin filled stretches, from each place to the next in points from the bottom left.
#[cfg(feature = "pdf")]
fn ruled(xs: &[u32], ys: &[u32], filled: bool) -> String {
    let (left, right) = (xs[0], xs[xs.len() - 1]);
    let (top, foot) = (ys[0], ys[ys.len() - 1]);
    let level = ys.iter().map(|y| match filled {
        true => format!("{left} {y} {} 0.5 re f\n", right - left),
        false => format!("{left} {y} m {right} {y} l S\n"),
    });
    let upright = xs.iter().map(|x| match filled {
        true => format!("{x} {foot} 0.5 {} re f\n", top - foot),
        false => format!("{x} {top} m {x} {foot} l S\n"),
    });
    level.chain(upright).collect()
}

#[cfg(feature = "pdf")]
fn drawn(contents: &[&str]) -> Paper<'static> {
    lcpaper::Options::new().name("a.pdf").parse_bytes(pages(contents, "", &[])).unwrap()
}

#[test]
#[cfg(feature = "pdf")]
fn rules_in_a_pdf_make_tables_that_go_on_over_pages() {
    let xs = [72, 110, 300, 420];
    let head = |y: u32| show(76, y, "No.") + &show(114, y, "Work") + &show(304, y, "Office");
    for filled in [false, true] {
        let first = show(72, 760, "Programme of works for the parks of the district")
            + &show(72, 730, "The works are listed below.")
            + &ruled(&xs, &[710, 690, 650, 610], filled)
            + &head(695)
            + &show(76, 675, "1.")
            // The lines of a cell stand between those of the next, which is in the middle of its row.
            + &show(114, 675, "Benches and gates in all")
            + &show(114, 660, "parks are painted.")
            + &show(304, 667, "Parks")
            + &show(76, 635, "2.")
            + &show(114, 635, "Paths are paved.")
            + &show(304, 635, "Roads")
            + &show(290, 30, "- 1 -");
        let second = ruled(&xs, &[770, 750, 710], filled)
            + &head(755)
            + &show(76, 735, "3.")
            + &show(114, 735, "Lamps are mended.")
            + &show(304, 735, "Lights")
            + &show(72, 680, "4. Fences are put up where they are missing.")
            + &show(290, 30, "- 2 -");
        let paper = drawn(&[&first, &second]);
        let wanted = [
            "The works are listed below.",
            "table 1: #No. | #Work | #Office",
            "1: Benches and gates in all parks are painted. | Parks",
            "2: Paths are paved. | Roads",
            "3: Lamps are mended. | Lights",
            "4. Fences are put up where they are missing.",
        ];
        assert_eq!(shown(paper.document()), wanted, "{}", paper.text());
        assert_eq!(errors(&paper), [""; 0]);
        let head = paper
            .source()
            .notes()
            .iter()
            .find_map(|note| note.text.clone().filter(|text| text.contains("Work")));
        assert_eq!(head.as_deref(), Some("No.\tWork\tOffice"));
    }
}

#[test]
#[cfg(feature = "pdf")]
fn cells_that_are_not_parted_by_a_rule_are_one() {
    let rules = ruled(&[72, 172, 272, 372], &[710, 690, 670, 650], false)
        // The head reaches over two columns, and the first cell over two rows.
        .replace("272 710 m 272 650 l S", "272 690 m 272 650 l S")
        .replace("72 670 m 372 670 l S", "172 670 m 372 670 l S");
    let content = show(72, 760, "The costs of the works of the year are these.")
        + &rules
        + &show(76, 695, "Time")
        + &show(176, 695, "Work and cost")
        + &show(76, 675, "Spring")
        + &show(176, 675, "Benches")
        + &show(276, 675, "300")
        + &show(176, 655, "Paths")
        + &show(276, 655, "500");
    let paper = drawn(&[&content]);
    assert_eq!(
        shown(paper.document())[1..],
        ["table 1: #Time | #Work and cost 2×1 / Spring 1×2 | Benches | 300 / Paths | 500"],
        "{}",
        paper.text()
    );
}

#[test]
#[cfg(feature = "pdf")]
fn a_frame_around_text_in_a_pdf_is_no_table() {
    let text = show(80, 700, "1. Benches are painted in the spring.") + &show(80, 680, "2. Paths are paved.");
    let framed = ruled(&[72, 500], &[720, 660], false) + &text;
    assert_eq!(drawn(&[&framed]).text(), drawn(&[&text]).text());
}
