//! A look at a PDF's compressed streams before anything reads them: how much
//! they hold, counted without keeping it, so that a small file that unpacks to
//! gigabytes is refused.
//!
//! Streams are found by their keyword, not by the file's own tables, which may
//! lie. Those of an encrypted file do not look compressed until it is open, so
//! they are looked at then ([`exceeds_open`]).

use flate2::{Decompress, FlushDecompress, Status};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::Object;
use memchr::memmem;

/// How often a stream may be compressed over: `[/FlateDecode /FlateDecode]`.
const LAYERS: usize = 4;

/// Whether all streams together hold more than `most` bytes.
pub(super) fn exceeds(bytes: &[u8], most: u64) -> bool {
    let mut total = 0_u64;
    for at in memmem::find_iter(bytes, b"stream") {
        let after = bytes.get(at + b"stream".len()..).unwrap_or_default();
        // Either line end may follow the keyword; some writers put none.
        let data = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        total = total.saturating_add(held(data, most.saturating_sub(total), LAYERS));
        if total > most {
            return true;
        }
    }
    false
}

/// Whether the streams of an encrypted file that has been opened hold more than
/// `most` bytes.
pub(super) fn exceeds_open(pdf: &Pdf, most: u64) -> bool {
    if memmem::find(pdf.data().as_ref(), b"/Encrypt").is_none() {
        return false;
    }
    let mut total = 0_u64;
    pdf.objects().into_iter().any(|object| {
        if let Object::Stream(stream) = object {
            let left = most.saturating_sub(total);
            total = total.saturating_add(held(&stream.raw_data(), left, LAYERS));
        }
        total > most
    })
}

/// Bytes that data unpacks to, counted to just over `most`.
fn held(data: &[u8], most: u64, layers: usize) -> u64 {
    if layers == 0 || !is_zlib(data) {
        return 0;
    }
    let mut state = Decompress::new(true);
    let mut buffer = vec![0; 1 << 16];
    let mut first: Vec<u8> = Vec::new();
    let mut rest = data;
    loop {
        let (taken, made) = (state.total_in(), state.total_out());
        let status = state.decompress(rest, &mut buffer, FlushDecompress::None);
        let used = (state.total_in() - taken) as usize;
        let produced = (state.total_out() - made) as usize;
        rest = rest.get(used..).unwrap_or_default();
        if made == 0 {
            first = buffer.get(..produced).unwrap_or_default().to_vec();
        }
        let done = !matches!(status, Ok(Status::Ok)) || (used == 0 && produced == 0);
        if done || state.total_out() > most {
            break;
        }
    }
    // A stream compressed twice begins, unpacked, like a compressed one. What of
    // it fits the buffer tells its rate: a bomb's layers are all alike.
    let inner = held(&first, most, layers - 1);
    let share = (first.len() as u64).max(1);
    state.total_out().saturating_add(inner.saturating_mul(state.total_out() / share))
}

/// Whether data starts with a zlib header.
fn is_zlib(data: &[u8]) -> bool {
    matches!(data, [method, flags, ..] if method & 0x0F == 8 && (u16::from(*method) * 256 + u16::from(*flags)).is_multiple_of(31))
}
