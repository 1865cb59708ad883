//! The Latin words of a text, for telling a hyphen that a wrap put into a word
//! from one that is the word's own.

use std::collections::HashSet;

/// Every word of a text, and every pair of words with a hyphen between them.
pub(crate) struct Words<'s>(HashSet<&'s str>);

impl<'s> Words<'s> {
    pub fn of(text: &'s str) -> Self {
        let mut out = HashSet::new();
        for run in text.split(|c: char| c != '-' && !c.is_ascii_alphabetic()) {
            let mut before: Option<usize> = None;
            let mut start = 0;
            for word in run.split('-') {
                if !word.is_empty() {
                    out.insert(word);
                    out.extend(before.map(|b| &run[b..start + word.len()]));
                }
                before = (!word.is_empty()).then_some(start);
                start += word.len() + 1;
            }
        }
        Self(out)
    }

    /// Whether a word stands somewhere in the text, letter for letter.
    pub fn stand(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_pairs_are_known_and_parts_of_words_are_not() {
        let words = Words::of("inter-city co-\noperation, non-co-operative; 會計師accountant");
        for word in ["inter-city", "city", "operation", "co-operative", "non-co", "accountant"] {
            assert!(words.stand(word), "{word}");
        }
        for word in ["co-operation", "account", "non-co-operative", "co-"] {
            assert!(!words.stand(word), "{word}");
        }
    }
}
