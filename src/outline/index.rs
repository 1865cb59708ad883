//! Where each number of each family stands, and what that tells of the family: asked by the
//! search of what is to come.

use std::collections::HashMap;

use crate::markers::{Candidate, Close, Family};

/// A family, by its number in the index of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Fam(pub u16);

/// The families of a part, and the places of their numbers.
#[derive(Debug, Default)]
pub(super) struct Index {
    families: Vec<Family>,
    ids: HashMap<Family, Fam, foldhash::fast::FixedState>,
    /// Sites at which a number of a family stands under some levels, in order.
    places: HashMap<(Fam, u32, u32), Vec<u32>, foldhash::fast::FixedState>,
    /// How many markers of a family count 1.
    pub ones: Vec<u32>,
    /// Per family: whether it loses its weakness, and how much of it.
    strength: Vec<u8>,
    divides: Vec<bool>,
}

impl Index {
    pub fn build<'c>(sites: impl Iterator<Item = (bool, &'c [Candidate])>) -> Self {
        let mut out = Self::default();
        // Of each family: markers, those that count 1 or one more, those that count one more, the last of each levels.
        let mut runs: Vec<(u32, u32, u32, HashMap<u32, u32>)> = Vec::new();
        for (place, (first_in_line, candidates)) in sites.enumerate() {
            for c in candidates {
                let id = out.id(c.family);
                out.places.entry((id, c.levels.all, c.value)).or_default().push(place as u32);
                out.ones[id.0 as usize] += u32::from(c.value == 1);
                runs.resize_with(out.families.len(), Default::default);
                if first_in_line {
                    let run = &mut runs[id.0 as usize];
                    let before = run.3.insert(c.levels.all, c.value);
                    let due = if c.inserted > 0 { c.value } else { c.value.saturating_sub(1) };
                    let follows = due > 0 && before == Some(due);
                    run.0 += 1;
                    run.1 += u32::from(c.value == 1 || follows);
                    run.2 += u32::from(follows);
                }
            }
        }
        let good = |id: usize, &(all, fit, run, _): &(u32, u32, u32, HashMap<u32, u32>)| {
            let counts =
                all > 1 && out.families[id].close != Close::LineEnd && fit * 5 >= all * 4 && run * 2 >= all;
            if !counts {
                0
            } else if all > 2 {
                2
            } else {
                1
            }
        };
        out.divides = out.families.iter().map(|f| f.divides()).collect();
        out.strength = runs.iter().enumerate().map(|(id, run)| good(id, run)).collect();
        out
    }

    fn id(&mut self, family: Family) -> Fam {
        let next = Fam(self.families.len() as u16);
        let id = *self.ids.entry(family).or_insert(next);
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

    pub fn find(&self, family: Family) -> Fam {
        self.ids.get(&family).copied().unwrap_or(Fam(u16::MAX))
    }

    /// How weak a candidate is in this paper: a form that keeps counting from 1 is one of its
    /// forms, however bare; so is 1.3 where 1.1 and a 1 stand.
    pub fn weak(&self, id: Fam, c: &Candidate) -> u8 {
        let stands = |id, levels, value| self.places.contains_key(&(id, levels, value));
        let hangs = !c.levels.is_empty()
            && stands(id, c.levels.all, 1)
            && (0..self.families.len() as u16).any(|f| stands(Fam(f), c.levels.above, c.levels.last));
        let strength = self.strength.get(usize::from(id.0)).copied().unwrap_or(0);
        c.weak.saturating_sub(if hangs { 2 } else { strength })
    }

    /// Whether markers of this form count up from 1 in this paper.
    pub fn counts(&self, id: Fam) -> bool {
        self.strength.get(usize::from(id.0)).is_some_and(|&strength| strength > 0)
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
        last > 1 || self.later(id, c.levels.all, c.value, place).is_none_or(|again| next < again)
    }

    /// Whether it has no neighbour anywhere.
    pub fn lonely(&self, id: Fam, c: &Candidate) -> bool {
        let places = |value| self.places.get(&(id, c.levels.all, value)).map_or(0, Vec::len);
        let neighbour = (1..=3).any(|d| places(c.value + d) > 0 || c.value > d && places(c.value - d) > 0);
        !neighbour && places(c.value) <= if c.value == 1 { 1 } else { 2 }
    }
}
