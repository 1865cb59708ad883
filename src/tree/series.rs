//! The block at a place, and the series that its number belongs to.

use super::{Block, Document, Item, Marker, Style, Visit, walk};

/// A block, and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Found<'t, 's> {
    /// Which of the documents it is in.
    pub document: usize,
    /// What is around it.
    pub at: Visit<'t, 's>,
    /// The block.
    pub block: &'t Block<'s>,
}

/// The innermost block that a byte stands in, of those that are wanted. Of blocks in several documents over
/// one text it is the one that begins last.
pub(crate) fn innermost<'t, 's: 't>(
    documents: &[&'t Document<'s>],
    byte: u32,
    wanted: impl Fn(&Block<'s>) -> bool,
) -> Option<Found<'t, 's>> {
    let mut found: Option<Found<'t, 's>> = None;
    for (document, tree) in documents.iter().enumerate() {
        walk(tree, |at, block| {
            let span = block.span();
            let inside = span.start <= byte && byte <= span.end && wanted(block);
            if inside && found.as_ref().is_none_or(|before| span.start >= before.block.span().start) {
                found = Some(Found { document, at: at.clone(), block });
            }
        });
    }
    found
}

impl<'t, 's> Found<'t, 's> {
    /// Whether it is an item in no other, which references name by its number.
    fn is_outermost(&self) -> bool {
        matches!(self.block, Block::Item(_)) && self.at.items.is_empty()
    }

    /// The marked blocks of its series, itself among them: through the sections of the part where items go
    /// on through them, or else those of its form beside it.
    pub(crate) fn series(&self) -> Vec<Numbered<'t, 's>> {
        let Some(own) = self.block.marker() else { return Vec::new() };
        if self.is_outermost() && own.style == Style::DECIMAL {
            let groups = groups(&self.at.part.blocks);
            let over = starts_over(&groups);
            let wanted = |group: &&Vec<&Item<'_>>| !over || group.iter().any(|i| i.marker.span == own.span);
            return groups.iter().filter(wanted).flatten().map(|item| Numbered::of_item(item)).collect();
        }
        let beside = self.at.siblings().iter().filter_map(Numbered::of);
        beside.filter(|numbered| numbered.marker.style == own.style).collect()
    }
}

/// A block that prints a number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbered<'t, 's> {
    pub marker: &'t Marker<'s>,
    pub number: u32,
}

impl<'t, 's> Numbered<'t, 's> {
    /// The number of a block that has one.
    pub(crate) fn of(block: &'t Block<'s>) -> Option<Self> {
        match block {
            Block::Item(item) => Some(Self::of_item(item)),
            _ => block.marker().map(|marker| Self { marker, number: marker.value }),
        }
    }

    fn of_item(item: &'t Item<'s>) -> Self {
        Self { marker: &item.marker, number: item.number }
    }
}

/// The outermost items that plain numbers open, a group for each stretch between headings that holds any.
pub(crate) fn groups<'t, 's>(blocks: &'t [Block<'s>]) -> Vec<Vec<&'t Item<'s>>> {
    let mut groups = vec![Vec::new()];
    outermost(blocks, &mut groups);
    groups.retain(|group| !group.is_empty());
    groups
}

fn outermost<'t, 's>(blocks: &'t [Block<'s>], groups: &mut Vec<Vec<&'t Item<'s>>>) {
    for block in blocks {
        match block {
            Block::Section(section) => {
                groups.push(Vec::new());
                outermost(&section.blocks, groups);
            }
            Block::Item(item) if item.marker.style == Style::DECIMAL => {
                if let Some(group) = groups.last_mut() {
                    group.push(item);
                }
            }
            Block::Item(_) | Block::Paragraph(_) | Block::Table(_) => {}
        }
    }
}

/// Whether numbers start over under each heading.
pub(crate) fn starts_over(groups: &[Vec<&Item<'_>>]) -> bool {
    let begun = groups.iter().filter(|g| g.first().is_some_and(|item| item.number == 1)).count();
    groups.len() > 1 && begun * 2 > groups.len()
}
