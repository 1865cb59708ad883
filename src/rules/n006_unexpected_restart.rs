//! N006: a continuous series starts over at a section.

use super::{Context, Findings, Rule, faults};
use crate::diagnostic::Severity;
use crate::outline::FaultKind;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "N006",
    name: "unexpected-restart",
    severity: Severity::Error,
    summary: "A continuous series of items starts over at a section",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

The items of a paper are numbered straight through its sections, but at one section
the numbers start over: the section before ends with 15, and this one begins with 1.

## Why it is bad

From here on every number comes a second time, so that no reference by number is
certain, and a declared total (77 items) cannot be proved.

## Example

```text
Cross-boundary infrastructure

1. Finish the bridge.
2. Finish the railway.

Financial services

3. Extend the scheme.
4. Review the limits.

Tourism

1. Promote multi-destination routes.
```

## What to do

Go on with the next number. In a word processor, tell the list to continue the
previous one.

## When it does not apply

Papers that number their items afresh in every section are as regular as those that
number them straight through; what decides is the whole part, not one section. An
annex always begins a series of its own.

## How sure it is

Sure where at least two series of the form ran on through headings before. A warning where only one did,
and where a colon, a paragraph without a number or an open quotation announces the series.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    out.extend(faults::of_kind(context, FaultKind::Restart).map(|fault| {
        let here = faults::found(context, fault);
        let noun = faults::noun(fault.role);
        let Some(due) = faults::expected(context, fault) else {
            return faults::report(&RULE, fault, format!("the {noun}s start over with {here}"))
                .label("the series should go on here")
                .help("go on with the next number");
        };
        faults::report(&RULE, fault, format!("the {noun}s start over with {here} where {due} is due"))
            .label(format!("should be {due}"))
            .help(format!("number this {noun} {due} and go on from there, as the sections before do"))
    }));
}
