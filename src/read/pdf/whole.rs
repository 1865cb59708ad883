//! Whether all of a PDF is there. A reader that mends what it can would give the
//! pages that are left, and nobody would miss the others.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::page::Page;
use memchr::memmem;

/// Whether the file ends before its end: objects stand behind its last end
/// mark, or it has none.
pub(super) fn is_cut_short(bytes: &[u8]) -> bool {
    let Some(end) = memmem::rfind(bytes, b"%%EOF") else { return true };
    let behind = bytes.get(end..).unwrap_or_default();
    memmem::find_iter(behind, b" obj")
        .any(|at| behind.get(..at).is_some_and(|before| before.last().is_some_and(u8::is_ascii_digit)))
}

/// How many pages the root of the page tree tells of.
pub(super) fn told_pages(pdf: &Pdf) -> Option<usize> {
    let xref = pdf.xref();
    let root = xref.get::<Dict<'_>>(xref.root_id())?;
    let pages = root.get::<Dict<'_>>(&b"Pages"[..])?;
    usize::try_from(pages.get::<i32>(&b"Count"[..])?).ok()
}

/// The first page, from 1, whose content is named and cannot be had.
pub(super) fn unreadable_page(pdf: &Pdf) -> Option<usize> {
    let lost = |page: &Page<'_>| page.raw().contains_key(&b"Contents"[..]) && page.page_stream().is_none();
    Some(pdf.pages().iter().position(lost)? + 1)
}

#[cfg(test)]
mod tests {
    use super::is_cut_short;

    #[test]
    fn the_last_end_mark_stands_behind_every_object() {
        assert!(!is_cut_short(b"%PDF-1.7\n1 0 obj endobj\n%%EOF\n"));
        assert!(!is_cut_short(b"1 0 obj endobj %%EOF 2 0 obj endobj %%EOF and what a gateway adds"));
        assert!(is_cut_short(b"%PDF-1.7\n1 0 obj endobj\n%%EO"));
        // The first end mark of a file that was saved twice, or is made to be shown early.
        assert!(is_cut_short(b"1 0 obj endobj %%EOF 2 0 obj endobj"));
    }
}
