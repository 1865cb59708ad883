//! XML of one part, pulled token by token: namespaces resolved to fixed
//! prefixes, depth limited, document types refused.

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use crate::read::error::SourceError;
use crate::read::limits::Limits;

/// The namespaces that are told apart, each in its transitional and strict form.
const NAMESPACES: &[(&str, &str)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w:"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w:"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m:"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m:"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc:"),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office:"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text:"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table:"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style:"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw:"),
];

/// Attributes of one element; a word processor writes a dozen, the root some forty.
const MAX_ATTRIBUTES: usize = 256;

/// An element that opens.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    /// Name with its fixed prefix, such as `w:p`; `?:` for other namespaces.
    pub name: String,
    attrs: Vec<(String, String)>,
}

impl Element {
    /// Name without the prefix.
    #[cfg(feature = "docx")]
    pub(super) fn local(&self) -> &str {
        self.name.split_once(':').map_or(self.name.as_str(), |(_, local)| local)
    }

    /// Value of an attribute by its local name.
    pub(super) fn attr(&self, name: &str) -> Option<&str> {
        self.attrs.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// An element with all that it holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    pub element: Element,
    pub children: Vec<Child>,
}

/// What stands in an element.
#[derive(Debug, Clone)]
pub(super) enum Child {
    Node(Node),
    Text(String),
}

impl Node {
    pub(super) fn name(&self) -> &str {
        &self.element.name
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.children.iter().filter_map(|child| match child {
            Child::Node(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Node> {
        self.nodes().find(|node| node.name() == name)
    }

    /// `w:val` of the first child of a name.
    #[cfg(feature = "docx")]
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.element.attr("val")
    }

    /// `w:val` of a child as a number.
    #[cfg(feature = "docx")]
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.value(name)?.trim().parse().ok()
    }

    /// An on-off property: there, and not turned off.
    #[cfg(feature = "docx")]
    pub(super) fn toggle(&self, name: &str) -> Option<bool> {
        let value = self.child(name)?.element.attr("val");
        Some(!matches!(value, Some("0" | "false" | "off" | "none")))
    }
}

/// The next thing in the XML.
#[derive(Debug)]
pub(super) enum Token {
    Open(Element),
    Close(String),
    Text(String),
    End,
}

/// A part being read.
pub(super) struct Xml<'a> {
    path: &'a str,
    part: &'a str,
    limits: &'a Limits,
    reader: NsReader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    pub(super) fn new(path: &'a str, part: &'a str, text: &'a str, limits: &'a Limits) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { path, part, limits, reader, depth: 0 }
    }

    fn fail(&self, reason: impl std::fmt::Display) -> SourceError {
        let reason = format!("byte {}: {reason}", self.reader.buffer_position());
        SourceError::Docx { path: self.path.to_owned(), part: self.part.to_owned(), reason }
    }

    fn over(&self, limit: String) -> SourceError {
        SourceError::Limit { path: self.path.to_owned(), limit: format!("{limit} in {}", self.part) }
    }

    pub(super) fn next(&mut self) -> Result<Token, SourceError> {
        loop {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(e) => return Err(self.fail(e)),
            };
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > self.limits.xml_depth {
                        let most = self.limits.xml_depth;
                        return Err(self.over(format!("more than {most} elements open at once (xml_depth)")));
                    }
                    return self.element(&start).map(Token::Open);
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    let name = self.prefixed(end.name());
                    return Ok(Token::Close(name));
                }
                Event::Text(text) => return Ok(Token::Text(text.xml10_content().into_owned())),
                Event::CData(text) => return Ok(Token::Text(text.xml10_content().into_owned())),
                Event::GeneralRef(reference) => {
                    let character = match reference.resolve_char_ref() {
                        Ok(Some(c)) => Some(c),
                        Ok(None) => predefined(&reference.xml10_content()),
                        Err(e) => return Err(self.fail(e)),
                    };
                    return match character {
                        Some(c) => Ok(Token::Text(c.to_string())),
                        None => Err(self.fail("an entity that is not defined")),
                    };
                }
                Event::DocType(_) => {
                    return Err(self.over("a document type declaration (none is allowed)".to_owned()));
                }
                Event::Eof if self.depth > 0 => return Err(self.fail("ends inside an element")),
                Event::Eof => return Ok(Token::End),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Everything up to the end of an element that has just opened.
    pub(super) fn subtree(&mut self, element: Element) -> Result<Node, SourceError> {
        let mut open = vec![Node { element, children: Vec::new() }];
        let mut count = 0;
        loop {
            match self.next()? {
                Token::Open(element) => {
                    count += 1;
                    if count > self.limits.xml_elements {
                        let most = self.limits.xml_elements;
                        return Err(self.over(format!("more than {most} elements in one (xml_elements)")));
                    }
                    open.push(Node { element, children: Vec::new() });
                }
                Token::Text(text) => {
                    if let Some(node) = open.last_mut() {
                        node.children.push(Child::Text(text));
                    }
                }
                Token::Close(_) => {
                    let Some(done) = open.pop() else { return Ok(Node::default()) };
                    match open.last_mut() {
                        Some(parent) => parent.children.push(Child::Node(done)),
                        None => return Ok(done),
                    }
                }
                Token::End => return Ok(open.into_iter().next().unwrap_or_default()),
            }
        }
    }

    fn element(&self, start: &BytesStart<'_>) -> Result<Element, SourceError> {
        let mut attrs = Vec::new();
        for (count, attr) in start.attributes().enumerate() {
            // The check for repeated names costs the square of their number.
            if count >= MAX_ATTRIBUTES {
                return Err(self.over(format!("more than {MAX_ATTRIBUTES} attributes of an element")));
            }
            let attr = attr.map_err(|e| self.fail(e))?;
            let value =
                attr.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_err(|e| self.fail(e))?;
            attrs.push((attr.key.local_name().into_inner().to_owned(), value.into_owned()));
        }
        Ok(Element { name: self.prefixed(start.name()), attrs })
    }

    fn prefixed(&self, name: quick_xml::name::QName<'_>) -> String {
        let (namespace, local) = self.reader.resolver().resolve_element(name);
        let prefix = match namespace {
            ResolveResult::Bound(Namespace(uri)) => {
                NAMESPACES.iter().find(|(known, _)| *known == uri).map_or("?:", |(_, prefix)| prefix)
            }
            _ => "?:",
        };
        [prefix, local.into_inner()].concat()
    }
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
