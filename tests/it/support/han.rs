//! Han numerals from 1 to 99, written for the tests so that they do not lean on
//! the code they test.

pub use super::generator::han;

/// What [`han`] wrote, read back.
pub fn value(text: &str) -> Option<u32> {
    (1..100).find(|&n| han(n) == text)
}

/// 1 to 39 in lower-case Roman numerals.
pub fn roman(n: u32) -> String {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    format!("{}{}", "x".repeat(n as usize / 10), ONES[n as usize % 10])
}

/// What [`roman`] wrote, read back.
pub fn roman_value(text: &str) -> Option<u32> {
    (1..40).find(|&n| roman(n) == text)
}
