//! Counts in English: `77 co-operation items`, `seventy-seven items`.

use std::sync::LazyLock;

use aho_corasick::packed::Searcher;
use memchr::memmem;

use crate::text::Line;
use crate::vocab;
use crate::vocab::figures::CARDINALS;

/// How far around a number its context reaches, in bytes.
pub(super) const AROUND: usize = 160;

/// Whether a line may be mostly letters of English: not if a third of its bytes are there
/// for characters that take more than one.
pub(super) fn may_be(line: &Line) -> bool {
    let bytes = (line.span.end - line.whole.start) as usize;
    let more = bytes.saturating_sub(usize::from(line.size.chars));
    line.size.chars == u16::MAX || more * 3 < bytes
}

/// Where one of the English nouns of [`vocab::COUNTED`] stands, in order.
pub(super) fn nouns(text: &str) -> Vec<u32> {
    match COUNTED.as_ref() {
        Some(nouns) => nouns.find_iter(text).map(|m| m.start() as u32).collect(),
        // No vector code for this processor.
        None => {
            let words = counted();
            let mut places: Vec<u32> = words
                .iter()
                .flat_map(|word| memmem::find_iter(text.as_bytes(), word.as_bytes()))
                .map(|at| at as u32)
                .collect();
            places.sort_unstable();
            places
        }
    }
}

/// Whether a line is mostly letters of English.
pub(super) fn is_english(content: &str) -> bool {
    let letter = |b: u8| u8::from((b | 0x20).wrapping_sub(b'a') < 26);
    // Sums of blocks that fit a byte, which are vector code.
    let letters = |block: &[u8]| usize::from(block.iter().map(|&b| letter(b)).sum::<u8>());
    content.is_ascii() || content.as_bytes().chunks(128).map(letters).sum::<usize>() * 2 > content.len()
}

/// Looks for all of [`vocab::COUNTED`] at once: few papers hold many.
static COUNTED: LazyLock<Option<Searcher>> = LazyLock::new(|| Searcher::new(counted()));

/// The nouns in small letters, in capitals and as titles have them.
fn counted() -> Vec<String> {
    let title = |word: &str| {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        first.to_ascii_uppercase() + rest
    };
    let all = vocab::COUNTED.en;
    // A longer noun that holds a shorter one need not be looked for.
    let nouns = all.iter().filter(|w| !all.iter().any(|o| o != *w && w.contains(o)));
    nouns.flat_map(|w| [(*w).to_owned(), title(w), w.to_ascii_uppercase()]).collect()
}

/// Numbers in digits or words before an English noun that papers count by, in lower case.
pub(super) fn numbers(lower: &str, found: &mut dyn FnMut((u32, usize, usize))) {
    for noun in vocab::COUNTED.en {
        for at in memchr::memmem::find_iter(lower.as_bytes(), noun) {
            let end = at + noun.len();
            if lower.as_bytes().get(end).is_some_and(u8::is_ascii_alphanumeric) {
                continue;
            }
            // Up to three adjectives may stand between number and noun.
            let base = lower.floor_char_boundary(at.saturating_sub(AROUND));
            let head = &lower[base..at];
            let mut start = head.len();
            for _ in 0..4 {
                let trimmed = head[..start].trim_end().len();
                start = head[..trimmed].rfind(' ').map_or(0, |i| i + 1);
                let word = head[start..trimmed].trim_start_matches(['(', '"']);
                if let Some(count) = english_number(word) {
                    found((count, base + start, end));
                    break;
                }
                if start == 0 || head[start..trimmed].ends_with(['.', ',', ';']) {
                    break;
                }
            }
        }
    }
}

/// `77`, `seventy-seven`.
fn english_number(word: &str) -> Option<u32> {
    if let Ok(n) = word.parse::<u32>() {
        return (n < 1000).then_some(n);
    }
    let cardinal = |word: &str| CARDINALS.iter().find(|(w, _)| *w == word).map(|(_, n)| *n);
    cardinal(word).or_else(|| {
        let (tens, ones) = word.split_once('-')?;
        Some(cardinal(tens).filter(|n| *n >= 20)? + cardinal(ones).filter(|n| *n < 10)?)
    })
}
