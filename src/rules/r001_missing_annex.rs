//! R001: the text refers to an annex that is not there.

use std::ops::Range;

use super::annexes::{Annex, Mention, Owner, Speaking};
use super::by_value::ByValue;
use super::counters::{Counter, Value};
use super::links::{ends, from_the_word};
use super::prose::Prose;
use super::{Context, Findings, Rule, annexes};
use crate::diagnostic::{Certainty, Diagnostic, Severity};
use crate::text::Span;
use crate::tree::{Document, PartKind, Style, walk};
use crate::vocab::references as words;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "R001",
    name: "missing-annex",
    severity: Severity::Error,
    summary: "The text refers to an annex that is not there",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

The body speaks of an annex, an appendix or an enclosure of the paper (詳見附件, 載於附件二, “at
Annex B”), and the document has no such part. One finding stands at the first reference to
each annex that is missing, and lists the further ones. A paper without any annex gets one
finding for all, of medium certainty: its annexes may be kept elsewhere. A law, made of articles,
is mostly published without them: there the finding is of low certainty, a warning.

## Why it is bad

The annex is often the substance of a paper. Without it the paper may be read, checked and
stored as if it were whole.

## Example

```text
3. The work plan is at Annex A, and a list of members at Annex B.

Annex A

Work Plan

1. Finish the bridge.
```

## What to do

Append the annex, or correct the reference. Where the annex is there and was not
recognised, see that its label (附件一, Annex A) stands on a line of its own.

## When it does not apply

Annexes of other documents are not looked for: 《協議》附件一, “Annex 1 to the Agreement”. Where
the words around leave room for doubt, nothing is reported. An unnumbered reference (見附件) is
satisfied by any annex.
";

/// What the text calls an annex, and where.
struct Wanted {
    /// None for `附件` alone.
    ordinal: Option<Value>,
    shown: String,
    first: Span,
    further: Vec<Span>,
}

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    let annexes = annexes::of(context.document);
    let mut wanted = WantedList::default();
    let mut foreign: Vec<Counter> = Vec::new();
    // An annex is often a document of its own, with annexes of its own.
    for Speaking { prose, mentions } in context.speaking().iter().filter(|s| s.prose.kind == PartKind::Body) {
        for mention in mentions {
            match mention.owner {
                Owner::Another => foreign.extend(mention.counters.iter().cloned()),
                Owner::Unknown => {}
                Owner::ThisPaper if mention.counters.is_empty() && annexes.is_empty() => {
                    let word = prose.text.get(mention.range.clone()).unwrap_or_default();
                    wanted.want(None, word.to_owned(), prose.span(&mention.range));
                }
                Owner::ThisPaper => {
                    for (value, range) in mention.counters.iter().flat_map(ends) {
                        if annexes.named(value).is_some() {
                            continue;
                        }
                        let name = name(prose, mention, &range);
                        wanted.want(Some(value), name, prose.span(&from_the_word(mention, range)));
                    }
                }
            }
        }
    }
    // Another document has an annex of that name: the references may mean that one.
    let mut single = ByValue::default();
    foreign.iter().filter(|f| f.first == f.last).for_each(|f| single.add(f.first, 0));
    foreign.retain(|f| f.first != f.last);
    let elsewhere = |value| single.find(value).is_some() || foreign.iter().any(|f| f.may_hold(value));
    wanted.list.retain(|w| !w.ordinal.is_some_and(elsewhere));
    // A paper without any annex has them elsewhere: that is one fault.
    if annexes.is_empty() {
        let mut all = wanted.list.into_iter();
        wanted.list = all.next().into_iter().collect();
        for one in wanted.list.iter_mut() {
            one.further.extend(all.by_ref().flat_map(|more| std::iter::once(more.first).chain(more.further)));
        }
    }
    let law = is_law(context.document);
    out.extend(wanted.list.into_iter().map(|wanted| report(wanted, &annexes, law)));
}

/// Whether the paper is made of articles.
fn is_law(document: &Document<'_>) -> bool {
    let mut articles = 0;
    walk(document, |_, block| {
        articles += u32::from(block.marker().is_some_and(|m| m.style == Style::ARTICLE))
    });
    articles >= ARTICLES
}

/// So many articles make a law.
const ARTICLES: u32 = 3;

/// `附件二`, or `Annex B` out of `Annexes A and B`.
fn name(prose: &Prose<'_>, mention: &Mention, ordinal: &Range<usize>) -> String {
    let mentioned = prose.text.get(mention.range.clone()).unwrap_or_default();
    let length = words::ANNEX.prefix_of(mentioned).unwrap_or_default();
    let word = mentioned.get(..length).unwrap_or_default();
    let plural = words::ANNEXES.iter().find(|(plural, _)| plural.eq_ignore_ascii_case(word));
    let word = plural.map_or(word, |(_, singular)| singular);
    let ordinal = prose.text.get(ordinal.clone()).unwrap_or_default();
    let space = if ordinal.starts_with(|c: char| c.is_ascii()) { " " } else { "" };
    format!("{word}{space}{ordinal}")
}

/// What is missing so far, each annex once.
#[derive(Default)]
struct WantedList {
    list: Vec<Wanted>,
    by_ordinal: ByValue,
    /// Where `附件` without an ordinal stands in the list.
    unnumbered: Option<usize>,
}

impl WantedList {
    fn want(&mut self, ordinal: Option<Value>, shown: String, span: Span) {
        let known = ordinal.map_or(self.unnumbered, |value| self.by_ordinal.find(value));
        if let Some(known) = known.and_then(|at| self.list.get_mut(at)) {
            known.further.push(span);
            return;
        }
        match ordinal {
            Some(value) => self.by_ordinal.add(value, self.list.len()),
            None => self.unnumbered = Some(self.list.len()),
        }
        self.list.push(Wanted { ordinal, shown, first: span, further: Vec::new() });
    }
}

fn report(wanted: Wanted, annexes: &[Annex<'_, '_>], law: bool) -> Diagnostic {
    let has = match annexes.len() {
        0 => "the paper has no annex".to_owned(),
        1 => "the paper has one annex".to_owned(),
        n => format!("the paper has {n} annexes"),
    };
    // A paper may be published without any of its annexes; a law mostly is.
    let certainty = match () {
        () if !annexes.is_empty() => Certainty::High,
        () if law => Certainty::Low,
        () => Certainty::Medium,
    };
    let start = RULE
        .report(wanted.first, format!("“{}” is missing: {has}", wanted.shown))
        .certainty(certainty)
        .label("no such annex")
        .instead(Some(wanted.shown), None)
        .help("append the annex with its label on a line of its own, or correct the reference");
    wanted
        .further
        .into_iter()
        .fold(start, |diagnostic, span| diagnostic.related(span, "referred to again here"))
}
