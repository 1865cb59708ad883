//! The lists of a Rich Text file, for paragraphs whose number is not in the text.

use std::collections::HashMap;

use crate::read::counter::Counter;
use crate::read::numerals;

/// Levels of a list.
const LEVELS: usize = 9;

/// Characters of a label's text; what is longer is no number.
const LONGEST: usize = 64;

/// One level of a list.
#[derive(Debug, Clone)]
struct Level {
    format: i32,
    start: u32,
    tight: bool,
    /// The label; characters up to U+0008 stand for the numbers of the levels.
    text: String,
}

impl Default for Level {
    fn default() -> Self {
        Self { format: 0, start: 1, tight: false, text: String::new() }
    }
}

#[derive(Debug, Default)]
struct List {
    levels: Vec<Level>,
    counter: Counter,
}

/// The lists of a file and their counters.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: Vec<List>,
    /// From a list's id to its place.
    places: HashMap<i32, usize>,
    /// From the number in a paragraph's `\ls` to the id of its list.
    overrides: HashMap<i32, i32>,
    /// The list that the last `\listid` of the table of overrides names.
    named: i32,
}

impl Lists {
    /// Takes a control word of the table of lists.
    pub(super) fn define(&mut self, word: &str, number: i32) {
        if word == "list" {
            self.lists.push(List::default());
        }
        let last = self.lists.len().wrapping_sub(1);
        let Some(list) = self.lists.get_mut(last) else { return };
        match word {
            "listlevel" if list.levels.len() < LEVELS => list.levels.push(Level::default()),
            "listid" => {
                self.places.entry(number).or_insert(last);
            }
            _ => {}
        }
        let Some(level) = list.levels.last_mut() else { return };
        match word {
            "levelnfc" | "levelnfcn" => level.format = number,
            "levelstartat" => level.start = u32::try_from(number).unwrap_or(1),
            "levelfollow" => level.tight = number == 2,
            _ => {}
        }
    }

    /// Takes a character of a level's label. The first tells how many there are.
    pub(super) fn label_character(&mut self, c: char) {
        let level = self.lists.last_mut().and_then(|list| list.levels.last_mut());
        if let Some(level) = level.filter(|level| level.text.len() < LONGEST) {
            level.text.push(c);
        }
    }

    /// Takes a control word of the table of overrides.
    pub(super) fn refer(&mut self, word: &str, number: i32) {
        match word {
            "listid" => self.named = number,
            "ls" => {
                self.overrides.insert(number, self.named);
            }
            _ => {}
        }
    }

    /// Counts a paragraph, and gives its label.
    pub(super) fn count(&mut self, ls: i32, at: usize) -> Option<String> {
        let id = *self.overrides.get(&ls)?;
        let list = self.lists.get_mut(*self.places.get(&id)?)?;
        let level = list.levels.get(at)?;
        let (start, format) = (level.start, level.format);
        list.counter.count(at, start, None);
        let length = level.text.chars().next().map_or(0, u32::from) as usize;
        let mut out = String::new();
        for c in level.text.chars().skip(1).take(length) {
            let which = u32::from(c) as usize;
            if which >= LEVELS {
                out.push(if format == 23 { numerals::bullet(c) } else { c });
                continue;
            }
            let of = list.levels.get(which)?;
            let number = list.counter.last(which).unwrap_or(of.start);
            out.push_str(&printed(number, of.format));
        }
        if !out.is_empty() && !level.tight {
            out.push(' ');
        }
        Some(out)
    }
}

/// A number in one of Rich Text's formats.
fn printed(number: u32, format: i32) -> String {
    let name = match format {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        5 => "ordinal",
        10 | 36 => "taiwaneseDigital",
        11 => "japaneseCounting",
        14 | 19 => "decimalFullWidth",
        18 => "decimalEnclosedCircle",
        22 => "decimalZero",
        23 | 255 => "none",
        26 => "decimalEnclosedFullstop",
        27 => "decimalEnclosedParen",
        30 => "ideographTraditional",
        31 => "ideographZodiac",
        33 => "taiwaneseCounting",
        34 => "ideographLegalTraditional",
        35 => "taiwaneseCountingThousand",
        37 => "chineseCounting",
        38 => "chineseLegalSimplified",
        39 => "chineseCountingThousand",
        _ => "decimal",
    };
    numerals::format(number, name).unwrap_or_else(|| number.to_string())
}
