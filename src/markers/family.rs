//! The form of a marker, as a value.

use super::numeral::System;
use crate::vocab;

/// The form that a marker is printed in, brackets and letters folded to one width. Markers of one list are of one family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Family {
    pub open: Open,
    pub prefix: Prefix,
    pub system: System,
    /// How many numbers the marker shows: 2 for `1.2`.
    pub depth: u8,
    /// Index in the table of counters, from 1; 0 where there is none.
    pub suffix: u8,
    pub close: Close,
    /// Its digits are full-width.
    pub wide: bool,
}

/// What stands before everything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Open {
    Nothing,
    /// A bracket: its index in the grammar's table.
    Bracket(u8),
    /// One character holds number and enclosure: the index of the enclosure's name.
    Glyph(u8),
}

/// What stands before the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Prefix {
    Nothing,
    /// 第, 其, § and the like.
    Sign(char),
    /// A capital before digits: A1.
    Capital(char),
    /// A word before the number: a fingerprint of it in lower case.
    Word(u32),
}

/// What stands behind the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Close {
    /// Nothing but a space, or the suffix.
    Nothing,
    /// The other half of the bracket, or the glyph's own edge.
    Enclosed,
    Dot,
    /// 、
    Comma,
    /// A comma that also stands inside sentences.
    Soft,
    Colon,
    Dash,
    /// A bracket that was never opened: 1)
    Paren,
    /// The marker is all that its line holds.
    LineEnd,
}

impl Family {
    /// Whether it divides a whole paper, as `第二章` and `Part II` do: it stands in no item.
    pub fn divides(self) -> bool {
        let divides = &vocab::ordinals::DIVIDES;
        match self.prefix {
            Prefix::Word(own) => divides.en.iter().any(|w| word(w) == own),
            Prefix::Sign('第') => usize::from(self.suffix)
                .checked_sub(1)
                .and_then(|at| vocab::numerals::COUNTERS.get(at))
                .is_some_and(|forms| forms.iter().any(|form| divides.zh.contains(form))),
            _ => false,
        }
    }

    /// Whether two families differ only in the stop behind the number, the width of its digits or
    /// the case of a Roman numeral: one list may mix them, which is told as a matter of typography.
    pub fn near(self, other: Self) -> bool {
        let worded = matches!(self.prefix, Prefix::Word(_));
        let soft = |c| {
            matches!(c, Close::Dot | Close::Comma | Close::Nothing | Close::Soft)
                || worded && matches!(c, Close::Dash | Close::Colon)
        };
        let systems = self.system.is_roman() && other.system.is_roman();
        self != other
            && self.open == other.open
            && self.beside(other)
            && (self.system == other.system
                && (self.close == other.close || soft(self.close) && soft(other.close))
                || self.close == other.close && systems)
    }

    /// Whether one is the other with a slip of the hand: `(B)`, `b)` or `[b]` for (b).
    pub fn slips(self, other: Self) -> bool {
        let half = |a: Self, b: Self| {
            matches!(a.open, Open::Bracket(_)) && b.open == Open::Nothing && b.close == Close::Paren
        };
        let brackets = matches!((self.open, other.open), (Open::Bracket(_), Open::Bracket(_)))
            || half(self, other)
            || half(other, self);
        let systems = self.system.is_letter() && other.system.is_letter()
            || self.system.is_roman() && other.system.is_roman();
        let same_marks = self.open == other.open && self.close == other.close;
        self != other
            && self.beside(other)
            && (self.system == other.system && (same_marks || brackets) || systems && same_marks)
    }

    /// Whether both have the same word or sign, as many levels and the same counter.
    fn beside(self, other: Self) -> bool {
        (self.prefix, self.depth, self.suffix) == (other.prefix, other.depth, other.suffix)
    }
}

/// The numbers before the last one of a marker such as `1.2.3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Levels {
    /// A fingerprint of all of them; 0 where there are none.
    pub all: u32,
    /// The same of all but the last.
    pub above: u32,
    /// The last of them.
    pub last: u32,
}

impl Levels {
    /// With one more number behind.
    pub fn and(self, number: u32) -> Self {
        let mixed =
            (self.all ^ number.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x85eb_ca6b).rotate_left(13) | 1;
        Self { all: mixed, above: self.all, last: number }
    }

    pub fn is_empty(self) -> bool {
        self.all == 0
    }
}

/// A fingerprint of a word, its case folded.
pub(super) fn word(text: &str) -> u32 {
    let fold = |hash: u32, b: u8| (hash ^ u32::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
    text.bytes().fold(0x811c_9dc5, fold)
}
