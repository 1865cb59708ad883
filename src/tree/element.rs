//! The constructs of a part, one after another as they stand:
//!
//! ```text
//! element   = section | item | table | heading | paragraph
//! section   = section-mark rest-of-line wrapped*
//! item      = item-mark rest-of-line continued*
//! heading   = short-line wrapped*          (something must follow)
//! paragraph = line continued*
//! table     = (see `table`)
//! ```
//!
//! [`super::nest`] makes a tree of them.

use nom::branch::alt;
use nom::multi::fold_many0;
use nom::{IResult, Parser};

use crate::outline::Role;
use crate::text::Span;

use super::input::{Class, Tok, Toks, line};
use super::join::{Ctx, Flow};
use super::table::{self, Rows};
use crate::text::SHORT;

/// A construct, not yet nested.
#[derive(Debug, Clone)]
pub(crate) enum Element {
    /// A marked heading or a numbered item.
    Marked {
        candidate: u32,
        rank: u8,
        role: Role,
        line: u32,
        flow: Flow,
    },
    /// A heading without a marker: how many more headings follow at once, and
    /// how many stood right before it. `over` is the rank of the next marker.
    Heading {
        line: u32,
        flow: Flow,
        before: u8,
        after: u8,
        hashes: u8,
        over: Option<u8>,
    },
    Paragraph {
        line: u32,
        flow: Flow,
    },
    /// Rows of a table that carry no marker. `over` is the next marker: its rank and line.
    Table {
        rows: Rows,
        over: Option<(u8, u32)>,
    },
}

impl Element {
    /// What of the text it is made of, in order.
    pub fn leaves<'e>(&'e self, ctx: Ctx<'e, '_>) -> impl Iterator<Item = Span> + 'e {
        let (marker, pieces) = match self {
            Element::Marked { candidate, flow, .. } => {
                (Some(ctx.lines.found.candidates[*candidate as usize].span), &flow.pieces)
            }
            Element::Heading { flow, .. } | Element::Paragraph { flow, .. } => (None, &flow.pieces),
            Element::Table { rows, .. } => (None, &rows.pieces),
        };
        marker.into_iter().chain(pieces.iter().copied())
    }
}

/// Parses all lines of a part's middle into elements, and hands each on: the tree grows with
/// them, and no list of all is kept.
pub(crate) fn elements<'t>(
    ctx: Ctx<'_, '_>,
    input: Toks<'t>,
    artifacts: &mut Vec<Span>,
    sink: &mut dyn FnMut(Element),
) {
    let cell = std::cell::RefCell::new(std::mem::take(artifacts));
    let add = |flow: &mut Flow, tok: Tok, start: u32| ctx.add(flow, tok, start, &mut cell.borrow_mut());
    // Of each line, the rank and the line of the next marker from it on.
    let mut over: Vec<Option<(u8, u32)>> = Vec::with_capacity(input.0.len() + 1);
    over.push(None);
    over.extend(input.0.iter().rev().scan(None, |next, tok| {
        if let Class::Mark { rank, .. } = tok.class {
            *next = Some((rank, tok.line));
        }
        Some(*next)
    }));
    let heading = |i: Toks<'t>| heading(ctx, &add, i, over[i.0.len()].map(|next| next.0));
    let table = |i: Toks<'t>| {
        let (rest, rows) = table::rows(ctx, i)?;
        Ok((rest, Element::Table { rows, over: over[rest.0.len()] }))
    };
    let element = alt((|i| marked(ctx, &add, i), table, heading, |i| paragraph(ctx, &add, i)));
    let mut runs = Runs { pending: Vec::new(), long: false, sink };
    let parsed: IResult<Toks<'t>, ()> =
        fold_many0(element, || (), |(), element| runs.take(element)).parse(input);
    runs.end();
    *artifacts = cell.into_inner();
    debug_assert!(parsed.is_ok_and(|(rest, ())| rest.0.is_empty()), "a paragraph takes any line");
}

type Add<'a> = &'a dyn Fn(&mut Flow, Tok, u32);

/// A marker and its text. A heading's title is only wrapped; an item's text
/// goes on over page breaks too.
fn marked<'t>(ctx: Ctx<'_, '_>, add: Add<'_>, input: Toks<'t>) -> IResult<Toks<'t>, Element> {
    let (rest, tok) = line(|t| matches!(t.class, Class::Mark { .. }))(input)?;
    let Class::Mark { candidate, rank, role } = tok.class else { return paragraph(ctx, add, input) };
    let start = ctx.lines.found.candidates[candidate as usize].text;
    let row = ctx.lines.row(tok.line as usize).first().map(|cell| cell.row);
    let mut flow = Flow { last_line: tok.line, row, ..Flow::default() };
    add(&mut flow, tok, start);
    let rest = match role {
        Role::Item => continued(ctx, add, &mut flow, rest, true),
        Role::Section => wrapped(ctx, add, &mut flow, rest),
    };
    Ok((rest, Element::Marked { candidate, rank, role, line: tok.line, flow }))
}

/// A short line that ends no sentence, with something under it.
fn heading<'t>(
    ctx: Ctx<'_, '_>,
    add: Add<'_>,
    input: Toks<'t>,
    over: Option<u8>,
) -> IResult<Toks<'t>, Element> {
    let (rest, tok) = line(|t| {
        t.class == Class::Text && ctx.heading_like(t) && ctx.lines.row_continued(t.line as usize).is_none()
    })(input)?;
    let hashes = ctx.lines.lines[tok.line as usize].hashes;
    let mut flow = Flow { last_line: tok.line, ..Flow::default() };
    add(&mut flow, tok, tok.start);
    let rest = wrapped(ctx, add, &mut flow, rest);
    let size: usize = flow.pieces.iter().map(|p| crate::text::width(&ctx.text[p.range()])).sum();
    let closed = ctx.ending(flow.last_line) != crate::text::Ending::Open && hashes == 0;
    if rest.0.is_empty() || closed || size > 2 * SHORT {
        return Err(nom::Err::Error(nom::error::make_error(input, nom::error::ErrorKind::Verify)));
    }
    Ok((rest, Element::Heading { line: tok.line, flow, before: 0, after: 0, hashes, over }))
}

fn paragraph<'t>(ctx: Ctx<'_, '_>, add: Add<'_>, input: Toks<'t>) -> IResult<Toks<'t>, Element> {
    let (rest, tok) = line(|_| true)(input)?;
    let mut flow = Flow { last_line: tok.line, ..Flow::default() };
    add(&mut flow, tok, tok.start);
    let rest = continued(ctx, add, &mut flow, rest, false);
    Ok((rest, Element::Paragraph { line: tok.line, flow }))
}

/// Eats every line that goes on with the text.
fn continued<'t>(
    ctx: Ctx<'_, '_>,
    add: Add<'_>,
    flow: &mut Flow,
    mut input: Toks<'t>,
    item: bool,
) -> Toks<'t> {
    while let Some((next, behind)) = input.0.split_first() {
        let alone = flow.pieces.is_empty() && next.class == Class::Text;
        if !alone && !ctx.continues(flow, *next, behind, item) {
            break;
        }
        add(flow, *next, next.start);
        input = Toks(behind);
    }
    input
}

/// Eats the lines that only a wrap has cut off a title.
fn wrapped<'t>(ctx: Ctx<'_, '_>, add: Add<'_>, flow: &mut Flow, mut input: Toks<'t>) -> Toks<'t> {
    while let Some((next, behind)) = input.0.split_first() {
        let alone = flow.pieces.is_empty() && next.class == Class::Text;
        if !alone && !ctx.wraps_into(flow.last_line, *next) {
            break;
        }
        add(flow, *next, next.start);
        input = Toks(behind);
    }
    input
}

/// More short lines in a row than this are a table or a list of names.
const MOST_HEADINGS: usize = 3;

/// Tells each heading its place in a run of them; long runs are paragraphs.
struct Runs<'s> {
    /// Headings whose run may go on.
    pending: Vec<Element>,
    /// The run is longer than any of headings.
    long: bool,
    sink: &'s mut dyn FnMut(Element),
}

impl Runs<'_> {
    fn take(&mut self, element: Element) {
        if !matches!(element, Element::Heading { hashes: 0, .. }) {
            self.end();
            return (self.sink)(element);
        }
        self.pending.push(element);
        self.long |= self.pending.len() > MOST_HEADINGS;
        if self.long {
            self.flush();
        }
    }

    /// Ends a run.
    fn end(&mut self) {
        self.flush();
        self.long = false;
    }

    fn flush(&mut self) {
        let run = self.pending.len();
        for (i, mut element) in self.pending.drain(..).enumerate() {
            if let Element::Heading { line, flow, before, after, .. } = &mut element {
                if self.long {
                    element = Element::Paragraph { line: *line, flow: std::mem::take(flow) };
                } else {
                    (*before, *after) = (i as u8, (run - 1 - i) as u8);
                }
            }
            (self.sink)(element);
        }
    }
}
