//! Where a page turns: what a line that stands between two pages shows by its neighbours.

use super::LineRole;
use super::notes::{self, MOST_LINES, TORN};
use crate::markers::Lines;
use crate::text::Ending;

/// Two page numbers stand at least this many lines apart.
pub(super) const SHORTEST_PAGE: u32 = 6;

/// Whether a line stands where a page turns: beside a page number or a form
/// feed, or in the middle of a sentence.
pub(super) fn interrupts(lines: &Lines<'_>, roles: &[LineRole], line: usize) -> bool {
    beside_page(lines, roles, line) || !touched(roles, line) && splits_sentence(lines, roles, line)
}

/// Whether a form feed stands right before or behind a line.
pub(super) fn at_page_break(lines: &Lines<'_>, line: usize) -> bool {
    let behind = lines.lines[line + 1..].iter().take(3).find(|l| l.page_break || !l.is_blank());
    lines.lines[line].page_break || behind.is_some_and(|l| l.page_break)
}

/// Whether the line before breaks off in mid-sentence and the line after goes on.
pub(super) fn splits_sentence(lines: &Lines<'_>, roles: &[LineRole], line: usize) -> bool {
    let text = |i: &usize| roles[*i] == LineRole::Text;
    let before = (line.saturating_sub(TORN)..line).rev().find(text);
    let after = (line + 1..lines.lines.len().min(line + 1 + TORN)).find(text);
    let (Some(before), Some(after)) = (before, after) else { return false };
    let above = above_notes(lines, roles, before);
    let (head, tail) = (&lines.lines[above.unwrap_or(before)], &lines.lines[after]);
    let long = head.span.len() > 60;
    let goes_on = match above {
        Some(_) => long || lines.content(after).starts_with(|c: char| c.is_lowercase()),
        None => long && tail.span.len() > 12,
    };
    matches!(head.ending, Ending::Open | Ending::Clause) && tail.count == 0 && goes_on
}

/// The line above the notes that a line is the last of: a rule stands between them.
fn above_notes(lines: &Lines<'_>, roles: &[LineRole], last: usize) -> Option<usize> {
    let top = (last.saturating_sub(MOST_LINES)..last).rev().find(|&i| roles[i] != LineRole::Text)?;
    let ruled = roles[top] == LineRole::Ornament && notes::opens_under_rule(lines, top);
    let near = top.saturating_sub(TORN)..top;
    near.rev().find(|&i| ruled && roles[i] == LineRole::Text)
}

/// Whether a line has text right above and right below it: among the lines of
/// a paragraph one may come again by chance.
pub(super) fn touched(roles: &[LineRole], line: usize) -> bool {
    let text = |i: usize| roles.get(i) == Some(&LineRole::Text);
    line > 0 && text(line - 1) && text(line + 1)
}

/// Whether a page number or a form feed is the next thing to a line.
pub(super) fn beside_page(lines: &Lines<'_>, roles: &[LineRole], line: usize) -> bool {
    let beside = |i: &usize| matches!(roles[*i], LineRole::Text | LineRole::PageNumber);
    let before = (line.saturating_sub(3)..line).rev().find(beside);
    let after = (line + 1..lines.lines.len().min(line + 4)).find(beside);
    let page = |i: Option<usize>| i.is_some_and(|i| roles[i] == LineRole::PageNumber);
    page(before) || page(after) || at_page_break(lines, line)
}

/// Whether a line touches no other line of text.
pub(super) fn stands_apart(roles: &[LineRole], line: usize) -> bool {
    let text = |i: usize| roles.get(i) == Some(&LineRole::Text);
    let above = line > 0 && text(line - 1);
    !above && !text(line + 1)
}

/// Whether three or more places stand at about the same distance from each other.
pub(super) fn regular(places: &[usize]) -> bool {
    let gaps = || places.windows(2).map(|w| w[1] - w[0]);
    places.len() >= 3
        && gaps().min().is_some_and(|least| {
            least >= 2 * SHORTEST_PAGE as usize && gaps().all(|g| g <= least + least / 4)
        })
}
