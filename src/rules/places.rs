//! Where in a source something may begin, found in one pass over it: a rule then reads the few
//! texts that hold such a place, and not every text for itself.

use crate::text::Span;

/// First bytes, in order.
#[derive(Debug, Default)]
pub(super) struct Places(Vec<u32>);

impl Places {
    /// Puts places of several kinds in order.
    pub(super) fn of(places: impl Iterator<Item = usize>) -> Self {
        let mut all: Vec<u32> = places.map(|at| at as u32).collect();
        all.sort_unstable();
        Self(all)
    }

    /// Whether there are none at all.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a text may hold one of them. What is made of nothing in the source may hold anything.
    pub(super) fn within(&self, pieces: &[Span]) -> bool {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return true };
        let next = self.0.partition_point(|&at| at < first.start);
        self.0.get(next).is_some_and(|&at| at < last.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_holds_what_stands_between_its_first_byte_and_its_last() {
        let places = Places::of([7, 3].into_iter());
        let holds = |pieces: &[(usize, usize)]| {
            places.within(&pieces.iter().map(|&(start, end)| Span::new(start, end)).collect::<Vec<_>>())
        };
        assert!(holds(&[(3, 4)]) && holds(&[(0, 2), (3, 5)]) && holds(&[(5, 8)]) && holds(&[]));
        assert!(!holds(&[(0, 3)]) && !holds(&[(4, 7)]) && !holds(&[(8, 9)]));
    }
}
