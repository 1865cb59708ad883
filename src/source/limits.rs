//! What may at most be spent on one input, so that a file made to harm (or
//! merely broken) ends in an error that names the limit, not in a machine out
//! of memory.

use std::time::Duration;

/// The limits of one reading. All can be set; the defaults are a hundred times
/// what a long paper needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// DOCX: how many bytes one compressed byte of a part may grow to, for
    /// parts larger than [`Limits::RATIO_FLOOR`].
    pub docx_ratio: u64,
    /// DOCX: bytes of one part after decompression.
    pub docx_part_bytes: u64,
    /// DOCX: bytes of all parts that are read, after decompression.
    pub docx_total_bytes: u64,
    /// DOCX: entries of the ZIP archive.
    pub docx_entries: usize,
    /// DOCX: elements open at once in any part.
    pub xml_depth: usize,
    /// DOCX: elements in one paragraph, style or list definition. An element
    /// costs about 150 bytes while it is looked at.
    pub xml_elements: usize,
    /// PDF: pages.
    pub pdf_pages: usize,
    /// PDF: bytes of all streams after decompression.
    pub pdf_inflated_bytes: u64,
    /// PDF: glyphs drawn, over all pages. A glyph costs about 40 bytes.
    pub pdf_glyphs: usize,
    /// PDF: the time that reading may take.
    pub pdf_time: Duration,
}

impl Limits {
    /// Parts up to this many bytes may have any ratio: a short part of blanks
    /// compresses a thousandfold and harms nobody.
    pub const RATIO_FLOOR: u64 = 1 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            docx_ratio: 100,
            docx_part_bytes: 64 << 20,
            docx_total_bytes: 256 << 20,
            docx_entries: 2000,
            xml_depth: 256,
            xml_elements: 1_000_000,
            pdf_pages: 2000,
            pdf_inflated_bytes: 256 << 20,
            pdf_glyphs: 20_000_000,
            pdf_time: Duration::from_secs(30),
        }
    }
}
