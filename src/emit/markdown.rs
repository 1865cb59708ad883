//! `parse --to markdown`: the paper as Markdown that shows right on GitHub and
//! parses here again to the same rows.
//!
//! A Markdown renderer counts lists itself: `33.` followed by `35.` is shown as
//! 33 and 34, which is the very fault a paper must not get. So a number is never
//! written as a list: between `33.` and its text stands a no-break space, which
//! Markdown takes for text and a reader of papers for a space. It shows as a
//! space, and the numbers stay as they are printed. A backslash (`33\.`) would
//! do for a renderer, but would stand between the number and whoever reads the
//! file as text.
//!
//! For the same reason sub-items are indented with ideographic spaces: four
//! plain ones would make them code. Other characters are escaped only where
//! they would be taken for Markdown: `*` on its own stays as it is.

use std::borrow::Cow;

use super::notes::{digits, references};
use super::table::{Line, is_table, runs};
use crate::text::Span;
use crate::tree::{Block, Document, Footnote, Marker, Parallel, Part};
use crate::vocab;

const NO_BREAK_SPACE: char = '\u{a0}';
const IDEOGRAPHIC_SPACE: &str = "\u{3000}";
/// Headings have six levels.
const DEEPEST: usize = 6;
/// A table shows no more columns.
const WIDEST_TABLE: u32 = 64;

/// The paper as CommonMark, one line a block, with a line end at its end.
#[must_use]
pub fn markdown(document: &Document<'_>) -> String {
    let mut out = Vec::new();
    let front = &document.front;
    // As papers have it: the day of the meeting stands under the nature it belongs
    // to, or goes on from it ("For discussion on" 20 March 2017).
    let (nature, date) = (front.nature.as_deref(), front.meeting_date.as_deref());
    let goes_on = nature.is_some_and(|n| n.split_whitespace().next_back() == Some(vocab::NATURE_ON));
    let together = nature.zip(date).filter(|_| goes_on).map(|(nature, date)| format!("{nature} {date}"));
    let apart = if together.is_some() { [None, None] } else { [nature, date] };
    let above =
        [front.paper_number.as_deref(), together.as_deref(), apart[0], apart[1], front.committee.as_deref()];
    out.extend(above.into_iter().flatten().map(paragraph));
    if !front.title.is_empty() {
        out.push(heading(1, "", false, &front.title));
    }
    for part in &document.parts {
        one_part(&mut out, part, &document.notes);
    }
    let notes = &document.notes;
    for (n, note) in notes.iter().enumerate() {
        let mark = mark(n);
        let text = inline(&note.text);
        if out.iter().any(|line| line.contains(&mark)) {
            // A renderer counts them from 1.
            let number = digits(&note.marker);
            let printed = if number == (n + 1).to_string() { "" } else { &*note.marker };
            out.push(format!("{mark}: {}", format!("{printed} {text}").trim_start()));
        } else {
            out.push(format!("{}{NO_BREAK_SPACE}{text}", inline(&note.marker)));
        }
    }
    let mut text = out.join("\n\n");
    for n in 0..notes.len() {
        text = text.replace(&mark(n), &format!("[^{}]", n + 1));
    }
    text.push('\n');
    text
}

/// Stands for a reference to a note until everything is escaped: no text holds such characters.
fn mark(note: usize) -> String {
    format!("\u{fdd0}{note}\u{fdd1}")
}

/// A text with the numbers that refer to notes marked.
fn referring<'t>(notes: &[Footnote<'_>], text: &'t str, pieces: &[Span]) -> Cow<'t, str> {
    let found = if notes.is_empty() { Vec::new() } else { references(notes, text, pieces) };
    found.into_iter().rev().fold(Cow::Borrowed(text), |text, (place, note)| {
        let mut text = text.into_owned();
        text.replace_range(place, &mark(note));
        Cow::Owned(text)
    })
}

fn one_part(out: &mut Vec<String>, part: &Part<'_>, notes: &[Footnote<'_>]) {
    out.extend(part.label.iter().map(|label| paragraph(label)));
    out.extend(part.title.iter().map(|title| heading(1, "", false, title)));
    blocks(out, &part.blocks, notes, (0, 0));
    for line in [&part.issuer, &part.issued].into_iter().flatten() {
        out.push(paragraph(line));
    }
    for one in &part.signatories {
        out.push(paragraph(&one.party));
        out.push(paragraph(&one.post));
        out.extend(one.date.iter().map(|date| paragraph(date)));
    }
}

// The depth of the tree is bounded by the number of marker families.
fn blocks(
    out: &mut Vec<String>,
    all: &[Block<'_>],
    notes: &[Footnote<'_>],
    (sections, items): (usize, usize),
) {
    let indent = IDEOGRAPHIC_SPACE.repeat(items);
    for run in runs(all) {
        let [block, ..] = run else { continue };
        if is_table(run) {
            out.push(table(run, notes));
            for block in run {
                blocks(out, block.blocks(), notes, (sections, items + 1));
            }
            continue;
        }
        match block {
            Block::Section(section) => {
                let (marker, spaced) = match &section.marker {
                    Some(marker) => (&*marker.raw, is_spaced(marker, section.title_pieces.first())),
                    None => ("", false),
                };
                let title = referring(notes, &section.title, &section.title_pieces);
                out.push(heading(sections + 2, marker, spaced, &title));
                parallel(out, "", &section.parallel);
                blocks(out, &section.blocks, notes, (sections + 1, items));
            }
            Block::Item(item) => {
                let text = referring(notes, &item.text, &item.pieces);
                out.push(format!("{indent}{}", numbered(&item.marker, item.pieces.first(), &text)));
                parallel(out, &indent, &item.parallel);
                blocks(out, &item.blocks, notes, (sections, items + 1));
            }
            Block::Paragraph(one) => {
                let text = referring(notes, &one.text, &one.pieces);
                out.push(format!("{indent}{}", paragraph(&text)));
                parallel(out, &indent, &one.parallel);
            }
            Block::Table(_) => {}
        }
    }
}

/// Rows as a table with pipes. It must have a head, which may be empty.
fn table(run: &[Block<'_>], notes: &[Footnote<'_>]) -> String {
    let lines: Vec<Line<'_, '_>> = run.iter().flat_map(Line::of).collect();
    let width = lines.iter().map(|line| line.width()).max().unwrap_or(1).min(WIDEST_TABLE) as usize;
    let width = width + lines.iter().map(|line| line.others.len()).max().unwrap_or(0);
    let mut rows: Vec<String> = lines.iter().map(|line| row(line, width, notes)).collect();
    if !lines.first().is_some_and(|line| line.is_head()) {
        rows.insert(0, format!("|{}", "  |".repeat(width)));
    }
    rows.insert(1, format!("|{}", " --- |".repeat(width)));
    rows.join("\n")
}

fn row(line: &Line<'_, '_>, width: usize, notes: &[Footnote<'_>]) -> String {
    let mut cells = vec![String::new(); width];
    let own_width = width.saturating_sub(line.others.len()).max(1);
    let place = |column: u32| (column as usize).clamp(1, own_width) - 1;
    let escaped = |text: String| text.replace('|', "\\|");
    let mut own = line.cells;
    if let Some(item) = line.item {
        let shared = own.split_first().filter(|_| line.shares_cell());
        let words = shared.map(|(first, _)| referring(notes, &first.text, &first.pieces));
        let words = words.unwrap_or_default();
        let (first, more) = words.split_at(words.find('\n').unwrap_or(words.len()));
        let marker = numbered(&item.marker, item.pieces.first(), first);
        cells[place(line.marker_column())] = escaped(marker + &lines(more));
        own = shared.map_or(own, |(_, rest)| rest);
    }
    for cell in own {
        // The last column takes what a table has no room for.
        let place = &mut cells[place(cell.column)];
        place.push(' ');
        place.push_str(&escaped(lines(&referring(notes, &cell.text, &cell.pieces))));
    }
    for (cell, other) in cells.iter_mut().skip(own_width).zip(&line.others) {
        *cell = escaped(inline(other));
    }
    cells.iter().fold("|".to_owned(), |row, cell| row + " " + cell.trim() + " |")
}

/// The lines of a cell.
fn lines(text: &str) -> String {
    text.split('\n').map(inline).collect::<Vec<_>>().join("<br>")
}

fn parallel(out: &mut Vec<String>, indent: &str, others: &[Parallel<'_>]) {
    out.extend(others.iter().map(|other| format!("{indent}{}", paragraph(&other.text))));
}

/// Whether white space stands between a marker and its text in the source.
fn is_spaced(marker: &Marker<'_>, text: Option<&Span>) -> bool {
    text.is_none_or(|text| text.start > marker.span.end)
}

fn heading(level: usize, marker: &str, spaced: bool, title: &str) -> String {
    let space = if spaced && !title.is_empty() { " " } else { "" };
    let mut text = format!("{marker}{space}{title}");
    // A heading's closing hashes would be swallowed.
    if text.ends_with('#') {
        text.insert(text.len() - 1, '\\');
    }
    format!("{} {}", "#".repeat(level.min(DEEPEST)), inline(&text))
}

fn numbered(marker: &Marker<'_>, text: Option<&Span>, words: &str) -> String {
    let mut out = inline(&marker.raw);
    if opens_list(&marker.raw) && (words.is_empty() || is_spaced(marker, text)) {
        out.push(NO_BREAK_SPACE);
    } else if is_spaced(marker, text) && !words.is_empty() {
        out.push(' ');
    }
    out.push_str(&inline(words));
    out
}

/// Whether Markdown takes a word at a line's start, with a space behind it, for
/// the marker of a list or a heading.
fn opens_list(word: &str) -> bool {
    let digits = word.trim_end_matches(['.', ')']);
    let ordered = word.len() == digits.len() + 1
        && (1..=9).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit());
    let hashes = (1..=6).contains(&word.len()) && word.bytes().all(|b| b == b'#');
    ordered || hashes || matches!(word, "-" | "+" | "*")
}

/// A text as a paragraph of its own.
fn paragraph(text: &str) -> String {
    let (word, rest) = text.split_at(text.find([' ', '\t']).unwrap_or(text.len()));
    if opens_list(word) {
        return format!("{}{NO_BREAK_SPACE}{}", word, inline(rest.trim_start()));
    }
    let rule = |c: char| text.chars().all(|d| d == c || d == ' ') && text.starts_with(c);
    let opens_block = text.starts_with('>')
        || ["```", "~~~"].iter().any(|fence| text.starts_with(fence))
        || ['-', '=', '*', '_', '#'].into_iter().any(rule);
    let inline = inline(text);
    // Inside the line the first sign may have been escaped already.
    let escape = if opens_block && !inline.starts_with('\\') { "\\" } else { "" };
    format!("{escape}{inline}")
}

/// Escapes what would be taken for Markdown inside a line, and nothing else.
fn inline(text: &str) -> String {
    if !text.contains(['*', '_', '`', '~', '<', '&', '[', '\\', '\n', '\r']) {
        return text.to_owned();
    }
    let twice = |c: char| text.matches(c).nth(1).is_some();
    let link = ["](", "][", "]:"].iter().any(|end| text.contains(end));
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let next = rest.chars().next();
        let special = match c {
            '*' | '_' | '`' | '~' => twice(c),
            '<' => next.is_some_and(|n| n.is_ascii_alphabetic() || "/!?".contains(n)),
            '&' => rest.find(';').is_some_and(|end| {
                end > 0 && rest[..end].chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
            }),
            '[' => link,
            '\\' => next.is_some_and(|n| n.is_ascii_punctuation()),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        // A block is one line: a break inside would begin another.
        out.push(if c == '\n' || c == '\r' { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    /// What a renderer shows of one block, if it takes it for a plain paragraph.
    fn shown(markdown: &str) -> Option<String> {
        let mut out = String::new();
        for event in Parser::new_ext(markdown, Options::ENABLE_STRIKETHROUGH) {
            match event {
                Event::Text(text) => out.push_str(&text),
                Event::Start(Tag::Paragraph) | Event::End(_) => {}
                _ => return None,
            }
        }
        Some(out.replace(NO_BREAK_SPACE, " "))
    }

    #[test]
    fn numbers_are_never_lists() {
        for text in ["33. 甲", "1) b", "- c", "+ d", "# e", "###### f", "* g", "7."] {
            assert_eq!(shown(&paragraph(text)).as_deref().map(str::trim), Some(text), "{text}");
        }
        assert_eq!(paragraph("33. 甲"), "33.\u{a0}甲");
        assert_eq!(paragraph("（一）甲"), "（一）甲");
    }

    #[test]
    fn lone_signs_stay_and_pairs_are_escaped() {
        assert_eq!(paragraph("a * b, R&D, 5 < 6"), "a * b, R&D, 5 < 6");
        assert_eq!(paragraph("<script>"), "\\<script>");
        assert_eq!(paragraph("*a*"), "\\*a\\*");
        assert_eq!(paragraph("> a"), "\\> a");
        assert_eq!(paragraph("---"), "\\---");
        assert_eq!(paragraph("**"), "\\*\\*");
    }

    proptest! {
        /// An independent renderer shows what the paper says.
        #[test]
        fn a_renderer_shows_the_text(text in "[-a1.)(#>*_`~<&;\\[\\]!\\\\=甲、 ]{1,16}") {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assume!(!text.is_empty());
            let shown = shown(&paragraph(&text));
            prop_assert_eq!(shown.as_deref().map(str::trim), Some(text.as_str()), "{}", paragraph(&text));
        }
    }
}
