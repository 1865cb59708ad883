//! What a line might be, by the first byte of its content: most lines are none of the things
//! that each is tried for, and this tells so in one look at a table.

use crate::vocab;
use crate::vocab::Term;

/// Things that a line might be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Opening(u8);

impl Opening {
    /// The label of an annex, perhaps in brackets.
    pub const ANNEX: Self = Self(1);
    /// The heading of a contents list.
    pub const CONTENTS: Self = Self(2);
    /// The mark at a paper's end.
    pub const END_MARK: Self = Self(4);
    /// A paper's number.
    pub const PAPER_NUMBER: Self = Self(8);
    /// A rule of dashes, dots or stars.
    pub const RULE: Self = Self(16);
    /// A page number.
    pub const PAGE_NUMBER: Self = Self(32);

    /// What a line might be that begins with this content.
    pub fn of(content: &str) -> Self {
        content.as_bytes().first().map_or(Self(0), |&first| Self(TABLE[first as usize]))
    }

    /// Whether the line might be this.
    pub fn may_be(self, one: Self) -> bool {
        self.0 & one.0 != 0
    }
}

/// What stands around an annex's label.
pub(crate) const BEFORE_ANNEX: [char; 5] = ['（', '(', '「', '[', '【'];

/// What rules are made of.
pub(crate) const RULES: [char; 14] = ['-', '–', '—', '─', '=', '_', '*', '＊', '~', '～', '·', '.', '…', ' '];

/// What page numbers begin with, but digits and white space.
const BEFORE_PAGE: [char; 11] = ['第', 'p', 'P', '-', '–', '—', '─', '－', '‐', '~', '～'];

static TABLE: [u8; 256] = {
    let mut table = [0; 256];
    term(&mut table, &vocab::ANNEX, Opening::ANNEX);
    chars(&mut table, &BEFORE_ANNEX, Opening::ANNEX);
    term(&mut table, &vocab::CONTENTS, Opening::CONTENTS);
    term(&mut table, &vocab::END_MARK, Opening::END_MARK);
    term(&mut table, &vocab::PAPER_NUMBER, Opening::PAPER_NUMBER);
    chars(&mut table, &RULES, Opening::RULE);
    chars(&mut table, &BEFORE_PAGE, Opening::PAGE_NUMBER);
    // Digits of either width.
    chars(&mut table, &['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '０'], Opening::PAGE_NUMBER);
    table
};

const fn term(table: &mut [u8; 256], term: &Term, one: Opening) {
    words(table, term.zh, one);
    words(table, term.en, one);
}

const fn words(table: &mut [u8; 256], mut words: &[&str], one: Opening) {
    while let [word, more @ ..] = words {
        let first = word.as_bytes()[0];
        table[first.to_ascii_lowercase() as usize] |= one.0;
        table[first.to_ascii_uppercase() as usize] |= one.0;
        words = more;
    }
}

const fn chars(table: &mut [u8; 256], mut chars: &[char], one: Opening) {
    while let [c, more @ ..] = chars {
        table[c.encode_utf8(&mut [0; 4]).as_bytes()[0] as usize] |= one.0;
        chars = more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::page_number::page_number;

    #[test]
    fn whatever_a_line_is_it_might_be() {
        for (text, one) in [
            ("附件一", Opening::ANNEX),
            ("(Annex)", Opening::ANNEX),
            ("目錄", Opening::CONTENTS),
            ("Contents", Opening::CONTENTS),
            ("－完－", Opening::END_MARK),
            ("File ref: 1", Opening::PAPER_NUMBER),
            ("———", Opening::RULE),
        ] {
            assert!(Opening::of(text).may_be(one), "{text}");
        }
        assert!(!Opening::of("推動合作").may_be(Opening::ANNEX));
        for text in ["- 2 -", "– 2 –", "第 2 頁", "Page 2 of 9", "p. 2", "2", "２", "—2—", "～2～", "‐ 2 ‐"]
        {
            assert!(page_number(text).is_some() && Opening::of(text).may_be(Opening::PAGE_NUMBER), "{text}");
        }
    }
}
