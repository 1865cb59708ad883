//! Which family stands above which, and which series start over where.
//!
//! Nothing is assumed but the usual order of the families, as a tie-breaker:
//! of all orders that can be reached by moving one family at a time, the one
//! is taken in which the fewest markers break their series, the fewest
//! headings are empty and the fewest items stand before the first heading.

use super::token::{Key, Token};
use crate::profile::Profile;

/// The families of a part, outermost first, and for each the rank below which
/// crossing a marker starts the series over (0: it runs through everything).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Levels {
    pub order: Vec<Key>,
    /// Scopes worth trying for each family, the likeliest first.
    pub scopes: Vec<Vec<usize>>,
}

const BREAK: u32 = 10;
const ORPHAN: u32 = 6;
const EMPTY: u32 = 4;
const UNUSUAL: u32 = 1;
/// More families than this in one part is no scheme but a heap.
const MOST: usize = 12;
/// No rank: nothing was crossed.
const NONE: usize = usize::MAX;

/// Infers the levels of a part from its clean candidates. Families that the user
/// tells of take their places in the order that was told.
pub(crate) fn infer(tokens: &[Token], told: Option<&Profile>) -> Levels {
    let mut keys: Vec<Key> = Vec::new();
    for t in tokens {
        if !keys.contains(&t.key) {
            keys.push(t.key);
        }
    }
    keys.sort_unstable();
    keys.truncate(MOST);
    let mut best = keys;
    let mut cost = measure(&best, tokens).0;
    // Move one family at a time for as long as it helps.
    while cost > 0 {
        let mut better: Option<(u32, Vec<Key>)> = None;
        for from in 0..best.len() {
            for to in 0..best.len() {
                if from == to {
                    continue;
                }
                let mut order = best.clone();
                let key = order.remove(from);
                order.insert(to, key);
                let c = measure(&order, tokens).0;
                if c < better.as_ref().map_or(cost, |b| b.0) {
                    better = Some((c, order));
                }
            }
        }
        match better {
            Some((c, order)) => (cost, best) = (c, order),
            None => break,
        }
    }
    if let Some(told) = told {
        let place = |key: &Key| told.rank(key.style);
        let places: Vec<usize> = (0..best.len()).filter(|&i| place(&best[i]).is_some()).collect();
        let mut keys: Vec<Key> = places.iter().map(|&i| best[i]).collect();
        keys.sort_by_key(|key| (place(key), *key));
        for (i, key) in places.into_iter().zip(keys) {
            best[i] = key;
        }
    }
    let scopes = measure(&best, tokens).1;
    Levels { order: best, scopes }
}

/// The cost of an order, and the scopes worth trying for each family.
fn measure(order: &[Key], tokens: &[Token]) -> (u32, Vec<Vec<usize>>) {
    let count = order.len();
    let mut broken = vec![vec![0u32; count + 1]; count];
    let mut last = vec![0u32; count];
    let mut path = vec![0u32; count];
    let mut crossed = vec![NONE; count];
    let mut seen = vec![false; count];
    let mut lower = vec![false; count];
    let mut empties = vec![0u32; count];
    let mut orphans = 0;
    let mut before: Option<(usize, bool)> = None;
    for token in tokens {
        let Some(rank) = order.iter().position(|k| *k == token.key) else { continue };
        if let Some((rank_before, heading)) = before {
            empties[rank_before] += u32::from(heading && rank <= rank_before);
        }
        before = Some((rank, token.heading));
        if !seen[rank] && lower[rank] {
            orphans += 1;
        }
        let moved = token.path != path[rank];
        for (scope, broken) in broken[rank].iter_mut().enumerate().take(rank + 1) {
            let over = crossed[rank] < scope || moved;
            let expected = if over { 1 } else { last[rank] + 1 };
            *broken += u32::from(token.value != expected && !(token.suffix && token.value == last[rank]));
        }
        (last[rank], path[rank], crossed[rank], seen[rank]) = (token.value, token.path, NONE, true);
        for other in 0..count {
            if other > rank {
                crossed[other] = crossed[other].min(rank);
                (seen[other], lower[other]) = (false, false);
            } else if other < rank {
                lower[other] = true;
            }
        }
    }
    let mut cost = ORPHAN * orphans;
    let mut scopes = Vec::with_capacity(count);
    for rank in 0..count {
        let tried = &broken[rank][..=rank];
        let least = tried.iter().copied().min().unwrap_or(0);
        cost += BREAK * least + EMPTY * empties[rank];
        // Damage hides the scheme: all that come close are tried in full.
        let mut near: Vec<usize> = (0..=rank).filter(|&s| tried[s] <= least + 1).collect();
        let runs_on = order[rank].style.runs_on();
        near.sort_by_key(|&s| (tried[s], if runs_on { s } else { rank - s }));
        scopes.push(near);
    }
    let inversions =
        (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).filter(|&(a, b)| order[a] > order[b]);
    (cost + UNUSUAL * inversions.count() as u32, scopes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::{flow::Wraps, token};

    fn order(text: &str) -> Vec<crate::ast::Style> {
        let lines = crate::lex::lex(text);
        let significant: Vec<u32> =
            (0..lines.lines.len() as u32).filter(|&i| !lines.lines[i as usize].is_blank()).collect();
        let wraps = Wraps::find(&lines, &significant);
        let mut tokens = token::tokens(&lines, &significant, 0..significant.len(), &wraps);
        token::choose_readings(&lines, &mut tokens);
        let levels = infer(&tokens, None);
        levels.order.iter().map(|k| k.style).collect()
    }

    #[test]
    fn sub_items_stand_below_items_however_lines_are_wrapped() {
        use crate::ast::Style;
        let text = include_str!("../../fixtures/discussion-paper-en.txt");
        assert_eq!(order(text)[..2], [Style::Decimal, Style::LowerLetterParens]);
    }
}
