//! N002: a number comes twice in a series of items.

use super::{Context, Findings, Rule, faults};
use crate::diagnostic::Severity;
use crate::outline::{FaultKind, Role};

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "N002",
    name: "duplicate-number",
    severity: Severity::Error,
    summary: "A number comes twice in a series of items",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

Two items of one series bear the same number: 12, 12, 13. The finding stands at the
second, and points back to the first.

## Why it is bad

“Item 12” then means two things. Every reference to it is in doubt, and a program
that keys its rows by number overwrites one with the other.

## Example

```text
11. Tighten the control of emissions from vessels.
12. Extend the scheme to light buses.
12. Review the scheme in 2019.
13. Set up a joint working group.
```

## What to do

If one of the two was pasted in twice, delete it. If both are meant, renumber from the
second on, or give it a letter (12A) where the later numbers must not change.

## When it does not apply

A run of several blocks that comes twice is one finding of T007. A series that starts
over at a new section is N006, or nothing at all where the paper restarts its
numbers in every section.

## How sure it is

Sure, unless the number stands inside an open quotation, counts the parties of a case, or a quarter of the
numbers of its form come unexpected: then it is a warning. Of two members neither says which is wrong
(medium).
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    let found = faults::of(context, FaultKind::Duplicate, Role::Item);
    out.extend(found.map(|fault| faults::duplicate_report(&RULE, context, fault)));
}
