//! B001: something stands in one language only.

use super::{Context, Findings, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "B001",
    name: "missing-counterpart",
    severity: Severity::Error,
    summary: "An item, paragraph or section stands in one language only",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

An item, a paragraph, a section or a whole annex of one language version that the
other version does not have. `lcpaper compare` reports it where the text stands, and
names the place in the other version where it should follow. What stands inside a
missing section or item is not reported again, and neighbours that are missing together
are one finding; where something else stands in their place in the other version, it is
named in the same finding.

A list is a list whatever marks it: 一、 may be 1., (i) or no mark at all. Several
paragraphs, or a list and the sentence before it, may stand as one text in the other
version where its length and its figures are those of all of them.

The certainty is high for a heading with an ordinal and for an item in whose neighbourhood
the other version prints numbers too, medium for other headings and items and where
something else stands in the place, and low, a warning, for a paragraph without a number,
which may as well stand in a text beside it.

## Why it is bad

Readers of one language are not told what readers of the other are. A number may be
skipped, and then it shows; where the rest was renumbered nothing shows at all.

## Example

```text
34. 探索廣東省科研經費跨境使用的方式及管理辦法。
35. 支持廣東科研人才赴港就業。
36. 鼓勵粵港兩地高等院校加強合作。
```

```text
34. To explore ways of using research funding of Guangdong Province across the boundary.
35. To encourage higher education institutes to strengthen co-operation.
```

## What to do

Put the missing text in, or take its counterpart out.

## When it does not apply

Titles and dates above or below the items may be laid out differently in the two
languages; they are compared where both have them. A text that stands elsewhere in
the other version is B002.
";

// The finding needs two papers, so it comes from a comparison and not from one paper.
fn check(_: &Context<'_, '_>, _: &mut Findings) {}
