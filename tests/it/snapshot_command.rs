//! `lcpaper snapshot` as a user meets it: recording, checking, accepting.

use std::path::Path;
use std::process::{Command, Output};

use lcpaper::Source;
use lcpaper::snapshot::{Record, changes};

const PAPER: &str = "工作計劃\n\n一、交通\n\n1. 興建大橋。\n2. 興建鐵路。\n\n二、旅遊\n\n3. 推廣郵輪旅遊。\n4. 打擊不合理低價遊。\n";

fn snapshot(folder: &Path, args: &[&str]) -> (i32, String) {
    let Output { status, stdout, .. } =
        Command::new(env!("CARGO_BIN_EXE_lcpaper")).arg("snapshot").arg(folder).args(args).output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap())
}

fn record(text: &str) -> Record {
    let source = Source::from_text("plan.txt", text);
    let parsed = source.parse();
    let found = parsed.check();
    Record::of(&parsed, &found)
}

fn told(old: &str, new: &str) -> String {
    changes(&record(old), &record(new)).iter().map(|c| format!("{c}\n")).collect()
}

#[test]
fn a_record_reads_back_as_it_was_written() {
    let mut record = record(PAPER);
    record.rows[0].text.push_str("\ta\\b\nc");
    record.rows[1].under.push('\\');
    let text = record.to_string();
    assert_eq!(Record::from_text(&text).unwrap(), record, "{text}");
    assert!(Record::from_text("something else\n").is_err());
    assert!(Record::from_text("lcpaper snapshot 1\nno tabs\n").is_err());
}

#[test]
fn a_record_is_plain_and_has_no_line_numbers() {
    insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("snapshot-record", record(PAPER).to_string());
    });
    assert_eq!(record(PAPER), record(&PAPER.replace("一、交通\n", "\n\n一、交通\n\n")));
}

#[test]
fn each_kind_of_change_is_named_for_what_it_is() {
    let cases = [
        ("reworded", PAPER.replace("推廣郵輪旅遊", "推廣郵輪及遊艇旅遊")),
        ("gone", PAPER.replace("4. 打擊不合理低價遊。\n", "")),
        ("added", format!("{PAPER}5. 優質旅遊。\n")),
        ("moved", PAPER.replace("2. 興建鐵路。\n\n二、旅遊\n\n", "\n二、旅遊\n\n2. 興建鐵路。\n")),
        ("heading", PAPER.replace("二、旅遊", "二、旅遊合作")),
        ("finding", PAPER.replace("3. ", "5. ")),
    ];
    let all: Vec<String> =
        cases.iter().map(|(name, new)| format!("== {name}\n{}", told(PAPER, new))).collect();
    insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("snapshot-changes", all.join("\n"));
    });
    assert_eq!(told(PAPER, PAPER), "");
}

#[test]
fn record_check_change_accept() {
    let folder = tempfile::tempdir().unwrap();
    let paper = folder.path().join("2017/plan.txt");
    std::fs::create_dir_all(paper.parent().unwrap()).unwrap();
    std::fs::write(&paper, PAPER).unwrap();

    let (status, out) = snapshot(folder.path(), &["--check"]);
    assert_eq!(status, 1, "nothing is recorded yet: {out}");
    assert_eq!(snapshot(folder.path(), &[]).0, 0);
    assert!(folder.path().join(".lcpaper-snapshots/2017/plan.txt.rows").is_file());
    assert_eq!(snapshot(folder.path(), &["--check"]), (0, String::new()));

    std::fs::write(&paper, PAPER.replace("興建鐵路", "興建高速鐵路")).unwrap();
    let (status, out) = snapshot(folder.path(), &["--check"]);
    assert_eq!(status, 1);
    assert!(out.contains("reworded  body/1/2") && out.contains("+ …興建高速鐵路"), "{out}");
    assert_eq!(snapshot(folder.path(), &[]).0, 1, "a change is not recorded unasked");
    assert_eq!(snapshot(folder.path(), &["--accept"]).0, 0);
    assert_eq!(snapshot(folder.path(), &["--check"]), (0, String::new()));

    std::fs::remove_file(&paper).unwrap();
    let (status, out) = snapshot(folder.path(), &["--check"]);
    assert!(status == 1 && out.contains("no longer there"), "{out}");
    assert_eq!(snapshot(folder.path(), &["--accept"]).0, 0);
    assert_eq!(snapshot(folder.path(), &["--check"]).0, 0);
}

/// A recipe to copy: your own papers under insta. The rows are kept beside the
/// test; `cargo insta review` shows what an edit, or a new lcpaper, changed.
#[test]
fn recipe_for_your_own_papers() {
    let papers = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let paper = Source::open(papers.join("annex-flat-zh.txt")).unwrap();
    let parsed = paper.parse();
    assert!(parsed.check().iter().all(|d| d.severity < lcpaper::diagnostic::Severity::Error));
    let rows: Vec<String> = parsed
        .rows()
        .iter()
        .map(|row| format!("{} {}", row.path, row.text.chars().take(16).collect::<String>()))
        .collect();
    insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("recipe-annex-flat", rows.join("\n"));
    });
}
