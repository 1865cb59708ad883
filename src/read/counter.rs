//! The numbers last printed in a list, level by level.

/// Levels that a list may have in any format.
pub(super) const LEVELS: usize = 10;

/// The numbers of a list while its items pass.
#[derive(Debug, Clone, Default)]
pub(super) struct Counter {
    numbers: [Option<u32>; LEVELS],
}

impl Counter {
    /// Counts an item of a level; the levels under it start over.
    pub(super) fn count(&mut self, at: usize, first: u32, restart: Option<u32>) {
        if let Some(number) = self.numbers.get_mut(at) {
            let next = number.map_or(first, |n| n.saturating_add(1));
            *number = Some(restart.unwrap_or(next));
        }
        self.forget(at.saturating_add(1));
    }

    /// The levels from this one on start over.
    pub(super) fn forget(&mut self, from: usize) {
        self.numbers.iter_mut().skip(from).for_each(|number| *number = None);
    }

    /// The last number of a level.
    pub(super) fn last(&self, at: usize) -> Option<u32> {
        self.numbers.get(at).copied().flatten()
    }
}
