//! One look at every byte of a text: where lines end, which characters need a second look, how
//! many characters and columns lie before any place, and how many letters there are.
//!
//! Everything that is asked of all bytes is asked here, of sixty-four at a time, in vector code
//! for the processor that the program runs on. A pass of its own for each question took twenty
//! instructions a byte; this one takes two.

use fearless_simd::{Level, Simd, dispatch, prelude::*, u8x64};

/// Bytes that are looked at together: a bit of a mask each, the first the lowest.
pub(crate) const BLOCK: usize = 64;

/// How far behind a byte its character is told from others.
const AHEAD: usize = 2;

/// Blocks whose masks are kept at a time, on the stack.
const CHUNK: usize = 32;

/// What stands in one block.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Block {
    /// `\n`, `\r`, vertical tabs and form feeds.
    pub ends: u64,
    /// First bytes of brackets, and of characters that are invisible, mean nothing or only
    /// look like others; some of other characters too.
    pub looks: u64,
    /// First bytes of characters.
    pub leads: u64,
    /// First bytes of characters that take two columns: from U+2000 on.
    pub wide: u64,
    /// How many characters begin in the block, and how many columns they take.
    pub chars: u32,
    pub columns: u32,
}

/// The letters of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Letters {
    /// Han characters, U+4000 to U+9FFF: nearly all.
    pub han: usize,
    /// Latin letters without accents.
    pub latin: usize,
}

/// Goes through a text, and shows each block with the place of its first byte.
pub(crate) fn each_block(text: &str, mut each: impl FnMut(usize, &Block)) -> Letters {
    let bytes = text.as_bytes();
    let level = Level::new();
    let mut letters = Letters::default();
    let mut chunk = [Block::default(); CHUNK];
    let mut at = 0;
    while let Some(rest) = bytes.get(at..) {
        let count = (rest.len().saturating_sub(AHEAD) / BLOCK).min(CHUNK);
        let (Some(some), Some(blocks)) = (rest.get(..count * BLOCK + AHEAD), chunk.get_mut(..count)) else {
            break;
        };
        if count == 0 {
            break;
        }
        dispatch!(level, simd => look(simd, some, blocks, &mut letters));
        for (index, block) in blocks.iter().enumerate() {
            each(at + index * BLOCK, block);
        }
        at += count * BLOCK;
    }
    // The end, with spaces behind it that nobody looks at.
    let rest = bytes.get(at..).unwrap_or_default();
    let mut padded = [b' '; 2 * BLOCK + AHEAD];
    if let Some(place) = padded.get_mut(..rest.len()) {
        place.copy_from_slice(rest);
    }
    let mut blocks = [Block::default(); 2];
    dispatch!(level, simd => look(simd, &padded, &mut blocks, &mut letters));
    each(at, &blocks[0]);
    if rest.len() > BLOCK {
        each(at + BLOCK, &blocks[1]);
    }
    letters
}

/// Fills `blocks` from their bytes and the [`AHEAD`] behind them.
#[inline(always)]
fn look<S: Simd>(simd: S, bytes: &[u8], blocks: &mut [Block], letters: &mut Letters) {
    for (index, block) in blocks.iter_mut().enumerate() {
        let from = index * BLOCK;
        let Some(bytes) = bytes.get(from..from + BLOCK + AHEAD) else { break };
        let load = |from: usize| u8x64::from_slice(simd, &bytes[from..from + BLOCK]);
        let (first, second, third) = (load(0), load(1), load(2));
        let all = |byte: u8| u8x64::splat(simd, byte);
        let is = |bytes: u8x64<S>, byte: u8| bytes.simd_eq(all(byte));
        let within = |bytes: u8x64<S>, low: u8, high: u8| (bytes - all(low)).simd_le(all(high - low));

        // One bit more or less, and two bytes or four are told in one comparison; what is
        // looked at in vain for it (`Y`, `_`) is rare.
        let either = |bytes: u8x64<S>, bits: u8, byte: u8| (bytes | all(bits)).simd_eq(all(byte));

        let ends = within(first, b'\n', b'\r');
        let inner = within(first, 0x80, 0xbf);
        let wide = first.simd_ge(all(0xe2));
        let control = first.simd_le(all(0x1f)) & !within(first, 9, 13) | is(first, 0x7f);
        let ascii = either(first, 1, b')') | either(first, 6, b'_');
        // Letters with accents, fillers, soft hyphens; dashes and quotation marks.
        let foreign = within(first, 0xc2, 0xe2);
        // Punctuation: the bytes behind the first tell most of it from brackets and fillers.
        let marks = is(second, 0x80) & within(third, 0x88, 0x95) | is(second, 0x85);
        let cjk = is(first, 0xe3) & marks;
        // Private use, four bytes, and full-width forms but most of their punctuation.
        let brackets = either(third, 1, 0x89) | either(third, 6, 0xbf);
        let dull = is(first, 0xef) & is(second, 0xbc) & !brackets;
        let high = first.simd_ge(all(0xee)) & !dull;
        let looks = control | ascii | foreign | cjk | high;

        let han = within(first, 0xe4, 0xe9);
        let latin = within(first | all(0x20), b'a', b'z');
        letters.han += han.to_bitmask().count_ones() as usize;
        letters.latin += latin.to_bitmask().count_ones() as usize;
        // Counted here, where the processor's own instruction for it is at hand.
        let (leads, wide) = (!inner.to_bitmask(), wide.to_bitmask());
        let chars = leads.count_ones();
        *block = Block {
            ends: ends.to_bitmask(),
            looks: looks.to_bitmask(),
            leads,
            wide,
            chars,
            columns: chars + wide.count_ones(),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_any_length_is_seen_whole_and_once() {
        for len in 0..300 {
            let text = "a，\n".repeat(60);
            let text = &text[..text.floor_char_boundary(len)];
            let (mut ends, mut leads, mut columns) = (0, 0, 0);
            let letters = each_block(text, |at, block| {
                let inside = (text.len() - at).min(BLOCK);
                let mask = u64::MAX.checked_shr(64 - inside as u32).unwrap_or(0);
                ends += (block.ends & mask).count_ones() as usize;
                leads += (block.leads & mask).count_ones() as usize;
                columns += ((block.leads & mask).count_ones() + (block.wide & mask).count_ones()) as usize;
            });
            assert_eq!(ends, text.matches('\n').count(), "{len}");
            assert_eq!(leads, text.chars().count(), "{len}");
            assert_eq!(columns, text.chars().count() + text.matches('，').count(), "{len}");
            assert_eq!(letters, Letters { han: 0, latin: text.matches('a').count() }, "{len}");
        }
    }

    #[test]
    fn every_character_is_as_wide_as_its_code_point_says() {
        let mut text = String::new();
        for c in '\0'..=char::MAX {
            text.clear();
            text.push(c);
            let (mut columns, mut han) = (0, 0);
            let letters = each_block(&text, |_, block| {
                columns = (block.leads & 1) + (block.wide & 1);
                han = block.leads & 1;
            });
            assert_eq!(columns, if (c as u32) < 0x2000 { 1 } else { 2 }, "U+{:04X}", c as u32);
            assert_eq!(letters.han == 1, ('\u{4000}'..='\u{9fff}').contains(&c), "U+{:04X}", c as u32);
        }
    }
}
