//! Places as JavaScript counts them: UTF-16 units, where the library has bytes.

use lcpaper::Span;
use serde::Serialize;

/// Bytes between two places that are counted beforehand.
const STEP: usize = 256;

/// The UTF-16 units of a text, by its bytes.
pub struct Units<'t> {
    text: &'t str,
    /// The units before each `STEP`-th byte, or before the character that the byte is in.
    before: Vec<u32>,
}

/// A stretch of a text in UTF-16 units, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Stretch {
    pub from: u32,
    pub to: u32,
}

impl<'t> Units<'t> {
    pub fn of(text: &'t str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STEP + 1);
        let mut units = 0;
        for (at, c) in text.char_indices() {
            while before.len() * STEP < at + c.len_utf8() {
                before.push(units);
            }
            units += c.len_utf16() as u32;
        }
        before.push(units);
        Self { text, before }
    }

    /// The units before a byte; inside a character, before that. Behind the text, all.
    pub fn at(&self, byte: u32) -> u32 {
        let byte = self.text.floor_char_boundary(byte as usize);
        let counted = self.text.floor_char_boundary(byte / STEP * STEP);
        let rest = self.text.get(counted..byte).unwrap_or_default();
        self.before.get(byte / STEP).copied().unwrap_or_default() + rest.encode_utf16().count() as u32
    }

    pub fn stretch(&self, span: Span) -> Stretch {
        Stretch { from: self.at(span.start), to: self.at(span.end) }
    }

    /// The byte at which a unit begins; inside a character, at which that begins.
    pub fn byte(&self, unit: u32) -> u32 {
        let step = self.before.partition_point(|&units| units <= unit).saturating_sub(1);
        let mut at = self.text.floor_char_boundary(step * STEP);
        let mut units = self.before.get(step).copied().unwrap_or_default();
        for c in self.text.get(at..).unwrap_or_default().chars() {
            units += c.len_utf16() as u32;
            if units > unit {
                break;
            }
            at += c.len_utf8();
        }
        at as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_those_of_utf_16_at_every_byte() {
        let text = "1. 一𠀀é\r\n".repeat(200);
        let units = Units::of(&text);
        let mut wanted = 0;
        for (at, c) in text.char_indices() {
            for inside in at..at + c.len_utf8() {
                assert_eq!(units.at(inside as u32), wanted, "at byte {inside}");
            }
            for inside in wanted..wanted + c.len_utf16() as u32 {
                assert_eq!(units.byte(inside) as usize, at, "at unit {inside}");
            }
            wanted += c.len_utf16() as u32;
        }
        assert_eq!(units.at(u32::MAX), wanted);
        assert_eq!(units.byte(u32::MAX) as usize, text.len());
        assert_eq!((Units::of("").at(0), Units::of("").byte(9)), (0, 0));
    }
}
