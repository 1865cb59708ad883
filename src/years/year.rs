//! A paper of one year, laid flat.

use serde::{Deserialize, Serialize};

use crate::languages::pair::units::{Kind, Unit, units};
use crate::tree::Paper;

/// An item or paragraph of one of the two papers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Entry {
    /// Where it stands, as in the rows.
    pub path: String,
    /// Its number; none for an unnumbered paragraph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Titles of the sections around it, outermost first.
    pub sections: Vec<String>,
    /// Its line, from 1.
    pub line: u32,
    /// First byte of the marker, or of the text where there is no marker.
    pub start: u32,
    /// Its text.
    pub text: String,
}

/// A paper laid flat, all parts in one list.
pub(super) struct Year<'t> {
    pub(super) units: Vec<Unit<'t>>,
    /// The part each unit stands in.
    pub(super) parts: Vec<usize>,
}

impl<'t> Year<'t> {
    pub(super) fn new(paper: &'t Paper<'_>) -> Self {
        let (mut all, mut parts) = (Vec::new(), Vec::new());
        for (index, part) in units(paper.source(), paper.document()).into_iter().enumerate() {
            let base = all.len();
            for mut unit in part.units {
                unit.section = unit.section.map(|s| s + base);
                unit.parent = unit.parent.map(|p| p + base);
                all.push(unit);
                parts.push(index);
            }
        }
        Self { units: all, parts }
    }

    pub(super) fn get(&self, index: usize) -> Option<&Unit<'t>> {
        self.units.get(index)
    }

    pub(super) fn indices(&self, pass: impl Fn(Kind) -> bool) -> Vec<usize> {
        self.units.iter().enumerate().filter(|(_, u)| pass(u.kind)).map(|(i, _)| i).collect()
    }

    /// Headings around a unit, outermost first.
    pub(super) fn around(&self, index: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut at = self.get(index).and_then(|u| u.section);
        while let Some(i) = at {
            out.push(i);
            // Headings only point backwards, so this ends.
            at = self.get(i).and_then(|u| u.section).filter(|up| *up < i);
        }
        out.reverse();
        out
    }

    pub(super) fn entry(&self, index: usize) -> Option<Entry> {
        let unit = self.get(index)?;
        let titles = self.around(index).into_iter().filter_map(|i| self.get(i));
        Some(Entry {
            path: unit.path.clone(),
            number: unit.number,
            sections: titles.map(|u| u.text.to_owned()).collect(),
            line: unit.line,
            start: unit.span.start,
            text: unit.text.to_owned(),
        })
    }
}
