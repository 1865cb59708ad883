//! What is different between two records, by item.
//!
//! Rows are paired first by path and text, then by text alone (an item that
//! moved, or was numbered anew), then by path alone (an item that was reworded).
//! What is left was added or is gone.

use std::collections::HashMap;
use std::fmt;

use super::record::{Entry, Record};

/// One difference. Rows are named by their paths.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// A row that was not there.
    Added(Entry),
    /// A row that is no longer there.
    Gone(Entry),
    /// The same text in another place, or under another number.
    Moved {
        /// As it was.
        from: Entry,
        /// As it is.
        to: Entry,
    },
    /// Another text in the same place.
    Reworded {
        /// As it was.
        from: Entry,
        /// As it is.
        to: Entry,
    },
    /// The same row under a heading, or with a marker, that is written otherwise.
    Heading {
        /// As it was.
        from: Entry,
        /// As it is.
        to: Entry,
    },
    /// Rows that are the same, in another order; the first that differs.
    Order(Entry),
    /// A finding that was not there.
    NewFinding(String),
    /// A finding that is no longer there.
    GoneFinding(String),
}

/// What changed from one record to another, in the order of the newer one; what
/// is gone comes behind.
#[must_use]
pub fn changes(old: &Record, new: &Record) -> Vec<Change> {
    let mut left: Vec<Option<&Entry>> = old.rows.iter().map(Some).collect();
    let mut partner: Vec<Option<&Entry>> = vec![None; new.rows.len()];
    pair(&mut left, &mut partner, &new.rows, |e| (e.path.clone(), e.text.clone()));
    pair(&mut left, &mut partner, &new.rows, |e| (String::new(), e.text.clone()));
    pair(&mut left, &mut partner, &new.rows, |e| (e.path.clone(), String::new()));

    let mut out = Vec::new();
    let mut headings: Vec<(&str, &str)> = Vec::new();
    for (to, from) in new.rows.iter().zip(&partner) {
        let Some(from) = *from else {
            out.push(Change::Added(to.clone()));
            continue;
        };
        let both = || (from.clone(), to.clone());
        if from.text != to.text {
            let (from, to) = both();
            out.push(Change::Reworded { from, to });
        } else if from.path != to.path {
            let (from, to) = both();
            out.push(Change::Moved { from, to });
        } else if from.marker != to.marker
            // One heading that changed is one change, however many rows stand under it.
            || (from.under != to.under && !headings.contains(&(from.under.as_str(), to.under.as_str())))
        {
            headings.push((&from.under, &to.under));
            let (from, to) = both();
            out.push(Change::Heading { from, to });
        }
    }
    if out.is_empty() && left.iter().all(Option::is_none) {
        let swapped = old.rows.iter().zip(&new.rows).find(|(a, b)| a.path != b.path);
        out.extend(swapped.map(|(_, to)| Change::Order(to.clone())));
    }
    out.extend(left.into_iter().flatten().map(|e| Change::Gone(e.clone())));

    let lacks = |all: &[String], one: &String| !all.contains(one);
    let gone = old.findings.iter().filter(|f| lacks(&new.findings, f));
    out.extend(new.findings.iter().filter(|f| lacks(&old.findings, f)).cloned().map(Change::NewFinding));
    out.extend(gone.cloned().map(Change::GoneFinding));
    out
}

/// Pairs rows that are not paired yet and agree in a key, first come first.
fn pair<'r>(
    left: &mut [Option<&'r Entry>],
    partner: &mut [Option<&'r Entry>],
    new: &[Entry],
    key: impl Fn(&Entry) -> (String, String),
) {
    let mut free: HashMap<(String, String), Vec<usize>> = HashMap::new();
    for (index, entry) in left.iter().enumerate().rev() {
        if let Some(entry) = entry {
            free.entry(key(entry)).or_default().push(index);
        }
    }
    for (entry, slot) in new.iter().zip(partner) {
        if slot.is_some() {
            continue;
        }
        let found = free.get_mut(&key(entry)).and_then(Vec::pop);
        if let Some(place) = found.and_then(|index| left.get_mut(index)) {
            *slot = place.take();
        }
    }
}

/// The beginning of a text, and what it says where two texts part.
fn around<'t>(text: &'t str, other: &str) -> &'t str {
    const BEFORE: usize = 8;
    const SHOWN: usize = 40;
    let same = text.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let skip = same.saturating_sub(BEFORE);
    let start = text.char_indices().nth(skip).map_or(text.len(), |(at, _)| at);
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.char_indices().nth(SHOWN).map_or(rest.len(), |(at, _)| at);
    rest.get(..end).unwrap_or(rest)
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |e: &Entry| format!("{}  {} {}", e.path, e.marker, around(&e.text, ""));
        match self {
            Self::Added(e) => write!(f, "added     {}", named(e)),
            Self::Gone(e) => write!(f, "gone      {}", named(e)),
            Self::Moved { from, to } => write!(f, "moved     {} -> {}", from.path, named(to)),
            Self::Reworded { from, to } => {
                writeln!(f, "reworded  {}  {}", to.path, to.marker)?;
                writeln!(f, "          - …{}", around(&from.text, &to.text))?;
                write!(f, "          + …{}", around(&to.text, &from.text))
            }
            Self::Heading { from, to } if from.under == to.under => {
                write!(f, "marker    {}  {} -> {}", to.path, from.marker, to.marker)
            }
            Self::Heading { from, to } => write!(f, "heading   {} -> {}", from.under, to.under),
            Self::Order(e) => write!(f, "order     from {} on", named(e)),
            Self::NewFinding(line) => write!(f, "finding   {line}"),
            Self::GoneFinding(line) => write!(f, "mended    {line}"),
        }
    }
}
