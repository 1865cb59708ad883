//! The few shapes of element that Akoma Ntoso is written in.

use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesText;

use crate::emit::junit::clean;

/// Where the XML goes.
pub(super) type Xml = Writer<Vec<u8>>;

/// `<name>text</name>`.
pub(super) fn text(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}

/// `<p class="…">text</p>`.
pub(super) fn p(xml: &mut Xml, class: Option<&str>, text: &str) -> io::Result<()> {
    let mut tag = xml.create_element("p");
    if let Some(class) = class {
        tag = tag.with_attribute(("class", class));
    }
    tag.write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}

/// `<p><name attribute="…">text</name></p>`, without white space in it, which
/// would be text there.
pub(super) fn inline(
    xml: &mut Xml,
    name: &str,
    attribute: Option<(&str, &str)>,
    text: &str,
) -> io::Result<()> {
    use quick_xml::events::{BytesEnd, BytesStart, Event};
    let mut inner = Writer::new(Vec::new());
    let mut start = BytesStart::new(name);
    if let Some(attribute) = attribute {
        start.push_attribute(attribute);
    }
    inner.write_event(Event::Start(start))?;
    inner.write_event(Event::Text(BytesText::new(&clean(text))))?;
    inner.write_event(Event::End(BytesEnd::new(name)))?;
    let inner = String::from_utf8(inner.into_inner()).map_err(io::Error::other)?;
    xml.create_element("p").write_text_content(BytesText::from_escaped(inner))?;
    Ok(())
}
