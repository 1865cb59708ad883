//! The series of a part, from the outermost in.
//!
//! Most parts are sound: every marker goes on with its series, as `levels` has seen already, and
//! is taken as it stands. All others are read family by family, each for the least cost.

use crate::markers::Style;
use crate::text::Span;

use super::beam::{Crossed, Step, Terms};
use super::cost::prose;
use super::damage::Damage;
use super::fault::{Reason, Rejected, Role};
use super::gaps::Lost;
use super::levels::Levels;
use super::solve::{Mark, Place};
use super::token::{Key, Token};
use super::{beam, damage};

/// What one series was read as.
pub(super) struct Reading {
    pub key: Key,
    pub tokens: Vec<Token>,
    pub steps: Vec<Step>,
    /// The series starts over at headings.
    pub starts_over: bool,
    /// For each token, whether a heading at which the series starts over came before it.
    pub over: Vec<bool>,
}

/// An open bracket so many characters before encloses nothing any more.
const LONGEST_QUOTATION: u32 = 700;

/// What is known of a part before its series are read.
pub(super) struct Known<'k> {
    pub levels: &'k Levels,
    /// The paper says that there are so many items.
    pub declared: Option<u32>,
    /// An unnumbered paragraph counts as 1.
    pub implicit_first: bool,
}

/// All series of a part.
pub(super) struct Read {
    /// In the order of the paper; their roles are not yet known.
    pub marks: Vec<Mark>,
    pub rejected: Vec<Rejected>,
    pub damage: Vec<Damage>,
    /// By rank; `None` where every marker goes on with its series.
    pub readings: Option<Vec<Reading>>,
}

impl Read {
    /// Whether these marks are all that was found.
    fn is_sound(&self, marks: &[Mark]) -> bool {
        self.marks == marks && self.rejected.is_empty() && self.damage.is_empty()
    }
}

impl Known<'_> {
    /// Whether the declared count is that of a family.
    fn counts(&self, key: &Key) -> bool {
        key.style.runs_on() || self.levels.order.len() == 1
    }

    /// Whether a family starts over at headings, where every marker fits.
    fn starts_over(&self, rank: usize) -> bool {
        let scope = self.levels.scopes.get(rank).and_then(|scopes| scopes.first());
        rank > 0 && scope.is_some_and(|&scope| scope > 0)
    }
}

impl Place<'_, '_> {
    /// Reads all series.
    pub(super) fn read(&self, tokens: &[Token], known: &Known<'_>) -> Read {
        let Some(marks) = self.sound(tokens, known) else { return self.search(tokens, known) };
        debug_assert!(self.search(tokens, known).is_sound(&marks), "the shortcut and the search disagree");
        Read { marks, rejected: Vec::new(), damage: Vec::new(), readings: None }
    }

    /// Reads series by series, from the outermost in.
    fn search(&self, tokens: &[Token], known: &Known<'_>) -> Read {
        let Levels { order, scopes, .. } = known.levels;
        let mut higher: Vec<(u32, u8)> = Vec::new();
        let mut damage: Vec<Damage> = Vec::new();
        let mut readings: Vec<Reading> = Vec::new();
        for (rank, key) in order.iter().enumerate() {
            let terms = Terms {
                implicit_first: known.implicit_first && key.style == Style::Decimal,
                declared: known.declared.filter(|_| known.counts(key)),
                starts_over: false,
            };
            let own: Vec<Token> = tokens.iter().filter(|t| t.key == *key).copied().collect();
            let reading = self.series_of(own, &scopes[rank], &higher, &damage, terms);
            for (token, step) in reading.tokens.iter().zip(&reading.steps) {
                if !matches!(step, Step::Text | Step::Side) {
                    higher.push((token.at, rank as u8));
                }
            }
            // Two runs in order, which this sort only merges.
            higher.sort();
            damage::collect(self, rank as u8, &reading, terms.implicit_first, &mut damage);
            readings.push(reading);
        }
        let mut marks: Vec<Mark> = Vec::new();
        let mut rejected: Vec<Rejected> = Vec::new();
        for (rank, reading) in readings.iter().enumerate() {
            for (token, step) in reading.tokens.iter().zip(&reading.steps) {
                match step {
                    Step::Text | Step::Side => rejected.push(self.rejected(token, *step)),
                    _ => marks.push(mark(token, rank)),
                }
            }
        }
        marks.sort_by_key(|m| m.at);
        Read { marks, rejected, damage, readings: Some(readings) }
    }

    /// The marks of a part in which every marker goes on with its series.
    fn sound(&self, tokens: &[Token], known: &Known<'_>) -> Option<Vec<Mark>> {
        let doubtful = |t: &Token| t.prose >= prose::PROSE || t.misread || t.suffix;
        if !known.levels.unbroken || known.implicit_first || tokens.iter().any(doubtful) {
            return None;
        }
        let order = &known.levels.order;
        let rank = |t: &Token| order.iter().position(|key| *key == t.key);
        if let Some(count) = known.declared {
            let wrong = |(at, key): (usize, &Key)| {
                let last = tokens.iter().rev().find(|t| t.key == *key);
                known.counts(key) && !known.starts_over(at) && last.is_some_and(|t| t.value != count)
            };
            if order.iter().enumerate().any(wrong) {
                return None;
            }
        }
        let mut marks = Vec::with_capacity(tokens.len());
        for token in tokens {
            marks.push(mark(token, rank(token)?));
        }
        Some(marks)
    }

    /// How many items there are in a part in which every marker fits, and the last one.
    pub(super) fn counted(&self, marks: &[Mark], roles: &[Role], known: &Known<'_>) -> Option<(u32, u32)> {
        let rank = marks.iter().filter(|m| m.role == Role::Item).map(|m| m.rank).min()?;
        if roles.get(usize::from(rank)) != Some(&Role::Item) {
            return None;
        }
        let own = || marks.iter().filter(|m| m.rank == rank);
        let last = own().next_back()?.candidate;
        let there = if known.starts_over(rank.into()) {
            own().count() as u32
        } else {
            self.lines.candidates[last as usize].value
        };
        Some((there, last))
    }

    /// Reads one series under the scope that costs least.
    fn series_of(
        &self,
        own: Vec<Token>,
        scopes: &[usize],
        higher: &[(u32, u8)],
        damage: &[Damage],
        terms: Terms,
    ) -> Reading {
        let mut best: Option<(u32, Vec<Step>, usize, Vec<bool>)> = None;
        for &scope in scopes {
            let marks = self.beam_marks(&own, scope, higher, damage);
            let terms = Terms { starts_over: scope > 0 && !higher.is_empty(), ..terms };
            let (steps, cost) = beam::read(&marks, terms);
            if best.as_ref().is_none_or(|b| cost < b.0) {
                let over = marks.iter().map(|m| m.crossed == Crossed::Over).collect();
                best = Some((cost, steps, scope, over));
            }
            if cost == 0 {
                break;
            }
        }
        let (_, steps, scope, over) = best.unwrap_or_default();
        let key = own.first().map_or(Key { style: Style::Decimal, depth: 0 }, |t| t.key);
        Reading { key, tokens: own, steps, starts_over: scope > 0 && !higher.is_empty(), over }
    }

    fn beam_marks(
        &self,
        own: &[Token],
        scope: usize,
        higher: &[(u32, u8)],
        damage: &[Damage],
    ) -> Vec<beam::Mark> {
        let mut out = Vec::with_capacity(own.len());
        let mut from = 0;
        let mut last = 0;
        let mut lost = Lost::new(damage);
        for (i, token) in own.iter().enumerate() {
            let to = higher.partition_point(|h| h.0 < token.at);
            let mut crossed = higher[from..to]
                .iter()
                .map(|h| if usize::from(h.1) < scope { Crossed::Over } else { Crossed::Through })
                .max()
                .unwrap_or(Crossed::Nothing);
            from = to;
            let before = i.checked_sub(1).map(|b| &own[b]);
            if before.is_some_and(|b| b.path != token.path) {
                crossed = Crossed::Over;
            }
            let expected = if crossed == Crossed::Over { 1 } else { last + 1 };
            let fits = token.value == expected;
            out.push(beam::Mark {
                value: token.value,
                suffix: token.suffix,
                misread: token.misread,
                prose: token.prose,
                context: token.context,
                // Of prose it says nothing more, unless a quoted list begins.
                enclosed: !fits && (token.prose < prose::PROSE || token.value == 1) && self.enclosed(token),
                crossed,
                lost: lost.around(token.at),
                same_text: before
                    .is_some_and(|b| b.value == token.value && self.behind(b) == self.behind(token)),
                introduced: token.introduced,
            });
            last = token.value;
        }
        out
    }

    fn behind(&self, token: &Token) -> &str {
        self.lines.behind(&self.lines.candidates[token.candidate as usize])
    }

    /// Whether a bracket or quotation that opened a little before is still open.
    fn enclosed(&self, token: &Token) -> bool {
        let start = self.lines.candidates[token.candidate as usize].span.start;
        let near = Span { start: start.saturating_sub(4 * LONGEST_QUOTATION), end: start };
        let mut depth = 0i32;
        for &at in self.lines.marks.brackets_in(near).iter().rev() {
            let between = self.lines.text.get(at as usize..start as usize).unwrap_or_default();
            match between.chars().next() {
                Some('」' | '』' | '》' | '〉' | '”' | '）' | ')') => depth += 1,
                Some('「' | '『' | '《' | '〈' | '“' | '（' | '(') => depth -= 1,
                _ => {}
            }
            if depth < 0 {
                return between.chars().count() <= LONGEST_QUOTATION as usize;
            }
        }
        false
    }

    pub(super) fn span(&self, token: &Token) -> Span {
        self.lines.candidates[token.candidate as usize].span
    }

    pub(super) fn rejected(&self, token: &Token, step: Step) -> Rejected {
        let candidate = &self.lines.candidates[token.candidate as usize];
        let reason = match step {
            Step::Side => Reason::RunOfItsOwn,
            _ if candidate.prose_behind => Reason::Prose,
            _ if token.prose >= prose::DOUBTFUL => Reason::WrappedSentence,
            _ if self.enclosed(token) => Reason::InsideQuotation,
            _ => Reason::FitsNoSeries,
        };
        Rejected {
            span: candidate.span,
            line: self.lines.lines[candidate.line as usize].number,
            value: candidate.value,
            reason,
        }
    }
}

fn mark(token: &Token, rank: usize) -> Mark {
    Mark {
        candidate: token.candidate,
        at: token.at,
        end: token.at,
        rank: rank as u8,
        short: false,
        role: Role::Item,
    }
}
