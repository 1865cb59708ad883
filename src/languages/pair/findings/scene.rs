//! Two parts side by side while they are gone through, and what is found in them.

use std::collections::{BTreeMap, HashSet};

use crate::Source;
use crate::diagnostic::{Diagnostic, Related};
use crate::languages::pair::align::PartPairs;
use crate::languages::pair::sequence::Step;
use crate::languages::pair::units::{Kind, Unit};

/// One of the two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The first version named.
    Left,
    /// The second.
    Right,
}

impl Side {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        if self == Self::Left { Self::Right } else { Self::Left }
    }
}

/// A disagreement.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The version that `diagnostic.span` is in.
    pub side: Side,
    /// The disagreement. Its own `related` is empty.
    pub diagnostic: Diagnostic,
    /// Places that explain it, each in one of the versions.
    pub related: Vec<(Side, Related)>,
}

/// Both versions of one pair of parts, with what is known of the pairs so far.
pub(in crate::languages::pair) struct Scene<'s, 't> {
    pub(in crate::languages::pair) left_source: &'s Source,
    pub(in crate::languages::pair) right_source: &'s Source,
    pub(in crate::languages::pair) left: &'s [Unit<'t>],
    pub(in crate::languages::pair) right: &'s [Unit<'t>],
    pub(in crate::languages::pair) pairs: &'s [Step],
    /// The counterpart of each unit of either side.
    partners: [Vec<Option<usize>>; 2],
    /// Whether each unit of either side, or anything in it, has a counterpart.
    kept: [Vec<bool>; 2],
    /// Units of either side that stand in the counterpart of a unit before them.
    pub(in crate::languages::pair) joined: [&'s BTreeMap<usize, usize>; 2],
    /// The title of one version may be the first paragraph of the other.
    pub(in crate::languages::pair) untitled: bool,
    /// Pairs that have a finding of their own already.
    pub(in crate::languages::pair) settled: HashSet<(usize, usize)>,
}

impl<'s, 't> Scene<'s, 't> {
    pub(in crate::languages::pair) fn new(
        (left_source, left): (&'s Source, &'s [Unit<'t>]),
        (right_source, right): (&'s Source, &'s [Unit<'t>]),
        pair: &'s PartPairs,
    ) -> Self {
        let mut partners = [vec![None; left.len()], vec![None; right.len()]];
        let [of_left, of_right] = &mut partners;
        for (i, j) in pair.pairs.iter().filter_map(|(i, j)| i.zip(*j)) {
            if let (Some(a), Some(b)) = (of_left.get_mut(i), of_right.get_mut(j)) {
                (*a, *b) = (Some(j), Some(i));
            }
        }
        let joined = [&pair.joined_left, &pair.joined_right];
        let [of_left, of_right] = &partners;
        let kept =
            [(left, of_left, joined[0]), (right, of_right, joined[1])].map(|(units, partners, joined)| {
                let mut kept = vec![false; units.len()];
                // What stands in something stands behind it.
                for (i, unit) in units.iter().enumerate().rev() {
                    let own = partners.get(i).is_some_and(Option::is_some) || joined.contains_key(&i);
                    if own && let Some(cell) = kept.get_mut(i) {
                        *cell = true;
                    }
                    if kept.get(i) == Some(&true) {
                        for up in [unit.section, unit.parent].into_iter().flatten() {
                            if let Some(cell) = kept.get_mut(up) {
                                *cell = true;
                            }
                        }
                    }
                }
                kept
            });
        let pairs = &pair.pairs;
        Self {
            left_source,
            right_source,
            left,
            right,
            pairs,
            partners,
            kept,
            joined,
            untitled: false,
            settled: HashSet::new(),
        }
    }

    pub(in crate::languages::pair) fn both(
        &self,
    ) -> impl Iterator<Item = (usize, usize, &'s Unit<'t>, &'s Unit<'t>)> + use<'s, 't> {
        let (left, right) = (self.left, self.right);
        self.pairs.iter().filter_map(move |(i, j)| {
            let (i, j) = ((*i)?, (*j)?);
            Some((i, j, left.get(i)?, right.get(j)?))
        })
    }

    pub(in crate::languages::pair) fn partner(&self, side: Side, index: usize) -> Option<usize> {
        let [left, right] = &self.partners;
        *(if side == Side::Left { left } else { right }).get(index)?
    }

    /// Whether a unit has no counterpart, nor anything in it.
    pub(in crate::languages::pair) fn is_gone(&self, side: Side, index: usize) -> bool {
        let [left, right] = &self.kept;
        !(if side == Side::Left { left } else { right }).get(index).copied().unwrap_or(true)
    }

    fn joined(&self, side: Side) -> &'s BTreeMap<usize, usize> {
        let [left, right] = self.joined;
        if side == Side::Left { left } else { right }
    }

    /// Whether a unit stands in the counterpart of one before it.
    pub(in crate::languages::pair) fn is_joined(&self, side: Side, index: usize) -> bool {
        self.joined(side).contains_key(&index)
    }

    /// A unit and those that stand in its counterpart with it.
    pub(in crate::languages::pair) fn with_joined(
        &self,
        side: Side,
        index: usize,
    ) -> impl Iterator<Item = &'s Unit<'t>> + use<'s, 't> {
        let (units, joined) = (self.units(side), self.joined(side));
        let behind = joined.range(index..).take_while(move |(_, head)| **head == index).map(|(i, _)| *i);
        std::iter::once(index).chain(behind).filter_map(|i| units.get(i))
    }

    pub(in crate::languages::pair) fn units(&self, side: Side) -> &'s [Unit<'t>] {
        if side == Side::Left { self.left } else { self.right }
    }
}

/// What a unit is called in a message.
pub(in crate::languages::pair) fn name(unit: &Unit<'_>) -> String {
    let number =
        || unit.number.map(|n| format!(" {n}{}", unit.inserted.map_or(String::new(), |c| c.to_string())));
    match unit.kind {
        Kind::Item => format!("item{}", number().unwrap_or_default()),
        Kind::Paragraph => "a paragraph".to_owned(),
        Kind::Line => "a line".to_owned(),
        Kind::Heading => match number() {
            Some(number) => format!("section{number} “{}”", short(unit.text)),
            None => format!("section “{}”", short(unit.text)),
        },
    }
}

/// The first words of a text.
pub(in crate::languages::pair) fn short(text: &str) -> String {
    const MOST: usize = 32;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let mut out: String = text.chars().take(MOST - 1).collect();
    out.push('…');
    out
}
