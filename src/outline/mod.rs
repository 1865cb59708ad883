//! Decides, of all marker candidates of a part, which belong to which series
//! and level: by continuity, layout and context, the whole part at once.
//!
//! 1. `noise`, `contents` and `repeat` take out the lines that belong to no text.
//! 2. `parts` cuts what is left into body and annexes.
//! 3. `token` keeps one reading a line start; `levels` finds which family
//!    stands above which.
//! 4. `read` takes a sound part as it stands; of any other, `beam` reads each
//!    series, outermost first, for the least cost (`cost`).
//! 5. `causes` joins repairs that one fault explains.

mod beam;
mod causes;
mod cost;
mod damage;
mod displaced;
mod fault;
mod gaps;
mod levels;
mod paths;
mod read;
mod roles;
mod solve;
mod structure;
mod token;
mod ways;

use std::ops::Range;

use crate::layout::declared::{Counts, Whose};
use crate::layout::flow::Wraps;
use crate::layout::{LineRole, contents, noise, parts, repeat};
use crate::text::Lines;
pub use fault::{Fault, FaultKind, Reason, Rejected, Role};
pub(crate) use solve::Mark;

/// A part with its markers decided.
#[derive(Debug, Clone)]
pub(crate) struct PartPlan {
    /// Its share of [`Resolution::significant`].
    pub range: Range<usize>,
    /// The first line is the annex's label.
    pub labelled: bool,
    pub annex: bool,
    /// Its markers, in order.
    pub marks: Vec<Mark>,
    /// An unnumbered first paragraph counts as 1.
    pub implicit_first: bool,
    /// First and last number and the count of its outermost items.
    pub series: Option<(u32, u32, u32)>,
    pub declared: Option<u32>,
}

/// Everything that was decided about a text.
#[derive(Debug, Clone)]
pub(crate) struct Resolution {
    pub roles: Vec<LineRole>,
    /// The lines that hold text, in order.
    pub significant: Vec<u32>,
    pub wraps: Wraps,
    pub parts: Vec<PartPlan>,
    pub faults: Vec<Fault>,
    pub rejected: Vec<Rejected>,
}

/// Decides what every line of a text is.
pub(crate) fn resolve(lines: &Lines<'_>) -> Resolution {
    let mut roles = noise::roles(lines);
    contents::mark(lines, &mut roles);
    let mut significant = of_text(&roles);
    let runs = repeat::mark(lines, &significant, &mut roles);
    let mut faults = Vec::new();
    for run in &runs {
        let first = |at: usize| lines.lines[significant[at] as usize].span;
        faults.push(Fault {
            kind: FaultKind::Repeated,
            role: Role::Item,
            span: first(run.first),
            expected: None,
            found: None,
            missing: None,
            labels: vec![(first(run.original), "the first copy begins here".to_owned())],
        });
    }
    let mut rejected = Vec::new();
    for (i, role) in roles.iter().enumerate() {
        let reason = match role {
            LineRole::Contents => Reason::Contents,
            LineRole::Repeated => Reason::RepeatedBlock,
            _ => continue,
        };
        rejected.extend(lines.candidates_of(i).iter().take(1).map(|c| Rejected {
            span: c.span,
            line: lines.lines[i].number,
            value: c.value,
            reason,
        }));
    }
    if !runs.is_empty() {
        significant = of_text(&roles);
    }
    let wraps = Wraps::find(lines, &significant);
    let cuts = parts::cut(lines, &significant, &wraps);
    let mut counts = Counts::find(lines, &significant);
    let mut parts = Vec::with_capacity(cuts.len());
    let sole = cuts.len() == 1;
    for (i, cut) in cuts.iter().enumerate() {
        let end = cuts.get(i + 1).map_or(significant.len(), |c| c.first);
        let place = solve::Place { lines, significant: &significant, wraps: &wraps, range: cut.first..end };
        // A count belongs to the annex it names; in a paper without, to the paper itself.
        let own = cut.labelled.then(|| lines.content(significant[cut.first] as usize));
        let own = own.and_then(parts::label_ordinal).unwrap_or(i as u32);
        let whose = match (cut.annex, sole) {
            (true, _) => Whose::Annex(own),
            (false, true) => Whose::Paper,
            (false, false) => Whose::Nobody,
        };
        let solved = place.solve(cut.labelled, cut.annex, &mut counts, whose);
        faults.extend(solved.faults);
        rejected.extend(solved.rejected);
        parts.push(solved.plan);
    }
    rejected.sort_by_key(|r| r.span);
    faults.sort_by_key(|f| f.span);
    Resolution { roles, significant, wraps, parts, faults, rejected }
}

fn of_text(roles: &[LineRole]) -> Vec<u32> {
    (0..roles.len() as u32).filter(|&i| roles[i as usize] == LineRole::Text).collect()
}
