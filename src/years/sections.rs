//! Which old section became which new one.
//!
//! A title that comes again names the same section, whatever its ordinal now
//! is. A retitled section is known by the items it kept, and failing that by its
//! ordinal under the same parent.

use std::collections::HashMap;

use super::similarity::{Corpus, normal};
use super::year::Year;
use crate::languages::pair::units::Kind;

/// Old headings and their successors.
pub(super) struct Sections {
    successor: HashMap<usize, usize>,
    taken: HashMap<usize, usize>,
}

pub(super) fn sections(old: &Year<'_>, new: &Year<'_>, items: &[(usize, usize)]) -> Sections {
    let headings = |p: &Year<'_>| p.indices(|k| k == Kind::Heading);
    let (left, right) = (headings(old), headings(new));
    let titles = |p: &Year<'_>, list: &[usize]| -> Vec<String> {
        list.iter().map(|i| p.get(*i).map_or_else(String::new, |u| normal(u.text))).collect()
    };
    let (old_titles, new_titles) = (titles(old, &left), titles(new, &right));
    let corpus = Corpus::new(&old_titles, &new_titles);
    let mut votes: HashMap<(usize, usize), f32> = HashMap::new();
    let mut held: HashMap<usize, f32> = HashMap::new();
    for (i, j) in items {
        let (above, below) = (old.around(*i), new.around(*j));
        for x in &above {
            *held.entry(*x).or_default() += 1.0;
            for y in &below {
                *votes.entry((*x, *y)).or_default() += 1.0;
            }
        }
    }
    let mut order: Vec<(f32, usize, usize)> = Vec::new();
    for (a, x) in left.iter().enumerate() {
        for (b, y) in right.iter().enumerate() {
            let (Some(u), Some(v)) = (old.get(*x), new.get(*y)) else { continue };
            if u.depth != v.depth {
                continue;
            }
            let similar = match (corpus.old.get(a), corpus.new.get(b)) {
                (Some(p), Some(q)) => corpus.similarity(p, q),
                _ => 0.0,
            };
            let same_title = old_titles.get(a) == new_titles.get(b) && !u.text.is_empty();
            let share = votes.get(&(*x, *y)).copied().unwrap_or(0.0) / held.get(x).copied().unwrap_or(1.0);
            let ordinal = if u.number.is_some() && u.number == v.number { 0.1 } else { 0.0 };
            let score = if same_title { 2.0 } else { similar } + share + ordinal;
            if same_title || similar > 0.3 || share >= 0.5 {
                order.push((score, *x, *y));
            }
        }
    }
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut out = Sections { successor: HashMap::new(), taken: HashMap::new() };
    for (_, x, y) in order {
        if !out.successor.contains_key(&x) && !out.taken.contains_key(&y) {
            out.successor.insert(x, y);
            out.taken.insert(y, x);
        }
    }
    out
}

impl Sections {
    /// Whether an item that was `i` and is now `j` changed its section.
    pub(super) fn moved(&self, old: &Year<'_>, new: &Year<'_>, i: usize, j: usize) -> bool {
        if old.parts.get(i) != new.parts.get(j) {
            return true;
        }
        match (old.get(i).and_then(|u| u.section), new.get(j).and_then(|u| u.section)) {
            (None, None) => false,
            (Some(x), Some(y)) => self.successor.get(&x) != Some(&y),
            _ => true,
        }
    }
}
