//! Dates, times and periods.

use super::decimal::Decimal;
use super::fold::{Folded, is_han};
use super::number::{Numeral, Written, numeral, plain_digits};
use super::value::{Found, Point, Strength, Value};
use crate::vocab::figures::{COUNTERS, HALF_DAYS, MONTHS, NOT_MIDDLE, RELATIVE_YEARS, han_digit};

/// Words and phrases of time at `i`; returns where they end.
pub(super) fn read(f: &Folded, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    if f.before(i).is_ascii_alphabetic() && f.at(i).is_ascii_alphabetic() {
        return None;
    }
    half(f, i, out)
        .or_else(|| relative_year(f, i, out))
        .or_else(|| point(f, i, out))
        .or_else(|| month(f, i, out))
        .or_else(|| quarter_code(f, i, out))
}

fn whole_word(f: &Folded, end: usize) -> bool {
    !f.before(end).is_ascii_alphabetic() || !f.at(end).is_ascii_alphanumeric()
}

fn half(f: &Folded, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    let (word, end) = f.eat_any(i, &["上半年", "下半年"])?;
    let which = if word == "上半年" { 1 } else { 2 };
    out.push(Found::new(Value::Half(which), Strength::Stated, i, end));
    Some(end)
}

fn relative_year(f: &Folded, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    if let Some((_, offset, end)) =
        RELATIVE_YEARS.iter().find_map(|(w, o)| Some((*w, *o, f.eat(i, w)?))).filter(|x| whole_word(f, x.2))
    {
        out.push(Found::new(Value::RelativeYear(offset), Strength::Loose, i, end));
        // 今年年中 and 去年底 go on from the year's last character.
        let point_at = if f.at(end) == '年' { end } else { end - 1 };
        return Some(han_point(f, point_at, out).unwrap_or(end));
    }
    // "last September", "this January"
    let (word, end) = f.word(i);
    let offset = match word.as_str() {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let (name, _) = f.word(f.eat(end, " ")?);
    MONTHS.iter().find(|(m, _)| *m == name && f.is_upper(end + 1))?;
    out.push(Found::new(Value::RelativeYear(offset), Strength::Loose, i, end));
    Some(end)
}

/// 年初, 年中, 年底 from the character 年 on, or 初, 底 behind 月.
fn han_point(f: &Folded, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    let point = match (f.at(i), f.at(i + 1)) {
        ('年' | '月', '初') => Point::Early,
        ('年', '中') if !NOT_MIDDLE.contains(f.at(i + 2)) => Point::Middle,
        ('月', '中') if f.at(i + 2) == '旬' => Point::Middle,
        ('年' | '月', '底' | '末') => Point::End,
        _ => return None,
    };
    out.push(Found::new(Value::Point(point), Strength::Loose, i, i + 2));
    Some(i + 2)
}

fn point(f: &Folded, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    if let Some(end) = han_point(f, i, out) {
        return Some(end);
    }
    const WORDS: &[(&str, Point)] = &[
        ("mid", Point::Middle),
        ("middle of", Point::Middle),
        ("early in", Point::Early),
        ("early", Point::Early),
        ("beginning of", Point::Early),
        ("start of", Point::Early),
        ("late", Point::End),
        ("end of", Point::End),
        ("end", Point::End),
        ("year-end", Point::End),
    ];
    let (point, end) = WORDS.iter().find_map(|(word, point)| {
        let end = f.eat(i, word).filter(|end| whole_word(f, *end))?;
        (*word == "year-end" || period_follows(f, end)).then_some((*point, end))
    })?;
    out.push(Found::new(Value::Point(point), Strength::Loose, i, end));
    Some(end)
}

/// Whether a year or month follows: `-2018`, ` of the year`, ` next year`, ` March`.
fn period_follows(f: &Folded, i: usize) -> bool {
    let mut at = i;
    while matches!(f.at(at), ' ' | '-') {
        at += 1;
    }
    at = f.eat(at, "the ").unwrap_or(at);
    if at == i {
        return false;
    }
    if f.at(at).is_ascii_digit() {
        let (value, end) = plain_digits(f, at);
        return end == at + 4 && is_year(value);
    }
    let (word, _) = f.word(at);
    word == "year"
        || f.is_upper(at) && MONTHS.iter().any(|(m, _)| *m == word)
        || RELATIVE_YEARS.iter().any(|(w, _)| f.eat(at, w).is_some())
}

fn month(f: &Folded, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    if !f.is_upper(i) {
        return None;
    }
    let (word, end) = f.word(i);
    let (name, number) = MONTHS.iter().find(|(m, _)| *m == word)?;
    let near_digit = {
        let next = if f.at(end) == '.' { end + 1 } else { end };
        let next = if matches!(f.at(next), ' ' | '-' | ',') { next + 1 } else { next };
        f.at(next).is_ascii_digit()
            || f.word_before(i).ends_with(|c: char| c.is_ascii_digit())
            || f.word_before(i).ends_with("th")
    };
    let clear = match *name {
        "may" | "march" => {
            near_digit
                || matches!(
                    f.word_before(i).as_str(),
                    "in" | "by"
                        | "of"
                        | "since"
                        | "until"
                        | "till"
                        | "from"
                        | "to"
                        | "last"
                        | "this"
                        | "next"
                        | "early"
                        | "mid"
                        | "late"
                        | "end"
                        | "before"
                        | "after"
                        | "during"
                        | "between"
                )
                || f.eat_any(end, &[" this year", " last year", " next year"]).is_some()
        }
        short if short.len() <= 4 && !matches!(short, "june" | "july") => near_digit,
        _ => true,
    };
    if !clear {
        return None;
    }
    out.push(Found::new(Value::Month(*number), Strength::Stated, i, end));
    Some(end)
}

/// `Q3`
fn quarter_code(f: &Folded, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    let digit = f.at(i + 1).to_digit(10).filter(|d| (1..=4).contains(d))?;
    if f.at(i) != 'q' || f.before(i).is_ascii_alphanumeric() || f.at(i + 2).is_ascii_alphanumeric() {
        return None;
    }
    out.push(Found::new(Value::Quarter(digit as u8), Strength::Stated, i, i + 2));
    Some(i + 2)
}

fn is_year(value: Decimal) -> bool {
    (Decimal::whole(1800)..=Decimal::whole(2200)).contains(&value)
}

fn number_found(value: u128, from: usize, to: usize) -> Found {
    Found::new(Value::Number(Decimal::whole(value)), Strength::Stated, from, to)
}

/// 五二〇, an event named by its month and day, which the other language may spell out.
pub(super) fn named_by_date(f: &Folded, i: usize, n: &Numeral, out: &mut Vec<Found>) -> Option<usize> {
    let value = n
        .value
        .as_whole()
        .filter(|v| n.written == Written::Han && n.end == i + 3 && (101..1000).contains(v))?;
    let (month, day) = (value / 100, value % 100);
    // 一百二 is a number, and so is what is counted.
    let digits = (i..n.end).all(|k| han_digit(f.at(k)).is_some());
    let counted = f.eat_any(n.end, COUNTERS).is_some() || !is_han(f.at(n.end));
    if !digits || counted || !(1..=31).contains(&day) {
        return None;
    }
    out.push(Found::new(Value::Month(u8::try_from(month).ok()?), Strength::Silent, i, n.end));
    out.push(Found::new(Value::Number(Decimal::whole(day)), Strength::Silent, i, n.end));
    out.push(Found::new(Value::Number(n.value), Strength::Loose, i, n.end));
    Some(n.end)
}

/// Dates and times written in digits, from the numeral `n` at `i` on.
pub(super) fn numeric(f: &Folded, i: usize, n: &Numeral, out: &mut Vec<Found>) -> Option<usize> {
    time(f, i, n, out).or_else(|| date(f, i, n, out)).or_else(|| years(f, i, n, out))
}

fn short_digits(f: &Folded, i: usize, most: usize) -> Option<(u128, usize)> {
    let mut end = i;
    while f.at(end).is_ascii_digit() {
        end += 1;
    }
    if end == i || end - i > most {
        return None;
    }
    Some((f.text(i, end).parse().ok()?, end))
}

/// 2017-02-23, 2017/2/23, 23.2.2017, 23/2/2017
fn date(f: &Folded, i: usize, n: &Numeral, out: &mut Vec<Found>) -> Option<usize> {
    if n.written != Written::Digits {
        return None;
    }
    let (first, a) = short_digits(f, i, 4)?;
    let separator = f.at(a);
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let (month, b) = short_digits(f, a + 1, 2)?;
    if f.at(b) != separator {
        return None;
    }
    let (last, end) = short_digits(f, b + 1, 4)?;
    let (year, day) = if a - i == 4 { (first, last) } else { (last, first) };
    if !is_year(Decimal::whole(year)) || !(1..=31).contains(&day) || !(1..=12).contains(&month) {
        return None;
    }
    out.push(number_found(first, i, a));
    out.push(Found::new(Value::Month(u8::try_from(month).ok()?), Strength::Stated, a + 1, b));
    out.push(number_found(last, b + 1, end));
    Some(end)
}

/// 2017-18, 2016/17: the second year is cut short.
fn years(f: &Folded, i: usize, n: &Numeral, out: &mut Vec<Found>) -> Option<usize> {
    if n.written != Written::Digits
        || n.end != i + 4
        || !is_year(n.value)
        || !matches!(f.at(n.end), '-' | '/' | '至')
    {
        return None;
    }
    let from = n.end + 1;
    let (short, end) = short_digits(f, from, 2).filter(|(_, end)| *end == from + 2)?;
    let first = n.value.as_whole()?;
    let mut second = first - first % 100 + short;
    if short < first % 100 {
        second += 100;
    }
    // 1999/12 is a month more likely than a span of years.
    if second - first > 30 || f.at(end) == '月' || f.at(end).is_ascii_alphanumeric() {
        return None;
    }
    out.push(number_found(first, i, n.end));
    out.push(number_found(second, from, end));
    Some(end)
}

/// 上午9時30分, 上午九時三十分, 14:30, 2:30 pm, 9 a.m.
fn time(f: &Folded, i: usize, n: &Numeral, out: &mut Vec<Found>) -> Option<usize> {
    let hour = n.value.as_whole().filter(|h| *h < 25)? as u16;
    let (mut minutes, mut end) = (0, n.end);
    let mut clear = false;
    if n.written == Written::Digits && f.at(end) == ':' {
        let (m, after) = short_digits(f, end + 1, 2).filter(|(m, after)| *m < 60 && *after == n.end + 3)?;
        (minutes, end, clear) = (m as u16, after, true);
    } else if matches!(f.at(end), '時' | '點') && (n.written == Written::Digits || han_half_day(f, i)) {
        end += 1;
        clear = true;
        let spelt = || {
            let n = numeral(f, end, false).filter(|n| n.written == Written::Han)?;
            n.value.as_whole().zip(f.eat(n.end, "分"))
        };
        if let Some((m, after)) = short_digits(f, end, 2).or_else(spelt).filter(|(m, _)| *m < 60) {
            minutes = m as u16;
            end = f.eat(after, "分").unwrap_or(after);
        } else if f.at(end) == '半' {
            minutes = 30;
            end += 1;
        }
    }
    let at = f.eat(end, " ").unwrap_or(end);
    if n.written == Written::Digits
        && let Some((_, after)) = f.eat_any(at, &["a.m.", "p.m.", "am", "pm"])
        && !f.at(after).is_ascii_alphabetic()
    {
        (end, clear) = (after, true);
    }
    clear.then(|| {
        out.push(Found::new(Value::Time(hour % 12 * 60 + minutes), Strength::Stated, i, end));
        end
    })
}

fn han_half_day(f: &Folded, i: usize) -> bool {
    i >= 2 && HALF_DAYS.contains(&f.text(i - 2, i).as_str())
}

/// 去年 alone may be left out or said otherwise; 去年9月 is a date. This year's
/// month may stand without its year.
pub(super) fn anchor_relative_years(f: &Folded, found: &mut [Found]) {
    let is_period =
        |x: &Found| matches!(x.value, Value::Month(_) | Value::Quarter(_) | Value::Half(_) | Value::Point(_));
    let near = |from: usize, to: usize| {
        to <= from || matches!(f.text(from, to).trim(), "" | "of" | "in" | "the" | "-" | "," | "of the")
    };
    for k in 0..found.len() {
        let Some(&here) = found.get(k) else { continue };
        let Value::RelativeYear(offset) = here.value else { continue };
        let before = k.checked_sub(1).and_then(|k| found.get(k));
        let anchored = before.is_some_and(|b| is_period(b) && near(b.to, here.from))
            || found.get(k + 1).is_some_and(|a| is_period(a) && near(here.to, a.from));
        if anchored
            && offset != 0
            && let Some(x) = found.get_mut(k)
        {
            x.strength = Strength::Stated;
        }
    }
}
