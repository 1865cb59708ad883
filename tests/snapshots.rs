//! What every paper in `fixtures/` is read as and written as. A snapshot is
//! accepted only after it was compared with the paper by eye.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use lcpaper::emit::{self, HumanOptions, Layout};
use lcpaper::{Source, check, parse};

/// The papers, without those in folders: each of these breaks one rule on
/// purpose and is held to that elsewhere.
fn papers() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut papers: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    papers.sort();
    assert!(!papers.is_empty());
    papers
}

/// One snapshot a paper of what `made` makes of it, under `snapshots/`.
fn snapshot(name: &str, made: impl Fn(&Source) -> String) {
    for paper in papers() {
        let source = Source::open(&paper).unwrap();
        let made = made(&source);
        insta::with_settings!({
            snapshot_path => "../snapshots",
            prepend_module_to_snapshot => false,
            snapshot_suffix => source.info().name.as_str(),
            omit_expression => true,
        }, {
            insta::assert_snapshot!(name, made);
        });
    }
}

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn trees() {
    snapshot("tree", |source| written(|out| emit::json(&parse(source).document, Layout::Pretty, out)));
}

#[test]
fn rows() {
    snapshot("rows", |source| {
        let parsed = parse(source);
        let mut table = String::new();
        for row in emit::rows(source, &parsed.document) {
            let joined = if row.joined { " joined" } else { "" };
            let _ = writeln!(
                table,
                "{} {} L{} {}..{}{joined}\n  {} | {}\n  {} {}",
                row.path,
                row.language,
                row.line,
                row.start,
                row.end,
                row.section_title.unwrap_or("-"),
                row.subsection_title.unwrap_or("-"),
                row.marker.unwrap_or("-"),
                row.text
            );
        }
        table
    });
}

#[test]
fn outlines() {
    snapshot("outline", |source| written(|out| emit::outline(&parse(source).document, out)));
}

#[test]
fn findings() {
    snapshot("findings", |source| {
        let parsed = parse(source);
        let found = check(source, &parsed);
        let report = emit::file_report(&source.info().name, source, &parsed, &found);
        written(|out| emit::human(source, &report, &found, HumanOptions::default(), out))
    });
}
