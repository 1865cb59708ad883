//! The names of families, as the tree, profiles and the schema have them.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::family::{Close, Family, Open, Prefix, word};
use super::grammar::GRAMMAR;
use super::numeral::System;
use crate::vocab::Term;
use crate::vocab::numerals::COUNTERS;
use crate::vocab::ordinals::{ARTICLE, CHAPTER, CLAUSE, DIVISION, PART};

/// The form that a counter is printed in. Its name is made of its parts, as
/// `{prefix}-{numeral system}-{bracket or stop}`: `lower-letter-parens` is `(a)`,
/// `formal-comma` is `壹、`, `word-decimal` is `Recommendation 1`. The parts of a law have
/// names of their own, in either language: `part`, `chapter`, `division` (節, Section),
/// `article`, `clause` (項). `1.`, `1、` and a bare 1 are `decimal`, and `1.2` is `decimal-path`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Style {
    lead: Lead,
    system: System,
    path: bool,
    frame: Frame,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Lead {
    Part,
    Chapter,
    Division,
    Article,
    Clause,
    Ordinal,
    Sign,
    Capital,
    Word,
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Frame {
    /// A dot, a comma or nothing.
    Stop,
    Colon,
    Dash,
    Paren,
    Bracket(u8),
    Glyph(u8),
}

/// The parts of a law, by the words that name them in either language.
const LAW: [(&Term, Lead); 5] = [
    (&PART, Lead::Part),
    (&CHAPTER, Lead::Chapter),
    (&DIVISION, Lead::Division),
    (&ARTICLE, Lead::Article),
    (&CLAUSE, Lead::Clause),
];

const LEADS: &[(Lead, &str)] = &[
    (Lead::Part, "part"),
    (Lead::Chapter, "chapter"),
    (Lead::Division, "division"),
    (Lead::Article, "article"),
    (Lead::Clause, "clause"),
    (Lead::Ordinal, "ordinal"),
    (Lead::Sign, "sign"),
    (Lead::Capital, "capital"),
    (Lead::Word, "word"),
];

impl Style {
    const fn of_law(lead: Lead) -> Self {
        Self { lead, system: System::DECIMAL, path: false, frame: Frame::Stop }
    }

    const fn plain(system: System, frame: Frame) -> Self {
        Self { lead: Lead::Nothing, system, path: false, frame }
    }

    /// `Part 1`, `第一部分`, `第一篇`
    pub const PART: Self = Self::of_law(Lead::Part);
    /// `Chapter 2`, `第二章`
    pub const CHAPTER: Self = Self::of_law(Lead::Chapter);
    /// `Section 3`, `第三節`
    pub const DIVISION: Self = Self::of_law(Lead::Division);
    /// `Article 4`, `第四條`
    pub const ARTICLE: Self = Self::of_law(Lead::Article);
    /// `第五項`
    pub const CLAUSE: Self = Self::of_law(Lead::Clause);
    /// `1.` `１．` `1、`, and a bare `1` where the series says so
    pub const DECIMAL: Self = Self::plain(System::DECIMAL, Frame::Stop);
    /// `1.1`
    pub const DECIMAL_PATH: Self = Self { path: true, ..Self::DECIMAL };
    /// `一、` `一.`
    pub const HAN_COMMA: Self = Self::plain(System::HAN, Frame::Stop);
    /// `（一）` `(一)` `㈠`
    pub const HAN_PARENS: Self = Self::plain(System::HAN, Frame::Bracket(0));
    /// `(a)`
    pub const LOWER_LETTER_PARENS: Self = Self::plain(System::LOWER_LETTER, Frame::Bracket(0));

    /// The style of a family.
    pub(crate) fn of(family: Family) -> Self {
        let law = |of: &dyn Fn(&Term) -> bool| LAW.iter().find(|(term, _)| of(term)).map(|(_, lead)| *lead);
        let lead = match family.prefix {
            Prefix::Nothing => Lead::Nothing,
            Prefix::Sign('第') => {
                let words =
                    COUNTERS.get(usize::from(family.suffix).wrapping_sub(1)).copied().unwrap_or_default();
                law(&|term| words.iter().any(|w| term.zh.contains(w))).unwrap_or(Lead::Ordinal)
            }
            Prefix::Sign(_) => Lead::Sign,
            Prefix::Capital(_) => Lead::Capital,
            Prefix::Word(hash) => law(&|term| term.en.iter().any(|w| word(w) == hash)).unwrap_or(Lead::Word),
        };
        if lead < Lead::Ordinal {
            return Self::of_law(lead);
        }
        let frame = match (family.open, family.close) {
            (Open::Bracket(index), _) => Frame::Bracket(index),
            (Open::Glyph(index), _) => Frame::Glyph(index),
            (Open::Nothing, Close::Colon) => Frame::Colon,
            (Open::Nothing, Close::Dash) => Frame::Dash,
            (Open::Nothing, Close::Paren) => Frame::Paren,
            (Open::Nothing, _) => Frame::Stop,
        };
        Self { lead, system: family.system, path: family.depth > 1, frame }
    }

    /// Whether a word leads it that names no part of a law: `Option 2`.
    pub(crate) fn is_worded(self) -> bool {
        self.lead == Lead::Word
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> String {
        let mut parts: Vec<&str> =
            LEADS.iter().filter(|(lead, _)| *lead == self.lead).map(|(_, name)| *name).collect();
        if self.lead < Lead::Ordinal {
            return parts.concat();
        }
        let system = GRAMMAR.systems.get(usize::from(self.system.0)).map_or("decimal", |row| row.name);
        let circled = |index: u8| GRAMMAR.glyphs.get(usize::from(index)).map_or("circled", |row| row.name);
        if let (Frame::Glyph(index), System::DECIMAL) = (self.frame, self.system) {
            parts.push(circled(index));
            return parts.join("-");
        }
        parts.push(system);
        if self.path {
            parts.push("path");
        }
        match self.frame {
            Frame::Stop if self.lead == Lead::Nothing && !self.path => match self.system {
                System::DECIMAL => {}
                system if system < System::LOWER_ROMAN => parts.push("comma"),
                _ => parts.push("dot"),
            },
            Frame::Stop => {}
            Frame::Colon => parts.push("colon"),
            Frame::Dash => parts.push("dash"),
            Frame::Paren => parts.push("paren"),
            Frame::Bracket(index) => {
                parts.push(GRAMMAR.brackets.get(usize::from(index)).map_or("parens", |row| row.name))
            }
            Frame::Glyph(index) => parts.push(circled(index)),
        }
        parts.join("-")
    }

    /// The style that bears a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let leads = LEADS.iter().map(|(lead, _)| *lead).chain([Lead::Nothing]);
        let frames = || {
            let brackets = (0..GRAMMAR.brackets.len()).map(|i| Frame::Bracket(i as u8));
            let glyphs = (0..GRAMMAR.glyphs.len()).map(|i| Frame::Glyph(i as u8));
            [Frame::Stop, Frame::Colon, Frame::Dash, Frame::Paren].into_iter().chain(brackets).chain(glyphs)
        };
        leads
            .flat_map(|lead| (0..GRAMMAR.systems.len()).map(move |system| (lead, System(system as u8))))
            .flat_map(|(lead, system)| frames().map(move |frame| (lead, system, frame)))
            .flat_map(|(lead, system, frame)| [false, true].map(|path| Self { lead, system, path, frame }))
            .find(|style| style.name() == name)
    }

    /// Whether it is the marker of a part of a law, which is closed by no stop.
    #[must_use]
    pub fn is_of_law(self) -> bool {
        self.lead < Lead::Ordinal
    }
}

impl Serialize for Style {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
    }
}

impl<'de> Deserialize<'de> for Style {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::named(&name).ok_or_else(|| {
            de::Error::custom(format!(
                "unknown variant `{name}`, expected a style such as `decimal` or `han-parens`"
            ))
        })
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for Style {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Style".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The form that a counter is printed in: prefix, numeral system, and bracket or stop, as in lower-letter-parens.",
            "type": "string",
            "pattern": "^(part|chapter|division|article|clause|(ordinal-|sign-|capital-|word-)?[a-z]+(-[a-z]+)*)$"
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_parts_and_read_back() {
        for (text, name) in [
            ("一、文", "han-comma"),
            ("(一)文", "han-parens"),
            ("I. Text", "upper-roman-dot"),
            ("H. Text", "upper-letter-dot"),
            ("1. 文", "decimal"),
            ("1.1 Text", "decimal-path"),
            ("1) 文", "decimal-paren"),
            ("(1) 文", "decimal-parens"),
            ("① 文", "circled"),
            ("b. text", "lower-letter-dot"),
            ("b) text", "lower-letter-paren"),
            ("(b) text", "lower-letter-parens"),
            ("第一條 文", "article"),
            ("Chapter 2", "chapter"),
            ("壹、文", "formal-comma"),
            ("【1】文", "decimal-lenticular"),
            ("建議1 文", "word-decimal"),
        ] {
            let reading = GRAMMAR.read(text).first().copied().map(|r| Style::of(r.family));
            assert_eq!(reading.map(Style::name).as_deref(), Some(name), "{text}");
            assert_eq!(Style::named(name), reading, "{text}");
        }
        assert_eq!(Style::named("no-such-thing"), None);
    }
}
