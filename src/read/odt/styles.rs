//! What styles say of paragraphs: their list, their level in the outline, whether
//! they are hidden.

use std::collections::HashMap;

use super::content::plain;
use super::lists::ListStyle;
use crate::read::error::SourceError;
use crate::read::xml::{Node, Token, Xml};

/// Steps of an inheritance that are followed.
const MAX_CHAIN: usize = 16;

/// Headers and footers that are told.
const MOST_HEADERS: usize = 100;

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    list: Option<String>,
    outline: Option<u8>,
    hidden: Option<bool>,
}

/// A paragraph's or a text's style, with what it inherits.
#[derive(Debug, Default, Clone)]
pub(super) struct Resolved {
    /// The list style; empty where the style says that there is none.
    pub list: Option<String>,
    /// Level of the heading, from 1.
    pub outline: Option<u8>,
    pub hidden: bool,
}

/// The styles of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<(char, String), Style>,
    pub lists: HashMap<String, ListStyle>,
    pub outline: ListStyle,
    /// Texts of page headers and footers.
    pub headers: Vec<String>,
}

impl Styles {
    /// Adds the styles of a part, up to its end or to its body; whether there is a body.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<bool, SourceError> {
        loop {
            match xml.next()? {
                Token::Open(element) => match element.name.as_str() {
                    "style:style" => self.add(&xml.subtree(element)?),
                    "text:list-style" => {
                        let node = xml.subtree(element)?;
                        if let Some(name) = node.element.attr("name") {
                            self.lists.insert(name.to_owned(), ListStyle::read(&node));
                        }
                    }
                    "text:outline-style" => self.outline = ListStyle::read(&xml.subtree(element)?),
                    "style:header" | "style:header-left" | "style:header-first" | "style:footer"
                    | "style:footer-left" | "style:footer-first" => {
                        let text = plain(&xml.subtree(element)?);
                        if !text.is_empty()
                            && !self.headers.contains(&text)
                            && self.headers.len() < MOST_HEADERS
                        {
                            self.headers.push(text);
                        }
                    }
                    "office:text" => return Ok(true),
                    _ => {}
                },
                Token::End => return Ok(false),
                _ => {}
            }
        }
    }

    fn add(&mut self, node: &Node) {
        let attr = |name: &str| node.element.attr(name);
        let (Some(name), Some(family)) = (attr("name"), attr("family")) else { return };
        let text = node.child("style:text-properties");
        let style = Style {
            parent: attr("parent-style-name").map(str::to_owned),
            list: attr("list-style-name").map(str::to_owned),
            outline: attr("default-outline-level").and_then(|v| v.parse().ok()),
            hidden: text.and_then(|t| t.element.attr("display")).map(|display| display == "none"),
        };
        self.styles.insert((kind(family), name.to_owned()), style);
    }

    /// A style of a family (`paragraph`, `text`) with what it inherits.
    pub(super) fn resolve(&self, family: &str, name: Option<&str>) -> Resolved {
        let mut out = Resolved::default();
        let mut hidden = None;
        let mut next = name;
        for _ in 0..MAX_CHAIN {
            let style = next.and_then(|name| self.styles.get(&(kind(family), name.to_owned())));
            let Some(style) = style else { break };
            out.list = out.list.or_else(|| style.list.clone());
            out.outline = out.outline.or(style.outline);
            hidden = hidden.or(style.hidden);
            next = style.parent.as_deref();
        }
        out.hidden = hidden.unwrap_or(false);
        out
    }
}

/// A family by one letter.
fn kind(family: &str) -> char {
    family.chars().next().unwrap_or('?')
}
