//! Ordinals looked up by what they may be: a paper may name thousands.

use std::collections::HashMap;

use super::counters::Value;

/// Which of a list's members has an ordinal, the first of equals.
#[derive(Debug, Default)]
pub(super) struct ByValue {
    numbers: HashMap<u32, usize>,
    letters: HashMap<char, usize>,
}

impl ByValue {
    /// Adds the member at `index`.
    pub(super) fn add(&mut self, value: Value, index: usize) {
        if let Some(number) = value.number {
            self.numbers.entry(number).or_insert(index);
        }
        if let Some(letter) = value.letter {
            self.letters.entry(letter).or_insert(index);
        }
    }

    /// The first member whose ordinal may be this one.
    pub(super) fn find(&self, value: Value) -> Option<usize> {
        let number = value.number.and_then(|n| self.numbers.get(&n));
        let letter = value.letter.and_then(|l| self.letters.get(&l));
        number.into_iter().chain(letter).min().copied()
    }
}
