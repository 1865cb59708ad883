//! The numbers of Markdown's lists: counted or as typed.

/// A list that is open.
#[derive(Debug)]
pub(super) struct List {
    /// The sign of its items, or none where they are numbered.
    sign: Option<char>,
    first: u64,
    /// The number of the item before.
    last: Option<u64>,
    /// Items so far.
    count: u64,
    /// Whether other numbers than the first one were typed.
    typed: bool,
    told: bool,
}

/// What stands before an item, and where it is typed.
#[derive(Debug)]
pub(super) struct Label {
    pub text: String,
    pub at: u32,
}

impl List {
    /// A list with its first number, in so many others.
    pub(super) fn new(first: Option<u64>, depth: usize) -> Self {
        let sign = ['•', '◦', '▪'].get(depth).copied().unwrap_or('▪');
        Self {
            sign: first.is_none().then_some(sign),
            first: first.unwrap_or(0),
            last: None,
            count: 0,
            typed: false,
            told: false,
        }
    }

    /// The label of the next item, as it stands in the file; and what is to be
    /// told where a renderer shows another number.
    pub(super) fn item(&mut self, source: &str, at: u32) -> (Label, Option<String>) {
        if let Some(sign) = self.sign {
            return (Label { text: format!("{sign} "), at }, None);
        }
        let marker = source.trim_start();
        let digits = marker.bytes().take_while(u8::is_ascii_digit).count();
        let stands: u64 = marker.get(..digits).and_then(|d| d.parse().ok()).unwrap_or(self.first);
        let behind = if marker.as_bytes().get(digits) == Some(&b')') { ')' } else { '.' };
        let shown = self.first.saturating_add(self.count);
        self.count += 1;
        self.typed |= stands != self.first && self.last.is_some();
        let number = match self.last {
            Some(last) if !self.typed => last.saturating_add(1),
            _ => stands,
        };
        self.last = Some(number);
        let told = (number != shown && !self.told).then(|| {
            format!("the numbers of a list are given as typed: {number} where a renderer would show {shown}")
        });
        self.told |= told.is_some();
        let at = at + (source.len() - marker.len()) as u32;
        (Label { text: format!("{number}{behind} "), at }, told)
    }
}

#[cfg(test)]
mod tests {
    use super::List;

    fn read(first: u64, items: &[&str]) -> (Vec<String>, usize) {
        let mut list = List::new(Some(first), 0);
        let mut told = 0;
        let labels = items.iter().map(|item| {
            let (label, note) = list.item(item, 0);
            told += usize::from(note.is_some());
            label.text.trim_end().to_owned()
        });
        (labels.collect(), told)
    }

    #[test]
    fn numbers_that_are_all_the_same_are_counted_and_others_taken_as_typed() {
        for (items, wanted, told) in [
            (&["1. a", "1. b", "1. c"][..], &["1.", "2.", "3."][..], 0),
            (&["0) a", "0) b"], &["0)", "1)"], 0),
            (&["2. a", "3. b", "5. c", "6. d"], &["2.", "3.", "5.", "6."], 1),
            (&["7. a", "8. b"], &["7.", "8."], 0),
        ] {
            let first = items[0][..1].parse().unwrap();
            let (labels, notes) = read(first, items);
            assert_eq!(
                (labels.iter().map(String::as_str).collect::<Vec<_>>(), notes),
                (wanted.to_vec(), told)
            );
        }
        assert_eq!(List::new(None, 1).item("* x", 0).0.text, "◦ ");
    }
}
