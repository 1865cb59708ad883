//! Which rules are reported, by `--select` and `--ignore` or by `lcpaper.toml`.
//!
//! As in other linters, the more exact naming wins: `--select N --ignore N007`
//! reports all of N but N007, and `--select N007 --ignore N` reports N007 alone.

use thiserror::Error;

use crate::rules::{RULES, Rule};

/// A word that names no rule. Its message names the rule that was likely meant.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", unknown(.0))]
pub struct UnknownRule(
    /// The word.
    pub String,
);

/// The codes that are reported.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Selection {
    codes: Vec<&'static str>,
}

impl Selection {
    /// Understands codes, names, and beginnings of codes. Fails on what names no
    /// rule, since a typing error would otherwise hide findings.
    ///
    /// # Errors
    /// Where a word names no rule and begins no code.
    pub fn new(select: &[String], ignore: &[String]) -> Result<Self, UnknownRule> {
        let select = patterns(select)?;
        let ignore = patterns(ignore)?;
        let codes = RULES.iter().filter_map(|rule| {
            let best = |patterns: &[Pattern]| patterns.iter().filter_map(|p| p.exactness(rule)).max();
            let wanted = if select.is_empty() { Some(0) } else { best(&select) };
            (wanted > best(&ignore)).then_some(rule.code)
        });
        Ok(Self { codes: codes.collect() })
    }

    /// Whether findings under this code are reported.
    #[must_use]
    pub fn has(&self, code: &str) -> bool {
        self.codes.contains(&code)
    }
}

/// The rule of a code or a name, whatever its case.
#[must_use]
pub fn find(given: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|r| r.code.eq_ignore_ascii_case(given) || r.name.eq_ignore_ascii_case(given))
}

/// A complaint about what names no rule, with the rule that was likely meant.
#[must_use]
pub fn unknown(given: &str) -> String {
    let given = given.trim();
    let likeness = |rule: &Rule| {
        let code = strsim::jaro_winkler(&given.to_ascii_uppercase(), rule.code);
        code.max(strsim::jaro_winkler(&given.to_ascii_lowercase(), rule.name))
    };
    let mut likely: Vec<_> = RULES.iter().map(|rule| (likeness(rule), rule)).collect();
    likely.sort_by(|a, b| b.0.total_cmp(&a.0));
    match likely.first() {
        Some((likeness, rule)) if *likeness > 0.7 => {
            format!("{given}: is no rule; did you mean {} ({})?", rule.code, rule.name)
        }
        _ => format!("{given}: is no rule; `lcpaper rules` lists them"),
    }
}

enum Pattern {
    /// A code or a name.
    Rule(&'static str),
    /// The beginning of codes, in upper case.
    Beginning(String),
}

impl Pattern {
    /// How exactly this names a rule, or `None` where it does not.
    fn exactness(&self, rule: &Rule) -> Option<usize> {
        match self {
            Self::Rule(code) => (rule.code == *code).then_some(code.len()),
            Self::Beginning(start) => rule.code.starts_with(start.as_str()).then_some(start.len()),
        }
    }
}

fn patterns(given: &[String]) -> Result<Vec<Pattern>, UnknownRule> {
    let named = given.iter().map(|g| g.trim()).filter(|g| !g.is_empty());
    named
        .map(|given| {
            if let Some(rule) = find(given) {
                return Ok(Pattern::Rule(rule.code));
            }
            let start = given.to_ascii_uppercase();
            if start == "ALL" {
                return Ok(Pattern::Beginning(String::new()));
            }
            let known = RULES.iter().any(|rule| rule.code.starts_with(&start));
            if known { Ok(Pattern::Beginning(start)) } else { Err(UnknownRule(given.to_owned())) }
        })
        .collect()
}
