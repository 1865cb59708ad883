//! Where a paper says how many items there are: `當中的 77 項合作項目`,
//! `77 co-operation items`, `共七十七項`.

mod english;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::ops::RangeInclusive;

use memchr::memmem;

use crate::markers::Lines;
use crate::markers::numeral;
use crate::text::Span;
use crate::vocab;

use super::parts;
use english::AROUND;

/// A declared count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Declared {
    pub count: u32,
    /// The number and the noun it counts.
    pub span: Span,
    /// An annex is named nearby.
    pub of_annex: bool,
    /// Which one, where it has an ordinal.
    pub ordinal: Option<u32>,
}

/// The noun that Chinese papers count items by, in either script: of one length.
const ITEM: [&str; 2] = ["項", "项"];
/// Smaller counts are too common in prose to mean a whole series.
const LEAST: u32 = 5;

/// Every count that the lines declare.
fn find(lines: &Lines<'_>, significant: &[u32]) -> Vec<Declared> {
    let mut out = Vec::new();
    let mut add = |line: u32, (count, start, end)| {
        if count >= LEAST {
            let line = line as usize;
            out.push(declared(lines.content(line), lines.lines[line].span.start, count, start, end));
        }
    };
    // The line that holds a place, and the one before it.
    let around = |place: usize| {
        let end = |&i: &u32| lines.lines[i as usize].span.end as usize;
        let at = significant.partition_point(|i| end(i) <= place);
        let line = *significant.get(at)?;
        let before = at.checked_sub(1).map_or("", |b| lines.content(significant[b] as usize));
        let offset = place.checked_sub(lines.lines[line as usize].span.start as usize)?;
        Some((line, before, offset))
    };
    // One search of the whole text: a search of each line took longer to set up than to run.
    for place in ITEM.iter().flat_map(|noun| memmem::find_iter(lines.text.as_bytes(), noun)) {
        // A number may be torn by a wrap: `二` at a line's end, `十四項` on the next.
        let Some((line, before, offset)) = around(place) else { continue };
        if let Some(found) = before_noun(before, lines.content(line as usize), offset, ITEM[0].len()) {
            add(line, found);
        }
    }
    let mut last = None;
    let may_be = significant.iter().any(|&i| english::may_be(&lines.lines[i as usize]));
    for place in if may_be { english::nouns(lines.text) } else { Vec::new() } {
        let Some((line, ..)) = around(place as usize) else { continue };
        let content = lines.content(line as usize);
        if last.replace(line) != Some(line) && english::is_english(content) {
            english::numbers(&content.to_ascii_lowercase(), &mut |found| add(line, found));
        }
    }
    out.sort_by_key(|d| d.span);
    // `co-operation items` holds `items`: one number is one count.
    out.dedup_by_key(|d| (d.span.start, d.count));
    out.into_iter().filter(|d| meant(lines, d)).collect()
}

/// For whom a count is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Whose {
    /// The annex with this ordinal.
    Annex(u32),
    /// A paper without annexes.
    Paper,
    /// A body whose annexes the counts are for.
    Nobody,
}

/// Counts that no part has taken yet, by the annex they name and by size: many
/// annexes and many counts must not cost their product.
pub(crate) struct Counts(HashMap<Option<u32>, BTreeMap<u32, VecDeque<Declared>>>);

impl Counts {
    pub fn find(lines: &Lines<'_>, significant: &[u32]) -> Self {
        let mut out: HashMap<_, BTreeMap<_, VecDeque<_>>> = HashMap::new();
        for d in find(lines, significant) {
            out.entry(d.ordinal).or_default().entry(d.count).or_default().push_back(d);
        }
        Self(out)
    }

    /// Takes out the first count of a size that stands before a byte.
    pub fn take(&mut self, whose: Whose, sizes: RangeInclusive<u32>, before: u32) -> Option<Declared> {
        let ordinals: Vec<Option<u32>> = match whose {
            Whose::Annex(own) => vec![None, Some(own)],
            Whose::Paper => self.0.keys().copied().collect(),
            Whose::Nobody => return None,
        };
        let fits = |d: &&Declared| matches!(whose, Whose::Annex(_)) || !d.of_annex;
        let first = ordinals
            .iter()
            .filter_map(|o| self.0.get(o))
            .flat_map(|by_size| by_size.range(sizes.clone()))
            // They are in the order of the text.
            .filter_map(|(_, same)| same.iter().find(fits))
            .filter(|d| d.span.start < before)
            .min_by_key(|d| d.span)
            .copied()?;
        let same = self.0.get_mut(&first.ordinal)?.get_mut(&first.count)?;
        let at = same.iter().position(|d| *d == first)?;
        same.remove(at)
    }
}

fn declared(content: &str, offset: u32, count: u32, start: usize, end: usize) -> Declared {
    let around = window(content, start, end, AROUND);
    let span = Span { start: offset + start as u32, end: offset + end as u32 };
    Declared { count, span, of_annex: vocab::ANNEX.within(around), ordinal: nearest_ordinal(content, start) }
}

/// The ordinal of the annex that is named nearest to a place.
fn nearest_ordinal(content: &str, place: usize) -> Option<u32> {
    // Only the surroundings: a paper may be one endless line.
    let from = content.floor_char_boundary(place.saturating_sub(2 * AROUND));
    let content = window(content, place, place, 2 * AROUND);
    let place = place - from;
    let lower = content.to_ascii_lowercase();
    let words = vocab::ANNEX.zh.iter().chain(vocab::ANNEX.en);
    words
        .flat_map(|w| {
            memchr::memmem::find_iter(lower.as_bytes(), w).map(|at| (at.abs_diff(place), at + w.len()))
        })
        .filter(|(distance, _)| *distance <= AROUND)
        .filter_map(|(distance, end)| Some((distance, parts::annex_ordinal(content.get(end..)?)?)))
        .min()
        .map(|(_, ordinal)| ordinal)
}

/// Whether the words before the number, or an annex nearby, say that the whole is meant.
fn meant(lines: &Lines<'_>, d: &Declared) -> bool {
    let start = d.span.start as usize;
    let from = lines.text.floor_char_boundary(start.saturating_sub(36));
    let before = &lines.text[from..start];
    if counts_in_sentence(&lines.text[d.span.end as usize..]) {
        return false;
    }
    d.of_annex || vocab::DECLARES.zh.iter().any(|w| before.contains(w)) || {
        let lower = before.to_ascii_lowercase();
        vocab::DECLARES
            .en
            .iter()
            .any(|w| lower.trim_end().ends_with(w) || w.contains(' ') && lower.contains(w))
    }
}

/// Whether the list that is counted goes on in the same sentence: `五項建議：（一）…`.
fn counts_in_sentence(behind: &str) -> bool {
    let near = behind.char_indices().take(8).take_while(|(_, c)| *c != '\n');
    let colon = near.filter(|(_, c)| matches!(c, '：' | ':')).map(|(at, c)| at + c.len_utf8()).next();
    let list = colon.map(|at| behind[at..].trim_start_matches([' ', '\u{3000}']));
    list.is_some_and(|list| list.starts_with(['（', '(', '①']))
}

/// The number right before a Chinese noun.
fn before_noun(line_before: &str, content: &str, at: usize, noun: usize) -> Option<(u32, usize, usize)> {
    let head = content[..at].trim_end_matches([' ', '\u{3000}']);
    if head.is_empty() && !line_before.is_empty() {
        // The wrap stands between the number and its noun.
        let line = line_before.trim_end_matches([' ', '\u{3000}']);
        return before_noun("", line, line.len(), 0).map(|(count, ..)| (count, 0, at + noun));
    }
    let numeric = |c: char| {
        matches!(
            c,
            '0'..='9' | '０'..='９' | '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
                | '百' | '廿' | '卅'
        )
    };
    let start =
        head.rfind(|c| !numeric(c)).map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
    // 第十二項 names one item; 1.5 and 2,000 are no counts of items.
    let before = head[..start].chars().next_back();
    // So do 第 9 項 and 第 3 至 9 項.
    let listed = |c: char| numeric(c) || c == ' ' || matches!(c, '至' | '及' | '和' | '與' | '、');
    let ordinal = head[..start].trim_end_matches(listed).ends_with('第');
    if ordinal
        || start == head.len()
        || before.is_some_and(|c| "第.,，／/".contains(c)) && before != Some('，')
    {
        return None;
    }
    let torn = if start == 0 { &line_before[line_before.trim_end_matches(numeric).len()..] } else { "" };
    let number = format!("{torn}{}", &head[start..]);
    let (rest, count) = numeral::any(&number).ok()?;
    rest.is_empty().then_some((count, start, at + noun))
}

fn window(text: &str, start: usize, end: usize, around: usize) -> &str {
    let to = text.floor_char_boundary(end + around);
    &text[text.floor_char_boundary(start.saturating_sub(around))..to]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str) -> Vec<u32> {
        let lines = crate::markers::Lines::of(text);
        let significant: Vec<u32> = (0..lines.lines.len() as u32).collect();
        find(&lines, &significant).iter().map(|d| d.count).collect()
    }

    #[test]
    fn counts_in_digits_and_words_of_both_languages() {
        assert_eq!(counts("(詳見附件)。當中的 77 項合作項目涵蓋不同範疇。"), [77]);
        assert_eq!(counts("附件載列共七十七項工作。"), [77]);
        assert_eq!(counts("附件載列的 77\n項工作涵蓋不同範疇。"), [77]);
        assert!(counts("附件載列的第 77\n項工作已完成。").is_empty());
        assert_eq!(counts("The 77 co-operation items at Annex cover many areas."), [77]);
        assert_eq!(counts("Annex A sets out seventy-seven items."), [77]);
        assert!(counts("已批出超過 240 個項目，第十二項除外。").is_empty());
        assert!(counts("附件第 9 項已完成，第 3 至 5 項正在進行。").is_empty());
    }
}
