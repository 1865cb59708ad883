//! Invisible characters, which belong to no text. Nearly every paper has none.

use crate::span::Span;
use crate::unicode;

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// Every invisible character of the text that is not a proper variation selector, in order.
///
/// Two looks at memory speed tell that there is none, for one instruction a byte; going
/// from character to character took eight.
pub(super) fn find(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    for (index, block) in bytes.chunks(BLOCK).enumerate() {
        if block.iter().fold(0, |any, &b| any | rare(b)) != 0 {
            let places = (index * BLOCK..).zip(block).filter(|&(_, &b)| rare(b) != 0);
            out.extend(places.filter_map(|(at, _)| hidden(text, at)));
        }
    }
    let rare = out.len();
    // Common first bytes: the second tells nearly all apart.
    let common = memchr::memchr3_iter(0xe2, 0xe3, 0xef, bytes).filter(|&at| {
        let next = bytes.get(at + 1).copied().unwrap_or(0);
        match bytes[at] {
            0xe2 => matches!(next, 0x80 | 0x81),
            0xe3 => next == 0x85,
            _ => matches!(next, 0xbb | 0xbe | 0xbf),
        }
    });
    out.extend(common.filter_map(|at| hidden(text, at)));
    if rare > 0 && out.len() > rare {
        out.sort_unstable();
    }
    out
}

/// 1 for bytes that begin invisible characters and stand in few papers: controls, and the leads of
/// soft hyphens, fillers and tags.
fn rare(b: u8) -> u8 {
    let control = u8::from(b < b' ') & u8::from(b.wrapping_sub(9) > 4);
    let lead = u8::from(b == 0xc2) | u8::from(b == 0xcd) | u8::from(b == 0xd8) | u8::from(b == 0xe1);
    control | u8::from(b == 0x7f) | lead | u8::from(b == 0xf3)
}

/// The character at a byte, where it is invisible and no variation selector.
fn hidden(text: &str, at: usize) -> Option<Span> {
    let c = text.get(at..)?.chars().next()?;
    let selector = matches!(c as u32, 0xfe00..=0xfe0f | 0xe0100..=0xe01ef);
    (unicode::invisible(c).is_some() && !selector).then(|| Span::new(at, at + c.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_invisible_character_is_found_wherever_it_stands() {
        for c in '\0'..=char::MAX {
            let selector = matches!(c as u32, 0xfe00..=0xfe0f | 0xe0100..=0xe01ef);
            let expected = if unicode::invisible(c).is_some() && !selector { 2 } else { 0 };
            let text = format!("{c}推動，{c}");
            assert_eq!(find(&text).len(), expected, "U+{:04X}", c as u32);
        }
        let spans = find("甲\u{200b}乙\u{ad}丙\u{feff}");
        assert_eq!(spans.iter().map(|s| s.start).collect::<Vec<_>>(), [3, 9, 14]);
    }
}
