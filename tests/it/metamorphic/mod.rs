//! Changes how a paper looks and holds the parse to give the same rows and the
//! check to find no error: a paper says the same however it is laid out.
//!
//! Those that do not yet are listed in `exceptions.txt`. `LCPAPER_MUTANTS=verbose`
//! prints the first deviation of each, `LCPAPER_MUTANTS=accept` writes the list anew;
//! any other value keeps only the changes and
//! fixtures whose name contains it, and prints too. Texts that come out
//! differently are left in `target/tmp/papers/`.

mod changes;
mod flat;
mod layout;

use self::flat::Flat;
use self::layout::{Blank, Layout, PLAIN, Pages, Wrap};
use crate::support::exceptions::{Wish, hold};
use crate::support::{self, Fixture, Key, caught, errors_of, keys};
use lcpaper::Source;

/// What came out otherwise: a count, and the first few in words.
struct Deviation {
    count: usize,
    words: String,
}

fn compare(wanted: &[Key], bytes: Vec<u8>) -> Deviation {
    let outcome = caught(|| {
        let source = Source::from_bytes("paper.txt", bytes).expect("the text is UTF-8");
        let parsed = source.parse();
        (keys(&parsed), errors_of(&parsed))
    });
    let (found, errors) = match outcome {
        Ok(both) => both,
        Err(message) => return Deviation { count: 999, words: format!("  panic: {message}\n") },
    };
    let mut all: Vec<String> =
        errors.iter().map(|e| format!("{}@{} {}", e.code, e.line, e.message)).collect();
    if found.len() != wanted.len() {
        all.push(format!("{} rows, not {}", found.len(), wanted.len()));
    }
    let rows = wanted.iter().zip(&found).filter(|(w, f)| w != f);
    all.extend(rows.map(|(w, f)| format!("{}\n      not {}", shown(f), shown(w))));
    let words = all.iter().take(3).fold(String::new(), |out, w| format!("{out}    {w}\n"));
    Deviation { count: all.len(), words }
}

fn shown(key: &Key) -> String {
    let Key { part, section, section_title, subsection, subsection_title, number, text } = key;
    let ends: String = if text.chars().count() > 40 {
        let tail: Vec<char> = text.chars().rev().take(18).collect();
        text.chars().take(18).chain(['…']).chain(tail.into_iter().rev()).collect()
    } else {
        text.clone()
    };
    format!("{part} {section:?} {section_title} / {subsection:?} {subsection_title} / {number:?} {ends}")
}

/// The rows do not depend on how a paper is laid out.
#[test]
fn rows_do_not_depend_on_layout() {
    let wish = Wish::from_environment();
    let fixtures: Vec<Fixture> = support::fixtures();
    let originals: Vec<_> = fixtures
        .iter()
        .map(|f| {
            let source = Source::from_text(&f.name, f.text.as_str());
            let parsed = source.parse();
            (keys(&parsed), errors_of(&parsed), flat::Flat::new(&f.text))
        })
        .collect();
    let changes = changes::all();
    let mut jobs = Vec::new();
    for (c, change) in changes.iter().enumerate() {
        for (f, fixture) in fixtures.iter().enumerate() {
            if wish.takes([&change.name, &fixture.name]) && originals[f].1.is_empty() {
                jobs.push((c, f));
            }
        }
    }
    let done = support::in_parallel(&jobs, |&(c, f)| {
        let bytes = changes[c].apply(&originals[f].2)?;
        Some(compare(&originals[f].0, bytes))
    });
    let mut table = String::new();
    for (n, fixture) in fixtures.iter().enumerate() {
        let unclean = if originals[n].1.is_empty() { "" } else { " (has errors: left out)" };
        table += &format!("{:>3} {}{unclean}\n", n + 1, fixture.name);
    }
    for (c, change) in changes.iter().enumerate() {
        let mut cells = String::new();
        for f in 0..fixtures.len() {
            let at = jobs.iter().position(|&j| j == (c, f));
            match at.and_then(|at| done[at].as_ref()) {
                None => cells += "    ",
                Some(d) if d.count == 0 => cells += "   ·",
                Some(d) => cells += &format!("{:>4}", d.count),
            }
        }
        if !cells.trim().is_empty() {
            table += &format!("{:<40}{cells}\n", change.name);
        }
    }
    println!("deviations by change and fixture:\n{table}");
    let wrong = || {
        let all = jobs.iter().zip(&done).filter_map(|(job, d)| Some((job, d.as_ref()?)));
        all.filter(|(_, d)| d.count > 0).map(|(&(c, f), d)| (&changes[c], f, d))
    };
    if wish.prints() {
        for (change, f, d) in wrong() {
            println!("{} · {}: {}\n{}", fixtures[f].name, change.name, d.count, d.words);
            let bytes = change.apply(&originals[f].2).unwrap_or_default();
            support::keep(&format!("{} {}", fixtures[f].name, change.name), &bytes);
        }
    }
    assert!(originals.iter().filter(|o| o.1.is_empty()).count() >= 6, "too few fixtures are free of errors");
    let wrong = wrong()
        .map(|(change, f, d)| (change.name.clone(), format!("{} in {} places", fixtures[f].name, d.count)));
    hold("metamorphic/exceptions.txt", &wish, wrong);
}

/// The foot of a page with a footnote and its number, and the head of the next.
fn page_with_a_note(n: usize) -> Vec<String> {
    let note = format!("{n} See LC Paper No. CB(1){n}2/16-17(03).");
    let lines =
        ["", "____________", &note, "", &format!("- {n} -"), "", "LC Paper No. CB(1)611/16-17(05)", ""];
    lines.map(str::to_owned).to_vec()
}

/// The reference paper gives its rows at every width, however tight, and with all that stands on pages.
#[test]
fn the_reference_paper_gives_its_rows_at_every_width() {
    let wish = Wish::from_environment();
    let mut jobs = Vec::new();
    for name in ["2017-work-plan-zh", "2017-work-plan-en"] {
        for width in 24..=90 {
            for (blank, tight) in [(Blank::Kept, ""), (Blank::None, ", no blank lines")] {
                for (pages, paged) in
                    [(None, ""), (Some(Pages { every: 31, write: page_with_a_note }), ", pages")]
                {
                    let layout = Layout { wrap: Wrap::Columns(width), blank, pages, ..PLAIN };
                    jobs.push((name, format!("{width} columns{tight}{paged}"), layout));
                }
            }
        }
    }
    let papers = ["2017-work-plan-zh", "2017-work-plan-en"].map(|name| {
        let text = support::fixture(&format!("{name}.txt")).expect("the fixture").text;
        let wanted = keys(&Source::from_text("paper.txt", text.as_str()).parse());
        (name, Flat::new(&text), wanted)
    });
    let done = support::in_parallel(&jobs, |(name, _, layout)| {
        let (_, flat, wanted) = papers.iter().find(|paper| paper.0 == *name).expect("one of the two");
        let text = layout.render(flat, |line| line.text.clone());
        let outcome = compare(wanted, text.clone().into_bytes());
        if outcome.count > 0 && wish.prints() {
            println!("{name} {}", outcome.words);
        }
        outcome.count
    });
    let wrong = jobs.iter().zip(done).filter(|(_, count)| *count > 0);
    let wrong = wrong.map(|((name, layout, _), count)| {
        let (width, rest) = layout.split_once(" columns").unwrap_or_default();
        (format!("{name}{rest}"), format!("{width} columns in {count} places"))
    });
    hold("metamorphic/widths.txt", &wish, wrong);
}

/// Made papers that are not read rightly yet. In 4602 a wrap leaves the `B.` of
/// “piers A and B.” alone on a line, right before the heading `B. Youth Facilities`,
/// and is taken for that heading.
const UNSOLVED: &[u64] = &[4602];

/// Papers made from known rows give those rows, and no error.
#[test]
fn made_papers_give_the_rows_they_were_made_from() {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(2000);
    let seeds: Vec<u64> = (0..cases).collect();
    let done = support::in_parallel(&seeds, |&seed| {
        let paper = support::generator::Paper::varied(seed);
        compare(&support::known::keys_of(&paper), paper.text.into_bytes())
    });
    let wrong: Vec<_> =
        seeds.iter().zip(&done).filter(|(s, d)| d.count > 0 && !UNSOLVED.contains(s)).collect();
    for (seed, d) in wrong.iter().take(12) {
        println!("seed {seed} {:?}\n{}", support::generator::Options::varied(**seed), d.words);
        support::keep(&format!("seed {seed}"), support::generator::Paper::varied(**seed).text.as_bytes());
    }
    assert_eq!(wrong.len(), 0, "of {} made papers come out differently", seeds.len());
}
