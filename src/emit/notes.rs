//! Where footnotes are referred to in the texts of a document.

use std::ops::Range;

use crate::text::Span;
use crate::text::unicode::raised;
use crate::tree::Footnote;

/// The places in a text, which is made of `pieces`, that refer to footnotes: bytes of the text,
/// and the index of the note.
pub(super) fn references(notes: &[Footnote<'_>], text: &str, pieces: &[Span]) -> Vec<(Range<usize>, usize)> {
    let mut out: Vec<_> =
        notes.iter().enumerate().filter_map(|(n, note)| Some((place(note, text, pieces)?, n))).collect();
    out.sort_by_key(|(range, _)| range.start);
    out
}

fn place(note: &Footnote<'_>, text: &str, pieces: &[Span]) -> Option<Range<usize>> {
    let reference = note.reference?;
    let at = pieces.iter().position(|piece| piece.contains(reference))?;
    let (before, behind) = pieces.split_at(at);
    let inside = (reference.start - behind.first()?.start) as usize;
    let start = before.iter().map(|piece| piece.len()).sum::<usize>() + inside;
    // A space may join each piece to the one before.
    let number = digits(&note.marker);
    let mut starts = start..=start + before.len();
    let start = starts
        .find(|&start| text.get(start..start + reference.len()).is_some_and(|own| digits(own) == number))?;
    Some(start..start + reference.len())
}

/// The digits of a number, raised or not.
pub(super) fn digits(marker: &str) -> String {
    let plain = |c: char| c.to_digit(10).or_else(|| raised(c)).and_then(|value| char::from_digit(value, 10));
    marker.chars().filter_map(plain).collect()
}
