//! How a line ends, how wide it is, and whether it is a page number.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while};
use nom::character::complete::one_of;
use nom::combinator::{all_consuming, opt};
use nom::multi::many1_count;
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use crate::markers::numeral;
use crate::vocab;

/// What the last character of a line says about the line after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Nothing stands on the line.
    Empty,
    /// A sentence ends here.
    Sentence,
    /// A colon: a list or a quotation follows.
    Colon,
    /// A comma or an opening bracket: the sentence cannot end here.
    Clause,
    /// No punctuation: a heading, or a line that goes on.
    Open,
}

/// Looks at the last characters only.
pub(crate) fn ending_of(content: &str) -> Ending {
    let last = content.as_bytes().last();
    if vocab::LIST_LINK.iter().any(|w| w.as_bytes().last() == last && content.ends_with(w)) {
        return Ending::Sentence;
    }
    for c in content.chars().rev().take(4) {
        match c {
            '。' | '！' | '？' | '；' | '.' | '!' | '?' | ';' | '…' | '．' | '｡' => {
                return Ending::Sentence;
            }
            '：' | ':' => return Ending::Colon,
            '，' | '、' | ',' | '（' | '(' | '「' | '『' | '《' | '〈' | '“' | '／' | '/' | '—' | '–'
            | '‧' | '·' => {
                return Ending::Clause;
            }
            // A sentence may end inside quotation marks or brackets.
            '」' | '』' | '”' | '"' | '）' | ')' | '》' | '〉' | ']' | '’' => {}
            _ => return Ending::Open,
        }
    }
    if content.is_empty() { Ending::Empty } else { Ending::Open }
}

/// Columns of a text: two for wide characters, from U+2000 on, one for others. Chinese
/// punctuation begins there; what Latin texts have from there on are dashes and quotation marks.
///
/// Bytes are counted, and no character is decoded, in blocks so short that a byte holds
/// the count: vector code, a tenth of what going through the characters takes.
pub(crate) fn width(text: &str) -> usize {
    let leads = |b: u8| u8::from(b & 0xc0 != 0x80);
    let wide = |b: u8| u8::from(b >= 0xe2);
    let columns = |block: &[u8]| usize::from(block.iter().map(|&b| leads(b) + wide(b)).sum::<u8>());
    text.as_bytes().chunks(127).map(columns).sum()
}

fn ws(input: &str) -> IResult<&str, &str> {
    take_while(char::is_whitespace)(input)
}

fn number(input: &str) -> IResult<&str, u32> {
    let (rest, number) = numeral::digits(input)?;
    if number.misread || number.value > 9999 {
        return Err(nom::Err::Error(nom::error_position!(input, nom::error::ErrorKind::Digit)));
    }
    Ok((rest, number.value))
}

/// A line that holds nothing but a page number: its value, and whether there
/// are signs around it that nothing else has.
///
/// ```text
/// page = dash ws number ws dash | "第" number "頁" of? | ( "Page" | "P." ) number of?
///      | number "/" number | number
/// ```
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
    let parsed: IResult<&str, (u32, bool)> = all_consuming(alt((
        dashed.map(|n| (n, true)),
        zh.map(|n| (n, true)),
        en.map(|n| (n, true)),
        slash.map(|n| (n, false)),
        preceded(ws, number).map(|n| (n, false)),
    )))
    .parse(content);
    parsed.ok().map(|(_, page)| page)
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
        for text in ["2.", "2 項", "- 2", "2017年2月23日", ""] {
            assert_eq!(page_number(text), None, "{text}");
        }
    }

    #[test]
    fn a_character_is_as_wide_as_its_code_point_says() {
        for c in ('\0'..=char::MAX).step_by(7).chain("\u{1fff}\u{2000}\u{fff}一a".chars()) {
            let expected = if (c as u32) < 0x2000 { 1 } else { 2 };
            assert_eq!(width(&c.to_string()), expected, "U+{:04X}", c as u32);
        }
        assert_eq!(width(&"在 CEPA 框架下".repeat(40)), 14 * 40);
    }

    #[test]
    fn endings_look_through_closing_brackets() {
        for (text, ending) in [
            ("項目。", Ending::Sentence),
            ("項目。」", Ending::Sentence),
            ("計劃」", Ending::Open),
            ("如下：", Ending::Colon),
            ("金融、", Ending::Clause),
            ("(a) slopes; and", Ending::Sentence),
            ("", Ending::Empty),
        ] {
            assert_eq!(ending_of(text), ending, "{text}");
        }
    }
}
