//! `lcpaper diff`: what became of every item between two years of one paper.

use std::io::{self, Write};

use lcpaper::emit::years as emit;
use lcpaper::years;

use super::args::{Color, Diff, TwoFormat};
use super::check::human_options;
use super::output::{finish, stdout};
use super::{Status, Stop, input};

pub fn run(args: &Diff, color: Color, status: &mut Status) -> Result<(), Stop> {
    let options = input::options(&args.reading).digest(false);
    let Some((old, new)) = input::two([&args.old, &args.new], &options, status)? else { return Ok(()) };
    let (a, b) = (options.parse_source(&old), options.parse_source(&new));
    let changes = years::diff(&a, &b);
    let (old, new) = (args.old.to_string_lossy(), args.new.to_string_lossy());
    let mut out = stdout();
    match args.format {
        TwoFormat::Human => emit::human(&changes, human_options(color).color, &mut out)?,
        TwoFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &emit::report(changes, &old, &new))
                .map_err(io::Error::from)?;
            writeln!(out)?;
        }
        TwoFormat::Html => {
            let (a, b) = (a.document().language(), b.document().language());
            out.write_all(emit::html(&changes, (&old, a), (&new, b)).as_bytes())?;
        }
    }
    finish(out)
}
