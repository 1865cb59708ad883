//! A look at a PDF's packed streams before anything reads them: how much they
//! hold, counted without keeping it, so that a small file that unpacks to
//! gigabytes is refused.
//!
//! Streams are found by their keyword, not by the file's own tables, which may
//! lie. Once the file is open they are counted again as it really holds them
//! ([`damaged`]): those of an encrypted file make no sense before.

use std::io::{self, BufRead, Read};

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::stream::Stream;
use hayro_interpret::hayro_syntax::object::{Array, Name, Object};
use memchr::memmem;

use super::filters;
use super::unpack::{Packing, unpacked};

/// Streams that stand inside one another would be read over and over. Together
/// they may be read as often as this.
const PASSES: u64 = 16;

/// Whether all streams together hold more than `most` bytes.
pub(super) fn exceeds(bytes: &[u8], most: u64) -> bool {
    let (mut total, mut left) = (0_u64, (bytes.len() as u64).saturating_mul(PASSES));
    for at in memmem::find_iter(bytes, b"stream") {
        let after = bytes.get(at + b"stream".len()..).unwrap_or_default();
        // Either line end may follow the keyword; some writers put none.
        let data = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        let room = most.saturating_sub(total).saturating_add(1);
        let counts = filters::before(bytes, at, data)
            .into_iter()
            .map(|chain| unpacked(Metered { data, left: &mut left }, &chain, room).bytes);
        total = total.saturating_add(counts.max().unwrap_or(0));
        if total > most || left == 0 {
            return true;
        }
    }
    false
}

/// How many streams of a file that has been opened are damaged; `None` where
/// all together hold more than `most` bytes, by the filters that they are
/// really read with.
pub(super) fn damaged(pdf: &Pdf, most: u64) -> Option<usize> {
    let (mut total, mut damaged) = (0_u64, 0);
    for object in pdf.objects() {
        let Object::Stream(stream) = object else { continue };
        let chain = chain(&stream);
        if chain.is_empty() {
            continue;
        }
        let room = most.saturating_sub(total).saturating_add(1);
        let found = unpacked(stream.raw_data().as_ref(), &chain, room);
        total = total.saturating_add(found.bytes);
        damaged += usize::from(found.damaged);
        if total > most {
            return None;
        }
    }
    Some(damaged)
}

fn chain(stream: &Stream<'_>) -> Vec<Packing> {
    let dict = stream.dict();
    let keys: [&[u8]; 2] = [b"F", b"Filter"];
    if let Some(name) = keys.iter().find_map(|key| dict.get::<Name<'_>>(*key)) {
        return Packing::chain(std::iter::once(&*name), true);
    }
    let array = keys.iter().find_map(|key| dict.get::<Array<'_>>(*key));
    let names: Vec<Name<'_>> = array.iter().flat_map(|array| array.iter::<Name<'_>>()).collect();
    Packing::chain(names.iter().map(|name| &**name), true)
}

/// Data with a meter for how much of it all streams have read.
struct Metered<'d, 'm> {
    data: &'d [u8],
    left: &'m mut u64,
}

impl Read for Metered<'_, '_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(to)?;
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Metered<'_, '_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let most = usize::try_from(*self.left).unwrap_or(usize::MAX);
        Ok(self.data.get(..most).unwrap_or(self.data))
    }

    fn consume(&mut self, n: usize) {
        self.data = self.data.get(n..).unwrap_or_default();
        *self.left = self.left.saturating_sub(n as u64);
    }
}
