//! Bytes of a text file to characters, strictly: a file is in one encoding from
//! its first byte to its last, or it is refused at the first byte that is not.
//!
//! UTF-8 comes first. Another encoding is taken without being named only where
//! a byte order mark says so, or where the text that comes out is plainly
//! Chinese ([`Evidence::is_overwhelming`]) and every rival's is plainly not.
//! No replacement character is ever put in.

use super::error::SourceError;
use super::everyday::is_everyday;
use super::options::Encoding;
use crate::text::{Note, NoteKind};

/// A decoded text file.
pub(super) struct Decoded {
    pub text: String,
    pub encoding: Encoding,
    pub note: Option<Note>,
}

/// Decodes a text file, in `named` if the caller named an encoding.
pub(super) fn decode(path: &str, bytes: &[u8], named: Option<Encoding>) -> Result<Decoded, SourceError> {
    if let Some(encoding) = named {
        let bom = byte_order_mark(bytes).filter(|(_, e)| *e == encoding).map_or(0, |(n, _)| n);
        return strictly(path, bytes, bom, encoding, None);
    }
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(SourceError::Binary {
            path: path.to_owned(),
            what: "UTF-32 text",
            remedy: "save it as UTF-8",
        });
    }
    if let Some((bom, encoding)) = byte_order_mark(bytes) {
        return strictly(path, bytes, bom, encoding, None);
    }
    let nul = memchr::memchr(0, bytes);
    let bad = match simdutf8::compat::from_utf8(bytes) {
        Ok(text) if nul.is_none() => {
            return Ok(Decoded { text: text.to_owned(), encoding: Encoding::UTF_8, note: None });
        }
        Ok(_) => None,
        Err(e) => Some(e.valid_up_to()),
    };
    if let Some(encoding) = guess(bytes, nul.is_some()) {
        let message = format!("read as {encoding}, which the text shows it to be");
        let note = (encoding != Encoding::UTF_8).then_some(Note {
            kind: NoteKind::Encoding,
            place: None,
            message,
            text: None,
        });
        return strictly(path, bytes, 0, encoding, note);
    }
    if let Some(offset) = nul {
        return Err(SourceError::Nul { path: path.to_owned(), offset });
    }
    let offset = bad.unwrap_or(0);
    Err(SourceError::NotUtf8 {
        path: path.to_owned(),
        offset,
        byte: bytes.get(offset).copied().unwrap_or_default(),
    })
}

/// Length of the byte order mark, and what it marks.
fn byte_order_mark(bytes: &[u8]) -> Option<(usize, Encoding)> {
    encoding_rs::Encoding::for_bom(bytes).map(|(encoding, n)| (n, Encoding(encoding)))
}

/// Decodes all of `bytes` after the first `skip`, or names the first bad byte.
fn strictly(
    path: &str,
    bytes: &[u8],
    skip: usize,
    encoding: Encoding,
    note: Option<Note>,
) -> Result<Decoded, SourceError> {
    let mut text = String::new();
    let body = bytes.get(skip..).unwrap_or_default();
    let found = decode_all(body, encoding, Some(&mut text));
    let bad = found.first_bad.or_else(|| {
        // A NUL means that the encoding is wrong, or that this is no text.
        memchr::memchr(0, text.as_bytes()).map(|at| at_source(body, encoding, &text, at))
    });
    match bad {
        None => Ok(Decoded { text, encoding, note }),
        Some(at) => {
            let offset = skip + at;
            Err(SourceError::BadByte {
                path: path.to_owned(),
                offset,
                byte: bytes.get(offset).copied().unwrap_or_default(),
                encoding: encoding.name(),
            })
        }
    }
}

/// Where in the bytes a place of the decoded text comes from.
fn at_source(bytes: &[u8], encoding: Encoding, text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    if encoding == Encoding::UTF_16LE || encoding == Encoding::UTF_16BE {
        before.encode_utf16().count() * 2
    } else {
        // Every other encoding writes NUL as a zero byte.
        memchr::memchr(0, bytes).unwrap_or(0)
    }
}

/// What decoding the whole input in one encoding shows.
#[derive(Debug, Default)]
struct Evidence {
    /// Offset of the first byte that the encoding does not allow.
    first_bad: Option<usize>,
    /// Sequences that it does not allow.
    bad: usize,
    /// Characters beyond ASCII.
    foreign: usize,
    /// Those of them that Chinese prose is full of.
    everyday: usize,
    /// Control characters other than white space: text has none.
    control: usize,
    /// Letters, digits and white space of ASCII.
    ascii: usize,
}

impl Evidence {
    fn score(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\t' | '\n' | '\r' | '\x0c' | ' '..='~' => self.ascii += 1,
                '\0'..='\x1f' | '\x7f'..='\u{9f}' => self.control += 1,
                _ => {
                    self.foreign += 1;
                    self.everyday += usize::from(is_everyday(c));
                }
            }
        }
    }

    /// Share of everyday characters among those beyond ASCII, in thousandths.
    fn share(&self) -> usize {
        self.everyday * 1000 / self.foreign.max(1)
    }

    /// Whether the text is plainly Chinese: a few damaged places aside, a third
    /// and more of a fair number of characters are everyday ones. The share of
    /// real papers is above a half, that of text in the wrong encoding below a tenth.
    fn is_overwhelming(&self) -> bool {
        self.everyday >= 8
            && self.share() >= 333
            && self.bad * 20 <= self.foreign
            && self.control * 50 <= self.foreign
    }
}

/// Decodes everything, stepping over what the encoding does not allow.
fn decode_all(bytes: &[u8], encoding: Encoding, mut keep: Option<&mut String>) -> Evidence {
    use encoding_rs::DecoderResult;
    let mut found = Evidence::default();
    let mut decoder = encoding.0.new_decoder_without_bom_handling();
    let mut buffer = String::with_capacity(8192);
    let (mut at, mut first_clean) = (0, true);
    loop {
        buffer.clear();
        let rest = bytes.get(at..).unwrap_or_default();
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut buffer, true);
        at += read;
        match keep.as_deref_mut() {
            Some(text) => text.push_str(&buffer),
            None => found.score(&buffer),
        }
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                found.bad += 1;
                if std::mem::take(&mut first_clean) {
                    found.first_bad = Some(at.saturating_sub(usize::from(length) + usize::from(after)));
                    if keep.is_some() {
                        return found;
                    }
                }
            }
        }
    }
    if encoding == Encoding::GB18030
        && let Some(euro) = lone_euro(bytes)
    {
        found.bad += 1;
        found.first_bad = Some(found.first_bad.map_or(euro, |b| b.min(euro)));
    }
    found
}

/// The first byte 0x80 that leads nothing. The decoder takes it for the euro
/// sign of one vendor's code page; the standard does not allow it, and in a
/// paper it is damage.
fn lone_euro(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        at += match lead {
            0x80 => return Some(at),
            0x81..=0xFE => match bytes.get(at + 1) {
                Some(b'0'..=b'9') => 4,
                Some(0x40..=0x7E | 0x80..=0xFE) => 2,
                _ => 1,
            },
            _ => 1,
        };
    }
    None
}

/// The encoding that the bytes are plainly in, damaged or not.
fn guess(bytes: &[u8], has_nul: bool) -> Option<Encoding> {
    let utf16 = [Encoding::UTF_16LE, Encoding::UTF_16BE];
    if has_nul && let Some(found) = utf16.into_iter().find(|&e| is_latin_utf16(bytes, e)) {
        return Some(found);
    }
    if !has_nul && is_broken_utf8(bytes) {
        return Some(Encoding::UTF_8);
    }
    // A NUL stands in no text of the others.
    let candidates: &[Encoding] = if has_nul {
        &utf16
    } else {
        &[Encoding::BIG5, Encoding::GB18030, Encoding::UTF_16LE, Encoding::UTF_16BE]
    };
    let mut best: Option<(usize, Encoding)> = None;
    let mut second = 0;
    for &encoding in candidates {
        let found = decode_all(bytes, encoding, None);
        let share = found.share();
        if found.is_overwhelming() && best.is_none_or(|(b, _)| share > b) {
            second = best.map_or(second, |(b, _)| b.max(second));
            best = Some((share, encoding));
        } else {
            second = second.max(share);
        }
    }
    best.filter(|&(share, _)| second * 3 < share).map(|(_, encoding)| encoding)
}

/// Whether most characters beyond ASCII are whole UTF-8 sequences: a UTF-8 file
/// with damage in it, to be told where.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // Bytes of a legacy encoding look like UTF-8 once in ten times; whole texts never.
    broken * 4 <= whole
}

/// Whether every other byte is NUL and the rest is ASCII text.
fn is_latin_utf16(bytes: &[u8], encoding: Encoding) -> bool {
    let found = decode_all(bytes, encoding, None);
    found.ascii >= 2 && found.control * 50 <= found.ascii && found.foreign * 10 <= found.ascii
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "粵港雙方會繼續加強合作，並就有關的工作與內地的部門進行交流。\n1. 這是第一項，由香港和廣東的有關部門共同進行。\n";

    fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
        if encoding == Encoding::UTF_16LE {
            return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        }
        if encoding == Encoding::UTF_16BE {
            return text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        }
        encoding.0.encode(text).0.into_owned()
    }

    #[test]
    fn plain_chinese_is_told_in_every_encoding() {
        for encoding in [Encoding::BIG5, Encoding::GB18030, Encoding::UTF_16LE, Encoding::UTF_16BE] {
            let decoded = decode("a", &encoded(PROSE, encoding), None).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (PROSE, encoding));
            assert_eq!(decoded.note.unwrap().kind, NoteKind::Encoding);
        }
    }

    #[test]
    fn latin_and_scraps_are_refused_and_not_guessed() {
        for bytes in [&b"caf\xe9 de la gare"[..], b"\xa4\xe5\xa6\xb3", b"\x93\xfa\x96\x7b\x8c\xea"] {
            assert!(matches!(decode("a", bytes, None), Err(SourceError::NotUtf8 { .. })));
        }
        assert!(matches!(
            decode("a", b"MZ\0\x01\0\0\xff\xfe", None),
            Err(SourceError::Nul { offset: 2, .. })
        ));
    }

    #[test]
    fn latin_utf16_is_told_by_its_nuls() {
        let bytes = encoded("1. The first item.\n", Encoding::UTF_16BE);
        assert_eq!(decode("a", &bytes, None).unwrap().encoding, Encoding::UTF_16BE);
    }

    #[test]
    fn a_bad_byte_is_named_where_it_stands() {
        for (encoding, bad) in [(Encoding::BIG5, 0xFF), (Encoding::GB18030, 0xFF), (Encoding::GB18030, 0x80)]
        {
            let mut bytes = encoded(PROSE, encoding);
            bytes[8] = bad;
            match decode("a", &bytes, None) {
                Err(SourceError::BadByte { offset, byte, encoding: name, .. }) => {
                    assert_eq!((offset, byte, name), (8, bad, encoding.name()));
                }
                other => panic!("{:?}", other.map(|d| d.text)),
            }
        }
    }

    #[test]
    fn a_name_settles_it() {
        let bytes = b"\xa4\xe5";
        assert_eq!(decode("a", bytes, Some(Encoding::BIG5)).unwrap().text, "文");
        assert!(decode("a", b"\xff", Some(Encoding::BIG5)).is_err());
        assert_eq!(decode("a", b"caf\xe9", "latin1".parse().ok()).unwrap().text, "café");
    }
}
