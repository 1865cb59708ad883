//! The text of one paragraph: its runs in order, one side of its tracked
//! changes, and what is told beside the text instead of in it.

use super::styles::Styles;
use crate::read::options::Tracked;
use crate::read::xml::{Child, Node};
use crate::text::NoteKind;

/// What a paragraph says.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The text; soft line breaks are `\n`.
    pub text: String,
    /// Fields that count, with the byte of the text that each stands before.
    pub counted: Vec<(usize, ListNum)>,
    /// What stands in text boxes.
    pub boxes: Vec<Node>,
    /// What was left out, with its text.
    pub aside: Vec<(NoteKind, String)>,
    /// Ids of footnotes and endnotes referred to: (part, id).
    pub footnotes: Vec<(&'static str, String)>,
    /// Whether there are tracked changes in it.
    pub tracked: bool,
    /// Size of the first run that names one, in twentieths of a point.
    pub size: Option<u32>,
}

/// A field that prints the next number of a list in the middle of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ListNum {
    /// The list's name; that of the paragraph where it names none.
    pub list: Option<String>,
    /// From 0; the paragraph's next where it names none.
    pub level: Option<usize>,
    /// The number to start at.
    pub start: Option<u32>,
    /// As the file has it.
    pub code: String,
}

impl ListNum {
    /// Reads `LISTNUM "SEQ1" \l 2 \s 1`, and `AUTONUM`, which is a list of its own.
    fn read(code: &str) -> Option<Self> {
        let mut words = code.split_whitespace();
        let name = words.next()?.to_ascii_uppercase();
        let mut out = Self { list: None, level: None, start: None, code: code.to_owned() };
        if name == "AUTONUM" && words.next().is_none() {
            return Some(Self { list: Some(name), ..out });
        }
        if name != "LISTNUM" {
            return None;
        }
        while let Some(word) = words.next() {
            match word.to_ascii_lowercase().as_str() {
                "\\l" => out.level = Some(words.next()?.parse::<usize>().ok()?.checked_sub(1)?),
                "\\s" => out.start = Some(words.next()?.parse().ok()?),
                _ if word.starts_with('\\') => return None,
                _ => out.list = Some(word.trim_matches('"').to_owned()),
            }
        }
        Some(out)
    }
}

/// Reads paragraphs.
pub(super) struct Reader<'a> {
    pub styles: &'a Styles,
    pub tracked: Tracked,
    /// Whether the paragraph's style hides its text.
    pub hidden: bool,
}

impl Reader<'_> {
    pub(super) fn read(&self, paragraph: &Node) -> Content {
        let mut out = Content::default();
        self.children(paragraph, &mut out);
        out
    }

    fn children(&self, node: &Node, out: &mut Content) {
        for child in node.nodes() {
            self.inline(child, out);
        }
    }

    fn inline(&self, node: &Node, out: &mut Content) {
        match node.name() {
            "w:r" => self.run(node, out),
            "w:ins" | "w:moveTo" => {
                out.tracked = true;
                if self.tracked == Tracked::Accepted {
                    self.children(node, out);
                }
            }
            "w:del" | "w:moveFrom" => {
                out.tracked = true;
                if self.tracked == Tracked::Original {
                    self.children(node, out);
                }
            }
            "w:pPr" | "w:rPr" | "w:sdtPr" | "w:sdtEndPr" | "w:rt" => {}
            "mc:AlternateContent" => {
                // Both sides say the same, in a newer and an older form.
                if let Some(side) = node.child("mc:Choice").or_else(|| node.child("mc:Fallback")) {
                    self.children(side, out);
                }
            }
            "w:txbxContent" => out.boxes.push(node.clone()),
            "m:t" => out.text.push_str(&own_text(node)),
            _ => self.children(node, out),
        }
    }

    fn run(&self, run: &Node, out: &mut Content) {
        let properties = run.child("w:rPr");
        let style = properties
            .and_then(|p| p.value("w:rStyle"))
            .map(|id| self.styles.resolve(Some(id)))
            .unwrap_or_default();
        let direct = properties.and_then(|p| p.toggle("w:vanish"));
        let hidden = direct.or(style.hidden).unwrap_or(self.hidden);
        let mut text = String::new();
        for child in run.nodes() {
            match child.name() {
                "w:t" => text.push_str(&own_text(child)),
                "w:delText" if self.tracked == Tracked::Original => text.push_str(&own_text(child)),
                "w:tab" | "w:ptab" => text.push('\t'),
                "w:br" | "w:cr" => text.push('\n'),
                "w:noBreakHyphen" => text.push('-'),
                "w:sym" => text.extend(symbol(child)),
                "w:footnoteReference" => out.footnotes.extend(id(child).map(|id| ("footnotes", id))),
                "w:endnoteReference" => out.footnotes.extend(id(child).map(|id| ("endnotes", id))),
                "w:instrText" => {
                    // These fields print a number that the file does not hold.
                    let code = own_text(child);
                    let name = code.trim().to_uppercase();
                    match ListNum::read(&code) {
                        Some(field) => out.counted.push((out.text.len() + text.len(), field)),
                        None if name.starts_with("LISTNUM") || name.starts_with("AUTONUM") => {
                            out.aside.push((NoteKind::Unreadable, code));
                        }
                        None => {}
                    }
                }
                "w:rPr" | "w:delText" | "w:delInstrText" => {}
                _ => self.inline(child, out),
            }
        }
        if text.is_empty() {
            return;
        }
        if hidden {
            out.aside.push((NoteKind::Hidden, text));
            return;
        }
        out.size = out.size.or_else(|| properties.and_then(super::styles::size)).or(style.size);
        out.text.push_str(&text);
    }
}

fn id(node: &Node) -> Option<String> {
    node.element.attr("id").map(str::to_owned)
}

/// A character of a symbol font.
fn symbol(node: &Node) -> Option<char> {
    char::from_u32(u32::from_str_radix(node.element.attr("char")?, 16).ok()?)
}

/// The text straight inside a node.
fn own_text(node: &Node) -> String {
    node.children
        .iter()
        .filter_map(|child| match child {
            Child::Text(text) => Some(text.as_str()),
            Child::Node(_) => None,
        })
        .collect()
}

/// All text inside a node, its paragraphs as lines: for what is told beside the text.
pub(super) fn plain(node: &Node) -> String {
    let mut out = String::new();
    fill(node, &mut out);
    return out.trim().to_owned();

    fn fill(node: &Node, out: &mut String) {
        for child in node.nodes() {
            match child.name() {
                "w:t" | "m:t" => out.push_str(&own_text(child)),
                "w:tab" => out.push('\t'),
                "w:br" | "w:cr" => out.push('\n'),
                "mc:Fallback" | "w:pPr" | "w:rPr" => {}
                "w:p" => {
                    if !out.is_empty() && !out.ends_with('\n') {
                        out.push('\n');
                    }
                    fill(child, out);
                }
                _ => fill(child, out),
            }
        }
    }
}
