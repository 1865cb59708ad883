//! `lcpaper diff`: what became of every item between two years of one paper.

use std::io::{self, Write};

use lcpaper::diff;
use lcpaper::emit::years;

use super::args::{Color, Diff, TwoFormat};
use super::check::human_options;
use super::output::{finish, stdout};
use super::{Status, Stop, input};

pub fn run(args: &Diff, color: Color, status: &mut Status) -> Result<(), Stop> {
    let Some((old, new)) = input::two([&args.old, &args.new], &args.reading, status)? else { return Ok(()) };
    let (a, b) = (lcpaper::parse(&old), lcpaper::parse(&new));
    let changes = diff::diff((&old, &a.document), (&new, &b.document));
    let (old, new) = (args.old.to_string_lossy(), args.new.to_string_lossy());
    let mut out = stdout();
    match args.format {
        TwoFormat::Human => years::human(&changes, human_options(color).color, &mut out)?,
        TwoFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &years::report(changes, &old, &new))
                .map_err(io::Error::from)?;
            writeln!(out)?;
        }
        TwoFormat::Html => {
            out.write_all(
                years::html(&changes, (&old, a.document.language()), (&new, b.document.language()))
                    .as_bytes(),
            )?;
        }
    }
    finish(out)
}
