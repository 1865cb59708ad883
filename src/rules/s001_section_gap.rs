//! S001: a section ordinal is missing.

use super::{Context, Findings, Rule, faults};
use crate::diagnostic::{Diagnostic, Severity};
use crate::outline::{Fault, FaultKind, Role};

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "S001",
    name: "section-gap",
    severity: Severity::Error,
    summary: "A section or subsection is missing",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

The ordinals of sections or subsections leave one out: 一、二、四、. It also finds sections
that do not begin with the first ordinal, and items that start over in mid-section, where
a heading must have stood.

## Why it is bad

A lost heading puts every item under it into the section before. Nothing in the items
themselves shows it, so that tables by section are wrong without a trace.

## Example

```text
二、現代服務業

8. 推動服務貿易自由化。

四、國際化營商環境

9. 共同組織考察及推介。
```

## What to do

Put the heading back where it stood, with all that belongs to it. If the section was taken
out on purpose, renumber the headings after it.

## When it does not apply

A heading whose ordinal alone is wrong (一、二、四、四、) is S003. Headings without ordinals
cannot have gaps.

## How sure it is

Sure, with the exceptions of N001. That a heading is missing because items start over is a warning where a
colon or a paragraph without a number announces them.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    let gaps = faults::of(context, FaultKind::Gap, Role::Section);
    out.extend(gaps.map(|fault| faults::gap_report(&RULE, context, fault)));
    let firsts = faults::of(context, FaultKind::WrongFirst, Role::Section);
    out.extend(firsts.map(|fault| wrong_first(context, fault)));
    out.extend(faults::of_kind(context, FaultKind::LostHeading).map(|fault| lost_heading(context, fault)));
}

fn wrong_first(context: &Context<'_, '_>, fault: &Fault) -> Diagnostic {
    let here = faults::found(context, fault);
    let gap = faults::gap(fault, here);
    let missing = gap.as_ref().map_or("the first section is missing", |gap| &gap.missing);
    let what = gap.as_ref().map_or("the first section", |gap| &gap.what);
    faults::report(&RULE, fault, format!("{missing}: the sections begin with {here}"))
        .label(format!("{what} should come before this"))
        .help(format!("put {what} back, or renumber the sections from {here} on"))
}

fn lost_heading(context: &Context<'_, '_>, fault: &Fault) -> Diagnostic {
    let here = faults::found(context, fault);
    let heading = match faults::expected(context, fault).filter(|marker| marker != here) {
        Some(due) => format!("the heading {due}"),
        None => "a heading".to_owned(),
    };
    faults::report(&RULE, fault, format!("{heading} is missing: the items start over with {here}"))
        .label("a new section should begin before this")
        .help(format!("put {heading} back above item {here}"))
}
