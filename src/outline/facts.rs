//! What the lines around a place speak for, for the search to weigh.

use crate::markers::{Kind, System};
use crate::text::Ending;
use crate::vocab;

use super::paper::Paper;
use super::place::{Facts, Place};
use super::quotations;

/// A line this full, of the width that most lines keep to, may go on in the next: in hundredths.
const FULL: usize = 72;
/// Wrapped texts are between so many characters wide.
const WIDTHS: std::ops::Range<usize> = 13..200;
/// A heading is no longer than this, in characters.
const HEADING: usize = 40;

/// The places of all markers, each with its significant line.
pub(super) fn places<'l>(paper: &Paper<'l, '_>) -> Vec<(u32, Place<'l>)> {
    let lines = paper.lines;
    let flow = Flow::of(paper);
    let mut out = Vec::new();
    let mut sites = lines.found.sites.iter().peekable();
    let mut part = 0;
    let mut opens_part = false;
    let mut introduced = false;
    for at in 0..paper.significant.len() {
        let index = paper.significant[at];
        if paper.cuts.get(part + 1).is_some_and(|cut| cut.first == at) {
            part += 1;
            opens_part = true;
        }
        while sites.next_if(|site| site.line < index).is_some() {}
        introduced |= paper.line(at).count == 0 && paper.line(at).ending == Ending::Sentence;
        // The label of an annex is no marker.
        if paper.cuts[part].labelled && paper.cuts[part].first == at {
            continue;
        }
        let mut facts = None;
        while let Some(site) = sites.next_if(|site| site.line == index) {
            let candidates = lines.found.of(site);
            let Some(first) = candidates.first() else { continue };
            let facts = *facts.get_or_insert_with(|| flow.facts(at));
            let behind =
                lines.text.get(first.text as usize..paper.line(at).span.end as usize).unwrap_or_default();
            let cell = lines.row(index as usize).first().is_some_and(|cell| cell.span == first.span);
            let reference = site.kind != Kind::Chain
                && candidates.iter().all(|c| c.to == 0)
                && candidates.iter().any(|c| {
                    c.weak > 0
                        || c.family.system == System::DECIMAL
                            && behind.starts_with(|c: char| c.is_ascii_digit())
                })
                && (refers(behind) || candidates.iter().all(|c| c.weak == 2) && goes_on(behind, facts));
            let place = Place {
                kind: site.kind,
                candidates,
                first: site.first,
                ids: smallvec::SmallVec::new(),
                facts: Facts {
                    reference,
                    introduced,
                    cell,
                    colon: facts.colon || site.kind == Kind::Label,
                    part: std::mem::take(&mut opens_part),
                    ..facts
                },
                empty: behind.is_empty(),
            };
            out.push((at as u32, place));
        }
    }
    out
}

/// How text flows over the lines of a paper.
struct Flow<'p, 'l, 's> {
    paper: &'p Paper<'l, 's>,
    /// Nine lines of ten are no longer than this, in characters.
    width: usize,
    /// All lines are indented so far, in characters.
    margin: usize,
    /// Lines are wrapped: what is full and ends no sentence mostly goes on.
    wrapped: bool,
    /// Paragraphs stand apart.
    airy: bool,
    /// A quotation is open where the line begins.
    quoted: Vec<bool>,
}

impl<'p, 'l, 's> Flow<'p, 'l, 's> {
    fn of(paper: &'p Paper<'l, 's>) -> Self {
        let count = paper.significant.len();
        let margin = margin(paper);
        let chars = |at: usize| chars(paper, at).saturating_sub(margin);
        let mut sizes: Vec<usize> = (0..count).map(chars).collect();
        sizes.sort_unstable();
        let width = sizes.get(count * 9 / 10).copied().unwrap_or(1);
        let full = |at: &usize| chars(*at) * 100 > FULL * width && !ends(paper.line(*at).ending);
        let touching = |at: &usize| paper.significant[*at] + 1 == paper.significant[at + 1];
        let torn = (0..count.saturating_sub(1)).filter(touching).filter(full);
        let (marked, all) = torn
            .fold((0, 0), |(marked, all), at| (marked + usize::from(paper.line(at + 1).count > 0), all + 1));
        let apart = (0..count).filter(|&at| at == 0 || !touching(&(at - 1))).count();
        Self {
            paper,
            width,
            margin,
            wrapped: WIDTHS.contains(&width) && all > 2 && (all - marked) * 10 > all * 6,
            airy: apart * 10 > count * 6,
            quoted: quotations::inside(paper),
        }
    }

    fn facts(&self, at: usize) -> Facts {
        let line = self.paper.line(at);
        let indent = self
            .paper
            .lines
            .text
            .get(line.whole.start as usize..line.span.start as usize)
            .unwrap_or_default();
        let indent = indent.chars().map(|c| match c {
            '\t' => 4,
            '\u{3000}' => 2,
            ' ' | '\u{a0}' => 1,
            _ => 0,
        });
        let content = self.paper.lines.content(self.paper.significant[at] as usize);
        let mut out = Facts {
            indent: indent.sum::<usize>().min(1000) as u16,
            quote: content.starts_with(['"', '“', '「', '『']),
            quoted: self.quoted[at],
            body: line.span.len() > 80 || line.ending == Ending::Sentence,
            heading: line.hashes > 0,
            counter: line.counter,
            continued: content
                .strip_suffix([')', '）', ']', '】'])
                .is_some_and(|inside| vocab::CONTINUED.suffix_of(inside.trim_end_matches('.'))),
            blank: true,
            fresh: true,
            ..Facts::default()
        };
        let Some(before) = at.checked_sub(1) else { return out };
        let previous = self.paper.line(before);
        let size = self.chars(before);
        out.blank = self.apart(at);
        let clause = previous.ending == Ending::Clause;
        out.clause = clause;
        out.fresh = out.blank || clause || ends(previous.ending);
        out.torn = self.torn(at);
        let content = self.paper.lines.content(self.paper.significant[before] as usize);
        out.elided = elided(content);
        out.party = previous.count == 0 && parties(content);
        out.colon = previous.ending == Ending::Colon || content.ends_with('—');
        let apart = |at: usize| self.apart(at);
        out.apart = previous.count == 0 && out.blank && apart(before);
        let begins = apart(before) || !self.wrapped && ends(self.paper.line(before - 1).ending);
        out.paragraph = previous.count == 0 && previous.ending == Ending::Sentence && begins;
        let short = if self.width > 30 { HEADING.min(self.width * 7 / 10) } else { HEADING };
        let head = !matches!(previous.ending, Ending::Sentence | Ending::Clause)
            && size < short
            && !self.torn(before);
        // With a colon an item announces what stands in it.
        let marked = previous.count > 0 && previous.ending != Ending::Colon;
        (out.head, out.marked_head) = (head && previous.count == 0, head && marked);
        out
    }

    /// The length of a line, in characters.
    fn chars(&self, at: usize) -> usize {
        chars(self.paper, at).saturating_sub(self.margin)
    }

    /// Whether a blank line stands before a line, or nothing.
    fn apart(&self, at: usize) -> bool {
        at == 0 || self.paper.significant[at - 1] + 1 != self.paper.significant[at]
    }

    /// Whether the line before is full and ends no sentence, so that this one goes on with it.
    fn torn(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        if let Some(runs_on) = self.paper.line(at).runs_on {
            return runs_on;
        }
        let (ending, size, blank) = (self.paper.line(before).ending, self.chars(before), self.apart(at));
        match ending {
            Ending::Clause => size * 2 > self.width,
            _ => !ends(ending) && !blank && (self.wrapped || self.airy) && size * 100 > FULL * self.width,
        }
    }
}

/// The indent that all lines have, in characters.
fn margin(paper: &Paper<'_, '_>) -> usize {
    let indent = |at: usize| {
        let line = paper.line(at);
        let indent = paper.lines.text.get(line.whole.start as usize..line.span.start as usize);
        indent.unwrap_or_default().chars().count()
    };
    let least = |least: usize, at| Some(indent(at)).filter(|&n| n > 0).map(|n| n.min(least));
    (0..paper.significant.len()).try_fold(usize::from(u16::MAX), least).unwrap_or(0)
}

/// The length of a significant line with its indent, in characters.
fn chars(paper: &Paper<'_, '_>, at: usize) -> usize {
    usize::from(paper.line(at).size.chars)
}

/// Whether a line that ends so is at a text's end.
fn ends(ending: Ending) -> bool {
    matches!(ending, Ending::Sentence | Ending::Colon | Ending::Empty)
}

/// `…`, `[...]`, `* * *` at the end of a line.
fn elided(content: &str) -> bool {
    let open = content.trim_end_matches(['"', '”', '」', '』', ']', '］', ')', '）', ' ']);
    open.ends_with(['…', '‥']) || ["...", ". . .", "***", "* * *"].iter().any(|dots| open.ends_with(dots))
}

/// `- and -`, `BETWEEN:` alone on a line.
fn parties(content: &str) -> bool {
    let word = content.trim_matches(|c: char| !c.is_alphanumeric());
    vocab::BETWEEN_PARTIES.prefix_of(word) == Some(word.len())
}

/// Whether a line that begins with a bare number goes on with a sentence: `2 mm.`
fn goes_on(behind: &str, facts: Facts) -> bool {
    !facts.fresh && behind.starts_with(|c: char| c.is_lowercase())
}

/// Whether the text behind a number makes it a reference, a date or an amount: `第三條及…`,
/// `5 of the Ordinance`, `2017年`.
fn refers(behind: &str) -> bool {
    let starts = |words: &[&str]| words.iter().find_map(|w| behind.strip_prefix(w));
    if let Some(rest) = starts(vocab::ordinals::JOINED.zh) {
        let rest = rest.trim_start();
        return rest.is_empty()
            || rest.starts_with(['第', '（', '('])
            || rest.starts_with(|c: char| c.is_ascii_digit());
    }
    if let Some(rest) = behind.strip_prefix('之') {
        return crate::markers::numeral::han(rest).is_none();
    }
    if let Some(rest) = behind.strip_prefix('第') {
        let rest = rest.trim_start_matches(|c: char| {
            c == ' ' || c.is_ascii_digit() || "一二三四五六七八九十百".contains(c)
        });
        let counts = |words: &&[&str]| words.iter().any(|w| rest.starts_with(w));
        return vocab::numerals::COUNTERS.iter().any(counts) || rest.starts_with(['号', '號']);
    }
    let month = || {
        starts(vocab::MONTHS).is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    if starts(vocab::ordinals::AFTER_REFERENCE).is_some() || month() {
        return true;
    }
    let digits = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < behind.len() && digits.trim_start().starts_with(['億', '亿', '萬', '万', '%', '％'])
}
