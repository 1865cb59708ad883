//! From repairs to faults: what the search mended, put together so that one fault of the paper
//! is told once, at its cause.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::fault::{Fault, FaultKind, Role};
use super::node::{Node, Repair};
use super::paper::Paper;
use super::place::{Facts, Fam};
use super::plan::Mark;
use super::read::Read;
use super::structure;
use crate::markers::{Prefix, System, numeral};
use crate::text::{Certainty, Span};

/// A repair, with where it stands in the paper.
#[derive(Debug, Clone)]
pub(super) struct Damage {
    pub fault: Fault,
    pub rank: u8,
    /// The significant line of the marker concerned.
    pub at: u32,
    /// That of the marker before it in its list; where there is none, of what it stands under.
    pub before: u32,
    /// How many numbers are missing.
    pub size: u32,
    pub value: u32,
    inserted: u32,
    pub family: Fam,
    pub list: u32,
    /// The first marker of the list that it stands under.
    parent: Option<u32>,
    /// A displaced marker whose own place is known.
    pub paired: bool,
    /// The text around explains it without a fault: an extract, an omission, another paragraph.
    otherwise: bool,
}

impl Damage {
    fn is_first(&self) -> bool {
        self.fault.kind == FaultKind::WrongFirst
    }

    /// Whether the numbers of this gap went with the page that tore the larger one.
    fn went_with(&self, other: &Damage) -> bool {
        let overlap = other.before <= self.at && self.before <= other.at;
        let deeper = other.fault.role == Role::Item && other.rank > self.rank;
        let larger = other.size > self.size || other.size == self.size && deeper;
        let beside =
            deeper && self.fault.role == Role::Section && other.before <= self.at && self.at <= other.at;
        other.list != self.list && overlap && (beside || larger && other.size + self.size >= 3)
    }
}

/// So many faults at least show that a family does not count.
const SPARSE: usize = 4;

/// A list that counts by a word of its own has at least so many members.
const MEMBERS: u32 = 4;

/// Gaps that one page tore stand no more than so many apart among all gaps.
const NEAR: usize = 8;

/// What is known of a list on the way through it.
#[derive(Debug, Clone, Default)]
struct Open {
    before: Option<usize>,
    /// Faults by index: gaps that later numbers may fill, and numbers that came too early.
    gaps: Vec<usize>,
    strays: Vec<usize>,
    /// How often each number came, with what was put in later.
    values: HashMap<(u32, u32), u32>,
    /// A word or a sign names what is counted: articles, sections.
    named: bool,
    /// A word that names no part of a law.
    worded: bool,
    /// It counts the parties of a case.
    parties: bool,
}

/// All repairs of a paper, in its order. `marks` are those of the nodes that are the paper's own.
pub(super) fn damage(paper: &Paper<'_, '_>, read: &Read, marks: &[Mark]) -> Vec<Damage> {
    let mut out: Vec<Damage> = Vec::new();
    let mut healed: Vec<bool> = Vec::new();
    let mut lists: HashMap<u32, Open> = HashMap::new();
    let nodes: Vec<&Node> = read.nodes.iter().filter(|n| !n.foreign).collect();
    let restarts = restarts(paper, read, &nodes, marks);
    let alone = |list| nodes.iter().filter(|n| n.list == list).take(2).count() == 1;
    for (i, (n, mark)) in nodes.iter().zip(marks).enumerate() {
        let c = paper.candidate(mark);
        let write = |value| written(paper, n.candidate, value);
        let open = lists.entry(n.list).or_default();
        let facts = &read.places[n.place as usize].2;
        open.parties |= facts.party;
        let mut labels = Vec::new();
        if let Some(before) = open.before.and_then(|b| marks.get(b)) {
            let b = paper.candidate(before);
            labels.push((b.span, format!("{} stands here", write(b.value))));
        }
        let parent = n.parent.map(|p| read.nodes[p as usize].list);
        let under = n.parent.map_or(0, |p| read.places[read.nodes[p as usize].place as usize].0);
        let found = if c.misread {
            paper.printed(n.candidate).trim_end_matches(['.', '．', '、']).to_owned()
        } else {
            write(c.value)
        };
        let last = open.before.and_then(|b| marks.get(b)).map_or(under, |b| b.at);
        let fault = |kind, expected: Option<u32>, missing: Option<(u32, u32)>| Damage {
            fault: Fault {
                certainty: Certainty::High,
                kind,
                role: mark.role,
                span: c.span,
                expected: expected.map(write),
                found: Some(found.clone()),
                missing,
                labels: labels.clone(),
            },
            rank: n.depth,
            at: mark.at,
            before: last,
            size: missing.map_or(0, |(a, z)| z - a + 1),
            value: c.value,
            inserted: c.inserted,
            family: n.family,
            list: n.list,
            parent,
            paired: false,
            otherwise: open.parties
                || otherwise(kind, facts)
                || kind == FaultKind::Gap && open.before.is_some_and(|b| repealed(paper, &marks[b..i], mark)),
        };
        let new = match n.repair {
            Repair::Gap => {
                // Numbers that stood too early have left this gap: one move, told there.
                let strays: Vec<usize> = (n.due..c.value)
                    .filter_map(|v| {
                        open.strays.iter().copied().find(|&s| out[s].value == v && !out[s].paired)
                    })
                    .collect();
                if strays.len() as u32 == c.value - n.due {
                    strays.iter().for_each(|&s| out[s].paired = true);
                    None
                } else {
                    open.gaps.push(out.len());
                    Some(fault(FaultKind::Gap, Some(n.due), Some((n.due, c.value - 1))))
                }
            }
            // A chapter in a file of its own.
            Repair::First if i == 0 && n.depth == 0 && alone(n.list) => None,
            Repair::First => {
                open.gaps.push(out.len());
                Some(fault(FaultKind::WrongFirst, Some(1), Some((1, c.value - 1))))
            }
            // 28.1 behind 28.01, which was put in before it.
            Repair::Twice
                if !c.levels.is_empty()
                    && zero_led(paper, open.before.map(|b| &marks[b]))
                    && !zero_led(paper, Some(mark)) =>
            {
                None
            }
            Repair::Twice => Some(fault(FaultKind::Duplicate, Some(n.due), None)),
            Repair::Misprint => Some(fault(FaultKind::Misprint, Some(n.due), None)),
            Repair::Early => {
                open.strays.push(out.len());
                Some(fault(FaultKind::Displaced, Some(n.due), None))
            }
            Repair::Home => {
                // The place of an early number is passed.
                let home =
                    open.strays.iter().copied().find(|&s| out[s].value + 1 == c.value && !out[s].paired);
                if let Some(home) = home {
                    out[home].paired = true;
                }
                None
            }
            Repair::Late => {
                let holds = |&g: &usize| {
                    !healed[g] && out[g].fault.missing.is_some_and(|(a, z)| (a..=z).contains(&c.value))
                };
                let home = open.gaps.iter().rev().copied().find(|g| holds(g));
                let mut moved = fault(FaultKind::Displaced, Some(n.due), None);
                moved.paired = home.is_some();
                if let Some(home) = home {
                    let before = out[home].fault.found.clone().unwrap_or_default();
                    moved.fault.labels.push((out[home].fault.span, format!("it belongs before {before}")));
                    let (a, z) = out[home].fault.missing.unwrap_or((c.value, c.value));
                    // The ends of the gap close; one in its middle makes it smaller.
                    let rest = if c.value == a { (a + 1, z) } else { (a, z - 1) };
                    out[home].size = out[home].size.saturating_sub(1);
                    healed[home] = out[home].size == 0;
                    out[home].fault.missing = Some(rest);
                    out[home].fault.expected = Some(write(rest.0));
                } else {
                    open.strays.push(out.len());
                }
                Some(moved)
            }
            Repair::Restart => Some(fault(FaultKind::Restart, open.before.map(|_| n.due), None)),
            Repair::Again => Some(fault(FaultKind::Restart, Some(n.due), None)),
            Repair::Nothing | Repair::Anew if open.before.is_none() && restarts.contains_key(&n.list) => {
                let due = last_before(paper, &nodes[..i], n.family, marks).map(|v| v + 1);
                Some(fault(FaultKind::Restart, due, None))
            }
            Repair::Nothing | Repair::Resume | Repair::Anew | Repair::Implicit => None,
        };
        open.named = c.family.prefix != Prefix::Nothing;
        open.worded = c.style().is_worded();
        *open.values.entry((c.value, c.inserted)).or_default() += 1;
        open.before = Some(i);
        if let Some(new) = new {
            out.push(new);
            healed.push(false);
        }
    }
    // A displaced number that also stands where it belongs is there twice.
    for d in &mut out {
        let times =
            lists.get(&d.list).and_then(|open| open.values.get(&(d.value, d.inserted))).copied().unwrap_or(0);
        if d.fault.kind == FaultKind::Displaced && !d.paired && times > 1 {
            d.fault.kind = FaultKind::Duplicate;
        }
    }
    follows(paper, &nodes, marks, &mut out);
    let sparse = sparse(&out, &healed, &nodes);
    let comments = !out.is_empty() && paper.comments();
    for d in &mut out {
        let list = lists.get(&d.list);
        let members = list.map_or(0, |open| open.values.values().sum());
        // Of another text's provisions not each need be spoken of.
        let cited = comments && list.is_some_and(|open| open.named) && d.size > 0;
        // `Option 2` speaks of an option as often as it counts it.
        d.otherwise |= members < MEMBERS && list.is_some_and(|open| open.worded);
        d.fault.certainty = match restarts.get(&d.list) {
            _ if cited || d.otherwise || sparse.contains(&d.family) => Certainty::Low,
            Some(certainty) if d.fault.kind == FaultKind::Restart => *certainty,
            _ => certainty(d, members),
        };
    }
    discard(&mut out, healed);
    out
}

/// Whether a heading that stands between two markers is all that is left of a text that was taken
/// out: `PART II [Repealed]`.
fn repealed(paper: &Paper<'_, '_>, between: &[Mark], mark: &Mark) -> bool {
    let outer = between.iter().skip(1).filter(|m| m.rank < mark.rank);
    let mut lines = outer.map(|m| paper.lines.content(paper.significant[m.at as usize] as usize));
    lines.any(|line| line.ends_with([']', '］', '〕']) && line.contains(['[', '［', '〔']))
}

/// Whether the last level of a number begins with 0.
fn zero_led(paper: &Paper<'_, '_>, mark: Option<&Mark>) -> bool {
    let printed = mark
        .map_or("", |mark| paper.printed(mark.candidate))
        .trim_end_matches(|c: char| !c.is_alphanumeric());
    printed.rsplit('.').next().is_some_and(|last| last.starts_with('0'))
}

/// Families that do not count: a quarter of their numbers come unexpected.
fn sparse(damage: &[Damage], healed: &[bool], nodes: &[&Node]) -> HashSet<Fam> {
    let mut faults: HashMap<Fam, usize> = HashMap::new();
    for d in damage.iter().zip(healed).filter(|(_, healed)| !**healed).map(|(d, _)| d) {
        *faults.entry(d.family).or_default() += 1;
    }
    let members = |family| nodes.iter().filter(|n| n.family == family).count();
    let many = faults.into_iter().filter(|&(f, faults)| faults >= SPARSE && faults * 4 >= members(f));
    many.map(|(family, _)| family).collect()
}

/// Whether the text around a marker explains without a fault that its number is unexpected: an
/// extract leaves out what it will, and a paragraph or a colon announces a list.
fn otherwise(kind: FaultKind, facts: &Facts) -> bool {
    match kind {
        FaultKind::Restart => facts.colon || facts.paragraph || facts.quoted,
        _ => facts.quoted || facts.elided,
    }
}

/// How sure a repair in a list of so many members is. Far more that is missing than there is speaks
/// for a number that was misunderstood; of two members neither says which is wrong.
fn certainty(d: &Damage, members: u32) -> Certainty {
    match d.fault.kind {
        FaultKind::WrongFirst if d.size > 3 * members.max(3) => Certainty::Low,
        FaultKind::Gap if d.size > 5 * members.max(3) => Certainty::Low,
        _ if members < 3 => Certainty::Medium,
        _ => Certainty::High,
    }
}

/// Takes out the repairs that are told otherwise.
fn discard(damage: &mut Vec<Damage>, gone: Vec<bool>) {
    let mut gone = gone.into_iter();
    damage.retain(|_| !gone.next().unwrap_or(false));
}

/// Lists that start over although all others of their family, at their depth, run on, and how sure that
/// is.
fn restarts(paper: &Paper<'_, '_>, read: &Read, nodes: &[&Node], marks: &[Mark]) -> HashMap<u32, Certainty> {
    /// How often numbers run on under a heading with a marker, under one without; and start over.
    #[derive(Default)]
    struct Habit {
        runs: u32,
        runs_unmarked: u32,
        anew: u32,
        /// The last that did, and where.
        list: u32,
        at: u32,
        /// They are headings, which start over under each other heading.
        sections: bool,
    }
    let mut habits: HashMap<(Fam, u8, usize), Habit> = HashMap::new();
    let mut lists = HashSet::new();
    for (n, mark) in nodes.iter().zip(marks) {
        let part = paper.cuts.partition_point(|cut| cut.first <= mark.at as usize);
        let (.., facts) = &read.places[n.place as usize];
        let begins = lists.insert(n.list);
        let dotted = paper.candidate(mark).levels;
        // An annex counts from 1 again.
        let known = habits.contains_key(&(n.family, n.depth, part));
        let habit = habits.entry((n.family, n.depth, part)).or_default();
        match n.repair {
            Repair::Resume => habit.runs += 1,
            Repair::Nothing | Repair::Anew if begins && known && dotted.is_empty() => {
                (habit.anew, habit.list, habit.at) = (habit.anew + 1, n.list, mark.at);
                habit.sections = mark.role == Role::Section;
            }
            Repair::Nothing if !begins && n.parent.is_none() && facts.apart && facts.head => {
                habit.runs_unmarked += 1
            }
            _ => {}
        }
    }
    // Where the list goes on that was open before, none of its kind started over.
    for (n, mark) in nodes.iter().zip(marks) {
        let part = paper.cuts.partition_point(|cut| cut.first <= mark.at as usize);
        let habit = habits.get_mut(&(n.family, n.depth, part));
        if let Some(habit) = habit.filter(|h| h.list != 0 && n.list < h.list && mark.at > h.at) {
            habit.anew = 0;
        }
    }
    let exception = |habit: Habit| {
        let certainty = if habit.runs >= 2 && !habit.sections { Certainty::High } else { Certainty::Low };
        (habit.anew == 1 && habit.runs + habit.runs_unmarked >= 2).then_some((habit.list, certainty))
    };
    habits.into_values().filter_map(exception).collect()
}

fn last_before(paper: &Paper<'_, '_>, nodes: &[&Node], family: Fam, marks: &[Mark]) -> Option<u32> {
    let at = nodes.iter().rposition(|n| n.family == family)?;
    Some(paper.candidate(&marks[at]).value)
}

/// The marker behind a fault explains it as much as the one before.
fn follows(paper: &Paper<'_, '_>, nodes: &[&Node], marks: &[Mark], damage: &mut [Damage]) {
    let mut next: HashMap<u32, usize> = HashMap::new();
    let mut behind: HashMap<u32, usize> = HashMap::new();
    for (i, n) in nodes.iter().enumerate().rev() {
        if let Some(later) = next.insert(n.list, i) {
            behind.insert(marks[i].at, later);
        }
    }
    for d in damage.iter_mut().filter(|d| matches!(d.fault.kind, FaultKind::Misprint | FaultKind::Displaced))
    {
        if let Some(mark) = behind.get(&d.at).and_then(|&i| marks.get(i)) {
            let c = paper.candidate(mark);
            d.fault.labels.push((c.span, format!("{} follows", written(paper, mark.candidate, c.value))));
        }
    }
}

/// Writes a value as a marker prints its own, without brackets and stops.
pub(super) fn written(paper: &Paper<'_, '_>, candidate: u32, value: u32) -> String {
    let letter = |base: u8| {
        let one = char::from(base + ((value.max(1) - 1) % 26) as u8);
        std::iter::repeat_n(one, 1 + (value.max(1) as usize - 1) / 26).collect::<String>()
    };
    match paper.lines.found.candidates[candidate as usize].family.system {
        System::HAN => numeral::han_text(value),
        System::STEM => crate::vocab::numerals::STEMS
            .chars()
            .nth(value.max(1) as usize - 1)
            .map(String::from)
            .unwrap_or_default(),
        System::LOWER_ROMAN => numeral::roman_text(value),
        System::UPPER_ROMAN => numeral::roman_text(value).to_ascii_uppercase(),
        System::LOWER_DOUBLE_LETTER => letter(b'a').repeat(2),
        System::UPPER_DOUBLE_LETTER => letter(b'A').repeat(2),
        System::LOWER_LETTER => letter(b'a'),
        System::UPPER_LETTER => letter(b'A'),
        _ => value.to_string(),
    }
}

/// Joins the repairs of a part that one fault explains.
pub(super) fn join(
    paper: &Paper<'_, '_>,
    range: Range<usize>,
    marks: &[Mark],
    mut damage: Vec<Damage>,
) -> Vec<Fault> {
    across_lists(&mut damage);
    lost_headings(&mut damage);
    // Numbers of two lists that are missing at one place went with one page.
    let gap = |d: &Damage| matches!(d.fault.kind, FaultKind::Gap | FaultKind::WrongFirst);
    let torn: Vec<&Damage> = damage.iter().filter(|d| gap(d)).collect();
    let went = |(i, d): (usize, &&Damage)| {
        let near = i.saturating_sub(NEAR)..(i + NEAR).min(torn.len());
        torn[near].iter().any(|t| d.went_with(t))
    };
    let went: Vec<bool> = torn.iter().enumerate().map(went).collect();
    let empty: Vec<u32> = if went.is_empty() {
        Vec::new()
    } else {
        structure::empties(paper, range.end, marks).iter().map(|&e| marks[e].at).collect()
    };
    let mut went = went.into_iter();
    let none_between = |from: u32, to: u32| {
        let first = marks.partition_point(|m| m.at <= from);
        marks[first..].iter().take_while(|m| m.at < to).all(|m| m.role == Role::Section)
    };
    damage.retain(|d| match d.fault.role {
        _ if !gap(d) => true,
        _ if went.next() == Some(true) => false,
        Role::Section => true,
        // An empty section lost its items: the gap in their numbers says the same.
        Role::Item => {
            !empty.iter().any(|&e| e < d.at && (d.before <= e || d.is_first() && none_between(e, d.at)))
        }
    });
    let lost: Vec<Range<u32>> = damage
        .iter()
        .filter(|d| gap(d) || d.fault.kind == FaultKind::Displaced)
        .filter(|d| d.size > 0 && d.before + 1 < d.at)
        .map(|d| d.before..d.at)
        .collect();
    let mut faults: Vec<Fault> = damage.into_iter().map(|d| d.fault).collect();
    let faulty: HashSet<Span> = faults.iter().map(|f| f.span).collect();
    faults.extend(structure::structure(paper, range.end, marks, &faulty, &lost));
    faults
}

/// An item that was moved to another list of its family: the gap it left and the stranger it
/// became are one fault.
fn across_lists(damage: &mut Vec<Damage>) {
    let mut homes: HashMap<(Fam, u32), Vec<usize>> = HashMap::new();
    for (at, d) in damage.iter().enumerate().filter(|(_, d)| d.size == 1) {
        if let Some((value, _)) = d.fault.missing {
            homes.entry((d.family, value)).or_default().push(at);
        }
    }
    let mut gone = vec![false; damage.len()];
    for d in damage.iter().filter(|d| d.fault.kind == FaultKind::Displaced && !d.paired) {
        let left = homes.get_mut(&(d.family, d.value));
        if let Some((home, all)) =
            left.and_then(|all| Some((all.iter().position(|&g| damage[g].list != d.list)?, all)))
        {
            gone[all.remove(home)] = true;
        }
    }
    discard(damage, gone);
}

/// Items that start over where a heading is missing: the gap among the headings says so; where
/// the headings show none, the restart is the sign that one is lost.
fn lost_headings(damage: &mut Vec<Damage>) {
    let explained = |d: &Damage, all: &[Damage]| {
        d.fault.kind == FaultKind::Restart
            && all.iter().any(|g| {
                g.fault.kind == FaultKind::Gap && Some(g.list) == d.parent && g.before <= d.at && d.at <= g.at
                    || g.fault.kind == FaultKind::WrongFirst && g.rank < d.rank && d.at <= g.at
            })
    };
    let drop: Vec<bool> = damage.iter().map(|d| explained(d, damage)).collect();
    discard(damage, drop);
    for d in
        damage.iter_mut().filter(|d| d.fault.kind == FaultKind::Restart && d.parent.is_some() && d.value == 1)
    {
        if d.fault.expected.is_none() {
            d.fault.kind = FaultKind::LostHeading;
        }
    }
}
