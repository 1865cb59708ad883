//! Akoma Ntoso, held to the tree by another project's parser: every marker and text
//! stands once, in order and in its place, and every identifier leads somewhere. It is
//! kept whole for one paper, in `tests/it/whole.rs`; against the schema of the standard
//! `tests/akn/` holds it.

use std::collections::HashSet;

use lcpaper::Source;
use lcpaper::emit::{self, AKN_NAMESPACE, AknOptions};
use lcpaper::tree::{Block, Document, Part, PartKind};
use roxmltree::Node;

use crate::support::{each_text, readable, snapshot, squeeze};

fn children<'x, 'i>(node: Node<'x, 'i>, name: &str) -> Vec<Node<'x, 'i>> {
    node.children().filter(|c| c.tag_name().name() == name).collect()
}

fn text(node: Node<'_, '_>) -> String {
    squeeze(&node.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect::<String>())
}

/// Language and text of each; the language is that of the paper where there is none.
type Texts = Vec<(Option<String>, String)>;

fn said(nodes: &[Node<'_, '_>]) -> Texts {
    let language = |n: &Node<'_, '_>| n.attribute((roxmltree::NS_XML_URI, "lang")).map(str::to_owned);
    nodes.iter().map(|n| (language(n), text(*n))).collect()
}

/// A block as it should be written, or as it is.
#[derive(Debug, PartialEq, Eq)]
struct Written {
    depth: usize,
    language: Option<String>,
    marker: Option<String>,
    texts: Texts,
}

fn wanted(blocks: &[Block<'_>], depth: usize, out: &mut Vec<Written>) {
    for block in blocks {
        let mut texts: Texts = vec![(None, squeeze(block.text()))];
        texts.extend(block.parallel().iter().map(|o| (Some(o.language.to_string()), squeeze(&o.text))));
        if matches!(block, Block::Section(_)) {
            // The standard allows one heading below the first.
            texts.truncate(2);
        }
        let language = block.language().map(str::to_owned);
        out.push(Written { depth, language, marker: block.marker().map(|m| squeeze(&m.raw)), texts });
        wanted(block.blocks(), depth + 1, out);
    }
}

fn written(node: Node<'_, '_>, depth: usize, out: &mut Vec<Written>) {
    for block in node.children().filter(|c| c.has_attribute("eId")) {
        let mut texts = Vec::new();
        for name in ["heading", "subheading"] {
            texts.extend(said(&children(block, name)));
        }
        for holder in ["content", "intro"] {
            for held in children(block, holder) {
                for table in children(held, "table") {
                    let cells = table.descendants().filter(|n| n.has_tag_name((AKN_NAMESPACE, "p")));
                    texts.push((None, squeeze(&cells.map(text).collect::<Vec<_>>().join(" "))));
                }
                texts.extend(said(&children(held, "p")));
            }
        }
        let language = block.attribute((roxmltree::NS_XML_URI, "lang")).map(str::to_owned);
        let marker = children(block, "num").first().map(|n| text(*n));
        out.push(Written { depth, language, marker, texts });
        written(block, depth + 1, out);
    }
}

/// Class and text of the paragraphs behind the body.
fn ending(parts: &[&Part<'_>]) -> Vec<String> {
    let mut out = Vec::new();
    for part in parts {
        out.extend([&part.issuer, &part.issued].into_iter().flatten().map(|t| squeeze(t)));
        for one in &part.signatories {
            out.extend([squeeze(&one.party), squeeze(&one.post)]);
            out.extend(one.date.iter().map(|d| squeeze(d)));
        }
    }
    out
}

/// A `doc` holds these parts: blocks, and what they end in.
fn doc_holds(name: &str, doc: Node<'_, '_>, parts: &[&Part<'_>]) {
    let (mut want, mut have) = (Vec::new(), Vec::new());
    parts.iter().for_each(|part| wanted(&part.blocks, 0, &mut want));
    let [body] = children(doc, "mainBody")[..] else { panic!("{name}: not one body") };
    written(body, 0, &mut have);
    for (have, want) in have.iter().zip(&want) {
        assert_eq!(have, want, "{name}");
    }
    assert_eq!(have.len(), want.len(), "{name}");
    let behind = children(doc, "conclusions").into_iter().flat_map(|c| children(c, "p"));
    assert_eq!(behind.map(text).collect::<Vec<_>>(), ending(parts), "{name}");
}

fn parts<'d>(document: &'d Document<'d>, kind: PartKind) -> Vec<&'d Part<'d>> {
    document.parts.iter().filter(|p| p.kind == kind).collect()
}

fn holds(name: &str, source: &Source) {
    let parsed = source.parse();
    let document = parsed.document();
    let xml = emit::akn(document, &AknOptions::default()).unwrap();
    let read = roxmltree::Document::parse(&xml).unwrap();
    assert!(read.root_element().has_tag_name((AKN_NAMESPACE, "akomaNtoso")), "{name}");
    let mut ids = HashSet::new();
    for node in read.descendants().filter(Node::is_element) {
        assert!(node.tag_name().namespace() == Some(AKN_NAMESPACE), "{name}: {:?}", node.tag_name());
        assert!(
            node.attribute("eId").is_none_or(|id| ids.insert(id)),
            "{name}: {:?} twice",
            node.attribute("eId")
        );
    }
    for node in read.descendants() {
        for link in [node.attribute("href"), node.attribute("source")].into_iter().flatten() {
            assert!(link.strip_prefix('#').is_none_or(|id| ids.contains(id)), "{name}: {link} leads nowhere");
        }
    }

    let [doc] = children(read.root_element(), "doc")[..] else { panic!("{name}: not one paper") };
    let front = &document.front;
    let title = Some(front.title.clone()).filter(|t| !t.is_empty());
    let stamps = [&front.paper_number, &front.nature, &front.committee, &title, &front.meeting_date];
    let preface = children(doc, "preface").into_iter().flat_map(|p| children(p, "p")).map(text);
    assert_eq!(
        preface.collect::<Vec<_>>(),
        stamps.into_iter().flatten().map(|t| squeeze(t)).collect::<Vec<_>>(),
        "{name}"
    );
    doc_holds(name, doc, &parts(document, PartKind::Body));
    let annexes = parts(document, PartKind::Annex);
    let attached: Vec<Node<'_, '_>> =
        children(doc, "attachments").into_iter().flat_map(|a| children(a, "attachment")).collect();
    assert_eq!(attached.len(), annexes.len(), "{name}");
    for (attachment, annex) in attached.into_iter().zip(annexes) {
        for (element, printed) in [("num", &annex.label), ("heading", &annex.title)] {
            let there: Vec<String> = children(attachment, element).into_iter().map(text).collect();
            assert_eq!(there, printed.iter().map(|t| squeeze(t)).collect::<Vec<_>>(), "{name}");
        }
        let [doc] = children(attachment, "doc")[..] else { panic!("{name}: not one annex") };
        assert_eq!(doc.attribute((roxmltree::NS_XML_URI, "lang")), annex.language.as_deref(), "{name}");
        doc_holds(name, doc, &[annex]);
    }
}

#[test]
fn everything_of_every_fixture_stands_once_and_in_order() {
    readable(holds);
}

/// Elements, identifiers and beginnings, and what the paper says that it is.
#[test]
fn shapes() {
    each_text(|name, source| {
        let xml = emit::akn(source.parse().document(), &AknOptions::default()).unwrap();
        let document = roxmltree::Document::parse(&xml).unwrap();
        let mut shape = String::new();
        for node in document.descendants().filter(Node::is_element) {
            let Some(id) = node.attribute("eId") else { continue };
            let child = |tag| node.children().find(|c| c.has_tag_name(tag)).and_then(|c| c.text());
            let start: String =
                child("heading").or(child("num")).unwrap_or_default().chars().take(24).collect();
            shape.push_str(&format!("{} {id} {start}\n", node.tag_name().name()));
        }
        let facts = document.descendants().filter(|n| n.tag_name().name().starts_with("FRBR"));
        for fact in facts.filter(|n| n.has_attribute("value") || n.has_attribute("date")).take(4) {
            let value = fact.attribute("value").or(fact.attribute("date")).unwrap_or_default();
            shape.push_str(&format!("{} {value}\n", fact.tag_name().name()));
        }
        snapshot("akn-shape", name, &shape);
    });
}

#[test]
fn what_looks_like_xml_is_text_and_control_characters_break_nothing() {
    let holds_text =
        "<script>alert(1)</script>\n\n一、<img src=x>\n\n1. <b>甲</b> & \"乙\" '丙'。\n2. ]]> <!-- &amp;。\n";
    holds("a.txt", &Source::from_text("<i>.txt", holds_text));
    let source = Source::from_text("a.txt", "1. a\u{1}b\u{fffe}c\u{b}\n2. d\u{1b}[31m\n");
    roxmltree::Document::parse(&emit::akn(source.parse().document(), &AknOptions::default()).unwrap())
        .unwrap();
}
