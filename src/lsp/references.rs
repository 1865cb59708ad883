//! From a reference to what it names and back, and new numbers with the references along.

use std::collections::HashMap;

use lsp_types::{
    GotoDefinitionParams, Location, PrepareRenameResponse, ReferenceParams, RenameParams,
    TextDocumentPositionParams, WorkspaceEdit,
};

use super::actions::workspace_edit;
use super::analysis::Analysis;
use crate::Span;
use crate::fix;
use crate::rules::{Context, links, numbered};
use crate::tree::series::{Numbered, innermost};
use crate::tree::{Document, PartKind};

/// What a reference names: an annex, or a numbered block that stands in no item.
type Target = (usize, Option<u32>);

/// Where everything that can be named begins, and where it is named.
struct Named {
    places: HashMap<Target, Span>,
    references: Vec<(Span, Target)>,
}

impl Named {
    fn of(context: &Context<'_, '_>) -> Self {
        let numbers = numbered(context);
        let mut places: HashMap<Target, Span> =
            numbers.into_iter().map(|((part, number), span)| ((part, Some(number)), span)).collect();
        places.extend(labels(context.document).map(|(part, span)| ((part, None), span)));
        let references = links(context).into_iter().map(|link| (link.span, (link.part, link.number)));
        Self { places, references: references.collect() }
    }

    /// What stands or is named at a byte.
    fn at(&self, byte: u32) -> Option<Target> {
        let touches = |span: Span| span.start <= byte && byte <= span.end;
        let named = self.references.iter().find(|(span, _)| touches(*span));
        let standing = || self.places.iter().find(|(_, span)| touches(**span));
        named.map(|(_, target)| *target).or_else(|| standing().map(|(target, _)| *target))
    }
}

/// The labels of the annexes, each with the index of its part: the first line, where they have none.
fn labels(document: &Document<'_>) -> impl Iterator<Item = (usize, Span)> {
    let annexes = document.parts.iter().enumerate().filter(|(_, part)| part.kind == PartKind::Annex);
    annexes.map(|(index, part)| {
        let printed = part.label.as_ref().or(part.title.as_ref()).map_or(0, |label| label.len());
        let start = part.span.start as usize;
        (index, Span::new(start, (start + printed).min(part.span.end as usize)))
    })
}

/// What of each language stands or is named at a byte.
fn named(paper: &Analysis, byte: u32) -> Option<(Named, Target)> {
    Context::all_of(&paper.paper).iter().map(Named::of).find_map(|named| {
        let target = named.at(byte)?;
        Some((named, target))
    })
}

/// Where what is named at a place begins.
pub fn definition(paper: &Analysis, params: &GotoDefinitionParams) -> Option<Location> {
    let byte = paper.byte(params.text_document_position_params.position);
    let (named, target) = named(paper, byte)?;
    Some(Location::new(paper.uri()?, paper.range(*named.places.get(&target)?)))
}

/// Every place that names what stands or is named at a place.
pub fn references(paper: &Analysis, params: &ReferenceParams) -> Option<Vec<Location>> {
    let byte = paper.byte(params.text_document_position.position);
    let (named, target) = named(paper, byte)?;
    let declared = named.places.get(&target).filter(|_| params.context.include_declaration);
    let spans = named.references.iter().filter(|(_, to)| *to == target).map(|(span, _)| span);
    let uri = paper.uri()?;
    Some(
        declared
            .into_iter()
            .chain(spans)
            .map(|span| Location::new(uri.clone(), paper.range(*span)))
            .collect(),
    )
}

/// The number that can be changed at a place: of a marker, or of the block that is named there.
fn number_at(paper: &Analysis, byte: u32) -> Option<(Span, u32, u32)> {
    if !paper.is_plain() {
        return None;
    }
    if let Some((named, (part, Some(number)))) = named(paper, byte)
        && let Some((span, _)) = named.references.iter().find(|(s, _)| s.start <= byte && byte <= s.end)
    {
        // What has a number and does not print it cannot be given another.
        let block = named.places.get(&(part, Some(number)))?;
        let found = innermost(&paper.documents(), block.start, |block| block.marker().is_some())?;
        return (found.block.marker()?.span == *block).then_some((*span, number, block.start));
    }
    let found = innermost(&paper.documents(), byte, |block| block.marker().is_some())?;
    let own = Numbered::of(found.block)?;
    let span = own.marker.span;
    (span.start <= byte && byte <= span.end).then_some((span, own.number, span.start))
}

/// Whether the number at a place can be changed, and which it is.
pub fn prepare(paper: &Analysis, params: &TextDocumentPositionParams) -> Option<PrepareRenameResponse> {
    let (span, number, _) = number_at(paper, paper.byte(params.position))?;
    let placeholder = number.to_string();
    Some(PrepareRenameResponse::RangeWithPlaceholder { range: paper.range(span), placeholder })
}

/// Gives the numbered block at a place, or the one that is named there, another number.
///
/// # Errors
/// Where the new name is no number, or nothing numbered stands there.
pub fn rename(paper: &Analysis, params: &RenameParams) -> Result<WorkspaceEdit, String> {
    let new = params.new_name.trim().trim_end_matches(['.', '．', '、']);
    let Some(new) = new.parse().ok().filter(|new| *new > 0) else {
        return Err(format!("“{}” is no number: write a whole number from 1 on", params.new_name));
    };
    let byte = paper.byte(params.text_document_position.position);
    let Some((_, _, block)) = number_at(paper, byte) else {
        return Err("no numbered block stands here or is named here".to_owned());
    };
    Ok(workspace_edit(paper, &fix::renumber_one(&paper.paper, block, new)))
}
