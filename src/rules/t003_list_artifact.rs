//! T003: a bullet left by text extraction inside a paragraph.

use super::{Context, Findings, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::trivia::{Trivia, TriviaKind};
use crate::text::{Span, unicode};
use crate::tree::walk;
use crate::vocab::references;

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

Remove the bullet. `&nbsp;` and `<br>` that a conversion from HTML left are told as well, once a
paper: replace them by spaces. The fix does that, and is safe.

## When it does not apply

A bullet before a text of its own, behind a finished sentence or a colon, makes a list and is
left alone. So are three and more bullets in one text.
";

/// More bullets than this in one text, and it was a list.
const MOST_ARTIFACTS: usize = 2;

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    out.extend(entities(context));
    let bullets: Vec<Span> = context.trivia.iter().filter_map(|trivia| bullet(context, trivia)).collect();
    if bullets.is_empty() {
        return;
    }
    walk(context.document, |_, block| {
        for pieces in
            std::iter::once(block.pieces()).chain(block.parallel().iter().map(|other| &other.pieces))
        {
            let torn: Vec<Span> = inside(context, pieces, &bullets).collect();
            if torn.len() <= MOST_ARTIFACTS && !begins_with_bullet(context, pieces) {
                out.extend(torn.into_iter().map(|span| report(context, span)));
            }
        }
    });
}

/// Entities and tags of HTML that stand for white space, told once.
fn entities(context: &Context<'_, '_>) -> Option<Diagnostic> {
    let text = context.source.text();
    let mut all = unicode::entities(text);
    let first = all.next()?;
    let shown = &text[first.range()];
    let more = all.count();
    let times = if more > 0 { format!(", and {more} more like it") } else { String::new() };
    let message = format!("“{shown}” stands for white space{times}");
    let told = RULE.report(first, message).label("left by a conversion from HTML");
    Some(told.instead(None, Some(shown.to_owned())).help("replace it by a space"))
}

/// The bullet of an artifact. Marks of headings, hyphens of wrapped words and
/// invisible characters are artifacts too, but none of them is a bullet.
fn bullet(context: &Context<'_, '_>, trivia: &Trivia) -> Option<Span> {
    if trivia.kind != TriviaKind::Artifact {
        return None;
    }
    let text = context.source.text();
    let printed = text.get(trivia.span.range())?;
    let bullet = printed.trim();
    let start = trivia.span.start as usize + printed.find(bullet)?;
    let first = bullet.chars().next().filter(|&c| unicode::is_bullet(c))?;
    let word_before = text.get(..start)?.chars().next_back().is_some_and(char::is_alphanumeric);
    let hyphen = first == '-' && word_before;
    (!hyphen).then(|| Span::new(start, start + bullet.len()))
}

/// A text that is itself an entry of a bulleted list.
fn begins_with_bullet(context: &Context<'_, '_>, pieces: &[Span]) -> bool {
    let first = pieces.first().and_then(|piece| context.source.text().get(piece.range()));
    first.is_some_and(|text| text.starts_with(unicode::is_bullet))
}

/// The bullets between the pieces of one text, where its sentence goes on.
fn inside<'b>(
    context: &Context<'_, '_>,
    pieces: &'b [Span],
    bullets: &'b [Span],
) -> impl Iterator<Item = Span> + use<'b> {
    let text = context.source.text();
    let gaps = pieces.iter().zip(pieces.iter().skip(1)).filter_map(|(before, behind)| {
        let before_text = text.get(before.range())?.trim_end();
        let last_word = before_text.rsplit(' ').next().unwrap_or_default();
        let enumerates = references::AND.en.iter().any(|word| word.eq_ignore_ascii_case(last_word));
        let finished = before_text.ends_with(SENTENCE_ENDS);
        (!finished && !enumerates)
            .then(|| Span::new(before.end as usize, behind.start.max(before.end) as usize))
    });
    let gaps: Vec<Span> = gaps.collect();
    gaps.into_iter().filter_map(move |gap| {
        let first = bullets.partition_point(|bullet| bullet.start < gap.start);
        bullets.get(first).copied().filter(|&bullet| gap.contains(bullet))
    })
}

/// Behind one of these a bullet begins something new.
const SENTENCE_ENDS: &[char] = &['。', '；', '：', '！', '？', ';', ':', '!', '?'];

fn report(context: &Context<'_, '_>, span: Span) -> Diagnostic {
    let text = context.source.text();
    let bullet = text.get(span.range()).unwrap_or_default();
    let behind = text.get(span.end as usize..).unwrap_or_default();
    let gap = behind.len() - behind.trim_start_matches([' ', '\t', '\u{3000}', '\u{A0}']).len();
    let shown = match bullet.chars().find(|&c| unicode::meaningless(c).is_some()) {
        Some(c) => format!("U+{:04X}", c as u32),
        None => format!("“{bullet}”"),
    };
    RULE.report(span, format!("the bullet {shown} stands in the middle of a sentence"))
        .label("left by text extraction")
        .instead(None, Some(bullet.to_owned()))
        .help("remove it; the sentence goes on from the line before")
        .fix(true, Span::new(span.start as usize, span.end as usize + gap), "")
}
