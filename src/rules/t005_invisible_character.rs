//! T005: zero-width or bidirectional control characters.

use super::scan::At;
use super::{Context, Findings, Rule, scan};
use crate::diagnostic::Severity;
use crate::text::unicode;
use crate::text::unicode::Invisible;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "T005",
    name: "invisible-character",
    severity: Severity::Warning,
    summary: "Zero-width or bidirectional control characters stand in the text (bidirectional: error)",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

Characters that take no room and cannot be seen: zero-width spaces and joiners, soft hyphens,
byte order marks in mid-text, fillers, control characters. Characters that turn the
direction of the text around them are errors, all others warnings.

## Why it is bad

A zero-width joiner inside 2007年 makes it another string: searches miss it, numbers cannot be
read, two equal paragraphs are unequal. A direction control is worse: with it a text can be
stored in one order and shown in another, so that a reader approves what a program
does not read.

## Example

The year below has a zero-width joiner (U+200D) before 年:

```text
3. 計劃於 2007\u{200D}年推出。
```

## What to do

Remove the character. The fix does that, and is safe: nothing that can be seen changes,
or, for a direction control, the text is shown in the order that it is stored in.

## When it does not apply

A variation selector behind an ideograph or an emoji, and a joiner between two emoji, do
their proper work there, and are left alone. White space is layout, not an invisible character.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    let groups = scan::by_line(context, disturbs);
    out.extend(groups.iter().filter_map(|group| {
        let kind = unicode::invisible(group.c)?;
        let point = group.c as u32;
        let name = name(group.c, kind);
        let message = format!("invisible {name} U+{point:04X}{}", group.times());
        let mut diagnostic = RULE
            .report(group.first(), message)
            .label(format!("{name} here"))
            .instead(None, Some(format!("U+{point:04X}")))
            .help("remove it; no reader will see a difference");
        if kind == Invisible::Bidirectional {
            diagnostic.severity = Severity::Error;
            diagnostic =
                diagnostic.help("remove it: it may show the text in another order than it is stored in");
        }
        Some(group.fix(diagnostic, ""))
    }));
}

/// Whether an invisible character is out of place where it stands.
fn disturbs(at: &At<'_>) -> bool {
    match unicode::invisible(at.c) {
        None => false,
        Some(Invisible::VariationSelector) => !at.before().is_some_and(unicode::has_variants),
        Some(Invisible::Joiner) => {
            let emoji = |c| unicode::is_pictograph(c) || c == '\u{FE0F}';
            !(at.before().is_some_and(emoji) && at.behind().is_some_and(unicode::is_pictograph))
        }
        Some(Invisible::Bidirectional | Invisible::ZeroWidth) => true,
    }
}

fn name(c: char, kind: Invisible) -> &'static str {
    match (c, kind) {
        (_, Invisible::Bidirectional) => "direction control",
        (_, Invisible::VariationSelector) => "variation selector",
        (_, Invisible::Joiner) => "zero-width joiner",
        ('\u{200B}', _) => "zero-width space",
        ('\u{200C}', _) => "zero-width non-joiner",
        ('\u{2060}', _) => "word joiner",
        ('\u{FEFF}', _) => "byte order mark",
        ('\u{AD}', _) => "soft hyphen",
        ('\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}', _) => "filler",
        _ if c.is_control() => "control character",
        _ => "zero-width character",
    }
}
