//! Two years of one paper: what was carried over, reworded, moved, added and
//! dropped.
//!
//! Plans are renumbered every year, so items are matched by what they say and
//! never by their number. Sections are matched by their titles and by the items
//! they share, so that a section that became 三 after being 二 moved nothing.
//!
//! ```no_run
//! let (old, new) = (lcpaper::open("2016.txt")?, lcpaper::open("2017.txt")?);
//! for change in &lcpaper::years::diff(&old, &new).changes {
//!     println!("{} {:?}", change.class, change.new.as_ref().and_then(|item| item.number));
//! }
//! # Ok::<(), lcpaper::SourceError>(())
//! ```

mod assign;
mod sections;
mod similarity;
mod words;
mod year;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::languages::pair::units::Kind;
use crate::tree::Paper;
use similarity::Corpus;
pub use words::{Edit, Op};
pub use year::Entry;
use year::Year;

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Class {
    /// The same text in the same section; white space and widths aside.
    #[serde(rename = "unchanged")]
    Unchanged,
    /// The same section, other words.
    #[serde(rename = "reworded")]
    Reworded,
    /// The same text in another section.
    #[serde(rename = "moved")]
    Moved,
    /// Other words in another section.
    #[serde(rename = "moved+reworded")]
    MovedReworded,
    /// In the new paper only.
    #[serde(rename = "added")]
    Added,
    /// In the old paper only.
    #[serde(rename = "dropped")]
    Dropped,
}

impl Class {
    /// All classes, in the order they are counted.
    pub const ALL: [Self; 6] =
        [Self::Unchanged, Self::Reworded, Self::Moved, Self::MovedReworded, Self::Added, Self::Dropped];
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Unchanged => "unchanged",
            Self::Reworded => "reworded",
            Self::Moved => "moved",
            Self::MovedReworded => "moved+reworded",
            Self::Added => "added",
            Self::Dropped => "dropped",
        })
    }
}

/// What became of one item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Change {
    /// Which kind of change.
    pub class: Class,
    /// In the old paper; none where it was added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<Entry>,
    /// In the new paper; none where it was dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<Entry>,
    /// The changed words, where there are any: all of the text in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Edit>,
}

/// All that became of a paper's items.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Diff {
    /// In the order of the new paper; what was dropped comes last, in the order of the old.
    pub changes: Vec<Change>,
}

impl Diff {
    /// How many changes there are of a class.
    #[must_use]
    pub fn count(&self, class: Class) -> usize {
        self.changes.iter().filter(|c| c.class == class).count()
    }
}

/// Compares an old paper with its successor.
#[must_use]
pub fn diff(old: &Paper<'_>, new: &Paper<'_>) -> Diff {
    let (old, new) = (Year::new(old), Year::new(new));
    let is_leaf = |k| matches!(k, Kind::Item | Kind::Paragraph);
    let (left, right) = (old.indices(is_leaf), new.indices(is_leaf));
    let texts = |paper: &Year<'_>, list: &[usize]| -> Vec<String> {
        list.iter().map(|i| paper.get(*i).map_or_else(String::new, |u| similarity::normal(u.text))).collect()
    };
    let (old_texts, new_texts) = (texts(&old, &left), texts(&new, &right));
    let corpus = Corpus::new(&old_texts, &new_texts);
    let matched = assign::assign(&corpus, &old, &new, &left, &right);
    let sections = sections::sections(&old, &new, &matched);

    let mut of_new: Vec<Option<usize>> = vec![None; new.units.len()];
    let mut kept: Vec<bool> = vec![false; old.units.len()];
    for (i, j) in &matched {
        if let (Some(cell), Some(flag)) = (of_new.get_mut(*j), kept.get_mut(*i)) {
            *cell = Some(*i);
            *flag = true;
        }
    }
    let mut changes = Vec::with_capacity(left.len().max(right.len()));
    for j in right {
        let counterpart = of_new.get(j).copied().flatten();
        let class = match counterpart.and_then(|i| old.get(i)).zip(new.get(j)) {
            None => Class::Added,
            Some((a, b)) => {
                let same = similarity::normal(a.text) == similarity::normal(b.text);
                let moved = counterpart.is_some_and(|i| sections.moved(&old, &new, i, j));
                match (same, moved) {
                    (true, false) => Class::Unchanged,
                    (false, false) => Class::Reworded,
                    (true, true) => Class::Moved,
                    (false, true) => Class::MovedReworded,
                }
            }
        };
        let before = counterpart.and_then(|i| old.entry(i));
        let after = new.entry(j);
        let words = match (&before, &after, class) {
            (Some(a), Some(b), Class::Reworded | Class::MovedReworded) => words::words(&a.text, &b.text),
            _ => Vec::new(),
        };
        changes.push(Change { class, old: before, new: after, words });
    }
    let dropped = left.into_iter().filter(|i| kept.get(*i) == Some(&false));
    changes.extend(dropped.map(|i| Change {
        class: Class::Dropped,
        old: old.entry(i),
        new: None,
        words: Vec::new(),
    }));
    Diff { changes }
}
