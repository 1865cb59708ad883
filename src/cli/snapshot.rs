//! `lcpaper snapshot`: what a folder of papers was read as, and what of it is
//! different today.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use lcpaper::Source;
use lcpaper::config::{Config, Overrides, Settings};
use lcpaper::emit::{counted, visible};
use lcpaper::snapshot::{Record, SNAPSHOT_EXTENSION, SNAPSHOT_FOLDER, changes};

use super::args::Snapshot;
use super::output::{finish, stdout, write_whole};
use super::{Status, Stop, say};

/// What papers are called; other files in the folder are none.
const PAPERS: &[&str] = &["txt", "docx", "pdf"];

#[derive(Default)]
struct Count {
    same: usize,
    changed: usize,
    new: usize,
    lost: usize,
}

pub fn run(args: &Snapshot, status: &mut Status) -> Result<(), Stop> {
    if !args.folder.is_dir() {
        return Err(Stop::failed(format!("{}: is not a folder", args.folder.display())));
    }
    let records = args.folder.join(SNAPSHOT_FOLDER);
    let config = Config::discover(&args.folder)?;
    let mut out = stdout();
    let mut count = Count::default();
    let mut known = found_in(&records, |_| true)?;

    let is_paper =
        |path: &Path| path.extension().is_some_and(|e| PAPERS.iter().any(|p| e.eq_ignore_ascii_case(p)));
    for paper in found_in(&args.folder, is_paper)? {
        let inside = paper.strip_prefix(&args.folder).unwrap_or(&paper);
        let mut name = records.join(inside).into_os_string();
        name.push(".");
        name.push(SNAPSHOT_EXTENSION);
        let place = PathBuf::from(name);
        known.remove(&place);
        let source = match Source::open(&paper) {
            Ok(source) => source,
            Err(error) => {
                status.passed_over(&error);
                continue;
            }
        };
        let record = record(&source, config.as_ref(), &paper)?;
        let before = match fs::read_to_string(&place) {
            Ok(text) => Some(Record::from_text(&text).map_err(|e| unreadable(&place, &e.to_string()))?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(unreadable(&place, &error.to_string())),
        };
        let shown = inside.display().to_string();
        match before {
            Some(before) if before == record => {
                count.same += 1;
                continue;
            }
            Some(before) => {
                count.changed += 1;
                writeln!(out, "{}", visible(&shown))?;
                for change in changes(&before, &record) {
                    for line in change.to_string().lines() {
                        writeln!(out, "  {}", visible(line))?;
                    }
                }
                if !args.accept {
                    continue;
                }
            }
            None => {
                count.new += 1;
                if args.check {
                    writeln!(
                        out,
                        "{}\n  new       {} not recorded yet",
                        visible(&shown),
                        counted(record.rows.len(), "row")
                    )?;
                    continue;
                }
            }
        }
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(|e| unreadable(folder, &e.to_string()))?;
        }
        write_whole(&place, |out| write!(out, "{record}"))?;
    }

    for lost in known {
        count.lost += 1;
        let shown = lost.strip_prefix(&records).unwrap_or(&lost).with_extension("");
        writeln!(out, "{}\n  gone      the paper is no longer there", visible(&shown.display().to_string()))?;
        if args.accept {
            fs::remove_file(&lost).map_err(|e| unreadable(&lost, &e.to_string()))?;
        }
    }
    let differs = count.changed + count.lost + if args.check { count.new } else { 0 };
    status.found |= differs > 0 && !args.accept;
    say(&summary(&count, args));
    finish(out)
}

fn record(source: &Source, config: Option<&Config>, path: &Path) -> Result<Record, Stop> {
    let settings =
        Settings::new(config, &Overrides::default(), Some(path)).map_err(|e| Stop::failed(e.to_string()))?;
    let paper = source.parse();
    let mut found = paper.check();
    settings.apply(&mut found);
    Ok(Record::of(&paper, &found))
}

/// The files under a folder, in the order of their names; none where the folder
/// is not there. Hidden files and what `.gitignore` names are passed over.
fn found_in(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Result<BTreeSet<PathBuf>, Stop> {
    if !folder.exists() {
        return Ok(BTreeSet::new());
    }
    let mut out = BTreeSet::new();
    for entry in WalkBuilder::new(folder).build() {
        let entry = entry.map_err(|e| Stop::failed(e.to_string()))?;
        if entry.file_type().is_some_and(|t| t.is_file()) && wanted(entry.path()) {
            out.insert(entry.into_path());
        }
    }
    Ok(out)
}

fn unreadable(path: &Path, message: &str) -> Stop {
    Stop::failed(format!("{}: {message}", path.display()))
}

fn summary(count: &Count, args: &Snapshot) -> String {
    let mut parts = vec![format!("{} as recorded", counted(count.same, "paper"))];
    let mut add = |n: usize, what: &str| {
        if n > 0 {
            parts.push(format!("{n} {what}"));
        }
    };
    add(count.changed, if args.accept { "changed and recorded" } else { "changed" });
    add(count.new, if args.check { "not recorded" } else { "newly recorded" });
    add(count.lost, if args.accept { "gone and forgotten" } else { "gone" });
    if count.changed + count.lost > 0 && !args.accept {
        parts.push("look, then accept with --accept".to_owned());
    }
    parts.join(", ")
}
