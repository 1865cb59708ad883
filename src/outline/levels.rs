//! Which family stands above which, and which series start over where.
//!
//! Nothing is assumed but the usual order of the families, as a tie-breaker:
//! of all orders that can be reached by moving one family at a time, the one
//! is taken in which the fewest markers break their series, the fewest
//! headings are empty and the fewest items stand before the first heading.

use super::cost::prose;
use super::token::{Key, Token};
use crate::profile::Profile;

/// The families of a part, outermost first, and for each the rank below which
/// crossing a marker starts the series over (0: it runs through everything).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Levels {
    pub order: Vec<Key>,
    /// Scopes worth trying for each family, the likeliest first.
    pub scopes: Vec<Vec<usize>>,
    /// Every clean marker goes on with its series.
    pub unbroken: bool,
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
    for t in tokens.iter().filter(|t| clean(t)) {
        if !keys.contains(&t.key) {
            keys.push(t.key);
        }
    }
    keys.sort_unstable();
    keys.truncate(MOST);
    let mut best = keys;
    let mut breaks = measure(&best, tokens);
    let mut cost = breaks.cost(&best);
    // Move one family at a time for as long as it helps.
    while cost > 0 {
        let mut better: Option<(u32, Vec<Key>, Breaks)> = None;
        for from in 0..best.len() {
            for to in 0..best.len() {
                if from == to {
                    continue;
                }
                let mut order = best.clone();
                let key = order.remove(from);
                order.insert(to, key);
                let new = measure(&order, tokens);
                let c = new.cost(&order);
                if c < better.as_ref().map_or(cost, |b| b.0) {
                    better = Some((c, order, new));
                }
            }
        }
        match better {
            Some((c, order, new)) => (cost, best, breaks) = (c, order, new),
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
        breaks = measure(&best, tokens);
    }
    let scopes = (0..best.len()).map(|rank| breaks.scopes(rank, best[rank])).collect();
    let unbroken = (0..best.len()).all(|rank| breaks.least(rank) == 0);
    Levels { order: best, scopes, unbroken }
}

/// A candidate that nothing speaks against.
fn clean(token: &Token) -> bool {
    token.prose < prose::PROSE && !token.misread
}

/// What does not fit an order of families.
struct Breaks {
    /// By rank and scope: how many markers break their series.
    broken: [[u32; MOST]; MOST],
    /// By rank: how many headings have nothing under them.
    empties: [u32; MOST],
    orphans: u32,
}

impl Breaks {
    /// The fewest breaks of a rank under any scope.
    fn least(&self, rank: usize) -> u32 {
        self.broken[rank][..=rank].iter().copied().min().unwrap_or(0)
    }

    fn cost(&self, order: &[Key]) -> u32 {
        let count = order.len();
        let inversions = (0..count)
            .flat_map(|a| (a + 1..count).map(move |b| (a, b)))
            .filter(|&(a, b)| order[a] > order[b])
            .count();
        let breaks = |rank: usize| BREAK * self.least(rank) + EMPTY * self.empties[rank];
        ORPHAN * self.orphans + (0..count).map(breaks).sum::<u32>() + UNUSUAL * inversions as u32
    }

    /// The scopes worth trying for a rank.
    fn scopes(&self, rank: usize, key: Key) -> Vec<usize> {
        let (tried, least) = (&self.broken[rank], self.least(rank));
        // Damage hides the scheme: all that come close are tried in full.
        let mut near: Vec<usize> = (0..=rank).filter(|&s| tried[s] <= least + 1).collect();
        let runs_on = key.style.runs_on();
        near.sort_by_key(|&s| (tried[s], if runs_on { s } else { rank - s }));
        near
    }
}

/// Where the clean candidates of a part do not fit an order.
fn measure(order: &[Key], tokens: &[Token]) -> Breaks {
    let count = order.len();
    let mut out = Breaks { broken: [[0; MOST]; MOST], empties: [0; MOST], orphans: 0 };
    let mut last = [0u32; MOST];
    let mut path = [0u32; MOST];
    let mut crossed = [NONE; MOST];
    let mut seen = [false; MOST];
    let mut lower = [false; MOST];
    let mut before: Option<(usize, bool)> = None;
    for token in tokens.iter().filter(|t| clean(t)) {
        let Some(rank) = order.iter().position(|k| *k == token.key) else { continue };
        if let Some((rank_before, heading)) = before {
            out.empties[rank_before] += u32::from(heading && rank <= rank_before);
        }
        before = Some((rank, token.heading));
        if !seen[rank] && lower[rank] {
            out.orphans += 1;
        }
        let moved = token.path != path[rank];
        for (scope, broken) in out.broken[rank].iter_mut().enumerate().take(rank + 1) {
            let over = crossed[rank] < scope || moved;
            let expected = if over { 1 } else { last[rank] + 1 };
            *broken += u32::from(token.value != expected && !(token.suffix && token.value == last[rank]));
        }
        (last[rank], path[rank], crossed[rank], seen[rank]) = (token.value, token.path, NONE, true);
        lower[..rank].fill(true);
        for inner in rank + 1..count {
            crossed[inner] = crossed[inner].min(rank);
            (seen[inner], lower[inner]) = (false, false);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::flow::Wraps;
    use crate::outline::token;

    fn order(text: &str) -> Vec<crate::markers::Style> {
        let lines = crate::text::lex(text);
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
        use crate::markers::Style;
        let text = include_str!("../../fixtures/discussion-paper-en.txt");
        assert_eq!(order(text)[..2], [Style::Decimal, Style::LowerLetterParens]);
    }
}
