//! N001: numbers are missing from a series of items.

use super::{Context, Findings, Rule, faults};
use crate::diagnostic::Severity;
use crate::outline::{FaultKind, Role};

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "N001",
    name: "number-gap",
    severity: Severity::Error,
    summary: "Numbers are missing from a series of items",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

A series of numbered paragraphs or items leaves numbers out: 33, 34, 37. The
finding stands at the item after the gap, and names every number that is missing.

## Why it is bad

A missing number nearly always means a missing text: a line lost in conversion, a
page left out, an item deleted without renumbering. Whoever counts the items, quotes
“item 36” or compares the paper with its other language goes wrong without noticing.

## Example

```text
34. 探索廣東省科研經費跨境使用的方式及管理辦法。
35. 支持廣東科研人才赴港就業。
37. 通過粵港信息化專家委員會制定標準和指引。
```

## What to do

Look at the original before the reported item. Put the missing text back, with its
number. If it was taken out on purpose, renumber what follows.

## When it does not apply

A single number that is out of line while those after it go on as if it were right
is a misprint (N004), not a gap. A series that does not begin with 1 is N005. An
item numbered 14A after 14 fills no gap and leaves none.

## How sure it is

Sure, unless more than five times as many numbers are missing as are there, or a quarter of the form's
numbers come unexpected. Numbers inside an open quotation, behind dots for what is left out, across a
heading whose text was taken out (PART II [Repealed]), or of the parties of a case are no sure fault either.
In all of these it is a warning.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    let found = faults::of(context, FaultKind::Gap, Role::Item);
    out.extend(found.map(|fault| faults::gap_report(&RULE, context, fault)));
}
