//! The places in lines where a marker may stand, each with its readings.

use super::column::heads_numbers;
use super::family::{Family, Levels};
use super::fold::Folded;
use super::grammar::{self, GRAMMAR, Reading};
use super::inserted::Inserted;
use super::numeral;
use super::style::Style;
use crate::text::{Line, Span};
use crate::vocab::numerals::LINKS;

/// One reading of a place as a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub family: Family,
    pub levels: Levels,
    pub value: u32,
    /// The part of a number that was put in later: 1 for 14A and 第十條之一; 0 where there is none.
    pub inserted: u32,
    /// The last number that it covers; 0 where it covers one.
    pub to: u32,
    /// 0: hardly anything else; 1: soft; 2: only a space or a word makes it a marker.
    pub weak: u8,
    /// A letter was read for a digit.
    pub misread: bool,
    pub span: Span,
    /// Where the text behind it begins; the line's end where there is none.
    pub text: u32,
    /// Index of the line.
    pub line: u32,
}

impl Candidate {
    pub fn style(&self) -> Style {
        Style::of(self.family)
    }

    /// The part of the number that was put in later.
    pub fn inserted_part(&self, raw: &str) -> Option<Inserted> {
        if self.inserted == 0 {
            return None;
        }
        let bare = raw.trim_end_matches(|c: char| !c.is_alphanumeric());
        let letters = bare.len() - bare.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let own = if self.family.system.is_latin() { 1 } else { letters };
        if letters == 0 {
            Some(Inserted::Number(self.inserted))
        } else {
            Inserted::read(&bare[bare.len() - own..])
        }
    }
}

/// Where in its line a marker may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// At its start.
    Start,
    /// Right behind another marker: (a) (i).
    Chain,
    /// Behind a word and a colon at the line's start, or at the start of its second column.
    Label,
    /// Behind the end of a sentence.
    Stop,
    /// Behind a semicolon.
    Semicolon,
    /// Behind a colon.
    Colon,
}

impl Kind {
    /// Whether the line begins with it, or with a word that announces it.
    pub fn starts_line(self) -> bool {
        matches!(self, Kind::Start | Kind::Label)
    }
}

/// A place, and its readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Site {
    /// Index of the line.
    pub line: u32,
    pub kind: Kind,
    /// Its readings in [`Candidates::candidates`].
    pub first: u32,
    pub count: u8,
}

/// All places of a text, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Candidates {
    pub candidates: Vec<Candidate>,
    pub sites: Vec<Site>,
}

/// A line's content, where it begins, and the index of the line.
#[derive(Clone, Copy)]
struct Content<'s> {
    content: &'s str,
    start: u32,
    line: u32,
}

/// No more markers than this stand one behind the other.
const LONGEST_CHAIN: usize = 3;

/// The mark of a note takes no more bytes.
const LONGEST_MARK: usize = 9;

/// What conversion leaves before a marker: tags, quotes, bullets and emphasis of Markdown.
fn dressing(content: &str) -> usize {
    let mut rest = content;
    loop {
        let blank = |s: &str| s.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']).len();
        let next = match rest.chars().next() {
            Some('<') => match rest.find('>') {
                Some(end) if end <= 42 && rest[1..].starts_with(|c: char| c.is_ascii_lowercase()) => {
                    &rest[end + 1..]
                }
                _ => break,
            },
            Some('#') => {
                let behind = rest.trim_start_matches('#');
                if rest.len() - behind.len() > 6 || !behind.starts_with(' ') {
                    break;
                }
                behind
            }
            Some(c @ ('*' | '+' | '-' | '•' | '■' | '□' | '▪' | '◆' | '●')) => {
                match rest[c.len_utf8()..].chars().next() {
                    Some(' ' | '\u{3000}' | '\u{a0}') => &rest[c.len_utf8()..],
                    Some('*') if c == '*' && !rest.starts_with("****") => &rest[2..],
                    _ => break,
                }
            }
            Some(c @ ('>' | '|' | '\\' | '"' | '“' | '”' | '「' | '『')) => &rest[c.len_utf8()..],
            _ => break,
        };
        rest = &next[next.len() - blank(next)..];
    }
    content.len() - rest.len()
}

/// Finds all places of a text where a marker may stand.
pub(crate) fn find(text: &str, lines: &[Line]) -> Candidates {
    let mut out = Candidates::default();
    let mut folded = Folded::default();
    for (index, line) in lines.iter().enumerate() {
        if !line.span.is_empty() {
            let content = &text[line.span.range()];
            out.line(Content { content, start: line.span.start, line: index as u32 }, &mut folded);
        }
    }
    out
}

impl Candidates {
    /// The readings of a place.
    pub fn of(&self, site: &Site) -> &[Candidate] {
        self.candidates
            .get(site.first as usize..site.first as usize + usize::from(site.count))
            .unwrap_or_default()
    }

    fn line(&mut self, own: Content<'_>, folded: &mut Folded) {
        let content = own.content;
        let first = self.sites.len();
        let mut at = dressing(content);
        let mut kind = Kind::Start;
        let mut chain = 0;
        while chain < LONGEST_CHAIN && at < content.len() && opens(&content[at..]) {
            // （一）… and （二） on the same line are a list inside a sentence.
            if kind == Kind::Chain && in_sentence(&content[at..]) {
                break;
            }
            // 第一條　一、 is a chain, 1. 2. are two figures.
            let begins = |r: &Reading| r.value == 1 && r.levels.all == 0 && r.inserted == 0;
            let strong = |r: &Reading| {
                kind == Kind::Start || r.weak == 0 && (r.family.open != super::Open::Nothing || begins(r))
            };
            match self.place(own, at, kind, folded, strong) {
                Some(end) => at = end,
                None => break,
            }
            (kind, chain) = (Kind::Chain, chain + 1);
        }
        if self.sites.len() == first
            && let Some(behind) = label(content)
        {
            at = behind;
            self.place(own, at, Kind::Label, folded, |r| r.value == 1 || r.weak == 0);
        }
        if self.sites.len() == first
            && let Some(behind) = second_column(content)
        {
            at = behind;
            self.place(own, at, Kind::Label, folded, |r| r.weak == 0);
        }
        self.inside(own, at, folded);
    }

    /// Markers behind the stops of a line.
    fn inside(&mut self, own: Content<'_>, from: usize, folded: &mut Folded) {
        let content = own.content;
        let bytes = content.as_bytes();
        let mut at = from;
        while let Some(found) = bytes.get(at..).and_then(|b| {
            b.iter().position(|b| matches!(b, b'.' | b';' | b':' | 0x82 | 0x9b | 0x9a | 0x9d | 0x8d))
        }) {
            let stop = at + found;
            at = stop + 1;
            if !content.is_char_boundary(at) {
                continue;
            }
            let Some(mark) = content[..at].chars().next_back() else { continue };
            let mut kind = match mark {
                '。' | '.' | '”' | '」' => Kind::Stop,
                '；' | ';' => Kind::Semicolon,
                '：' | ':' => Kind::Colon,
                _ => continue,
            };
            let behind = &content[at..];
            let mut rest = behind.trim_start_matches([' ', '\u{3000}']);
            // `Short title.—(1) This Act …`
            let dashed = rest.trim_start_matches(['-', '–', '—', ' ']);
            if dashed.starts_with('(') {
                rest = dashed;
            }
            for word in LINKS.en.iter().chain(LINKS.zh) {
                rest = rest.strip_prefix(*word).map_or(rest, str::trim_start);
            }
            // `the pond.[1]`: the mark of a note.
            if kind == Kind::Stop
                && rest.len() <= LONGEST_MARK
                && rest.ends_with([')', ']', '）', '】', '〕'])
            {
                continue;
            }
            let due = kind == Kind::Semicolon && opens(rest);
            if !due && !opens_inside(rest) {
                continue;
            }
            let place = content.len() - rest.len();
            // A word of a few characters and a colon announce it; a long line is not counted through.
            if kind == Kind::Colon && content[..at].chars().nth(6).is_none() {
                kind = Kind::Label;
            }
            let strong = |r: &Reading| {
                r.weak == 0
                    && (due || r.family.open != super::Open::Nothing || r.family.close == super::Close::Comma)
            };
            if let Some(end) = self.place(own, place, kind, folded, strong) {
                at = end.max(at);
            }
        }
    }

    /// Adds the readings of one place that are wanted; the end of the first.
    fn place(
        &mut self,
        own: Content<'_>,
        at: usize,
        kind: Kind,
        folded: &mut Folded,
        wanted: impl Fn(&Reading) -> bool,
    ) -> Option<usize> {
        let Content { content, start, line } = own;
        folded.fold(&content[at..]);
        let first = self.candidates.len();
        let mut end = None;
        let over_column = heads_numbers(&content[at..]);
        for reading in GRAMMAR.read(&folded.text) {
            if !wanted(&reading) || over_column && reading.family.system.is_latin() {
                continue;
            }
            let marker_end = at + folded.source(reading.end);
            let text = at + folded.source(reading.text);
            end.get_or_insert(text);
            let wide = content[at..marker_end].contains(|c| ('０'..='９').contains(&c));
            self.candidates.push(Candidate {
                family: Family { wide, ..reading.family },
                levels: reading.levels,
                value: reading.value,
                inserted: reading.inserted,
                to: reading.to,
                weak: reading.weak,
                misread: reading.misread,
                span: Span::new(start as usize + at, start as usize + marker_end),
                text: start + text as u32,
                line,
            });
        }
        let count = (self.candidates.len() - first) as u8;
        if count > 0 {
            self.sites.push(Site { line, kind, first: first as u32, count });
        }
        end
    }
}

/// Whether the next number of a bracketed marker stands on the same line as the marker.
fn in_sentence(text: &str) -> bool {
    let read = |at: usize| GRAMMAR.read(&Folded::of(&text[at..]).text);
    let first = read(0);
    let next = |r: &Reading| first.iter().any(|f| f.family == r.family && f.value + 1 == r.value);
    let brackets = text.char_indices().skip(1).filter(|(_, c)| matches!(c, '(' | '（' | '[' | '【' | '〔'));
    // `subsections (2) and (3)` and `section 2(2)` refer to them.
    let refers = |at: usize| {
        if text[..at].ends_with(|c: char| c.is_ascii_alphanumeric()) {
            return true;
        }
        let before = text[..at].trim_end_matches(' ');
        let word = before.len() - before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let word = &before[before.len() - word..];
        !word.is_empty() && !LINKS.en.iter().any(|link| link.trim_end().eq_ignore_ascii_case(word))
    };
    first.first().is_some_and(|r| r.family.open != super::Open::Nothing)
        && brackets.take(64).any(|(at, _)| !refers(at) && read(at).iter().any(next))
}

/// Whether a marker may begin with the first characters of a text: most lines are settled here.
fn opens(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    match first {
        '0'..='9' | '(' | '[' | '{' | '<' | '#' => true,
        // A word or letters: a number or a stop comes soon.
        'A'..='Z' | 'a'..='z' => {
            let word = text.bytes().take_while(u8::is_ascii_alphabetic).count();
            let behind = text[word..].chars().next();
            word <= 3
                || numeral::english(text).is_some()
                || first.is_ascii_uppercase()
                    && matches!(behind, Some(' ' | '.' | '\u{a0}' | '\u{3000}'))
                    && numeral_follows(text[word..].trim_start_matches(['.', ' ', '\u{a0}', '\u{3000}']))
                || behind.is_some_and(|c| ").:".contains(c)) && word <= 15
        }
        ' '..='~' => false,
        '\u{4e00}'..='\u{9fff}' => {
            GRAMMAR.counts(first) || grammar::sign(text).is_ok() || word_before_number(text)
        }
        _ => true,
    }
}

/// Digits, a short Roman numeral, a lone letter or a number word.
fn numeral_follows(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let whole = |read: fn(&str) -> Option<(usize, u32)>| read(text).is_some_and(|(len, _)| len == letters);
    text.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
        || (1..=2).contains(&letters)
        || letters > 2
            && [inserted_roman, numeral::lower_roman, numeral::upper_roman, numeral::english]
                .into_iter()
                .any(whole)
        || text.starts_with(|c: char| ('\u{2160}'..='\u{217f}').contains(&c))
}

/// IIA: a Roman numeral with a letter that was put in later.
fn inserted_roman(text: &str) -> Option<(usize, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let read = numeral::upper_roman(text.get(..letters.checked_sub(1)?)?)?;
    Some((read.0 + 1, read.1))
}

/// Two or three ideographs before a number.
fn word_before_number(text: &str) -> bool {
    let mut chars = text.chars().skip_while({
        let mut seen = 0;
        move |c| {
            seen += 1;
            seen <= 3 && ('\u{4e00}'..='\u{9fff}').contains(c) && !(seen > 2 && GRAMMAR.counts(*c))
        }
    });
    chars
        .next()
        .is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c) || c == ' ' || GRAMMAR.counts(c))
}

/// What a marker inside a line begins with.
fn opens_inside(text: &str) -> bool {
    text.starts_with(|c: char| {
        "(（【〔[第一二三四五六七八九十".contains(c)
            || ('①'..='⑳').contains(&c)
            || ('\u{2f00}'..='\u{2fdf}').contains(&c)
    })
}

/// `附件：1.`, `Annexes: 1.`: where the place behind a word and a colon begins.
fn label(content: &str) -> Option<usize> {
    let colon = content.find([':', '：']).filter(|&at| at <= 16)?;
    let word = &content[..colon];
    let han = word.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        && (1..=4).contains(&word.chars().count());
    let latin = word.bytes().all(|b| b.is_ascii_alphabetic()) && word.len() > 2;
    let behind = content[colon..].trim_start_matches([':', '：', ' ', '\u{3000}']);
    // `Appendices: A.`
    let letter = || behind.starts_with('A') && behind[1..].starts_with(['.', ')']);
    let number = |c: char| c.is_ascii_digit() || "(（[".contains(c) || GRAMMAR.counts(c) && !c.is_ascii();
    ((han || latin) && (behind.starts_with(number) || letter())).then(|| content.len() - behind.len())
}

/// Where the second column of a line begins, behind a short first one, if words stand behind its
/// marker: `Traffic\t1. Roads are mended.`, `Keeper\t(a) Gates are shut.`
fn second_column(content: &str) -> Option<usize> {
    let tab = content.find('\t').filter(|&tab| tab <= LONGEST_NAME)?;
    let behind = content[tab..].trim_start();
    let marker = behind.find(STOPS).filter(|&stop| (1..=6).contains(&stop))?;
    let text =
        behind[marker..].trim_start_matches(STOPS).trim_start_matches([' ', '\t', '\u{3000}', '\u{a0}']);
    text.starts_with(char::is_alphabetic).then(|| content.len() - behind.len())
}

/// What a marker in a row's second cell ends with.
const STOPS: [char; 5] = ['.', '、', '．', ')', '）'];

/// The name in a row's first cell has no more bytes.
const LONGEST_NAME: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    fn places(line: &str) -> Vec<(Kind, u32, &str)> {
        let lexed = crate::text::cut(line);
        let found = find(line, &lexed.lines);
        found
            .sites
            .iter()
            .map(|site| {
                let one = found.of(site)[0];
                (site.kind, one.value, &line[one.text as usize..])
            })
            .collect()
    }

    #[test]
    fn markers_are_found_at_starts_in_chains_and_behind_stops() {
        assert_eq!(places("(a) (i) Text"), [(Kind::Start, 1, "(i) Text"), (Kind::Chain, 1, "Text")]);
        assert_eq!(
            places("3 (1) Subject to subsections (2) and (3)"),
            [
                (Kind::Start, 3, "(1) Subject to subsections (2) and (3)"),
                (Kind::Chain, 1, "Subject to subsections (2) and (3)")
            ]
        );
        assert_eq!(places("**1.** text"), [(Kind::Start, 1, "text")]);
        assert_eq!(places("■ 1. text"), [(Kind::Start, 1, "text")]);
        assert!(places("******第一章 文").is_empty());
        assert_eq!(places("第三條　文"), [(Kind::Start, 3, "文")]);
        assert_eq!(places("附件：1. 文"), [(Kind::Label, 1, "文")]);
        assert_eq!(
            places("建議：（一）甲；（二）乙"),
            [(Kind::Label, 1, "甲；（二）乙"), (Kind::Semicolon, 2, "乙")]
        );
        assert_eq!(places("in May;(b)providing"), [(Kind::Semicolon, 2, "providing")]);
        assert_eq!(places("Traffic\t1. Roads are mended"), [(Kind::Label, 1, "Roads are mended")]);
        assert!(places("North\t(5)\t3.5").is_empty());
        assert!(places("The plan of 2017 covers five areas.").is_empty());
    }
}
