//! Word files made for a test: the parts that are given, and what ties them together.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// An archive of parts, deflated.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word file: its body, and what stands inside the roots of its other parts
/// (`styles`, `numbering`, `footnotes`, …).
pub fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let relation = |kind: &str, target: &str| {
        format!(r#"<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
    };
    let relations = |inside: String| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>"#
        )
    };
    let part = |root: &str, inside: &str| {
        format!(
            r#"<?xml version="1.0"?><w:{root} xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{inside}</w:{root}>"#
        )
    };
    let mut parts = vec![
        ("_rels/.rels".to_owned(), relations(relation("officeDocument", "word/document.xml"))),
        ("word/document.xml".to_owned(), part("document", &format!("<w:body>{body}</w:body>"))),
        (
            "word/_rels/document.xml.rels".to_owned(),
            relations(others.iter().map(|(kind, _)| relation(kind, &format!("{kind}.xml"))).collect()),
        ),
    ];
    for (kind, inside) in others {
        let root = if *kind == "header" { "hdr" } else { kind };
        parts.push((format!("word/{kind}.xml"), part(root, inside)));
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, t)| (n.as_str(), t.as_bytes())).collect();
    archive(&parts)
}

/// A paragraph with properties.
pub fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// The properties of a paragraph in a list.
pub fn listed(num: u32, level: u32) -> String {
    format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>"#)
}

/// A level of a list.
#[allow(dead_code)] // Not every test that takes this file in has lists.
pub fn level(at: u32, format: &str, text: &str, more: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>"#
    )
}
