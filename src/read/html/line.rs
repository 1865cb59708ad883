//! A block's text while it is put together: blanks run together as a browser does
//! it, and with each stretch where it stands in the file.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::style::White;
use crate::text::{Anchor, at_file};

/// A run of blanks that has not been printed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Blank {
    #[default]
    None,
    Space,
    LineEnd,
}

/// The text of the block that is open.
#[derive(Debug, Default)]
pub(in crate::read) struct Line {
    pub text: String,
    pub anchors: Vec<Anchor>,
    /// Whether some of it is set as it is typed.
    pub typed: bool,
    blank: Blank,
}

impl Line {
    /// Adds text of the page; `file` is where it stands.
    pub(in crate::read) fn add(&mut self, text: &str, file: u32, white: White) {
        match white {
            White::Keep => {
                self.typed |= !text.trim_ascii().is_empty();
                self.kept(text, file);
            }
            White::Lines => {
                let mut at = file;
                for (n, line) in text.split('\n').enumerate() {
                    if n > 0 {
                        self.end_line(at.saturating_sub(1));
                    }
                    self.collapsed(line, at);
                    at += line.len() as u32 + 1;
                }
            }
            White::Collapse => self.collapsed(text, file),
        }
    }

    fn collapsed(&mut self, text: &str, file: u32) {
        let bytes = text.as_bytes();
        let is_blank = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
        let mut at = 0;
        while at < bytes.len() {
            if is_blank(at) {
                let kind =
                    if bytes[at] == b'\n' || bytes[at] == b'\r' { Blank::LineEnd } else { Blank::Space };
                self.blank = self.blank.max(kind);
                at += 1;
                continue;
            }
            // A single space between words stays as it is.
            let mut end = at;
            loop {
                end += bytes[end..].iter().position(u8::is_ascii_whitespace).unwrap_or(bytes.len() - end);
                if bytes.get(end) != Some(&b' ') || end + 1 >= bytes.len() || is_blank(end + 1) {
                    break;
                }
                end += 1;
            }
            self.push(text.get(at..end).unwrap_or_default(), file + at as u32);
            at = end;
        }
    }

    fn kept(&mut self, text: &str, file: u32) {
        let mut at = file;
        for line in text.split_inclusive('\n') {
            let body = line.strip_suffix('\n').unwrap_or(line);
            let ends = body.len() < line.len();
            let body = body.strip_suffix('\r').unwrap_or(body);
            if !body.is_empty() {
                self.push(body, at);
            }
            if ends {
                self.end_line(at + body.len() as u32);
            }
            at += line.len() as u32;
        }
    }

    /// Adds what the page does not hold, such as a quotation mark of `q`.
    pub(super) fn generated(&mut self, text: &str, file: u32) {
        if !text.is_empty() {
            self.push(text, file);
        }
    }

    /// A line ends here, and the block goes on.
    pub(in crate::read) fn end_line(&mut self, file: u32) {
        self.blank = Blank::None;
        self.anchor(file);
        self.text.push('\n');
    }

    fn push(&mut self, part: &str, file: u32) {
        let blank = std::mem::take(&mut self.blank);
        let before = self.text.chars().next_back().filter(|c| *c != '\n');
        if let (Some(before), Some(first)) = (before, part.chars().next()) {
            let spaced = match blank {
                Blank::None => false,
                Blank::Space => true,
                // A line end between two ideographs is the editor's.
                Blank::LineEnd => !(is_wide(before) && is_wide(first)),
            };
            if spaced && !before.is_ascii_whitespace() {
                self.text.push(' ');
            }
        }
        self.anchor(file);
        self.text.push_str(part);
    }

    fn anchor(&mut self, file: u32) {
        let text = self.text.len() as u32;
        let goes_on = self.anchors.last().is_some_and(|a| a.file.wrapping_add(text - a.text) == file);
        if !goes_on {
            self.anchors.push(Anchor { text, file });
        }
    }

    /// Whether a line end before a character stands between two ideographs.
    #[cfg(feature = "markdown")]
    pub(in crate::read) fn ends_wide_before(&self, c: char) -> bool {
        is_wide(c) && self.text.chars().next_back().is_some_and(is_wide)
    }

    /// A part of the text, put behind `before`, with where it stands in the file.
    pub(in crate::read) fn part(&self, part: Range<usize>, before: &mut String, anchors: &mut Vec<Anchor>) {
        let by = before.len() as u32;
        let first = at_file(&self.anchors, part.start as u32);
        anchors.extend(first.map(|file| Anchor { text: by, file }));
        let from = self.anchors.partition_point(|a| a.text as usize <= part.start);
        let inside = self.anchors.iter().skip(from).take_while(|a| (a.text as usize) < part.end);
        anchors.extend(inside.map(|a| Anchor { text: a.text - part.start as u32 + by, ..*a }));
        before.push_str(self.text.get(part).unwrap_or_default());
    }

    /// Whether there is nothing to be seen in it.
    pub(in crate::read) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Whether a character is as wide as an ideograph, and parts no words by blanks.
fn is_wide(c: char) -> bool {
    let is_hangul = matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7af}');
    UnicodeWidthChar::width(c) == Some(2) && !is_hangul
}
