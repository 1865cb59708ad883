//! Mending a paper: which edits may be made, and the text after them.
//!
//! Two kinds are kept apart, as a person would: edits that cannot change what
//! the paper says (a bracket's width, a stray bullet, an invisible character),
//! and [`renumber`], which gives items new numbers.

mod renumber;

use crate::diagnostic::{Diagnostic, Edit};
pub use renumber::{renumber, renumber_from, renumber_one};

/// The edits of all findings that cannot change the paper's meaning, in order.
/// Of two that touch the same bytes the first is taken.
#[must_use]
pub fn safe(diagnostics: &[Diagnostic]) -> Vec<Edit> {
    let fixes = diagnostics.iter().filter_map(|d| d.fix.as_ref()).filter(|f| f.safe);
    ordered(fixes.flat_map(|f| f.edits.iter().cloned()).collect())
}

/// Sorts edits and drops those that overlap one before them.
#[must_use]
pub fn ordered(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|e| (e.start, e.end));
    let mut end = 0;
    let mut first = true;
    edits.retain(|e| {
        let free = first || e.start >= end;
        if free {
            end = e.end.max(e.start);
            first = false;
        }
        free
    });
    edits
}

/// The text after the edits, which are in order and do not overlap. An edit
/// that does not lie on character boundaries of the text is left out.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0usize;
    for edit in edits {
        let (start, end) = (edit.start as usize, edit.end as usize);
        let (Some(before), Some(_)) = (text.get(at..start), text.get(start..end)) else { continue };
        out.push_str(before);
        out.push_str(&edit.text);
        at = end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: u32, end: u32, text: &str) -> Edit {
        Edit { start, end, text: text.to_owned() }
    }

    #[test]
    fn edits_apply_in_order_and_the_first_of_two_that_touch_wins() {
        let edits = ordered(vec![edit(4, 5, "X"), edit(0, 1, "Y"), edit(0, 2, "Z")]);
        assert_eq!(apply("abcdef", &edits), "YbcdXf");
        assert_eq!(apply("一二", &[edit(1, 2, "x")]), "一二");
    }
}
