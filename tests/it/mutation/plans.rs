//! What each fixture looks like, in as few words as finding its markers takes.

use super::family::Family::{self, *};

/// A part of a fixture.
pub struct PartPlan {
    /// The part begins at the first line that is this, trimmed; empty for the top of the file.
    pub begins: &'static str,
    /// Families of the marked headings, outermost first.
    pub heads: &'static [Family],
    /// Families of the items, outermost first.
    pub items: &'static [Family],
    /// Whether the outermost items begin anew in every innermost section.
    pub restarts: bool,
    /// What the paper says of the number of items: a piece of its line, and the number in it.
    pub declared: Option<(&'static str, &'static str)>,
    /// A piece of every line that refers to this part, for an annex.
    pub referred: Option<&'static str>,
}

/// A fixture.
pub struct Plan {
    /// File name.
    pub file: &'static str,
    /// Its parts, in order.
    pub parts: &'static [PartPlan],
    /// How many outermost items there are in all: holds the scan to the paper.
    pub items: usize,
    /// How many marked headings.
    pub heads: usize,
}

/// A part without anything particular.
const PLAIN: PartPlan =
    PartPlan { begins: "", heads: &[], items: &[Decimal], restarts: false, declared: None, referred: None };

/// Every fixture that is mutated.
pub const PLANS: &[Plan] = &[
    Plan {
        file: "2017-work-plan-zh.txt",
        parts: &[
            PLAIN,
            PartPlan {
                begins: "實施《粵港合作框架協議》2017 年重點工作",
                heads: &[HanComma, HanParens],
                declared: Some(("77 項合作項目", "77")),
                referred: Some("(詳見附件)"),
                ..PLAIN
            },
        ],
        items: 17 + 77,
        heads: 8 + 15,
    },
    Plan { file: "body-only-zh.txt", parts: &[PLAIN], items: 13, heads: 0 },
    Plan {
        file: "items-han-parens-zh.txt",
        parts: &[PartPlan { heads: &[HanComma], items: &[HanParens], restarts: true, ..PLAIN }],
        items: 29,
        heads: 6,
    },
    Plan {
        file: "restart-in-section-zh.txt",
        parts: &[PartPlan { heads: &[HanComma], restarts: true, ..PLAIN }],
        items: 31,
        heads: 5,
    },
    Plan {
        file: "three-levels-zh.txt",
        parts: &[PartPlan { items: &[Decimal, LetterParens, RomanParens], ..PLAIN }],
        items: 20,
        heads: 0,
    },
    Plan {
        file: "annex-flat-zh.txt",
        parts: &[PLAIN, PartPlan { begins: "附件", referred: Some("載於附件"), ..PLAIN }],
        items: 5 + 25,
        heads: 0,
    },
    Plan {
        file: "two-annexes-zh.txt",
        parts: &[
            PLAIN,
            PartPlan {
                begins: "附件一",
                heads: &[HanComma],
                declared: Some(("整理為二十四項", "二十四")),
                referred: Some("附件一"),
                ..PLAIN
            },
            PartPlan {
                begins: "附件二",
                declared: Some(("合共 18 項", "18")),
                referred: Some("附件二"),
                ..PLAIN
            },
        ],
        items: 9 + 24 + 18,
        heads: 6,
    },
    Plan {
        file: "2017-work-plan-en.txt",
        parts: &[
            PLAIN,
            PartPlan {
                begins: "Annex",
                heads: &[UpperRomanDot, UpperDot],
                declared: Some(("The 77 co-operation items", "77")),
                referred: Some("details at Annex"),
                ..PLAIN
            },
        ],
        items: 17 + 77,
        heads: 8 + 15,
    },
    Plan {
        file: "articles-zh.txt",
        parts: &[PartPlan { heads: &[Chapter, Division], items: &[Article, HanParens, Decimal], ..PLAIN }],
        items: 26,
        heads: 6 + 4,
    },
    Plan {
        file: "discussion-paper-en.txt",
        parts: &[PartPlan { items: &[Decimal, LetterParens, RomanParens], ..PLAIN }],
        items: 15,
        heads: 0,
    },
    Plan {
        file: "wrapped-zh.txt",
        parts: &[PartPlan { items: &[Decimal, LetterParens], ..PLAIN }],
        items: 17,
        heads: 0,
    },
    Plan {
        file: "annexes-en.txt",
        parts: &[
            PLAIN,
            PartPlan {
                begins: "Annex A",
                heads: &[UpperRomanDot, UpperDot],
                declared: Some(("a programme of 30 items", "30")),
                referred: Some("Annex A"),
                ..PLAIN
            },
            PartPlan { begins: "Annex B", referred: Some("Annex B"), ..PLAIN },
        ],
        items: 7 + 30 + 8,
        heads: 3 + 8,
    },
    Plan { file: "policy-address-zh.txt", parts: &[PLAIN], items: 40, heads: 0 },
];
