//! What a text is written in.

/// What a line is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// Chinese, with whatever Latin words it quotes.
    Han,
    /// English, with whatever Chinese names it quotes.
    Latin,
}

impl Script {
    pub(super) fn other(self) -> Self {
        match self {
            Script::Han => Script::Latin,
            Script::Latin => Script::Han,
        }
    }
}

/// How much of each script a text holds. A Han character says about as much as
/// three letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Weight {
    pub(super) han: usize,
    pub(super) latin: usize,
}

impl Weight {
    pub(super) fn of(text: &str) -> Self {
        let mut out = Self::default();
        for c in text.chars() {
            match c {
                'a'..='z' | 'A'..='Z' => out.latin += 1,
                '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => out.han += 3,
                _ => {}
            }
        }
        out
    }

    /// The weight of a whole text, without a look at any single character: leading bytes are
    /// counted in blocks so short that a byte holds the count, which becomes vector code.
    pub(super) fn of_bytes(bytes: &[u8]) -> Self {
        let count = |test: fn(u8) -> bool, block: &[u8]| {
            usize::from(block.iter().map(|&b| u8::from(test(b))).sum::<u8>())
        };
        let mut out = Self::default();
        for block in bytes.chunks(128) {
            out.han += 3 * count(|b| (0xe4..=0xe9).contains(&b), block);
            out.latin += count(|b| (b | 0x20).wrapping_sub(b'a') < 26, block);
        }
        // These also lead characters that are none of Han: U+3400, U+F900 and U+20000 are the first.
        let rare = memchr::memchr3_iter(0xe3, 0xef, 0xf0, bytes).filter(|&at| {
            let second = bytes.get(at + 1).copied().unwrap_or(0);
            match bytes[at] {
                0xe3 => second >= 0x90,
                0xef => (0xa4..=0xab).contains(&second),
                _ => (0xa0..=0xbf).contains(&second),
            }
        });
        out.han += 3 * rare.count();
        out
    }

    pub(super) fn sum(self) -> usize {
        self.han + self.latin
    }
}

/// The script of a line; none where it has next to no letters, such as a
/// number, a stamp or a date in digits.
pub(super) fn script_of(content: &str) -> Option<Script> {
    let all = Weight::of(content);
    if all.han == 0 {
        return (all.latin >= 3).then_some(Script::Latin);
    }
    if all.han >= all.latin {
        return Some(Script::Han);
    }
    // English puts a Chinese name into brackets; Chinese puts English words anywhere.
    let bare = Weight::of(&outside_brackets(content));
    Some(if bare.han > 0 && bare.han * 2 >= bare.latin { Script::Han } else { Script::Latin })
}

/// A text without what stands in brackets or quotation marks.
fn outside_brackets(content: &str) -> String {
    let mut depth = 0usize;
    content
        .chars()
        .filter(|c| {
            match c {
                '(' | '（' | '「' | '《' | '“' => depth += 1,
                ')' | '）' | '」' | '》' | '”' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_weighs_as_much_as_its_characters() {
        let all: String = ('\0'..=char::MAX).collect();
        assert_eq!(Weight::of_bytes(all.as_bytes()), Weight::of(&all));
        for c in all.chars() {
            let text = c.to_string();
            assert_eq!(Weight::of_bytes(text.as_bytes()), Weight::of(&text), "U+{:04X}", c as u32);
        }
    }
}
