//! Blocks to the elements of the Akoma Ntoso hierarchy.

use std::io;

use quick_xml::events::BytesText;

use super::eid::{Eids, Scope, number};
use super::xml::{Xml, text};
use crate::emit::junit::clean;
use crate::markers::Style;
use crate::tree::{Block, Cell, Item, Marker, Paragraph, Parallel, Section, Table};

/// An element's name, the short name its identifiers have, and the `name`
/// attribute that only an `hcontainer` needs.
type Element = (&'static str, &'static str, Option<&'static str>);

fn section_element(section: &Section<'_>, depth: usize) -> Element {
    match (section.marker.as_ref().map(|m| m.style), depth) {
        (Some(Style::PART), _) => ("part", "part", None),
        (Some(Style::CHAPTER), _) => ("chapter", "chp", None),
        (Some(Style::ARTICLE), _) => ("article", "art", None),
        (_, 0) => ("section", "sec", None),
        (_, 1) => ("subsection", "subsec", None),
        _ => ("hcontainer", "hcontainer", Some("heading")),
    }
}

fn item_element(item: &Item<'_>, depth: usize) -> Element {
    match (item.marker.style, depth) {
        (Style::ARTICLE, 0) => ("article", "art", None),
        (_, 0) => ("paragraph", "para", None),
        (_, 1) => ("subparagraph", "subpara", None),
        (_, 2) => ("point", "point", None),
        (_, 3) => ("indent", "indent", None),
        _ => ("hcontainer", "hcontainer", Some("item")),
    }
}

// The depth of the tree is bounded by the number of marker families.
pub(super) fn blocks(xml: &mut Xml, all: &[Block<'_>], at: &Scope, eids: &mut Eids) -> io::Result<()> {
    for block in all {
        match block {
            Block::Section(section) => one_section(xml, section, at, eids)?,
            Block::Item(item) => one_item(xml, item, at, eids)?,
            Block::Paragraph(paragraph) => one_paragraph(xml, paragraph, at, eids)?,
            Block::Table(table) => one_table(xml, table, at, eids)?,
        }
    }
    Ok(())
}

/// A container that the schema wants filled, where the paper has nothing.
pub(super) fn unless_empty(xml: &mut Xml, empty: bool) -> io::Result<()> {
    if empty {
        xml.create_element("p").write_empty()?;
    }
    Ok(())
}

fn one_section(xml: &mut Xml, section: &Section<'_>, at: &Scope, eids: &mut Eids) -> io::Result<()> {
    let element = section_element(section, at.sections);
    let id = match &section.marker {
        Some(marker) => eids.give(&at.around, element.1, &number(marker)),
        // Unnumbered ones are counted apart from numbered ones, which keep their numbers.
        None => eids.count(&at.around, &format!("{}_nn", element.1)),
    };
    open(xml, element, &id, section.language.as_deref(), |xml| {
        if let Some(marker) = &section.marker {
            text(xml, "num", &marker.raw)?;
        }
        text(xml, "heading", &section.title)?;
        // The schema allows one.
        if let Some(other) = section.parallel.first() {
            let tag = xml
                .create_element("subheading")
                .with_attribute(("xml:lang", clean(&other.language).as_str()));
            tag.write_text_content(BytesText::new(&clean(&other.text)))?;
        }
        blocks(xml, &section.blocks, &at.section(&id), eids)
    })
}

fn one_item(xml: &mut Xml, item: &Item<'_>, at: &Scope, eids: &mut Eids) -> io::Result<()> {
    let element = item_element(item, at.depth);
    let id = eids.give(&at.items, element.1, &number(&item.marker));
    open(xml, element, &id, item.language.as_deref(), |xml| {
        num(xml, &item.marker)?;
        let holder = if item.blocks.is_empty() { "content" } else { "intro" };
        if item.cells.len() < 2 {
            texts(xml, holder, &item.text, &item.parallel)?;
        } else {
            let table = eids.count(&id, "table");
            rows(xml, holder, &table, &[&item.cells], &item.parallel)?;
        }
        blocks(xml, &item.blocks, &at.item(&id), eids)
    })
}

fn one_paragraph(xml: &mut Xml, paragraph: &Paragraph<'_>, at: &Scope, eids: &mut Eids) -> io::Result<()> {
    let language = paragraph.language.as_deref();
    match paragraph.number {
        // A number that counts without being printed names the element, and stands in no `num`.
        Some(n) => {
            let id = eids.give(&at.items, "para", &n.to_string());
            open(xml, ("paragraph", "para", None), &id, language, |xml| {
                texts(xml, "content", &paragraph.text, &paragraph.parallel)
            })
        }
        None => {
            let id = eids.count(&at.around, "hcontainer");
            open(xml, ("hcontainer", "hcontainer", Some("text")), &id, language, |xml| {
                texts(xml, "content", &paragraph.text, &paragraph.parallel)
            })
        }
    }
}

fn one_table(xml: &mut Xml, table: &Table<'_>, at: &Scope, eids: &mut Eids) -> io::Result<()> {
    let id = eids.count(&at.around, "hcontainer");
    open(xml, ("hcontainer", "hcontainer", Some("table")), &id, table.language.as_deref(), |xml| {
        let all: Vec<&[Cell<'_>]> = table.rows.iter().map(|row| &*row.cells).collect();
        rows(xml, "content", &eids.count(&id, "table"), &all, &table.parallel)
    })
}

/// A table in what holds texts.
fn rows(
    xml: &mut Xml,
    holder: &str,
    id: &str,
    rows: &[&[Cell<'_>]],
    parallel: &[Parallel<'_>],
) -> io::Result<()> {
    let row = |xml: &mut Xml, cells: &[Cell<'_>]| -> io::Result<()> {
        for cell in cells {
            let mut tag = xml.create_element(if cell.header { "th" } else { "td" });
            for (name, count) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
                if count > 1 {
                    tag = tag.with_attribute((name, count.to_string().as_str()));
                }
            }
            tag.write_inner_content(|xml| cell.text.split('\n').try_for_each(|line| text(xml, "p", line)))?;
        }
        Ok(())
    };
    xml.create_element(holder).write_inner_content(|xml| {
        xml.create_element("table").with_attribute(("eId", id)).write_inner_content(|xml| {
            for cells in rows {
                xml.create_element("tr").write_inner_content(|xml| row(xml, cells))?;
            }
            Ok(())
        })?;
        others(xml, parallel)
    })?;
    Ok(())
}

fn open(
    xml: &mut Xml,
    (element, _, name): Element,
    id: &str,
    language: Option<&str>,
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    let mut tag = xml.create_element(element);
    if let Some(name) = name {
        tag = tag.with_attribute(("name", name));
    }
    tag = tag.with_attribute(("eId", id));
    if let Some(language) = language {
        tag = tag.with_attribute(("xml:lang", clean(language).as_str()));
    }
    tag.write_inner_content(inner)?;
    Ok(())
}

fn num(xml: &mut Xml, marker: &Marker<'_>) -> io::Result<()> {
    text(xml, "num", &marker.raw)
}

fn texts(xml: &mut Xml, holder: &str, main: &str, parallel: &[Parallel<'_>]) -> io::Result<()> {
    xml.create_element(holder).write_inner_content(|xml| {
        text(xml, "p", main)?;
        others(xml, parallel)
    })?;
    Ok(())
}

fn others(xml: &mut Xml, parallel: &[Parallel<'_>]) -> io::Result<()> {
    for other in parallel {
        let tag = xml.create_element("p").with_attribute(("xml:lang", clean(&other.language).as_str()));
        tag.write_text_content(BytesText::new(&clean(&other.text)))?;
    }
    Ok(())
}
