//! What became of a paper's items, for a program, a terminal and a browser.

use std::collections::BTreeMap;
use std::io::{self, Write};

use maud::{Markup, html as markup};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Class, Diff, Edit, Entry, Op};
use crate::emit::visible;
use crate::languages::pair::page::page;

/// The value of [`DiffReport::schema`].
pub const DIFF_SCHEMA: &str = "lcpaper/diff/1";

/// The whole output of `diff --format json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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

/// One page with both papers side by side. The languages are BCP 47 tags.
#[must_use]
pub fn html(diff: &Diff, old: (&str, &str), new: (&str, &str)) -> String {
    let counts: Vec<(String, &str)> = Class::ALL
        .into_iter()
        .filter(|c| diff.count(*c) > 0)
        .map(|c| {
            let class = match c {
                Class::Dropped => "bad",
                Class::Added => "good",
                _ => "",
            };
            (format!("{} {c}", diff.count(c)), class)
        })
        .collect();
    let body = markup! {
        table {
            thead { tr { th.what scope="col" { "" } th scope="col" { (old.0) } th scope="col" { (new.0) } } }
            tbody { @for change in &diff.changes { (row(change, old.1, new.1)) } }
        }
    };
    page(&format!("{} → {}", old.0, new.0), &counts, &body)
}

fn row(change: &Change, old: &str, new: &str) -> Markup {
    let moved = matches!(change.class, Class::Moved | Class::MovedReworded);
    markup! {
        tr class=(change.class) {
            td.what { (change.class) }
            (cell(change.old.as_ref(), &change.words, Op::Added, old, moved))
            (cell(change.new.as_ref(), &change.words, Op::Removed, new, moved))
        }
    }
}

/// One side of a change: all words but those that only the other side has.
fn cell(entry: Option<&Entry>, words: &[Edit], not: Op, language: &str, moved: bool) -> Markup {
    let Some(entry) = entry else { return markup! { td.none {} } };
    markup! {
        td lang=(language) {
            @if moved || words.is_empty() { span.place { (place(entry)) } }
            @if let Some(number) = entry.number { span.number { (number) "." } }
            @if words.is_empty() { (entry.text) }
            @for edit in words.iter().filter(|e| e.op != not) {
                @match edit.op {
                    Op::Same => { (edit.text) }
                    Op::Removed => { del { (edit.text) } }
                    Op::Added => { ins { (edit.text) } }
                }
            }
        }
    }
}
