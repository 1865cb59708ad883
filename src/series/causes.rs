//! From repairs to faults: one fault of the paper may need several repairs
//! (a missing page tears the items and the headings), and is told once.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet, VecDeque};

use crate::ast::Style;
use crate::lex::{Ending, numeral};
use crate::span::Span;

use super::beam::Step;
use super::declared::Declared;
use super::displaced::{self, Mixed};
use super::fault::{Fault, FaultKind, Role};
use super::solve::{Mark, Place, Reading};
use super::token::Token;

/// A repair of one series, with where it stands in the part.
#[derive(Debug, Clone)]
pub(crate) struct Damage {
    pub fault: Fault,
    pub rank: u8,
    /// The significant line of the marker concerned.
    pub at: u32,
    /// That of the marker before it in its series; the marker's own where none is.
    pub before: u32,
    /// How many numbers are missing.
    pub size: u32,
    /// The value concerned, for matching a move with the gap it left.
    value: u32,
    style: Style,
    /// A displaced marker whose own place is known.
    paired: bool,
}

impl Damage {
    /// The lines among which headings are missing.
    pub(super) fn lost_range(&self) -> Option<std::ops::Range<u32>> {
        let missing =
            matches!(self.fault.kind, FaultKind::Gap | FaultKind::WrongFirst | FaultKind::Displaced);
        (missing && self.size > 0 && self.before + 1 < self.at).then_some(self.before..self.at)
    }
}

/// The gaps of headings around a line, for lines in rising order: each gap is
/// looked at when its first line is passed and dropped behind its last.
pub(super) struct Lost<'d> {
    damage: &'d [Damage],
    /// Gaps that are still ahead, the nearest last.
    ahead: Vec<u32>,
    /// Gaps that have begun, the first to be found on top.
    open: BinaryHeap<Reverse<u32>>,
}

impl<'d> Lost<'d> {
    pub fn new(damage: &'d [Damage]) -> Self {
        let mut ahead: Vec<u32> =
            (0..damage.len() as u32).filter(|&n| damage[n as usize].lost_range().is_some()).collect();
        ahead.sort_by_key(|&n| Reverse(damage[n as usize].before));
        Self { damage, ahead, open: BinaryHeap::new() }
    }

    /// The number of the gap that a line stands in, and how many headings are missing there.
    pub fn around(&mut self, at: u32) -> Option<(u32, u32)> {
        while let Some(n) = self.ahead.pop_if(|n| self.damage[*n as usize].before < at) {
            self.open.push(Reverse(n));
        }
        while let Some(Reverse(n)) = self.open.peek() {
            let damage = &self.damage[*n as usize];
            if at < damage.at {
                return Some((*n, damage.size));
            }
            self.open.pop();
        }
        None
    }
}

/// Writes a value as a family prints it, without brackets and dots.
fn written(style: Style, value: u32) -> String {
    let letter = |base: u8| {
        let one = char::from(base + ((value.max(1) - 1) % 26) as u8);
        std::iter::repeat_n(one, 1 + (value.max(1) as usize - 1) / 26).collect::<String>()
    };
    match style {
        Style::HanComma
        | Style::HanParens
        | Style::Part
        | Style::Chapter
        | Style::Division
        | Style::Article
        | Style::Clause => numeral::han_text(value),
        Style::UpperRomanDot | Style::UpperRomanParens => numeral::roman_text(value).to_ascii_uppercase(),
        Style::LowerRomanDot | Style::LowerRomanParen | Style::LowerRomanParens => numeral::roman_text(value),
        Style::UpperLetterDot | Style::UpperLetterParens => letter(b'A'),
        Style::LowerLetterDot | Style::LowerLetterParen | Style::LowerLetterParens => letter(b'a'),
        Style::Decimal | Style::DecimalPath | Style::DecimalParen | Style::DecimalParens | Style::Circled => {
            value.to_string()
        }
    }
}

/// Turns the repairs of one series into damage.
pub(super) fn collect(
    place: &Place<'_, '_>,
    rank: u8,
    reading: &Reading,
    implicit: bool,
    out: &mut Vec<Damage>,
) {
    let from = out.len();
    let style = reading.key.style;
    let keyword = |token: &Token| {
        let raw = &place.lines.text[place.span(token).range()];
        raw.starts_with(|c: char| c.is_ascii_alphabetic())
            && matches!(style, Style::Part | Style::Chapter | Style::Division | Style::Article)
    };
    let write = |token: &Token, value: u32| {
        if keyword(token) { value.to_string() } else { written(style, value) }
    };
    let mut before: Option<&Token> = None;
    let mut last = u32::from(implicit);
    // Damage by what later markers look it up by; all of it is in `out`.
    let mut strays: HashMap<u32, VecDeque<usize>> = HashMap::new();
    let mut gaps: BTreeMap<u32, usize> = BTreeMap::new();
    let mut healed: HashSet<usize> = HashSet::new();
    for (i, (token, step)) in reading.tokens.iter().zip(&reading.steps).enumerate() {
        if matches!(step, Step::Text | Step::Side) {
            continue;
        }
        if reading.over[i] {
            last = 0;
            gaps.clear();
        }
        let fault = |kind, expected: Option<u32>, missing: Option<(u32, u32)>| {
            let mut labels = Vec::new();
            if let Some(b) = before {
                labels.push((place.span(b), format!("{} stands here", write(b, b.value))));
            }
            let found = if token.misread {
                place.lines.text[place.span(token).range()].trim_end_matches(['.', '．', '、']).to_owned()
            } else {
                write(token, token.value)
            };
            let expected = expected.map(|v| write(token, v));
            Damage {
                fault: Fault {
                    kind,
                    role: Role::Item,
                    span: place.span(token),
                    expected,
                    found: Some(found),
                    missing,
                    labels,
                },
                rank,
                at: token.at,
                before: before.map_or(place.range.start as u32, |b| b.at),
                size: missing.map_or(0, |(a, z)| z - a + 1),
                value: token.value,
                style,
                paired: false,
            }
        };
        match *step {
            Step::Next | Step::Explained => last = token.value,
            Step::Gap { from: lo, to: hi } => {
                // Numbers that stood too early have left this gap: one move, told there.
                if (lo..=hi).all(|v| strays.get(&v).is_some_and(|s| !s.is_empty())) {
                    for stray in (lo..=hi).filter_map(|v| strays.get_mut(&v)?.pop_front()) {
                        out[stray].paired = true;
                    }
                } else {
                    gaps.insert(lo, out.len());
                    out.push(fault(FaultKind::Gap, Some(lo), Some((lo, hi))));
                }
                last = token.value;
            }
            Step::WrongFirst => {
                gaps.insert(1, out.len());
                out.push(fault(FaultKind::WrongFirst, Some(1), Some((1, token.value - 1))));
                last = token.value;
            }
            Step::Repeat => out.push(fault(FaultKind::Duplicate, Some(last + 1), None)),
            Step::Late => {
                let home = gaps
                    .range(..=token.value)
                    .next_back()
                    .map(|(_, &home)| home)
                    .filter(|&home| out[home].fault.missing.is_some_and(|(_, z)| token.value <= z));
                let mut moved = fault(FaultKind::Displaced, Some(last + 1), None);
                moved.paired = home.is_some();
                if let Some(home) = home {
                    moved.fault.labels.push((
                        out[home].fault.span,
                        format!("it belongs before {}", out[home].fault.found.clone().unwrap_or_default()),
                    ));
                    let (a, z) = out[home].fault.missing.unwrap_or((token.value, token.value));
                    gaps.remove(&a);
                    if a == z {
                        healed.insert(home);
                    } else {
                        let rest = if token.value == a {
                            (a + 1, z)
                        } else {
                            (a, if token.value == z { z - 1 } else { z })
                        };
                        gaps.insert(rest.0, home);
                        out[home].fault.missing = Some(rest);
                        out[home].fault.expected = Some(write(token, rest.0));
                        out[home].size -= 1;
                    }
                }
                if !moved.paired {
                    strays.entry(token.value).or_default().push_back(out.len());
                }
                out.push(moved);
            }
            Step::Early => {
                strays.entry(token.value).or_default().push_back(out.len());
                out.push(fault(FaultKind::Displaced, Some(last + 1), None));
            }
            Step::Misprint { expected } => {
                out.push(fault(FaultKind::Misprint, Some(expected), None));
                last = expected;
            }
            Step::Restart => {
                out.push(fault(FaultKind::Restart, Some(last + 1), None));
                last = token.value;
            }
            Step::LostHeading => {
                out.push(fault(FaultKind::LostHeading, None, None));
                last = token.value;
            }
            Step::Text | Step::Side => {}
        }
        before = Some(token);
    }
    let mut at = from;
    out.retain(|_| {
        at += 1;
        at <= from || !healed.contains(&(at - 1))
    });
    twice(reading, &mut out[from..]);
    follows(place, reading, &write, &mut out[from..]);
}

/// A displaced number that also stands where it belongs is there twice.
fn twice(reading: &Reading, damage: &mut [Damage]) {
    let stray = |d: &Damage| d.fault.kind == FaultKind::Displaced && !d.paired;
    if reading.starts_over || !damage.iter().any(stray) {
        return;
    }
    let at_home = |s: &Step| matches!(s, Step::Next | Step::Gap { .. } | Step::WrongFirst);
    let pairs = reading.tokens.iter().zip(&reading.steps);
    let elsewhere: HashSet<u32> = pairs.filter(|(_, s)| at_home(s)).map(|(t, _)| t.value).collect();
    for d in damage.iter_mut().filter(|d| stray(d) && elsewhere.contains(&d.value)) {
        d.fault.kind = FaultKind::Duplicate;
    }
}

/// The marker behind a fault explains it as much as the one before.
fn follows(
    place: &Place<'_, '_>,
    reading: &Reading,
    write: &dyn Fn(&Token, u32) -> String,
    damage: &mut [Damage],
) {
    if damage.is_empty() {
        return;
    }
    let taken = |s: &Step| !matches!(s, Step::Text | Step::Side);
    let pairs = reading.tokens.iter().zip(&reading.steps);
    let tokens: Vec<&Token> = pairs.filter(|(_, s)| taken(s)).map(|(t, _)| t).collect();
    for d in damage.iter_mut().filter(|d| matches!(d.fault.kind, FaultKind::Misprint | FaultKind::Displaced))
    {
        if let Some(token) = tokens.get(tokens.partition_point(|t| t.at <= d.at)) {
            d.fault.labels.push((place.span(token), format!("{} follows", write(token, token.value))));
        }
    }
}

/// Joins repairs that one fault explains, and says what each concerns.
pub(super) fn join(
    place: &Place<'_, '_>,
    mut damage: Vec<Damage>,
    marks: &[Mark],
    roles: &[Role],
    readings: &[Reading],
) -> Vec<Fault> {
    for d in &mut damage {
        d.fault.role = roles[d.rank as usize];
    }
    across_scopes(&mut damage, readings);
    // Headings and items that are missing at one place went with one page.
    let gap = |d: &Damage| matches!(d.fault.kind, FaultKind::Gap | FaultKind::WrongFirst);
    let torn: Vec<&Damage> = damage.iter().filter(|d| gap(d) && d.fault.role == Role::Item).collect();
    // An empty section lost its items: the gap in their numbers says the same.
    let empty: Vec<u32> = if torn.is_empty() {
        Vec::new()
    } else {
        empties(place, marks).iter().map(|&e| marks[e].at).collect()
    };
    let mut reaches: HashMap<u8, [Reach; 2]> = HashMap::new();
    let drop: Vec<bool> = damage
        .iter()
        .map(|d| match d.fault.role {
            _ if !gap(d) => false,
            Role::Section => {
                let [any, large] = reaches.entry(d.rank).or_insert_with(|| {
                    let below = || torn.iter().filter(|t| t.rank > d.rank);
                    [Reach::new(below()), Reach::new(below().filter(|t| t.size >= 3))]
                });
                any.touches(d.at, d.at) || large.touches(d.before, d.at)
            }
            Role::Item => empty.get(empty.partition_point(|&e| e < d.before)).is_some_and(|&e| e < d.at),
        })
        .collect();
    let mut keep = drop.iter();
    damage.retain(|_| !keep.next().copied().unwrap_or(false));
    damage.into_iter().map(|d| d.fault).collect()
}

/// How far the gaps that begin up to some line reach.
struct Reach(Vec<(u32, u32)>);

impl Reach {
    fn new<'d>(gaps: impl Iterator<Item = &'d &'d Damage>) -> Self {
        Self::of(gaps.map(|d| (d.before, d.at)).collect())
    }

    /// Of the first and last lines of gaps.
    fn of(mut out: Vec<(u32, u32)>) -> Self {
        out.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut out {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self(out)
    }

    /// Whether any of them touches the lines from `first` to `last`.
    fn touches(&self, first: u32, last: u32) -> bool {
        let begun = self.0.partition_point(|g| g.0 <= last);
        begun.checked_sub(1).is_some_and(|b| self.0[b].1 >= first)
    }
}

/// An item that was moved to another section, where each numbers its own: the
/// gap it left and the stranger it became are one fault.
fn across_scopes(damage: &mut Vec<Damage>, readings: &[Reading]) {
    let moved =
        |d: &Damage| d.fault.kind == FaultKind::Displaced && !d.paired && starts_over(readings, d.style);
    if !damage.iter().any(moved) {
        return;
    }
    let mut homes: HashMap<(u8, u32), VecDeque<usize>> = HashMap::new();
    for (i, d) in damage.iter().enumerate() {
        if let Some((a, _)) = d.fault.missing.filter(|(a, z)| a == z && d.size == 1) {
            homes.entry((d.rank, a)).or_default().push_back(i);
        }
    }
    let mut gone = vec![false; damage.len()];
    for d in damage.iter().filter(|d| moved(d)) {
        if let Some(home) = homes.get_mut(&(d.rank, d.value)).and_then(VecDeque::pop_front) {
            gone[home] = true;
        }
    }
    let mut gone = gone.iter();
    damage.retain(|_| !gone.next().copied().unwrap_or(false));
}

fn starts_over(readings: &[Reading], style: Style) -> bool {
    readings.iter().any(|r| r.key.style == style && r.starts_over)
}

/// Headings under which nothing stands, outermost only.
fn empties(place: &Place<'_, '_>, marks: &[Mark]) -> Vec<usize> {
    let mut out = Vec::new();
    let mut inside: Option<u8> = None;
    for (i, mark) in marks.iter().enumerate() {
        if inside.is_some_and(|rank| mark.rank > rank) {
            continue;
        }
        inside = None;
        if mark.role == Role::Section && holds_nothing(place, marks, i) {
            out.push(i);
            inside = Some(mark.rank);
        }
    }
    out
}

/// Whether neither an item nor a paragraph stands between a heading and the
/// next of its rank or above.
fn holds_nothing(place: &Place<'_, '_>, marks: &[Mark], i: usize) -> bool {
    let rank = marks[i].rank;
    let mut end = i + 1;
    while end < marks.len() && marks[end].rank > rank {
        if marks[end].role == Role::Item {
            return false;
        }
        end += 1;
    }
    // Every stretch between the headings must be bare.
    (i..end).all(|m| {
        let next = marks.get(m + 1);
        let to = next.map_or(place.range.end, |n| n.at as usize);
        let from = place.own_end(&marks[m], next) + 1;
        from >= to || next.is_none() && place.closing(from)
    })
}

/// Faults of structure: empty sections, items before the first section.
pub(super) fn structure(
    place: &Place<'_, '_>,
    marks: &[Mark],
    faults: &[Fault],
    lost: &[std::ops::Range<u32>],
) -> Vec<Fault> {
    let mut out = Vec::new();
    let candidate = |m: &Mark| &place.lines.candidates[m.candidate as usize];
    let raw = |m: &Mark| place.lines.text[candidate(m).span.range()].to_owned();
    let fault = |kind, role, mark: &Mark, label: Option<(Span, String)>| Fault {
        kind,
        role,
        span: candidate(mark).span,
        expected: None,
        found: Some(raw(mark)),
        missing: None,
        labels: label.into_iter().collect(),
    };
    let items = marks.iter().filter(|m| m.role == Role::Item).map(|m| m.rank).min();
    let faulty: HashSet<Span> = faults.iter().map(|f| f.span).collect();
    let faulty = |m: &Mark| faulty.contains(&candidate(m).span);
    // Of a heading that is printed twice the first copy is no empty section.
    let following = |i: usize| marks[i + 1..].iter().find(|m| m.rank <= marks[i].rank);
    let mut empty: Vec<usize> = empties(place, marks);
    empty.retain(|&i| !following(i).is_some_and(faulty) && !faulty(&marks[i]));
    let mut mixed = Vec::new();
    let item_places: Vec<usize> = (0..marks.len()).filter(|&i| Some(marks[i].rank) == items).collect();
    let lost = Reach::of(lost.iter().map(|l| (l.start, l.end.saturating_sub(1))).collect());
    // The last mark of each rank so far.
    let mut latest: Vec<Option<usize>> = Vec::new();
    // The first heading of a scope, with items before it in the same scope.
    for (i, mark) in marks.iter().enumerate() {
        let rank = usize::from(mark.rank);
        latest.resize(latest.len().max(rank + 1), None);
        let section = latest[..rank].iter().copied().max().flatten();
        let start = section.map_or(0, |s| s + 1);
        let first = latest[rank].is_none_or(|l| l < start);
        latest[rank] = Some(i);
        if mark.role != Role::Section
            || !first
            || candidate(mark).value != 1
            || faulty(mark)
            // Behind a heading that is missing, its subsections seem to come late.
            || lost.touches(mark.at, mark.at)
        {
            continue;
        }
        let before = item_places.get(item_places.partition_point(|&p| p < start)).copied();
        let before = before.filter(|&b| b < i && marks[b].rank > mark.rank);
        mixed.extend(before.map(|item| Mixed { section, first: i, item }));
    }
    displaced::explain(marks, &mut empty, &mut mixed);
    for i in empty {
        let label = following(i).map(|n| (candidate(n).span, format!("{} follows at once", raw(n).trim())));
        out.push(fault(FaultKind::Empty, Role::Section, &marks[i], label));
    }
    for Mixed { section, first, item } in mixed {
        let kind = if section.is_some() { FaultKind::MixedDepth } else { FaultKind::Orphan };
        let first = &marks[first];
        let label = (candidate(first).span, format!("{} begins only here", raw(first).trim()));
        out.push(fault(kind, Role::Item, &marks[item], Some(label)));
    }
    out
}

/// With which number the outermost items end, or how many there are where they
/// start over in each section; missing ones are counted in.
pub(super) fn ends_at(readings: &[Reading], roles: &[Role], marks: &[Mark]) -> Option<(u32, u32)> {
    let rank = marks.iter().filter(|m| m.role == Role::Item).map(|m| m.rank).min()?;
    let reading = readings.get(rank as usize).filter(|_| roles.get(rank as usize) == Some(&Role::Item))?;
    let (mut last, mut at, mut total) = (0, None, 0);
    let mut early: HashSet<u32> = HashSet::new();
    for (i, (token, step)) in reading.tokens.iter().zip(&reading.steps).enumerate() {
        if reading.over[i] && reading.starts_over {
            total += last;
            last = 0;
        }
        match step {
            Step::Text | Step::Side | Step::Early | Step::Late | Step::Repeat => {
                if *step == Step::Early {
                    early.insert(token.value);
                }
                at = if matches!(step, Step::Text | Step::Side) { at } else { Some(token.candidate) };
            }
            Step::Misprint { expected } => (last, at) = (*expected, Some(token.candidate)),
            Step::Restart | Step::LostHeading => {
                total += last;
                (last, at) = (token.value, Some(token.candidate));
            }
            Step::Explained if token.value < last => {
                total += last;
                (last, at) = (token.value, Some(token.candidate));
            }
            _ => (last, at) = (token.value, Some(token.candidate)),
        }
    }
    // The last items may have been moved forward.
    while early.contains(&(last + 1)) {
        last += 1;
    }
    at.map(|candidate| (total + last, candidate))
}

/// The declared count against the count that is there.
pub(super) fn miscounted(
    place: &Place<'_, '_>,
    declared: &Declared,
    ends_at: Option<(u32, u32)>,
    marks: &[Mark],
) -> Option<Fault> {
    let (there, last) = ends_at?;
    if there == declared.count || marks.is_empty() {
        return None;
    }
    // Where numbers come twice because a list began over, the items are all there.
    let rank = marks.iter().filter(|m| m.role == Role::Item).map(|m| m.rank).min();
    let printed = marks.iter().filter(|m| m.role == Role::Item && Some(m.rank) == rank).count() as u32;
    if printed > there && printed == declared.count {
        return None;
    }
    let span = place.lines.candidates[last as usize].span;
    Some(Fault {
        kind: FaultKind::DeclaredCount,
        role: Role::Item,
        span: declared.span,
        expected: Some(there.to_string()),
        found: Some(declared.count.to_string()),
        missing: None,
        labels: vec![(span, "the last item stands here".to_owned())],
    })
}

impl Place<'_, '_> {
    /// Whether only short lines, as signatures are, stand from here to the part's end.
    fn closing(&self, from: usize) -> bool {
        (from..self.range.end).all(|at| {
            let line = &self.lines.lines[self.significant[at] as usize];
            line.ending == Ending::Open && line.span.len() < 120
        })
    }
}
