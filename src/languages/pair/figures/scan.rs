//! Goes through a folded text once and recognises its figures.

use super::decimal::Decimal;
use super::fold::{Folded, is_han};
use super::number::{Numeral, Written, numeral};
use super::refer;
use super::unit::{Unit, discount, fraction, money_after, range_end, ratio, shared_unit, unit};
use super::value::{Figure, Found, Strength, Value, is_numeral};
use super::when;
use crate::vocab::figures::Currency;
use crate::vocab::figures::{
    ERAS, IMPLIED, LABELS, LIST_OF, LOOSE, MONEY_BEFORE, NOT_FIGURES, OUT_OF, POINTING, ROMAN_AFTER,
    SHARE_OF, han_digit,
};

pub(super) fn scan(text: &str) -> Vec<Figure> {
    let f = Folded::new(text);
    let mut found = Vec::new();
    let mut i = 0;
    while i < f.len() {
        // Every step moves on by at least one character, so this ends.
        i = step(&f, i, &mut found).max(i + 1);
    }
    when::anchor_relative_years(&f, &mut found);
    found
        .into_iter()
        .map(|x| Figure { value: x.value, strength: x.strength, range: f.original(x.from, x.to) })
        .collect()
}

/// Recognises what stands at `i` and returns where to go on.
fn step(f: &Folded, i: usize, out: &mut Vec<Found>) -> usize {
    let c = f.at(i);
    let letter = c.is_ascii_alphabetic();
    if let Some((word, end)) = f.eat_any(i, NOT_FIGURES)
        // 房數十五間 has no 數十, and 人數百分之五 no 數百.
        && !(word.starts_with('數') && (han_digit(f.at(end)).is_some() || f.eat(end, SHARE_OF).is_some()))
    {
        return end;
    }
    if let Some(end) = refer::pointer(f, i, out) {
        return end;
    }
    if let Some(end) = when::read(f, i, out) {
        return end;
    }
    if let Some((word, end)) = f.eat_any(i, LABELS) {
        return label(f, i, word, end, out);
    }
    if let Some(end) = money(f, i, out) {
        return end;
    }
    if let Some(end) = era(f, i, out) {
        return end;
    }
    if let Some(end) = discount(f, i, out) {
        return end;
    }
    if c.is_ascii_digit() {
        return refer::inline_marker(f, i, out).unwrap_or_else(|| number(f, i, i, out));
    }
    if letter {
        let (word, end) = f.word(i);
        if f.at(end).is_ascii_digit() {
            // `Article3`, and ×20% with a letter for its sign.
            let apart = POINTING.contains(&word.as_str())
                || word == "x" && (is_han(f.before(i)) || f.before(i) == ')');
            return if apart { end } else { code(f, end) };
        }
        if numeral(f, i, false).is_some() {
            return number(f, i, i, out);
        }
        if let Some(end) = roman(f, i, &word, end, out) {
            return end;
        }
        let implied = |words: &[(&str, u32)]| {
            let value = words.iter().find(|(w, _)| *w == word)?.1;
            Some(Value::Number(Decimal::whole(u128::from(value))))
        };
        if let Some(value) = implied(LOOSE) {
            out.push(Found::new(value, Strength::Loose, i, end));
        } else if let Some(value) = implied(IMPLIED) {
            out.push(Found::new(value, Strength::Silent, i, end));
        } else if word == "half" {
            out.push(Found::new(Value::Ratio(1, 2), Strength::Loose, i, end));
        }
        return end;
    }
    if let Some((_, end)) = f.eat_any(i, &["過半", "逾半", "半數", "一半", "大半"]) {
        out.push(Found::new(Value::Ratio(1, 2), Strength::Loose, i, end));
        return end;
    }
    if let Some((end, v)) = IMPLIED.iter().find_map(|(word, v)| Some((f.eat(i, word)?, *v))) {
        out.push(Found::new(Value::Number(Decimal::whole(u128::from(v))), Strength::Silent, i, end));
        return end;
    }
    if matches!(c, '首' | '雙') {
        let v = if c == '首' { 1 } else { 2 };
        out.push(Found::new(Value::Number(Decimal::whole(v)), Strength::Loose, i, i + 1));
        return i + 1;
    }
    if c == '第' && (f.at(i + 1).is_ascii_digit() || is_numeral(f.at(i + 1))) {
        return number(f, i, i + 1, out);
    }
    if let Some((of, end)) = OUT_OF.iter().find_map(|(word, of)| Some((*of, f.eat(i, word)?)))
        && let Some(n) = numeral(f, end, false)
        && let Some(value) = ratio(n.value, of)
    {
        out.push(Found::new(value, Strength::Stated, i, n.end));
        return n.end;
    }
    if is_numeral(c) {
        // （一） is a marker, not a figure.
        if matches!(f.before(i), '(' | '（') && matches!(f.at(i + 1), ')' | '）') {
            return i + 2;
        }
        return number(f, i, i, out);
    }
    i + 1
}

/// What is longer in Roman numerals is rather a name: CD, MD.
const ROMAN_MOST: u32 = 39;

/// Steps over a token such as PM2.5 or H7N9 from its first digit on.
fn code(f: &Folded, digit: usize) -> usize {
    let mut end = digit;
    while f.at(end).is_ascii_alphanumeric() || (f.at(end) == '.' && f.at(end + 1).is_ascii_digit()) {
        end += 1;
    }
    end
}

/// `附件二`, `Annex B`: the languages number these each in their own way.
fn label(f: &Folded, i: usize, word: &str, end: usize, out: &mut Vec<Found>) -> usize {
    if word.is_ascii() && (f.before(i).is_ascii_alphabetic() || f.at(end).is_ascii_alphabetic()) {
        return f.word(i).1;
    }
    let at = if f.at(end) == ' ' { end + 1 } else { end };
    match numeral(f, at, false) {
        Some(n) if n.written != Written::Word => {
            out.push(Found::new(Value::Label(n.value), Strength::Loose, i, n.end));
            n.end
        }
        _ => end,
    }
}

/// `Chapter IV`: what Chinese counts as 第四章. Never missed, since a label may
/// be written either way; without a word before it only two letters or more are a number.
fn roman(f: &Folded, i: usize, word: &str, end: usize, out: &mut Vec<Found>) -> Option<usize> {
    let named = f.at(end) == ' ' && ROMAN_AFTER.contains(&word) && f.is_upper(end + 1);
    let from = if named { end + 1 } else { i };
    let (numeral, to) = f.word(from);
    let roman = crate::markers::numeral::lower_roman;
    let (len, value) = roman(&numeral).or_else(|| crate::markers::numeral::upper_roman(&numeral))?;
    let whole = len == numeral.len() && (from..to).all(|k| f.is_upper(k));
    (whole && (named || len > 1 && value <= ROMAN_MOST)).then(|| {
        let value = Decimal::whole(u128::from(value));
        let pointing = POINTING.contains(&word);
        let value = if pointing { Value::Reference(value) } else { Value::Number(value) };
        out.push(Found::new(value, if named { Strength::Loose } else { Strength::Silent }, from, to));
        to
    })
}

/// 民國一百年: a year of an era.
fn era(f: &Folded, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    let (before, end) = ERAS.iter().find_map(|(name, before)| Some((*before, f.eat(i, name)?)))?;
    let n = numeral(f, end, false).filter(|n| f.at(n.end) == '年')?;
    let year = n.value.as_whole()?.checked_add(before)?;
    out.push(Found::new(Value::Number(Decimal::whole(year)), Strength::Stated, i, n.end));
    Some(n.end)
}

/// An amount with its currency before it.
fn money(f: &Folded, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    let (word, currency, end) = MONEY_BEFORE.iter().find_map(|(w, c)| Some((*w, *c, f.eat(i, w)?)))?;
    if word.starts_with(|c: char| c.is_ascii_alphabetic()) && f.before(i).is_ascii_alphanumeric() {
        return None;
    }
    let at = if f.at(end) == ' ' { end + 1 } else { end };
    let n = numeral(f, at, true).filter(|n| n.written != Written::Word)?;
    let (currency, end) = match money_after(f, n.end) {
        Some((named, end)) if named != Currency::Yuan => (named, end),
        Some((_, end)) => (currency, end),
        None => (currency, n.end),
    };
    let mut value = n.value;
    // "$100 to $200 million"
    if n.power == 0
        && let Some(next) = range_end(f, end)
        && let Some(m) = numeral(f, f.eat(next, word).unwrap_or(next), true)
    {
        value = value.scaled(m.power);
        if f.eat(next, word).is_none() && money_after(f, m.end).is_none() {
            out.push(Found::new(Value::Money(value, currency), Strength::Stated, i, end));
            out.push(Found::new(Value::Money(m.value, currency), Strength::Stated, next, m.end));
            return Some(m.end);
        }
    }
    out.push(Found::new(Value::Money(value, currency), Strength::Stated, i, end));
    Some(end)
}

/// A numeral at `at`; `from` is before it where 第 stands there.
fn number(f: &Folded, from: usize, at: usize, out: &mut Vec<Found>) -> usize {
    let Some(n) = numeral(f, at, false) else {
        let mut end = at;
        while is_numeral(f.at(end)) {
            end += 1;
        }
        // 十三五 names the thirteenth plan.
        if end == at + 3
            && let ('十', Some(tens), '五') = (f.at(at), han_digit(f.at(at + 1)), f.at(at + 2))
        {
            let plan = Decimal::whole(10 + u128::from(tens));
            out.push(Found::new(Value::Number(plan), Strength::Stated, from, end));
        }
        return end;
    };
    if let Some(end) = when::numeric(f, at, &n, out) {
        return end;
    }
    if let Some(end) = refer::reference(f, from, at, &n, out) {
        return end;
    }
    // A digit run that letters follow is a code (5G, 3D), not a number.
    if n.written == Written::Digits && n.power == 0 && f.at(n.end).is_ascii_alphabetic() && !n.ordinal {
        let (word, end) = f.word(n.end);
        if !matches!(word.as_str(), "s" | "per" | "percent") {
            return code(f, end);
        }
    }
    if let Some(end) = fraction(f, from, &n, out) {
        return end;
    }
    if let Some(end) = when::named_by_date(f, from, &n, out) {
        return end;
    }
    let ordinal = from != at || n.ordinal;
    match unit(f, &n, ordinal) {
        Unit::Is(value, end) => {
            let strength = if n.vague { Strength::Loose } else { Strength::Stated };
            out.push(Found::new(value, strength, from, end));
            end
        }
        kind => {
            if let Some(value) = shared_unit(f, &n) {
                out.push(Found::new(value, Strength::Stated, from, n.end));
                return n.end;
            }
            // 2-1 is 二之一: no range ends there.
            let below = f.before(at) == '-'
                && at.checked_sub(2).is_some_and(|two| f.at(two).is_ascii_digit())
                && n.value < Decimal::whole(3);
            // 下列七種 is `the following` as well.
            let of_list =
                LIST_OF.iter().any(|word| from.checked_sub(2).and_then(|at| f.eat(at, word)) == Some(from));
            let strength = if below || of_list { Strength::Loose } else { strength(&n, &kind) };
            let year = from == at && f.at(n.end) == '年';
            let value = if year { Value::Year(n.value) } else { Value::Number(n.value) };
            refer::fill_range(f, value, from, out);
            out.push(Found::new(value, strength, from, n.end));
            n.end
        }
    }
}

/// Whether the other language must have this number.
fn strength(n: &Numeral, unit: &Unit) -> Strength {
    let stated = match (n.written, unit) {
        (Written::Digits, _) => true,
        _ if n.vague => false,
        (_, Unit::Measured) => n.value > Decimal::whole(1),
        // 一個, 兩項, 第一次 are often "a", "both" and "first" or nothing at all.
        (Written::Han, _) => matches!(unit, Unit::Counted) && n.value > Decimal::whole(2),
        (Written::Word, _) => n.value > Decimal::whole(10),
    };
    if stated { Strength::Stated } else { Strength::Loose }
}
