//! Where in an output folder each paper's output goes: in the folders it came
//! from, under its own name, and never two in one place.

use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::cli::Stop;
use crate::cli::args::is_stdin;

/// Whether any argument is a folder.
pub fn has_folder(files: &[OsString]) -> bool {
    files.iter().any(|file| file != "-" && Path::new(file).is_dir())
}

/// Names outputs as papers come out of a walk that is sorted by stem:
/// `a/x.txt` gives `a/x`. Where `a/x.docx` was there before it, it gives
/// `a/x.txt`, so that neither is lost.
#[derive(Default)]
pub struct Names {
    /// The folders that the walk is in, from the outermost.
    open: Vec<Open>,
}

/// What was named in one folder.
struct Open {
    folder: PathBuf,
    stem: OsString,
    /// Whole names that were given out: a later stem may be the same.
    whole: HashSet<OsString>,
}

impl Names {
    /// The output of the next paper, without the ending of its format.
    pub fn output(&mut self, paper: &Path) -> PathBuf {
        let folder = paper.parent().unwrap_or(Path::new(""));
        let (name, stem) = (paper.file_name().unwrap_or_default(), paper.file_stem().unwrap_or_default());
        while self.open.last().is_some_and(|open| !folder.starts_with(&open.folder)) {
            self.open.pop();
        }
        match self.open.last_mut() {
            Some(open) if open.folder == folder => {
                if open.stem == stem || open.whole.contains(stem) {
                    open.whole.insert(name.to_owned());
                    return paper.to_owned();
                }
                stem.clone_into(&mut open.stem);
            }
            _ => self.open.push(Open {
                folder: folder.to_owned(),
                stem: stem.to_owned(),
                whole: HashSet::new(),
            }),
        }
        paper.with_file_name(stem)
    }
}

/// The place in the output of what each argument names: a file has its name, a
/// single folder is the output folder itself, several keep their names. Files
/// of one name in several folders keep their folders.
///
/// # Errors
/// Where two would still be in one place, and `apart` says that they must not.
pub fn roots(arguments: &[OsString], apart: bool) -> Result<Vec<PathBuf>, Stop> {
    let single = arguments.len() == 1;
    let is_folder: Vec<bool> = arguments.iter().map(|a| !is_stdin(a) && Path::new(a).is_dir()).collect();
    let mut places: Vec<PathBuf> = arguments
        .iter()
        .zip(&is_folder)
        .map(|(argument, &is_folder)| match is_folder {
            true if single => PathBuf::new(),
            true => folder_name(argument),
            false if is_stdin(argument) => PathBuf::from("-"),
            false => PathBuf::from(Path::new(argument).file_name().unwrap_or(OsStr::new("paper"))),
        })
        .collect();
    let key = |place: &Path, is_folder: bool| {
        if is_folder { place.to_owned() } else { place.with_file_name(place.file_stem().unwrap_or_default()) }
    };
    let clash = |places: &[PathBuf]| -> Option<(usize, usize)> {
        let mut seen = HashMap::new();
        places.iter().zip(&is_folder).enumerate().find_map(|(at, (place, &is_folder))| {
            seen.insert((is_folder, key(place, is_folder)), at).map(|before| (before, at))
        })
    };
    if apart && let Some((a, b)) = clash(&places) {
        if let Some(longer) = under_common_folder(arguments) {
            places = longer;
        }
        if clash(&places).is_some() {
            return Err(Stop::failed(format!(
                "{} and {} would both be written to one place; parse them one at a time, or name the folder above them",
                Path::new(&arguments[a]).display(),
                Path::new(&arguments[b]).display()
            )));
        }
    }
    Ok(places)
}

/// The name of a folder, also of `.` and `..`.
fn folder_name(argument: &OsStr) -> PathBuf {
    let path = Path::new(argument);
    match path.file_name() {
        Some(name) => PathBuf::from(name),
        None => fs::canonicalize(path)
            .ok()
            .and_then(|path| path.file_name().map(PathBuf::from))
            .unwrap_or_else(|| PathBuf::from("root")),
    }
}

/// The arguments without the folders that all of them are in, where they are
/// plain paths below the current folder.
fn under_common_folder(arguments: &[OsString]) -> Option<Vec<PathBuf>> {
    let paths: Vec<Vec<&OsStr>> = arguments
        .iter()
        .map(|argument| {
            Path::new(argument)
                .components()
                .filter(|c| !matches!(c, Component::CurDir))
                .map(|c| match c {
                    Component::Normal(name) => Some(name),
                    _ => None,
                })
                .collect()
        })
        .collect::<Option<_>>()?;
    let first = paths.first()?;
    let shared = |depth: usize| paths.iter().all(|p| p.len() > depth + 1 && p.get(depth) == first.get(depth));
    let common = (0..).take_while(|&depth| shared(depth)).count();
    Some(paths.iter().map(|path| path.iter().skip(common).collect()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(papers: &[&str]) -> Vec<String> {
        let mut names = Names::default();
        papers.iter().map(|p| names.output(Path::new(p)).display().to_string()).collect()
    }

    #[test]
    fn a_stem_is_given_once_in_a_folder() {
        assert_eq!(
            outputs(&["x.docx", "x.d/x.txt", "x.pdf", "x.txt", "x.txt.pdf", "y/x.txt", "z.txt"]),
            ["x", "x.d/x", "x.pdf", "x.txt", "x.txt.pdf", "y/x", "z"]
        );
    }

    fn placed(arguments: &[&str]) -> Option<Vec<String>> {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        roots(&arguments, true).ok().map(|places| places.iter().map(|p| p.display().to_string()).collect())
    }

    #[test]
    fn files_keep_their_folders_only_where_they_must() {
        assert_eq!(placed(&["p/a/x.txt", "p/b/y.txt"]).unwrap(), ["x.txt", "y.txt"]);
        assert_eq!(placed(&["p/a/x.txt", "./p/b/x.txt"]).unwrap(), ["a/x.txt", "b/x.txt"]);
        assert_eq!(placed(&["p/a/x.txt", "/b/x.txt"]), None);
        assert_eq!(placed(&["p/x.txt", "p/x.pdf"]), None);
    }

    #[test]
    fn one_folder_is_the_output_and_several_keep_their_names() {
        assert_eq!(placed(&["src"]).unwrap(), [""]);
        assert_eq!(placed(&["src/", "src/emit", "x.txt"]).unwrap(), ["src", "emit", "x.txt"]);
        assert_eq!(placed(&["src", "./src"]), None);
        assert_eq!(placed(&["tests/../src", "src"]), None);
    }
}
