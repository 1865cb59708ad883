//! Two trees to one: what stands in both languages is one block.
//!
//! The tree of the first language keeps its shape. The counterpart of each of its
//! blocks is hung on it as a parallel; what the second language has alone is put
//! in as a block of its own, behind the block that its neighbour belongs to, and
//! carries its language.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::text::Span;
use crate::tree::{Block, Document, LanguageVersion, Parallel, ParallelFront, ParallelPart, Part};

use super::pairs::Pairing;

/// Where a block without counterpart goes in the first tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Anchor {
    /// Before everything in a part.
    Part(usize),
    /// Before everything in a block.
    Into(u32),
    /// Right behind a block.
    Behind(u32),
}

/// What a list of blocks of the second tree stands in.
#[derive(Debug, Clone, Copy)]
enum Home {
    /// A part of the first tree.
    Part(usize),
    /// The counterpart of a block of the first tree.
    Paired(u32),
    /// A block without counterpart.
    Alone,
}

struct Merge<'p, 's> {
    language: &'static str,
    pairs: &'p HashMap<u32, u32>,
    /// What each block of the first tree stands in.
    parents: HashMap<u32, Anchor>,
    parallels: HashMap<u32, Vec<Parallel<'s>>>,
    alone: HashMap<Anchor, Vec<Block<'s>>>,
}

/// Merges the second version into the first.
pub(super) fn merge<'s>(
    versions: &[LanguageVersion<'s>; 2],
    pairing: &Pairing,
    languages: &[&'static str],
) -> Document<'s> {
    let [main, other] = versions;
    let mut document = main.document.clone();
    document.languages = languages.iter().map(|l| Cow::Borrowed(*l)).collect();
    let mut merge = Merge {
        language: other.language,
        pairs: &pairing.blocks,
        parents: HashMap::new(),
        parallels: HashMap::new(),
        alone: HashMap::new(),
    };
    for (index, part) in document.parts.iter().enumerate() {
        merge.note_parents(&part.blocks, Anchor::Part(index));
    }
    document.front.parallel.extend(front(other));
    let own = (languages.first() != Some(&main.language)).then_some(Cow::Borrowed(main.language));
    for part in &mut document.parts {
        part.language.clone_from(&own);
    }
    let mut extra: Vec<Part<'s>> = Vec::new();
    for (index, part) in other.document.parts.iter().enumerate() {
        let counterpart = pairing.parts.iter().find(|(_, j)| *j == Some(index)).and_then(|(i, _)| *i);
        match counterpart.and_then(|i| Some((i, document.parts.get_mut(i)?))) {
            Some((i, main)) => {
                main.parallel.push(around(part, other.language));
                merge.place(&part.blocks, Home::Part(i));
            }
            None => {
                let mut part = part.clone();
                part.language = Some(Cow::Borrowed(other.language));
                extra.push(part);
            }
        }
    }
    for (index, part) in document.parts.iter_mut().enumerate() {
        let blocks = std::mem::take(&mut part.blocks);
        part.blocks = merge.attach(blocks, Anchor::Part(index));
    }
    // Nothing may be lost, whatever the pairs say.
    if let Some(last) = document.parts.last_mut() {
        let mut rest: Vec<Block<'s>> = merge.alone.drain().flat_map(|(_, blocks)| blocks).collect();
        rest.sort_by_key(|b| b.span());
        last.blocks.extend(rest);
    }
    document.parts.extend(extra);
    document
}

/// The byte that a block is named by.
fn key(block: &Block<'_>) -> u32 {
    let first = block.marker().map(|m| m.span).or(block.pieces().first().copied());
    first.unwrap_or(block.span()).start
}

impl<'s> Merge<'_, 's> {
    // The depth of a tree is bounded by the number of marker families.
    fn note_parents(&mut self, blocks: &[Block<'s>], parent: Anchor) {
        for block in blocks {
            self.parents.insert(key(block), parent);
            self.note_parents(block.blocks(), Anchor::Into(key(block)));
        }
    }

    /// Hangs blocks of the second tree on the first, and gives back those that
    /// have to stay in the block without counterpart they stand in.
    fn place(&mut self, blocks: &[Block<'s>], home: Home) -> Vec<Block<'s>> {
        let inside = match home {
            Home::Part(index) => Some(Anchor::Part(index)),
            Home::Paired(key) => Some(Anchor::Into(key)),
            Home::Alone => None,
        };
        let mut anchor = inside;
        let mut left = Vec::new();
        for block in blocks {
            if let Some(&counterpart) = self.pairs.get(&key(block)) {
                self.parallels.entry(counterpart).or_default().push(parallel(block, self.language));
                self.place(block.blocks(), Home::Paired(counterpart));
                // Behind it only what stands in the same section here and there.
                if self.parents.get(&counterpart).copied() == inside {
                    anchor = Some(Anchor::Behind(counterpart));
                }
                continue;
            }
            let inner = self.place(block.blocks(), Home::Alone);
            let alone = self.own(block, inner);
            match anchor {
                Some(anchor) => self.alone.entry(anchor).or_default().push(alone),
                None => left.push(alone),
            }
        }
        left
    }

    /// A block of the second tree that has no counterpart.
    fn own(&self, block: &Block<'s>, inner: Vec<Block<'s>>) -> Block<'s> {
        let language = Some(Cow::Borrowed(self.language));
        let mut block = block.clone();
        match &mut block {
            Block::Section(b) => (b.language, b.blocks) = (language, inner),
            Block::Item(b) => (b.language, b.blocks) = (language, inner),
            Block::Paragraph(b) => b.language = language,
            Block::Table(b) => b.language = language,
        }
        block
    }

    /// The blocks of the first tree with their parallels, and what goes among them.
    fn attach(&mut self, blocks: Vec<Block<'s>>, inside: Anchor) -> Vec<Block<'s>> {
        let mut out = self.alone.remove(&inside).unwrap_or_default();
        for mut block in blocks {
            let key = key(&block);
            let parallels = self.parallels.remove(&key).unwrap_or_default();
            match &mut block {
                Block::Section(b) => {
                    b.parallel = parallels;
                    b.blocks = self.attach(std::mem::take(&mut b.blocks), Anchor::Into(key));
                }
                Block::Item(b) => {
                    b.parallel = parallels;
                    b.blocks = self.attach(std::mem::take(&mut b.blocks), Anchor::Into(key));
                }
                Block::Paragraph(b) => b.parallel = parallels,
                Block::Table(b) => b.parallel = parallels,
            }
            out.push(block);
            // A paragraph holds nothing: what its counterpart holds follows it.
            out.extend(self.alone.remove(&Anchor::Into(key)).unwrap_or_default());
            out.extend(self.alone.remove(&Anchor::Behind(key)).unwrap_or_default());
        }
        out
    }
}

/// A block as the parallel of its counterpart, without what stands in it.
fn parallel<'s>(block: &Block<'s>, language: &'static str) -> Parallel<'s> {
    let (marker, pieces) = (block.marker(), block.pieces());
    let spans = marker.map(|m| m.span).into_iter().chain(pieces.iter().copied());
    Parallel {
        language: Cow::Borrowed(language),
        marker: marker.cloned(),
        text: block.text().clone(),
        span: spans.reduce(Span::cover).unwrap_or(block.span()),
        pieces: pieces.clone(),
    }
}

/// What stands around the blocks of a part.
fn around<'s>(part: &Part<'s>, language: &'static str) -> ParallelPart<'s> {
    ParallelPart {
        language: Cow::Borrowed(language),
        label: part.label.clone(),
        title: part.title.clone(),
        span: part.span,
        line: part.line,
        issuer: part.issuer.clone(),
        issued: part.issued.clone(),
        signatories: part.signatories.clone(),
    }
}

/// What stands before the body, if anything does.
fn front<'s>(version: &LanguageVersion<'s>) -> Option<ParallelFront<'s>> {
    let front = version.document.front.clone();
    let some = front.paper_number.is_some()
        || front.nature.is_some()
        || front.committee.is_some()
        || front.meeting_date.is_some()
        || !front.title.is_empty();
    some.then_some(ParallelFront {
        language: Cow::Borrowed(version.language),
        paper_number: front.paper_number,
        nature: front.nature,
        committee: front.committee,
        title: front.title,
        meeting_date: front.meeting_date,
    })
}
