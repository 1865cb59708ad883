//! What stands before the body, and an annex's title.
//!
//! ```text
//! front = ( paper-number | nature | committee title? | date )* title* heading*
//! annex = label title*
//! ```
//!
//! Everything up to the first marker or sentence is looked at; the last short
//! line before a paragraph or an item is a heading and not the title's.

use std::borrow::Cow;

use crate::layout::parts;
use crate::outline::Role;
use crate::text::Span;
use crate::tree::Front;
use crate::vocab;

use crate::tree::input::{Class, Tok, Toks};
use crate::tree::join::Ctx;

/// No front matter is longer than this many lines.
const LONGEST: usize = 16;

/// Texts of the front matter with the spans they are made of.
#[derive(Debug, Default)]
struct Fields {
    paper_number: Vec<Span>,
    nature: Vec<Span>,
    committee: Vec<Span>,
    title: Vec<Span>,
    meeting_date: Vec<Span>,
}

/// Takes the front matter off a body.
pub(crate) fn front<'t, 's>(
    ctx: Ctx<'_, 's>,
    input: Toks<'t>,
    leaves: &mut Vec<Span>,
) -> (Toks<'t>, Front<'s>) {
    let head = leading(ctx, input);
    let mut fields = Fields::default();
    let mut rest: Vec<(Tok, Span)> = Vec::new();
    let mut before: Option<&Tok> = None;
    for tok in head {
        let span = tok.span();
        // A committee's name or a title may be wrapped.
        let full = before.replace(tok).filter(|before| rest.is_empty() && ctx.wraps_into(before.line, *tok));
        let wrapped = full.and_then(|before| {
            let fields = [&mut fields.committee, &mut fields.title];
            fields.into_iter().find(|field| field.last().is_some_and(|last| last.end == before.end))
        });
        if let Some(field) = wrapped {
            field.push(span);
            continue;
        }
        if rest.is_empty() && stamp(ctx, span, &mut fields) {
            continue;
        }
        rest.push((*tok, span));
    }
    let stamped = !fields.title.is_empty();
    let titles = if stamped { 0 } else { title_lines(ctx, &rest, input.0.get(head.len())) };
    fields.title.extend(rest[..titles].iter().map(|(_, s)| *s));
    let headings = rest.len() - titles;
    let text = |spans: &[Span]| join(ctx, spans);
    let some = |spans: &[Span]| (!spans.is_empty()).then(|| join(ctx, spans));
    let front = Front {
        paper_number: some(&fields.paper_number),
        nature: some(&fields.nature),
        committee: some(&fields.committee),
        title: text(&fields.title),
        meeting_date: some(&fields.meeting_date),
        parallel: Vec::new(),
    };
    for spans in [fields.paper_number, fields.nature, fields.committee, fields.title, fields.meeting_date] {
        leaves.extend(spans);
    }
    (Toks(&input.0[head.len() - headings..]), front)
}

/// Takes an annex's label and title off its lines.
pub(crate) fn annex<'t, 's>(
    ctx: Ctx<'_, 's>,
    input: Toks<'t>,
    labelled: bool,
    leaves: &mut Vec<Span>,
) -> (Toks<'t>, Option<Cow<'s, str>>, Option<Cow<'s, str>>) {
    let mut label = None;
    let mut title: Vec<Span> = Vec::new();
    let mut rest = input;
    if let (true, Some((first, behind))) = (labelled, input.0.split_first()) {
        let span = first.span();
        let content = ctx.content(*first);
        let len = parts::annex_label(content).unwrap_or(content.len());
        let own = Span { start: span.start, end: span.start + len as u32 };
        label = Some(Cow::Borrowed(&ctx.text[own.range()]));
        leaves.push(own);
        let more = content[len..].trim_start_matches(|c: char| c.is_whitespace() || "：:–—-".contains(c));
        if !more.is_empty() {
            title.push(Span { start: span.end - more.len() as u32, end: span.end });
        }
        rest = Toks(behind);
    }
    let head = leading(ctx, rest);
    let lines: Vec<(Tok, Span)> = head.iter().map(|t| (*t, t.span())).collect();
    let count = if title.is_empty() { title_lines(ctx, &lines, rest.0.get(head.len())) } else { 0 };
    title.extend(lines[..count].iter().map(|(_, s)| *s));
    leaves.extend(title.iter().copied());
    let text = (!title.is_empty()).then(|| join(ctx, &title));
    (Toks(&rest.0[count..]), label, text)
}

/// The short lines before the first marker or sentence.
fn leading<'t>(ctx: Ctx<'_, '_>, input: Toks<'t>) -> &'t [Tok] {
    let count = input
        .0
        .iter()
        .take(LONGEST)
        .take_while(|t| !ctx.lines.row(t.line as usize).iter().any(|cell| cell.header))
        .take_while(|t| t.class == Class::Text && (ctx.heading_like(**t) || known(ctx.content(**t))))
        .count();
    // A line that the next one goes on with is the first line of a paragraph.
    let mut count = count;
    while count > 0
        && input
            .0
            .get(count)
            .is_some_and(|next| next.class == Class::Text && ctx.full(input.0[count - 1].line))
    {
        count -= 1;
    }
    &input.0[..count]
}

/// A line that only front matter has, whatever it ends with.
fn known(content: &str) -> bool {
    content.len() < 120
        && (vocab::NATURE.prefix_of(content).is_some()
            || vocab::PAPER_NUMBER.prefix_of(content).is_some()
            || parts::date(content))
}

/// Puts a line into the field it belongs to, if it is a stamp and no title.
fn stamp(ctx: Ctx<'_, '_>, span: Span, fields: &mut Fields) -> bool {
    let content = &ctx.text[span.range()];
    let part = |from: usize, to: usize| Span { start: span.start + from as u32, end: span.start + to as u32 };
    if parts::paper_number(content) {
        fields.paper_number.push(span);
        return true;
    }
    if let Some(len) = vocab::NATURE.prefix_of(content) {
        let behind = content[len..].trim();
        let on = behind.strip_prefix(vocab::NATURE_ON).map_or(behind, str::trim);
        if behind.is_empty() || parts::date(on) {
            // The word between them belongs to neither, but to the stamp; one piece, so
            // that the space before it stays.
            let from = content.len() - behind.len();
            let end = if on.len() < behind.len() { from + vocab::NATURE_ON.len() } else { len };
            fields.nature.push(part(0, end));
            if !on.is_empty() {
                fields.meeting_date.push(part(content.len() - on.len(), content.len()));
            }
            return true;
        }
    }
    let on = content.strip_prefix(vocab::NATURE_ON).map(str::trim);
    if let Some(date) = on.filter(|d| parts::date(d)) {
        fields.nature.push(part(0, vocab::NATURE_ON.len()));
        fields.meeting_date.push(part(content.len() - date.len(), content.len()));
        return true;
    }
    if parts::date(content) {
        fields.meeting_date.push(span);
        return true;
    }
    committee(content).is_some_and(|len| {
        fields.committee.push(part(0, len));
        let title = content[len..].trim_start();
        if !title.is_empty() {
            fields.title.push(part(content.len() - title.len(), content.len()));
        }
        true
    })
}

/// The length of a committee's name at the start of a line.
fn committee(content: &str) -> Option<usize> {
    if let Some(head) = vocab::COMMITTEE_HEAD.zh.iter().find(|w| content.starts_with(**w)) {
        if content.len() == head.len() {
            return Some(head.len());
        }
        let end = vocab::COMMITTEE_TAIL.iter().filter_map(|t| content.find(t).map(|i| i + t.len())).max()?;
        let behind = &content[end..];
        return (behind.is_empty() || behind.starts_with([' ', '\u{3000}', '\t'])).then_some(end);
    }
    let lower = content.to_ascii_lowercase();
    let named = vocab::COMMITTEE_HEAD.en.iter().any(|w| lower.starts_with(w));
    (named && content.len() <= 120).then_some(content.len())
}

/// How many of the lines are the title; the others are headings of the body.
fn title_lines(ctx: Ctx<'_, '_>, lines: &[(Tok, Span)], next: Option<&Tok>) -> usize {
    if let Some(at) = lines.iter().position(|(t, _)| vocab::OPENING_HEADING.is(ctx.content(*t))) {
        return at;
    }
    // A line that a wrap has cut belongs to the one before, and so does a subtitle.
    let subtitle = |i: usize| ctx.content(lines[i].0).starts_with(['—', '─', '–']);
    let first = (1..lines.len()).take_while(|&i| subtitle(i) || ctx.full(lines[i - 1].0.line)).count() + 1;
    match next.map(|t| t.class) {
        Some(Class::Mark { role: Role::Section, .. }) | None => lines.len(),
        _ if lines.len() <= first => lines.len(),
        _ if lines.len() <= 3 => (lines.len() - 1).max(first),
        _ => first,
    }
}

/// Lines of a title or a name as one text.
fn join<'s>(ctx: Ctx<'_, 's>, spans: &[Span]) -> Cow<'s, str> {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    ctx.logical(&spans)
}
