//! What one reading of a part tells the next: the habits of the paper.

use std::collections::{HashMap, HashSet};

use super::index::Index;
use super::node::{Node, Repair};
use super::place::{Fam, Place};

/// What one reading of a part tells the next.
#[derive(Debug, Clone, Default)]
pub(super) struct Learnt {
    /// Lists of the second family opened under markers of the first more than once.
    under: HashSet<(Option<Fam>, Fam)>,
    /// Per family: how much more often it ran on than it started over.
    runs: Vec<i32>,
    /// Families whose items carry no stop: a line that goes on says nothing.
    loose: Vec<bool>,
    /// Lists of the second family opened, unannounced, under the last of a list of the first and
    /// under no other: they rather stand behind it.
    behind: HashSet<(Fam, Fam)>,
}

impl Learnt {
    /// The habits of the markers that one reading took.
    pub fn from(places: &[Place<'_>], index: &Index, nodes: &[Node]) -> Self {
        let families = index.count();
        let mut under: HashMap<(Option<Fam>, Fam), u32> = HashMap::new();
        let (mut runs, mut torn, mut count) =
            (vec![0i32; families], vec![0u32; families], vec![0u32; families]);
        for n in nodes.iter().filter(|n| !n.foreign) {
            let family = usize::from(n.family.0);
            count[family] += 1;
            torn[family] += u32::from(places[n.place as usize].facts.torn);
            let parent = n.parent.and_then(|p| nodes.get(p as usize)).map(|p| p.family);
            *under.entry((parent, n.family)).or_default() += 1;
            runs[family] += match n.repair {
                Repair::Resume => 1,
                Repair::Anew => -1,
                _ => 0,
            };
        }
        Self {
            under: under.into_iter().filter(|(_, times)| *times > 1).map(|(key, _)| key).collect(),
            runs,
            behind: behind(index, places, nodes),
            loose: torn.iter().zip(&count).map(|(&torn, &count)| 5 * torn > 2 * count).collect(),
        }
    }

    pub fn seen(&self, parent: Option<Fam>, family: Fam) -> bool {
        self.under.contains(&(parent, family))
    }

    pub fn runs_on(&self, family: Fam) -> bool {
        self.runs.get(usize::from(family.0)).is_some_and(|&runs| runs > 0)
    }

    pub fn starts_over(&self, family: Fam) -> bool {
        self.runs.get(usize::from(family.0)).is_some_and(|&runs| runs < 0)
    }

    /// Whether lists of a family stand behind those of another, and not in their last members.
    pub fn stands_behind(&self, list: Fam, family: Fam) -> bool {
        self.behind.contains(&(list, family))
    }

    pub fn is_loose(&self, family: Fam) -> bool {
        self.loose.get(usize::from(family.0)) == Some(&true)
    }
}

/// A list is as long as this before it counts that only its last member holds another.
const LONG: u32 = 3;

fn behind(index: &Index, places: &[Place<'_>], nodes: &[Node]) -> HashSet<(Fam, Fam)> {
    let (mut last, mut size) = (HashMap::new(), HashMap::<u32, u32>::new());
    for (i, n) in nodes.iter().enumerate() {
        last.insert(n.list, i as u32);
        *size.entry(n.list).or_default() += 1;
    }
    // Per pair of families: those that opened under a last member, and those that did otherwise.
    let mut opened: HashMap<(Fam, Fam), (u32, u32)> = HashMap::new();
    for (i, n) in nodes.iter().enumerate().filter(|(i, n)| n.list == *i as u32 && !n.foreign) {
        let Some((at, parent)) = n.parent.and_then(|p| Some((p, nodes.get(p as usize)?))) else { continue };
        let facts = &places[n.place as usize].facts;
        let alone = !index.divides(parent.family)
            && size[&parent.list] >= LONG
            && size[&(i as u32)] >= LONG
            && last[&parent.list] == at
            && facts.apart
            && (facts.head || !facts.colon);
        let opened = opened.entry((parent.family, n.family)).or_default();
        if alone { opened.0 += 1 } else { opened.1 += 1 }
    }
    opened.into_iter().filter(|(_, (last, others))| *last > 0 && *others == 0).map(|(pair, _)| pair).collect()
}
