//! How well two units of different languages fit each other.
//!
//! What both languages write alike (figures, CEPA, PM2.5) and what both speak of
//! by words that are known (主管機關, `competent authority`) counts by how rare it
//! is in the paper, the length of the texts by how far it is from what is usual
//! between the two, and the number by itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::figures::{Strength, Value};
use super::sequence::Runs;
use super::units::{Kind, Unit};
use crate::vocab::Term;
use crate::vocab::terms::TERMS;

/// What it costs to leave a unit without a counterpart.
pub(super) const GAP: f32 = 2.5;

/// What it says that both units print a number, whichever.
const NUMBERED: f32 = 1.0;

/// What a number of what is pointed at, or a word, says against a figure that is stated.
const WEAK: f32 = 0.5;

/// A thing that both languages write alike, or a thing that both speak of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Token(String),
    Figure(Value),
    /// A place that is pointed at.
    Place(Value),
    /// The place of a thing in [`TERMS`].
    Term(usize),
}

/// How often a sign stands in the units of either side.
#[derive(Debug, Default)]
struct Known {
    id: usize,
    times: [usize; 2],
}

/// A text, or several that stand together.
#[derive(Debug, Clone, Default)]
struct Text {
    /// Characters.
    length: f32,
    /// What both languages write alike, sorted, each once.
    signs: Vec<usize>,
}

/// One side of a comparison: its units, and their texts alone and in runs.
struct Texts<'u, 't> {
    units: Vec<&'u Unit<'t>>,
    single: Vec<Text>,
    runs: HashMap<Range<usize>, Text>,
}

impl<'u, 't> Texts<'u, 't> {
    fn new(units: Vec<&'u Unit<'t>>, runs: &Runs, mut index: impl FnMut(Sign) -> usize) -> Self {
        let single: Vec<Text> = units
            .iter()
            .map(|u| {
                let signs: BTreeSet<usize> = signs_of(u).into_iter().map(&mut index).collect();
                Text { length: u.length as f32, signs: signs.into_iter().collect() }
            })
            .collect();
        let ranges = runs.iter().enumerate().flat_map(|(last, lengths)| {
            lengths.iter().filter_map(move |n| Some((last + 1).checked_sub(*n)?..last + 1))
        });
        let joined = |range: Range<usize>| {
            // The title of a heading is not in the text of the article that it heads.
            let headed = units.get(range.start).is_some_and(|u| is_headed(u));
            let texts = single.get(range.start + usize::from(headed)..range.end).unwrap_or_default();
            let signs: BTreeSet<usize> = texts.iter().flat_map(|t| &t.signs).copied().collect();
            let length = texts.iter().map(|t| t.length).sum();
            (range, Text { length, signs: signs.into_iter().collect() })
        };
        let runs = ranges.map(joined).collect();
        Self { units, single, runs }
    }

    fn text(&self, range: &Range<usize>) -> Option<&Text> {
        if range.len() == 1 { self.single.get(range.start) } else { self.runs.get(range) }
    }

    /// The unit that a run is told by, and those that it takes with it.
    fn parts(&self, range: &Range<usize>) -> Option<(&Unit<'t>, &[&'u Unit<'t>])> {
        let (head, taken) = self.units.get(range.clone())?.split_first()?;
        Some((head, taken))
    }
}

/// What the scores of one pair of parts are worked out from.
pub(super) struct Scorer<'u, 't> {
    left: Texts<'u, 't>,
    right: Texts<'u, 't>,
    /// Weight of each sign by its rarity.
    weights: Vec<f32>,
    /// Characters of the right text to one of the left.
    ratio: f32,
}

fn signs_of(unit: &Unit<'_>) -> BTreeSet<Sign> {
    let tokens = unit.tokens.iter().cloned().map(Sign::Token);
    let figures = unit.figures.iter().filter_map(|f| match f.value {
        // The languages name currencies differently.
        Value::Money(n, _) => Some(Sign::Figure(Value::Number(n))),
        Value::Year(n) => Some(Sign::Figure(Value::Number(n.in_era().unwrap_or(n)))),
        Value::Reference(_) | Value::Pointer | Value::Label(_) => Some(Sign::Place(f.value)),
        other => (f.strength == Strength::Stated).then_some(Sign::Figure(other)),
    });
    let text = unit.text.to_lowercase();
    let begins = |word: &str| {
        text.match_indices(word).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_ascii_alphabetic()))
    };
    let spoken_of =
        |term: &Term| term.zh.iter().any(|w| text.contains(w)) || term.en.iter().any(|w| begins(w));
    let terms = (0..).zip(TERMS).filter(|(_, term)| spoken_of(term)).map(|(at, _)| Sign::Term(at));
    tokens.chain(figures).chain(terms).collect()
}

/// Whether a unit's own text is a title, which is not in the text of what it heads.
fn is_headed(unit: &Unit<'_>) -> bool {
    let bracketed = |open: char, close: char| unit.text.starts_with(open) && unit.text.ends_with(close);
    unit.kind == Kind::Heading || bracketed('(', ')') || bracketed('（', '）')
}

/// The ordinals of the sections around a unit. Unmarked sections have none.
fn section_of<'a>(unit: &'a Unit<'_>) -> &'a str {
    let inside = unit.path.rsplit_once('/').map_or("", |(before, _)| before);
    inside.split_once('/').map_or("", |(_, ordinals)| ordinals)
}

/// What speaks against two units of different kinds being one: the languages mark
/// a list otherwise, and where one has an article the other has a heading.
fn kinds(a: &Unit<'_>, b: &Unit<'_>) -> f32 {
    match (a.kind.min(b.kind), a.kind.max(b.kind)) {
        (x, y) if x == y => {
            if a.depth == b.depth {
                0.0
            } else {
                -1.0
            }
        }
        (Kind::Heading, Kind::Item) => -1.0,
        (Kind::Item, Kind::Paragraph) => -1.5,
        _ => -3.5,
    }
}

/// What it costs that units stand in the counterpart of the one before them.
fn taking(head: &Unit<'_>, taken: &[&Unit<'_>]) -> f32 {
    // A heading is not the text of the article that it heads, so the first paragraph is.
    let mut listed = false;
    let cost = |(k, u): (usize, &&Unit<'_>)| match u.kind {
        Kind::Item if std::mem::replace(&mut listed, true) => 0.2,
        Kind::Item => 1.0,
        _ if k == 0 && is_headed(head) => 0.5,
        _ => 2.9,
    };
    taken.iter().enumerate().map(cost).sum()
}

impl<'u, 't> Scorer<'u, 't> {
    /// Units of either side, and which runs of them may stand beside one of the other.
    pub(super) fn new(left: (Vec<&'u Unit<'t>>, &Runs), right: (Vec<&'u Unit<'t>>, &Runs)) -> Self {
        let total = (left.0.len() + right.0.len()).max(1) as f32;
        let mut known: BTreeMap<Sign, Known> = BTreeMap::new();
        let mut index = |side: usize, sign: Sign| {
            let id = known.len();
            let entry = known.entry(sign).or_insert(Known { id, times: [0; 2] });
            entry.times.iter_mut().skip(side).take(1).for_each(|times| *times += 1);
            entry.id
        };
        let left = Texts::new(left.0, left.1, |sign| index(0, sign));
        let right = Texts::new(right.0, right.1, |sign| index(1, sign));
        let mut weights = vec![0.0; known.len()];
        for (sign, Known { id, times: [here, there] }) in known {
            let rare = (total / (here + there) as f32).ln().clamp(0.2, 4.0) * 0.75;
            let weight = match sign {
                Sign::Figure(_) => rare,
                // A word that one language alone uses tells nothing.
                _ if here == 0 || there == 0 => 0.0,
                Sign::Token(_) => rare,
                Sign::Place(_) | Sign::Term(_) => rare * WEAK,
            };
            if let Some(w) = weights.get_mut(id) {
                *w = weight;
            }
        }
        let length = |side: &Texts<'_, '_>| side.single.iter().map(|t| t.length).sum::<f32>() + 1.0;
        let ratio = length(&right) / length(&left);
        Self { left, right, weights, ratio }
    }

    /// Weights of the signs that both texts have, and of those that one has.
    fn signs(&self, a: &Text, b: &Text) -> (f32, f32) {
        let weight = |s: &usize| self.weights.get(*s).copied().unwrap_or(0.0);
        let all = |text: &Text| text.signs.iter().map(weight).sum::<f32>();
        let both = a.signs.iter().filter(|s| b.signs.binary_search(s).is_ok());
        let shared: f32 = both.map(weight).sum();
        (shared, all(a) + all(b) - 2.0 * shared)
    }

    /// How well the texts fit by their lengths and by what both languages write alike.
    pub(super) fn text(&self, left: &Range<usize>, right: &Range<usize>) -> f32 {
        let (Some(x), Some(y)) = (self.left.text(left), self.right.text(right)) else {
            return f32::NEG_INFINITY;
        };
        // Deviation of the length in a logarithmic measure; short texts vary more.
        // Both are measured in the longer language, whichever stands first.
        let (la, lb) = (x.length * self.ratio.max(1.0) + 12.0, y.length / self.ratio.min(1.0) + 12.0);
        let off = (lb / la).ln();
        let fit = (1.5 - (off / 0.31).powi(2)).max(-3.0);
        // A run is one only where its length says so; an article has its heading anyway.
        let headed = [self.left.units.get(left.start), self.right.units.get(right.start)];
        let headed = headed.into_iter().flatten().any(|u| is_headed(u));
        if left.len() + right.len() > 2 && fit <= -3.0 && !headed {
            return f32::NEG_INFINITY;
        }
        let (shared, unshared) = self.signs(x, y);
        fit + (shared - 0.5 * unshared).clamp(-4.0, 8.0)
    }

    /// How well two units fit, or a unit and a run of them, without regard to their
    /// numbers. Above zero they rather belong together.
    pub(super) fn content(&self, left: &Range<usize>, right: &Range<usize>) -> f32 {
        let text = self.text(left, right);
        let (Some((a, more_left)), Some((b, more_right))) = (self.left.parts(left), self.right.parts(right))
        else {
            return f32::NEG_INFINITY;
        };
        let place = if section_of(a) == section_of(b) { 0.0 } else { -1.5 };
        let numbered = if a.number.is_some() && b.number.is_some() { NUMBERED } else { 0.0 };
        text + kinds(a, b) + place + numbered - taking(a, more_left) - taking(b, more_right)
    }

    /// Whether two units are of one kind; `None` where one of them is a heading and the other is not.
    pub(super) fn same_kind(&self, left: &Range<usize>, right: &Range<usize>) -> Option<bool> {
        let (a, b) = (self.left.units.get(left.start)?.kind, self.right.units.get(right.start)?.kind);
        (a == b || a != Kind::Heading && b != Kind::Heading).then_some(a == b)
    }

    /// What equal or different numbers add.
    pub(super) fn number(&self, left: &Range<usize>, right: &Range<usize>) -> f32 {
        let (Some((a, _)), Some((b, _))) = (self.left.parts(left), self.right.parts(right)) else {
            return 0.0;
        };
        match (a.number, b.number) {
            (Some(x), Some(y)) if x == y && a.inserted == b.inserted => 3.0 - NUMBERED,
            (Some(_), Some(_)) => -2.0 - NUMBERED,
            _ => 0.0,
        }
    }
}
