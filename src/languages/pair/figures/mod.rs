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
//! can stand for a figure of the other side, but is never missed. A place that one
//! language points at by its number (`paragraph 1`) may be 前項 in the other.

mod compare;
mod decimal;
mod fold;
mod number;
mod refer;
mod scan;
mod unit;
mod value;
mod when;

pub use crate::vocab::figures::Currency;
pub use compare::{Difference, differences};
pub use decimal::Decimal;
pub use value::{Figure, Point, Strength, Value};

/// Lists what `text` states, in its order. The language need not be known.
#[must_use]
pub fn figures(text: &str) -> Vec<Figure> {
    scan::scan(text)
}

#[cfg(test)]
mod tests;
