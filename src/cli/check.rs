//! `lcpaper check`: what is wrong in papers.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use lcpaper::diagnostic::{Diagnostic, FileReport};
use lcpaper::emit::{self, Checked, HumanOptions, Opening, Tally, counted, tally_in_words};
use lcpaper::manifest::Manifest;
use lcpaper::{Parsed, Source};

use super::args::{Check, CheckFormat, Color};
use super::output::{finish, stdout};
use super::rulebook::Rulebook;
use super::{Status, Stop, fix, input, say};

pub fn run(args: &Check, color: Color, status: &mut Status) -> Result<(), Stop> {
    let manifest = args.manifest.as_deref().map(super::manifest::load).transpose()?;
    let rulebook = Rulebook::new(args)?;
    if let Some(mode) = fix::Mode::of(args) {
        fix::each(args, mode, status)?;
        if mode == fix::Mode::Show {
            return Ok(());
        }
    }
    let mut run = Run { args, rulebook, manifest, out: stdout(), total: Tally::default(), read: 0 };
    match args.format {
        CheckFormat::Human => run.human(human_options(color), status)?,
        CheckFormat::Json => run.json(status)?,
        CheckFormat::Github => run.github(status)?,
        CheckFormat::Sarif | CheckFormat::Junit | CheckFormat::Html => run.all_at_once(status)?,
    }
    run.rulebook.finish()?;
    finish(run.out)
}

struct Run<'a> {
    args: &'a Check,
    rulebook: Rulebook,
    /// What the papers are held against.
    manifest: Option<Manifest>,
    out: BufWriter<StdoutLock<'static>>,
    total: Tally,
    /// Papers that could be read.
    read: usize,
}

impl Run<'_> {
    /// Prints each paper as soon as it is checked.
    fn human(&mut self, options: HumanOptions, status: &mut Status) -> Result<(), Stop> {
        let files = &self.args.papers.files;
        let mut apart = "";
        input::each_paper(&self.args.papers, status, |status, _, path, source| {
            let (parsed, found) = self.check(path, &source, status)?;
            let report = emit::file_report(path, &source, &parsed, &found);
            self.out.write_all(apart.as_bytes())?;
            emit::human(&source, &report, &found, options, &mut self.out)?;
            apart = if found.is_empty() { "" } else { "\n" };
            Ok(())
        })?;
        if files.len() > 1 && self.read > 0 {
            write!(self.out, "{apart}{}: {}", counted(self.read, "file"), tally_in_words(self.total))?;
            if let unread @ 1.. = files.len() - self.read {
                write!(self.out, "; {unread} could not be read")?;
            }
            writeln!(self.out)?;
        }
        Ok(())
    }

    fn json(&mut self, status: &mut Status) -> Result<(), Stop> {
        let mut reports: Vec<FileReport> = Vec::new();
        input::each_paper(&self.args.papers, status, |status, _, path, source| {
            let (parsed, found) = self.check(path, &source, status)?;
            reports.push(emit::file_report(path, &source, &parsed, &found));
            Ok(())
        })?;
        // Where nothing could be read there is no report, only the exit status.
        if self.read > 0 {
            emit::report_json(&emit::report(reports), &mut self.out)?;
        }
        Ok(())
    }

    fn github(&mut self, status: &mut Status) -> Result<(), Stop> {
        input::each_paper(&self.args.papers, status, |status, _, path, source| {
            let (parsed, diagnostics) = self.check(path, &source, status)?;
            let paper = Checked { path, source: &source, parsed: &parsed, diagnostics: &diagnostics };
            Ok(self.out.write_all(emit::github(&[paper]).as_bytes())?)
        })
    }

    /// The formats that are one whole over all papers.
    fn all_at_once(&mut self, status: &mut Status) -> Result<(), Stop> {
        let mut sources: Vec<(String, Source)> = Vec::new();
        input::each_paper(&self.args.papers, status, |_, _, path, source| {
            sources.push((path.to_owned(), source));
            Ok(())
        })?;
        if sources.is_empty() {
            return Ok(());
        }
        let checked: Vec<(Parsed<'_>, Vec<Diagnostic>)> = sources
            .iter()
            .map(|(path, source)| self.check(path, source, status))
            .collect::<Result<_, Stop>>()?;
        let papers: Vec<Checked<'_, '_>> = sources
            .iter()
            .zip(&checked)
            .map(|((path, source), (parsed, diagnostics))| Checked { path, source, parsed, diagnostics })
            .collect();
        match self.args.format {
            CheckFormat::Junit => {
                let least = self.rulebook.fails_from;
                self.out.write_all(emit::junit(&papers, least)?.as_bytes())?;
            }
            CheckFormat::Html => {
                self.out.write_all(emit::html(&papers, Opening::Findings).as_bytes())?;
            }
            _ => {
                serde_json::to_writer_pretty(&mut self.out, &emit::sarif(&papers))
                    .map_err(io::Error::from)?;
                writeln!(self.out)?;
            }
        }
        Ok(())
    }

    /// Parses and checks one paper, and counts what was found.
    fn check<'s>(
        &mut self,
        path: &str,
        source: &'s Source,
        status: &mut Status,
    ) -> Result<(Parsed<'s>, Vec<Diagnostic>), Stop> {
        let parsed = lcpaper::parse(source);
        let mut found = lcpaper::check(source, &parsed);
        // The command line's goes before the configuration's.
        let manifest = match &self.manifest {
            Some(manifest) => Some(manifest),
            None => self.rulebook.manifest(path)?,
        };
        if let Some(manifest) = manifest {
            found.extend(manifest.hold(source, &parsed));
            found.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
        }
        status.found |= self.rulebook.settle(path, source, &parsed, &mut found)?;
        self.read += 1;
        self.total += Tally::of(&found);
        if parsed.series.is_empty() {
            say(&format!("{path}: no numbered item found"));
        }
        Ok((parsed, found))
    }
}

/// How to print for a person, as the terminal and the user have it.
pub(super) fn human_options(color: Color) -> HumanOptions {
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
