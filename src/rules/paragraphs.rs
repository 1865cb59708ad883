//! Finds where the body refers to its own paragraphs: `上文第 3 段`, `paragraphs 3 to 5 above`.

use memchr::memmem;

use super::Context;
use super::counters::{self, Counter, skip_space};
use super::prose::{self, Prose, head};
use crate::ast::PartKind;
use crate::vocab::references as words;
use crate::vocab::starts_with_ci;

/// How much of the text around a number is looked at, in bytes.
pub(super) const AROUND: usize = 240;

/// Calls `take` for the counters of each reference to a paragraph in the body.
pub(super) fn each(context: &Context<'_, '_>, mut take: impl FnMut(&Prose<'_>, &[Counter])) {
    let ordinal = memmem::Finder::new(words::ORDINAL);
    // Few papers refer to their paragraphs at all, and most show it by the words they do without.
    let source = context.source.text();
    let within = |word: &&str| memmem::find(source.as_bytes(), word.as_bytes()).is_some();
    let chinese = words::PARAGRAPH.zh.iter().any(within);
    let english = names_paragraphs(source);
    prose::each(context, |prose| {
        if prose.kind != PartKind::Body {
            return;
        }
        if chinese {
            chinese_paragraphs(&prose, &ordinal).for_each(|counters| take(&prose, &counters));
        }
        // A word that a wrap has torn stands in no line of the source.
        if english || prose.is_joined() {
            english_paragraphs(&prose).for_each(|counters| take(&prose, &counters));
        }
    });
}

/// Whether one of the English words for a paragraph begins anywhere in a text.
fn names_paragraphs(text: &str) -> bool {
    memchr::memchr2_iter(b'P', b'p', text.as_bytes()).any(|at| {
        text.get(at..).is_some_and(|rest| words::PARAGRAPH.en.iter().any(|word| starts_with_ci(rest, word)))
    })
}

/// `上文第 3 至 5 段`: the numbers. `ordinal` looks for 第.
fn chinese_paragraphs<'p>(
    prose: &'p Prose<'_>,
    ordinal: &memmem::Finder<'_>,
) -> impl Iterator<Item = Vec<Counter>> + 'p {
    let text = prose.text;
    let mut starts = Vec::new();
    starts.extend(ordinal.find_iter(text.as_bytes()));
    starts.into_iter().filter_map(move |start| {
        let before = text.get(..start)?.trim_end();
        let ends_with = |list: &[&str]| list.iter().any(|word| before.ends_with(word));
        let sure = ends_with(words::BEFORE_PARAGRAPH);
        if !sure && !ends_with(words::BEFORE_PARAGRAPH_IN_DIGITS) {
            return None;
        }
        let behind = start + words::ORDINAL.len();
        let digits = text.get(skip_space(text, behind)..)?.starts_with(|c: char| c.is_ascii_digit());
        if !sure && !digits {
            return None;
        }
        ordinals(text, behind, words::PARAGRAPH.zh)
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
fn english_paragraphs<'p>(prose: &'p Prose<'_>) -> impl Iterator<Item = Vec<Counter>> + 'p {
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
        let own = words::AFTER_PARAGRAPH.iter().any(|word| starts_with_ci(rest, word));
        (own && !counters.is_empty()).then_some(counters)
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
