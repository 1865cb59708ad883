//! Whether the markers of a list open headings or items: the list decides as a whole.

use std::collections::HashMap;

use crate::markers::{Open, Style};
use crate::text::Ending;

use super::fault::Role;
use super::node::Node;
use super::paper::Paper;
use super::place::Fam;
use super::plan::Mark;
use super::read::Read;

/// What the markers of a list look like.
#[derive(Debug, Clone, Copy, Default)]
struct Shape {
    all: u32,
    short: u32,
    /// Something stands under so many; markers.
    holding: u32,
    over_markers: u32,
}

impl Shape {
    fn add(&mut self, other: Shape) {
        self.all += other.all;
        self.short += other.short;
        self.holding += other.holding;
        self.over_markers += other.over_markers;
    }

    fn is_heading(self) -> bool {
        self.short * 5 >= self.all * 3 && self.holding * 2 >= self.all && self.all > 0
    }
}

/// The markers of the paper's own lists, with what each opens. A heading is short, ends no
/// sentence, and something stands under it.
pub(super) fn marks(paper: &Paper<'_, '_>, read: &Read) -> Vec<Mark> {
    let own: Vec<(usize, &Node)> = read.nodes.iter().enumerate().filter(|(_, n)| !n.foreign).collect();
    let mut marks: Vec<Mark> = own
        .iter()
        .map(|(_, n)| Mark {
            candidate: n.candidate,
            at: read.places[n.place as usize].0,
            end: 0,
            rank: n.depth,
            short: false,
            role: Role::Item,
            list: n.list,
        })
        .collect();
    let mut next = paper.significant.len();
    for i in (0..marks.len()).rev() {
        let (end, short) = measure(paper, &marks[i], marks.get(i + 1), next);
        (marks[i].end, marks[i].short) = (end as u32, short);
        next = marks[i].at as usize;
    }
    level_inserted(paper, read, &own, &mut marks);
    // Lists of one family under one family decide together where one alone says little.
    let kin = |i: usize| {
        let parent = own[i].1.parent.map(|p| read.nodes[p as usize].family);
        (own[i].1.family, parent)
    };
    let lasts: HashMap<u32, usize> = marks.iter().enumerate().map(|(i, m)| (m.list, i)).collect();
    let mut lists: HashMap<u32, Shape> = HashMap::new();
    let mut kinds: HashMap<(Fam, Option<Fam>), Shape> = HashMap::new();
    let mut holding = Vec::with_capacity(marks.len());
    for (i, mark) in marks.iter().enumerate() {
        let next = marks.get(i + 1);
        let below = next.is_some_and(|n| n.rank > mark.rank);
        // What stands behind the last of a list need not stand under it.
        let last = lasts.get(&mark.list) == Some(&i) && mark.list != own[i].0 as u32;
        let holds = below || holds_text(paper, mark, next) && !last;
        holding.push(holds);
        let shape = Shape {
            all: 1,
            short: u32::from(mark.short),
            holding: u32::from(holds),
            over_markers: u32::from(below),
        };
        lists.entry(mark.list).or_default().add(shape);
        kinds.entry(kin(i)).or_default().add(shape);
    }
    for (i, mark) in marks.iter_mut().enumerate() {
        let style = paper.candidate(mark).style();
        let own = lists.get(&mark.list).copied().unwrap_or_default();
        let all = kinds.get(&kin(i)).copied().unwrap_or_default();
        let unanimous = own.short == own.all && own.holding == own.all || own.holding == 0;
        let alone = own.short == 1 && own.over_markers == 1;
        let shape = if unanimous && (own.all >= 2 || alone) { own } else { all };
        // A sentence with nothing under it is an item, also where the others are headings.
        let sentence = !mark.short && !holding[i];
        mark.role = match told(paper, style) {
            Some(role) => role,
            None if shape.is_heading() && !sentence => Role::Section,
            None => Role::Item,
        };
    }
    // Nothing that opens items opens headings under them.
    let mut items: Vec<u8> = Vec::new();
    for mark in &mut marks {
        while items.last().is_some_and(|&rank| rank >= mark.rank) {
            items.pop();
        }
        if !items.is_empty() {
            mark.role = Role::Item;
        }
        if mark.role == Role::Item {
            items.push(mark.rank);
        }
    }
    marks
}

fn told(paper: &Paper<'_, '_>, style: Style) -> Option<Role> {
    let told = paper.lines.told?;
    if told.sections.contains(&style) {
        return Some(Role::Section);
    }
    told.items.contains(&style).then_some(Role::Item)
}

/// Where the own text of a marker ends that stands before the line `end`, and whether it is as
/// short as a heading's.
fn measure(paper: &Paper<'_, '_>, mark: &Mark, next: Option<&Mark>, end: usize) -> (usize, bool) {
    let candidate = paper.candidate(mark);
    let mut at = mark.at as usize;
    // Another marker on the same line: nothing of its own stands between.
    if let Some(next) = next.filter(|n| n.at == mark.at) {
        let between = paper.candidate(next).span.start.saturating_sub(candidate.text);
        return (at, between == 0);
    }
    if candidate.text >= paper.line(at).span.end && at + 1 < end {
        at += 1;
    }
    while at + 1 < end && paper.wraps.is_full(paper.significant[at] as usize) {
        at += 1;
    }
    let last = paper.line(at);
    let own = paper.lines.text.get(candidate.text as usize..last.span.end as usize).unwrap_or_default();
    // `[Repealed]` is no title.
    let remark = own.starts_with(['[', '［', '〔']) && own.ends_with([']', '］', '〕']);
    // Nor is a row of a table, with texts beside each other.
    let row = paper.lines.row(paper.significant[mark.at as usize] as usize);
    let texts = row.iter().filter(|c| !c.span.is_empty() && c.span.end > candidate.text).count();
    let short = !remark
        && texts < 2
        && matches!(last.ending, Ending::Open | Ending::Empty)
        && crate::text::width(own) <= crate::text::SHORT;
    (at, short)
}

/// Whether a paragraph of its own stands between a marker and the next.
fn holds_text(paper: &Paper<'_, '_>, mark: &Mark, next: Option<&Mark>) -> bool {
    let end = next.map_or(paper.significant.len(), |n| n.at as usize);
    let from = mark.end as usize + 1;
    (from..end.min(from + 8)).any(|at| paper.line(at).ending == Ending::Sentence)
}

/// Numbers that were put in later stand beside those that they follow, not under them: 7.1 of a
/// law between 7 and 8, (2.1) between (2) and (3). A bracket says so by itself; without one, few
/// of the numbers have any, and none announces them.
fn level_inserted(paper: &Paper<'_, '_>, read: &Read, own: &[(usize, &Node)], marks: &mut [Mark]) {
    let hook = |i: usize| {
        let n = own[i].1;
        let c = paper.candidate(&marks[i]);
        let parent = n.parent.filter(|_| n.list as usize == own[i].0 && !c.levels.is_empty())?;
        let parent = own.binary_search_by_key(&(parent as usize), |(at, _)| *at).ok()?;
        let above = paper.candidate(&marks[parent]);
        (above.value == c.levels.last && above.levels.all == c.levels.above).then_some(parent)
    };
    let hooks: Vec<(usize, usize)> = (0..marks.len()).filter_map(|i| Some((i, hook(i)?))).collect();
    if hooks.is_empty() {
        return;
    }
    // Per family: how many hang on a number, and how many of those it announces or heads.
    let mut hung: HashMap<Fam, (u32, u32)> = HashMap::new();
    let mut all: HashMap<Fam, u32> = HashMap::new();
    for (_, n) in own {
        *all.entry(n.family).or_default() += 1;
    }
    for &(i, parent) in &hooks {
        let hung = hung.entry(own[i].1.family).or_default();
        let announced =
            read.places[own[i].1.place as usize].2.colon || marks[parent].short && parent + 1 == i;
        *hung = (hung.0 + 1, hung.1 + u32::from(announced));
    }
    // The lists that are, with the depth that they opened at.
    let inserted: HashMap<u32, u8> = hooks
        .into_iter()
        .filter(|&(i, parent)| {
            let (hung, announced) = hung[&own[i].1.family];
            let bracketed = matches!(paper.candidate(&marks[i]).family.open, Open::Bracket(_));
            bracketed || announced == 0 && hung * 3 < all[&own[parent].1.family]
        })
        .map(|(i, _)| (own[i].1.list, own[i].1.depth))
        .collect();
    let mut open: Vec<u8> = Vec::new();
    for i in 0..marks.len() {
        let depth = own[i].1.depth;
        open.retain(|&above| above < depth);
        if inserted.get(&own[i].1.list) == Some(&depth) {
            open.push(depth);
        }
        marks[i].rank = marks[i].rank.saturating_sub(open.len() as u8);
    }
}
