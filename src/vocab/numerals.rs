//! Words and characters that count, other than the numerals that everybody computes with.

use super::Term;

/// The ten heavenly stems.
pub const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";

/// The twelve earthly branches.
pub const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// English words, in their order: how many, in which place, and as an argument counts.
pub const WORDS: &[&[&str]] = &[
    &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
    &["firstly", "secondly", "thirdly", "fourthly", "fifthly", "sixthly", "seventhly"],
];

/// Between two markers that stand for all from one to the other: (二)及(三), (b) and (c).
pub const COVERS: Term = Term { zh: &["及", "和", "與", "与", "至"], en: &["and", "to"] };

/// What was put in behind a number first, second and so on: Article 5 bis.
pub const INSERTED: &[&str] =
    &["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies"];

/// Words before a number, as they are shortened and in full: SEC. 2 goes on from SECTION 1.
pub const SHORTENED: &[(&str, &str)] = &[
    ("sec", "section"),
    ("art", "article"),
    ("ch", "chapter"),
    ("para", "paragraph"),
    ("reg", "regulation"),
    ("sch", "schedule"),
    ("pt", "part"),
    ("cl", "clause"),
];

/// Before the last marker of a list inside a sentence.
pub const LINKS: Term = Term { zh: &["及", "和"], en: &["and ", "or "] };

/// What 第 counts: each in its forms. The first few are the parts of a law, whose markers are
/// plain even with text stuck to them.
pub const COUNTERS: &[&[&str]] = &[
    &["條", "条"],
    &["章"],
    &["節", "节"],
    &["編", "编"],
    &["篇"],
    &["部分", "部"],
    &["分部"],
    &["項", "项"],
    &["款"],
    &["目"],
    &["點", "点"],
    &["輯", "辑"],
    &["類", "类"],
    &["卷"],
    &["段"],
    &["期"],
    &["回"],
    &["課", "课"],
    &["步"],
    &["階段", "阶段"],
    &["方面"],
    &["是"],
];

/// How many of [`COUNTERS`] are parts of a law.
pub const PLAIN_COUNTERS: usize = 5;
