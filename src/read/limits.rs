//! What may at most be spent on one input, so that a file made to harm (or
//! merely broken) ends in an error that names the limit, not in a machine out
//! of memory.

use std::time::Duration;

use super::error::OptionError;

/// The limits of one reading. All can be set, by field or by name ([`Limits::set`]);
/// the defaults are a hundred times what a long paper needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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
    /// HTML: elements open at once.
    pub html_depth: usize,
    /// HTML: elements and texts. Each costs about 120 bytes.
    pub html_nodes: usize,
    /// RTF: groups open at once.
    pub rtf_depth: usize,
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

    /// Every limit's name and unit, in the order of the fields.
    pub const NAMES: &[(&str, Unit)] = &[
        ("docx_ratio", Unit::Count),
        ("docx_part_bytes", Unit::Bytes),
        ("docx_total_bytes", Unit::Bytes),
        ("docx_entries", Unit::Count),
        ("xml_depth", Unit::Count),
        ("xml_elements", Unit::Count),
        ("html_depth", Unit::Count),
        ("html_nodes", Unit::Count),
        ("rtf_depth", Unit::Count),
        ("pdf_pages", Unit::Count),
        ("pdf_inflated_bytes", Unit::Bytes),
        ("pdf_glyphs", Unit::Count),
        ("pdf_time", Unit::Seconds),
    ];

    /// Sets the limit of a name.
    ///
    /// ```
    /// use lcpaper::read::Limits;
    /// let mut limits = Limits::default();
    /// limits.set("pdf_inflated_bytes", "1G").unwrap();
    /// limits.set("pdf_time", "2.5").unwrap();
    /// assert_eq!(limits.pdf_inflated_bytes, 1 << 30);
    /// ```
    ///
    /// # Errors
    /// Where there is no such limit, or the value is no number of its unit.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), OptionError> {
        let Some(&(_, unit)) = Self::NAMES.iter().find(|(known, _)| *known == name) else {
            let known: Vec<&str> = Self::NAMES.iter().map(|(known, _)| *known).collect();
            let known = known.join(", ");
            return Err(OptionError(format!("{name} is no limit; the limits are {known}")));
        };
        let wrong = || OptionError(format!("{name}: {value} is no {}", unit.said()));
        if unit == Unit::Seconds {
            let seconds: f64 = value.parse().map_err(|_| wrong())?;
            self.pdf_time = Duration::try_from_secs_f64(seconds).map_err(|_| wrong())?;
            return Ok(());
        }
        let number = unit.number(value).ok_or_else(wrong)?;
        let count = usize::try_from(number).unwrap_or(usize::MAX);
        match name {
            "docx_ratio" => self.docx_ratio = number,
            "docx_part_bytes" => self.docx_part_bytes = number,
            "docx_total_bytes" => self.docx_total_bytes = number,
            "docx_entries" => self.docx_entries = count,
            "xml_depth" => self.xml_depth = count,
            "xml_elements" => self.xml_elements = count,
            "html_depth" => self.html_depth = count,
            "html_nodes" => self.html_nodes = count,
            "rtf_depth" => self.rtf_depth = count,
            "pdf_pages" => self.pdf_pages = count,
            "pdf_inflated_bytes" => self.pdf_inflated_bytes = number,
            _ => self.pdf_glyphs = count,
        }
        Ok(())
    }
}

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unit {
    /// Things: entries, elements, pages, glyphs, times.
    Count,
    /// Bytes; `K`, `M` and `G` behind a number are 1024 of the one before.
    Bytes,
    /// Seconds, with decimals.
    Seconds,
}

impl Unit {
    fn said(self) -> &'static str {
        match self {
            Self::Count => "whole number",
            Self::Bytes => "number of bytes, such as 500000, 64M or 1G",
            Self::Seconds => "number of seconds, such as 30 or 2.5",
        }
    }

    fn number(self, value: &str) -> Option<u64> {
        let suffixes = [("K", 10), ("M", 20), ("G", 30)];
        let scaled = suffixes.iter().find_map(|(suffix, by)| Some((value.strip_suffix(suffix)?, *by)));
        let (digits, by) = scaled.filter(|_| self == Self::Bytes).unwrap_or((value, 0));
        digits.parse::<u64>().ok()?.checked_mul(1 << by)
    }
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
            html_depth: 512,
            html_nodes: 4_000_000,
            rtf_depth: 1000,
            pdf_pages: 2000,
            pdf_inflated_bytes: 256 << 20,
            pdf_glyphs: 20_000_000,
            pdf_time: Duration::from_secs(30),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_sets_its_own_limit_and_no_other() {
        for (name, _) in Limits::NAMES {
            let mut limits = Limits::default();
            limits.set(name, "7").unwrap();
            let shown = format!("{limits:?}");
            let set = [format!("{name}: 7,"), format!("{name}: 7s ")];
            assert!(set.iter().any(|s| shown.contains(s)), "{name}: {shown}");
            let changed = shown.matches(": 7,").count() + shown.matches(": 7s").count();
            assert_eq!(changed, 1, "{shown}");
        }
    }

    #[test]
    fn what_is_no_limit_or_no_number_is_told() {
        let mut limits = Limits::default();
        for (name, value, says) in [
            ("pdf_page", "1", "is no limit; the limits are docx_ratio,"),
            ("pdf_pages", "1K", "pdf_pages: 1K is no whole number"),
            ("pdf_inflated_bytes", "-1", "is no number of bytes"),
            ("docx_part_bytes", "99999999999999G", "is no number of bytes"),
            ("pdf_time", "NaN", "is no number of seconds"),
            ("pdf_time", "-1", "is no number of seconds"),
        ] {
            let said = limits.set(name, value).unwrap_err().to_string();
            assert!(said.contains(says), "{said}");
        }
        assert_eq!(limits, Limits::default());
    }
}
