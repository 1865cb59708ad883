//! Where the body ends and each annex begins.
//!
//! An annex begins at a label of its own (`附件一`, `Annex A`), or, where it has
//! none, behind the issuer and date that close the body, if numbered text that
//! starts over follows.

use std::collections::HashMap;

use nom::branch::alt;
use nom::bytes::complete::{tag, take, take_while};
use nom::character::complete::{alpha1, digit1, one_of};
use nom::combinator::{all_consuming, opt, recognize, verify};
use nom::multi::many_m_n;
use nom::{IResult, Parser};

use crate::markers::Lines;
use crate::markers::numeral;
use crate::text::{Ending, unicode};
use crate::vocab;

use super::flow::Wraps;

/// A part's share of the significant lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cut {
    /// First significant line, as an index into the list of them.
    pub first: usize,
    /// The first line is the annex's label.
    pub labelled: bool,
    /// The part is an annex.
    pub annex: bool,
}

/// The label of an annex with its title is no longer than this, in bytes; where the title stands behind
/// an ordinal and a colon, than that.
const LABEL: usize = 120;
const TITLED: usize = 300;

/// What stands around an annex's label.
const BEFORE_ANNEX: [char; 5] = ['（', '(', '「', '[', '【'];

/// Splits the significant lines into parts. The first cut is always the body.
pub(crate) fn cut(lines: &Lines<'_>, significant: &[u32], wraps: &Wraps) -> Vec<Cut> {
    let mut cuts = vec![Cut { first: 0, labelled: false, annex: false }];
    let content = |at: usize| lines.content(significant[at] as usize);
    let mut numbered = false;
    let mut at = 0;
    while at < significant.len() {
        let line = &lines.lines[significant[at] as usize];
        if annex_label(content(at)).is_some() && stands_alone(lines, significant, at, wraps) {
            cuts.push(Cut { first: at, labelled: true, annex: true });
            numbered = false;
        } else if at > 0 && lines.told.is_some_and(|told| told.begins_annex(content(at))) {
            cuts.push(Cut { first: at, labelled: false, annex: true });
            numbered = false;
        } else if numbered
            && line.count == 0
            && date(content(at))
            && at > 0
            && closes_body(lines, significant, at)
        {
            cuts.push(Cut { first: at + 1, labelled: false, annex: true });
            numbered = false;
        }
        numbered |= line.count > 0;
        at += 1;
    }
    // `附件：名單` at the end of a notice names the annex that is labelled again behind it.
    let ordinal = |cut: &Cut| cut.labelled.then(|| label_ordinal(content(cut.first)));
    let last: HashMap<Option<u32>, usize> =
        cuts.iter().filter_map(|cut| Some((ordinal(cut)?, cut.first))).collect();
    cuts.retain(|cut| {
        let labelled_later = || ordinal(cut).and_then(|own| last.get(&own)).is_some_and(|&l| l > cut.first);
        !(cut.labelled && content(cut.first).contains(['：', ':']) && labelled_later())
    });
    // A date that closes a body right before a labelled annex is one cut, not two.
    let mut kept: Vec<Cut> = Vec::with_capacity(cuts.len());
    for cut in cuts {
        match kept.last() {
            Some(last)
                if last.annex
                    && !last.labelled
                    && cut.labelled
                    && !holds_number(lines, &significant[last.first..cut.first]) =>
            {
                kept.pop();
                kept.push(cut);
            }
            _ => kept.push(cut),
        }
    }
    kept
}

fn holds_number(lines: &Lines<'_>, between: &[u32]) -> bool {
    between.iter().any(|&i| lines.lines[i as usize].count > 0)
}

/// `附件`, `附件一`, `附錄 II`, `Annex A`, `(Annex)`: the length of the label.
/// A title may follow behind a space or a colon, if it ends no sentence.
pub(crate) fn annex_label(content: &str) -> Option<usize> {
    if content.len() > TITLED {
        return None;
    }
    let body = content.trim_start_matches(BEFORE_ANNEX);
    let word = annex_word(body)?;
    let english = body.starts_with(|c: char| c.is_ascii());
    let ordinal = |i| -> IResult<&str, &str> {
        recognize((
            take_while(|c: char| c == ' ' || c == '\u{3000}'),
            alt((
                recognize(numeral::parse(numeral::han)),
                recognize(numeral::parse(numeral::stem)),
                digit1,
                verify(alpha1, |a: &str| a.len() == 1 || a.bytes().all(|b| b"IVX".contains(&b))),
            )),
        ))
        .parse(i)
    };
    let rest = &body[word..];
    let behind = ordinal(rest).map_or(rest, |(r, _)| r);
    let label = content.len() - behind.len();
    let close = behind.trim_start_matches(['）', ')', '」', ']', '】']);
    let label = label + (behind.len() - close.len());
    if close.is_empty() {
        return Some(label);
    }
    let separated = close.starts_with(['：', ':', ' ', '\u{3000}', '\t', '–', '—']);
    let title = close.trim_start_matches(|c: char| c.is_whitespace() || "：:–—-".contains(c));
    // `附件：1.` opens a list of the annexes; its word and colon alone may be a label.
    let bracket = title.trim_start_matches(['(', '（']);
    let first = ["1", "一"].iter().find_map(|one| bracket.strip_prefix(one));
    let counts = |rest: &str| rest.starts_with(['.', '．', '、', ')', '）']);
    if close.starts_with(['：', ':']) && first.is_some_and(counts) {
        return None;
    }
    if title.is_empty() && !english {
        return Some(content.len());
    }
    // A long title stands behind an ordinal and a colon.
    let numbered = behind.len() < rest.len();
    let parted = numbered && close.trim_start().starts_with(['：', ':', '–', '—']);
    if content.len() > LABEL && !parted {
        return None;
    }
    let open = |title| crate::text::ending_of(title) == Ending::Open;
    let plain = !title.is_empty()
        && open(title)
        && (!english || title.starts_with(|c: char| c.is_uppercase() || !c.is_ascii()));
    // `Annexure to Part A`: a line of its own, and short.
    let of_part = english && title.starts_with("to ") && title.split(' ').count() <= 4 && open(title);
    (separated && (plain && (numbered || !english) || of_part)).then_some(label)
}

/// The ordinal right behind the word for an annex: `一`, ` II`, ` B`, `3`.
pub(crate) fn annex_ordinal(behind: &str) -> Option<u32> {
    let behind = behind.trim_start_matches([' ', '\u{3000}']);
    let (rest, value) = numeral::any(behind).or_else(|_| numeral::parse(numeral::letter)(behind)).ok()?;
    (!rest.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(value)
}

/// The ordinal of the label that a line begins with.
pub(crate) fn label_ordinal(content: &str) -> Option<u32> {
    let body = content.trim_start_matches(BEFORE_ANNEX);
    annex_ordinal(&body[annex_word(body)?..])
}

/// The length of the word for an annex that a text begins with; a short label may be spread: `附　件`.
fn annex_word(text: &str) -> Option<usize> {
    let spread = || {
        let first = text.chars().next()?;
        let rest = &text[first.len_utf8()..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
        let second = rest[blank..].chars().next().filter(|_| blank > 0)?;
        let word = |w: &&str| w.chars().eq([first, second]);
        vocab::ANNEX.zh.iter().any(word).then(|| first.len_utf8() + blank + second.len_utf8())
    };
    let word = vocab::ANNEX.prefix_of(text).or_else(spread)?;
    // `Exhibits` is no Exhibit S.
    let ends = |rest: &str| {
        !(text.starts_with(|c: char| c.is_ascii()) && rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    ends(&text[word..]).then_some(word)
}

/// Whether a label is a line of its own and not the middle of a sentence that
/// a wrap has cut.
fn stands_alone(lines: &Lines<'_>, significant: &[u32], at: usize, wraps: &Wraps) -> bool {
    let content = |at: usize| lines.content(significant[at] as usize);
    // The first line of a paper is its title, and whole.
    let goes_on = at > 1 && {
        let before = &lines.lines[significant[at - 1] as usize];
        match before.ending {
            Ending::Clause => true,
            Ending::Open => {
                before.count == 0 && (wraps.is_full(significant[at - 1] as usize) || before.span.len() > 200)
            }
            _ => false,
        }
    };
    let continued = significant
        .get(at + 1)
        .is_some_and(|_| content(at + 1).starts_with(['）', ')', '。', '，', '、', '；', '」', '》', ',']));
    !goes_on && !continued
}

/// Whether a date on a line of its own, with an issuer before it, closes a
/// body: numbered text that starts over must follow.
fn closes_body(lines: &Lines<'_>, significant: &[u32], at: usize) -> bool {
    let line = |at: usize| &lines.lines[significant[at] as usize];
    let issuer = line(at - 1);
    if issuer.count > 0 || !issuer.is_short() {
        return false;
    }
    let Some(&next) = significant.get(at + 1) else { return false };
    // What follows is a title, and soon after it a first marker.
    let opens = |at: usize| lines.candidates_of(significant[at] as usize).iter().any(|c| c.value == 1);
    lines.lines[next as usize].ending != Ending::Sentence
        && (at + 1..significant.len().min(at + 14)).any(opens)
}

/// A date alone on a line: `2017年2月23日`, `2017 年 3 月`, `二零一七年三月`,
/// `March 2017`, `23 March 2017`.
pub(crate) fn date(content: &str) -> bool {
    if content.len() > 60 || !ends_as_date(content) {
        return false;
    }
    let content: String = content.chars().filter(|c| unicode::invisible(*c).is_none()).collect();
    let ws = |i| take_while::<_, &str, nom::error::Error<&str>>(char::is_whitespace)(i);
    let number = |i| -> IResult<&str, &str> {
        alt((
            recognize(many_m_n(1, 4, one_of("0123456789０１２３４５６７８９"))),
            recognize(many_m_n(1, 5, one_of("〇零○一二三四五六七八九十"))),
        ))
        .parse(i)
    };
    let zh = (number, ws, tag("年"), ws, opt((number, ws, tag("月"), ws, opt((number, ws, tag("日"))))));
    let day = (digit1, opt(alt((tag("st"), tag("nd"), tag("rd"), tag("th")))), ws);
    let en = (opt(day), month, ws, opt((digit1, ws, tag(","), ws)), verify(digit1, |y: &str| y.len() == 4));
    all_consuming(alt((recognize(zh), recognize(en)))).parse(content.as_str()).is_ok()
}

/// A paper's number, with what stands around it: `LC Paper No. CB(1)123/16-17(01)`.
pub(crate) fn paper_number(content: &str) -> bool {
    vocab::PAPER_NUMBER.prefix_of(content).is_some() && content.contains(|c: char| c.is_ascii_digit())
}

/// Whether the last character may end a date: most short lines end as none does, and need
/// not be read as one.
fn ends_as_date(content: &str) -> bool {
    content.chars().next_back().is_some_and(|c| {
        matches!(c, '年' | '月' | '日')
            || c.is_ascii_digit()
            || c.is_whitespace()
            || unicode::invisible(c).is_some()
    })
}

fn month(input: &str) -> IResult<&str, &str> {
    let name = vocab::MONTHS.iter().find(|name| vocab::starts_with_ci(input, name));
    take(name.map_or(usize::MAX, |name| name.len())).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_dates_alone_on_a_line() {
        for text in [
            "附件",
            "附　件",
            "附件：",
            "附件甲",
            "附件一",
            "附錄 II",
            "Annex A",
            "(Annex)",
            "附件二　優化措施",
            "Annex B: Timetable",
        ] {
            assert!(annex_label(text).is_some(), "{text}");
        }
        for text in [
            "附件所列的項目。",
            "annexed hereto",
            "Annex A sets out the items.",
            "附件載於",
            "附件：1. 名單",
            "Exhibits",
        ] {
            assert!(annex_label(text).is_none(), "{text}");
        }
        for text in ["2017 年 3 月", "2017年2月23日", "二零一七年三月", "March 2017", "23 March 2017"]
        {
            assert!(date(text), "{text}");
        }
        for text in ["2017 年內公佈", "March", "三月"] {
            assert!(!date(text), "{text}");
        }
    }
}
