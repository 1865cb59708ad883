//! What became of a paper's items, as one page.

use maud::{Markup, html as markup};

use super::place;
use crate::emit::side_by_side::page;
use crate::years::{Change, Class, Diff, Edit, Entry, Op};

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
