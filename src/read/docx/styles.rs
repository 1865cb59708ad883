//! Paragraph and character styles, each with what it inherits.

use std::collections::HashMap;

use crate::read::error::SourceError;
use crate::read::package::Package;
use crate::read::xml::{Node, Token, Xml};

/// How many styles one may be based on in a row; Word stops at ten.
const MAX_CHAIN: usize = 32;

/// What a style, or a paragraph itself, says of numbering.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct NumPr {
    /// The list; 0 takes the paragraph out of any.
    pub num_id: Option<u32>,
    /// The level in it, from 0.
    pub level: Option<usize>,
}

impl NumPr {
    pub(super) fn read(properties: &Node) -> Option<Self> {
        let node = properties.child("w:numPr")?;
        Some(Self { num_id: node.number("w:numId"), level: node.number("w:ilvl") })
    }
}

/// One style as written.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    name: String,
    based_on: Option<String>,
    num: Option<NumPr>,
    outline: Option<u8>,
    indent: Option<i32>,
    size: Option<u32>,
    hidden: Option<bool>,
}

/// A style with what it inherits.
#[derive(Debug, Clone, Default)]
pub(super) struct Resolved {
    /// The list, and the style of the chain that names it.
    pub num_id: Option<(u32, String)>,
    /// The nearest style of the chain that says anything of numbering.
    pub numbered: Option<String>,
    /// The level, where a style names one.
    pub level: Option<usize>,
    /// Heading level from 1.
    pub heading: Option<u8>,
    /// Left edge in twentieths of a point.
    pub indent: Option<i32>,
    /// Character size in twentieths of a point.
    pub size: Option<u32>,
    /// Whether the text is hidden.
    pub hidden: Option<bool>,
}

/// All styles of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    default_paragraph: Option<String>,
    default_size: Option<u32>,
}

impl Styles {
    pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Self, SourceError> {
        let text = package.read(part)?;
        let mut xml = Xml::new(package.path, part, &text, package.limits);
        let mut styles = Self::default();
        loop {
            match xml.next()? {
                Token::Open(element) if element.name == "w:style" => styles.add(&xml.subtree(element)?),
                Token::Open(element) if element.name == "w:rPrDefault" => {
                    styles.default_size = xml.subtree(element)?.child("w:rPr").and_then(size);
                }
                Token::End => return Ok(styles),
                _ => {}
            }
        }
    }

    fn add(&mut self, node: &Node) {
        let Some(id) = node.element.attr("styleId") else { return };
        let paragraph = node.child("w:pPr");
        let run = node.child("w:rPr");
        let style = Style {
            name: node.value("w:name").unwrap_or_default().to_owned(),
            based_on: node.value("w:basedOn").map(str::to_owned),
            num: paragraph.and_then(NumPr::read),
            outline: paragraph.and_then(|p| p.number("w:outlineLvl")),
            indent: paragraph.and_then(indent),
            size: run.and_then(size),
            hidden: run.and_then(|r| r.toggle("w:vanish")),
        };
        let is_default = matches!(node.element.attr("default"), Some("1" | "true" | "on"));
        if is_default && node.element.attr("type") == Some("paragraph") {
            self.default_paragraph = Some(id.to_owned());
        }
        self.by_id.insert(id.to_owned(), style);
    }

    /// A paragraph's style, the default one where it names none or an unknown one.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Resolved {
        let known = id.filter(|id| self.by_id.contains_key(*id));
        let mut out = self.resolve(known.or(self.default_paragraph.as_deref()));
        out.size = out.size.or(self.default_size);
        out
    }

    /// A style with what it inherits: the nearest in the chain wins.
    pub(super) fn resolve(&self, id: Option<&str>) -> Resolved {
        let mut out = Resolved::default();
        let mut outline = None;
        let mut next = id;
        for _ in 0..MAX_CHAIN {
            let Some((id, style)) = next.and_then(|id| self.by_id.get_key_value(id)) else { break };
            if let Some(num) = &style.num {
                out.num_id = out.num_id.or_else(|| num.num_id.map(|n| (n, id.clone())));
                out.numbered.get_or_insert_with(|| id.clone());
                out.level = out.level.or(num.level);
            }
            outline = outline.or(style.outline).or_else(|| heading_by_name(&style.name));
            out.indent = out.indent.or(style.indent);
            out.size = out.size.or(style.size);
            out.hidden = out.hidden.or(style.hidden);
            next = style.based_on.as_deref();
        }
        out.heading = outline.and_then(heading);
        out
    }

    /// The list of a numbering style.
    pub(super) fn list_of(&self, id: &str) -> Option<u32> {
        self.by_id.get(id)?.num.as_ref()?.num_id
    }
}

/// Outline levels 0 to 8 are headings 1 to 9; 9 is body text.
pub(super) fn heading(outline: u8) -> Option<u8> {
    (outline < 9).then_some(outline + 1)
}

/// Word's own heading styles are headings whatever else they say.
fn heading_by_name(name: &str) -> Option<u8> {
    let level: u8 = name.strip_prefix("heading ").or_else(|| name.strip_prefix("Heading "))?.parse().ok()?;
    level.checked_sub(1)
}

/// Left edge of the first line in twentieths of a point.
pub(super) fn indent(properties: &Node) -> Option<i32> {
    let ind = &properties.child("w:ind")?.element;
    let number = |name: &str| ind.attr(name).and_then(|v| v.parse::<i32>().ok());
    let left = number("left").or_else(|| number("start"));
    let first = number("firstLine").or_else(|| number("hanging").and_then(i32::checked_neg));
    if left.is_none() && first.is_none() {
        return None;
    }
    left.unwrap_or(0).checked_add(first.unwrap_or(0))
}

/// Character size in twentieths of a point; the file counts half points.
pub(super) fn size(properties: &Node) -> Option<u32> {
    properties.number::<u32>("w:sz")?.checked_mul(10)
}
