//! One line: where its content begins and ends.

use super::{Ending, Line, Size, ending_of, is_printed};
use crate::text::{Span, unicode};

#[inline]
fn blank(c: char) -> bool {
    !is_printed(c) && (c.is_whitespace() || c == '\u{feff}' || unicode::invisible(c).is_some())
}

/// Where a line stands.
pub(super) struct Place {
    pub start: usize,
    /// Its terminator begins here.
    pub content_end: usize,
    pub end: usize,
    /// From `start` to `content_end`.
    pub size: Size,
}

pub(super) fn line(text: &str, place: Place, number: u32, page_break: bool) -> Line {
    let Place { start, content_end, end, .. } = place;
    if start == content_end {
        return empty(start, end, number, page_break);
    }
    let raw = &text[start..content_end];
    // Ordinary lines begin and end with a character that nobody trims.
    let content = if opens_plainly(raw) && ends_plainly(raw) { raw } else { raw.trim_matches(blank) };
    let mut from = start + (content.as_ptr() as usize - raw.as_ptr() as usize);
    if content.is_empty() {
        from = start;
    }
    let to = from + content.len();
    let spaces = spaces(content);
    from += spaces;
    let content = content.get(spaces..).unwrap_or_default();
    let hashes = hashes(content);
    if hashes > 0 {
        let behind = &content[hashes..];
        from += hashes + (behind.len() - behind.trim_start_matches(blank).len());
    }
    let to = to - hard_break(content);
    let span = Span::new(from.min(to), to);
    let content = &text[span.range()];
    Line {
        span,
        whole: Span::new(start, end),
        number,
        hashes: hashes as u8,
        page_break,
        runs_on: None,
        opens_paragraph: false,
        counter: 0,
        again: false,
        ending: ending_of(content),
        size: if span.end as usize == content_end {
            place.size
        } else {
            Size::of(&text[start..span.end as usize])
        },
        first: 0,
        count: 0,
    }
}

/// A line that holds nothing at all: every third of many papers.
fn empty(start: usize, end: usize, number: u32, page_break: bool) -> Line {
    Line {
        span: Span::new(start, start),
        whole: Span::new(start, end),
        number,
        hashes: 0,
        page_break,
        runs_on: None,
        opens_paragraph: false,
        counter: 0,
        again: false,
        ending: Ending::Empty,
        size: Size::default(),
        first: 0,
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

/// The bytes of white space that a conversion from HTML left as entities before a text.
fn spaces(content: &str) -> usize {
    let mut rest = content;
    while rest.starts_with('&')
        && let Some(length) = unicode::entity(rest)
    {
        rest = rest.get(length..).unwrap_or_default().trim_start_matches(blank);
    }
    content.len() - rest.len()
}

/// The bytes of a line break of Markdown at a line's end: a backslash, and what stands before it.
fn hard_break(content: &str) -> usize {
    let text = content.strip_suffix('\\').filter(|text| !text.ends_with('\\'));
    text.map_or(0, |text| content.len() - text.trim_end_matches(blank).len())
}

/// One to six `#` with a space behind them.
fn hashes(content: &str) -> usize {
    let count = content.bytes().take_while(|&b| b == b'#').count();
    if (1..=6).contains(&count) && content[count..].starts_with(' ') { count } else { 0 }
}
