//! Two parts side by side while they are gone through, and what is found in them.

use std::collections::HashSet;

use crate::Source;
use crate::diagnostic::{Diagnostic, Related};
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
    /// Pairs that have a finding of their own already.
    pub(in crate::languages::pair) settled: HashSet<(usize, usize)>,
}

impl<'s, 't> Scene<'s, 't> {
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
        self.pairs.iter().find_map(|(i, j)| match side {
            Side::Left if *i == Some(index) => *j,
            Side::Right if *j == Some(index) => *i,
            _ => None,
        })
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
