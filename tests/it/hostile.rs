//! Files that are broken, or made to harm: every one ends in a text or in an
//! error that says what is wrong, and none in a panic or a wait.

use std::fs;

use crate::support::docx::{archive, docx, listed, p};
use lcpaper::read::Limits;
use lcpaper::text::NoteKind;
use lcpaper::{Source, SourceError};

/// Containers that are flipped and cut, each small enough to be read often.
const CONTAINERS: &[&str] = &[
    "paper.docx",
    "lo.odt",
    "lo.rtf",
    "lo.html",
    "page.html",
    "hand.md",
    "pandoc.md",
    "eten.pdf",
    "unicns.pdf",
    "numfmt_zoo.pdf",
];

fn container(name: &str) -> Vec<u8> {
    fs::read(format!("fixtures/formats/{name}")).unwrap()
}

/// Reads, and fails on an error that no reader of ours gives: one of a thread
/// that panicked.
fn survives(what: &str, bytes: Vec<u8>) {
    if let Err(error) = Source::from_bytes(what, bytes) {
        let said = error.to_string();
        assert!(!said.contains("read to its end"), "{said}");
    }
}

fn refused_for(limit: &str, bytes: Vec<u8>) {
    match Source::from_bytes("a", bytes) {
        Err(SourceError::Limit { limit: said, .. }) => assert!(said.contains(limit), "{said}"),
        other => panic!("{limit}: {:?}", other.map(|s| s.text().len())),
    }
}

/// What became of damaged copies of one container.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcomes {
    /// The text came out as of the whole file.
    same: usize,
    /// Another text came out, and a note tells of damage.
    told: usize,
    /// Another text came out, without a word: the damage stands where the format
    /// has no checksum, such as in a page that is not packed.
    differs: usize,
    /// An error that says what is wrong.
    refused: usize,
}

/// Reads the damaged copies of every container, and prints what became of them.
fn survey(kind: &str, damage: impl Fn(&[u8]) -> Vec<Vec<u8>> + Sync) {
    println!(
        "| {kind} | files | same text | another, told | another, untold | typed error |\n|---|--:|--:|--:|--:|--:|"
    );
    let count = |name: &&str| {
        let whole = container(name);
        let text = Source::from_bytes(name, whole.clone()).unwrap().text().to_owned();
        let mut out = Outcomes::default();
        for bytes in damage(&whole) {
            match Source::from_bytes(name, bytes) {
                Ok(source) if source.text() == text => out.same += 1,
                Ok(source) if source.notes().iter().any(|n| n.kind == NoteKind::Unreadable) => out.told += 1,
                Ok(_) => out.differs += 1,
                Err(error) => {
                    // The error of a thread that panicked is none of ours.
                    let said = error.to_string();
                    assert!(!said.contains("read to its end"), "{said}");
                    out.refused += 1;
                }
            }
        }
        (name.to_string(), out)
    };
    let found: Vec<(String, Outcomes)> = std::thread::scope(|scope| {
        let threads: Vec<_> = CONTAINERS.iter().map(|name| scope.spawn(move || count(name))).collect();
        threads.into_iter().map(|t| t.join().unwrap()).collect()
    });
    for (name, o) in &found {
        let all = o.same + o.told + o.differs + o.refused;
        println!("| {name} | {all} | {} | {} | {} | {} |", o.same, o.told, o.differs, o.refused);
    }
    for (name, o) in found {
        // The parts of an archive are checked by their sums: damage is never read in silence.
        let summed = name.ends_with(".docx") || name.ends_with(".odt");
        assert!(!summed || o.differs == 0, "{name}: {o:?}");
    }
}

/// A fixed walk over numbers: the same every time.
fn walk() -> impl FnMut(usize) -> usize {
    let mut at = 12_345_usize;
    move |below| {
        at = at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (at >> 16) % below.max(1)
    }
}

#[test]
fn flipped_bytes_never_panic() {
    survey("one bit flipped", |whole| {
        let mut draw = walk();
        let flip = |n: u8| {
            let mut bytes = whole.to_vec();
            let place = draw(bytes.len());
            bytes[place] ^= 1 << (n % 8);
            bytes
        };
        (0..100).map(flip).collect()
    });
}

/// Files that are text all through can be put together anew, and are read, parsed and checked.
#[test]
fn pieces_of_a_file_in_other_places_never_panic() {
    let texts = CONTAINERS.iter().filter(|name| !name.ends_with("docx") && !name.ends_with("pdf"));
    for name in texts.filter(|name| !name.ends_with("odt")) {
        let whole = container(name);
        let mut draw = walk();
        for _ in 0..200 {
            let mut bytes = whole.clone();
            for _ in 0..=draw(8) {
                let from = draw(bytes.len());
                let piece = bytes[from..(from + draw(400)).min(bytes.len())].to_vec();
                let to = draw(bytes.len());
                let gone = to..(to + draw(2) * draw(400)).min(bytes.len());
                bytes.splice(gone, piece);
            }
            // Pieces begin in the middle of characters.
            let bytes = if name.ends_with("rtf") {
                bytes
            } else {
                String::from_utf8_lossy(&bytes).into_owned().into_bytes()
            };
            let Ok(source) = Source::from_bytes(name, bytes) else { continue };
            for at in (0..source.text().len() as u32).step_by(101) {
                let _ = source.place(at);
            }
            let _ = source.parse().check();
        }
    }
}

#[test]
fn cut_files_never_panic() {
    survey("cut short", |whole| {
        (1..=18).map(|n| whole[..(whole.len() * n / 18).min(whole.len() - 40)].to_vec()).collect()
    });
}

#[test]
fn a_part_that_unpacks_to_a_thousand_times_its_size_is_refused() {
    let body = p("", &" ".repeat(4 << 20));
    refused_for("docx_ratio", docx(&body, &[]));
}

#[test]
fn ten_thousand_nested_elements_are_refused() {
    let body = "<w:sdt>".repeat(10_000) + &"</w:sdt>".repeat(10_000);
    refused_for("xml_depth", docx(&body, &[]));
}

#[test]
fn a_document_type_is_refused() {
    let text = br#"<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "b">]><w/>"#;
    refused_for("document type", archive(&[("word/document.xml", text)]));
}

#[test]
fn too_many_entries_are_refused() {
    let names: Vec<String> = (0..=Limits::default().docx_entries).map(|n| n.to_string()).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
    refused_for("docx_entries", archive(&parts));
}

#[test]
fn xml_that_does_not_hold_together_is_refused_with_its_place() {
    for text in ["<w:p><w:r></w:p>", "<w:p>", "<w:p a=\"1\" a=\"2\"/>", "&unknown;"] {
        match Source::from_bytes("a", docx(text, &[])) {
            Err(SourceError::Docx { part, reason, .. }) => {
                assert_eq!(part, "word/document.xml");
                assert!(reason.starts_with("byte "), "{reason}");
            }
            other => panic!("{text}: {:?}", other.map(|s| s.text().to_owned())),
        }
    }
}

#[test]
fn styles_and_lists_that_refer_to_themselves_are_harmless() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>
        <w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>
        <w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#;
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let body = p(&(r#"<w:pStyle w:val="A"/>"#.to_owned() + &listed(1, 0)), "x");
    let source =
        Source::from_bytes("a", docx(&body, &[("styles", styles), ("numbering", numbering)])).unwrap();
    assert_eq!(source.text(), "x\n");
}

#[cfg(feature = "pdf")]
mod pages {
    use std::io::Write;
    use std::time::Duration;

    use super::*;
    use crate::support::pdf::{pages, pdf, show, stream};
    use lcpaper::Options;

    #[test]
    fn a_page_tree_that_is_its_own_child_ends() {
        let bytes = pdf(&[
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            b"<</Type/Pages/Count 2/Kids[3 0 R 2 0 R]>>".to_vec(),
            b"<</Type/Pages/Count 1/Kids[2 0 R 3 0 R]>>".to_vec(),
        ]);
        assert!(Source::from_bytes("a", bytes).is_err());
    }

    #[test]
    fn deep_and_huge_objects_are_harmless() {
        let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
        let dicts = format!("{}{}", "<</A".repeat(100_000), ">>".repeat(100_000));
        let content = show(72, 700, "text");
        for object in
            [deep, dicts, "<</Length 99999999999>>stream\nx\nendstream".to_owned(), "9".repeat(100_000)]
        {
            let bytes = pages(&[&content, &object], "/ExtGState 9 0 R", &[object.clone().into_bytes()]);
            survives("huge", bytes);
        }
    }

    fn deflated(data: &[u8], header: bool) -> Vec<u8> {
        let level = flate2::Compression::best();
        if header {
            let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), level);
            packer.write_all(data).unwrap();
            return packer.finish().unwrap();
        }
        let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), level);
        packer.write_all(data).unwrap();
        packer.finish().unwrap()
    }

    /// Codes that each stand for one byte more than the one before.
    fn lzw(bytes: usize) -> Vec<u8> {
        let (mut out, mut bits, mut held, mut made) = (Vec::new(), 0_u32, 0, 0);
        let mut put = |code: u32, width: u32| {
            bits = bits << width | code;
            held += width;
            while held >= 8 {
                held -= 8;
                out.push((bits >> held) as u8);
            }
        };
        while made < bytes {
            put(256, 9);
            put(u32::from(b' '), 9);
            // The width grows one code before the table needs it.
            for code in 258..4094_u32 {
                put(
                    code,
                    if code + 1 < 512 {
                        9
                    } else if code + 1 < 1024 {
                        10
                    } else if code + 1 < 2048 {
                        11
                    } else {
                        12
                    },
                );
                made += code as usize - 256;
            }
            // Clear while codes are still this wide.
            put(256, 12);
        }
        put(257, 9);
        put(0, 8);
        out
    }

    fn run_lengths(bytes: usize) -> Vec<u8> {
        [[129, b' '].repeat(bytes.div_ceil(128)), vec![128]].concat()
    }

    fn refused(what: &str, bytes: Vec<u8>, limits: &Limits) {
        assert!(bytes.len() < 1 << 20, "{what}: {} bytes are no bomb", bytes.len());
        let options = Options::new().limits(limits.clone());
        match options.clone().name("a").read_bytes(bytes.clone()) {
            Err(SourceError::Limit { limit, .. }) => {
                assert!(limit.contains("pdf_inflated_bytes"), "{what}: {limit}");
            }
            other => panic!("{what}: {:?}", other.map(|s| s.text().len())),
        }
        assert_eq!(Source::from_bytes("a", bytes).unwrap().text(), "text\n", "{what}");
    }

    #[test]
    fn streams_that_unpack_past_the_limit_are_refused_whatever_packs_them() {
        const SIZE: usize = 9 << 20;
        let mut limits = Limits::default();
        limits.pdf_inflated_bytes = 8 << 20;
        let blank = vec![b' '; SIZE];
        let hex = |data: &[u8]| data.iter().map(|b| format!("{b:02x}")).collect::<String>().into_bytes();
        let packed = [
            ("/Filter/FlateDecode", deflated(&blank, true)),
            ("/Filter/FlateDecode", deflated(&blank, false)),
            ("/Filter/LZWDecode", lzw(SIZE)),
            ("/Filter/L#5AW", lzw(SIZE)),
            ("/Filter/RunLengthDecode", run_lengths(SIZE)),
            ("/Filter[/ASCIIHexDecode/RL]", hex(&run_lengths(SIZE))),
            ("/Filter[/AHx/Fl/Fl]", hex(&deflated(&deflated(&blank, true), true))),
            ("/Filter[/FlateDecode/RunLengthDecode]", deflated(&run_lengths(SIZE), true)),
            ("/Filter[/Fl/LZW]", deflated(&lzw(SIZE), true)),
            ("/Filter 7 0 R", run_lengths(SIZE)),
            // What stands in a comment ends no dictionary.
            ("/Filter/RL % endobj 9 0 obj\n", run_lengths(SIZE)),
        ];
        for (entries, data) in packed {
            let more = [stream(entries, &data), b"/RunLengthDecode".to_vec()];
            refused(entries, pages(&[&show(72, 700, "text")], "", &more), &limits);
        }
        // Nothing is too much that stays below the limit.
        let fits = stream("/Filter/LZWDecode", &lzw(7 << 20));
        let options = Options::new().limits(limits);
        let bytes = pages(&[&show(72, 700, "text")], "", &[fits]);
        assert_eq!(options.clone().name("a").read_bytes(bytes).unwrap().text(), "text\n");
    }

    #[test]
    fn the_page_itself_may_be_a_bomb_of_any_packing() {
        let mut limits = Limits::default();
        limits.pdf_inflated_bytes = 1 << 20;
        let options = Options::new().limits(limits);
        for (entries, data) in [
            ("/Filter/LZWDecode", lzw(2 << 20)),
            ("/Filter/RunLengthDecode", run_lengths(2 << 20)),
            (
                "/Filter[/AHx/Fl]",
                deflated(&vec![b' '; 2 << 20], true)
                    .iter()
                    .flat_map(|b| format!("{b:02x}").into_bytes())
                    .collect(),
            ),
        ] {
            let bytes = pdf(&[
                b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
                b"<</Type/Pages/Count 1/Kids[3 0 R]>>".to_vec(),
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>".to_vec(),
                stream(entries, &data),
            ]);
            match options.clone().name("a").read_bytes(bytes) {
                Err(SourceError::Limit { limit, .. }) => assert!(limit.contains("pdf_inflated_bytes")),
                other => panic!("{entries}: {:?}", other.map(|s| s.text().len())),
            }
        }
    }

    #[test]
    fn streams_inside_one_another_are_not_read_over_and_over() {
        // Each keyword starts a stream that reaches to the end, and unpacks to nothing.
        let clear = [0x80, 0x40, 0x20, 0x10, 0x08, 0x04, 0x02, 0x01, 0x00];
        let one = [&b"1 0 obj<</Filter/LZWDecode>>stream\n"[..], &clear.repeat(100)].concat();
        let bytes = [b"%PDF-1.7\n".to_vec(), one.repeat(2000)].concat();
        assert!(Source::from_bytes("a", bytes).is_err());
    }

    #[test]
    fn forms_that_draw_each_other_tenfold_are_stopped() {
        let forms: Vec<Vec<u8>> = (0..30)
            .map(|n| {
                let draws = "/X Do ".repeat(10);
                let next = format!(
                    "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>",
                    7 + n
                );
                stream(&next, draws.as_bytes())
            })
            .collect();
        let bytes = pages(&["/X Do"], "/XObject<</X 6 0 R>>", &forms);
        let mut limits = Limits::default();
        limits.pdf_time = Duration::from_millis(300);
        let options = Options::new().limits(limits);
        assert!(options.clone().name("a").read_bytes(bytes).is_err());
    }

    #[test]
    fn too_many_pages_are_refused() {
        let mut limits = Limits::default();
        limits.pdf_pages = 1;
        let options = Options::new().limits(limits);
        let bytes = pages(&[&show(72, 700, "a"), &show(72, 700, "b")], "", &[]);
        match options.clone().name("a").read_bytes(bytes) {
            Err(SourceError::Limit { limit, .. }) => assert!(limit.contains("pdf_pages"), "{limit}"),
            other => panic!("{:?}", other.map(|s| s.text().to_owned())),
        }
    }
}

#[test]
fn a_part_that_is_not_where_the_file_says_is_refused() {
    let relation = |kind: &str, target: &str| {
        format!(r#"<Relationships><Relationship Id="a" Type="x/{kind}" Target="{target}"/></Relationships>"#)
    };
    let (root, main) = (relation("officeDocument", "word/document.xml"), relation("numbering", "lists.xml"));
    let parts: [(&str, &[u8]); 3] = [
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", b"<w:document><w:body/></w:document>"),
        ("word/_rels/document.xml.rels", main.as_bytes()),
    ];
    let said = Source::from_bytes("a", archive(&parts)).unwrap_err().to_string();
    assert!(said.contains("word/lists.xml: is referred to, but is not in the archive"), "{said}");
}

#[test]
fn a_part_with_two_names_is_refused() {
    let mut bytes = docx(&p("", "x"), &[("numbering", "")]);
    let name = b"word/numbering.xml";
    let first = bytes.windows(name.len()).position(|w| w == name).unwrap();
    bytes[first] = b'W';
    let said = Source::from_bytes("a", bytes).unwrap_err().to_string();
    assert!(said.contains("has another name"), "{said}");
}

#[test]
fn names_that_lead_out_of_the_archive_lead_nowhere() {
    // No part is ever written to the disk; a name with `..` in it is a name.
    for target in ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\..\\windows\\win.ini"]
    {
        let relations = format!(
            r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="{target}"/></Relationships>"#
        );
        let parts: [(&str, &[u8]); 2] =
            [("_rels/.rels", relations.as_bytes()), ("../../word/document.xml", b"<w:document/>")];
        let error = Source::from_bytes("a", archive(&parts)).unwrap_err();
        assert!(matches!(error, SourceError::Binary { .. } | SourceError::Docx { .. }), "{error}");
    }
}
