//! Files that are broken, or made to harm: every one ends in a text or in an
//! error that says what is wrong, and none in a panic or a wait.

#[path = "support/docx.rs"]
mod docx;
#[cfg(feature = "pdf")]
#[path = "support/pdf.rs"]
mod pdf;

use std::fs;

use docx::{archive, docx, p};
use lcpaper::source::Limits;
use lcpaper::{Source, SourceError};

/// Containers that are flipped and cut, each small enough to be read often.
const CONTAINERS: &[&str] = &["paper.docx", "eten.pdf", "unicns.pdf", "numfmt_zoo.pdf"];

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

#[test]
fn flipped_bytes_never_panic() {
    for name in CONTAINERS {
        let whole = container(name);
        // A fixed walk over the file: the same places every time.
        let mut at = 12_345_usize;
        for n in 0..100_u8 {
            at = at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut bytes = whole.clone();
            let place = (at >> 16) % bytes.len();
            bytes[place] ^= 1 << (n % 8);
            survives(&format!("{name} with byte {place} flipped"), bytes);
        }
    }
}

#[test]
fn cut_files_never_panic() {
    for name in CONTAINERS {
        let whole = container(name);
        for n in 0..18 {
            let end = whole.len() * n / 18;
            survives(&format!("{name} cut at {end}"), whole[..end].to_vec());
        }
    }
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
    let body = p(&(r#"<w:pStyle w:val="A"/>"#.to_owned() + &docx::listed(1, 0)), "x");
    let source =
        Source::from_bytes("a", docx(&body, &[("styles", styles), ("numbering", numbering)])).unwrap();
    assert_eq!(source.text(), "x\n");
}

#[cfg(feature = "pdf")]
mod pages {
    use std::io::Write;
    use std::time::Duration;

    use super::pdf::{pages, pdf, show, stream};
    use super::*;
    use lcpaper::source::Options;

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

    #[test]
    fn a_stream_that_unpacks_past_the_limit_is_refused() {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(&vec![b' '; 9 << 20]).unwrap();
        let object = stream("/Filter/FlateDecode", &packer.finish().unwrap());
        let bytes = pages(&[&show(72, 700, "text")], "", &[object]);
        let limits = Limits { pdf_inflated_bytes: 8 << 20, ..Limits::default() };
        let options = Options { limits, ..Options::default() };
        match Source::from_bytes_with("a", bytes.clone(), &options) {
            Err(SourceError::Limit { limit, .. }) => assert!(limit.contains("pdf_inflated_bytes"), "{limit}"),
            other => panic!("{:?}", other.map(|s| s.text().len())),
        }
        assert_eq!(Source::from_bytes("a", bytes).unwrap().text(), "text\n");
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
        let limits = Limits { pdf_time: Duration::from_millis(300), ..Limits::default() };
        let options = Options { limits, ..Options::default() };
        assert!(Source::from_bytes_with("a", bytes, &options).is_err());
    }

    #[test]
    fn too_many_pages_are_refused() {
        let limits = Limits { pdf_pages: 1, ..Limits::default() };
        let options = Options { limits, ..Options::default() };
        let bytes = pages(&[&show(72, 700, "a"), &show(72, 700, "b")], "", &[]);
        match Source::from_bytes_with("a", bytes, &options) {
            Err(SourceError::Limit { limit, .. }) => assert!(limit.contains("pdf_pages"), "{limit}"),
            other => panic!("{:?}", other.map(|s| s.text().to_owned())),
        }
    }
}
