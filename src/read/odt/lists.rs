//! The lists of OpenDocument: each label as LibreOffice prints it.

use std::collections::HashMap;

use crate::read::counter::{Counter, LEVELS};
use crate::read::numerals;
use crate::read::xml::Node;

/// Characters of a label's text; what is longer is no number.
const LONGEST: usize = 64;

/// One level of a list style.
#[derive(Debug, Clone, Default)]
struct Level {
    /// The number format, or none for a bullet.
    format: Option<String>,
    /// The label with `%1%` for the number of the first level, or the bullet.
    text: String,
    start: u32,
    letter_sync: bool,
    /// Whether nothing stands between the label and the text.
    tight: bool,
}

/// A list style.
#[derive(Debug, Clone, Default)]
pub(super) struct ListStyle {
    levels: HashMap<usize, Level>,
}

impl ListStyle {
    pub(super) fn read(node: &Node) -> Self {
        Self { levels: node.nodes().filter_map(level).collect() }
    }

    /// The first number of a level.
    pub(super) fn start(&self, at: usize) -> u32 {
        self.levels.get(&at).map_or(1, |level| level.start)
    }

    /// The label of an item whose levels have these numbers; none where the style has none.
    /// With it a number format that is not known, which is printed in decimals.
    pub(super) fn label(&self, at: usize, counter: &Counter) -> Option<(String, Option<String>)> {
        let level = self.levels.get(&at)?;
        if level.format.is_none() {
            return Some((format!("{} ", level.text), None));
        }
        let mut unknown = None;
        let mut out = String::new();
        let mut rest = level.text.as_str();
        while let Some(at) = rest.find('%') {
            out.push_str(rest.get(..at).unwrap_or_default());
            rest = rest.get(at + 1..).unwrap_or_default();
            let which = rest.split_once('%').and_then(|(n, behind)| Some((n.parse::<usize>().ok()?, behind)));
            let Some((which @ 1..=LEVELS, behind)) = which else {
                out.push('%');
                continue;
            };
            rest = behind;
            let number = counter.last(which - 1).unwrap_or_else(|| self.start(which - 1));
            let of = self.levels.get(&(which - 1)).unwrap_or(level);
            out.push_str(&of.printed(number, &mut unknown));
        }
        out.push_str(rest);
        if !out.is_empty() && !level.tight {
            out.push(' ');
        }
        Some((out, unknown))
    }
}

impl Level {
    fn printed(&self, number: u32, unknown: &mut Option<String>) -> String {
        let format = self.format.as_deref().unwrap_or_default();
        let word = match format {
            "" => return String::new(),
            "1" => "decimal",
            "i" => "lowerRoman",
            "I" => "upperRoman",
            "a" if self.letter_sync => "lowerLetter",
            "A" if self.letter_sync => "upperLetter",
            "a" => return numerals::alphabetic(number, numerals::LOWER),
            "A" => return numerals::alphabetic(number, numerals::UPPER),
            "01, 02, 03, ..." => "decimalZero",
            "1st" => "ordinal",
            _ => match format.chars().next() {
                Some('一') => "taiwaneseCountingThousand",
                Some('壹') if format.contains('贰') => "chineseLegalSimplified",
                Some('壹' | '壱') => "ideographLegalTraditional",
                Some('甲') => "ideographTraditional",
                Some('子') => "ideographZodiac",
                Some('①') => "decimalEnclosedCircle",
                Some('１') => "decimalFullWidth",
                _ => {
                    *unknown = (format != "1, 2, 3, ...").then(|| format.to_owned());
                    "decimal"
                }
            },
        };
        numerals::format(number, word).unwrap_or_else(|| number.to_string())
    }
}

fn level(node: &Node) -> Option<(usize, Level)> {
    let attr = |name: &str| node.element.attr(name);
    let at = attr("level")?.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < LEVELS)?;
    let numbered = match node.name() {
        "text:list-level-style-number" | "text:outline-level-style" => true,
        "text:list-level-style-bullet" | "text:list-level-style-image" => false,
        _ => return None,
    };
    let alignment = node.child("style:list-level-properties");
    let alignment = alignment.and_then(|p| p.child("style:list-level-label-alignment"));
    let text = if !numbered {
        attr("bullet-char").and_then(|b| b.chars().next()).map_or('•', numerals::bullet).to_string()
    } else if let Some(whole) = attr("num-list-format") {
        whole.chars().take(LONGEST).collect()
    } else {
        let shown = attr("display-levels").and_then(|v| v.parse().ok()).unwrap_or(1usize).clamp(1, at + 1);
        let numbers: Vec<String> = (at + 2 - shown..=at + 1).map(|n| format!("%{n}%")).collect();
        let empty = attr("num-format").is_none_or(str::is_empty);
        let numbers = if empty { String::new() } else { numbers.join(".") };
        let whole =
            [attr("num-prefix").unwrap_or_default(), &numbers, attr("num-suffix").unwrap_or_default()];
        whole.concat().chars().take(LONGEST).collect()
    };
    let level = Level {
        format: numbered.then(|| attr("num-format").unwrap_or_default().to_owned()),
        text,
        start: attr("start-value").and_then(|v| v.parse().ok()).unwrap_or(1),
        letter_sync: attr("num-letter-sync") == Some("true"),
        tight: alignment.and_then(|a| a.element.attr("label-followed-by")) == Some("nothing"),
    };
    Some((at, level))
}
