//! Elements to a tree, by rank.
//!
//! A marker closes every marker of its rank or below, and what stands inside
//! those. A heading without a marker closes items and headings of its level or
//! below, but nothing that the next marker stands in. Inside an item it is a paragraph, as the
//! notes in the margin of an act are.

use crate::outline::Role;
use crate::text::Span;
use crate::tree::{Block, Item, Marker, Paragraph, Section};
use crate::vocab;

use super::element::Element;
use super::join::{Ctx, Flow};
use super::table;

/// A block that is still open.
struct Open<'s> {
    block: Block<'s>,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Marked { rank: u8, role: Role },
    Heading(u8),
}

/// A tree that grows.
pub(crate) struct Tree<'c, 's> {
    ctx: Ctx<'c, 's>,
    done: Vec<Block<'s>>,
    open: Vec<Open<'s>>,
    /// The level of a heading that stands alone: 2 behind the first pair.
    level: u8,
    implicit: bool,
    /// The last numbered row: its table, and the rank of its marker.
    row: Option<(u32, u8)>,
}

impl<'c, 's> Tree<'c, 's> {
    /// `implicit`: the first paragraph counts as 1.
    pub fn new(ctx: Ctx<'c, 's>, implicit: bool) -> Self {
        Self { ctx, done: Vec::new(), open: Vec::new(), level: 1, implicit, row: None }
    }

    /// The blocks, when there is nothing more.
    pub fn finish(mut self) -> Vec<Block<'s>> {
        self.close(0);
        self.done
    }

    pub fn push(&mut self, element: Element) {
        match element {
            Element::Marked { candidate, rank, role, line, flow } => {
                self.close_rank(rank);
                self.implicit = false;
                let marker = self.marker(candidate);
                let number = self.ctx.lines.lines[line as usize].number;
                let text = self.ctx.logical(&flow.pieces);
                let span = flow.pieces.last().map_or(marker.span, |p| marker.span.cover(*p));
                let own = self.ctx.lines.found.candidates[candidate as usize].text;
                let row = table::behind(self.ctx, marker.span, line, own, &flow.pieces);
                self.row = row.as_ref().map(|row| (row.0, rank)).or(self.row);
                let block = match role {
                    Role::Section => Block::Section(Section {
                        marker: Some(marker),
                        title: text,
                        level: self.sections() + 1,
                        span,
                        line: number,
                        language: None,
                        parallel: Vec::new(),
                        title_pieces: flow.pieces,
                        blocks: Vec::new(),
                    }),
                    Role::Item => Block::Item(Item {
                        number: marker.value,
                        marker,
                        text,
                        span,
                        line: number,
                        language: None,
                        parallel: Vec::new(),
                        pieces: flow.pieces,
                        table: row.as_ref().map(|row| row.0),
                        cells: row.map(|row| row.1).unwrap_or_default(),
                        blocks: Vec::new(),
                    }),
                };
                self.open.push(Open { block, kind: Kind::Marked { rank, role } });
            }
            Element::Heading { line, flow, before, after, hashes, over } => {
                // What the next marker stands in stays open.
                let floor = over.map_or(0, |over| self.inside(over));
                if matches!(
                    floor.checked_sub(1).map(|at| self.open[at].kind),
                    Some(Kind::Marked { role: Role::Item, .. })
                ) {
                    self.close(floor);
                    let block = self.paragraph(line, flow, None);
                    return self.attach(block);
                }
                let title = self.ctx.logical(&flow.pieces);
                let level = self.heading_level(&title, before, after, hashes);
                let closes = |o: &Open<'_>| match o.kind {
                    Kind::Marked { role, .. } => role == Role::Item,
                    Kind::Heading(l) => l >= level,
                };
                if let Some(at) = self.open[floor..].iter().position(closes) {
                    self.close(floor + at);
                }
                let span = extent(&flow.pieces);
                let block = Block::Section(Section {
                    marker: None,
                    title,
                    level: self.sections() + 1,
                    span,
                    line: self.ctx.lines.lines[line as usize].number,
                    language: None,
                    parallel: Vec::new(),
                    title_pieces: flow.pieces,
                    blocks: Vec::new(),
                });
                self.open.push(Open { block, kind: Kind::Heading(level) });
            }
            Element::Paragraph { line, flow } => {
                // A paragraph belongs to the outermost open item, behind its sub-items.
                self.close_sub_items();
                let ends = self.ctx.ending(flow.last_line) == crate::text::Ending::Sentence;
                let number = (self.implicit && ends).then_some(1);
                self.implicit &= number.is_none();
                let block = self.paragraph(line, flow, number);
                self.attach(block);
            }
            Element::Table { rows, over } => {
                // Rows stand beside the numbered rows of their table.
                let lines = self.ctx.lines;
                let next = over.filter(|(_, line)| {
                    lines.row_around(*line as usize).is_some_and(|row| row.table == rows.table)
                });
                let before = self.row.filter(|row| row.0 == rows.table).map(|row| row.1);
                match next.map(|next| next.0).or(before) {
                    Some(rank) => self.close_rank(rank),
                    None => self.close_sub_items(),
                }
                let block = rows.block(self.ctx);
                self.attach(block);
            }
        }
    }

    /// Closes every marker of a rank or below, and what stands inside those.
    fn close_rank(&mut self, rank: u8) {
        let at = self.open.iter().position(|o| matches!(o.kind, Kind::Marked { rank: r, .. } if r >= rank));
        if let Some(at) = at {
            self.close(at);
        }
    }

    /// Closes all that stands inside the outermost open item.
    fn close_sub_items(&mut self) {
        let item = |o: &Open<'_>| matches!(o.kind, Kind::Marked { role: Role::Item, .. });
        if let Some(at) = self.open.iter().position(item) {
            self.close(at + 1);
        }
    }

    /// How many of the open blocks a marker of a rank would leave open, up to the innermost marked one.
    fn inside(&self, rank: u8) -> usize {
        let own = |o: &Open<'_>| matches!(o.kind, Kind::Marked { rank: r, .. } if r < rank);
        self.open.iter().rposition(own).map_or(0, |at| at + 1)
    }

    fn paragraph(&self, line: u32, flow: Flow, number: Option<u32>) -> Block<'s> {
        Block::Paragraph(Paragraph {
            number,
            text: self.ctx.logical(&flow.pieces),
            span: extent(&flow.pieces),
            line: self.ctx.lines.lines[line as usize].number,
            language: None,
            parallel: Vec::new(),
            pieces: flow.pieces,
        })
    }

    fn marker(&self, candidate: u32) -> Marker<'s> {
        let c = &self.ctx.lines.found.candidates[candidate as usize];
        Marker {
            raw: self.ctx.text[c.span.range()].into(),
            style: c.style(),
            value: c.value,
            inserted: c.inserted_part(&self.ctx.text[c.span.range()]),
            span: c.span,
        }
    }

    fn sections(&self) -> u8 {
        self.open.iter().filter(|o| matches!(o.block, Block::Section(_))).count().min(250) as u8
    }

    /// Two headings in a row: the second stands inside the first, and so do
    /// those that follow alone, until the next pair.
    fn heading_level(&mut self, title: &str, before: u8, after: u8, hashes: u8) -> u8 {
        if hashes > 0 {
            return hashes;
        }
        if before + after > 0 {
            self.level = 2;
            return before + 1;
        }
        if vocab::CLOSING_HEADING.is(title) { 1 } else { self.level }
    }

    /// Closes every open block from the one at `keep` on.
    fn close(&mut self, keep: usize) {
        while self.open.len() > keep {
            if let Some(open) = self.open.pop() {
                self.attach(open.block);
            }
        }
    }

    /// Puts a finished block into the innermost open one.
    fn attach(&mut self, block: Block<'s>) {
        let end = block.span();
        match self.open.last_mut().map(|o| &mut o.block) {
            Some(Block::Section(s)) => {
                s.span = s.span.cover(end);
                s.blocks.push(block);
            }
            Some(Block::Item(i)) => {
                i.span = i.span.cover(end);
                i.blocks.push(block);
            }
            Some(Block::Paragraph(_) | Block::Table(_)) | None => self.done.push(block),
        }
    }
}

fn extent(pieces: &[Span]) -> Span {
    match (pieces.first(), pieces.last()) {
        (Some(a), Some(z)) => a.cover(*z),
        _ => Span::default(),
    }
}
