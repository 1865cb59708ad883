//! From a byte offset to the line and column an editor shows.

/// A place in the text, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line; `\n`, `\r\n` and a lone `\r` end one.
    pub line: u32,
    /// Column in characters, not bytes.
    pub column: u32,
}

/// Where each line starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineTable {
    starts: Vec<u32>,
}

impl LineTable {
    /// Finds the lines of a text of at most 4 GiB.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            // `\r\n` ends a line once, at its `\n`.
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at as u32 + 1);
            }
        }
        Self { starts }
    }

    /// The line a byte stands in, from 1.
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&s| s <= offset) as u32
    }

    /// Line and column of a byte. An offset past the end is the end.
    #[must_use]
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.line(offset);
        let start = self.starts[line as usize - 1] as usize;
        let end = text.floor_char_boundary(offset as usize);
        let column = text[start.min(end)..end].chars().count() as u32 + 1;
        Position { line, column }
    }

    /// First byte of a line counted from 1, or `None` past the last.
    #[must_use]
    pub fn start(&self, line: u32) -> Option<u32> {
        self.starts.get((line as usize).checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_every_line_end_counts_once() {
        let text = "一二\r\nab\rc\n";
        let table = LineTable::new(text);
        assert_eq!(table.position(text, 3), Position { line: 1, column: 2 });
        assert_eq!(table.position(text, 9), Position { line: 2, column: 2 });
        assert_eq!(table.position(text, 11), Position { line: 3, column: 1 });
        assert_eq!(table.position(text, 13), Position { line: 4, column: 1 });
    }
}
