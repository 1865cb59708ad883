//! Reads the numbers behind 附件, 第 or `paragraphs`: one, a list or a range.

use std::ops::Range;

use crate::markers::numeral;
use crate::vocab::{Term, references as words};

/// What a counter counts. A single `I`, `V` or `X` is both a number and a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Value {
    /// From digits, Chinese or Roman numerals.
    pub(super) number: Option<u32>,
    /// From a letter, in upper case.
    pub(super) letter: Option<char>,
}

impl Value {
    /// Whether both may be the same ordinal.
    pub(super) fn may_be(self, other: Self) -> bool {
        let same = |a: Option<u32>, b: Option<u32>| a.is_some() && a == b;
        same(self.number, other.number) || same(self.letter.map(u32::from), other.letter.map(u32::from))
    }

    /// Position in its series, from 1.
    pub(super) fn order(self) -> Option<u32> {
        self.letter.map_or(self.number, |c| (c as u32).checked_sub('A' as u32 - 1))
    }
}

/// One counter or a range of them, with its place in the text it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counter {
    pub(super) first: Value,
    /// The same as `first` where it is no range.
    pub(super) last: Value,
    /// Where the first one is printed.
    pub(super) first_range: Range<usize>,
    /// Where the last one is printed.
    pub(super) last_range: Range<usize>,
}

impl Counter {
    fn single(value: Value, range: Range<usize>) -> Self {
        Self { first: value, last: value, first_range: range.clone(), last_range: range }
    }

    /// Whether an ordinal may be this one or one in its range.
    pub(super) fn may_hold(&self, value: Value) -> bool {
        if self.first.may_be(value) || self.last.may_be(value) {
            return true;
        }
        let within = |low: Option<u32>, at: Option<u32>, high: Option<u32>| matches!((low, at, high), (Some(low), Some(at), Some(high)) if (low..=high).contains(&at));
        let code = |c: Option<char>| c.map(u32::from);
        within(self.first.number, value.number, self.last.number)
            || within(code(self.first.letter), code(value.letter), code(self.last.letter))
    }
}

/// Reads counters from byte `at` on: the first, and with `many` those that are
/// joined to it. Gives them and where they end.
pub(super) fn read(text: &str, at: usize, many: bool) -> (Vec<Counter>, usize) {
    let mut out: Vec<Counter> = Vec::new();
    let mut end = at;
    let Some((first, range)) = one(text, at) else { return (out, end) };
    end = range.end;
    out.push(Counter::single(first, range));
    if !many {
        return (out, end);
    }
    loop {
        let joined = |term: &Term| joint(text, end, term).and_then(|behind| one(text, behind));
        let Some(open) = out.last_mut() else { break };
        if let Some((value, range)) = joined(&words::TO).filter(|(v, _)| ascends(open.last, *v)) {
            end = range.end;
            open.last = value;
            open.last_range = range;
        } else if let Some((value, range)) = joined(&words::AND).filter(|(v, _)| ascends(open.last, *v)) {
            end = range.end;
            out.push(Counter::single(value, range));
        } else {
            break;
        }
    }
    (out, end)
}

/// A list goes up: `附件一、二` is one, `附件三、一項` is not.
fn ascends(before: Value, after: Value) -> bool {
    let up = |a: Option<u32>, b: Option<u32>| matches!((a, b), (Some(a), Some(b)) if a < b);
    up(before.number, after.number) || up(before.letter.map(u32::from), after.letter.map(u32::from))
}

/// Skips a joining word and the white space around it.
fn joint(text: &str, at: usize, term: &Term) -> Option<usize> {
    let at = skip_space(text, at);
    let rest = text.get(at..)?;
    let length = term.prefix_of(rest)?;
    let behind = skip_space(text, at + length);
    let (word, after) = (rest.get(..length)?, rest.get(length..)?);
    // `, and`, and no `and` inside a word.
    let inside = word.ends_with(|c: char| c.is_ascii_alphabetic())
        && after.starts_with(|c: char| c.is_ascii_alphanumeric());
    if inside {
        return None;
    }
    let and = if word == "," { joint(text, behind, term) } else { None };
    Some(and.unwrap_or(behind))
}

/// One counter, bare or in brackets: `3`, `三`, `(三)`, `A`, `II`, `3(a)`.
fn one(text: &str, at: usize) -> Option<(Value, Range<usize>)> {
    let start = skip_space(text, at);
    let rest = text.get(start..)?;
    let first = rest.chars().next()?;
    if let Some(close) = match first {
        '(' => Some(')'),
        '（' => Some('）'),
        _ => None,
    } {
        let (value, length) = bare(rest.get(first.len_utf8()..)?)?;
        let end = start + first.len_utf8() + length;
        let closes = text.get(end..)?.starts_with([close, ')', '）']);
        return closes.then_some((value, start..end + text.get(end..)?.chars().next()?.len_utf8()));
    }
    let (value, length) = bare(rest)?;
    Some((value, start..start + length))
}

fn bare(text: &str) -> Option<(Value, usize)> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() || ('０'..='９').contains(&first) {
        let (rest, value) = numeral::parse(numeral::digits)(text).ok()?;
        // `1.5`, `1,000` and `1st` are no ordinals; `3(a)` and `1A` are 3 and 1.
        let mut behind = rest.chars();
        let (next, after) = (behind.next(), behind.next());
        let decimal =
            matches!(next, Some('.' | ',' | '．' | '，')) && after.is_some_and(|c| c.is_ascii_digit());
        let word = next.is_some_and(|c| c.is_ascii_lowercase()) && after.is_some_and(char::is_alphabetic);
        let broken = decimal || word || next.is_some_and(|c| c.is_ascii_digit());
        let value = Value { number: Some(value), letter: None };
        return (!broken).then_some((value, text.len() - rest.len()));
    }
    if first.is_ascii_uppercase() {
        let length = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let word = text.get(..length)?;
        let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
        let roman = numeral::upper_roman(word).filter(|(len, _)| *len == word.len()).map(|(_, v)| v);
        let digits_follow = word.bytes().skip(letters).all(|b| b.is_ascii_digit());
        let letter = (letters == 1 && digits_follow).then_some(first);
        return (roman.is_some() || letter.is_some()).then_some((Value { number: roman, letter }, length));
    }
    let (rest, number) = numeral::parse(numeral::han)(text).ok()?;
    let counts = words::NO_ORDINAL.iter().any(|word| rest.starts_with(word));
    (!counts).then_some((Value { number: Some(number), letter: None }, text.len() - rest.len()))
}

/// The first byte from `at` on that is no white space.
pub(super) fn skip_space(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn orders(text: &str) -> Vec<(Option<u32>, Option<u32>)> {
        read(text, 0, true).0.iter().map(|c| (c.first.order(), c.last.order())).collect()
    }

    fn single(n: u32) -> (Option<u32>, Option<u32>) {
        (Some(n), Some(n))
    }

    #[test]
    fn lists_and_ranges() {
        assert_eq!(orders("一至三"), [(Some(1), Some(3))]);
        assert_eq!(orders(" 3、4 及 7 段"), [single(3), single(4), single(7)]);
        assert_eq!(orders("A, B and D."), [single(1), single(2), single(4)]);
        assert_eq!(orders("1 to 3 above"), [(Some(1), Some(3))]);
        assert_eq!(orders("（二）"), [single(2)]);
        assert_eq!(orders("(二) 及(3)"), [single(2), single(3)]);
        assert_eq!(orders("3(a) above"), [single(3)]);
    }

    #[test]
    fn what_is_no_ordinal() {
        for text in ["一般", "三份", "2,000", "1.5", "CEPA", "2nd", "and B", ""] {
            assert_eq!(orders(text), [], "{text}");
        }
        assert_eq!(orders("一、三個項目"), [single(1)]);
        assert_eq!(orders("A android"), [single(1)]);
    }

    #[test]
    fn a_roman_letter_is_both() {
        let (counters, _) = read("I", 0, false);
        assert_eq!(counters[0].first, Value { number: Some(1), letter: Some('I') });
    }

    #[test]
    fn a_range_holds_what_lies_in_it_and_nothing_else() {
        let holds = |range: &str, ordinal: &str| {
            let value = |text: &str| read(text, 0, true).0.remove(0);
            value(range).may_hold(value(ordinal).first)
        };
        for (range, within, without) in
            [("一至五", ["1", "三", "5"], ["6", "C"]), ("B to E", ["B", "D", "E"], ["A", "3"])]
        {
            assert!(within.iter().all(|ordinal| holds(range, ordinal)), "{range}");
            assert!(!without.iter().any(|ordinal| holds(range, ordinal)), "{range}");
        }
    }
}
