//! The filters that a PDF's streams are packed with, as readers: what comes out
//! is counted and never kept, so that a chain of any length takes little memory.
//!
//! Damage ends a stream and is no error here: what a viewer would still read of
//! it has been counted by then.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::{DeflateDecoder, ZlibDecoder};

/// A filter that makes data larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Flate,
    /// Whether codes grow one code early, as nearly always.
    Lzw {
        early: bool,
    },
    RunLength,
    /// Hexadecimal digits; they make nothing larger, but may stand before what does.
    Hex,
    /// Base 85; the same.
    Base85,
}

impl Packing {
    /// A filter by its name or its short name, without the slash. `None` for
    /// those of pictures, which are not read.
    fn named(name: &[u8], early: bool) -> Option<Self> {
        Some(match name {
            b"FlateDecode" | b"Fl" => Self::Flate,
            b"LZWDecode" | b"LZW" => Self::Lzw { early },
            b"RunLengthDecode" | b"RL" => Self::RunLength,
            b"ASCIIHexDecode" | b"AHx" => Self::Hex,
            b"ASCII85Decode" | b"A85" => Self::Base85,
            _ => return None,
        })
    }

    /// The filters of a stream by their names, up to the first of a picture.
    /// Names that nobody knows are passed over, as viewers do.
    pub(super) fn chain<'n>(names: impl Iterator<Item = &'n [u8]>, early: bool) -> Vec<Self> {
        const PICTURES: &[&[u8]] =
            &[b"DCTDecode", b"DCT", b"JPXDecode", b"JBIG2Decode", b"CCITTFaxDecode", b"CCF"];
        names
            .take_while(|name| !PICTURES.contains(name))
            .filter_map(|name| Self::named(name, early))
            .collect()
    }

    fn over<'d>(self, inner: Box<dyn BufRead + 'd>) -> Box<dyn BufRead + 'd> {
        match self {
            Self::Flate => inflated(inner),
            Self::Lzw { early } => buffered(Lzw::new(inner, early)),
            Self::RunLength => buffered(RunLength { inner, left: 0, repeated: None }),
            Self::Hex => buffered(Hex { inner, done: false }),
            Self::Base85 => buffered(Base85 { inner, group: Vec::new(), done: false }),
        }
    }
}

/// What came of unpacking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unpacked {
    /// Bytes, counted up to the limit.
    pub bytes: u64,
    /// Whether the data broke off or did not have the sum that they should.
    pub damaged: bool,
}

/// Unpacks data through a chain of filters, up to `most` bytes.
pub(super) fn unpacked(data: impl BufRead, filters: &[Packing], most: u64) -> Unpacked {
    let start: Box<dyn BufRead + '_> = Box::new(data);
    let chain = filters.iter().fold(start, |inner, filter| filter.over(inner));
    let mut counted = Counted { inner: chain.take(most), count: 0 };
    // Damage ends the count, not the reading of the file.
    let damaged = io::copy(&mut counted, &mut io::sink()).is_err();
    Unpacked { bytes: counted.count, damaged }
}

struct Counted<R> {
    inner: R,
    count: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(to)?;
        self.count = self.count.saturating_add(n as u64);
        Ok(n)
    }
}

fn buffered<'d>(reader: impl Read + 'd) -> Box<dyn BufRead + 'd> {
    Box::new(BufReader::new(reader))
}

/// Deflated data, with the two bytes of a zlib header or without them.
fn inflated<'d>(mut inner: Box<dyn BufRead + 'd>) -> Box<dyn BufRead + 'd> {
    let zlib = inner.fill_buf().is_ok_and(is_zlib);
    if zlib { buffered(ZlibDecoder::new(inner)) } else { buffered(DeflateDecoder::new(inner)) }
}

/// Whether data starts with a zlib header.
pub(super) fn is_zlib(data: &[u8]) -> bool {
    matches!(data, [method, flags, ..] if method & 0x0F == 8 && (u16::from(*method) * 256 + u16::from(*flags)).is_multiple_of(31))
}

fn byte(inner: &mut impl BufRead) -> io::Result<Option<u8>> {
    let first = inner.fill_buf()?.first().copied();
    inner.consume(usize::from(first.is_some()));
    Ok(first)
}

struct RunLength<R> {
    inner: R,
    left: usize,
    /// The byte that is repeated; `None` where bytes are copied.
    repeated: Option<u8>,
}

impl<R: BufRead> Read for RunLength<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            match byte(&mut self.inner)? {
                None | Some(128) => return Ok(0),
                Some(n @ 0..=127) => (self.left, self.repeated) = (usize::from(n) + 1, None),
                Some(n) => {
                    let Some(again) = byte(&mut self.inner)? else { return Ok(0) };
                    (self.left, self.repeated) = (257 - usize::from(n), Some(again));
                }
            }
        }
        let room = self.left.min(to.len());
        let to = to.get_mut(..room).unwrap_or_default();
        let n = match self.repeated {
            Some(again) => {
                to.fill(again);
                room
            }
            None => self.inner.read(to)?,
        };
        // Copied bytes that are not there end the data.
        self.left = if n == 0 { 0 } else { self.left - n };
        Ok(n)
    }
}

struct Hex<R> {
    inner: R,
    done: bool,
}

impl<R: BufRead> Hex<R> {
    fn digit(&mut self) -> io::Result<Option<u8>> {
        while !self.done {
            match byte(&mut self.inner)? {
                None | Some(b'>') => self.done = true,
                Some(b) => {
                    if let Some(digit) = char::from(b).to_digit(16) {
                        return Ok(Some(digit as u8));
                    }
                }
            }
        }
        Ok(None)
    }
}

impl<R: BufRead> Read for Hex<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let mut n = 0;
        for slot in to {
            let Some(high) = self.digit()? else { break };
            *slot = high << 4 | self.digit()?.unwrap_or_default();
            n += 1;
        }
        Ok(n)
    }
}

struct Base85<R> {
    inner: R,
    /// Bytes decoded and not yet handed out, the last first.
    group: Vec<u8>,
    done: bool,
}

impl<R: BufRead> Base85<R> {
    fn fill(&mut self) -> io::Result<()> {
        let (mut value, mut count) = (0_u32, 0);
        while count < 5 && !self.done {
            match byte(&mut self.inner)? {
                None | Some(b'~') => self.done = true,
                Some(b'z') if count == 0 => count = 5,
                Some(b @ b'!'..=b'u') => {
                    value = value.wrapping_mul(85).wrapping_add(u32::from(b - b'!'));
                    count += 1;
                }
                Some(_) => {}
            }
        }
        for _ in count..5 {
            value = value.wrapping_mul(85).wrapping_add(84);
        }
        let bytes = value.to_be_bytes();
        let whole = bytes.get(..usize::from(count > 0) * (count.max(1) - 1)).unwrap_or_default();
        self.group.extend(whole.iter().rev());
        Ok(())
    }
}

impl<R: BufRead> Read for Base85<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let mut n = 0;
        for slot in to {
            if self.group.is_empty() && !self.done {
                self.fill()?;
            }
            let Some(byte) = self.group.pop() else { break };
            *slot = byte;
            n += 1;
        }
        Ok(n)
    }
}

const CLEAR: u16 = 256;
const END: u16 = 257;
/// Codes have twelve bits at most.
const CODES: usize = 4096;

struct Lzw<R> {
    inner: R,
    early: usize,
    /// For each code from 258 on: the code of all but its last byte, and that byte.
    table: Vec<(u16, u8)>,
    last: Option<u16>,
    bits: u32,
    held: u32,
    /// Bytes decoded and not yet handed out, the last first.
    out: Vec<u8>,
    done: bool,
}

impl<R: BufRead> Lzw<R> {
    fn new(inner: R, early: bool) -> Self {
        Self {
            inner,
            early: usize::from(early),
            table: Vec::new(),
            last: None,
            bits: 0,
            held: 0,
            out: Vec::new(),
            done: false,
        }
    }

    fn code(&mut self) -> io::Result<Option<u16>> {
        let width = match self.table.len() + 258 + self.early {
            0..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        while self.held < width {
            let Some(byte) = byte(&mut self.inner)? else { return Ok(None) };
            self.bits = self.bits << 8 | u32::from(byte);
            self.held += 8;
        }
        self.held -= width;
        Ok(Some((self.bits >> self.held & ((1 << width) - 1)) as u16))
    }

    /// Puts the bytes of a code down, the last first, and gives its first byte.
    fn spell(&mut self, mut code: u16) -> Option<u8> {
        loop {
            if code < CLEAR {
                self.out.push(code as u8);
                return Some(code as u8);
            }
            let &(prefix, byte) = self.table.get(usize::from(code).checked_sub(258)?)?;
            self.out.push(byte);
            // A code is made of earlier ones only, so this ends.
            code = prefix;
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        while self.out.is_empty() && !self.done {
            let Some(code) = self.code()? else {
                self.done = true;
                break;
            };
            if code == END {
                self.done = true;
                break;
            }
            if code == CLEAR {
                self.table.clear();
                self.last = None;
                continue;
            }
            let known = usize::from(code) < self.table.len() + 258;
            let first = match (known, self.last) {
                (true, _) => self.spell(code),
                // The one code that may be used while it is being made.
                (false, Some(last)) if usize::from(code) == self.table.len() + 258 => {
                    self.out.push(0);
                    let first = self.spell(last);
                    if let (Some(slot), Some(first)) = (self.out.first_mut(), first) {
                        *slot = first;
                    }
                    first
                }
                _ => None,
            };
            let Some(first) = first else {
                self.done = true;
                self.out.clear();
                break;
            };
            if let Some(last) = self.last.filter(|_| self.table.len() + 258 < CODES) {
                self.table.push((last, first));
            }
            self.last = Some(code);
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Lzw<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let mut n = 0;
        for slot in to {
            if self.out.is_empty() {
                self.fill()?;
            }
            let Some(byte) = self.out.pop() else { break };
            *slot = byte;
            n += 1;
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(data: &[u8], filter: Packing) -> Vec<u8> {
        let mut out = Vec::new();
        filter.over(Box::new(data)).read_to_end(&mut out).unwrap();
        out
    }

    #[test]
    fn each_filter_unpacks_what_the_standard_gives_as_its_example() {
        // The example of LZW in ISO 32000: 45 45 45 45 45 65 45 45 45 66.
        let lzw = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        let wanted = [45, 45, 45, 45, 45, 65, 45, 45, 45, 66];
        assert_eq!(read(&lzw, Packing::Lzw { early: true }), wanted);
        assert_eq!(read(&[2, 1, 2, 3, 254, 9, 128, 7], Packing::RunLength), [1, 2, 3, 9, 9, 9]);
        assert_eq!(read(b"4 1 4g2 5>43", Packing::Hex), b"ABP");
        assert_eq!(read(b"87cUR\nD]i,\"Ebo80~>", Packing::Base85), b"Hello World!");
        assert_eq!(read(b"z!!~>", Packing::Base85), [0, 0, 0, 0, 0]);
    }

    #[test]
    fn damage_ends_the_data() {
        let unpacked = |data: &[u8], filters: &[Packing], most| super::unpacked(data, filters, most).bytes;
        assert_eq!(read(&[5, 1, 2], Packing::RunLength), [1, 2]);
        assert_eq!(read(&[200], Packing::RunLength), [0; 0]);
        assert_eq!(read(&[0x80, 0x7F, 0xFF], Packing::Lzw { early: true }), [0; 0]);
        assert_eq!(unpacked(&b"\x78\x9c broken"[..], &[Packing::Flate], 100), 0);
    }

    #[test]
    fn the_count_stops_at_the_limit_however_long_the_chain() {
        let unpacked = |data: &[u8], filters: &[Packing], most| super::unpacked(data, filters, most).bytes;
        let runs = [129_u8, 129].repeat(1000);
        let all = 1000 * 128;
        assert_eq!(unpacked(&runs[..], &[Packing::RunLength], u64::MAX), all);
        assert_eq!(unpacked(&runs[..], &[Packing::RunLength], 1000), 1000);
        // Unpacked, each 128 bytes 129 are 64 runs again.
        assert_eq!(unpacked(&runs[..], &[Packing::RunLength; 2], u64::MAX), all / 2 * 128);
    }
}
