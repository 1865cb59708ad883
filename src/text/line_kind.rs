//! How a line ends, and how wide it is.

use crate::vocab;

/// What the last character of a line says about the line after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Nothing stands on the line.
    Empty,
    /// A sentence ends here.
    Sentence,
    /// A colon: a list or a quotation follows.
    Colon,
    /// A comma or an opening bracket: the sentence cannot end here.
    Clause,
    /// No punctuation: a heading, or a line that goes on.
    Open,
}

/// Looks at the last characters only.
pub(crate) fn ending_of(content: &str) -> Ending {
    let last = content.as_bytes().last();
    if vocab::LIST_LINK.iter().any(|w| w.as_bytes().last() == last && content.ends_with(w)) {
        return Ending::Sentence;
    }
    // `as follows:-`, as the British write it.
    let dashed = content.strip_suffix(['-', '–', '—']).filter(|c| c.ends_with([':', '：']));
    for c in dashed.unwrap_or(content).chars().rev().take(4) {
        match c {
            '。' | '！' | '？' | '；' | '.' | '!' | '?' | ';' | '…' | '．' | '｡' => {
                return Ending::Sentence;
            }
            '：' | ':' => return Ending::Colon,
            '，' | '、' | ',' | '（' | '(' | '「' | '『' | '《' | '〈' | '“' | '／' | '/' | '—' | '–'
            | '‧' | '·' => {
                return Ending::Clause;
            }
            // A sentence may end inside quotation marks or brackets, or before the mark of a note.
            '¹' | '²' | '³' | '⁴'..='⁹' | '」' | '』' | '”' | '"' | '）' | ')' | '》' | '〉' | ']' | '’' =>
                {}
            _ => return Ending::Open,
        }
    }
    if content.is_empty() { Ending::Empty } else { Ending::Open }
}

/// Columns of a text: two for wide characters, from U+2000 on, one for others. Chinese
/// punctuation begins there; what Latin texts have from there on are dashes and quotation marks.
///
/// Bytes are counted, and no character is decoded, in blocks so short that a byte holds
/// the count: vector code, a tenth of what going through the characters takes.
pub(crate) fn width(text: &str) -> usize {
    let leads = |b: u8| u8::from(b & 0xc0 != 0x80);
    let wide = |b: u8| u8::from(b >= 0xe2);
    let columns = |block: &[u8]| usize::from(block.iter().map(|&b| leads(b) + wide(b)).sum::<u8>());
    text.as_bytes().chunks(127).map(columns).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_as_wide_as_its_code_point_says() {
        for c in ('\0'..=char::MAX).step_by(7).chain("\u{1fff}\u{2000}\u{fff}一a".chars()) {
            let expected = if (c as u32) < 0x2000 { 1 } else { 2 };
            assert_eq!(width(&c.to_string()), expected, "U+{:04X}", c as u32);
        }
        assert_eq!(width(&"在 CEPA 框架下".repeat(40)), 14 * 40);
    }

    #[test]
    fn endings_look_through_closing_brackets() {
        for (text, ending) in [
            ("項目。", Ending::Sentence),
            ("項目。」", Ending::Sentence),
            ("計劃」", Ending::Open),
            ("如下：", Ending::Colon),
            ("金融、", Ending::Clause),
            ("by the town.²", Ending::Sentence),
            ("(a) slopes; and", Ending::Sentence),
            ("", Ending::Empty),
        ] {
            assert_eq!(ending_of(text), ending, "{text}");
        }
    }
}
