//! All mutants of a fixture.

use super::draft::{Draft, Expect};
use super::items::Outcome;
use super::outline::{Kind, Outline, Series};
use super::{heads, items, pages};
use crate::support::generator::Random;

/// A paper with a fault, and what may be found in it.
pub struct Mutant {
    pub file: &'static str,
    pub kind: String,
    pub place: String,
    pub text: String,
    /// One entry a fault: the findings that are right for it, each with its lines from 1.
    pub expect: Vec<Vec<(&'static str, Vec<u32>)>>,
}

/// The mutants of a fixture, and the edits that nobody could see.
#[derive(Default)]
pub struct Made {
    pub mutants: Vec<Mutant>,
    /// Kind and reason.
    pub unseen: Vec<(String, &'static str)>,
}

/// Reasons that only say that an edit has no place here are not worth a line in the table.
const NOT_AN_EDIT: &[&str] = &[
    "there is no neighbour",
    "there is no such place",
    "the family has no such number",
    "it has fewer than two digits",
    "no digit of it looks like a letter",
    "the part has no unnumbered first paragraph",
    "fewer than twelve items are left",
    "fewer than thirty lines are left",
    "fewer than two items stand in the thirty lines",
    "no count is declared",
    "nothing refers to the part",
    "nothing would be left of the part",
];

/// Places an item is moved by.
const MOVES: &[isize] = &[-20, -5, -3, -2, 2, 3, 5, 20];

/// Pairs of faults a fixture.
const PAIRS: usize = 120;

impl Made {
    fn keep(&mut self, o: &Outline, kind: String, place: &str, draft: &Draft, outcomes: Vec<Outcome>) {
        let outcomes: Result<Vec<Expect>, _> = outcomes.into_iter().collect();
        match outcomes {
            Ok(expects) => {
                let expect = expects.iter().map(|e| lines_of(e, draft)).collect();
                let (place, text) = (place.to_owned(), draft.text());
                self.mutants.push(Mutant { file: o.plan.file, kind, place, text, expect });
            }
            Err(reason) if NOT_AN_EDIT.contains(&reason) => {}
            Err(reason) => self.unseen.push((kind, reason)),
        }
    }
}

fn lines_of(expect: &Expect, draft: &Draft) -> Vec<(&'static str, Vec<u32>)> {
    expect
        .iter()
        .map(|a| (a.code, a.at.iter().filter_map(|&id| draft.place(id)).map(|l| l as u32 + 1).collect()))
        .collect()
}

/// Makes every mutant of a fixture.
pub fn all(o: &Outline) -> Made {
    let mut made = Made::default();
    let original = Draft::new(&o.lines);
    for series in &o.series {
        match series.kind {
            Kind::Item(depth) => every_item(o, series, depth, &original, &mut made),
            Kind::Head(level) => every_head(o, series, level, &original, &mut made),
        }
    }
    for part in 0..o.parts.len() {
        for from in 0..pages::items_of(o, part).len() {
            one(o, &mut made, &original, "page missing", &format!("part {part} from item {from}"), |d| {
                pages::missing(o, part, from, d)
            });
        }
        for by in [-10, -1, 1, 10] {
            one(o, &mut made, &original, "declared count", &format!("part {part} {by:+}"), |d| {
                pages::declared_wrong(o, part, by, d)
            });
        }
        one(o, &mut made, &original, "annex missing", &format!("part {part}"), |d| {
            pages::annex_missing(o, part, d)
        });
    }
    for from in 0..o.lines.len() {
        one(o, &mut made, &original, "page twice", &format!("from line {}", from + 1), |d| {
            pages::twice(o, from, d)
        });
    }
    pairs(o, &original, &mut made);
    made
}

fn one(
    o: &Outline,
    made: &mut Made,
    original: &Draft,
    kind: &str,
    place: &str,
    edit: impl FnOnce(&mut Draft) -> Outcome,
) {
    let mut draft = original.clone();
    let outcome = edit(&mut draft);
    made.keep(o, kind.to_owned(), place, &draft, vec![outcome]);
}

fn every_item(o: &Outline, series: &Series, depth: usize, original: &Draft, made: &mut Made) {
    let what = if depth == 0 { "item" } else { "sub-item" };
    for place in 0..series.members.len() {
        let entry = &o.entries[series.members[place]];
        let at = format!("{} at line {}", entry.value, entry.start + 1);
        let mut make =
            |kind: String, edit: &dyn Fn(&mut Draft) -> Outcome| one(o, made, original, &kind, &at, edit);
        make(format!("{what} deleted"), &|d| items::deleted(o, series, place, d));
        make(format!("{what} doubled"), &|d| items::doubled(o, series, place, d));
        let across = items::swapped(o, series, place, &mut original.clone()).1;
        let across = if across { " across a heading" } else { "" };
        make(format!("{what} swapped{across}"), &|d| items::swapped(o, series, place, d).0);
        for &by in MOVES {
            make(format!("{what} moved {by:+}"), &|d| items::moved(o, series, place, by, d));
        }
        for (how, to) in items::MISPRINTS {
            let Some(to) = to(entry.value) else { continue };
            make(format!("{what} misprinted, {how}"), &|d| items::misprinted(o, series, place, to, d));
        }
        make(format!("{what} misprinted, a letter"), &|d| items::lettered(o, series, place, d));
        if place == 0 {
            make("first paragraph deleted".to_owned(), &|d| items::first_paragraph_deleted(o, series, d));
        }
    }
}

fn every_head(o: &Outline, series: &Series, level: usize, original: &Draft, made: &mut Made) {
    let what = if level == 0 { "section" } else { "subsection" };
    for place in 0..series.members.len() {
        let entry = &o.entries[series.members[place]];
        let at = format!("{} at line {}", entry.value, entry.start + 1);
        let mut make =
            |kind: String, edit: &dyn Fn(&mut Draft) -> Outcome| one(o, made, original, &kind, &at, edit);
        make(format!("{what} deleted"), &|d| heads::deleted(o, series, place, d));
        make(format!("{what} doubled"), &|d| heads::doubled(o, series, place, d));
        make(format!("{what} swapped"), &|d| heads::swapped(o, series, place, d));
        make(format!("{what} emptied"), &|d| heads::emptied(o, series, place, d));
        for (how, to) in heads::MISPRINTS {
            let Some(to) = to(entry.value) else { continue };
            make(format!("{what} misprinted, {how}"), &|d| heads::misprinted(o, series, place, to, d));
        }
    }
}

/// Two faults far enough apart to have nothing to do with each other.
fn pairs(o: &Outline, original: &Draft, made: &mut Made) {
    type Edit = fn(&Outline, &Series, usize, &mut Draft) -> Outcome;
    const ITEMS: [(&str, Edit); 4] = [
        ("deleted", items::deleted),
        ("doubled", items::doubled),
        ("swapped", |o, s, p, d| items::swapped(o, s, p, d).0),
        ("misprinted", |o, s, p, d| {
            let value = o.entries[s.members[p]].value;
            items::misprinted(o, s, p, value + 3, d)
        }),
    ];
    const HEADS: [(&str, Edit); 3] = [
        ("heading deleted", heads::deleted),
        ("heading doubled", heads::doubled),
        ("heading misprinted", |o, s, p, d| {
            let value = o.entries[s.members[p]].value;
            heads::misprinted(o, s, p, value + 5, d)
        }),
    ];
    let mut random = Random::new(o.plan.file.len() as u64);
    // Inner members only: what the ends of a series give is not always one finding.
    let inner: Vec<(usize, usize)> = (0..o.series.len())
        .filter(|&s| !matches!(o.series[s].kind, Kind::Item(1..)))
        .flat_map(|s| (1..o.series[s].members.len().saturating_sub(2)).map(move |p| (s, p)))
        .collect();
    if inner.is_empty() {
        return;
    }
    let mut tries = 0;
    let mut count = 0;
    while count < PAIRS && tries < PAIRS * 20 {
        tries += 1;
        let (a, b) = (inner[random.below(inner.len())], inner[random.below(inner.len())]);
        let entry = |(s, p): (usize, usize)| &o.entries[o.series[s].members[p]];
        let (from, to) = (entry(a).start, entry(b).start);
        let between =
            o.entries.iter().filter(|e| e.kind == Kind::Item(0) && e.start > from && e.start < to).count();
        if between < 15 {
            continue;
        }
        let mut draft = original.clone();
        let mut names = Vec::new();
        let mut outcomes = Vec::new();
        // The later first, so that the earlier one still finds its lines.
        for at in [b, a] {
            let series = &o.series[at.0];
            let (name, edit) = match series.kind {
                Kind::Item(_) => ITEMS[random.below(ITEMS.len())],
                Kind::Head(_) => HEADS[random.below(HEADS.len())],
            };
            names.push(format!("{name} line {}", entry(at).start + 1));
            outcomes.push(edit(o, series, at.1, &mut draft));
        }
        made.keep(o, "two faults".to_owned(), &names.join(", "), &draft, outcomes);
        count += 1;
    }
}
