//! Numerals: digits, Han numerals and English number words, with their scale.

use super::decimal::Decimal;
use super::fold::Folded;
use crate::vocab::figures::{CARDINALS, ORDINALS, SCALES, han_digit, han_power};

/// What a numeral is written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Digits,
    Han,
    Word,
}

/// A numeral at some place of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral {
    pub(super) value: Decimal,
    /// Index behind it.
    pub(super) end: usize,
    pub(super) written: Written,
    /// `22nd`, `third`.
    pub(super) ordinal: bool,
    /// `三十多`: about as many.
    pub(super) vague: bool,
    /// The power of ten that a scale behind digits stood for, such as 萬 or million.
    pub(super) power: u32,
}

/// The numeral at `i`, if there is one. `money` allows `24m` and `2bn`.
pub(super) fn numeral(f: &Folded, i: usize, money: bool) -> Option<Numeral> {
    if f.at(i).is_ascii_digit() {
        Some(digits(f, i, money))
    } else if f.at(i).is_ascii_alphabetic() {
        words(f, i)
    } else {
        han(f, i)
    }
}

/// Digits without their scale: value and end.
pub(super) fn plain_digits(f: &Folded, i: usize) -> (Decimal, usize) {
    let mut mantissa: u128 = 0;
    let mut end = i;
    let mut push = |c: char| {
        mantissa = mantissa.saturating_mul(10).saturating_add(u128::from(c.to_digit(10).unwrap_or(0)))
    };
    let is_digit = |at: usize| f.at(at).is_ascii_digit();
    loop {
        if is_digit(end) {
            push(f.at(end));
            end += 1;
        } else if f.at(end) == ',' && end > i && (1..=3).all(|k| is_digit(end + k)) && !is_digit(end + 4) {
            end += 1;
        } else {
            break;
        }
    }
    let mut places = 0u8;
    if f.at(end) == '.' && is_digit(end + 1) {
        end += 1;
        while is_digit(end) && places < 12 {
            push(f.at(end));
            places += 1;
            end += 1;
        }
        while is_digit(end) {
            end += 1;
        }
    }
    (Decimal::normal(mantissa, places), end)
}

fn digits(f: &Folded, i: usize, money: bool) -> Numeral {
    let (mut value, mut end) = plain_digits(f, i);
    let mut scale = 0;
    // 2,400萬, 2億3,000萬, 3千
    let mut total: Option<Decimal> = None;
    let (mut power, mut at) = han_scale(f, end);
    while power > 0 {
        scale = power;
        total = Some(total.map_or(value.scaled(power), |t| t.plus(value.scaled(power))));
        end = at;
        if !f.at(end).is_ascii_digit() {
            break;
        }
        let (next, after) = plain_digits(f, end);
        let (next_power, next_at) = han_scale(f, after);
        if next_power == 0 || next_power >= power {
            break;
        }
        (value, power, at) = (next, next_power, next_at);
    }
    if let Some(total) = total {
        value = total;
    } else if let Some((power, after)) = scale_word(f, end, money) {
        value = value.scaled(power);
        end = after;
        scale = power;
    }
    let mut ordinal = false;
    if scale == 0
        && let Some((_, after)) = f.eat_any(end, &["st", "nd", "rd", "th"])
        && !f.at(after).is_ascii_alphanumeric()
    {
        ordinal = true;
        end = after;
    }
    Numeral { value, end, written: Written::Digits, ordinal, vague: false, power: scale }
}

/// 十萬, 百萬, 億 … behind digits, as a power of ten.
fn han_scale(f: &Folded, i: usize) -> (u32, usize) {
    let (mut power, mut end) = (0, i);
    while let Some(p) = han_power(f.at(end)) {
        power += p;
        end += 1;
        if power > 16 {
            break;
        }
    }
    (power, end)
}

/// An English scale word behind a numeral, as a power of ten.
fn scale_word(f: &Folded, i: usize, money: bool) -> Option<(u32, usize)> {
    let at = if matches!(f.at(i), ' ' | '-') { i + 1 } else { i };
    let (word, end) = f.word(at);
    let (_, power, short) = SCALES.iter().find(|(w, ..)| *w == word)?;
    if *short && (!money || at != i) {
        return None;
    }
    // "2 million million" is rare, but "hundred thousand" is not.
    let more = (!*short).then(|| scale_word(f, end, false)).flatten();
    Some(more.map_or((*power, end), |(p, e)| (power + p, e)))
}

fn han(f: &Folded, i: usize) -> Option<Numeral> {
    let is_part = |c: char| han_digit(c).is_some() || han_power(c).is_some() || matches!(c, '廿' | '卅');
    let mut end = i;
    while is_part(f.at(end)) {
        end += 1;
    }
    if end == i {
        return None;
    }
    let run: Vec<char> = (i..end).map(|k| f.at(k)).collect();
    let mut value = han_value(&run)?;
    // 三點五, 零．五
    let mut places = 0;
    if matches!(f.at(end), '點' | '.') {
        let mut at = end + 1;
        let mut fraction: u128 = 0;
        while let Some(d) = han_digit(f.at(at)) {
            fraction = fraction.saturating_mul(10).saturating_add(u128::from(d));
            places += 1;
            at += 1;
        }
        // 三點五分 is a time, 百分之三點五 is none.
        let clock = f.at(at) == '分' && f.before(i) != '之';
        if places > 0 && places < 12 && !is_part(f.at(at)) && !clock {
            value = value.plus(Decimal::normal(fraction, places));
            end = at;
        }
    }
    let mut vague = false;
    if matches!(f.at(end), '多' | '餘' | '幾') {
        vague = true;
        end += 1;
        // 三十多萬
        let (power, after) = han_scale(f, end);
        value = value.scaled(power);
        end = after;
    }
    Some(Numeral { value, end, written: Written::Han, ordinal: false, vague, power: 0 })
}

/// The number that a run of Han numerals writes; `None` for 三四, 萬千百十 and the like.
fn han_value(run: &[char]) -> Option<Decimal> {
    if run.len() > 1 && run.iter().all(|&c| han_digit(c).is_some()) {
        // 二零一七; two digits side by side (三四) name neither.
        let positional = run.len() >= 3 || run.contains(&'零');
        return positional.then(|| {
            run.iter()
                .filter_map(|&c| han_digit(c))
                .fold(Decimal::whole(0), |v, d| v.scaled(1).plus(Decimal::whole(u128::from(d))))
        });
    }
    let (mut total, mut section): (u128, u128) = (0, 0);
    let mut digit: Option<u128> = None;
    let mut last_power = u32::MAX;
    let mut after_zero = false;
    for (k, &c) in run.iter().enumerate() {
        if matches!(c, '廿' | '卅') {
            if digit.is_some() || section > 0 {
                return None;
            }
            section = if c == '廿' { 20 } else { 30 };
            last_power = 1;
        } else if let Some(d) = han_digit(c) {
            if digit.is_some_and(|d| d != 0) {
                return None;
            }
            after_zero = d == 0 || (after_zero && digit == Some(0));
            digit = Some(u128::from(d));
        } else {
            let power = han_power(c)?;
            if power < 4 {
                let d = match digit.take() {
                    Some(0) | None if power == 1 && (k == 0 || section > 0 || total > 0 || after_zero) => 1,
                    Some(d) if d > 0 => d,
                    _ => return None,
                };
                if power >= last_power {
                    return None;
                }
                section += d * 10u128.pow(power);
                last_power = power;
            } else {
                section += digit.take().unwrap_or(0);
                if section == 0 && total == 0 {
                    return None;
                }
                let scale = 10u128.checked_pow(power)?;
                // 一萬億: the scale covers all that stands before it.
                total = if section == 0 || (total > 0 && total < scale) {
                    (total + section).checked_mul(scale)?
                } else {
                    total.checked_add(section.checked_mul(scale)?)?
                };
                section = 0;
                last_power = power;
                if power >= 4 {
                    last_power = u32::MAX;
                }
            }
            after_zero = false;
        }
    }
    if let Some(d) = digit {
        // 一百二 is 120, 一百零二 is 102.
        let tail = match run.get(run.len().wrapping_sub(2)).copied().and_then(han_power) {
            Some(p @ 2..=4) if !after_zero => 10u128.pow(p - 1),
            _ => 1,
        };
        section += d * tail;
    }
    total.checked_add(section).map(Decimal::whole)
}

/// `seventy-seven`, `two hundred and forty`, `twenty-second`, `a hundred`.
fn words(f: &Folded, i: usize) -> Option<Numeral> {
    let (mut total, mut section): (u128, u128) = (0, 0);
    let (mut end, mut at) = (i, i);
    let mut ordinal = false;
    let mut last: Option<u32> = None;
    loop {
        let (word, after) = f.word(at);
        let cardinal = CARDINALS.iter().find(|(w, _)| *w == word).map(|(_, v)| *v);
        let named_ordinal = ORDINALS.iter().find(|(w, _)| *w == word).map(|(_, v)| *v);
        let fits = |v: u32| match last {
            None => true,
            // Units go behind tens, tens and units behind a scale.
            Some(l) => (v < 10 && v > 0 && (20..100).contains(&l)) || l >= 100,
        };
        if let Some(v) = cardinal.filter(|&v| fits(v)) {
            section += u128::from(v);
            last = Some(v);
        } else if let Some(v) = named_ordinal.filter(|&v| fits(v)) {
            section += u128::from(v);
            ordinal = true;
        } else if let Some((_, power, false)) = SCALES.iter().find(|(w, ..)| *w == word)
            && (last.is_some() || f.word_before(i) == "a")
        {
            let scale = 10u128.pow(*power);
            if *power == 2 {
                section = section.max(1).saturating_mul(scale);
            } else {
                total = total.saturating_add(section.max(1).saturating_mul(scale));
                section = 0;
            }
            last = Some(100);
        } else {
            break;
        }
        end = after;
        if ordinal {
            break;
        }
        at = match f.at(after) {
            ' ' | '-' => after + 1,
            _ => break,
        };
        // "and" joins only behind a scale: "two hundred and forty".
        if last == Some(100)
            && let Some(next) = f.eat(at, "and ")
        {
            at = next;
        }
    }
    if end == i {
        return None;
    }
    let mut value = Decimal::whole(total.saturating_add(section));
    if let Some((fraction, after)) = point_words(f, end).filter(|_| !ordinal) {
        (value, end) = (value.plus(fraction), after);
    }
    Some(Numeral { value, end, written: Written::Word, ordinal, vague: false, power: 0 })
}

/// ` point seven six`: the decimals behind a number in words, and where they end.
fn point_words(f: &Folded, i: usize) -> Option<(Decimal, usize)> {
    let mut end = f.eat(i, " point")?;
    let (mut digits, mut places): (u128, u8) = (0, 0);
    while f.at(end) == ' ' && places < 12 {
        let (word, after) = f.word(end + 1);
        let Some((_, digit)) = CARDINALS.iter().find(|(w, v)| *w == word && *v < 10) else { break };
        (digits, places, end) = (digits * 10 + u128::from(*digit), places + 1, after);
    }
    (places > 0).then(|| (Decimal::normal(digits, places), end))
}
