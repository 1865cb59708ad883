//! `lcpaper outline`: the tree at a glance.

use std::io::Write;

use lcpaper::emit;

use super::args::Outline;
use super::output::{finish, stdout};
use super::{Status, Stop, input};

pub fn run(args: &Outline, status: &mut Status) -> Result<(), Stop> {
    let mut out = stdout();
    let mut first = true;
    input::each_paper(&args.papers, status, |_, _, _, source| {
        if !first {
            writeln!(out)?;
        }
        first = false;
        Ok(emit::outline(&lcpaper::parse(&source).document, &mut out)?)
    })?;
    finish(out)
}
