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
mod streams;

use std::borrow::Cow;

use crate::languages::pair::{self, Comparison};
use crate::markers::Lines;
use crate::text::Source;
use crate::text::marks::Marks;
use crate::tree::{LanguageVersion, Paper, build};

pub(crate) use check::check;
use script::Script;

/// Reads a text in two languages; `None` where it is a paper in one. `languages`
/// are those that the characters speak for, or that were `declared`.
pub(crate) fn parse<'s>(
    source: &Source,
    text: &'s str,
    lines: &Lines<'_>,
    languages: &[&'static str],
    declared: bool,
) -> Option<Paper<'s>> {
    let chinese = *languages.iter().find(|l| l.starts_with("zh"))?;
    let english = *languages.iter().find(|l| **l == "en")?;
    let streams = streams::streams(lines, declared)?;
    let lines = streams.lines.as_ref().unwrap_or(lines);
    let tag = |script| if script == Script::Han { chinese } else { english };
    let read = |script| {
        build::read(source.info(), text, &split::only(lines, &streams.scripts, script), vec![tag(script)])
    };
    let scripts = [streams.first, streams.first.other()];
    let readings = scripts.map(read);
    let pairing =
        pairs::translation(source, [&readings[0].document, &readings[1].document], &streams, declared)?;
    let (leaves, trivia) = build::accounts(lines, &readings);
    // The tree follows the language that prints the numbers.
    let [first, second] = readings;
    let (main, other, scripts) =
        if pairing.swapped { (second, first, [scripts[1], scripts[0]]) } else { (first, second, scripts) };
    let mut series = Vec::new();
    for (reading, script) in [(&main, scripts[0]), (&other, scripts[1])] {
        series.extend(build::series_reports(&reading.resolution).into_iter().map(|mut one| {
            one.language = Some(tag(script).to_owned());
            one
        }));
    }
    let decisions =
        sorted([&main, &other].into_iter().flat_map(|r| r.resolution.decisions.iter().cloned()), |d| d.span);
    let joins = sorted([&main, &other].into_iter().flat_map(|r| r.joins.iter().copied()), |j| j.0);
    let versions = [(main, scripts[0]), (other, scripts[1])].map(|(reading, script)| LanguageVersion {
        language: tag(script),
        document: reading.document,
        faults: reading.resolution.faults,
        rejected: reading.resolution.rejected,
    });
    let document = merge::merge(&versions, &pairing, languages);
    let faults = sorted(versions.iter().flat_map(|v| v.faults.iter().cloned()), |f| f.span);
    let rejected = sorted(versions.iter().flat_map(|v| v.rejected.iter().cloned()), |r| r.span);
    Some(Paper {
        source: Cow::default(),
        document,
        faults,
        rejected,
        decisions,
        joins,
        trivia,
        leaves,
        series,
        versions: versions.into(),
        marks: Marks::default(),
    })
}

fn sorted<T, K: Ord>(all: impl Iterator<Item = T>, place: impl Fn(&T) -> K) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_by_key(place);
    all
}

/// Compares the two languages of a bilingual file; `None` for a paper in one language.
#[must_use]
pub fn compare<'t>(paper: &'t Paper<'_>) -> Option<Comparison<'t>> {
    let [left, right] = paper.versions.as_slice() else { return None };
    let of = |version: &'t LanguageVersion<'_>| (paper.source(), &version.document);
    Some(pair::compare_by(of(left), of(right), pairs::align))
}
