//! What the program says of itself: rules, explanations, schemas, completions.

use std::io::Write;

use clap::CommandFactory;
use lcpaper::Options;
use lcpaper::diagnostic::Severity;
use lcpaper::emit;
use lcpaper::rules::RULES;
use lcpaper::text::Place;
use serde::Serialize;

use super::args::{Args, Completions, Described, Explain, Rules, RulesFormat, Schema};
use super::output::{finish, stdout};
use super::select::{find, unknown};
use super::{Stop, input};

/// One rule as `rules --format json` lists it.
#[derive(Serialize)]
struct Listed {
    code: &'static str,
    rule: &'static str,
    severity: Severity,
    summary: &'static str,
}

pub fn rules(args: &Rules) -> Result<(), Stop> {
    let mut out = stdout();
    match args.format {
        RulesFormat::Json => {
            let listed: Vec<Listed> = RULES
                .iter()
                .map(|r| Listed { code: r.code, rule: r.name, severity: r.severity, summary: r.summary })
                .collect();
            serde_json::to_writer_pretty(&mut out, &listed).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        RulesFormat::Human => {
            let width = RULES.iter().map(|r| r.name.len()).max().unwrap_or(0);
            for rule in RULES {
                let severity = severity_name(rule.severity);
                writeln!(out, "{}  {:width$}  {severity:7}  {}", rule.code, rule.name, rule.summary)?;
            }
        }
    }
    finish(out)
}

pub fn explain(args: &Explain) -> Result<(), Stop> {
    let Some(rule) = find(args.what.trim()) else {
        return match place(&args.what) {
            Some((file, at)) => explain_line(args, file, at),
            None => Err(Stop::Failed(unknown(&args.what))),
        };
    };
    let mut out = stdout();
    let explanation = rule.explanation.trim();
    if !explanation.starts_with("# ") {
        writeln!(out, "# {} {} ({})\n", rule.code, rule.name, severity_name(rule.severity))?;
    }
    writeln!(out, "{explanation}")?;
    finish(out)
}

/// `FILE:LINE`, `FILE:LINE:COLUMN` or `FILE:PAGE:LINE`: the file and its one or two numbers.
fn place(what: &str) -> Option<(&str, (u32, Option<u32>))> {
    let number = |what: &'_ str| what.rsplit_once(':').and_then(|(_, n)| n.parse().ok());
    let last = number(what)?;
    let (file, _) = what.rsplit_once(':')?;
    match number(file) {
        Some(first) => Some((file.rsplit_once(':')?.0, (first, Some(last)))),
        None => Some((file, (last, None))),
    }
}

/// Says of a line of a paper what it was read as, and why.
fn explain_line(args: &Explain, file: &str, (first, second): (u32, Option<u32>)) -> Result<(), Stop> {
    let source = input::one(file, &args.reading).map_err(|error| Stop::failed(error.to_string()))?;
    let paper = Options::new().trace(true).parse_source(&source);
    let here = |at: Place| match at {
        Place::Line(n) | Place::Paragraph(n) | Place::Spot { line: n, .. } => n == first,
        Place::Page { page, line } => page == first && second.is_none_or(|n| n == line),
    };
    let lines = (1..).map_while(|line| Some((line, source.line_start(line)?)));
    let mut out = stdout();
    let mut found = false;
    for (line, start) in lines {
        let text = source.text()[start as usize..].lines().next().unwrap_or_default();
        // White space at a line's start has no place of its own.
        let start = start + (text.len() - text.trim_start().len()) as u32;
        let said = if here(source.place(start)) { paper.explain(line) } else { Vec::new() };
        // The blank line behind a paragraph is none of the file's.
        let is_of_the_file = !text.trim().is_empty() || source.hint(start).is_none();
        if is_of_the_file && !said.is_empty() {
            found = true;
            writeln!(out, "{file}, {}: {}", source.place(start), text.trim())?;
            said.iter().try_for_each(|sentence| writeln!(out, "  {sentence}"))?;
        }
    }
    if !found {
        let last = source.place(source.text().trim_end().len() as u32);
        return Err(Stop::failed(format!("{file} has no such place: its text ends in {last}")));
    }
    finish(out)
}

pub fn schema(args: &Schema) -> Result<(), Stop> {
    let schema = match args.what {
        Described::Document => emit::document_schema(),
        Described::Report => emit::report_schema(),
        Described::Row => emit::row_schema(),
        Described::Compare => emit::compare_schema(),
        Described::Diff => emit::diff_schema(),
        Described::Manifest => emit::manifest_schema(),
        Described::Index => emit::index_schema(),
    };
    let mut out = stdout();
    serde_json::to_writer_pretty(&mut out, &schema).map_err(std::io::Error::from)?;
    writeln!(out)?;
    finish(out)
}

pub fn completions(args: &Completions) -> Result<(), Stop> {
    // Made whole first: the generator panics where its output cannot be written.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "lcpaper", &mut script);
    let mut out = stdout();
    out.write_all(&script)?;
    finish(out)
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
