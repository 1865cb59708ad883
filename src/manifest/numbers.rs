//! Lists of item numbers: `1-7, 9, 14A`.

use crate::markers::Inserted;
use std::fmt;

/// An item's number with what was put in behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Number {
    /// The number.
    pub value: u32,
    /// What was put in behind it, as in `14A` and `10-1`.
    pub inserted: Option<Inserted>,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value)?;
        self.inserted.map_or(Ok(()), |c| write!(f, "{c}"))
    }
}

/// A list that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{part}` in the list of items `{list}` is neither a number nor a range such as 1-7")]
#[non_exhaustive]
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
                n.inserted.is_none()
                    && u32::try_from(k).is_ok_and(|k| first.value.checked_add(k) == Some(n.value))
            })
        };
        let mut length = 1;
        while first.inserted.is_none() && follows(length) {
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
            let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let letters = text.get(digits.len()..).filter(|letters| !letters.is_empty());
            let inserted = match letters {
                Some(letters) => Some(Inserted::read(letters)?),
                None => None,
            };
            Some(Number { value: digits.parse().ok()?, inserted })
        };
        match part.split_once(['-', '–']) {
            None => out.push(one(part).ok_or_else(wrong)?),
            Some((from, to)) => {
                let (from, to) = one(from).zip(one(to)).ok_or_else(wrong)?;
                let fits = from.inserted.is_none() && to.inserted.is_none() && from.value <= to.value;
                if !fits || to.value - from.value > LONGEST {
                    return Err(wrong());
                }
                out.extend((from.value..=to.value).map(|value| Number { value, inserted: None }));
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
