//! nom over the resolved lines: front matter, sections, items, joined
//! paragraphs, issuer and signatories. Which line is a marker is settled before
//! this module sees it; here the lines become a tree.
//!
//! ```text
//! paper = body annex*
//! body  = front element* closing?
//! annex = label? title? element* closing?
//! ```

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};

use super::input::{Class, Tok, Toks};
use super::join::{Ctx, Join};
use super::{closing, element, front, nest, spacing};
use crate::diagnostic::SeriesReport;
use crate::layout::LineRole;
use crate::markers::Lines;
use crate::outline::{PartPlan, Resolution};
use crate::text::marks::Marks;
use crate::text::trivia::Trivia;
use crate::text::{SourceInfo, Span};
use crate::tree::{DOCUMENT_SCHEMA, Document, Footnote, Front, Paper, Part, PartKind, Pieces};
use crate::{layout, outline};

/// A text read as a tree, before what lies between its leaves is accounted for.
pub(crate) struct Reading<'s> {
    pub document: Document<'s>,
    pub resolution: Resolution,
    leaves: Vec<Span>,
    artifacts: Vec<Span>,
    pub joins: Vec<(u32, Join)>,
}

/// Reads lines as one paper in one language, the first of `languages`.
pub(crate) fn read<'s>(
    info: &SourceInfo,
    text: &'s str,
    lines: &Lines<'_>,
    languages: Vec<&'static str>,
) -> Reading<'s> {
    let resolution = outline::resolve(lines);
    let spacing = spacing::Spacing::find(lines, &resolution);
    let (words, joins) = (OnceCell::new(), RefCell::default());
    let ctx = Ctx { lines, resolution: &resolution, text, spacing, words: &words, joins: &joins };
    let mut out = Builder::default();
    let mut front = Front::default();
    let mut parts = Vec::with_capacity(resolution.parts.len());
    for plan in &resolution.parts {
        let part = out.part(ctx, plan, &mut front);
        parts.push(part);
    }
    let notes: Vec<Footnote<'s>> = resolution.notes.iter().map(|note| out.note(ctx, note)).collect();
    let document = Document {
        schema: DOCUMENT_SCHEMA.into(),
        source: info.clone(),
        languages: languages.into_iter().map(Into::into).collect(),
        front,
        parts,
        notes,
    };
    let joins = joins.into_inner();
    Reading { document, resolution, leaves: out.leaves, artifacts: out.artifacts, joins }
}

/// Accounts for every byte of a text that was read as one paper.
pub(crate) fn paper<'s>(reading: Reading<'s>, lines: &Lines<'_>) -> Paper<'s> {
    let (leaves, trivia) = accounts(lines, std::slice::from_ref(&reading));
    let series = series_reports(&reading.resolution);
    let Reading { document, resolution, joins, .. } = reading;
    let Resolution { faults, rejected, decisions, .. } = resolution;
    Paper {
        source: Cow::default(),
        document,
        faults,
        rejected,
        decisions,
        joins,
        trivia,
        leaves,
        series,
        versions: Vec::new(),
        marks: Marks::default(),
    }
}

/// The leaves of all readings of a text, and what belongs to none of them.
pub(crate) fn accounts(lines: &Lines<'_>, readings: &[Reading<'_>]) -> (Vec<Span>, Vec<Trivia>) {
    let mut leaves: Vec<Span> = readings.iter().flat_map(|r| r.leaves.iter().copied()).collect();
    let mut artifacts: Vec<Span> = readings.iter().flat_map(|r| r.artifacts.iter().copied()).collect();
    // Runs in order, which a stable sort only merges.
    leaves.sort();
    artifacts.sort();
    // A line that is blank to one reading is what it is to the other.
    let role = |line: usize| {
        let mut roles = readings.iter().filter_map(|r| r.resolution.roles.get(line).copied());
        roles.find(|role| *role != LineRole::Blank).unwrap_or(LineRole::Blank)
    };
    let trivia = layout::partition::trivia(lines, &role, &leaves, &artifacts);
    (leaves, trivia)
}

#[derive(Default)]
struct Builder {
    leaves: Vec<Span>,
    artifacts: Vec<Span>,
}

impl Builder {
    fn part<'s>(&mut self, ctx: Ctx<'_, 's>, plan: &PartPlan, front: &mut Front<'s>) -> Part<'s> {
        let toks = toks(ctx, plan);
        let (rest, closing) = closing::closing(ctx, Toks(&toks));
        let (rest, label, title) = if plan.annex {
            front::annex(ctx, rest, plan.labelled, &mut self.leaves)
        } else {
            let (rest, own) = front::front(ctx, rest, &mut self.leaves);
            *front = own;
            (rest, None, None)
        };
        let mut tree = nest::Tree::new(ctx, plan.implicit_first);
        element::elements(ctx, rest, &mut self.artifacts, &mut |element| {
            self.leaves.extend(element.leaves(ctx));
            tree.push(element);
        });
        let blocks = tree.finish();
        self.leaves.extend(closing.leaves());
        let span = match (toks.first(), toks.last()) {
            (Some(a), Some(z)) => {
                let span = |t: &Tok| ctx.lines.lines[t.line as usize].span;
                span(a).cover(span(z))
            }
            _ => Span::default(),
        };
        Part {
            kind: if plan.annex { PartKind::Annex } else { PartKind::Body },
            label,
            title,
            span,
            line: toks.first().map_or(1, |t| ctx.lines.lines[t.line as usize].number),
            language: None,
            blocks,
            issuer: closing.issuer(ctx),
            issued: closing.issued.map(|s| ctx.text[s.range()].into()),
            signatories: closing.signatories(ctx),
            parallel: Vec::new(),
        }
    }
}

impl Builder {
    fn note<'s>(&mut self, ctx: Ctx<'_, 's>, note: &layout::notes::Footnote) -> Footnote<'s> {
        let pieces: Pieces = note.pieces.iter().copied().collect();
        self.leaves.push(note.mark);
        self.leaves.extend(pieces.iter().copied());
        Footnote {
            marker: ctx.text[note.mark.range()].into(),
            text: ctx.logical(&pieces),
            span: pieces.last().map_or(note.mark, |last| note.mark.cover(*last)),
            line: ctx.lines.lines[note.line].number,
            reference: note.reference,
            pieces,
        }
    }
}

/// A part's lines with their classes, cut where a line holds several markers.
fn toks(ctx: Ctx<'_, '_>, plan: &PartPlan) -> Vec<Tok> {
    let mut marks = plan.marks.iter().peekable();
    let mut out = Vec::with_capacity(plan.range.len());
    for at in plan.range.clone() {
        let line = ctx.resolution.significant[at];
        let span = ctx.lines.lines[line as usize].span;
        let first = out.len();
        out.push(Tok { line, start: span.start, end: span.end, class: Class::Text });
        while let Some(m) = marks.next_if(|m| m.at as usize == at) {
            let start = ctx.lines.found.candidates[m.candidate as usize].span.start;
            let class = Class::Mark { candidate: m.candidate, rank: m.rank, role: m.role };
            if let Some(before) = out.last_mut() {
                before.end = start.max(before.start);
                // What conversion leaves before a marker is no text.
                let own = ctx.text.get(before.start as usize..start as usize).unwrap_or_default();
                // Nor is the tab that parts a marker from the column before it.
                before.end -= (own.len() - own.trim_end_matches('\t').len()) as u32;
                if out.len() == first + 1
                    && out[first].class == Class::Text
                    && !own.contains(char::is_alphanumeric)
                {
                    out.pop();
                }
            }
            out.push(Tok { line, start, end: span.end, class });
        }
    }
    out
}

pub(crate) fn series_reports(resolution: &Resolution) -> Vec<SeriesReport> {
    let mut annex = 0;
    let mut out = Vec::new();
    for plan in &resolution.parts {
        annex += u32::from(plan.annex);
        let part = if plan.annex { format!("annex{annex}") } else { "body".to_owned() };
        if let Some((first, last, count)) = plan.series {
            out.push(SeriesReport { part, language: None, first, last, count, declared: plan.declared });
        }
    }
    out
}
