//! Where each number of each family stands, and what that tells of the family: asked by the
//! search of what is to come.

use std::collections::{HashMap, HashSet};

use super::place::{Facts, Fam, Place};
use crate::markers::{Candidate, Close, Family, Kind, Prefix, System};

/// The families of a part, and the places of their numbers.
#[derive(Debug, Default)]
pub(super) struct Index {
    families: Vec<Family>,
    /// By family, and by counter of the file where several count side by side.
    ids: HashMap<(Family, u32), Fam, foldhash::fast::FixedState>,
    /// Sites at which a number of a family stands under some levels, in order.
    places: HashMap<(Fam, u32, u32), Vec<u32>, foldhash::fast::FixedState>,
    /// How many markers of a family count 1.
    pub ones: Vec<u32>,
    /// Per family: whether it loses its weakness, and how much of it.
    strength: Vec<u8>,
    divides: Vec<bool>,
}

impl Index {
    /// Finds the families of all places, and tells the places theirs.
    pub fn build(places: &mut [Place<'_>]) -> Self {
        let apart = interleaved(places);
        let mut out = Self::default();
        let mut runs: Vec<Run> = Vec::new();
        for (at, place) in places.iter_mut().enumerate() {
            let counter = Some(place.facts.counter).filter(|c| apart.contains(c)).unwrap_or(0);
            for c in place.candidates {
                let id = out.id(c.family, counter);
                place.ids.push(id);
                out.places.entry((id, c.levels.all, c.value)).or_default().push(at as u32);
                out.ones[id.0 as usize] += u32::from(c.value == 1);
            }
            runs.resize_with(out.families.len(), Run::default);
            if place.kind != Kind::Start {
                continue;
            }
            let follows = |c: &Candidate, id: &Fam| {
                let due = if c.inserted > 0 { c.value } else { c.value.saturating_sub(1) };
                due > 0 && runs[id.0 as usize].last.get(&c.levels.all).is_some_and(|last| last[0] == due)
            };
            let readings: Vec<_> =
                place.candidates.iter().zip(&place.ids).map(|(c, id)| (c, id, follows(c, id))).collect();
            // The D. behind C. is no five hundred: where one reading fits, the others say nothing.
            let fits = |c: &Candidate, follows: bool| c.value == 1 || follows;
            let any = readings.iter().any(|&(c, _, follows)| fits(c, follows));
            for (c, id, follows) in readings.into_iter().filter(|&(c, _, follows)| !any || fits(c, follows)) {
                runs[id.0 as usize].add(c, follows, place.facts);
            }
        }
        out.divides = out.families.iter().map(|f| f.divides()).collect();
        let good = |family: &Family, run: &Run| {
            let counts = |[fit, follow]: [u32; 2]| fit * 4 >= run.all * 3 && follow * 2 >= run.all;
            // Words that count begin lines of prose as well.
            let many = run.all >= COLUMN && run.apart == run.all && family.system != System::WORD;
            let nearly = (family.prefix != Prefix::Nothing || many) && counts(run.nearly);
            match run.all {
                2.. if family.close == Close::LineEnd || !counts(run.in_order) && !nearly => 0,
                3.. => 2,
                2 => 1,
                _ => 0,
            }
        };
        out.strength = out.families.iter().zip(&runs).map(|(family, run)| good(family, run)).collect();
        out
    }

    fn id(&mut self, family: Family, counter: u32) -> Fam {
        let next = Fam(self.families.len() as u16);
        let id = *self.ids.entry((family, counter)).or_insert(next);
        if id == next {
            self.families.push(family);
            self.ones.push(0);
        }
        id
    }

    /// Whether a family divides a whole paper.
    pub fn divides(&self, id: Fam) -> bool {
        self.divides.get(usize::from(id.0)) == Some(&true)
    }

    pub fn count(&self) -> usize {
        self.families.len()
    }

    pub fn family(&self, id: Fam) -> Family {
        self.families[usize::from(id.0)]
    }

    /// How weak a candidate is in this paper: a form that keeps counting from 1 is one of its
    /// forms, however bare; so is 1.3 where 1.1 and a 1 stand.
    pub fn weak(&self, id: Fam, c: &Candidate) -> u8 {
        let hangs = !c.levels.is_empty()
            && self.stands(id, c.levels.all, 1)
            && (0..self.families.len() as u16).any(|f| self.stands(Fam(f), c.levels.above, c.levels.last));
        let strength = self.strength.get(usize::from(id.0)).copied().unwrap_or(0);
        c.weak.saturating_sub(if hangs { 2 } else { strength })
    }

    /// Whether markers of this form count up from 1 in this paper.
    pub fn counts(&self, id: Fam) -> bool {
        self.strength.get(usize::from(id.0)).is_some_and(|&strength| strength > 0)
    }

    /// Whether a number stands anywhere.
    pub fn stands(&self, id: Fam, levels: u32, value: u32) -> bool {
        self.places.contains_key(&(id, levels, value))
    }

    /// The next site behind `place` at which a number stands.
    pub fn later(&self, id: Fam, levels: u32, value: u32, place: u32) -> Option<u32> {
        let places = self.places.get(&(id, levels, value))?;
        places.get(places.partition_point(|&p| p <= place)).copied()
    }

    /// Whether the number one higher comes before the list starts over.
    pub fn goes_on(&self, id: Fam, c: &Candidate, place: u32) -> bool {
        let last = c.to.max(c.value);
        let Some(next) = self.later(id, c.levels.all, last + 1, place) else { return false };
        // A number that is printed twice at once starts nothing over.
        let over = |again: u32| again < next && again != place + 1;
        last > 1 || !self.later(id, c.levels.all, c.value, place).is_some_and(over)
    }

    /// Whether it has no neighbour anywhere.
    pub fn lonely(&self, id: Fam, c: &Candidate) -> bool {
        let often = self.places.get(&(id, c.levels.all, c.value)).map_or(0, Vec::len);
        self.lonely_by(id, c, 3) && often <= if c.value == 1 { 1 } else { 2 }
    }

    /// Whether no number so near stands anywhere.
    fn lonely_by(&self, id: Fam, c: &Candidate, far: u32) -> bool {
        let stands = |value| self.stands(id, c.levels.all, value);
        !(1..=far).any(|d| stands(c.value + d) || c.value > d && stands(c.value - d))
    }
}

/// So many numbers, each where a text or a row begins, show by themselves that they count, one of them
/// astray or not.
const COLUMN: u32 = 4;

/// How the markers of a family count.
#[derive(Debug, Default)]
struct Run {
    all: u32,
    /// Those that count 1 or one more than the one before; that count one more.
    in_order: [u32; 2],
    /// The same where one number in three may be astray: articles with a fault are still articles.
    nearly: [u32; 2],
    /// Those that stand in a column of their own, or where text begins.
    apart: u32,
    /// The last two numbers under each levels, the last first.
    last: HashMap<u32, [u32; 2]>,
}

impl Run {
    fn add(&mut self, c: &Candidate, follows: bool, facts: Facts) {
        let last = self.last.entry(c.levels.all).or_default();
        self.all += 1;
        self.apart += u32::from(facts.cell || facts.fresh && !facts.torn);
        self.in_order[0] += u32::from(c.value == 1 || follows);
        self.in_order[1] += u32::from(follows);
        let near = |&before: &u32| before > 0 && (before + 1..=before + 2).contains(&c.value);
        let nearly = follows || last.iter().any(near);
        // Articles may be an extract.
        let begins = c.value == 1 || self.all == 1 && c.family.prefix != Prefix::Nothing;
        self.nearly[0] += u32::from(begins || nearly);
        self.nearly[1] += u32::from(nearly);
        *last = [c.value, last[0]];
    }
}

/// The counters of the file that run through each other in one form: the headings and the
/// paragraphs of a paper, say, both counted 1., 2., 3.
fn interleaved(places: &[Place<'_>]) -> HashSet<u32> {
    // Of each form: the counters, with the last number and the place of it.
    let mut last: HashMap<Family, Vec<(u32, u32, usize)>> = HashMap::new();
    // How often the first went on although the second stood between.
    let mut over: HashMap<(u32, u32), u32> = HashMap::new();
    for (at, place) in places.iter().enumerate() {
        let Some(c) = place.candidates.first().filter(|_| place.facts.counter > 0) else { continue };
        let counter = place.facts.counter;
        let all = last.entry(c.family).or_default();
        match all.iter().position(|one| one.0 == counter) {
            None => all.push((counter, c.value, at)),
            Some(own) => {
                let (_, value, before) = std::mem::replace(&mut all[own], (counter, c.value, at));
                for other in all.iter().filter(|one| one.0 != counter && one.2 > before) {
                    if c.value == value + 1 {
                        *over.entry((counter, other.0)).or_default() += 1;
                    }
                }
            }
        }
    }
    let often = |a, b| over.get(&(a, b)).is_some_and(|&times| times > 1);
    over.keys().filter(|&&(a, b)| often(a, b) && often(b, a)).map(|&(a, _)| a).collect()
}
