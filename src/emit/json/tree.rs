//! The tree as JSON, field by field as `ast` defines them for serde.

use super::out::Out;
use super::value::{Json, field, names, object};
use crate::Span;
use crate::markers::Inserted;
use crate::markers::Style;
use crate::text::{Format, SourceInfo};
use crate::tree::{
    Block, Document, Footnote, Front, Item, Marker, Paragraph, Parallel, ParallelFront, ParallelPart, Part,
    PartKind, Pieces, Section, Signatory,
};

object!(Document<'_> { schema, source, languages, front, parts, notes unless Vec::is_empty });

object!(Footnote<'_> { marker, text, span, line, reference unless Option::is_none, pieces });

object!(SourceInfo { name, format, encoding, bytes, sha256 unless Option::is_none, pages unless Option::is_none });

object!(Front<'_> {
    paper_number unless Option::is_none,
    nature unless Option::is_none,
    committee unless Option::is_none,
    title,
    meeting_date unless Option::is_none,
    parallel unless Vec::is_empty,
});

object!(ParallelFront<'_> {
    language,
    paper_number unless Option::is_none,
    nature unless Option::is_none,
    committee unless Option::is_none,
    title,
    meeting_date unless Option::is_none,
});

object!(Part<'_> {
    kind,
    label unless Option::is_none,
    title unless Option::is_none,
    span,
    line,
    language unless Option::is_none,
    blocks,
    issuer unless Option::is_none,
    issued unless Option::is_none,
    signatories,
    parallel unless Vec::is_empty,
});

object!(ParallelPart<'_> {
    language,
    label unless Option::is_none,
    title unless Option::is_none,
    span,
    line,
    issuer unless Option::is_none,
    issued unless Option::is_none,
    signatories unless Vec::is_empty,
});

object!(Signatory<'_> { party, post, date unless Option::is_none });

object!(Section<'_> {
    marker unless Option::is_none,
    title,
    level,
    span,
    line,
    language unless Option::is_none,
    parallel unless Vec::is_empty,
    title_pieces unless Pieces::is_empty,
    blocks,
});

object!(Item<'_> {
    marker,
    number,
    text,
    span,
    line,
    language unless Option::is_none,
    parallel unless Vec::is_empty,
    pieces,
    blocks,
});

object!(Paragraph<'_> {
    number unless Option::is_none,
    text,
    span,
    line,
    language unless Option::is_none,
    parallel unless Vec::is_empty,
    pieces,
});

object!(Parallel<'_> { language, marker unless Option::is_none, text, span, pieces });

object!(Marker<'_> { raw, style, value, inserted unless Option::is_none, span });

names!(Format {
    Text: "text",
    Docx: "docx",
    Pdf: "pdf",
    Html: "html",
    Markdown: "markdown",
    Odt: "odt",
    Rtf: "rtf"
});

names!(PartKind { Body: "body", Annex: "annex" });

impl Json for Style {
    fn json<const PRETTY: bool>(&self, out: &mut Out<'_>) {
        self.name().as_str().json::<PRETTY>(out);
    }
}

impl Json for Inserted {
    fn json<const PRETTY: bool>(&self, out: &mut Out<'_>) {
        String::from(*self).as_str().json::<PRETTY>(out);
    }
}

/// A block says of which kind it is before its own fields.
impl Json for Block<'_> {
    fn json<const PRETTY: bool>(&self, out: &mut Out<'_>) {
        let mut first = true;
        out.open("{");
        let kind = match self {
            Block::Section(_) => "section",
            Block::Item(_) => "item",
            Block::Paragraph(_) => "paragraph",
        };
        field!(out, first, kind);
        match self {
            Block::Section(section) => section.fields::<PRETTY>(out, first),
            Block::Item(item) => item.fields::<PRETTY>(out, first),
            Block::Paragraph(paragraph) => paragraph.fields::<PRETTY>(out, first),
        }
        out.close::<PRETTY>("}");
    }
}

impl Json for Span {
    #[inline]
    fn json<const PRETTY: bool>(&self, out: &mut Out<'_>) {
        let Self { start, end } = *self;
        if !PRETTY {
            return out.span(start, end);
        }
        let (start, end, mut first) = (&start, &end, true);
        out.open("{");
        field!(out, first, start);
        field!(out, first, end);
        let _ = first;
        out.close::<PRETTY>("}");
    }
}
