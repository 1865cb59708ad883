//! Aligning two sequences so that what fits best stands side by side
//! (Needleman and Wunsch), in memory and time bounded by a band.

/// One step of an alignment: an index on either side, or on one only.
pub type Step = (Option<usize>, Option<usize>);

/// Half the width of the first band, beyond the difference in length: most
/// counterparts stand nearly side by side.
const NARROW: usize = 32;
/// Half the width of the widest band.
const WIDE: usize = 2048;

/// The alignment of `0..n` with `0..m` that scores best. `score` is how well two
/// elements fit, `gap` what it costs to leave one without a counterpart.
///
/// A band around the diagonal is searched, and one four times as wide where the
/// best way runs along its edge.
#[must_use]
pub fn align(n: usize, m: usize, gap: f32, score: impl Fn(usize, usize) -> f32) -> Vec<Step> {
    let mut half = NARROW;
    loop {
        let band = Band { n, m, reach: half + n.abs_diff(m) };
        let steps = band.search(gap, &score);
        if half >= WIDE.min(m.max(n)) || !band.is_edged_by(&steps) {
            return steps;
        }
        half *= 4;
    }
}

/// The cells near the diagonal.
struct Band {
    n: usize,
    m: usize,
    reach: usize,
}

impl Band {
    /// The first and last column of a row that are looked at.
    fn columns(&self, row: usize) -> (usize, usize) {
        let centre = row.saturating_mul(self.m).checked_div(self.n).unwrap_or(0);
        (centre.saturating_sub(self.reach), (centre + self.reach).min(self.m))
    }

    /// Whether a way comes to the band's edge where there is something beyond.
    fn is_edged_by(&self, steps: &[Step]) -> bool {
        let (mut i, mut j) = (0, 0);
        steps.iter().any(|(a, b)| {
            i += usize::from(a.is_some());
            j += usize::from(b.is_some());
            let (low, high) = self.columns(i);
            low > 0 && j <= low || high < self.m && j >= high
        })
    }

    fn search(&self, gap: f32, score: &impl Fn(usize, usize) -> f32) -> Vec<Step> {
        let (n, m) = (self.n, self.m);
        let columns = |i: usize| self.columns(i);
        let mut moves: Vec<Vec<u8>> = Vec::with_capacity(n + 1);
        let mut before: Vec<f32> = vec![f32::NEG_INFINITY; m + 1];
        let mut row = before.clone();
        for i in 0..=n {
            let (low, high) = columns(i);
            // What the row before the last has left in this one.
            if let Some((low, high)) = i.checked_sub(2).map(columns)
                && let Some(stale) = row.get_mut(low..=high)
            {
                stale.fill(f32::NEG_INFINITY);
            }
            let mut steps = vec![UP; high - low + 1];
            for j in low..=high {
                let get = |row: &[f32], j: usize| row.get(j).copied().unwrap_or(f32::NEG_INFINITY);
                let (mut best, mut step) = (if i == 0 && j == 0 { 0.0 } else { f32::NEG_INFINITY }, UP);
                if let (Some(pi), Some(pj)) = (i.checked_sub(1), j.checked_sub(1)) {
                    let value = get(&before, pj) + score(pi, pj);
                    if value > best {
                        (best, step) = (value, DIAGONAL);
                    }
                }
                if i > 0 && get(&before, j) - gap > best {
                    (best, step) = (get(&before, j) - gap, UP);
                }
                if let Some(pj) = j.checked_sub(1)
                    && get(&row, pj) - gap > best
                {
                    (best, step) = (get(&row, pj) - gap, LEFT);
                }
                if let Some(cell) = row.get_mut(j) {
                    *cell = best;
                }
                if let Some(cell) = steps.get_mut(j - low) {
                    *cell = step;
                }
            }
            moves.push(steps);
            std::mem::swap(&mut before, &mut row);
        }
        self.way(&moves)
    }

    /// The best way, from the end back.
    fn way(&self, moves: &[Vec<u8>]) -> Vec<Step> {
        let (n, m) = (self.n, self.m);
        let columns = |i: usize| self.columns(i);
        let (mut i, mut j) = (n, m);
        let mut out = Vec::with_capacity(n.max(m));
        while i > 0 || j > 0 {
            let low = columns(i).0;
            let step = moves.get(i).and_then(|r| r.get(j.checked_sub(low)?)).copied().unwrap_or(UP);
            match step {
                DIAGONAL if i > 0 && j > 0 => {
                    i -= 1;
                    j -= 1;
                    out.push((Some(i), Some(j)));
                }
                LEFT if j > 0 => {
                    j -= 1;
                    out.push((None, Some(j)));
                }
                _ if i > 0 => {
                    i -= 1;
                    out.push((Some(i), None));
                }
                _ => {
                    j -= 1;
                    out.push((None, Some(j)));
                }
            }
        }
        out.reverse();
        out
    }
}

const DIAGONAL: u8 = 0;
const UP: u8 = 1;
const LEFT: u8 = 2;

#[cfg(test)]
mod tests {
    use super::align;

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
}
