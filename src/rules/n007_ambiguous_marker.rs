//! N007: a line start that reads like a marker, but fits no series.

use super::{Context, Findings, Rule, faults};
use crate::diagnostic::Severity;
use crate::outline::FaultKind;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "N007",
    name: "ambiguous-marker",
    severity: Severity::Info,
    summary: "A line start reads like a marker, but fits no series",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

A line begins with something that could be the marker of an item or a section, but no
series of the part can take it. The line was kept as text of the block that it stands in.

## Why it matters

It is one of two things: a wrapped line that happens to begin with a number, which is
harmless, or an item whose number is so far off that it was not recognised, in which case
its text now belongs to the item before it. A person should look.

## Example

```text
7. The scheme was launched in the year
2017. It has since been extended.
8. The Government will review the scheme.
9. Members are invited to note the paper.
45. The paper was circulated in June.
```

## What to do

If an item begins here, mend its number. If not, join the line to the line before it.

## When it does not apply

Line starts that are plainly part of a sentence, a date, an amount of money, a quotation or
a contents list are not reported.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    out.extend(faults::of_kind(context, FaultKind::Ambiguous).map(|fault| {
        let here = faults::found(context, fault);
        faults::report(
            &RULE,
            fault,
            format!("“{here}” at the start of a line fits no series, and is kept as text"),
        )
        .label("reads like a marker")
        .help("if an item or section begins here, mend its number; if not, join the line to the one before")
    }));
}
