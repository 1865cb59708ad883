//! Lays a flat paper out: where lines break, where blank lines and page
//! numbers stand, how far lines are indented.

use super::flat::Flat;
use crate::support::generator::wrap;

/// Where lines break.
#[derive(Debug, Clone, Copy)]
pub enum Wrap {
    /// Nowhere.
    Never,
    /// After so many columns, closing punctuation never first, opening never last, words whole.
    Columns(usize),
    /// After so many characters, wherever that is.
    Anywhere(usize),
}

/// Where blank lines stand.
#[derive(Debug, Clone, Copy)]
pub enum Blank {
    /// Where they stood.
    Kept,
    /// Nowhere.
    None,
    /// Two for one.
    Doubled,
    /// After every line as well.
    EveryLine,
}

/// Which lines are indented.
#[derive(Debug, Clone, Copy)]
pub enum Indent {
    None,
    /// Every line.
    All(&'static str),
    /// Lines that open with a marker.
    Marked(&'static str),
    /// Lines that go on with a block.
    Hanging(&'static str),
}

/// What stands between pages.
#[derive(Debug, Clone, Copy)]
pub struct Pages {
    /// Lines on a page.
    pub every: usize,
    /// Written for each page number, from 2.
    pub write: fn(usize) -> Vec<String>,
}

/// A layout.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    pub wrap: Wrap,
    pub blank: Blank,
    pub indent: Indent,
    pub pages: Option<Pages>,
}

/// The paper as it was, with every block on one line.
pub const PLAIN: Layout = Layout { wrap: Wrap::Never, blank: Blank::Kept, indent: Indent::None, pages: None };

impl Layout {
    /// Lays a paper out; `write` gives the text of each of its lines.
    pub fn render(&self, flat: &Flat, write: impl Fn(&super::flat::Line) -> String) -> String {
        let mut out: Vec<String> = Vec::new();
        for line in &flat.lines {
            if line.text.trim().is_empty() {
                match self.blank {
                    Blank::Kept | Blank::EveryLine => out.push(String::new()),
                    Blank::None => {}
                    Blank::Doubled => out.extend([String::new(), String::new()]),
                }
                continue;
            }
            // What `write` gives may be several lines already.
            let written = write(line);
            let broken = written.split('\n').flat_map(|l| self.broken(l));
            for (nth, text) in broken.enumerate() {
                let indent = match self.indent {
                    Indent::All(by) => by,
                    Indent::Marked(by) if nth == 0 && line.mark.is_some() => by,
                    Indent::Hanging(by) if nth > 0 => by,
                    _ => "",
                };
                out.push(format!("{indent}{text}"));
                if matches!(self.blank, Blank::EveryLine) {
                    out.push(String::new());
                }
            }
        }
        self.paged(out).join("\n") + "\n"
    }

    fn broken(&self, line: &str) -> Vec<String> {
        match self.wrap {
            Wrap::Never => vec![line.to_owned()],
            Wrap::Columns(columns) => wrap(line, columns),
            Wrap::Anywhere(characters) => {
                let all: Vec<char> = line.chars().collect();
                all.chunks(characters).map(|c| c.iter().collect()).collect()
            }
        }
    }

    fn paged(&self, lines: Vec<String>) -> Vec<String> {
        let Some(pages) = self.pages else { return lines };
        let mut out = Vec::new();
        for (at, line) in lines.into_iter().enumerate() {
            if at > 0 && at % pages.every == 0 {
                out.extend((pages.write)(at / pages.every + 1));
            }
            out.push(line);
        }
        out
    }
}
