//! Automatic numbers: the lists of `numbering.xml`, and the counters that run
//! while the paragraphs pass, so that each label comes out as Word prints it.
//!
//! A paragraph belongs to a `num`, which points to an `abstractNum`, whose
//! levels say how to print. All `num`s of one `abstractNum` count on together,
//! but one that overrides a start begins there when it is first used.

use std::collections::{HashMap, HashSet};

use super::paragraph::ListNum;
use super::styles::{Resolved, Styles};
use crate::read::error::SourceError;
use crate::read::numerals;
use crate::read::package::Package;
use crate::read::xml::{Node, Token, Xml};

/// Levels of a list.
const LEVELS: usize = 9;

/// The lists that fields count in without the file having them: for each level its format and
/// label. The first is that of fields which name none.
const BUILT_IN: &[(&str, &[(&str, &str)])] = &[
    (
        "NumberDefault",
        &[
            ("decimal", "%1)"),
            ("lowerLetter", "%2)"),
            ("lowerRoman", "%3)"),
            ("decimal", "(%4)"),
            ("lowerLetter", "(%5)"),
            ("lowerRoman", "(%6)"),
            ("decimal", "%7."),
            ("lowerLetter", "%8."),
            ("lowerRoman", "%9."),
        ],
    ),
    ("AUTONUM", &[("decimal", "%1.")]),
];

/// One level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// `%1` to `%9` stand for the numbers of the levels.
    text: String,
    /// Starts over after a paragraph of this level (from 1) or a higher one;
    /// `Some(0)` never, `None` after any higher one.
    restart: Option<usize>,
    /// Whether all numbers in the label are printed as decimals.
    legal: bool,
    /// What follows the label.
    suffix: Suffix,
    /// The style whose paragraphs take this level.
    style: Option<String>,
    /// Left edge in twentieths of a point.
    indent: Option<i32>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Suffix {
    #[default]
    Space,
    Nothing,
}

#[derive(Debug, Default)]
struct Abstract {
    levels: HashMap<usize, Level>,
    /// The numbering style that holds the levels in its stead.
    style_link: Option<String>,
    /// By which fields call it.
    name: Option<String>,
}

#[derive(Debug, Default)]
struct Num {
    abstract_id: u32,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// Where a paragraph counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    num_id: u32,
    list: u32,
    level: usize,
}

/// A label as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// The label with what separates it from the text.
    pub text: String,
    /// The list and the level of it that counted, from 1.
    pub counter: u32,
    /// Left edge that the list gives the paragraph.
    pub indent: Option<i32>,
    /// A number format that is not known, printed as a decimal.
    pub unknown: Option<String>,
}

/// The lists of a file and their counters.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<u32, Abstract>,
    nums: HashMap<u32, Num>,
    /// Per abstract list, the number last printed on each level.
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Per abstract list, the level that counted last.
    last: HashMap<u32, usize>,
    /// What has been counted: (num, level).
    started: HashSet<(u32, usize)>,
}

impl Numbering {
    pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Self, SourceError> {
        let text = package.read(part)?;
        let mut xml = Xml::new(package.path, part, &text, package.limits);
        let mut out = Self::default();
        loop {
            match xml.next()? {
                Token::Open(element) if element.name == "w:abstractNum" => {
                    out.add_abstract(&xml.subtree(element)?);
                }
                Token::Open(element) if element.name == "w:num" => out.add_num(&xml.subtree(element)?),
                Token::End => return Ok(out),
                _ => {}
            }
        }
    }

    fn add_abstract(&mut self, node: &Node) {
        let Some(id) = node.element.attr("abstractNumId").and_then(|v| v.parse().ok()) else { return };
        let list = Abstract {
            levels: node.nodes().filter_map(level).collect(),
            style_link: node.value("w:numStyleLink").map(str::to_owned),
            name: node.value("w:name").map(str::to_owned),
        };
        self.abstracts.insert(id, list);
    }

    fn add_num(&mut self, node: &Node) {
        let Some(id) = node.element.attr("numId").and_then(|v| v.parse().ok()) else { return };
        let Some(abstract_id) = node.number("w:abstractNumId") else { return };
        let mut num = Num { abstract_id, ..Num::default() };
        for over in node.nodes().filter(|n| n.name() == "w:lvlOverride") {
            let Some(at) = over.element.attr("ilvl").and_then(|v| v.parse().ok()) else { continue };
            if let Some(start) = over.number("w:startOverride") {
                num.starts.insert(at, start);
            }
            if let Some((_, level)) = over.child("w:lvl").and_then(level) {
                num.levels.insert(at, level);
            }
        }
        self.nums.insert(id, num);
    }

    /// The list that holds the levels of a num, through links to styles.
    fn list(&self, num_id: u32, styles: &Styles) -> Option<u32> {
        let mut id = self.nums.get(&num_id)?.abstract_id;
        for _ in 0..LEVELS {
            let Some(style) = &self.abstracts.get(&id)?.style_link else { return Some(id) };
            id = self.nums.get(&styles.list_of(style)?)?.abstract_id;
        }
        None
    }

    fn level(&self, num_id: u32, list: u32, at: usize) -> Option<&Level> {
        let own = self.nums.get(&num_id).and_then(|num| num.levels.get(&at));
        own.or_else(|| self.abstracts.get(&list)?.levels.get(&at))
    }

    /// Where a paragraph counts. `style` is the paragraph's style; `num_id` and `level` are what
    /// the paragraph itself says.
    pub(super) fn at(
        &self,
        num_id: Option<u32>,
        level: Option<usize>,
        style: &Resolved,
        styles: &Styles,
    ) -> Option<At> {
        let (num_id, at) = match num_id {
            Some(num_id) => (num_id, level.or(style.level).unwrap_or(0)),
            None => {
                let (num_id, from) = style.num_id.clone()?;
                let list = self.list(num_id, styles)?;
                // The level that names the style is its level, whatever the style says; a style that
                // takes its list from another one has the level that it names itself.
                let linked = |style: &str| {
                    (0..LEVELS).find(|&l| {
                        self.level(num_id, list, l).is_some_and(|v| v.style.as_deref() == Some(style))
                    })
                };
                let own = style.numbered.as_deref().and_then(linked);
                (num_id, level.or(own).or(style.level).or_else(|| linked(&from)).unwrap_or(0))
            }
        };
        if num_id == 0 || at >= LEVELS {
            return None;
        }
        Some(At { num_id, list: self.list(num_id, styles)?, level: at })
    }

    /// Counts a paragraph, and gives its label.
    pub(super) fn count(&mut self, at: At) -> Option<Label> {
        self.advance(at.num_id, at.list, at.level)?;
        Some(self.label(at.num_id, at.list, at.level))
    }

    /// Counts a field in a paragraph that counts `at` itself, and gives what it prints.
    pub(super) fn count_field(&mut self, field: &ListNum, at: Option<At>) -> Option<Label> {
        let called = |name: &String| {
            let (&list, _) = self
                .abstracts
                .iter()
                .filter(|(_, a)| a.name.as_ref().is_some_and(|n| n.eq_ignore_ascii_case(name)))
                .min_by_key(|(id, _)| **id)?;
            let (&num_id, _) =
                self.nums.iter().filter(|(_, num)| num.abstract_id == list).min_by_key(|(id, _)| **id)?;
            Some(At { num_id, list, level: 0 })
        };
        let own = match &field.list {
            Some(name) => called(name),
            None => at.map(|at| At { level: at.level + 1, ..at }),
        };
        let name = field.list.as_deref().unwrap_or(BUILT_IN[0].0);
        let own = match own {
            Some(own) => own,
            None => self.built_in(name)?,
        };
        let own = At { level: field.level.unwrap_or(own.level), ..own };
        if let Some(start) = field.start {
            let counter = self.counters.entry(own.list).or_default().get_mut(own.level)?;
            *counter = Some(start.saturating_sub(1));
        }
        self.count(own)
    }

    /// A list that Word has without being told, put beside those of the file.
    fn built_in(&mut self, name: &str) -> Option<At> {
        let is_called = |(_, (own, _)): &(u32, &(&str, _))| own.eq_ignore_ascii_case(name);
        let (id, (_, levels)) = (0..).zip(BUILT_IN).find(is_called).map(|(n, list)| (u32::MAX - n, list))?;
        self.abstracts.entry(id).or_insert_with(|| {
            let level = |(format, text): &(&str, &str)| Level {
                start: 1,
                format: (*format).to_owned(),
                text: (*text).to_owned(),
                ..Level::default()
            };
            Abstract { levels: levels.iter().map(level).enumerate().collect(), ..Abstract::default() }
        });
        self.nums.entry(id).or_insert_with(|| Num { abstract_id: id, ..Num::default() });
        Some(At { num_id: id, list: id, level: 0 })
    }

    fn advance(&mut self, num_id: u32, list: u32, at: usize) -> Option<()> {
        let start = self.level(num_id, list, at)?.start;
        let over = self.nums.get(&num_id).and_then(|num| num.starts.get(&at)).copied();
        // A deeper paragraph of the num has opened this level already, where the list was.
        let deeper = (at + 1..LEVELS).any(|level| self.started.contains(&(num_id, level)));
        let first = self.started.insert((num_id, at)) && !deeper;
        let below: Vec<usize> = (at + 1..LEVELS)
            .filter(|&l| match self.level(num_id, list, l).and_then(|v| v.restart) {
                None => true,
                Some(restart) => at < restart,
            })
            .collect();
        // A deeper paragraph stood under a number of this level that nobody sees.
        let skipped = self.last.insert(list, at).is_some_and(|last| last > at);
        let counters = self.counters.entry(list).or_default();
        let counter = counters.get_mut(at)?;
        *counter = Some(match (*counter, over) {
            (_, Some(over)) if first => over,
            (Some(n), _) => n.saturating_add(1),
            (None, Some(over)) => over,
            (None, None) => start.saturating_add(u32::from(skipped)),
        });
        for l in below {
            if let Some(deeper) = counters.get_mut(l) {
                *deeper = None;
            }
        }
        Some(())
    }

    fn label(&self, num_id: u32, list: u32, at: usize) -> Label {
        let empty = Level::default();
        let counter = list.wrapping_mul(LEVELS as u32).wrapping_add(at as u32 + 1);
        let level = self.level(num_id, list, at).unwrap_or(&empty);
        let mut out = Label { text: String::new(), counter, indent: level.indent, unknown: None };
        let mut rest = level.text.chars().peekable();
        while let Some(c) = rest.next() {
            let which = (c == '%').then(|| rest.peek().and_then(|d| d.to_digit(10))).flatten();
            match which {
                Some(which @ 1..=9) => {
                    rest.next();
                    out.text.push_str(&self.printed(
                        num_id,
                        list,
                        which as usize - 1,
                        level,
                        &mut out.unknown,
                    ));
                }
                _ => out.text.push(if level.format == "bullet" { numerals::bullet(c) } else { c }),
            }
        }
        if !out.text.is_empty() && level.suffix == Suffix::Space {
            out.text.push(' ');
        }
        out
    }

    /// The number of one level inside the label of another.
    fn printed(&self, num_id: u32, list: u32, at: usize, of: &Level, unknown: &mut Option<String>) -> String {
        let Some(level) = self.level(num_id, list, at) else { return String::new() };
        let counted = self.counters.get(&list).and_then(|c| c.get(at).copied().flatten());
        let number = counted.unwrap_or(level.start);
        let name = if of.legal { "decimal" } else { level.format.as_str() };
        if name == "bullet" {
            return String::new();
        }
        numerals::format(number, name).unwrap_or_else(|| {
            *unknown = Some(name.to_owned());
            number.to_string()
        })
    }
}

fn level(node: &Node) -> Option<(usize, Level)> {
    if node.name() != "w:lvl" {
        return None;
    }
    let at = node.element.attr("ilvl")?.parse().ok()?;
    let format = node.child("w:numFmt").or_else(|| {
        // A format of a later Word stands in a choice with one of an earlier one.
        let choice = node.child("mc:AlternateContent")?;
        choice.nodes().find_map(|n| n.child("w:numFmt"))
    });
    let level = Level {
        start: node.number("w:start").unwrap_or(0),
        format: format.map(format_name).unwrap_or_else(|| "decimal".to_owned()),
        text: node.value("w:lvlText").unwrap_or_default().to_owned(),
        restart: node.number("w:lvlRestart"),
        legal: node.toggle("w:isLgl").unwrap_or(false),
        suffix: match node.value("w:suff") {
            Some("nothing") => Suffix::Nothing,
            _ => Suffix::Space,
        },
        style: node.value("w:pStyle").map(str::to_owned),
        indent: node.child("w:pPr").and_then(super::styles::indent),
    };
    Some((at, level))
}

/// The format's name; a custom `001, 002, …` is named by its zeros.
fn format_name(node: &Node) -> String {
    let name = node.element.attr("val").unwrap_or("decimal");
    let pattern = node.element.attr("format").unwrap_or_default();
    match (name, pattern.split(',').next()) {
        ("custom", Some("01")) => "decimalZero".to_owned(),
        ("custom", Some(first)) if !first.is_empty() => format!("custom {first}"),
        _ => name.to_owned(),
    }
}
