//! The words that changed between two texts.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, ChangeTag, TextDiff};

/// What was done to a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// It stands in both.
    Same,
    /// It stands in the old text only.
    Removed,
    /// It stands in the new text only.
    Added,
}

/// A stretch of text and what was done to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Edit {
    /// What was done.
    pub op: Op,
    /// The text.
    pub text: String,
}

/// The edits that make the new text of the old one. A Han character is a word of
/// its own; so is a run of letters or digits, and every other character.
pub(super) fn words(old: &str, new: &str) -> Vec<Edit> {
    let (a, b) = (split(old), split(new));
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_slices(&a, &b);
    let mut out: Vec<Edit> = Vec::new();
    for change in diff.iter_all_changes() {
        let op = match change.tag() {
            ChangeTag::Equal => Op::Same,
            ChangeTag::Delete => Op::Removed,
            ChangeTag::Insert => Op::Added,
        };
        push(&mut out, op, change.value());
    }
    calm(out)
}

fn push(out: &mut Vec<Edit>, op: Op, text: &str) {
    match out.last_mut() {
        Some(last) if last.op == op => last.text.push_str(text),
        _ => out.push(Edit { op, text: text.to_owned() }),
    }
}

fn split(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{24f}');
        if is_word(c) {
            while let Some((at, next)) = chars.next_if(|(_, n)| is_word(*n)) {
                end = at + next.len_utf8();
            }
        }
        out.extend(text.get(start..end));
    }
    out
}

/// Takes a single character that happens to stand in both texts, between two
/// changes, into the change: 〔-加強-〕和〔+推動+〕 reads better than three scraps.
fn calm(edits: Vec<Edit>) -> Vec<Edit> {
    let mut out: Vec<Edit> = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    let last = edits.len().saturating_sub(1);
    for (k, edit) in edits.into_iter().enumerate() {
        match edit.op {
            Op::Removed => removed.push_str(&edit.text),
            Op::Added => added.push_str(&edit.text),
            Op::Same => {
                let scrap = edit.text.chars().count() == 1 && edit.text.chars().all(char::is_alphanumeric);
                if scrap && k != last && !removed.is_empty() && !added.is_empty() {
                    removed.push_str(&edit.text);
                    added.push_str(&edit.text);
                    continue;
                }
                flush(&mut out, &mut removed, &mut added);
                push(&mut out, Op::Same, &edit.text);
            }
        }
    }
    flush(&mut out, &mut removed, &mut added);
    out
}

fn flush(out: &mut Vec<Edit>, removed: &mut String, added: &mut String) {
    for (op, text) in [(Op::Removed, removed), (Op::Added, added)] {
        if !text.is_empty() {
            push(out, op, &std::mem::take(text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_spell_both_texts() {
        for (old, new) in [
            ("力爭在 2018 年建成啟用。", "爭取於 2019 年建成並啟用。"),
            ("To complete it in 2018.", "To complete the bridge in 2019."),
            ("", "新"),
            ("舊", ""),
        ] {
            let edits = words(old, new);
            let side =
                |not: Op| edits.iter().filter(|e| e.op != not).map(|e| e.text.as_str()).collect::<String>();
            assert_eq!((side(Op::Added), side(Op::Removed)), (old.to_owned(), new.to_owned()));
        }
        let numbers = words("to end in 2018.", "to end in 2019.");
        assert_eq!(
            numbers.iter().filter(|e| e.op != Op::Same).map(|e| e.text.as_str()).collect::<Vec<_>>(),
            ["2018", "2019"]
        );
    }
}
