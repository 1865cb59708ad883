//! A paper as the page's parts look at it: where each finding belongs, and what
//! each element is called.

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::emit::{Checked, rows};
use crate::text::Span;
use crate::tree::{Block, PartKind};

/// What a finding can stand beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Host {
    /// What stands before the first part.
    Front,
    /// The heading of a part, by its index.
    Part(usize),
    /// A block, by the byte it starts at.
    Block(u32),
}

/// One paper of the page.
pub(super) struct View<'c> {
    pub(super) paper: &'c Checked<'c>,
    /// From 1; none where the page holds one paper only.
    number: Option<usize>,
    notes: HashMap<Host, Vec<usize>>,
    /// Where the hosts start, in the order of the paper.
    hosts: Vec<(u32, Host)>,
    paths: HashMap<u32, String>,
}

impl<'c> View<'c> {
    pub(super) fn new(paper: &'c Checked<'c>, number: Option<usize>) -> Self {
        let document = paper.document();
        let mut hosts = vec![(0, Host::Front)];
        for (index, part) in document.parts.iter().enumerate() {
            hosts.push((part.span.start, Host::Part(index)));
            collect(&part.blocks, &mut hosts);
        }
        let paths = rows(paper.paper).into_iter().map(|r| (r.start, r.path)).collect();
        let mut view = Self { paper, number, notes: HashMap::new(), hosts, paths };
        for (n, finding) in paper.diagnostics.iter().enumerate() {
            view.notes.entry(view.host(finding.span)).or_default().push(n);
        }
        view
    }

    /// What a span stands in, or behind.
    pub(super) fn host(&self, span: Span) -> Host {
        let after = self.hosts.partition_point(|h| h.0 <= span.start);
        after.checked_sub(1).and_then(|n| self.hosts.get(n)).map_or(Host::Front, |h| h.1)
    }

    /// The findings beside an element: indices into the paper's.
    pub(super) fn notes(&self, host: Host) -> &[usize] {
        self.notes.get(&host).map_or(&[], Vec::as_slice)
    }

    /// The findings beside an element with their spans.
    pub(super) fn marks(&self, host: Host) -> Vec<(usize, Span)> {
        self.notes(host).iter().filter_map(|&n| self.paper.diagnostics.get(n).map(|d| (n, d.span))).collect()
    }

    /// The worst of some findings.
    pub(super) fn worst(&self, notes: &[usize]) -> Option<Severity> {
        notes.iter().filter_map(|&n| self.paper.diagnostics.get(n)).map(|d| d.severity).max()
    }

    /// The row's path of a numbered block, by the byte its marker or text starts at.
    pub(super) fn path(&self, start: u32) -> Option<&str> {
        self.paths.get(&start).map(String::as_str)
    }

    /// The `id` of an element: its path where it has one, so that a link to
    /// `#annex1/2/3/16` means the same tomorrow.
    pub(super) fn id(&self, host: Host) -> String {
        self.prefixed(&match host {
            Host::Front => "front".to_owned(),
            Host::Part(index) => format!("part-{}", index + 1),
            Host::Block(start) => {
                self.path(start).map_or_else(|| format!("at-{start}"), std::borrow::ToOwned::to_owned)
            }
        })
    }

    /// The `id` of every host but the front, with its place in the text.
    pub(super) fn places(&self) -> Vec<(String, Span)> {
        let mut places = Vec::new();
        for (index, part) in self.paper.document().parts.iter().enumerate() {
            places.push((self.id(Host::Part(index)), part.span));
            self.spans(&part.blocks, &mut places);
        }
        places
    }

    fn spans(&self, blocks: &[Block<'_>], places: &mut Vec<(String, Span)>) {
        for block in blocks {
            places.push((self.id(Host::Block(block.span().start)), block.span()));
            self.spans(block.blocks(), places);
        }
    }

    /// The `id` of a finding's note.
    pub(super) fn note_id(&self, n: usize) -> String {
        self.prefixed(&format!("finding-{}", n + 1))
    }

    /// The `id` of a footnote.
    pub(super) fn footnote_id(&self, n: usize) -> String {
        self.prefixed(&format!("note-{}", n + 1))
    }

    /// The places in a text that refer to footnotes, as marks behind those of the findings.
    pub(super) fn references(&self, pieces: &[Span]) -> Vec<(usize, Span)> {
        let notes = self.paper.document().notes.iter().enumerate();
        let inside = |span: Span| pieces.iter().any(|piece| piece.contains(span));
        let own = notes.filter_map(|(n, note)| {
            Some((self.paper.diagnostics.len() + n, note.reference.filter(|span| inside(*span))?))
        });
        own.collect()
    }

    /// The footnote that a mark refers to.
    pub(super) fn referred(&self, marks: &[usize]) -> Option<usize> {
        marks.iter().find_map(|mark| mark.checked_sub(self.paper.diagnostics.len()))
    }

    fn prefixed(&self, id: &str) -> String {
        self.number.map_or_else(|| id.to_owned(), |n| format!("paper{n}/{id}"))
    }

    /// The BCP 47 tag most of the paper is in.
    pub(super) fn language(&self) -> &str {
        self.paper.document().languages.first().map_or("und", |l| l)
    }

    /// The paper's title, or its file's name where it has none.
    pub(super) fn title(&self) -> &str {
        match &*self.paper.document().front.title {
            "" => &self.paper.source().info().name,
            title => title,
        }
    }

    /// What to call a part that prints no title.
    pub(super) fn part_name(&self, index: usize) -> String {
        let parts = &self.paper.document().parts;
        match parts.get(index).map(|p| p.kind) {
            Some(PartKind::Annex) => {
                let before = parts.iter().take(index + 1).filter(|p| p.kind == PartKind::Annex).count();
                format!("Annex {before}")
            }
            _ => "Paper".to_owned(),
        }
    }
}

// The depth of the tree is bounded by the number of marker families.
fn collect(blocks: &[Block<'_>], hosts: &mut Vec<(u32, Host)>) {
    for block in blocks {
        hosts.push((block.span().start, Host::Block(block.span().start)));
        collect(block.blocks(), hosts);
    }
}

/// The word for a severity, which is also its class.
pub(super) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
