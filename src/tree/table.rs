//! Rows of tables.
//!
//! ```text
//! table = row+                     rows of one table that open nothing
//! row   = first-line more-lines*   (cells of several paragraphs, or with breaks in them)
//! ```
//!
//! A row that opens an item is one, and its cells are kept with it.

use nom::IResult;

use super::input::{Class, Tok, Toks};
use super::join::Ctx;
use crate::text::{self, Span};
use crate::tree::{Block, Cell, Pieces, Table, TableRow};

/// Rows without markers, not yet a block.
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    pub table: u32,
    rows: Vec<Vec<(text::Cell, Pieces)>>,
    /// All pieces, in the order of the text.
    pub pieces: Pieces,
}

/// Rows of one table, as many as follow each other.
pub(super) fn rows<'t>(ctx: Ctx<'_, '_>, input: Toks<'t>) -> IResult<Toks<'t>, Rows> {
    let mut rest = input.0;
    let mut out: Option<Rows> = None;
    while let Some(length) = row(ctx, rest) {
        let (lines, behind) = rest.split_at(length);
        let spans: Vec<Span> = lines.iter().map(|tok| tok.span()).collect();
        let first = lines.first().map_or(&[][..], |tok| ctx.lines.row(tok.line as usize));
        let cells = read(ctx, first, &spans);
        let Some(table) = cells.first().map(|(cell, _)| cell.row.table) else { break };
        if out.as_ref().is_some_and(|rows| rows.table != table) || cells.iter().all(|c| c.1.is_empty()) {
            break;
        }
        let rows = out.get_or_insert_with(|| Rows { table, rows: Vec::new(), pieces: Pieces::default() });
        let mut pieces: Vec<Span> = cells.iter().flat_map(|c| c.1.iter().copied()).collect();
        pieces.sort_unstable();
        rows.pieces.extend(pieces);
        rows.rows.push(cells);
        rest = behind;
    }
    match out {
        Some(rows) => Ok((Toks(rest), rows)),
        None => Err(nom::Err::Error(nom::error::make_error(input, nom::error::ErrorKind::Satisfy))),
    }
}

/// How many lines the row takes that begins with the first line, if one does that opens nothing.
fn row(ctx: Ctx<'_, '_>, input: &[Tok]) -> Option<usize> {
    let (first, behind) = input.split_first()?;
    let lines = ctx.lines;
    let cells = lines.row(first.line as usize);
    let whole = |tok: &Tok| tok.class == Class::Text && tok.span() == lines.lines[tok.line as usize].span;
    let begun = cells.first().filter(|_| is_table(cells) && whole(first))?;
    let around = |tok: &Tok| lines.row_around(tok.line as usize);
    let alone = cells.iter().filter(|c| !c.span.is_empty()).count() < 2;
    if alone && lines.tabular.binary_search(&begun.row.table).is_err() {
        return None;
    }
    if alone
        && ctx.heading_like(*first)
        && behind.first().is_some_and(|next| {
            next.class != Class::Text && around(next).is_some_and(|row| row.table == begun.row.table)
        })
    {
        // A line over numbered rows is their heading.
        return None;
    }
    let own =
        |tok: &&Tok| whole(tok) && around(tok) == Some(begun.row) && lines.row(tok.line as usize).is_empty();
    Some(1 + behind.iter().take_while(own).count())
}

/// Whether a row has more than one column: a table of one is the frame around a text. In a
/// bilingual paper one of the columns may be left, and its head is none of a frame.
fn is_table(row: &[text::Cell]) -> bool {
    row.len() > 1 || row.iter().any(|c| c.columns > 1 || c.column > 1 || c.header)
}

/// Cells of a row, with all that stands of them in these spans.
fn read(ctx: Ctx<'_, '_>, row: &[text::Cell], spans: &[Span]) -> Vec<(text::Cell, Pieces)> {
    let mut out: Vec<(text::Cell, Pieces)> = row.iter().map(|c| (*c, Pieces::default())).collect();
    let (Some(first), Some(last)) = (row.first(), spans.last()) else { return out };
    let from = ctx.lines.cells.partition_point(|c| c.span.start < first.span.start);
    let all = ctx.lines.cells.get(from..).unwrap_or_default();
    for cell in all.iter().take_while(|c| c.span.start < last.end).filter(|c| c.row == first.row) {
        let Ok(at) = out.binary_search_by_key(&cell.column, |c| c.0.column) else { continue };
        let touched = spans.partition_point(|span| span.end <= cell.span.start);
        for span in spans[touched..].iter().take_while(|span| span.start < cell.span.end) {
            ctx.lines.visible(common(ctx, *span, cell.span), &mut out[at].1);
        }
    }
    out
}

/// What two spans have in common, without white space around it.
fn common(ctx: Ctx<'_, '_>, a: Span, b: Span) -> Span {
    let (start, end) = (a.start.max(b.start), a.end.min(b.end));
    let text = ctx.text.get(start as usize..end as usize).unwrap_or_default();
    let start = start + (text.len() - text.trim_start().len()) as u32;
    Span { start, end: start + text.trim().len() as u32 }
}

impl Rows {
    /// The block.
    pub(super) fn block<'s>(self, ctx: Ctx<'_, 's>) -> Block<'s> {
        let number = |at: u32| {
            let line = ctx.lines.lines.partition_point(|l| l.whole.end <= at);
            ctx.lines.lines.get(line).map_or(1, |l| l.number)
        };
        let mut text = String::new();
        let mut rows = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            let mut parts: Vec<(Span, u32)> =
                row.iter().flat_map(|(cell, pieces)| pieces.iter().map(|p| (*p, cell.column))).collect();
            parts.sort_unstable();
            text.push_str(if text.is_empty() { "" } else { "\n" });
            for (n, run) in parts.chunk_by(|a, b| a.1 == b.1).enumerate() {
                text.push_str(if n == 0 { "" } else { "\t" });
                let pieces: Vec<Span> = run.iter().map(|p| p.0).collect();
                text.push_str(&ctx.logical(&pieces));
            }
            let span = parts.iter().map(|p| p.0).reduce(Span::cover).unwrap_or_default();
            let cells = row.into_iter().map(|(own, pieces)| cell(ctx, own, pieces)).collect();
            rows.push(TableRow { cells, span, line: number(span.start) });
        }
        let span = self.pieces.iter().copied().reduce(Span::cover).unwrap_or_default();
        Block::Table(Table {
            table: self.table,
            rows,
            text: text.into(),
            span,
            line: number(span.start),
            language: None,
            parallel: Vec::new(),
            pieces: self.pieces,
        })
    }
}

fn cell<'s>(ctx: Ctx<'_, 's>, own: text::Cell, pieces: Pieces) -> Cell<'s> {
    Cell {
        text: ctx.joined_by(&pieces, '\n'),
        span: pieces.iter().copied().reduce(Span::cover).unwrap_or(own.span),
        column: own.column,
        header: own.header,
        columns: own.columns,
        rows: own.rows,
        pieces,
    }
}

/// The table that an item is a row of, and the cells behind its marker, which ends before byte
/// `text`. `pieces` are the item's.
pub(super) fn behind<'s>(
    ctx: Ctx<'_, 's>,
    marker: Span,
    line: u32,
    text: u32,
    pieces: &[Span],
) -> Option<(u32, Vec<Cell<'s>>)> {
    let row = ctx.lines.row(line as usize);
    // The marker opens its cell.
    let first = row.iter().find(|c| c.span.contains(marker)).filter(|_| is_table(row))?;
    let before = ctx.text.get(first.span.start as usize..marker.start as usize).unwrap_or_default();
    if before.contains(char::is_alphanumeric) {
        return None;
    }
    let own = |c: &&text::Cell| c.span.end > text || c.span.start >= text;
    let own: Vec<text::Cell> = row.iter().filter(own).copied().collect();
    let cells = read(ctx, &own, pieces).into_iter().map(|(own, pieces)| cell(ctx, own, pieces));
    Some((first.row.table, cells.collect()))
}
