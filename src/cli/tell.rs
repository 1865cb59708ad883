//! What the program says of itself: rules, explanations, schemas, completions.

use std::io::Write;

use clap::CommandFactory;
use lcpaper::diagnostic::Severity;
use lcpaper::emit;
use lcpaper::rules::RULES;
use serde::Serialize;

use super::Stop;
use super::args::{Args, Completions, Described, Explain, Rules, RulesFormat, Schema};
use super::output::{finish, stdout};
use super::select::{find, unknown};

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
    let Some(rule) = find(args.rule.trim()) else { return Err(Stop::Failed(unknown(&args.rule))) };
    let mut out = stdout();
    let explanation = rule.explanation.trim();
    if !explanation.starts_with("# ") {
        writeln!(out, "# {} {} ({})\n", rule.code, rule.name, severity_name(rule.severity))?;
    }
    writeln!(out, "{explanation}")?;
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
