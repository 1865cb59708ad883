//! One part: its levels, its series from the outermost in, and what they mean
//! for the tree and for the report.

use std::ops::Range;

use crate::ast::Style;
use crate::lex::Lines;
use crate::span::Span;

use super::PartPlan;
use super::beam::{self, Crossed, Step, Terms};
use super::causes;
use super::cost::prose;
use super::damage::Damage;
use super::declared::{Counts, Declared, Whose};
use super::fault::{Fault, FaultKind, Reason, Rejected, Role};
use super::flow::Wraps;
use super::gaps::Lost;
use super::levels::{self, Levels};
use super::structure;
use super::token::{self, Key, Token};

/// A marker that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Index in [`Lines::candidates`].
    pub candidate: u32,
    /// Index in the list of significant lines.
    pub at: u32,
    /// 0 is outermost.
    pub rank: u8,
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

impl Place<'_, '_> {
    /// Reads the part. Counts that are declared for it are taken out of `counts`.
    pub fn solve(&self, labelled: bool, annex: bool, counts: &mut Counts, whose: Whose) -> Solved {
        let range = self.range.start + usize::from(labelled).min(self.range.len())..self.range.end;
        let mut tokens = token::tokens(self.lines, self.significant, range, self.wraps);
        let dropped = token::choose_readings(self.lines, &mut tokens);
        let (tokens, weak) = self.alive(tokens);
        let clean: Vec<Token> =
            tokens.iter().filter(|t| t.prose < prose::PROSE && !t.misread).copied().collect();
        let Levels { order, scopes } = levels::infer(&clean, self.lines.told);
        let declared = self.declared(annex, &tokens, counts, whose);
        let implicit_first = !annex && self.opens_unnumbered(&order, &tokens);
        let mut higher: Vec<(u32, u8)> = Vec::new();
        let mut damage: Vec<Damage> = Vec::new();
        let mut readings: Vec<Reading> = Vec::new();
        for (rank, key) in order.iter().enumerate() {
            let terms = Terms {
                implicit_first: implicit_first && key.style == Style::Decimal,
                declared: declared.filter(|_| key.style.runs_on() || order.len() == 1).map(|d| d.count),
                starts_over: false,
            };
            let own: Vec<Token> = tokens.iter().filter(|t| t.key == *key).copied().collect();
            let reading = self.read(&own, &scopes[rank], &higher, &damage, terms);
            for (token, step) in reading.tokens.iter().zip(&reading.steps) {
                if !matches!(step, Step::Text | Step::Side) {
                    higher.push((token.at, rank as u8));
                }
            }
            higher.sort_unstable();
            super::damage::collect(self, rank as u8, &reading, terms.implicit_first, &mut damage);
            readings.push(reading);
        }
        let mut marks: Vec<Mark> = Vec::new();
        let mut rejected: Vec<Rejected> = Vec::new();
        for (rank, reading) in readings.iter().enumerate() {
            for (token, step) in reading.tokens.iter().zip(&reading.steps) {
                match step {
                    Step::Text | Step::Side => rejected.push(self.rejected(token, *step)),
                    _ => marks.push(Mark {
                        candidate: token.candidate,
                        at: token.at,
                        rank: rank as u8,
                        role: Role::Item,
                    }),
                }
            }
        }
        marks.sort_by_key(|m| m.at);
        let roles = self.roles(&order, &marks);
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
        let mut faults = causes::join(self, damage, &marks, &roles, &readings);
        faults.extend(structure::structure(self, &marks, &faults, &lost));
        let ends_at = causes::ends_at(&readings, &roles, &marks);
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
        let mut keys: Vec<(Key, bool)> = Vec::new();
        for t in &tokens {
            if keys.iter().any(|(k, _)| *k == t.key) {
                continue;
            }
            let own: Vec<&Token> =
                tokens.iter().filter(|o| o.key == t.key && o.prose < prose::PROSE).collect();
            let follows = own.windows(2).any(|w| w[1].value == w[0].value + 1 && w[1].path == w[0].path);
            let begun = own.len() >= 2 && own.iter().any(|o| o.value == 1);
            let opens = own.len() == 1 && {
                let next = tokens.iter().find(|n| n.at > own[0].at);
                own[0].key.style == Style::Decimal && !self.lines.candidates[own[0].candidate as usize].bare
                    || own[0].value == 1
                        && own[0].heading
                        && next.is_some_and(|n| n.at == own[0].at + 1 && n.key > t.key)
            };
            let told = self.told_role(t.key.style).is_some();
            keys.push((t.key, follows || begun || opens || told));
        }
        tokens.into_iter().partition(|t| keys.iter().any(|(k, alive)| *k == t.key && *alive))
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
            line.ending == crate::lex::Ending::Sentence
        });
        first.value != 1 && !outer && sentence
    }

    /// The count that is declared for this part, if one is near what is there.
    fn declared(&self, annex: bool, tokens: &[Token], counts: &mut Counts, whose: Whose) -> Option<Declared> {
        let items: Vec<&Token> =
            tokens.iter().filter(|t| t.prose < prose::PROSE && t.key.style.runs_on()).collect();
        let there = items.len() as u32;
        let line_start = |at: usize| {
            self.significant.get(at).map_or(u32::MAX, |&i| self.lines.lines[i as usize].span.start)
        };
        let part_start = line_start(self.range.start);
        let first = items.first().map_or(part_start, |t| line_start(t.at as usize));
        let before = if annex { first.max(part_start) } else { first };
        let off = (there / 3).max(12);
        if there < 3 {
            return None;
        }
        counts.take(whose, there.saturating_sub(off)..=there + off, before)
    }

    /// Reads one series under the scope that costs least.
    fn read(
        &self,
        own: &[Token],
        scopes: &[usize],
        higher: &[(u32, u8)],
        damage: &[Damage],
        terms: Terms,
    ) -> Reading {
        let mut best: Option<(u32, Vec<Step>, usize, Vec<bool>)> = None;
        for &scope in scopes {
            let marks = self.beam_marks(own, scope, higher, damage);
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
        Reading { key, tokens: own.to_vec(), steps, starts_over: scope > 0 && !higher.is_empty(), over }
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
                enclosed: !fits && self.enclosed(token),
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
        let start = self.lines.candidates[token.candidate as usize].span.start as usize;
        let text = &self.lines.text[..start];
        let mut depth = 0i32;
        for c in text.chars().rev().take(700) {
            match c {
                '」' | '』' | '》' | '〉' | '”' | '）' | ')' => depth += 1,
                '「' | '『' | '《' | '〈' | '“' | '（' | '(' => depth -= 1,
                _ => {}
            }
            if depth < 0 {
                return true;
            }
        }
        false
    }

    pub(super) fn span(&self, token: &Token) -> Span {
        self.lines.candidates[token.candidate as usize].span
    }

    fn rejected(&self, token: &Token, step: Step) -> Rejected {
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
