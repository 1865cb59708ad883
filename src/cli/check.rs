//! `lcpaper check`: what is wrong in papers.

use std::io::{self, IsTerminal, Write};

use lcpaper::emit::{self, HumanOptions, Tally, counted, tally_in_words};

use super::args::{Check, CheckFormat, Color, Deny};
use super::output::{finish, stdout};
use super::select::Selection;
use super::{Status, Stop, input, say};

pub fn run(args: &Check, color: Color, status: &mut Status) -> Result<(), Stop> {
    let selection = Selection::new(&args.select, &args.ignore).map_err(Stop::Failed)?;
    let options = human_options(color);
    let mut out = stdout();
    let mut reports = Vec::new();
    let mut total = Tally::default();
    let mut read = 0;
    let mut apart = false;

    input::each_paper(&args.papers, status, |status, _, path, source| {
        let parsed = lcpaper::parse(source);
        let mut found = lcpaper::check(source, &parsed);
        found.retain(|d| selection.has(d.code));
        let tally = Tally::of(&found);
        read += 1;
        total += tally;
        status.found |= tally.errors > 0 || (args.deny == Some(Deny::Warnings) && tally.warnings > 0);
        if parsed.series.is_empty() {
            say(&format!("{path}: no numbered item found"));
        }

        let report = emit::file_report(path, source, &parsed, &found);
        match args.format {
            CheckFormat::Json => reports.push(report),
            CheckFormat::Human => {
                if apart {
                    writeln!(out)?;
                }
                emit::human(source, &report, &found, options, &mut out)?;
                apart = !found.is_empty();
            }
        }
        Ok(())
    })?;

    match args.format {
        // Where nothing could be read there is no report, only the exit status.
        CheckFormat::Json if read > 0 => emit::report_json(&emit::report(reports), &mut out)?,
        CheckFormat::Human if args.papers.files.len() > 1 && read > 0 => {
            let unread = args.papers.files.len() - read;
            write!(
                out,
                "{}{}: {}",
                if apart { "\n" } else { "" },
                counted(read, "file"),
                tally_in_words(total)
            )?;
            if unread > 0 {
                write!(out, "; {unread} could not be read")?;
            }
            writeln!(out)?;
        }
        _ => {}
    }
    finish(out)
}

fn human_options(color: Color) -> HumanOptions {
    let stdout = io::stdout();
    let plain = HumanOptions::default();
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => stdout.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    let width = terminal_size::terminal_size_of(&stdout).map_or(plain.width, |(w, _)| usize::from(w.0));
    HumanOptions { color, width }
}
