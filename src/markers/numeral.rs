//! Numbers as papers print them, one system a line of [`SYSTEMS`]. Each takes the start of a
//! folded text and gives the length of the number and its value, from 1 to 999,999.

use nom::IResult;

use super::fold::Folded;
use crate::vocab::numerals::{BRANCHES, STEMS, WORDS};

/// A numeral system: its index in the grammar's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct System(pub u8);

/// One system.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numerals {
    /// Its part in the name of a style.
    pub name: &'static str,
    /// Length in bytes and value of the number that a folded text begins with.
    pub read: fn(&str) -> Option<(usize, u32)>,
}

/// Every system. A new one is a line here.
pub(crate) const SYSTEMS: &[Numerals] = &[
    Numerals { name: "decimal", read: digits },
    Numerals { name: "han", read: han },
    Numerals { name: "formal", read: formal },
    Numerals { name: "stem", read: stem },
    Numerals { name: "branch", read: |text| nth(BRANCHES, text) },
    Numerals { name: "lower-roman", read: lower_roman },
    Numerals { name: "upper-roman", read: upper_roman },
    Numerals { name: "lower-letter", read: |text| letters(text, u8::is_ascii_lowercase) },
    Numerals { name: "upper-letter", read: |text| letters(text, u8::is_ascii_uppercase) },
    Numerals { name: "word", read: english },
    Numerals { name: "lower-double-letter", read: |text| double(text, u8::is_ascii_lowercase) },
    Numerals { name: "upper-double-letter", read: |text| double(text, u8::is_ascii_uppercase) },
];

impl System {
    pub const DECIMAL: Self = Self(0);
    pub const HAN: Self = Self(1);
    pub const STEM: Self = Self(3);
    pub const LOWER_ROMAN: Self = Self(5);
    pub const UPPER_ROMAN: Self = Self(6);
    pub const LOWER_LETTER: Self = Self(7);
    pub const UPPER_LETTER: Self = Self(8);
    pub const WORD: Self = Self(9);
    pub const LOWER_DOUBLE_LETTER: Self = Self(10);
    pub const UPPER_DOUBLE_LETTER: Self = Self(11);

    pub fn is_roman(self) -> bool {
        self == Self::LOWER_ROMAN || self == Self::UPPER_ROMAN
    }

    pub fn is_letter(self) -> bool {
        matches!(
            self,
            Self::LOWER_LETTER | Self::UPPER_LETTER | Self::LOWER_DOUBLE_LETTER | Self::UPPER_DOUBLE_LETTER
        )
    }

    /// Letters of the Latin alphabet, be they numbers or not.
    pub fn is_latin(self) -> bool {
        self.is_roman() || self.is_letter()
    }
}

/// A parser of the numbers that a system reads, for text that was not folded before.
pub(crate) fn parse(read: fn(&str) -> Option<(usize, u32)>) -> impl Fn(&str) -> IResult<&str, u32> {
    move |input| {
        let folded = Folded::of(input);
        match read(&folded.text) {
            Some((len, value)) => Ok((&input[folded.source(len)..], value)),
            None => Err(nom::Err::Error(nom::error_position!(input, nom::error::ErrorKind::Digit))),
        }
    }
}

/// Any of the ways to write an ordinal inside `第…條` or after `Part`.
pub(crate) fn any(input: &str) -> IResult<&str, u32> {
    parse(|text| {
        digits(text).or_else(|| han(text)).or_else(|| lower_roman(text)).or_else(|| upper_roman(text))
    })(input)
}

pub(crate) fn lower_roman(text: &str) -> Option<(usize, u32)> {
    roman(text, u8::is_ascii_lowercase)
}

pub(crate) fn upper_roman(text: &str) -> Option<(usize, u32)> {
    roman(text, u8::is_ascii_uppercase)
}

/// `甲`
pub(crate) fn stem(text: &str) -> Option<(usize, u32)> {
    nth(STEMS, text)
}

/// One letter, or the same one twice, of either case.
pub(crate) fn letter(text: &str) -> Option<(usize, u32)> {
    letters(text, u8::is_ascii_lowercase).or_else(|| letters(text, u8::is_ascii_uppercase))
}

const MOST: u32 = 999_999;
const MOST_DIGITS: usize = 6;

fn within(len: usize, value: u32) -> Option<(usize, u32)> {
    (len > 0 && (1..=MOST).contains(&value)).then_some((len, value))
}

/// `12`
pub(crate) fn digits(text: &str) -> Option<(usize, u32)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    if len > MOST_DIGITS {
        return None;
    }
    within(len, text.get(..len)?.parse().ok()?)
}

/// `l3`, `1O`: a number in which a letter was read for a digit.
pub(super) fn misread_digits(text: &str) -> Option<(usize, u32)> {
    let len = text.bytes().take_while(|b| b.is_ascii_digit() || b"lIOo".contains(b)).count();
    let head = text.get(..len)?;
    let real = head.bytes().filter(u8::is_ascii_digit).count();
    if len > MOST_DIGITS || real == 0 || real == len {
        return None;
    }
    let digit = |b: u8| match b {
        b'l' | b'I' => 1,
        b'O' | b'o' => 0,
        _ => u32::from(b - b'0'),
    };
    within(len, head.bytes().fold(0, |value, b| value * 10 + digit(b)))
}

/// What one character of a Chinese number adds: a digit, or a unit that multiplies.
#[derive(Clone, Copy)]
enum Han {
    Digit(u32),
    Unit(u32),
    /// 廿, 卅, 卌: so many tens in one character.
    Tens(u32),
}

fn plain_han(c: char) -> Option<Han> {
    Some(match c {
        '〇' | '零' | '○' => Han::Digit(0),
        '一' => Han::Digit(1),
        '二' | '两' | '兩' => Han::Digit(2),
        '三' => Han::Digit(3),
        '四' => Han::Digit(4),
        '五' => Han::Digit(5),
        '六' => Han::Digit(6),
        '七' => Han::Digit(7),
        '八' => Han::Digit(8),
        '九' => Han::Digit(9),
        '十' => Han::Unit(10),
        '百' => Han::Unit(100),
        '千' => Han::Unit(1000),
        '萬' | '万' => Han::Unit(10_000),
        '廿' => Han::Tens(20),
        '卅' => Han::Tens(30),
        '卌' => Han::Tens(40),
        _ => return None,
    })
}

fn formal_han(c: char) -> Option<Han> {
    Some(match c {
        '零' => Han::Digit(0),
        '壹' | '弌' | '壱' => Han::Digit(1),
        '貳' | '贰' | '弍' | '弐' | '貮' => Han::Digit(2),
        '叁' | '參' | '参' | '叄' | '弎' => Han::Digit(3),
        '肆' => Han::Digit(4),
        '伍' => Han::Digit(5),
        '陸' | '陆' => Han::Digit(6),
        '柒' => Han::Digit(7),
        '捌' => Han::Digit(8),
        '玖' => Han::Digit(9),
        '拾' => Han::Unit(10),
        '佰' => Han::Unit(100),
        '仟' => Han::Unit(1000),
        '萬' | '万' => Han::Unit(10_000),
        _ => return None,
    })
}

/// `一`, `十二`, `廿一`, `一〇`, `一百零三`, `第一千二百條`'s, `三　十`.
pub(crate) fn han(text: &str) -> Option<(usize, u32)> {
    chinese(text, plain_han)
}

/// `壹`, `拾貳`
fn formal(text: &str) -> Option<(usize, u32)> {
    chinese(text, formal_han)
}

fn chinese(text: &str, meaning: fn(char) -> Option<Han>) -> Option<(usize, u32)> {
    let (mut len, mut digits, mut run, mut positional, mut any_unit) = (0, 0usize, 0usize, 0u32, false);
    let (mut total, mut section, mut digit) = (0u32, 0u32, None::<u32>);
    let (mut unit_before, mut first) = (u32::MAX, None);
    for (at, c) in text.char_indices() {
        // Typists set 三　十 as wide as 三十一.
        if c == ' ' && len > 0 {
            continue;
        }
        let Some(one) = meaning(c) else { break };
        first.get_or_insert(one);
        match one {
            Han::Digit(d) => {
                (digits, run) = (digits + 1, run + 1);
                if digits > MOST_DIGITS {
                    return None;
                }
                positional = positional * 10 + d;
                if d > 0 && digit.replace(d).is_some() && any_unit {
                    return None;
                }
            }
            Han::Unit(_) if run > 1 && digit.is_some() && positional >= 10 && !any_unit => return None,
            Han::Unit(10_000) => {
                run = 0;
                total = (section + digit.take().unwrap_or(0))
                    .checked_mul(10_000)
                    .filter(|&t| t > 0 && t <= 990_000)?;
                (section, unit_before, any_unit) = (0, u32::MAX, true);
            }
            Han::Unit(unit) if unit < unit_before => {
                run = 0;
                section += digit.take().unwrap_or(1) * unit;
                (unit_before, any_unit) = (unit, true);
            }
            Han::Tens(tens) if digit.is_none() && unit_before > 10 => {
                section += tens;
                (unit_before, any_unit) = (10, true);
            }
            Han::Unit(_) | Han::Tens(_) => return None,
        }
        len = at + c.len_utf8();
    }
    if any_unit {
        if digits > 1 && matches!(first, Some(Han::Digit(0))) {
            return None;
        }
        return within(len, total + section + digit.unwrap_or(0));
    }
    // Digit by digit: 一〇 is ten. Four would be a year.
    if digits > 3 || matches!(first, Some(Han::Digit(0))) {
        return None;
    }
    within(len, positional)
}

/// The place of the first character in a row of characters.
fn nth(row: &str, text: &str) -> Option<(usize, u32)> {
    let first = text.chars().next()?;
    let at = row.chars().position(|c| c == first)?;
    Some((first.len_utf8(), at as u32 + 1))
}

/// `iv`, `XII`: a canonical Roman numeral of one case, up to 3,999.
fn roman(text: &str, of_case: fn(&u8) -> bool) -> Option<(usize, u32)> {
    let len = text.bytes().take_while(|b| b"ivxlcdm".contains(&b.to_ascii_lowercase())).count();
    let word = text.get(..len)?;
    if len > 15 || !word.bytes().all(|b| of_case(&b)) {
        return None;
    }
    let worth = |b: u8| match b.to_ascii_lowercase() {
        b'i' => 1,
        b'v' => 5,
        b'x' => 10,
        b'l' => 50,
        b'c' => 100,
        b'd' => 500,
        _ => 1000i32,
    };
    let bytes = word.as_bytes();
    let signed = bytes.iter().enumerate().map(|(at, &b)| {
        let (here, next) = (worth(b), bytes.get(at + 1).map_or(0, |&n| worth(n)));
        if here < next { -here } else { here }
    });
    let value = u32::try_from(signed.sum::<i32>()).ok()?;
    let canonical = (1..4000).contains(&value) && roman_text(value).eq_ignore_ascii_case(word);
    canonical.then_some((len, value))
}

/// The lower-case Roman numeral of a value.
pub(crate) fn roman_text(mut value: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (worth, text) in PARTS {
        while value >= worth && out.len() < 16 {
            out.push_str(text);
            value -= worth;
        }
    }
    out
}

/// `a` is 1, `z` 26, `aa` 27, `bb` 28, `ab` 28: the search tells which counting a list has.
fn letters(text: &str, of_case: fn(&u8) -> bool) -> Option<(usize, u32)> {
    let len = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = text.as_bytes().get(..len)?;
    if len > 2 || !word.iter().all(of_case) {
        return None;
    }
    let place = |b: u8| u32::from(b.to_ascii_lowercase() - b'a') + 1;
    let first = *word.first()?;
    let value = if word.iter().all(|&b| b == first) {
        place(first) + 26 * (len as u32 - 1)
    } else {
        word.iter().fold(0, |value, &b| value * 26 + place(b))
    };
    Some((len, value))
}

/// `aa` is 1 and `bb` 2, as laws number what stands under `(i)`; `AAA` is 1 as well.
fn double(text: &str, of_case: fn(&u8) -> bool) -> Option<(usize, u32)> {
    let len = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = text.as_bytes().get(..len)?;
    let first = *word.first()?;
    let doubled = (2..=3).contains(&len) && of_case(&first) && word.iter().all(|&b| b == first);
    doubled.then(|| (len, u32::from(first.to_ascii_lowercase() - b'a') + 1))
}

/// `One`, `third`, `Secondly`
pub(super) fn english(text: &str) -> Option<(usize, u32)> {
    let len = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = text.get(..len)?.to_ascii_lowercase();
    let place = |row: &&[&str]| row.iter().position(|&w| w == word);
    let at = WORDS.iter().find_map(place)?;
    Some((len, at as u32 + 1))
}

/// The Chinese numeral of a value up to 9,999, as papers write ordinals.
pub(crate) fn han_text(value: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |v: u32| DIGITS[(v % 10) as usize];
    let mut out = String::new();
    let mut skipped = false;
    for (worth, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let d = value / worth % 10;
        if d == 0 {
            skipped = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut skipped) {
            out.push('零');
        }
        if d > 1 || worth != 10 || value >= 100 {
            out.push_str(digit(d));
        }
        out.push_str(unit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_numerals_in_every_usual_form() {
        for (text, value) in [
            ("一", 1),
            ("十", 10),
            ("十一", 11),
            ("一十", 10),
            ("二十三", 23),
            ("廿一", 21),
            ("卅", 30),
            ("一〇", 10),
            ("二〇", 20),
            ("一百零三", 103),
            ("一百二十", 120),
            ("一千零一十", 1010),
            ("一千二百六十", 1260),
            ("九十九萬九千九百九十九", 999_999),
            ("三 十", 30),
        ] {
            assert_eq!(han(text), Some((text.len(), value)), "{text}");
        }
        for text in ["", "百百", "〇", "二〇一七", "大", "二三十"] {
            assert!(han(text).is_none_or(|(len, _)| len < text.len()), "{text}");
        }
    }

    #[test]
    fn every_system_reads_its_own_writing() {
        for value in 1..=9999 {
            let text = han_text(value);
            assert_eq!(han(&text), Some((text.len(), value)), "{text}");
        }
        for value in 1..4000 {
            let text = roman_text(value);
            assert_eq!(roman(&text, u8::is_ascii_lowercase), Some((text.len(), value)), "{text}");
        }
        assert_eq!(digits("999999."), Some((6, 999_999)));
        assert_eq!(digits("1000000"), None);
        assert_eq!(misread_digits("l3."), Some((2, 13)));
        assert_eq!(misread_digits("lO."), None);
    }

    #[test]
    fn letters_go_past_z() {
        let read = |text| letters(text, u8::is_ascii_lowercase).map(|(_, value)| value);
        assert_eq!(read("z)"), Some(26));
        assert_eq!(read("aa)"), Some(27));
        assert_eq!(read("ab)"), Some(28));
        assert_eq!(read("the"), None);
        assert_eq!(read("Ab"), None);
    }
}
