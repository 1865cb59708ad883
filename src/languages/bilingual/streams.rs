//! Which line is in which language, and how the two are laid out.

use crate::markers::Lines;
use crate::text::Ending;
use crate::vocab;

use super::script::{Script, Weight, script_of};
use super::split;

/// The lines of a text, given to two languages.
pub(super) struct Streams<'l> {
    /// The lines where some had to be cut in two; none where they are as they were.
    pub(super) lines: Option<Lines<'l>>,
    /// The script of every line; what it says of a blank line means nothing.
    pub(super) scripts: Vec<Script>,
    /// The script of the first line that has one.
    pub(super) first: Script,
    /// The languages follow each other and do not alternate.
    pub(super) halves: bool,
}

/// Below this share of the letters a language is only quoted, in percent.
const LEAST_PERCENT: usize = 20;
/// Above this share of text on the right side of one line, the languages follow
/// each other, in percent.
const HALVES_PERCENT: usize = 96;
/// A line of so many bytes that ends no sentence was torn and is no heading.
const TORN: usize = 60;

/// Gives every line to a language. `None` where one of the two is only quoted,
/// unless both were `declared`.
pub(super) fn streams<'l>(lines: &Lines<'l>, declared: bool) -> Option<Streams<'l>> {
    let Weight { han, latin } = Weight::of_bytes(lines.text.as_bytes());
    if !declared && han.min(latin) * 100 < (han + latin) * LEAST_PERCENT {
        return None;
    }
    let weights: Vec<Weight> = (0..lines.lines.len()).map(|i| Weight::of(lines.content(i))).collect();
    if let Some((at, first)) = halves(lines, &weights) {
        let scripts = (0..lines.lines.len()).map(|i| if i < at { first } else { first.other() }).collect();
        return Some(Streams { lines: None, scripts, first, halves: true });
    }
    let cut = split::in_two(lines);
    let now = cut.as_ref().unwrap_or(lines);
    let known: Vec<Option<Script>> = (0..now.lines.len()).map(|i| script_of(now.content(i))).collect();
    let first = known.iter().flatten().copied().next()?;
    let scripts = quoted(now, filled(now, known, first));
    Some(Streams { lines: cut, scripts, first, halves: false })
}

/// The line at which the second language begins, and the first language, where
/// nearly all text of either stands on its own side of one line.
fn halves(lines: &Lines<'_>, weights: &[Weight]) -> Option<(usize, Script)> {
    let total: usize = weights.iter().map(|w| w.sum()).sum();
    let latin: usize = weights.iter().map(|w| w.latin).sum();
    // Text in its place if the second language began at a line: Chinese first, English first.
    let (mut chinese, mut english) = (latin, total - latin);
    let mut best = (0, 0, Script::Han);
    for (i, weight) in weights.iter().enumerate() {
        for (count, first) in [(chinese, Script::Han), (english, Script::Latin)] {
            // Lines without letters stay with what stands before them.
            if count >= best.0 {
                best = (count, i, first);
            }
        }
        chinese = (chinese + weight.han).saturating_sub(weight.latin);
        english = (english + weight.latin).saturating_sub(weight.han);
    }
    let (count, mut at, first) = best;
    if count * 100 < total * HALVES_PERCENT || at == 0 {
        return None;
    }
    // The number of the second paper stands before it and has no language.
    let stamp = |i: usize| vocab::PAPER_NUMBER.prefix_of(lines.content(i)).is_some();
    let before = (0..at).rev().take(6).take_while(|&i| script_of(lines.content(i)).is_none() || stamp(i));
    if let Some(i) = before.filter(|&i| stamp(i) || lines.lines[i].page_break).last() {
        at = i;
    }
    Some((at, first))
}

/// Gives lines without a script to a language: a marker alone on its line to
/// what follows, anything else to what it stands behind.
fn filled(lines: &Lines<'_>, known: Vec<Option<Script>>, first: Script) -> Vec<Script> {
    let mut out: Vec<Script> = Vec::with_capacity(known.len());
    let mut behind = first;
    for (i, script) in known.iter().enumerate() {
        let next = || known.get(i + 1..).unwrap_or_default().iter().flatten().next().copied();
        let marker = lines.lines[i].count > 0;
        let own = script.or_else(|| if marker { next() } else { None }).unwrap_or(behind);
        if !lines.lines[i].is_blank() {
            behind = own;
        }
        out.push(own);
    }
    out
}

/// Gives a line that is quoted in the middle of a sentence of the other language
/// to that language.
fn quoted(lines: &Lines<'_>, mut scripts: Vec<Script>) -> Vec<Script> {
    let text: Vec<usize> = (0..scripts.len()).filter(|&i| !lines.lines[i].is_blank()).collect();
    for around in text.windows(3) {
        let &[before, at, after] = around else { continue };
        let around = scripts[before];
        let (last, line, next) = (&lines.lines[before], &lines.lines[at], &lines.lines[after]);
        let torn = match last.ending {
            Ending::Clause => true,
            Ending::Open => last.span.len() >= TORN && before + 1 == at && at + 1 == after,
            _ => false,
        };
        if torn
            && around != scripts[at]
            && around == scripts[after]
            && line.count == 0
            && line.ending != Ending::Sentence
            && next.count == 0
        {
            scripts[at] = around;
        }
    }
    scripts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let lines = Lines::of(text);
        let streams = streams(&lines, false)?;
        let now = streams.lines.as_ref().unwrap_or(&lines);
        let letter = |i: usize| if streams.scripts[i] == Script::Han { 'z' } else { 'e' };
        let scripts: String =
            (0..now.lines.len()).filter(|&i| !now.lines[i].is_blank()).map(letter).collect();
        Some(format!("{}{scripts}", if streams.halves { "|" } else { "" }))
    }

    #[test]
    fn lines_go_to_the_language_they_are_in() {
        assert_eq!(script_of("落實 CEPA 框架協議"), Some(Script::Han));
        assert_eq!(
            script_of("The Joint Conference (粵港合作聯席會議) met in September."),
            Some(Script::Latin)
        );
        assert_eq!(script_of("粵港澳大灣區 Guangdong-Hong Kong-Macao Greater Bay Area"), Some(Script::Han));
        assert_eq!(script_of("2."), None);
        let items = "1.\n興建大橋和鐵路。\n\n1.\nBuild the bridge and the railway.\n\n2. 推廣郵輪旅遊。\n\n2. Promote cruises.\n";
        assert_eq!(shown(items).as_deref(), Some("zzeeze"));
        let halves = "興建大橋和鐵路。\n推廣郵輪旅遊。\n\nLC Paper No. CB(1)2/18\nBuild the bridge and the railway.\nPromote cruises.\n";
        assert_eq!(shown(halves).as_deref(), Some("|zzeee"));
        assert_eq!(shown("興建大橋和鐵路。\n推廣郵輪旅遊和會展業，支持業界發展。\nCEPA\n"), None);
    }

    #[test]
    fn a_line_quoted_in_mid_sentence_belongs_to_the_sentence() {
        let text = "興建大橋和鐵路。\nBuild the bridge and the railway now.\n支持業界加入，\nAsia Infrastructure Bank\n並推廣會展業。\nSupport firms that join it and promote trade fairs.\n";
        assert_eq!(shown(text).as_deref(), Some("zezzze"));
    }
}
