//! `lcpaper check --fix` and `--diff`: edits shown, or made in place.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::sync::Mutex;

use lcpaper::diagnostic::{Diagnostic, Edit};
use lcpaper::emit::{counted, visible};
use lcpaper::{Paper, Source, fix};

use super::args::{Check, is_stdin};
use super::batch::Run;
use super::output::{finish, stdout, write_whole};
use super::rulebook::{Rulebook, locked};
use super::{Status, Stop, input};

/// What is to be done with fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Show them as a difference on standard output.
    Show,
    /// Write them into the file.
    Make,
}

impl Mode {
    /// What the arguments ask for, if anything.
    pub fn of(args: &Check) -> Option<Self> {
        match (args.diff, args.fix || args.unsafe_fixes) {
            (true, _) => Some(Self::Show),
            (false, true) => Some(Self::Make),
            (false, false) => None,
        }
    }
}

/// The edits for a paper: safe ones, and new numbers where they are asked for.
fn edits(args: &Check, paper: &Paper<'_>, found: &[Diagnostic]) -> Vec<Edit> {
    let mut edits = fix::safe(found);
    if args.unsafe_fixes {
        edits.extend(fix::renumber(paper));
    }
    fix::ordered(edits)
}

/// Shows or makes the edits of every paper. Showing some fails the check, as a
/// finding would.
pub fn each(args: &Check, mode: Mode, status: &mut Status) -> Result<(), Stop> {
    let rulebook = Mutex::new(Rulebook::new(args)?);
    let options = input::options(&args.papers.reading);
    let mut out = stdout();
    Run { papers: &args.papers, out: None, to_stdout: true }.each(
        status,
        |found, desk| {
            let Some(source) = input::read(found, &options, desk) else { return Ok(None) };
            let path = &*found.path.to_string_lossy();
            let paper = options.parse_source(&source);
            let mut findings = paper.check();
            locked(&rulebook).settle(path, &paper, &mut findings)?;
            let edits = edits(args, &paper, &findings);
            if edits.is_empty() {
                return Ok(None);
            }
            let mended = fix::apply(source.text(), &edits);
            if mode == Mode::Show {
                return Ok(Some(difference(path, source.text(), &mended)));
            }
            if !is_plain(&source) || is_stdin(&found.path) {
                desk.say(format!("{path}: fixes are made in UTF-8 text files only; `--diff` shows them"));
            } else {
                write(Path::new(&found.path), &mended)?;
                desk.say(format!("{path}: {} made", counted(edits.len(), "edit")));
            }
            Ok(None)
        },
        |status, turn| {
            let Ok(difference) = turn.result else { return Ok(()) };
            status.found = true;
            Ok(out.write_all(difference.as_bytes())?)
        },
    )?;
    finish(out)
}

/// Whether the file holds the very text that was read.
fn is_plain(source: &Source) -> bool {
    source.is_plain() && source.info().encoding.eq_ignore_ascii_case("utf-8")
}

/// Replaces a file's text. A byte order mark is no part of the text, but of the file.
fn write(path: &Path, text: &str) -> Result<(), Stop> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let mark = std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(MARK));
    write_whole(path, |out| {
        if mark {
            out.write_all(MARK)?;
        }
        out.write_all(text.as_bytes())
    })
}

/// A unified difference without context: edits never add or remove lines.
fn difference(path: &str, before: &str, after: &str) -> String {
    let path = visible(path);
    let mut out = format!("--- {path}\n+++ {path}\n");
    for (number, (old, new)) in before.lines().zip(after.lines()).enumerate() {
        if old != new {
            let at = number + 1;
            let _ = write!(out, "@@ -{at} +{at} @@\n-{}\n+{}\n", visible(old), visible(new));
        }
    }
    out
}
