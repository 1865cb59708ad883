//! `lcpaper outline`: the tree at a glance.

use std::io::Write;

use lcpaper::emit;

use super::args::Outline;
use super::batch::Run;
use super::output::{finish, stdout};
use super::{Status, Stop, input, say};

pub fn run(args: &Outline, status: &mut Status) -> Result<(), Stop> {
    let mut out = stdout();
    let mut first = true;
    let options = input::options(&args.papers.reading);
    let summary = Run { papers: &args.papers, out: None, to_stdout: true }.each(
        status,
        |found, desk| {
            let Some(source) = input::read(found, &options, desk) else { return Ok(None) };
            let mut outline = Vec::new();
            emit::outline(options.parse_source(&source).document(), &mut outline)?;
            Ok(Some(outline))
        },
        |_, turn| {
            let Ok(outline) = turn.result else { return Ok(()) };
            if !first {
                writeln!(out)?;
            }
            first = false;
            Ok(out.write_all(&outline)?)
        },
    )?;
    finish(out)?;
    summary.in_words("read").into_iter().for_each(|words| say(&words));
    Ok(())
}
