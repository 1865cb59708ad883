//! OpenDocument: what the word processor counts by itself, and what it keeps beside
//! the running text.

use lcpaper::Options;
use lcpaper::read::{Limits, Tracked};
use lcpaper::text::{Format, NoteKind, Place};
use lcpaper::{Source, SourceError};

use crate::support::docx::archive;

const NAMES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0""#;

fn content(styles: &str, body: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    )
}

fn odt(styles: &str, body: &str) -> Vec<u8> {
    let content = content(styles, body);
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())])
}

fn read(styles: &str, body: &str) -> Source {
    let source = Source::from_bytes("a.bin", odt(styles, body)).unwrap();
    assert_eq!(source.info().format, Format::Odt);
    source
}

fn lines(source: &Source) -> Vec<&str> {
    source.text().lines().filter(|l| !l.is_empty()).collect()
}

fn level(at: u32, more: &str) -> String {
    format!(r#"<text:list-level-style-number text:level="{at}" {more}/>"#)
}

fn list(name: &str, levels: &str) -> String {
    format!(r#"<text:list-style style:name="{name}">{levels}</text:list-style>"#)
}

fn item(inside: &str) -> String {
    format!("<text:list-item>{inside}</text:list-item>")
}

fn p(text: &str) -> String {
    format!("<text:p>{text}</text:p>")
}

#[test]
fn lists_count_on_start_over_and_nest_as_the_word_processor_counts() {
    let styles =
        list(
            "L",
            &(level(1, r#"style:num-format="一, 二, 三, ..." style:num-suffix="、""#)
                + &level(
                    2,
                    r#"style:num-format="a" style:num-prefix="(" style:num-suffix=")" text:start-value="2""#,
                )
                + &level(3, r#"style:num-format="1" text:display-levels="3" style:num-suffix=".""#)),
        ) + &list("B", r#"<text:list-level-style-bullet text:level="1" text:bullet-char="&#xf0b7;"/>"#);
    let inner = |inside: &str| format!("<text:list>{inside}</text:list>");
    let outer =
        |more: &str, inside: &str| format!(r#"<text:list text:style-name="L" {more}>{inside}</text:list>"#);
    let body = outer(
        r#"xml:id="x""#,
        &(item(&p("x"))
            + &item(&(p("x") + &inner(&(item(&p("x")) + &item(&(p("x") + &inner(&item(&p("x")))))))))),
    ) + &p("間")
        + &outer(r#"text:continue-numbering="true""#, &item(&inner(&item(&p("x")))))
        + &outer(
            r#"text:continue-list="x""#,
            &(item(&(p("x") + &p("續"))) + r#"<text:list-header><text:p>首</text:p></text:list-header>"#),
        )
        + &outer(
            "",
            &(item(&p("x")) + r#"<text:list-item text:start-value="9"><text:p>x</text:p></text:list-item>"#),
        )
        + r#"<text:list text:style-name="B">"#
        + &item(&p("點"))
        + "</text:list>";
    let wanted = [
        "一、 x",
        "二、 x",
        "(b) x",
        "(c) x",
        "二.c.1. x",
        "間",
        "(d) x",
        "三、 x",
        "續",
        "首",
        "一、 x",
        "九、 x",
        "• 點",
    ];
    let source = read(&styles, &body);
    assert_eq!(lines(&source), wanted);
    let hint = source.hint(source.text().find("(d)").unwrap() as u32).unwrap();
    assert_eq!((hint.list, hint.label, hint.place), (2, 3, Place::Paragraph(7)));
}

#[test]
fn headings_are_numbered_by_the_outline() {
    let styles = r#"<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>
        <text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>"#;
    let h = |level: u32, more: &str| format!(r#"<text:h text:outline-level="{level}" {more}>x</text:h>"#);
    let body = h(1, "")
        + &h(2, "")
        + &h(2, "")
        + &h(1, "")
        + &h(2, "")
        + &h(1, r#"text:is-list-header="true""#)
        + &h(1, r#"text:restart-numbering="true" text:start-value="7""#);
    let source = read(styles, &body);
    assert_eq!(lines(&source), ["I. x", "I.1 x", "I.2 x", "II. x", "II.1 x", "x", "VII. x"]);
    assert_eq!(source.hints()[1].heading, Some(2));
}

#[test]
fn either_side_of_tracked_changes_is_read() {
    let body = r#"<text:tracked-changes>
        <text:changed-region text:id="i"><text:insertion><office:change-info/></text:insertion></text:changed-region>
        <text:changed-region text:id="d"><text:deletion><office:change-info><text:p>某人</text:p></office:change-info><text:p>舊</text:p></text:deletion></text:changed-region>
        </text:tracked-changes><text:p>甲<text:change-start text:change-id="i"/>新<text:change-end text:change-id="i"/>乙<text:change text:change-id="d"/>丙</text:p>"#;
    let source = read("", body);
    assert_eq!(source.text(), "甲新乙丙\n");
    assert!(source.notes().iter().any(|n| n.kind == NoteKind::Tracked));
    let options = Options::new().tracked(Tracked::Original);
    let before = options.name("a.odt").read_bytes(odt("", body)).unwrap();
    assert_eq!(before.text(), "甲乙舊丙\n");
}

#[test]
fn tables_are_rows_and_blanks_are_those_of_the_file() {
    let cell = |inside: &str| format!("<table:table-cell>{inside}</table:table-cell>");
    let body = format!(
        "<table:table><table:table-row>{}{}</table:table-row><table:table-row>{}<table:covered-table-cell><text:p>z</text:p></table:covered-table-cell></table:table-row></table:table>{}",
        cell(&p("1.")),
        cell(&p("甲 \n  乙")),
        cell(&p("丙")),
        p(" x<text:s text:c=\"2\"/>y<text:tab/><text:line-break/>z<text:soft-page-break/>"),
    );
    let source = read("", &body);
    assert_eq!(source.text(), "1.\t甲 乙\n\n丙\n\nx  y\t\nz\n");
}

#[test]
fn what_is_left_out_is_told() {
    let styles = r#"<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>"#;
    let body = r#"<text:p>前<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>註</text:p></text:note-body></text:note><text:span
        text:style-name="H">隱</text:span><office:annotation><text:p>評</text:p></office:annotation><draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>後</text:p>
        <text:section text:display="none"><text:p>藏</text:p></text:section>"#;
    let source = read(styles, body);
    assert_eq!(source.text(), "前後\n");
    let told: Vec<_> =
        source.notes().iter().map(|n| (n.kind, n.text.as_deref().unwrap_or_default())).collect();
    let wanted = [
        (NoteKind::Hidden, "隱"),
        (NoteKind::Comment, "評"),
        (NoteKind::TextBox, "框"),
        (NoteKind::Footnote, "註"),
        (NoteKind::Hidden, "藏"),
    ];
    assert_eq!(told, wanted);
}

#[test]
fn flat_files_are_read_by_their_name() {
    let flat = content("", &p("甲"));
    assert_eq!(Source::from_bytes("a.fodt", flat.into_bytes()).unwrap().text(), "甲\n");
}

#[test]
fn files_that_are_broken_locked_or_made_to_harm_are_refused_by_name() {
    let says = |bytes: Vec<u8>, what: &str| {
        let options = Options::new().format(Format::Odt);
        match options.name("a.odt").read_bytes(bytes) {
            Err(error) => assert!(error.to_string().contains(what), "{what}: {error}"),
            Ok(source) => panic!("{what}: {}", source.text().len()),
        }
    };
    let locked = b"<manifest><encryption-data/></manifest>";
    says(archive(&[("content.xml", b"x"), ("META-INF/manifest.xml", locked)]), "with a password");
    says(archive(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), "content.xml");
    says(archive(&[("content.xml", b"<a/>")]), "without a text");
    says(odt("", &"<text:section>".repeat(1000)), "xml_depth");
    says(archive(&[("content.xml", &vec![b' '; 70 << 20])]), "docx_ratio");
    says(b"{}".to_vec(), "without a text");
    let whole = odt("", &p("甲"));
    for end in 0..whole.len() {
        assert!(matches!(
            Source::from_bytes("a.odt", whole[..end].to_vec()),
            Ok(_)
                | Err(SourceError::Docx { .. }
                    | SourceError::Binary { .. }
                    | SourceError::Nul { .. }
                    | SourceError::NotUtf8 { .. })
        ));
    }
    // What was deleted stood in one place.
    let deleted = format!(
        r#"<text:tracked-changes><text:changed-region text:id="d"><text:deletion><text:p>{}</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>{}</text:p>"#,
        "x".repeat(100_000),
        r#"<text:change text:change-id="d"/>"#.repeat(50_000)
    );
    let mut limits = Limits::default();
    limits.docx_ratio = 10_000;
    let options = Options::new().tracked(Tracked::Original).limits(limits);
    let once = options.name("a.odt").read_bytes(odt("", &deleted)).unwrap();
    assert_eq!(once.text().len(), 100_001);
    let blanks = read("", &p(&r#"<text:s text:c="4000000000"/>"#.repeat(100)));
    assert!(blanks.text().len() < 200_000);
    let items = "<text:list-item><text:p>x</text:p></text:list-item>".repeat(200_000);
    let styles = list("L", &level(1, r#"style:num-format="1" style:num-suffix=".""#));
    let bytes = odt(&styles, &format!(r#"<text:list text:style-name="L">{items}</text:list>"#));
    let mut limits = Limits::default();
    limits.docx_ratio = 10_000;
    let options = Options::new().limits(limits);
    let many = options.name("a.odt").read_bytes(bytes).unwrap();
    assert!(many.text().ends_with("\n200000. x\n"));
}
