//! The texts of a document, with the way back to the source.

use std::cell::OnceCell;
use std::ops::Range;

use crate::text::{Source, Span};
use crate::tree::{Document, PartKind, Pieces, walk};

/// One logical text: a paragraph, an item or a heading.
pub(super) struct Prose<'c> {
    /// Index of the part in the document.
    pub(super) part: usize,
    /// Body or annex.
    pub(super) kind: PartKind,
    /// The text, joined over wrapped lines.
    pub(super) text: &'c str,
    /// The whole source.
    source: &'c str,
    /// The spans that the text is made of, in order.
    spans: &'c [Span],
    /// The block, for a text without spans.
    block: Span,
    /// Where each piece begins in `text`, and where it stands in the source: worked out
    /// for the few texts in which something is found.
    pieces: OnceCell<Vec<(usize, Span)>>,
}

impl<'c> Prose<'c> {
    /// The place in the source of a range of bytes of `text`.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let pieces = self.pieces.get_or_init(|| align(self.source, self.text, self.spans));
        let source = |at: usize| {
            let behind = pieces.partition_point(|&(start, _)| start <= at);
            let &(start, span) = pieces.get(behind.checked_sub(1)?)?;
            let place = span.start as usize + (at - start);
            (place < span.end as usize).then_some(place)
        };
        match (source(range.start), range.end.checked_sub(1).and_then(source)) {
            (Some(start), Some(last)) if start <= last => Span::new(start, last + 1),
            _ => self.spans.iter().copied().reduce(Span::cover).unwrap_or(self.block),
        }
    }

    /// The spans that the text is made of, in order.
    pub(super) fn spans(&self) -> &'c [Span] {
        self.spans
    }

    /// Whether the text before `at` leaves a quotation open.
    pub(super) fn quoted(&self, at: usize) -> bool {
        let before = tail(self.text.get(..at).unwrap_or_default(), LONGEST_QUOTATION);
        let straight = before.matches('"').count() % 2 == 1;
        straight
            || [('「', '」'), ('『', '』'), ('“', '”')].into_iter().any(|(open, close)| {
                let last = |mark: char| before.rfind(mark);
                last(open).is_some_and(|opened| last(close).is_none_or(|closed| closed < opened))
            })
    }
}

/// How far back an open quotation is looked for, in bytes.
const LONGEST_QUOTATION: usize = 4096;

/// At most the last `bytes` bytes of a text, from a whole character on.
pub(super) fn tail(text: &str, bytes: usize) -> &str {
    text.get(text.ceil_char_boundary(text.len().saturating_sub(bytes))..).unwrap_or_default()
}

/// At most the first `bytes` bytes of a text, up to a whole character.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or_default()
}

/// Goes through the texts of the document whose pieces are `wanted`, in reading order, their
/// translations too.
pub(super) fn each<'c>(
    source: &'c Source,
    document: &'c Document<'_>,
    wanted: impl Fn(&[Span]) -> bool,
    mut take: impl FnMut(Prose<'c>),
) {
    let source = source.text();
    walk(document, |at, block| {
        let (part, kind) = (at.part_index, at.part.kind);
        let mut add = |text: &'c str, pieces: &'c Pieces| {
            if !wanted(pieces) {
                return;
            }
            take(Prose {
                part,
                kind,
                text,
                source,
                spans: pieces,
                block: block.span(),
                pieces: OnceCell::new(),
            });
        };
        add(block.text(), block.pieces());
        for other in block.parallel() {
            add(other.text.as_ref(), &other.pieces);
        }
    });
}

/// Finds each piece in the text. What lies between two pieces in it is at most
/// the space that joins them.
fn align(source: &str, text: &str, pieces: &[Span]) -> Vec<(usize, Span)> {
    let mut at = 0;
    let mut out = Vec::with_capacity(pieces.len());
    for &span in pieces {
        let Some(printed) = source.get(span.range()) else { break };
        let Some(rest) = text.get(at..) else { break };
        let start = at + (rest.len() - rest.trim_start().len());
        let start = if rest.starts_with(printed) { at } else { start };
        if !text.get(start..).is_some_and(|rest| rest.starts_with(printed)) {
            break;
        }
        out.push((start, span));
        at = start + printed.len();
    }
    out
}
