//! S005: an item stands before the first section of a sectioned part.

use super::{Context, Findings, Rule, faults};
use crate::diagnostic::Severity;
use crate::outline::FaultKind;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "S005",
    name: "orphan-item",
    severity: Severity::Error,
    summary: "An item stands before the first section of a sectioned part",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

A part whose items stand in numbered sections has items before its first heading.

## Why it is bad

These items belong to no section, so that a table by section drops them or files them under
nothing. Usually the first heading was lost, or an item was moved too far up.

## Example

```text
附件

1. 加快協商跨境交通安排。
2. 力爭高速鐵路香港段如期建成。

一、現代服務業

3. 推動服務貿易自由化。
```

## What to do

Put the heading that is missing back above the items, or move the items under the section
that they belong to.

## When it does not apply

Unnumbered introductory paragraphs may stand before the first section. So may a body's
numbered paragraphs where its headings bear no ordinals.

## How sure it is

Never sure: introductions are often numbered like the rest. It is a warning.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    out.extend(faults::of_kind(context, FaultKind::Orphan).map(|fault| {
        let here = faults::found(context, fault);
        let help = match faults::expected(context, fault).filter(|marker| marker != here) {
            Some(due) => format!("put the heading {due} back above it, or move it under its section"),
            None => "put the missing heading back above it, or move it under its section".to_owned(),
        };
        faults::report(&RULE, fault, format!("item {here} stands before the first section"))
            .label("belongs to no section")
            .help(help)
    }));
}
