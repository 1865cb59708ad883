//! A paper: its text, the tree, and what was found out on the way, in one value.

use std::borrow::Cow;

use super::Document;
use super::join::Join;
use crate::diagnostic::SeriesReport;
use crate::outline::{Decision, Fault, Rejected};
use crate::text::marks::Marks;
use crate::text::trivia::Trivia;
use crate::text::{Source, Span};

/// A paper that was parsed: the text together with the tree over it, so that one cannot be
/// taken for another's.
///
/// The tree borrows its texts from what was parsed; [`Paper::into_owned`] sets it free.
#[derive(Debug, Clone)]
pub struct Paper<'s> {
    pub(crate) source: Cow<'s, Source>,
    pub(crate) document: Document<'s>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) decisions: Vec<Decision>,
    /// The lines that were joined to the one before, and why; only where it was asked for.
    pub(crate) joins: Vec<(u32, Join)>,
    pub(crate) trivia: Vec<Trivia>,
    pub(crate) leaves: Vec<Span>,
    pub(crate) series: Vec<SeriesReport>,
    pub(crate) versions: Vec<LanguageVersion<'s>>,
    /// The characters that rules look at by themselves, found when the text was cut into lines.
    pub(crate) marks: Marks,
}

/// One language of a bilingual file, as a paper of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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

impl<'s> Paper<'s> {
    /// The decoded text, with its lines and the way back to places in the file.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The decoded text, which all spans count in.
    #[must_use]
    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// The tree.
    #[must_use]
    pub fn document(&self) -> &Document<'s> {
        &self.document
    }

    /// The tree alone.
    #[must_use]
    pub fn into_document(self) -> Document<'s> {
        self.document
    }

    /// What the numbering needed to be read: the rules put it into words.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Line starts that look like markers and were kept as text.
    #[must_use]
    pub fn rejected(&self) -> &[Rejected] {
        &self.rejected
    }

    /// Why each place where a marker may stand was read as it was, in the order of the paper;
    /// empty without [`Options::trace`](crate::Options::trace).
    #[must_use]
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// Every byte that is in no leaf of the tree, in order, with the reason.
    #[must_use]
    pub fn trivia(&self) -> &[Trivia] {
        &self.trivia
    }

    /// Every byte range that is in a leaf of the tree, in order. Together with
    /// [`Paper::trivia`] they cover the text exactly once.
    #[must_use]
    pub fn leaves(&self) -> &[Span] {
        &self.leaves
    }

    /// The item series, as reports list them.
    #[must_use]
    pub fn series(&self) -> &[SeriesReport] {
        &self.series
    }

    /// The languages of a bilingual file, each read as a paper of its own;
    /// empty for a paper in one language.
    #[must_use]
    pub fn versions(&self) -> &[LanguageVersion<'s>] {
        &self.versions
    }

    /// The tree of each language by itself; of a paper in one language, the tree.
    #[must_use]
    pub fn documents(&self) -> Vec<&Document<'s>> {
        if self.versions.is_empty() {
            return vec![&self.document];
        }
        self.versions.iter().map(|version| &version.document).collect()
    }

    /// The same paper, which borrows nothing.
    #[must_use]
    pub fn into_owned(mut self) -> Paper<'static> {
        let source = std::mem::take(&mut self.source).into_owned();
        self.free(source)
    }

    /// The same paper over a source of its own.
    pub(crate) fn free(self, source: Source) -> Paper<'static> {
        let versions = self.versions.into_iter().map(|version| LanguageVersion {
            language: version.language,
            document: version.document.into_owned(),
            faults: version.faults,
            rejected: version.rejected,
        });
        Paper {
            source: Cow::Owned(source),
            document: self.document.into_owned(),
            faults: self.faults,
            rejected: self.rejected,
            decisions: self.decisions,
            joins: self.joins,
            trivia: self.trivia,
            leaves: self.leaves,
            series: self.series,
            versions: versions.collect(),
            marks: self.marks,
        }
    }
}
