//! Going through a tree in reading order.

use super::{Block, Document, Item, Part, Section};

/// Where [`walk`] stands: the part, and the blocks around the present one.
#[derive(Debug, Clone)]
pub struct Visit<'t, 's> {
    /// Index of the part in the document.
    pub part_index: usize,
    /// The part.
    pub part: &'t Part<'s>,
    /// Sections around the block, outermost first.
    pub sections: Vec<&'t Section<'s>>,
    /// Items around the block, outermost first.
    pub items: Vec<&'t Item<'s>>,
}

impl<'t, 's> Visit<'t, 's> {
    /// The blocks among which the present one stands.
    #[must_use]
    pub fn siblings(&self) -> &'t [Block<'s>] {
        match (self.items.last(), self.sections.last()) {
            (Some(item), _) => &item.blocks,
            (None, Some(section)) => &section.blocks,
            (None, None) => &self.part.blocks,
        }
    }
}

/// Calls `each` for every block of the document, parents before children, in
/// the order of the paper.
///
/// The depth of the tree is bounded by the number of marker families, so the
/// recursion is too.
pub fn walk<'t, 's>(document: &'t Document<'s>, mut each: impl FnMut(&Visit<'t, 's>, &'t Block<'s>)) {
    for (part_index, part) in document.parts.iter().enumerate() {
        let mut at = Visit { part_index, part, sections: Vec::new(), items: Vec::new() };
        walk_blocks(&part.blocks, &mut at, &mut each);
    }
}

fn walk_blocks<'t, 's>(
    blocks: &'t [Block<'s>],
    at: &mut Visit<'t, 's>,
    each: &mut impl FnMut(&Visit<'t, 's>, &'t Block<'s>),
) {
    for block in blocks {
        each(at, block);
        match block {
            Block::Section(section) => {
                at.sections.push(section);
                walk_blocks(&section.blocks, at, each);
                at.sections.pop();
            }
            // Most items hold nothing more.
            Block::Item(item) if !item.blocks.is_empty() => {
                at.items.push(item);
                walk_blocks(&item.blocks, at, each);
                at.items.pop();
            }
            Block::Item(_) | Block::Paragraph(_) | Block::Table(_) => {}
        }
    }
}
