//! Word files (Office Open XML): what a reader of the printed page would see,
//! with the numbers that Word counts by itself put in.
//!
//! What is not running text (headers, footers, footnotes, hidden text, text boxes without items) is
//! left out of the text and told in notes.

mod body;
mod numbering;
mod paragraph;
mod relations;
mod styles;

use std::collections::HashMap;

use super::Reading;
use super::error::SourceError;
use super::options::Options;
use super::package::Package;
use super::xml::{Token, Xml};
use crate::text::{Note, NoteKind};
use body::{Body, NoteRef};
use numbering::Numbering;
use relations::Relation;
use styles::Styles;

/// Archives of other kinds, by a part that only they hold.
const OTHERS: &[(&str, &str, &str)] = &[
    ("xl/", "an Excel workbook", "save the paper as .docx or text"),
    ("ppt/", "a PowerPoint presentation", "save the paper as .docx or text"),
    ("content.xml", "an OpenDocument file or the like", "open it in a word processor and save it as .docx"),
    ("META-INF/", "an archive of another kind", "unpack it first"),
];

/// Reads a DOCX file.
pub(super) fn read(path: &str, bytes: &[u8], options: &Options) -> Result<Reading, SourceError> {
    let mut package = Package::open(path, bytes, &options.limits)?;
    let main = main_part(&mut package)?;
    let relations = package.relations(&main)?;
    // Without its lists a paper would come out without its numbers, and nobody the wiser.
    let styles = match package.related(&relations, "styles")? {
        Some(name) => Styles::read(&mut package, &name)?,
        None => Styles::default(),
    };
    let numbering = match package.related(&relations, "numbering")? {
        Some(name) => Numbering::read(&mut package, &name)?,
        None => Numbering::default(),
    };
    let text = package.read(&main)?;
    let mut body = Body::new(&styles, numbering, options.tracked);
    body.read(&mut Xml::new(path, &main, &text, &options.limits))?;
    drop(text);
    let mut notes = body.notes;
    notes.extend(footnotes(&mut package, &relations, &body.references)?);
    notes.extend(headers(&mut package, &relations)?);
    Ok(body.blocks.reading("UTF-8", notes))
}

/// The name of the main part, or what the archive is instead.
fn main_part(package: &mut Package<'_>) -> Result<String, SourceError> {
    let relations = package.relations("")?;
    let main = relations.into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
    let main =
        main.filter(|name| name.ends_with(".xml") && !name.starts_with("xl/") && !name.starts_with("ppt/"));
    if let Some(main) = main.filter(|name| package.has(name)) {
        return Ok(main);
    }
    if package.has("word/document.xml") {
        return Ok("word/document.xml".to_owned());
    }
    let (what, remedy) =
        OTHERS.iter().find(|(prefix, ..)| package.has_prefix(prefix)).map_or(
            ("a ZIP archive without a Word document in it", "unpack it first"),
            |&(_, what, remedy)| (what, remedy),
        );
    Err(SourceError::Binary { path: package.path.to_owned(), what, remedy })
}

/// The footnotes and endnotes that the text refers to, as notes.
fn footnotes(
    package: &mut Package<'_>,
    relations: &[Relation],
    references: &[NoteRef],
) -> Result<Vec<Note>, SourceError> {
    let mut texts: HashMap<(&str, String), String> = HashMap::new();
    for part in ["footnotes", "endnotes"] {
        let Some(relation) = relations.iter().find(|r| r.kind == part) else { continue };
        if !package.has(&relation.target) || !references.iter().any(|r| r.part == part) {
            continue;
        }
        let text = package.read(&relation.target)?;
        let mut xml = Xml::new(package.path, &relation.target, &text, package.limits);
        loop {
            match xml.next()? {
                Token::Open(element) if matches!(element.name.as_str(), "w:footnote" | "w:endnote") => {
                    let node = xml.subtree(element)?;
                    if let Some(id) = node.element.attr("id") {
                        texts.insert((part, id.to_owned()), paragraph::plain(&node));
                    }
                }
                Token::End => break,
                _ => {}
            }
        }
    }
    let note = |(n, r): (usize, &NoteRef)| Note {
        kind: NoteKind::Footnote,
        place: Some(r.place),
        message: format!("note {} is left out of the running text", n + 1),
        text: texts.get(&(r.part, r.id.clone())).cloned(),
    };
    Ok(references.iter().enumerate().map(note).collect())
}

/// Headers and footers, as notes.
fn headers(package: &mut Package<'_>, relations: &[Relation]) -> Result<Vec<Note>, SourceError> {
    let mut notes: Vec<Note> = Vec::new();
    for relation in relations.iter().filter(|r| r.kind == "header" || r.kind == "footer") {
        if !package.has(&relation.target) {
            continue;
        }
        let text = package.read(&relation.target)?;
        let mut xml = Xml::new(package.path, &relation.target, &text, package.limits);
        let Token::Open(root) = first_open(&mut xml)? else { continue };
        let text = paragraph::plain(&xml.subtree(root)?);
        if text.is_empty() || notes.iter().any(|note| note.text.as_deref() == Some(&text)) {
            continue;
        }
        let message = format!("a page {} is left out", relation.kind);
        notes.push(Note { kind: NoteKind::RunningHeader, place: None, message, text: Some(text) });
    }
    Ok(notes)
}

fn first_open(xml: &mut Xml<'_>) -> Result<Token, SourceError> {
    loop {
        match xml.next()? {
            Token::Text(_) | Token::Close(_) => {}
            token => return Ok(token),
        }
    }
}
