//! What became of a paper's items, for a program, a terminal and a browser.

#[cfg(feature = "pages")]
mod page;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::emit::visible;
use crate::years::{Change, Class, Diff, Edit, Entry, Op};

#[cfg(feature = "pages")]
pub use page::html;

/// The value of [`DiffReport::schema`].
pub const DIFF_SCHEMA: &str = "lcpaper/diff/1";

/// The whole output of `diff --format json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DiffReport {
    /// Always [`DIFF_SCHEMA`].
    pub schema: String,
    /// The old paper's path as given on the command line.
    pub old: String,
    /// The new paper's.
    pub new: String,
    /// How many items there are of each class; every class is named.
    pub counts: BTreeMap<String, usize>,
    /// In the order of the new paper, then what was dropped.
    pub changes: Vec<Change>,
}

/// The report of a diff. The paths are as the user gave them.
#[must_use]
pub fn report(diff: Diff, old: &str, new: &str) -> DiffReport {
    let counts = Class::ALL.into_iter().map(|c| (c.to_string(), diff.count(c))).collect();
    DiffReport {
        schema: DIFF_SCHEMA.to_owned(),
        old: old.to_owned(),
        new: new.to_owned(),
        counts,
        changes: diff.changes,
    }
}

fn number(entry: Option<&Entry>) -> String {
    entry.map_or_else(String::new, |e| e.number.map_or_else(|| "¶".to_owned(), |n| n.to_string()))
}

fn place(entry: &Entry) -> String {
    entry.sections.join(" › ")
}

/// The changes for a person at a terminal: a line each, with the changed words
/// beneath; what is unchanged is only counted.
///
/// # Errors
/// Where `out` cannot be written.
pub fn human(diff: &Diff, color: bool, out: &mut dyn Write) -> io::Result<()> {
    for change in diff.changes.iter().filter(|c| c.class != Class::Unchanged) {
        let (old, new) = (change.old.as_ref(), change.new.as_ref());
        let numbers = match (old, new) {
            (Some(_), Some(_)) => format!("{} → {}", number(old), number(new)),
            _ => number(old.or(new)),
        };
        let Some(shown) = new.or(old) else { continue };
        write!(out, "{:<15} {numbers:<10} line {}", change.class, shown.line)?;
        match (old, new) {
            (Some(a), Some(b)) if place(a) != place(b) => {
                writeln!(out, "  {} → {}", visible(&place(a)), visible(&place(b)))?;
            }
            _ => writeln!(out, "  {}", visible(&place(shown)))?,
        }
        if change.words.is_empty() {
            writeln!(out, "    {}", visible(&shown.text))?;
        } else {
            write!(out, "    ")?;
            for Edit { op, text } in &change.words {
                let text = visible(text);
                match (op, color) {
                    (Op::Same, _) => write!(out, "{text}")?,
                    (Op::Removed, true) => write!(out, "\x1b[31;9m{text}\x1b[0m")?,
                    (Op::Added, true) => write!(out, "\x1b[32m{text}\x1b[0m")?,
                    (Op::Removed, false) => write!(out, "[-{text}-]")?,
                    (Op::Added, false) => write!(out, "{{+{text}+}}")?,
                }
            }
            writeln!(out)?;
        }
    }
    let counts: Vec<String> = Class::ALL
        .into_iter()
        .filter(|c| diff.count(*c) > 0)
        .map(|c| format!("{} {c}", diff.count(c)))
        .collect();
    writeln!(out, "{}", if counts.is_empty() { "nothing to compare".to_owned() } else { counts.join(", ") })
}
