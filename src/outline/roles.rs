//! Whether a marker opens a heading or an item, and where its own text ends.

use crate::markers::Style;

use super::fault::Role;
use super::solve::{Mark, Place};
use super::token::Key;

/// What the markers of a rank look like.
#[derive(Debug, Clone, Copy, Default)]
struct Shape {
    all: u32,
    short: u32,
    /// Something stands under so many.
    holding: u32,
}

impl Shape {
    fn role(self) -> Role {
        let heading = self.short * 5 >= self.all * 3 && self.holding * 2 >= self.all && self.all > 0;
        if heading { Role::Section } else { Role::Item }
    }
}

impl Place<'_, '_> {
    /// What the user tells of a marker family.
    pub(super) fn told_role(&self, style: Style) -> Option<Role> {
        self.lines.told.and_then(|told| told.role(style))
    }

    /// Whether each rank opens headings or items: a heading is short, ends no
    /// sentence, and something stands under it. The family decides as a whole.
    pub(super) fn roles(&self, order: &[Key], marks: &[Mark]) -> Vec<Role> {
        let mut shapes = vec![Shape::default(); order.len()];
        for (i, mark) in marks.iter().enumerate() {
            let next = marks.get(i + 1);
            let below = next.is_some_and(|n| n.rank > mark.rank);
            if let Some(shape) = shapes.get_mut(usize::from(mark.rank)) {
                shape.all += 1;
                shape.short += u32::from(mark.short);
                shape.holding += u32::from(below || self.holds_text(mark, next));
            }
        }
        let role = |(key, shape): (&Key, &Shape)| self.told_role(key.style).unwrap_or_else(|| shape.role());
        order.iter().zip(&shapes).map(role).collect()
    }

    /// One family may open headings in one section and items in another: where
    /// all of a section's speak against the family's role, they have it their way.
    pub(super) fn roles_by_scope(&self, marks: &mut [Mark]) {
        let mut start = 0;
        while start < marks.len() {
            let rank = marks[start].rank;
            // Only the first of a scope looks at it, so that a flat list is gone through once.
            let end = match start.checked_sub(1) {
                Some(before) if marks[before].rank >= rank => start,
                _ => start + marks[start..].iter().take_while(|m| m.rank >= rank).count(),
            };
            let own: Vec<usize> = (start..end).filter(|&i| marks[i].rank == rank).collect();
            let style = |i: usize| self.lines.candidates[marks[i].candidate as usize].style;
            if own.len() >= 2 && self.told_role(style(own[0])).is_none() {
                let next = |i: usize| marks[..end].get(i + 1);
                let below = |i: usize| next(i).is_some_and(|n| n.rank > rank);
                let short = |i: usize| marks[i].short;
                let headings = own.iter().all(|&i| short(i) && below(i));
                let items = own.iter().all(|&i| !short(i) && !below(i));
                for i in own {
                    if headings || items {
                        marks[i].role = if headings { Role::Section } else { Role::Item };
                    }
                }
            }
            start += 1;
        }
    }

    /// Fills in where the text of each mark ends, and whether it is short.
    pub(super) fn measure(&self, marks: &mut [Mark]) {
        let mut next = self.range.end;
        for mark in marks.iter_mut().rev() {
            mark.end = self.own_end(mark, next) as u32;
            mark.short = self.heading_like(mark);
            next = mark.at as usize;
        }
    }

    /// Where the text of a mark ends that stands before the line `end`.
    fn own_end(&self, mark: &Mark, end: usize) -> usize {
        let line = |at: usize| self.significant[at] as usize;
        let mut at = mark.at as usize;
        let candidate = &self.lines.candidates[mark.candidate as usize];
        if candidate.text == self.lines.lines[candidate.line as usize].span.end && at + 1 < end {
            at += 1;
        }
        while at + 1 < end && self.wraps.is_full(line(at)) {
            at += 1;
        }
        at
    }

    fn heading_like(&self, mark: &Mark) -> bool {
        let last = &self.lines.lines[self.significant[mark.end as usize] as usize];
        let first = self.lines.candidates[mark.candidate as usize].text;
        matches!(last.ending, crate::text::Ending::Open | crate::text::Ending::Empty)
            && last.span.end.saturating_sub(first) <= 240
    }

    /// Whether a paragraph of its own stands between a mark and the next.
    fn holds_text(&self, mark: &Mark, next: Option<&Mark>) -> bool {
        let end = next.map_or(self.range.end, |n| n.at as usize);
        let from = mark.end as usize + 1;
        (from..end.min(from + 8))
            .any(|at| self.lines.lines[self.significant[at] as usize].ending == crate::text::Ending::Sentence)
    }

    /// First, last and count of the outermost items.
    pub(super) fn series(&self, marks: &[Mark], implicit_first: bool) -> Option<(u32, u32, u32)> {
        let rank = marks.iter().filter(|m| m.role == Role::Item).map(|m| m.rank).min()?;
        let value = |m: &Mark| self.lines.candidates[m.candidate as usize].value;
        let own = || marks.iter().filter(|m| m.rank == rank && m.role == Role::Item);
        let extra = u32::from(implicit_first && own().next().is_some_and(|m| value(m) != 1));
        let first = if extra == 1 { 1 } else { own().map(value).min()? };
        Some((first, own().map(value).max()?, own().count() as u32 + extra))
    }
}
