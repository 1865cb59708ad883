//! What several suites need: the fixtures, the rows in a form that can be
//! compared, and the errors of a check.

pub mod batch;
pub mod docx;
pub mod exceptions;
pub mod generator;
pub mod han;
pub mod known;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod shapes;
pub mod shell;
pub mod tables;

use std::path::{Path, PathBuf};

use lcpaper::diagnostic::Severity;
use lcpaper::tree::PartKind;
use lcpaper::{Paper, Source};
use unicode_normalization::UnicodeNormalization;

/// A file of `fixtures/`.
pub struct Fixture {
    /// File name, such as `2017-work-plan-zh.txt`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Every text fixture, sorted by name.
pub fn fixtures() -> Vec<Fixture> {
    texts("")
}

/// Every fixture in two languages, sorted by name.
pub fn bilingual() -> Vec<Fixture> {
    texts("bilingual")
}

fn texts(folder: &str) -> Vec<Fixture> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let mut out: Vec<Fixture> = std::fs::read_dir(&folder)
        .expect("fixtures/ is there")
        .filter_map(|entry| {
            let path = entry.expect("fixtures/ can be read").path();
            let name = path.file_name()?.to_str()?.to_owned();
            name.ends_with(".txt")
                .then(|| Fixture { name, text: std::fs::read_to_string(&path).expect("a fixture is UTF-8") })
        })
        .collect();
    out.sort_by(|a, b| a.name.cmp(&b.name));
    out
}

/// Every plain text right under `fixtures/`, under its name without `.txt`.
pub fn each_text(mut test: impl FnMut(&str, &Source)) {
    for fixture in fixtures() {
        test(fixture.name.trim_end_matches(".txt"), &Source::from_text(&fixture.name, fixture.text));
    }
}

/// Every file under `fixtures/`, of whatever format, that is a paper and not broken on purpose.
pub fn readable(test: impl Fn(&str, &Source) + Sync) {
    fn within(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("fixtures/ is there") {
            let path = entry.expect("fixtures/ can be read").path();
            if path.is_dir() { within(&path, out) } else { out.push(path) }
        }
    }
    let mut files = Vec::new();
    within(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), &mut files);
    let read = in_parallel(&files, |path| {
        let source = Source::open(path).ok()?;
        test(&path.display().to_string(), &source);
        Some(())
    });
    assert!(read.into_iter().flatten().count() > 100);
}

/// A snapshot `format@name` under `snapshots/`.
pub fn snapshot(format: &str, name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => "../../../snapshots", prepend_module_to_snapshot => false, omit_expression => true,
        snapshot_suffix => name
    }, {
        insta::assert_snapshot!(format, text);
    });
}

/// One fixture by name, or `None` where it is not there.
pub fn fixture(name: &str) -> Option<Fixture> {
    fixtures().into_iter().find(|f| f.name == name)
}

/// The reference paper.
pub fn reference() -> String {
    fixture("2017-work-plan-zh.txt").expect("the reference paper is a fixture").text
}

/// A row without its places, with its texts brought to a common form: what
/// must not change when only the layout of a paper changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// `body`, `annex1`, `annex2`, …
    pub part: String,
    /// Ordinal of the outermost section.
    pub section: Option<u32>,
    /// Its title.
    pub section_title: String,
    /// Ordinal of the section inside it.
    pub subsection: Option<u32>,
    /// Its title.
    pub subsection_title: String,
    /// The number as printed.
    pub number: Option<u32>,
    /// The logical text.
    pub text: String,
}

/// The rows of a parsed paper as [`Key`]s.
pub fn keys(parsed: &Paper<'_>) -> Vec<Key> {
    parsed
        .rows()
        .iter()
        .map(|row| Key {
            part: match (row.part, row.annex) {
                (PartKind::Body, _) => "body".to_owned(),
                (PartKind::Annex, n) => format!("annex{}", n.unwrap_or(0)),
            },
            section: row.section,
            section_title: common(row.section_title.unwrap_or("")),
            subsection: row.subsection,
            subsection_title: common(row.subsection_title.unwrap_or("")),
            number: row.number,
            text: common(row.text),
        })
        .collect()
}

/// NFKC without white space and invisible characters.
pub fn common(text: &str) -> String {
    text.nfkc().filter(|&c| !c.is_whitespace() && !invisible(c)).collect()
}

/// Text with one space for any white space, and none at its ends.
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text without white space, otherwise as it is.
pub fn squash(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Characters that take no room: joiners, marks of direction, soft hyphens.
pub fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// An error of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Such as `N001`.
    pub code: &'static str,
    /// Line of its primary position, from 1.
    pub line: u32,
    /// What it says.
    pub message: String,
}

/// Parses and checks a text; errors only, without warnings and infos.
pub fn errors(text: &str) -> Vec<Found> {
    let source = Source::from_text("paper.txt", text);
    let parsed = source.parse();
    errors_of(&parsed)
}

/// The errors of a parsed paper.
pub fn errors_of(parsed: &Paper<'_>) -> Vec<Found> {
    parsed
        .check()
        .into_iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| Found { code: d.code, line: parsed.source().line(d.span.start), message: d.message })
        .collect()
}

/// Runs `work` over all of `inputs` on every core, and keeps their order.
pub fn in_parallel<I: Sync, O: Send>(inputs: &[I], work: impl Fn(&I) -> O + Sync) -> Vec<O> {
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let next = std::sync::atomic::AtomicUsize::new(0);
    let (next, work) = (&next, &work);
    let mut out: Vec<(usize, O)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(move || {
                    let mut mine = Vec::new();
                    loop {
                        let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        let Some(input) = inputs.get(at) else { return mine };
                        mine.push((at, work(input)));
                    }
                })
            })
            .collect();
        workers.into_iter().flat_map(|w| w.join().expect("a worker ends")).collect()
    });
    out.sort_by_key(|(at, _)| *at);
    out.into_iter().map(|(_, o)| o).collect()
}

/// Runs `work` and gives a panic's message back instead of unwinding.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).map_err(|cause| {
        cause
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| cause.downcast_ref::<&str>().map(|s| (*s).to_owned()))
            .unwrap_or_else(|| "a panic without a message".to_owned())
    })
}

/// Keeps a paper that came out wrong where a person can look at it.
pub fn keep(name: &str, text: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("papers");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let name: String =
        name.chars().map(|c| if c.is_alphanumeric() || "-+.".contains(c) { c } else { '_' }).collect();
    let path = folder.join(format!("{name}.txt"));
    std::fs::write(&path, text).expect("the paper can be written");
    path
}
