//! The resolved lines of a part as nom input.

use std::iter::{Copied, Enumerate};
use std::slice::Iter;

use nom::{Input, Needed};

use crate::outline::Role;

/// A line that holds text, with what was decided about its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tok {
    /// Index of the line.
    pub line: u32,
    /// Its share of the line's content: a line with several markers is several of these.
    pub start: u32,
    pub end: u32,
    pub class: Class,
}

impl Tok {
    pub fn span(self) -> crate::text::Span {
        crate::text::Span { start: self.start, end: self.end }
    }
}

/// What a line opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A marker: the candidate's index, its rank (0 is outermost), and what it opens.
    Mark { candidate: u32, rank: u8, role: Role },
    /// Nothing by itself.
    Text,
}

/// A run of resolved lines. The parsers of this module eat lines as the
/// parsers of a text eat characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Toks<'t>(pub &'t [Tok]);

impl<'t> Input for Toks<'t> {
    type Item = Tok;
    type Iter = Copied<Iter<'t, Tok>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, index: usize) -> Self {
        Toks(self.0.get(..index).unwrap_or(self.0))
    }

    fn take_from(&self, index: usize) -> Self {
        Toks(self.0.get(index..).unwrap_or(&[]))
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.0.iter().position(|t| predicate(*t))
    }

    fn iter_elements(&self) -> Self::Iter {
        self.0.iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.0.len() { Ok(count) } else { Err(Needed::new(count - self.0.len())) }
    }
}

/// One line that satisfies a condition.
pub(crate) fn line<'t>(condition: impl Fn(Tok) -> bool) -> impl Fn(Toks<'t>) -> nom::IResult<Toks<'t>, Tok> {
    move |input: Toks<'t>| match input.0.split_first() {
        Some((first, rest)) if condition(*first) => Ok((Toks(rest), *first)),
        _ => Err(nom::Err::Error(nom::error::make_error(input, nom::error::ErrorKind::Satisfy))),
    }
}
