//! Lists of item numbers: `1-7, 9, 14A`.

use std::fmt;

/// An item's number with the letter behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Number {
    /// The number.
    pub value: u32,
    /// The letter, as in `14A`.
    pub suffix: Option<char>,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value)?;
        self.suffix.map_or(Ok(()), |c| write!(f, "{c}"))
    }
}

/// A list that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{part}` in the list of items `{list}` is neither a number nor a range such as 1-7")]
pub struct NumbersError {
    list: String,
    part: String,
}

/// The longest range that is taken at its word; a longer one is a slip.
const LONGEST: u32 = 100_000;

/// Writes a list; runs of three or more numbers as a range.
pub(super) fn write(numbers: impl Iterator<Item = Number>) -> String {
    let numbers: Vec<Number> = numbers.collect();
    let mut out: Vec<String> = Vec::new();
    let mut rest = numbers.as_slice();
    while let Some((first, _)) = rest.split_first() {
        let follows = |k: usize| {
            rest.get(k).is_some_and(|n| {
                n.suffix.is_none()
                    && u32::try_from(k).is_ok_and(|k| first.value.checked_add(k) == Some(n.value))
            })
        };
        let mut length = 1;
        while first.suffix.is_none() && follows(length) {
            length += 1;
        }
        match (length, rest.get(length - 1)) {
            (2.., Some(last)) => out.push(format!("{first}-{last}")),
            _ => {
                length = 1;
                out.push(first.to_string());
            }
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    out.join(", ")
}

/// Reads a list.
pub(super) fn read(list: &str) -> Result<Vec<Number>, NumbersError> {
    let mut out = Vec::new();
    for part in list.split(',').map(str::trim).filter(|p| !p.is_empty()) {
        let wrong = || NumbersError { list: list.to_owned(), part: part.to_owned() };
        let one = |text: &str| -> Option<Number> {
            let text = text.trim();
            let suffix = text.chars().last().filter(char::is_ascii_alphabetic);
            let digits = suffix.map_or(text, |_| text.get(..text.len() - 1).unwrap_or_default());
            Some(Number { value: digits.parse().ok()?, suffix })
        };
        match part.split_once(['-', '–']) {
            None => out.push(one(part).ok_or_else(wrong)?),
            Some((from, to)) => {
                let (from, to) = one(from).zip(one(to)).ok_or_else(wrong)?;
                let fits = from.suffix.is_none() && to.suffix.is_none() && from.value <= to.value;
                if !fits || to.value - from.value > LONGEST {
                    return Err(wrong());
                }
                out.extend((from.value..=to.value).map(|value| Number { value, suffix: None }));
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_as_they_are_written() {
        for list in ["1-7", "8", "1-3, 5, 14, 14A, 15", "2, 1", ""] {
            assert_eq!(write(read(list).unwrap().into_iter()), list);
        }
        for list in ["7-1", "x", "1-", "1-4000000000", "1A-3", "第一"] {
            assert!(read(list).is_err(), "{list}");
        }
    }
}
