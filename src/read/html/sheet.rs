//! The style sheets that stand in the page itself, as far as they are about what
//! [`Declared`] holds. A sheet in another file is not there to be read.

use std::cell::Cell;
use std::collections::HashMap;

use cssparser::{Parser, Token};
use html5ever::local_name;

use super::style::Declared;
use super::tree::{Element, Id, Tree, What};

/// Rules that are kept; a page has some dozens that are about lists or hide something.
const MAX_RULES: usize = 2000;

/// How often rules may be held to elements in all.
pub(super) const MAX_COMPARISONS: usize = 20_000_000;

/// Steps of a selector, and classes of a step.
const MAX_STEPS: usize = 16;

/// One step of a selector: what an element must be.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Step {
    tag: Option<String>,
    id: Option<String>,
    classes: Vec<String>,
    /// Whether the step behind it is a child of it, and not any descendant.
    child: bool,
}

#[derive(Debug)]
struct Rule {
    /// The steps from the outside in; the last is the element itself.
    steps: Vec<Step>,
    about: About,
    says: Declared,
}

/// What of an element a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Itself,
    /// What stands before its content.
    Before,
    /// The marker of an item.
    Marker,
}

/// All rules of a page, those that count for more behind the others.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: Vec<Rule>,
    /// Rules by what their last step asks for first.
    by_key: HashMap<String, Vec<usize>>,
    /// How often a rule was held to an element.
    spent: Cell<usize>,
}

/// What the rules say of an element and what stands around its content.
#[derive(Debug, Default)]
pub(super) struct Says {
    pub itself: Declared,
    pub before: Declared,
    pub marker: Declared,
}

impl Sheet {
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let mut sheet = Self::default();
        for (id, element) in tree.elements() {
            if element.name.local != local_name!("style") || !is_for_screens(element) {
                continue;
            }
            let texts = tree.within(id).filter_map(|id| tree.text(tree.get(id)?));
            let text: String = texts.map(|(text, _)| text).collect();
            sheet.read(&mut Parser::new(&text), 0);
        }
        sheet.rules.sort_by_key(|rule| weight(&rule.steps));
        for (n, rule) in sheet.rules.iter().enumerate() {
            let Some(last) = rule.steps.last() else { continue };
            let key = last.id.as_ref().or(last.classes.first()).or(last.tag.as_ref());
            sheet.by_key.entry(key.cloned().unwrap_or_default()).or_default().push(n);
        }
        sheet
    }

    fn read(&mut self, input: &mut Parser<'_>, depth: usize) {
        let mut prelude = Vec::new();
        while let Ok(token) = input.next_including_whitespace() {
            match token.clone() {
                Token::CurlyBracketBlock => {
                    let media = match prelude.first() {
                        Some(Token::AtKeyword(name)) => Some(name.eq_ignore_ascii_case("media")),
                        _ => None,
                    };
                    let wanted = media == Some(true) && depth < 4 && every_screen(&prelude);
                    let _ = input.parse_nested_block(|input| {
                        match media {
                            None => self.rule(&prelude, input),
                            Some(_) if wanted => self.read(input, depth + 1),
                            Some(_) => {}
                        }
                        Ok::<(), cssparser::ParseError<()>>(())
                    });
                    prelude.clear();
                }
                Token::Semicolon => prelude.clear(),
                Token::WhiteSpace(_) if prelude.is_empty() => {}
                token => prelude.push(token),
            }
        }
    }

    fn rule(&mut self, prelude: &[Token<'_>], input: &mut Parser<'_>) {
        let mut says = Declared::default();
        says.read(input);
        if says == Declared::default() {
            return;
        }
        for selector in prelude.split(|token| *token == Token::Comma) {
            if self.rules.len() >= MAX_RULES {
                return;
            }
            if let Some((steps, about)) = steps(selector) {
                self.rules.push(Rule { steps, about, says: says.clone() });
            }
        }
    }

    /// What the rules say of an element.
    pub(super) fn of_element(&self, tree: &Tree<'_>, id: Id, element: &Element) -> Says {
        let mut says = Says::default();
        if self.rules.is_empty() {
            return says;
        }
        let keys =
            element.classes().chain(element.attr(&local_name!("id"))).chain(["", &*element.name.local]);
        let mut found: Vec<usize> = keys.filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        self.spent.set(self.spent.get() + found.len());
        for rule in found.into_iter().filter_map(|n| self.rules.get(n)) {
            if self.fits(tree, id, &rule.steps) {
                let into = match rule.about {
                    About::Itself => &mut says.itself,
                    About::Before => &mut says.before,
                    About::Marker => &mut says.marker,
                };
                into.overrule(&rule.says);
            }
        }
        says
    }

    /// Whether rules were held to elements too often: a page made to harm.
    pub(super) fn is_spent(&self) -> bool {
        self.spent.get() > MAX_COMPARISONS
    }

    /// Whether an element is what the last step asks for, in what the others do.
    ///
    /// Steps that are tied as parent and child are looked for together; the nearest
    /// place where they fit leaves the most room for those outside of them.
    fn fits(&self, tree: &Tree<'_>, id: Id, steps: &[Step]) -> bool {
        let mut groups = steps.split_inclusive(|step| !step.child).rev();
        let Some(own) = groups.next() else { return false };
        let Some(mut at) = fit_together(tree, id, own) else { return false };
        groups.all(|group| {
            let mut outside = tree.around(at).skip(1).inspect(|_| self.spent.set(self.spent.get() + 1));
            match outside.find_map(|id| fit_together(tree, id, group)) {
                Some(outermost) => {
                    at = outermost;
                    true
                }
                None => false,
            }
        })
    }
}

/// Whether a `style` element is for what is seen on a screen.
fn is_for_screens(element: &Element) -> bool {
    let media = element.attr(&local_name!("media")).unwrap_or_default();
    media.is_empty() || media.split(',').any(|m| matches!(m.trim(), "all" | "screen"))
}

/// Whether an `@media` is for every screen, whatever its size.
fn every_screen(prelude: &[Token<'_>]) -> bool {
    prelude.iter().skip(1).all(|token| match token {
        Token::WhiteSpace(_) | Token::Comma => true,
        Token::Ident(word) => matches!(&**word, "all" | "screen" | "only" | "print"),
        _ => false,
    }) && prelude
        .iter()
        .any(|token| matches!(token, Token::Ident(word) if matches!(&**word, "all" | "screen")))
}

/// How much a selector counts: ids, then classes, then names.
fn weight(steps: &[Step]) -> (usize, usize, usize) {
    steps.iter().fold((0, 0, 0), |(ids, classes, tags), step| {
        (
            ids + usize::from(step.id.is_some()),
            classes + step.classes.len(),
            tags + usize::from(step.tag.is_some()),
        )
    })
}

/// The steps of a selector, and what it is about; `None` where it asks for more
/// than is known here.
fn steps(selector: &[Token<'_>]) -> Option<(Vec<Step>, About)> {
    let mut steps = vec![Step::default()];
    let mut about = About::Itself;
    let mut parted = false;
    let mut tokens = selector.iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            Token::WhiteSpace(_) => {
                parted = true;
                continue;
            }
            Token::Delim('>') => {
                steps.last_mut()?.child = true;
                parted = true;
                continue;
            }
            _ => {}
        }
        if std::mem::take(&mut parted) && steps.last().is_some_and(|s| *s != Step::default()) {
            steps.push(Step::default());
        }
        if about != About::Itself || steps.len() > MAX_STEPS {
            return None;
        }
        let step = steps.last_mut()?;
        match token {
            Token::Ident(name) => step.tag = Some(name.to_ascii_lowercase()),
            Token::Delim('*') => {}
            Token::IDHash(id) => step.id = Some(id.to_string()),
            Token::Delim('.') => match tokens.next()? {
                Token::Ident(class) if step.classes.len() < MAX_STEPS => step.classes.push(class.to_string()),
                _ => return None,
            },
            Token::Colon => {
                tokens.next_if(|token| **token == Token::Colon);
                match tokens.next()? {
                    Token::Ident(name) if &**name == "before" => about = About::Before,
                    Token::Ident(name) if &**name == "marker" => about = About::Marker,
                    _ => return None,
                }
            }
            _ => return None,
        }
    }
    Some((steps, about))
}

/// Whether an element and its parents are what these steps ask for; the outermost of them.
fn fit_together(tree: &Tree<'_>, id: Id, steps: &[Step]) -> Option<Id> {
    let mut around = tree.around(id);
    let mut at = id;
    for step in steps.iter().rev() {
        at = around.next()?;
        let What::Element(element) = &tree.get(at)?.what else { return None };
        let fits = step.tag.as_ref().is_none_or(|tag| *tag == *element.name.local)
            && step.id.as_ref().is_none_or(|id| element.attr(&local_name!("id")) == Some(id))
            && step.classes.iter().all(|class| element.classes().any(|c| c == class));
        if !fits {
            return None;
        }
    }
    Some(at)
}
