//! Papers made from a seed, with the rows that they must give. The same seed
//! makes the same paper on every machine: nothing is drawn from outside.
//!
//! The file stands alone, so that a benchmark can take it in with `#[path]`.
#![allow(dead_code, unused_imports, reason = "tests and benchmarks use different parts of this")]

// Spelt out, so that the file can also be taken in with `#[path]`.
#[path = "generator/damage.rs"]
mod damage;
#[path = "generator/words.rs"]
mod words;

use std::ops::Range;

pub use words::han;
use words::{ENGLISH, HAN, Words};

/// Splitmix64: small, and good enough to vary papers.
pub struct Random(u64);

impl Random {
    /// A stream of numbers that depends on the seed alone.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number of the stream.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`, which must not be 0.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// The language of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Chinese,
    English,
}

/// How a counter is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// `一、`
    HanComma,
    /// `（一）`
    HanParens,
    /// `(一) `
    NarrowHanParens,
    /// `第一章　`
    Chapter,
    /// `1. `
    Decimal,
    /// `1.`, no space behind it
    TightDecimal,
    /// `I. `
    UpperRoman,
    /// `A. `
    UpperLetter,
    /// `Part 1 `
    Part,
}

/// What a paper is to look like.
#[derive(Debug, Clone)]
pub struct Options {
    pub language: Language,
    /// A body of paragraphs under unmarked headings, before the plan as its annex.
    pub body: bool,
    /// Shape of the section markers; without, the items stand alone.
    pub sections: Option<Shape>,
    /// Shape of the subsection markers, for papers with sections.
    pub subsections: Option<Shape>,
    pub items: Shape,
    /// Whether items begin anew in every section or subsection.
    pub restarts: bool,
    /// Least and most sections.
    pub section_count: (usize, usize),
    /// Least and most items under one heading.
    pub item_count: (usize, usize),
    /// Least and most sentences in an item.
    pub sentences: (usize, usize),
    /// Whether some items have sub-items `(a)`, `(b)`.
    pub sub_items: bool,
    /// Wrap lines at so many columns.
    pub wrap: Option<usize>,
    /// A blank line between items.
    pub spaced: bool,
}

impl Options {
    /// Options that depend on the seed alone.
    pub fn varied(seed: u64) -> Self {
        use Shape::*;
        let mut r = Random::new(seed ^ 0x6f70_7469_6f6e_7300);
        let language = if r.one_in(3) { Language::English } else { Language::Chinese };
        type Scheme = (Option<Shape>, Option<Shape>, Shape);
        const ZH: &[Scheme] = &[
            (Some(HanComma), Some(HanParens), Decimal),
            (Some(HanComma), Some(NarrowHanParens), Decimal),
            (Some(HanComma), None, Decimal),
            (Some(HanComma), None, TightDecimal),
            (Some(HanComma), None, HanParens),
            (Some(Chapter), None, Decimal),
            (None, None, Decimal),
        ];
        const EN: &[Scheme] = &[
            (Some(UpperRoman), Some(UpperLetter), Decimal),
            (Some(UpperLetter), None, Decimal),
            (Some(UpperRoman), None, Decimal),
            (Some(Part), None, Decimal),
            (None, None, Decimal),
        ];
        let &(sections, subsections, items) = r.pick(if language == Language::Chinese { ZH } else { EN });
        Self {
            language,
            body: r.one_in(2),
            sections,
            subsections,
            items,
            // Han numerals in items never run on through a paper.
            restarts: sections.is_some() && (items == HanParens || r.one_in(2)),
            section_count: (3, 8),
            item_count: (3, 9),
            sentences: (1, 3),
            sub_items: r.one_in(3),
            wrap: r.one_in(2).then(|| if language == Language::Chinese { 72 } else { 76 }),
            spaced: r.one_in(2),
        }
    }

    /// A paper of about so many items, for benchmarks.
    pub fn long(items: usize, language: Language) -> Self {
        let mut out = Self::varied(0);
        out.language = language;
        (out.sections, out.subsections) = match language {
            Language::Chinese => (Some(Shape::HanComma), Some(Shape::HanParens)),
            Language::English => (Some(Shape::Part), Some(Shape::UpperLetter)),
        };
        out.items = Shape::Decimal;
        (out.restarts, out.sub_items, out.wrap, out.spaced) = (false, false, None, false);
        let sections = (items / 100).clamp(2, 99);
        out.section_count = (sections, sections);
        // Two to five subsections a section.
        let each = (items * 2 / (sections * 7)).max(1);
        out.item_count = (each, each);
        out
    }
}

/// A row that the paper must give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// `body` or `annex1`.
    pub part: String,
    pub section: Option<u32>,
    pub section_title: String,
    pub subsection: Option<u32>,
    pub subsection_title: String,
    pub number: u32,
    pub text: String,
}

/// A made paper.
#[derive(Debug, Clone)]
pub struct Paper {
    pub text: String,
    pub rows: Vec<Known>,
    /// Where its markers stand, in bytes.
    pub markers: Vec<Range<usize>>,
}

impl Paper {
    /// Makes the paper that a seed and options stand for.
    pub fn generate(seed: u64, options: &Options) -> Self {
        let words = if options.language == Language::Chinese { &HAN } else { &ENGLISH };
        let random = Random::new(seed);
        let mut maker = Maker {
            options,
            words,
            random,
            text: String::new(),
            rows: Vec::new(),
            markers: Vec::new(),
            place: Place::default(),
        };
        maker.paper();
        Self { text: maker.text, rows: maker.rows, markers: maker.markers }
    }

    /// A paper of any kind.
    pub fn varied(seed: u64) -> Self {
        Self::generate(seed, &Options::varied(seed))
    }
}

#[derive(Default)]
struct Place {
    part: String,
    section: Option<u32>,
    section_title: String,
    subsection: Option<u32>,
    subsection_title: String,
}

struct Maker<'o> {
    options: &'o Options,
    words: &'static Words,
    random: Random,
    text: String,
    rows: Vec<Known>,
    markers: Vec<Range<usize>>,
    place: Place,
}

impl Maker<'_> {
    fn paper(&mut self) {
        if self.options.body {
            self.line(self.words.nature);
            self.line("");
            let title = self.words.title(&mut self.random);
            self.line(&title);
            self.line("");
            self.body();
            self.line(self.words.annex);
            self.line("");
        }
        let title = self.words.title(&mut self.random);
        self.line(&title);
        self.line("");
        self.place.part = if self.options.body { "annex1" } else { "body" }.to_owned();
        self.plan();
    }

    fn body(&mut self) {
        self.place.part = "body".to_owned();
        let mut number = 0;
        for (at, heading) in self.words.headings.iter().enumerate() {
            self.line(heading);
            self.line("");
            self.place.section_title = (*heading).to_owned();
            let paragraphs = self.random.between(1, 4);
            for paragraph in 0..paragraphs {
                number += 1;
                let mut text = self.words.sentences(&mut self.random, 1, 3);
                if at == 0 && paragraph == 0 {
                    text.push_str(self.words.joint);
                    text.push_str(self.words.see_annex);
                }
                self.numbered(&format!("{number}. "), number, &text);
                self.line("");
            }
        }
        self.line(self.words.issuer);
        self.line(self.words.issued);
        self.line("");
        self.place = Place::default();
    }

    fn plan(&mut self) {
        let Some(shape) = self.options.sections else {
            let count = self.random.between(10, 40);
            self.items(&mut 0, count);
            return;
        };
        let mut number = 0;
        let sections = self.random.between(self.options.section_count.0, self.options.section_count.1);
        let mut titles = Vec::new();
        for section in 1..=sections as u32 {
            self.heading(shape, section, &mut titles);
            (self.place.section, self.place.section_title) =
                (Some(section), titles.last().cloned().unwrap_or_default());
            match self.options.subsections {
                // A section here and there goes without subsections.
                Some(shape) if section == 2 || !self.random.one_in(4) => {
                    for subsection in 1..=self.random.between(2, 5) as u32 {
                        self.heading(shape, subsection, &mut titles);
                        self.place.subsection = Some(subsection);
                        self.place.subsection_title = titles.last().cloned().unwrap_or_default();
                        self.items_under_heading(&mut number);
                    }
                    (self.place.subsection, self.place.subsection_title) = (None, String::new());
                }
                _ => self.items_under_heading(&mut number),
            }
        }
    }

    fn heading(&mut self, shape: Shape, value: u32, titles: &mut Vec<String>) {
        let title = self.words.heading(&mut self.random, titles);
        let marker = marker(shape, value);
        self.markers.push(self.text.len()..self.text.len() + marker.len());
        self.line(&format!("{marker}{title}"));
        self.line("");
        titles.push(title);
    }

    fn items_under_heading(&mut self, number: &mut u32) {
        if self.options.restarts {
            *number = 0;
        }
        let count = self.random.between(self.options.item_count.0, self.options.item_count.1);
        self.items(number, count);
    }

    fn items(&mut self, number: &mut u32, count: usize) {
        for _ in 0..count {
            *number += 1;
            let (low, high) = self.options.sentences;
            let text = self.words.sentences(&mut self.random, low, high);
            if self.options.sub_items && self.random.one_in(5) {
                let text = format!("{text}{}{}", self.words.joint, self.words.as_follows);
                self.numbered(&marker(self.options.items, *number), *number, &text);
                for sub in 1..=self.random.between(2, 5) as u32 {
                    if self.options.spaced {
                        self.line("");
                    }
                    let text = self.words.sentences(&mut self.random, 1, 1);
                    let letter = char::from(b'a' + sub as u8 - 1);
                    self.numbered(&format!("({letter}) "), sub, &text);
                }
            } else {
                self.numbered(&marker(self.options.items, *number), *number, &text);
            }
            if self.options.spaced {
                self.line("");
            }
        }
        if !self.options.spaced {
            self.line("");
        }
    }

    fn numbered(&mut self, marker: &str, number: u32, text: &str) {
        let line = format!("{marker}{text}");
        self.markers.push(self.text.len()..self.text.len() + marker.len());
        match self.options.wrap {
            Some(columns) => wrap(&line, columns).iter().for_each(|l| self.line(l)),
            None => self.line(&line),
        }
        self.rows.push(Known {
            part: self.place.part.clone(),
            section: self.place.section,
            section_title: self.place.section_title.clone(),
            subsection: self.place.subsection,
            subsection_title: self.place.subsection_title.clone(),
            number,
            text: text.to_owned(),
        });
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

fn marker(shape: Shape, n: u32) -> String {
    match shape {
        Shape::HanComma => format!("{}、", words::han(n)),
        Shape::HanParens => format!("（{}）", words::han(n)),
        Shape::NarrowHanParens => format!("({}) ", words::han(n)),
        Shape::Chapter => format!("第{}章　", words::han(n)),
        Shape::Decimal => format!("{n}. "),
        Shape::TightDecimal => format!("{n}."),
        Shape::UpperRoman => {
            format!("{}. ", ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"][n as usize - 1])
        }
        Shape::UpperLetter => format!("{}. ", char::from(b'A' + n as u8 - 1)),
        Shape::Part => format!("Part {n} "),
    }
}

/// Breaks a line at so many columns, a Han character taking two. Latin words
/// and numbers stay whole; no line begins with closing punctuation or ends
/// with opening punctuation.
pub fn wrap(line: &str, columns: usize) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut used = 0;
    for word in unbreakable(line) {
        let wide: usize = word.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        if used > 0 && used + wide > columns && !word.trim().is_empty() {
            let last = out.last_mut().expect("never empty");
            last.truncate(last.trim_end().len());
            out.push(String::new());
            used = 0;
        }
        out.last_mut().expect("never empty").push_str(word);
        used += wide;
    }
    out
}

/// Cuts a line where it may be broken.
fn unbreakable(line: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut before: Option<char> = None;
    for (at, c) in line.char_indices() {
        if let Some(b) = before {
            let latin = |c: char| c.is_ascii_graphic() || matches!(c, '“' | '”' | '’' | '–');
            let joined = latin(b) && latin(c)
                || "，。、；：！？」』）》〉)”,.;:".contains(c)
                || "「『（《〈(“".contains(b);
            if !joined {
                cuts.push(at);
            }
        }
        before = Some(c);
    }
    cuts.push(line.len());
    cuts.windows(2).map(|w| &line[w[0]..w[1]]).filter(|w| !w.is_empty()).collect()
}
