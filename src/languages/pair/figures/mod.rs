//! What a text states in figures: numbers, money, shares, dates and periods,
//! in Chinese or English, each in one form that the two languages share.
//!
//! A Chinese paper writes `2,400萬元`, its English version `$24 million`;
//! 三成 is `30 per cent`, 第二十二次 is `22nd`, 2018 年第三季 is
//! `the third quarter of 2018`. [`figures`] lists what a text states, and
//! [`differences`] tells what one text states and the other does not.
//!
//! Words that only contain a numeral (一帶一路, `one-stop`) state nothing. What
//! a translator may fairly leave out (兩地, `both`) is [`Strength::Loose`]: it
//! can stand for a figure of the other side, but is never missed.

mod compare;
mod decimal;
mod fold;
mod number;
mod scan;
mod unit;
mod when;

use std::fmt;
use std::ops::Range;

pub use compare::differences;
pub use decimal::Decimal;

/// One figure of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figure {
    /// What it states.
    pub value: Value,
    /// Whether it is missed where the other language lacks it.
    pub strength: Strength,
    /// Bytes of the text it stands in.
    pub range: Range<usize>,
}

/// Whether a figure must have its like in the other language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strength {
    /// A translator may leave it out: 兩地, `both`, 今年.
    Loose,
    /// It must stand in both.
    Stated,
}

/// What a figure states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Value {
    /// A count, an ordinal, a year or a day of the month: the languages mix these too freely to tell them apart.
    Number(Decimal),
    /// An amount of money in whole units.
    Money(Decimal, Currency),
    /// A share, as a fraction in lowest terms: 三成 and 30% are 3/10.
    Ratio(u128, u128),
    /// A month of the year, 1 to 12.
    Month(u8),
    /// A quarter of the year, 1 to 4.
    Quarter(u8),
    /// The first or second half of a year.
    Half(u8),
    /// Minutes past twelve on a twelve-hour clock.
    Time(u16),
    /// A year counted from the year of the paper: 去年 is -1.
    RelativeYear(i8),
    /// A point of a period: 年初, 年中, 年底.
    Point(Point),
}

/// A point of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Point {
    /// 年初, `early`
    Early,
    /// 年中, `mid`
    Middle,
    /// 年底, `end of`
    End,
}

/// A currency, as far as the text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Currency {
    /// 元 alone: Hong Kong dollars or renminbi.
    Yuan,
    /// `$` alone.
    Dollar,
    /// Hong Kong dollars.
    Hkd,
    /// Renminbi.
    Rmb,
    /// United States dollars.
    Usd,
    /// Macao patacas.
    Mop,
    /// Euros.
    Eur,
    /// Pounds sterling.
    Gbp,
    /// Japanese yen.
    Jpy,
}

impl Currency {
    /// Whether the two can mean the same money.
    #[must_use]
    pub fn agrees(self, other: Self) -> bool {
        use Currency::{Dollar, Hkd, Rmb, Yuan};
        self == other
            || matches!((self.min(other), self.max(other)), (Yuan, Dollar | Hkd | Rmb) | (Dollar, Hkd))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(n) => write!(f, "{n}"),
            Value::Money(n, currency) => write!(f, "{currency:?} {n}"),
            Value::Ratio(n, d) => write!(f, "{n}/{d}"),
            Value::Month(m) => write!(f, "month {m}"),
            Value::Quarter(q) => write!(f, "quarter {q}"),
            Value::Half(h) => write!(f, "half {h}"),
            Value::Time(t) => write!(f, "{}:{:02}", t / 60, t % 60),
            Value::RelativeYear(y) => write!(f, "year {y:+}"),
            Value::Point(p) => write!(f, "{p:?}"),
        }
    }
}

/// Lists what `text` states, in its order. The language need not be known.
#[must_use]
pub fn figures(text: &str) -> Vec<Figure> {
    scan::scan(text)
}

#[cfg(test)]
mod tests;
