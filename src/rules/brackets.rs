//! Pairs the brackets and quotation marks of one text.
//!
//! Not every bracket has a partner: `1)` counts, `:)` smiles and `’` is mostly
//! an apostrophe. These never make a fault.

use smallvec::SmallVec;

use crate::text::{Span, unicode};

/// How many brackets away a partner is looked for among others that are open:
/// keeps the work linear on texts that are nothing but brackets.
const DEEPEST: usize = 64;

/// What a bracket pairs with, whatever its width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Round,
    Square,
    Shell,
    Lenticular,
    Angle,
    DoubleAngle,
    Corner,
    DoubleCorner,
    DoubleQuote,
    SingleQuote,
}

/// Opening and closing character of each kind, in each of its widths.
const PAIRS: &[(char, char, Kind)] = &[
    ('(', ')', Kind::Round),
    ('（', '）', Kind::Round),
    ('[', ']', Kind::Square),
    ('［', '］', Kind::Square),
    ('〔', '〕', Kind::Shell),
    ('【', '】', Kind::Lenticular),
    ('〈', '〉', Kind::Angle),
    ('《', '》', Kind::DoubleAngle),
    ('「', '」', Kind::Corner),
    ('｢', '｣', Kind::Corner),
    ('『', '』', Kind::DoubleCorner),
    ('“', '”', Kind::DoubleQuote),
    ('‘', '’', Kind::SingleQuote),
];

impl Kind {
    /// Quotations may run on over paragraphs.
    fn is_quotation(self) -> bool {
        matches!(self, Kind::Corner | Kind::DoubleCorner | Kind::DoubleQuote)
    }

    /// Kinds that are mistaken for each other.
    fn is_like(self, other: Self) -> bool {
        let family = |kind| match kind {
            Kind::Round | Kind::Square | Kind::Shell | Kind::Lenticular => 0,
            Kind::Angle | Kind::DoubleAngle => 1,
            Kind::Corner | Kind::DoubleCorner => 2,
            Kind::DoubleQuote | Kind::SingleQuote => 3,
        };
        family(self) == family(other)
    }
}

/// One bracket where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bracket {
    /// The character.
    pub(super) c: char,
    /// Its place in the source.
    pub(super) span: Span,
    /// The character that pairs with it, in the same width.
    pub(super) partner: char,
    kind: Kind,
    opens: bool,
    /// Opens at the very start of its text or behind a colon, or closes at its very end.
    outermost: bool,
    /// Closes a counter such as `a)`, or belongs to an emoticon.
    counts: bool,
}

impl Bracket {
    /// Whether this opening mark may be closed by `close` in a later text: a
    /// quotation of several paragraphs.
    pub(super) fn runs_on_to(&self, close: &Bracket) -> bool {
        self.pairs_with(close) && self.runs_on() && close.outermost
    }

    /// Whether this opening mark begins a quotation that may run on.
    pub(super) fn runs_on(&self) -> bool {
        self.kind.is_quotation() && self.outermost
    }

    /// Whether the two are the halves of one pair, in any width.
    pub(super) fn pairs_with(&self, close: &Bracket) -> bool {
        self.kind == close.kind
    }
}

/// What is wrong with the brackets of a text.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// Opened, and not closed in this text.
    pub(super) unclosed: Vec<Bracket>,
    /// Closed, and not opened in this text.
    pub(super) unopened: Vec<Bracket>,
    /// Closed by a mark of the same kind and another width.
    pub(super) other_width: Vec<(Bracket, Bracket)>,
    /// Closed by a mark of another kind.
    pub(super) other_kind: Vec<(Bracket, Bracket)>,
}

impl Faults {
    fn count(&self) -> usize {
        self.unclosed.len() + self.unopened.len() + self.other_width.len() + self.other_kind.len()
    }
}

/// The first bracket of a text, where the text begins with an opening one.
pub(super) fn opens_with(text: &str) -> Option<char> {
    text.chars().next().filter(|&c| PAIRS.iter().any(|&(open, ..)| open == c))
}

/// The pair that a character is half of.
fn of(c: char) -> Option<(char, char, Kind)> {
    PAIRS.iter().find(|&&(open, close, _)| open == c || close == c).copied()
}

/// Whether the brackets at `places` of a source close each other in order and in the width that
/// they were opened in: then [`pair`] finds no fault, and need not read the text. No paper
/// but a broken one has more than a few texts of which this is not true.
pub(super) fn in_order(source: &str, places: impl Iterator<Item = u32>) -> bool {
    let mut open: SmallVec<[char; 8]> = SmallVec::new();
    for at in places {
        let at = at as usize;
        let Some(c) = source.get(at..).and_then(|rest| rest.chars().next()) else { return false };
        if open.last() == Some(&c) {
            open.pop();
        } else if c == '’' {
            // An apostrophe: no ‘ is the innermost.
        } else {
            match of(c) {
                // `:-(` may be a frown.
                Some((_, _, Kind::Round)) if is_behind(source, at, b"-'") => return false,
                Some((mark, partner, _)) if mark == c => open.push(partner),
                _ => return false,
            }
        }
    }
    open.is_empty()
}

/// Whether one of the bytes stands right before a place.
fn is_behind(source: &str, at: usize, bytes: &[u8]) -> bool {
    at.checked_sub(1).and_then(|before| source.as_bytes().get(before)).is_some_and(|b| bytes.contains(b))
}

/// Pairs the brackets of one text, given as its pieces: their places in the source and what stands there.
pub(super) fn pair<'t>(pieces: impl Iterator<Item = (Span, &'t str)>) -> Faults {
    let brackets = collect(pieces);
    if brackets.is_empty() {
        return Faults::default();
    }
    let plain = walk(&brackets, false);
    if plain.count() == 0 || !brackets.iter().any(|b| b.counts) {
        return plain;
    }
    // `（例如 a) 甲；b) 乙）`: the counters closed what they should not.
    let without = walk(&brackets, true);
    if without.count() < plain.count() { without } else { plain }
}

fn walk(brackets: &[Bracket], skip_counters: bool) -> Faults {
    let mut faults = Faults::default();
    let mut open: Vec<Bracket> = Vec::new();
    for (at, &bracket) in brackets.iter().enumerate() {
        if bracket.opens {
            open.push(bracket);
            continue;
        }
        if skip_counters && bracket.counts {
            continue;
        }
        let top = open.last().copied();
        let apostrophe = bracket.kind == Kind::SingleQuote && top.is_none_or(|t| t.kind != bracket.kind);
        if apostrophe {
            continue;
        }
        let near = open.len().saturating_sub(DEEPEST);
        match open.iter().skip(near).rposition(|o| o.kind == bracket.kind).map(|index| near + index) {
            Some(index) => {
                faults.unclosed.extend(open.drain(index + 1..));
                if let Some(partner) = open.pop().filter(|o| o.partner != bracket.c) {
                    faults.other_width.push((partner, bracket));
                }
            }
            None if bracket.counts => {}
            None => {
                let later = brackets.get(at + 1..).unwrap_or_default();
                match top.filter(|t| t.kind.is_like(bracket.kind) && !is_closed_in(*t, later)) {
                    Some(top) => {
                        open.pop();
                        faults.other_kind.push((top, bracket));
                    }
                    None => faults.unopened.push(bracket),
                }
            }
        }
    }
    faults.unclosed.extend(open);
    // A lone ‘ with apostrophes around may be one itself.
    let apostrophes = brackets.iter().any(|b| b.kind == Kind::SingleQuote && !b.opens);
    faults.unclosed.retain(|b| b.kind != Kind::SingleQuote || !(apostrophes || b.counts));
    faults
}

/// Whether `open` is closed among `later`, before another of its kind opens.
fn is_closed_in(open: Bracket, later: &[Bracket]) -> bool {
    later.iter().take(DEEPEST).find(|b| b.kind == open.kind).is_some_and(|b| !b.opens)
}

fn collect<'t>(pieces: impl Iterator<Item = (Span, &'t str)>) -> Vec<Bracket> {
    let mut brackets = Vec::new();
    // The characters before the present one, the last one last; blanks left out of `solid`.
    let mut before = String::new();
    let mut solid = None;
    for (span, text) in pieces {
        for (offset, c) in text.char_indices() {
            if let Some(bracket) = bracket(c, span.start as usize + offset, &before, solid) {
                brackets.push(Bracket {
                    counts: bracket.counts || is_decade(c, text.get(offset + c.len_utf8()..)),
                    ..bracket
                });
            }
            before.push(c);
            if !c.is_whitespace() {
                solid = Some(c);
            }
        }
        // A wrapped line: what stands before the break is not what stands before the next character.
        before.push(' ');
    }
    let closing = before.trim_end_matches(|c: char| c.is_whitespace() || "。.；;，,！!？?".contains(c));
    if let Some(last) = brackets.last_mut() {
        last.outermost |= !last.opens && closing.ends_with(last.c);
    }
    brackets
}

fn bracket(c: char, at: usize, before: &str, solid: Option<char>) -> Option<Bracket> {
    if !unicode::is_bracket(c) {
        return None;
    }
    let (open, close, kind) = of(c)?;
    let opens = open == c;
    if opens && kind == Kind::Round && is_frown(before) {
        return None;
    }
    Some(Bracket {
        c,
        span: Span::new(at, at + c.len_utf8()),
        partner: if opens { close } else { open },
        kind,
        opens,
        outermost: opens && matches!(solid, None | Some('：' | ':')),
        counts: !opens && kind == Kind::Round && (is_counter(before) || is_emoticon(before)),
    })
}

/// `a`, `12`, `iv` or `三` right before a closing bracket, and no bracket before that.
fn is_counter(before: &str) -> bool {
    const LONGEST: usize = 4;
    let latin = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '０'..='９');
    let han = |c: &char| "一二三四五六七八九十".contains(*c);
    let length = |of: &dyn Fn(&char) -> bool| before.chars().rev().take_while(|c| of(c)).count();
    let ahead = |length| before.chars().rev().nth(length);
    let opened = |length| ahead(length).is_some_and(|c| PAIRS.iter().any(|&(open, ..)| open == c));
    // Latin counters stand anywhere; Chinese ones are words, unless nothing is before them.
    let (latin, han) = (length(&latin), length(&han));
    (1..=LONGEST).contains(&latin) && !opened(latin)
        || (1..=LONGEST).contains(&han) && !opened(han) && !ahead(han).is_some_and(char::is_alphanumeric)
}

fn is_emoticon(before: &str) -> bool {
    [":", ";", ":-", ";-", "=", "^_^", "^^"].iter().any(|face| before.ends_with(face))
}

fn is_frown(before: &str) -> bool {
    [":-", ":'", "=-"].iter().any(|face| before.ends_with(face))
}

/// `‘90s`: an apostrophe that a word processor turned the wrong way.
fn is_decade(c: char, rest: Option<&str>) -> bool {
    c == '‘' && rest.is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()))
}

#[cfg(test)]
mod tests;
