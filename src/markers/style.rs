//! The families of markers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A marker family: the shape a counter is printed in. Two markers of one
/// family can follow each other in one series whatever their width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// `Part 1`, `第一部分`, `第一篇`
    Part,
    /// `Chapter 2`, `第二章`
    Chapter,
    /// `Section 3`, `第三節`
    Division,
    /// `Article 4`, `第四條`
    Article,
    /// `第五項`
    Clause,
    /// `一、` `一.`
    HanComma,
    /// `（一）` `(一)` `㈠`
    HanParens,
    /// `I.` `Ⅰ.`
    UpperRomanDot,
    /// `A.`
    UpperLetterDot,
    /// `1.` `１．` `1、`, and a bare `1` where the series says so
    Decimal,
    /// `1.1`
    DecimalPath,
    /// `1)`
    DecimalParen,
    /// `(1)` `⑴`
    DecimalParens,
    /// `①`
    Circled,
    /// `a.`
    LowerLetterDot,
    /// `a)`
    LowerLetterParen,
    /// `(a)`
    LowerLetterParens,
    /// `(A)`
    UpperLetterParens,
    /// `i.`
    LowerRomanDot,
    /// `i)`
    LowerRomanParen,
    /// `(i)`
    LowerRomanParens,
    /// `(I)`
    UpperRomanParens,
}

impl Style {
    /// Whether papers let this family run on through their headings rather
    /// than start it over at each.
    #[must_use]
    pub fn runs_on(self) -> bool {
        matches!(self, Style::Decimal | Style::Article)
    }
}
