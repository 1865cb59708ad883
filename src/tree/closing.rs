//! How a part closes: issuer and date, or the parties that sign.
//!
//! ```text
//! closing = issuer+ date | signature+
//! signature = party post date?        (in any order of lines or columns)
//! ```

use std::borrow::Cow;

use crate::layout::parts;
use crate::text::Span;
use crate::tree::Signatory;
use crate::vocab;

use crate::tree::input::{Class, Tok, Toks};
use crate::tree::join::Ctx;

/// What closes a part.
#[derive(Debug, Default)]
pub(crate) struct Closing {
    pub issuer: Vec<Span>,
    pub issued: Option<Span>,
    pub signatures: Vec<[Option<Span>; 3]>,
}

/// A block of signatures is no longer than this many lines.
const LONGEST: usize = 24;
/// An issuer's name takes no more lines than this.
const MOST_ISSUERS: usize = 3;

/// Takes the closing lines off the end of a part.
pub(crate) fn closing<'t>(ctx: Ctx<'_, '_>, input: Toks<'t>) -> (Toks<'t>, Closing) {
    let short = |t: &Tok| {
        let line = &ctx.lines.lines[t.line as usize];
        t.class == Class::Text
            && line.is_short()
            && line.hashes == 0
            && !ctx.lines.is_under_head(t.line as usize)
    };
    let count = input.0.iter().rev().take(LONGEST).take_while(|t| short(t)).count();
    let (body, tail) = input.0.split_at(input.0.len() - count);
    // (columns of each line, whether it is a date)
    let cells: Vec<(usize, Span, bool)> = tail
        .iter()
        .enumerate()
        .flat_map(|(i, t)| columns(ctx, *t).into_iter().map(move |s| (i, s)))
        .map(|(i, s)| (i, s, parts::date(&ctx.text[s.range()])))
        .collect();
    let dates = cells.iter().filter(|c| c.2).count();
    let Some(last) = cells.last().filter(|c| c.2) else { return (input, Closing::default()) };
    let posts = cells.iter().filter(|c| vocab::POST.suffix_of(&ctx.text[c.1.range()])).count();
    if dates >= 2 || posts >= 2 {
        let first = signatures_begin(&cells, dates, posts);
        let out = signatures(ctx, &cells[first..]);
        (Toks(&input.0[..body.len() + cells[first].0]), out)
    } else {
        let names = cells[..cells.len() - 1].iter().rev().take(MOST_ISSUERS).count();
        let mut first = cells.len() - 1 - names;
        // Whole lines only: a column that is left over would be in no leaf.
        while first > 0 && cells[first - 1].0 == cells[first].0 {
            first -= 1;
        }
        let at = cells[first].0;
        let issuer = cells[first..cells.len() - 1].iter().map(|c| c.1).collect();
        (Toks(&input.0[..body.len() + at]), Closing { issuer, issued: Some(last.1), signatures: Vec::new() })
    }
}

/// A line's columns: what three or more blanks keep apart.
fn columns(ctx: Ctx<'_, '_>, tok: Tok) -> Vec<Span> {
    let span = tok.span();
    let content = &ctx.text[span.range()];
    let mut out = Vec::new();
    let (mut start, mut end, mut blanks) = (0, 0, 0);
    for (at, c) in content.char_indices() {
        if c.is_whitespace() {
            blanks += if c == '\t' || c == '\u{3000}' { 3 } else { 1 };
            continue;
        }
        if blanks >= 3 && end > start {
            out.push(Span::new(span.start as usize + start, span.start as usize + end));
            start = at;
        }
        blanks = 0;
        end = at + c.len_utf8();
    }
    if end > start {
        out.push(Span::new(span.start as usize + start, span.start as usize + end));
    }
    out
}

/// The first cell of the signatures: as many names and posts as there are
/// dates, counted from the end, on whole lines.
fn signatures_begin(cells: &[(usize, Span, bool)], dates: usize, posts: usize) -> usize {
    let wanted = 2 * dates.max(posts);
    let mut first = cells.len();
    let mut names = 0;
    while first > 0 && (names < wanted || cells[first - 1].2) {
        first -= 1;
        names += usize::from(!cells[first].2);
    }
    while first > 0 && cells[first - 1].0 == cells[first].0 {
        first -= 1;
    }
    first
}

/// Gives each post to the first party without one, each date to the first
/// party without one: right for columns read across and for columns read down.
fn signatures(ctx: Ctx<'_, '_>, cells: &[(usize, Span, bool)]) -> Closing {
    let mut parties: Vec<[Option<Span>; 3]> = Vec::new();
    let place = |parties: &mut Vec<[Option<Span>; 3]>, slot: usize, span: Span| match parties
        .iter_mut()
        .find(|p| p[slot].is_none())
    {
        Some(party) => party[slot] = Some(span),
        None => {
            let mut party = [None; 3];
            party[slot] = Some(span);
            parties.push(party);
        }
    };
    for &(_, span, date) in cells {
        let post = vocab::POST.suffix_of(&ctx.text[span.range()]);
        match (date, post) {
            (true, _) => place(&mut parties, 2, span),
            (false, true) => place(&mut parties, 1, span),
            // A second name line before any post: the office of the same party
            // where the vocabulary does not know its word.
            (false, false)
                if parties.last().is_some_and(|p| p[1].is_none() && p[2].is_none())
                    && !across(cells, span) =>
            {
                place(&mut parties, 1, span);
            }
            (false, false) => parties.push([Some(span), None, None]),
        }
    }
    Closing { signatures: parties, ..Closing::default() }
}

/// Whether a cell shares its line with another.
fn across(cells: &[(usize, Span, bool)], span: Span) -> bool {
    let line = cells.iter().find(|c| c.1 == span).map(|c| c.0);
    cells.iter().filter(|c| Some(c.0) == line).count() > 1
}

impl Closing {
    /// The parties that sign, for the tree.
    pub fn signatories<'s>(&self, ctx: Ctx<'_, 's>) -> Vec<Signatory<'s>> {
        let text = |span: Option<Span>| span.map(|s| ctx.text[s.range()].into());
        self.signatures
            .iter()
            .map(|s| Signatory {
                party: text(s[0]).unwrap_or_default(),
                post: text(s[1]).unwrap_or_default(),
                date: text(s[2]),
            })
            .collect()
    }

    /// Who issued the part. Names on lines of their own are bodies of their own,
    /// unless the line before is no whole name: then it was wrapped.
    pub fn issuer<'s>(&self, ctx: Ctx<'_, 's>) -> Option<Cow<'s, str>> {
        let whole = |span: &Span| vocab::BODY_NAME.suffix_of(&ctx.text[span.range()]);
        let mut names = self.issuer.split_inclusive(whole).map(|name| ctx.logical(name));
        let first = names.next()?;
        Some(names.fold(first, |all, name| {
            let between = if all.is_ascii() { ", " } else { "、" };
            Cow::Owned(format!("{all}{between}{name}"))
        }))
    }

    /// Every span the closing is made of.
    pub fn leaves(&self) -> impl Iterator<Item = Span> + '_ {
        self.issuer
            .iter()
            .copied()
            .chain(self.issued)
            .chain(self.signatures.iter().flatten().flatten().copied())
    }
}
