//! `lcpaper manifest`: a paper's expected structure as TOML.

use std::io::Write;

use super::args::Manifest as Wanted;
use super::output::{finish, stdout};
use super::{Status, Stop, input};
use lcpaper::manifest::Manifest;

pub fn run(args: &Wanted, status: &mut Status) -> Result<(), Stop> {
    let options = input::options(&args.reading);
    let Some(source) = input::paper(&args.file, &options, status) else { return Ok(()) };
    let manifest = Manifest::of(&options.parse_source(&source));
    let text = manifest.to_toml().map_err(|e| Stop::failed(e.to_string()))?;
    let mut out = stdout();
    out.write_all(text.as_bytes())?;
    finish(out)
}
