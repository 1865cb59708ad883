//! Where in a part numbers are missing, looked up by line: many faults must not
//! cost more than few.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::damage::Damage;

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

/// How far the gaps that begin up to some line reach.
pub(super) struct Reach(Vec<(u32, u32)>);

impl Reach {
    pub fn new<'d>(gaps: impl Iterator<Item = &'d &'d Damage>) -> Self {
        Self::of(gaps.map(|d| (d.before, d.at)).collect())
    }

    /// Of the first and last lines of gaps.
    pub fn of(mut out: Vec<(u32, u32)>) -> Self {
        out.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut out {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self(out)
    }

    /// Whether any of them touches the lines from `first` to `last`.
    pub fn touches(&self, first: u32, last: u32) -> bool {
        let begun = self.0.partition_point(|g| g.0 <= last);
        begun.checked_sub(1).is_some_and(|b| self.0[b].1 >= first)
    }
}
