//! Holding a paper against a manifest.
//!
//! The items of both are aligned twice: once trusting the numbers, which is
//! right where an item slipped under another heading, and once trusting the
//! sections, which is right where an item was lost and the rest renumbered. The
//! reading that finds less wrong is the better explanation.

use std::collections::HashMap;

use super::numbers::Number;
use super::{Manifest, ManifestPart, headings, numbers};
use crate::diagnostic::Diagnostic;
use crate::languages::pair::sequence::{Step, align};
use crate::languages::pair::units::{Kind, PartUnits, Unit, units};
use crate::outline::{Fault, Role};
use crate::rules::s006_wrong_section::RULE;
use crate::text::{Certainty, Span};
use crate::tree::Paper;

/// An item that the manifest names.
pub(super) struct Wanted {
    pub(super) number: Number,
    /// Index among the part's sections in the manifest.
    pub(super) section: Option<usize>,
}

/// An item that the paper has.
pub(super) struct Present<'p, 't> {
    pub(super) number: Number,
    /// Index of the heading among the part's units.
    pub(super) section: Option<usize>,
    pub(super) unit: &'p Unit<'t>,
}

impl Manifest {
    /// What of a paper is not as the manifest has it. What the paper's own
    /// numbering already shows for sure ([`Paper::faults`]) is not told again.
    #[must_use]
    pub fn hold(&self, paper: &Paper<'_>) -> Vec<Diagnostic> {
        let parts = units(paper.source(), &paper.document);
        let language = paper.document.language();
        let one_language = self.language.as_deref().is_none_or(|own| own == language);
        let mut out = Vec::new();
        for wanted in &self.part {
            match parts.iter().find(|p| p.path == wanted.part) {
                Some(present) => {
                    Holder::new(wanted, present, &paper.faults, one_language).report(&mut out);
                }
                None => {
                    let end = paper.text().trim_end().len();
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

pub(super) struct Holder<'h, 't> {
    pub(super) wanted_part: &'h ManifestPart,
    pub(super) part: &'h PartUnits<'t>,
    faults: &'h [Fault],
    pub(super) wanted: Vec<Wanted>,
    pub(super) present: Vec<Present<'h, 't>>,
    /// Manifest section to heading, and back.
    pub(super) heading_of: HashMap<usize, usize>,
    pub(super) section_of: HashMap<usize, usize>,
}

/// What one reading of the items finds.
#[derive(Default)]
pub(super) struct Reading {
    /// Wanted and present items in different sections.
    pub(super) elsewhere: Vec<(usize, usize)>,
    pub(super) missing: Vec<usize>,
    pub(super) extra: Vec<usize>,
    pub(super) steps: Vec<Step>,
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
                let number = Number { value: unit.number?, inserted: unit.inserted };
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

    pub(super) fn reading(&self, by_number: bool) -> Reading {
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

    pub(super) fn faults_here(&self, role: Role) -> impl Iterator<Item = &'h Fault> {
        let first = self.part.units.first().map_or(self.part.span.start, |u| u.span.start);
        let last = self.part.units.last().map_or(first, |u| u.pieces.last().map_or(u.span.end, |p| p.end));
        let extent = Span { start: first.min(self.part.span.start), end: last.max(self.part.span.end) };
        let sure = |f: &Fault| f.certainty != Certainty::Low;
        self.faults.iter().filter(move |f| f.role == role && extent.contains(f.span) && sure(f))
    }

    pub(super) fn heading_name(&self, heading: Option<usize>) -> String {
        match heading.and_then(|at| self.part.units.get(at)) {
            None => "no section".to_owned(),
            Some(u) => name(u.number, u.text),
        }
    }

    pub(super) fn section_name(&self, section: Option<usize>) -> String {
        section
            .and_then(|s| self.wanted_part.section.get(s))
            .map_or_else(|| "no section".to_owned(), section_name)
    }
}

pub(super) fn section_name(section: &super::ManifestSection) -> String {
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
