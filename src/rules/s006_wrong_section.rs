//! S006: an item stands in another section than expected.

use super::{Context, Findings, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "S006",
    name: "wrong-section",
    severity: Severity::Error,
    summary: "An item stands in another section than the manifest has it in",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

An item that stands in another section than the manifest says, or a section or a run of
items that the manifest names and the paper does not have. A manifest is written from a
paper known to be good (`lcpaper manifest`), in either language, and held against a
draft with `lcpaper check --manifest`. Sections are matched by their place and ordinal;
their titles count only where manifest and paper are in one language.

## Why it is bad

The numbers may run on without a fault while an item has slipped under the next
heading, and nothing in the paper alone shows it.

## Example

The manifest says

```toml
[[part.section]]
ordinal = 1
items = \"1-7\"
```

and the paper has

```text
二、現代服務業
7. 研究開通跨境直升機服務。
8. 推動服務貿易自由化。
```

## What to do

Move the item, or the heading, to where the manifest has it. Where the plan itself has
changed, write the manifest anew.

## When it does not apply

What the paper's own numbering already shows, such as a missing number, is reported by
the rule for that and not again. Two language versions that disagree with each other
are B002.
";

// The finding needs a manifest, so it comes from holding the paper against one.
fn check(_: &Context<'_, '_>, _: &mut Findings) {}
