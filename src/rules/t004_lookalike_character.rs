//! T004: a radical or compatibility character stands for an ideograph.

use super::{Context, Findings, Rule, scan};
use crate::diagnostic::Severity;
use crate::text::unicode;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "T004",
    name: "lookalike-character",
    severity: Severity::Warning,
    summary: "A radical or compatibility character stands for an ideograph",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

Characters that are drawn like an ideograph and are another character: the Kangxi radical ⼀
(U+2F00) for 一 (U+4E00), the supplementary radical ⻑ (U+2ED1) for 長, the compatibility
ideograph U+F9D1 for 六.

## Why it is bad

No reader sees a difference, and every program does. A search for 長者 does not find ⻑者,
two versions of a paper differ where nothing changed, and a heading that begins with ⼀、 is no
heading to a program that knows only 一、. They come from fonts that share one drawing among
several characters, by way of PDF.

## Example

```text
⼀、跨界基礎設施
```

## What to do

Replace the character with the ideograph that it stands for. The fix does that, and is safe.

## When it does not apply

Twelve characters in the block of compatibility ideographs, such as U+FA0E, are ideographs in
their own right, and are left alone. So are radicals for which Unicode names no ideograph.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    let groups = scan::by_line(context, |at| unicode::ideograph(at.c).is_some());
    out.extend(groups.iter().filter_map(|group| {
        let ideograph = unicode::ideograph(group.c)?;
        let (looks, point) = (group.c, group.c as u32);
        let kind = match group.c {
            '\u{2E80}'..='\u{2FD5}' => "radical",
            _ => "compatibility ideograph",
        };
        let message = format!("the {kind} U+{point:04X} stands for “{ideograph}”{}", group.times());
        let diagnostic = RULE
            .report(group.first(), message)
            .label(format!("looks like “{ideograph}”"))
            .instead(Some(ideograph.to_string()), Some(looks.to_string()))
            .help(format!("write “{ideograph}” (U+{:04X})", ideograph as u32));
        Some(group.fix(diagnostic, ideograph.encode_utf8(&mut [0; 4])))
    }));
}
