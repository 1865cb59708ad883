//! S007: items stand straight under a section before its first subsection.

use super::{Context, Findings, Rule, faults};
use crate::diagnostic::Severity;
use crate::outline::FaultKind;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "S007",
    name: "mixed-depth",
    severity: Severity::Error,
    summary: "Items stand straight under a section before its first subsection",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

A section that is divided into subsections has items between its heading and its first
subsection.

## Why it is bad

These items belong to the section but to none of its subsections. Most often the heading
of the first subsection was lost, and its items have moved up a level.

## Example

```text
二、現代服務業

8. 廣東繼續推動開放措施的落實。

(一) 金融合作

9. 鼓勵廣東企業利用香港投融資平台。
```

## What to do

Put the heading of the subsection back above the items, or move them to the subsection
that they belong to.

## When it does not apply

An unnumbered paragraph that introduces a section may stand before its first subsection.
A section without any subsection holds its items directly, even where other sections of the
same part are divided.

## How sure it is

Sure where at least three other sections of its list are divided from their beginning, and no other has
items before its first subsection. Otherwise it is a warning.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    out.extend(faults::of_kind(context, FaultKind::MixedDepth).map(|fault| {
        let here = faults::found(context, fault);
        let help = match faults::expected(context, fault).filter(|marker| marker != here) {
            Some(due) => format!("put the heading {due} back above it, or move it to its subsection"),
            None => {
                "put the heading of its subsection back above it, or move it to its subsection".to_owned()
            }
        };
        faults::report(&RULE, fault, format!("item {here} stands in a divided section, but in no subsection"))
            .label("stands before the first subsection")
            .help(help)
    }));
}
