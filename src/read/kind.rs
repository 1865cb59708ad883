//! Which format a file is in, by its first bytes and never by its name.

use super::error::SourceError;
use crate::text::Format;

/// How far into a file a PDF's header may stand: mail gateways and scanners put
/// lines of their own before it.
const PDF_HEADER_WITHIN: usize = 1024;

/// Kinds that are known and not read: their first bytes, what they are, what to do.
const UNREAD: &[(&[u8], &str, &str)] = &[
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Word file (.doc) or an encrypted Office file",
        "open it in a word processor and save it as .docx without a password",
    ),
    (b"{\\rtf", "a Rich Text file", "open it in a word processor and save it as .docx"),
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
        return Ok(Format::Docx);
    }
    let head = bytes.get(..PDF_HEADER_WITHIN).unwrap_or(bytes);
    if bytes.starts_with(b"%PDF-") || (memchr::memmem::find(head, b"\n%PDF-").is_some() && is_pdf_tail(bytes))
    {
        return Ok(Format::Pdf);
    }
    match UNREAD.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        Some(&(_, what, remedy)) => Err(SourceError::Binary { path: name.to_owned(), what, remedy }),
        None => Ok(Format::Text),
    }
}

/// Whether the file ends as PDFs end: a text may quote a PDF's header.
fn is_pdf_tail(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(PDF_HEADER_WITHIN)..).unwrap_or(bytes);
    memchr::memmem::find(tail, b"%%EOF").is_some()
}
