//! One pass over a text for single characters that should not be there.
//!
//! A broken document may hold thousands of them, so what is the same character
//! on the same line is one finding.

use super::Context;
use crate::diagnostic::{Diagnostic, Edit, Fix};
use crate::text::Span;

/// A character where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'t> {
    pub(super) c: char,
    pub(super) span: Span,
    text: &'t str,
}

impl At<'_> {
    /// The character before it.
    pub(super) fn before(&self) -> Option<char> {
        self.text.get(..self.span.start as usize)?.chars().next_back()
    }

    /// The character behind it.
    pub(super) fn behind(&self) -> Option<char> {
        self.text.get(self.span.end as usize..)?.chars().next()
    }
}

/// The same character on one line.
pub(super) struct Group {
    pub(super) c: char,
    /// Where it stands, in order; never empty.
    pub(super) spans: Vec<Span>,
}

impl Group {
    /// The first place.
    pub(super) fn first(&self) -> Span {
        self.spans.first().copied().unwrap_or_default()
    }

    /// ` (3 times in this line)`, or nothing for one.
    pub(super) fn times(&self) -> String {
        match self.spans.len() {
            0 | 1 => String::new(),
            n => format!(" ({n} times in this line)"),
        }
    }

    /// Offers to put `text` in every place. Safe: the characters only look like text.
    pub(super) fn fix(&self, mut diagnostic: Diagnostic, text: &str) -> Diagnostic {
        let edit = |span: &Span| Edit { start: span.start, end: span.end, text: text.to_owned() };
        diagnostic.fix = Some(Fix { safe: true, edits: self.spans.iter().map(edit).collect() });
        diagnostic
    }
}

/// Finds the characters that `wanted` says yes to, line by line.
pub(super) fn by_line(context: &Context<'_, '_>, wanted: impl Fn(&At<'_>) -> bool) -> Vec<Group> {
    let (source, text) = (context.source, context.source.text());
    let mut groups: Vec<Group> = Vec::new();
    // Where the groups of the present line begin.
    let (mut line, mut line_groups) = (0, 0);
    for &offset in &context.marks.odd {
        let offset = offset as usize;
        let Some(c) = text.get(offset..).and_then(|rest| rest.chars().next()) else { continue };
        let at = At { c, span: Span::new(offset, offset + c.len_utf8()), text };
        if !wanted(&at) {
            continue;
        }
        let here = source.line(at.span.start);
        if here != line {
            (line, line_groups) = (here, groups.len());
        }
        let same = groups.get_mut(line_groups..).and_then(|now| now.iter_mut().find(|g| g.c == c));
        match same {
            Some(group) => group.spans.push(at.span),
            None => groups.push(Group { c, spans: vec![at.span] }),
        }
    }
    groups
}
