//! How laws and papers point at their own articles and paragraphs, by number and
//! without one.

/// What a number behind 第 counts where it is pointed at: 第三條第一項.
pub(crate) const POINTED_AT: &[&str] = &["條", "項", "款", "目", "段", "點"];

/// Of these, what stands in an article, which the other language may name by its place.
pub(crate) const POINTED_IN: &[&str] = &["項", "款", "目"];

/// English words before the number of what is pointed at: `Article 3, paragraph 1`.
pub(crate) const POINTING: &[&str] = &[
    "article",
    "articles",
    "art",
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "subparagraph",
    "subparagraphs",
    "section",
    "sections",
    "subsection",
    "subsections",
    "item",
    "items",
    "subitem",
    "subitems",
    "subclause",
    "subclauses",
    "clause",
    "clauses",
    "point",
    "points",
];

/// Of these, what does not stand in an article.
pub(crate) const POINTING_OUT: &[&str] = &["article", "articles", "art", "section", "sections"];

/// English words between two numbers that are pointed at together.
pub(crate) const POINTING_ON: &[&str] = &["and", "or", "to", "through"];

/// What points at a place by where it stands and not by its number.
pub(crate) const POINTERS: &[&str] = &[
    "前條",
    "前項",
    "前款",
    "前目",
    "前段",
    "同條",
    "同項",
    "同款",
    "同目",
    "該條",
    "該項",
    "該款",
    "該目",
    "各該",
    "本條",
    "本項",
    "本款",
    "次條",
    "上開",
    "上述",
    "上列",
    "前述",
    "前開",
    "前揭",
    "preceding",
    "foregoing",
    "previous",
    "proceeding article",
    "proceeding paragraph",
    "proceeding subparagraph",
    "aforementioned",
    "aforesaid",
    "abovementioned",
    "above-mentioned",
    "above mentioned",
    "above",
    "said article",
    "said paragraph",
    "same article",
    "same paragraph",
    "same subparagraph",
    "same item",
    "same section",
    "this article",
    "this paragraph",
    "this section",
    "next article",
    "following article",
    "thereof",
    "hereof",
    "herein",
    "thereto",
];

/// What follows the words above where their last character begins another word: 本條例.
pub(crate) const NOT_POINTERS: &str = "例約目項";

/// What stands around the number of several places before a text: 前二項.
pub(crate) const POINTERS_BACK: (&str, &[&str]) = ("前", &["條", "項", "款", "目"]);

/// The same in English, before the number or behind it.
pub(crate) const POINTING_BACK: &[&str] =
    &["preceding ", "foregoing ", "previous ", "proceeding ", "aforementioned ", "aforesaid ", "above "];

/// What joins the ends of a range in Chinese, and between English numbers.
pub(crate) const RANGE: &[&str] = &["至", "到", "-", "to", "through"];
