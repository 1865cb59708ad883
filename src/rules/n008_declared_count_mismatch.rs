//! N008: the paper says how many items there are, and there are not.

use super::{Context, Findings, Rule, faults};
use crate::diagnostic::Severity;
use crate::outline::{Fault, FaultKind};

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "N008",
    name: "declared-count-mismatch",
    severity: Severity::Error,
    summary: "The paper declares another number of items than it has",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

The text says how many items there are (“當中的 77 項合作項目”, “a total of 77 items”), and
the series it speaks of has another number of them.

## Why it is bad

Either the text is out of date, or items are missing. A loss at the very end of a paper
shows in no other way: 1 to 75 is a perfect series.

## Example

```text
3. 雙方簽署重點工作（詳見附件），當中的 77 項合作項目涵蓋不同範疇。
```

with an annex whose last item is 75.

## What to do

Compare the end of the series with the original. Put back what is missing, or correct
the figure in the text.

## When it does not apply

Numbers of things that are not the items of this paper (“240 projects have been approved”)
are not declarations. Where a fault within the series explains the difference, such as a
gap of just as many numbers, only that fault is reported.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    out.extend(faults::of_kind(context, FaultKind::DeclaredCount).map(|fault| {
        let (declared, counted) = figures(context, fault);
        faults::report(&RULE, fault, format!("{declared} items are declared, but there are {counted}"))
            .label(format!("the series has {counted}"))
            .help("put the missing items back or take the surplus ones out; if the series is right, correct the figure")
    }));
}

/// What is declared, and what there is. The fault stands at the declaration, so
/// that `found` is the figure printed there; where its place tells otherwise,
/// at the series, `expected` is.
fn figures<'c>(context: &Context<'c, '_>, fault: &'c Fault) -> (&'c str, &'c str) {
    let expected = fault.expected.as_deref().unwrap_or("another number");
    let found = fault.found.as_deref().unwrap_or("another number");
    let printed = context.source.text().get(fault.span.range()).unwrap_or_default();
    if printed.contains(expected) { (expected, found) } else { (found, expected) }
}
