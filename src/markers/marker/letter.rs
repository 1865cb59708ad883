//! Markers that are letters, Roman numerals or single enclosed characters.

use nom::branch::alt;
use nom::character::complete::{one_of, satisfy};
use nom::combinator::{peek, value};
use nom::{IResult, Parser};

use super::{Reading, blank};
use crate::markers::{Style, numeral};

/// What may stand behind `a.` or `IV.`: a space, the end, or the next word's capital.
fn behind_letter(input: &str) -> IResult<&str, ()> {
    peek(alt((
        value((), satisfy(|c| blank(c) || c.is_uppercase() || !c.is_ascii())),
        value((), nom::combinator::eof),
    )))
    .parse(input)
}

/// `iv.` `IV.` `iv)`
pub(super) fn roman_mark(input: &str) -> IResult<&str, Reading> {
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
pub(super) fn letter_mark(input: &str) -> IResult<&str, Reading> {
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
pub(super) fn enclosed(input: &str) -> IResult<&str, Reading> {
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
