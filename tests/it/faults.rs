//! What goes wrong in the middle of a run: the program killed, the disk full,
//! files that are no files or change meanwhile. Outputs are whole or not there,
//! what could not be done is told, and nothing hangs.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::batch::{papers, same, tree};
use crate::support::generator::Random;

const PAPER: &str = "工作計劃\n\n一、交通\n\n1. 興建大橋。\n2. 興建鐵路。\n";

/// Longer than any of these runs takes on a slow machine.
const HANGS: Duration = Duration::from_secs(120);

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lcpaper"));
    command.current_dir(folder).args(args).stdin(Stdio::null());
    command
}

/// Runs to the end, or fails where that does not come.
fn run(folder: &Path, args: &[&str]) -> Output {
    let child = command(folder, args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    ended(child)
}

fn ended(mut child: Child) -> Output {
    let (mut stdout, mut stderr) = (child.stdout.take(), child.stderr.take());
    let read = |from: Option<Box<dyn Read + Send>>| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            from.map(|mut from| from.read_to_end(&mut bytes));
            bytes
        })
    };
    let stdout = read(stdout.take().map(|s| Box::new(s) as _));
    let stderr = read(stderr.take().map(|s| Box::new(s) as _));
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > HANGS {
            child.kill().unwrap();
            panic!("the program hangs");
        }
        thread::sleep(Duration::from_millis(2));
    };
    Output { status, stdout: stdout.join().unwrap(), stderr: stderr.join().unwrap() }
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn assert_told(output: &Output, status: i32, what: &[&str]) {
    let said = err(output);
    assert_eq!(output.status.code(), Some(status), "{said}");
    for what in what {
        assert!(said.contains(what), "{what:?} is not in {said}");
    }
}

fn is_root() -> bool {
    // Who may write where nobody may.
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o555)).unwrap();
    File::create(folder.path().join("x")).is_ok()
}

/// Kills a run over `count` papers at `times` moments, now early, now late, and
/// goes on each time; at the end everything is as if nothing had been.
fn killed(count: u64, times: u32, seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    papers(&folder.path().join("p"), count);
    let mut whole_takes = HANGS;
    for _ in 0..3 {
        let begun = Instant::now();
        assert_told(&run(folder.path(), &["parse", "p", "-o", "whole"]), 0, &[]);
        whole_takes = whole_takes.min(begun.elapsed());
    }
    let wanted = tree(&folder.path().join("whole"));

    let mut random = Random::new(seed);
    let mut in_the_middle = 0;
    for round in 0..times {
        // Two in three from the beginning: what goes on has ever less to do.
        let resume = round % 3 == 2;
        let args = ["parse", "p", "-o", "out", "--resume"];
        let mut child = command(folder.path(), &args[..4 + usize::from(resume)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(whole_takes.mul_f64(random.below(1000) as f64 / 1000.0));
        // SIGKILL: the program has no say in it.
        child.kill().unwrap();
        in_the_middle += u32::from(!child.wait().unwrap().success());
        for (name, bytes) in tree(&folder.path().join("out")) {
            let own = name.starts_with(".lcpaper/");
            assert!(own || wanted.get(&name) == Some(&bytes), "round {round}: {name}");
        }
    }
    println!("{in_the_middle} of {times} runs were killed in the middle");
    assert!(in_the_middle > 0);
    assert_told(&run(folder.path(), &["parse", "p", "-o", "out", "--resume"]), 0, &[]);
    same(&folder.path().join("whole"), &folder.path().join("out"));
}

#[test]
fn a_run_that_is_killed_leaves_whole_outputs_and_goes_on() {
    killed(60, 20, 1);
}

#[test]
#[ignore = "takes a minute; run with --ignored"]
fn a_run_that_is_killed_two_hundred_times_leaves_whole_outputs_and_goes_on() {
    killed(300, 200, 2);
}

#[test]
fn a_single_file_that_many_papers_go_to_is_whole_or_what_it_was() {
    let folder = tempfile::tempdir().unwrap();
    papers(&folder.path().join("p"), 60);
    let args = ["parse", "p", "--to", "csv", "-o", "rows.csv"];
    assert_told(&run(folder.path(), &args), 0, &[]);
    let rows = folder.path().join("rows.csv");
    let wanted = fs::read(&rows).unwrap();
    for round in 0..10 {
        fs::write(&rows, "what stood there").unwrap();
        let mut child =
            command(folder.path(), &args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(round * 7));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = fs::read(&rows).unwrap();
        assert!(now == b"what stood there" || now == wanted, "round {round}");
    }
}

/// Whether the file system makes files without a name; where it does not, a
/// killed program leaves one that has one.
#[cfg(target_os = "linux")]
fn makes_unnamed_files(folder: &Path) -> bool {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::TMPFILE.bits() as i32;
    File::options().write(true).custom_flags(flags).open(folder).is_ok()
}

#[cfg(target_os = "linux")]
#[test]
fn a_single_output_leaves_nothing_behind_when_the_program_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    if !makes_unnamed_files(folder.path()) {
        println!("skipped: files without a name cannot be made here");
        return;
    }
    fs::write(folder.path().join("a.txt"), PAPER).unwrap();
    for round in 0..4 {
        // New first, then over what stands there.
        if round == 2 {
            fs::write(folder.path().join("rows.csv"), "what stood there").unwrap();
        }
        let before = tree(folder.path());
        // Its output is open when it waits for a paper that does not come.
        let mut child = command(folder.path(), &["parse", "a.txt", "-", "--to", "csv", "-o", "rows.csv"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let descriptors = Path::new("/proc").join(child.id().to_string()).join("fd");
        let begun = Instant::now();
        let is_open = || {
            let links = fs::read_dir(&descriptors).into_iter().flatten().flatten();
            links
                .filter_map(|link| fs::read_link(link.path()).ok())
                .any(|to| to.starts_with(folder.path()) && !to.ends_with("a.txt"))
        };
        while !is_open() {
            assert!(begun.elapsed() < HANGS, "the output is never opened");
            thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(tree(folder.path()) == before, "{:?}", tree(folder.path()).keys());
    }
}

#[test]
fn what_is_no_file_is_told_and_the_rest_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let p = folder.path().join("p");
    papers(&p, 3);
    assert!(Command::new("mkfifo").arg(p.join("pipe.txt")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(p.join("socket.txt")).unwrap();
    symlink("nowhere.txt", p.join("dangling.txt")).unwrap();
    symlink("..", p.join("loop")).unwrap();
    fs::write(p.join(OsStr::from_bytes(b"\xa4\xa4\xa4\xe5.txt")), PAPER).unwrap();

    let parse = |args: &[&str]| run(folder.path(), &[&["parse", "p", "-o", "out"], args].concat());
    let told = ["p/pipe.txt: is a pipe", "p/socket.txt: is a socket"];
    let output = parse(&[]);
    assert_told(&output, 2, &told);
    assert_told(&output, 2, &["4 papers read; 2 could not be read", "2 symbolic links not followed"]);
    assert!(folder.path().join("out").join(OsStr::from_bytes(b"\xa4\xa4\xa4\xe5.json")).is_file());
    assert_told(&parse(&["--resume"]), 2, &told);

    let followed = parse(&["--follow"]);
    assert_told(&followed, 2, &told);
    assert_told(&followed, 2, &["p/loop", "p/dangling.txt"]);
    assert_told(&run(folder.path(), &["check", "p", "--follow"]), 2, &told);
}

#[test]
fn what_may_not_be_read_or_written_is_told_and_the_rest_is_done() {
    if is_root() {
        println!("skipped: nothing is forbidden to this user");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let p = folder.path().join("p");
    papers(&p, 25);
    fs::write(p.join("secret.txt"), PAPER).unwrap();
    let forbid = |path: &Path, mode| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    forbid(&p.join("secret.txt"), 0o000);
    forbid(&p.join("001"), 0o000);
    let output = run(folder.path(), &["parse", "p", "-o", "out"]);
    forbid(&p.join("001"), 0o755);
    assert_told(
        &output,
        2,
        &["p/secret.txt: cannot be read", "p/001", "20 papers read; 2 could not be read"],
    );

    let out = folder.path().join("out");
    forbid(&out.join("000"), 0o555);
    let output = run(folder.path(), &["parse", "p", "-o", "out"]);
    forbid(&out.join("000"), 0o755);
    assert_told(&output, 2, &["out/000/paper-00000.json: cannot be written"]);
    assert!(out.join("001/paper-00020.json").is_file(), "the rest is done");

    fs::create_dir(folder.path().join("closed")).unwrap();
    forbid(&folder.path().join("closed"), 0o555);
    assert_told(&run(folder.path(), &["parse", "p", "-o", "closed"]), 2, &["closed: cannot be written"]);
}

#[test]
fn an_output_whose_place_is_taken_by_a_folder_is_told_and_the_rest_is_done() {
    let folder = tempfile::tempdir().unwrap();
    papers(&folder.path().join("p"), 4);
    fs::create_dir_all(folder.path().join("out/000/paper-00002.json/x")).unwrap();
    let output = run(folder.path(), &["parse", "p", "-o", "out"]);
    assert_told(&output, 2, &["out/000/paper-00002.json: cannot be written"]);
    assert!(folder.path().join("out/000/paper-00003.json").is_file());
}

#[test]
fn files_that_change_or_go_meanwhile_do_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let p = folder.path().join("p");
    papers(&p, 80);
    let child = command(folder.path(), &["parse", "p", "-o", "out", "--threads", "2"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let inner = p.join("003");
    for seed in (60..80).rev() {
        let path = inner.join(format!("paper-{seed:05}.txt"));
        match seed % 3 {
            0 => drop(fs::remove_file(path)),
            1 => drop(File::options().append(true).open(path).map(|f| f.set_len(100))),
            _ => drop(fs::write(path, PAPER)),
        }
    }
    let output = ended(child);
    // Whether a file went before or after it was read cannot be known.
    assert!(matches!(output.status.code(), Some(0 | 2)), "{}", err(&output));
    assert_eq!(output.status.code() == Some(2), err(&output).contains("cannot be read"), "{}", err(&output));
    for (name, bytes) in tree(&folder.path().join("out")) {
        if name.ends_with(".json") {
            serde_json::from_slice::<serde_json::Value>(&bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
    }
}

#[test]
fn two_runs_into_one_folder_are_not_allowed() {
    let folder = tempfile::tempdir().unwrap();
    papers(&folder.path().join("p"), 2);
    fs::create_dir_all(folder.path().join("out/.lcpaper")).unwrap();
    let lock = File::create(folder.path().join("out/.lcpaper/lock")).unwrap();
    lock.lock().unwrap();
    let refused = run(folder.path(), &["parse", "p", "-o", "out"]);
    assert_told(&refused, 2, &["out: another run is writing to it"]);
    drop(lock);
    assert_told(&run(folder.path(), &["parse", "p", "-o", "out"]), 0, &[]);
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_run_quietly() {
    let folder = tempfile::tempdir().unwrap();
    papers(&folder.path().join("p"), 80);
    for args in [&["parse", "p"][..], &["parse", "p", "--to", "csv"]] {
        let mut child =
            command(folder.path(), args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = ended(child);
        assert_eq!(err(&output), "", "{args:?}");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_once_and_nothing_half_written_stays() {
    let folder = tempfile::tempdir().unwrap();
    papers(&folder.path().join("p"), 60);
    for args in [
        &["parse", "p", "--to", "csv", "-o", "/dev/full"][..],
        &["parse", "p", "--to", "ndjson", "-o", "rows.ndjson", "--index", "/dev/full"],
    ] {
        // The first is refused at once: a device is no folder, and its name no table's.
        let output = run(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
    }
    // Standard output, of the papers themselves.
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut child = command(folder.path(), &["parse", "p"]);
    let output = ended(child.stdout(full).stderr(Stdio::piped()).spawn().unwrap());
    assert_told(&output, 2, &["standard output: No space left"]);

    // A file system of its own, where that may be had.
    let small = folder.path().join("small");
    fs::create_dir(&small).unwrap();
    let mount = ["-t", "tmpfs", "-o", "size=300k", "tmpfs"];
    let mounted = Command::new("mount").args(mount).arg(&small).stderr(Stdio::null()).status();
    if !mounted.is_ok_and(|status| status.success()) {
        println!("skipped: no file system can be mounted");
        return;
    }
    let output = run(folder.path(), &["parse", "p", "-o", "small/out"]);
    let left = tree(&small.join("out"));
    let whole = run(folder.path(), &["parse", "p", "-o", "whole"]);
    assert!(Command::new("umount").arg(&small).status().unwrap().success());
    assert_told(&output, 2, &["No space left"]);
    assert_eq!(err(&output).matches("No space left").count(), 1, "{}", err(&output));
    assert_told(&whole, 0, &[]);
    let whole = tree(&folder.path().join("whole"));
    let outputs: Vec<_> = left.iter().filter(|(name, _)| !name.starts_with(".lcpaper/")).collect();
    assert!(!outputs.is_empty() && outputs.len() < whole.len());
    for (name, bytes) in outputs {
        assert!(whole.get(name) == Some(bytes), "{name}");
    }
}
