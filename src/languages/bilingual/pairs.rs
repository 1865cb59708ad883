//! Which block of one language is which block of the other, and whether the two
//! are each other's translation at all.

use std::collections::HashMap;

use crate::Source;
use crate::languages::pair::align::PartPairs;
use crate::languages::pair::figures::{Strength, differences};
use crate::languages::pair::neighbours::neighbours;
use crate::languages::pair::units::{Kind, PartUnits, Unit};
use crate::languages::pair::{align, units};
use crate::tree::{Block, Document, walk};

use super::streams::Streams;

/// The counterparts of two trees. Blocks are named by the byte they begin at:
/// their marker, or else their first piece.
pub(super) struct Pairing {
    /// From the second tree to the first.
    pub(super) blocks: HashMap<u32, u32>,
    /// Parts of the first and the second tree.
    pub(super) parts: Vec<(Option<usize>, Option<usize>)>,
    /// The trees change places: only the second prints the numbers.
    pub(super) swapped: bool,
}

/// Units that a translation must have: items and paragraphs.
fn leaves<'u, 't>(side: &'u [PartUnits<'t>]) -> impl Iterator<Item = &'u Unit<'t>> {
    side.iter().flat_map(|p| &p.units).filter(|u| matches!(u.kind, Kind::Item | Kind::Paragraph))
}

/// Whether most items and paragraphs print a number.
pub(super) fn numbered(side: &[PartUnits<'_>]) -> bool {
    let (mut all, mut numbered) = (0, 0);
    for unit in leaves(side) {
        all += 1;
        numbered += usize::from(unit.number.is_some());
    }
    numbered * 2 >= all && all > 0
}

/// Whether the languages take turns, item by item or paragraph by paragraph.
fn alternate(left: &[PartUnits<'_>], right: &[PartUnits<'_>]) -> bool {
    let mut places: Vec<(u32, bool)> = leaves(left).map(|u| (u.span.start, false)).collect();
    places.extend(leaves(right).map(|u| (u.span.start, true)));
    places.sort_unstable();
    let turns = places.windows(2).filter(|w| matches!(w, [a, b] if a.1 != b.1)).count();
    turns * 2 >= places.len()
}

/// Aligns the two languages of one file. Where the languages take turns and one
/// of them prints no numbers, what stands next to each other belongs together.
pub(super) fn align(left: &[PartUnits<'_>], right: &[PartUnits<'_>]) -> Vec<PartPairs> {
    if alternate(left, right) && !(numbered(left) && numbered(right)) {
        neighbours(left, right)
    } else {
        align::align(left, right)
    }
}

/// Where the table of each row begins, by where the row does.
fn rows_of_tables(document: &Document<'_>) -> HashMap<u32, u32> {
    let mut out = HashMap::new();
    walk(document, |_, block| {
        if let Block::Table(table) = block {
            out.extend(table.rows.iter().map(|row| (row.span.start, table.span.start)));
        }
    });
    out
}

/// The counterparts, if the two trees are translations of each other, or are
/// `declared` to be.
pub(super) fn translation(
    source: &Source,
    documents: [&Document<'_>; 2],
    streams: &Streams<'_>,
    declared: bool,
) -> Option<Pairing> {
    let [left, right] = documents.map(|d| units::units(source, d));
    let aligned = align(&left, &right);
    let rows = documents.map(rows_of_tables);
    // A row is no block: its table is.
    let block = |side: usize, unit: &Unit<'_>| {
        let start = unit.span.start;
        rows.get(side).and_then(|rows| rows.get(&start)).copied().unwrap_or(start)
    };
    let mut blocks = HashMap::new();
    let mut evidence = Evidence::default();
    for pair in &aligned {
        let (Some(a), Some(b)) = (pair.left.and_then(|i| left.get(i)), pair.right.and_then(|j| right.get(j)))
        else {
            continue;
        };
        for (i, j) in &pair.pairs {
            let (Some(x), Some(y)) = (i.and_then(|i| a.units.get(i)), j.and_then(|j| b.units.get(j))) else {
                continue;
            };
            if x.kind != Kind::Line && y.kind != Kind::Line {
                blocks.entry(block(1, y)).or_insert(block(0, x));
                evidence.pair(x, y);
            }
        }
    }
    let (l, r) = (leaves(&left).count(), leaves(&right).count());
    if !declared && !evidence.speaks_for_translation(l, r, streams.halves) {
        return None;
    }
    let swapped = numbered(&right) && !numbered(&left);
    // What stands before the body is a part only to the comparison.
    let part = |at: Option<usize>| at.and_then(|at| at.checked_sub(1));
    let mut parts: Vec<_> = aligned
        .iter()
        .map(|p| (part(p.left), part(p.right)))
        .filter(|(l, r)| l.is_some() || r.is_some())
        .collect();
    if swapped {
        blocks = blocks.into_iter().map(|(y, x)| (x, y)).collect();
        parts = parts.into_iter().map(|(l, r)| (r, l)).collect();
    }
    Some(Pairing { blocks, parts, swapped })
}

/// What speaks for and against two trees being one paper in two languages.
#[derive(Debug, Default)]
struct Evidence {
    leaves: usize,
    /// Pairs of items and paragraphs that state figures, and those that state the same.
    stating: usize,
    agreeing: usize,
}

impl Evidence {
    fn pair(&mut self, x: &Unit<'_>, y: &Unit<'_>) {
        if x.kind == Kind::Heading {
            return;
        }
        self.leaves += 1;
        let stated = |u: &Unit<'_>| u.figures.iter().any(|f| f.strength == Strength::Stated);
        if stated(x) || stated(y) {
            self.stating += 1;
            self.agreeing += usize::from(differences(&x.figures, &y.figures, None).is_empty());
        }
    }

    /// Most of both must have a counterpart. Where the languages take turns, that
    /// is enough; a second half in English may be an annex with as many items, so
    /// its figures have to agree as well.
    fn speaks_for_translation(&self, left: usize, right: usize, halves: bool) -> bool {
        let most = left.max(right);
        let paired = self.leaves >= 2 && self.leaves * 3 >= most * 2;
        let agree = match self.stating {
            0..=2 => left == right && self.agreeing == self.stating,
            n => self.agreeing * 2 >= n,
        };
        paired && (!halves || agree)
    }
}
