//! One line: where its content begins and ends, and the candidates at its start.

use super::{Candidate, Ending, Line, Lines, Opening, Size, ending_of, is_printed};
use crate::markers::{self, Style, numeral};
use crate::text::{Span, unicode};
use crate::vocab;
use crate::vocab::ordinals;

#[inline]
fn blank(c: char) -> bool {
    !is_printed(c) && (c.is_whitespace() || c == '\u{feff}' || unicode::invisible(c).is_some())
}

/// Where a line stands.
pub(super) struct Cut {
    pub start: usize,
    /// Its terminator begins here.
    pub content_end: usize,
    pub end: usize,
    /// From `start` to `content_end`.
    pub size: Size,
}

pub(super) fn line(out: &mut Lines<'_>, cut: Cut, number: u32, page_break: bool) -> Line {
    let text = out.text;
    let Cut { start, content_end, end, .. } = cut;
    if start == content_end {
        return empty(out, start, end, number, page_break);
    }
    let raw = &text[start..content_end];
    // Ordinary lines begin and end with a character that nobody trims.
    let content = if opens_plainly(raw) && ends_plainly(raw) { raw } else { raw.trim_matches(blank) };
    let mut from = start + (content.as_ptr() as usize - raw.as_ptr() as usize);
    if content.is_empty() {
        from = start;
    }
    let to = from + content.len();
    let hashes = hashes(content);
    if hashes > 0 {
        let behind = &content[hashes..];
        from += hashes + (behind.len() - behind.trim_start_matches(blank).len());
    }
    let span = Span::new(from.min(to), to);
    let first = out.candidates.len() as u32;
    let index = out.lines.len() as u32;
    let content = &text[span.range()];
    markers::readings(content, &mut |reading| {
        if out.candidates.len() as u32 - first >= markers::MAX_READINGS as u32 {
            return;
        }
        let behind = &content[reading.len..];
        let trimmed = skip_blanks(behind);
        out.candidates.push(Candidate {
            style: reading.style,
            value: reading.value,
            path: reading.path,
            suffix: reading.suffix,
            span: Span::new(span.start as usize, span.start as usize + reading.len),
            text: span.end - trimmed.len() as u32,
            line: index,
            misread: reading.misread,
            bare: reading.bare,
            prose_behind: prose_behind(reading.style, reading.value, trimmed),
            digits_behind: behind.starts_with(|c: char| c.is_numeric()) && reading.style == Style::Decimal,
        });
    });
    let count = (out.candidates.len() as u32 - first) as u8;
    Line {
        span,
        whole: Span::new(start, end),
        number,
        hashes: hashes as u8,
        page_break,
        runs_on: None,
        opens_paragraph: false,
        again: false,
        ending: ending_of(content),
        opening: Opening::of(content),
        size: if span.end as usize == content_end {
            cut.size
        } else {
            Size::of(&text[start..span.end as usize])
        },
        first,
        count,
    }
}

/// A line that holds nothing at all: every third of many papers.
fn empty(out: &Lines<'_>, start: usize, end: usize, number: u32, page_break: bool) -> Line {
    Line {
        span: Span::new(start, start),
        whole: Span::new(start, end),
        number,
        hashes: 0,
        page_break,
        runs_on: None,
        opens_paragraph: false,
        again: false,
        ending: Ending::Empty,
        opening: Opening::of(""),
        size: Size::default(),
        first: out.candidates.len() as u32,
        count: 0,
    }
}

/// Whether a line begins with no white space, invisible character or `#`, as its first byte
/// tells: printing ASCII, or the lead of a Han character.
fn opens_plainly(line: &str) -> bool {
    let plain = |&b: &u8| (b > b' ' && b < 0x7f && b != b'#') || (0xe4..=0xe9).contains(&b);
    line.as_bytes().first().is_some_and(plain)
}

/// Whether it ends with no white space or invisible character, as its last bytes tell:
/// printing ASCII, Han, or the punctuation of Chinese.
fn ends_plainly(line: &str) -> bool {
    match line.as_bytes() {
        [.., lead, second, third] if *third >= 0x80 => match lead {
            0xe4..=0xe9 => true,
            0xe3 => *second == 0x80 && *third > 0x80,
            0xef => *second == 0xbc,
            _ => false,
        },
        [.., last] => (b'!'..0x7f).contains(last),
        [] => false,
    }
}

/// A text without the white space before it; nearly always that is one space or none.
fn skip_blanks(text: &str) -> &str {
    let one = text.strip_prefix(' ').unwrap_or(text);
    if opens_plainly(one) { one } else { one.trim_start_matches(blank) }
}

/// One to six `#` with a space behind them.
fn hashes(content: &str) -> usize {
    let count = content.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&count) && content[count..].starts_with(' ') { count } else { 0 }
}

/// Whether what stands behind a would-be marker makes it part of a sentence:
/// `2017. 年`, `（三）及（六）項`, `一、二萬人`, `(a) above`.
fn prose_behind(style: Style, value: u32, behind: &str) -> bool {
    let Some(first) = behind.chars().next() else { return false };
    if matches!(first, '，' | '、' | '。' | '；' | '）' | ')' | '」' | '』' | '》' | ',' | ';' | '%' | '％')
    {
        return true;
    }
    match style {
        Style::HanComma => {
            numeral::han(behind).is_ok_and(|(rest, _)| !rest.starts_with('、')) && !opens_word(behind)
        }
        Style::HanParens | Style::DecimalParens | Style::LowerLetterParens | Style::LowerRomanParens => {
            links_ordinals(behind)
        }
        // `2017. 年` is a year; `5. 年終` is an item.
        Style::Decimal => value >= 1000 && behind.starts_with('年'),
        Style::Part | Style::Chapter | Style::Division | Style::Article if first.is_ascii_lowercase() => true,
        Style::Article | Style::Clause => ordinals::BEHIND_CLAUSE.iter().any(|w| behind.starts_with(w)),
        _ => false,
    }
}

/// What stands between or behind ordinals in a sentence: `及（六）項`, `項所述`,
/// `and (c)`, `above,`. An item may begin with the same word: `及時推出`.
fn links_ordinals(behind: &str) -> bool {
    let after = |term: &vocab::Term| {
        let word = term.zh.iter().chain(term.en).find_map(|w| behind.strip_prefix(w));
        word.map(str::trim_start)
    };
    let ordinal = |rest: &str| rest.starts_with(['（', '(', '第']) || numeral::digits(rest).is_ok();
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(ordinals::BEHIND_NOUN);
    after(&ordinals::JOINED).is_some_and(ordinal) || after(&ordinals::NOUN).is_some_and(ends)
}

/// `一帶一路`, `一站式`, `三地`: a word, although it begins with a numeral.
fn opens_word(behind: &str) -> bool {
    let mut chars = behind.chars().skip(1);
    let second = chars.next();
    second.is_some_and(|c| {
        !vocab::UNIT.iter().any(|u| u.starts_with(c)) && numeral::han(&c.to_string()).is_err()
    })
}

#[cfg(test)]
mod tests {
    use crate::text::lex;

    #[test]
    fn prose_is_told_from_markers_by_what_follows() {
        let behind = |line| lex(line).candidates.first().map(|c| c.prose_behind);
        for line in ["2017. 年", "（三）及（六）項", "一、二萬人", "(a) above"] {
            assert_eq!(behind(line), Some(true), "{line}");
        }
        for line in ["17. 粵港", "（三）旅遊", "二、現代", "一、一帶一路", "一、三地合作", "(a) to"]
        {
            assert_eq!(behind(line), Some(false), "{line}");
        }
    }
}
