//! Footnotes: a page has no mark for them, but a note and its reference are
//! links to each other, or have the roles that were made for them.

use std::collections::{HashMap, HashSet};

use html5ever::{LocalName, local_name};

use super::aside::role;
use super::style::{Display, display_of};
use super::tree::{Element, Id, Tree};

/// Links to one place that are looked through for the one that leads back.
const MOST_LINKS: usize = 16;

/// Links of a page that are looked at; one with more is made to harm.
const MOST_IN_ALL: usize = 50_000;

/// How far outside of a link the name may stand that leads back to it: `<sup id=…><a …>`.
const NEAR: usize = 3;

/// The footnotes of a page.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// From each reference to the block that holds its note.
    pub notes: HashMap<Id, Id>,
    /// The blocks that hold notes.
    pub blocks: HashSet<Id>,
}

impl Footnotes {
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let links: Vec<(Id, &Element, &str)> = tree.elements().filter_map(|(id, e)| link(id, e)).collect();
        if links.is_empty() || links.len() > MOST_IN_ALL {
            return Self::default();
        }
        let mut places: HashMap<&str, Id> = HashMap::new();
        for (id, element) in tree.elements() {
            let name = (element.name.local == local_name!("a")).then(|| element.attr(&local_name!("name")));
            for name in [element.attr(&local_name!("id")), name.flatten()].into_iter().flatten() {
                places.entry(name).or_insert(id);
            }
        }
        let mut leads_to: HashMap<Id, Vec<Id>> = HashMap::new();
        for (id, _, target) in &links {
            if let Some(&place) = places.get(target) {
                let from = leads_to.entry(place).or_default();
                if from.len() < MOST_LINKS {
                    from.push(*id);
                }
            }
        }
        let mut out = Self::default();
        for (id, element, target) in links {
            let Some(&place) = places.get(target) else { continue };
            let block = block_of(tree, place);
            let told = element.has_word(&role(), &["doc-noteref"])
                || element.has_word(&local_name!("rel"), &["footnote"])
                || element.has_word(&local_name!("class"), &["footnote-ref"]);
            let before = tree.element(place).is_some_and(|place| element.start < place.start);
            let inside = tree.around(id).any(|around| around == block);
            if before && !inside && (told || is_short(tree, id) && leads_back(tree, id, block, &leads_to)) {
                out.notes.insert(id, block);
                out.blocks.insert(block);
            }
        }
        out
    }
}

/// A link to a place in the page.
fn link(id: Id, element: &Element) -> Option<(Id, &Element, &str)> {
    let target = element.attr(&local_name!("href"))?.strip_prefix('#')?;
    (element.name.local == local_name!("a") && !target.is_empty()).then_some((id, element, target))
}

/// The innermost block that a place stands in.
fn block_of(tree: &Tree<'_>, place: Id) -> Id {
    let is_block = |id: &Id| {
        tree.element(*id).is_some_and(|e| matches!(display_of(&e.name.local), Display::Block | Display::Item))
    };
    tree.around(place).find(is_block).unwrap_or(place)
}

/// Whether a link's text is a note's mark: `1`, `*`, `[12]`, `[footnote 1]`.
fn is_short(tree: &Tree<'_>, id: Id) -> bool {
    let text = plain(tree, id, 32);
    let text = text.trim();
    let inside =
        text.strip_prefix(['[', '(', '［', '（']).and_then(|t| t.strip_suffix([']', ')', '］', '）']));
    let count = text.chars().count();
    let is_sign = text.chars().all(|c| c.is_ascii() || !c.is_alphabetic());
    count > 0 && (count <= 3 && is_sign || inside.is_some() && count <= 15)
}

/// Whether a link in `block` leads to the link `id`, or to where it stands.
fn leads_back(tree: &Tree<'_>, id: Id, block: Id, leads_to: &HashMap<Id, Vec<Id>>) -> bool {
    let first = tree.get(id).map(|node| node.first);
    let mut near = tree.around(id).take(NEAR).chain(first);
    near.any(|place| {
        let mut from = leads_to.get(&place).into_iter().flatten();
        from.any(|&back| tree.around(back).any(|around| around == block))
    })
}

/// Whether an element is the list of all notes.
pub(super) fn is_list_of_notes(element: &Element) -> bool {
    element.has_word(&role(), &["doc-endnotes", "doc-footnote"])
        || element.has_word(&local_name!("class"), &["footnotes"])
}

/// The text in a node, blanks run together, of about `most` bytes.
pub(super) fn plain(tree: &Tree<'_>, root: Id, most: usize) -> String {
    let mut out = String::new();
    let mut at = Some(root);
    while let Some(id) = at.filter(|_| out.len() < most) {
        let Some(node) = tree.get(id) else { break };
        let element = tree.element(id);
        let display = element.map_or(Display::Inline, |e| display_of(&e.name.local));
        let back = element.is_some_and(|e| {
            e.has_word(&role(), &["doc-backlink"]) || e.has_word(&LocalName::from("rev"), &["footnote"])
        });
        if let Some((text, _)) = tree.text(node) {
            out.push_str(text);
        }
        if matches!(display, Display::Block | Display::Item) {
            out.push('\n');
        }
        let inside = Some(node.first).filter(|&first| first != super::tree::NONE);
        at = match inside {
            Some(first) if display != Display::None && !back => Some(first),
            _ => tree.after(id, root, |_| ()),
        };
    }
    let lines = out.lines().map(|line| line.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
