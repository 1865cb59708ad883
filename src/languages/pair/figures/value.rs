//! What a figure states.

use std::fmt;
use std::ops::Range;

use super::decimal::Decimal;
use crate::vocab::figures::{Currency, han_digit, han_power};

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
    /// It is not printed, but stands inside of a range, and may stand for a figure of the
    /// other language where the ends of its range have their likes.
    Inside,
    /// It may stand for a figure of the other language, and says nothing by itself: the
    /// numbers of items that the other language has in a sentence.
    Silent,
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
    /// A number of years, or a year of an era that is not named: 九十一年.
    Year(Decimal),
    /// The number of a place that is pointed at: 第三條, `paragraph 3`.
    Reference(Decimal),
    /// A place that is pointed at without its number: 前項, `the preceding paragraph`.
    Pointer,
    /// So many places that are pointed at without their numbers: 前二項.
    Places(u8),
    /// The number of what each language may number in its own way: of an annex, or the one
    /// behind the number of an article in 第四條之一.
    Label(Decimal),
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

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(n) | Value::Year(n) | Value::Reference(n) | Value::Label(n) => write!(f, "{n}"),
            Value::Pointer => write!(f, "a place before"),
            Value::Places(n) => write!(f, "{n} places before"),
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

pub(super) fn is_numeral(c: char) -> bool {
    han_digit(c).is_some() || han_power(c).is_some() || matches!(c, '廿' | '卅')
}
