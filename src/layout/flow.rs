//! How text flows over lines: the width it is wrapped at, and whether a line
//! is full, so that the line after it goes on with the same paragraph.
//!
//! A line break is a wrap where the next line's first word would not have
//! fitted. Papers on which every paragraph is one long line have no width, and
//! no line of theirs is full.

use crate::markers::Lines;
use crate::text::{Ending, Size};

/// How a text is wrapped, and which of its lines are full.
#[derive(Debug, Clone)]
pub(crate) struct Wraps {
    /// Whether it is wrapped at all.
    wraps: bool,
    /// For each line, whether it goes on in the next one that holds text.
    full: Vec<bool>,
}

/// The width that a text is wrapped at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wrap {
    measure: Measure,
    /// The longest a wrapped line gets; `None` where lines are not wrapped.
    limit: Option<usize>,
    /// Most lines have a blank one before them: those that have none go on.
    spaced: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// Columns: Latin text, typeset Chinese.
    Columns,
    /// Characters: Chinese wrapped by a program that counts characters.
    Characters,
}

/// Punctuation may not stand at either end of a Chinese line, so a wrapped one
/// may be short by this many columns.
const KINSOKU: usize = 4;

/// Where no width is known, a line of this many columns is longer than a heading.
const LONG: usize = 60;

/// No text is wrapped at less than this.
const NARROWEST: usize = 16;

/// Longer lines (in columns) are never the work of a wrap.
const WIDEST: usize = 132;

impl Measure {
    fn of(self, word: Word) -> usize {
        usize::from(match self {
            Measure::Columns => word.columns,
            Measure::Characters => word.chars,
        })
    }

    fn in_line(self, size: Size) -> usize {
        usize::from(match self {
            Measure::Columns => size.columns,
            Measure::Characters => size.chars,
        })
    }

    /// Whether a line of this size is longer than headings are.
    fn wide(self, size: usize) -> bool {
        size >= if self == Measure::Columns { 60 } else { 32 }
    }

    fn slack(self) -> usize {
        match self {
            Measure::Columns => KINSOKU,
            Measure::Characters => KINSOKU / 2,
        }
    }
}

impl Wraps {
    /// Finds the width that most lines of a text are wrapped at, and settles for each line
    /// whether it is full: that is asked of a line again and again.
    pub fn find(lines: &Lines<'_>, significant: &[u32]) -> Self {
        let mut out = Self { wraps: false, full: vec![false; lines.lines.len()] };
        if lines.columns.is_empty() {
            out.measure(lines, significant);
            return out;
        }
        // Columns that stood side by side have a width of their own.
        let in_column = |line: &u32| {
            let span = lines.lines[*line as usize].span;
            lines.columns.iter().any(|column| column.meets(span))
        };
        let (columns, around): (Vec<u32>, Vec<u32>) = significant.iter().copied().partition(in_column);
        out.measure(lines, &columns);
        out.measure(lines, &around);
        // What stands between two lines of one kind parts them.
        for pair in significant.windows(2).filter(|pair| in_column(&pair[0]) != in_column(&pair[1])) {
            out.full[pair[0] as usize] = false;
        }
        out
    }

    /// Settles which lines are full, of those that have one width.
    fn measure(&mut self, lines: &Lines<'_>, significant: &[u32]) {
        let (wrap, words) = Wrap::find(lines, significant);
        for (at, pair) in significant.windows(2).enumerate() {
            let word = words.get(at).copied().unwrap_or_default();
            let (line, next) = (pair[0] as usize, pair[1] as usize);
            self.full[line] = wrap.is_full(lines, line, next, word) || torn_by_page(lines, line, next);
        }
        self.wraps |= wrap.limit.is_some();
    }

    /// Whether the text is wrapped at all.
    pub fn wraps(&self) -> bool {
        self.wraps
    }

    /// Whether a line goes on in the next one that holds text: by the file's layout where it
    /// tells; else it had no room for its first word, or it is long, ends no sentence, and the
    /// next stands right below it.
    pub fn is_full(&self, line: usize) -> bool {
        self.full.get(line) == Some(&true)
    }
}

/// Whether a page ends in the middle of a sentence: what stands between is of the page, and the
/// next line can only be the sentence's end.
fn torn_by_page(lines: &Lines<'_>, line: usize, next: usize) -> bool {
    let (before, after) = (&lines.lines[line], &lines.lines[next]);
    let page = || {
        lines.lines[line + 1..=next].iter().any(|l| l.page_break)
            || lines.lines[line + 1..next].iter().any(|l| !l.is_blank())
    };
    after.count == 0
        && after.runs_on.is_none()
        && matches!(before.ending, Ending::Open | Ending::Clause)
        && next > line + 1
        && page()
        && (lines.content(next).starts_with(|c: char| c.is_lowercase())
            || after.ending == Ending::Sentence
                && (Measure::Columns.in_line(before.size) >= LONG_TORN || lines.content(line).contains('，')))
}

/// A line torn by a page has so many columns, where no comma in it shows that it is a sentence's.
const LONG_TORN: usize = 40;

impl Wrap {
    /// A text whose paragraphs stand on a line each.
    const NONE: Self = Self { measure: Measure::Columns, limit: None, spaced: false };

    /// A text whose wraps the file's layout tells, line by line.
    const LAID_OUT: Self = Self { measure: Measure::Columns, limit: Some(0), spaced: false };

    /// Finds the wrap, and for each line the word that the next begins with, if that matters.
    fn find(lines: &Lines<'_>, significant: &[u32]) -> (Self, Vec<Word>) {
        // A line that begins with a number may be known by the words before it to go on, without any layout.
        let numbered = |i: usize| lines.content(i).starts_with(|c: char| c == '(' || c.is_ascii_digit());
        let laid_out = |i: usize| lines.lines[i].runs_on == Some(true) && !numbered(i);
        if lines.laid_out() && (0..lines.lines.len()).any(laid_out) {
            return (Self::LAID_OUT, Vec::new());
        }
        let touching = significant.windows(2).filter(|w| w[0] + 1 == w[1]).count();
        let spaced = touching * 2 < significant.len();
        let long =
            significant.iter().filter(|i| lines.lines[**i as usize].span.len() > WIDEST * 3 / 2).count();
        if significant.len() < 4 || long * 12 > significant.len() {
            return (Self { spaced, ..Self::NONE }, Vec::new());
        }
        let words: Vec<Word> =
            significant.windows(2).map(|w| Word::find(lines, w[0] as usize, w[1] as usize)).collect();
        let best = [Measure::Columns, Measure::Characters]
            .into_iter()
            .filter_map(|measure| Self::at_limit(measure, spaced, lines, significant, &words))
            .max_by_key(|(full, _)| *full);
        match best {
            Some((_, wrap)) => (wrap, words),
            None => (Self { spaced, ..Self::NONE }, words),
        }
    }

    /// The wrap that the longest lines speak for in one measure, and how many lines are full,
    /// where those are enough.
    fn at_limit(
        measure: Measure,
        spaced: bool,
        lines: &Lines<'_>,
        significant: &[u32],
        words: &[Word],
    ) -> Option<(usize, Self)> {
        let size = |i: u32| measure.in_line(lines.lines[i as usize].size);
        // How many lines there are of each size; all that are longer than any wrap are of one.
        let mut counts = [0usize; WIDEST + 2];
        for &i in significant {
            counts[size(i).min(WIDEST + 1)] += 1;
        }
        // A few lines may stick out: tables, addresses.
        let mut longer = significant.len() / 30;
        let limit = counts.iter().rposition(|&count| {
            let here = count > longer;
            longer = longer.saturating_sub(count);
            here
        })?;
        if !(NARROWEST..=WIDEST).contains(&limit) {
            return None;
        }
        let wrap = Self { measure, limit: Some(limit), spaced };
        let (mut full, mut sure) = (0, 0);
        for (pair, word) in significant.windows(2).zip(words) {
            let (line, next) = (pair[0] as usize, pair[1] as usize);
            if wrap.leaves_no_room(limit, size(pair[0]), *word) {
                full += 1;
                // A full line that ends no sentence, and no marker behind it: surely a wrap.
                let open = lines.lines[line].ending == Ending::Open && lines.lines[next].count == 0;
                sure += usize::from(open);
            }
        }
        let enough = full >= 3 && full * 6 >= significant.len() || sure >= 2 && measure.wide(limit);
        enough.then_some((full, wrap))
    }

    fn is_full(self, lines: &Lines<'_>, line: usize, next: usize, word: Word) -> bool {
        if let Some(runs_on) = lines.lines[next].runs_on {
            return runs_on;
        }
        let open = matches!(lines.lines[line].ending, Ending::Open | Ending::Clause);
        let below = next == line + 1 && open;
        let size = self.measure.in_line(lines.lines[line].size);
        match self.limit {
            None => below && self.spaced && size >= LONG,
            Some(limit) => below && size * 10 >= limit * 7 || self.leaves_no_room(limit, size, word),
        }
    }

    /// Whether a line of a size had no room for a word. An indent takes room as text does.
    fn leaves_no_room(self, limit: usize, size: usize, word: Word) -> bool {
        let slack = if word.spaced { 0 } else { self.measure.slack() };
        size + self.measure.slack() >= limit / 2
            && (size > limit || size + usize::from(word.spaced) + self.measure.of(word) + slack > limit)
    }
}

/// What a wrap would have had to leave room for.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    /// Its size; 255 is more than any line has.
    columns: u8,
    chars: u8,
    /// A space would stand before it.
    spaced: bool,
}

impl Word {
    /// The first word of a line, behind the line before.
    fn find(lines: &Lines<'_>, line: usize, next: usize) -> Self {
        let next = lines.content(next);
        let han = |b: Option<&u8>| b.is_some_and(|b| (0xe4..=0xe9).contains(b));
        let bytes = next.as_bytes();
        if han(bytes.first()) && han(bytes.get(3)) {
            return Self { columns: 2, chars: 1, spaced: false };
        }
        let word = first_word(next);
        let latin = word.bytes().any(|b| b.is_ascii_alphanumeric());
        let Size { columns, chars } =
            if word.is_ascii() { Size::new(word.len(), word.len()) } else { Size::of(word) };
        let most = |n: u16| u8::try_from(n).unwrap_or(u8::MAX);
        Self {
            columns: most(columns),
            chars: most(chars),
            spaced: latin && edge(lines, line).ends_with(narrow),
        }
    }
}

/// A line from its margin to its last character.
fn edge<'s>(lines: &Lines<'s>, line: usize) -> &'s str {
    let line = &lines.lines[line];
    &lines.text[line.whole.start as usize..line.span.end as usize]
}

/// What could have been moved to the line before: a Latin word, a number, or
/// one Han character with the punctuation that may not begin a line.
fn first_word(text: &str) -> &str {
    let mut chars = text.char_indices();
    let Some((_, first)) = chars.next() else { return "" };
    let end = if narrow(first) {
        // Nearly all that is narrow is ASCII.
        let ascii = text.bytes().take_while(|&b| b != b' ' && b < 0x80).count();
        match text.as_bytes().get(ascii) {
            None | Some(b' ') => ascii,
            _ => text.find(|c: char| !narrow(c) || c == ' ').unwrap_or(text.len()),
        }
    } else {
        let rest = chars.as_str();
        text.len() - rest.trim_start_matches(begins_no_line).len()
    };
    &text[..end]
}

/// What Chinese typesetting keeps from the start of a line.
fn begins_no_line(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '」'
            | '』'
            | '》'
            | '〉'
            | '】'
            | '”'
            | '’'
            | ')'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
    )
}

/// Latin letters, digits and the punctuation that stands with them, curly
/// quotation marks among it: what a wrap keeps together.
fn narrow(c: char) -> bool {
    (c as u32) < 0x2e80
}
