//! Finds where a paper speaks of annexes, and matches that with those it has.

use std::ops::Range;

use super::by_value::ByValue;
use super::counters::{Counter, Value};
use super::places::Places;
use super::prose::{Prose, head, tail};
use super::{counters, prose};
use crate::text::Source;
use crate::tree::{Document, Part, PartKind};
use crate::vocab::{references as words, starts_with_ci};

/// A mention of one or more annexes.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// The ordinals; empty for `附件` alone.
    pub(super) counters: Vec<Counter>,
    /// From the word to the last ordinal, in bytes of the text.
    pub(super) range: Range<usize>,
    /// Whose annex it is.
    pub(super) owner: Owner,
}

/// Which document an annex belongs to, as far as the words around it tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// Without doubt this one.
    ThisPaper,
    /// Without doubt another one.
    Another,
    /// In doubt.
    Unknown,
}

/// An annex of the document.
pub(super) struct Annex<'c, 's> {
    /// Index of the part in the document.
    pub(super) index: usize,
    pub(super) part: &'c Part<'s>,
    /// The ordinal of its label.
    pub(super) ordinal: Option<Value>,
}

/// The annexes of the document, in order.
pub(super) struct Annexes<'c, 's> {
    list: Vec<Annex<'c, 's>>,
    by_label: ByValue,
}

impl<'c, 's> std::ops::Deref for Annexes<'c, 's> {
    type Target = [Annex<'c, 's>];

    fn deref(&self) -> &Self::Target {
        &self.list
    }
}

/// Finds the annexes of the document.
pub(super) fn of<'c, 's>(document: &'c Document<'s>) -> Annexes<'c, 's> {
    let parts = document.parts.iter().enumerate();
    let annexes = parts.filter(|(_, part)| part.kind == PartKind::Annex);
    let list: Vec<Annex<'c, 's>> = annexes
        .map(|(index, part)| {
            let ordinal = part.label.as_deref().and_then(|label| {
                let word = words::ANNEX.prefix_of(label).unwrap_or_default();
                counters::read(label, word, false).0.first().map(|counter| counter.first)
            });
            Annex { index, part, ordinal }
        })
        .collect();
    let mut by_label = ByValue::default();
    for (at, ordinal) in list.iter().enumerate().filter_map(|(at, a)| Some((at, a.ordinal?))) {
        by_label.add(ordinal, at);
    }
    Annexes { list, by_label }
}

impl<'c, 's> Annexes<'c, 's> {
    /// The annex that an ordinal names: by label, or by order where no label has an ordinal.
    pub(super) fn named(&self, value: Value) -> Option<&Annex<'c, 's>> {
        let by_label = self.by_label.find(value).and_then(|at| self.list.get(at));
        by_label.or_else(|| {
            let index = value.order()?.checked_sub(1)? as usize;
            self.list.get(index).filter(|annex| annex.ordinal.is_none())
        })
    }
}

/// A text that speaks of annexes.
pub(super) struct Speaking<'c> {
    pub(super) prose: Prose<'c>,
    /// Never empty.
    pub(super) mentions: Vec<Mention>,
}

/// Every text that speaks of annexes, in order.
pub(super) fn speaking<'c>(source: &'c Source, document: &'c Document<'_>) -> Vec<Speaking<'c>> {
    let mut out = Vec::new();
    let places = places(source.text());
    if places.is_empty() {
        return out;
    }
    prose::each(
        source,
        document,
        |pieces| places.within(pieces),
        |prose| {
            let mentions = mentions(&prose);
            if !mentions.is_empty() {
                out.push(Speaking { prose, mentions });
            }
        },
    );
    out
}

/// Where in a source a word for an annex may begin, one that a wrap has torn too.
fn places(source: &str) -> Places {
    let bytes = source.as_bytes();
    let zh = memchr::memmem::find_iter(bytes, words::ANNEX_FIRST);
    let en = memchr::memchr2_iter(b'A', b'E', bytes).filter(|at| {
        let next = bytes.get(at + 1).map(u8::to_ascii_lowercase);
        next.is_some_and(|next| words::ANNEX_SECOND.contains(&next) || !next.is_ascii_lowercase())
    });
    Places::of(zh.chain(en))
}

/// How much of the text around a mention is looked at, in bytes.
const AROUND: usize = 240;

/// Every mention of an annex in a text, of this paper's and of others'.
pub(super) fn mentions(prose: &Prose<'_>) -> Vec<Mention> {
    let text = prose.text;
    let mut out: Vec<Mention> = Vec::new();
    for (start, behind, latin) in words_in(text) {
        // `附件一及附件二`: the list did not read on into the next word.
        if out.last().is_some_and(|before| start < before.range.end) {
            continue;
        }
        // English lists need the plural: `Annex A and B` may go on with anything.
        let word = text.get(start..behind).unwrap_or_default();
        let plural = words::ANNEXES.iter().any(|(plural, _)| plural.eq_ignore_ascii_case(word));
        let (counters, end) = counters::read(text, behind, plural || !latin);
        let range = start..end.max(behind);
        let before = tail(text.get(..range.start).unwrap_or_default(), AROUND).trim_end();
        let after = head(text.get(range.end..).unwrap_or_default(), AROUND);
        let around = if latin {
            english(before, after, !counters.is_empty())
        } else {
            chinese(before, after, !counters.is_empty())
        };
        // A text that is nothing but the mention is a label, not a reference.
        let label = text.trim().len() <= range.len();
        let owner = if label || prose.quoted(start) { Owner::Unknown } else { around };
        out.push(Mention { counters, range, owner });
    }
    // `Appendix I, Appendix II and Appendix III of the Convention` are all of the Convention.
    for at in (1..out.len()).rev() {
        let between = text.get(out[at - 1].range.end..out[at].range.start).unwrap_or_default();
        let joined = between.split([' ', ',', '，', '、']).all(|word| {
            word.is_empty() || words::JOINERS.contains(&word) || word.eq_ignore_ascii_case("and")
        });
        if joined && out[at].owner == Owner::Another {
            out[at - 1].owner = Owner::Another;
        }
    }
    out
}

/// Where the words for annexes begin and end, in order, and whether they are English.
fn words_in(text: &str) -> Vec<(usize, usize, bool)> {
    let bytes = text.as_bytes();
    // The character that all the words begin with is looked for with one byte, its last: a search
    // for each word took a thousand instructions to set up, for texts of a hundred bytes.
    let (lead, last) = words::ANNEX_FIRST.as_bytes().split_at(words::ANNEX_FIRST.len() - 1);
    let zh = memchr::memchr_iter(last[0], bytes).filter_map(|at| {
        let start = at.checked_sub(lead.len()).filter(|&start| bytes.get(start..at) == Some(lead))?;
        let rest = bytes.get(start..)?;
        let word = words::ANNEX.zh.iter().find(|word| rest.starts_with(word.as_bytes()))?;
        Some((start, start + word.len(), false))
    });
    // English words begin with a capital where they name an annex of a paper.
    let en = memchr::memchr2_iter(b'A', b'E', bytes).filter_map(|start| {
        if start.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(u8::is_ascii_alphanumeric) {
            return None;
        }
        let rest = text.get(start..)?;
        let word = words::ANNEX.en.iter().find(|word| starts_with_ci(rest, word))?;
        let end = start + word.len();
        // `Annexation` is another word; the 1 of `Annex1` is an ordinal or a footnote's mark.
        let goes_on = bytes.get(end).is_some_and(u8::is_ascii_alphabetic);
        (!goes_on).then_some((start, end, true))
    });
    let mut all: Vec<_> = zh.chain(en).collect();
    all.sort_unstable();
    all
}

/// Whose annex it is, by what stands before and behind a Chinese mention.
fn chinese(before: &str, after: &str, numbered: bool) -> Owner {
    let after = after.trim_start();
    let mut owner = before.trim_end_matches(words::POSSESSIVE).trim_end();
    owner = words::INSIDE.iter().find_map(|word| owner.strip_suffix(word)).unwrap_or(owner).trim_end();
    if owner.ends_with(['》', '〉']) {
        return Owner::Another;
    }
    // `附件一 to the Agreement`, `附件：`, a title behind: not for sure.
    if after.starts_with(|c: char| c.is_ascii_alphanumeric() || "《〈：:_".contains(c)) {
        return Owner::Unknown;
    }
    let begins =
        before.is_empty() || before.ends_with(['，', ',', '。', '；', ';', '（', '(', '、', '：', ':']);
    let bracketed = before.ends_with(['（', '(']) && after.starts_with(['）', ')', '，', '；']);
    // `附件一般以電郵送交` is about attachments; `附件一列出` is about an annex.
    let own = (numbered && begins)
        || bracketed
        || words::BEFORE_ANNEX.zh.iter().any(|word| before.ends_with(word))
        || words::JOINERS.iter().any(|word| before.strip_suffix(word).is_some_and(ends_with_annex));
    if own { Owner::ThisPaper } else { Owner::Unknown }
}

/// `附件一及` goes on with an annex of the same paper, `《協議》及` need not.
fn ends_with_annex(ahead: &str) -> bool {
    let last = words::ANNEX.zh.iter().filter_map(|word| Some(ahead.rfind(word)? + word.len())).max();
    last.is_some_and(|behind| {
        let (_, end) = counters::read(ahead, behind, true);
        ahead.get(end..).is_some_and(|rest| rest.trim().is_empty())
    })
}

/// Whose annex it is, by what stands before and behind an English mention.
fn english(before: &str, after: &str, numbered: bool) -> Owner {
    let after = skip_parenthesis(after);
    if words::OF_THIS_PAPER.en.iter().any(|phrase| starts_with_ci(after, phrase)) {
        return Owner::ThisPaper;
    }
    let behind = first_word(after);
    if words::OF_ANOTHER.iter().any(|word| word.eq_ignore_ascii_case(behind)) {
        return Owner::Another;
    }
    // What follows must end the phrase or go on with the sentence.
    let goes_on = behind.is_empty() || words::AFTER_ANNEX.iter().any(|w| w.eq_ignore_ascii_case(behind));
    if !goes_on || after.starts_with(['\'', '’', '-', '/']) {
        return Owner::Unknown;
    }
    let bracketed = before.ends_with(['(', '[', '（']) && after.starts_with([')', ']', '）', ',', ';']);
    let begins = before.is_empty() || before.ends_with(['(', '[', '.', ';', '（']);
    let own = bracketed || (numbered && begins) || leads_to_annex(before);
    if own { Owner::ThisPaper } else { Owner::Unknown }
}

/// `at`, `in the`, `please refer to`, and `Annex A and`.
fn leads_to_annex(before: &str) -> bool {
    let mut words_before =
        before.rsplit(char::is_whitespace).map(|word| word.trim_start_matches(['(', '[', '（']));
    let mut word = words_before.next().unwrap_or_default();
    let is = |list: &[&str], word: &str| list.iter().any(|w| w.eq_ignore_ascii_case(word));
    if is(words::ARTICLES, word) {
        word = words_before.next().unwrap_or_default();
    }
    if is(words::BEFORE_ANNEX.en, word) {
        return true;
    }
    let ahead = words_before.next().unwrap_or_default();
    match word.to_ascii_lowercase().as_str() {
        "to" => is(words::REFERS, ahead),
        "and" => words_before.next().is_some_and(|annex| is(words::ANNEX.en, annex)),
        _ => false,
    }
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

/// What stands behind `(Part I)`, or at once, without white space.
fn skip_parenthesis(after: &str) -> &str {
    let after = after.trim_start();
    let inside = after.strip_prefix('(').and_then(|inside| inside.split_once(')'));
    inside.map_or(after, |(_, behind)| behind.trim_start())
}
