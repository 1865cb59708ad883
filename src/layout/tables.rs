//! Tables: in plain text the rows are lines, their cells parted by tabs or by the pipes of
//! Markdown; and which rows are the heads of columns, in every format.

use crate::markers::{Lines, is_head_of_columns};
use crate::text::{Cell, Row, Span, ending_of};

/// Finds the rows of tables, where the file did not mark them, and their heads.
pub(crate) fn mark(lines: &mut Lines<'_>) {
    let marked = lines.lines.iter().any(|line| line.opens_paragraph);
    if !marked && memchr::memchr2(b'\t', b'|', lines.text.as_bytes()).is_some() {
        find(lines);
    }
    heads(lines);
    lines.tabular = tabular(lines);
    begin(lines);
}

/// A row goes on with nothing, nor does what stands under the head of columns.
fn begin(lines: &mut Lines<'_>) {
    for line in 0..lines.lines.len() {
        let begins = !lines.row(line).is_empty();
        if begins && lines.lines[line].runs_on.is_none() {
            lines.lines[line].runs_on = Some(false);
        }
        let under = !lines.lines[line].is_blank() && is_head_of_columns(lines.content(line));
        if let Some(next) = lines.lines.get_mut(line + 1).filter(|next| under && next.runs_on.is_none()) {
            next.runs_on = Some(false);
        }
    }
}

/// A line of plain text as a row.
struct Parted {
    line: usize,
    /// The cells from left to right, without white space around them.
    cells: Vec<Span>,
    by: By,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// Tabs. How many of them part more than a marker from its text.
    Tabs(usize),
    Pipes,
    /// The line under the head of a table of Markdown.
    Rule,
}

/// Finds the rows of a plain text.
fn find(lines: &mut Lines<'_>) {
    // The file may mark some tables and not others.
    let free = |line: &usize| lines.row_around(*line).is_none();
    let rows: Vec<Parted> =
        (0..lines.lines.len()).filter(free).filter_map(|line| parted(lines, line)).collect();
    let mut table = lines.cells.iter().map(|cell| cell.row.table).max().unwrap_or(0);
    let mut out = Vec::new();
    let mut pipes = Vec::new();
    let mut framed = Vec::new();
    for run in rows.chunk_by(|a, b| goes_on(lines, a, b)) {
        if !is_table(lines, run) {
            continue;
        }
        table += 1;
        let rule = run.iter().position(|row| row.by == By::Rule);
        let own_rows = run.iter().enumerate().filter(|(_, own)| own.by != By::Rule);
        for (number, (n, own)) in (1u32..).zip(own_rows) {
            let row = Row { table, row: number };
            let header = rule.is_some_and(|rule| n < rule);
            out.extend((1u32..).zip(&own.cells).map(|(column, &span)| Cell {
                span,
                row,
                column,
                columns: 1,
                rows: 1,
                header,
                more: false,
            }));
            if own.by == By::Pipes {
                for pair in own.cells.windows(2) {
                    pipes.extend(
                        (pair[0].end < pair[1].start)
                            .then_some(Span { start: pair[0].end, end: pair[1].start }),
                    );
                }
                // The outer pipes are no part of the line.
                let text = own.cells.iter().copied().filter(|cell| !cell.is_empty()).reduce(Span::cover);
                framed.extend(text.map(|span| (own.line, span)));
            }
        }
    }
    for (line, span) in framed {
        let line = &mut lines.lines[line];
        (line.span, line.ending) = (span, ending_of(&lines.text[span.range()]));
    }
    lines.cells.extend(out);
    lines.cells.sort_by_key(|cell| cell.span.start);
    if !pipes.is_empty() {
        lines.invisible.extend(pipes);
        lines.invisible.sort_unstable();
    }
}

/// A line as a row, if it is parted.
fn parted(lines: &Lines<'_>, line: usize) -> Option<Parted> {
    let span = lines.lines[line].span;
    let content = lines.content(line);
    if content.contains('|') {
        if content.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t')) && content.contains('-') {
            return Some(Parted { line, cells: Vec::new(), by: By::Rule });
        }
        let inside = content.strip_prefix('|').unwrap_or(content);
        let inside = inside.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(inside);
        let start = span.start + content.find(inside).unwrap_or(0) as u32;
        let mut before = ' ';
        let ends =
            inside.char_indices().filter(|&(_, c)| std::mem::replace(&mut before, c) != '\\' && c == '|');
        let cells = cut(inside, start, ends.map(|(at, _)| at));
        return cells.iter().any(|cell| !cell.is_empty()).then_some(Parted { line, cells, by: By::Pipes });
    }
    // A cell at either end may be empty: its tab is no indent.
    let whole = lines.lines[line].whole;
    let raw = lines.text[whole.range()].trim_end_matches(['\n', '\r', '\x0c']);
    if !content.contains('\t') {
        return None;
    }
    let cells = cut(raw, whole.start, raw.match_indices('\t').map(|(at, _)| at));
    // Tabs behind markers only set their text off.
    let sites = lines.found.sites.partition_point(|site| (site.line as usize) < line);
    let own = lines.found.sites[sites..].iter().take_while(|site| site.line as usize == line);
    let texts = own.filter_map(|site| lines.found.of(site).iter().find(|c| c.weak < 2)).map(|c| c.text);
    let set_off = texts.filter(|&text| lines.text[span.start as usize..text as usize].ends_with('\t'));
    let text = set_off.max().map_or(0, |text| text - span.start);
    let real = content.bytes().skip(text as usize).filter(|b| *b == b'\t').count();
    Some(Parted { line, cells, by: By::Tabs(real) })
}

/// The stretches between the places in a text that begins at byte `start`, without white space.
fn cut(text: &str, start: u32, places: impl Iterator<Item = usize>) -> Vec<Span> {
    let mut out = Vec::new();
    let mut from = 0;
    for place in places.chain([text.len()]) {
        let cell = text.get(from..place).unwrap_or_default();
        let at = start + (from + cell.len() - cell.trim_start().len()) as u32;
        out.push(Span { start: at, end: at + cell.trim().len() as u32 });
        from = place + 1;
    }
    out
}

/// Whether a row is of the table of the row before.
fn goes_on(lines: &Lines<'_>, before: &Parted, next: &Parted) -> bool {
    let touching = before.line + 1 == next.line;
    match (before.by, next.by) {
        (By::Tabs(_), By::Tabs(_)) => {
            before.cells.len() == next.cells.len()
                && lines.lines[before.line + 1..next.line].iter().all(crate::text::Line::is_blank)
        }
        (By::Tabs(_), _) | (_, By::Tabs(_)) => false,
        _ => touching,
    }
}

/// Whether rows that follow each other are a table.
fn is_table(lines: &Lines<'_>, run: &[Parted]) -> bool {
    let [first, second, ..] = run else { return false };
    if first.by == By::Pipes || first.by == By::Rule {
        let framed = |row: &Parted| {
            let content = lines.content(row.line);
            content.len() > 1 && content.starts_with('|') && content.ends_with('|')
        };
        return second.by == By::Rule || run.iter().all(|row| row.by == By::Rule || framed(row));
    }
    let real = run.iter().filter(|row| matches!(row.by, By::Tabs(real) if real > 0)).count();
    // A head over a list whose markers are set off by tabs.
    let headed = || {
        matches!(first.by, By::Tabs(real) if real > 0)
            && run.windows(2).all(|pair| matches!(pair, [a, b] if a.line + 1 == b.line))
    };
    real > 1 || real == 1 && headed()
}

/// The tables that have a head, or a row with two texts beside each other. In others each row has
/// one text, with a marker before it at most: the frame of a page.
fn tabular(lines: &Lines<'_>) -> Vec<u32> {
    let marker = |cell: &Cell| {
        let sites = lines.found.candidates.partition_point(|c| c.span.start < cell.span.start);
        let own = lines.found.candidates[sites..].iter().take_while(|c| c.span.start < cell.span.end);
        own.clone().any(|c| c.span.end >= cell.span.end)
    };
    let texts = |row: &[Cell]| row.iter().filter(|c| !c.more && !c.span.is_empty() && !marker(c)).count();
    let tables = lines.cells.chunk_by(|a, b| a.row.table == b.row.table);
    let own = tables.filter(|table| {
        table.iter().any(|c| c.header) || table.chunk_by(|a, b| a.row == b.row).any(|row| texts(row) > 1)
    });
    let mut out: Vec<u32> = own.filter_map(|table| table.first()).map(|cell| cell.row.table).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Tells the heads of tables that mark none: a first row of words only, over rows with numbers or markers.
/// A table of one column is a frame, and has no heads.
fn heads(lines: &mut Lines<'_>) {
    let (text, found) = (lines.text, &lines.found.candidates);
    for row in lines.cells.chunk_by_mut(|a, b| a.row == b.row) {
        if let [cell] = row {
            cell.header &= cell.columns > 1;
        }
    }
    let tables: Vec<(usize, usize)> = {
        let mut from = 0;
        let runs = lines.cells.chunk_by(|a, b| a.row.table == b.row.table);
        runs.filter_map(|run| {
            let first = run.iter().take_while(|c| c.row == run[0].row).count();
            let (head, below) = run.split_at(first);
            let start = from;
            from += run.len();
            let figure = |c: &Cell| {
                let content = text[c.span.range()].trim_end_matches(['.', '、', ')', '）']);
                !content.is_empty() && content.bytes().all(|b| b.is_ascii_digit() || b",.%$()-".contains(&b))
            };
            let marked = |c: &Cell| found.binary_search_by_key(&c.span.start, |f| f.span.start).is_ok();
            let words = |c: &Cell| {
                let content = &text[c.span.range()];
                !content.is_empty()
                    && content.len() <= LONGEST_HEAD
                    && !content.contains(|c: char| c.is_numeric())
            };
            let tells = head.len() > 1
                && !run.iter().any(|c| c.header)
                && head.iter().all(|c| !c.more && words(c))
                && below.iter().any(|c| !c.more && (figure(c) || marked(c)));
            tells.then_some((start, start + first))
        })
        .collect()
    };
    for (start, end) in tables {
        lines.cells[start..end].iter_mut().for_each(|cell| cell.header = true);
    }
}

/// The head of a column takes no more bytes.
const LONGEST_HEAD: usize = 60;
