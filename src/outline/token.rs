//! The candidates of a part, one reading a line, with what speaks against each.

use crate::markers::Style;
use crate::text::{Candidate, Ending, Lines};

use super::cost;
use super::cost::prose;
use crate::layout::flow::Wraps;

/// A kind of series: a marker family, and its depth for `1.2.3` and for
/// Markdown headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key {
    pub style: Style,
    pub depth: u8,
}

/// A candidate as the solver sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    /// Index in [`Lines::candidates`].
    pub candidate: u32,
    /// Index in the list of significant lines.
    pub at: u32,
    pub key: Key,
    pub value: u32,
    pub path: u32,
    pub suffix: bool,
    pub misread: bool,
    /// How much the surroundings speak against a marker.
    pub prose: u32,
    /// The share of the line before in that.
    pub context: u32,
    /// The line is short and ends no sentence, as headings do.
    pub heading: bool,
    /// The line before is no marker and ends with a colon: a list begins here.
    pub introduced: bool,
}

/// Longer lines, in bytes, are no headings.
const LONGEST_HEADING: usize = 180;
/// A shorter line, in bytes, that ends no sentence is a heading or a label
/// and not the first half of a sentence.
const SHORTEST_PROSE: usize = 100;

/// The readings of a line that have candidates, least doubtful first.
pub(crate) fn tokens(
    lines: &Lines<'_>,
    significant: &[u32],
    range: std::ops::Range<usize>,
    wraps: &Wraps,
) -> Vec<Token> {
    let mut out = Vec::with_capacity(candidates_of(lines, &significant[range.clone()]));
    for at in range.clone() {
        let index = significant[at] as usize;
        let line = &lines.lines[index];
        if line.count == 0 {
            continue;
        }
        let before = (at > range.start).then(|| significant[at - 1] as usize);
        // A full line goes on below: it is no heading by itself.
        let full = wraps.is_full(index);
        let context = before.map_or(0, |b| before_line(lines, b, wraps));
        for (offset, candidate) in lines.candidates_of(index).iter().enumerate() {
            let mut token = token(lines, candidate, line.first + offset as u32, at as u32, context);
            token.heading &= !full;
            token.introduced =
                before.is_some_and(|b| lines.lines[b].ending == Ending::Colon && lines.lines[b].count == 0);
            out.push(token);
        }
    }
    out
}

/// How many candidates some lines have, or a little more: those of lines between them count too.
fn candidates_of(lines: &Lines<'_>, significant: &[u32]) -> usize {
    let line = |i: Option<&u32>| i.and_then(|&i| lines.lines.get(i as usize));
    match (line(significant.first()), line(significant.last())) {
        (Some(first), Some(last)) => {
            (last.first + u32::from(last.count)).saturating_sub(first.first) as usize
        }
        _ => 0,
    }
}

fn token(lines: &Lines<'_>, candidate: &Candidate, index: u32, at: u32, context: u32) -> Token {
    let mut against = context;
    if candidate.prose_behind {
        against += prose::BEHIND;
    }
    if candidate.bare {
        against += prose::BARE;
    }
    if candidate.digits_behind {
        against += prose::DIGITS;
    }
    let line = &lines.lines[candidate.line as usize];
    let depth = match (candidate.style, candidate.path) {
        (Style::DecimalPath, p) if p >= 100 => 2 + u8::from(p >= 10_000),
        (Style::DecimalPath, _) => 1,
        // Markdown says itself how deep a heading stands.
        _ => line.hashes,
    };
    Token {
        candidate: index,
        at,
        key: Key { style: candidate.style, depth },
        value: candidate.value,
        path: candidate.path,
        suffix: candidate.suffix.is_some(),
        misread: candidate.misread,
        prose: against,
        context,
        introduced: false,
        heading: line.hashes > 0
            || matches!(line.ending, Ending::Open | Ending::Empty) && line.span.len() <= LONGEST_HEADING,
    }
}

/// Whether a marker has its text below it. A year alone on a line is the end
/// of a sentence instead.
fn stands_alone(candidate: &Candidate, line_end: u32) -> bool {
    candidate.text == line_end && candidate.value < cost::FAR
}

/// What the line before says: whether its sentence goes on into this one.
fn before_line(lines: &Lines<'_>, before: usize, wraps: &Wraps) -> u32 {
    let line = &lines.lines[before];
    match line.ending {
        // A marker that stands alone on its line has its text below it.
        _ if lines.candidates_of(before).iter().any(|c| stands_alone(c, line.span.end)) => prose::AFTER_FULL,
        Ending::Clause => prose::AFTER_CLAUSE,
        Ending::Open if wraps.is_full(before) => prose::AFTER_FULL,
        Ending::Open if wraps.wraps() => 0,
        Ending::Open if line.span.len() > SHORTEST_PROSE => prose::AFTER_OPEN,
        _ => 0,
    }
}

/// Keeps one reading a line where a line start can be read as two families:
/// `(i)` between `(h)` and `(j)` is a letter, `5.2017` after `4.` an item 5.
/// Returns the readings that were dropped.
pub(crate) fn choose_readings(lines: &Lines<'_>, tokens: &mut Vec<Token>) -> Vec<Token> {
    if !tokens.windows(2).any(|w| w[0].at == w[1].at) {
        return Vec::new();
    }
    let paths = tokens
        .windows(2)
        .filter(|w| w.iter().all(|t| t.key.style == Style::DecimalPath) || w[0].at != w[1].at)
        .filter(|w| w[1].key.style == Style::DecimalPath)
        .count();
    let mut dropped = Vec::new();
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut last: Vec<(Style, u32)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = at + tokens[at..].iter().take_while(|t| t.at == tokens[at].at).count();
        let line = &tokens[at..end];
        let next =
            || tokens[end..].iter().take_while(|t| tokens.get(end).is_some_and(|n| n.at == t.at)).count();
        let taken = match line.len() {
            1 => 0,
            _ => prefer(lines, line, &last, &tokens[end..end + next()], paths),
        };
        for (i, token) in line.iter().enumerate() {
            if i == taken { kept.push(*token) } else { dropped.push(*token) }
        }
        let token = line[taken];
        match last.iter_mut().find(|(s, _)| *s == token.key.style) {
            Some(entry) => entry.1 = token.value,
            None => last.push((token.key.style, token.value)),
        }
        at = end;
    }
    *tokens = kept;
    dropped
}

/// The reading that goes on with what came before, else the one that goes on
/// with what comes next, else the first that counts 1.
fn prefer(lines: &Lines<'_>, line: &[Token], last: &[(Style, u32)], next: &[Token], paths: usize) -> usize {
    if let Some(path) = line.iter().position(|t| t.key.style == Style::DecimalPath) {
        let decimal = line.iter().position(|t| t.key.style == Style::Decimal);
        let goes_on = |t: &Token| last.iter().any(|(s, v)| *s == t.key.style && *v + 1 == t.value);
        let spaced = lines
            .behind(&lines.candidates[line[path].candidate as usize])
            .chars()
            .next()
            .is_none_or(|c| !c.is_numeric());
        return match decimal {
            Some(d) if paths < 3 && (goes_on(&line[d]) || !spaced) => d,
            Some(_) => path,
            None => 0,
        };
    }
    let after = |t: &Token| {
        let before = last.iter().find(|(s, _)| *s == t.key.style).map(|(_, v)| *v);
        before.is_some_and(|v| v + 1 == t.value)
    };
    let ahead = |t: &Token| next.iter().any(|n| n.key == t.key && n.value == t.value + 1);
    let score = |t: &Token| {
        4 * u32::from(ahead(t) && (after(t) || t.value == 1))
            + 3 * u32::from(after(t))
            + 2 * u32::from(t.value == 1)
            + u32::from(ahead(t))
    };
    // The first of equals: families are offered with the likelier one first.
    (0..line.len()).rev().max_by_key(|&i| score(&line[i])).unwrap_or(0)
}
