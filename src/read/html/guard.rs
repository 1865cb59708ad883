//! A tag with very many attributes: html5ever compares each with all before it.

/// Attributes that an element may have; pages have a dozen.
pub(super) const MAX_ATTRIBUTES: usize = 4096;

/// Counts the attributes of a tag whose end has not come yet.
#[derive(Debug, Default)]
pub(super) struct Guard {
    /// Where the tag begins that was looked at last.
    tag: usize,
    /// How far it was looked at.
    seen: usize,
    count: usize,
    quote: Option<u8>,
    last: u8,
}

impl Guard {
    /// Whether what lies between the last token and the end of what was given to
    /// the parser is a tag with too many attributes.
    pub(super) fn too_many_attributes(&mut self, file: &[u8], since: usize, end: usize) -> bool {
        if self.tag != since || self.seen < since {
            *self = Self { tag: since, seen: since, ..Self::default() };
        }
        let open = file.get(since..end).unwrap_or_default();
        let is_tag =
            matches!(open, [b'<', b'/', ..]) || matches!(open, [b'<', c, ..] if c.is_ascii_alphabetic());
        if !is_tag {
            return false;
        }
        for &byte in file.get(self.seen..end).unwrap_or_default() {
            match self.quote {
                Some(quote) => {
                    if byte == quote {
                        self.quote = None;
                    }
                }
                None if matches!(byte, b'"' | b'\'') && self.last == b'=' => self.quote = Some(byte),
                None => {
                    let parted = self.last.is_ascii_whitespace() || matches!(self.last, b'/' | b'"' | b'\'');
                    let blank = byte.is_ascii_whitespace() || matches!(byte, b'/' | b'=');
                    self.count += usize::from(parted && !blank);
                }
            }
            if !(self.last == b'=' && byte.is_ascii_whitespace()) {
                self.last = byte;
            }
        }
        self.seen = end;
        self.count > MAX_ATTRIBUTES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_over_any_cut_and_not_what_stands_in_quotes() {
        let many = |body: &str, step: usize| {
            let file = body.as_bytes();
            let mut guard = Guard::default();
            (step..file.len() + step)
                .step_by(step)
                .any(|end| guard.too_many_attributes(file, 0, end.min(file.len())))
        };
        let repeated = |unit: &str| format!("<a {}", unit.repeat(MAX_ATTRIBUTES + 1));
        for step in [1, 7, 4096] {
            for unit in ["b ", "b=1 ", "b=''", "b = 'c d'/"] {
                assert!(many(&repeated(unit), step), "{unit}");
            }
            assert!(!many(&format!("<a d=\"{}", "0 1 ".repeat(9999)), step));
            assert!(!many(&format!("<!--{}", "a b ".repeat(9999)), step));
        }
    }
}
