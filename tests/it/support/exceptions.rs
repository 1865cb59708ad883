//! What is known not to come out right yet, case by case, in a text file beside its suite:
//! a line for the cases that have all but their place in common, `GROUP: PLACE | PLACE`.
//! A case that is wrong and not in the file fails the suite, and so does one in the file that
//! is right.
//!
//! `LCPAPER_MUTANTS=accept` writes the file anew instead; what changes in it is for a person
//! to look at.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use super::squeeze;

/// What `LCPAPER_MUTANTS` asks for: nothing, `verbose`, `accept`, or only the cases whose
/// paper or kind contains it.
pub struct Wish(String);

impl Wish {
    pub fn from_environment() -> Self {
        Self(std::env::var("LCPAPER_MUTANTS").unwrap_or_default())
    }

    /// Whether a case with these names is to be looked at.
    pub fn takes(&self, names: [&str; 2]) -> bool {
        !self.is_part() || names.iter().any(|name| name.contains(&self.0))
    }

    /// Whether to say what came out wrong, and to leave its text in `target/tmp/papers/`.
    pub fn prints(&self) -> bool {
        !self.0.is_empty() && self.0 != "accept"
    }

    fn is_part(&self) -> bool {
        self.prints() && self.0 != "verbose"
    }
}

type Groups = BTreeMap<String, Vec<String>>;

fn read(text: &str) -> Groups {
    let lines = text.lines().filter_map(|line| line.split_once(": "));
    lines
        .map(|(group, places)| (group.to_owned(), places.split(" | ").map(str::to_owned).collect()))
        .collect()
}

/// Holds what came out wrong, as groups and places, to `tests/it/FILE`.
pub fn hold(file: &str, wish: &Wish, wrong: impl Iterator<Item = (String, String)>) {
    if wish.is_part() {
        return;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(file);
    let mut now = Groups::new();
    wrong.for_each(|(group, place)| now.entry(group).or_default().push(squeeze(&place)));
    now.values_mut().for_each(|places| places.sort());
    if wish.0 == "accept" {
        let lines = now.iter().map(|(group, places)| format!("{group}: {}\n", places.join(" | ")));
        return std::fs::write(path, lines.collect::<String>()).expect("the file can be written");
    }
    let known = read(&std::fs::read_to_string(path).unwrap_or_default());
    let mut changed = String::new();
    for (said, some, others) in [("wrong, and was not", &now, &known), ("not wrong any more", &known, &now)] {
        for (group, places) in some {
            let mut left = others.get(group).cloned().unwrap_or_default();
            for place in places {
                match left.iter().position(|other| other == place) {
                    // Each counts once: two faults may be drawn twice.
                    Some(at) => drop(left.swap_remove(at)),
                    None => {
                        let _ = writeln!(changed, "{said}: {group}: {place}");
                    }
                }
            }
        }
    }
    assert!(
        changed.is_empty(),
        "tests/it/{file} is not what comes out (look with LCPAPER_MUTANTS=verbose, take it over with \
         LCPAPER_MUTANTS=accept):\n{changed}"
    );
}
