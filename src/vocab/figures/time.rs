//! The words of dates and years.

/// Years counted from the year of the paper.
pub(crate) const RELATIVE_YEARS: &[(&str, i8)] = &[
    ("前年", -2),
    ("去年", -1),
    ("上年度", -1),
    ("上一年", -1),
    ("今年", 0),
    ("本年度", 0),
    ("本年", 0),
    ("明年", 1),
    ("來年", 1),
    ("下年度", 1),
    ("下一年", 1),
    ("後年", 2),
    ("last year", -1),
    ("previous year", -1),
    ("past year", -1),
    ("this year", 0),
    ("current year", 0),
    ("next year", 1),
    ("coming year", 1),
    ("year ahead", 1),
];

/// Months in English, with the abbreviations that are read before or after a digit.
pub(crate) const MONTHS: &[(&str, u8)] = &[
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sept", 9),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// The name of an era before a year, and the year before its first.
pub(crate) const ERAS: &[(&str, u128)] = &[
    ("中華民國", 1911),
    ("民國", 1911),
    ("宣統", 1908),
    ("光緒", 1874),
    ("明治", 1867),
    ("大正", 1911),
    ("昭和", 1925),
    ("平成", 1988),
    ("令和", 2018),
];

/// The year before the first of the era that a year may be counted from without
/// its name: 九十一年 is 2002.
pub(crate) const UNNAMED_ERA: u128 = 1911;

/// The part of the day before an hour in Chinese, of two characters each.
#[rustfmt::skip]
pub(crate) const HALF_DAYS: &[&str] = &[
    "上午", "下午", "中午", "正午", "早上", "早晨", "清早", "清晨", "凌晨", "傍晚", "晚上", "晚間", "晚间", "夜間",
    "夜间", "夜晚", "深夜", "午夜",
];

/// What follows 年中 where 中 begins another word.
pub(crate) const NOT_MIDDLE: &str = "期國華央小方山醫大型高等文東";

/// What time is measured in; a number before it is always meant.
#[rustfmt::skip]
pub(crate) const MEASURES: &[&str] = &[
    "年", "個月", "月", "日", "天", "星期", "週", "小時", "分鐘", "工作日", "個工作日", "營業日", "個營業日",
    " year", " month", " day", " week", " hour", " minute", " working day", " business day", " calendar day",
    " working hour", " consecutive day", " consecutive month", " consecutive year",
];

/// What follows a number of months, and no month of the year.
pub(crate) const LASTING: &[&str] = &["以上", "以下", "以內", "內", "或"];
