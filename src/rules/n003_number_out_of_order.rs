//! N003: items stand in the wrong order.

use super::{Context, Findings, Rule, faults};
use crate::diagnostic::Severity;
use crate::outline::{FaultKind, Role};

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "N003",
    name: "number-out-of-order",
    severity: Severity::Error,
    summary: "Items stand in the wrong order",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

All the numbers of a series are there, but an item stands elsewhere than its number
says: 12, 14, 13, 15. The finding stands at the item that has to move.

## Why it is bad

A displaced item may be counted under the wrong section, and a reader who looks for it
between its neighbours does not find it. It is a common trace of columns or pages that
text extraction put together in the wrong order.

## Example

```text
12. 進一步鼓勵香港律師參與法律查明的相關工作。
14. 搭建合作交流平台。
13. 共同研究法律服務業的開放措施。
15. 推動實行創新項目管理模式。
```

## What to do

Move the item, with all its text, to where its number belongs. If the order is meant,
renumber the items.

## When it does not apply

Where the number itself is wrong and the series has a hole just where the item stands
(12, 31, 14), the number is the fault, and N004 reports it.

## How sure it is

Sure, unless the number stands inside an open quotation, counts the parties of a case, or a quarter of the
numbers of its form come unexpected: then it is a warning.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    let found = faults::of(context, FaultKind::Displaced, Role::Item);
    out.extend(found.map(|fault| faults::displaced_report(&RULE, context, fault)));
}
