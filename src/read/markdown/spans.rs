//! Spans with attributes, `[text]{.class}` or `[]{#name}`, as pandoc writes them where
//! its reader is expected: the text is shown, the rest is not.

use std::ops::Range;

/// Spans of a block that are looked at.
const MOST: usize = 1000;

/// The parts of a text that are shown.
pub(super) fn shown(text: &str) -> Vec<Range<usize>> {
    let mut hidden: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find("]{")).filter(|_| hidden.len() < MOST) {
        let close = from + at;
        from = close + 2;
        let Some(length) = text.get(from..).and_then(|rest| rest.find('}')) else { break };
        let end = from + length + 1;
        let opens = opening(text.get(..close).unwrap_or_default());
        if let Some(open) = opens.filter(|_| is_attributes(text.get(from..end - 1).unwrap_or_default())) {
            hidden.extend([open..open + 1, close..end]);
            from = end;
        }
    }
    hidden.sort_unstable_by_key(|range| range.start);
    let mut out = Vec::new();
    let mut at = 0;
    for range in hidden {
        if at < range.start {
            out.push(at..range.start);
        }
        at = at.max(range.end);
    }
    if at < text.len() {
        out.push(at..text.len());
    }
    out
}

/// The bracket that a closing one behind this text belongs to.
fn opening(before: &str) -> Option<usize> {
    let mut depth = 0;
    before.bytes().enumerate().rev().find_map(|(at, byte)| {
        match byte {
            b']' => depth += 1,
            b'[' if depth == 0 => return Some(at),
            b'[' => depth -= 1,
            _ => {}
        }
        None
    })
}

/// Whether all words are attributes: `#name`, `.class`, `key="value"`.
fn is_attributes(inside: &str) -> bool {
    let mut words = inside.split_ascii_whitespace().peekable();
    words.peek().is_some() && words.all(|word| word.starts_with(['#', '.']) || word.contains('='))
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn attributes_go_and_other_brackets_stay() {
        for (text, wanted) in [
            ("[]{#_Ref1\n.anchor}甲", "甲"),
            ("甲[乙[丙]]{.underline}丁", "甲乙[丙]丁"),
            ("[a]{.b}[c]{k=\"v\"}", "ac"),
            ("[甲]{乙}", "[甲]{乙}"),
            ("甲]{.b}", "甲]{.b}"),
            ("[甲]{.b", "[甲]{.b"),
        ] {
            let text_shown: String = shown(text).into_iter().map(|part| &text[part]).collect();
            assert_eq!(text_shown, wanted, "{text}");
        }
    }
}
