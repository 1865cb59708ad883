//! The bytes of JSON as they grow.
//!
//! serde_json looks at every byte of every key and hands every comma to the writer by
//! itself. Here what stands between two values is one piece that is known when this is
//! compiled, and texts are searched for what needs an escape by vector code.

use std::io::{self, Write};
use std::ops::Range;

use super::digits;

/// So many bytes are gathered before they are written.
const ENOUGH: usize = 1 << 15;

/// What is written, and where to.
pub(in crate::emit) struct Out<'o> {
    /// What is not written yet.
    bytes: Vec<u8>,
    /// None where all of it is wanted in memory.
    sink: Option<&'o mut dyn Write>,
    /// Why the sink takes no more.
    failed: Option<io::Error>,
    /// Objects and arrays that are open.
    depth: usize,
}

impl<'o> Out<'o> {
    /// Gathers bytes and passes them on.
    pub fn to(sink: &'o mut dyn Write) -> Self {
        Self { bytes: Vec::new(), sink: Some(sink), failed: None, depth: 0 }
    }

    /// Keeps all in memory, which has room for so many bytes at first.
    pub fn within(room: usize) -> Self {
        Self { bytes: Vec::with_capacity(room), sink: None, failed: None, depth: 0 }
    }

    /// What was kept in memory.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Passes on what is left.
    ///
    /// # Errors
    /// The first of the sink's.
    pub fn finish(mut self) -> io::Result<()> {
        self.pass_on();
        match (self.failed, self.sink) {
            (Some(error), _) => Err(error),
            (None, Some(sink)) => sink.flush(),
            (None, None) => Ok(()),
        }
    }

    /// Passes on what is gathered where it is enough; says whether it was.
    #[inline]
    pub fn pour(&mut self) -> bool {
        let enough = self.bytes.len() >= ENOUGH && self.sink.is_some();
        if enough {
            self.pass_on();
        }
        enough
    }

    /// How many bytes are gathered.
    pub fn gathered(&self) -> usize {
        self.bytes.len()
    }

    /// Writes once more what is gathered at a range.
    pub fn again(&mut self, range: Range<usize>) {
        self.bytes.extend_from_within(range);
    }

    fn pass_on(&mut self) {
        if let Some(sink) = &mut self.sink {
            if self.failed.is_none() {
                self.failed = sink.write_all(&self.bytes).err();
            }
            self.bytes.clear();
        }
    }

    /// Writes what needs no escape.
    #[inline(always)]
    pub fn raw(&mut self, piece: &str) {
        self.bytes.extend_from_slice(piece.as_bytes());
    }

    /// Opens an object or array, which is closed by [`Out::close`].
    #[inline(always)]
    pub fn open(&mut self, bracket: &str) {
        self.raw(bracket);
        self.depth += 1;
    }

    /// Closes the innermost object or array.
    #[inline(always)]
    pub fn close<const PRETTY: bool>(&mut self, bracket: &str) {
        self.depth -= 1;
        if PRETTY {
            self.break_line();
        }
        self.raw(bracket);
    }

    /// Goes to the beginning of a new line, of the present depth.
    #[inline]
    pub fn break_line(&mut self) {
        const LINE: &[u8; 32] = b"\n                               ";
        let end = self.bytes.len() + 1 + 2 * self.depth;
        self.bytes.extend_from_slice(LINE);
        if end > self.bytes.len() {
            self.bytes.resize(end, b' ');
        }
        self.bytes.truncate(end);
    }

    /// A number.
    #[inline(always)]
    pub fn number(&mut self, value: u32) {
        let Some((digits, count)) = digits::of(value) else { return self.long_number(value.into()) };
        let end = self.bytes.len() + count;
        // A piece of fixed size is one store; copying as many as are wanted is a call.
        self.bytes.extend_from_slice(&digits.to_le_bytes());
        self.bytes.truncate(end);
    }

    /// A number of any size.
    #[cold]
    pub fn long_number(&mut self, value: u64) {
        self.raw(itoa::Buffer::new().format(value));
    }

    /// `{"start":7,"end":42}`, of which half of all that is written consists: put together
    /// in its place, and cut off where it ends.
    pub fn span(&mut self, start: u32, end: u32) {
        const ROOM: usize = 40;
        let (Some((first, first_count)), Some((second, second_count))) = (digits::of(start), digits::of(end))
        else {
            return self.long_span(start, end);
        };
        let at = self.bytes.len();
        self.bytes.extend_from_slice(&[0; ROOM]);
        let Some(room) = self.bytes.last_chunk_mut::<ROOM>() else { return };
        room[..9].copy_from_slice(b"{\"start\":");
        room[9..17].copy_from_slice(&first.to_le_bytes());
        let behind = 9 + first_count;
        room[behind..behind + 7].copy_from_slice(b",\"end\":");
        room[behind + 7..behind + 15].copy_from_slice(&second.to_le_bytes());
        let behind = behind + 7 + second_count;
        room[behind] = b'}';
        self.bytes.truncate(at + behind + 1);
    }

    #[cold]
    fn long_span(&mut self, start: u32, end: u32) {
        self.raw("{\"start\":");
        self.number(start);
        self.raw(",\"end\":");
        self.number(end);
        self.raw("}");
    }

    /// A text in quotation marks.
    #[inline]
    pub fn text(&mut self, text: &str) {
        self.bytes.push(b'"');
        if needs_escape(text.as_bytes()) {
            self.escaped(text.as_bytes());
        } else {
            self.raw(text);
        }
        self.bytes.push(b'"');
    }

    #[cold]
    fn escaped(&mut self, text: &[u8]) {
        for &byte in text {
            match byte {
                b'"' | b'\\' => self.bytes.extend_from_slice(&[b'\\', byte]),
                b'\n' => self.raw("\\n"),
                b'\r' => self.raw("\\r"),
                b'\t' => self.raw("\\t"),
                0x08 => self.raw("\\b"),
                0x0c => self.raw("\\f"),
                0..0x20 => {
                    let hex = |digit: u8| b"0123456789abcdef"[usize::from(digit & 15)];
                    self.bytes.extend_from_slice(&[b'\\', b'u', b'0', b'0', hex(byte >> 4), hex(byte)]);
                }
                _ => self.bytes.push(byte),
            }
        }
    }
}

/// Whether a text holds a quotation mark, a backslash or a control character. The last
/// sixteen bytes may be looked at twice.
#[inline]
fn needs_escape(text: &[u8]) -> bool {
    let Some(last) = text.last_chunk::<16>() else { return short_needs_escape(text) };
    let (blocks, rest) = text.as_chunks::<64>();
    blocks.iter().any(any_special) || rest.as_chunks::<16>().0.iter().any(any_special) || any_special(last)
}

/// No branch depends on a byte, so that the compiler looks at sixteen together.
#[inline(always)]
fn any_special<const N: usize>(block: &[u8; N]) -> bool {
    // A bit flipped puts the quotation mark right behind the controls.
    let special = |b: u8| u8::from(b ^ 2 <= 0x20) | u8::from(b == b'\\');
    block.iter().fold(0, |any, &b| any | special(b)) != 0
}

/// The same for less than sixteen bytes, in words that may overlap.
#[inline]
fn short_needs_escape(text: &[u8]) -> bool {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    let special = |word: u64| {
        let (low, slash) = (word ^ (EACH * 2), word ^ (EACH * u64::from(b'\\')));
        let below = |word: u64, limit: u64| word.wrapping_sub(EACH * limit) & !word & (EACH * 0x80);
        below(low, 0x21) | below(slash, 1) != 0
    };
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        return special(u64::from_ne_bytes(*first)) || special(u64::from_ne_bytes(*last));
    }
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        let [first, last] = [first, last].map(|word| u64::from(u32::from_ne_bytes(*word)));
        return special(first | last << 32);
    }
    text.iter().any(|&b| b < 0x20 || b == b'"' || b == b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_as_serde_json_does() {
        let mut texts: Vec<String> =
            ('\0'..='\u{a0}').chain("一😀\u{2028}".chars()).map(String::from).collect();
        texts.push(texts.concat());
        // Each character that needs an escape, at each place of a text of each length.
        for length in 0..150 {
            texts.push("x".repeat(length));
            for special in ['"', '\\', '\0', '\n', '\u{1f}', '\u{7f}', ' ', '!', '#', ']', '\u{c2}'] {
                texts.extend((0..length).map(|at| {
                    let mut text = "x".repeat(length);
                    text.replace_range(at..=at, special.encode_utf8(&mut [0; 4]));
                    text
                }));
            }
        }
        for text in &texts {
            let mut out = Out::within(0);
            out.text(text);
            assert_eq!(String::from_utf8(out.into_bytes()).unwrap(), serde_json::to_string(text).unwrap());
        }
    }

    #[test]
    fn numbers_and_spans_are_whole_at_every_length() {
        let ends = (0..10).map(|n| 10u32.pow(n)).flat_map(|n| [n - 1, n]).chain([u32::MAX]);
        for (start, end) in ends.clone().flat_map(|a| ends.clone().map(move |b| (a, b))) {
            let mut out = Out::within(0);
            out.span(start, end);
            out.number(start);
            let wanted = format!("{{\"start\":{start},\"end\":{end}}}{start}");
            assert_eq!(String::from_utf8(out.into_bytes()).unwrap(), wanted);
        }
    }

    #[test]
    fn a_sink_that_fails_is_told_of_and_written_to_no_more() {
        struct Full(usize);
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                self.0 += 1;
                Err(io::ErrorKind::StorageFull.into())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut sink = Full(0);
        let mut out = Out::to(&mut sink);
        for _ in 0..10_000 {
            out.text("twelve bytes");
            out.pour();
        }
        assert!(out.bytes.len() < 2 * ENOUGH);
        assert_eq!(out.finish().unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!(sink.0, 1);
    }
}
