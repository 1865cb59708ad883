//! Judges mutants and prints the table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::make::Mutant;
use crate::support::{Found, caught, errors};

/// How a mutant was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Every fault with one right error, and nothing else.
    Right,
    /// As many errors as faults, one of another code.
    WrongCode,
    /// The right codes, one at another line.
    WrongLine,
    /// More errors than faults, or fewer.
    WrongCount,
    /// No error at all.
    Silent,
    /// The parser gave up.
    Panic,
}

impl Verdict {
    /// As it stands in the list of exceptions.
    pub fn word(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::WrongCode => "wrong code",
            Self::WrongLine => "wrong line",
            Self::WrongCount => "several",
            Self::Silent => "silent",
            Self::Panic => "panic",
        }
    }
}

/// Parses a mutant and judges what was found.
pub fn judge(mutant: &Mutant) -> (Verdict, Vec<Found>) {
    let found = match caught(|| errors(&mutant.text)) {
        Ok(found) => found,
        Err(message) => return (Verdict::Panic, vec![Found { code: "panic", line: 0, message }]),
    };
    let verdict = if found.is_empty() {
        Verdict::Silent
    } else if found.len() != mutant.expect.len() {
        Verdict::WrongCount
    } else if matched(&mutant.expect, &found, |(code, lines), f| *code == f.code && lines.contains(&f.line)) {
        Verdict::Right
    } else if matched(&mutant.expect, &found, |(code, _), f| *code == f.code) {
        Verdict::WrongLine
    } else {
        Verdict::WrongCode
    };
    (verdict, found)
}

type Alternatives = Vec<(&'static str, Vec<u32>)>;

/// Whether every fault can be given a finding of its own. There are two at most.
fn matched(
    expect: &[Alternatives],
    found: &[Found],
    fits: impl Fn(&(&'static str, Vec<u32>), &Found) -> bool,
) -> bool {
    let fit = |e: usize, f: usize| expect[e].iter().any(|a| fits(a, &found[f]));
    match expect.len() {
        1 => fit(0, 0),
        2 => fit(0, 0) && fit(1, 1) || fit(0, 1) && fit(1, 0),
        n => unreachable!("{n} faults in a mutant"),
    }
}

/// What is expected of a mutant and what came, for a person to read.
pub fn explain(mutant: &Mutant, found: &[Found]) -> String {
    let mut out = format!("{} · {} · {}: expected ", mutant.file, mutant.kind, mutant.place);
    let wanted: Vec<String> = mutant
        .expect
        .iter()
        .map(|e| {
            let each: Vec<String> = e
                .iter()
                .map(|(code, lines)| match lines.as_slice() {
                    [first, .., last] if lines.len() > 3 => format!("{code}@{first}–{last}"),
                    _ => format!("{code}@{lines:?}"),
                })
                .collect();
            each.join(" or ")
        })
        .collect();
    out += &wanted.join(" and ");
    out += "; found";
    if found.is_empty() {
        out += " nothing";
    }
    for f in found {
        let _ = write!(out, " {}@{} ({})", f.code, f.line, f.message);
    }
    out
}

/// The table, one line a kind.
pub fn table(judged: &[(String, Verdict)], unseen: &[(String, &'static str)]) -> String {
    let mut rows: BTreeMap<&str, [usize; 8]> = BTreeMap::new();
    for (kind, verdict) in judged {
        let row = rows.entry(kind).or_default();
        row[0] += 1;
        row[1 + *verdict as usize] += 1;
    }
    for (kind, _) in unseen {
        rows.entry(kind).or_default()[7] += 1;
    }
    let mut out = format!(
        "{:<38}{:>8}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}{:>8}\n",
        "kind", "mutants", "right", "code", "line", "count", "silent", "panic", "unseen"
    );
    let mut sum = [0; 8];
    for (kind, row) in &rows {
        sum.iter_mut().zip(row).for_each(|(s, r)| *s += r);
        let _ = writeln!(out, "{kind:<38}{}", cells(row));
    }
    let _ = writeln!(out, "{:<38}{}", "all", cells(&sum));
    let mut reasons: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (kind, reason) in unseen {
        *reasons.entry((kind, reason)).or_default() += 1;
    }
    out += "unseen: edits that leave a paper that could have been meant so\n";
    for ((kind, reason), count) in reasons {
        let _ = writeln!(out, "  {count:>4} {kind}: {reason}");
    }
    out
}

fn cells(row: &[usize; 8]) -> String {
    let [n, right, code, line, count, silent, panic, unseen] = row;
    format!("{n:>8}{right:>7}{code:>7}{line:>7}{count:>7}{silent:>7}{panic:>7}{unseen:>8}")
}
