//! The few properties of CSS that say what a reader of the page sees: whether an
//! element is shown, how its blanks count, and how lists and counters number.

use cssparser::{ParseError, Parser, Token};
use html5ever::LocalName;

use super::marker::Style;

/// How an element is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Display {
    None,
    Inline,
    Block,
    /// A block with a marker before it.
    Item,
}

/// Counters of one declaration that are heeded.
const MOST_COUNTERS: usize = 8;

/// Characters of a text or a name in a style that are heeded; what is longer numbers nothing.
pub(super) const LONGEST: usize = 64;

/// What becomes of blanks and line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::read) enum White {
    /// Any run of them is one blank.
    #[default]
    Collapse,
    /// Line ends stay, blanks are run together.
    Lines,
    /// All stay.
    Keep,
}

/// A part of what an element shows before its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    /// A counter's value.
    Counter(String, Style),
    /// The values of all counters of a name, from the outside in, with this between them.
    Counters(String, String, Style),
}

/// A counter and by how much, or to what.
pub(super) type Count = (String, i32);

/// What declarations say; `None` and empty where they do not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Declared {
    pub display: Option<Display>,
    pub visible: Option<bool>,
    pub white: Option<White>,
    pub list: Option<Style>,
    pub reset: Option<Vec<Count>>,
    pub increment: Option<Vec<Count>>,
    pub set: Option<Vec<Count>>,
    pub content: Option<Vec<Part>>,
}

impl Declared {
    /// The declarations of a `style` attribute.
    pub(super) fn of(attribute: &str) -> Self {
        let mut out = Self::default();
        out.read(&mut Parser::new(attribute));
        out
    }

    /// Takes declarations up to the end of their block.
    pub(super) fn read(&mut self, input: &mut Parser<'_>) {
        while !input.is_exhausted() {
            let _ = input.parse_until_after(cssparser::Delimiter::Semicolon, |input| {
                let name = input.expect_ident()?.to_ascii_lowercase();
                input.expect_colon()?;
                self.property(&name, input)
            });
        }
    }

    fn property<'i>(&mut self, name: &str, input: &mut Parser<'i>) -> Result<(), ParseError<()>> {
        match name {
            "display" => {
                let word = input.expect_ident()?.to_ascii_lowercase();
                self.display = Some(match word.as_str() {
                    "none" => Display::None,
                    "inline" | "inline-block" | "inline-flex" | "contents" | "inline-table" => {
                        Display::Inline
                    }
                    "list-item" => Display::Item,
                    _ => Display::Block,
                });
            }
            "visibility" => {
                let word = input.expect_ident()?.to_ascii_lowercase();
                self.visible = Some(!matches!(word.as_str(), "hidden" | "collapse"));
            }
            "white-space" => {
                let word = input.expect_ident()?.to_ascii_lowercase();
                self.white = Some(match word.as_str() {
                    "pre" | "pre-wrap" | "break-spaces" => White::Keep,
                    "pre-line" => White::Lines,
                    _ => White::Collapse,
                });
            }
            "list-style-type" | "list-style" => {
                while let Ok(token) = input.next() {
                    let style = match token {
                        Token::QuotedString(text) => Some(Style::Text(cut(text))),
                        Token::Ident(word) if matches!(&**word, "inside" | "outside" | "inherit") => None,
                        Token::Ident(word) => Some(Style::named(word)),
                        _ => None,
                    };
                    self.list = style.or(self.list.take());
                }
            }
            "counter-reset" => self.reset = Some(counts(input, 0)),
            "counter-increment" => self.increment = Some(counts(input, 1)),
            "counter-set" => self.set = Some(counts(input, 0)),
            "content" => self.content = Some(content(input)),
            _ => {}
        }
        Ok(())
    }

    /// Takes over what another, which counts for more, says.
    pub(super) fn overrule(&mut self, other: &Self) {
        fn take<T: Clone>(into: &mut Option<T>, from: &Option<T>) {
            if from.is_some() {
                into.clone_from(from);
            }
        }
        take(&mut self.display, &other.display);
        take(&mut self.visible, &other.visible);
        take(&mut self.white, &other.white);
        take(&mut self.list, &other.list);
        take(&mut self.reset, &other.reset);
        take(&mut self.increment, &other.increment);
        take(&mut self.set, &other.set);
        take(&mut self.content, &other.content);
    }
}

/// What of a text or a name is heeded.
fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// `list-item 2 other`: counters, each with its number or `default`.
fn counts(input: &mut Parser<'_>, default: i32) -> Vec<Count> {
    let mut out: Vec<Count> = Vec::new();
    while let Ok(token) = input.next() {
        match token {
            Token::Ident(word) if &**word == "none" => {}
            Token::Ident(word) if out.len() < MOST_COUNTERS => out.push((cut(word), default)),
            Token::Number { int_value: Some(n), .. } => {
                if let Some(last) = out.last_mut() {
                    last.1 = *n;
                }
            }
            _ => {}
        }
    }
    out
}

fn content(input: &mut Parser<'_>) -> Vec<Part> {
    let mut out = Vec::new();
    while let Some(token) = input.next().ok().filter(|_| out.len() < LONGEST) {
        let part = match token.clone() {
            Token::QuotedString(text) => Some(Part::Text(cut(&text))),
            Token::Function(name) => {
                let inside = input.parse_nested_block(|input| counter(&name, input));
                inside.ok().flatten()
            }
            _ => None,
        };
        out.extend(part);
    }
    out
}

/// What stands inside `counter( )` and `counters( )`.
fn counter(function: &str, input: &mut Parser<'_>) -> Result<Option<Part>, ParseError<()>> {
    let all = function.eq_ignore_ascii_case("counters");
    if !all && !function.eq_ignore_ascii_case("counter") {
        return Ok(None);
    }
    let name = cut(input.expect_ident()?);
    let mut between = String::new();
    if all {
        input.expect_comma()?;
        between = cut(input.expect_string()?);
    }
    let style = match input.try_parse(|input| {
        input.expect_comma()?;
        input.expect_ident_cloned()
    }) {
        Ok(word) => Style::named(&word),
        Err(_) => Style::Decimal,
    };
    Ok(Some(if all { Part::Counters(name, between, style) } else { Part::Counter(name, style) }))
}

/// What an element is without any style: from the style sheet that all browsers have.
pub(super) fn display_of(name: &LocalName) -> Display {
    match &**name {
        "head" | "script" | "style" | "template" | "noscript" | "noembed" | "noframes" | "iframe"
        | "object" | "embed" | "applet" | "audio" | "video" | "canvas" | "svg" | "map" | "area"
        | "datalist" | "select" | "option" | "optgroup" | "input" | "textarea" | "button" | "progress"
        | "meter" | "param" | "source" | "track" | "rp" | "rt" | "rtc" | "link" | "meta" | "base"
        | "title" | "basefont" | "bgsound" | "frame" | "frameset" | "colgroup" | "col" => Display::None,
        "html" | "body" | "address" | "article" | "aside" | "blockquote" | "center" | "dd" | "details"
        | "dialog" | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer"
        | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hgroup" | "hr" | "legend"
        | "listing" | "main" | "menu" | "nav" | "ol" | "p" | "plaintext" | "pre" | "search" | "section"
        | "summary" | "table" | "caption" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "ul"
        | "xmp" => Display::Block,
        "li" => Display::Item,
        _ => Display::Inline,
    }
}
