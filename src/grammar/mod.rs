//! nom over the resolved lines: front matter, sections, items, joined
//! paragraphs, issuer and signatories. Which line is a marker is settled before
//! this module sees it; here the lines become a tree.
//!
//! ```text
//! paper = body annex*
//! body  = front element* closing?
//! annex = label? title? element* closing?
//! ```

mod closing;
mod element;
mod front;
mod input;
mod join;
mod nest;
mod partition;

use crate::ast::{Block, DOCUMENT_SCHEMA, Document, Front, Part, PartKind, walk};
use crate::diagnostic::SeriesReport;
use crate::lex::Lines;
use crate::series::{LineRole, PartPlan, Resolution};
use crate::source::Source;
use crate::span::Span;
use crate::trivia::Trivia;
use crate::{Parsed, language, lex, series};
use input::{Class, Tok, Toks};
use join::Ctx;

/// Parses a source into everything that can be known of it.
pub(crate) fn parse(source: &Source) -> Parsed<'_> {
    let text = source.text();
    let mut lines = lex::lex(text);
    lines.heed(source.hints());
    let resolution = series::resolve(&lines);
    let ctx =
        Ctx { lines: &lines, resolution: &resolution, text, blanks_part: blanks_part(&lines, &resolution) };
    let mut out = Builder::default();
    let mut front = Front::default();
    let mut parts = Vec::with_capacity(resolution.parts.len());
    for plan in &resolution.parts {
        let part = out.part(ctx, plan, &mut front);
        parts.push(part);
    }
    let document = Document {
        schema: DOCUMENT_SCHEMA.into(),
        source: source.info().clone(),
        languages: language::detect(text).into_iter().map(Into::into).collect(),
        front,
        parts,
    };
    let (leaves, trivia) = out.finish(&document, &lines, &resolution);
    let series = series_reports(&resolution);
    Parsed { document, faults: resolution.faults, rejected: resolution.rejected, trivia, leaves, series }
}

/// Whether blank lines stand between paragraphs only: in a wrapped text, a
/// full line must often be followed by the next without one.
fn blanks_part(lines: &Lines<'_>, resolution: &Resolution) -> bool {
    let (mut apart, mut close) = (0, 0);
    for pair in resolution.significant.windows(2) {
        let (a, b) = (pair[0] as usize, pair[1] as usize);
        if resolution.wrap.is_full(lines, a, b) {
            let blank = (a + 1..b).any(|i| resolution.roles[i] == LineRole::Blank);
            if blank { apart += 1 } else { close += 1 }
        }
    }
    close > 2 * apart
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
        let elements = element::elements(ctx, rest, &mut self.artifacts);
        let blocks = nest::nest(ctx, elements, plan.implicit_first);
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
            issuer: (!closing.issuer.is_empty()).then(|| ctx.logical(&closing.issuer)),
            issued: closing.issued.map(|s| ctx.text[s.range()].into()),
            signatories: closing.signatories(ctx),
        }
    }

    /// The leaves in order, and all that is left as trivia.
    fn finish(
        mut self,
        document: &Document<'_>,
        lines: &Lines<'_>,
        resolution: &Resolution,
    ) -> (Vec<Span>, Vec<Trivia>) {
        walk(document, |_, block| match block {
            Block::Section(s) => {
                self.leaves.extend(s.marker.iter().map(|m| m.span));
                self.leaves.extend(&s.title_pieces);
            }
            Block::Item(i) => {
                self.leaves.push(i.marker.span);
                self.leaves.extend(&i.pieces);
            }
            Block::Paragraph(p) => self.leaves.extend(&p.pieces),
        });
        self.leaves.sort_unstable();
        let trivia = partition::trivia(lines, resolution, &self.leaves, &self.artifacts);
        (self.leaves, trivia)
    }
}

/// A part's lines with their classes.
fn toks(ctx: Ctx<'_, '_>, plan: &PartPlan) -> Vec<Tok> {
    let mut marks = plan.marks.iter().peekable();
    plan.range
        .clone()
        .map(|at| {
            let line = ctx.resolution.significant[at];
            let class = match marks.next_if(|m| m.at as usize == at) {
                Some(m) => Class::Mark { candidate: m.candidate, rank: m.rank, role: m.role },
                None => Class::Text,
            };
            Tok { line, class }
        })
        .collect()
}

fn series_reports(resolution: &Resolution) -> Vec<SeriesReport> {
    let mut annex = 0;
    let mut out = Vec::new();
    for plan in &resolution.parts {
        annex += u32::from(plan.annex);
        let part = if plan.annex { format!("annex{annex}") } else { "body".to_owned() };
        if let Some((first, last, count)) = plan.series {
            out.push(SeriesReport { part, first, last, count, declared: plan.declared });
        }
    }
    out
}
