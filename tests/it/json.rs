//! The tree and the rows are written by code of their own, for speed. Every byte must be
//! serde_json's, whose derivations on the types are what the output is defined by.

use std::fs;
use std::path::Path;

use crate::support::generator::Paper;
use lcpaper::Source;
use lcpaper::emit::{self, Layout};
use serde::Serialize;

fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap() + "\n"
}

fn holds(source: &Source) {
    let paper = source.parse();
    let document = paper.document();
    let mut written = Vec::new();
    emit::json(document, Layout::Pretty, &mut written).unwrap();
    emit::json(document, Layout::Line, &mut written).unwrap();
    let wanted = serde_json::to_string_pretty(document).unwrap() + "\n" + &line(document);
    assert!(written == wanted.as_bytes(), "{}", source.info().name);
    let kept = [Layout::Pretty, Layout::Line].map(|layout| emit::json_bytes(document, layout)).concat();
    assert!(kept == wanted.as_bytes(), "{}", source.info().name);

    let rows = paper.rows();
    let mut written = Vec::new();
    emit::ndjson(&rows, &mut written).unwrap();
    let wanted: String = rows.iter().map(line).collect();
    assert!(written == wanted.as_bytes(), "{}: rows", source.info().name);
    assert!(emit::ndjson_bytes(&paper) == wanted.as_bytes(), "{}: rows", source.info().name);
}

#[test]
fn of_every_fixture() {
    fn within(folder: &Path) -> usize {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .map(|path| match Source::open(&path) {
                _ if path.is_dir() => within(&path),
                Ok(source) => {
                    holds(&source);
                    1
                }
                // Some are broken on purpose.
                Err(_) => 0,
            })
            .sum()
    }
    assert!(within(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")) > 100);
}

#[test]
fn of_made_papers_sound_and_hurt() {
    for seed in 0..150 {
        let paper = Paper::varied(seed);
        holds(&Source::from_text("made \"here\".txt", paper.text.clone()));
        holds(&Source::from_text("made.txt", paper.damaged(seed, 10).text));
    }
}
