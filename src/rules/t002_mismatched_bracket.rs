//! T002: a bracket or quotation mark is unclosed, unopened, or closed by the other width.

use super::brackets::{Bracket, Faults};
use super::{Context, Findings, Rule, brackets};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::Span;
use crate::tree::{Block, Pieces, walk};

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "T002",
    name: "mismatched-bracket",
    severity: Severity::Warning,
    summary: "A bracket or quotation mark is unclosed, unopened, or closed by the other width",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

Within the text of one item, paragraph or heading: a bracket or quotation mark that is never
closed, one that closes nothing, and a pair whose halves differ in width （like this) or in
kind 「like this』.

## Why it is bad

A mark that is missing its partner often shows that words are missing with it, at the end of a
page above all. It also misleads programs that read a title in 《》 or a name in 「」.

## Example

```text
33. 通過「粵港科技合作資助計劃」（又稱「粵港聯合創新領域資助計劃」)，繼續推動合作。
```

## What to do

Put in the missing half where it belongs. Where only the width differs, the fix writes the
closing mark in the width of the opening one, and is safe.

## When it does not apply

Counters such as 1) and a), apostrophes and emoticons have no partner. A quotation of several
paragraphs may open in one and close in another, and a bracket that opens in an item may close
in one of its sub-items.
";

/// How many texts a quotation may run over.
const LONGEST_QUOTATION: usize = 40;

/// How near a text must be to be the torn-off rest of another.
const NEAR: usize = 2;

/// A text with more open marks than this is no quotation.
const MOST_OPEN: usize = 16;

/// A text with more faults than this is no prose: one finding each would help
/// nobody, and millions of them fill the memory.
const MOST_TOLD: usize = 200;

/// One text of the paper and the faults of its brackets.
struct Text {
    part: usize,
    /// End of the block that the text belongs to: texts that start before it are inside.
    block_end: u32,
    /// Whether a marker opens the block.
    marked: bool,
    start: u32,
    opens_with: Option<char>,
    faults: Faults,
}

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    // A paper in order is done with here, without a list of its texts.
    let mut in_order = true;
    let mut next = Next { brackets: &context.marks.brackets, at: 0 };
    each(context, |_, _, _, pieces| {
        if in_order && pieces.iter().any(|&piece| next.is_in(piece)) {
            in_order = is_in_order(context, pieces);
        }
    });
    if in_order {
        return;
    }
    let mut texts = Vec::new();
    each(context, |part, marked, span, pieces| texts.extend(text(context, part, marked, span, pieces)));
    join_quotations(&mut texts);
    for Text { faults, .. } in &texts {
        let widths = faults.other_width.iter().map(|(open, close)| closed_by(open, close, true));
        let kinds = faults.other_kind.iter().map(|(open, close)| closed_by(open, close, false));
        let all = faults
            .unclosed
            .iter()
            .map(unclosed)
            .chain(faults.unopened.iter().map(unopened))
            .chain(widths)
            .chain(kinds);
        out.extend(all.take(MOST_TOLD));
        let Faults { unclosed, unopened, other_width, other_kind, .. } = faults;
        let count = unclosed.len() + unopened.len() + other_width.len() + other_kind.len();
        let more = count.saturating_sub(MOST_TOLD);
        if let Some(last) = out.last_mut().filter(|_| more > 0) {
            last.message += &format!(", and so are {more} more marks of this text");
        }
    }
}

/// Calls `take` for every text: the index of its part, whether a marker opens its block, the
/// block's extent, and its pieces.
fn each(context: &Context<'_, '_>, mut take: impl FnMut(usize, bool, Span, &Pieces)) {
    walk(context.document, |at, block| {
        let marked = !matches!(block, Block::Paragraph(_));
        take(at.part_index, marked, block.span(), block.pieces());
        for other in block.parallel() {
            take(at.part_index, marked, other.span, &other.pieces);
        }
    });
}

/// Goes along the brackets as texts are gone through: most hold none, and most come in order.
struct Next<'c> {
    brackets: &'c [u32],
    at: usize,
}

impl Next<'_> {
    /// Whether a bracket stands in a piece.
    fn is_in(&mut self, piece: Span) -> bool {
        let place = |at: usize| self.brackets.get(at).copied();
        if self.at.checked_sub(1).and_then(place).is_some_and(|before| before >= piece.start) {
            self.at = self.brackets.partition_point(|&at| at < piece.start);
        }
        while place(self.at).is_some_and(|at| at < piece.start) {
            self.at += 1;
        }
        place(self.at).is_some_and(|at| at < piece.end)
    }
}

fn is_in_order(context: &Context<'_, '_>, pieces: &Pieces) -> bool {
    let places = pieces.iter().flat_map(|&piece| context.marks.brackets_in(piece));
    brackets::in_order(context.source.text(), places.copied())
}

fn text(context: &Context<'_, '_>, part: usize, marked: bool, block: Span, pieces: &Pieces) -> Option<Text> {
    let source = context.source.text();
    let printed = |span: &Span| source.get(span.range()).map(|text| (*span, text));
    let (first, start) = pieces.iter().find_map(printed)?;
    let faults = if is_in_order(context, pieces) {
        Faults::default()
    } else {
        brackets::pair(pieces.iter().filter_map(printed))
    };
    Some(Text {
        part,
        block_end: block.end,
        marked,
        start: first.start,
        opens_with: brackets::opens_with(start),
        faults,
    })
}

/// Takes out what is no fault when the paper is read on: marks that open in one
/// text and close in another where that is proper.
fn join_quotations(texts: &mut [Text]) {
    for at in 0..texts.len() {
        let (before, later) = texts.split_at_mut(at + 1);
        let Some(text) = before.last_mut() else { continue };
        let (part, block_end) = (text.part, text.block_end);
        if text.faults.unclosed.len() > MOST_OPEN {
            continue;
        }
        text.faults.unclosed.retain(|open| {
            let next = later.first().filter(|t| t.part == part);
            // Each paragraph of a long quotation opens it anew; the last closes it.
            if open.runs_on() && next.is_some_and(|t| t.opens_with == Some(open.c)) {
                return false;
            }
            let within = later.iter_mut().take(LONGEST_QUOTATION).take_while(|t| t.part == part);
            for (distance, other) in within.enumerate() {
                let inside = other.start < block_end;
                // The cells of a table, and lines that layout has torn apart.
                let torn = distance < NEAR && !other.marked;
                let closes = |close: &Bracket| {
                    if inside || torn { open.pairs_with(close) } else { open.runs_on_to(close) }
                };
                if let Some(index) = other.faults.unopened.iter().position(closes) {
                    other.faults.unopened.remove(index);
                    return false;
                }
                if !inside && !open.runs_on() && distance + 1 >= NEAR {
                    break;
                }
            }
            true
        });
    }
}

fn unclosed(open: &Bracket) -> Diagnostic {
    RULE.report(open.span, format!("“{}” is never closed", open.c))
        .label("opened here")
        .instead(Some(open.partner.to_string()), None)
        .help(format!("put “{}” where it ends, and see whether words are missing there", open.partner))
}

fn unopened(close: &Bracket) -> Diagnostic {
    RULE.report(close.span, format!("“{}” closes nothing", close.c))
        .label("nothing is open here")
        .instead(None, Some(close.c.to_string()))
        .help(format!("put “{}” where it begins, or remove this one", close.partner))
}

fn closed_by(open: &Bracket, close: &Bracket, same_kind: bool) -> Diagnostic {
    let width = if same_kind { " of another width" } else { "" };
    let diagnostic = RULE
        .report(close.span, format!("“{}” is closed by “{}”{width}", open.c, close.c))
        .label(format!("should be “{}”", open.partner))
        .instead(Some(open.partner.to_string()), Some(close.c.to_string()))
        .help(format!("write “{}”, as it was opened", open.partner))
        .related(open.span, "opened here");
    if same_kind { diagnostic.fix(true, close.span, open.partner) } else { diagnostic }
}
