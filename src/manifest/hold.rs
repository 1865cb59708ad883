//! Holding a paper against a manifest.
//!
//! The items of both are aligned twice: once trusting the numbers, which is
//! right where an item slipped under another heading, and once trusting the
//! sections, which is right where an item was lost and the rest renumbered. The
//! reading that finds less wrong is the better explanation.

use std::collections::{HashMap, HashSet};

use super::numbers::{self, Number};
use super::{Manifest, ManifestPart, headings};
use crate::diagnostic::{Diagnostic, Related};
use crate::pair::sequence::{Step, align};
use crate::pair::units::{Kind, PartUnits, Unit, units};
use crate::rules::s006_wrong_section::RULE;
use crate::series::{Fault, Role};
use crate::span::Span;
use crate::{Parsed, Source};

/// An item that the manifest names.
struct Wanted {
    number: Number,
    /// Index among the part's sections in the manifest.
    section: Option<usize>,
}

/// An item that the paper has.
struct Present<'p, 't> {
    number: Number,
    /// Index of the heading among the part's units.
    section: Option<usize>,
    unit: &'p Unit<'t>,
}

impl Manifest {
    /// What of a paper is not as the manifest has it. What the paper's own
    /// numbering already shows ([`Parsed::faults`]) is not told again.
    #[must_use]
    pub fn hold(&self, source: &Source, parsed: &Parsed<'_>) -> Vec<Diagnostic> {
        let parts = units(source, &parsed.document);
        let language = parsed.document.languages.first().map(|l| &**l);
        let one_language = self.language.is_none() || self.language.as_deref() == language;
        let mut out = Vec::new();
        for wanted in &self.part {
            match parts.iter().find(|p| p.path == wanted.part) {
                Some(present) => {
                    Holder::new(wanted, present, &parsed.faults, one_language).report(&mut out);
                }
                None => {
                    let end = source.text().trim_end().len();
                    let message = format!("the manifest has a part {}, and the paper has none", wanted.part);
                    let mut diagnostic = RULE.report(Span::new(end, end), message);
                    diagnostic.expected = Some(wanted.part.clone());
                    out.push(diagnostic);
                }
            }
        }
        for present in parts.iter().filter(|p| p.kind.is_some() && !p.units.is_empty()) {
            if !self.part.iter().any(|w| w.part == present.path) {
                let message = format!("the manifest has no part {}", present.path);
                out.push(RULE.report(present.span, message));
            }
        }
        out.sort_by_key(|d| d.span);
        out
    }
}

struct Holder<'h, 't> {
    wanted_part: &'h ManifestPart,
    part: &'h PartUnits<'t>,
    faults: &'h [Fault],
    wanted: Vec<Wanted>,
    present: Vec<Present<'h, 't>>,
    /// Manifest section to heading, and back.
    heading_of: HashMap<usize, usize>,
    section_of: HashMap<usize, usize>,
}

/// What one reading of the items finds.
#[derive(Default)]
struct Reading {
    /// Wanted and present items in different sections.
    elsewhere: Vec<(usize, usize)>,
    missing: Vec<usize>,
    extra: Vec<usize>,
    steps: Vec<Step>,
}

impl<'h, 't> Holder<'h, 't> {
    fn new(
        wanted_part: &'h ManifestPart,
        part: &'h PartUnits<'t>,
        faults: &'h [Fault],
        titles: bool,
    ) -> Self {
        let list = |items: &str, section: Option<usize>| -> Vec<Wanted> {
            let numbers = numbers::read(items).unwrap_or_default();
            numbers.into_iter().map(|number| Wanted { number, section }).collect()
        };
        let mut wanted = list(&wanted_part.items, None);
        for (index, section) in wanted_part.section.iter().enumerate() {
            wanted.extend(list(&section.items, Some(index)));
        }
        let items = part.units.iter().filter(|u| u.kind == Kind::Item && u.parent.is_none());
        let present = items
            .filter_map(|unit| {
                let number = Number { value: unit.number?, suffix: unit.suffix };
                Some(Present { number, section: unit.section, unit })
            })
            .collect();
        let mut out = Self {
            wanted_part,
            part,
            faults,
            wanted,
            present,
            heading_of: HashMap::new(),
            section_of: HashMap::new(),
        };
        out.match_sections(titles);
        out
    }

    fn match_sections(&mut self, titles: bool) {
        let found: Vec<(usize, &Unit<'_>)> = headings(self.part).collect();
        let sections = &self.wanted_part.section;
        let mut shared: HashMap<(usize, usize), f32> = HashMap::new();
        for w in &self.wanted {
            for p in self.present.iter().filter(|p| p.number == w.number) {
                if let (Some(s), Some(h)) = (w.section, p.section) {
                    *shared.entry((s, h)).or_default() += 1.0;
                }
            }
        }
        let score = |i: usize, j: usize| {
            let (Some(a), Some((at, b))) = (sections.get(i), found.get(j)) else { return f32::NEG_INFINITY };
            let mut score = shared.get(&(i, *at)).copied().unwrap_or(0.0_f32).ln_1p();
            score += if a.ordinal == b.number { 1.0 } else { -0.5 };
            score += if a.level == b.depth { 0.5 } else { -2.0 };
            if titles {
                score += if same_title(&a.title, b.text) { 3.0 } else { -0.5 };
            }
            score
        };
        for step in align(sections.len(), found.len(), 1.0, score) {
            if let (Some(i), Some(j)) = step
                && let Some((at, _)) = found.get(j)
            {
                self.heading_of.insert(i, *at);
                self.section_of.insert(*at, i);
            }
        }
    }

    /// Whether both sections are each other's counterparts. Where one has none,
    /// that is a finding of its own.
    fn agree(&self, wanted: Option<usize>, present: Option<usize>) -> bool {
        match (wanted, present) {
            (None, None) => true,
            (Some(s), None) => !self.heading_of.contains_key(&s),
            (None, Some(h)) => !self.section_of.contains_key(&h),
            (Some(s), Some(h)) => match (self.heading_of.get(&s), self.section_of.get(&h)) {
                (Some(at), Some(_)) => *at == h,
                _ => true,
            },
        }
    }

    fn reading(&self, by_number: bool) -> Reading {
        let score = |i: usize, j: usize| {
            let (Some(w), Some(p)) = (self.wanted.get(i), self.present.get(j)) else {
                return f32::NEG_INFINITY;
            };
            let (number, section) = (w.number == p.number, self.agree(w.section, p.section));
            match by_number {
                true => (if number { 3.0 } else { -3.0 }) + (if section { 0.5 } else { 0.0 }),
                false => (if section { 3.0 } else { -3.0 }) + (if number { 0.5 } else { 0.0 }),
            }
        };
        let steps = align(self.wanted.len(), self.present.len(), 1.0, score);
        let mut out = Reading::default();
        let mut alone: Vec<usize> =
            steps.iter().filter_map(|s| if s.0.is_none() { s.1 } else { None }).collect();
        for step in &steps {
            match *step {
                (Some(i), Some(j)) => self.pair(i, j, &mut out),
                (Some(i), None) => {
                    // It may stand out of order further on.
                    let number = self.wanted.get(i).map(|w| w.number);
                    let same = |j: &usize| self.present.get(*j).map(|p| p.number) == number;
                    match alone.iter().position(same) {
                        Some(at) => self.pair(i, alone.remove(at), &mut out),
                        None => out.missing.push(i),
                    }
                }
                _ => {}
            }
        }
        out.extra = alone;
        out.missing.retain(|i| !self.numbering_misses(*i));
        out.extra.retain(|j| self.present.get(*j).is_some_and(|p| !self.numbering_marks(p)));
        out.steps = steps;
        out
    }

    fn pair(&self, i: usize, j: usize, out: &mut Reading) {
        if let (Some(w), Some(p)) = (self.wanted.get(i), self.present.get(j))
            && !self.agree(w.section, p.section)
            && !self.numbering_marks(p)
        {
            out.elsewhere.push((i, j));
        }
    }

    /// Whether the paper's numbering already says that this number is missing.
    fn numbering_misses(&self, wanted: usize) -> bool {
        let Some(number) = self.wanted.get(wanted).map(|w| w.number) else { return true };
        self.faults_here(Role::Item).any(|f| {
            f.missing.is_some_and(|(first, last)| (first..=last).contains(&number.value))
                || f.expected.as_deref().is_some_and(|e| digits(e) == Some(number.value))
        })
    }

    /// Whether the paper's numbering has a finding at this item.
    fn numbering_marks(&self, item: &Present<'_, '_>) -> bool {
        self.faults_here(Role::Item).any(|f| f.span.start == item.unit.span.start)
    }

    fn faults_here(&self, role: Role) -> impl Iterator<Item = &'h Fault> {
        let first = self.part.units.first().map_or(self.part.span.start, |u| u.span.start);
        let last = self.part.units.last().map_or(first, |u| u.pieces.last().map_or(u.span.end, |p| p.end));
        let extent = Span { start: first.min(self.part.span.start), end: last.max(self.part.span.end) };
        self.faults.iter().filter(move |f| f.role == role && extent.contains(f.span))
    }

    fn report(&self, out: &mut Vec<Diagnostic>) {
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

    fn heading_name(&self, heading: Option<usize>) -> String {
        match heading.and_then(|at| self.part.units.get(at)) {
            None => "no section".to_owned(),
            Some(u) => name(u.number, u.text),
        }
    }

    fn section_name(&self, section: Option<usize>) -> String {
        section
            .and_then(|s| self.wanted_part.section.get(s))
            .map_or_else(|| "no section".to_owned(), section_name)
    }
}

fn section_name(section: &super::ManifestSection) -> String {
    name(section.ordinal, &section.title)
}

fn name(ordinal: Option<u32>, title: &str) -> String {
    ordinal.map_or_else(|| format!("section “{title}”"), |n| format!("section {n} “{title}”"))
}

fn same_title(a: &str, b: &str) -> bool {
    let bare = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    bare(a) == bare(b)
}

/// The number in a marker such as `36.`
fn digits(marker: &str) -> Option<u32> {
    let start = marker.find(|c: char| c.is_ascii_digit())?;
    let rest = marker.get(start..)?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}
