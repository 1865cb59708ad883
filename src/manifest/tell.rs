//! Putting into words what of a paper is not as the manifest has it.

use std::collections::HashSet;

use super::headings;
use super::hold::{Holder, Reading, section_name};
use crate::diagnostic::{Diagnostic, Related};
use crate::outline::Role;
use crate::rules::s006_wrong_section::RULE;

impl Holder<'_, '_> {
    /// Reports what the better of two readings finds.
    pub(super) fn report(&self, out: &mut Vec<Diagnostic>) {
        self.report_sections(out);
        let (by_number, by_section) = (self.reading(true), self.reading(false));
        let weight = |r: &Reading| self.runs(r).len() + r.missing.len() + r.extra.len();
        let better = if weight(&by_section) < weight(&by_number) { by_section } else { by_number };
        for run in self.runs(&better) {
            self.report_elsewhere(&run, out);
        }
        for i in &better.missing {
            self.report_missing(*i, &better, out);
        }
        for j in &better.extra {
            let Some(p) = self.present.get(*j) else { continue };
            let place = self.heading_name(p.section);
            let message = format!("the manifest has no item for item {}, which stands in {place}", p.number);
            let mut diagnostic = RULE.report(p.unit.span, message);
            diagnostic.label = "not in the manifest".to_owned();
            diagnostic.found = Some(p.number.to_string());
            out.push(diagnostic);
        }
    }

    fn report_sections(&self, out: &mut Vec<Diagnostic>) {
        // A lost or misprinted heading is a fault of its own.
        if self.faults_here(Role::Section).next().is_some() {
            return;
        }
        let mut last = self.part.span;
        let mut gone: HashSet<u8> = HashSet::new();
        for (index, section) in self.wanted_part.section.iter().enumerate() {
            match self.heading_of.get(&index).and_then(|at| self.part.units.get(*at)) {
                Some(heading) => {
                    last = heading.span;
                    gone.clear();
                }
                // What stands in a missing section is missing with it.
                None if gone.iter().any(|level| *level < section.level) => {}
                None => {
                    gone.insert(section.level);
                    let message =
                        format!("the manifest has a {} here, and the paper has none", section_name(section));
                    let mut diagnostic = RULE.report(last, message);
                    diagnostic.label = "the section before".to_owned();
                    diagnostic.expected = Some(section.title.clone());
                    out.push(diagnostic);
                }
            }
        }
        for (index, heading) in headings(self.part) {
            let inside_new = heading.section.is_some_and(|up| !self.section_of.contains_key(&up));
            if !self.section_of.contains_key(&index) && !inside_new {
                let message = format!("the manifest has no {}", self.heading_name(Some(index)));
                let mut diagnostic = RULE.report(heading.span, message);
                diagnostic.label = "not in the manifest".to_owned();
                out.push(diagnostic);
            }
        }
    }

    /// Neighbours that went from one section to another together.
    fn runs(&self, reading: &Reading) -> Vec<Vec<(usize, usize)>> {
        let mut out: Vec<Vec<(usize, usize)>> = Vec::new();
        let places = |pair: &(usize, usize)| {
            (
                self.wanted.get(pair.0).and_then(|w| w.section),
                self.present.get(pair.1).and_then(|p| p.section),
            )
        };
        for pair in &reading.elsewhere {
            match out.last_mut() {
                Some(run) if run.last().is_some_and(|l| l.1 + 1 == pair.1 && places(l) == places(pair)) => {
                    run.push(*pair);
                }
                _ => out.push(vec![*pair]),
            }
        }
        out
    }

    fn report_elsewhere(&self, run: &[(usize, usize)], out: &mut Vec<Diagnostic>) {
        let Some(&(i, j)) = run.first() else { return };
        let (Some(w), Some(p)) = (self.wanted.get(i), self.present.get(j)) else { return };
        let last = run.last().and_then(|(_, j)| self.present.get(*j)).map_or(p.number, |p| p.number);
        let what = if run.len() == 1 {
            format!("item {}", p.number)
        } else {
            format!("items {} to {last}", p.number)
        };
        let (here, there) = (self.heading_name(p.section), self.section_name(w.section));
        let verb = if run.len() == 1 { "stands" } else { "stand" };
        let message = format!("{what} {verb} in {here}; the manifest has {there}");
        let mut diagnostic = RULE.report(p.unit.span, message);
        diagnostic.label = format!("belongs in {there}");
        diagnostic.found = Some(here);
        diagnostic.expected = Some(there);
        let home = w.section.and_then(|s| self.heading_of.get(&s)).and_then(|at| self.part.units.get(*at));
        diagnostic.related = home
            .map(|h| Related { message: "the section it belongs in".to_owned(), span: h.span })
            .into_iter()
            .collect();
        out.push(diagnostic);
    }

    fn report_missing(&self, wanted: usize, reading: &Reading, out: &mut Vec<Diagnostic>) {
        let Some(w) = self.wanted.get(wanted) else { return };
        // A missing section is told as such.
        if w.section.is_some_and(|s| !self.heading_of.contains_key(&s)) {
            return;
        }
        let at = reading.steps.iter().position(|s| *s == (Some(wanted), None)).unwrap_or(0);
        let after = reading.steps.get(at..).unwrap_or_default().iter().find_map(|s| s.1);
        let before = reading.steps.get(..at).unwrap_or_default().iter().rev().find_map(|s| s.1);
        let span = after.or(before).and_then(|j| self.present.get(j)).map_or(self.part.span, |p| p.unit.span);
        let place = self.section_name(w.section);
        let message = format!("the manifest has an item {} in {place}, and the paper has none", w.number);
        let mut diagnostic = RULE.report(span, message);
        diagnostic.label =
            if after.is_some() { "an item is missing before this" } else { "an item is missing after this" }
                .to_owned();
        diagnostic.expected = Some(w.number.to_string());
        out.push(diagnostic);
    }
}
