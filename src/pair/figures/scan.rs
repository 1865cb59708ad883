//! Goes through a folded text once and recognises its figures.

use super::fold::{Folded, is_han};
use super::number::{Decimal, Numeral, Written, numeral};
use super::when;
use super::{Currency, Figure, Strength, Value};
use crate::vocab::figures::{
    COUNTERS, DENOMINATORS, LABELS, LOOSE, MONEY_AFTER, MONEY_BEFORE, NOT_FIGURES, NOT_TENTHS, han_digit,
    han_power,
};

/// A figure over folded characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) value: Value,
    pub(super) strength: Strength,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Found {
    pub(super) fn new(value: Value, strength: Strength, from: usize, to: usize) -> Self {
        Self { value, strength, from, to }
    }
}

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
    if let Some((_, end)) = f.eat_any(i, NOT_FIGURES) {
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
    if c.is_ascii_digit() {
        return number(f, i, i, out);
    }
    if letter {
        let (word, end) = f.word(i);
        if f.at(end).is_ascii_digit() {
            return code(f, end);
        }
        if numeral(f, i, false).is_some() {
            return number(f, i, i, out);
        }
        if let Some((_, v)) = LOOSE.iter().find(|(w, _)| *w == word) {
            out.push(Found::new(Value::Number(Decimal::whole(u128::from(*v))), Strength::Loose, i, end));
        } else if word == "half" {
            out.push(Found::new(Value::Ratio(1, 2), Strength::Loose, i, end));
        }
        return end;
    }
    if let Some((_, end)) = f.eat_any(i, &["過半", "逾半", "半數", "一半", "大半"]) {
        out.push(Found::new(Value::Ratio(1, 2), Strength::Loose, i, end));
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
    if let Some((word, end)) = f.eat_any(i, &["百分之", "千分之"])
        && let Some(n) = numeral(f, end, false)
        && let Some(value) = ratio(n.value, if word == "百分之" { 100 } else { 1000 })
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

fn is_numeral(c: char) -> bool {
    han_digit(c).is_some() || han_power(c).is_some() || matches!(c, '廿' | '卅')
}

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
            out.push(Found::new(Value::Number(n.value), Strength::Loose, i, n.end));
            n.end
        }
        _ => end,
    }
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

/// A currency behind an amount, and where it ends.
fn money_after(f: &Folded, i: usize) -> Option<(Currency, usize)> {
    let at = if f.at(i) == ' ' { i + 1 } else { i };
    let (word, currency, end) = MONEY_AFTER.iter().find_map(|(w, c)| Some((*w, *c, f.eat(at, w)?)))?;
    let broken = match word {
        "元" | "圓" => "旦素首朗化宇滿形".contains(f.at(end)),
        _ => word.is_ascii() && f.at(end).is_ascii_alphabetic(),
    };
    (!broken).then_some((currency, end))
}

/// Where the second number of a range begins, if `i` stands before `至`, `-` or `to`.
fn range_end(f: &Folded, i: usize) -> Option<usize> {
    let (_, end) = f.eat_any(i, &["至", "到", "-", " to ", " and ", "及", "或", " or "])?;
    (f.at(end).is_ascii_digit() || is_numeral(f.at(end)) || f.at(end) == '$').then_some(end)
}

/// What the words behind a numeral make of it.
enum Unit {
    /// A value of another kind, and where it ends.
    Is(Value, usize),
    /// A counter follows.
    Counted,
    /// Nothing that tells.
    Bare,
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
            let counted = matches!(kind, Unit::Counted);
            out.push(Found::new(Value::Number(n.value), strength(&n, counted), from, n.end));
            n.end
        }
    }
}

/// Whether the other language must have this number.
fn strength(n: &Numeral, counted: bool) -> Strength {
    let stated = match n.written {
        Written::Digits => true,
        // 一個, 兩項, 第一次 are often "a", "both" and "first" or nothing at all.
        Written::Han => counted && !n.vague && n.value > Decimal::whole(2),
        Written::Word => n.value > Decimal::whole(10),
    };
    if stated { Strength::Stated } else { Strength::Loose }
}

fn unit(f: &Folded, n: &Numeral, ordinal: bool) -> Unit {
    let end = n.end;
    let small = n.value.as_whole().and_then(|v| u8::try_from(v).ok()).unwrap_or(0);
    if let Some((of, end)) = share_after(f, end)
        && let Some(value) = ratio(n.value, of)
    {
        return Unit::Is(value, end);
    }
    if !ordinal && n.written != Written::Word && f.at(end) == '成' && !NOT_TENTHS.contains(f.at(end + 1)) {
        let (mut tenths, mut end) = (n.value.scaled(1), end + 1);
        let more = if f.at(end) == '半' { Some(5) } else { han_digit(f.at(end)) };
        if let Some(more) = more {
            tenths = tenths.plus(Decimal::whole(u128::from(more)));
            end += 1;
        }
        if let Some(value) = ratio(tenths, 100) {
            return Unit::Is(value, end);
        }
    }
    if let Some((currency, end)) = money_after(f, end) {
        return Unit::Is(Value::Money(n.value, currency), end);
    }
    if !ordinal && f.at(end) == '月' && (1..=12).contains(&small) {
        return Unit::Is(Value::Month(small), end + 1);
    }
    if (1..=4).contains(&small) {
        if let Some(end) = f.eat(end, "季度").or_else(|| f.eat(end, "季").filter(|_| ordinal)) {
            return Unit::Is(Value::Quarter(small), end);
        }
        if n.ordinal
            && let Some((_, end)) = f.eat_any(end, &[" quarter", "-quarter"])
        {
            return Unit::Is(Value::Quarter(small), end);
        }
        if n.ordinal
            && small <= 2
            && let Some((_, end)) = f.eat_any(end, &[" half", "-half"])
        {
            return Unit::Is(Value::Half(small), end);
        }
    }
    let counted = f.eat_any(end, COUNTERS).is_some() && !(f.at(end) == '年' && f.at(end + 1) == '級');
    if counted || (f.at(end) == '年' && is_han(f.at(end))) { Unit::Counted } else { Unit::Bare }
}

/// `%` and its like: what the number is out of, and where the sign ends.
fn share_after(f: &Folded, i: usize) -> Option<(u128, usize)> {
    if f.at(i) == '%' {
        return Some((100, i + 1));
    }
    if f.at(i) == '‰' {
        return Some((1000, i + 1));
    }
    let at = if matches!(f.at(i), ' ' | '-') { i + 1 } else { i };
    f.eat_any(
        at,
        &["個百分點", "percentage points", "percentage point", "per cent", "percent", "per-cent", "%"],
    )
    .map(|(_, end)| (100, end))
}

/// A number out of `of`, in lowest terms.
fn ratio(value: Decimal, of: u128) -> Option<Value> {
    let (n, d) = value.ratio()?;
    let d = d.checked_mul(of)?;
    let common = gcd(n, d).max(1);
    Some(Value::Ratio(n / common, d / common))
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// 三分之一, 百分之三十, `two-thirds`.
fn fraction(f: &Folded, from: usize, n: &Numeral, out: &mut Vec<Found>) -> Option<usize> {
    if let Some(at) = f.eat(n.end, "分之") {
        let over = numeral(f, at, false)?;
        let value = ratio(over.value, n.value.as_whole()?)?;
        out.push(Found::new(value, Strength::Stated, from, over.end));
        return Some(over.end);
    }
    if n.written != Written::Word || n.ordinal || !matches!(f.at(n.end), ' ' | '-') {
        return None;
    }
    let (word, end) = f.word(n.end + 1);
    let single = word.strip_suffix('s').unwrap_or(&word);
    let (_, under) = DENOMINATORS.iter().find(|(w, _)| *w == single || *w == word)?;
    let value = ratio(n.value, u128::from(*under))?;
    // "one half" may be dropped as freely as "half".
    let strength = if *under == 2 { Strength::Loose } else { Strength::Stated };
    out.push(Found::new(value, strength, from, end));
    Some(end)
}

/// The unit that stands once behind a range: 30至40%, 1至2億元, `3 to 5 million`.
fn shared_unit(f: &Folded, n: &Numeral) -> Option<Value> {
    if n.power > 0 {
        return None;
    }
    let next = range_end(f, n.end)?;
    let m = numeral(f, next, false)?;
    let value = n.value.scaled(m.power);
    match unit(f, &m, false) {
        Unit::Is(Value::Ratio(..), end) => {
            let of = if f.before(end) == '‰' { 1000 } else { 100 };
            ratio(value, of)
        }
        Unit::Is(Value::Money(_, currency), _) => Some(Value::Money(value, currency)),
        Unit::Is(Value::Month(_), _) if n.value <= Decimal::whole(12) => {
            Some(Value::Month(n.value.as_whole()? as u8))
        }
        _ => (m.power > 0).then_some(Value::Number(value)),
    }
}
