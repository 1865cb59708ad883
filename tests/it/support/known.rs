//! Rows that are known because the paper was made from them.

use super::{Key, common};
use crate::support::generator::Paper;

/// A generated paper's rows, as the parse should give them.
pub fn keys_of(paper: &Paper) -> Vec<Key> {
    paper
        .rows
        .iter()
        .map(|row| Key {
            part: row.part.clone(),
            section: row.section,
            section_title: common(&row.section_title),
            subsection: row.subsection,
            subsection_title: common(&row.subsection_title),
            number: Some(row.number),
            text: common(&row.text),
        })
        .collect()
}
