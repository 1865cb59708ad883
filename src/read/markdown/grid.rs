//! Grid tables, as pandoc draws them where a cell holds more than a line:
//!
//! ```text
//! +------+--------+
//! | 1\.  | one    |
//! |      |        |
//! |      | more   |
//! +------+--------+
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// A row: the cells from left to right, each the lines that stand in it, trimmed.
pub(super) type Row = Vec<Vec<Range<usize>>>;

/// The rows of a text that is a grid table and nothing else.
pub(super) fn rows(text: &str) -> Option<Vec<Row>> {
    let mut columns = Vec::new();
    let mut lines = Vec::new();
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim();
        let start = at + (whole.len() - whole.trim_start().len());
        at += whole.len();
        let border = is_border(line);
        if border {
            columns.extend(line.bytes().enumerate().filter(|(_, b)| *b == b'+').map(|(column, _)| column));
        } else if lines.is_empty() || !line.starts_with('|') || !line.ends_with('|') {
            return None;
        }
        lines.push((start..start + line.len(), border));
    }
    if !lines.first()?.1 || !lines.last()?.1 {
        return None;
    }
    columns.sort_unstable();
    columns.dedup();
    let mut out = Vec::new();
    let mut row: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
    for (line, border) in lines {
        if border {
            out.extend((!row.is_empty()).then(|| std::mem::take(&mut row).into_values().collect()));
            continue;
        }
        for (column, cell) in cells(text, line, &columns) {
            row.entry(column).or_default().push(cell);
        }
    }
    Some(out)
}

/// Whether a line is `+---+===+`, with colons where columns are aligned.
fn is_border(line: &str) -> bool {
    line.len() > 2
        && line.starts_with("+")
        && line.ends_with('+')
        && line.bytes().all(|b| matches!(b, b'+' | b'-' | b'=' | b':'))
}

/// The cells of a line: it is cut where a bar stands under a corner, and at its end.
fn cells(text: &str, line: Range<usize>, columns: &[usize]) -> Vec<(usize, Range<usize>)> {
    let mut out = Vec::new();
    let mut begun: Option<(usize, usize)> = None;
    let mut column = 0;
    for (at, c) in text.get(line.clone()).unwrap_or_default().char_indices() {
        let at = line.start + at;
        if c == '|' && (columns.binary_search(&column).is_ok() || at + 1 == line.end) {
            if let Some((left, from)) = begun {
                let inside = text.get(from..at).unwrap_or_default();
                let start = from + (inside.len() - inside.trim_start().len());
                out.push((left, start..start + inside.trim().len()));
            }
            begun = Some((column, at + 1));
        }
        column += c.width().unwrap_or(0);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::rows;

    fn read(text: &str) -> Option<Vec<Vec<Vec<&str>>>> {
        let cell = |lines: Vec<std::ops::Range<usize>>| lines.into_iter().map(|line| &text[line]).collect();
        Some(rows(text)?.into_iter().map(|row| row.into_iter().map(cell).collect()).collect())
    }

    #[test]
    fn cells_are_cut_at_the_columns_of_the_borders_however_wide_characters_are() {
        let table = "+------+-----+\n| 甲乙 | b|c |\n|      |     |\n| d    | 丁  |\n+:=====+=====+\n| x          |\n+------+-----+\n";
        let wanted = vec![vec![vec!["甲乙", "", "d"], vec!["b|c", "", "丁"]], vec![vec!["x"]]];
        assert_eq!(read(table), Some(wanted));
        for text in ["+--+\n| a |\n", "+--+\ntext\n+--+", "+", "+1+\n", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
