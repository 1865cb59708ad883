//! What of a page is no part of the paper on it: menus, banners, what is only
//! there for a screen.

use std::collections::HashSet;

use html5ever::{LocalName, local_name};

use super::style::{Display, display_of};
use super::tree::{Element, Id, NONE, Tree, What};

/// Words in the class or id of menus and the like, as sites of many kinds name them.
const WORDS: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "skip",
    "skiplink",
    "toolbar",
    "masthead",
    "noprint",
    "share",
    "social",
];

/// Roles that are no part of a page's text.
const ROLES: &[&str] = &["navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar"];

/// What of a page is left out, and where its text is.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The element that holds the page's text, where the page says which.
    pub main: Option<Id>,
    /// What that element stands in.
    around: HashSet<Id>,
    /// Bytes of text in each node, blanks aside: filled when first asked for.
    weights: Vec<u32>,
    /// The first heading of the first level, and what it stands in.
    title: HashSet<Id>,
}

impl Outline {
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let mut out = Self::default();
        let is_main = |element: &Element| {
            element.name.local == local_name!("main") || element.has_word(&role(), &["main"])
        };
        let mut mains = tree.elements().filter(|(_, e)| is_main(e) && !is_hidden(e)).map(|(id, _)| id);
        let main = mains.next();
        let only = main.filter(|main| mains.all(|other| tree.around(other).any(|id| id == *main)));
        let title = tree.elements().find(|(_, e)| e.name.local == local_name!("h1"));
        out.title = title.into_iter().flat_map(|(id, _)| tree.around(id)).collect();
        // A page may call `main` what holds next to nothing.
        if let Some(main) =
            only.filter(|&main| out.weight(tree, main) >= out.weight(tree, super::tree::ROOT) / 10)
        {
            out.around = tree.around(main).skip(1).collect();
            out.main = Some(main);
        }
        out
    }

    /// Whether a node only stands around the page's text.
    pub(super) fn is_around(&self, id: Id) -> bool {
        self.around.contains(&id)
    }

    fn weight(&mut self, tree: &Tree<'_>, id: Id) -> u32 {
        if self.weights.is_empty() {
            self.weights = weights(tree);
        }
        self.weights.get(id as usize).copied().unwrap_or_default()
    }

    /// Whether an element is a menu, a banner or the like.
    pub(super) fn is_furniture(&mut self, tree: &Tree<'_>, id: Id, element: &Element) -> bool {
        let name = &element.name.local;
        if *name == local_name!("html") || *name == local_name!("body") || self.main == Some(id) {
            return false;
        }
        if *name == local_name!("nav") || element.has_word(&role(), ROLES) {
            return !self.title.contains(&id);
        }
        if *name == local_name!("header") || *name == local_name!("footer") {
            return self.main.is_none() && is_of_page(tree, id) && !self.title.contains(&id);
        }
        let words = |name: &LocalName| element.attr(name).is_some_and(has_word);
        if words(&local_name!("class")) || words(&local_name!("id")) {
            // What holds most of the page is no menu, whatever it is called.
            return self.weight(tree, id) < self.weight(tree, super::tree::ROOT) / 4
                && !self.title.contains(&id);
        }
        false
    }
}

/// The name of the attribute that says what an element is for.
pub(super) fn role() -> LocalName {
    LocalName::from("role")
}

/// Whether a `header` or `footer` is that of the page and not of a part of it.
fn is_of_page(tree: &Tree<'_>, id: Id) -> bool {
    !tree
        .around(id)
        .skip(1)
        .filter_map(|id| tree.element(id))
        .any(|element| matches!(&*element.name.local, "article" | "aside" | "main" | "nav" | "section"))
}

/// Whether a word of the names in a class or id is one of menus: `site-menu`, `skip_link`.
fn has_word(names: &str) -> bool {
    names
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|part| WORDS.iter().any(|word| word.eq_ignore_ascii_case(part)))
}

/// Whether an element itself says that it is not shown.
pub(super) fn is_hidden(element: &Element) -> bool {
    let closed = element.name.local == local_name!("dialog") && element.attr(&local_name!("open")).is_none();
    element.attr(&local_name!("hidden")).is_some() || closed
}

/// The bytes of text in every node, blanks and what is never shown aside.
fn weights(tree: &Tree<'_>) -> Vec<u32> {
    let mut weights = vec![0u32; tree.len()];
    let mut at = Some(super::tree::ROOT);
    let add = |weights: &mut Vec<u32>, id: Id, by: u32| {
        if let Some(weight) = weights.get_mut(id as usize) {
            *weight = weight.saturating_add(by);
        }
    };
    while let Some(id) = at {
        let Some(node) = tree.get(id) else { break };
        let shown = match &node.what {
            What::Element(element) => display_of(&element.name.local) != Display::None,
            _ => true,
        };
        if let Some((text, _)) = tree.text(node) {
            let bytes = text.bytes().filter(|b| !b.is_ascii_whitespace()).count();
            add(&mut weights, id, bytes as u32);
        }
        at = if shown && node.first != NONE {
            Some(node.first)
        } else {
            tree.after(id, super::tree::ROOT, |done| {
                let own = weights.get(done as usize).copied().unwrap_or_default();
                if let Some(parent) = tree.get(done).map(|node| node.parent) {
                    add(&mut weights, parent, own);
                }
            })
        };
    }
    weights
}
