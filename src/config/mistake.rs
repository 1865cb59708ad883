//! Where in a TOML file of ours a mistake is, and what is said of it.

/// Line and column in characters, both from 1, of a byte of `text`, and the
/// message on one line.
pub(crate) fn mistake(text: &str, at: usize, message: &str) -> (usize, usize, String) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column, message.trim_end().replace('\n', ", "))
}
