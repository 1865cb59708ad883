//! N004: one number does not fit where its neighbours do.

use super::{Context, Findings, Rule, faults};
use crate::diagnostic::Severity;
use crate::outline::{FaultKind, Role};

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "N004",
    name: "misnumbered-item",
    severity: Severity::Error,
    summary: "One number does not fit where its neighbours do",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

A single item bears a number that its neighbours contradict: 12, 31, 14. What comes
before and after fits together once this number is read as the one that is due.

## Why it is bad

The item cannot be found under its number, another item may bear that number already,
and a program that trusts the number sees a gap, a jump and a step back where there is
one slip of the keyboard.

## Example

```text
12. Continue the study on regional air quality.
31. Publish the results of the mid-term review.
14. Set up a notification mechanism for marine refuse.
```

## What to do

Change the number to the one that is due. The finding offers that as a fix. It is not
a safe one, because the text elsewhere may refer to the item by the number as printed.

## When it does not apply

Where the number that is due stands somewhere else, the item has been moved (N003).
Where what follows goes on from the odd number, numbers are missing (N001).

## How sure it is

Sure, unless the number stands inside an open quotation, counts the parties of a case, or a quarter of the
numbers of its form come unexpected: then it is a warning. Of two members neither says which is wrong
(medium).
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    let found = faults::of(context, FaultKind::Misprint, Role::Item);
    out.extend(found.map(|fault| faults::misprint_report(&RULE, context, fault)));
}
