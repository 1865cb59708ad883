//! N005: a series of items starts elsewhere than it should.

use super::{Context, Findings, Rule, faults};
use crate::diagnostic::Severity;
use crate::outline::{FaultKind, Role};

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "N005",
    name: "wrong-first-number",
    severity: Severity::Error,
    summary: "A series of items starts elsewhere than it should",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

The first item of a series does not bear the number 1.

## Why it is bad

What stood before it is probably lost: the first page, the first lines of an annex, or
a marker that became part of a heading. Every count of the items is then wrong.

## Example

```text
附件

一、跨界基礎設施

3. 繼續推進蓮塘／香園圍口岸工程建設。
4. 統籌珠三角地區機場空域規劃和管理。
```

## What to do

Put back what is missing, or start the series with 1.

## When it does not apply

The body of a paper may begin with 2 after one unnumbered paragraph: that paragraph
counts as the first. Later sections of a paper whose numbers run straight through
their sections begin wherever the section before has ended.

## How sure it is

Sure, unless more than three times as many numbers are missing as are there, or the series stands inside an
open quotation, behind dots for what is left out, or counts the parties of a case: then it is a warning.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    out.extend(faults::of(context, FaultKind::WrongFirst, Role::Item).map(|fault| {
        let here = faults::found(context, fault);
        let due = faults::expected(context, fault).unwrap_or_else(|| "1".to_owned());
        let help = match faults::gap(fault, here) {
            Some(gap) => format!("put {} back, or number this item {due}", gap.what),
            None => format!("put back what stood before it, or number this item {due}"),
        };
        faults::report(&RULE, fault, format!("the items begin with {here} instead of {due}"))
            .label(format!("the first item should be {due}"))
            .help(help)
    }));
}
