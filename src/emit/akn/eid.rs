//! Element identifiers by the naming convention: the identifier of what is
//! around, two underscores, a short name, an underscore, the number:
//! `sec_2__subsec_3`.
//!
//! Where the items of a part are numbered through all its sections, an item is
//! named without them (`para_16`): it keeps its name when a section is moved.
//! What is inside an annex begins with that of its attachment (`att_1__para_16`).

use std::collections::HashMap;

use crate::markers::Style;
use crate::tree::{Block, Marker, Part};

/// All identifiers given so far.
#[derive(Debug, Default)]
pub(super) struct Eids {
    given: HashMap<String, u32>,
}

/// What identifiers in a place begin with.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    /// Identifier of what is around; empty in the body itself.
    pub(super) around: String,
    /// What items begin with.
    pub(super) items: String,
    /// Whether items are numbered through all sections of the part.
    through: bool,
    /// Sections, and items, around this place.
    pub(super) sections: usize,
    pub(super) depth: usize,
}

impl Eids {
    /// The scope of a whole part, or of the parts of a body together.
    pub(super) fn scope(&self, around: &str, parts: &[&Part<'_>]) -> Scope {
        let mut firsts = 0;
        for part in parts {
            runs(&part.blocks, &mut firsts);
        }
        Scope {
            around: around.to_owned(),
            items: around.to_owned(),
            through: firsts <= 1,
            sections: 0,
            depth: 0,
        }
    }

    /// An identifier under `prefix` that was not given before. A number that
    /// comes again gets `_2`, `_3`, … behind it.
    pub(super) fn give(&mut self, prefix: &str, short: &str, number: &str) -> String {
        let separator = if prefix.is_empty() { "" } else { "__" };
        let wanted = format!("{prefix}{separator}{short}_{number}");
        let mut id = wanted.clone();
        while let Some(times) = self.given.get_mut(&id) {
            *times += 1;
            id = format!("{wanted}_{times}");
        }
        self.given.insert(id.clone(), 1);
        id
    }

    /// An identifier for what has no number: counted under its prefix.
    pub(super) fn count(&mut self, prefix: &str, short: &str) -> String {
        let separator = if prefix.is_empty() { "" } else { "__" };
        for n in 1_u32.. {
            let id = format!("{prefix}{separator}{short}_{n}");
            if !self.given.contains_key(&id) {
                self.given.insert(id.clone(), 1);
                return id;
            }
        }
        String::new()
    }
}

impl Scope {
    pub(super) fn section(&self, id: &str) -> Self {
        let items = if self.through { self.items.clone() } else { id.to_owned() };
        Self { around: id.to_owned(), items, sections: self.sections + 1, ..*self }
    }

    pub(super) fn item(&self, id: &str) -> Self {
        Self { around: id.to_owned(), items: id.to_owned(), depth: self.depth + 1, ..*self }
    }
}

/// How many times items begin at 1 in the sections: more than once, and the
/// numbers alone do not tell items apart.
fn runs(blocks: &[Block<'_>], firsts: &mut usize) {
    for block in blocks {
        match block {
            Block::Section(section) => runs(&section.blocks, firsts),
            Block::Item(item) if item.number == 1 => *firsts += 1,
            _ => {}
        }
    }
}

/// A marker's number as identifiers have it: `14a`, `1-2`.
pub(super) fn number(marker: &Marker<'_>) -> String {
    if marker.style == Style::DECIMAL_PATH {
        let path: String = marker.raw.chars().map(|c| if c.is_ascii_digit() { c } else { '-' }).collect();
        let path = path.trim_matches('-');
        if !path.is_empty() {
            return path.to_owned();
        }
    }
    let inserted = marker.inserted.map(|i| i.to_string().to_ascii_lowercase()).unwrap_or_default();
    format!("{}{inserted}", marker.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_identifier_is_given_twice() {
        let mut eids = Eids::default();
        assert_eq!(eids.give("sec_1", "para", "7"), "sec_1__para_7");
        assert_eq!(eids.give("sec_1", "para", "7"), "sec_1__para_7_2");
        assert_eq!(eids.give("sec_1", "para", "7"), "sec_1__para_7_3");
        assert_eq!(eids.count("", "hcontainer"), "hcontainer_1");
        assert_eq!(eids.count("", "hcontainer"), "hcontainer_2");
    }
}
