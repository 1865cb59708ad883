//! S004: a section holds nothing.

use super::{Context, Findings, Rule, faults};
use crate::diagnostic::Severity;
use crate::outline::FaultKind;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "S004",
    name: "empty-section",
    severity: Severity::Error,
    summary: "A section holds nothing",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

A heading with nothing under it: the next heading of its level or a higher one, or the end
of the part, follows at once.

## Why it is bad

The text of the section is lost, or has slipped under another heading, where its items are
now counted.

## Example

```text
(三) Tourism

(四) Logistics

20. Hold the maritime week.
```

## What to do

Put the text back under its heading. If there is none, delete the heading and renumber
those after it.

## When it does not apply

A section that holds only subsections is not empty, and neither is one that holds only an
unnumbered paragraph.

## How sure it is

Sure where its form heads at least three sections. A warning where it heads fewer, and for the last heading
of a part with short lines behind it.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    out.extend(faults::of_kind(context, FaultKind::Empty).map(|fault| {
        let here = faults::found(context, fault);
        faults::report(&RULE, fault, format!("section {here} holds nothing"))
            .label("nothing stands under this heading")
            .help("put the text of the section back, or delete the heading")
    }));
}
