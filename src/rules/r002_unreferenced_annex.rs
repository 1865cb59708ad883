//! R002: an annex that nothing refers to.

use super::annexes::{Annex, Speaking};
use super::{Context, Findings, Rule, annexes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Span;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "R002",
    name: "unreferenced-annex",
    severity: Severity::Warning,
    summary: "An annex that nothing refers to",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

The document has an annex that no text outside the annex mentions.

## Why it is bad

The reference may be lost with the paragraph that it stood in, the annex may carry the wrong
label, or it may belong to another paper that was bound into the same file.

## Example

```text
2. 重點工作載於附件一。

附件一

1. 興建大橋。

附件二

1. 成員名單。
```

## What to do

Refer to the annex where the text speaks of what is in it, correct its label, or take it out.

## When it does not apply

An annex without an ordinal is referred to by any mention of an annex (詳見附件), and so is every
annex where the text speaks of annexes without an ordinal at all.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    let annexes = annexes::of(context.document);
    if annexes.is_empty() {
        return;
    }
    let speaking = context.speaking();
    out.extend(
        annexes.iter().filter(|annex| !is_mentioned(annex, speaking)).map(|annex| report(context, annex)),
    );
}

/// Liberal: any mention that may mean the annex will do.
fn is_mentioned(annex: &Annex<'_, '_>, speaking: &[Speaking<'_>]) -> bool {
    let outside = speaking.iter().filter(|s| s.prose.part != annex.index);
    outside.flat_map(|s| &s.mentions).any(|mention| match annex.ordinal {
        None => true,
        Some(_) if mention.counters.is_empty() => true,
        Some(ordinal) => mention.counters.iter().any(|counter| counter.may_hold(ordinal)),
    })
}

fn report(context: &Context<'_, '_>, annex: &Annex<'_, '_>) -> Diagnostic {
    let text = context.source.text();
    let printed = text.get(annex.part.span.range()).unwrap_or_default();
    let blank = printed.len() - printed.trim_start().len();
    let start = annex.part.span.start as usize + blank;
    let line = printed.trim_start().lines().next().unwrap_or_default().trim_end();
    let name = annex.part.label.as_deref().or(annex.part.title.as_deref()).unwrap_or(line);
    RULE.report(Span::new(start, start + line.len()), format!("nothing refers to the annex “{name}”"))
        .label("mentioned nowhere else")
        .help("refer to it where the text speaks of what is in it, or correct its label")
}
