//! The rows as CSV, by RFC 4180: UTF-8, CRLF line ends, quotes only where needed.
//! What is null elsewhere is an empty field here.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Row;

/// Writes the line of field names. It is a call of its own because several
/// papers in one stream have one header, and a paper without rows has one too.
///
/// # Errors
/// Where `out` cannot be written.
pub fn csv_header(out: &mut dyn Write) -> io::Result<()> {
    let mut writer = writer(out);
    writer.write_record(Row::FIELDS)?;
    writer.flush()
}

/// Writes one record a row.
///
/// # Errors
/// Where `out` cannot be written.
pub fn csv(rows: &[Row<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = writer(out);
    for row in rows {
        writer.serialize(row)?;
    }
    writer.flush()
}

/// Writes one record a row, fit for a spreadsheet: a cell that it would take for
/// a formula gets an apostrophe before it, and so is no longer what the paper says.
///
/// Such cells begin with `=`, `+`, `-` or `@`, their full-width forms, a tab or a
/// line end, as the OWASP page on CSV injection lists them.
///
/// # Errors
/// Where `out` cannot be written.
pub fn csv_safe(rows: &[Row<'_>], out: &mut dyn Write) -> io::Result<()> {
    let mut plain = Vec::new();
    csv(rows, &mut plain)?;
    let mut writer = writer(out);
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(plain.as_slice());
    for record in reader.records() {
        let record = record?;
        writer.write_record(record.iter().map(guarded).collect::<Vec<_>>().iter().map(|cell| &**cell))?;
    }
    writer.flush()
}

fn guarded(cell: &str) -> Cow<'_, str> {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n') => {
            Cow::Owned(format!("'{cell}"))
        }
        _ => Cow::Borrowed(cell),
    }
}

fn writer(out: &mut dyn Write) -> ::csv::Writer<&mut dyn Write> {
    ::csv::WriterBuilder::new().has_headers(false).terminator(::csv::Terminator::CRLF).from_writer(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::PartKind;

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded() {
        for sign in ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"] {
            let cell = format!("{sign}cmd|' /C calc'!A0");
            assert_eq!(guarded(&cell), format!("'{cell}"));
        }
        for cell in ["", "1.", "甲 = 乙", "'=1", "（一）", "—"] {
            assert_eq!(guarded(cell), cell);
        }
    }

    #[test]
    fn fields_with_commas_and_quotes_are_quoted_and_null_is_empty() {
        let row = Row {
            paper: "a.txt",
            language: "en",
            part: PartKind::Body,
            annex: None,
            section: Some(1),
            section_title: Some("Ports, \"airports\""),
            subsection: None,
            subsection_title: None,
            path: "body/1/2".to_owned(),
            number: Some(2),
            marker: Some("2."),
            text: "港珠澳大橋",
            joined: true,
            line: 3,
            start: 4,
            end: 5,
        };
        let mut out = Vec::new();
        csv_header(&mut out).unwrap();
        csv(&[row], &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "paper,language,part,annex,section,section_title,subsection,subsection_title,path,number,marker,\
             text,joined,line,start,end\r\n\
             a.txt,en,body,,1,\"Ports, \"\"airports\"\"\",,,body/1/2,2,2.,港珠澳大橋,true,3,4,5\r\n"
        );
    }
}
