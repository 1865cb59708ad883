//! The part of a long line that a person needs to see.
//!
//! Papers come with whole paragraphs, or the whole paper, on one line. A
//! terminal would wrap such a line and the carets would stand nowhere, so a
//! line that does not fit is cut to what stands around its labels.

use std::ops::Range;

use super::visible::{columns, push_visible, visible_width};

/// A stretch to be pointed at, in bytes of the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Within the line that is shown.
    pub range: Range<usize>,
    /// Columns of the message that is printed behind the carets.
    pub message_width: usize,
}

/// What is shown of a line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Window {
    /// Printable, without a line end.
    pub text: String,
    /// Where each mark stands in `text`, in bytes.
    pub marks: Vec<Range<usize>>,
}

const ELLIPSIS: &str = "…";
/// Fewer columns than this around a mark show nothing worth showing.
const LEAST: usize = 24;
/// Columns kept before a mark, whatever its message takes.
const LEAST_BEFORE: usize = 12;

/// Cuts the line `line` of `text` to `width` columns, around its marks.
pub(super) fn window(text: &str, line: Range<usize>, marks: &[Mark], width: usize) -> Window {
    if fits(text, &line, marks, width) {
        return show(text, &line, std::slice::from_ref(&line), marks);
    }
    // A mark over a whole paragraph would leave no room for its message.
    let marks: Vec<Mark> = marks
        .iter()
        .map(|mark| {
            let carets = width.saturating_sub(mark.message_width + LEAST_BEFORE).max(LEAST_BEFORE);
            let (end, _) = forward(text, mark.range.start, mark.range.end, carets);
            Mark { range: mark.range.start..end, ..*mark }
        })
        .collect();
    show(text, &line, &cut(text, &line, &marks, width), &marks)
}

/// Whether the whole line and the messages behind its carets fit.
fn fits(text: &str, line: &Range<usize>, marks: &[Mark], width: usize) -> bool {
    let Some(total) = columns_within(&text[line.clone()], width) else { return false };
    marks.iter().all(|mark| {
        let carets = columns_within(&text[line.start..mark.range.end], width).unwrap_or(total);
        carets.max(1) + 1 + mark.message_width <= width
    })
}

/// The ranges of the line that are kept, in order and not touching.
fn cut(text: &str, line: &Range<usize>, marks: &[Mark], width: usize) -> Vec<Range<usize>> {
    // The message of the last mark stands behind its carets, those of the others
    // below: the last one gets what room the others leave. Of each share, two
    // columns go to the ellipses.
    let last = marks.iter().map(|mark| mark.range.start).max();
    let others = (width / 2 / marks.len().max(2).saturating_sub(1)).clamp(LEAST_BEFORE, LEAST);
    let rest = width.saturating_sub(others * marks.len().saturating_sub(1)).max(LEAST);
    let mut kept: Vec<Range<usize>> = marks
        .iter()
        .map(|mark| {
            let share = if Some(mark.range.start) == last { rest } else { others };
            let share = share.saturating_sub(2 * columns(ELLIPSIS));
            let carets = columns_within(&text[mark.range.clone()], share).unwrap_or(share).max(1);
            // Room for the message behind the carets is taken from before them.
            let before =
                share.saturating_sub(carets + 1 + mark.message_width).min(share / 2).max(LEAST_BEFORE / 2);
            let (mut start, used) = back(text, line.start, mark.range.start, before);
            let (end, after) = forward(text, mark.range.start, line.end, share - used);
            if used + after < share {
                // The line ends soon after the mark: show more of what leads there.
                start = back(text, line.start, mark.range.start, share - after).0;
            }
            start..end
        })
        .collect();
    if kept.is_empty() {
        // Shown only because its neighbours are: its beginning will do.
        kept.push(line.start..forward(text, line.start, line.end, width.saturating_sub(columns(ELLIPSIS))).0);
    }
    kept.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(kept.len());
    for range in kept {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// Writes the kept ranges with an ellipsis wherever something is left out, and
/// finds the marks again in what is written.
fn show(text: &str, line: &Range<usize>, kept: &[Range<usize>], marks: &[Mark]) -> Window {
    let mut out = String::new();
    // Byte of the text, byte of `out`: one entry a character that is kept.
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut at = line.start;
    for range in kept {
        if range.start > at {
            out.push_str(ELLIPSIS);
        }
        for (offset, c) in text[range.clone()].char_indices() {
            places.push((range.start + offset, out.len()));
            push_visible(&mut out, c);
        }
        places.push((range.end, out.len()));
        at = range.end;
    }
    if at < line.end {
        out.push_str(ELLIPSIS);
    }
    let find = |byte: usize| {
        let next = places.partition_point(|&(from, _)| from < byte);
        places.get(next).or(places.last()).map_or(0, |&(_, to)| to)
    };
    let marks = marks.iter().map(|mark| {
        // A mark longer than its window ends with the window.
        let end = kept
            .iter()
            .find(|range| range.contains(&mark.range.start))
            .map_or(mark.range.end, |range| mark.range.end.min(range.end));
        let start = find(mark.range.start);
        start..find(end).max(start)
    });
    Window { marks: marks.collect(), text: out }
}

/// Columns of a text, or `None` where it takes more than `limit`.
fn columns_within(text: &str, limit: usize) -> Option<usize> {
    text.chars().try_fold(0, |sum, c| Some(sum + visible_width(c)).filter(|&sum| sum <= limit))
}

/// Goes back from `from`, at most to `least` and at most `limit` columns.
fn back(text: &str, least: usize, from: usize, limit: usize) -> (usize, usize) {
    let mut at = from;
    let mut used = 0;
    for (offset, c) in text[least..from].char_indices().rev() {
        if used + visible_width(c) > limit {
            break;
        }
        used += visible_width(c);
        at = least + offset;
    }
    (at, used)
}

/// Goes forward from `from`, at most to `most` and at most `limit` columns.
fn forward(text: &str, from: usize, most: usize, limit: usize) -> (usize, usize) {
    let mut at = from;
    let mut used = 0;
    for c in text[from..most].chars() {
        if used + visible_width(c) > limit {
            break;
        }
        used += visible_width(c);
        at += c.len_utf8();
    }
    (at, used)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(text: &str, what: &str, message_width: usize) -> Mark {
        let start = text.find(what).unwrap();
        Mark { range: start..start + what.len(), message_width }
    }

    fn shown(text: &str, marks: &[Mark], width: usize) -> (String, Vec<String>) {
        let window = window(text, 0..text.len(), marks, width);
        let marked = window.marks.iter().map(|r| window.text[r.clone()].to_owned()).collect();
        (window.text, marked)
    }

    #[test]
    fn a_line_that_fits_is_shown_whole() {
        let text = "（三）旅遊合作";
        let (line, marked) = shown(text, &[mark(text, "（三）", 10)], 40);
        assert_eq!((line.as_str(), marked[0].as_str()), (text, "（三）"));
    }

    #[test]
    fn a_long_line_is_cut_around_each_mark() {
        let text = format!("{}「甲{}乙」{}", "前".repeat(100), "中".repeat(100), "後".repeat(100));
        let (line, marked) = shown(&text, &[mark(&text, "「", 4), mark(&text, "」", 4)], 60);
        assert_eq!(marked, ["「", "」"]);
        assert!(line.starts_with("…前") && line.ends_with("後…") && line.contains("中…中"), "{line}");
        assert!(columns(&line) <= 60, "{line}");
    }

    #[test]
    fn a_mark_longer_than_the_window_ends_with_it() {
        let text = "長".repeat(500);
        let (line, marked) = shown(&text, &[Mark { range: 0..text.len(), message_width: 0 }], 40);
        assert!(line.ends_with('…') && columns(&line) <= 40);
        assert!(line.starts_with(&marked[0]));
    }

    #[test]
    fn the_message_of_a_mark_stays_on_its_line() {
        let text = format!("{}這裏{}", "前".repeat(100), "後".repeat(100));
        for message_width in [5, 30, 70] {
            let window = window(&text, 0..text.len(), &[mark(&text, "這裏", message_width)], 90);
            let carets = columns(&window.text[..window.marks[0].end]);
            assert!(carets + 1 + message_width <= 90, "{message_width}: {}", window.text);
        }
    }

    #[test]
    fn hidden_characters_are_marked_as_they_are_spelt() {
        let text = format!("{}二〇〇七\u{200d}年{}", "a".repeat(200), "b".repeat(200));
        let (line, marked) = shown(&text, &[mark(&text, "\u{200d}", 20)], 60);
        assert_eq!(marked, ["<U+200D>"]);
        assert!(columns(&line) <= 60, "{line}");
    }

    #[test]
    fn a_mark_at_the_end_of_a_line_shows_what_leads_there() {
        let text = "x".repeat(300);
        let end = Mark { range: 300..300, message_width: 5 };
        let (line, _) = shown(&text, &[end], 50);
        assert!(columns(&line) >= 45 && columns(&line) <= 50, "{line}");
    }
}
