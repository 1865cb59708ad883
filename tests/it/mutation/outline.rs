//! Finds markers in the lines of a fixture, and what stands under each. It
//! knows from the plan what to look for, so it needs no cleverness, and shares
//! nothing with the parser.

use super::family::Family;
use super::plans::{PartPlan, Plan};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A marked heading, with its level from 0.
    Head(usize),
    /// An item, with its depth from 0.
    Item(usize),
}

/// A marked line and what belongs to it. Lines count from 0, ends are past the last.
#[derive(Debug, Clone)]
pub struct Entry {
    pub kind: Kind,
    pub family: Family,
    pub value: u32,
    pub part: usize,
    /// Its first line.
    pub start: usize,
    /// The end of its own text and sub-items; for a heading, of its line.
    pub end: usize,
    /// For a heading, the end of what stands under it.
    pub scope: usize,
}

/// Entries that count together: 1, 2, 3…
#[derive(Debug, Clone)]
pub struct Series {
    pub kind: Kind,
    pub part: usize,
    /// Indices of entries.
    pub members: Vec<usize>,
    /// Whether a blank line stands after most members.
    pub spaced: bool,
}

/// A fixture, outlined.
pub struct Outline {
    pub plan: &'static Plan,
    pub lines: Vec<String>,
    pub entries: Vec<Entry>,
    pub series: Vec<Series>,
    /// First and end line of each part.
    pub parts: Vec<(usize, usize)>,
    /// Lines of unmarked headings between items.
    pub unmarked: Vec<usize>,
}

impl Outline {
    /// Outlines a fixture, and holds the result to what the plan says of it.
    pub fn new(plan: &'static Plan, text: &str) -> Self {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let starts: Vec<usize> = plan
            .parts
            .iter()
            .map(|p| {
                if p.begins.is_empty() {
                    return 0;
                }
                lines.iter().position(|l| l.trim() == p.begins).expect("the part's first line is there")
            })
            .collect();
        let ends = starts.iter().skip(1).copied().chain([lines.len()]);
        let parts: Vec<(usize, usize)> = starts.iter().copied().zip(ends).collect();
        let mut out = Self {
            plan,
            lines,
            entries: Vec::new(),
            series: Vec::new(),
            parts: parts.clone(),
            unmarked: Vec::new(),
        };
        for (index, &(from, to)) in parts.iter().enumerate() {
            out.scan(index, &plan.parts[index], from, to);
        }
        out.measure();
        let items = out.entries.iter().filter(|e| e.kind == Kind::Item(0)).count();
        let heads = out.entries.iter().filter(|e| matches!(e.kind, Kind::Head(_))).count();
        assert_eq!(
            (items, heads),
            (plan.items, plan.heads),
            "the outline of {} is not what it should be",
            plan.file
        );
        out
    }

    fn scan(&mut self, part: usize, plan: &PartPlan, from: usize, to: usize) {
        let mut heads: Vec<Option<usize>> = vec![None; plan.heads.len()];
        let mut items: Vec<Option<usize>> = vec![None; plan.items.len()];
        for at in from..to {
            let line = self.lines[at].clone();
            if let Some(level) = (0..heads.len()).find(|&level| {
                let open = level == 0 || heads[level - 1].is_some();
                open && !ends_sentence(&line) && self.next_in(heads[level], plan.heads[level], &line, false)
            }) {
                let new = heads[level].is_none();
                heads[level] =
                    Some(self.push(part, Kind::Head(level), plan.heads[level], at, heads[level], new));
                heads[level + 1..].fill(None);
                items.iter_mut().skip(usize::from(!plan.restarts)).for_each(|i| *i = None);
            } else if let Some(depth) = (0..items.len()).find(|&depth| {
                let open = depth == 0 || items[depth - 1].is_some();
                // A paper's numbers may begin at 2, after an unnumbered paragraph.
                open && self.next_in(items[depth], plan.items[depth], &line, depth == 0 && !plan.restarts)
            }) {
                let new = items[depth].is_none();
                items[depth] =
                    Some(self.push(part, Kind::Item(depth), plan.items[depth], at, items[depth], new));
                items[depth + 1..].fill(None);
            }
        }
    }

    fn next_in(&self, last: Option<usize>, family: Family, line: &str, may_begin_at_two: bool) -> bool {
        family.read(line).is_some_and(|n| match last {
            Some(series) => n.value == self.entries[*self.series[series].members.last().unwrap()].value + 1,
            None => n.value == 1 || (may_begin_at_two && n.value == 2),
        })
    }

    fn push(
        &mut self,
        part: usize,
        kind: Kind,
        family: Family,
        at: usize,
        series: Option<usize>,
        new: bool,
    ) -> usize {
        let value = family.read(&self.lines[at]).unwrap().value;
        self.entries.push(Entry { kind, family, value, part, start: at, end: at + 1, scope: at + 1 });
        let series = match series {
            Some(s) if !new => s,
            _ => {
                self.series.push(Series { kind, part, members: Vec::new(), spaced: false });
                self.series.len() - 1
            }
        };
        self.series[series].members.push(self.entries.len() - 1);
        series
    }

    /// Works out where each entry ends, and which lines are unmarked headings.
    fn measure(&mut self) {
        for index in 0..self.entries.len() {
            let entry = &self.entries[index];
            let part_end = self.parts[entry.part].1;
            let outer = |other: &&Entry| match (entry.kind, other.kind) {
                (Kind::Head(a), Kind::Head(b)) => b <= a,
                (Kind::Head(_), Kind::Item(_)) => false,
                (Kind::Item(a), Kind::Item(b)) => b <= a,
                (Kind::Item(_), Kind::Head(_)) => true,
            };
            let limit = self.entries[index + 1..]
                .iter()
                .filter(|o| o.part == entry.part)
                .find(outer)
                .map_or(part_end, |o| o.start);
            let last = (entry.start..limit).rev().find(|&l| ends_item(&self.lines[l])).unwrap_or(entry.start);
            match entry.kind {
                Kind::Head(_) => self.entries[index].scope = last.max(entry.start) + 1,
                Kind::Item(_) => self.entries[index].end = last + 1,
            }
        }
        for pair in self.entries.windows(2) {
            if pair[0].part == pair[1].part && pair[0].kind == Kind::Item(0) {
                let between = pair[0].end..pair[1].start;
                self.unmarked.extend(between.filter(|&l| !self.lines[l].trim().is_empty()));
            }
        }
        let spaced: Vec<bool> = self
            .series
            .iter()
            .map(|s| {
                let blank = s.members.iter().filter(|&&m| self.blank(self.entries[m].end)).count();
                blank * 2 > s.members.len()
            })
            .collect();
        self.series.iter_mut().zip(spaced).for_each(|(s, spaced)| s.spaced = spaced);
    }

    /// Whether there is no text in a line, or no line.
    pub fn blank(&self, line: usize) -> bool {
        self.lines.get(line).is_none_or(|l| l.trim().is_empty())
    }

    fn is_heading(&self, line: usize) -> bool {
        self.unmarked.contains(&line)
            || self.entries.iter().any(|e| e.start == line && matches!(e.kind, Kind::Head(_)))
    }

    /// The heading under which a stretch of lines is all there is.
    pub fn sole_under(&self, start: usize, end: usize) -> Option<usize> {
        let before = (0..start).rev().find(|&l| !self.blank(l)).filter(|&l| self.is_heading(l))?;
        let part = self.parts.iter().rposition(|p| p.0 <= start)?;
        let last_of_part = !self.entries.iter().any(|e| e.part == part && e.start >= end);
        let after = (end..self.lines.len()).find(|&l| !self.blank(l));
        (last_of_part || after.is_some_and(|l| self.is_heading(l))).then_some(before)
    }
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end().ends_with(['。', '；', '.', ';', '：', ':', '，', ','])
}

fn ends_item(line: &str) -> bool {
    let line = line.trim_end();
    let bare = line.trim_end_matches(['」', '"', '”', ')', '）']);
    ends_sentence(bare) || ["以及", "；及", "and", "or"].iter().any(|w| line.ends_with(w))
}
