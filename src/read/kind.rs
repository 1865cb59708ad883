//! Which format a file is in: by its first bytes, and by its name only where they
//! are text. A text is read as one with marks in it where its name says so; where
//! only its content looks like it, that is told.

use std::path::Path;

use super::error::SourceError;
use crate::text::{Format, Note, NoteKind};

/// How far into a file a PDF's header may stand: mail gateways and scanners put
/// lines of their own before it.
const PDF_HEADER_WITHIN: usize = 1024;

/// How much of a text is looked at to tell whether it has marks in it.
const LOOK_AT: usize = 1 << 16;

/// Kinds that are known and not read: their first bytes, what they are, what to do.
const UNREAD: &[(&[u8], &str, &str)] = &[
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Word file (.doc) or an encrypted Office file",
        "convert it with `soffice --headless --convert-to docx FILE` (LibreOffice), or save it as .docx without a password",
    ),
    (b"From: <Saved by", "a web archive (.mht)", "save the page as HTML instead"),
    (
        b"MIME-Version:",
        "a web archive (.mht) or a mail",
        "save the page or the mail's attachment as a file of its own",
    ),
    (b"\x89PNG\r\n", "a picture (PNG)", "run OCR over it first"),
    (b"\xFF\xD8\xFF", "a picture (JPEG)", "run OCR over it first"),
    (b"II*\0", "a picture (TIFF)", "run OCR over it first"),
    (b"MM\0*", "a picture (TIFF)", "run OCR over it first"),
    (b"\x1F\x8B\x08", "compressed (gzip)", "decompress it first"),
    (b"7z\xBC\xAF\x27\x1C", "an archive (7z)", "unpack it first"),
    (b"Rar!\x1A\x07", "an archive (RAR)", "unpack it first"),
];

/// Tells the format, or refuses a kind that is not read.
pub(super) fn sniff(name: &str, bytes: &[u8]) -> Result<Format, SourceError> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(if is_open_document(bytes) { Format::Odt } else { Format::Docx });
    }
    if bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return Ok(Format::Rtf);
    }
    let head = bytes.get(..PDF_HEADER_WITHIN).unwrap_or(bytes);
    if bytes.starts_with(b"%PDF-") || (memchr::memmem::find(head, b"\n%PDF-").is_some() && is_pdf_tail(bytes))
    {
        return Ok(Format::Pdf);
    }
    match UNREAD.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        Some(&(_, what, remedy)) => Err(SourceError::Binary { path: name.to_owned(), what, remedy }),
        None => Ok(by_name(name).unwrap_or_default()),
    }
}

/// Whether an archive is of OpenDocument: its first part is the one that says so, or it
/// holds what only it has.
fn is_open_document(bytes: &[u8]) -> bool {
    /// Bytes before the name of an archive's first part.
    const NAME: usize = 30;
    let has = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    let first = bytes.get(NAME..).is_some_and(|name| name.starts_with(b"mimetype"));
    (first || has(b"META-INF/manifest.xml")) && has(b"content.xml") && !has(b"word/document.xml")
}

/// Whether the file ends as PDFs end: a text may quote a PDF's header.
fn is_pdf_tail(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(PDF_HEADER_WITHIN)..).unwrap_or(bytes);
    memchr::memmem::find(tail, b"%%EOF").is_some()
}

/// The format that a file's name says it is in, of those that are text with marks in it.
fn by_name(name: &str) -> Option<Format> {
    let ending = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
    Some(match ending.as_str() {
        "html" | "htm" | "xhtml" | "xht" => Format::Html,
        "fodt" => Format::Odt,
        "md" | "markdown" | "mdown" | "mkd" => Format::Markdown,
        _ => return None,
    })
}

/// What a text reads like that was not said to be more than text: a note that tells how to read it.
pub(super) fn reads_like(text: &str) -> Option<Note> {
    let head = text.get(..text.floor_char_boundary(LOOK_AT)).unwrap_or(text);
    let (what, format) = if is_page(head) {
        ("a web page", "html")
    } else if is_marked(head) {
        ("Markdown", "markdown")
    } else {
        return None;
    };
    let message =
        format!("reads like {what}, and is read as plain text; say --from {format} to read it as {what}");
    Some(Note { kind: NoteKind::Format, place: None, message, text: None })
}

/// Whether a text begins as web pages do.
fn is_page(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some(inside) = rest.strip_prefix("<!--").or_else(|| rest.strip_prefix("<?")) {
        let end = inside.find("-->").map(|at| at + 3).or_else(|| inside.find("?>").map(|at| at + 2));
        let Some(behind) = end.and_then(|end| inside.get(end..)) else { return false };
        rest = behind.trim_start();
    }
    let begins = |tag: &str| rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    ["<!doctype html", "<html", "<head", "<body"].into_iter().any(begins)
}

/// Whether a text has several of the marks that only Markdown has.
fn is_marked(text: &str) -> bool {
    let mut kinds = [false; 5];
    for line in text.lines() {
        let line = line.trim_start();
        let hashes = line.bytes().take_while(|b| *b == b'#').count();
        kinds[0] |= (1..=6).contains(&hashes) && line.as_bytes().get(hashes) == Some(&b' ');
        kinds[1] |= line.split_once("**").is_some_and(|(_, rest)| rest.contains("**"));
        kinds[2] |= line.split_once("](").is_some_and(|(_, rest)| rest.contains(')'));
        kinds[3] |= line.len() > 4
            && line.contains("---")
            && line.bytes().all(|b| b"|-: ".contains(&b))
            && line.contains('|');
        kinds[4] |= line.starts_with("```") || line.starts_with("[^");
    }
    kinds.iter().filter(|seen| **seen).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_markdown_are_told_from_text() {
        for (text, says) in [
            ("<!DOCTYPE html><p>x", Some("--from html")),
            ("\n<!-- saved --><?xml version='1.0'?>\n<HTML>", Some("--from html")),
            ("# 題\n\n**1.** 甲", Some("--from markdown")),
            ("| a | b |\n|---|---|\n| [x](y) | 1 |", Some("--from markdown")),
            ("# 一、題\n1. 甲", None),
            ("a < b ** c ** d\n- 2 -\n--------", None),
            ("<p>一般文字", None),
            ("<!--", None),
        ] {
            let note = reads_like(text).map(|note| note.message);
            assert_eq!(note.is_some(), says.is_some(), "{text}: {note:?}");
            assert!(says.is_none_or(|says| note.is_some_and(|note| note.contains(says))), "{text}");
        }
    }
}
