//! Folders of papers: which files are papers, where the outputs go, and that
//! nothing depends on how many work at it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::batch::{papers, same, tree};
use crate::support::shell::{assert_status, err, out};

const PAPER: &str = "工作計劃\n\n一、交通\n\n1. 興建大橋。\n2. 興建鐵路。\n";
const FAULTY: &str = "工作計劃\n\n一、交通\n\n1. 興建大橋。\n3. 興建鐵路。\n4. 興建機場。\n";

fn lcpaper(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lcpaper"));
    command.current_dir(folder).args(args).stdin(Stdio::null()).output().unwrap()
}

/// A folder with these files in it.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The outputs below a folder, without what the program keeps for itself.
fn outputs(folder: &Path) -> Vec<String> {
    tree(folder).into_keys().filter(|name| !name.starts_with(".lcpaper/")).collect()
}

#[test]
fn papers_are_known_by_their_endings_and_what_is_ignored_is_none() {
    let folder = folder(&[
        ("p/a.txt", PAPER),
        ("p/b.TXT", PAPER),
        ("p/deep/er/c.text", PAPER),
        ("p/rows.csv", "paper,language\r\n"),
        ("p/a.json", "{}"),
        ("p/README.md", "# no paper"),
        ("p/LICENSE", "no paper"),
        ("p/.hidden.txt", PAPER),
        ("p/draft.txt", PAPER),
        ("p/.gitignore", "draft.*\n"),
    ]);
    let output = lcpaper(folder.path(), &["parse", "p", "-o", "out"]);
    assert_status(&output, 0);
    assert_eq!(outputs(&folder.path().join("out")), ["a.json", "b.json", "deep/er/c.json"]);
    assert!(err(&output).contains("3 papers read; 4 other files left aside"), "{}", err(&output));
    // In a file of its own, a paper's output does not depend on how it was named.
    let alone = lcpaper(folder.path(), &["parse", "p/deep/er/c.text"]);
    assert!(fs::read(folder.path().join("out/deep/er/c.json")).unwrap() == alone.stdout);
}

#[test]
fn globs_take_and_leave_out() {
    let folder = folder(&[("p/a.txt", PAPER), ("p/b.txt", PAPER), ("p/c.note", PAPER)]);
    let names = |globs: &[&str]| {
        let globs = globs.iter().flat_map(|glob| ["--glob", glob]);
        let args: Vec<&str> = ["parse", "p", "--to", "ndjson"].into_iter().chain(globs).collect();
        let output = lcpaper(folder.path(), &args);
        assert_status(&output, 0);
        let rows = out(&output).lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap());
        let mut names: Vec<String> = rows.map(|r| r["paper"].as_str().unwrap().to_owned()).collect();
        names.dedup();
        names
    };
    assert_eq!(names(&[]), ["a.txt", "b.txt"]);
    assert_eq!(names(&["!a*"]), ["b.txt"]);
    assert_eq!(names(&["*.note"]), ["c.note"]);
    let bad = lcpaper(folder.path(), &["parse", "p", "--glob", "a{"]);
    assert_status(&bad, 2);
    assert!(err(&bad).contains("--glob a{"), "{}", err(&bad));
}

#[test]
fn papers_of_one_name_keep_their_folders_and_no_output_is_lost() {
    let folder = folder(&[
        ("p/a/x.txt", PAPER),
        ("p/b/x.txt", FAULTY),
        ("p/b/x.text", PAPER),
        ("p/b/x.txt.txt", PAPER),
        ("q/x.txt", PAPER),
    ]);
    let parse = |args: &[&str], out: &str| {
        assert_status(&lcpaper(folder.path(), &[&["parse"], args, &["-o", out]].concat()), 0);
        outputs(&folder.path().join(out))
    };
    assert_eq!(parse(&["p"], "one"), ["a/x.json", "b/x.json", "b/x.txt.json", "b/x.txt.txt.json"]);
    assert_eq!(parse(&["p/a", "q"], "two"), ["a/x.json", "q/x.json"]);
    assert_eq!(parse(&["p/a/x.txt", "p/b/x.txt"], "files"), ["a/x.json", "b/x.json"]);
    // In one stream, papers are told apart by their paths.
    let rows = lcpaper(folder.path(), &["parse", "p", "--to", "csv"]);
    for name in ["a/x.txt", "b/x.txt", "b/x.text", "b/x.txt.txt"] {
        assert!(out(&rows).contains(&format!("\r\n{name},")), "{name}");
    }
}

#[test]
fn a_folder_without_papers_and_papers_that_cannot_be_read_are_told() {
    let folder =
        folder(&[("p/a.txt", PAPER), ("p/b.doc", "\u{1}"), ("p/c.txt", FAULTY), ("none/a.json", "{}")]);
    fs::write(folder.path().join("p/bad.txt"), b"\xe7\xb2\xb5\xe6\xb8\xaf\x80\xff bad").unwrap();
    fs::write(folder.path().join("p/b.doc"), b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").unwrap();
    let none = lcpaper(folder.path(), &["check", "none"]);
    assert_status(&none, 2);
    assert!(err(&none).contains("none: no paper in this folder"), "{}", err(&none));

    for args in [&["parse", "p", "-o", "out"][..], &["parse", "p"], &["outline", "p"], &["check", "p"]] {
        let output = lcpaper(folder.path(), args);
        // A fault was found, but what could not be read goes before it.
        assert_status(&output, 2);
        assert!(err(&output).contains("p/bad.txt: byte 6"), "{}", err(&output));
        assert!(err(&output).contains("p/b.doc: is an old Word file"), "{}", err(&output));
        if args[0] != "check" {
            assert!(err(&output).contains("2 papers read; 2 could not be read"), "{}", err(&output));
        }
    }
    assert_eq!(outputs(&folder.path().join("out")), ["a.json", "c.json"]);
    let checked = lcpaper(folder.path(), &["check", "p"]);
    let last = out(&checked).lines().last().unwrap();
    assert_eq!(last, "2 files: 1 error, 0 warnings; 2 could not be read");
    assert_status(&lcpaper(folder.path(), &["check", "p", "--glob", "!b*"]), 1);
}

#[test]
fn nothing_depends_on_the_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    papers(&folder.path().join("p"), 60);
    for args in [
        &["parse", "p"][..],
        &["parse", "p", "--to", "csv"],
        &["check", "p"],
        &["check", "p", "--format", "json"],
        &["check", "p", "--format", "github"],
        &["check", "p", "--format", "sarif"],
        &["outline", "p"],
    ] {
        let one = lcpaper(folder.path(), &[args, &["--threads", "1"]].concat());
        let many = lcpaper(folder.path(), &[args, &["--threads", "5"]].concat());
        assert!(one == many, "{args:?}");
        assert_status(&one, 0);
    }
    for threads in ["1", "5"] {
        let index = format!("{threads}.jsonl");
        let args =
            ["parse", "p", "--to", "ndjson", "-o", threads, "--threads", threads, "--index", index.as_str()];
        assert_status(&lcpaper(folder.path(), &args), 0);
    }
    same(&folder.path().join("1"), &folder.path().join("5"));
    assert!(
        fs::read(folder.path().join("1.jsonl")).unwrap() == fs::read(folder.path().join("5.jsonl")).unwrap()
    );
}

#[test]
fn rows_of_many_papers_come_into_one_file() {
    let folder = tempfile::tempdir().unwrap();
    papers(&folder.path().join("p"), 12);
    for (to, file) in [("json", "all.jsonl"), ("ndjson", "all.ndjson"), ("csv", "all.csv")] {
        let output = lcpaper(folder.path(), &["parse", "p", "--to", to, "-o", file]);
        assert_status(&output, 0);
        assert_eq!(out(&output), "");
        let stream = lcpaper(folder.path(), &["parse", "p", "--to", to]);
        assert!(fs::read(folder.path().join(file)).unwrap() == stream.stdout, "{to}");
    }
    let refused = lcpaper(folder.path(), &["parse", "p", "--to", "csv", "-o", "all.csv", "--resume"]);
    assert_status(&refused, 2);
    assert!(err(&refused).contains("--resume goes on with a folder"), "{}", err(&refused));
}

#[test]
fn the_index_has_a_line_on_every_paper() {
    let folder = folder(&[("p/a.txt", PAPER), ("p/b.txt", FAULTY), ("p/c.pdf", "%PDF-1.4 not really")]);
    let schema: serde_json::Value =
        serde_json::from_slice(&lcpaper(folder.path(), &["schema", "index"]).stdout).unwrap();
    for (args, output_of_b) in [
        (&["parse", "p", "-o", "out"][..], serde_json::json!("b.json")),
        (&["parse", "p", "-o", "out", "--resume"], serde_json::json!("b.json")),
        (&["parse", "p", "--to", "csv"], serde_json::Value::Null),
    ] {
        let output = lcpaper(folder.path(), &[args, &["--index", "index.jsonl"]].concat());
        assert_status(&output, 2);
        let text = fs::read_to_string(folder.path().join("index.jsonl")).unwrap();
        let lines: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        for line in &lines {
            assert!(jsonschema::is_valid(&schema, line), "{line}");
        }
        let paths: Vec<_> = lines.iter().map(|line| line["path"].as_str().unwrap()).collect();
        assert_eq!(paths, ["a.txt", "b.txt", "c.pdf"]);
        assert_eq!(lines[0]["title"], "工作計劃");
        assert_eq!(lines[1]["codes"], serde_json::json!(["N001"]));
        assert_eq!(lines[1]["output"], output_of_b);
        assert_eq!(lines[1]["series"][0]["count"], 3);
        assert!(lines[2]["error"].as_str().unwrap().contains("c.pdf"));
    }
}

#[test]
fn an_index_changes_nothing_in_the_output() {
    let folder = folder(&[("a.txt", PAPER)]);
    for to in ["json", "csv", "markdown", "akn"] {
        let plain = lcpaper(folder.path(), &["parse", "a.txt", "--to", to]);
        let beside = lcpaper(folder.path(), &["parse", "a.txt", "--to", to, "--index", "i.jsonl"]);
        assert_status(&beside, 0);
        assert!(beside.stdout == plain.stdout, "{to}");
    }
    let over = lcpaper(folder.path(), &["parse", "a.txt", "--index", "a.txt"]);
    assert_status(&over, 2);
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), PAPER);
}

#[test]
fn a_run_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let (p, out) = (folder.path().join("p"), folder.path().join("out"));
    papers(&p, 10);
    let parse = |args: &[&str]| {
        let output = lcpaper(folder.path(), &[&["parse", "p", "-o", "out"], args].concat());
        assert_status(&output, 0);
        err(&output).lines().last().unwrap().to_owned()
    };
    assert_eq!(parse(&["--resume"]), "lcpaper: 10 papers read");
    let whole = tree(&out);
    assert_eq!(parse(&["--resume"]), "lcpaper: 10 papers read; 10 papers done before");
    assert_eq!(parse(&[]), "lcpaper: 10 papers read");
    // A paper that changed, an output that went, one that was cut: each is made anew.
    let some: Vec<&String> = whole.keys().filter(|name| name.ends_with(".json")).collect();
    fs::remove_file(out.join(some[2])).unwrap();
    fs::write(out.join(some[4]), "{").unwrap();
    assert_eq!(parse(&["--resume"]), "lcpaper: 10 papers read; 8 papers done before");
    assert!(tree(&out) == whole);
    fs::write(p.join("new.txt"), PAPER).unwrap();
    assert_eq!(parse(&["--resume"]), "lcpaper: 11 papers read; 10 papers done before");
    fs::write(p.join("new.txt"), PAPER.replace("大橋", "小橋")).unwrap();
    assert_eq!(parse(&["--resume"]), "lcpaper: 11 papers read; 10 papers done before");
    assert!(fs::read_to_string(out.join("new.json")).unwrap().contains("小橋"));
    // Other options, another output.
    assert_eq!(parse(&["--resume", "--to", "csv"]), "lcpaper: 11 papers read");
}

#[test]
fn outputs_among_the_papers_are_not_read_and_papers_not_written_over() {
    let folder = folder(&[("p/a.txt", PAPER), ("p/b.json", PAPER)]);
    for _ in 0..2 {
        assert_status(&lcpaper(folder.path(), &["parse", "p", "-o", "p/out"]), 0);
        let names = outputs(&folder.path().join("p"));
        assert_eq!(names, ["a.txt", "b.json", "out/.lcpaper/done.jsonl", "out/.lcpaper/lock", "out/a.json"]);
    }
    let over = lcpaper(folder.path(), &["parse", "p", "--glob", "*.json", "-o", "p"]);
    assert_status(&over, 2);
    assert!(err(&over).contains("would be written over"), "{}", err(&over));
    assert_eq!(fs::read_to_string(folder.path().join("p/b.json")).unwrap(), PAPER);
}
