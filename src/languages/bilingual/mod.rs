//! Bilingual files: one text that holds both languages of a paper, one after
//! the other, or item by item, or heading by heading.
//!
//! The lines are told apart by their script. Each language is then read as a
//! paper of its own by the very code that reads papers in one language, so its
//! numbering is proved by the same rules. The two trees are paired as two files
//! would be, and only if they turn out to be each other's translation are they
//! merged into one: what stands in both languages is one block with a
//! [`Parallel`](crate::tree::Parallel). Everything else stays a paper in one
//! language that quotes another.

mod check;
mod explain;
mod merge;
mod pairs;
mod script;
mod split;

use crate::languages::pair;
use crate::languages::pair::Comparison;
use crate::markers::Lines;
use crate::outline::{Fault, Rejected};
use crate::rules::Context;
use crate::text::marks::Marks;
use crate::tree::{Document, build as grammar};
use crate::{Parsed, Source};

pub(crate) use check::check;
use script::Script;

/// One language of a bilingual file, as a paper of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageVersion<'s> {
    /// BCP 47 tag.
    pub language: &'static str,
    /// The tree of this language alone. Spans are of the whole file.
    pub document: Document<'s>,
    /// What its numbering needed to be read.
    pub faults: Vec<Fault>,
    /// Its line starts that look like markers and were kept as text.
    pub rejected: Vec<Rejected>,
}

impl LanguageVersion<'_> {
    /// What the rules look at. `parsed` is the whole file.
    pub(crate) fn context<'c>(&'c self, source: &'c Source, parsed: &'c Parsed<'_>) -> Context<'c, 'c> {
        Context::new(source, parsed, (&self.document, &self.faults, &self.rejected))
    }
}

/// Reads a text in two languages; `None` where it is a paper in one. `languages`
/// are those that the characters speak for, or that were `declared`.
pub(crate) fn parse<'s>(
    source: &'s Source,
    lines: &Lines<'s>,
    languages: &[&'static str],
    declared: bool,
) -> Option<Parsed<'s>> {
    let chinese = *languages.iter().find(|l| l.starts_with("zh"))?;
    let english = *languages.iter().find(|l| **l == "en")?;
    let streams = script::streams(lines, declared)?;
    let lines = streams.lines.as_ref().unwrap_or(lines);
    let tag = |script| if script == Script::Han { chinese } else { english };
    let read =
        |script| grammar::read(source, &split::only(lines, &streams.scripts, script), vec![tag(script)]);
    let scripts = [streams.first, streams.first.other()];
    let readings = scripts.map(read);
    let pairing =
        pairs::translation(source, [&readings[0].document, &readings[1].document], &streams, declared)?;
    let (leaves, trivia) = grammar::accounts(lines, &readings);
    // The tree follows the language that prints the numbers.
    let [first, second] = readings;
    let (main, other, scripts) =
        if pairing.swapped { (second, first, [scripts[1], scripts[0]]) } else { (first, second, scripts) };
    let mut series = Vec::new();
    for (reading, script) in [(&main, scripts[0]), (&other, scripts[1])] {
        series.extend(grammar::series_reports(&reading.resolution).into_iter().map(|mut one| {
            one.language = Some(tag(script).to_owned());
            one
        }));
    }
    let versions = [(main, scripts[0]), (other, scripts[1])].map(|(reading, script)| LanguageVersion {
        language: tag(script),
        document: reading.document,
        faults: reading.resolution.faults,
        rejected: reading.resolution.rejected,
    });
    let document = merge::merge(&versions, &pairing, languages);
    let faults = sorted(versions.iter().flat_map(|v| v.faults.iter().cloned()), |f| f.span);
    let rejected = sorted(versions.iter().flat_map(|v| v.rejected.iter().cloned()), |r| r.span);
    Some(Parsed {
        document,
        faults,
        rejected,
        trivia,
        leaves,
        series,
        versions: versions.into(),
        marks: Marks::default(),
    })
}

fn sorted<T>(all: impl Iterator<Item = T>, place: impl Fn(&T) -> crate::Span) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_by_key(place);
    all
}

/// Compares the two languages of a bilingual file; `None` for a paper in one language.
#[must_use]
pub fn compare<'t>(source: &'t Source, parsed: &'t Parsed<'_>) -> Option<Comparison<'t>> {
    let [left, right] = parsed.versions.as_slice() else { return None };
    Some(pair::compare_by((source, &left.document), (source, &right.document), pairs::align))
}
