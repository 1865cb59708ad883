//! What a line was read as, and why, in plain sentences.

use super::join::Join;
use super::{Block, Paper, walk};
use crate::outline::{Decision, TEXT};
use crate::text::Span;
use crate::text::trivia::TriviaKind;

/// Of lines that come again, so many are named.
const NAMED: usize = 6;

impl Paper<'_> {
    /// What a line of the decoded text, from 1, was read as, and why: a sentence each. Empty past the last
    /// line.
    ///
    /// Why a marker was taken, and why a line was joined to the one before, is known only to a paper that
    /// was parsed with [`Options::trace`](crate::Options::trace).
    ///
    /// ```
    /// let paper = lcpaper::Options::new().trace(true).parse("1. Build the bridge.\n2. Open it.\n");
    /// assert_eq!(paper.explain(2)[0], "“2.” opens an item.");
    /// assert!(paper.explain(2)[1].starts_with("“2.” goes on after 1. of line 1"));
    /// ```
    #[must_use]
    pub fn explain(&self, line: u32) -> Vec<String> {
        let Some(start) = self.source.line_start(line) else { return Vec::new() };
        let end = self.source.line_start(line + 1).unwrap_or(self.text().len() as u32);
        let here = content(self.text(), Span { start, end });
        if here.start >= here.end {
            // Behind the last line end there is no line.
            return if start == end && line > 1 { Vec::new() } else { vec!["The line is blank.".to_owned()] };
        }
        let mut out = Vec::new();
        self.blocks_on(here, &mut out);
        for note in self.document.notes.iter().filter(|note| note.span.meets(here)) {
            out.push(format!(
                "It is of footnote “{}”, which begins in line {}: notes stand at the foot of their page, and \
                 their numbers are a series of their own.",
                note.marker, note.line
            ));
        }
        for decision in self.decisions.iter().filter(|d| d.line == line) {
            let kept = self.rejected.iter().any(|kept| kept.span.start == decision.span.start);
            // What only a space or a word would make a marker, nobody asks about.
            if kept || decision.taken.what != TEXT {
                out.push(self.decided(decision));
            }
        }
        for kept in self.rejected.iter().filter(|kept| kept.line == line) {
            let marker = self.printed(kept.span);
            out.push(format!("“{marker}” reads like a marker and is kept as text: {}.", kept.reason));
        }
        out.extend(self.joins.iter().filter(|(at, _)| *at == line).map(|(_, why)| why.to_string()));
        self.left_out(here, &mut out);
        if out.is_empty() {
            let first = self.document.parts.iter().flat_map(|part| part.blocks.first()).next();
            let before = first.is_none_or(|block| here.end <= block.span().start);
            out.push(match before {
                true => "It stands before the first block: a stamp, a title or the like.".to_owned(),
                false => "It stands around the blocks of a part: a label, a title, an issuer, a date or a \
                          signature."
                    .to_owned(),
            });
        }
        out
    }

    /// The blocks that the line opens, or that it is part of.
    fn blocks_on(&self, here: Span, out: &mut Vec<String>) {
        walk(&self.document, |at, block| {
            let own =
                block.marker().map(|marker| marker.span).into_iter().chain(block.pieces().iter().copied());
            if !own.clone().any(|piece| piece.meets(here)) {
                return;
            }
            let under = match (at.items.last(), at.sections.last()) {
                (Some(item), _) => format!(" under item “{}”", item.marker.raw),
                (None, Some(section)) => format!(" under the heading “{}”", section.title),
                (None, None) => String::new(),
            };
            let what = match block {
                Block::Section(_) => "a heading",
                Block::Item(_) => "an item",
                Block::Paragraph(_) => "a paragraph",
                Block::Table(_) => "a table",
            };
            let first = own.clone().map(|piece| piece.start).min().unwrap_or(here.start);
            out.push(match block.marker() {
                Some(marker) if here.contains(marker.span) => format!("“{}” opens {what}{under}.", marker.raw),
                Some(marker) => format!(
                    "It is part of {what}{under} that “{}” opens in {}.",
                    marker.raw,
                    self.source.place(marker.span.start)
                ),
                None if first < here.start => {
                    format!("It is part of {what}{under} that begins in {}.", self.source.place(first))
                }
                None if matches!(block, Block::Section(_)) => format!(
                    "It is a heading without a marker{under}: a short line that ends no sentence, with text or \
                     items behind it."
                ),
                None => format!("It begins {what}{under}."),
            });
        });
    }

    fn decided(&self, decision: &Decision) -> String {
        let marker = self.printed(decision.span);
        let is = if decision.taken.what == TEXT { "is " } else { "" };
        let instead = decision.instead.as_ref().map(|step| format!("; the next best reading was: {step}"));
        format!("“{marker}” {is}{}{}.", decision.taken, instead.unwrap_or_default())
    }

    fn printed(&self, span: Span) -> &str {
        self.text().get(span.range()).unwrap_or_default().trim()
    }

    /// What of the line is in no text, and why.
    fn left_out(&self, here: Span, out: &mut Vec<String>) {
        let seen = self.trivia.iter().filter(|t| t.span.meets(here) && t.kind != TriviaKind::Blank);
        for trivia in seen {
            let why = match trivia.kind {
                TriviaKind::Blank => continue,
                TriviaKind::PageNumber => "It is a page number, and in no text.".to_owned(),
                TriviaKind::RunningHeader => {
                    format!("It is a running header or footer, and in no text{}.", self.again(here))
                }
                TriviaKind::Artifact => format!(
                    "“{}” is a bullet, a hyphen or an invisible character that text extraction left, and in no \
                     text.",
                    self.printed(trivia.span)
                ),
                TriviaKind::Contents => {
                    "It belongs to a contents list, whose headings come again where they belong.".to_owned()
                }
                TriviaKind::RepeatedBlock => format!(
                    "It belongs to the second copy of a block that comes twice (T007), and in no text{}.",
                    self.again(here)
                ),
                TriviaKind::Ornament => {
                    "It is a rule or an end mark: an ornament, and in no text.".to_owned()
                }
            };
            if !out.contains(&why) {
                out.push(why);
            }
        }
    }

    /// Where the same line stands as well.
    fn again(&self, here: Span) -> String {
        let wanted = self.printed(here);
        let lines: Vec<usize> =
            (1..).zip(self.text().lines()).filter(|(_, l)| l.trim() == wanted).map(|(n, _)| n).collect();
        if lines.len() < 2 {
            return String::new();
        }
        let named: Vec<String> = lines.iter().take(NAMED).map(usize::to_string).collect();
        let more = lines.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!(": the same stands in lines {}{more}", named.join(", "))
    }
}

/// A span without the white space at its ends.
fn content(text: &str, span: Span) -> Span {
    let all = text.get(span.range()).unwrap_or_default();
    let start = span.start + (all.len() - all.trim_start().len()) as u32;
    Span { start, end: (start + all.trim().len() as u32).min(span.end) }
}

impl std::fmt::Display for Join {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Join::LaidOut => "It is joined to the line before: the file's layout says that it goes on.",
            Join::Close => "It is joined to the line before: blocks stand further apart in this paper.",
            Join::Waits => "It is joined to the line before, where nothing stands but a marker.",
            Join::Clause => "It is joined to the line before, which ends with a comma or the like.",
            Join::Full => "It is joined to the line before, which had no room for its first word.",
            Join::Open => "It is joined to the line before, which ends no sentence.",
            Join::Row => "It is joined to the row of the table that it stands in: its cell goes on.",
        })
    }
}
