//! B002: counterparts stand in different sections.

use super::{Context, Findings, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "B002",
    name: "section-mismatch",
    severity: Severity::Error,
    summary: "Counterparts stand in different sections",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

An item or paragraph that stands under one heading in one language version, and in the
other version under a heading that is not the counterpart of that heading, or in
another order under it. Neighbours that moved together are reported once. Headings are
matched by their ordinals and by what stands under them, never by their words. What
stands in an item that moved is not reported again. The certainty is high.

## Why it is bad

An item is cited with its section, and counted there. In one of the two versions it is
filed under the wrong policy area.

## Example

```text
一、基礎設施
1. 興建大橋。
二、旅遊
2. 推廣郵輪旅遊。
```

```text
I. Infrastructure
1. To build the bridge.
2. To promote cruise tourism.
II. Tourism
```

## What to do

Find out which version is right, and move the item or the heading in the other.

## When it does not apply

Where a heading itself is missing from one version, that is reported (B001), and not
each item that stands under it.
";

// The finding needs two papers, so it comes from a comparison and not from one paper.
fn check(_: &Context<'_, '_>, _: &mut Findings) {}
