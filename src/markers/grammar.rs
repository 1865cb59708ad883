//! The parts of a marker, one nom parser each, and the marker made of them.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map, not, opt, peek, recognize, success, value, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};
use smallvec::SmallVec;

use super::family::{self, Close, Family, Levels, Open, Prefix};
use super::numeral::{self, Numerals, SYSTEMS, System};
use crate::vocab;
use crate::vocab::numerals::{COUNTERS, COVERS, PLAIN_COUNTERS, SHORTENED};

/// A bracket that encloses numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bracket {
    pub open: char,
    pub close: char,
    /// Its part in the name of a style.
    pub name: &'static str,
}

/// Characters that hold a number and its enclosure in one, in the order of their numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glyphs {
    pub first: char,
    pub last: char,
    /// The number of the first one.
    pub from: u32,
    pub system: System,
    /// The enclosure's part in the name of a style.
    pub name: &'static str,
}

/// The tables that the grammar is made with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grammar {
    pub systems: &'static [Numerals],
    pub brackets: &'static [Bracket],
    pub glyphs: &'static [Glyphs],
}

const fn bracket(open: char, close: char, name: &'static str) -> Bracket {
    Bracket { open, close, name }
}

const fn glyphs(first: char, last: char, from: u32, system: System, name: &'static str) -> Glyphs {
    Glyphs { first, last, from, system, name }
}

/// The grammar of papers. A new bracket or enclosed character is a line here; wide forms of
/// brackets are folded before.
pub(crate) const GRAMMAR: Grammar = Grammar {
    systems: SYSTEMS,
    brackets: &[
        bracket('(', ')', "parens"),
        bracket('[', ']', "brackets"),
        bracket('{', '}', "braces"),
        bracket('【', '】', "lenticular"),
        bracket('〔', '〕', "shell"),
        bracket('〈', '〉', "angle"),
        bracket('<', '>', "less-greater"),
    ],
    glyphs: &[
        glyphs('①', '⑳', 1, System::DECIMAL, "circled"),
        glyphs('㉑', '㉟', 21, System::DECIMAL, "circled"),
        glyphs('㊱', '㊿', 36, System::DECIMAL, "circled"),
        glyphs('❶', '❿', 1, System::DECIMAL, "negative-circled"),
        glyphs('⓫', '⓴', 11, System::DECIMAL, "negative-circled"),
        glyphs('⓵', '⓾', 1, System::DECIMAL, "double-circled"),
        glyphs('➀', '➉', 1, System::DECIMAL, "sans-circled"),
        glyphs('➊', '➓', 1, System::DECIMAL, "negative-sans-circled"),
        glyphs('㊀', '㊉', 1, System::HAN, "circled"),
        glyphs('ⓐ', 'ⓩ', 1, System::LOWER_LETTER, "circled"),
        glyphs('Ⓐ', 'Ⓩ', 1, System::UPPER_LETTER, "circled"),
        glyphs('\u{1f130}', '\u{1f149}', 1, System::UPPER_LETTER, "squared"),
        glyphs('\u{1f150}', '\u{1f169}', 1, System::UPPER_LETTER, "negative-circled"),
        glyphs('\u{1f170}', '\u{1f189}', 1, System::UPPER_LETTER, "negative-squared"),
    ],
};

/// A marker as one system reads it. Places are bytes of the folded text, from the marker on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    pub family: Family,
    pub levels: Levels,
    pub value: u32,
    /// The part of a number that was put in later: 1 for 第十條之一 and 14A; 0 where there is none.
    pub inserted: u32,
    /// The last number that it covers, as in (二)及(三); 0 where it covers one.
    pub to: u32,
    /// 0: the form is hardly anything else; 1: soft; 2: only a space or a word makes it one.
    pub weak: u8,
    /// A letter was read for a digit.
    pub misread: bool,
    /// The marker ends here.
    pub end: usize,
    /// The text behind it begins here.
    pub text: usize,
}

type Readings = SmallVec<[Reading; 4]>;

/// The numbers that a place reads as, one a system; all are of one length.
type Numbers = SmallVec<[(System, u32); 3]>;

/// What a marker is made of, before it is judged.
struct Parts<'a> {
    open: Open,
    prefix: Prefix,
    levels: Levels,
    /// How many there are, and whether a dash ends the last.
    depth: u8,
    dashed: bool,
    numeral: &'a str,
    numbers: Numbers,
    misread: bool,
    insert: u32,
    suffix: u8,
    close: &'a str,
}

type Parse<T> = fn(&str) -> IResult<&str, T>;

/// What may stand before a number, in the order in which it is tried.
const PREFIXES: [Parse<Prefix>; 6] = [sign, english_word, capital, chinese_word, label_word, no_prefix];

fn no_prefix(input: &str) -> IResult<&str, Prefix> {
    success(Prefix::Nothing).parse(input)
}

fn no_levels(input: &str) -> IResult<&str, (Levels, u8, bool)> {
    success((Levels::default(), 0, false)).parse(input)
}

fn blanks(input: &str) -> IResult<&str, &str> {
    take_while(|c| c == ' ').parse(input)
}

fn fail<T>(input: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(nom::error_position!(input, nom::error::ErrorKind::Verify)))
}

fn is_stop(c: char) -> bool {
    stop(c).is_some()
}

/// What a character behind a number closes it as.
fn stop(c: char) -> Option<Close> {
    Some(match c {
        '.' | '。' | '・' | '·' | '•' | '‧' | '｀' => Close::Dot,
        '、' | '丶' | '､' => Close::Comma,
        ',' => Close::Soft,
        ':' => Close::Colon,
        '-' | '–' | '—' | '─' => Close::Dash,
        ')' | ']' | '}' | '】' | '〕' | '〉' | '>' => Close::Paren,
        // An escape of Markdown, the frame of a key cap.
        '\\' | '\u{20e3}' => Close::Nothing,
        _ => return None,
    })
}

impl Grammar {
    /// Whether a number of some system begins with a character.
    pub(super) fn counts(&self, c: char) -> bool {
        let mut buffer = [0; 4];
        let text: &str = c.encode_utf8(&mut buffer);
        self.systems.iter().any(|row| (row.read)(text).is_some())
    }

    /// All readings of the start of a folded text. One that is joined to a second marker
    /// covers both: (二)及(三).
    pub fn read(&self, text: &str) -> Readings {
        let mut out = self.alone(text);
        let Some(first) = out.first() else { return out };
        if let Ok((second, _)) = joiner(&text[first.end..]) {
            let from = text.len() - second.len();
            for other in self.alone(second) {
                let whole = other.text >= second.trim_end().len()
                    || other.text > other.end
                    || other.family.suffix > 0
                    || second[other.end..].starts_with('(');
                // `152. and 153 [Repealed]`: the stop stands once.
                let close = if second[other.end..].trim_start().starts_with('[') {
                    Some(other.family.close)
                } else {
                    None
                };
                let same = |one: &&mut Reading| {
                    // `§§ 6–9`: the sign stands once.
                    let prefix = match other.family.prefix {
                        Prefix::Nothing if matches!(one.family.prefix, Prefix::Sign('§')) => Prefix::Nothing,
                        _ => one.family.prefix,
                    };
                    let family = Family { close: close.unwrap_or(one.family.close), prefix, ..one.family };
                    family == other.family && other.value > one.value
                };
                if let Some(one) = out.iter_mut().find(same).filter(|_| whole) {
                    (one.to, one.end, one.text) = (other.value, from + other.end, from + other.text);
                }
            }
        }
        out
    }

    /// All readings of the start of a folded text as one marker.
    fn alone(&self, text: &str) -> Readings {
        let mut out = Readings::new();
        if let Some(reading) = self.glyph(text) {
            out.push(reading);
            return out;
        }
        for prefix in PREFIXES {
            for levels in [levels, no_levels] {
                if let Ok((rest, parts)) = self.parts(text, prefix, levels, true) {
                    judge(&parts, &text[..text.len() - rest.len()], rest, &mut out);
                    // 14I is what follows 14H, or 141.
                    if parts.misread
                        && let Ok((rest, parts)) = self.parts(text, prefix, levels, false)
                    {
                        judge(&parts, &text[..text.len() - rest.len()], rest, &mut out);
                    }
                }
                if !out.is_empty() {
                    return out;
                }
            }
        }
        out
    }

    /// `①`: one character that holds all.
    fn glyph(&self, text: &str) -> Option<Reading> {
        let (rest, first) = satisfy::<_, _, nom::error::Error<&str>>(|c| c > '\u{2000}').parse(text).ok()?;
        let row = self.glyphs.iter().find(|row| (row.first..=row.last).contains(&first))?;
        let enclosure = self.glyphs.iter().position(|other| other.name == row.name)?;
        let end = first.len_utf8();
        let behind = rest.trim_start_matches(|c| c == ' ' || c == '\u{fe0f}' || is_stop(c));
        Some(Reading {
            family: Family {
                open: Open::Glyph(enclosure as u8),
                prefix: Prefix::Nothing,
                system: row.system,
                depth: 1,
                suffix: 0,
                close: Close::Enclosed,
                wide: false,
            },
            levels: Levels::default(),
            value: row.from + (first as u32 - row.first as u32),
            inserted: 0,
            to: 0,
            weak: 0,
            misread: false,
            end,
            text: end + rest.len() - behind.len(),
        })
    }

    /// The parts of a marker, composed once.
    fn parts<'a>(
        &self,
        text: &'a str,
        prefix: impl Fn(&'a str) -> IResult<&'a str, Prefix>,
        levels: impl Fn(&'a str) -> IResult<&'a str, (Levels, u8, bool)>,
        misread: bool,
    ) -> IResult<&'a str, Parts<'a>> {
        let (rest, (open, prefix, (levels, depth, dashed))) =
            (terminated(|i| self.open(i), blanks), terminated(prefix, blanks), levels).parse(text)?;
        let (rest, (numeral, numbers, misread)) = self.numeral(rest, misread)?;
        let lead = prefix != Prefix::Nothing;
        let (rest, insert) = opt(|i| insert(numeral, lead, open, i)).parse(rest)?;
        let ordinal =
            |i| terminated(alt((tag("st"), tag("nd"), tag("rd"), tag("th"))), peek(char(' '))).parse(i);
        // `21.8. - (1)`: a dash before the next marker.
        let dash = |i| terminated(recognize((blanks, one_of("-–—"), blanks)), peek(char('('))).parse(i);
        // 2.2 期滿 counts nothing.
        let counted =
            |i| if lead || depth == 0 { opt(preceded(blanks, counter)).parse(i) } else { Ok((i, None)) };
        let (rest, (_, suffix, _, zhi, _, close, _, _)) = (
            opt(verify(ordinal, |_: &str| numeral.ends_with(|c: char| c.is_ascii_digit()))),
            counted,
            blanks,
            opt(zhi),
            opt(char(' ')),
            |i| self.close(open, i),
            opt(dash),
            blanks,
        )
            .parse(rest)?;
        let insert = insert.or(zhi).unwrap_or(0);
        let suffix = suffix.unwrap_or(0);
        Ok((
            rest,
            Parts { open, prefix, levels, depth, dashed, numeral, numbers, misread, insert, suffix, close },
        ))
    }

    /// The stops behind a number; a bracket's other half, and a stop behind it.
    fn close<'a>(&self, open: Open, input: &'a str) -> IResult<&'a str, &'a str> {
        let Open::Bracket(index) = open else { return take_while(is_stop).parse(input) };
        let want = self.brackets.get(usize::from(index)).map_or(')', |b| b.close);
        let half = |c| is_stop(c) && c != want;
        recognize((take_while(half), char(want), take_while(|c| ".、:,。".contains(c)))).parse(input)
    }

    fn open<'a>(&self, input: &'a str) -> IResult<&'a str, Open> {
        let of = |c| self.brackets.iter().position(|b| b.open == c);
        let found = input.chars().next().and_then(|c| Some((c, of(c)?)));
        Ok(found.map_or((input, Open::Nothing), |(c, index)| {
            (&input[c.len_utf8()..], Open::Bracket(index as u8))
        }))
    }

    /// The longest number, as every system that reads it so long.
    fn numeral<'a>(&self, input: &'a str, misread: bool) -> IResult<&'a str, (&'a str, Numbers, bool)> {
        let (mut len, mut numbers) = (0, Numbers::new());
        for (system, row) in self.systems.iter().enumerate() {
            if let Some(found) = (row.read)(input) {
                let whole = !input[found.0..].starts_with(|c: char| c.is_ascii_alphabetic());
                if !whole && input[..found.0].ends_with(|c: char| c.is_ascii_alphabetic()) || found.0 < len {
                    continue;
                }
                if found.0 > len {
                    numbers.clear();
                }
                len = found.0;
                numbers.push((System(system as u8), found.1));
            }
        }
        let longer = numeral::misread_digits(input).filter(|(length, _)| misread && *length > len);
        if let Some((length, number)) = longer {
            len = length;
            numbers = Numbers::from_iter([(System::DECIMAL, number)]);
        }
        let misread = longer.is_some();
        // IIA, (iia): a Roman numeral with a letter that was put in later.
        if numbers.is_empty() {
            let word = input.bytes().take_while(u8::is_ascii_alphabetic).count();
            let head = word.checked_sub(1).and_then(|end| input.get(..end)).unwrap_or_default();
            for system in [System::LOWER_ROMAN, System::UPPER_ROMAN] {
                let read = self.systems.get(usize::from(system.0)).and_then(|row| (row.read)(head));
                numbers.extend(
                    read.filter(|(length, _)| *length == head.len()).map(|(_, value)| (system, value)),
                );
            }
            len = head.len();
        }
        if numbers.is_empty() { fail(input) } else { Ok((&input[len..], (&input[..len], numbers, misread))) }
    }
}

/// 第, 其, § and the like.
pub(super) fn sign(input: &str) -> IResult<&str, Prefix> {
    map(terminated(one_of("第其§№#"), opt(char('§'))), Prefix::Sign).parse(input)
}

/// `Article 2`, `SEC. 101`: a capitalised word, perhaps shortened, before the number.
fn english_word(input: &str) -> IResult<&str, Prefix> {
    let letters = verify(take_while1(|c: char| c.is_ascii_alphabetic()), |w: &str| {
        let upper = w.bytes().filter(u8::is_ascii_uppercase).count();
        w.len() > 1
            && (upper == w.len() && w.len() > 2
                || upper == 1 && w.starts_with(|c: char| c.is_ascii_uppercase()))
            && !vocab::CAPTION.is(w)
    });
    let full =
        |w| SHORTENED.iter().find(|(short, _)| short.eq_ignore_ascii_case(w)).map_or(w, |(_, full)| full);
    map((letters, opt(char('.')), take_while1(|c| c == ' ')), |(w, _, _)| Prefix::Word(family::word(full(w))))
        .parse(input)
}

/// `A1`: a capital before digits.
fn capital(input: &str) -> IResult<&str, Prefix> {
    let letter = satisfy(|c| c.is_ascii_uppercase());
    map(terminated(letter, peek(satisfy(|c| c.is_ascii_digit()))), Prefix::Capital).parse(input)
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// `建議1`, `措施 2`: two or three ideographs before digits.
fn chinese_word(input: &str) -> IResult<&str, Prefix> {
    let word =
        verify(take_while1(is_han), |w: &str| (2..=3).contains(&w.chars().count()) && !vocab::CAPTION.is(w));
    let number = peek((opt(char(' ')), satisfy(|c| c.is_ascii_digit())));
    map(terminated(word, number), |w| Prefix::Word(family::word(w))).parse(input)
}

/// `建議一：…`, `方案甲　…`: two or three ideographs before a numeral that is no digit, with a colon or a
/// blank and a text behind.
fn label_word(input: &str) -> IResult<&str, Prefix> {
    for (at, _) in input.char_indices().skip(2).take(2) {
        let (word, rest) = input.split_at(at);
        let number = numeral::han(rest).filter(|(len, _)| *len <= 9);
        let number = number.or_else(|| numeral::stem(rest)).or_else(|| numeral::letter(rest));
        let colon = number.is_some_and(|(len, _)| {
            rest[len..].strip_prefix([':', ' ']).is_some_and(|text| !text.trim().is_empty())
        });
        if word.chars().all(is_han) && !vocab::CAPTION.is(word) && colon && numeral::han(word).is_none() {
            return Ok((rest, Prefix::Word(family::word(word))));
        }
    }
    fail(input)
}

/// `1.` `A-` before the last number of `1.1` and `A-1`, any number of them.
fn levels(input: &str) -> IResult<&str, (Levels, u8, bool)> {
    let (mut rest, mut out, mut depth, mut dashed) = (input, Levels::default(), 0u8, false);
    let dash = |c: &str| c != ".";
    let step = |i| -> IResult<&str, (&str, &str)> {
        let level =
            alt((take_while1(|c: char| c.is_ascii_digit()), recognize(satisfy(|c| c.is_ascii_uppercase()))));
        (verify(level, |n: &str| n.len() <= 3), recognize(one_of(".-–—"))).parse(i)
    };
    while let Ok((behind, (number, separator))) = step(rest) {
        let more: IResult<&str, ()> = peek(alt((
            value((), satisfy(|c| c.is_ascii_digit())),
            value((), (satisfy(|c| c.is_ascii_uppercase()), one_of(".-–—"), satisfy(|c| c.is_ascii_digit()))),
        )))
        .parse(behind);
        if more.is_err() || depth == 8 {
            break;
        }
        let number = number.parse().unwrap_or_else(|_| u32::from(number.as_bytes()[0] - b'A') + 1);
        (rest, out, depth, dashed) = (behind, out.and(number), depth + 1, dash(separator));
    }
    if depth == 0 { fail(input) } else { Ok((rest, (out, depth, dashed))) }
}

/// The part of a number that was put in later: `A` of 14A and IIA, `1` of 第 10-1 條.
fn insert<'a>(numeral: &str, lead: bool, open: Open, input: &'a str) -> IResult<&'a str, u32> {
    let digits = numeral.ends_with(|c: char| c.is_ascii_digit());
    let roman = numeral.ends_with(|c: char| c.is_ascii_alphabetic());
    let han = !numeral.is_ascii();
    let letter = |b: u8| u32::from(b.to_ascii_uppercase() - b'A') + 1;
    let letters = map(
        terminated(
            verify(take_while1(|c: char| c.is_ascii_alphabetic()), |w: &str| {
                let upper = |s: &str| s.ends_with(|c: char| c.is_ascii_uppercase());
                w.len() <= if roman { 1 } else { 2 }
                    && if roman {
                        upper(w) == upper(numeral)
                    } else {
                        w.bytes().all(|b| b.is_ascii_uppercase())
                            || digits && w.len() == 1 && (lead || input[1..].starts_with('.'))
                    }
            }),
            not(satisfy(|c| c.is_ascii_alphanumeric())),
        ),
        |w: &str| w.bytes().fold(0, |v, b| v * 27 + letter(b)),
    );
    let plain = |i| {
        let number = verify(take_while1(|c: char| c.is_ascii_digit()), |d: &str| d.len() <= 2);
        map(number, |d: &str| d.parse().unwrap_or(0)).parse(i)
    };
    let dashed = |i| preceded(one_of("-–"), plain).parse(i);
    let word = |i| {
        let (rest, word) =
            preceded(opt(char(' ')), take_while1(|c: char| c.is_ascii_lowercase())).parse(i)?;
        let at = vocab::numerals::INSERTED.iter().position(|w| *w == word);
        at.map_or_else(|| fail(i), |at| Ok((rest, at as u32 + 1)))
    };
    alt((
        verify(word, |_| digits),
        verify(letters, |_| digits || roman || han),
        verify(terminated(dashed, peek((blanks, counter))), |_| digits && lead),
        // (a-1) and (a1), put in behind (a).
        verify(terminated(alt((dashed, plain)), peek(one_of(")]"))), |_| roman && open != Open::Nothing),
    ))
    .parse(input)
}

/// What 第 counts: the index of the counter, from 1.
fn counter(input: &str) -> IResult<&str, u8> {
    let of = |word: &str| input.strip_prefix(word);
    let found = COUNTERS
        .iter()
        .enumerate()
        .filter_map(|(at, words)| Some((words.iter().find_map(|w| of(w))?, at as u8 + 1)));
    found.min_by_key(|(rest, _)| rest.len()).map_or_else(|| fail(input), Ok)
}

/// `之一`, or `甲` and a blank.
fn zhi(input: &str) -> IResult<&str, u32> {
    if let Some((len, value)) = numeral::stem(input).filter(|(len, _)| input[*len..].starts_with(' ')) {
        return Ok((&input[len..], value));
    }
    let (rest, _) = (blanks, char('之'), blanks).parse(input)?;
    match numeral::han(rest).or_else(|| numeral::digits(rest)) {
        Some((len, value)) => Ok((&rest[len..], value)),
        None => fail(input),
    }
}

/// Between two markers that stand for all from one to the other.
fn joiner(input: &str) -> IResult<&str, &str> {
    let (rest, _) = blanks(input)?;
    let mut words = COVERS.zh.iter().chain(COVERS.en).chain(&["&", "-", "–", "~"]);
    match words.find_map(|word| rest.strip_prefix(word)) {
        Some(behind) => blanks(behind),
        None => fail(input),
    }
}

/// Makes the readings of parts, where they make a marker at all. `whole` is their text, with
/// the blanks behind them; `rest` is what stands there.
fn judge(parts: &Parts<'_>, whole: &str, rest: &str, out: &mut Readings) {
    let end = whole.len();
    let Parts { open, prefix, levels, depth, dashed, numeral, numbers, misread, insert, suffix, close } =
        parts;
    let (open, prefix, suffix, depth, insert) = (*open, *prefix, *suffix, *depth, *insert);
    let lead = prefix != Prefix::Nothing;
    let digits = numeral.ends_with(|c: char| c.is_ascii_digit());
    let latin = numeral.bytes().all(|b| b.is_ascii_alphabetic());
    let word = numbers.iter().any(|(system, _)| *system == System::WORD);
    let spaced = whole.ends_with(' ') || rest.is_empty();
    // `Part 1—Title`
    let tight = lead && close.starts_with(['–', '—']);
    let Some(kind) = closing(open, close, spaced || suffix > 0 || tight) else { return };
    let next = rest.chars().next();
    let wide_next = next.is_some_and(|c| c > '\u{2e7f}');
    let bare = kind == Close::Nothing;
    let is = COUNTERS.get(usize::from(suffix).wrapping_sub(1)).is_some_and(|words| words.contains(&"是"));
    let ordinal = prefix == Prefix::Sign('第') && suffix > 0;
    // A部, 甲部
    let lettered = (spaced || kind == Close::Colon)
        && suffix > 0
        && numbers.iter().any(|(s, _)| s.is_letter() || *s == System::STEM);
    let begins = |of: fn(&char) -> bool| next.as_ref().is_some_and(of);
    let no_marker = matches!(kind, Close::Nothing | Close::Soft | Close::Colon) && !lead && suffix == 0 && !spaced && (bare || !wide_next)
        || bare && !spaced && suffix == 0 && prefix != Prefix::Sign('其')
        || is && (lead || numeral::han(numeral).is_none_or(|(len, value)| len < numeral.len() || value > 19))
        || suffix > 0 && !lead && !is && !lettered
        || latin && open == Open::Nothing && matches!(kind, Close::Nothing | Close::Soft) && !lead && !word
            && numeral.len() > 1 && !numeral.bytes().all(|b| b.is_ascii_uppercase())
        // e.g. and U.S. are no markers.
        || (latin || insert > 0) && open == Open::Nothing && kind == Close::Dot && abbreviates(rest)
        || depth > 0 && (matches!(next, Some('%')) || begins(char::is_ascii_digit) || begins(char::is_ascii_alphabetic) && !spaced)
        || (*misread || insert > 0 && latin && !lead) && bare;
    if no_marker {
        return;
    }
    // 3.5 is an amount; 3.2017年 may be an item that begins with a year.
    let glued = digits && open == Open::Nothing && !lead && begins(char::is_ascii_digit) && !spaced;
    if glued && (depth > 0 || rest.bytes().take_while(u8::is_ascii_digit).count() != 4) {
        return;
    }
    let mut weak = match kind {
        _ if open != Open::Nothing => 0,
        Close::Dot | Close::Comma | Close::Paren | Close::Enclosed => 0,
        Close::Nothing if depth > 0 => 2 - u8::from(spaced),
        Close::Nothing if !ordinal => 2,
        _ => 1,
    };
    if ordinal {
        weak = match () {
            () if spaced || !bare => 0,
            () if usize::from(suffix) <= PLAIN_COUNTERS => 1,
            () => 2,
        };
    } else if lettered && !lead {
        weak = 1;
    } else if lead && bare && prefix != Prefix::Sign('其') {
        weak = if prefix == Prefix::Sign('§') { 1 } else { 2 };
    }
    if glued {
        weak = weak.max(1);
    }
    let line_end = open == Open::Nothing && !lead && suffix == 0 && bare && rest.is_empty() && depth == 0;
    let close_of_family = match kind {
        _ if suffix > 0 => Close::Nothing,
        _ if line_end => Close::LineEnd,
        Close::Dot if depth > 0 => Close::Nothing,
        other => other,
    };
    let text = end + rest.len() - rest.strip_prefix("**").unwrap_or(rest).trim_start_matches(' ').len();
    for &(system, value) in numbers {
        let mut weak = weak;
        if system == System::WORD && !bare && !lead {
            weak = 2;
        }
        if line_end || digits && value > 1500 && suffix == 0 {
            weak = 2;
        }
        let family =
            Family { open, prefix, system, depth: depth + 1, suffix, close: close_of_family, wide: false };
        let one = Reading {
            family,
            levels: *levels,
            value,
            inserted: insert,
            to: 0,
            weak,
            misread: *misread,
            end: whole.trim_end().len(),
            text,
        };
        // 第 12-1 條: put in behind 12; or all from 12 to 21, as in `4-6. (Repealed)`.
        if depth == 1 && *dashed && digits {
            let close = if suffix > 0 { Close::Nothing } else { kind };
            let family = Family { depth: 1, close, ..family };
            let first = Reading { family, levels: Levels::default(), value: levels.last, ..one };
            if lead {
                out.push(Reading { inserted: value, ..first });
            }
            let left_out = kind == Close::Dot && rest.starts_with(['(', '[']);
            if value > first.value && (lead || left_out) {
                out.push(Reading { to: value, ..first });
            }
            if lead {
                continue;
            }
        }
        out.push(one);
        // (aa) may be 27, or what was put in behind (a).
        if let (true, &[a, b]) = (system.is_letter() && insert == 0, numeral.as_bytes()) {
            let place = |b: u8| u32::from(b.to_ascii_lowercase() - b'a') + 1;
            out.push(Reading { value: place(a), inserted: place(b), ..one });
            // (ia) is what was put in behind (i) as well.
            let whole = numeral::lower_roman(numeral).is_some_and(|(len, _)| len == numeral.len());
            let roman =
                numeral::lower_roman(&numeral[..1]).filter(|_| a != b && open != Open::Nothing && !whole);
            if let Some((_, value)) = roman {
                let family = Family { system: System::LOWER_ROMAN, ..one.family };
                out.push(Reading { family, value, inserted: place(b), ..one });
            }
        }
    }
}

/// How a marker is closed; `None` where that makes it none.
fn closing(open: Open, close: &str, spaced: bool) -> Option<Close> {
    if let Open::Bracket(_) = open {
        return Some(Close::Enclosed);
    }
    let mut stops = close.chars().filter_map(stop).filter(|stop| *stop != Close::Nothing);
    let Some(first) = stops.next() else {
        return Some(if close.is_empty() { Close::Nothing } else { Close::Dot });
    };
    let dots = close.len() > 2 && close.bytes().all(|b| b == b'.');
    let dash = first == Close::Dash;
    (!dots && (!dash || spaced)).then_some(first)
}

/// `g.` behind `e.`: the rest of an abbreviation.
fn abbreviates(rest: &str) -> bool {
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    (1..=2).contains(&letters) && rest[letters..].starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// System, value and inserted part of the first reading.
    fn first(text: &str) -> Option<(&'static str, u32, u32, u32)> {
        let reading = GRAMMAR.read(text).first().copied()?;
        let name = GRAMMAR.systems[usize::from(reading.family.system.0)].name;
        Some((name, reading.value, reading.inserted, reading.to))
    }

    #[test]
    fn any_parts_make_a_marker() {
        for (text, want) in [
            ("1. 文", ("decimal", 1, 0, 0)),
            ("(一) 文", ("han", 1, 0, 0)),
            ("【1】文", ("decimal", 1, 0, 0)),
            ("[1] text", ("decimal", 1, 0, 0)),
            ("壹、文", ("formal", 1, 0, 0)),
            ("(甲)文", ("stem", 1, 0, 0)),
            ("第一千零一條 文", ("han", 1001, 0, 0)),
            ("第十條之一 文", ("han", 10, 1, 0)),
            ("第 12-1 條 文", ("decimal", 12, 1, 0)),
            ("14A. Text", ("decimal", 14, 1, 0)),
            ("IIA. Text", ("upper-roman", 2, 1, 0)),
            ("(a-1) text", ("lower-letter", 1, 1, 0)),
            ("(a1) text", ("lower-letter", 1, 1, 0)),
            ("2a. Text", ("decimal", 2, 1, 0)),
            ("Article 5 ter Text", ("decimal", 5, 2, 0)),
            ("PART IIA Text", ("upper-roman", 2, 1, 0)),
            ("第 7 條 之 1 文", ("decimal", 7, 1, 0)),
            ("第二條甲 文", ("han", 2, 1, 0)),
            ("Part 1—Text", ("decimal", 1, 0, 0)),
            ("4-6. (Repealed)", ("decimal", 4, 0, 6)),
            ("2.2 期滿", ("decimal", 2, 0, 0)),
            ("21. - (1) Text", ("decimal", 21, 0, 0)),
            ("152. and 153 [Repealed]", ("decimal", 152, 0, 153)),
            ("(iia) text", ("lower-roman", 2, 1, 0)),
            ("1.2A Text", ("decimal", 2, 1, 0)),
            ("1\\. text", ("decimal", 1, 0, 0)),
            ("1:文", ("decimal", 1, 0, 0)),
            ("㉑文", ("decimal", 21, 0, 0)),
            ("❶ text", ("decimal", 1, 0, 0)),
            ("A1. Text", ("decimal", 1, 0, 0)),
            ("建議1 文", ("decimal", 1, 0, 0)),
            ("A部 文", ("upper-letter", 1, 0, 0)),
            ("甲部 文", ("stem", 1, 0, 0)),
            ("SEC. 101. Text", ("decimal", 101, 0, 0)),
            ("(二)及(三)", ("han", 2, 0, 3)),
            ("(b) and (c) Text", ("lower-letter", 2, 0, 3)),
            ("1 Text", ("decimal", 1, 0, 0)),
            ("l3. Text", ("decimal", 13, 0, 0)),
        ] {
            assert_eq!(first(text), Some(want), "{text}");
        }
        for text in [
            "text",
            "",
            "3.5%",
            "U.S. troops",
            "e.g. this",
            "一帶一路",
            "三項工作",
            "1997-98",
            "(see)",
            "9a.m. sharp",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn a_new_system_is_a_line_in_the_table() {
        const WITH_GREEK: &[Numerals] = &[Numerals {
            name: "greek",
            read: |text| "αβγδ".chars().position(|c| text.starts_with(c)).map(|at| (2, at as u32 + 1)),
        }];
        let grammar = Grammar { systems: WITH_GREEK, ..GRAMMAR };
        let reading = grammar.read("(β) text").first().copied();
        assert_eq!(reading.map(|r| (r.value, r.family.open)), Some((2, Open::Bracket(0))));
        assert!(GRAMMAR.read("(β) text").is_empty());
    }
}
