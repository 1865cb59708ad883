//! Where a paper speaks of its own annexes, paragraphs and items, for those who follow a reference or
//! have to change it.

use std::collections::HashMap;
use std::ops::Range;

use super::annexes::{Mention, Owner, Speaking};
use super::counters::{Counter, Value};
use super::paragraphs::{self, Sure};
use super::prose::Prose;
use super::r003_dangling_reference::{items_of, meant};
use super::{Context, annexes};
use crate::text::Span;
use crate::tree::{Block, PartKind, walk};

/// A reference to an annex, or to a numbered block of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    /// The number; of an annex the word with it.
    pub span: Span,
    /// Index of the part in the document.
    pub part: usize,
    /// The number; none for the annex itself.
    pub number: Option<u32>,
    /// Whether it can mean no other document: what the rules report, and what goes along with new numbers.
    pub certain: bool,
}

/// The references to annexes, paragraphs and items of the paper, in order. Those that are not certain
/// are there too, as far as what they name is in the paper.
pub(crate) fn links(context: &Context<'_, '_>) -> Vec<Link> {
    let Some(body) = context.document.parts.iter().position(|part| part.kind == PartKind::Body) else {
        return Vec::new();
    };
    let annexes = annexes::of(context.document);
    let mut out = Vec::new();
    let mut numbers = |prose: &Prose<'_>, counters: &[Counter], part: usize, certain: bool| {
        for counter in counters.iter().filter(|counter| !prose.quoted(counter.first_range.start)) {
            for (value, range) in ends(counter) {
                let Some(number) = value.number else { continue };
                let span = prose.span(&bare(prose.text, range));
                out.push(Link { span, part, number: Some(number), certain });
            }
        }
    };
    paragraphs::each(context, Sure::No, |prose, counters, sure| numbers(prose, counters, body, sure));
    for Speaking { prose, mentions } in context.speaking() {
        let in_body = prose.kind == PartKind::Body;
        for mention in mentions.iter().filter(|_| in_body) {
            if let (Some(counters), Some(annex)) = (items_of(prose, mention), meant(&annexes, mention)) {
                numbers(prose, &counters, annex.index, true);
            }
        }
    }
    for Speaking { prose, mentions } in context.speaking() {
        for mention in mentions.iter().filter(|mention| mention.owner != Owner::Another) {
            let certain = mention.owner == Owner::ThisPaper && prose.kind == PartKind::Body;
            let mut add = |annex: Option<&annexes::Annex<'_, '_>>, range: Range<usize>| {
                let link = |part| Link { span: prose.span(&range), part, number: None, certain };
                out.extend(annex.map(|annex| link(annex.index)));
            };
            if mention.counters.is_empty() {
                add(meant(&annexes, mention), mention.range.clone());
            }
            for (value, range) in mention.counters.iter().flat_map(ends) {
                add(annexes.named(value), from_the_word(mention, range));
            }
        }
    }
    out.sort_by_key(|link| link.span);
    out
}

/// Where the numbered blocks of each part begin that stand in no item, the first of equals.
pub(crate) fn numbered(context: &Context<'_, '_>) -> HashMap<(usize, u32), Span> {
    let mut out = HashMap::new();
    walk(context.document, |at, block| {
        let place = match block {
            Block::Item(item) if at.items.is_empty() => Some((item.number, item.marker.span)),
            Block::Paragraph(paragraph) => paragraph.number.map(|number| (number, paragraph.span)),
            Block::Item(_) | Block::Section(_) | Block::Table(_) => None,
        };
        if let Some((number, span)) = place {
            out.entry((at.part_index, number)).or_insert(span);
        }
    });
    out
}

/// Both ends of a range, or the one ordinal, and where they are printed.
pub(super) fn ends(counter: &Counter) -> Vec<(Value, Range<usize>)> {
    let first = (counter.first, counter.first_range.clone());
    let last = (counter.last, counter.last_range.clone());
    if first == last { vec![first] } else { vec![first, last] }
}

/// The word and the first ordinal, or a later ordinal of the list alone.
pub(super) fn from_the_word(mention: &Mention, ordinal: Range<usize>) -> Range<usize> {
    let first = mention.counters.first().is_some_and(|counter| counter.first_range == ordinal);
    if first { mention.range.start..ordinal.end } else { ordinal }
}

/// A number without the brackets around it.
fn bare(text: &str, range: Range<usize>) -> Range<usize> {
    let printed = text.get(range.clone()).unwrap_or_default();
    let inside = printed.trim_start_matches(['(', '（']);
    let start = range.end - inside.len();
    start..start + inside.trim_end_matches([')', '）']).len()
}
