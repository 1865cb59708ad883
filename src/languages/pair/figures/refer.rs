//! Numbers that point at a place (第三條, `paragraph 3`), what points there without
//! a number (前項, `the preceding paragraph`), and numbers that are not printed:
//! those inside of a range.

use super::decimal::Decimal;
use super::fold::Folded;
use super::number::{Numeral, Written, numeral};
use super::value::{Found, Strength, Value};
use crate::vocab::figures::{
    NOT_POINTERS, POINTED_AT, POINTED_IN, POINTERS, POINTERS_BACK, POINTING, POINTING_BACK, POINTING_ON,
    POINTING_OUT, RANGE,
};

/// A range of so many numbers at most is filled.
const WIDEST: u128 = 30;
/// A list in a sentence has so many entries at most.
const LONGEST: u128 = 30;

/// What points at a place without its number; returns where it ends.
pub(super) fn pointer(f: &Folded, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    if f.at(i).is_ascii_alphanumeric() && f.before(i).is_ascii_alphanumeric() {
        return None;
    }
    if let Some((times, end)) = several_places(f, i) {
        (0..times).for_each(|_| out.push(Found::new(Value::Pointer, Strength::Silent, i, end)));
        out.push(Found::new(Value::Places(times), Strength::Loose, i, end));
        return Some(end);
    }
    let (word, end) = f.eat_any(i, POINTERS)?;
    let goes_on = if word.is_ascii() {
        f.at(end).is_ascii_alphabetic() && f.at(end) != 's'
    } else {
        NOT_POINTERS.contains(f.at(end))
    };
    if goes_on {
        return None;
    }
    out.push(Found::new(Value::Pointer, Strength::Silent, i, end));
    Some(end)
}

/// 前二項, `the preceding two paragraphs`, `the two preceding paragraphs`: how many, and where it ends.
fn several_places(f: &Folded, i: usize) -> Option<(u8, usize)> {
    let times = |n: &Numeral| u8::try_from(n.value.as_whole()?).ok().filter(|n| (1..=9).contains(n));
    let (back, counted) = POINTERS_BACK;
    if let Some(at) = f.eat(i, back) {
        let n = numeral(f, at, false).filter(|n| n.written != Written::Word)?;
        return Some((times(&n)?, f.eat_any(n.end, counted)?.1));
    }
    let back = |at: usize| Some(f.eat_any(at, POINTING_BACK)?.1);
    let (n, end) = match back(i) {
        Some(at) => numeral(f, at, false).map(|n| (n, n.end))?,
        None => numeral(f, i, false).and_then(|n| Some((n, back(f.eat(n.end, " ")?)?.checked_sub(1)?)))?,
    };
    let (word, _) = f.word(f.eat(end, " ")?);
    (n.written != Written::Han && !n.ordinal && POINTING.contains(&word.as_str()))
        .then_some((times(&n)?, end))
}

/// A number that points at a place; `from` is before it where 第 stands there.
pub(super) fn reference(
    f: &Folded,
    from: usize,
    at: usize,
    n: &Numeral,
    out: &mut Vec<Found>,
) -> Option<usize> {
    let counter = if from == at { None } else { f.eat_any(n.end, POINTED_AT) };
    let known = |word: String| Some(word).filter(|w| POINTING.contains(&w.as_str()));
    // `the first paragraph` points as well.
    let named = if n.ordinal && f.at(n.end) == ' ' { known(f.word(n.end + 1).0) } else { None };
    let word = named.or_else(|| known(f.word_before(from)));
    let main = out.iter().rev().find(|l| matches!(l.value, Value::Reference(_)));
    let goes_on = goes_on(f, from, out.last()).then(|| main.map_or(Strength::Loose, |l| l.strength));
    if counter.is_none() && word.is_none() && goes_on.is_none() {
        return None;
    }
    let last = out.last().filter(|last| matches!(last.value, Value::Reference(_)));
    if let (Some(Value::Reference(main)), Written::Digits) = (last.map(|l| l.value), n.written)
        && last.is_some_and(|l| l.to + 1 == at)
        && f.before(at) == '-'
        && n.value <= main
    {
        // 4-1 is 第四條之一: no range ends there.
        out.push(Found::new(Value::Label(n.value), Strength::Loose, at, n.end));
        return Some(n.end);
    }
    // 4.1 is written for it too.
    let whole = n.value.as_whole().or_else(|| f.text(at, n.end).split('.').next()?.parse().ok())?;
    let within = match (counter, &word) {
        (Some((c, _)), _) => POINTED_IN.contains(&c),
        (None, Some(word)) => !POINTING_OUT.contains(&word.as_str()),
        (None, None) => goes_on != Some(Strength::Stated),
    };
    let strength = if after_pointer(f, from, out.last()) {
        // `the preceding Article 7` is 前條.
        Strength::Silent
    } else if within || n.written == Written::Word && n.value <= Decimal::whole(10) {
        Strength::Loose
    } else {
        Strength::Stated
    };
    let value = Value::Reference(Decimal::whole(whole));
    fill_range(f, value, from, out);
    out.push(Found::new(value, strength, from, n.end));
    let inserted = counter.and_then(|(_, end)| Some((end, numeral(f, f.eat(end, "之")?, false)?)));
    let Some((at, inserted)) = inserted else { return Some(n.end) };
    out.push(Found::new(Value::Label(inserted.value), Strength::Loose, at, inserted.end));
    Some(inserted.end)
}

/// Whether what is pointed at by its place is named by its number too.
fn after_pointer(f: &Folded, from: usize, last: Option<&Found>) -> bool {
    last.filter(|l| l.value == Value::Pointer && l.to <= from).is_some_and(|l| {
        let between = f.text(l.to, from);
        POINTING.contains(&between.trim())
    })
}

/// Whether a number goes on from a reference: `paragraphs 2, 3 and 5`.
fn goes_on(f: &Folded, from: usize, last: Option<&Found>) -> bool {
    let numbered = |l: &&Found| matches!(l.value, Value::Reference(_) | Value::Label(_));
    let Some(last) = last.filter(|l| numbered(l) && l.to <= from) else { return false };
    let between = f.text(last.to, from);
    let mut words = between.split([' ', ',', '-', '/']).filter(|w| !w.is_empty());
    !between.is_empty() && words.all(|w| POINTING_ON.contains(&w))
}

/// Puts in what a range holds between its ends, which the other language may list:
/// 第一款至第三款 is `items 1, 2 and 3`.
pub(super) fn fill_range(f: &Folded, value: Value, from: usize, out: &mut Vec<Found>) {
    let whole = |value: Value| match value {
        Value::Number(n) | Value::Reference(n) => n.as_whole(),
        _ => None,
    };
    let Some(last) = out.last().filter(|l| l.to <= from) else { return };
    let between = f.text(last.to, from);
    let word = between.trim();
    let to = between.chars().count() <= 6
        && RANGE.iter().any(|r| word == *r || word.ends_with(r) && !r.is_ascii());
    if let (true, Some(first), Some(end)) = (to, whole(last.value), whole(value))
        && end.saturating_sub(first) <= WIDEST
    {
        let inside = (first + 1..end).map(|n| Value::Number(Decimal::whole(n)));
        out.extend(inside.map(|value| Found::new(value, Strength::Inside, from, from)));
    }
}

/// The mark of a list in a sentence, `(1)` or `: 1. `; returns where it ends.
pub(super) fn inline_marker(f: &Folded, i: usize, out: &[Found]) -> Option<usize> {
    let mut end = i;
    while f.at(end).is_ascii_digit() {
        end += 1;
    }
    let short = f.text(i, end).parse::<u128>().is_ok_and(|n| n <= LONGEST);
    let mut before = i;
    while f.before(before) == ' ' {
        before -= 1;
    }
    let bracket = f.before(i) == '(' && f.at(end) == ')';
    // `fifteen (15) days` says it once more.
    let again = bracket
        && out.last().is_some_and(|l| {
            let number = matches!(l.value, Value::Number(_) | Value::Year(_));
            number && l.to <= i && f.text(l.to, i).chars().all(|c| matches!(c, ' ' | '('))
        });
    let stops = matches!(f.before(before), '\0' | ':' | ';' | '.' | '。' | '；' | '：');
    let stopped = stops && f.at(end) == '.' && matches!(f.at(end + 1), ' ' | 'a'..='z');
    (short && !again && (bracket || stopped)).then_some(end)
}
