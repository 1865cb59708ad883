//! How amounts of money name their currency.

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
    /// New Taiwan dollars.
    Twd,
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
        use Currency::{Dollar, Hkd, Rmb, Twd, Yuan};
        self == other
            || matches!(
                (self.min(other), self.max(other)),
                (Yuan, Dollar | Hkd | Rmb | Twd) | (Dollar, Hkd | Twd)
            )
    }
}

/// Currencies written before an amount, longest first.
pub(crate) const MONEY_BEFORE: &[(&str, Currency)] = &[
    ("hong kong dollars ", Currency::Hkd),
    ("hk$", Currency::Hkd),
    ("hkd", Currency::Hkd),
    ("港幣", Currency::Hkd),
    ("new taiwan dollars ", Currency::Twd),
    ("nt dollars ", Currency::Twd),
    ("nt$", Currency::Twd),
    ("$nt", Currency::Twd),
    ("ntd$", Currency::Twd),
    ("ntd", Currency::Twd),
    ("nt", Currency::Twd),
    ("twd", Currency::Twd),
    ("新臺幣", Currency::Twd),
    ("新台幣", Currency::Twd),
    ("臺幣", Currency::Twd),
    ("台幣", Currency::Twd),
    ("us$", Currency::Usd),
    ("usd", Currency::Usd),
    ("美金", Currency::Usd),
    ("人民幣", Currency::Rmb),
    ("renminbi", Currency::Rmb),
    ("rmb", Currency::Rmb),
    ("cny", Currency::Rmb),
    ("mop", Currency::Mop),
    ("澳門幣", Currency::Mop),
    ("eur", Currency::Eur),
    ("€", Currency::Eur),
    ("gbp", Currency::Gbp),
    ("£", Currency::Gbp),
    ("¥", Currency::Rmb),
    ("$", Currency::Dollar),
];

/// Currencies written after an amount, longest first.
pub(crate) const MONEY_AFTER: &[(&str, Currency)] = &[
    ("元人民幣", Currency::Rmb),
    ("元港幣", Currency::Hkd),
    ("港元", Currency::Hkd),
    ("港幣", Currency::Hkd),
    ("hong kong dollars", Currency::Hkd),
    ("hkd", Currency::Hkd),
    ("new taiwan dollars", Currency::Twd),
    ("nt dollars", Currency::Twd),
    ("ntd", Currency::Twd),
    ("twd", Currency::Twd),
    ("美元", Currency::Usd),
    ("us dollars", Currency::Usd),
    ("usd", Currency::Usd),
    ("人民幣", Currency::Rmb),
    ("renminbi", Currency::Rmb),
    ("yuan", Currency::Yuan),
    ("rmb", Currency::Rmb),
    ("澳門元", Currency::Mop),
    ("patacas", Currency::Mop),
    ("歐元", Currency::Eur),
    ("euros", Currency::Eur),
    ("英鎊", Currency::Gbp),
    ("日圓", Currency::Jpy),
    ("日元", Currency::Jpy),
    ("yen", Currency::Jpy),
    ("圓", Currency::Yuan),
    ("元", Currency::Yuan),
    ("dollars", Currency::Dollar),
];
