//! The middle column: the paper itself, a row a block, with the notes beside.

use maud::{Markup, html};

use super::findings::notes;
use super::runs::{Run, runs};
use super::view::{Host, View, word};
use crate::emit::table::{Line, is_table, runs as runs_of_rows};
use crate::text::Span;
use crate::text::trivia::TriviaKind;
use crate::tree::{Block, Item, Marker, Paragraph, Parallel, Part, Section};

pub(super) fn paper(view: &View<'_>) -> Markup {
    let document = view.paper.document();
    let front = &document.front;
    html! {
        article.paper lang=(view.language()) {
            div.row.front id=(view.id(Host::Front)) {
                header.text {
                    p.stamps {
                        @if let Some(number) = &front.paper_number { span { (number) } " " }
                        @if let Some(nature) = &front.nature { span.nature { (nature) } }
                    }
                    @if let Some(committee) = &front.committee { p.committee { (committee) } }
                    h1 { (view.title()) }
                    @if let Some(date) = &front.meeting_date { p.date { (date) } }
                }
                (margin(view, Host::Front))
            }
            @for (index, part) in document.parts.iter().enumerate() { (one_part(view, index, part)) }
            (footnotes(view))
            (left_out(view))
        }
    }
}

/// The footnotes, each with a way back to where the text refers to it.
fn footnotes(view: &View<'_>) -> Markup {
    let notes = &view.paper.document().notes;
    html! {
        @if !notes.is_empty() {
            section.footnotes {
                @for (n, note) in notes.iter().enumerate() {
                    div.row.footnote id=(view.footnote_id(n)) {
                        div.text {
                            @match note.reference {
                                Some(at) => a.marker href={ "#" (view.id(view.host(at))) } { (note.marker) },
                                None => span.marker { (note.marker) },
                            }
                            " "
                            p.words { (running(view, &note.text, &note.pieces, &[])) }
                        }
                    }
                }
            }
        }
    }
}

fn one_part(view: &View<'_>, index: usize, part: &Part<'_>) -> Markup {
    let host = Host::Part(index);
    let id = view.id(host);
    html! {
        section.part lang=[part.language.as_deref()] aria-labelledby=(id) {
            div.row.heading {
                div.text {
                    @if let Some(label) = &part.label { p.label { (label) } }
                    @match &part.title {
                        Some(title) => h2 id=(id) tabindex="-1" { (title) },
                        None => h2.unprinted id=(id) tabindex="-1" lang="en" { (view.part_name(index)) },
                    }
                }
                (margin(view, host))
            }
            (blocks(view, &part.blocks, 0))
            div.row.foot { div.text { (ending(part)) } }
        }
    }
}

/// Issuer, date and signatories.
fn ending(part: &Part<'_>) -> Markup {
    html! {
        @if part.issuer.is_some() || part.issued.is_some() {
            p.issued { @for line in [&part.issuer, &part.issued].into_iter().flatten() { span { (line) } } }
        }
        @if !part.signatories.is_empty() {
            div.signatories {
                @for one in &part.signatories {
                    p {
                        span { (one.party) } span { (one.post) }
                        @if let Some(date) = &one.date { span.date { (date) } }
                    }
                }
            }
        }
    }
}

// The depth of the tree is bounded by the number of marker families.
fn blocks(view: &View<'_>, all: &[Block<'_>], depth: usize) -> Markup {
    html! {
        @for run in runs_of_rows(all) {
            @match run {
                [Block::Section(section), ..] => (one_section(view, section)),
                run if is_table(run) => (one_table(view, run, depth)),
                [Block::Item(item), ..] => (one_item(view, item, depth)),
                [Block::Paragraph(paragraph), ..] => (one_paragraph(view, paragraph, depth)),
                _ => {}
            }
        }
    }
}

fn one_section(view: &View<'_>, section: &Section<'_>) -> Markup {
    let host = Host::Block(section.span.start);
    let id = view.id(host);
    let level = (section.level.saturating_add(2)).clamp(3, 6);
    let marks = view.marks(host);
    let title = html! {
        @if let Some(marker) = &section.marker { (one_marker(view, marker, &marks)) }
        span { (running(view, &section.title, &section.title_pieces, &marks)) }
        @for other in &section.parallel { (parallel(view, other)) }
    };
    html! {
        section.section lang=[section.language.as_deref()] aria-labelledby=(id) data-level=(section.level) {
            div.row.heading {
                div.text {
                    @match level {
                        3 => h3 id=(id) tabindex="-1" { (title) },
                        4 => h4 id=(id) tabindex="-1" { (title) },
                        5 => h5 id=(id) tabindex="-1" { (title) },
                        _ => h6 id=(id) tabindex="-1" { (title) },
                    }
                }
                (margin(view, host))
            }
            (blocks(view, &section.blocks, 0))
        }
    }
}

fn one_item(view: &View<'_>, item: &Item<'_>, depth: usize) -> Markup {
    let host = Host::Block(item.span.start);
    let marks = view.marks(host);
    let path = view.path(item.marker.span.start);
    html! {
        div.row.item id=(view.id(host)) tabindex="-1" lang=[item.language.as_deref()] style={ "--depth:" (depth) }
            data-path=[path] data-line=(item.line) data-pieces=(item.pieces.len()) {
            div.text {
                (one_marker(view, &item.marker, &marks))
                div.words {
                    p { (running(view, &item.text, &item.pieces, &marks)) }
                    @for other in &item.parallel { p { (parallel(view, other)) } }
                }
            }
            (margin(view, host))
        }
        (blocks(view, &item.blocks, depth + 1))
    }
}

fn one_paragraph(view: &View<'_>, paragraph: &Paragraph<'_>, depth: usize) -> Markup {
    let start = paragraph.pieces.first().map_or(paragraph.span.start, |p| p.start);
    let host = Host::Block(paragraph.span.start);
    let marks = view.marks(host);
    html! {
        div.row.paragraph id=(view.id(host)) tabindex="-1" lang=[paragraph.language.as_deref()]
            style={ "--depth:" (depth) } data-path=[view.path(start)] data-line=(paragraph.line)
            data-pieces=(paragraph.pieces.len()) {
            div.text {
                // The number that counts though it is not printed, as the paper's first.
                @if let Some(number) = paragraph.number {
                    span.marker.unprinted title="counts as this number, which is not printed" { (number) }
                }
                div.words {
                    p { (running(view, &paragraph.text, &paragraph.pieces, &marks)) }
                    @for other in &paragraph.parallel { p { (parallel(view, other)) } }
                }
            }
            (margin(view, host))
        }
    }
}

/// Rows of one table, each block a body of it: several rows without numbers, or an item.
fn one_table(view: &View<'_>, run: &[Block<'_>], depth: usize) -> Markup {
    html! {
        div.row.rows {
            div.text style={ "--depth:" (depth) } {
                table { @for block in run { (table_body(view, block, depth)) } }
            }
            @if run.iter().any(|b| !view.notes(Host::Block(b.span().start)).is_empty()) {
                div.margin { @for block in run { (notes(view, Host::Block(block.span().start))) } }
            }
        }
        @for block in run { (blocks(view, block.blocks(), depth + 1)) }
    }
}

fn table_body(view: &View<'_>, block: &Block<'_>, depth: usize) -> Markup {
    let host = Host::Block(block.span().start);
    let marks = view.marks(host);
    let kind = if matches!(block, Block::Item(_)) { "item" } else { "rows" };
    let path = block.marker().and_then(|marker| view.path(marker.span.start));
    html! {
        tbody class=(kind) id=(view.id(host)) tabindex="-1" lang=[block.language()] style={ "--depth:" (depth) }
            data-path=[path] data-line=(block.line()) data-pieces=(block.pieces().len()) {
            @for line in Line::of(block) {
                tr {
                    @if let (Some(item), false) = (line.item, line.shares_cell()) {
                        td { (one_marker(view, &item.marker, &marks)) }
                    }
                    @for (n, cell) in line.cells.iter().enumerate() {
                        @let marker = line.item.filter(|_| n == 0 && line.shares_cell());
                        @let inner = html! {
                            @if let Some(item) = marker { (one_marker(view, &item.marker, &marks)) }
                            (running(view, &cell.text, &cell.pieces, &marks))
                        };
                        @let (columns, rows) = (over(cell.columns), over(cell.rows));
                        @if cell.header {
                            th colspan=[columns] rowspan=[rows] { (inner) }
                        } @else {
                            td colspan=[columns] rowspan=[rows] { (inner) }
                        }
                    }
                    @for other in line.item.map_or(&[][..], |item| &item.parallel) { td { (parallel(view, other)) } }
                }
            }
            @if kind == "rows" { @for other in block.parallel() { tr { td { (parallel(view, other)) } } } }
        }
    }
}

/// How far a cell reaches, where it reaches over more than one.
fn over(count: u32) -> Option<u32> {
    (count > 1).then_some(count)
}

fn margin(view: &View<'_>, host: Host) -> Markup {
    html! { @if !view.notes(host).is_empty() { div.margin { (notes(view, host)) } } }
}

fn one_marker(view: &View<'_>, marker: &Marker<'_>, marks: &[(usize, Span)]) -> Markup {
    let on: Vec<usize> = marks
        .iter()
        .filter(|(_, s)| s.start < marker.span.end && marker.span.start < s.end)
        .map(|m| m.0)
        .collect();
    html! { span.marker { (marked(view, &on, &marker.raw)) } " " }
}

fn parallel(view: &View<'_>, other: &Parallel<'_>) -> Markup {
    html! { span.parallel lang=(other.language) { (running(view, &other.text, &other.pieces, &[])) } }
}

fn marked(view: &View<'_>, marks: &[usize], text: &str) -> Markup {
    html! {
        @match (view.worst(marks), marks.first()) {
            (Some(severity), Some(&n)) =>
                mark class=(word(severity)) data-note=(view.note_id(n)) { (referring(view, marks, text)) },
            _ => (referring(view, marks, text)),
        }
    }
}

/// A number that refers to a footnote leads there.
fn referring(view: &View<'_>, marks: &[usize], text: &str) -> Markup {
    html! {
        @match view.referred(marks) {
            Some(n) => sup { a href={ "#" (view.footnote_id(n)) } { (text) } },
            None => (text),
        }
    }
}

/// A text with its marks and joints.
fn running(view: &View<'_>, text: &str, pieces: &[Span], marks: &[(usize, Span)]) -> Markup {
    let mut marks = marks.to_vec();
    marks.extend(view.references(pieces));
    html! {
        @for run in runs(view.paper.source(), text, pieces, &marks) {
            @match run {
                Run::Text { text, marks } => (marked(view, &marks, text)),
                Run::Joint { dropped, from, to, marks } => {
                    @let what = if dropped.is_empty() { String::new() } else { format!("; left out: {dropped}") };
                    @let says = format!("joined here: line {from} runs on in line {to}{what}");
                    span class={ "joint " (view.worst(&marks).map_or("", word)) } role="img" lang="en"
                        aria-label=(says) title=(says) data-dropped=(dropped)
                        data-note=[marks.first().map(|&n| view.note_id(n))] {}
                }
            }
        }
    }
}

/// What was read as layout and stands in no text: the reader can see that
/// nothing else was left out.
fn left_out(view: &View<'_>) -> Markup {
    let shown: Vec<_> = view
        .paper
        .paper
        .trivia
        .iter()
        .filter(|t| t.kind != TriviaKind::Blank)
        .filter_map(|t| view.paper.source().text().get(t.span.range()).map(|text| (t, text.trim())))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    html! {
        @if !shown.is_empty() {
            details.left-out lang="en" {
                summary { "Read as layout, in no text: " (shown.len()) }
                table {
                    thead { tr { th scope="col" { "line" } th scope="col" { "what" } th scope="col" { "text" } } }
                    tbody {
                        @for (trivia, text) in shown {
                            tr {
                                td { (view.paper.source().line(trivia.span.start)) }
                                td { (kind_words(trivia.kind)) }
                                td lang=(view.language()) { (text) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn kind_words(kind: TriviaKind) -> &'static str {
    match kind {
        TriviaKind::Blank => "blank",
        TriviaKind::PageNumber => "page number",
        TriviaKind::RunningHeader => "running header",
        TriviaKind::Artifact => "artefact",
        TriviaKind::Contents => "contents list",
        TriviaKind::RepeatedBlock => "second copy",
        TriviaKind::Ornament => "ornament",
    }
}
