//! R003: a reference to a paragraph or item number that does not exist.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::annexes::{Annex, Annexes, Mention, Speaking};
use super::counters::{Counter, skip_space};
use super::numbers::Numbers;
use super::paragraphs::{AROUND, Sure, ordinals, skip_parenthesis};
use super::prose::{Prose, tail};
use super::{Context, Findings, Rule, annexes, counters, paragraphs};
use crate::diagnostic::Severity;
use crate::tree::PartKind;
use crate::vocab::{references as words, starts_with_ci};

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "R003",
    name: "dangling-reference",
    severity: Severity::Error,
    summary: "A reference to a paragraph or item number that does not exist",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

The body refers to one of the paper's own paragraphs (上文第 45 段, “paragraph 45 above”) or to an
item of its annex (附件第 90 項, “item 90 of the Annex”), and the last number there is lower.

## Why it is bad

Either the reference was not brought up to date when paragraphs were renumbered, and misleads
the reader, or the end of the paper is lost.

## Example

```text
2. The scheme was launched in 2015.
3. As stated in paragraph 12 above, it has been well received.
```

## What to do

Correct the number, or put the missing paragraphs back.

## When it does not apply

Only references that cannot mean another document are looked at: 報告第 45 段 and “paragraph 45
of the judgment” are not, and neither is anything inside quotation marks. A number that is
missing in the middle of the series is N001, and the references to it are not reported again.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    let Some(body) = context.document.parts.iter().position(|part| part.kind == PartKind::Body) else {
        return;
    };
    // Most papers refer to none of their paragraphs.
    let numbers = OnceCell::new();
    let annexes = annexes::of(context.document);
    paragraphs::each(context, Sure::Yes, |prose, counters, _| {
        let numbers = numbers.get_or_init(|| Numbers::of_part(context, body));
        report(prose, counters, numbers, "paragraph", out);
    });
    // The numbers of the annexes that are referred to, as they come.
    let mut numbers: BTreeMap<usize, Numbers> = BTreeMap::new();
    for Speaking { prose, mentions } in context.speaking().iter().filter(|s| s.prose.kind == PartKind::Body) {
        for mention in mentions {
            let Some(counters) = items_of(prose, mention) else { continue };
            let Some(annex) = meant(&annexes, mention) else { continue };
            let numbers =
                numbers.entry(annex.index).or_insert_with(|| Numbers::of_part(context, annex.index));
            report(prose, &counters, numbers, "item", out);
        }
    }
}

/// Reports the numbers of one reference that lie behind the last.
fn report(prose: &Prose<'_>, counters: &[Counter], numbers: &Numbers, noun: &str, out: &mut Findings) {
    let Some(last) = numbers.last() else { return };
    // The end of a range is what may lie outside; one finding a reference.
    let dangling = counters.iter().find(|c| c.last.number.is_some_and(|n| numbers.is_beyond(n)));
    let Some(counter) = dangling else { return };
    let Some(number) = counter.last.number else { return };
    if prose.quoted(counter.first_range.start) {
        return;
    }
    let whose = if noun == "item" { "the annex" } else { "the paper" };
    out.push(
        RULE.report(
            prose.span(&counter.last_range),
            format!("there is no {noun} {number}: {whose} ends with {last}"),
        )
        .label(format!("no such {noun}"))
        .instead(None, Some(number.to_string()))
        .help(format!("correct the number, or put the missing {noun}s back"))
        .related(numbers.last_span(), format!("the last {noun}")),
    );
}

/// `附件第 3 項`, or `item 3 of the Annex`: the numbers of the items.
pub(super) fn items_of(prose: &Prose<'_>, mention: &Mention) -> Option<Vec<Counter>> {
    if mention.owner == annexes::Owner::Another {
        return None;
    }
    let text = prose.text;
    let behind = skip_space(text, mention.range.end);
    let rest = text.get(behind..)?;
    let between = words::BETWEEN_ANNEX_AND_ITEM.zh.iter().filter(|word| rest.starts_with(**word));
    let at = skip_space(text, behind + between.map(|word| word.len()).max().unwrap_or(0));
    if text.get(at..)?.starts_with(words::ORDINAL) {
        // What stands before a bare mention must not be another document.
        let own = mention.owner == annexes::Owner::ThisPaper;
        return ordinals(text, at + words::ORDINAL.len(), words::ITEM.zh).filter(|_| own);
    }
    items_before(text, &mention.range).filter(|_| mention.owner == annexes::Owner::ThisPaper || ends(rest))
}

/// `items 3 and 5 in the ` right before the mention.
fn items_before(text: &str, mention: &Range<usize>) -> Option<Vec<Counter>> {
    let before = text.get(..mention.start)?;
    let ahead = before.len() - tail(before, AROUND).len();
    let start = words::ITEM
        .en
        .iter()
        .filter_map(|word| Some((ahead + rfind_word(before.get(ahead..)?, word)?, word.len())))
        .max()?;
    let (counters, end) = counters::read(text, start.0 + start.1, true);
    let between = before.get(skip_parenthesis(text, end)..)?.trim();
    let joined = words::BETWEEN_ANNEX_AND_ITEM.en.iter().any(|w| w.eq_ignore_ascii_case(between));
    (joined && !counters.is_empty()).then_some(counters)
}

/// The sentence does not go on with another document.
fn ends(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.is_empty() || words::AFTER_ANNEX.iter().any(|w| w.eq_ignore_ascii_case(word))
}

/// The last place where a word stands by itself, in any case.
fn rfind_word(text: &str, word: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let alone = |at: usize| {
        let letter =
            |index: Option<usize>| index.and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_alphanumeric);
        !letter(at.checked_sub(1)) && !letter(Some(at + word.len()))
    };
    text.char_indices()
        .rev()
        .map(|(at, _)| at)
        .find(|&at| text.get(at..).is_some_and(|rest| starts_with_ci(rest, word)) && alone(at))
}

/// The one annex that a mention can mean.
pub(super) fn meant<'a, 'c, 's>(
    annexes: &'a Annexes<'c, 's>,
    mention: &Mention,
) -> Option<&'a Annex<'c, 's>> {
    match (mention.counters.as_slice(), &annexes[..]) {
        ([], [only]) => Some(only),
        ([counter], _) if counter.first == counter.last => annexes.named(counter.first),
        _ => None,
    }
}
