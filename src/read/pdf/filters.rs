//! Which filters a stream is packed with, read off the bytes before it: the
//! file is not open yet, and may be made to harm whoever opens it.

use memchr::memmem;

use super::unpack::{Packing, is_zlib};

/// A stream's dictionary begins at most so many bytes before its keyword;
/// where it is longer, the data are judged by themselves.
const DICTIONARY: usize = 16 << 10;
/// Filters of one stream, at most; no program writes more than three.
const CHAIN: usize = 16;
/// Lists of filters that one dictionary may give.
const LISTS: usize = 4;

/// The filters of the stream whose keyword stands at `at`, in the order they
/// are undone. Where the dictionary gives more than one list of them, each is
/// returned: which one counts is up to whoever opens the file.
pub(super) fn before(bytes: &[u8], at: usize, data: &[u8]) -> Vec<Vec<Packing>> {
    let from = at.saturating_sub(DICTIONARY);
    let head = bytes.get(from..at).unwrap_or_default();
    // The dictionary belongs to the last object that begins before the keyword.
    let object = memmem::rfind(head, b"obj").map_or(0, |at| at + b"obj".len());
    let dictionary = head.get(object..).unwrap_or_default();
    let early = !has_name(dictionary, b"EarlyChange") || !zero_behind(dictionary, b"/EarlyChange");
    let mut chains: Vec<Vec<Packing>> = Vec::new();
    let mut rest = dictionary;
    while let Some((name, behind)) = next_name(rest).filter(|_| chains.len() < LISTS) {
        rest = behind;
        if name == b"Filter" || name == b"F" {
            let value = referred(bytes, rest).unwrap_or(rest);
            let chain = Packing::chain(names(value).iter().map(Vec::as_slice), early);
            if !chain.is_empty() && !chains.contains(&chain) {
                chains.push(chain);
            }
        }
    }
    // A keyword without a dictionary that is understood, but with packed data.
    if chains.is_empty() && is_zlib(data) {
        chains.push(vec![Packing::Flate]);
    }
    chains
}

fn has_name(text: &[u8], name: &[u8]) -> bool {
    let mut rest = text;
    while let Some((found, behind)) = next_name(rest) {
        if found == name {
            return true;
        }
        rest = behind;
    }
    false
}

fn zero_behind(text: &[u8], key: &[u8]) -> bool {
    memmem::find(text, key).is_some_and(|at| {
        text.get(at + key.len()..).unwrap_or_default().trim_ascii_start().first() == Some(&b'0')
    })
}

/// The next name, its `#` escapes resolved, and what stands behind it.
fn next_name(text: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let start = memchr::memchr(b'/', text)? + 1;
    let rest = text.get(start..).unwrap_or_default();
    let ends = |b: &u8| b.is_ascii_whitespace() || b"\0/[]<>(){}%".contains(b);
    let end = rest.iter().position(ends).unwrap_or(rest.len());
    let (raw, behind) = rest.split_at(end);
    let mut name = Vec::with_capacity(raw.len());
    let mut at = 0;
    while let Some(&b) = raw.get(at) {
        let hex = |n: usize| char::from(raw.get(at + n).copied().unwrap_or(b'#')).to_digit(16);
        match (b, hex(1), hex(2)) {
            (b'#', Some(high), Some(low)) => {
                name.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                name.push(b);
                at += 1;
            }
        }
    }
    Some((name, behind))
}

/// The names of a filter entry's value: one, or those of an array.
fn names(value: &[u8]) -> Vec<Vec<u8>> {
    let value = value.trim_ascii_start();
    let Some(inside) = value.strip_prefix(b"[") else {
        return value
            .starts_with(b"/")
            .then(|| next_name(value))
            .flatten()
            .map(|n| n.0)
            .into_iter()
            .collect();
    };
    let end = memchr::memchr(b']', inside).unwrap_or(inside.len());
    let mut rest = inside.get(..end).unwrap_or_default();
    let mut out = Vec::new();
    while let Some((name, behind)) = next_name(rest).filter(|_| out.len() < CHAIN) {
        out.push(name);
        rest = behind;
    }
    out
}

/// What a reference such as `12 0 R` refers to.
fn referred<'b>(bytes: &'b [u8], value: &[u8]) -> Option<&'b [u8]> {
    let mut words = value.get(..40).unwrap_or(value).split(|b| !b.is_ascii_digit() && *b != b'R');
    let mut word = || words.find(|w| !w.is_empty());
    let number = word().filter(|_| value.trim_ascii_start().first().is_some_and(u8::is_ascii_digit))?;
    let generation = word()?;
    let head = [number, b" ", generation, b" obj"].concat();
    let mut found = memmem::find_iter(bytes, &head);
    // `12 0 obj` ends `112 0 obj` too.
    let at =
        found.find(|&at| !at.checked_sub(1).and_then(|b| bytes.get(b)).is_some_and(u8::is_ascii_digit))?;
    bytes.get(at + head.len()..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chains(dictionary: &str) -> Vec<Vec<Packing>> {
        let bytes = format!("1 0 obj [/ASCIIHexDecode/RL] endobj 11 0 obj <<{dictionary}>>stream\n");
        before(bytes.as_bytes(), bytes.rfind("stream").unwrap(), b"")
    }

    fn chain(dictionary: &str) -> Vec<Packing> {
        let mut found = chains(dictionary);
        assert!(found.len() < 2, "{found:?}");
        found.pop().unwrap_or_default()
    }

    #[test]
    fn filters_are_told_however_they_are_written() {
        use Packing::*;
        let lzw = Lzw { early: true };
        assert_eq!(chain("/Filter/FlateDecode"), [Flate]);
        assert_eq!(chain("/Length 9 /Filter [ /ASCII85Decode\n/LZWDecode ]"), [Base85, lzw]);
        assert_eq!(chain("/F#69lter/L#5aW"), [lzw]);
        assert_eq!(chain("/Filter/LZW/DecodeParms<</EarlyChange 0>>"), [Lzw { early: false }]);
        assert_eq!(chain("/Filter 1 0 R"), [Hex, RunLength]);
        assert_eq!(chain("/Filter[/RL/DCTDecode/RL]"), [RunLength]);
        assert_eq!(chain("/Filter[/Unheard/RL]"), [RunLength]);
        assert_eq!(chains("/Filter/RL/Filter/Fl"), [[RunLength], [Flate]]);
        assert_eq!(chain("/Length 9"), []);
    }
}
