//! The tree at a glance: parts and sections, the numbers they hold, and how
//! many.
//!
//! Sub-items do not count here, nor does an unnumbered paragraph where there
//! are numbered ones: the outline is for checking a paper's numbering by eye.

use std::io::{self, Write};

use super::visible::{columns, visible};
use super::words::counted;
use crate::tree::{Block, Document, Part, PartKind, Section};

/// Titles longer than this are cut, so that the numbers stay in sight.
const TITLE_COLUMNS: usize = 64;

/// Writes the outline of a document.
///
/// # Errors
/// Where `out` cannot be written.
pub fn outline(document: &Document<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Vec::new();
    let mut annex = 0;
    for part in &document.parts {
        let name = match part.kind {
            PartKind::Body => "body".to_owned(),
            PartKind::Annex => {
                annex += 1;
                format!("annex{annex}")
            }
        };
        let title = match part.kind {
            PartKind::Body => Some(&*document.front.title),
            PartKind::Annex => part.title.as_deref().or(part.label.as_deref()),
        };
        lines.push(Line::new(0, &[Some(&name), title], &part.blocks));
        sections(&part.blocks, 1, &mut lines);
        lines.extend(closing(part));
    }

    let head = [document.source.name.as_str()].into_iter().chain(document.languages.iter().map(|l| &**l));
    writeln!(out, "{}", head.map(visible).collect::<Vec<_>>().join("  "))?;
    let title_width = lines.iter().map(|l| columns(&l.title)).max().unwrap_or(0);
    let numbers_width = lines.iter().map(|l| columns(&l.numbers)).max().unwrap_or(0);
    for line in &lines {
        let mut text = line.title.clone();
        if !line.count.is_empty() {
            pad(&mut text, title_width + 2);
            text.push_str(&" ".repeat(numbers_width.saturating_sub(columns(&line.numbers))));
            text.push_str(&line.numbers);
            text.push_str("  ");
            text.push_str(&line.count);
        }
        writeln!(out, "{text}")?;
    }
    Ok(())
}

/// The numbers that blocks hold at any depth of sections, such as `1–7, 9`, and how many they are in words.
#[must_use]
pub fn held(blocks: &[Block<'_>]) -> (String, String) {
    let mut held = Held::default();
    held.add(blocks);
    (runs(&held.numbers), held.in_words())
}

/// One line of an outline.
struct Line {
    title: String,
    numbers: String,
    count: String,
}

impl Line {
    fn new(depth: usize, words: &[Option<&str>], blocks: &[Block<'_>]) -> Self {
        let words: Vec<_> = words.iter().flatten().filter(|w| !w.is_empty()).map(|w| visible(w)).collect();
        let mut title = "  ".repeat(depth);
        title.push_str(&words.join(" "));
        let (numbers, count) = held(blocks);
        Self { title: cut(title), numbers, count }
    }
}

fn sections(blocks: &[Block<'_>], depth: usize, lines: &mut Vec<Line>) {
    for block in blocks {
        if let Block::Section(section) = block {
            let Section { marker, title, blocks, .. } = section;
            let heading = match marker {
                // Full-width punctuation brings its space with it.
                Some(m) if m.raw.ends_with(is_wide_punctuation) => {
                    format!("{}{title}", m.raw)
                }
                Some(m) => format!("{} {title}", m.raw),
                None => title.to_string(),
            };
            lines.push(Line::new(depth, &[Some(&heading)], blocks));
            sections(blocks, depth + 1, lines);
        }
    }
}

/// Who issued and signed a part.
fn closing(part: &Part<'_>) -> Vec<Line> {
    let line = |words: &[Option<&str>]| Line {
        title: Line::new(1, words, &[]).title,
        numbers: String::new(),
        count: String::new(),
    };
    let mut lines = Vec::new();
    if part.issuer.is_some() || part.issued.is_some() {
        lines.push(line(&[Some("issued:"), part.issuer.as_deref(), part.issued.as_deref()]));
    }
    for who in &part.signatories {
        lines.push(line(&[Some("signed:"), Some(&who.party), Some(&who.post), who.date.as_deref()]));
    }
    lines
}

/// What stands under a heading, at any depth of sections.
#[derive(Default)]
struct Held {
    /// Each number, and whether a letter stands behind it.
    numbers: Vec<(u32, bool)>,
    unnumbered: usize,
}

impl Held {
    fn add(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            match block {
                Block::Section(section) => self.add(&section.blocks),
                Block::Item(item) => self.numbers.push((item.number, item.marker.inserted.is_some())),
                Block::Paragraph(paragraph) => match paragraph.number {
                    Some(number) => self.numbers.push((number, false)),
                    None => self.unnumbered += 1,
                },
                Block::Table(table) => self.unnumbered += table.rows.len(),
            }
        }
    }

    fn in_words(&self) -> String {
        match (self.numbers.len(), self.unnumbered) {
            (0, 0) => "empty".to_owned(),
            (0, n) => counted(n, "unnumbered paragraph"),
            (n, _) => counted(n, "item"),
        }
    }
}

/// Such as `1–7, 9`. A number with a letter, as in 14A, goes with its number;
/// the same number again begins a run of its own, so that it shows.
fn runs(numbers: &[(u32, bool)]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &(number, lettered) in numbers {
        match runs.last_mut() {
            Some((_, last)) if number == *last && lettered => {}
            Some((_, last)) if Some(number) == last.checked_add(1) => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let in_words = |&(first, last): &(u32, u32)| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    const SHOWN: usize = 4;
    let mut words: Vec<String> = runs.iter().take(SHOWN).map(in_words).collect();
    if runs.len() > SHOWN {
        words.push("…".to_owned());
    }
    words.join(", ")
}

fn is_wide_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && columns(c.encode_utf8(&mut [0; 4])) > 1
}

fn cut(title: String) -> String {
    if columns(&title) <= TITLE_COLUMNS {
        return title;
    }
    let mut short = String::new();
    for c in title.chars() {
        if columns(&short) + columns(c.encode_utf8(&mut [0; 4])) >= TITLE_COLUMNS {
            break;
        }
        short.push(c);
    }
    short + "…"
}

fn pad(text: &mut String, to: usize) {
    text.push_str(&" ".repeat(to.saturating_sub(columns(text))));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_show_every_break_in_the_numbers() {
        let plain = |numbers: &[u32]| runs(&numbers.iter().map(|&n| (n, false)).collect::<Vec<_>>());
        assert_eq!(plain(&[]), "");
        assert_eq!(plain(&[1, 2, 3, 5, 7, 8]), "1–3, 5, 7–8");
        assert_eq!(plain(&[1, 2, 2, 3]), "1–2, 2–3");
        assert_eq!(plain(&[1, 1, 5, 3, 9, 20]), "1, 1, 5, 3, …");
        assert_eq!(runs(&[(14, false), (14, true), (15, false)]), "14–15");
    }

    #[test]
    fn long_titles_are_cut_by_columns() {
        let short = cut("粵".repeat(50));
        assert!(short.ends_with('…') && columns(&short) <= TITLE_COLUMNS);
    }
}
