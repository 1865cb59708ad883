//! Finds where the body refers to its own paragraphs: `上文第 3 段`, `paragraphs 3 to 5 above`.

use memchr::memmem;

use super::counters::{Counter, skip_space};
use super::places::Places;
use super::prose::{Prose, head};
use super::{Context, counters, prose};
use crate::tree::PartKind;
use crate::vocab::{references as words, starts_with_ci};

/// How much of the text around a number is looked at, in bytes.
pub(super) const AROUND: usize = 240;

/// Which references are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    /// Those that can mean no other document.
    Yes,
    /// All that may mean this one.
    No,
}

/// Calls `take` for the counters of each reference to a paragraph in the body, and whether it is sure.
pub(super) fn each(
    context: &Context<'_, '_>,
    wanted: Sure,
    mut take: impl FnMut(&Prose<'_>, &[Counter], bool),
) {
    let ordinal = memmem::Finder::new(words::ORDINAL);
    // Few papers refer to their paragraphs at all, and most show it by the words they do without.
    let source = context.source.text().as_bytes();
    let within = |word: &&str| memmem::find(source, word.as_bytes()).is_some();
    let chinese = words::PARAGRAPH.zh.iter().any(within);
    let chinese = if chinese { Places::of(ordinal.find_iter(source)) } else { Places::default() };
    let english =
        Places::of(memchr::memchr2_iter(b'P', b'p', source).filter(|&at| may_be_paragraph(source, at)));
    if chinese.is_empty() && english.is_empty() {
        return;
    }
    prose::each(
        context.source,
        context.document,
        |pieces| chinese.within(pieces) || english.within(pieces),
        |prose| {
            if prose.kind != PartKind::Body {
                return;
            }
            if chinese.within(prose.spans()) {
                chinese_paragraphs(&prose, &ordinal, wanted).for_each(|(c, sure)| take(&prose, &c, sure));
            }
            if english.within(prose.spans()) {
                english_paragraphs(&prose, wanted).for_each(|(c, sure)| take(&prose, &c, sure));
            }
        },
    );
}

/// Whether a word for a paragraph begins with the letter at a place of a source, or one that a
/// wrap has torn: then a letter of another word stands nowhere in it.
fn may_be_paragraph(source: &[u8], at: usize) -> bool {
    let mut wanted = words::PARAGRAPH_FIRST.bytes().skip(1);
    let mut behind = source.get(at + 1..).unwrap_or_default().iter();
    loop {
        match (wanted.next(), behind.next()) {
            (Some(wanted), Some(byte)) if byte.to_ascii_lowercase() == wanted => {}
            (Some(_), Some(byte)) => return !byte.is_ascii_alphabetic(),
            _ => return true,
        }
    }
}

/// `上文第 3 至 5 段`: the numbers. `ordinal` looks for 第.
fn chinese_paragraphs<'p>(
    prose: &'p Prose<'_>,
    ordinal: &memmem::Finder<'_>,
    wanted: Sure,
) -> impl Iterator<Item = (Vec<Counter>, bool)> + 'p {
    let text = prose.text;
    let mut starts = Vec::new();
    starts.extend(ordinal.find_iter(text.as_bytes()));
    starts.into_iter().filter_map(move |start| {
        let before = text.get(..start)?.trim_end();
        let ends_with = |list: &[&str]| list.iter().any(|word| before.ends_with(word));
        let sure = ends_with(words::BEFORE_PARAGRAPH);
        let behind = start + words::ORDINAL.len();
        let digits = text.get(skip_space(text, behind)..)?.starts_with(|c: char| c.is_ascii_digit());
        let sure = sure || digits && ends_with(words::BEFORE_PARAGRAPH_IN_DIGITS);
        if !sure && wanted == Sure::Yes {
            return None;
        }
        Some((ordinals(text, behind, words::PARAGRAPH.zh)?, sure))
    })
}

/// Numbers behind 第 and before one of the words, in whichever way lists are written:
/// `第 3 及 5 段`, `第 3 段及第 5 段`.
pub(super) fn ordinals(text: &str, at: usize, nouns: &[&str]) -> Option<Vec<Counter>> {
    let (counters, end) = counters::read(text, at, true);
    if counters.is_empty() {
        return None;
    }
    let end = skip_space(text, skip_parenthesis(text, end));
    let rest = text.get(end..)?;
    // `第三段`, but not `第三段落` or `第三段路`.
    let noun = nouns.iter().find(|noun| rest.starts_with(**noun))?;
    let behind = end + noun.len();
    let goes_on = text.get(behind..)?.starts_with(words::NOT_A_PARAGRAPH);
    (!goes_on).then_some(counters)
}

/// `paragraphs 3 to 5 above`.
fn english_paragraphs<'p>(
    prose: &'p Prose<'_>,
    wanted: Sure,
) -> impl Iterator<Item = (Vec<Counter>, bool)> + 'p {
    let text = prose.text;
    memchr::memchr2_iter(b'P', b'p', text.as_bytes()).filter_map(move |start| {
        let inside_word = start
            .checked_sub(1)
            .and_then(|at| text.as_bytes().get(at))
            .is_some_and(u8::is_ascii_alphanumeric);
        let rest = text.get(start..).filter(|_| !inside_word)?;
        let word = words::PARAGRAPH.en.iter().find(|word| starts_with_ci(rest, word))?;
        let (counters, end) = counters::read(text, start + word.len(), true);
        let end = skip_space(text, skip_parenthesis(text, end));
        let rest = text.get(end..)?;
        let sure = words::AFTER_PARAGRAPH.iter().any(|word| starts_with_ci(rest, word));
        ((sure || wanted == Sure::No) && !counters.is_empty()).then_some((counters, sure))
    })
}

/// Skips `(a)` behind a number.
pub(super) fn skip_parenthesis(text: &str, at: usize) -> usize {
    let rest = head(text.get(at..).unwrap_or_default(), AROUND);
    let behind = |open: char, close: char| Some(rest.strip_prefix(open)?.split_once(close)?.1.len());
    match behind('(', ')').or_else(|| behind('（', '）')) {
        Some(left) => at + rest.len() - left,
        None => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn torn_words_may_be_paragraphs_and_other_words_are_none() {
        for text in ["paragraph 3", "Para. 3", "PARAS", "para", "par-\nagraph", "p\nara", "pa\u{ad}ra", "p"] {
            assert!(may_be_paragraph(text.as_bytes(), 0), "{text}");
        }
        for text in ["part", "park", "paper", "pp", "pardon"] {
            assert!(!may_be_paragraph(text.as_bytes(), 0), "{text}");
        }
    }
}
