//! The reference paper in every encoding and container reads as the same text.

use encoding_rs::{BIG5, GB18030};
use lcpaper::read::Encoding;
use lcpaper::text::{NoteKind, Place};
use lcpaper::{Source, SourceError};

const PAPER: &str = include_str!("../../fixtures/2017-work-plan-zh.txt");

/// The paper in every encoding that is read without being named, with the
/// length of its byte order mark.
fn encoded() -> Vec<(Encoding, usize, Vec<u8>)> {
    let utf16 = |swap: bool| -> Vec<u8> {
        let bytes = |unit: u16| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() };
        PAPER.encode_utf16().flat_map(bytes).collect()
    };
    let legacy = |encoding: &'static encoding_rs::Encoding| {
        let (bytes, _, unmapped) = encoding.encode(PAPER);
        assert!(!unmapped, "the paper does not fit into {}", encoding.name());
        bytes.into_owned()
    };
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    vec![
        (Encoding::UTF_8, 0, PAPER.as_bytes().to_vec()),
        (Encoding::UTF_8, 3, marked(b"\xEF\xBB\xBF", PAPER.as_bytes())),
        (Encoding::UTF_16LE, 0, utf16(false)),
        (Encoding::UTF_16LE, 2, marked(b"\xFF\xFE", &utf16(false))),
        (Encoding::UTF_16BE, 0, utf16(true)),
        (Encoding::UTF_16BE, 2, marked(b"\xFE\xFF", &utf16(true))),
        (Encoding::BIG5, 0, legacy(BIG5)),
        (Encoding::GB18030, 0, legacy(GB18030)),
    ]
}

#[test]
fn every_encoding_gives_the_same_text() {
    for (encoding, mark, bytes) in encoded() {
        let source = Source::from_bytes("paper.txt", bytes).unwrap_or_else(|e| panic!("{encoding}: {e}"));
        assert!(source.text() == PAPER, "{encoding}: the text differs");
        assert_eq!(source.info().encoding, encoding.name());
        let told = source.notes().iter().filter(|n| n.kind == NoteKind::Encoding).count();
        assert_eq!(
            told,
            usize::from(encoding != Encoding::UTF_8 && mark == 0),
            "{encoding}: {:?}",
            source.notes()
        );
        assert_eq!(source.place(3), Place::Line(source.line(3)));
    }
}

#[test]
fn one_broken_byte_is_refused_where_it_stands() {
    // A character of the running text: its first byte becomes one that the
    // encoding does not allow, its UTF-16 unit half of a surrogate pair.
    let before = PAPER.match_indices('雙').nth(1).unwrap().0;
    for (encoding, mark, mut bytes) in encoded() {
        let wide = encoding == Encoding::UTF_16LE || encoding == Encoding::UTF_16BE;
        let at = mark
            + match encoding.name() {
                "UTF-8" => before,
                "Big5" => BIG5.encode(&PAPER[..before]).0.len(),
                "gb18030" => GB18030.encode(&PAPER[..before]).0.len(),
                _ => PAPER[..before].encode_utf16().count() * 2,
            };
        bytes[at + usize::from(encoding == Encoding::UTF_16LE)] = if wide { 0xDC } else { 0xFF };
        match Source::from_bytes("paper.txt", bytes) {
            Err(SourceError::BadByte { offset, encoding: named, .. }) => {
                assert_eq!((offset, named), (at, encoding.name()));
            }
            other => panic!("{encoding}: {:?}", other.map(|s| s.info().encoding.clone())),
        }
    }
}

#[test]
fn a_file_cut_in_mid_character_is_refused() {
    let end = PAPER.rfind('日').unwrap();
    for (encoding, _, bytes) in encoded() {
        let cut = match encoding.name() {
            "UTF-8" => bytes.len() - PAPER[end..].len() + 1,
            "Big5" | "gb18030" => bytes.len() - PAPER[end..].len() + 2,
            _ => bytes.len() - 1,
        };
        assert!(Source::from_bytes("paper.txt", bytes[..cut].to_vec()).is_err(), "{encoding}");
    }
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    for (bytes, says) in [
        (&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"[..], "soffice --headless --convert-to docx"),
        (b"\x89PNG\r\n\x1a\n\0\0", "OCR"),
        (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: x", "save the page as HTML"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "byte 7 is NUL"),
        (b"\xFF\xFE\0\0a\0\0\0", "UTF-32"),
        (b"\xe7\xb2\xb5\xe6\xb8\xaf\x80\xff bad", "byte 6 (0x80)"),
    ] {
        let error = Source::from_bytes("-", bytes.to_vec()).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
}
