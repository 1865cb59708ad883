//! The numbers of lists as a browser prints them (CSS Counter Styles 3).

use crate::read::numerals;

/// A counter style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Style {
    #[default]
    Decimal,
    None,
    /// A sign that is the same for every item.
    Bullet(char),
    /// `a` to `z`, `aa`, …: the letters.
    Letters(&'static str),
    /// A format of Word that prints the same: its name, and up to which number.
    Word(&'static str, i32),
    /// The same, followed by `、` as Chinese numbers are.
    Chinese(&'static str, i32),
    /// A string that stands for the number, blanks and all.
    Text(String),
}

impl Style {
    /// The style of a name; what is not known is printed in decimals.
    pub(super) fn named(name: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "none" => Self::None,
            "disc" | "disclosure-open" | "disclosure-closed" => Self::Bullet('•'),
            "circle" => Self::Bullet('◦'),
            "square" => Self::Bullet('▪'),
            "lower-alpha" | "lower-latin" => Self::Letters(numerals::LOWER),
            "upper-alpha" | "upper-latin" => Self::Letters(numerals::UPPER),
            "lower-greek" => Self::Letters("αβγδεζηθικλμνξοπρστυφχψω"),
            "lower-roman" => Self::Word("lowerRoman", 3999),
            "upper-roman" => Self::Word("upperRoman", 3999),
            "decimal-leading-zero" => Self::Word("decimalZero", i32::MAX),
            "cjk-decimal" => Self::Chinese("ideographDigital", i32::MAX),
            "cjk-ideographic" | "trad-chinese-informal" => Self::Chinese("taiwaneseCountingThousand", 9999),
            "simp-chinese-informal" => Self::Chinese("chineseCountingThousand", 9999),
            "trad-chinese-formal" => Self::Chinese("ideographLegalTraditional", 9999),
            "simp-chinese-formal" => Self::Chinese("chineseLegalSimplified", 9999),
            "cjk-heavenly-stem" => Self::Chinese("ideographTraditional", 10),
            "cjk-earthly-branch" => Self::Chinese("ideographZodiac", 12),
            _ => Self::Decimal,
        }
    }

    /// The style of the `type` of a list or an item, which minds its case.
    pub(super) fn of_type(kind: &str) -> Option<Self> {
        Some(match kind {
            "1" => Self::Decimal,
            "a" => Self::named("lower-alpha"),
            "A" => Self::named("upper-alpha"),
            "i" => Self::named("lower-roman"),
            "I" => Self::named("upper-roman"),
            kind => match Self::named(kind) {
                bullet @ (Self::Bullet(_) | Self::None) => bullet,
                _ => return None,
            },
        })
    }

    /// A number, without what follows it.
    pub(super) fn number(&self, n: i32) -> String {
        let positive = u32::try_from(n).ok().filter(|&n| n > 0);
        let printed = match (self, positive) {
            (Self::None, _) => Some(String::new()),
            (Self::Bullet(sign), _) => Some(sign.to_string()),
            (Self::Text(text), _) => Some(text.clone()),
            (Self::Letters(all), Some(n)) => Some(numerals::alphabetic(n, all)),
            (Self::Word(format, most) | Self::Chinese(format, most), Some(positive)) if n <= *most => {
                numerals::format(positive, format)
            }
            (Self::Chinese(format, 9999..), None) if n == 0 => numerals::format(0, format),
            _ => None,
        };
        printed.unwrap_or_else(|| n.to_string())
    }

    /// The marker of an item: its number and what parts it from the text.
    pub(super) fn marker(&self, n: i32) -> String {
        let behind = match self {
            Self::None | Self::Text(_) => "",
            Self::Bullet(_) => " ",
            Self::Chinese(..) => "、",
            _ => ". ",
        };
        self.number(n) + behind
    }
}

#[cfg(test)]
mod tests {
    use super::Style;

    #[test]
    fn numbers_read_as_a_browser_prints_them() {
        for (style, n, printed) in [
            ("decimal", -3, "-3. "),
            ("decimal-leading-zero", 7, "07. "),
            ("lower-alpha", 28, "ab. "),
            ("upper-latin", 703, "AAA. "),
            ("lower-alpha", 0, "0. "),
            ("lower-greek", 18, "σ. "),
            ("upper-roman", 1994, "MCMXCIV. "),
            ("lower-roman", 4000, "4000. "),
            ("cjk-ideographic", 21, "二十一、"),
            ("trad-chinese-informal", 105, "一百零五、"),
            ("simp-chinese-formal", 12, "壹拾贰、"),
            ("cjk-heavenly-stem", 11, "11、"),
            ("cjk-decimal", 10, "一〇、"),
            ("disc", 5, "• "),
            ("none", 5, ""),
            ("of my own", 5, "5. "),
        ] {
            assert_eq!(Style::named(style).marker(n), printed, "{n} in {style}");
        }
    }
}
