//! A paper as it was read from one version of an open text, with what was found in it: what every
//! request is answered from.

use std::path::{Path, PathBuf};

use lsp_types::{Position, Range, Uri};
use ropey::Rope;

use super::paths;
use super::position::Encoding;
use crate::config::{Counterpart, Overrides, Rulebook, RulebookError};
use crate::diagnostic::Diagnostic;
use crate::languages::{Side, compare};
use crate::read::Encoding as Characters;
use crate::text::{Place, Span};
use crate::tree::Paper;
use crate::{Options, SourceError};

/// An open text as it was at one time.
#[derive(Debug, Clone)]
pub struct Text {
    /// As the editor names it.
    pub uri: String,
    /// The number that the editor gives this state of it.
    pub version: i32,
    pub rope: Rope,
}

/// A paper that was read and checked.
#[derive(Debug)]
pub struct Analysis {
    pub text: Text,
    pub encoding: Encoding,
    pub paper: Paper<'static>,
    /// What is reported, in the order of the paper.
    pub found: Vec<Diagnostic>,
    /// What kept the paper from being checked as it should be: a mistake in `lcpaper.toml`, a version in
    /// another language that cannot be read.
    pub complaints: Vec<String>,
    /// The versions in other languages that it was held against.
    pub counterparts: Vec<PathBuf>,
}

impl Analysis {
    /// Reads and checks a text as `lcpaper check` does a file; `open` gives the text of another file that is
    /// open in the editor. None where the text was found to be `stale` on the way.
    pub fn of(
        text: Text,
        encoding: Encoding,
        open: impl Fn(&Path) -> Option<String>,
        stale: impl Fn() -> bool,
    ) -> Option<Self> {
        let path = paths::path_of(&text.uri);
        let name = path.as_ref().map_or_else(|| paths::name_of(&text.uri), |p| p.display().to_string());
        let options = Options::new().encoding(Characters::UTF_8);
        let bytes: Vec<u8> = text.rope.bytes().collect();
        let (paper, unread) = match options.clone().name(&name).parse_bytes(bytes) {
            Ok(paper) => (paper, None),
            Err(error) => (crate::parse("").into_owned(), Some(error.to_string())),
        };
        if stale() {
            return None;
        }
        let found = paper.check_only(|_| !stale());
        let complaints = Vec::from_iter(unread);
        let mut out = Self { text, encoding, paper, found, complaints, counterparts: Vec::new() };
        if let Some(path) = path
            && let Err(error) = out.settle(&path, &options, &open)
        {
            out.complaints.push(format!("{error}; checked without what it says"));
        }
        (!stale()).then_some(out)
    }

    /// Holds the paper against what `lcpaper.toml` names, and leaves what is to be reported.
    fn settle(
        &mut self,
        path: &Path,
        options: &Options,
        open: &impl Fn(&Path) -> Option<String>,
    ) -> Result<(), RulebookError> {
        let name = path.display().to_string();
        let mut rulebook = Rulebook::new(Overrides::default())?;
        if let Some(manifest) = rulebook.manifest(&name)? {
            self.found.extend(manifest.hold(&self.paper));
        }
        for counterpart in rulebook.counterparts(&name)? {
            match self.differences(path, &counterpart, options, open) {
                Ok(differences) => self.found.extend(differences),
                Err(error) => self.complaints.push(error.to_string()),
            }
            self.counterparts.push(counterpart.path);
        }
        self.found.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
        rulebook.settle(&name, &self.paper, &mut self.found)?;
        Ok(())
    }

    /// What the paper and its version in another language disagree in. What would be mended in the other
    /// is told there if it is open too.
    fn differences(
        &self,
        path: &Path,
        counterpart: &Counterpart,
        options: &Options,
        open: &impl Fn(&Path) -> Option<String>,
    ) -> Result<Vec<Diagnostic>, SourceError> {
        let text = open(&counterpart.path);
        let is_open = text.is_some();
        let other = match text {
            Some(text) => options.clone().name(counterpart.path.display().to_string()).read_bytes(text)?,
            None => Options::new().read(&counterpart.path)?,
        };
        let counter = options.parse_source(&other);
        let comparison = match counterpart.side {
            Side::Left => compare(&self.paper, &counter),
            Side::Right => compare(&counter, &self.paper),
        };
        let near = path.parent().and_then(|folder| counterpart.path.strip_prefix(folder).ok());
        let shown = near.unwrap_or(&counterpart.path).display().to_string();
        Ok(comparison.told_in(counterpart.side, &other, &shown, !is_open))
    }

    /// Whether the paper's text is that of the editor, so that edits of one are edits of the other.
    pub fn is_plain(&self) -> bool {
        self.paper.source().is_plain()
    }

    pub fn uri(&self) -> Option<Uri> {
        paths::parsed(&self.text.uri)
    }

    /// The tree of each language.
    pub fn documents(&self) -> Vec<&crate::Document<'static>> {
        self.paper.documents()
    }

    /// The place in the editor of a stretch of the paper's text.
    pub fn range(&self, span: Span) -> Range {
        let rope = &self.text.rope;
        let start = self.place(span.start);
        let end = if self.is_plain() || span.is_empty() {
            self.place(span.end)
        } else {
            // Between two characters of the text there may be marks of the file.
            let last = self.paper.text().floor_char_boundary(span.end as usize - 1);
            self.place(last as u32) + 1
        };
        self.encoding.range(rope, start, end.max(start))
    }

    /// The byte of the paper's text at a position of the editor, or the last before it that stands in both.
    pub fn byte(&self, position: Position) -> u32 {
        let rope = &self.text.rope;
        let at = self.encoding.char_at(rope, position);
        if self.is_plain() {
            return (rope.char_to_byte(at) - mark(rope).min(rope.char_to_byte(at))) as u32;
        }
        let (mut low, mut high) = (0, self.paper.text().len());
        while low < high {
            let middle = low.midpoint(high + 1);
            if self.place(middle as u32) <= at { low = middle } else { high = middle - 1 }
        }
        self.paper.text().floor_char_boundary(low) as u32
    }

    /// The character of the editor's text that a byte of the paper's stands for.
    fn place(&self, byte: u32) -> usize {
        let rope = &self.text.rope;
        if self.is_plain() {
            return rope.byte_to_char((byte as usize + mark(rope)).min(rope.len_bytes()));
        }
        let start = |line: u32| rope.line_to_char((line as usize - 1).min(rope.len_lines() - 1));
        match self.paper.source().place(byte) {
            Place::Spot { line, column } => (start(line) + column as usize - 1).min(rope.len_chars()),
            Place::Line(line) => start(line),
            Place::Page { .. } | Place::Paragraph(_) => 0,
        }
    }
}

/// The bytes of the mark that some programs put before a text, which is no part of the paper.
fn mark(rope: &Rope) -> usize {
    const MARK: char = '\u{feff}';
    if rope.get_char(0) == Some(MARK) { MARK.len_utf8() } else { 0 }
}
