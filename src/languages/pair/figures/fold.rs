//! A text in one spelling, with the way back to its bytes.
//!
//! Recognisers should not know about full-width digits, simplified characters,
//! dashes or the spaces that typesetting puts between digits and Han
//! characters, so all of these are folded away first.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::vocab::figures::SIMPLIFIED;

/// A folded text: lower-case, half-width, traditional where a numeral needs it.
pub(super) struct Folded {
    chars: Vec<char>,
    /// Bytes of the original text that each folded character stands for.
    bytes: Vec<Range<usize>>,
    /// Whether the original character was upper-case.
    upper: Vec<bool>,
}

/// Whether a character belongs to Chinese running text.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

impl Folded {
    pub(super) fn new(text: &str) -> Self {
        let mut out = Self { chars: Vec::new(), bytes: Vec::new(), upper: Vec::new() };
        let mut space: Option<Range<usize>> = None;
        for (at, raw) in text.char_indices() {
            let here = at..at + raw.len_utf8();
            if matches!(raw, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{00ad}') {
                continue;
            }
            if raw.is_whitespace() {
                space.get_or_insert(here);
                continue;
            }
            // A space beside a Han character is typesetting; between two Latin
            // words it separates them.
            if let Some(gap) = space.take()
                && !is_han(raw)
                && out.chars.last().is_some_and(|&c| !is_han(c))
            {
                out.push(' ', gap, false);
            }
            out.push(fold(raw), here, raw.is_uppercase());
        }
        out
    }

    fn push(&mut self, c: char, bytes: Range<usize>, upper: bool) {
        self.chars.push(c);
        self.bytes.push(bytes);
        self.upper.push(upper);
    }

    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at an index, or `'\0'` outside the text.
    pub(super) fn at(&self, i: usize) -> char {
        self.chars.get(i).copied().unwrap_or('\0')
    }

    /// The character before an index, or `'\0'` at the start.
    pub(super) fn before(&self, i: usize) -> char {
        i.checked_sub(1).map_or('\0', |i| self.at(i))
    }

    pub(super) fn is_upper(&self, i: usize) -> bool {
        self.upper.get(i).copied().unwrap_or(false)
    }

    /// Where `word` ends, if it stands at `i`.
    pub(super) fn eat(&self, i: usize, word: &str) -> Option<usize> {
        let mut end = i;
        for c in word.chars() {
            if self.at(end) != c {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The first of `words` that stands at `i`, and where it ends.
    pub(super) fn eat_any<'w>(&self, i: usize, words: &[&'w str]) -> Option<(&'w str, usize)> {
        words.iter().find_map(|w| Some((*w, self.eat(i, w)?)))
    }

    /// The run of ASCII letters at `i`, and where it ends. Empty where there is none.
    pub(super) fn word(&self, i: usize) -> (String, usize) {
        let mut end = i;
        while self.at(end).is_ascii_alphabetic() {
            end += 1;
        }
        (self.chars.get(i..end).unwrap_or_default().iter().collect(), end)
    }

    /// The word before `i`, skipping one space or hyphen.
    pub(super) fn word_before(&self, i: usize) -> String {
        let mut end = i;
        while matches!(self.before(end), ' ' | '-') {
            end -= 1;
        }
        let mut start = end;
        while self.before(start).is_ascii_alphanumeric() {
            start -= 1;
        }
        self.chars.get(start..end).unwrap_or_default().iter().collect()
    }

    pub(super) fn text(&self, from: usize, to: usize) -> String {
        self.chars.get(from..to).unwrap_or_default().iter().collect()
    }

    /// Bytes of the original text behind a range of folded characters.
    pub(super) fn original(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.bytes.get(from).map_or(0, |r| r.start);
        let end = to.checked_sub(1).and_then(|i| self.bytes.get(i)).map_or(start, |r| r.end);
        start..end.max(start)
    }
}

fn fold(raw: char) -> char {
    if raw.is_ascii() {
        return if raw == '~' { '-' } else { raw.to_ascii_lowercase() };
    }
    match raw {
        '–' | '—' | '−' | '‐' | '‑' | '～' | '－' => return '-',
        '〇' | '○' | '◯' => return '零',
        '’' | '‘' => return '\'',
        // NFKC would take this apart; it stands for a decimal point nowhere.
        '．' => return '.',
        _ => {}
    }
    let mut nfkc = std::iter::once(raw).nfkc();
    let folded = match (nfkc.next(), nfkc.next()) {
        (Some(one), None) => one,
        _ => raw,
    };
    let folded = folded.to_ascii_lowercase();
    SIMPLIFIED.iter().find(|(s, _)| *s == folded).map_or(folded, |(_, t)| *t)
}
