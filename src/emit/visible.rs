//! What of a paper may reach a terminal.
//!
//! A paper is foreign text: an escape sequence in it could repaint the screen,
//! a bidirectional control could make a line read otherwise than it is stored.
//! So whatever does not show itself is spelt out before it is printed.

use std::borrow::Cow;
use std::fmt::Write as _;

#[cfg(feature = "terminal")]
use unicode_width::UnicodeWidthChar;
use unicode_width::UnicodeWidthStr;

/// Adds a character to `out` in a form that shows and does nothing else.
pub(super) fn push_visible(out: &mut String, c: char) {
    match c {
        '\t' => out.push(' '),
        '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')),
        '\u{7f}' => out.push('␡'),
        _ if is_hidden(c) => {
            // Writing to a string cannot fail.
            let _ = write!(out, "<U+{:04X}>", u32::from(c));
        }
        _ => out.push(c),
    }
}

/// A foreign text made fit for a terminal: every control or hidden character is
/// spelt out, so that it shows and does nothing.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c.is_control() || is_hidden(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    text.chars().for_each(|c| push_visible(&mut out, c));
    Cow::Owned(out)
}

/// A page or a log in which control characters are replaced by their pictures
/// and marks of direction by their numbers, and nothing else is touched: line
/// ends and tabs are its own.
pub(crate) fn harmless(text: String) -> String {
    let steers = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(steers) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 64);
    for c in text.chars() {
        match c {
            '\0'..='\u{1f}' if steers(c) => {
                out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'))
            }
            '\u{7f}' => out.push('␡'),
            _ if steers(c) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "‹U+{:04X}›", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(feature = "terminal")]
/// Columns that a character takes once [`push_visible`] has written it.
pub(super) fn visible_width(c: char) -> usize {
    if c.is_ascii_control() {
        1
    } else if is_hidden(c) {
        "<U+>".len() + if u32::from(c) > 0xffff { 5 + usize::from(u32::from(c) > 0xf_ffff) } else { 4 }
    } else {
        c.width().unwrap_or(0)
    }
}

/// Columns that a text takes in a terminal, with hidden characters as they stand.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// Characters that print nothing, steer the text's direction, or have no
/// agreed glyph.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{115f}'..='\u{1160}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}'
        | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_hidden_characters_are_spelt_out() {
        assert_eq!(
            visible("\u{1b}[31m紅\u{202e}\u{9b}\u{7f}\t\u{e4c6}"),
            "␛[31m紅<U+202E><U+009B>␡ <U+E4C6>"
        );
        assert!(matches!(visible("（三）旅遊合作 CEPA"), Cow::Borrowed(_)));
    }

    #[cfg(feature = "terminal")]
    #[test]
    fn the_width_is_that_of_what_is_written() {
        for c in "a一\u{1b}\u{7f}\t\u{200b}\u{e000}\u{f0000}\u{100000}\u{9b}（…\u{301}".chars() {
            let mut out = String::new();
            push_visible(&mut out, c);
            assert_eq!(visible_width(c), columns(&out), "U+{:04X}", u32::from(c));
        }
    }
}
