//! Which units of one version may be one text of the other: a list that the other
//! language writes as a sentence, paragraphs that it does not part, a heading that
//! there stands in the line of its first paragraph.

use super::units::{Kind, Unit};

/// So many units at most stand in one text of the other language.
const LONGEST: usize = 24;
/// So many of them at most are paragraphs without a number.
const PARAGRAPHS: usize = 3;

/// For each unit, the lengths of the runs that end with it. `units` are those of
/// a part in their order, by their indices in it.
pub(super) fn runs(part: &[Unit<'_>], units: &[usize]) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); units.len()];
    for start in 0..units.len() {
        let mut run = Run { part, units, start, paragraphs: 0 };
        for last in start + 1..units.len().min(start + LONGEST) {
            if !run.takes(last) {
                break;
            }
            if run.is_whole(last)
                && let Some(lengths) = out.get_mut(last)
            {
                lengths.push(last + 1 - start);
            }
        }
    }
    out
}

struct Run<'r, 't> {
    part: &'r [Unit<'t>],
    units: &'r [usize],
    start: usize,
    paragraphs: usize,
}

impl Run<'_, '_> {
    fn unit(&self, at: usize) -> Option<(usize, &Unit<'_>)> {
        let index = *self.units.get(at)?;
        Some((index, self.part.get(index)?))
    }

    /// Whether the run goes on with a unit.
    fn takes(&mut self, at: usize) -> bool {
        let (Some((_, head)), Some((_, unit))) = (self.unit(self.start), self.unit(at)) else { return false };
        match unit.kind {
            Kind::Paragraph => {
                self.paragraphs += 1;
                self.paragraphs <= PARAGRAPHS
            }
            // A list is taken whole, and only what is said of it before makes it a sentence.
            Kind::Item => head.kind != Kind::Heading && self.begins_within(at),
            _ => false,
        }
    }

    /// Whether the list of an item begins in the run, behind its first unit.
    fn begins_within(&self, at: usize) -> bool {
        let Some((_, item)) = self.unit(at) else { return false };
        let before = (0..at).rev().take(2 * LONGEST).filter_map(|k| Some((k, self.unit(k)?.1)));
        let mut siblings = before.filter(|(_, u)| is_sibling(u, item));
        siblings.next().is_none_or(|(k, u)| k > self.start || k < self.start && u.number >= item.number)
    }

    /// Whether no list that is begun goes on behind the run.
    fn is_whole(&self, last: usize) -> bool {
        let Some((_, next)) = self.unit(last + 1).filter(|(_, u)| u.kind == Kind::Item) else { return true };
        (self.start + 1..=last)
            .filter_map(|k| self.unit(k))
            .all(|(index, u)| next.parent != Some(index) && !is_sibling(u, next))
    }
}

/// Whether two items may be of one list.
fn is_sibling(a: &Unit<'_>, b: &Unit<'_>) -> bool {
    a.kind == Kind::Item && b.kind == Kind::Item && (a.parent, a.section) == (b.parent, b.section)
}
