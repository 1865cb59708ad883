//! Aligning two sequences so that what fits best stands side by side
//! (Needleman and Wunsch), in memory and time bounded by a band. Several elements
//! of one side may stand beside one of the other, as where a list of one language
//! is a sentence of the other (Gale and Church).

use std::collections::VecDeque;
use std::ops::Range;

/// One step of an alignment: an index on either side, or on one only.
pub type Step = (Option<usize>, Option<usize>);

/// What stands side by side: one of the ranges may be empty, and one may be of
/// several elements.
pub(super) type Bead = (Range<usize>, Range<usize>);

/// Which runs of several elements may stand beside one: for each element, how
/// many elements the runs are of that end with it, up to 255.
pub(super) type Runs = [Vec<usize>];

/// Half the width of the first band, beyond the difference in length: most
/// counterparts stand nearly side by side.
const NARROW: usize = 32;
/// Half the width of the widest band.
const WIDE: usize = 2048;

/// The alignment of `0..n` with `0..m` that scores best. `score` is how well two
/// elements fit, `gap` what it costs to leave one without a counterpart.
#[must_use]
pub fn align(n: usize, m: usize, gap: f32, score: impl Fn(usize, usize) -> f32) -> Vec<Step> {
    let one = |range: Range<usize>| (!range.is_empty()).then_some(range.start);
    let beads = align_runs((n, &[]), (m, &[]), gap, |a, b| score(a.start, b.start));
    beads.into_iter().map(|(a, b)| (one(a), one(b))).collect()
}

/// As [`align`], where some runs of either side may stand beside one element of
/// the other; `score` is how well a run fits an element.
///
/// A band around the diagonal is searched, and one four times as wide where the
/// best way runs along its edge.
pub(super) fn align_runs(
    (n, left): (usize, &Runs),
    (m, right): (usize, &Runs),
    gap: f32,
    score: impl Fn(&Range<usize>, &Range<usize>) -> f32,
) -> Vec<Bead> {
    let mut half = NARROW;
    loop {
        let band = Band { n, m, left, right, reach: half + n.abs_diff(m) };
        let beads = band.search(gap, &score);
        if half >= WIDE.min(m.max(n)) || !band.is_edged_by(&beads) {
            return beads;
        }
        half *= 4;
    }
}

/// The cells near the diagonal.
struct Band<'r> {
    n: usize,
    m: usize,
    left: &'r Runs,
    right: &'r Runs,
    reach: usize,
}

/// How far a bead goes on either side.
type Move = (u8, u8);

impl Band<'_> {
    /// The first and last column of a row that are looked at.
    fn columns(&self, row: usize) -> (usize, usize) {
        let centre = row.saturating_mul(self.m).checked_div(self.n).unwrap_or(0);
        (centre.saturating_sub(self.reach), (centre + self.reach).min(self.m))
    }

    /// Whether a way comes to the band's edge where there is something beyond.
    fn is_edged_by(&self, beads: &[Bead]) -> bool {
        beads.iter().any(|(a, b)| {
            let (low, high) = self.columns(a.end);
            low > 0 && b.end <= low || high < self.m && b.end >= high
        })
    }

    fn search(&self, gap: f32, score: &impl Fn(&Range<usize>, &Range<usize>) -> f32) -> Vec<Bead> {
        let of = |runs: &Runs, end: usize| end.checked_sub(1).and_then(|e| runs.get(e)).map_or(0, Vec::len);
        let longest = self.left.iter().flatten().max().copied().unwrap_or(1);
        let mut moves: Vec<Vec<Move>> = Vec::with_capacity(self.n + 1);
        // The rows that a bead may come from, the nearest first.
        let mut rows: VecDeque<(usize, Vec<f32>)> = VecDeque::new();
        for i in 0..=self.n {
            let (low, high) = self.columns(i);
            let mut row = vec![f32::NEG_INFINITY; high - low + 1];
            let mut ways: Vec<Move> = vec![(1, 0); high - low + 1];
            for j in low..=high {
                let (mut best, mut way) = (if i == 0 && j == 0 { 0.0 } else { f32::NEG_INFINITY }, (1, 0));
                let mut offer = |value: f32, a: usize, b: usize| {
                    if value > best {
                        (best, way) = (value, (a as u8, b as u8));
                    }
                };
                let before = |a: usize, b: usize| -> f32 {
                    let Some(j) = j.checked_sub(b) else { return f32::NEG_INFINITY };
                    let (low, row) = match a.checked_sub(1) {
                        None => (low, Some(&row)),
                        Some(k) => rows.get(k).map_or((0, None), |(low, row)| (*low, Some(row))),
                    };
                    let cell = j.checked_sub(low).and_then(|at| row?.get(at));
                    cell.copied().unwrap_or(f32::NEG_INFINITY)
                };
                // What cannot be reached need not be scored.
                let mut beside = |a: usize, b: usize| {
                    let from = before(a, b);
                    if from > f32::NEG_INFINITY {
                        offer(from + score(&(i - a..i), &(j - b..j)), a, b);
                    }
                };
                if i > 0 && j > 0 {
                    beside(1, 1);
                    (0..of(self.left, i)).for_each(|k| {
                        beside(self.left.get(i - 1).and_then(|r| r.get(k)).copied().unwrap_or(1), 1);
                    });
                    (0..of(self.right, j)).for_each(|k| {
                        beside(1, self.right.get(j - 1).and_then(|r| r.get(k)).copied().unwrap_or(1));
                    });
                }
                if i > 0 {
                    offer(before(1, 0) - gap, 1, 0);
                }
                if j > low {
                    offer(before(0, 1) - gap, 0, 1);
                }
                if let (Some(cell), Some(to)) = (row.get_mut(j - low), ways.get_mut(j - low)) {
                    (*cell, *to) = (best, way);
                }
            }
            moves.push(ways);
            rows.push_front((low, row));
            rows.truncate(longest);
        }
        self.way(&moves)
    }

    /// The best way, from the end back.
    fn way(&self, moves: &[Vec<Move>]) -> Vec<Bead> {
        let (mut i, mut j) = (self.n, self.m);
        let mut out = Vec::with_capacity(self.n.max(self.m));
        while i > 0 || j > 0 {
            let low = self.columns(i).0;
            let way = moves.get(i).and_then(|r| r.get(j.checked_sub(low)?)).copied().unwrap_or((1, 0));
            let (mut a, mut b) = ((way.0 as usize).min(i), (way.1 as usize).min(j));
            if a == 0 && b == 0 {
                (a, b) = if i > 0 { (1, 0) } else { (0, 1) };
            }
            out.push((i - a..i, j - b..j));
            (i, j) = (i - a, j - b);
        }
        out.reverse();
        out
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::{align, align_runs};

    #[test]
    fn an_element_without_counterpart_shifts_nothing_else() {
        let (a, b) = ("abcdefg", "abdefxg");
        let (a, b): (Vec<_>, Vec<_>) = (a.chars().collect(), b.chars().collect());
        let steps = align(a.len(), b.len(), 1.0, |i, j| if a[i] == b[j] { 2.0 } else { -3.0 });
        let shown: Vec<String> = steps
            .iter()
            .map(|(i, j)| format!("{}{}", i.map_or('-', |i| a[i]), j.map_or('-', |j| b[j])))
            .collect();
        assert_eq!(shown.join(" "), "aa bb c- dd ee ff -x gg");
    }

    #[test]
    fn long_sequences_are_aligned_within_a_band() {
        let steps =
            align(3000, 2999, 1.0, |i, j| if j == i || (i > 1500 && j + 1 == i) { 1.0 } else { -1.0 });
        assert!(steps.len() <= 3001);
        assert!(align(0, 3, 1.0, |_, _| 0.0).len() == 3 && align(0, 0, 1.0, |_, _| 0.0).is_empty());
    }

    #[test]
    fn a_run_may_stand_beside_one_element() {
        // By length: 3 and 4 make 7, and where no run is allowed one of them is alone.
        let (a, b) = ([9, 3, 4, 8], [9, 7, 8]);
        let score = |x: &Range<usize>, y: &Range<usize>| {
            let sum = |side: &[i32], r: &Range<usize>| side[r.clone()].iter().sum::<i32>();
            2.0 - (sum(&a, x) - sum(&b, y)).abs() as f32
        };
        let runs = [vec![], vec![], vec![2], vec![]];
        assert_eq!(align_runs((4, &runs), (3, &[]), 1.0, score), [(0..1, 0..1), (1..3, 1..2), (3..4, 2..3)]);
        assert_eq!(align_runs((4, &[]), (3, &[]), 1.0, score).len(), 4);
        assert_eq!(align_runs((3, &[]), (4, &runs), 1.0, |x, y| score(y, x)).len(), 3);
    }
}
