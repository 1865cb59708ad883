//! How papers name and join the ordinals of their own parts: `第三條`, `Chapter 2`,
//! `（三）及（六）項`.

use super::Term;

/// What divides a whole paper: it stands in no item.
pub const DIVIDES: Term = Term {
    zh: &["編", "编", "篇", "章", "節", "节"],
    en: &["part", "title", "subtitle", "chapter", "subchapter", "division", "subdivision", "book", "volume"],
};

/// A part, in an ordinal behind 第 or before a number. Longer words first.
pub const PART: Term = Term { zh: &["部分", "部", "編", "编", "篇"], en: &["part"] };

/// A chapter.
pub const CHAPTER: Term = Term { zh: &["章"], en: &["chapter"] };

/// A division of a chapter.
pub const DIVISION: Term = Term { zh: &["節", "节"], en: &["section"] };

/// An article.
pub const ARTICLE: Term = Term { zh: &["條", "条"], en: &["article"] };

/// A clause of an article; English papers number clauses without a word.
pub const CLAUSE: Term = Term { zh: &["項", "项", "款"], en: &[] };

/// Joins an ordinal to the next in a sentence.
pub const JOINED: Term = Term { zh: &["及", "和", "至", "或", "與"], en: &["and ", "or ", "to "] };

/// Behind a number at a line's start: it is a reference, a date or an amount.
pub const AFTER_REFERENCE: &[&str] = &[
    "規定", "规定", "所稱", "所称", "所定", "所列", "年", "月", "日", "時", "时", "萬", "万", "億", "亿",
    "元", "個月", "%", "％", "to ", "and ", "or ", "of the", "of this", "shall ", "above", "below",
    "per cent", "million", "billion", "a.m", "p.m",
];
