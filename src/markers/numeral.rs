//! Numbers as papers print them. Every parser takes the start of a string and
//! gives the rest and the value; widths, radicals, compatibility ideographs and
//! invisible characters make no difference to the value.

use nom::{IResult, Parser, error::ErrorKind, error_position};

use crate::text::unicode;

/// A number and what was odd in how it was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    pub value: u32,
    /// A letter stood for a digit, as in `l3`.
    pub misread: bool,
}

/// A longer number is an amount.
const MOST_DIGITS: usize = 6;

/// `12`, `１２`, `1<ZWJ>2`, and `l3` where a letter was read for a digit.
/// At most six digits: longer numbers count nothing in a paper.
pub(crate) fn digits(input: &str) -> IResult<&str, Number> {
    // Nearly every number is plain ASCII with more ASCII behind it.
    let plain = input.bytes().take(MOST_DIGITS + 1).take_while(u8::is_ascii_digit).count();
    let behind = input.as_bytes().get(plain).copied().unwrap_or(b' ');
    if (1..=MOST_DIGITS).contains(&plain)
        && behind.is_ascii()
        && !b"lIOo".contains(&behind)
        && !behind.is_ascii_control()
    {
        let value = input[..plain].bytes().fold(0, |value, b| value * 10 + u32::from(b - b'0'));
        if value > 0 {
            return Ok((&input[plain..], Number { value, misread: false }));
        }
    }
    let (mut value, mut count, mut real, mut misread) = (0u32, 0, 0, false);
    let mut end = 0;
    for (at, c) in input.char_indices() {
        let digit = match c {
            '0'..='9' => c as u32 - '0' as u32,
            '０'..='９' => c as u32 - '０' as u32,
            'l' | 'I' => 1,
            'O' | 'o' => 0,
            _ if count > 0 && unicode::invisible(c).is_some() => continue,
            _ => break,
        };
        if c.is_ascii_alphabetic() {
            misread = true;
        } else {
            real += 1;
        }
        value = value * 10 + digit;
        count += 1;
        end = at + c.len_utf8();
        if count > MOST_DIGITS {
            break;
        }
    }
    if real == 0 || count > MOST_DIGITS || value == 0 {
        return Err(nom::Err::Error(error_position!(input, ErrorKind::Digit)));
    }
    Ok((&input[end..], Number { value, misread }))
}

/// `一`, `十二`, `二十`, `廿一`, `一〇`, `一百零三`, `⼗⼀`, `三　十`.
pub(crate) fn han(input: &str) -> IResult<&str, u32> {
    let mut marks: [u8; 8] = [0; 8];
    let (mut count, mut end) = (0, 0);
    for (at, c) in input.char_indices() {
        // Typists set 三　十 as wide as 三十一.
        if count > 0 && (unicode::invisible(c).is_some() || c == ' ' || c == '\u{3000}') {
            continue;
        }
        let Some(mark) = han_mark(c) else { break };
        if count == marks.len() {
            return Err(nom::Err::Error(error_position!(input, ErrorKind::TooLarge)));
        }
        marks[count] = mark;
        count += 1;
        end = at + c.len_utf8();
    }
    match han_value(&marks[..count]) {
        Some(value) => Ok((&input[end..], value)),
        None => Err(nom::Err::Error(error_position!(input, ErrorKind::Digit))),
    }
}

const TEN: u8 = 10;
const TWENTY: u8 = 20;
const THIRTY: u8 = 30;
const FORTY: u8 = 40;
const HUNDRED: u8 = 100;

fn han_mark(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => TEN,
        '廿' => TWENTY,
        '卅' => THIRTY,
        '卌' => FORTY,
        '百' => HUNDRED,
        _ => return unicode::ideograph(c).filter(|&i| i != c).and_then(han_mark),
    })
}

/// The value of a run of numeral characters, or `None` where it is no number.
fn han_value(marks: &[u8]) -> Option<u32> {
    if marks.is_empty() {
        return None;
    }
    if marks.iter().all(|&m| m < TEN) {
        // Digit by digit: 一〇 is ten. More than three would be a year.
        let value = marks.iter().fold(0u32, |v, &m| v * 10 + u32::from(m));
        return (marks.len() <= 3 && marks[0] != 0).then_some(value);
    }
    let (mut total, mut digit) = (0u32, None::<u32>);
    let mut unit_before = u32::MAX;
    for &mark in marks {
        let unit = u32::from(mark);
        match mark {
            0 => {}
            1..=9 if digit.is_none() => digit = Some(unit),
            TEN | HUNDRED if unit < unit_before => {
                total += digit.take().unwrap_or(1) * unit;
                unit_before = unit;
            }
            TWENTY | THIRTY | FORTY if digit.is_none() && unit_before > 10 => {
                total += unit;
                unit_before = 10;
            }
            _ => return None,
        }
    }
    let value = total + digit.unwrap_or(0);
    (value > 0).then_some(value)
}

/// `iv`, `XII`: a canonical Roman numeral of one case, up to 89.
pub(crate) fn roman(input: &str) -> IResult<&str, (u32, bool)> {
    let end = input.bytes().take_while(|b| b"ivxlIVXL".contains(b)).count();
    let word = &input[..end];
    let upper = word.bytes().all(|b| b.is_ascii_uppercase());
    let lower = word.bytes().all(|b| b.is_ascii_lowercase());
    let value =
        roman_value(word.as_bytes()).filter(|&v| upper != lower && roman_text(v).eq_ignore_ascii_case(word));
    match value {
        Some(value) => Ok((&input[end..], (value, upper))),
        None => Err(nom::Err::Error(error_position!(input, ErrorKind::Alpha))),
    }
}

fn roman_value(word: &[u8]) -> Option<u32> {
    let worth = |b: u8| match b.to_ascii_lowercase() {
        b'i' => 1,
        b'v' => 5,
        b'x' => 10,
        _ => 50,
    };
    if word.is_empty() || word.len() > 8 {
        return None;
    }
    let total: i32 = word
        .iter()
        .enumerate()
        .map(|(at, &b)| {
            let (here, next) = (worth(b), word.get(at + 1).map_or(0, |&n| worth(n)));
            if here < next { -here } else { here }
        })
        .sum();
    u32::try_from(total).ok().filter(|t| (1..=89).contains(t))
}

/// The lower-case Roman numeral of a value up to 89.
pub(crate) fn roman_text(mut value: u32) -> String {
    let mut out = String::new();
    for (worth, text) in [(50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")] {
        while value >= worth {
            out.push_str(text);
            value -= worth;
        }
    }
    out
}

/// `a` is 1, `z` is 26, `aa` is 27.
pub(crate) fn letters(input: &str) -> IResult<&str, (u32, bool)> {
    let bytes = input.as_bytes();
    let fail = || nom::Err::Error(error_position!(input, ErrorKind::Alpha));
    let first = *bytes.first().filter(|b| b.is_ascii_alphabetic()).ok_or_else(fail)?;
    let count = if bytes.get(1) == Some(&first) { 2 } else { 1 };
    if bytes.get(count).is_some_and(u8::is_ascii_alphanumeric) {
        return Err(fail());
    }
    let value = u32::from(first.to_ascii_lowercase() - b'a') + 1 + 26 * (count as u32 - 1);
    Ok((&input[count..], (value, first.is_ascii_uppercase())))
}

/// The Chinese numeral of a value up to 999, as papers write ordinals.
pub(crate) fn han_text(value: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |v: u32| DIGITS[(v % 10) as usize];
    let mut out = String::new();
    if value >= 100 {
        out.push_str(digit(value / 100));
        out.push('百');
    }
    let (tens, ones) = (value / 10 % 10, value % 10);
    if tens > 0 {
        if tens > 1 || value >= 100 {
            out.push_str(digit(tens));
        }
        out.push('十');
    } else if value >= 100 && ones > 0 {
        out.push('零');
    }
    out.push_str(digit(ones));
    out
}

/// Any of the ways to write an ordinal inside `第…條` or after `Part`.
pub(crate) fn any(input: &str) -> IResult<&str, u32> {
    nom::branch::alt((digits.map(|n| n.value), han, roman.map(|(v, _)| v))).parse(input)
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
            ("⼗⼀", 11),
            ("三　十", 30),
            ("\u{f9d1}", 6),
        ] {
            assert_eq!(han(text), Ok(("", value)), "{text}");
        }
        for text in ["", "百百", "〇", "二〇一七", "大"] {
            assert!(han(text).is_err(), "{text}");
        }
    }

    #[test]
    fn han_text_is_read_back() {
        for value in 1..=999 {
            assert_eq!(han(&han_text(value)), Ok(("", value)));
        }
    }

    #[test]
    fn digits_of_any_width_with_invisible_characters_inside() {
        assert_eq!(digits("12.").map(|(r, n)| (r, n.value)), Ok((".", 12)));
        assert_eq!(digits("１２").map(|(r, n)| (r, n.value)), Ok(("", 12)));
        assert_eq!(digits("1\u{200d}2.").map(|(r, n)| (r, n.value)), Ok((".", 12)));
        assert_eq!(digits("l3.").map(|(r, n)| (r, n.value, n.misread)), Ok((".", 13, true)));
        assert!(digits("lO.").is_err());
        assert_eq!(digits("20171").map(|(_, n)| n.value), Ok(20171));
        assert!(digits("2017171").is_err());
    }

    #[test]
    fn roman_numerals_are_canonical() {
        assert_eq!(roman("iv)"), Ok((")", (4, false))));
        assert_eq!(roman("XII."), Ok((".", (12, true))));
        for text in ["iiii", "vx", "Iv", "ic", ""] {
            assert!(roman(text).is_err() || !roman(text).is_ok_and(|(r, _)| r.is_empty()), "{text}");
        }
    }
}
