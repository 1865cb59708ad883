//! The `meta` element: what the paper is, said three times over (work,
//! expression, manifestation), because FRBR tells an idea from its wording and
//! its wording from its file.

use std::io;

use super::date;
use super::date::Printed;
use super::xml::Xml;
use crate::emit::junit::clean;
use crate::tree::{Document, PartKind};

/// What the paper does not say of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AknOptions {
    /// ISO 3166-1 alpha-2 code in lower case, as it stands in the URIs.
    pub country: String,
}

impl Default for AknOptions {
    fn default() -> Self {
        Self { country: "zz".to_owned() }
    }
}

/// What identifies the paper.
pub(super) struct Facts {
    /// `2017-02-23`, and the name of what it dates.
    date: (String, &'static str),
    /// `/akn/zz/doc/paper/2017-03/…`
    work: String,
    country: String,
    /// Three letters, by ISO 639-2.
    language: String,
    issuer: Option<String>,
}

impl Facts {
    pub(super) fn of(document: &Document<'_>, options: &AknOptions) -> Self {
        let body = document.parts.iter().find(|p| p.kind == PartKind::Body);
        let signed = document.parts.iter().flat_map(|p| &p.signatories).find_map(|s| s.date.as_deref());
        let found = [
            (body.and_then(|p| p.issued.as_deref()), "issued"),
            (document.front.meeting_date.as_deref(), "meeting"),
            (signed, "signed"),
        ]
        .into_iter()
        .find_map(|(printed, name)| Some((date::read(printed?)?, name)));
        let date = match found {
            Some((date, name)) if date.day.is_some() => (date.first_day(), name),
            Some((date, _)) => (date.first_day(), "month"),
            None => ("0001-01-01".to_owned(), "unknown"),
        };
        let when = found.map_or_else(|| "0001".to_owned(), |(d, _): (Printed, _)| d.as_printed());
        let file = &document.source.name;
        let file = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
        let name = document.front.paper_number.as_deref().unwrap_or(file);
        let tag = document.languages.first().map_or("und", |l| l);
        Self {
            date,
            work: format!("/akn/{}/doc/paper/{when}/{}", options.country, slug(name)),
            country: options.country.clone(),
            language: three_letters(tag).to_owned(),
            issuer: body.and_then(|p| p.issuer.as_deref()).map(clean),
        }
    }
}

/// What is printed in a URI for a paper's number or its file's name: the letters
/// and digits of any script, joined by hyphens.
fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { "paper".to_owned() } else { out.to_owned() }
}

/// ISO 639-2 for the primary subtag of a BCP 47 tag; the subtag itself where it
/// has three letters, or is not known here.
fn three_letters(tag: &str) -> &str {
    match tag.split('-').next().unwrap_or(tag) {
        "zh" => "zho",
        "en" => "eng",
        "pt" => "por",
        primary => primary,
    }
}

/// Writes `meta` for one component of the paper: `main`, `annex1`, ….
pub(super) fn meta(xml: &mut Xml, facts: &Facts, component: &str) -> io::Result<()> {
    let expression = format!("{}/{}@", facts.work, facts.language);
    let author = if facts.issuer.is_some() { "#issuer" } else { "#lcpaper" };
    let level = |xml: &mut Xml, name: &str, uri: &str, more: &[(&str, (&str, &str))]| -> io::Result<()> {
        xml.create_element(name).write_inner_content(|xml| {
            empty(xml, "FRBRthis", &[("value", &format!("{uri}/!{component}"))])?;
            empty(xml, "FRBRuri", &[("value", uri)])?;
            empty(xml, "FRBRdate", &[("date", &facts.date.0), ("name", facts.date.1)])?;
            empty(xml, "FRBRauthor", &[("href", author)])?;
            more.iter().try_for_each(|(name, attribute)| empty(xml, name, &[*attribute]))
        })?;
        Ok(())
    };
    xml.create_element("meta").write_inner_content(|xml| {
        xml.create_element("identification").with_attribute(("source", "#lcpaper")).write_inner_content(
            |xml| {
                level(xml, "FRBRWork", &facts.work, &[("FRBRcountry", ("value", &facts.country))])?;
                level(
                    xml,
                    "FRBRExpression",
                    &expression,
                    &[("FRBRlanguage", ("language", &facts.language))],
                )?;
                let file = format!("{expression}.xml");
                level(xml, "FRBRManifestation", &file, &[("FRBRformat", ("value", "application/akn+xml"))])
            },
        )?;
        // Identifiers must be unique in the whole paper, so the annexes refer to these.
        if component != "main" {
            return Ok(());
        }
        xml.create_element("references").with_attribute(("source", "#lcpaper")).write_inner_content(
            |xml| {
                organization(xml, "lcpaper", "lcpaper")?;
                match &facts.issuer {
                    Some(name) => organization(xml, "issuer", name),
                    None => Ok(()),
                }
            },
        )?;
        Ok(())
    })?;
    Ok(())
}

fn organization(xml: &mut Xml, id: &str, name: &str) -> io::Result<()> {
    let href = format!("/ontology/organization/{id}");
    empty(xml, "TLCOrganization", &[("eId", id), ("href", &href), ("showAs", name)])
}

fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.create_element(name).with_attributes(attributes.iter().copied()).write_empty()?;
    Ok(())
}
