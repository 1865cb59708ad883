//! Rich Text: characters in their code pages, numbers in the text or counted, and
//! what is kept beside the running text.

use lcpaper::Options;
use lcpaper::read::{Limits, Tracked};
use lcpaper::text::{Format, NoteKind, Place};
use lcpaper::{Source, SourceError};

fn open(text: &str) -> Result<Source, SourceError> {
    Source::from_bytes("a.bin", text.as_bytes().to_vec())
}

fn unbroken(text: &str) -> String {
    text.lines().map(str::trim_start).collect()
}

fn read(text: &str) -> Source {
    // The tests' own lines are no part of the file.
    let source = open(&format!("{{\\rtf1\\ansi{}}}", unbroken(text))).unwrap();
    assert_eq!(source.info().format, Format::Rtf);
    source
}

#[test]
fn characters_are_read_in_the_code_page_of_their_font() {
    let fonts = r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset136 B;}{\f2\fcharset134 C;}}";
    let source = read(&format!(r"\ansicpg1252{fonts}\f1 \'a5\'df\f2 \'bb\'e1\f0 caf\'e9\~\emdash\par"));
    assert_eq!(source.text(), "立会café\u{a0}—\n");
    // Without a font's own it is the file's; a lead byte may go with a letter as it stands.
    assert_eq!(read(r"\ansicpg950 \'a5\'df\'a5@").text(), "立世\n");
}

#[test]
fn characters_by_number_pass_over_what_stands_in_for_them() {
    assert_eq!(
        read(r"\u31435?\uc2\u27861\'a5\'dfx{\uc0\u26371 y}\u-10174 ab\u-8247 abz").text(),
        "立法x會y𠯉z\n"
    );
}

#[test]
fn numbers_are_taken_from_the_text_or_counted() {
    let lists = r"{\*\listtable{\list{\listlevel\levelnfc0\levelstartat3{\leveltext\'02\'00.;}{\levelnumbers\'01;}}
        {\listlevel\levelnfc4\levelfollow2{\leveltext\'03(\'01);}{\levelnumbers\'02;}}\listid7}}
        {\*\listoverridetable{\listoverride\listid7\ls1}}";
    let body = r"\pard\ls1 a\par b\par\pard\ls1\ilvl1 c\par d\par\pard\ls1 e\par
        {\listtext\pard\plain 9.\tab}\pard\ls1 f\par\pard g\par";
    let source = read(&format!("{lists}{body}"));
    assert_eq!(source.text(), "3. a\n\n4. b\n\n(a)c\n\n(b)d\n\n5. e\n\n9. f\n\ng\n");
    let hint = source.hints()[2];
    assert_eq!((hint.list, hint.label, hint.place), (2, 3, Place::Paragraph(3)));
}

#[test]
fn headings_tables_and_line_breaks_are_as_in_a_word_file() {
    let styles = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 Heading;}}";
    let body = r"\pard\s1 題\par\pard\trowd\cellx1\cellx2\intbl 1.\cell a\par b\cell\row\trowd\intbl c\cell d\cell\row\pard e\line f\par";
    let source = read(&format!("{styles}{body}").replace('題', r"\u38988?"));
    assert_eq!(source.text(), "題\n\n1.\ta\n\nb\n\nc\td\n\ne\nf\n");
    assert_eq!(source.hints()[0].heading, Some(1));
    assert_eq!(source.hints()[3].row.map(|r| (r.table, r.row)), Some((1, 2)));
}

#[test]
fn what_is_left_out_is_told_and_either_side_of_changes_read() {
    let body = r"{\header top\par}{\*\unknown junk}{\info{\title t}}{\*\shppict{\pict\bin3 }}}}}a{\footnote\pard note\par}{\v hid}{\deleted del}{\revised ins}
        {\field{\*\fldinst PAGE}{\fldrslt 5}}{\*\annotation com}{\shp{\*\shpinst\shpleft1{\sp{\sn x}{\sv y}}{\shptxt box\par}}}z\par";
    let source = read(body);
    assert_eq!(source.text(), "ains5z\n");
    let told: Vec<_> =
        source.notes().iter().map(|n| (n.kind, n.text.as_deref().unwrap_or_default())).collect();
    let wanted = [
        (NoteKind::RunningHeader, "top"),
        (NoteKind::Footnote, "note"),
        (NoteKind::Hidden, "hid"),
        (NoteKind::Comment, "com"),
        (NoteKind::TextBox, "box"),
        (NoteKind::Tracked, ""),
    ];
    assert_eq!(told, wanted);
    let options = Options::new().tracked(Tracked::Original);
    let whole = format!("{{\\rtf1{}}}", unbroken(body)).into_bytes();
    assert_eq!(options.name("a.rtf").read_bytes(whole).unwrap().text(), "adel5z\n");
}

#[test]
fn files_that_are_broken_or_made_to_harm_end_in_an_error_or_a_text() {
    let says = |text: &str, what: &str| {
        let error = open(text).unwrap_err().to_string();
        assert!(error.contains(what), "{what}: {error}");
    };
    says(&format!("{{\\rtf1{}", "{".repeat(1_000_000)), "rtf_depth");
    says("{\\rtf1 a\\par b", "ends inside a group");
    says("{\\rtf1\\ansicpg950 \\'a5}", "is not Big5");
    let mut limits = Limits::default();
    limits.rtf_depth = 3;
    let options = Options::new().limits(limits);
    assert!(options.name("a.rtf").read_bytes(b"{\\rtf1{{{x}}}}").is_err());
    let items = read(&r"{\listtext 1.\tab}x\par".repeat(200_000));
    assert!(items.text().starts_with("1. x\n\n1. x\n"));
    read(&r"a{\footnote n}\par".repeat(100_000));
    read(&format!(
        r"{{\*\listtable{}}}{}",
        r"{\list\listlevel\listid1}".repeat(50_000),
        r"\ls1 x\par".repeat(50_000)
    ));
    let text = r"{\rtf1\ansicpg950{\fonttbl{\f0\fcharset136 A;}}{\*\listtable{\list{\listlevel{\leveltext\'02\'00.;}}\listid1}}\pard\intbl\u31435?\'a5\'df\cell\row{\footnote n}\bin9}";
    for end in 0..text.len() {
        assert!(open(&text[..end]).is_err() || end < 6, "{end}");
    }
    for junk in [
        r"\u99999999999?",
        r"\uc-5\u5",
        r"\bin-1",
        r"\cell\row\cell",
        r"\ls1\ilvl99 x\par",
        r"\'zz\*\*{\*}",
        r"\levelstartat-1\listlevel",
    ] {
        read(junk);
    }
}
