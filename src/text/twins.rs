//! Lines that come again: running headers, contents lists and repeated pages are made of them,
//! and a paper without has none of these.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Line;

/// Tells each line whether another one reads the same. Everything that looks for repetition then
/// looks at few lines, and keeps no map of all.
pub(crate) fn tell(text: &str, lines: &mut [Line]) {
    let mut first = HashMap::with_capacity_and_hasher(lines.len(), foldhash::fast::RandomState::default());
    for at in 0..lines.len() {
        let own = text.get(lines[at].span.range()).unwrap_or_default();
        lines[at].again = false;
        if own.is_empty() {
            continue;
        }
        match first.entry(own) {
            Entry::Vacant(free) => drop(free.insert(at)),
            Entry::Occupied(twin) => {
                lines[at].again = true;
                lines[*twin.get()].again = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines_that_come_again_are_told() {
        let lines = crate::text::cut("甲\n乙\n\n  甲 \n丙\n\n");
        let again: Vec<bool> = lines.lines.iter().map(|l| l.again).collect();
        assert_eq!(again, [true, false, false, true, false, false]);
    }
}
