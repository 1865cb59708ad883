//! Text to lines: where each begins and ends, how it ends, and which markers
//! it might begin with. Nothing here decides which candidate is real.

mod line_kind;
mod marker;
pub(crate) mod numeral;

use smallvec::SmallVec;

use crate::ast::Style;
use crate::source::Hint;
use crate::span::Span;
use crate::{unicode, vocab};
pub(crate) use line_kind::{Ending, ending_of, page_number, width};

/// A line as it stands in the source.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// The content: without white space and invisible characters around it,
    /// and without `#` marks before it.
    pub span: Span,
    /// From the byte after the line before to this line's terminator, included.
    pub whole: Span,
    /// Counted from 1, as an editor does.
    pub number: u32,
    /// `#` marks before the content, as Markdown has them for headings.
    pub hashes: u8,
    /// A form feed stands before the content.
    pub page_break: bool,
    /// Whether it goes on with the line before; `None` where no layout tells.
    pub runs_on: Option<bool>,
    /// Whether the file itself says that a paragraph begins here.
    pub opens_paragraph: bool,
    /// How the content ends.
    pub ending: Ending,
    /// The line's candidates in [`Lines::candidates`].
    pub first: u32,
    /// How many there are.
    pub count: u8,
}

impl Line {
    pub fn is_blank(&self) -> bool {
        self.span.is_empty()
    }
}

/// A line start that reads like a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub style: Style,
    pub value: u32,
    /// The components before the last of a `1.2.3`, packed.
    pub path: u32,
    pub suffix: Option<char>,
    pub span: Span,
    /// Where the text behind the marker begins; the line's end where there is none.
    pub text: u32,
    /// Index of the line.
    pub line: u32,
    /// A letter was read for a digit.
    pub misread: bool,
    /// Only the space behind it makes it a marker.
    pub bare: bool,
    /// What follows makes it a date, an amount or a list of ordinals.
    pub prose_behind: bool,
    /// Digits follow at once, as in `5.2017`.
    pub digits_behind: bool,
}

/// A text cut into lines.
#[derive(Debug, Clone)]
pub(crate) struct Lines<'s> {
    pub text: &'s str,
    pub lines: Vec<Line>,
    pub candidates: Vec<Candidate>,
    /// Invisible characters inside lines: they belong to no text.
    pub invisible: Vec<Span>,
}

impl Lines<'_> {
    pub fn content(&self, line: usize) -> &str {
        &self.text[self.lines[line].span.range()]
    }

    /// Takes over what the file's layout says of each line.
    pub fn heed(&mut self, hints: &[Hint]) {
        let mut hints = hints.iter().peekable();
        for line in self.lines.iter_mut() {
            while hints.next_if(|hint| hint.start < line.whole.start).is_some() {}
            if let Some(hint) = hints.peek().filter(|hint| hint.start < line.whole.end) {
                line.runs_on = Some(hint.runs_on);
                line.opens_paragraph = hint.opens_paragraph;
            }
        }
    }

    /// Whether the file's layout tells that some lines are wrapped.
    pub fn laid_out(&self) -> bool {
        self.lines.iter().any(|line| line.runs_on == Some(true))
    }

    pub fn candidates_of(&self, line: usize) -> &[Candidate] {
        let l = &self.lines[line];
        &self.candidates[l.first as usize..l.first as usize + l.count as usize]
    }

    /// What stands behind a candidate on its line.
    pub fn behind(&self, candidate: &Candidate) -> &str {
        &self.text[candidate.text as usize..self.lines[candidate.line as usize].span.end as usize]
    }

    /// The spans of `span` without the invisible characters in it.
    pub fn visible(&self, span: Span, out: &mut SmallVec<[Span; 1]>) {
        if span.is_empty() {
            return;
        }
        let from = self.invisible.partition_point(|i| i.end <= span.start);
        let mut start = span.start;
        for hidden in self.invisible[from..].iter().take_while(|i| i.start < span.end) {
            if hidden.start > start {
                out.push(Span { start, end: hidden.start });
            }
            start = hidden.end.max(start);
        }
        if start < span.end {
            out.push(Span { start, end: span.end });
        }
    }
}

/// Cuts a text into lines. `\n`, `\r\n` and a lone `\r` end a line and count;
/// a form feed ends one without counting, as editors show it.
pub(crate) fn lex(text: &str) -> Lines<'_> {
    let bytes = text.as_bytes();
    let mut out = Lines { text, lines: Vec::new(), candidates: Vec::new(), invisible: invisible(text) };
    let (mut start, mut number, mut page_break) = (0, 1u32, false);
    let push = |out: &mut Lines<'_>, start: usize, content_end: usize, end: usize, number, page_break| {
        if start < end {
            let line = line(out, start, content_end, end, number, page_break);
            out.lines.push(line);
        }
    };
    for at in memchr::memchr3_iter(b'\n', b'\r', b'\x0c', bytes) {
        if at < start {
            continue;
        }
        match bytes[at] {
            b'\x0c' => {
                // The feed opens the line behind it; what stands before ends here.
                push(&mut out, start, at, at, number, page_break);
                start = at;
                page_break = true;
                if at == start && start < at {
                    continue;
                }
            }
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => {
                push(&mut out, start, at, at + 2, number, page_break);
                (start, number, page_break) = (at + 2, number + 1, false);
            }
            _ => {
                push(&mut out, start, at, at + 1, number, page_break);
                (start, number, page_break) = (at + 1, number + 1, false);
            }
        }
    }
    push(&mut out, start, bytes.len(), bytes.len(), number, page_break);
    out
}

fn blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}' || unicode::invisible(c).is_some()
}

fn line(
    out: &mut Lines<'_>,
    start: usize,
    content_end: usize,
    end: usize,
    number: u32,
    page_break: bool,
) -> Line {
    let text = out.text;
    let raw = &text[start..content_end];
    let bytes = raw.as_bytes();
    // Ordinary lines begin and end with a printing ASCII or Han character.
    let content = match (bytes.first(), bytes.last()) {
        (Some(&a), Some(&z)) if plain(a) && z > b' ' && z < 0x7f => raw,
        _ => raw.trim_matches(blank),
    };
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
    marker::readings(content, &mut |reading| {
        if out.candidates.len() as u32 - first >= marker::MAX_READINGS as u32 {
            return;
        }
        let behind = &content[reading.len..];
        let trimmed = behind.trim_start_matches(blank);
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
        ending: ending_of(content),
        first,
        count,
    }
}

/// A byte that opens a line without white space or an invisible character
/// before it: printing ASCII but `#`, or the lead of a Han character.
fn plain(byte: u8) -> bool {
    (byte > b' ' && byte < 0x7f && byte != b'#') || (0xe4..=0xe9).contains(&byte)
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
        Style::Article | Style::Clause => {
            ["規定", "规定", "及", "所", "至", "第", "的", "或", "、"].iter().any(|w| behind.starts_with(w))
        }
        _ => false,
    }
}

/// What stands between or behind ordinals in a sentence: `及（六）項`, `項所述`,
/// `and (c)`, `above,`. An item may begin with the same word: `及時推出`.
fn links_ordinals(behind: &str) -> bool {
    let after = |words: &[&str]| words.iter().find_map(|w| behind.strip_prefix(w)).map(str::trim_start);
    let ordinal = |rest: &str| rest.starts_with(['（', '(', '第']) || numeral::digits(rest).is_ok();
    let ends = |rest: &str| {
        rest.is_empty()
            || rest.starts_with(['，', '。', '、', '；', '的', '所', '及', '和', ',', '.', ';', ')'])
    };
    after(&["及", "和", "至", "或", "與", "and ", "or ", "to "]).is_some_and(ordinal)
        || after(&["項", "项", "段", "款", "點", "above", "below"]).is_some_and(ends)
}

/// `一帶一路`, `一站式`, `三地`: a word, although it begins with a numeral.
fn opens_word(behind: &str) -> bool {
    let mut chars = behind.chars().skip(1);
    let second = chars.next();
    second.is_some_and(|c| {
        !vocab::UNIT.iter().any(|u| u.starts_with(c)) && numeral::han(&c.to_string()).is_err()
    })
}

/// Every invisible character of the text that is not a proper variation selector.
fn invisible(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    for (at, &byte) in bytes.iter().enumerate() {
        if !HIDES[byte as usize] {
            continue;
        }
        let next = bytes.get(at + 1).copied().unwrap_or(0);
        // Three lead bytes are common in papers: the second byte settles those.
        let dull = match byte {
            0xe2 => !matches!(next, 0x80 | 0x81),
            0xe3 => next != 0x85,
            0xef => !matches!(next, 0xbb | 0xbe | 0xbf),
            _ => false,
        };
        if dull {
            continue;
        }
        if let Some(c) = text.get(at..).and_then(|t| t.chars().next()) {
            let selector = matches!(c as u32, 0xfe00..=0xfe0f | 0xe0100..=0xe01ef);
            if unicode::invisible(c).is_some() && !selector {
                out.push(Span::new(at, at + c.len_utf8()));
            }
        }
    }
    out
}

/// The first bytes of invisible characters.
static HIDES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = !matches!(byte as u8, b'\t' | b'\n' | 0x0b | 0x0c | b'\r');
        byte += 1;
    }
    let leads = [0x7f, 0xc2, 0xcd, 0xd8, 0xe1, 0xe2, 0xe3, 0xef, 0xf3];
    let mut at = 0;
    while at < leads.len() {
        table[leads[at]] = true;
        at += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_cover_the_text_and_count_as_an_editor_does() {
        let text = "a\r\nb\rc\n\x0cd\x0c\x0c e";
        let lexed = lex(text);
        let whole: String = lexed.lines.iter().map(|l| &text[l.whole.range()]).collect();
        assert_eq!(whole, text);
        let seen: Vec<_> =
            lexed.lines.iter().map(|l| (l.number, &text[l.span.range()], l.page_break)).collect();
        assert_eq!(
            seen,
            [
                (1, "a", false),
                (2, "b", false),
                (3, "c", false),
                (4, "d", true),
                (4, "", true),
                (4, "e", true)
            ]
        );
    }

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
