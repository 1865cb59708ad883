//! Many papers: found in folders, read on all cores, told of in the order they
//! were found in. One that fails is named and never stops the others.

mod journal;
mod names;
mod order;
mod progress;
mod walk;
mod workplace;

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::thread;

use lcpaper::emit::counted;
use lcpaper::{Source, SourceError};

use super::advice::told;
use super::args::Papers;
use super::{Status, Stop};
pub use journal::Done;
pub use names::has_folder;
pub use order::in_order;
pub use progress::Progress;
pub use walk::{Entry, Found, Left, Rules, Walk};
pub use workplace::Workplace;

/// What a paper's worker has to say. It is said when the paper's turn comes.
#[derive(Debug, Default)]
pub struct Desk {
    lines: Vec<String>,
    /// Why there is no result, where there is none.
    failed: Option<String>,
}

impl Desk {
    /// Says something that changes nothing.
    pub fn say(&mut self, line: String) {
        self.lines.push(line);
    }

    /// What was said.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Says why there is no result.
    pub fn fail(&mut self, why: String) {
        self.lines.push(why.clone());
        self.failed = Some(why);
    }

    /// What was read, or says why it could not be.
    pub fn read(&mut self, read: Result<Source, SourceError>) -> Option<Source> {
        match read {
            Ok(source) => Some(source),
            Err(error) => {
                self.fail(told(&error));
                None
            }
        }
    }
}

/// One paper's turn.
pub struct Turn<'f, T> {
    /// The paper.
    pub found: &'f Found,
    /// What its worker made of it, or why it could not be read.
    pub result: Result<T, String>,
}

/// How a run went.
#[derive(Debug, Clone, Copy, Default)]
pub struct Summary {
    /// Papers that were read.
    pub read: u64,
    /// Papers, folders and other things that could not be read.
    pub unread: u64,
    /// What was left out of the folders.
    pub left: Left,
    /// Whether there were folders.
    walked: bool,
}

impl Summary {
    /// Such as `120 papers read; 3 could not be; 14 other files left aside`;
    /// `None` where files were named one by one.
    pub fn in_words(self, read: &str) -> Option<String> {
        if !self.walked {
            return None;
        }
        let mut words = format!("{} {read}", counted(self.read as usize, "paper"));
        if self.unread > 0 {
            words.push_str(&format!("; {} could not be read", self.unread));
        }
        if self.left.others > 0 {
            words.push_str(&format!("; {} left aside", counted(self.left.others as usize, "other file")));
        }
        if self.left.links > 0 {
            let links = counted(self.left.links as usize, "symbolic link");
            words.push_str(&format!("; {links} not followed (--follow does)"));
        }
        Some(words)
    }
}

/// Refuses arguments whose outputs would be put in one place.
pub fn check_names(files: &[OsString]) -> Result<(), Stop> {
    names::roots(files, true).map(drop)
}

/// How papers are gone through.
pub struct Run<'a> {
    /// What the command line names.
    pub papers: &'a Papers,
    /// Where the outputs go, if to a folder.
    pub out: Option<&'a Path>,
    /// Whether data is written to standard output meanwhile.
    pub to_stdout: bool,
}

impl Run<'_> {
    /// Calls `work` for every paper, several at a time, and `done` with each
    /// result in the order of the walk. What cannot be read is named on standard
    /// error, and the exit status will tell.
    pub fn each<T: Send>(
        &self,
        status: &mut Status,
        work: impl Fn(&Found, &mut Desk) -> Result<Option<T>, Stop> + Sync,
        mut done: impl FnMut(&mut Status, Turn<'_, T>) -> Result<(), Stop>,
    ) -> Result<Summary, Stop> {
        let files = &self.papers.files;
        let rules = Rules::new(self.papers, self.out)?;
        let mut walk = Walk::new(files, rules.clone(), self.out.is_some())?;
        let mut summary = Summary { walked: has_folder(files), ..Summary::default() };
        let progress = if summary.walked {
            Progress::over(|| Walk::new(files, rules, false).ok(), self.to_stdout)
        } else {
            Progress::none()
        };
        let threads = if files.len() == 1 && !summary.walked { 1 } else { self.threads() };

        let weigh = |entry: &Entry| if let Entry::Paper(found) = entry { found.bytes() } else { 0 };
        let work = |entry: Entry| {
            let mut desk = Desk::default();
            let result = match &entry {
                Entry::Paper(found) => caught(found, &mut desk, &work),
                Entry::Unreadable(why) => {
                    desk.fail(why.clone());
                    Ok(None)
                }
                Entry::Note(line) => {
                    desk.say(line.clone());
                    Ok(None)
                }
            };
            (entry, desk, result)
        };
        in_order(threads, walk.by_ref(), weigh, work, |(entry, desk, result)| {
            for line in &desk.lines {
                progress.say(line);
            }
            if desk.failed.is_some() {
                status.could_not_run = true;
                summary.unread += 1;
            }
            let result = result?;
            let Entry::Paper(found) = &entry else { return Ok(()) };
            progress.step();
            summary.read += u64::from(desk.failed.is_none());
            let result = match (result, desk.failed) {
                (Some(value), None) => Ok(value),
                (_, Some(why)) => Err(why),
                // Read, and nothing came of it.
                (None, None) => return Ok(()),
            };
            done(status, Turn { found, result })
        })?;
        summary.left = walk.left;
        Ok(summary)
    }

    fn threads(&self) -> usize {
        let cores = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        self.papers.walking.threads.unwrap_or_else(cores).get()
    }
}

/// A fault of the program in one paper must not cost a person the others.
fn caught<T>(
    found: &Found,
    desk: &mut Desk,
    work: impl Fn(&Found, &mut Desk) -> Result<Option<T>, Stop>,
) -> Result<Option<T>, Stop> {
    catch_unwind(AssertUnwindSafe(|| work(found, desk))).unwrap_or_else(|_| {
        let path = Path::new(&found.path).display();
        desk.fail(format!("{path}: lcpaper itself failed on this paper, as said above; please report it"));
        Ok(None)
    })
}
