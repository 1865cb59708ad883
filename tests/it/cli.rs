//! The program as a shell sees it: exit status, standard output, standard
//! error, and the files it leaves behind.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::support::shell::{assert_status, err, out};

const PAPER: &str = "fixtures/2017-work-plan-zh.txt";
const OTHER: &str = "fixtures/body-only-zh.txt";
/// Item 2 is missing.
const FAULTY: &str = "工作計劃\n\n一、交通\n\n1. 興建大橋。\n3. 興建鐵路。\n4. 興建機場。\n";

fn lcpaper() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lcpaper"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null()).env_remove("NO_COLOR");
    command
}

fn run(args: &[&str]) -> Output {
    lcpaper().args(args).output().unwrap()
}

fn run_with(args: &[&str], input: &[u8]) -> Output {
    let mut child = lcpaper()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments does not wait for the input.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// Fails with status 2, says why in one line, and writes no data.
#[track_caller]
fn assert_refused(output: &Output, why: &str) {
    assert_status(output, 2);
    assert_eq!(out(output), "");
    assert!(err(output).contains(why), "{}", err(output));
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn parse_writes_one_indented_document_and_no_absolute_path() {
    let paper = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAPER);
    let output = run(&["parse", paper.to_str().unwrap()]);
    assert_status(&output, 0);
    assert!(out(&output).starts_with("{\n  \"schema\": \"lcpaper/document/1\",\n"));
    assert!(!out(&output).contains(env!("CARGO_MANIFEST_DIR")));
    assert_eq!(output.stdout, run(&["parse", PAPER]).stdout, "the same input gives the same bytes");
}

#[test]
fn several_papers_are_json_lines_in_the_order_given() {
    let output = run(&["parse", OTHER, PAPER]);
    assert_status(&output, 0);
    let names: Vec<String> = out(&output)
        .lines()
        .map(|line| {
            let document: serde_json::Value = serde_json::from_str(line).unwrap();
            document["source"]["name"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(names, ["body-only-zh.txt", "2017-work-plan-zh.txt"]);
}

#[test]
fn several_papers_as_csv_have_one_header() {
    let output = run(&["parse", OTHER, PAPER, "--to", "csv"]);
    assert_status(&output, 0);
    let lines: Vec<&str> = out(&output).split_terminator("\r\n").collect();
    assert!(lines[0].starts_with("paper,language,part,annex,section,"));
    assert_eq!(lines.iter().filter(|l| l.starts_with("paper,")).count(), 1);
    let rows = run(&["parse", OTHER, PAPER, "--to", "ndjson"]);
    assert_eq!(out(&rows).lines().count(), lines.len() - 1);
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    for command in ["parse", "check", "outline"] {
        let output = run(&[command, "no-such-file.txt", "src/rules", OTHER]);
        assert_status(&output, 2);
        assert!(out(&output).contains("body-only-zh.txt"), "{command}: {}", out(&output));
        assert!(err(&output).contains("no-such-file.txt: cannot be read"), "{}", err(&output));
        assert!(err(&output).contains("src/rules: no paper in this folder"), "{}", err(&output));
    }
}

#[test]
fn what_cannot_be_run_is_refused_without_data() {
    assert_refused(&run(&["parse", "no-such-file.txt"]), "no-such-file.txt");
    assert_refused(&run(&["check", "no-such-file.txt", "--format", "json"]), "no-such-file.txt");
    assert_refused(&run(&["parse", "src"]), "no paper in this folder");
    assert_refused(&run(&["manifest", "fixtures"]), "is a folder");
    assert_refused(&run(&["check", PAPER, "--format", "nonsense"]), "nonsense");
    assert_refused(&run(&["parse"]), "FILE");
    assert_refused(&run(&["parse", "-", "-"]), "given twice");
    assert_refused(&run_with(&["parse", "-"], b"\xe7\xb2\xb5\xe6\xb8\xaf\x80\xff bad"), "byte 6");
}

#[test]
fn every_format_comes_to_standard_output_and_into_files() {
    let folder = tempfile::tempdir().unwrap();
    let formats = [
        ("json", "json"),
        ("ndjson", "ndjson"),
        ("csv", "csv"),
        ("markdown", "md"),
        ("html", "html"),
        ("akn", "xml"),
    ];
    for (format, extension) in formats {
        let output = run(&["parse", OTHER, "--to", format]);
        assert_status(&output, 0);
        let file = folder.path().join(format!("body-only-zh.{extension}"));
        assert_status(&run(&["parse", OTHER, "--to", format, "-o", folder.path().to_str().unwrap()]), 0);
        assert!(fs::read(&file).unwrap() == output.stdout && !output.stdout.is_empty(), "{format}");
        let several = run(&["parse", OTHER, PAPER, "--to", format]);
        match format {
            "json" | "ndjson" | "csv" => assert_status(&several, 0),
            _ => assert_refused(&several, "give -o FOLDER"),
        }
    }
    for (format, start) in [
        ("human", "warning["),
        ("json", "{\n"),
        ("sarif", "{\n"),
        ("github", "::warning file=fixtures/"),
        ("junit", "<?xml"),
        ("html", "<!DOCTYPE html>"),
    ] {
        let output = run(&["check", PAPER, OTHER, "--format", format]);
        assert_status(&output, 0);
        assert!(out(&output).starts_with(start), "{format}");
        assert_refused(&run(&["check", "no-such-file.txt", "--format", format]), "no-such-file.txt");
    }
}

#[test]
fn standard_input_is_a_paper_too() {
    let output = run_with(&["parse", "-", "--to", "ndjson"], FAULTY.as_bytes());
    assert_status(&output, 0);
    assert_eq!(out(&output).lines().count(), 3);
    assert!(err(&output).contains("1 error in the paper; `lcpaper check -` shows it"), "{}", err(&output));
}

#[test]
fn check_tells_by_its_status_what_it_found() {
    assert_status(&run(&["check", PAPER]), 0);
    assert_status(&run(&["check", PAPER, "--deny", "warnings"]), 1);
    assert_status(&run(&["check", PAPER, "--deny", "warnings", "--ignore", "T"]), 0);
    let faulty = |args: &[&str]| run_with(&[&["check", "-"], args].concat(), FAULTY.as_bytes());
    assert_status(&faulty(&[]), 1);
    assert_status(&faulty(&["--select", "T"]), 0);
    assert_status(&faulty(&["--select", "n001"]), 1);
    assert_status(&faulty(&["--select", "number-gap,T001"]), 1);
    assert_status(&faulty(&["--ignore", "N", "--select", "ALL"]), 0);
    assert_status(&faulty(&["--ignore", "N", "--select", "N001"]), 1);
    assert_status(&run(&["check", PAPER, "no-such-file.txt"]), 2);
}

#[test]
fn the_nearest_configuration_counts_and_the_command_line_goes_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("old");
    fs::create_dir(&inner).unwrap();
    fs::write(folder.path().join("new.txt"), FAULTY).unwrap();
    fs::write(inner.join("old.txt"), FAULTY).unwrap();
    fs::write(folder.path().join("lcpaper.toml"), "[severity]\nN001 = \"warning\"\n").unwrap();
    let check =
        |args: &[&str]| lcpaper().current_dir(folder.path()).arg("check").args(args).output().unwrap();
    assert_status(&check(&["new.txt", "old/old.txt"]), 0);
    assert_status(&check(&["new.txt", "--deny", "warnings"]), 1);
    assert_status(&check(&["new.txt", "--no-config"]), 1);
    fs::write(inner.join("lcpaper.toml"), "ignore = [\"N\"]\ndeny = \"warnings\"\n").unwrap();
    assert_status(&check(&["old/old.txt"]), 0);
    assert_status(&check(&["old/old.txt", "--config", "lcpaper.toml", "--deny", "warnings"]), 1);
    fs::write(inner.join("lcpaper.toml"), "ignroe = []\n").unwrap();
    assert_refused(&check(&["old/old.txt"]), "lcpaper.toml:1:1: ");
}

#[test]
fn known_findings_are_kept_back_and_new_ones_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let check = |args: &[&str]| {
        lcpaper()
            .current_dir(folder.path())
            .args(["check", "a.txt", "--no-config"])
            .args(args)
            .output()
            .unwrap()
    };
    fs::write(folder.path().join("a.txt"), FAULTY).unwrap();
    assert_refused(&check(&["--baseline", "known.json"]), "known.json");
    assert_status(&check(&["--write-baseline", "known.json"]), 0);
    assert_status(&check(&["--baseline", "known.json"]), 0);
    fs::write(folder.path().join("a.txt"), FAULTY.replace("4. 興建機場", "6. 興建機場")).unwrap();
    assert_status(&check(&["--baseline", "known.json"]), 1);
}

#[test]
fn a_mistyped_rule_is_refused_with_the_one_that_was_meant() {
    assert_refused(&run(&["check", PAPER, "--select", "N01"]), "did you mean N001 (number-gap)?");
    assert_refused(&run(&["check", PAPER, "--ignore", "nubmer-gap"]), "did you mean N001 (number-gap)?");
    assert_refused(&run(&["explain", "XYZ"]), "`lcpaper rules` lists them");
    assert_refused(&run(&["explain", "nowhere.txt:3"]), "nowhere.txt: cannot be read");
    let paper = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/articles-zh.txt");
    assert_refused(&run(&["explain", &format!("{paper}:9999")]), "has no such place");
    for place in ["5", "5:1"] {
        let said = run(&["explain", &format!("{paper}:{place}")]);
        assert_status(&said, 0);
        assert!(out(&said).contains("“第一條” opens an item"), "{}", out(&said));
    }
}

#[test]
fn check_shows_the_place_and_sums_up_in_the_last_line() {
    let output = run_with(&["check", "-"], FAULTY.as_bytes());
    assert!(out(&output).starts_with("error[N001]: "), "{}", out(&output));
    assert!(out(&output).contains("─ -:6:1\n"), "{}", out(&output));
    let last = out(&output).lines().last().unwrap();
    assert!(last.starts_with("-: 1 error, 0 warnings · body 1–4 (3 items)"), "{last}");
    assert!(!out(&output).contains('\u{1b}'), "no colour in a pipe");
    assert!(out(&run_with(&["check", "-", "--color", "always"], FAULTY.as_bytes())).contains("\u{1b}["));
}

#[test]
fn no_control_character_of_a_paper_reaches_the_terminal() {
    let paper = FAULTY.replace("興建鐵路", "興\u{1b}[2J建\u{202e}鐵\u{9b}31m路");
    let output = run_with(&["check", "-"], paper.as_bytes());
    assert!(out(&output).contains("␛[2J"), "{}", out(&output));
    let hidden = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!out(&output).contains(hidden) && !err(&output).contains(hidden), "{}", out(&output));
    let outline = run_with(&["outline", "-"], FAULTY.replace("交通", "交\u{1b}通").as_bytes());
    assert!(!out(&outline).contains('\u{1b}'));
}

#[test]
fn an_empty_input_is_an_empty_paper_and_says_so() {
    let parsed = run_with(&["parse", "-"], b"");
    assert_status(&parsed, 0);
    let document: serde_json::Value = serde_json::from_str(out(&parsed)).unwrap();
    assert_eq!(document["source"]["bytes"], 0);
    let checked = run_with(&["check", "-"], b"");
    assert_status(&checked, 0);
    for output in [&parsed, &checked] {
        assert!(err(output).contains("-: no numbered item found"), "{}", err(output));
    }
    let csv = run_with(&["parse", "-", "--to", "csv"], b"");
    assert_eq!(out(&csv).lines().count(), 1, "the header stands even without rows");
}

#[test]
fn an_output_file_is_whole_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("rows.csv");
    fs::write(&target, "what stood there before").unwrap();
    let output = run(&["parse", PAPER, "--to", "csv", "-o", target.to_str().unwrap()]);
    assert_status(&output, 0);
    assert_eq!(out(&output), "");
    assert_eq!(fs::read(&target).unwrap(), run(&["parse", PAPER, "--to", "csv"]).stdout);
    assert_eq!(names(folder.path()), ["rows.csv"]);

    let failed = run(&["parse", "no-such-file.txt", "-o", target.to_str().unwrap()]);
    assert_status(&failed, 2);
    assert!(fs::read_to_string(&target).unwrap().starts_with("paper,"), "a failure leaves the old output");
}

#[test]
fn a_folder_gets_one_file_a_paper() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("made/on the way");
    let output = run(&["parse", PAPER, "no-such-file.txt", OTHER, "-o", target.to_str().unwrap()]);
    assert_status(&output, 2);
    assert_eq!(names(&target), ["2017-work-plan-zh.json", "body-only-zh.json"]);
    assert_eq!(fs::read(target.join("body-only-zh.json")).unwrap(), run(&["parse", OTHER]).stdout);
}

#[test]
fn an_output_that_would_lose_another_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let twin = folder.path().join("body-only-zh.txt");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(OTHER), &twin).unwrap();
    let target = folder.path().join("out");
    let twice = run(&["parse", OTHER, twin.to_str().unwrap(), "-o", target.to_str().unwrap()]);
    assert_refused(&twice, "would both be written to");
    assert!(!target.exists());
    assert_refused(&run(&["parse", OTHER, PAPER, "-o", twin.to_str().unwrap()]), "is a file");
    let itself = run(&["parse", twin.to_str().unwrap(), "-o", twin.to_str().unwrap()]);
    assert_refused(&itself, "would be written over");
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let output = run(&["parse", OTHER, "-o", "no/such/folder/out.json"]);
    assert_refused(&output, "no/such/folder/out.json: cannot be written");
}

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    // Enough papers that the output cannot fit into the pipe.
    let papers = vec![PAPER; 20];
    for to in ["json", "csv"] {
        let mut child = lcpaper()
            .args(["parse", "--to", to])
            .args(&papers)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 8];
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut first).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        assert_status(&output, 0);
        assert_eq!(err(&output), "");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_not_taken_for_success() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = lcpaper().args(["parse", OTHER]).stdout(full).output().unwrap();
    assert_refused(&output, "standard output");
}

#[cfg(target_os = "linux")]
#[test]
fn file_names_need_not_be_utf8() {
    use std::os::unix::ffi::OsStringExt;
    let folder = tempfile::tempdir().unwrap();
    let name = PathBuf::from(std::ffi::OsString::from_vec(b"\xa4\xa4\xa4\xe5.txt".to_vec()));
    let paper = folder.path().join(name);
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(OTHER), &paper).unwrap();
    for command in ["parse", "check", "outline"] {
        assert_status(&lcpaper().arg(command).arg(&paper).output().unwrap(), 0);
    }
    let output = lcpaper().arg("parse").arg(&paper).arg("-o").arg(folder.path()).output().unwrap();
    assert_status(&output, 0);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn the_program_documents_itself() {
    let rules = run(&["rules", "--format", "json"]);
    let listed: Vec<serde_json::Value> = serde_json::from_str(out(&rules)).unwrap();
    assert!(!listed.is_empty());
    let table = run(&["rules"]);
    assert_eq!(out(&table).lines().count(), listed.len());
    for rule in &listed {
        let code = rule["code"].as_str().unwrap();
        let by_code = run(&["explain", code]);
        assert_status(&by_code, 0);
        let by_name = run(&["explain", rule["rule"].as_str().unwrap()]);
        assert_eq!(by_code.stdout, by_name.stdout);
        assert!(out(&by_code).contains(code));
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(out(&run(&["completions", shell])).contains("lcpaper"));
    }
    for what in ["document", "report", "row", "index"] {
        let schema: serde_json::Value = serde_json::from_str(out(&run(&["schema", what]))).unwrap();
        assert_eq!(schema["type"], "object");
    }
    assert_status(&run(&["--version"]), 0);
}

/// A configuration that names two language versions, and the papers.
fn pair_of_papers(zh: &str, en: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("lcpaper.toml"),
        "[[compare]]\nleft = \"papers/*-zh.txt\"\nright = \"papers/*-en.txt\"\n",
    )
    .unwrap();
    fs::create_dir(folder.path().join("papers")).unwrap();
    fs::write(folder.path().join("papers/plan-zh.txt"), zh).unwrap();
    fs::write(folder.path().join("papers/plan-en.txt"), en).unwrap();
    folder
}

const ZH: &str =
    "附件\n\n工作計劃\n\n一、交通\n\n1. 興建3座大橋。\n\n2. 在2018年興建鐵路。\n\n3. 興建機場。\n";
const EN: &str = "Annex\n\nWork plan\n\nI. Transport\n\n1. Build 3 bridges.\n\n2. Build a railway in 2018.\n\n3. Build an airport.\n";

fn check_in(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lcpaper"));
    command
        .current_dir(folder)
        .args(["check", "--select", "B", "--format", "json"])
        .args(args)
        .output()
        .unwrap()
}

/// Path and code of every finding.
fn findings(output: &Output) -> Vec<(String, String)> {
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut out = Vec::new();
    for file in report["files"].as_array().unwrap() {
        for d in file["diagnostics"].as_array().unwrap() {
            out.push((file["path"].as_str().unwrap().to_owned(), d["code"].as_str().unwrap().to_owned()));
        }
    }
    out
}

#[test]
fn check_compares_the_versions_that_the_configuration_names() {
    let folder = pair_of_papers(ZH, EN);
    let both = ["papers/plan-zh.txt", "papers/plan-en.txt"];
    let sound = check_in(folder.path(), &both);
    assert_status(&sound, 0);
    assert_eq!(findings(&sound), []);

    let other_year = EN.replace("2018", "2019");
    let folder = pair_of_papers(ZH, &other_year);
    let found = check_in(folder.path(), &both);
    assert_status(&found, 1);
    // Told once, whichever version it is told in.
    let told = findings(&found);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].1, "B003");
    assert_eq!(findings(&check_in(folder.path(), &["papers"])), told);
    // A hook that is given only one of them misses nothing.
    for one in both {
        let alone = findings(&check_in(folder.path(), &[one]));
        assert_eq!(alone, [(one.to_owned(), "B003".to_owned())]);
    }
    assert_eq!(findings(&check_in(folder.path(), &["--no-config", both[0], both[1]])), []);
}

#[test]
fn an_item_of_one_version_only_is_told_in_either() {
    let folder = pair_of_papers(ZH, &EN.replace("\n\n3. Build an airport.", ""));
    for files in [&["papers/plan-zh.txt"][..], &["papers/plan-en.txt"], &["papers"]] {
        let found = findings(&check_in(folder.path(), files));
        assert_eq!(found.iter().map(|f| f.1.as_str()).collect::<Vec<_>>(), ["B001"], "{files:?}");
    }
}

#[test]
fn a_version_that_is_not_there_is_named() {
    let folder = pair_of_papers(ZH, EN);
    fs::remove_file(folder.path().join("papers/plan-en.txt")).unwrap();
    let output = check_in(folder.path(), &["papers/plan-zh.txt"]);
    assert_status(&output, 2);
    assert!(err(&output).contains("cannot be compared as lcpaper.toml says"), "{}", err(&output));
    assert!(err(&output).contains("plan-en.txt"), "{}", err(&output));
}

#[test]
fn limits_are_set_by_name_and_named_when_passed() {
    let output = run(&["parse", "fixtures/formats/paper.docx", "--limit", "docx_part_bytes=1K"]);
    assert_refused(&output, "more than 1024 bytes in");
    assert!(err(&output).contains("(docx_part_bytes)"), "{}", err(&output));
    for (given, says) in [
        ("pages=1", "pages is no limit; the limits are docx_ratio"),
        ("pdf_pages", "write NAME=VALUE"),
        ("pdf_time=soon", "no number of seconds"),
    ] {
        assert_refused(&run(&["parse", PAPER, "--limit", given]), says);
    }
    let help = run(&["help", "check"]);
    for (name, _) in lcpaper::read::Limits::NAMES {
        assert!(out(&help).contains(name), "{name}");
    }
    if cfg!(feature = "pdf") {
        let output = run(&["parse", "fixtures/formats/lo.pdf", "--limit", "pdf_pages=3"]);
        assert_refused(&output, "more than 3 pages (pdf_pages)");
    }
}

#[test]
fn cells_are_guarded_where_that_is_asked_for() {
    let paper = "1. =1+1\n2. -2\n3. @SUM(A1)\n";
    let safe = run_with(&["parse", "-", "--to", "csv", "--csv-safe"], paper.as_bytes());
    assert_status(&safe, 0);
    for cell in [",'=1+1,", ",'-2,", ",'@SUM(A1),", "\r\n'-,"] {
        assert!(out(&safe).contains(cell), "{cell}: {}", out(&safe));
    }
    let plain = run_with(&["parse", "-", "--to", "csv"], paper.as_bytes());
    assert!(out(&plain).contains(",=1+1,"), "{}", out(&plain));
    assert_refused(&run(&["parse", PAPER, "--csv-safe"]), "--to csv");
}

/// What could steer a terminal: a colour, a title, a bell, a carriage return, a
/// one-byte sequence, a change of direction.
const STEERING: &str = "\u{1b}[31m\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{8}";

#[test]
fn nothing_of_a_paper_or_its_name_steers_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let name = format!("a{STEERING}.txt");
    let text = format!(
        "附件\n\n計劃{STEERING}\n\n一、交通{STEERING}\n\n1. 甲{STEERING}。\n\n3. 乙{STEERING}。\n\n（四{STEERING}）見附件9。\n"
    );
    fs::write(folder.path().join(&name), &text).unwrap();
    fs::write(folder.path().join("b.txt"), text.replace("1. 甲", "1. 丙5")).unwrap();
    fs::write(folder.path().join("bad\u{1b}[31m.txt"), b"\xff\xfe\x00").unwrap();
    for args in [
        &["check", &name][..],
        &["check", "--format", "github", &name],
        &["check", "--format", "html", &name],
        &["outline", &name],
        &["compare", &name, "b.txt"],
        &["diff", &name, "b.txt"],
        &["check", "--diff", &name],
        &["parse", "--trace", "-o", "out.json", &name],
        &["check", "bad\u{1b}[31m.txt"],
        &["check", "--select", "\u{1b}[31m", &name],
        &["check", "--config", "\u{1b}[31m.toml", &name],
        &["explain", "\u{1b}[31m"],
        &["snapshot", "."],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_lcpaper"))
            .current_dir(folder.path())
            .args(args)
            .output()
            .unwrap();
        for said in [&output.stdout, &output.stderr] {
            let said = String::from_utf8_lossy(said);
            let bad = said.chars().find(|c| c.is_control() && !"\n\t".contains(*c) || *c == '\u{202e}');
            assert_eq!(bad, None, "{args:?}: {said:?}");
        }
    }
}
