//! Marker candidates at the start of a line, one nom parser a family.
//!
//! A parser takes the line's content and gives what stands behind the marker.
//! Nothing here decides whether a candidate is a real marker: `2017. 年` is one
//! as much as `17. 粵港`; `series` looks at the whole part.
//!
//! ```text
//! candidate = decimal | parens | han-comma | ordinal | keyword | letter | enclosed
//! decimal   = digits suffix? ws? ( "." | "．" | "、" | ")" | "）" ) | digits ws
//! path      = digits ( "." digits )+ ws
//! parens    = ( "(" | "（" ) ws? ( digits | han | roman | letter ) ws? ( ")" | "）" )
//! han-comma = han ws? ( "、" | "." | "．" | "·" | "｀" )
//! ordinal   = "第" ws? number ws? ( "章" | "節" | "條" | … )
//! keyword   = ( "Part" | "Chapter" | … ) ws number
//! letter    = ( letter | roman ) ( "." | ")" )
//! ```

mod ahead;
mod letter;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while};
use nom::character::complete::{one_of, satisfy};
use nom::combinator::{map, not, opt, peek, value, verify};
use nom::multi::many_m_n;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::numeral;
use super::numeral::Number;
use crate::markers::Style;
use crate::text::{is_printed, unicode};
use crate::vocab;
use crate::vocab::{Term, ordinals, starts_with_ci};
use letter::{enclosed, letter_mark, roman_mark};

/// A marker as one family reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    pub style: Style,
    pub value: u32,
    /// The components before the last of a `1.2.3`, packed; 0 elsewhere.
    pub path: u32,
    pub suffix: Option<char>,
    /// A letter was read for a digit.
    pub misread: bool,
    /// No punctuation: only the space behind it makes it a marker.
    pub bare: bool,
    /// Length of the marker in bytes.
    pub len: usize,
}

impl Reading {
    fn new(style: Style, value: u32) -> Self {
        Self { style, value, path: 0, suffix: None, misread: false, bare: false, len: 0 }
    }
}

/// At most this many readings of one line start.
pub(crate) const MAX_READINGS: usize = 3;

/// All readings of the start of a line. Dispatches on the first character, and for words and
/// numbers on what ends them, so that no parser is tried on ordinary prose: trying them
/// took 900 instructions on every English line.
pub(crate) fn readings(line: &str, found: &mut impl FnMut(Reading)) {
    let Some(first) = line.chars().next() else { return };
    let mut offer = |result: IResult<&str, Reading>| {
        let ok = result.is_ok();
        if let Ok((rest, mut reading)) = result {
            reading.len = line.len() - rest.len();
            found(reading);
        }
        ok
    };
    match first {
        '0'..='9' | '０'..='９' => {
            offer(decimal(line));
            if ahead::of_path(line) {
                offer(path(line));
            }
        }
        '(' | '（' => match line.chars().skip(1).find(|&c| !blank(c)) {
            Some('0'..='9' | '０'..='９') => {
                offer(parens_digits(line));
            }
            Some(c) if c.is_ascii() => {
                offer(parens_roman(line));
                offer(parens_letter(line));
            }
            _ => {
                offer(parens_han(line));
            }
        },
        '第' => {
            offer(ordinal(line));
        }
        'a'..='z' | 'A'..='Z' => {
            if matches!(first, 'P' | 'p' | 'C' | 'c' | 'S' | 's' | 'A' | 'a') && offer(keyword(line)) {
                return;
            }
            if ahead::of_misread(line) {
                offer(verify(decimal, |r: &Reading| r.misread && !r.bare).parse(line));
            }
            if ahead::of_letters(line) {
                offer(roman_mark(line));
                offer(letter_mark(line));
            }
        }
        '—' | '─' | '－' => {
            offer(dash_for_one(line));
        }
        _ if first.is_ascii() || offer(han_comma(line)) => {}
        _ => {
            offer(enclosed(line));
        }
    }
}

#[inline]
fn blank(c: char) -> bool {
    !is_printed(c)
        && (c == ' ' || c == '\t' || c == '\u{3000}' || c == '\u{a0}' || unicode::invisible(c).is_some())
}

fn ws(input: &str) -> IResult<&str, &str> {
    take_while(blank)(input)
}

fn suffix(input: &str) -> IResult<&str, Option<char>> {
    opt(satisfy(|c| ('A'..='H').contains(&c))).parse(input)
}

/// `12.` `１２．` `12、` `12)` `14A.` `12 ` `l3.`
fn decimal(input: &str) -> IResult<&str, Reading> {
    let (rest, (number, suffix)) = (numeral::digits, suffix).parse(input)?;
    let (behind, space) = ws(rest)?;
    let (rest, style, bare) =
        match satisfy(|c| matches!(c, '.' | '．' | '、' | '｡' | ')' | '）')).parse(behind) {
            Ok((rest, ')' | '）')) => (rest, Style::DecimalParen, false),
            Ok((rest, _)) => (rest, Style::Decimal, false),
            Err(_) if !space.is_empty() && number.value < 1000 => (rest, Style::Decimal, true),
            Err(error) => return Err(error),
        };
    // `...` is an ellipsis and `1..` a leader, not a marker.
    not(satisfy(|c| matches!(c, '.' | '．'))).parse(rest)?;
    if bare {
        // A bare number before a unit, a sign or another number is an amount.
        let behind = rest.trim_start_matches(blank);
        let opens = |c: char| c.is_alphabetic() || "「『《〈“\"（(".contains(c);
        if !behind.starts_with(opens) || vocab::UNIT.iter().any(|u| behind.starts_with(u)) {
            return Err(nom::Err::Error(nom::error_position!(input, nom::error::ErrorKind::Verify)));
        }
    }
    let Number { value, misread } = number;
    Ok((rest, Reading { suffix, misread, bare, ..Reading::new(style, value) }))
}

/// `1.2` `1.2.3`, with a space, a Han character or the line's end behind it.
fn path(input: &str) -> IResult<&str, Reading> {
    let part = |i| verify(numeral::digits, |n: &Number| !n.misread && n.value < 100).parse(i);
    let (rest, (first, more)) = (part, many_m_n(1, 3, preceded(one_of(".．"), part))).parse(input)?;
    let (rest, _) = opt(one_of(".．")).parse(rest)?;
    peek(alt((value((), satisfy(|c| blank(c) || !c.is_ascii())), value((), nom::combinator::eof))))
        .parse(rest)?;
    let mut path = first.value;
    for n in &more[..more.len() - 1] {
        path = path * 100 + n.value;
    }
    let last = more.last().map_or(0, |n| n.value);
    Ok((rest, Reading { path, ..Reading::new(Style::DecimalPath, last) }))
}

fn in_parens<'a, O>(
    inner: impl Parser<&'a str, Output = O, Error = nom::error::Error<&'a str>>,
) -> impl Parser<&'a str, Output = O, Error = nom::error::Error<&'a str>> {
    delimited((one_of("(（"), ws), inner, (ws, one_of(")）")))
}

/// `(1)` `( 12 )`
fn parens_digits(input: &str) -> IResult<&str, Reading> {
    let number = verify(numeral::digits, |n| !n.misread && n.value < 100);
    in_parens(map(number, |n| Reading::new(Style::DecimalParens, n.value))).parse(input)
}

/// `（一）`
fn parens_han(input: &str) -> IResult<&str, Reading> {
    in_parens(map(numeral::han, |v| Reading::new(Style::HanParens, v))).parse(input)
}

/// `(i)` `( IV )`
fn parens_roman(input: &str) -> IResult<&str, Reading> {
    in_parens(map(numeral::roman, |(v, upper)| {
        Reading::new(if upper { Style::UpperRomanParens } else { Style::LowerRomanParens }, v)
    }))
    .parse(input)
}

/// `(a)` `(B)` `(aa)`
fn parens_letter(input: &str) -> IResult<&str, Reading> {
    in_parens(map(numeral::letters, |(v, upper)| {
        Reading::new(if upper { Style::UpperLetterParens } else { Style::LowerLetterParens }, v)
    }))
    .parse(input)
}

/// `一、` `一.` `一．`
fn han_comma(input: &str) -> IResult<&str, Reading> {
    terminated(map(numeral::han, |v| Reading::new(Style::HanComma, v)), preceded(ws, one_of("、.．·｀")))
        .parse(input)
}

/// `—、`: an 一 that character recognition took for a dash.
fn dash_for_one(input: &str) -> IResult<&str, Reading> {
    let one = Reading { misread: false, ..Reading::new(Style::HanComma, 1) };
    value(one, (one_of("—─－"), ws, one_of("、．"))).parse(input)
}

/// One of several words, in any case.
fn one_word(words: &'static [&'static str]) -> impl Fn(&str) -> IResult<&str, &str> {
    move |input| match words.iter().find(|word| starts_with_ci(input, word)) {
        Some(word) => Ok((&input[word.len()..], word)),
        None => Err(nom::Err::Error(nom::error_position!(input, nom::error::ErrorKind::Tag))),
    }
}

/// `第一條` `第 十二 項` `第2章`
fn ordinal(input: &str) -> IResult<&str, Reading> {
    let of = |style, term: &'static Term| value(style, one_word(term.zh));
    let unit = alt((
        of(Style::Part, &ordinals::PART),
        of(Style::Chapter, &ordinals::CHAPTER),
        of(Style::Division, &ordinals::DIVISION),
        of(Style::Article, &ordinals::ARTICLE),
        of(Style::Clause, &ordinals::CLAUSE),
    ));
    let (rest, (_, _, v, _, style)) = (tag("第"), ws, numeral::any, ws, unit).parse(input)?;
    let (rest, _) = opt(one_of("、：:．")).parse(rest)?;
    Ok((rest, Reading::new(style, v)))
}

/// `Part 1` `CHAPTER IV –` `Article 3.`
fn keyword(input: &str) -> IResult<&str, Reading> {
    let of = |style, term: &'static Term| value(style, one_word(term.en));
    let word = alt((
        of(Style::Part, &ordinals::PART),
        of(Style::Chapter, &ordinals::CHAPTER),
        of(Style::Division, &ordinals::DIVISION),
        of(Style::Article, &ordinals::ARTICLE),
    ));
    let letter = map(verify(numeral::letters, |(_, upper)| *upper), |(v, _)| v);
    let number = alt((
        map(verify(numeral::digits, |n| !n.misread), |n| n.value),
        map(verify(numeral::roman, |(_, upper)| *upper), |(v, _)| v),
        letter,
    ));
    let (rest, (style, _, v)) =
        (word, verify(ws, |s: &str| !s.is_empty()), terminated(number, not(satisfy(char::is_alphanumeric))))
            .parse(input)?;
    let (rest, _) = opt(preceded(ws, one_of(".:：–—-"))).parse(rest)?;
    Ok((rest, Reading::new(style, v)))
}

#[cfg(test)]
mod tests;
