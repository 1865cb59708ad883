//! Positions as editors count them: in UTF-8, UTF-16 or UTF-32.
//!
//! Every function takes any position: what lies past the end of a line is its end, what lies inside a
//! character its beginning.

use lsp_types::{Position, PositionEncodingKind, Range, TextDocumentContentChangeEvent};
use ropey::{Rope, RopeSlice};

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    Utf8,
    #[default]
    Utf16,
    Utf32,
}

impl Encoding {
    /// The first that the client would like and that is known; UTF-16 is what all know.
    pub fn agreed(client: &[PositionEncodingKind]) -> Self {
        client.iter().find_map(Self::of).unwrap_or_default()
    }

    fn of(kind: &PositionEncodingKind) -> Option<Self> {
        [Self::Utf8, Self::Utf16, Self::Utf32].into_iter().find(|known| known.kind() == *kind)
    }

    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// The character at a position, from the start of the text.
    pub fn char_at(self, text: &Rope, position: Position) -> usize {
        let line = position.line as usize;
        if line >= text.len_lines() {
            return text.len_chars();
        }
        let content = content(text.line(line));
        let column = position.character as usize;
        let inside = match self {
            Self::Utf8 => content.byte_to_char(column.min(content.len_bytes())),
            Self::Utf16 => content.utf16_cu_to_char(column.min(content.len_utf16_cu())),
            Self::Utf32 => column.min(content.len_chars()),
        };
        text.line_to_char(line) + inside
    }

    /// The position of a character, counted from the start of the text.
    pub fn position(self, text: &Rope, at: usize) -> Position {
        let at = at.min(text.len_chars());
        let line = text.char_to_line(at);
        let start = text.line_to_char(line);
        let column = match self {
            Self::Utf8 => text.char_to_byte(at) - text.char_to_byte(start),
            Self::Utf16 => text.char_to_utf16_cu(at) - text.char_to_utf16_cu(start),
            Self::Utf32 => at - start,
        };
        Position::new(line as u32, column as u32)
    }

    /// The positions of a stretch of characters.
    pub fn range(self, text: &Rope, start: usize, end: usize) -> Range {
        Range::new(self.position(text, start), self.position(text, end))
    }

    /// Makes an edit.
    pub fn edit(self, text: &mut Rope, change: &TextDocumentContentChangeEvent) {
        let Some(range) = change.range else {
            *text = Rope::from_str(&change.text);
            return;
        };
        let start = self.char_at(text, range.start);
        let end = self.char_at(text, range.end).max(start);
        text.remove(start..end);
        text.insert(start, &change.text);
    }
}

/// A line without what ends it.
fn content(line: RopeSlice<'_>) -> RopeSlice<'_> {
    let mut end = line.len_chars();
    for ending in ['\n', '\r'] {
        if end > 0 && line.char(end - 1) == ending {
            end -= 1;
        }
    }
    line.slice(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "𠮷1. 甲\r\nb\ré\n";

    #[test]
    fn columns_count_what_was_agreed() {
        let text = Rope::from_str(TEXT);
        for (encoding, column) in [(Encoding::Utf8, 4), (Encoding::Utf16, 2), (Encoding::Utf32, 1)] {
            let marker = Position::new(0, column);
            assert_eq!(encoding.position(&text, 1), marker);
            assert_eq!(encoding.char_at(&text, marker), 1);
        }
    }

    #[test]
    fn there_and_back_for_every_character() {
        let text = Rope::from_str(TEXT);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            // The `\n` of `\r\n` is no place of its own.
            for at in (0..=text.len_chars()).filter(|at| *at != 6) {
                assert_eq!(encoding.char_at(&text, encoding.position(&text, at)), at, "{encoding:?} {at}");
            }
        }
    }

    #[test]
    fn any_position_is_somewhere() {
        let text = Rope::from_str(TEXT);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            assert_eq!(encoding.char_at(&text, Position::new(0, 99)), 5);
            assert_eq!(encoding.char_at(&text, Position::new(9, 9)), text.len_chars());
            assert_eq!(encoding.char_at(&Rope::new(), Position::new(0, 1)), 0);
        }
        // In the middle of a character is its beginning.
        assert_eq!(Encoding::Utf8.char_at(&text, Position::new(0, 2)), 0);
        assert_eq!(Encoding::Utf16.char_at(&text, Position::new(0, 1)), 0);
    }

    #[test]
    fn edits_are_made_where_they_are_meant() {
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let mut text = Rope::from_str(TEXT);
            let range = Some(encoding.range(&text, 1, 2));
            let change =
                TextDocumentContentChangeEvent { range, range_length: None, text: "𠮷2".to_owned() };
            encoding.edit(&mut text, &change);
            assert_eq!(text.to_string(), "𠮷𠮷2. 甲\r\nb\ré\n");
        }
        let mut text = Rope::from_str(TEXT);
        let change =
            TextDocumentContentChangeEvent { range: None, range_length: None, text: "乙".to_owned() };
        Encoding::Utf8.edit(&mut text, &change);
        assert_eq!(text.to_string(), "乙");
    }
}
