//! The lines that the outline is read from, and the parts they are cut into.

use std::ops::Range;

use super::fault::{Fault, FaultKind, Role};
use super::plan::Mark;
use crate::layout::flow::Wraps;
use crate::layout::{LineRole, parts, repeat};
use crate::markers::Lines;
use crate::text::Certainty;
use crate::vocab;

/// A title stands in so many lines.
const FRONT: usize = 16;

/// The lines of a paper that hold text, and how they are cut into parts.
pub(super) struct Paper<'l, 's> {
    pub lines: &'l Lines<'s>,
    pub significant: Vec<u32>,
    pub wraps: Wraps,
    pub cuts: Vec<parts::Cut>,
}

impl<'l, 's> Paper<'l, 's> {
    pub fn of(lines: &'l Lines<'s>, roles: &[LineRole]) -> Self {
        let significant: Vec<u32> =
            (0..roles.len() as u32).filter(|&i| roles[i as usize] == LineRole::Text).collect();
        let wraps = Wraps::find(lines, &significant);
        let cuts = parts::cut(lines, &significant, &wraps);
        Self { lines, significant, wraps, cuts }
    }

    /// Whether the lines before the first marker say that the paper speaks of another text: the
    /// numbers of provisions are that text's.
    pub fn comments(&self) -> bool {
        let front = (0..self.significant.len()).take(FRONT).take_while(|&at| self.line(at).count == 0);
        front
            .map(|at| self.lines.content(self.significant[at] as usize))
            .any(|line| vocab::COMMENTS.within(line))
    }

    /// The significant lines of a part.
    pub fn range(&self, part: usize) -> Range<usize> {
        let end = self.cuts.get(part + 1).map_or(self.significant.len(), |c| c.first);
        self.cuts[part].first..end
    }

    /// Takes runs that are printed twice out of the text, and says so.
    pub fn leave_out(&self, runs: &[repeat::Run], roles: &mut [LineRole]) -> Vec<Fault> {
        let tell = |run: &repeat::Run| {
            for &line in &self.significant[run.first..run.end] {
                roles[line as usize] = LineRole::Repeated;
            }
            let begins = |at: usize| self.line(at).span;
            Fault {
                certainty: Certainty::High,
                kind: FaultKind::Repeated,
                role: Role::Item,
                span: begins(run.first),
                expected: None,
                found: None,
                missing: None,
                labels: vec![(begins(run.original), "the first copy begins here".to_owned())],
            }
        };
        runs.iter().map(tell).collect()
    }

    pub fn line(&self, at: usize) -> &crate::text::Line {
        &self.lines.lines[self.significant[at] as usize]
    }

    pub fn candidate(&self, mark: &Mark) -> &crate::markers::Candidate {
        &self.lines.found.candidates[mark.candidate as usize]
    }

    pub fn printed(&self, candidate: u32) -> &'s str {
        self.lines.text.get(self.lines.found.candidates[candidate as usize].span.range()).unwrap_or_default()
    }
}
