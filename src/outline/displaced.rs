//! A heading that stands too low leaves two traces: nothing is left under the
//! heading before it, and the items it should stand above are in the wrong
//! place. Where a word processor counts by itself, no number tells of it either.
//! Only the trace beside the displaced heading is a fault.

use std::collections::HashSet;

use super::fault::Role;
use super::solve::Mark;

/// Items before the first subsection of a section.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mixed {
    /// The section's heading, as an index of the marks; `None` for the part.
    pub section: Option<usize>,
    /// The heading of its first subsection.
    pub first: usize,
    /// The first of the items before that.
    pub item: usize,
}

/// Drops the traces that a displaced heading explains. `empty` are indices of
/// headings that hold nothing.
pub(super) fn explain(marks: &[Mark], empty: &mut Vec<usize>, mixed: &mut Vec<Mixed>) {
    // Put back above its items, this heading would hold them.
    let firsts: HashSet<usize> = mixed.iter().map(|m| m.first).collect();
    empty.retain(|e| !firsts.contains(e));
    let was_empty: HashSet<usize> = empty.iter().copied().collect();
    let (mut gone, mut filled) = (HashSet::new(), HashSet::new());
    for late in mixed.iter() {
        // The section's own heading came late: its first subsections were left
        // to the section before it.
        let Some(section) = late.section else { continue };
        let Some(before) = previous(marks, section) else { continue };
        let rank = marks[late.first].rank;
        let inner: Vec<usize> = (before + 1..section)
            .filter(|&i| marks[i].role == Role::Section && marks[i].rank == rank)
            .collect();
        let Some(&last) = inner.last() else { continue };
        // What stands late fills the heading that it was taken from, once.
        let first = filled.insert(last);
        if first && was_empty.contains(&last) || inner.len() == 1 {
            gone.insert(before);
        }
    }
    empty.retain(|e| !filled.contains(e));
    mixed.retain(|m| m.section.is_none_or(|section| !gone.contains(&section)));
}

/// The heading before another one of its rank, in the same scope.
fn previous(marks: &[Mark], section: usize) -> Option<usize> {
    let rank = marks[section].rank;
    let before = marks[..section].iter().rposition(|m| m.rank <= rank)?;
    (marks[before].rank == rank && marks[before].role == Role::Section).then_some(before)
}
