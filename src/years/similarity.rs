//! How much two texts say the same: shared runs of characters, weighed by how
//! rare they are in the papers.
//!
//! Runs of characters need no word list, which Chinese would; the weights keep
//! what every item says (加強合作, `to strengthen co-operation`) from making
//! strangers look alike.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// A text without what may differ in an unchanged item: white space beside Han
/// characters, widths, and characters that show nothing.
pub(super) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.nfkc() {
        match c {
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            c if c.is_whitespace() => space = true,
            c => {
                if space && c.is_ascii() && out.ends_with(|l: char| l.is_ascii()) && !out.is_empty() {
                    out.push(' ');
                }
                space = false;
                out.push(c);
            }
        }
    }
    out
}

/// The texts of both papers as weighted runs of characters.
pub(super) struct Corpus {
    pub(super) old: Vec<Vector>,
    pub(super) new: Vec<Vector>,
    weights: Vec<f32>,
}

/// Runs of one text by number, with how often each comes; sorted.
pub(super) type Vector = Vec<(usize, f32)>;

fn runs(text: &str) -> Vec<String> {
    let chars: Vec<char> =
        text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect();
    (0..chars.len())
        .filter_map(|i| {
            // Two Han characters say about as much as four letters.
            let length = if chars.get(i)?.is_ascii() { 4 } else { 2 };
            Some(chars.get(i..(i + length).min(chars.len()))?.iter().collect())
        })
        .collect()
}

impl Corpus {
    pub(super) fn new(old: &[String], new: &[String]) -> Self {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut texts: Vec<f32> = Vec::new();
        let mut vector = |text: &String| -> Vector {
            let mut counts: HashMap<usize, f32> = HashMap::new();
            for run in runs(text) {
                let next = numbers.len();
                let number = *numbers.entry(run).or_insert(next);
                *counts.entry(number).or_default() += 1.0;
            }
            texts.resize(numbers.len(), 0.0);
            let mut sorted: Vector = counts.into_iter().collect();
            sorted.sort_unstable_by_key(|(number, _)| *number);
            for (number, _) in &sorted {
                if let Some(count) = texts.get_mut(*number) {
                    *count += 1.0;
                }
            }
            sorted
        };
        let old: Vec<Vector> = old.iter().map(&mut vector).collect();
        let new: Vec<Vector> = new.iter().map(&mut vector).collect();
        let total = (old.len() + new.len()) as f32 + 1.0;
        // An item that was carried over holds its runs twice; that makes none common.
        let weights = texts.iter().map(|n| (total / n.max(2.0)).ln().max(0.05)).collect();
        Self { old, new, weights }
    }

    fn weight(&self, number: usize) -> f32 {
        self.weights.get(number).copied().unwrap_or(0.0)
    }

    /// From 0, nothing shared, to 1, the same.
    pub(super) fn similarity(&self, a: &Vector, b: &Vector) -> f32 {
        let sum = |v: &Vector| v.iter().map(|(n, count)| self.weight(*n) * count).sum::<f32>();
        let whole = sum(a) + sum(b);
        if whole == 0.0 {
            return if a.is_empty() && b.is_empty() { 1.0 } else { 0.0 };
        }
        let (mut x, mut y) = (a.iter().peekable(), b.iter().peekable());
        let mut shared = 0.0;
        while let (Some((n, p)), Some((m, q))) = (x.peek(), y.peek()) {
            match n.cmp(m) {
                std::cmp::Ordering::Less => drop(x.next()),
                std::cmp::Ordering::Greater => drop(y.next()),
                std::cmp::Ordering::Equal => {
                    shared += self.weight(*n) * p.min(*q);
                    x.next();
                    y.next();
                }
            }
        }
        2.0 * shared / whole
    }

    /// For each new text, the old texts that share anything rare with it.
    pub(super) fn candidates(&self) -> Vec<(usize, usize)> {
        let mut holders: HashMap<usize, Vec<usize>> = HashMap::new();
        for (i, vector) in self.old.iter().enumerate() {
            for (number, _) in vector {
                holders.entry(*number).or_default().push(i);
            }
        }
        // Runs that half the paper holds bring nobody together.
        let common = (self.old.len() / 4).max(12);
        let mut out = Vec::new();
        for (j, vector) in self.new.iter().enumerate() {
            let mut seen = std::collections::BTreeSet::new();
            let rare = vector.iter().filter_map(|(n, _)| holders.get(n)).filter(|h| h.len() <= common);
            seen.extend(rare.flatten().copied());
            out.extend(seen.into_iter().map(|i| (i, j)));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_and_spaces_beside_han_characters_are_no_change() {
        assert_eq!(normal("在 2018 年（建成）"), normal("在2018年(建成)"));
        assert_ne!(normal("to build"), normal("tobuild"));
        assert_eq!(normal("to  build\n it"), "to build it");
    }

    #[test]
    fn what_every_item_says_counts_little() {
        let old: Vec<String> =
            ["加強兩地合作，推動漁業執法", "加強兩地合作，推動電影交流", "加強兩地合作，推動勞動監察"]
                .map(str::to_owned)
                .to_vec();
        let new = vec!["加強兩地合作，推動電影投資交流".to_owned()];
        let corpus = Corpus::new(&old, &new);
        let like = |i: usize| corpus.similarity(&corpus.old[i], &corpus.new[0]);
        assert!(like(1) > 2.0 * like(0) && like(1) > 2.0 * like(2));
    }
}
