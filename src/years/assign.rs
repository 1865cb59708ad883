//! Which old item became which new one: the most similar first, then improved
//! by exchanging partners as long as that makes the whole more similar.

use std::collections::HashMap;

use super::similarity::Corpus;
use super::year::Year;

/// Below this two texts are two items, not one reworded.
const LEAST: f32 = 0.3;

/// Pairs of unit indices, old and new.
pub(super) fn assign(
    corpus: &Corpus,
    old: &Year<'_>,
    new: &Year<'_>,
    left: &[usize],
    right: &[usize],
) -> Vec<(usize, usize)> {
    let mut scores: HashMap<(usize, usize), f32> = HashMap::new();
    for (i, j) in corpus.candidates() {
        let (Some(a), Some(b)) = (corpus.old.get(i), corpus.new.get(j)) else { continue };
        let (Some(x), Some(y)) =
            (left.get(i).and_then(|i| old.get(*i)), right.get(j).and_then(|j| new.get(*j)))
        else {
            continue;
        };
        // A numbered item does not become a loose paragraph.
        if x.kind != y.kind {
            continue;
        }
        let similar = corpus.similarity(a, b);
        if similar >= LEAST {
            // Between equals, the one whose place is alike.
            let near = if x.number == y.number { 0.002 } else { 0.0 };
            let at = (i as f32 / left.len().max(1) as f32 - j as f32 / right.len().max(1) as f32).abs();
            scores.insert((i, j), similar + near - 0.005 * at);
        }
    }
    let mut order: Vec<(&(usize, usize), &f32)> = scores.iter().collect();
    order.sort_by(|a, b| b.1.total_cmp(a.1).then(a.0.cmp(b.0)));
    let mut of_old: HashMap<usize, usize> = HashMap::new();
    let mut of_new: HashMap<usize, usize> = HashMap::new();
    for ((i, j), _) in &order {
        if !of_old.contains_key(i) && !of_new.contains_key(j) {
            of_old.insert(*i, *j);
            of_new.insert(*j, *i);
        }
    }
    // Greed can take a partner that another needs more. An exchange only ever
    // raises the sum, and the rounds are bounded, so this ends.
    let score = |i: Option<usize>, j: Option<usize>| {
        i.zip(j).and_then(|key| scores.get(&key)).copied().unwrap_or(0.0)
    };
    for _ in 0..8 {
        let mut better = false;
        for ((i, j), _) in &order {
            let (i, j) = (*i, *j);
            let (partner_of_i, partner_of_j) = (of_old.get(&i).copied(), of_new.get(&j).copied());
            if partner_of_i == Some(j) {
                continue;
            }
            let now = score(Some(i), partner_of_i) + score(partner_of_j, Some(j));
            let then = score(Some(i), Some(j)) + score(partner_of_j, partner_of_i);
            if then > now + 1e-4 {
                better = true;
                if let Some(l) = partner_of_i {
                    of_new.remove(&l);
                }
                if let Some(k) = partner_of_j {
                    of_old.remove(&k);
                }
                of_old.insert(i, j);
                of_new.insert(j, i);
                if let (Some(k), Some(l)) = (partner_of_j, partner_of_i)
                    && scores.contains_key(&(k, l))
                {
                    of_old.insert(k, l);
                    of_new.insert(l, k);
                }
            }
        }
        if !better {
            break;
        }
    }
    let mut out: Vec<(usize, usize)> =
        of_old.into_iter().filter_map(|(i, j)| Some((*left.get(i)?, *right.get(j)?))).collect();
    out.sort_unstable();
    out
}
