//! The tree as editors show it: symbols, folds, selections, and counts at headings.

use lsp_types::{
    DocumentSymbol, FoldingRange, InlayHint, InlayHintLabel, InlayHintParams, Location, OneOf, Position,
    SelectionRange, SelectionRangeParams, SymbolKind, WorkspaceSymbol,
};

use super::analysis::Analysis;
use super::client::Client;
use crate::emit::held;
use crate::fingerprint::part_name;
use crate::text::Span;
use crate::tree::series::innermost;
use crate::tree::{Block, Part, PartKind, walk};

/// Names of symbols are cut to so many characters.
const SHOWN: usize = 60;

/// The whole tree.
pub fn document(paper: &Analysis) -> Vec<DocumentSymbol> {
    let parts = paper.paper.document().parts.iter();
    parts
        .map(|part| {
            let children = part.blocks.iter().filter_map(|block| of_block(paper, block)).collect();
            let start = part.span.start;
            symbol(paper, &part_in_words(paper, part), SymbolKind::MODULE, part.span, start..start, children)
        })
        .collect()
}

fn part_in_words(paper: &Analysis, part: &Part<'_>) -> String {
    let document = paper.paper.document();
    let title = match part.kind {
        PartKind::Body => Some(&document.front.title),
        PartKind::Annex => part.label.as_ref().or(part.title.as_ref()),
    };
    format!("{} {}", part_name(document, part.span), title.map_or("", |title| title))
}

fn of_block(paper: &Analysis, block: &Block<'_>) -> Option<DocumentSymbol> {
    let name = in_words(block)?;
    let children = block.blocks().iter().filter_map(|inner| of_block(paper, inner)).collect();
    let chosen = block.marker().map(|marker| marker.span).or(block.pieces().first().copied());
    let chosen = chosen.unwrap_or(block.span());
    Some(symbol(paper, &name, kind(block), block.span(), chosen.start..chosen.end, children))
}

/// A heading or an item with the beginning of its text; none for what has no number.
fn in_words(block: &Block<'_>) -> Option<String> {
    let marker = block.marker().map_or("", |marker| &marker.raw);
    match block {
        Block::Paragraph(_) => None,
        _ => Some(format!("{marker} {}", block.text())),
    }
}

fn kind(block: &Block<'_>) -> SymbolKind {
    if matches!(block, Block::Section(_)) { SymbolKind::NAMESPACE } else { SymbolKind::FIELD }
}

fn symbol(
    paper: &Analysis,
    name: &str,
    kind: SymbolKind,
    span: Span,
    chosen: std::ops::Range<u32>,
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    let mut name: String = name.trim().chars().take(SHOWN).collect();
    if name.is_empty() {
        name.push('–');
    }
    let chosen = Span { start: chosen.start.max(span.start), end: chosen.end.min(span.end) };
    #[expect(deprecated, reason = "the field has to be given")]
    DocumentSymbol {
        name,
        detail: None,
        kind,
        tags: None,
        deprecated: None,
        range: paper.range(span),
        selection_range: paper.range(chosen),
        children: Some(children),
    }
}

/// The headings and items of all papers whose words hold the query, in any case.
pub fn workspace(papers: &[std::sync::Arc<Analysis>], query: &str) -> Vec<WorkspaceSymbol> {
    let query = query.to_lowercase();
    let mut out = Vec::new();
    for paper in papers {
        let Some(uri) = paper.uri() else { continue };
        walk(paper.paper.document(), |at, block| {
            let Some(name) = in_words(block).filter(|name| name.to_lowercase().contains(&query)) else {
                return;
            };
            let span = block.marker().map_or(block.span(), |marker| marker.span);
            out.push(WorkspaceSymbol {
                name: name.trim().chars().take(SHOWN).collect(),
                kind: kind(block),
                tags: None,
                container_name: Some(part_in_words(paper, at.part).trim().to_owned()),
                location: OneOf::Left(Location::new(uri.clone(), paper.range(span))),
                data: None,
            });
        });
    }
    out
}

/// Every part, heading and item of more than one line.
pub fn folds(paper: &Analysis) -> Vec<FoldingRange> {
    let document = paper.paper.document();
    let mut spans: Vec<Span> = document.parts.iter().map(|part| part.span).collect();
    walk(document, |_, block| {
        spans.extend(Some(block.span()).filter(|_| !matches!(block, Block::Paragraph(_))));
    });
    let ranges = spans.into_iter().map(|span| paper.range(span));
    let several = ranges.filter(|range| range.start.line < range.end.line);
    several
        .map(|range| FoldingRange {
            start_line: range.start.line,
            end_line: range.end.line,
            ..FoldingRange::default()
        })
        .collect()
}

/// The text, item, sections and part around each place.
pub fn selections(paper: &Analysis, params: &SelectionRangeParams) -> Vec<SelectionRange> {
    params.positions.iter().map(|position| selection(paper, *position)).collect()
}

fn selection(paper: &Analysis, position: Position) -> SelectionRange {
    let byte = paper.byte(position);
    let documents = paper.documents();
    let part_of = |document: &&crate::Document<'static>| {
        let parts = document.parts.iter();
        parts.map(|part| part.span).find(|span| span.start <= byte && byte <= span.end)
    };
    let mut spans = vec![Span::new(0, paper.paper.text().len())];
    if let Some(found) = innermost(&documents, byte, |_| true) {
        spans.push(found.at.part.span);
        spans.extend(found.at.sections.iter().map(|section| section.span));
        spans.extend(found.at.items.iter().map(|item| item.span));
        spans.push(found.block.span());
        let marker = found.block.marker().map(|marker| marker.span);
        spans.extend(found.block.pieces().iter().copied().chain(marker));
    } else {
        spans.extend(documents.iter().find_map(part_of));
    }
    let mut out: Option<SelectionRange> = None;
    let mut around = Span::new(0, paper.paper.text().len());
    for span in spans {
        let holds = span.start <= byte && byte <= span.end && around.contains(span);
        if holds && (out.is_none() || span != around) {
            out = Some(SelectionRange { range: paper.range(span), parent: out.map(Box::new) });
            around = span;
        }
    }
    out.unwrap_or(SelectionRange { range: lsp_types::Range::new(position, position), parent: None })
}

/// How many items each heading holds, behind it, where the user wants that.
pub fn hints(paper: &Analysis, params: &InlayHintParams, client: &Client) -> Vec<InlayHint> {
    let mut out = Vec::new();
    if !client.settings.inlay_hints {
        return out;
    }
    walk(paper.paper.document(), |_, block| {
        let Block::Section(section) = block else { return };
        let marker = section.marker.as_ref().map(|marker| marker.span);
        let Some(heading) = section.title_pieces.last().copied().or(marker) else { return };
        let position = paper.range(heading).end;
        if !(params.range.start..=params.range.end).contains(&position) {
            return;
        }
        let (numbers, count) = held(&section.blocks);
        let label = if numbers.is_empty() { count } else { format!("{numbers} · {count}") };
        out.push(InlayHint {
            position,
            label: InlayHintLabel::String(label),
            kind: None,
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
    });
    out
}
