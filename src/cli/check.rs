//! `lcpaper check`: what is wrong in papers.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::sync::{Arc, Mutex};

use lcpaper::config::manifest_of;
use lcpaper::diagnostic::Diagnostic;
use lcpaper::emit::{self, Checked, HumanOptions, Opening, ReportWriter, Tally, counted, tally_in_words};
use lcpaper::manifest::Manifest;
use lcpaper::{Options, Paper, Source};

use super::args::{Check, CheckFormat, Color};
use super::batch::{Desk, Found, Run, Summary, Turn};
use super::output::{finish, stdout};
use super::rulebook::{Rulebook, locked};
use super::{Status, Stop, counterpart, fix, input, say};

pub fn run(args: &Check, color: Color, status: &mut Status) -> Result<(), Stop> {
    let manifest = args.manifest.as_deref().map(manifest_of).transpose()?.map(Arc::new);
    let rulebook = Mutex::new(Rulebook::new(args)?);
    if let Some(mode) = fix::Mode::of(args) {
        fix::each(args, mode, status)?;
        if mode == fix::Mode::Show {
            return Ok(());
        }
    }
    let options = input::options(&args.papers.reading).digest(args.format == CheckFormat::Sarif);
    let checker = Checker { args, options, rulebook, manifest };
    let mut out = stdout();
    let summary = match args.format {
        CheckFormat::Human => checker.human(human_options(color), &mut out, status)?,
        CheckFormat::Json => checker.json(&mut out, status)?,
        CheckFormat::Github => checker.github(&mut out, status)?,
        CheckFormat::Sarif | CheckFormat::Junit | CheckFormat::Html => {
            checker.all_at_once(&mut out, status)?
        }
    };
    locked(&checker.rulebook).finish()?;
    finish(out)?;
    // For a person, the last line of the findings says the same.
    if args.format != CheckFormat::Human || summary.left != Default::default() {
        summary.in_words("checked").into_iter().for_each(|words| say(&words));
    }
    Ok(())
}

type Out = BufWriter<StdoutLock<'static>>;

struct Checker<'a> {
    args: &'a Check,
    options: Options,
    rulebook: Mutex<Rulebook>,
    /// What the papers are held against.
    manifest: Option<Arc<Manifest>>,
}

/// What is kept of a checked paper until its turn comes.
struct Written {
    bytes: Vec<u8>,
    tally: Tally,
    /// Whether a finding fails the check.
    fails: bool,
}

impl Checker<'_> {
    /// Checks every paper and passes on, in order, what `write` makes of it.
    fn each(
        &self,
        status: &mut Status,
        write: impl Fn(&Paper<'_>, &str, &[Diagnostic], &mut Vec<u8>) -> io::Result<()> + Sync,
        mut done: impl FnMut(Written) -> Result<(), Stop>,
    ) -> Result<Summary, Stop> {
        self.walk().each(
            status,
            |found, desk| {
                let Some(source) = input::read(found, &self.options, desk) else { return Ok(None) };
                let path = &*found.path.to_string_lossy();
                let (paper, diagnostics, fails) = self.check(path, &source, desk)?;
                let mut bytes = Vec::new();
                write(&paper, path, &diagnostics, &mut bytes)?;
                Ok(Some(Written { bytes, tally: Tally::of(&diagnostics), fails }))
            },
            |status, turn| {
                let Ok(written) = turn.result else { return Ok(()) };
                status.found |= written.fails;
                done(written)
            },
        )
    }

    fn walk(&self) -> Run<'_> {
        Run { papers: &self.args.papers, out: None, to_stdout: true }
    }

    /// Prints each paper as soon as it and those before it are checked.
    fn human(&self, options: HumanOptions, out: &mut Out, status: &mut Status) -> Result<Summary, Stop> {
        let mut apart = "";
        let mut total = Tally::default();
        let summary = self.each(
            status,
            |paper, path, found, bytes| {
                let report = emit::file_report(path, paper, found);
                emit::human(paper.source(), &report, found, options, bytes)
            },
            |written| {
                out.write_all(apart.as_bytes())?;
                out.write_all(&written.bytes)?;
                apart = if written.tally == Tally::default() { "" } else { "\n" };
                total += written.tally;
                Ok(())
            },
        )?;
        if summary.read > 0 && summary.read + summary.unread > 1 {
            let files = counted(summary.read as usize, "file");
            write!(out, "{apart}{files}: {}", tally_in_words(total))?;
            if summary.unread > 0 {
                write!(out, "; {} could not be read", summary.unread)?;
            }
            writeln!(out)?;
        }
        Ok(summary)
    }

    fn json(&self, out: &mut Out, status: &mut Status) -> Result<Summary, Stop> {
        // Where nothing could be read there is no report, only the exit status.
        let mut report: Option<ReportWriter<'_>> = None;
        let mut out = Some(out);
        let summary = self.each(
            status,
            |paper, path, found, bytes| ReportWriter::file(&emit::file_report(path, paper, found), bytes),
            |written| {
                if let Some(out) = out.take() {
                    report = Some(ReportWriter::new(out)?);
                }
                Ok(report.as_mut().map_or(Ok(()), |report| report.add(&written.bytes))?)
            },
        )?;
        report.map_or(Ok(()), ReportWriter::finish)?;
        Ok(summary)
    }

    fn github(&self, out: &mut Out, status: &mut Status) -> Result<Summary, Stop> {
        let write = |paper: &Paper<'_>, path: &str, found: &[Diagnostic], bytes: &mut Vec<u8>| {
            bytes.write_all(emit::github(&[Checked::new(path, paper, found)]).as_bytes())
        };
        self.each(status, write, |written| Ok(out.write_all(&written.bytes)?))
    }

    /// The formats that are one whole over all papers: all of them are kept.
    fn all_at_once(&self, out: &mut Out, status: &mut Status) -> Result<Summary, Stop> {
        let mut sources: Vec<(String, Source)> = Vec::new();
        let read = |found: &Found, desk: &mut Desk| {
            let path = found.path.to_string_lossy().into_owned();
            Ok(input::read(found, &self.options, desk).map(|source| (path, source)))
        };
        let summary = self.walk().each(status, read, |_, turn: Turn<'_, _>| {
            sources.extend(turn.result);
            Ok(())
        })?;
        if sources.is_empty() {
            return Ok(summary);
        }
        let mut checked: Vec<(Paper<'_>, Vec<Diagnostic>)> = Vec::new();
        for (path, source) in &sources {
            let mut desk = Desk::default();
            let (paper, diagnostics, fails) = self.check(path, source, &mut desk)?;
            desk.lines().iter().for_each(|line| say(line));
            status.found |= fails;
            checked.push((paper, diagnostics));
        }
        let papers: Vec<Checked<'_>> = sources
            .iter()
            .zip(&checked)
            .map(|((path, _), (paper, found))| Checked::new(path, paper, found))
            .collect();
        match self.args.format {
            CheckFormat::Junit => {
                let least = locked(&self.rulebook).fails_from;
                out.write_all(emit::junit(&papers, least)?.as_bytes())?;
            }
            CheckFormat::Html => {
                out.write_all(emit::html(&papers, Opening::Findings).as_bytes())?;
            }
            _ => {
                out.write_all(emit::sarif(&papers).as_bytes())?;
            }
        }
        Ok(summary)
    }

    /// Parses and checks one paper; says whether a finding fails the check.
    fn check<'s>(
        &self,
        path: &str,
        source: &'s Source,
        desk: &mut Desk,
    ) -> Result<(Paper<'s>, Vec<Diagnostic>, bool), Stop> {
        let paper = self.options.parse_source(source);
        let mut found = paper.check();
        // The command line's goes before the configuration's.
        let manifest = match &self.manifest {
            Some(manifest) => Some(manifest.clone()),
            None => locked(&self.rulebook).manifest(path)?,
        };
        if let Some(manifest) = manifest {
            found.extend(manifest.hold(&paper));
        }
        let counterparts = locked(&self.rulebook).counterparts(path)?;
        for counterpart in &counterparts {
            let own = (path, &paper);
            let differs = counterpart::findings(&self.args.papers, &self.options, counterpart, own, desk);
            found.extend(differs);
        }
        found.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
        let fails = locked(&self.rulebook).settle(path, &paper, &mut found)?;
        if paper.series().is_empty() {
            desk.say(format!("{path}: no numbered item found"));
        }
        Ok((paper, found, fails))
    }
}

/// How to print for a person, as the terminal and the user have it.
pub(super) fn human_options(color: Color) -> HumanOptions {
    let stdout = io::stdout();
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => stdout.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    let mut options = HumanOptions { color, ..HumanOptions::default() };
    if let Some((width, _)) = terminal_size::terminal_size_of(&stdout) {
        options.width = usize::from(width.0);
    }
    options
}
