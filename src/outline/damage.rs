//! What a reading of one series had to repair, with all that a report says of
//! it: which marker, what was expected, and the neighbours that show it.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use crate::markers::{Style, numeral};

use super::beam::Step;
use super::fault::{Fault, FaultKind, Role};
use super::read::Reading;
use super::solve::Place;
use super::token::Token;

/// Faults behind so many markers of a series are no longer explained by their neighbours: no
/// paper is so long, and a million of them are not told one by one.
const MOST_EXPLAINED: usize = 100_000;

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
    pub value: u32,
    pub style: Style,
    /// A displaced marker whose own place is known.
    pub paired: bool,
}

impl Damage {
    /// The lines among which headings are missing.
    pub(super) fn lost_range(&self) -> Option<std::ops::Range<u32>> {
        let missing =
            matches!(self.fault.kind, FaultKind::Gap | FaultKind::WrongFirst | FaultKind::Displaced);
        (missing && self.size > 0 && self.before + 1 < self.at).then_some(self.before..self.at)
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
    // The gap and the number of each that came after it.
    let mut late: HashSet<(usize, u32)> = HashSet::new();
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
            if let Some(b) = before.filter(|_| i < MOST_EXPLAINED) {
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
                    .filter(|&home| out[home].fault.missing.is_some_and(|(_, z)| token.value <= z))
                    // What comes a second time is no move.
                    .filter(|&home| late.insert((home, token.value)));
                let mut moved = fault(FaultKind::Displaced, Some(last + 1), None);
                moved.paired = home.is_some();
                if let Some(home) = home {
                    moved.fault.labels.push((
                        out[home].fault.span,
                        format!("it belongs before {}", out[home].fault.found.clone().unwrap_or_default()),
                    ));
                    let (mut a, mut z) = out[home].fault.missing.unwrap_or((token.value, token.value));
                    gaps.remove(&a);
                    while a <= z && late.contains(&(home, a)) {
                        a += 1;
                    }
                    while a <= z && late.contains(&(home, z)) {
                        z -= 1;
                    }
                    if a > z {
                        healed.insert(home);
                    } else {
                        gaps.insert(a, home);
                        out[home].fault.missing = Some((a, z));
                        out[home].fault.expected = Some(write(token, a));
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
    let mut at = 0;
    out.retain(|_| {
        at += 1;
        !healed.contains(&(at - 1))
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
    let moved = |d: &&mut Damage| matches!(d.fault.kind, FaultKind::Misprint | FaultKind::Displaced);
    for d in damage.iter_mut().filter(moved).take(MOST_EXPLAINED) {
        if let Some(token) = tokens.get(tokens.partition_point(|t| t.at <= d.at)) {
            d.fault.labels.push((place.span(token), format!("{} follows", write(token, token.value))));
        }
    }
}
