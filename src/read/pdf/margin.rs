//! What stands beside and below the text of a page: the numbers of its lines, notes in the margin
//! at its left, and footnotes.

use super::line::{Line, Piece, superscript};
use crate::text::unicode::raised;

/// Text in the margin or at the foot is no larger than this, by the size of the running text.
pub(super) const SMALL: f32 = 0.85;
/// Where lines are not all numbered, each fifth is.
const FIFTH: u32 = 5;
/// Fewer numbers of lines that do not begin with the page are none.
const FEWEST: usize = 3;
/// Footnotes end in the part of the page below this.
const FOOT: f32 = 0.7;
/// Lines of a note are no further from each other than this, in em.
const NEAR: f32 = 1.6;

/// Takes the numbers that stand in the margin to count a page's lines out of them, and gives how
/// many there were.
pub(super) fn take_line_numbers(lines: &mut Vec<Line>) -> usize {
    let Some((left, numbers)) = [true, false].into_iter().find_map(|left| {
        let numbers = counted(lines, left);
        (!numbers.is_empty()).then_some((left, numbers))
    }) else {
        return 0;
    };
    for &(at, _) in &numbers {
        let Some(line) = lines.get_mut(at) else { continue };
        let number = if left { 0 } else { line.pieces.len().saturating_sub(1) };
        if number < line.pieces.len() {
            line.pieces.remove(number);
        }
        line.size = line.pieces.iter().map(|p| p.size).fold(0.0, f32::max);
    }
    lines.retain(|line| !line.pieces.is_empty());
    numbers.len()
}

/// The numbers beyond the text at one side, each with its line, if they count the lines.
fn counted(lines: &[Line], left: bool) -> Vec<(usize, u32)> {
    let edge = |line: &Line| if left { line.pieces.first().cloned() } else { line.pieces.last().cloned() };
    let number = |line: &Line| -> Option<u32> {
        let text = edge(line)?.text;
        (line.row.is_none() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
    };
    let numbers: Vec<(usize, u32)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, number(line)?))).collect();
    // The margin is what all other text keeps free.
    let own = |line: &Line| if number(line).is_some() { edge(line) } else { None };
    let rest = |line: &Line| {
        let skipped = usize::from(own(line).is_some());
        let pieces = line.pieces.len();
        let (from, to) = if left { (skipped, pieces) } else { (0, pieces - skipped) };
        line.pieces.get(from..to).map(<[Piece]>::to_vec).unwrap_or_default()
    };
    let text: Vec<Piece> = lines.iter().flat_map(rest).collect();
    let is_beyond = |piece: &Piece| {
        if left { text.iter().all(|p| piece.end < p.x) } else { text.iter().all(|p| p.end < piece.x) }
    };
    if text.is_empty() || !lines.iter().filter_map(own).all(|piece| is_beyond(&piece)) {
        return Vec::new();
    }
    let steps = || numbers.windows(2).map(|pair| (pair[1].0 - pair[0].0, pair[1].1.wrapping_sub(pair[0].1)));
    let in_step = steps().filter(|&(lines, count)| lines as u32 == count).count();
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else { return Vec::new() };
    let fifths = numbers.iter().all(|(_, n)| *n > 0 && n % FIFTH == 0)
        && in_step + 1 == numbers.len()
        && steps().all(|(_, count)| count == FIFTH)
        && first.0 < FIFTH as usize
        && lines.len() - last.0 <= FIFTH as usize
        && (first.1 as usize == first.0 + 1 || numbers.len() >= FEWEST);
    // Numbers before lines that break off within a sentence at the edge of the text number no items.
    let end = text.iter().map(|p| p.end).fold(0.0, f32::max);
    let is_wrapped = |line: &Line| {
        rest(line)
            .last()
            .is_some_and(|p| p.text.ends_with(char::is_alphabetic) && end - p.end < 3.0 * line.size)
    };
    let wrapped = numbers.iter().filter_map(|(at, _)| lines.get(*at)).filter(|l| is_wrapped(l)).count();
    let all = numbers.len() * 10 >= lines.len() * 8
        && in_step * 10 >= numbers.len() * 8
        && wrapped >= FEWEST
        && wrapped * 3 >= numbers.len();
    if fifths || all { numbers } else { Vec::new() }
}

/// The size of most of a page's text.
fn size(lines: &[Line]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for piece in lines.iter().flat_map(|line| &line.pieces) {
        let count = piece.text.chars().count();
        match sizes.iter_mut().find(|(size, _)| (size - piece.size).abs() < 0.05 * piece.size) {
            Some((_, all)) => *all += count,
            None => sizes.push((piece.size, count)),
        }
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(0.0, |(size, _)| size)
}

/// Puts notes that stand in smaller type left of all text in lines of their own, each before the
/// line beside which it begins.
pub(super) fn part_side_notes(lines: Vec<Line>) -> Vec<Line> {
    let size = size(&lines);
    let is_small = |piece: &Piece| piece.size <= SMALL * size;
    let text = lines.iter().flat_map(|line| &line.pieces).filter(|piece| !is_small(piece));
    let margin = text.map(|piece| piece.x).fold(f32::MAX, f32::min);
    let is_note = |piece: &Piece| is_small(piece) && piece.end < margin;
    let (mut out, mut notes): (Vec<Line>, Vec<Vec<Line>>) = (Vec::new(), Vec::new());
    for line in &lines {
        if line.row.is_some() {
            out.push(line.clone());
            continue;
        }
        if let Some(note) = line.part(is_note) {
            match notes.last_mut() {
                Some(open) if open.last().is_some_and(|l| note.y - l.y < NEAR * note.size) => open.push(note),
                _ => notes.push(vec![note]),
            }
        }
        out.extend(line.part(|piece| !is_note(piece)));
    }
    for note in notes {
        let Some(top) = note.first().map(|line| line.y) else { continue };
        let beside = out.iter().position(|line| line.y > top - 0.5 * size).unwrap_or(out.len());
        out.splice(beside..beside, note);
    }
    out
}

/// Takes the footnotes off a page: numbered lines in smaller type below all others. Their numbers
/// are written as raised.
pub(super) fn take_footnotes(lines: &mut Vec<Line>, height: f32) -> Vec<Line> {
    let size = size(lines);
    let is_small = |line: &&Line| line.size <= SMALL * size && line.row.is_none() && line.pieces.len() < 3;
    let count = lines.iter().rev().take_while(is_small).count();
    let (above, small) = lines.split_at(lines.len() - count);
    let starts: Vec<u32> = small.iter().filter_map(note_number).collect();
    let counts = starts.windows(2).all(|pair| pair[0].checked_add(1) == Some(pair[1]));
    let is_apart = |first: &Line| above.last().is_some_and(|last| first.y - last.y > NEAR * size);
    if !counts
        || !small.first().is_some_and(|first| note_number(first).is_some() && is_apart(first))
        || !small.last().is_some_and(|last| last.y > FOOT * height)
    {
        return Vec::new();
    }
    let mut notes = lines.split_off(lines.len() - count);
    for line in notes.iter_mut().filter(|line| note_number(line).is_some()) {
        if let Some(piece) = line.pieces.first_mut() {
            let digits = piece.text.chars().take_while(char::is_ascii_digit).count();
            let raised = |(n, c): (usize, char)| if n < digits { superscript(c) } else { c };
            piece.text = piece.text.chars().enumerate().map(raised).collect();
        }
    }
    notes
}

/// The number that a note begins with: without a stop or bracket, as those of items have.
fn note_number(line: &Line) -> Option<u32> {
    let piece = line.pieces.first()?;
    let digit = |c: char| c.to_digit(10).or_else(|| raised(c));
    let digits: Vec<u32> = piece.text.chars().map_while(digit).collect();
    let behind = piece.text.chars().nth(digits.len());
    // A number that stands further from its text is the cell of a table, unless it is raised.
    let is_raised = !piece.text.starts_with(|c: char| c.is_ascii_digit());
    let is_parted = match behind {
        Some(c) => c.is_whitespace() || c.is_alphabetic(),
        None => is_raised && line.pieces.len() > 1,
    };
    (is_parted && (1..=3).contains(&digits.len())).then(|| digits.iter().fold(0, |n, d| n * 10 + d))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(y: f32, pieces: &[(f32, f32, &str)]) -> Line {
        let piece = |&(x, size, text): &(f32, f32, &str)| {
            let end = x + 0.5 * size * text.chars().count() as f32;
            Piece { text: text.to_owned(), x, end, size }
        };
        let pieces: Vec<Piece> = pieces.iter().map(piece).collect();
        let size = pieces.iter().map(|p| p.size).fold(0.0, f32::max);
        Line { number: 1, y, size, pieces, artifact: false, row: None }
    }

    fn texts(lines: &[Line]) -> Vec<String> {
        lines.iter().map(Line::text).collect()
    }

    #[test]
    fn numbers_that_count_the_lines_are_no_items() {
        let wrapped = "The bridge over the river is closed to all carts and";
        let paper = |numbered: fn(usize) -> bool, text: &str| -> Vec<Line> {
            let number = |n: usize| (60.0, 12.0, if numbered(n) { n.to_string() } else { String::new() });
            let row = |n: usize| {
                let (x, size, number) = number(n);
                let pieces = [(x, size, number.as_str()), (120.0, 12.0, text)];
                line(100.0 + 15.0 * n as f32, pieces.get(usize::from(!numbered(n))..).unwrap())
            };
            (1..=12).map(row).collect()
        };
        let mut each = paper(|_| true, wrapped);
        assert_eq!(take_line_numbers(&mut each), 12);
        assert!(each.iter().all(|line| line.text() == wrapped));
        assert_eq!(take_line_numbers(&mut paper(|n| n % 5 == 0, "A short line.")), 2);
        // A list of short items, and numbers that do not count.
        assert_eq!(take_line_numbers(&mut paper(|_| true, "A stall.")), 0);
        assert_eq!(take_line_numbers(&mut paper(|n| n == 4, wrapped)), 0);
    }

    #[test]
    fn notes_in_the_margin_stand_before_the_lines_beside_which_they_begin() {
        let lines = vec![
            line(100.0, &[(60.0, 8.0, "Keys and"), (160.0, 12.0, "1. The keys are kept by")]),
            line(110.0, &[(60.0, 8.0, "locks")]),
            line(115.0, &[(160.0, 12.0, "the porter.")]),
        ];
        assert_eq!(
            texts(&part_side_notes(lines)),
            ["Keys and", "locks", "1. The keys are kept by", "the porter."]
        );
    }

    #[test]
    fn small_numbered_lines_at_the_foot_are_notes() {
        let text = |y: f32| line(y, &[(60.0, 12.0, "The porter keeps the keys.")]);
        let small = |y: f32, text: &str| line(y, &[(60.0, 8.0, text)]);
        let mut page =
            vec![text(100.0), text(115.0), small(700.0, "1 See the plan."), small(710.0, "2 Ditto.")];
        assert_eq!(texts(&take_footnotes(&mut page, 800.0)), ["¹ See the plan.", "² Ditto."]);
        assert_eq!(page.len(), 2);
        // Items, and what stands higher on the page.
        for (y, what) in [(700.0, "1. See the plan."), (300.0, "1 See the plan.")] {
            assert!(take_footnotes(&mut vec![text(100.0), text(115.0), small(y, what)], 800.0).is_empty());
        }
    }
}
