//! `lcpaper parse`: a paper in, structured data out.

use std::borrow::Cow;
use std::io::{self, Write};

use lcpaper::emit::{self, Layout, Tally, counted};
use lcpaper::{Parsed, Source};

use super::args::{Parse, To};
use super::output::{Destination, finish, stdout, write_whole};
use super::{Status, Stop, input, say};

pub fn run(args: &Parse, status: &mut Status) -> Result<(), Stop> {
    let files = &args.papers.files;
    match Destination::plan(args.output.as_deref(), files, args.to.extension())? {
        Destination::Stdout => {
            let layout = if files.len() > 1 { Layout::Line } else { Layout::Pretty };
            let mut out = stdout();
            let mut first = true;
            input::each_paper(&args.papers, status, |_, _, path, source| {
                let parsed = lcpaper::parse(source);
                // The header belongs to the stream, not to each paper in it.
                write(args.to, layout, first, source, &parsed, &mut out)?;
                first = false;
                remark(path, source, &parsed);
                Ok(())
            })?;
            finish(out)
        }
        Destination::Files(targets) => {
            input::each_paper(&args.papers, status, |status, index, path, source| {
                let Some(target) = targets.get(index) else { return Ok(()) };
                let parsed = lcpaper::parse(source);
                let written =
                    write_whole(target, |out| write(args.to, Layout::Pretty, true, source, &parsed, out));
                if let Err(Stop::Failed(message)) = written {
                    // The other papers may still find their place.
                    say(&message);
                    status.could_not_run = true;
                }
                remark(path, source, &parsed);
                Ok(())
            })
        }
    }
}

fn write(
    to: To,
    layout: Layout,
    header: bool,
    source: &Source,
    parsed: &Parsed<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match to {
        To::Json => emit::json(&parsed.document, layout, out),
        To::Ndjson => emit::ndjson(&emit::rows(source, &parsed.document), out),
        To::Csv => {
            if header {
                emit::csv_header(out)?;
            }
            emit::csv(&emit::rows(source, &parsed.document), out)
        }
    }
}

/// Says in one line what a person should know before trusting the output.
fn remark(path: &str, source: &Source, parsed: &Parsed<'_>) {
    let Tally { errors, .. } = Tally::of(&lcpaper::check(source, parsed));
    if errors > 0 {
        let it = if errors == 1 { "it" } else { "them" };
        say(&format!(
            "{path}: {} in the paper; `lcpaper check {}` shows {it}",
            counted(errors, "error"),
            quoted(path)
        ));
    } else if parsed.series.is_empty() {
        say(&format!("{path}: no numbered item found"));
    }
}

/// A path as a shell takes it.
fn quoted(path: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || "-_./+,:@%".contains(c);
    if !path.is_empty() && path.chars().all(plain) {
        Cow::Borrowed(path)
    } else {
        Cow::Owned(format!("'{}'", path.replace('\'', r"'\''")))
    }
}
