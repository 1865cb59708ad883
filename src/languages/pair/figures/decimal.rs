//! Exact decimals: 2.4萬 is 24,000 and nothing near it.

use std::fmt;

use crate::vocab::figures::UNNAMED_ERA;

/// An exact decimal. Two are equal when they are the same number, however written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    mantissa: u128,
    places: u8,
}

impl Decimal {
    /// A whole number.
    #[must_use]
    pub const fn whole(n: u128) -> Self {
        Self { mantissa: n, places: 0 }
    }

    /// The number, if it is whole.
    #[must_use]
    pub fn as_whole(self) -> Option<u128> {
        (self.places == 0).then_some(self.mantissa)
    }

    /// A year of an era that is not named, as the year of our calendar; `None` for what is
    /// rather a number of years.
    pub(in crate::languages::pair) fn in_era(self) -> Option<Self> {
        let year = self.as_whole().filter(|y| (31..200).contains(y))?;
        Some(Self::whole(year + UNNAMED_ERA))
    }

    /// As a numerator over a power of ten; `None` where it is too long to hold.
    pub(super) fn ratio(self) -> Option<(u128, u128)> {
        Some((self.mantissa, 10u128.checked_pow(u32::from(self.places))?))
    }

    /// With no zero at the end of its places.
    pub(super) fn normal(mut mantissa: u128, mut places: u8) -> Self {
        while places > 0 && mantissa.is_multiple_of(10) {
            mantissa /= 10;
            places -= 1;
        }
        Self { mantissa, places }
    }

    /// Times a power of ten; saturates rather than overflows.
    pub(super) fn scaled(self, power: u32) -> Self {
        let used = power.min(u32::from(self.places));
        let left = 10u128.saturating_pow(power - used);
        Self::normal(self.mantissa.saturating_mul(left), self.places - used as u8)
    }

    /// Whether both may be one measure in two units, as 1.2 m and 120 cm, or 0.5 km and 500 m.
    pub(super) fn is_in_other_unit(self, other: Self) -> bool {
        let one = |a: Self, b: Self| a.places > 0 && (a.scaled(2) == b || a.scaled(3) == b);
        one(self, other) || one(other, self)
    }

    pub(super) fn plus(self, other: Self) -> Self {
        let places = self.places.max(other.places);
        let raise = |d: Self| d.mantissa.saturating_mul(10u128.saturating_pow(u32::from(places - d.places)));
        Self::normal(raise(self).saturating_add(raise(other)), places)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.mantissa.to_string();
        let places = usize::from(self.places);
        if places == 0 {
            return f.write_str(&digits);
        }
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, rest) = digits.split_at(digits.len() - places);
        write!(f, "{whole}.{rest}")
    }
}
