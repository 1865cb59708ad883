//! `lcpaper compare`: two language versions of one paper, item by item.

use std::io::{self, Write};

use lcpaper::pair::{self, Version};
use lcpaper::{Parsed, Source};

use super::args::{Color, Compare, TwoFormat};
use super::check::human_options;
use super::output::{finish, stdout};
use super::{Status, Stop, input};

pub fn run(args: &Compare, color: Color, status: &mut Status) -> Result<(), Stop> {
    let Some((left, right)) = input::two([&args.a, &args.b], &args.reading, status)? else { return Ok(()) };
    let (a, b) = (lcpaper::parse(&left), lcpaper::parse(&right));
    let comparison = pair::compare((&left, &a.document), (&right, &b.document));
    status.found |= !comparison.findings.is_empty();
    let (a_path, b_path) = (args.a.to_string_lossy(), args.b.to_string_lossy());
    let (a, b) = (version(&a_path, &left, &a), version(&b_path, &right, &b));
    let mut out = stdout();
    match args.format {
        TwoFormat::Human => pair::human(&comparison, a, b, human_options(color), &mut out)?,
        TwoFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &pair::report(&comparison, a, b))
                .map_err(io::Error::from)?;
            writeln!(out)?;
        }
        TwoFormat::Html => out.write_all(pair::html(&comparison, a, b).as_bytes())?,
    }
    finish(out)
}

fn version<'v>(path: &'v str, source: &'v Source, parsed: &'v Parsed<'_>) -> Version<'v> {
    Version { path, source, language: language(parsed) }
}

/// The language a paper is mostly in.
pub(super) fn language<'v>(parsed: &'v Parsed<'_>) -> &'v str {
    parsed.document.languages.first().map_or("und", |l| &**l)
}
