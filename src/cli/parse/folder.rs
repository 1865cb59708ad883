//! Many papers to one file each, in the folders that they came from.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use lcpaper::Options;
use lcpaper::emit::{IndexEntry, Layout, counted};
use sha2::{Digest, Sha256};

use super::index::Index;
use super::paper::Parsed;
use super::shared::slashed;
use crate::cli::args::Parse;
use crate::cli::batch::{Desk, Done, Found, Rules, Run, Workplace, check_names, has_folder};
use crate::cli::output::{not_written, spare_inputs, write_whole};
use crate::cli::{Status, Stop, input, say};

/// How an output is written, and what is written down of it.
struct Job<'a> {
    args: &'a Parse,
    out: &'a Path,
    options: Options,
    rules: Rules,
    workplace: Option<Workplace>,
}

/// What came of a paper, and whether it was made in this run.
struct Made {
    done: Done,
    anew: bool,
}

pub fn run(args: &Parse, out: &Path, status: &mut Status) -> Result<(), Stop> {
    let mut index = Index::open(args.index.as_deref())?;
    let files = &args.papers.files;
    // A refusal leaves nothing behind.
    check_names(files)?;
    let created = fs::create_dir_all(out);
    created.map_err(|error| not_written(out, &error))?;
    let (workplace, mut journal) = if has_folder(files) || args.resume {
        let (workplace, journal) = Workplace::open(out, &what_matters(args), args.resume)?;
        (Some(workplace), Some(journal))
    } else {
        (None, None)
    };
    let rules = Rules::new(&args.papers, Some(out))?;
    let job =
        Job { args, out, options: input::options(&args.papers.reading).trace(args.trace), rules, workplace };
    let mut left = 0;
    let summary = Run { papers: &args.papers, out: Some(out), to_stdout: false }.each(
        status,
        |found, desk| job.paper(found, desk),
        |_, turn| {
            let made = match turn.result {
                Ok(made) => made,
                Err(why) => return index.add(&IndexEntry::unread(&slashed(&turn.found.inside), &why)),
            };
            left += usize::from(!made.anew);
            if let Some(journal) = &mut journal {
                journal.add(&made.done, made.anew).map_err(|error| not_written(out, &error))?;
            }
            made.done.index.iter().try_for_each(|entry| index.add(entry))
        },
    )?;
    index.finish()?;
    if let Some((workplace, journal)) = job.workplace.zip(journal) {
        workplace.finish(journal)?;
    }
    let was_done = if left > 0 { format!("; {} done before", counted(left, "paper")) } else { String::new() };
    summary.in_words("read").into_iter().for_each(|words| say(&format!("{words}{was_done}")));
    Ok(())
}

impl Job<'_> {
    fn paper(&self, found: &Found, desk: &mut Desk) -> Result<Option<Made>, Stop> {
        let args = self.args;
        let target = self.target(found);
        let inside = slashed(&found.inside);
        let source = match self.workplace.as_ref().filter(|_| args.resume) {
            None => input::read(found, &self.options, desk),
            Some(workplace) => {
                let path = found.path.to_string_lossy();
                let bytes = match input::bytes(&found.path) {
                    Ok(bytes) => bytes,
                    Err(error) => return Ok(desk.read(Err(error)).and(None)),
                };
                let sha256: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
                let done = workplace.done(&inside, &sha256, &target);
                if let Some(done) = done.filter(|done| done.index.is_some() == args.index.is_some()) {
                    return Ok(Some(Made { done, anew: false }));
                }
                let source = desk.read(self.options.clone().name(&*path).read_bytes(bytes));
                source.inspect(|source| input::notes(&path, source, |line| desk.say(line)))
            }
        };
        let Some(source) = source else { return Ok(None) };
        let path = found.path.to_string_lossy();
        let paper = Parsed::new(self.args, &path, self.options.parse_source(&source));
        if args.trace {
            paper.trace(|line| desk.say(line));
        }
        let bytes = match self.write(found, &target, &paper) {
            Ok(bytes) => bytes,
            // No other paper would find its place either.
            Err((error, stop)) if is_final(error) => return Err(stop),
            Err((_, Stop::Failed(why))) => {
                desk.fail(why);
                return Ok(None);
            }
            Err((_, stop)) => return Err(stop),
        };
        paper.remark().into_iter().for_each(|line| desk.say(line));
        let output = slashed(&target);
        let index = args.index.is_some().then(|| {
            let mut entry = paper.index(&inside);
            entry.output = Some(output.clone());
            entry
        });
        let sha256 = source.info().sha256.clone().unwrap_or_default();
        Ok(Some(Made { done: Done { paper: inside, sha256, output, bytes, index }, anew: true }))
    }

    /// A paper's output inside the output folder.
    fn target(&self, found: &Found) -> PathBuf {
        let mut name = found.output.clone().into_os_string();
        name.push(".");
        name.push(self.args.to.extension());
        PathBuf::from(name)
    }

    fn write(&self, found: &Found, target: &Path, paper: &Parsed<'_>) -> Result<u64, (io::ErrorKind, Stop)> {
        let place = self.out.join(target);
        let refused = |stop| (io::ErrorKind::Other, stop);
        spare_inputs(&place, std::slice::from_ref(&found.path)).map_err(refused)?;
        if found.walked && self.rules.takes(&place) && place.exists() {
            let why = format!("{}: is a paper by its name, and would be written over", place.display());
            return Err(refused(Stop::failed(why)));
        }
        match &self.workplace {
            Some(workplace) => workplace
                .write(target, |out| paper.write(self.args.to, Layout::Pretty, out))
                .map_err(|error| (error.kind(), not_written(&place, &error))),
            None => {
                let folder = place.parent().unwrap_or(self.out);
                fs::create_dir_all(folder).map_err(|error| refused(not_written(folder, &error)))?;
                write_whole(&place, |out| paper.write(self.args.to, Layout::Pretty, out)).map_err(refused)?;
                Ok(0)
            }
        }
    }
}

/// Whether an error will meet every other paper too.
fn is_final(error: io::ErrorKind) -> bool {
    use io::ErrorKind::{QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    matches!(error, StorageFull | QuotaExceeded | ReadOnlyFilesystem)
}

/// All that outputs depend on besides the papers.
fn what_matters(args: &Parse) -> String {
    let reading = &args.papers.reading;
    let encoding = reading.encoding.map(|e| e.to_string());
    let safe = if args.csv_safe { " safe" } else { "" };
    format!("{:?} {:?} {encoding:?} {:?}{safe}", args.to, reading.from, reading.tracked)
}
