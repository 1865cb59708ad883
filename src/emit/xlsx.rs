//! The rows as an Excel workbook, for those who read them: the header stays in
//! sight, texts are wrapped, numbers are numbers, and no cell is ever a formula.

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::Row;
use crate::tree::PartKind;

/// Characters, as UTF-16 counts them, that a cell of Excel holds.
const MOST_IN_CELL: usize = 32_767;

/// Rows that a sheet of Excel holds, with the header.
const MOST_ROWS: u32 = 1 << 20;

/// What stands behind a text that a cell cannot hold.
const CUT: &str = "… [cut: a cell holds 32,767 characters]";

/// How wide each column is, in digits, in the order of [`Row::FIELDS`].
const WIDTHS: [f64; 16] =
    [22.0, 10.0, 8.0, 7.0, 8.0, 24.0, 11.0, 24.0, 16.0, 9.0, 9.0, 90.0, 8.0, 8.0, 9.0, 9.0];

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
enum Cell {
    Empty,
    Text(String),
    Number(u32),
    Truth(bool),
}

/// Rows laid out in cells: what one paper adds to a workbook.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    rows: Vec<[Cell; 16]>,
}

impl Cells {
    /// Lays rows out in cells.
    #[must_use]
    pub fn of(rows: &[Row<'_>]) -> Self {
        let text = |value: &str| Cell::Text(fitting(value));
        let title = |value: Option<&str>| value.map_or(Cell::Empty, text);
        let number = |value: Option<u32>| value.map_or(Cell::Empty, Cell::Number);
        let cells = |row: &Row<'_>| {
            let part = match row.part {
                PartKind::Body => "body",
                PartKind::Annex => "annex",
            };
            [
                text(row.paper),
                text(row.language),
                text(part),
                number(row.annex),
                number(row.section),
                title(row.section_title),
                number(row.subsection),
                title(row.subsection_title),
                text(&row.path),
                number(row.number),
                title(row.marker),
                text(row.text),
                Cell::Truth(row.joined),
                Cell::Number(row.line),
                Cell::Number(row.start),
                Cell::Number(row.end),
            ]
        };
        Self { rows: rows.iter().map(cells).collect() }
    }
}

/// A text as a cell can hold it.
fn fitting(text: &str) -> String {
    if text.len() <= MOST_IN_CELL || text.encode_utf16().count() <= MOST_IN_CELL {
        return text.to_owned();
    }
    let mut left = MOST_IN_CELL - CUT.encode_utf16().count();
    let fits = |c: &char| {
        let size = c.len_utf16();
        let fits = left >= size;
        left = left.saturating_sub(size);
        fits
    };
    text.chars().take_while(fits).collect::<String>() + CUT
}

/// Writes rows to a workbook. It is held in memory up to its end, as its format asks for.
pub struct XlsxWriter<W> {
    out: W,
    book: Workbook,
    sheet: Worksheet,
    sheets: usize,
    next: u32,
    wrapped: Format,
}

impl<W: Write> XlsxWriter<W> {
    /// Begins a workbook.
    ///
    /// # Errors
    /// Where the header cannot be written.
    pub fn new(out: W) -> io::Result<Self> {
        let mut book = Workbook::new();
        // The same rows are the same bytes, whenever they are written.
        let never = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&never));
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let sheet = sheet(1)?;
        Ok(Self { out, book, sheet, sheets: 1, next: 1, wrapped })
    }

    /// Adds the rows of a paper.
    ///
    /// # Errors
    /// Where a cell cannot be written.
    pub fn add(&mut self, cells: &Cells) -> io::Result<()> {
        for row in &cells.rows {
            if self.next >= MOST_ROWS {
                self.sheets += 1;
                self.book.push_worksheet(std::mem::replace(&mut self.sheet, sheet(self.sheets)?));
                self.next = 1;
            }
            for (column, cell) in (0..).zip(row) {
                let (sheet, format, row) = (&mut self.sheet, &self.wrapped, self.next);
                match cell {
                    Cell::Empty => Ok(sheet),
                    Cell::Text(text) => sheet.write_string_with_format(row, column, text, format),
                    Cell::Number(n) => sheet.write_number_with_format(row, column, *n, format),
                    Cell::Truth(truth) => sheet.write_boolean_with_format(row, column, *truth, format),
                }
                .map_err(failed)?;
            }
            self.next += 1;
        }
        Ok(())
    }

    /// Writes the workbook.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.book.push_worksheet(self.sheet);
        let bytes = self.book.save_to_buffer().map_err(failed)?;
        self.out.write_all(&bytes)?;
        self.out.flush()
    }
}

/// A sheet with its header.
fn sheet(number: usize) -> io::Result<Worksheet> {
    let mut sheet = Worksheet::new();
    let name = if number == 1 { "rows".to_owned() } else { format!("rows {number}") };
    let bold = Format::new().set_bold().set_align(FormatAlign::Top);
    let lay_out = || -> Result<(), XlsxError> {
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        for ((column, field), width) in (0..).zip(Row::FIELDS).zip(WIDTHS) {
            sheet.write_string_with_format(0, column, field, &bold)?;
            sheet.set_column_width(column, width)?;
        }
        Ok(())
    };
    lay_out().map_err(failed)?;
    Ok(sheet)
}

fn failed(error: XlsxError) -> io::Error {
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_cannot_hold_is_cut_and_says_so() {
        for text in ["字".repeat(32_767), "𠮷".repeat(16_383)] {
            assert_eq!(fitting(&text), text);
        }
        for text in ["字".repeat(32_768), "𠮷".repeat(16_384)] {
            let cut = fitting(&text);
            assert!(cut.ends_with(CUT) && cut.encode_utf16().count() <= MOST_IN_CELL, "{}", cut.len());
        }
    }
}
