//! The ZIP archive of a Word or OpenDocument file: parts by name, within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::read::error::SourceError;
use crate::read::limits::Limits;

/// Bytes of a local file header before the file's name.
const LOCAL_NAME: usize = 30;

/// An open archive.
pub(super) struct Package<'a> {
    pub path: &'a str,
    pub limits: &'a Limits,
    pub archive: ZipArchive<Cursor<&'a [u8]>>,
    spent: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(path: &'a str, bytes: &'a [u8], limits: &'a Limits) -> Result<Self, SourceError> {
        let most = limits.docx_entries;
        let too_many = || SourceError::Limit {
            path: path.to_owned(),
            limit: format!("more than {most} entries in the ZIP archive (docx_entries)"),
        };
        // The count in the archive's last record comes before its directory is
        // read, so that a forged directory is not even listed.
        if declared_entries(bytes).is_some_and(|n| n > most) {
            return Err(too_many());
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| SourceError::Docx {
            path: path.to_owned(),
            part: "archive".to_owned(),
            reason: e.to_string(),
        })?;
        if archive.len() > most {
            return Err(too_many());
        }
        let mut package = Self { path, limits, archive, spent: 0 };
        package.names_agree(bytes)?;
        Ok(package)
    }

    /// Every name stands twice in an archive, and neither has a checksum. Where
    /// the two differ a part would be missing without a word.
    fn names_agree(&mut self, bytes: &[u8]) -> Result<(), SourceError> {
        let fail = |part: &[u8], reason: String| SourceError::Docx {
            path: self.path.to_owned(),
            part: String::from_utf8_lossy(part).into_owned(),
            reason,
        };
        for at in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(at).map_err(|e| fail(b"archive", e.to_string()))?;
            let start = usize::try_from(entry.header_start()).unwrap_or(usize::MAX);
            let name = entry.name_raw();
            let own = start.checked_add(LOCAL_NAME).and_then(|from| bytes.get(from..from + name.len()));
            if own != Some(name) {
                return Err(fail(
                    name,
                    "has another name in the archive's directory than before its data".to_owned(),
                ));
            }
        }
        Ok(())
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.archive.index_for_name(part).is_some()
    }

    /// The decompressed part as text.
    pub(super) fn read(&mut self, part: &str) -> Result<String, SourceError> {
        let mut bytes = self.read_bytes(part)?;
        let fail =
            |reason: String| SourceError::Docx { path: self.path.to_owned(), part: part.to_owned(), reason };
        let (encoding, mark) = encoding_rs::Encoding::for_bom(&bytes).unwrap_or((encoding_rs::UTF_8, 0));
        if encoding == encoding_rs::UTF_8 {
            bytes.drain(..mark);
            return String::from_utf8(bytes)
                .map_err(|e| fail(format!("byte {} is not UTF-8", mark + e.utf8_error().valid_up_to())));
        }
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes.get(mark..).unwrap_or_default())
            .map(|text| text.into_owned())
            .ok_or_else(|| fail(format!("is not {}, which it says it is", encoding.name())))
    }

    fn read_bytes(&mut self, part: &str) -> Result<Vec<u8>, SourceError> {
        let (path, limits, spent) = (self.path, self.limits, self.spent);
        let fail =
            |reason: String| SourceError::Docx { path: path.to_owned(), part: part.to_owned(), reason };
        let over = |limit: String| SourceError::Limit { path: path.to_owned(), limit };
        let entry = self.archive.by_name(part).map_err(|e| fail(e.to_string()))?;
        let compressed = entry.compressed_size().max(1);
        let total_left = limits.docx_total_bytes.saturating_sub(spent);
        let most = limits.docx_part_bytes.min(total_left);
        let most_by_ratio = compressed.saturating_mul(limits.docx_ratio).max(Limits::RATIO_FLOOR);
        let mut bytes = Vec::new();
        // One byte more than allowed tells that there is more; the declared size
        // is not asked, since it may lie.
        entry
            .take(most.min(most_by_ratio).saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|e| fail(e.to_string()))?;
        let size = bytes.len() as u64;
        if size > most_by_ratio {
            return Err(over(format!(
                "more than {} bytes out of each compressed byte of {part} (docx_ratio)",
                limits.docx_ratio
            )));
        }
        if size > limits.docx_part_bytes {
            return Err(over(format!(
                "more than {} bytes in {part} (docx_part_bytes)",
                limits.docx_part_bytes
            )));
        }
        if size > total_left {
            return Err(over(format!(
                "more than {} bytes in all parts (docx_total_bytes)",
                limits.docx_total_bytes
            )));
        }
        self.spent += size;
        Ok(bytes)
    }
}

/// The number of entries that the archive's last record tells.
fn declared_entries(bytes: &[u8]) -> Option<usize> {
    let at = memchr::memmem::rfind(bytes, b"PK\x05\x06")?;
    let count = bytes.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes(count.try_into().ok()?)))
}
