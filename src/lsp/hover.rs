//! What is to be told of the place under the pointer.

use std::fmt::Write as _;

use lsp_types::{Hover, HoverContents, HoverParams};

use super::analysis::Analysis;
use super::client::Client;
use crate::emit::{counted, rows};
use crate::fingerprint::part_name;
use crate::text::Span;
use crate::tree::Block;
use crate::tree::series::{Found, Numbered, innermost};
use crate::{Options, rules};

/// Neighbours are shown up to so many characters.
const SHOWN: usize = 40;

/// The findings at a place with the explanation of their rule, the marker under it, or else how its line was
/// read.
pub fn hover(paper: &Analysis, params: &HoverParams, client: &Client) -> Option<Hover> {
    let byte = paper.byte(params.text_document_position_params.position);
    let mut parts: Vec<String> = Vec::new();
    let mut span: Option<Span> = None;
    for finding in paper.found.iter().filter(|finding| touches(finding.span, byte)) {
        span = Some(span.map_or(finding.span, |span| span.cover(finding.span)));
        let told = format!("**{} {}**: {}", finding.code, finding.rule, finding.message);
        parts.push([Some(told), finding.help.clone()].into_iter().flatten().collect::<Vec<_>>().join("\n\n"));
        let explained = rules::find(finding.code).map(|rule| rule.explanation.trim().to_owned());
        parts.extend(explained.filter(|explained| !parts.contains(explained)));
    }
    let found = innermost(&paper.documents(), byte, |_| true);
    let marked = found.as_ref().filter(|f| f.block.marker().is_some_and(|m| touches(m.span, byte)));
    if let Some(told) = marked.and_then(|found| marker(paper, found)) {
        span = span.or_else(|| Some(found.as_ref()?.block.marker()?.span));
        parts.push(told);
    }
    if parts.is_empty() {
        parts.extend(reading(paper, byte));
    }
    let contents = HoverContents::Markup(client.marked(parts.join("\n\n---\n\n")));
    (!parts.is_empty()).then(|| Hover { contents, range: span.map(|span| paper.range(span)) })
}

fn touches(span: Span, byte: u32) -> bool {
    span.start <= byte && byte <= span.end
}

/// A marker's path, its series and its neighbours there.
fn marker(paper: &Analysis, found: &Found<'_, '_>) -> Option<String> {
    let own = Numbered::of(found.block)?;
    let series = found.series();
    let at = series.iter().position(|numbered| numbered.marker.span == own.marker.span)?;
    let mut told = format!("**{}**", own.marker.raw);
    told.extend(path(paper, found).map(|path| format!(" `{path}`")));
    let (first, last) = (series.first()?.marker, series.last()?.marker);
    let _ =
        write!(told, "\n\n{} of {}: {} to {}", at + 1, counted(series.len(), "number"), first.raw, last.raw);
    let around = found.at.sections.iter().map(|section| {
        let marker = section.marker.as_ref().map_or("", |marker| &marker.raw);
        format!("{marker} {}", section.title).trim().to_owned()
    });
    let around: Vec<String> = around.collect();
    if !around.is_empty() {
        let _ = write!(told, "\n\nunder {}", around.join(" › "));
    }
    let mut neighbour = |which: &str, at: Option<usize>| {
        let Some(numbered) = at.and_then(|at| series.get(at)) else { return };
        let start = numbered.marker.span.start;
        let printed = paper.paper.text().get(start as usize..).unwrap_or_default().lines().next();
        let short: String = printed.unwrap_or_default().chars().take(SHOWN).collect();
        let _ = write!(told, "\n\n{which}: {short} (line {})", paper.paper.source().line(start));
    };
    neighbour("before", at.checked_sub(1));
    neighbour("after", Some(at + 1));
    Some(told)
}

/// The path that rows give a block, or the part that it stands in.
fn path(paper: &Analysis, found: &Found<'_, '_>) -> Option<String> {
    let start = found.block.marker()?.span.start;
    if let Block::Section(section) = found.block {
        return Some(part_name(paper.paper.document(), section.span));
    }
    rows(&paper.paper).into_iter().find(|row| row.start == start).map(|row| row.path)
}

/// Why a line was read as it was. Only now is the paper read with all reasons kept: that takes twice as long.
fn reading(paper: &Analysis, byte: u32) -> Option<String> {
    let line = paper.paper.source().line(byte);
    let told = Options::new().trace(true).parse(paper.paper.text()).explain(line);
    (!told.is_empty()).then(|| told.join("\n\n"))
}
