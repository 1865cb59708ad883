//! A paper with every block on one line, so that it can be laid out anew.

use lcpaper::text::{Trivia, TriviaKind};
use lcpaper::tree::{Block, Style, walk};
use lcpaper::{Paper, Source, Span};

/// What a line opens with.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Where the marker stands in the line, in bytes.
    pub start: usize,
    pub end: usize,
    pub style: Style,
    /// Whether it opens a heading.
    pub heading: bool,
}

/// A line of a flat paper.
#[derive(Debug, Clone)]
pub struct Line {
    pub text: String,
    pub mark: Option<Mark>,
    /// Whether the line is a heading, marked or not.
    pub heading: bool,
}

impl Line {
    /// The line with its marker rewritten.
    pub fn remarked(&self, new: impl FnOnce(&str, &str) -> String) -> String {
        match &self.mark {
            None => self.text.clone(),
            Some(m) => {
                let (before, rest) = self.text.split_at(m.start);
                let (raw, after) = rest.split_at(m.end - m.start);
                format!("{before}{}", new(raw, after))
            }
        }
    }
}

/// A flat paper.
pub struct Flat {
    pub lines: Vec<Line>,
    pub english: bool,
}

impl Flat {
    /// Parses a paper and puts every block on one line. The fixtures' own
    /// suite holds this parse to be right.
    pub fn new(text: &str) -> Self {
        let source = Source::from_text("paper.txt", text);
        let parsed = source.parse();
        let english = parsed.document().languages.first().is_some_and(|l| l.starts_with("en"));
        let text = source.text();
        let mut lines = Vec::new();
        let mut line = Line { text: String::new(), mark: None, heading: false };
        let gaps = gaps(&parsed);
        let marks = marks(&parsed);
        let (mut gaps, mut marks) = (gaps.iter().peekable(), marks.iter().peekable());
        let mut at = 0;
        while at < text.len() {
            if let Some(gap) = gaps.next_if(|g| g.start as usize == at) {
                let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii() && !c.is_whitespace());
                if latin(line.text.chars().last()) && latin(text[gap.end as usize..].chars().next()) {
                    line.text.push(' ');
                }
                at = gap.end as usize;
                continue;
            }
            if let Some((span, style, heading)) = marks.next_if(|m| m.0.start as usize == at) {
                line.heading |= *heading;
                if let Some(style) = style {
                    let start = line.text.len();
                    line.mark =
                        Some(Mark { start, end: start + span.len(), style: *style, heading: *heading });
                }
            }
            let Some(c) = text[at..].chars().next() else { break };
            at += c.len_utf8();
            if c == '\n' {
                lines.push(std::mem::replace(
                    &mut line,
                    Line { text: String::new(), mark: None, heading: false },
                ));
            } else {
                line.text.push(c);
            }
        }
        if !line.text.is_empty() {
            lines.push(line);
        }
        Self { lines, english }
    }
}

/// What lies between the pieces of one text, and what belongs to pages.
fn gaps(parsed: &Paper<'_>) -> Vec<Span> {
    let mut out = Vec::new();
    walk(parsed.document(), |_, block| {
        out.extend(block.pieces().windows(2).map(|w| Span { start: w[0].end, end: w[1].start }));
    });
    // What belongs to pages goes with the pages: a header that is left once is
    // not a running header any more.
    let of_pages = |t: &&Trivia| matches!(t.kind, TriviaKind::PageNumber | TriviaKind::RunningHeader);
    out.extend(parsed.trivia().iter().filter(of_pages).map(|t| t.span));
    out.sort_unstable();
    out.dedup_by(|b, a| b.start < a.end);
    out
}

/// Where blocks open: the marker's span and style, or the first byte of an unmarked heading.
fn marks(parsed: &Paper<'_>) -> Vec<(Span, Option<Style>, bool)> {
    let mut out = Vec::new();
    walk(parsed.document(), |_, block| match block {
        Block::Section(s) => match &s.marker {
            Some(m) => out.push((m.span, Some(m.style), true)),
            None => out.push((Span { start: s.span.start, end: s.span.start }, None, true)),
        },
        Block::Item(i) => out.push((i.marker.span, Some(i.marker.style), false)),
        _ => {}
    });
    out.sort_unstable_by_key(|m| m.0);
    out
}
