//! Which papers the arguments stand for, in an order that depends on their
//! names alone.
//!
//! A file that is named is taken, whatever it is. In a folder, a paper is known
//! by the ending of its name, as a linter knows its language: text, Word, PDF,
//! and the old kinds that are refused with advice rather than left out in
//! silence. Hidden files and what `.gitignore` names are no papers; symbolic
//! links are not followed unless that is asked for. No list of all papers is
//! ever held: a folder's names are, while it is gone through.

use std::cmp::Ordering;
use std::ffi::{OsStr, OsString};
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder};

use super::names::{Names, roots};
use crate::cli::Stop;
use crate::cli::args::{Papers, is_stdin};

/// What the names of papers end in.
const ENDINGS: &[&str] =
    &["txt", "text", "docx", "docm", "pdf", "odt", "fodt", "rtf", "html", "htm", "xhtml", "doc"];

/// A paper that the arguments stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// As it is opened and shown; `-` is standard input.
    pub path: OsString,
    /// Its place in the run: the path inside the folder that was named, or the
    /// file's name where the file was named.
    pub inside: PathBuf,
    /// What its output is called, without the ending of the format.
    pub output: PathBuf,
    /// Whether it was found in a folder.
    pub walked: bool,
}

impl Found {
    /// Size in bytes, as far as it is known.
    pub fn bytes(&self) -> u64 {
        if is_stdin(&self.path) { 0 } else { fs::metadata(&self.path).map_or(0, |meta| meta.len()) }
    }
}

/// What the walk comes to.
pub enum Entry {
    /// A paper.
    Paper(Found),
    /// Something that should have been read and cannot be; why, with its path.
    Unreadable(String),
    /// A remark that changes nothing.
    Note(String),
}

/// What was found in folders and is no paper of this run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Left {
    /// Files that are not papers by their names.
    pub others: u64,
    /// Links that were not followed.
    pub links: u64,
}

/// How folders are gone through.
#[derive(Clone)]
pub struct Rules {
    globs: Override,
    follow: bool,
    /// Where the outputs go: never read, wherever it lies.
    spare: Option<PathBuf>,
}

impl Rules {
    /// What the command line asks for.
    pub fn new(papers: &Papers, out: Option<&Path>) -> Result<Self, Stop> {
        let mut globs = OverrideBuilder::new(".");
        for glob in &papers.walking.glob {
            globs.add(glob).map_err(|e| Stop::failed(format!("--glob {glob}: {e}")))?;
        }
        Ok(Self {
            globs: globs.build().map_err(|e| Stop::failed(format!("--glob: {e}")))?,
            follow: papers.walking.follow,
            spare: out.and_then(|out| fs::canonicalize(out).ok()),
        })
    }

    /// Whether a file in a folder is a paper by its name.
    pub fn takes(&self, path: &Path) -> bool {
        let ending = path.extension().unwrap_or_default();
        let by_glob = self.globs.matched(path, false);
        by_glob.is_whitelist()
            || (!by_glob.is_ignore() && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    }

    fn walk(&self, root: &Path) -> ignore::Walk {
        let spare = self.spare.clone();
        let apart = move |entry: &DirEntry| {
            let is_spare = |spare: &PathBuf| {
                spare.file_name() == Some(entry.file_name())
                    && fs::canonicalize(entry.path()).is_ok_and(|path| path == *spare)
            };
            entry.depth() == 0 || !spare.as_ref().is_some_and(is_spare)
        };
        WalkBuilder::new(root)
            .overrides(self.globs.clone())
            .follow_links(self.follow)
            // A folder of papers need not be a repository, and gives the same on every machine.
            .require_git(false)
            .git_global(false)
            .sort_by_file_name(by_stem)
            .filter_entry(apart)
            .build()
    }
}

/// By stem first, so that names which could collide stand together.
fn by_stem(a: &OsStr, b: &OsStr) -> Ordering {
    parted(a.as_encoded_bytes()).cmp(&parted(b.as_encoded_bytes()))
}

/// Stem and extension of a name, as `Path` tells them: it would take a path apart at each
/// comparison.
fn parted(name: &[u8]) -> (&[u8], Option<&[u8]>) {
    match name.iter().rposition(|&b| b == b'.').filter(|&at| at > 0) {
        Some(at) => (&name[..at], Some(&name[at + 1..])),
        None => (name, None),
    }
}

/// Goes through the arguments.
pub struct Walk {
    rules: Rules,
    /// Still to come, the next one last, each with the folder its outputs go to.
    arguments: Vec<(OsString, PathBuf)>,
    tree: Option<Tree>,
    /// What is left out so far.
    pub left: Left,
}

/// A folder that is being gone through.
struct Tree {
    root: PathBuf,
    place: PathBuf,
    walk: ignore::Walk,
    names: Names,
    is_empty: bool,
}

impl Walk {
    /// Over what `files` name.
    ///
    /// # Errors
    /// Where two of them would be put in one place, and `apart` says that they must not.
    pub fn new(files: &[OsString], rules: Rules, apart: bool) -> Result<Self, Stop> {
        if files.iter().filter(|f| is_stdin(f)).count() > 1 {
            return Err(Stop::failed("`-` is given twice, and standard input can be read only once"));
        }
        let mut arguments: Vec<_> = files.iter().cloned().zip(roots(files, apart)?).collect();
        arguments.reverse();
        Ok(Self { rules, arguments, tree: None, left: Left::default() })
    }

    /// How many papers there are, by going through all of them.
    pub fn count(self) -> u64 {
        self.fold(0, |n, entry| n + u64::from(matches!(entry, Entry::Paper(_))))
    }

    fn named(path: OsString, place: PathBuf) -> Entry {
        let output = place.with_file_name(place.file_stem().unwrap_or(OsStr::new("stdin")));
        Entry::Paper(Found { path, inside: place, output, walked: false })
    }

    fn within(&mut self, entry: Result<DirEntry, ignore::Error>) -> Option<Entry> {
        let tree = self.tree.as_mut()?;
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                tree.is_empty = false;
                return Some(Entry::Unreadable(format!("{error}; what is in there was not read")));
            }
        };
        if let Some(error) = entry.error() {
            // A line of a .gitignore that makes no sense, for one.
            return Some(Entry::Note(error.to_string()));
        }
        let kind = entry.file_type()?;
        let path = entry.path();
        if kind.is_dir() {
            return None;
        }
        if kind.is_symlink() {
            self.left.links += u64::from(path.is_dir() || self.rules.takes(path));
            return None;
        }
        if !self.rules.takes(path) {
            self.left.others += 1;
            return None;
        }
        tree.is_empty = false;
        if !kind.is_file() {
            return Some(Entry::Unreadable(format!(
                "{}: is {}, not a file; passed over",
                path.display(),
                what(kind)
            )));
        }
        let inside = tree.place.join(path.strip_prefix(&tree.root).unwrap_or(path));
        let output = tree.names.output(&inside);
        Some(Entry::Paper(Found { path: path.as_os_str().to_owned(), inside, output, walked: true }))
    }
}

impl Iterator for Walk {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            if let Some(tree) = &mut self.tree {
                if let Some(entry) = tree.walk.next() {
                    match self.within(entry) {
                        Some(entry) => return Some(entry),
                        None => continue,
                    }
                }
                let tree = self.tree.take()?;
                if tree.is_empty {
                    return Some(Entry::Unreadable(format!(
                        "{}: no paper in this folder; papers end in .txt, .docx or .pdf, and --glob takes others",
                        tree.root.display()
                    )));
                }
            }
            let (path, place) = self.arguments.pop()?;
            if is_stdin(&path) || !Path::new(&path).is_dir() {
                return Some(Self::named(path, place));
            }
            let root = PathBuf::from(path);
            let walk = self.rules.walk(&root);
            self.tree = Some(Tree { root, place, walk, names: Names::default(), is_empty: true });
        }
    }
}

fn what(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
    }
    let _ = kind;
    "a device"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_as_paths_are() {
        for name in ["a.txt", "a", ".hidden", ".hidden.txt", "a.b.txt", "a.", "附件.docx", "a..b"] {
            let path = Path::new(name);
            let (stem, ending) = (path.file_stem().unwrap(), path.extension());
            let wanted = (stem.as_encoded_bytes(), ending.map(OsStr::as_encoded_bytes));
            assert_eq!(parted(name.as_bytes()), wanted, "{name}");
        }
    }
}
