//! New numbers: for the items of every part whose numbering is broken, for a series from one place on, or
//! for one block; and for every reference to them.

use std::collections::HashMap;

use crate::diagnostic::Edit;
use crate::outline::{FaultKind, Role};
use crate::rules::{Context, alike, links, numbered};
use crate::text::Span;
use crate::tree::series::{Found, Numbered, groups, innermost, starts_over};
use crate::tree::{Block, Document, Marker, Paper, walk};

use super::ordered;

/// The edits that number the outermost items of each broken part again: 1, 2,
/// 3 … through the part, or through each section where the part's sections
/// start over. References to them from the body follow.
///
/// This can change what a paper says: where an item is missing, the gap is
/// closed and not filled.
#[must_use]
pub fn renumber(paper: &Paper<'_>) -> Vec<Edit> {
    ordered(Context::all_of(paper).iter().flat_map(renumbered).collect())
}

/// The edits that number the series again from the block that a byte stands in to the end of the series:
/// on from the number before it, or from its own where it is the first. References follow.
///
/// As [`renumber`], this can change what a paper says.
#[must_use]
pub fn renumber_from(paper: &Paper<'_>, at: u32) -> Vec<Edit> {
    let Some((context, found, own)) = marked(paper, at) else { return Vec::new() };
    let mut next = None;
    let mut numbering = Numbering::new(&context);
    for (numbered, part) in with_part(&context, &found) {
        if numbered.marker.span.start < own.marker.span.start {
            next = Some(numbered.number.saturating_add(1));
        } else {
            let next = next.get_or_insert(own.number);
            numbering.give(part, numbered.marker, numbered.number, *next);
            *next = next.saturating_add(u32::from(numbered.marker.inserted.is_none()));
        }
    }
    numbering.edits()
}

/// The edits that give the innermost numbered block that a byte stands in another number. References follow.
#[must_use]
pub fn renumber_one(paper: &Paper<'_>, at: u32, number: u32) -> Vec<Edit> {
    let Some((context, found, own)) = marked(paper, at) else { return Vec::new() };
    let mut numbering = Numbering::new(&context);
    let itself = with_part(&context, &found).into_iter().find(|(n, _)| n.marker.span == own.marker.span);
    if let Some((numbered, part)) = itself {
        numbering.give(part, numbered.marker, numbered.number, number);
    }
    numbering.edits()
}

/// The series of a block, each number with the part in which references mean it.
fn with_part<'c, 's>(
    context: &Context<'_, '_>,
    found: &Found<'c, 's>,
) -> Vec<(Numbered<'c, 's>, Option<usize>)> {
    let (named, part) = (numbered(context), found.at.part_index);
    let is_meant = |n: &Numbered<'_, '_>| named.get(&(part, n.number)) == Some(&n.marker.span);
    found.series().into_iter().map(|n| (n, is_meant(&n).then_some(part))).collect()
}

/// The innermost numbered block that a byte stands in.
fn marked<'c, 's>(
    paper: &'c Paper<'s>,
    at: u32,
) -> Option<(Context<'c, 's>, Found<'c, 's>, Numbered<'c, 's>)> {
    let found = innermost(&paper.documents(), at, |block| block.marker().is_some())?;
    let context = Context::all_of(paper).into_iter().nth(found.document)?;
    let own = Numbered::of(found.block)?;
    Some((context, found, own))
}

/// New numbers so far.
struct Numbering<'a, 'c, 's> {
    context: &'a Context<'c, 's>,
    edits: Vec<Edit>,
    /// By part and number, the new number.
    moved: HashMap<(usize, u32), u32>,
}

impl<'a, 'c, 's> Numbering<'a, 'c, 's> {
    fn new(context: &'a Context<'c, 's>) -> Self {
        Self { context, edits: Vec::new(), moved: HashMap::new() }
    }

    /// Gives a marker another number. With `part` references to the number in that part mean it.
    fn give(&mut self, part: Option<usize>, marker: &Marker<'_>, number: u32, new: u32) {
        let raw = &marker.raw;
        let tail = &raw[raw.trim_end_matches(['.', '．', '、', ' ']).len()..];
        let text = format!("{}{tail}", alike(raw, number, new));
        // A misprint counts as the number that it should be.
        if text != *raw && marker.inserted.is_none() {
            self.edits.push(Edit { start: marker.span.start, end: marker.span.end, text });
        }
        if let Some(part) = part {
            // Of a number that comes twice, references mean the first.
            self.moved.entry((part, number)).or_insert(new);
        }
    }

    /// All edits, those of references with them.
    fn edits(mut self) -> Vec<Edit> {
        for link in links(self.context).into_iter().filter(|link| link.certain) {
            let Some(number) = link.number else { continue };
            let new = self.moved.get(&(link.part, number));
            let printed = self.context.source.text().get(link.span.range()).unwrap_or_default();
            if let Some(&new) = new.filter(|new| **new != number) {
                let Span { start, end } = link.span;
                self.edits.push(Edit { start, end, text: alike(printed, number, new) });
            }
        }
        ordered(self.edits)
    }
}

fn renumbered(context: &Context<'_, '_>) -> Vec<Edit> {
    let document = context.document;
    let mut numbering = Numbering::new(context);
    for (index, part) in document.parts.iter().enumerate() {
        if !broken(context, part.span) {
            continue;
        }
        let groups = groups(&part.blocks);
        let over = starts_over(&groups);
        let mut next = 1 + u32::from(has_first(document, index));
        for group in &groups {
            if over {
                next = 1;
            }
            for item in group {
                // Where sections start over, a number alone names no item.
                numbering.give((!over).then_some(index), &item.marker, item.number, next);
                next += u32::from(item.marker.inserted.is_none());
            }
        }
    }
    numbering.edits()
}

/// Whether the numbering of items within a part is reported as broken.
fn broken(context: &Context<'_, '_>, part: Span) -> bool {
    context.faults.iter().any(|f| {
        f.role == Role::Item
            && part.contains(f.span)
            && matches!(
                f.kind,
                FaultKind::Gap
                    | FaultKind::Duplicate
                    | FaultKind::Displaced
                    | FaultKind::Misprint
                    | FaultKind::WrongFirst
                    | FaultKind::Restart
            )
    })
}

/// Whether the part's unnumbered first paragraph counts as 1.
fn has_first(document: &Document<'_>, part: usize) -> bool {
    let mut found = false;
    walk(document, |at, block| {
        found |= at.part_index == part && matches!(block, Block::Paragraph(p) if p.number == Some(1));
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPER: &str = "計劃\n\n一、甲\n\n1. 已經完成。\n2. 正在進行。\n\n二、乙\n\n4. 詳見上文第 2 段及上文第四段。\n(a) 甲\n(b) 乙\n(d) 丙\n5. 完。\n";

    #[test]
    fn a_series_is_numbered_on_through_the_sections_and_references_follow() {
        let paper = crate::parse(PAPER);
        let at = PAPER.find("2. 正").unwrap() as u32;
        let mended = crate::fix::apply(PAPER, &renumber_from(&paper, at));
        assert_eq!(
            mended,
            PAPER.replace("4. 詳", "3. 詳").replace("第四段", "第三段").replace("5. 完", "4. 完")
        );
        let at = PAPER.find("(b)").unwrap() as u32;
        let mended = crate::fix::apply(PAPER, &renumber_from(&paper, at));
        assert_eq!(mended, PAPER.replace("(d)", "(c)"));
    }

    #[test]
    fn references_stay_with_the_first_of_two() {
        let text = PAPER.replace("4. 詳", "2. 詳");
        let at = text.rfind("2. 詳").unwrap() as u32;
        let mended = crate::fix::apply(&text, &renumber_one(&crate::parse(&text), at, 3));
        assert_eq!(mended, text.replace("2. 詳", "3. 詳"));
    }

    #[test]
    fn one_number_is_changed_with_the_references_to_it() {
        let at = PAPER.find("2. 正").unwrap() as u32;
        let mended = crate::fix::apply(PAPER, &renumber_one(&crate::parse(PAPER), at, 3));
        assert_eq!(mended, PAPER.replace("2. 正", "3. 正").replace("第 2 段", "第 3 段"));
        let at = PAPER.find("二、").unwrap() as u32;
        let mended = crate::fix::apply(PAPER, &renumber_one(&crate::parse(PAPER), at, 3));
        assert_eq!(mended, PAPER.replace("二、", "三、"));
    }

    #[test]
    #[ignore = "known gap of the joint search, see CHANGELOG.md"]
    fn a_gap_is_closed_and_references_follow() {
        let text = "計劃\n\n目的\n\n本文件介紹計劃。\n\n2. 甲項已經完成。\n\n4. 乙項正在進行，詳見上文第 2 段。\n\n5. 丙項見上文第 4 段。\n";
        let edits = renumber(&crate::parse(text));
        let mended = crate::fix::apply(text, &edits);
        assert_eq!(
            mended,
            text.replace("4. 乙", "3. 乙").replace("5. 丙", "4. 丙").replace("第 4 段", "第 3 段")
        );
        assert!(crate::parse(&mended).check().is_empty());
    }
}
