//! What the program emits, held against the schemas that it publishes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn lcpaper(args: &[&str], paper: Option<&Path>) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_lcpaper")).args(args).args(paper).output().unwrap();
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn schema(of: &str) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&lcpaper(&["schema", of], None)).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// Every paper under `fixtures/`, those that break one rule each included.
fn papers() -> Vec<PathBuf> {
    let mut papers = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "txt") {
                papers.push(path);
            }
        }
    }
    papers.sort();
    assert!(!papers.is_empty());
    papers
}

#[track_caller]
fn assert_valid(schema: &jsonschema::Validator, json: &str, paper: &Path) {
    let value: Value = serde_json::from_str(json).unwrap();
    if let Err(error) = schema.validate(&value) {
        panic!("{}: {error} at {}", paper.display(), error.instance_path());
    }
}

#[test]
fn every_document_is_valid() {
    let schema = schema("document");
    for paper in papers() {
        assert_valid(&schema, &lcpaper(&["parse"], Some(&paper)), &paper);
    }
}

#[test]
fn every_row_is_valid() {
    let schema = schema("row");
    for paper in papers() {
        for row in lcpaper(&["parse", "--to", "ndjson"], Some(&paper)).lines() {
            assert_valid(&schema, row, &paper);
        }
    }
}

#[test]
fn every_report_is_valid() {
    let schema = schema("report");
    for paper in papers() {
        assert_valid(&schema, &lcpaper(&["check", "--format", "json"], Some(&paper)), &paper);
    }
}

#[test]
fn the_schemas_refuse_what_is_not_theirs() {
    let document = schema("document");
    assert!(!document.is_valid(&serde_json::json!({ "schema": "lcpaper/document/1" })));
    assert!(!schema("report").is_valid(&serde_json::json!({ "schema": "lcpaper/report/1", "files": [{}] })));
}

/// Two papers that have something to compare.
fn two(command: &str, a: &str, b: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let (a, b) = (folder.join(a), folder.join(b));
    lcpaper(&[command, "--format", "json", a.to_str().unwrap()], Some(&b))
}

#[test]
fn comparisons_and_changes_are_valid() {
    let zh = Path::new("2017-work-plan-zh.txt");
    let compared = schema("compare");
    assert_valid(&compared, &two("compare", "2017-work-plan-zh.txt", "2017-work-plan-en.txt"), zh);
    // These two are no translations: findings of every kind.
    assert_valid(&compared, &two("compare", "2017-work-plan-zh.txt", "annexes-en.txt"), zh);
    let both = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bilingual/interleaved.txt");
    assert_valid(&compared, &lcpaper(&["compare", "--format", "json"], Some(&both)), &both);
    let changed = two("diff", "years/2016-plan-zh.txt", "years/2018-plan-zh.txt");
    assert_valid(&schema("diff"), &changed, Path::new("years"));
    assert!(!compared.is_valid(&serde_json::from_str(&changed).unwrap()));
}

#[test]
fn every_manifest_is_valid() {
    let schema = schema("manifest");
    for paper in papers() {
        let manifest: toml::Value = toml::from_str(&lcpaper(&["manifest"], Some(&paper))).unwrap();
        assert_valid(&schema, &serde_json::to_string(&manifest).unwrap(), &paper);
    }
    assert!(!schema.is_valid(&serde_json::json!({ "schema": "lcpaper/manifest/1", "parts": [] })));
}
