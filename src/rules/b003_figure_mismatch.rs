//! B003: counterparts state different figures.

use super::{Context, Findings, Rule};
use crate::diagnostic::Severity;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "B003",
    name: "figure-mismatch",
    severity: Severity::Error,
    summary: "A number, date or amount of money differs between counterparts",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

A figure that one language version states and its counterpart does not: a number, an
amount of money, a share, a date, a quarter, an ordinal, or the number of the item
itself. Every way of writing is brought to one form first, so that 2,400萬元 is
$24 million, 三成 is 30 per cent, 第二十二次 is 22nd and 去年9月 is September last year.
A year of an era is one of our calendar with the era's name or without it (九十七年, 2008).
There is one finding a pair, with all that differs in it.

The certainty is high where each version has a figure that the other lacks, medium where
one version has one more, and low, a warning, where that is no more than a number up to
ten or the number of an article or paragraph that is pointed at, which the other language
may say otherwise.

## Why it is bad

The two versions promise different things, and both are official.

## Example

```text
8. 廣東省政府將提供約 990 個實習崗位。
```

```text
8. The Guangdong Provincial Government will offer about 980 internship places.
```

## What to do

Check both figures against the original decision, and correct the wrong one.

## When it does not apply

Words that only contain a numeral (一帶一路, one-stop) state nothing. A small number
that a translator may fairly leave out or put otherwise (兩地, both, 第一) is not missed,
and a figure that one language merely repeats more often is no difference. A place may be
pointed at by its number or by where it stands (前項, paragraph 4), a range may be listed
(第三款至第五款, items 3, 4 and 5), and the marks of a list in a sentence are no figures.
";

// The finding needs two papers, so it comes from a comparison and not from one paper.
fn check(_: &Context<'_, '_>, _: &mut Findings) {}
