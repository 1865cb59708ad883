//! `parse --to akn`: Akoma Ntoso 3.0 (OASIS LegalDocML), the XML that
//! parliaments keep their papers in.
//!
//! A paper is a `doc` named `paper`; each annex is an `attachment` with a `doc`
//! of its own. A marked or unmarked heading becomes a `section`, the headings
//! inside it a `subsection`, deeper ones an `hcontainer`; a numbered paragraph
//! or item a `paragraph`, what is numbered inside it a `subparagraph`, then a
//! `point`, then an `indent`. The families that have an element of their own
//! (part, chapter, article) use it. An unnumbered paragraph is an `hcontainer`,
//! because the schema wants every text inside a hierarchy to have a container.
//!
//! The standard asks for some facts that a paper need not print. What stands in
//! for them is fixed, and recognisable as such:
//!
//! - **date**: the date the body was issued, else that of its meeting, else
//!   that of its first signature; where only a month is printed, its first day,
//!   named `month` instead of `issued` and left out of the URIs; where there is
//!   none, `0001-01-01`, named `unknown`, which readers such as cobalt take for
//!   "no date".
//! - **country**: `zz`, which ISO 3166 leaves to users and CLDR uses for
//!   "unknown"; [`AknOptions::country`] sets another.
//! - **author**: what issued the body, else the program.

mod body;
mod date;
mod eid;
mod meta;
mod xml;

use std::io;

use quick_xml::Writer;

use crate::emit::junit::clean;
use crate::tree::{Document, Part, PartKind};
use eid::Eids;
pub use meta::AknOptions;
use xml::{Xml, p};

/// The namespace of Akoma Ntoso 3.0.
pub const AKN_NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// The paper as Akoma Ntoso, indented, with a line end at its end.
///
/// # Errors
/// Never in practice: the XML is written into memory.
pub fn akn(document: &Document<'_>, options: &AknOptions) -> io::Result<String> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(quick_xml::events::Event::Decl(quick_xml::events::BytesDecl::new(
        "1.0",
        Some("UTF-8"),
        None,
    )))?;
    let facts = meta::Facts::of(document, options);
    let (annexes, bodies): (Vec<&Part<'_>>, Vec<&Part<'_>>) =
        document.parts.iter().partition(|p| p.kind == PartKind::Annex);
    let mut eids = Eids::default();
    xml.create_element("akomaNtoso").with_attribute(("xmlns", AKN_NAMESPACE)).write_inner_content(|xml| {
        let tag = xml.create_element("doc").with_attribute(("name", "paper"));
        tag.write_inner_content(|xml| {
            meta::meta(xml, &facts, "main")?;
            preface(xml, document)?;
            xml.create_element("mainBody").write_inner_content(|xml| {
                let start = eids.scope("", &bodies);
                for part in &bodies {
                    body::blocks(xml, &part.blocks, &start, &mut eids)?;
                }
                body::unless_empty(xml, bodies.iter().all(|p| p.blocks.is_empty()))
            })?;
            conclusions(xml, &bodies)?;
            attachments(xml, &annexes, &facts, &mut eids)
        })?;
        Ok(())
    })?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(io::Error::other)
}

fn preface(xml: &mut Xml, document: &Document<'_>) -> io::Result<()> {
    let front = &document.front;
    let some = [
        ("docNumber", front.paper_number.as_deref()),
        ("docType", front.nature.as_deref()),
        ("docCommittee", front.committee.as_deref()),
        ("docTitle", Some(&*front.title).filter(|t| !t.is_empty())),
    ];
    if some.iter().all(|s| s.1.is_none()) && front.meeting_date.is_none() {
        return Ok(());
    }
    xml.create_element("preface").write_inner_content(|xml| {
        for (name, text) in some {
            let Some(text) = text else { continue };
            xml::inline(xml, name, None, text)?;
        }
        if let Some(printed) = &front.meeting_date {
            dated(xml, "meeting", printed)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A printed date: a `date` element where its day is known, plain text where not.
fn dated(xml: &mut Xml, class: &str, printed: &str) -> io::Result<()> {
    match date::read(printed).filter(|d| d.day.is_some()) {
        Some(day) => xml::inline(xml, "date", Some(("date", &day.first_day())), printed),
        None => p(xml, Some(class), printed),
    }
}

fn conclusions(xml: &mut Xml, parts: &[&Part<'_>]) -> io::Result<()> {
    if parts.iter().all(|p| p.issuer.is_none() && p.issued.is_none() && p.signatories.is_empty()) {
        return Ok(());
    }
    xml.create_element("conclusions").write_inner_content(|xml| {
        for part in parts {
            if let Some(issuer) = &part.issuer {
                p(xml, Some("issuer"), issuer)?;
            }
            if let Some(printed) = &part.issued {
                dated(xml, "issued", printed)?;
            }
            for one in &part.signatories {
                p(xml, Some("party"), &one.party)?;
                p(xml, Some("post"), &one.post)?;
                if let Some(printed) = &one.date {
                    dated(xml, "signed", printed)?;
                }
            }
        }
        Ok(())
    })?;
    Ok(())
}

fn attachments(xml: &mut Xml, annexes: &[&Part<'_>], facts: &meta::Facts, eids: &mut Eids) -> io::Result<()> {
    if annexes.is_empty() {
        return Ok(());
    }
    xml.create_element("attachments").write_inner_content(|xml| {
        for (index, part) in annexes.iter().enumerate() {
            let id = format!("att_{}", index + 1);
            xml.create_element("attachment").with_attribute(("eId", id.as_str())).write_inner_content(
                |xml| {
                    if let Some(label) = &part.label {
                        xml::text(xml, "num", label)?;
                    }
                    if let Some(title) = &part.title {
                        xml::text(xml, "heading", title)?;
                    }
                    annex(xml, index, part, facts, &id, eids)
                },
            )?;
        }
        Ok(())
    })?;
    Ok(())
}

fn annex(
    xml: &mut Xml,
    index: usize,
    part: &Part<'_>,
    facts: &meta::Facts,
    id: &str,
    eids: &mut Eids,
) -> io::Result<()> {
    let mut tag = xml.create_element("doc").with_attribute(("name", "annex"));
    if let Some(language) = &part.language {
        tag = tag.with_attribute(("xml:lang", clean(language).as_str()));
    }
    tag.write_inner_content(|xml| {
        meta::meta(xml, facts, &format!("annex{}", index + 1))?;
        xml.create_element("mainBody").write_inner_content(|xml| {
            let scope = eids.scope(id, &[part]);
            body::blocks(xml, &part.blocks, &scope, eids)?;
            body::unless_empty(xml, part.blocks.is_empty())
        })?;
        conclusions(xml, &[part])
    })?;
    Ok(())
}
