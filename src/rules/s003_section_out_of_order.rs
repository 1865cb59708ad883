//! S003: sections stand in the wrong order, or one ordinal does not fit.

use super::{Context, Findings, Rule, faults};
use crate::diagnostic::Severity;
use crate::outline::{FaultKind, Role};

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "S003",
    name: "section-out-of-order",
    severity: Severity::Error,
    summary: "Sections stand in the wrong order, or one ordinal does not fit",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

A heading stands elsewhere than its ordinal says (一、三、二、四、), or bears an ordinal that its
neighbours contradict (一、七、三、). The finding stands at the heading to move or to renumber.

## Why it is bad

References by section go to the wrong place, and the items under the heading are filed
under an ordinal that is not theirs.

## Example

```text
I. Purpose

1. This paper reports on the scheme.

IV. Background

2. The scheme was launched in 2015.

III. Way forward

3. The scheme will be reviewed.
```

## What to do

Where the ordinal is wrong, correct it: the finding offers that as a fix, though not as a
safe one, because the text may refer to the section by the ordinal as printed. Where
the section is out of place, move it with all that stands under it.

## When it does not apply

An ordinal that is left out with the later ones following on is a gap (S001).

## How sure it is

Sure, unless the heading stands inside an open quotation, or a quarter of the numbers of its form come
unexpected: then it is a warning.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    let displaced = faults::of(context, FaultKind::Displaced, Role::Section);
    out.extend(displaced.map(|fault| faults::displaced_report(&RULE, context, fault)));
    let misprints = faults::of(context, FaultKind::Misprint, Role::Section);
    out.extend(misprints.map(|fault| faults::misprint_report(&RULE, context, fault)));
}
