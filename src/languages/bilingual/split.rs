//! The lines of one language, and lines that hold both.

use crate::markers::Lines;
use crate::text::{Cell, Ending, Line, Size, Span, ending_of, tell_twins};

use super::script::{Script, Weight, script_of};

/// All lines, with those of the other language made blank: they keep their
/// places, so that both languages are read over the same text.
pub(super) fn only<'l>(lines: &Lines<'l>, scripts: &[Script], wanted: Script) -> Lines<'l> {
    let mut out = lines.clone();
    for (line, script) in out.lines.iter_mut().zip(scripts) {
        if *script != wanted {
            line.span = Span { start: line.whole.start, end: line.whole.start };
            line.ending = Ending::Empty;
            line.count = 0;
            line.hashes = 0;
            line.runs_on = None;
        }
    }
    if !out.cells.is_empty() {
        own_cells(&mut out, scripts, wanted);
    }
    out
}

/// Leaves the cells of one language, its first column the first.
fn own_cells(lines: &mut Lines<'_>, scripts: &[Script], wanted: Script) {
    let all = &lines.lines;
    let own = |cell: &Cell| {
        let line = all.partition_point(|line| line.whole.end <= cell.span.start);
        scripts.get(line) == Some(&wanted)
    };
    lines.cells.retain(own);
    for table in lines.cells.chunk_by_mut(|a, b| a.row.table == b.row.table) {
        let first = table.iter().map(|cell| cell.column).min().unwrap_or(1);
        table.iter_mut().for_each(|cell| cell.column -= first - 1);
    }
}

/// The lines with those cut in two that hold one text in both languages, such as
/// `目的 Purpose`. `None` where there are no such lines.
pub(super) fn in_two<'l>(lines: &Lines<'l>) -> Option<Lines<'l>> {
    let pure = (0..lines.lines.len()).map(|i| lines.content(i)).filter(|content| two(content).is_none());
    let leader = pure.filter_map(script_of).next().unwrap_or(Script::Han);
    let cuts: Vec<Option<(u32, u32)>> = (0..lines.lines.len()).map(|i| cut(lines, i, leader)).collect();
    // One such line is more likely a name that was left in its own language.
    if cuts.iter().flatten().count() < 2 {
        return None;
    }
    let mut out = Lines { lines: Vec::with_capacity(lines.lines.len() + cuts.len()), ..lines.clone() };
    out.lines.clear();
    for (line, cut) in lines.lines.iter().zip(cuts) {
        let Some((end, start)) = cut else {
            out.lines.push(line.clone());
            continue;
        };
        let part = |span: Span, whole: Span| Line {
            span,
            whole,
            ending: ending_of(&lines.text[span.range()]),
            size: Size::of(&lines.text[whole.start as usize..span.end as usize]),
            ..line.clone()
        };
        let first = part(Span { start: line.span.start, end }, Span { start: line.whole.start, end: start });
        let second = part(Span { start, end: line.span.end }, Span { start, end: line.whole.end });
        out.lines.push(first);
        out.lines.push(Line { count: 0, hashes: 0, page_break: false, runs_on: None, ..second });
    }
    tell_twins(out.text, &mut out.lines);
    out.find();
    Some(out)
}

/// Where the first text of a line ends and the second begins. `leader` is the
/// language that comes first where the two take turns.
fn cut(lines: &Lines<'_>, index: usize, leader: Script) -> Option<(u32, u32)> {
    let line = &lines.lines[index];
    // What a line's layout wraps is a sentence and no pair of texts.
    if line.is_blank() || line.runs_on == Some(true) {
        return None;
    }
    if let Some(cut) = columns(lines, index) {
        return Some(cut);
    }
    // A counterpart on a line of its own: then this line only quotes the other language.
    let own = script_of(lines.content(index))?;
    let neighbour = |i: usize| {
        let line = lines.lines.get(i)?;
        (!line.is_blank()).then(|| (line, lines.content(i)))
    };
    let translated = |found: Option<(&Line, &str)>| {
        found.is_some_and(|(l, content)| {
            script_of(content) == Some(own.other()) && two(content).is_none() && l.ending == Ending::Open
        })
    };
    let counterpart = if own == leader {
        (index + 1..lines.lines.len()).find_map(neighbour)
    } else {
        (0..index).rev().find_map(neighbour)
    };
    if translated(counterpart) {
        return None;
    }
    let from = lines.candidates_of(index).first().map_or(line.span.start, |c| c.text);
    let (end, start) = two(&lines.text[from as usize..line.span.end as usize])?;
    Some((from + end as u32, from + start as u32))
}

/// What may stand between the two texts of a line.
fn separates(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | '／' | '|' | '｜')
}

/// What stands between the columns of a line that no table has.
const GAP: &str = "   ";

/// Where the columns of one language end and those of the other begin, in a row of a table or a
/// line of columns.
fn columns(lines: &Lines<'_>, index: usize) -> Option<(u32, u32)> {
    let line = lines.lines[index].span;
    let row = lines.row(index);
    let mut cells: Vec<Span> = row.iter().map(|cell| cell.span).collect();
    if cells.is_empty() {
        let start = |cell: &str| {
            line.start + (cell.as_ptr() as usize - lines.content(index).as_ptr() as usize) as u32
        };
        let all = lines.content(index).split('\t').flat_map(|cell| cell.split(GAP)).map(str::trim);
        cells = all.map(|cell| Span { start: start(cell), end: start(cell) + cell.len() as u32 }).collect();
    }
    cells.retain(|cell| !cell.is_empty());
    if cells.len() < 2 || !cells.iter().all(|cell| line.contains(*cell)) {
        return None;
    }
    let scripts: Vec<Option<Script>> =
        cells.iter().map(|cell| script_of(&lines.text[cell.range()])).collect();
    let first = scripts.iter().flatten().next()?;
    let second = scripts.iter().position(|script| *script == Some(first.other()))?;
    if scripts[second..].contains(&Some(*first)) {
        return None;
    }
    // A number that stands before the second language is its own.
    let second = if second > 1 && scripts[second - 1].is_none() { second - 1 } else { second };
    Some((cells.get(second.checked_sub(1)?)?.end, cells[second].start))
}

/// Where the first of two texts ends and the second begins, if a text changes
/// its script once, between two words, and the lengths fit a translation.
fn two(text: &str) -> Option<(usize, usize)> {
    let latin = |c: char| c.is_ascii_alphabetic();
    let han = |c: char| Weight::of(c.encode_utf8(&mut [0; 4])).han > 0;
    let first = text.chars().find(|&c| latin(c) || han(c))?;
    let start = if han(first) { text.find(latin)? } else { text.find(han)? };
    let end = text.get(..start)?.trim_end_matches(separates).len();
    let (head, tail) = (text.get(..end)?, text.get(start..)?);
    let whole = |text: &str| {
        let weight = Weight::of(text);
        (weight.han == 0) != (weight.latin == 0)
    };
    let weight = Weight::of(text);
    let fits = weight.han >= 6
        && weight.latin >= 4
        && weight.latin * 2 >= weight.han
        && weight.latin <= 5 * weight.han;
    let english = if han(first) { tail } else { head };
    let capital = english.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
    (end < start && whole(head) && whole(tail) && fits && capital).then_some((end, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_both_languages_is_cut_between_them() {
        let halves = |text: &'static str| two(text).map(|(end, start)| (&text[..end], &text[start..]));
        assert_eq!(halves("目的 Purpose"), Some(("目的", "Purpose")));
        assert_eq!(halves("Advice Sought／徵詢意見"), Some(("Advice Sought", "徵詢意見")));
        assert_eq!(halves("推動 CEPA 發展"), None);
        assert_eq!(halves("資料文件for information"), None);
    }

    #[test]
    fn cut_lines_cover_the_text_and_keep_their_markers() {
        let text = "一、目的 Purpose\n\n本文件介紹計劃。\n\n二、背景 Background\n";
        let cut = in_two(&Lines::of(text)).unwrap();
        let whole: String = cut.lines.iter().map(|l| &text[l.whole.range()]).collect();
        assert_eq!(whole, text);
        let marked: Vec<_> = cut
            .found
            .candidates
            .iter()
            .map(|c| {
                (
                    c.value,
                    cut.lines[c.line as usize].number,
                    &text[c.text as usize..cut.lines[c.line as usize].span.end as usize],
                )
            })
            .collect();
        assert_eq!(marked, [(1, 1, "目的"), (2, 5, "背景")]);
    }
}
