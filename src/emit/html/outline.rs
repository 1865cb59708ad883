//! The left column: the paper's structure, with a bar a section for the number
//! of items in it, and a strip that shows the whole series at a glance.

use maud::{Markup, html};

use super::view::{Host, View, word};
use crate::outline::FaultKind;
use crate::text::Span;
use crate::tree::{Block, Part, Section};

/// More missing numbers than this are shown as one cell.
const MOST_MISSING: u32 = 12;

pub(super) fn outline(views: &[View<'_>]) -> Markup {
    html! {
        nav.outline aria-label="Outline" {
            details open {
                summary { "Outline" }
                @for view in views {
                    div lang=(view.language()) {
                        @if views.len() > 1 {
                            p.paper { a href={ "#" (view.id(Host::Front)) } { (view.title()) } }
                        }
                        @for (index, part) in view.paper.document().parts.iter().enumerate() {
                            (one_part(view, index, part))
                        }
                    }
                }
            }
        }
    }
}

fn one_part(view: &View<'_>, index: usize, part: &Part<'_>) -> Markup {
    let items = items(&part.blocks);
    let most = part.blocks.iter().filter_map(section_of).map(|s| heaviest(s)).max().unwrap_or(0);
    html! {
        h2 lang=[part.language.as_deref()] {
            a href={ "#" (view.id(Host::Part(index))) } {
                @match part.label.as_deref().or(part.title.as_deref()) {
                    Some(name) => (name),
                    None => span lang="en" { (view.part_name(index)) },
                }
            }
            @if !items.is_empty() { (count(&items)) }
        }
        @if !items.is_empty() { (strip(view, &items)) }
        (sections(view, &part.blocks, most))
    }
}

fn section_of<'t, 's>(block: &'t Block<'s>) -> Option<&'t Section<'s>> {
    if let Block::Section(section) = block { Some(section) } else { None }
}

/// The largest number of items that one innermost section holds.
fn heaviest(section: &Section<'_>) -> usize {
    let inner = section.blocks.iter().filter_map(section_of).map(heaviest).max().unwrap_or(0);
    inner.max(items(&section.blocks).len())
}

/// What counts as an item: whatever has a number, printed or not.
struct Counted {
    number: u32,
    host: Host,
    /// The marker; empty where the number is not printed.
    marker: Option<Span>,
}

/// The items under some blocks, sub-items left out.
fn items(blocks: &[Block<'_>]) -> Vec<Counted> {
    let mut out = Vec::new();
    for block in blocks {
        let host = Host::Block(block.span().start);
        match block {
            Block::Section(section) => out.extend(items(&section.blocks)),
            Block::Item(item) => {
                out.push(Counted { number: item.number, host, marker: Some(item.marker.span) });
            }
            Block::Table(_) => {}
            Block::Paragraph(one) => {
                out.extend(one.number.map(|number| Counted { number, host, marker: None }));
            }
        }
    }
    out
}

fn count(items: &[Counted]) -> Markup {
    html! {
        span.count lang="en" {
            (items.len())
            span.words { @if items.len() == 1 { " item" } @else { " items" } }
        }
    }
}

fn sections(view: &View<'_>, blocks: &[Block<'_>], most: usize) -> Markup {
    html! {
        @if blocks.iter().any(|b| section_of(b).is_some()) {
            ul {
                @for section in blocks.iter().filter_map(section_of) {
                    @let items = items(&section.blocks);
                    @let host = Host::Block(section.span.start);
                    @let share = items.len() * 100 / most.max(1);
                    li {
                        a href={ "#" (view.id(host)) } lang=[section.language.as_deref()]
                            class=[view.worst(view.notes(host)).map(word)] {
                            span.name {
                                @if let Some(marker) = &section.marker { span.marker { (marker.raw) } }
                                (section.title)
                            }
                            @if let (Some(first), Some(last)) = (items.first(), items.last()) {
                                span.range lang="en" aria-hidden="true" {
                                    (first.number) @if items.len() > 1 { "–" (last.number) }
                                }
                                (count(&items))
                                span.meter style={ "--share:" (share) "%" } {}
                            }
                        }
                        (sections(view, &section.blocks, most))
                    }
                }
            }
        }
    }
}

/// One cell an item, in the order of the paper; empty cells for numbers that
/// the numbering found missing. The tree has the same links, so the strip is
/// left out for those who hear the page.
fn strip(view: &View<'_>, items: &[Counted]) -> Markup {
    html! {
        div.strip aria-hidden="true" {
            @for item in items {
                (missing_before(view, item))
                a href={ "#" (view.id(item.host)) } tabindex="-1" title=(item.number)
                    class=[view.worst(view.notes(item.host)).map(word)] {}
            }
        }
    }
}

fn missing_before(view: &View<'_>, item: &Counted) -> Markup {
    let gap = view
        .paper
        .paper
        .faults
        .iter()
        .find(|f| f.kind == FaultKind::Gap && Some(f.span) == item.marker)
        .and_then(|f| f.missing);
    html! {
        @if let Some((first, last)) = gap {
            @let shown = if last.saturating_sub(first) < MOST_MISSING { last } else { first };
            @for n in first..=shown { span.missing title={ (n) " is missing" } {} }
        }
    }
}
