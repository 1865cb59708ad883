//! Web pages: what a browser counts by itself, what it does not show, and the way
//! back from the text to the file.

use lcpaper::Options;
use lcpaper::read::{Encoding, Limits, Tracked};
use lcpaper::text::{Format, NoteKind, Place};
use lcpaper::{Source, SourceError};

fn options() -> Options {
    Options::new().format(Format::Html)
}

fn read(page: &str) -> Source {
    options().name("a.html").read_bytes(page.as_bytes()).unwrap()
}

fn lines(page: &str) -> Vec<String> {
    read(page).text().lines().filter(|l| !l.is_empty()).map(str::to_owned).collect()
}

fn told(page: &str, kind: NoteKind) -> Vec<String> {
    let source = read(page);
    let notes = source.notes().iter().filter(|n| n.kind == kind);
    notes.map(|n| n.text.clone().unwrap_or_default()).collect()
}

#[test]
fn items_are_numbered_as_a_browser_numbers_them() {
    let page = "<ol start=3><li>甲<li value=7>乙<li>丙<ol type=a><li>子<li>丑</ol><li></ol>
        <ol reversed><li>x<li>y</ol>
        <ol type=I start=-1><li>p<li>q<li>r</ol>
        <ol style='list-style-type: cjk-ideographic'><li>一段<li style='counter-set: list-item 12'>又</ol>
        <ol style='counter-reset: list-item 4'><li>s<li style='counter-increment: list-item 3'>t</ol>
        <ul><li>b<ul><li>c</ul></ul><ul style='list-style: none'><li>無</ul>";
    let wanted = [
        "3. 甲",
        "7. 乙",
        "8. 丙",
        "a. 子",
        "b. 丑",
        "9.",
        "2. x",
        "1. y",
        "-1. p",
        "0. q",
        "I. r",
        "一、一段",
        "十二、又",
        "5. s",
        "8. t",
        "• b",
        "◦ c",
        "無",
    ];
    assert_eq!(lines(page), wanted);
}

#[test]
fn counters_of_a_style_sheet_in_the_page_are_counted() {
    let page = r#"<style>
        /* as a word processor on the web writes its lists */
        ol.lst-0 { list-style-type: none } .lst-0 > li { counter-increment: lst-0 }
        ol.lst-0.start { counter-reset: lst-0 4 }
        .lst-0 > li:before { content: "(" counter(lst-0, lower-latin) ") " }
        body { counter-reset: h2 } h2::before { counter-increment: h2; content: counter(h2) "、" }
        h2 { counter-increment: h2 } .gone, .menu > .x { display: none }
        ul { counter-reset: n; list-style: none } ul li::before { counter-increment: n; content: counters(n, ".") " " }
        ul li { counter-increment: n } @media print { p { display: none } }
        </style>
        <h2>目的</h2><ol class="lst-0 start"><li>甲<li>乙</ol><p>間</p><ol class=lst-0><li>丙</ol>
        <h2>背景</h2><p class=gone>不見</p><ul><li>一<ul><li>二</ul><li>三</ul>"#;
    let wanted = ["1、目的", "(e) 甲", "(f) 乙", "間", "(g) 丙", "2、背景", "1 一", "1.1 二", "2 三"];
    assert_eq!(lines(page), wanted);
    assert_eq!(told(page, NoteKind::Hidden), ["不見"]);
}

#[test]
fn blanks_are_run_together_and_line_ends_between_ideographs_go() {
    assert_eq!(
        lines("<p>  一二\n  三四 五  <b>六</b>\n<i>seven</i>\neight&nbsp;nine</p>"),
        ["一二三四 五 六 seven eight\u{a0}nine"]
    );
    assert_eq!(
        read("<p>甲<br>乙<br><br>丙<pre>\n1.  a\n    b\n\nc</pre>").text(),
        "甲\n乙\n\n丙\n\n1.  a\n    b\n\nc\n"
    );
    assert_eq!(
        lines("<p>1&#46; &lt;a&gt; &amp;c<wbr>d <q>e</q> f<ruby>漢<rt>かん</rt></ruby>"),
        ["1. <a> &cd “e” f漢"]
    );
}

#[test]
fn rows_are_lines_of_cells_and_what_stands_in_a_table_is_in_order() {
    let page = "<table><caption>表</caption><tr><th>項<th>額<tr><td>1.<td><p>甲</p><p>乙</p>
        </table><table><tr><td>政府<br><br>省長<td><p>特區</p><p>司長</table><p>後";
    let source = read(page);
    assert_eq!(source.text(), "表\n\n項\t額\n\n1.\t甲\n\n乙\n\n政府\n省長\n\n特區\n司長\n\n後\n");
    let row = |text: &str| {
        source.hint(source.text().find(text).unwrap() as u32).unwrap().row.map(|r| (r.table, r.row))
    };
    assert_eq!((row("表"), row("項"), row("乙"), row("後")), (None, Some((1, 1)), Some((1, 2)), None));
}

#[test]
fn headings_and_lists_are_hints() {
    let source = read("<h2>題</h2><ul><li>一<ol><li>二</ol></ul><div role=heading aria-level=3>小題</div>");
    let hint = |text: &str| *source.hint(source.text().find(text).unwrap() as u32).unwrap();
    assert_eq!((hint("題").heading, hint("小題").heading), (Some(2), Some(3)));
    assert_eq!((hint("一").list, hint("二").list, hint("二").label), (1, 2, 2));
}

#[test]
fn what_is_there_for_the_site_is_left_out_and_told() {
    let page = "<body><header><a href=/>政府</a></header><nav><ul><li><a href=/a>主頁</a></ul></nav>
        <div class='site-menu'>選單</div><script>var a = '<p>x';</script><p hidden>隱
        <article><header><h1>題目</h1></header><p>正文一二三四五六七八九十，正文一二三四五六七八九十。</article>
        <p style='display:none'>藏<footer>版權</footer>";
    assert_eq!(lines(page), ["題目", "正文一二三四五六七八九十，正文一二三四五六七八九十。"]);
    assert_eq!(told(page, NoteKind::Hidden), ["隱", "藏"]);
    assert_eq!(told(page, NoteKind::Navigation), ["政府", "主頁", "選單", "版權", ""]);
}

#[test]
fn either_side_of_marked_changes_is_read() {
    let page = "<p>甲<del>舊</del><ins>新</ins>乙";
    assert_eq!(lines(page), ["甲新乙"]);
    assert_eq!(told(page, NoteKind::Tracked), ["舊"]);
    let options = options().tracked(Tracked::Original);
    let before = options.name("a.html").read_bytes(page.as_bytes()).unwrap();
    assert_eq!(before.text(), "甲舊乙\n");
}

#[test]
fn a_page_with_a_main_part_is_that_part() {
    let page = "<div>旁一</div>旁二<div><main><h1>題</h1><p>正文</p></main><div>旁三</div></div>";
    assert_eq!(lines(page), ["題", "正文"]);
    assert_eq!(told(page, NoteKind::Navigation), ["旁一", "旁二", "旁三"]);
    // A page whose main part is next to nothing is read whole.
    let page = format!("<main>。</main><p>{}</p>", "正文".repeat(40));
    assert_eq!(lines(&page).len(), 2);
}

#[test]
fn footnotes_are_told_beside_the_text_whoever_wrote_the_page() {
    for page in [
        // pandoc
        r##"<p>甲<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>乙</p>
            <section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1" role="doc-endnote"><p>註解<a
            href="#fnref1" class="footnote-back" role="doc-backlink">↩</a></p></li></ol></section>"##,
        // kramdown, as GOV.UK
        r##"<p>甲<sup id="fnref:1" role="doc-noteref"><a href="#fn:1" class="govuk-link" rel="footnote">[footnote 1]</a></sup>乙</p>
            <div class="footnotes" role="doc-endnotes"><ol><li id="fn:1" role="doc-endnote"><p>註解
            <a href="#fnref:1" class="reversefootnote" role="doc-backlink">↩</a></p></li></ol></div>"##,
        // Word
        r##"<p>甲<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>乙</p>
            <div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a>註解</p></div>"##,
        // LibreOffice
        r##"<p>甲<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>乙</p>
            <div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>註解</p></div>"##,
    ] {
        assert_eq!(lines(page), ["甲乙"], "{page}");
        let notes = told(page, NoteKind::Footnote);
        assert!(matches!(&notes[..], [note] if note.ends_with("註解")), "{notes:?} {page}");
    }
    // Contents that lead to headings and back are no notes.
    let page = r##"<p><a id=a href="#h">第一章</a></p><h2 id=h><a href="#a">第一章</a></h2>"##;
    assert_eq!(lines(page), ["第一章", "第一章"]);
}

#[test]
fn every_byte_leads_back_to_its_line_and_column() {
    let page = "<html><body>\r\n<p>一<b>二</b>三 &amp; 四\r\n五</p>\n\n<ol>\n  <li>甲</ol>\n";
    let source = read(page);
    assert_eq!(source.text(), "一二三 & 四五\n\n1. 甲\n");
    let place = |text: &str| source.place(source.text().find(text).unwrap() as u32);
    for (text, line, column) in [
        ("一", 2, 4),
        ("二", 2, 8),
        ("三", 2, 13),
        ("&", 2, 15),
        ("四", 2, 21),
        ("五", 3, 1),
        ("1.", 6, 3),
        ("甲", 6, 7),
    ] {
        assert_eq!(place(text), Place::Spot { line, column }, "{text}");
    }
    assert_eq!(source.hints()[1].place, Place::Line(6));
}

#[test]
fn the_charset_is_told_as_the_standard_tells_it() {
    let (big5, ..) = encoding_rs::BIG5.encode("<meta charset=big5><p>立法會");
    let source = options().name("a.html").read_bytes(big5).unwrap();
    assert_eq!((source.text(), source.info().encoding.as_str()), ("立法會\n", "Big5"));
    // A byte order mark is stronger than what the page says, and the user stronger than either.
    let marked = "\u{feff}<meta charset=big5><p>立法會".as_bytes().to_vec();
    assert_eq!(options().name("a.html").read_bytes(marked).unwrap().text(), "立法會\n");
    let told = options().encoding(Encoding::BIG5);
    let (bytes, ..) = encoding_rs::BIG5.encode("<meta charset=utf-8><p>立法會");
    assert_eq!(told.name("a.html").read_bytes(bytes).unwrap().text(), "立法會\n");
    let wrong = options().name("a.html").read_bytes(b"<meta charset=utf-8><p>\xa5\xdf");
    assert!(matches!(wrong, Err(SourceError::BadByte { offset: 23, encoding: "UTF-8", .. })), "{wrong:?}");
}

#[test]
fn pages_made_to_harm_end_in_a_limit_or_a_text() {
    let refused = |name: &str, page: String| match options().name("a.html").read_bytes(page.into_bytes()) {
        Err(SourceError::Limit { limit, .. }) => assert!(limit.contains(name), "{limit}"),
        other => panic!("{name}: {:?}", other.map(|s| s.text().len())),
    };
    refused("html_depth", "<div>".repeat(1_000_000));
    refused("html_depth", "<template>".repeat(100_000));
    refused("html_depth", format!("<p>{}x", "<b><i a=1>".repeat(100_000)));
    refused("attributes", format!("<p {}>", "a ".repeat(2_000_000)));
    refused("attributes", format!("<p {}>", (0..300_000).map(|n| format!("a{n}=1 ")).collect::<String>()));
    let mut limits = Limits::default();
    limits.html_nodes = 1000;
    let few = options().limits(limits);
    let many = few.name("a.html").read_bytes("<li>x".repeat(1000).into_bytes());
    assert!(
        matches!(many, Err(SourceError::Limit { ref limit, .. }) if limit.contains("html_nodes")),
        "{many:?}"
    );
    let million = read(&format!("<ol>{}", "<li>x".repeat(1_000_000)));
    assert!(million.text().ends_with("\n1000000. x\n"));
    assert!(read(&format!("<img src='data:,{}'>甲", "A".repeat(3_000_000))).text().ends_with("甲\n"));
    let rules = "p.a { list-style: none }".repeat(2000);
    for page in [
        "<table>".repeat(400),
        "<a href=#x id=x>1".repeat(40_000),
        "<table><tr><td>".repeat(100),
        "x<br><br>".repeat(200_000),
        format!("<style>{rules}</style><p class='{}'>", "a ".repeat(1_000_000)),
        format!("<ol style='list-style: \"{}\"'>{}", "a".repeat(1 << 20), "<li>".repeat(20_000)),
        format!("<style>p::before {{ content: '{}' }}</style>{}", "a".repeat(1 << 20), "<p>".repeat(20_000)),
    ] {
        read(&(page + "x"));
    }
    refused("comparisons", format!("<style>{rules}</style>{}", "<p class=a>".repeat(20_000)));
    // A note is told once, however often the text refers to it.
    let note = format!("<p id=n>{}{}</p>", "<i></i>".repeat(100_000), "x".repeat(5000));
    let page = "<a rel=footnote href=#n>1</a>".repeat(20_000) + &note;
    assert_eq!(told(&page, NoteKind::Footnote).len(), 1);
}

#[test]
fn pages_cut_anywhere_are_read() {
    let page = "<!doctype html><style>a{b:c}</style><ol><li style=\"list-style:'x'\">甲&amp;<table><tr><td>乙<script>x</script><p>丙";
    for end in (0..=page.len()).filter(|&end| page.is_char_boundary(end)) {
        read(&page[..end]);
    }
}
