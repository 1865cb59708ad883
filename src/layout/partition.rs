//! Every byte that is in no leaf, with the reason.

use crate::layout::LineRole;
use crate::markers::Lines;
use crate::text::trivia::{Trivia, TriviaKind};
use crate::text::{Line, Span};

/// What lies between the leaves. `leaves` and `artifacts` are in order, `role`
/// says what a line is for.
pub(crate) fn trivia(
    lines: &Lines<'_>,
    role: &dyn Fn(usize) -> LineRole,
    leaves: &[Span],
    artifacts: &[Span],
) -> Vec<Trivia> {
    // A blank behind each leaf, and a little more.
    let mut out = Vec::with_capacity(leaves.len() + leaves.len() / 8 + 4);
    let (mut at, mut line) = (0u32, 0);
    let end = Span { start: lines.text.len() as u32, end: lines.text.len() as u32 };
    for leaf in leaves.iter().chain(std::iter::once(&end)) {
        let gap = Span { start: at, end: leaf.start.max(at) };
        if is_layout(lines.text.as_bytes().get(gap.range()).unwrap_or_default()) {
            // Nearly every gap: a space behind a marker, a line end.
            push(&mut out, gap, TriviaKind::Blank);
        } else {
            // The leaves are in order, so the lines are gone through once.
            let passed = |l: &Line| l.whole.end <= at;
            line += lines.lines[line..].iter().take_while(|l| passed(l)).count();
            between(lines, line, role, gap, artifacts, &mut out);
        }
        at = at.max(leaf.end);
    }
    out
}

/// Splits a stretch between two leaves by line and by reason. `index` is the line it begins in.
fn between(
    lines: &Lines<'_>,
    mut index: usize,
    role: &dyn Fn(usize) -> LineRole,
    gap: Span,
    artifacts: &[Span],
    out: &mut Vec<Trivia>,
) {
    while let Some(line) = lines.lines.get(index).filter(|l| l.whole.start < gap.end) {
        let part = Span { start: line.whole.start.max(gap.start), end: line.whole.end.min(gap.end) };
        let kind = match role(index) {
            LineRole::PageNumber => Some(TriviaKind::PageNumber),
            LineRole::RunningHeader => Some(TriviaKind::RunningHeader),
            LineRole::Ornament => Some(TriviaKind::Ornament),
            LineRole::Contents => Some(TriviaKind::Contents),
            LineRole::Repeated => Some(TriviaKind::RepeatedBlock),
            LineRole::Blank | LineRole::Text => None,
        };
        match kind {
            Some(kind) => pieces(lines.text, part, kind, artifacts, out),
            None => pieces(lines.text, part, TriviaKind::Artifact, artifacts, out),
        }
        index += 1;
    }
}

/// Whether a stretch holds nothing but spaces, tabs and line ends.
fn is_layout(bytes: &[u8]) -> bool {
    bytes.iter().all(|b| matches!(b, b' ' | b'\t'..=b'\r'))
}

fn push(out: &mut Vec<Trivia>, span: Span, kind: TriviaKind) {
    if span.is_empty() {
        return;
    }
    match out.last_mut() {
        Some(last) if last.kind == kind && last.span.end == span.start && kind == TriviaKind::Blank => {
            last.span.end = span.end;
        }
        _ => out.push(Trivia { span, kind }),
    }
}

/// White space is blank, everything else what the line is.
fn pieces(text: &str, span: Span, kind: TriviaKind, artifacts: &[Span], out: &mut Vec<Trivia>) {
    let (mut start, mut blank) = (span.start, true);
    for (offset, c) in text[span.range()].char_indices() {
        let at = span.start + offset as u32;
        let space = c.is_whitespace();
        // An artefact is a stretch of its own, whatever touches it.
        let edge = !artifacts.is_empty() && artifacts.binary_search_by_key(&at, |a| a.start).is_ok();
        if space != blank || edge {
            push(out, Span { start, end: at }, if blank { TriviaKind::Blank } else { kind });
            (start, blank) = (at, space);
        }
    }
    push(out, Span { start, end: span.end }, if blank { TriviaKind::Blank } else { kind });
}
