//! `lcpaper compare`: two language versions of one paper, item by item, in two
//! files or in one.

use std::io::{self, Write};

use lcpaper::Paper;
use lcpaper::emit::compare::{self, Version};
use lcpaper::languages::{self, Comparison};

use super::args::{Color, Compare, TwoFormat};
use super::check::human_options;
use super::output::{finish, stdout};
use super::{Status, Stop, input};

pub fn run(args: &Compare, color: Color, status: &mut Status) -> Result<(), Stop> {
    let path = args.a.to_string_lossy();
    let options = input::options(&args.reading).digest(false);
    let Some(other) = &args.b else {
        let Some(source) = input::paper(&args.a, &options, status) else { return Ok(()) };
        let paper = options.parse_source(&source);
        let (Some(comparison), [a, b]) = (languages::compare_within(&paper), paper.versions()) else {
            return Err(Stop::failed(format!(
                "{path}: is in one language; name the file in the other language as well"
            )));
        };
        let version = |language| Version::new(&path, &source, language);
        return show(&comparison, version(a.language), version(b.language), args.format, color, status);
    };
    let Some((left, right)) = input::two([&args.a, other], &options, status)? else { return Ok(()) };
    let (a, b) = (options.parse_source(&left), options.parse_source(&right));
    let comparison = languages::compare(&a, &b);
    let other = other.to_string_lossy();
    let (a, b) = (version(&path, &a), version(&other, &b));
    show(&comparison, a, b, args.format, color, status)
}

fn show(
    comparison: &Comparison<'_>,
    a: Version<'_>,
    b: Version<'_>,
    format: TwoFormat,
    color: Color,
    status: &mut Status,
) -> Result<(), Stop> {
    status.found |= comparison.counts().0 > 0;
    let mut out = stdout();
    match format {
        TwoFormat::Human => compare::human(comparison, a, b, human_options(color), &mut out)?,
        TwoFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &compare::report(comparison, a, b))
                .map_err(io::Error::from)?;
            writeln!(out)?;
        }
        TwoFormat::Html => out.write_all(compare::html(comparison, a, b).as_bytes())?,
    }
    finish(out)
}

fn version<'v>(path: &'v str, paper: &'v Paper<'_>) -> Version<'v> {
    Version::new(path, paper.source(), paper.document().language())
}
