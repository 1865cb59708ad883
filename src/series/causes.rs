//! From repairs to faults: one fault of the paper may need several repairs
//! (a missing page tears the items and the headings), and is told once.

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
        self.lost_headings(self.before + 1).map(|_| self.before..self.at)
    }

    /// How many headings are known to be missing just before a line.
    pub(super) fn lost_headings(&self, at: u32) -> Option<u32> {
        let missing =
            matches!(self.fault.kind, FaultKind::Gap | FaultKind::WrongFirst | FaultKind::Displaced);
        (missing && self.before < at && at < self.at && self.size > 0).then_some(self.size)
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
    for (i, (token, step)) in reading.tokens.iter().zip(&reading.steps).enumerate() {
        if matches!(step, Step::Text | Step::Side) {
            continue;
        }
        if reading.over[i] {
            last = 0;
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
                let early = |v: u32| {
                    let stray =
                        |d: &Damage| d.fault.kind == FaultKind::Displaced && d.value == v && !d.paired;
                    out[from..].iter().position(stray)
                };
                let strays: Option<Vec<usize>> = (lo..=hi).map(early).collect();
                match strays {
                    Some(strays) => strays.into_iter().for_each(|s| out[from + s].paired = true),
                    None => out.push(fault(FaultKind::Gap, Some(lo), Some((lo, hi)))),
                }
                last = token.value;
            }
            Step::WrongFirst => {
                out.push(fault(FaultKind::WrongFirst, Some(1), Some((1, token.value - 1))));
                last = token.value;
            }
            Step::Repeat => out.push(fault(FaultKind::Duplicate, Some(last + 1), None)),
            Step::Late => {
                let home = out[from..].iter().rposition(|d| {
                    matches!(d.fault.kind, FaultKind::Gap | FaultKind::WrongFirst)
                        && d.fault.missing.is_some_and(|(a, z)| (a..=z).contains(&token.value))
                });
                let mut moved = fault(FaultKind::Displaced, Some(last + 1), None);
                moved.paired = home.is_some();
                if let Some(home) = home.map(|h| h + from) {
                    moved.fault.labels.push((
                        out[home].fault.span,
                        format!("it belongs before {}", out[home].fault.found.clone().unwrap_or_default()),
                    ));
                    let (a, z) = out[home].fault.missing.unwrap_or((token.value, token.value));
                    if a == z {
                        out.remove(home);
                    } else {
                        let rest = if token.value == a {
                            (a + 1, z)
                        } else {
                            (a, if token.value == z { z - 1 } else { z })
                        };
                        out[home].fault.missing = Some(rest);
                        out[home].fault.expected = Some(write(token, rest.0));
                        out[home].size -= 1;
                    }
                }
                out.push(moved);
            }
            Step::Early => out.push(fault(FaultKind::Displaced, Some(last + 1), None)),
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
    twice(reading, &mut out[from..]);
    // The marker behind a fault explains it as much as the one before.
    for damage in &mut out[from..] {
        let next = reading
            .tokens
            .iter()
            .zip(&reading.steps)
            .find(|(t, s)| t.at > damage.at && !matches!(s, Step::Text | Step::Side));
        if let Some((token, _)) =
            next.filter(|_| matches!(damage.fault.kind, FaultKind::Misprint | FaultKind::Displaced))
        {
            damage.fault.labels.push((place.span(token), format!("{} follows", write(token, token.value))));
        }
    }
}

/// A displaced number that also stands where it belongs is there twice.
fn twice(reading: &Reading, damage: &mut [Damage]) {
    for d in damage.iter_mut().filter(|d| d.fault.kind == FaultKind::Displaced && !d.paired) {
        let elsewhere = reading.tokens.iter().zip(&reading.steps).any(|(t, s)| {
            t.at != d.at
                && t.value == d.value
                && matches!(s, Step::Next | Step::Gap { .. } | Step::WrongFirst)
        });
        if elsewhere && !reading.starts_over {
            d.fault.kind = FaultKind::Duplicate;
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
    let mut drop = vec![false; damage.len()];
    for i in 0..damage.len() {
        let item = &damage[i];
        if item.fault.role != Role::Item || !matches!(item.fault.kind, FaultKind::Gap | FaultKind::WrongFirst)
        {
            continue;
        }
        for j in 0..damage.len() {
            let heading = &damage[j];
            let missing = matches!(heading.fault.kind, FaultKind::Gap | FaultKind::WrongFirst);
            if j == i
                || drop[j]
                || heading.rank >= item.rank
                || !missing
                || heading.fault.role != Role::Section
            {
                continue;
            }
            let same_cut = item.before <= heading.at && heading.at <= item.at;
            let overlaps = heading.before <= item.at && item.before <= heading.at;
            drop[j] = same_cut || overlaps && item.size >= 3;
        }
    }
    // An empty section lost its items: the gap in their numbers says the same.
    for i in 0..damage.len() {
        let item = &damage[i];
        if matches!(item.fault.kind, FaultKind::Gap | FaultKind::WrongFirst) && item.fault.role == Role::Item
        {
            drop[i] |= empties(place, marks).iter().any(|&e| (item.before..item.at).contains(&marks[e].at));
        }
    }
    let mut keep = drop.iter();
    damage.retain(|_| !keep.next().copied().unwrap_or(false));
    damage.into_iter().map(|d| d.fault).collect()
}

/// An item that was moved to another section, where each numbers its own: the
/// gap it left and the stranger it became are one fault.
fn across_scopes(damage: &mut Vec<Damage>, readings: &[Reading]) {
    let mut gone = Vec::new();
    for i in 0..damage.len() {
        let stray = &damage[i];
        if stray.fault.kind != FaultKind::Displaced || stray.paired || !starts_over(readings, stray.style) {
            continue;
        }
        let home = (0..damage.len()).find(|&j| {
            let d = &damage[j];
            j != i
                && !gone.contains(&j)
                && d.rank == stray.rank
                && d.size == 1
                && d.fault.missing == Some((stray.value, stray.value))
        });
        if let Some(home) = home {
            damage[i].fault.kind = FaultKind::Displaced;
            gone.push(home);
        }
    }
    let mut at = 0;
    damage.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
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
    let faulty = |m: &Mark| faults.iter().any(|f| f.span == candidate(m).span);
    // Of a heading that is printed twice the first copy is no empty section.
    let following = |i: usize| marks[i + 1..].iter().find(|m| m.rank <= marks[i].rank);
    let mut empty: Vec<usize> = empties(place, marks);
    empty.retain(|&i| !following(i).is_some_and(faulty) && !faulty(&marks[i]));
    let mut mixed = Vec::new();
    // The first heading of a scope, with items before it in the same scope.
    for (i, mark) in marks.iter().enumerate().filter(|(_, m)| m.role == Role::Section) {
        let section = marks[..i].iter().rposition(|m| m.rank < mark.rank);
        let start = section.map_or(0, |s| s + 1);
        let inside = &marks[start..i];
        // Behind a heading that is missing, its subsections seem to come late.
        let explained = lost.iter().any(|l| l.contains(&mark.at));
        if inside.iter().any(|m| m.rank == mark.rank)
            || candidate(mark).value != 1
            || faulty(mark)
            || explained
        {
            continue;
        }
        let before = inside.iter().position(|m| Some(m.rank) == items && m.rank > mark.rank);
        mixed.extend(before.map(|n| Mixed { section, first: i, item: start + n }));
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
    let mut early: Vec<u32> = Vec::new();
    for (i, (token, step)) in reading.tokens.iter().zip(&reading.steps).enumerate() {
        if reading.over[i] && reading.starts_over {
            total += last;
            last = 0;
        }
        match step {
            Step::Text | Step::Side | Step::Early | Step::Late | Step::Repeat => {
                if *step == Step::Early {
                    early.push(token.value);
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
