//! Cuts a text into lines, and finds on the way what is asked of all its characters.

use super::line::Place;
use super::{Cut, Line, Size, line, reference, tell_twins};
use crate::text::census;
use crate::text::census::Block;
use crate::text::marks::Marks;
use crate::text::unicode;

/// More lines without text in a row than this are kept as one: nobody's layout has them, and
/// a million of them took fifty times their bytes.
const MOST_BLANKS: usize = 64;

/// A text on the way to its lines.
struct Cutter<'s> {
    text: &'s str,
    lines: Vec<Line>,
    marks: Marks,
    /// First byte of the line.
    start: usize,
    number: u32,
    page_break: bool,
    /// How many lines without text were added last, one after the other.
    blank: usize,
    /// Columns and characters before the block at hand, and before the line.
    before: (usize, usize),
    line: (usize, usize),
}

/// The characters that Unicode ends lines with beside those of ASCII.
fn separator(text: &str) -> Option<char> {
    text.chars().next().filter(|c| matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}'))
}

/// Cuts a text into lines. `\n`, `\r\n` and a lone `\r` end a line and count;
/// a form feed, a vertical tab (a line break of Word), U+0085, U+2028 and U+2029 end one without counting, as editors show them.
pub(crate) fn cut(text: &str) -> Cut {
    let mut cutter = Cutter {
        text,
        lines: Vec::with_capacity(expected(text)),
        marks: Marks::default(),
        start: 0,
        number: 1,
        page_break: false,
        blank: 0,
        before: (0, 0),
        line: (0, 0),
    };
    let letters = census::each_block(text, |at, block| cutter.block(at, block));
    let end = text.len();
    cutter.push(end, end, cutter.before);
    let Cutter { mut lines, marks, .. } = cutter;
    lines.shrink_to_fit();
    tell_twins(text, &mut lines);
    reference::tell(text, &mut lines);
    let mut invisible = marks.invisible(text);
    let left = invisible.len();
    invisible.extend(unicode::entities(text));
    if left > 0 && invisible.len() > left {
        invisible.sort();
    }
    Cut { lines, invisible, marks, letters }
}

/// How many lines to make room for at once: a list that grows copies itself, and holds twice
/// what it needs. More than a few million grow by themselves, since many may be blank and
/// kept as one.
fn expected(text: &str) -> usize {
    const MOST: usize = 1 << 22;
    (memchr::memchr_iter(b'\n', text.as_bytes()).count() + 1).min(MOST)
}

impl Cutter<'_> {
    /// Takes a block whose first byte is `from`.
    fn block(&mut self, from: usize, block: &Block) {
        let text = self.text;
        let mut rest = block.ends | block.looks;
        while rest != 0 {
            let bit = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            let at = from + bit;
            if at >= text.len() {
                break;
            }
            if block.ends & (1 << bit) == 0 {
                self.marks.look(text, at);
                if let Some(c) = text.get(at..).and_then(separator).filter(|_| at >= self.start) {
                    self.separate(at, c, self.up_to(block, bit));
                }
            } else if at >= self.start {
                self.end(at, self.up_to(block, bit));
            }
        }
        self.before = if text.len() - from.min(text.len()) >= census::BLOCK {
            (self.before.0 + block.columns as usize, self.before.1 + block.chars as usize)
        } else {
            self.up_to(block, text.len().saturating_sub(from))
        };
    }

    /// Columns and characters before a byte of a block.
    fn up_to(&self, block: &Block, bit: usize) -> (usize, usize) {
        let below = 1u64.checked_shl(bit as u32).unwrap_or(0).wrapping_sub(1);
        let (leads, wide) = ((block.leads & below).count_ones(), (block.wide & below).count_ones());
        (self.before.0 + (leads + wide) as usize, self.before.1 + leads as usize)
    }

    /// Takes a byte that ends a line.
    fn end(&mut self, at: usize, here: (usize, usize)) {
        let behind = self.text.as_bytes().get(at..at + 2);
        if self.text.as_bytes().get(at) == Some(&b'\x0c') {
            // The feed opens the line behind it; what stands before ends here.
            self.push(at, at, here);
            (self.start, self.page_break, self.line) = (at, true, here);
            return;
        }
        let len = if behind == Some(b"\r\n") { 2 } else { 1 };
        let counts = self.text.as_bytes().get(at) != Some(&b'\x0b');
        self.push(at, at + len, here);
        (self.start, self.page_break) = (at + len, false);
        self.line = (here.0 + len, here.1 + len);
        self.number += u32::from(counts);
    }

    /// Ends a line at a separator.
    fn separate(&mut self, at: usize, c: char, here: (usize, usize)) {
        self.push(at, at + c.len_utf8(), here);
        (self.start, self.page_break) = (at + c.len_utf8(), false);
        self.line = (here.0 + if c == '\u{85}' { 1 } else { 2 }, here.1 + 1);
    }

    /// Adds the line whose content ends before `content_end`, if there is one.
    fn push(&mut self, content_end: usize, end: usize, here: (usize, usize)) {
        if self.start < end {
            let size = Size::new(here.0.saturating_sub(self.line.0), here.1.saturating_sub(self.line.1));
            let place = Place { start: self.start, content_end, end, size };
            let line = line::line(self.text, place, self.number, self.page_break);
            self.blank = if line.is_blank() { self.blank + 1 } else { 0 };
            match self.lines.last_mut() {
                // An endless run of them says no more than a long one.
                Some(last) if self.blank > MOST_BLANKS && last.page_break >= line.page_break => {
                    last.whole.end = line.whole.end;
                }
                _ => self.lines.push(line),
            }
        }
    }
}
