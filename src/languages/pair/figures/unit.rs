//! What the words behind a numeral make of it: money, a share, a month, a count.

use super::decimal::Decimal;
use super::fold::{Folded, is_han};
use super::number::{Numeral, Written, numeral};
use super::value::{Found, Strength, Value, is_numeral};
use crate::vocab::figures::Currency;
use crate::vocab::figures::{COUNTERS, DENOMINATORS, LASTING, MEASURES, MONEY_AFTER, NOT_TENTHS, han_digit};

/// What the words behind a numeral make of it.
pub(super) enum Unit {
    /// A value of another kind, and where it ends.
    Is(Value, usize),
    /// What time is measured in follows.
    Measured,
    /// A counter follows.
    Counted,
    /// Nothing that tells.
    Bare,
}

/// A currency behind an amount, and where it ends.
pub(super) fn money_after(f: &Folded, i: usize) -> Option<(Currency, usize)> {
    let at = if f.at(i) == ' ' { i + 1 } else { i };
    let (word, currency, end) = MONEY_AFTER.iter().find_map(|(w, c)| Some((*w, *c, f.eat(at, w)?)))?;
    let broken = match word {
        "元" | "圓" => "旦素首朗化宇滿形".contains(f.at(end)),
        _ => word.is_ascii() && f.at(end).is_ascii_alphabetic(),
    };
    (!broken).then_some((currency, end))
}

/// Where the second number of a range begins, if `i` stands before `至`, `-` or `to`.
pub(super) fn range_end(f: &Folded, i: usize) -> Option<usize> {
    let (_, end) = f.eat_any(i, &["至", "到", "-", " to ", " and ", "及", "或", " or "])?;
    (f.at(end).is_ascii_digit() || is_numeral(f.at(end)) || f.at(end) == '$').then_some(end)
}

/// What the words behind `n` make of it; `ordinal` where it is a 第 number or a `22nd`.
pub(super) fn unit(f: &Folded, n: &Numeral, ordinal: bool) -> Unit {
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
    // 六月以上 are six months and not June.
    let lasting = || f.eat_any(end + 1, LASTING).is_some();
    if !ordinal && f.at(end) == '月' && (1..=12).contains(&small) && !lasting() {
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
    if !ordinal && f.eat_any(end, MEASURES).is_some() && f.eat(end, "年級").is_none() {
        return Unit::Measured;
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

/// 九五折: what is left of a price is 95%, what is taken off it 5%.
pub(super) fn discount(f: &Folded, i: usize, out: &mut Vec<Found>) -> Option<usize> {
    let digit = |at: usize| f.at(at).to_digit(10).or_else(|| han_digit(f.at(at))).map(u128::from);
    let (tens, ones) = (digit(i)?, digit(i + 1));
    let (left, of, end) = ones.map_or((tens, 10, i + 1), |ones| (tens * 10 + ones, 100, i + 2));
    if f.at(end) != '折' || digit(i.wrapping_sub(1)).is_some() {
        return None;
    }
    out.push(Found::new(ratio(Decimal::whole(left), of)?, Strength::Loose, i, end + 1));
    out.push(Found::new(ratio(Decimal::whole(of - left), of)?, Strength::Silent, i, end + 1));
    Some(end + 1)
}

/// A number out of `of`, in lowest terms.
pub(super) fn ratio(value: Decimal, of: u128) -> Option<Value> {
    let (n, d) = value.ratio()?;
    let d = d.checked_mul(of)?;
    let common = gcd(n, d).max(1);
    Some(Value::Ratio(n / common, d / common))
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// 三分之一, 百分之三十, `two-thirds`.
pub(super) fn fraction(f: &Folded, from: usize, n: &Numeral, out: &mut Vec<Found>) -> Option<usize> {
    if let Some(at) = f.eat(n.end, "分之") {
        let over = numeral(f, at, false)?;
        let value = ratio(over.value, n.value.as_whole()?)?;
        out.push(Found::new(value, Strength::Stated, from, over.end));
        return Some(over.end);
    }
    if f.at(n.end) == '/' && n.written == Written::Digits {
        // 2/3, and neither 24/7 nor 1/2/2017.
        let under =
            numeral(f, n.end + 1, false).filter(|m| m.written == Written::Digits && m.value > n.value)?;
        if f.before(from) == '/' || f.at(under.end) == '/' {
            return None;
        }
        out.push(Found::new(ratio(n.value, under.value.as_whole()?)?, Strength::Stated, from, under.end));
        return Some(under.end);
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
pub(super) fn shared_unit(f: &Folded, n: &Numeral) -> Option<Value> {
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
