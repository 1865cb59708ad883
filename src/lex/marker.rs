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

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while};
use nom::character::complete::{one_of, satisfy};
use nom::combinator::{map, not, opt, peek, value, verify};
use nom::multi::many_m_n;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::numeral::{self, Number};
use crate::ast::Style;
use crate::{unicode, vocab};

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

/// All readings of the start of a line. Dispatches on the first character, so
/// that ordinary prose costs one table look-up.
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
            offer(path(line));
        }
        '(' | '（' => {
            if !offer(parens(line)) {
                offer(parens_letter(line));
            } else if let Ok((rest, reading)) = parens_letter(line) {
                offer(Ok((rest, reading)));
            }
        }
        '第' => {
            offer(ordinal(line));
        }
        'a'..='z' | 'A'..='Z' => {
            if offer(keyword(line)) {
                return;
            }
            if first == 'l' || first == 'I' || first == 'O' || first == 'o' {
                offer(verify(decimal, |r: &Reading| r.misread && !r.bare).parse(line));
            }
            offer(roman_mark(line));
            offer(letter_mark(line));
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

fn blank(c: char) -> bool {
    c == ' ' || c == '\t' || c == '\u{3000}' || c == '\u{a0}' || unicode::invisible(c).is_some()
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
    let (rest, (style, bare)) = alt((
        value((Style::Decimal, false), preceded(ws, one_of(".．、｡"))),
        value((Style::DecimalParen, false), preceded(ws, one_of(")）"))),
        value((Style::Decimal, true), verify(peek(ws), |s: &str| !s.is_empty() && number.value < 1000)),
    ))
    .parse(rest)?;
    // `...` is an ellipsis and `1..` a leader, not a marker.
    not(one_of(".．")).parse(rest)?;
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

/// `(1)` `（一）` `( ii )`
fn parens(input: &str) -> IResult<&str, Reading> {
    let roman = map(numeral::roman, |(v, upper)| {
        Reading::new(if upper { Style::UpperRomanParens } else { Style::LowerRomanParens }, v)
    });
    alt((
        in_parens(map(verify(numeral::digits, |n| !n.misread && n.value < 100), |n| {
            Reading::new(Style::DecimalParens, n.value)
        })),
        in_parens(map(numeral::han, |v| Reading::new(Style::HanParens, v))),
        in_parens(roman),
    ))
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

/// `第一條` `第 十二 項` `第2章`
fn ordinal(input: &str) -> IResult<&str, Reading> {
    let unit = alt((
        value(Style::Part, alt((tag("部分"), tag("部"), tag("編"), tag("编"), tag("篇")))),
        value(Style::Chapter, tag("章")),
        value(Style::Division, alt((tag("節"), tag("节")))),
        value(Style::Article, alt((tag("條"), tag("条")))),
        value(Style::Clause, alt((tag("項"), tag("项"), tag("款")))),
    ));
    let (rest, (_, _, v, _, style)) = (tag("第"), ws, numeral::any, ws, unit).parse(input)?;
    let (rest, _) = opt(one_of("、：:．")).parse(rest)?;
    Ok((rest, Reading::new(style, v)))
}

/// `Part 1` `CHAPTER IV –` `Article 3.`
fn keyword(input: &str) -> IResult<&str, Reading> {
    let word = alt((
        value(Style::Part, tag_no_case("part")),
        value(Style::Chapter, tag_no_case("chapter")),
        value(Style::Division, tag_no_case("section")),
        value(Style::Article, tag_no_case("article")),
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

/// What may stand behind `a.` or `IV.`: a space, the end, or the next word's capital.
fn behind_letter(input: &str) -> IResult<&str, ()> {
    peek(alt((
        value((), satisfy(|c| blank(c) || c.is_uppercase() || !c.is_ascii())),
        value((), nom::combinator::eof),
    )))
    .parse(input)
}

/// `iv.` `IV.` `iv)`
fn roman_mark(input: &str) -> IResult<&str, Reading> {
    let (rest, ((v, upper), sep)) = (numeral::roman, one_of(".．)）")).parse(input)?;
    behind_letter(rest)?;
    let style = match (upper, ".．".contains(sep)) {
        (true, true) => Style::UpperRomanDot,
        (false, true) => Style::LowerRomanDot,
        (false, false) => Style::LowerRomanParen,
        (true, false) => {
            return Err(nom::Err::Error(nom::error_position!(input, nom::error::ErrorKind::Verify)));
        }
    };
    Ok((rest, Reading::new(style, v)))
}

/// `a.` `B.` `c)`
fn letter_mark(input: &str) -> IResult<&str, Reading> {
    let (rest, ((v, upper), sep)) = (numeral::letters, one_of(".．)）")).parse(input)?;
    behind_letter(rest)?;
    let style = match (upper, ".．".contains(sep)) {
        (true, true) => Style::UpperLetterDot,
        (false, true) => Style::LowerLetterDot,
        (false, false) => Style::LowerLetterParen,
        (true, false) => {
            return Err(nom::Err::Error(nom::error_position!(input, nom::error::ErrorKind::Verify)));
        }
    };
    // `e.g.` and `i.e.` are no markers; neither is `U.S.`
    if rest.as_bytes().get(1) == Some(&b'.') {
        return Err(nom::Err::Error(nom::error_position!(input, nom::error::ErrorKind::Verify)));
    }
    Ok((rest, Reading::new(style, v)))
}

/// `①` `㈠` `⑴` `⒈` `Ⅳ`: one character that Unicode decomposes into a marker.
fn enclosed(input: &str) -> IResult<&str, Reading> {
    let fail = || nom::Err::Error(nom::error_position!(input, nom::error::ErrorKind::Char));
    let first = input.chars().next().ok_or_else(fail)?;
    let rest = &input[first.len_utf8()..];
    let code = first as u32;
    match code {
        0x2460..=0x2473 => Ok((rest, Reading::new(Style::Circled, code - 0x2460 + 1))),
        0x2474..=0x2487 => Ok((rest, Reading::new(Style::DecimalParens, code - 0x2474 + 1))),
        0x2488..=0x249b => Ok((rest, Reading::new(Style::Decimal, code - 0x2488 + 1))),
        0x249c..=0x24b5 => Ok((rest, Reading::new(Style::LowerLetterParens, code - 0x249c + 1))),
        0x3220..=0x3229 => Ok((rest, Reading::new(Style::HanParens, code - 0x3220 + 1))),
        0x2160..=0x216b | 0x2170..=0x217b => {
            let (style, base) =
                if code < 0x2170 { (Style::UpperRomanDot, 0x2160) } else { (Style::LowerRomanDot, 0x2170) };
            let (rest, _) = alt((value((), one_of(".．、")), value((), peek(satisfy(blank))))).parse(rest)?;
            Ok((rest, Reading::new(style, code - base + 1)))
        }
        _ => Err(fail()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(line: &str) -> Vec<(Style, u32, usize)> {
        let mut out = Vec::new();
        readings(line, &mut |r| out.push((r.style, r.value, r.len)));
        out
    }

    #[test]
    fn every_family_is_read() {
        for (line, style, value, len) in [
            ("12. 推動", Style::Decimal, 12, 3),
            ("12.推動", Style::Decimal, 12, 3),
            ("１２．推動", Style::Decimal, 12, 9),
            ("12、推動", Style::Decimal, 12, 5),
            ("12 推動", Style::Decimal, 12, 2),
            ("14A. 推動", Style::Decimal, 14, 4),
            ("l3. 推動", Style::Decimal, 13, 3),
            ("1) 推動", Style::DecimalParen, 1, 2),
            ("(3) 推動", Style::DecimalParens, 3, 3),
            ("（三）旅遊", Style::HanParens, 3, 9),
            ("( 三 ) 旅遊", Style::HanParens, 3, 7),
            ("㈢旅遊", Style::HanParens, 3, 3),
            ("⼀、旅遊", Style::HanComma, 1, 6),
            ("一．旅遊", Style::HanComma, 1, 6),
            ("—、旅遊", Style::HanComma, 1, 6),
            ("第十二條 本", Style::Article, 12, 12),
            ("第 一 章 總則", Style::Chapter, 1, 11),
            ("Chapter 2 Aims", Style::Chapter, 2, 9),
            ("CHAPTER 1 – GENERAL", Style::Chapter, 1, 13),
            ("A. Aims", Style::UpperLetterDot, 1, 2),
            ("(b) aims", Style::LowerLetterParens, 2, 3),
            ("①推動", Style::Circled, 1, 3),
        ] {
            assert!(all(line).contains(&(style, value, len)), "{line}: {:?}", all(line));
        }
    }

    #[test]
    fn ambiguous_line_starts_keep_every_reading() {
        assert_eq!(
            all("(i) first").iter().map(|r| r.0).collect::<Vec<_>>(),
            [Style::LowerRomanParens, Style::LowerLetterParens]
        );
        assert_eq!(all("1.2 aims").len(), 2);
        assert_eq!(all("V. Aims").len(), 2);
    }

    #[test]
    fn prose_is_no_candidate() {
        for line in
            ["2017 年", "12月", "12", "e.g. this", "本文件", "990 個", "3,000 tonnes", "20171. x", "1... 5"]
        {
            assert_eq!(all(line), [], "{line}");
        }
    }
}
