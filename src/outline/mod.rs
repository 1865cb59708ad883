//! Decides, of all marker candidates of a paper, which are markers, of which list, at which
//! depth, and what is damaged: one search over everything at once.
//!
//! 1. `facts` says of each place what its line and the line before speak for.
//! 2. `search` reads all places with the steps of `steps`, for the least cost (`cost`).
//! 3. `roles` finds which lists open headings and which items.
//! 4. `faults` puts the repairs of the search together: one fault, one cause.

mod cost;
mod count;
mod facts;
mod fault;
mod faults;
mod index;
mod roles;
mod search;
mod state;
mod steps;
mod structure;

use std::ops::Range;

use crate::layout::declared::{Counts, Whose};
use crate::layout::flow::Wraps;
use crate::layout::{LineRole, contents, noise, parts, repeat};
use crate::markers::Lines;
pub use fault::{Fault, FaultKind, Reason, Rejected, Role};
use search::Node;

/// A family, by its number in the index of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Fam(u16);

/// A marker that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Index in the list of all candidates.
    pub candidate: u32,
    /// Index in the list of significant lines.
    pub at: u32,
    /// The last of the lines that its own text is wrapped over, as an index in the same list.
    pub end: u32,
    /// 0 is outermost.
    pub rank: u8,
    /// Its own text is short and ends no sentence, as headings do.
    pub short: bool,
    pub role: Role,
    /// Index of the first marker of its list among all nodes.
    pub list: u32,
}

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

/// The lines of a paper that hold text, and how they are cut into parts.
struct Paper<'l, 's> {
    lines: &'l Lines<'s>,
    significant: Vec<u32>,
    wraps: Wraps,
    cuts: Vec<parts::Cut>,
}

impl<'l, 's> Paper<'l, 's> {
    fn of(lines: &'l Lines<'s>, roles: &[LineRole]) -> Self {
        let significant: Vec<u32> =
            (0..roles.len() as u32).filter(|&i| roles[i as usize] == LineRole::Text).collect();
        let wraps = Wraps::find(lines, &significant);
        let cuts = parts::cut(lines, &significant, &wraps);
        Self { lines, significant, wraps, cuts }
    }

    /// The significant lines of a part.
    fn range(&self, part: usize) -> Range<usize> {
        let end = self.cuts.get(part + 1).map_or(self.significant.len(), |c| c.first);
        self.cuts[part].first..end
    }

    fn line(&self, at: usize) -> &crate::text::Line {
        &self.lines.lines[self.significant[at] as usize]
    }

    fn candidate(&self, mark: &Mark) -> &crate::markers::Candidate {
        &self.lines.found.candidates[mark.candidate as usize]
    }

    fn printed(&self, candidate: u32) -> &'s str {
        self.lines.text.get(self.lines.found.candidates[candidate as usize].span.range()).unwrap_or_default()
    }
}

/// Decides what every line of a text is.
pub(crate) fn resolve(lines: &Lines<'_>) -> Resolution {
    let mut roles = noise::roles(lines);
    contents::mark(lines, &mut roles);
    let mut paper = Paper::of(lines, &roles);
    let mut read = read(&paper);
    let mut faults = Vec::new();
    let runs = repeat::find(lines, &paper.significant);
    if !runs.is_empty() && read.is_damaged() {
        // Are they printed twice? Then the paper is the sounder for leaving the copies out.
        let mut without = roles.clone();
        for run in &runs {
            for &line in &paper.significant[run.first..run.end] {
                without[line as usize] = LineRole::Repeated;
            }
        }
        let other = Paper::of(lines, &without);
        let other_read = self::read(&other);
        if other_read.cost + cost::TWICE * runs.len() as cost::Cost <= read.cost {
            for run in &runs {
                let first = |at: usize| lines.lines[paper.significant[at] as usize].span;
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
            (paper, read, roles) = (other, other_read, without);
        }
    }
    let mut rejected = read.rejected(&paper);
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
    rejected.sort_by_key(|r| r.span);
    let marks = roles::marks(&paper, &read);
    let damage = faults::damage(&paper, &read, &marks);
    let mut counts = Counts::find(lines, &paper.significant);
    let mut parts = Vec::with_capacity(paper.cuts.len());
    let sole = paper.cuts.len() == 1;
    for (i, cut) in paper.cuts.iter().enumerate() {
        let range = paper.range(i);
        let marks = share(&marks, &range, |m| m.at).to_vec();
        let damage = share(&damage, &range, |d| d.at);
        // A count belongs to the annex it names; in a paper without, to the paper itself.
        let label = cut.labelled.then(|| lines.content(paper.significant[cut.first] as usize));
        let ordinal = label.and_then(parts::label_ordinal).unwrap_or(i as u32);
        let whose = match (cut.annex, sole) {
            (true, _) => Whose::Annex(ordinal),
            (false, true) => Whose::Paper,
            (false, false) => Whose::Nobody,
        };
        let implicit_first = i == 0 && read.begins_unnumbered();
        let part = count::Part::of(&paper, range.clone(), &marks, implicit_first);
        let declared = part.declared(cut.annex, &mut counts, whose);
        faults.extend(faults::join(&paper, range.clone(), &marks, damage));
        faults.extend(declared.and_then(|d| part.miscounted(&d, damage, &faults)));
        let series = part.series();
        parts.push(PartPlan {
            range,
            labelled: cut.labelled,
            annex: cut.annex,
            marks,
            implicit_first,
            series,
            declared: declared.map(|d| d.count),
        });
    }
    faults.extend(rejected.iter().filter(|r| r.reason == Reason::FitsNoSeries).map(|r| Fault {
        kind: FaultKind::Ambiguous,
        role: Role::Item,
        span: r.span,
        expected: None,
        found: Some(lines.text[r.span.range()].to_owned()),
        missing: None,
        labels: Vec::new(),
    }));
    faults.sort_by_key(|f| f.span);
    let Paper { significant, wraps, .. } = paper;
    Resolution { roles, significant, wraps, parts, faults, rejected }
}

/// Those of a list in the order of the lines that stand in some of them.
fn share<'l, T>(all: &'l [T], lines: &Range<usize>, at: impl Fn(&T) -> u32) -> &'l [T] {
    let before = |end: usize| all.partition_point(|one| (at(one) as usize) < end);
    all.get(before(lines.start)..before(lines.end)).unwrap_or_default()
}

/// What the search made of a paper.
struct Read {
    cost: cost::Cost,
    nodes: Vec<Node>,
    /// The significant line of each place, and its readings, for what was kept as text.
    places: Vec<(u32, Range<u32>, search::Facts)>,
}

fn read(paper: &Paper<'_, '_>) -> Read {
    let places = facts::places(paper);
    let starts = places.iter().map(|(_, p)| (p.kind == crate::markers::Kind::Start, p.candidates));
    let index = index::Index::build(starts);
    let (ats, places): (Vec<u32>, Vec<search::Place<'_>>) = places
        .into_iter()
        .map(|(at, mut place)| {
            place.ids = place.candidates.iter().map(|c| index.find(c.family)).collect();
            (at, place)
        })
        .unzip();
    let (cost, nodes) = search::search(&places, &index);
    let places = ats
        .into_iter()
        .zip(&places)
        .map(|(at, p)| (at, p.first..p.first + p.candidates.len() as u32, p.facts))
        .collect();
    Read { cost, nodes, places }
}

impl Read {
    fn is_damaged(&self) -> bool {
        self.nodes.iter().any(|n| !n.foreign && n.repair.is_fault())
    }

    /// Whether an unnumbered first paragraph counts as 1.
    fn begins_unnumbered(&self) -> bool {
        self.nodes.iter().any(|n| n.repair == steps::Repair::Implicit)
    }

    /// The places at line starts that were kept as text, with the reason.
    fn rejected(&self, paper: &Paper<'_, '_>) -> Vec<Rejected> {
        let mut taken: Vec<(u32, bool)> = self.nodes.iter().map(|n| (n.candidate, n.foreign)).collect();
        taken.sort_unstable();
        let mut out = Vec::new();
        for (at, candidates, facts) in &self.places {
            let own =
                taken.get(taken.partition_point(|t| t.0 < candidates.start)).filter(|t| t.0 < candidates.end);
            let reason = match own {
                Some((_, false)) => continue,
                Some((_, true)) => Reason::RunOfItsOwn,
                None if facts.reference => Reason::Prose,
                None if facts.torn => Reason::WrappedSentence,
                None if facts.quote => Reason::InsideQuotation,
                None => Reason::FitsNoSeries,
            };
            let first = &paper.lines.found.candidates[candidates.start as usize];
            // What only a space makes a marker, and places inside lines, nobody takes for one.
            let plain = first.weak < 2 && first.span.start <= paper.line(*at as usize).span.start + 4;
            if own.is_some() || plain {
                out.push(Rejected {
                    span: first.span,
                    line: paper.line(*at as usize).number,
                    value: first.value,
                    reason,
                });
            }
        }
        out
    }
}
