//! The numbers that a part has, for references to them.

use super::{Context, ordinal};
use crate::outline::{FaultKind, Role};
use crate::text::Span;
use crate::tree::{Block, walk};

/// The numbers of a part's paragraphs or items, sub-items not counted.
pub(super) struct Numbers {
    last: Option<u32>,
    last_span: Span,
    /// Numbers up to here may have been there, or are in doubt for another reason.
    doubtful: u32,
}

impl Numbers {
    /// The numbers of a part.
    pub(super) fn of_part(context: &Context<'_, '_>, part: usize) -> Self {
        let mut numbers = Self { last: None, last_span: Span::default(), doubtful: 0 };
        let mut form = None;
        walk(context.document, |at, block| {
            if at.part_index != part {
                return;
            }
            let (number, span) = match block {
                Block::Item(item) => (Some(item.number), item.marker.span),
                Block::Paragraph(paragraph) => (paragraph.number, paragraph.span),
                Block::Section(_) | Block::Table(_) => (None, Span::default()),
            };
            // Inside other items only what goes on with the paper's own numbers counts.
            let style = block.marker().map(|marker| marker.style);
            let goes_on = || style == form && number == numbers.last.map(|last| last + 1);
            if !at.items.is_empty() && !goes_on() {
                return;
            }
            if let Some(number) = number.filter(|&number| numbers.last.is_none_or(|last| number > last)) {
                (numbers.last, numbers.last_span, form) = (Some(number), span, style);
            }
        });
        numbers.doubtful = numbers.doubts(context, part);
        numbers
    }

    /// The highest number; none where the part has no numbers.
    pub(super) fn last(&self) -> Option<u32> {
        self.last
    }

    /// The marker of the highest number.
    pub(super) fn last_span(&self) -> Span {
        self.last_span
    }

    /// Whether a number lies behind the last, without a fault that explains why.
    pub(super) fn is_beyond(&self, number: u32) -> bool {
        self.last.is_some_and(|last| number > last) && number > self.doubtful
    }

    /// The highest number that another fault, or a marker that was not taken, speaks of. One fault
    /// in a paper is one error: a reference to what is reported as missing is no other.
    fn doubts(&self, context: &Context<'_, '_>, part: usize) -> u32 {
        let Some(span) = context.document.parts.get(part).map(|part| part.span) else { return 0 };
        let digits = |text: &Option<String>| text.as_deref().map_or(0, ordinal::digits);
        let faults = context.faults.iter().filter(|fault| fault.role == Role::Item).map(|fault| {
            let here = span.contains(fault.span);
            match fault.kind {
                // The declaration stands in the body, and may speak of an annex.
                FaultKind::DeclaredCount => digits(&fault.expected).max(digits(&fault.found)),
                _ if here => {
                    let missing = fault.missing.map_or(0, |(_, last)| last);
                    missing.max(digits(&fault.expected))
                }
                _ => 0,
            }
        });
        let rejected = context.rejected.iter().filter(|r| span.contains(r.span)).map(|r| r.value);
        faults.chain(rejected).max().unwrap_or(0)
    }
}
