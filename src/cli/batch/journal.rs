//! What is done, written down paper by paper, so that a run that was killed can
//! go on where it was.
//!
//! A line is added when an output stands in its place, and says of what input
//! it was made. A paper is done if its line is there, its content is the same,
//! and its output is still as long as it was: everything else is made anew. A
//! line that was cut off is none. When a run ends, the file is the same
//! whether the run was ever stopped or not.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use lcpaper::emit::IndexEntry;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The value of the first line's `schema`.
const SCHEMA: &str = "lcpaper/done/1";

/// The first line: what the outputs were made by and how.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    schema: String,
    lcpaper: String,
    options: String,
}

/// A paper that is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Its place in the walk.
    pub paper: String,
    /// SHA-256 of the input.
    pub sha256: String,
    /// Its output, inside the output folder.
    pub output: String,
    /// Size of the output.
    pub bytes: u64,
    /// Its line in the index of papers, where one was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<IndexEntry>,
}

impl Done {
    /// Stands for all that must be the same, in sixteen bytes, so that a million
    /// papers take some tens of megabytes.
    fn key(&self) -> [u8; 16] {
        let mut hash = Sha256::new();
        for part in [&self.paper, &self.sha256, &self.output] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        hash.update(self.bytes.to_le_bytes());
        let mut key = [0; 16];
        key.iter_mut().zip(hash.finalize()).for_each(|(to, from)| *to = from);
        key
    }
}

/// What an earlier run did: the place of each paper's line.
#[derive(Debug, Default)]
pub struct Known {
    path: PathBuf,
    places: HashMap<[u8; 16], u64>,
}

impl Known {
    /// Reads what an earlier run with the same program and options wrote down.
    /// `None` where there is no such file, or it is of another program or options.
    pub fn open(path: &Path, options: &str) -> io::Result<Option<Self>> {
        let mut file = match File::open(path) {
            Ok(file) => BufReader::new(file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut line = Vec::new();
        let mut at = file.read_until(b'\n', &mut line)? as u64;
        if serde_json::from_slice::<Head>(&line).ok() != Some(head(options)) {
            return Ok(None);
        }
        let mut places = HashMap::new();
        loop {
            line.clear();
            let length = file.read_until(b'\n', &mut line)? as u64;
            if length == 0 {
                return Ok(Some(Self { path: path.to_owned(), places }));
            }
            if let Ok(done) = serde_json::from_slice::<Done>(&line) {
                places.insert(done.key(), at);
            }
            at += length;
        }
    }

    /// What was written down of a paper, if it is the same in everything.
    pub fn line(&self, done: &Done) -> Option<Done> {
        let at = self.places.get(&done.key())?;
        let mut file = File::open(&self.path).ok()?;
        file.seek(SeekFrom::Start(*at)).ok()?;
        let mut line = Vec::new();
        BufReader::new(file).read_until(b'\n', &mut line).ok()?;
        serde_json::from_slice(&line).ok()
    }
}

/// The file that is being written.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    /// Added to at once, in whatever order papers come to be done in over several runs.
    file: File,
    /// A resumed run writes all lines in order here, and puts them in place at its end.
    tidy: Option<(PathBuf, BufWriter<File>)>,
}

impl Journal {
    /// Begins anew, or goes on with the file that is there.
    pub fn open(path: &Path, tidy: &Path, options: &str, go_on: bool) -> io::Result<Self> {
        let first = line(&head(options))?;
        if !go_on {
            let mut file = File::create(path)?;
            file.write_all(&first)?;
            return Ok(Self { path: path.to_owned(), file, tidy: None });
        }
        let mut file = File::options().read(true).append(true).open(path)?;
        if file.seek(SeekFrom::End(-1)).is_ok() {
            let mut last = [b'\n'];
            file.read_exact(&mut last)?;
            // A line that was cut off must not spoil the next.
            if last != [b'\n'] {
                file.write_all(b"\n")?;
            }
        }
        let mut ordered = BufWriter::new(File::create(tidy)?);
        ordered.write_all(&first)?;
        Ok(Self { path: path.to_owned(), file, tidy: Some((tidy.to_owned(), ordered)) })
    }

    /// Writes down a paper; `anew` says that it was not there before.
    pub fn add(&mut self, done: &Done, anew: bool) -> io::Result<()> {
        let line = line(done)?;
        if anew {
            // In one piece, and not kept back: what is lost here is made again.
            self.file.write_all(&line)?;
        }
        match &mut self.tidy {
            Some((_, file)) => file.write_all(&line),
            None => Ok(()),
        }
    }

    /// Puts the lines in order.
    pub fn finish(self) -> io::Result<()> {
        let Some((path, file)) = self.tidy else { return Ok(()) };
        file.into_inner().map_err(io::IntoInnerError::into_error)?;
        fs::rename(path, self.path)
    }
}

fn head(options: &str) -> Head {
    Head {
        schema: SCHEMA.to_owned(),
        lcpaper: env!("CARGO_PKG_VERSION").to_owned(),
        options: options.to_owned(),
    }
}

fn line(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(n: u64) -> Done {
        Done {
            paper: format!("a/{n}.txt"),
            sha256: "00".to_owned(),
            output: format!("a/{n}.json"),
            bytes: n,
            index: None,
        }
    }

    #[test]
    fn a_line_that_was_cut_off_is_none_and_the_end_is_as_if_never_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let (path, tidy) = (folder.path().join("done"), folder.path().join("tidy"));
        let mut whole = Journal::open(&path, &tidy, "o", false).unwrap();
        (0..4).for_each(|n| whole.add(&done(n), true).unwrap());
        whole.finish().unwrap();
        let undisturbed = fs::read(&path).unwrap();

        for cut in 0..undisturbed.len() {
            fs::write(&path, &undisturbed[..cut]).unwrap();
            let known = Known::open(&path, "o").unwrap();
            let mut again = Journal::open(&path, &tidy, "o", known.is_some()).unwrap();
            let known = known.unwrap_or_default();
            for n in 0..4 {
                let before = known.line(&done(n));
                assert!(before.as_ref().is_none_or(|d| *d == done(n)));
                again.add(&done(n), before.is_none()).unwrap();
            }
            again.finish().unwrap();
            assert!(fs::read(&path).unwrap() == undisturbed, "cut at {cut}");
        }
    }

    #[test]
    fn other_options_or_another_length_are_not_known() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("done");
        let mut journal = Journal::open(&path, &path, "o", false).unwrap();
        journal.add(&done(7), true).unwrap();
        assert!(Known::open(&path, "p").unwrap().is_none());
        let known = Known::open(&path, "o").unwrap().unwrap();
        assert_eq!(known.line(&done(7)), Some(done(7)));
        assert_eq!(known.line(&Done { bytes: 8, ..done(7) }), None);
    }
}
