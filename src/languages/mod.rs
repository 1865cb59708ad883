//! A text in two languages, and two versions of a paper side by side.

pub(crate) mod bilingual;
pub(crate) mod pair;

pub use bilingual::compare as compare_within;
pub use pair::align::PartPairs;
pub use pair::figures::{Currency, Decimal, Figure, Point, Strength, Value};
pub use pair::sequence::Step;
pub use pair::units::{Kind, PartUnits, Unit};
pub use pair::{Comparison, Finding, Side, compare};
