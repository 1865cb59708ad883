//! Rich Text as a row of tokens: braces, control words, bytes of text.

/// The next thing in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// `\par`, `\u21512`: a word and its number.
    Word(&'a str, Option<i32>),
    /// `\~`, `\*`: a sign.
    Sign(u8),
    /// A byte of text, as it stands or as `\'a4`.
    Byte(u8),
}

/// Cuts a file into tokens. It never fails: whatever is no token is text.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How far the file is cut.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Passes over bytes that are no text.
    pub(super) fn pass_over(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let taken = rest.iter().take_while(|b| wanted(**b)).count();
        self.at += taken;
        rest.get(..taken).unwrap_or_default()
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let word = self.take_while(|b| b.is_ascii_alphabetic());
        if word.is_empty() {
            let sign = self.peek()?;
            self.at += 1;
            return Some(match sign {
                b'\'' => {
                    let digits =
                        self.bytes.get(self.at..self.at + 2).and_then(|d| std::str::from_utf8(d).ok());
                    let byte = digits.and_then(|d| u8::from_str_radix(d, 16).ok());
                    self.at += if byte.is_some() { 2 } else { 0 };
                    byte.map_or(Token::Sign(sign), Token::Byte)
                }
                b'\r' | b'\n' => Token::Word("par", None),
                b'\\' | b'{' | b'}' => Token::Byte(sign),
                sign => Token::Sign(sign),
            });
        }
        let start = self.at;
        let minus = self.peek() == Some(b'-');
        self.at += usize::from(minus);
        let digits = self.take_while(|b| b.is_ascii_digit());
        let number = if digits.is_empty() {
            self.at = start;
            None
        } else {
            let all = self.bytes.get(start..self.at).and_then(|d| std::str::from_utf8(d).ok());
            Some(all.and_then(|d| d.parse().ok()).unwrap_or(i32::MAX))
        };
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        Some(Token::Word(std::str::from_utf8(word).unwrap_or_default(), number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => return self.control(),
                // The lines of the file are nobody's.
                b'\r' | b'\n' | 0 => continue,
                byte => Token::Byte(byte),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_cut_into_tokens() {
        let tokens: Vec<Token<'_>> = Tokens::new(b"{\\b0 a\r\n\\u-10179?\\'a4\\~\\\\\\par\\'zz\\").collect();
        let wanted = [
            Token::Open,
            Token::Word("b", Some(0)),
            Token::Byte(b'a'),
            Token::Word("u", Some(-10179)),
            Token::Byte(b'?'),
            Token::Byte(0xa4),
            Token::Sign(b'~'),
            Token::Byte(b'\\'),
            Token::Word("par", None),
            Token::Sign(b'\''),
            Token::Byte(b'z'),
            Token::Byte(b'z'),
        ];
        assert_eq!(tokens, wanted);
    }
}
