//! T007: a run of blocks comes twice.

use super::{Context, Findings, Rule, faults};
use crate::diagnostic::Severity;
use crate::outline::FaultKind;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "T007",
    name: "repeated-block",
    severity: Severity::Error,
    summary: "A run of blocks comes twice, such as a page that was scanned twice",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

Several items, headings or paragraphs in a row come a second time, with the same markers and
the same text. The second copy is kept out of the tree and of every count.

## Why it is bad

It is the trace of a page that was scanned, pasted or extracted twice. Left in, it would
double the items, and each repeated number would look like a fault of its own.

## Example

```text
22. 支持港產粵語電影在廣東發行。
23. 資助專業服務業界的交流。
24. 推進構建爭議解決合作機制。
22. 支持港產粵語電影在廣東發行。
23. 資助專業服務業界的交流。
24. 推進構建爭議解決合作機制。
25. 共同研究法律服務業的開放措施。
```

## What to do

Delete the second copy. Look at its surroundings too: where a page stands twice, another
may be missing.

## When it does not apply

A contents list repeats the headings of a paper, and is not reported. A single number that
comes twice with different texts is N002.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    out.extend(faults::of_kind(context, FaultKind::Repeated).map(|fault| {
        let printed = context.source.text().get(fault.span.range()).unwrap_or_default();
        // Where the fault covers the whole copy, the message names its first line only.
        let first = printed.trim_start().lines().next().unwrap_or_default();
        let start: String = first.chars().take(LONGEST_QUOTE).collect();
        let more = if first.chars().nth(LONGEST_QUOTE).is_some() { "…" } else { "" };
        faults::report(&RULE, fault, format!("a run of blocks comes twice, from “{start}{more}” on"))
            .label("the second copy begins here")
            .help("delete the second copy, and see whether another page is missing in its place")
    }));
}

/// Characters of the copy's first line that a message quotes.
const LONGEST_QUOTE: usize = 20;
