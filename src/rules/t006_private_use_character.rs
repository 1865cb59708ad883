//! T006: private-use or replacement characters.

use super::{Context, Findings, Rule, scan};
use crate::diagnostic::Severity;
use crate::text::trivia::{Trivia, TriviaKind};
use crate::text::unicode::Meaningless;
use crate::text::{Span, unicode};

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "T006",
    name: "private-use-character",
    severity: Severity::Warning,
    summary: "Private-use or replacement characters stand in the text",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

Characters without a meaning that a reader can rely on: private-use characters, which only
the font they were written with can draw; the replacement character U+FFFD, which stands where a
decoder could not read the bytes; code points that Unicode will never assign.

## Why it is bad

The character that the author meant is lost. In Hong Kong papers it is often a name or a
place written with a character of the Supplementary Character Set in an old
encoding, and elsewhere a bullet or a dingbat of a symbol font.

## Example

The second character of the name below is U+E3F1, a private-use character:

```text
5. 負責人為陳\u{E3F1}明先生。
```

## What to do

Look at the original and write the character that is meant. There is no fix: the program
cannot know it.

## When it does not apply

A private-use bullet that text extraction left in the middle of a paragraph is T003.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    let groups = scan::by_line(context, |at| {
        unicode::meaningless(at.c).is_some() && !in_artifact(context.trivia, at.span)
    });
    out.extend(groups.iter().filter_map(|group| {
        let point = group.c as u32;
        let (what, label, help) = match unicode::meaningless(group.c)? {
            Meaningless::PrivateUse => (
                "private-use character",
                "only its own font knows this character",
                "look at the original, and write the character or bullet that is meant",
            ),
            Meaningless::Replacement => (
                "replacement character",
                "what stood here could not be decoded",
                "read the file in the encoding it was written in, or take the text from the original",
            ),
            Meaningless::Noncharacter => {
                ("noncharacter", "no character is assigned here", "take the text from the original")
            }
        };
        let message = format!("{what} U+{point:04X}{}", group.times());
        Some(
            RULE.report(group.first(), message)
                .label(label)
                .instead(None, Some(format!("U+{point:04X}")))
                .help(help),
        )
    }));
}

/// Whether the character was taken out of the text as a bullet; T003 reports that.
fn in_artifact(trivia: &[Trivia], span: Span) -> bool {
    let behind = trivia.partition_point(|t| t.span.start <= span.start);
    let before = behind.checked_sub(1).and_then(|at| trivia.get(at));
    before.is_some_and(|t| t.kind == TriviaKind::Artifact && t.span.contains(span))
}
