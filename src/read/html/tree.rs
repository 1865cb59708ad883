//! The page as html5ever builds it, in one vector, each text with its place in the file.
//!
//! html5ever tells a token's line and no more. Where in the file a token ends is
//! seen from what is left of the input when it comes.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, QualName, TokenizerResult, local_name, ns};

use super::guard::Guard;
use crate::read::error::SourceError;
use crate::read::limits::Limits;

/// The number of a node.
pub(super) type Id = u32;

/// No node.
pub(super) const NONE: Id = Id::MAX;

/// The page itself, which holds `html`.
pub(super) const ROOT: Id = 0;

/// How much of the file is given to the parser at a time.
const CHUNK: usize = 1 << 16;

/// Bytes of an element's classes that rules are held to.
const MOST_OF_CLASSES: usize = 1024;

/// What a node is.
#[derive(Debug)]
pub(super) enum What {
    Element(Element),
    /// Text that stands in the file as it is: where, and how many bytes.
    Verbatim(u32, u32),
    /// Text that the file writes in another way, such as `&amp;`, and where.
    Changed(u32, StrTendril),
    /// The page, a comment, the inside of a template.
    Other,
}

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    pub name: QualName,
    pub attrs: Vec<Attribute>,
    /// Where its tag stands in the file.
    pub start: u32,
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attr(&self, name: &LocalName) -> Option<&str> {
        self.attrs.iter().find(|a| a.name.local == *name).map(|a| &*a.value)
    }

    /// The classes, as far as a page that means no harm has them.
    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        let all = self.attr(&local_name!("class")).unwrap_or_default();
        let some = all.get(..all.floor_char_boundary(MOST_OF_CLASSES)).unwrap_or_default();
        some.split_ascii_whitespace()
    }

    /// Whether a list of words, such as a class, holds one of these.
    pub(super) fn has_word(&self, name: &LocalName, words: &[&str]) -> bool {
        let value = self.attr(name).unwrap_or_default();
        value.split_ascii_whitespace().any(|word| words.iter().any(|w| w.eq_ignore_ascii_case(word)))
    }
}

/// A node and its neighbours.
#[derive(Debug)]
pub(super) struct Node {
    pub what: What,
    pub parent: Id,
    pub first: Id,
    pub last: Id,
    pub before: Id,
    pub next: Id,
    depth: u32,
}

/// The page.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub file: &'a str,
    nodes: Vec<Node>,
}

impl Tree<'_> {
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn get(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    pub(super) fn element(&self, id: Id) -> Option<&Element> {
        match &self.get(id)?.what {
            What::Element(element) => Some(element),
            _ => None,
        }
    }

    /// Every element, in the order of creation, which is that of the file.
    pub(super) fn elements(&self) -> impl Iterator<Item = (Id, &Element)> {
        (0..).zip(&self.nodes).filter_map(|(id, node)| match &node.what {
            What::Element(element) => Some((id, element)),
            _ => None,
        })
    }

    /// The text of a text node, and where it stands.
    pub(super) fn text<'t>(&'t self, node: &'t Node) -> Option<(&'t str, u32)> {
        match &node.what {
            What::Verbatim(start, len) => {
                Some((self.file.get(*start as usize..(start + len) as usize).unwrap_or_default(), *start))
            }
            What::Changed(start, text) => Some((text, *start)),
            _ => None,
        }
    }

    /// The node itself and those it stands in, from the inside out.
    pub(super) fn around(&self, id: Id) -> impl Iterator<Item = Id> {
        let up = |&id: &Id| self.get(id).map(|node| node.parent).filter(|&id| id != NONE);
        std::iter::successors(Some(id), up)
    }

    /// What comes after a node and all that stands in it, within `root`; and each
    /// node that ends before that.
    pub(super) fn after(&self, mut at: Id, root: Id, mut left: impl FnMut(Id)) -> Option<Id> {
        loop {
            left(at);
            if at == root {
                return None;
            }
            let node = self.get(at)?;
            if node.next != NONE {
                return Some(node.next);
            }
            at = node.parent;
        }
    }

    /// A node and all that stands in it, in order.
    pub(super) fn within(&self, root: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(Some(root), move |&at| match self.get(at) {
            Some(node) if node.first != NONE => Some(node.first),
            _ => self.after(at, root, |_| ()),
        })
    }
}

/// Builds the tree of a page that is a part of the file. `path` names the file in errors.
pub(super) fn build<'a>(
    path: &str,
    file: &'a str,
    part: Range<usize>,
    limits: &Limits,
) -> Result<Tree<'a>, SourceError> {
    let queue = BufferQueue::default();
    let fed = Cell::new(0);
    let sink = Sink {
        tree: RefCell::new(Tree { file, nodes: Vec::with_capacity(part.len() / 40) }),
        now: Cell::new((part.start, part.start)),
        over: Cell::new(None),
        limits,
    };
    sink.create(What::Other);
    let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
    let tokenizer = Tokenizer::new(Watch { builder, queue: &queue, fed: &fed }, TokenizerOpts::default());
    let over = || tokenizer.sink.builder.sink.over.get().map(|passed| passed.error(path, limits));
    let mut guard = Guard::default();
    let mut at = part.start;
    while at < part.end {
        let end = file.ceil_char_boundary(at + CHUNK).min(part.end);
        let chunk = file.get(at..end).unwrap_or_default();
        at = end;
        queue.push_back(StrTendril::from_slice(chunk));
        fed.set(end);
        // Scripts are not run.
        while let TokenizerResult::Script(_) | TokenizerResult::EncodingIndicator(_) = tokenizer.feed(&queue)
        {
        }
        if let Some(error) = over() {
            return Err(error);
        }
        let since = tokenizer.sink.builder.sink.now.get().1;
        if guard.too_many_attributes(file.as_bytes(), since, end) {
            return Err(Passed::Attributes.error(path, limits));
        }
    }
    tokenizer.end();
    match over() {
        Some(error) => Err(error),
        None => Ok(tokenizer.sink.builder.sink.finish()),
    }
}

/// A limit that was passed.
#[derive(Debug, Clone, Copy)]
enum Passed {
    Depth(u32),
    Nodes(u32),
    Attributes,
}

impl Passed {
    fn error(self, path: &str, limits: &Limits) -> SourceError {
        let limit = match self {
            Self::Depth(at) => {
                format!("byte {at}: more than {} elements open at once (html_depth)", limits.html_depth)
            }
            Self::Nodes(at) => {
                format!("byte {at}: more than {} elements and texts (html_nodes)", limits.html_nodes)
            }
            Self::Attributes => {
                format!("more than {} attributes of an element", super::guard::MAX_ATTRIBUTES)
            }
        };
        SourceError::Limit { path: path.to_owned(), limit }
    }
}

/// Notes where each token stands before the tree is built from it.
struct Watch<'a, 'l> {
    builder: TreeBuilder<Id, Sink<'a, 'l>>,
    queue: &'l BufferQueue,
    fed: &'l Cell<usize>,
}

impl Watch<'_, '_> {
    /// The bytes of what the tokenizer has been given and not yet taken.
    fn left(&self) -> usize {
        let Some(first) = self.queue.pop_front() else { return 0 };
        let left = first.len() + self.left_behind();
        self.queue.push_front(first);
        left
    }

    /// The same, behind the first buffer: there is only one, but where the tokenizer looked ahead.
    fn left_behind(&self) -> usize {
        let mut held = Vec::new();
        while let Some(buffer) = self.queue.pop_front() {
            held.push(buffer);
        }
        let left = held.iter().map(|buffer| buffer.len()).sum();
        held.into_iter().rev().for_each(|buffer| self.queue.push_front(buffer));
        left
    }
}

impl TokenSink for Watch<'_, '_> {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        let sink = &self.builder.sink;
        if sink.over.get().is_some() {
            return TokenSinkResult::Continue;
        }
        if matches!(token, CharacterTokens(_) | TagToken(_)) {
            let (_, before) = sink.now.get();
            sink.now.set((before, self.fed.get() - self.left()));
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Puts the tree together as html5ever says.
struct Sink<'a, 'l> {
    tree: RefCell<Tree<'a>>,
    /// First byte of the token that is being looked at, and one past its last.
    now: Cell<(usize, usize)>,
    over: Cell<Option<Passed>>,
    limits: &'l Limits,
}

impl Sink<'_, '_> {
    fn create(&self, what: What) -> Id {
        let nodes = &mut self.tree.borrow_mut().nodes;
        if nodes.len() >= self.limits.html_nodes {
            self.over.set(Some(Passed::Nodes(self.now.get().0 as u32)));
        }
        let id = nodes.len() as Id;
        nodes.push(Node { what, parent: NONE, first: NONE, last: NONE, before: NONE, next: NONE, depth: 0 });
        id
    }

    /// A text, by where it stands in the file if it stands there as it is.
    fn placed(&self, text: StrTendril) -> What {
        let (start, end) = self.now.get();
        let file = self.tree.borrow().file;
        let stands = |at: usize| {
            let there = file.as_bytes().get(at..at + text.len());
            there == Some(text.as_bytes()) || there == Some(b"\r") && *text == *"\n"
        };
        // A token may be a part of what was read, and may have been read one character too far.
        let at = [end.checked_sub(text.len()), Some(start)].into_iter().flatten().find(|&at| stands(at));
        match at {
            Some(at) => What::Verbatim(at as u32, text.len() as u32),
            None => What::Changed(start as u32, text),
        }
    }

    /// Makes text longer if `what` is the text that goes on with it in the file.
    fn goes_on(&self, last: Id, what: &What) -> bool {
        let tree = &mut *self.tree.borrow_mut();
        let file = tree.file.as_bytes();
        let (Some(node), What::Verbatim(start, len)) = (tree.nodes.get_mut(last as usize), what) else {
            return false;
        };
        let What::Verbatim(before, so_far) = &mut node.what else { return false };
        let end = *before + *so_far;
        // Of `\r\n` only one is given.
        let skipped = end + 1 == *start && file.get(end as usize) == Some(&b'\n');
        if end != *start && !skipped {
            return false;
        }
        *so_far = start + len - *before;
        true
    }

    fn node_of(&self, child: NodeOrText<Id>, last: Id) -> Option<Id> {
        match child {
            NodeOrText::AppendNode(id) => Some(id),
            NodeOrText::AppendText(text) => {
                let what = self.placed(text);
                (!self.goes_on(last, &what)).then(|| self.create(what))
            }
        }
    }

    fn detach(&self, id: Id) {
        let nodes = &mut self.tree.borrow_mut().nodes;
        let Some(node) = nodes.get_mut(id as usize) else { return };
        let (parent, before, next) = (node.parent, node.before, node.next);
        (node.parent, node.before, node.next) = (NONE, NONE, NONE);
        if let Some(before) = nodes.get_mut(before as usize) {
            before.next = next;
        } else if let Some(parent) = nodes.get_mut(parent as usize) {
            parent.first = next;
        }
        if let Some(next) = nodes.get_mut(next as usize) {
            next.before = before;
        } else if let Some(parent) = nodes.get_mut(parent as usize) {
            parent.last = before;
        }
    }

    /// Puts a node that has no parent into one, before `next` or as the last.
    fn insert(&self, id: Id, parent: Id, next: Id) {
        self.detach(id);
        let nodes = &mut self.tree.borrow_mut().nodes;
        let last = nodes.get(parent as usize).map_or(NONE, |node| node.last);
        let before = nodes.get(next as usize).map_or(last, |node| node.before);
        let depth = nodes.get(parent as usize).map_or(0, |node| node.depth) + 1;
        if depth as usize > self.limits.html_depth {
            self.over.set(Some(Passed::Depth(self.now.get().0 as u32)));
        }
        if let Some(node) = nodes.get_mut(id as usize) {
            (node.parent, node.before, node.next, node.depth) = (parent, before, next, depth);
        }
        if let Some(before) = nodes.get_mut(before as usize) {
            before.next = id;
        } else if let Some(parent) = nodes.get_mut(parent as usize) {
            parent.first = id;
        }
        if let Some(next) = nodes.get_mut(next as usize) {
            next.before = id;
        } else if let Some(parent) = nodes.get_mut(parent as usize) {
            parent.last = id;
        }
    }

    fn get<T>(&self, id: Id, what: impl FnOnce(&Node) -> T) -> Option<T> {
        self.tree.borrow().get(id).map(what)
    }
}

impl<'a> TreeSink for Sink<'a, '_> {
    type Handle = Id;
    type Output = Tree<'a>;
    type ElemName<'n>
        = Ref<'n, QualName>
    where
        Self: 'n;

    fn finish(self) -> Tree<'a> {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        ROOT
    }

    fn elem_name<'n>(&'n self, target: &Id) -> Ref<'n, QualName> {
        /// What a node is named that is none: html5ever asks for elements only.
        static NAMELESS: QualName = QualName { prefix: None, ns: ns!(), local: local_name!("") };
        Ref::map(self.tree.borrow(), |tree| tree.element(*target).map_or(&NAMELESS, |element| &element.name))
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Id {
        self.create(What::Element(Element { name, attrs, start: self.now.get().0 as u32 }))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.create(What::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.create(What::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let last = self.get(*parent, |node| node.last).unwrap_or(NONE);
        if let Some(id) = self.node_of(child, last) {
            self.insert(id, *parent, NONE);
        }
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.get(*element, |node| node.parent) == Some(NONE) {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, template: &Id) -> Id {
        // They are not shown, so they are put where nobody looks.
        let contents = self.create(What::Other);
        let depth = self.get(*template, |node| node.depth).unwrap_or_default();
        if let Some(node) = self.tree.borrow_mut().nodes.get_mut(contents as usize) {
            node.depth = depth;
        }
        contents
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let Some((parent, before)) = self.get(*sibling, |node| (node.parent, node.before)) else { return };
        if let Some(id) = self.node_of(child, before) {
            self.insert(id, parent, *sibling);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, attrs: Vec<Attribute>) {
        if let Some(Node { what: What::Element(element), .. }) =
            self.tree.borrow_mut().nodes.get_mut(*target as usize)
        {
            for attr in attrs {
                if !element.attrs.iter().any(|a| a.name == attr.name) {
                    element.attrs.push(attr);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        while let Some(child) = self.get(*node, |node| node.first).filter(|&id| id != NONE) {
            self.insert(child, *parent, NONE);
        }
    }
}
