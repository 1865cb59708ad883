//! The start of a line with widths and compatibility forms folded, so that the grammar needs
//! to know each character in one form only.

use unicode_normalization::UnicodeNormalization;

use crate::text::unicode;

/// No marker, with what must be seen behind it, is longer than this, in characters.
const LONGEST: usize = 64;

/// A folded text, and where each of its bytes stands in the source.
#[derive(Debug, Clone, Default)]
pub(super) struct Folded {
    pub text: String,
    at: Vec<u32>,
}

impl Folded {
    /// Folds the start of a text.
    pub fn of(text: &str) -> Self {
        let mut out = Self::default();
        out.fold(text);
        out
    }

    /// Folds the start of another text, in the same memory.
    pub fn fold(&mut self, text: &str) {
        self.text.clear();
        self.at.clear();
        let mut end = 0;
        for (at, c) in text.char_indices().take(LONGEST) {
            end = at + c.len_utf8();
            let at = at as u32;
            match c {
                ' '..='~' => self.push(c, at),
                '\t' | '\u{a0}' | '\u{3000}' => self.push(' ', at),
                '\u{4e00}'..='\u{9fff}' => self.push(c, at),
                // Parenthesised, full-width, small and compatibility forms, Roman numerals in one character.
                '\u{2160}'..='\u{217f}'
                | '\u{2474}'..='\u{24b5}'
                | '\u{3220}'..='\u{3247}'
                | '\u{fe10}'..='\u{fe19}'
                | '\u{fe30}'..='\u{fe6f}'
                | '\u{ff01}'..='\u{ff60}'
                | '\u{ff61}'..='\u{ff65}' => {
                    for folded in std::iter::once(c).nfkc() {
                        self.push(folded, at);
                    }
                }
                _ if unicode::invisible(c).is_some() => {}
                _ => self.push(unicode::ideograph(c).unwrap_or(c), at),
            }
        }
        self.at.push(end as u32);
    }

    fn push(&mut self, c: char, at: u32) {
        self.text.push(c);
        self.at.resize(self.text.len(), at);
    }

    /// The byte of the source at which a byte of the folded text stands.
    pub fn source(&self, folded: usize) -> usize {
        self.at.get(folded).or(self.at.last()).map_or(0, |&at| at as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_fold_and_places_are_kept() {
        let folded = Folded::of("（\u{2f00}）\u{200d}㈡１⒊Ⅳ");
        assert_eq!(folded.text, "(一)(二)13.IV");
        assert_eq!(folded.source(0), 0);
        assert_eq!(folded.source(folded.text.len()), "（\u{2f00}）\u{200d}㈡１⒊Ⅳ".len());
        let two = folded.text.find('二').unwrap_or_default();
        assert_eq!(folded.source(two), "（\u{2f00}）\u{200d}".len());
    }
}
