//! Lines in reading order to one text: a line end between lines of a paragraph,
//! a blank line where the layout ends one.

use super::column::Flow;
use super::line::{Line, is_wide};
use crate::text::{Hint, Place};

/// The text and the hints, line by line.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub text: String,
    pub hints: Vec<Hint>,
}

/// What lines are measured by, over all pages.
pub(super) struct Measure {
    /// Distance of two lines of a paragraph, in em.
    leading: f32,
    /// Right edge of the running text in points.
    right: f32,
}

impl Measure {
    /// Measures the running text; columns have measures of their own. `width`
    /// is that of the page, for text that is too short to show its right edge.
    pub(super) fn of<'a>(flows: impl Iterator<Item = &'a Flow>, width: Option<f32>) -> Self {
        let (mut steps, mut starts, mut ends, mut torn) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut em: f32 = 0.0;
        for flow in flows {
            // A title in the middle of the page says nothing of the text's edges.
            let centred =
                |l: &&Line| width.is_some_and(|w| (l.x() + l.end() - w).abs() < l.size && l.x() > w / 4.0);
            starts.extend(flow.lines.iter().filter(|l| !centred(l)).map(Line::x));
            ends.extend(flow.lines.iter().filter(|l| !centred(l)).map(Line::end));
            torn.extend(flow.lines.iter().filter(|l| !ends_sentence(l)).map(Line::end));
            em = flow.lines.iter().map(|l| l.size).fold(em, f32::max);
            let pairs = flow.lines.iter().zip(flow.lines.iter().skip(1));
            let pairs = pairs.map(|(a, b)| (b.y - a.y) / a.size.max(b.size));
            steps.extend(pairs.filter(|step| (0.8..3.0).contains(step)));
        }
        let longest = quantile(&mut ends, 0.95).unwrap_or(0.0);
        let left = quantile(&mut starts, 0.05).unwrap_or(0.0);
        // Wrapped text shows its edge: many lines end near it, half of them in mid-sentence. Where
        // few do, all lines are short, and the edge is as far from the paper's as the left one.
        // A title or two may stick out.
        let near = |ends: &[f32], edge: f32| {
            ends.iter().filter(|&&end| end <= edge && edge - end < 3.0 * em).count()
        };
        let shown = |&edge: &f32| {
            let all = near(&ends, edge);
            all >= 3 && all * 5 >= ends.len() && near(&torn, edge) * 2 >= all
        };
        let edges = ends.iter().rev().copied().take(1 + ends.len().div_ceil(20));
        let right = edges
            .into_iter()
            .find(shown)
            .unwrap_or_else(|| width.map_or(longest, |width| longest.max(width - left)));
        Self { leading: quantile(&mut steps, 0.25).unwrap_or(1.5), right }
    }

    /// Whether a paragraph ends between two lines of a flow.
    fn ends_between(&self, before: &Line, after: &Line, flow: &Flow) -> bool {
        let em = before.size.max(after.size);
        let spaced = (after.y - before.y) / em > self.leading * 1.25 + 0.05;
        if flow.is_signatures() {
            return spaced && resized(before, after);
        }
        spaced || resized(before, after) || self.is_short(before, after)
    }

    /// Whether the first word of the next line would have fitted on the line:
    /// somebody ended it there.
    fn is_short(&self, before: &Line, after: &Line) -> bool {
        let em = before.size.max(after.size);
        self.right - before.end() > first_word(after) + 1.2 * em
    }
}

/// Whether a line's text is at an end with it.
fn ends_sentence(line: &Line) -> bool {
    line.pieces
        .last()
        .is_some_and(|piece| piece.text.ends_with(['。', '；', '：', '.', ';', ':', '!', '?', '！', '？']))
}

fn resized(before: &Line, after: &Line) -> bool {
    (before.size - after.size).abs() > 0.12 * before.size.max(after.size)
}

fn quantile(values: &mut [f32], share: f32) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    let at = (values.len().saturating_sub(1)) as f32 * share;
    values.get(at.round() as usize).copied()
}

/// Width of what cannot be parted at the start of a line, in points.
fn first_word(line: &Line) -> f32 {
    let Some(piece) = line.pieces.first() else { return 0.0 };
    // A quotation mark stands before Han and before Latin words alike.
    let quotes = piece.text.chars().take_while(|c| "“‘".contains(*c)).count();
    let mut rest = piece.text.chars().skip(quotes).peekable();
    if rest.peek().is_none_or(|c| is_wide(*c)) {
        return line.size * (1 + quotes) as f32;
    }
    let letters = rest.take_while(|c| !c.is_whitespace() && (!is_wide(*c) || "“”‘’".contains(*c))).count();
    // Half an em and a little is wider than most letters are.
    line.size * 0.55 * (quotes + letters) as f32
}

/// A page's flows in reading order, each with what it is measured by where that
/// is not what all are.
pub(super) struct Spread {
    pub number: u32,
    pub flows: Vec<(Flow, Option<Measure>)>,
}

/// The last line that was written, where a paragraph may run on from it.
pub(super) struct Open<'a> {
    line: &'a Line,
    measure: &'a Measure,
    column: bool,
}

impl Text {
    /// Adds a page. `open` is the end of the page before, and becomes that of this one.
    pub(super) fn page<'a>(&mut self, page: &'a Spread, main: &'a Measure, open: &mut Option<Open<'a>>) {
        for (flow, own) in &page.flows {
            let measure = own.as_ref().unwrap_or(main);
            let mut before: Option<&Line> = None;
            for line in &flow.lines {
                let close = match (before, open.as_ref()) {
                    (Some(before), _) => !measure.ends_between(before, line, flow),
                    // A paragraph that fills the page's last line runs on over it.
                    (None, Some(open)) => {
                        open.column == flow.column
                            && !flow.is_signatures()
                            && !resized(open.line, line)
                            && !open.measure.is_short(open.line, line)
                    }
                    (None, None) => false,
                };
                if !self.text.is_empty() {
                    self.text.push_str(if close { "\n" } else { "\n\n" });
                }
                let place = Place::Page { page: page.number, line: line.number };
                let mut hint = Hint::new(self.text.len(), place);
                hint.indent = Some((line.x() * 20.0).round() as i32);
                hint.size = Some((line.size * 20.0).round().max(0.0) as u32);
                hint.runs_on = Some(close && !flow.is_signatures());
                self.hints.push(hint);
                self.text.push_str(&line.text());
                before = Some(line);
            }
            *open = before.map(|line| Open { line, measure, column: flow.column });
        }
    }
}
