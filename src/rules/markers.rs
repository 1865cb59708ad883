//! The markers of a document, for the rules on how a series prints them.

use std::collections::BTreeMap;

use crate::markers::Style;
use crate::outline::Role;
use crate::text::{Source, Span};
use crate::tree::{Block, Document, walk};

/// A marker in the tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printed<'c> {
    pub(super) style: Style,
    /// Where it stands.
    pub(super) span: Span,
    /// What it counts.
    value: u32,
    /// As the source prints it.
    pub(super) text: &'c str,
    /// Start of the block that holds the series: the section around a
    /// subsection, the item around a sub-item; none for a series of the part.
    parent: Option<u32>,
}

/// Markers of one family in one part, in the order of the paper.
pub(super) type Family<'c> = Vec<Printed<'c>>;

/// All markers, by part, role and style.
pub(super) fn families<'c>(source: &'c Source, document: &'c Document<'_>) -> Vec<Family<'c>> {
    // A part has few families, and the next marker is mostly of the last one's. There may be
    // many parts, so only those of the present one are gone through.
    let mut families: Vec<((usize, bool, Style), Family<'c>)> = Vec::new();
    let (mut last, mut part, mut first) = (0, 0, 0);
    walk(document, |at, block| {
        let (role, marker, parent) = match block {
            // Sections belong to the section around them; items run through sections.
            Block::Section(section) => match &section.marker {
                Some(marker) => (Role::Section, marker, at.sections.last().map(|s| s.span.start)),
                None => return,
            },
            Block::Item(item) => (Role::Item, &item.marker, at.items.last().map(|i| i.span.start)),
            Block::Paragraph(_) | Block::Table(_) => return,
        };
        let Some(text) = source.text().get(marker.span.range()) else { return };
        let printed = Printed { style: marker.style, value: marker.value, span: marker.span, text, parent };
        let key = (at.part_index, role == Role::Section, marker.style);
        if families.get(last).is_none_or(|(known, _)| *known != key) {
            if at.part_index != part {
                (part, first) = (at.part_index, families.len());
            }
            let own = families.get(first..).unwrap_or_default();
            last = first + own.iter().position(|(known, _)| *known == key).unwrap_or(own.len());
        }
        match families.get_mut(last) {
            Some((_, family)) => family.push(printed),
            None => families.push((key, vec![printed])),
        }
    });
    families.sort_by_key(|&(key, _)| key);
    families.into_iter().map(|(_, family)| family).collect()
}

/// Parts a family into its series: markers that count on from each other.
pub(super) fn series<'f, 'c>(family: &'f Family<'c>) -> Vec<Vec<&'f Printed<'c>>> {
    let mut series: BTreeMap<(Option<u32>, usize), Vec<&Printed<'c>>> = BTreeMap::new();
    // The value before, and how often the numbers have started over, of each parent.
    let mut now: BTreeMap<Option<u32>, (u32, usize)> = BTreeMap::new();
    for marker in family {
        let (before, round) = now.entry(marker.parent).or_default();
        if marker.value == 1 && *before > 1 {
            *round += 1;
        }
        *before = marker.value;
        series.entry((marker.parent, *round)).or_default().push(marker);
    }
    series.into_values().collect()
}

/// The feature that most of these have; the first of several as frequent.
/// `None` where nothing has any.
pub(super) fn majority<T: PartialEq + Copy>(features: impl Iterator<Item = Option<T>>) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for feature in features.flatten() {
        match counts.iter_mut().find(|(known, _)| *known == feature) {
            Some((_, count)) => *count += 1,
            None => counts.push((feature, 1)),
        }
    }
    let most = counts.iter().map(|&(_, count)| count).max()?;
    counts.into_iter().find(|&(_, count)| count == most).map(|(feature, _)| feature)
}
