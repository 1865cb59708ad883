//! Spans with attributes, `[text]{.class}` or `[]{#name}`, as pandoc writes them where
//! its reader is expected: the text is shown, the rest is not.

use std::ops::Range;

/// Bytes of a span's attributes.
const LONGEST: usize = 1024;

/// The parts of a text that are shown.
pub(super) fn shown(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut hidden: Vec<Range<usize>> = Vec::new();
    let mut open = Vec::new();
    let mut ends = 0;
    for at in memchr::memchr2_iter(b'[', b']', bytes) {
        if at < ends {
            continue;
        }
        if bytes.get(at) == Some(&b'[') {
            open.push(at);
        } else if let (Some(from), Some(length)) = (open.pop(), attributes(text, at + 1)) {
            ends = at + 1 + length;
            hidden.extend([from..from + 1, at..ends]);
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

/// How long the attributes are that begin here, braces and all.
fn attributes(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix('{')?;
    let rest = rest.get(..rest.floor_char_boundary(LONGEST))?;
    let length = rest.find('}')?;
    is_attributes(rest.get(..length)?).then_some(length + 2)
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
