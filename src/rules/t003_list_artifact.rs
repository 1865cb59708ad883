//! T003: a bullet left by text extraction inside a paragraph.

use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::span::Span;
use crate::trivia::TriviaKind;
use crate::unicode;

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "T003",
    name: "list-artifact",
    severity: Severity::Warning,
    summary: "A bullet left by text extraction stands inside a paragraph",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

A dash, a dot or another bullet that stands in the middle of a sentence, where a line or a page
broke. The bullet is kept out of the item's text, which is joined across it.

## Why it is bad

A program that knows Markdown takes it for the start of a list item and cuts the sentence in
two; one that does not leaves the bullet in the text.

## Example

```text
33. 通過「粵港科技合作資助計劃」（又稱「粵港聯合創新

- 領域資助計劃」），繼續推動粵港重點科研合作項目。
```

## What to do

Remove the bullet. The fix does that, and is safe.

## When it does not apply

A bullet before a text of its own, behind a finished sentence or a colon, makes a list and is
left alone.
";

fn check(context: &Context<'_, '_>, out: &mut Vec<Diagnostic>) {
    let artifacts = context.trivia.iter().filter(|trivia| trivia.kind == TriviaKind::Artifact);
    out.extend(artifacts.filter_map(|trivia| {
        let text = context.source.text();
        let printed = text.get(trivia.span.range())?;
        let bullet = printed.trim();
        // Invisible characters are artifacts too, but T005 reports them.
        let visible = bullet.chars().find(|&c| unicode::invisible(c).is_none())?;
        let start = trivia.span.start as usize + (printed.len() - printed.trim_start().len());
        let span = Span::new(start, start + bullet.len());
        let gap = text.get(span.end as usize..)?;
        let gap = gap.len() - gap.trim_start_matches([' ', '\t', '\u{3000}', '\u{A0}']).len();
        let shown = if unicode::meaningless(visible).is_some() {
            format!("U+{:04X}", visible as u32)
        } else {
            format!("“{bullet}”")
        };
        Some(
            RULE.report(span, format!("the bullet {shown} stands in the middle of a sentence"))
                .label("left by text extraction")
                .instead(None, Some(bullet.to_owned()))
                .help("remove it; the sentence goes on from the line before")
                .fix(true, Span::new(start, span.end as usize + gap), ""),
        )
    }));
}
