//! Holds the numbers that Word counts by itself to those that LibreOffice prints.
//!
//!     cargo test --test numbers -- [-v] FOLDER...
//!
//! Converts every Word file under the folders with `soffice` (what it made is kept under `target/tmp`), puts its
//! paragraphs beside ours, and compares what stands before their texts. Where LibreOffice is known to depart from Word
//! a disagreement counts under its reason: [`EXCEPTIONS`]. Ends with 1 where another is left; `-v` shows each.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use lcpaper::Source;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Characters that may stand before a text as its number.
const LONGEST: usize = 24;

/// So many that begin two texts alike tell that they are the same.
const ENOUGH: usize = 12;

/// The part that has the text.
const MAIN: &str = "word/document.xml";

/// Levels of a list.
const LEVELS: u32 = 9;

/// What is known of a paragraph whose number differs.
struct Case<'c> {
    /// The main part.
    document: &'c str,
    /// The lists that share the paragraph's counters.
    nums: Vec<&'c str>,
    /// Their definition.
    list: &'c str,
}

type Exception = (&'static str, fn(&Case<'_>) -> bool);

/// Where LibreOffice 7.4 departs from Word, as ECMA-376 has it.
const EXCEPTIONS: &[Exception] = &[
    ("LISTNUM fields are not printed, and do not count", |c| c.document.contains("LISTNUM")),
    ("w:lvlRestart is not heeded", |c| c.list.contains("<w:lvlRestart ")),
    ("w:isLgl is not heeded", |c| c.list.contains("<w:isLgl")),
    ("w:startOverride of a deeper level is not heeded", |c| {
        let deeper =
            |num: &&str| num.split("<w:lvlOverride ").skip(2).any(|one| one.contains("<w:startOverride "));
        c.nums.iter().any(deeper)
    }),
    ("w:cardinalText is counted in Chinese", |c| c.list.contains("\"cardinalText\"")),
    ("what tracked changes took out is printed, and counts", |c| {
        ["<w:del ", "<w:moveFrom "].iter().any(|change| c.document.contains(change))
    }),
    ("hidden text is printed, and counts", |c| {
        c.document.split("</w:p>").any(|p| p.contains("<w:numPr>") && p.contains("<w:vanish/>"))
    }),
];

/// A paragraph or a cell, without blanks.
struct Unit {
    text: Vec<char>,
    /// How many of them are an automatic number, where that is known.
    label: usize,
    counter: u32,
}

impl Unit {
    fn new(text: &str, label: usize) -> Self {
        let (label, rest) = text.split_at(label);
        let label = plain(label);
        Self { label: label.len(), text: [label, plain(rest)].concat(), counter: 0 }
    }

    fn start(&self, count: usize) -> String {
        self.text.iter().take(count).collect()
    }
}

/// Without what is not seen.
fn plain(text: &str) -> Vec<char> {
    let seen = |c: &char| !c.is_whitespace() && !c.is_control() && !"\u{feff}\u{200b}".contains(*c);
    text.chars().filter(seen).map(|c| if c == '\u{2011}' { '-' } else { c }).collect()
}

fn units(text: &str) -> impl Iterator<Item = Unit> {
    text.lines()
        .flat_map(|line| line.split('\t'))
        .map(|text| Unit::new(text, 0))
        .filter(|unit| !unit.text.is_empty())
}

fn ours(source: &Source) -> Vec<Unit> {
    let mut out = Vec::new();
    let ends = source.hints().iter().skip(1).map(|hint| hint.start as usize).chain([source.text().len()]);
    for (hint, end) in source.hints().iter().zip(ends) {
        let (label, rest) = source.text()[hint.start as usize..end].split_at(hint.label as usize);
        let first = rest.split(['\t', '\n']).next().unwrap_or_default();
        let unit = Unit::new(&format!("{label}{first}"), label.len());
        out.push(Unit { counter: hint.counter, ..unit });
        out.extend(units(&rest[first.len()..]));
    }
    out.retain(|unit| !unit.text.is_empty());
    out
}

/// How many characters stand before the same text, on either side.
fn before(a: &Unit, b: &Unit) -> Option<(usize, usize)> {
    if a.text == b.text {
        return Some((0, 0));
    }
    let start = a.text.get(a.label..a.label + ENOUGH);
    let at = start.and_then(|start| b.text.windows(ENOUGH).take(LONGEST).position(|window| window == start));
    if let Some(at) = at {
        return Some((a.label, at));
    }
    let same = a.text.iter().rev().zip(b.text.iter().rev()).take_while(|(a, b)| a == b);
    let (all, letters) =
        same.fold((0, 0), |(all, n), (c, _)| (all + 1, n + usize::from(c.is_alphanumeric())));
    let (m, n) = (a.text.len() - all, b.text.len() - all);
    (letters > 0 && m <= LONGEST && n <= LONGEST).then_some((m, n))
}

/// The pairs of units with the same text, in order, that have most of it in common.
fn pairs(a: &[Unit], b: &[Unit]) -> Vec<(usize, usize)> {
    let mut best = vec![vec![0u32; b.len() + 1]; a.len() + 1];
    let worth = |i: usize, j: usize| match before(&a[i], &b[j]) {
        Some((0, 0)) => 60 + a[i].text.len().min(60) as u32,
        Some((n, _)) => (a[i].text.len() - n).min(60) as u32,
        None => 0,
    };
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let both = match worth(i, j) {
                0 => 0,
                worth => worth + best[i + 1][j + 1],
            };
            best[i][j] = both.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if best[i][j] == best[i + 1][j] {
            i += 1;
        } else if best[i][j] == best[i][j + 1] {
            j += 1;
        } else {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        }
    }
    out
}

/// Whether it is a bullet, whatever one: fonts of symbols have them in places of their own.
fn is_bullet(label: &str) -> bool {
    matches!(label, "o" | "O") || label.chars().count() == 1 && !label.contains(char::is_alphanumeric)
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut inside: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    inside.sort();
    for path in inside {
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "docx") {
            out.push(path);
        }
    }
}

fn part(file: &Path, name: &str) -> String {
    let mut text = String::new();
    if let Ok(mut archive) = ZipArchive::new(File::open(file).unwrap())
        && let Ok(mut part) = archive.by_name(name)
    {
        let _ = part.read_to_string(&mut text);
    }
    text
}

/// A copy without the references to footnotes, whose numbers LibreOffice prints among the text.
fn copy(from: &Path, to: &Path) {
    let Ok(mut archive) = ZipArchive::new(File::open(from).unwrap()) else { return };
    let mut out = ZipWriter::new(File::create(to).unwrap());
    for n in 0..archive.len() {
        let Ok(mut part) = archive.by_index(n) else { continue };
        if !part.name().is_ok_and(|name| name == MAIN) {
            let _ = out.raw_copy_file(part);
            continue;
        }
        let mut text = String::new();
        let _ = part.read_to_string(&mut text);
        for reference in ["<w:footnoteReference ", "<w:endnoteReference "] {
            text = text.split(reference).enumerate().fold(String::new(), |out, (n, text)| {
                out + if n == 0 { text } else { text.split_once("/>").map_or("", |(_, behind)| behind) }
            });
        }
        out.start_file(MAIN, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap();
}

/// What LibreOffice prints of each file.
fn convert(files: &[PathBuf]) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("numbers");
    fs::create_dir_all(&folder).unwrap();
    let named = |file: &PathBuf| folder.join(file.to_string_lossy().replace(['/', '\\'], "_"));
    let texts: Vec<_> = files.iter().map(|file| named(file).with_extension("txt")).collect();
    let left: Vec<_> =
        files.iter().zip(&texts).filter(|(_, text)| !text.exists()).map(|(file, _)| file).collect();
    for some in left.chunks(20) {
        some.iter().for_each(|file| copy(file, &named(file)));
        Command::new("soffice")
            .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
            .args(["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"])
            .arg(&folder)
            .args(some.iter().map(|file| named(file)))
            .output()
            .expect("soffice, of LibreOffice, is needed");
    }
    texts
}

/// The definition of a list, and the lists that are counted by it.
fn list(numbering: &str, id: u32) -> (&str, Vec<&str>) {
    let own = |text: &&str| text.starts_with(&format!("w:abstractNumId=\"{id}\""));
    let list = numbering.split("<w:abstractNum ").find(own).unwrap_or_default();
    let nums = numbering.split("<w:num ").skip(1);
    (list, nums.filter(|num| num.contains(&format!("<w:abstractNumId w:val=\"{id}\"/>"))).collect())
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let verbose = arguments.iter().any(|a| a == "-v");
    let mut all = Vec::new();
    for folder in arguments.iter().filter(|a| *a != "-v") {
        files(Path::new(folder), &mut all);
    }
    let mut sum = [0; 4];
    let mut reasons = BTreeMap::new();
    println!("| file | paragraphs | with a number | agree | excepted | differ |\n|---|--:|--:|--:|--:|--:|");
    let row = |name: &str, paragraphs: usize, [numbers, agree, excepted, differ]: [usize; 4]| {
        println!("| {name} | {paragraphs} | {numbers} | {agree} | {excepted} | {differ} |");
    };
    for (file, text) in all.iter().zip(convert(&all)) {
        let source = Source::from_bytes("a.docx", fs::read(file).unwrap());
        let (Ok(source), Ok(text)) = (source, fs::read_to_string(&text)) else { continue };
        let (a, b) = (ours(&source), units(&text).collect::<Vec<_>>());
        let (document, numbering) = (part(file, MAIN), part(file, "word/numbering.xml"));
        let (pairs, mut counts, mut said) = (pairs(&a, &b), [0; 4], Vec::new());
        for &(i, j) in &pairs {
            let Some((m, n)) = before(&a[i], &b[j]) else { continue };
            // Without an automatic number of ours, only one of theirs is to be told.
            if a[i].label == 0 && n == 0 {
                continue;
            }
            // The labels may end alike.
            let whole = a[i].label.max(m);
            let (own, other) = (a[i].start(whole), b[j].start(n + whole - m));
            counts[0] += 1;
            if own == other || is_bullet(&own) && is_bullet(&other) {
                counts[1] += 1;
                continue;
            }
            let (list, nums) = list(&numbering, a[i].counter.saturating_sub(1) / LEVELS);
            let case = Case { document: &document, nums, list };
            let why = EXCEPTIONS.iter().find(|(_, holds)| holds(&case)).map(|(why, _)| *why);
            counts[if why.is_some() { 2 } else { 3 }] += 1;
            reasons.entry(why).and_modify(|n| *n += 1).or_insert(1);
            let text: String = a[i].text.iter().skip(whole).take(40).collect();
            said.push(format!("  {own:?}, theirs {other:?}, before {text:?}: {}", why.unwrap_or("?")));
        }
        row(&file.display().to_string(), pairs.len(), counts);
        (0..4).for_each(|n| sum[n] += counts[n]);
        if verbose {
            println!("{}", said.join("\n"));
            let pair = |n: usize, second: bool| pairs.iter().any(|p| n == if second { p.1 } else { p.0 });
            for (side, units, second) in [("ours", &a, false), ("theirs", &b, true)] {
                for (_, unit) in units.iter().enumerate().filter(|(n, _)| !pair(*n, second)) {
                    println!("    only {side}: {}", unit.start(90));
                }
            }
        }
    }
    row("all", 0, sum);
    println!();
    for (why, count) in &reasons {
        println!("{count:5} {}", why.unwrap_or("for no reason that is known"));
    }
    ExitCode::from(u8::from(sum[3] > 0))
}
