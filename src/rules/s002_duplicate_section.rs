//! S002: a section ordinal comes twice.

use super::{Context, Findings, Rule, faults};
use crate::diagnostic::Severity;
use crate::outline::{FaultKind, Role};

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "S002",
    name: "duplicate-section",
    severity: Severity::Error,
    summary: "A section or subsection ordinal comes twice",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

Two headings of one level and one parent bear the same ordinal: (二), (三), (三), (四). The
finding stands at the second, and points back to the first.

## Why it is bad

“Section 3” then means two things, and a program that groups items by section ordinal
throws the items of both together.

## Example

```text
(二) 金融合作

9. 鼓勵廣東企業利用香港投融資平台。

(二) 旅遊合作

10. 合作開發旅遊產品。

(三) 文化創意合作
```

## What to do

If the heading was repeated, for instance at the top of a page, delete the copy. If both
sections are meant, renumber from the second on.

## When it does not apply

Subsections start over in every section: (一) under 二、 does not repeat (一) under 一、. A run
of several blocks that comes twice is one finding of T007.

## How sure it is

Sure, unless the heading stands inside an open quotation, or a quarter of the numbers of its form come
unexpected: then it is a warning.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    let found = faults::of(context, FaultKind::Duplicate, Role::Section);
    out.extend(found.map(|fault| faults::duplicate_report(&RULE, context, fault)));
}
