//! One part: its levels, its series, and what they mean for the tree and for the
//! report.

use std::ops::Range;

use crate::markers::Style;
use crate::text::Lines;

use super::beam::Step;
use super::cost::prose;
use super::damage::Damage;
use super::fault::{Fault, FaultKind, Reason, Rejected, Role};
use super::read::{Known, Read};
use super::token::{Key, Token};
use super::{PartPlan, causes, levels, structure, token};
use crate::layout::declared::{Counts, Declared, Whose};
use crate::layout::flow::Wraps;

/// A marker that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Index in [`Lines::candidates`].
    pub candidate: u32,
    /// Index in the list of significant lines.
    pub at: u32,
    /// Where its own text ends: the last of the lines that only wrap it, as an index in the
    /// list of significant lines.
    pub end: u32,
    /// 0 is outermost.
    pub rank: u8,
    /// Its own text is short and ends no sentence, as headings do.
    pub short: bool,
    pub role: Role,
}

/// A part before its markers are decided.
pub(crate) struct Place<'l, 's> {
    pub lines: &'l Lines<'s>,
    pub significant: &'l [u32],
    pub wraps: &'l Wraps,
    pub range: Range<usize>,
}

/// A part after.
pub(crate) struct Solved {
    pub plan: PartPlan,
    pub faults: Vec<Fault>,
    pub rejected: Vec<Rejected>,
}

/// What the clean markers of a family tell of it.
#[derive(Debug, Clone, Copy, Default)]
struct Family {
    count: u32,
    /// One of them counts 1.
    begun: bool,
    /// One counts one more than the one before.
    follows: bool,
    /// The first one, as an index of the tokens.
    first: usize,
    last: (u32, u32),
}

impl Family {
    fn add(&mut self, index: usize, token: &Token) {
        if self.count == 0 {
            self.first = index;
        } else {
            self.follows |= token.value == self.last.0 + 1 && token.path == self.last.1;
        }
        self.count += 1;
        self.begun |= token.value == 1;
        self.last = (token.value, token.path);
    }
}

impl Place<'_, '_> {
    /// Reads the part. Counts that are declared for it are taken out of `counts`.
    pub fn solve(&self, labelled: bool, annex: bool, counts: &mut Counts, whose: Whose) -> Solved {
        let range = self.range.start + usize::from(labelled).min(self.range.len())..self.range.end;
        let mut tokens = token::tokens(self.lines, self.significant, range, self.wraps);
        let dropped = token::choose_readings(self.lines, &mut tokens);
        let (tokens, weak) = self.alive(tokens);
        let levels = levels::infer(&tokens, self.lines.told);
        let declared = self.declared(annex, &tokens, counts, whose);
        let implicit_first = !annex && self.opens_unnumbered(&levels.order, &tokens);
        let known = Known { levels: &levels, declared: declared.map(|d| d.count), implicit_first };
        let Read { mut marks, mut rejected, damage, readings } = self.read(&tokens, &known);
        let order = &levels.order;
        self.measure(&mut marks);
        let roles = self.roles(order, &marks);
        for mark in &mut marks {
            mark.role = roles[mark.rank as usize];
        }
        self.roles_by_scope(&mut marks);
        rejected.extend(weak.iter().map(|t| self.rejected(t, Step::Text)));
        // A style that opens no level is read by nobody, and must be told all the same.
        let stray = tokens.iter().filter(|t| !order.contains(&t.key));
        rejected.extend(stray.map(|t| self.rejected(t, Step::Text)));
        rejected.extend(
            dropped.iter().map(|t| Rejected { reason: Reason::OtherReading, ..self.rejected(t, Step::Text) }),
        );
        let series = self.series(&marks, implicit_first);
        let lost: Vec<Range<u32>> = damage.iter().filter_map(Damage::lost_range).collect();
        let mut faults = causes::join(self, damage, &marks, &roles, readings.as_deref().unwrap_or_default());
        faults.extend(structure::structure(self, &marks, &faults, &lost));
        let ends_at = declared.and_then(|_| match &readings {
            Some(readings) => causes::ends_at(readings, &roles, &marks),
            None => self.counted(&marks, &roles, &known),
        });
        // What an empty section held is missing from the count: told already.
        let emptied = faults.iter().any(|f| f.kind == FaultKind::Empty);
        let short = |d: &Declared| emptied && ends_at.is_some_and(|(there, _)| there < d.count);
        if let Some(fault) =
            declared.filter(|d| !short(d)).and_then(|d| causes::miscounted(self, &d, ends_at, &marks))
        {
            faults.push(fault);
        }
        faults.extend(rejected.iter().filter(|r| r.reason == Reason::FitsNoSeries).map(|r| Fault {
            kind: FaultKind::Ambiguous,
            role: Role::Item,
            span: r.span,
            expected: None,
            found: Some(self.lines.text[r.span.range()].to_owned()),
            missing: None,
            labels: Vec::new(),
        }));
        let plan = PartPlan {
            range: self.range.clone(),
            labelled,
            annex,
            marks,
            implicit_first,
            series,
            declared: declared.map(|d| d.count),
        };
        Solved { plan, faults, rejected }
    }

    /// Sorts out families that nothing speaks for: a family needs two markers
    /// that follow each other, or a first one that opens something.
    fn alive(&self, tokens: Vec<Token>) -> (Vec<Token>, Vec<Token>) {
        let mut families: Vec<(Key, Family)> = Vec::new();
        for (i, t) in tokens.iter().enumerate() {
            let known = families.iter().position(|(key, _)| *key == t.key).unwrap_or_else(|| {
                families.push((t.key, Family::default()));
                families.len() - 1
            });
            if t.prose < prose::PROSE {
                families[known].1.add(i, t);
            }
        }
        let speaks = |(key, family): &(Key, Family)| {
            family.follows
                || family.count >= 2 && family.begun
                || family.count == 1 && self.opens(&tokens, family.first)
                || self.told_role(key.style).is_some()
        };
        let alive: Vec<bool> = families.iter().map(speaks).collect();
        if alive.iter().all(|alive| *alive) {
            return (tokens, Vec::new());
        }
        let known = |t: &Token| families.iter().position(|(key, _)| *key == t.key);
        tokens.into_iter().partition(|t| known(t).is_some_and(|k| alive[k]))
    }

    /// Whether the only marker of its family opens something.
    fn opens(&self, tokens: &[Token], first: usize) -> bool {
        let Some(own) = tokens.get(first) else { return false };
        let next = tokens.get(first + 1);
        own.key.style == Style::Decimal && !self.lines.candidates[own.candidate as usize].bare
            || own.value == 1 && own.heading && next.is_some_and(|n| n.at == own.at + 1 && n.key > own.key)
    }

    /// Whether an unnumbered paragraph stands before a series that begins at 2.
    fn opens_unnumbered(&self, order: &[Key], tokens: &[Token]) -> bool {
        let Some(first) = tokens.iter().find(|t| t.key.style == Style::Decimal && t.prose < prose::PROSE)
        else {
            return false;
        };
        // In a part with numbered headings the items begin at 1.
        let outer = order.first().is_some_and(|k| k.style < Style::Decimal)
            && tokens.iter().any(|t| Some(&t.key) == order.first() && t.at < first.at);
        let range = self.range.start..first.at as usize;
        let sentence = range.rev().take(40).any(|at| {
            let i = self.significant[at] as usize;
            let line = &self.lines.lines[i];
            line.ending == crate::text::Ending::Sentence
        });
        first.value != 1 && !outer && sentence
    }

    /// The count that is declared for this part, if one is near what is there.
    fn declared(&self, annex: bool, tokens: &[Token], counts: &mut Counts, whose: Whose) -> Option<Declared> {
        let items = || tokens.iter().filter(|t| t.prose < prose::PROSE && t.key.style.runs_on());
        let there = items().count() as u32;
        if there < 3 {
            return None;
        }
        let line_start = |at: usize| {
            self.significant.get(at).map_or(u32::MAX, |&i| self.lines.lines[i as usize].span.start)
        };
        let part_start = line_start(self.range.start);
        let first = items().next().map_or(part_start, |t| line_start(t.at as usize));
        let before = if annex { first.max(part_start) } else { first };
        let off = (there / 3).max(12);
        counts.take(whose, there.saturating_sub(off)..=there + off, before)
    }
}
