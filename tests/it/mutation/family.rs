//! Marker families as the mutants need them: find the number in a line, write
//! another in its place.

use crate::support::han;

/// A marker family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// `一、`
    HanComma,
    /// `（一）` `(一)`
    HanParens,
    /// `1.` `1．` `1、`
    Decimal,
    /// `(a)`
    LetterParens,
    /// `(i)`
    RomanParens,
    /// `第一章`
    Chapter,
    /// `第一節`
    Division,
    /// `第一條`
    Article,
    /// `A.`
    UpperDot,
    /// `I.`
    UpperRomanDot,
}

use Family::*;

/// A number found in a line: its value, and the bytes that spell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    pub value: u32,
    pub start: usize,
    pub end: usize,
}

impl Family {
    /// The number that opens the line, if the line opens in this family.
    pub fn read(self, line: &str) -> Option<Number> {
        let indent = line.len() - line.trim_start().len();
        let body = &line[indent..];
        let (open, close): (&[&str], &[&str]) = match self {
            HanComma => (&[""], &["、"]),
            HanParens => (&["（", "("], &["）", ")"]),
            Decimal => (&[""], &[".", "．", "、"]),
            LetterParens | RomanParens => (&["("], &[")"]),
            Chapter => (&["第"], &["章"]),
            Division => (&["第"], &["節"]),
            Article => (&["第"], &["條"]),
            UpperDot | UpperRomanDot => (&[""], &[". "]),
        };
        let open = open.iter().find(|o| body.starts_with(**o))?;
        let rest = &body[open.len()..];
        let length: usize = rest.chars().take_while(|&c| self.spells(c)).map(char::len_utf8).sum();
        let after = &rest[length..];
        if length == 0 || !close.iter().any(|c| after.starts_with(c)) {
            return None;
        }
        // `2.5` is an amount.
        if self == Decimal && after[1..].starts_with(|c: char| c.is_ascii_digit()) && after.starts_with('.') {
            return None;
        }
        let value = self.value(&rest[..length])?;
        let start = indent + open.len();
        Some(Number { value, start, end: start + length })
    }

    fn spells(self, c: char) -> bool {
        match self {
            HanComma | HanParens => "一二三四五六七八九十".contains(c),
            Chapter | Division | Article => "一二三四五六七八九十".contains(c) || c.is_ascii_digit(),
            Decimal => c.is_ascii_digit(),
            LetterParens => c.is_ascii_lowercase(),
            RomanParens => "ivx".contains(c),
            UpperDot => c.is_ascii_uppercase(),
            UpperRomanDot => "IVX".contains(c),
        }
    }

    fn value(self, text: &str) -> Option<u32> {
        match self {
            HanComma | HanParens => han::value(text),
            Chapter | Division | Article => han::value(text).or_else(|| text.parse().ok()),
            Decimal => text.parse().ok(),
            LetterParens => (text.len() == 1).then(|| u32::from(text.as_bytes()[0] - b'a') + 1),
            RomanParens => han::roman_value(text),
            UpperDot => (text.len() == 1).then(|| u32::from(text.as_bytes()[0] - b'A') + 1),
            UpperRomanDot => han::roman_value(&text.to_lowercase()),
        }
    }

    /// How the family spells a number; `like` is a spelling from the paper.
    pub fn spell(self, value: u32, like: &str) -> Option<String> {
        Some(match self {
            HanComma | HanParens => (1..100).contains(&value).then(|| han::han(value))?,
            Chapter | Division | Article if like.starts_with(|c: char| c.is_ascii_digit()) => {
                value.to_string()
            }
            Chapter | Division | Article => (1..100).contains(&value).then(|| han::han(value))?,
            Decimal => value.to_string(),
            // `(i)`, `(v)`, `(x)`, `I.`, `V.` and `X.` would be Roman numerals.
            LetterParens | UpperDot if [9, 22, 24].contains(&value) => return None,
            LetterParens => {
                (1..27).contains(&value).then(|| ((b'a' + value as u8 - 1) as char).to_string())?
            }
            RomanParens => (1..40).contains(&value).then(|| han::roman(value))?,
            UpperDot => (1..27).contains(&value).then(|| ((b'A' + value as u8 - 1) as char).to_string())?,
            UpperRomanDot => (1..40).contains(&value).then(|| han::roman(value).to_uppercase())?,
        })
    }

    /// The line with another number.
    pub fn renumber(self, line: &str, value: u32) -> Option<String> {
        let at = self.read(line)?;
        let spelt = self.spell(value, &line[at.start..at.end])?;
        Some(format!("{}{spelt}{}", &line[..at.start], &line[at.end..]))
    }
}
