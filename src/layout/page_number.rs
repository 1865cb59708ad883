//! Page numbers, in every form that stands alone on a line.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while};
use nom::character::complete::{one_of, satisfy};
use nom::combinator::{all_consuming, opt, verify};
use nom::multi::many1_count;
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use crate::markers::numeral;

fn ws(input: &str) -> IResult<&str, &str> {
    take_while(char::is_whitespace)(input)
}

fn number(input: &str) -> IResult<&str, u32> {
    verify(numeral::parse(numeral::digits), |&number: &u32| number <= 9999).parse(input)
}

/// A line that holds nothing but a page number: its value, and whether there
/// are signs around it that nothing else has.
///
/// ```text
/// page = dash ws number ws dash | "第" number "頁" of? | ( "Page" | "P." ) number of?
///      | number "/" number | letter number | number
/// ```
///
/// Numbers behind different letters do not count up to each other.
pub(crate) fn page_number(content: &str) -> Option<(u32, bool)> {
    if content.len() > 40 {
        return None;
    }
    let dash = |i| many1_count(one_of("-–—─－‐~～")).parse(i);
    let dashed = delimited((dash, ws), number, (ws, dash));
    let zh_of = (
        ws,
        opt(one_of("，,/／")),
        ws,
        opt(alt((tag("共"), tag("之")))),
        ws,
        number,
        ws,
        alt((tag("頁"), tag("页"))),
    );
    let zh = delimited((tag("第"), ws), number, (ws, alt((tag("頁"), tag("页"))), opt(zh_of)));
    let en_of = (ws, alt((tag_no_case("of"), tag("/"))), ws, number);
    let en = delimited((alt((tag_no_case("page"), tag_no_case("p."))), ws), number, opt(en_of));
    let slash = (number, ws, tag("/"), ws, number).map(|(n, ..)| n);
    let letter = satisfy(|c| c.is_ascii_uppercase());
    let lettered = (letter, verify(number, |&number: &u32| number >= 100));
    let parsed: IResult<&str, (u32, bool)> = all_consuming(alt((
        dashed.map(|n| (n, true)),
        zh.map(|n| (n, true)),
        en.map(|n| (n, true)),
        slash.map(|n| (n, false)),
        lettered.map(|(letter, n)| (u32::from(letter) << LETTER | n, false)),
        preceded(ws, number).map(|n| (n, false)),
    )))
    .parse(content);
    parsed.ok().map(|(_, page)| page)
}

/// A letter before a number counts above it.
const LETTER: u32 = 16;

/// Whether a page number stands behind a letter, as in a gazette: `C1423`.
pub(crate) fn is_lettered(value: u32) -> bool {
    value >> LETTER > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_in_every_usual_form() {
        for text in
            ["- 2 -", "– 2 –", "—2—", "第 2 頁", "第2頁，共9頁", "第 2 頁 / 共 9 頁", "Page 2 of 9", "P. 2"]
        {
            assert_eq!(page_number(text), Some((2, true)), "{text}");
        }
        for text in ["2", "2 / 9", "２"] {
            assert_eq!(page_number(text), Some((2, false)), "{text}");
        }
        assert!(page_number("B2101").is_some_and(|(value, signed)| is_lettered(value) && !signed));
        for text in ["2.", "B7", "2 項", "- 2", "2017年2月23日", ""] {
            assert_eq!(page_number(text), None, "{text}");
        }
    }
}
