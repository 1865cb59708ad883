//! Breaks papers in every way at every place, by editing lines of their text,
//! and holds the check to one right error each. Those that give another are listed in
//! `exceptions.txt`.
//!
//! `LCPAPER_MUTANTS=verbose` prints every mutant that is not reported rightly, and
//! `LCPAPER_MUTANTS=accept` writes the list anew;
//! any other value keeps only the mutants whose fixture or kind contains it,
//! and prints too. Their texts are left in `target/tmp/papers/`.

mod draft;
mod family;
mod heads;
mod items;
mod make;
mod outline;
mod pages;
mod plans;
mod report;

use crate::support;
use crate::support::exceptions::{Wish, hold};
use make::Made;
use outline::Outline;
use report::Verdict;

fn made() -> Made {
    let mut all = Made::default();
    for plan in plans::PLANS {
        let fixture =
            support::fixture(plan.file).unwrap_or_else(|| panic!("fixtures/{} is missing", plan.file));
        let made = make::all(&Outline::new(plan, &fixture.text));
        all.mutants.extend(made.mutants);
        all.unseen.extend(made.unseen);
    }
    all
}

/// There are mutants of every kind in sufficient number, and each is another text than its fixture.
#[test]
fn mutants_are_many_and_differ_from_their_fixtures() {
    let made = made();
    assert!(made.mutants.len() > 2000, "only {} mutants", made.mutants.len());
    for mutant in &made.mutants {
        let original = support::fixture(mutant.file).expect("the fixture is there").text;
        assert!(mutant.text.lines().ne(original.lines()), "{} {} changes nothing", mutant.kind, mutant.place);
        assert!(mutant.expect.iter().all(|e| !e.is_empty() && e.iter().all(|(_, at)| !at.is_empty())));
    }
}

/// Fixtures that have errors to begin with: their mutants mean nothing.
fn unclean() -> Vec<(&'static str, Vec<support::Found>)> {
    let all = plans::PLANS.iter().map(|plan| {
        let fixture = support::fixture(plan.file).expect("the fixture is there");
        (plan.file, support::errors(&fixture.text))
    });
    all.filter(|(_, errors)| !errors.is_empty()).collect()
}

/// A fixture that is mutated has no error to begin with.
#[test]
fn fixtures_that_are_mutated_are_clean() {
    assert_eq!(unclean(), Vec::new());
}

/// Every fault gives one error, of its code, at its cause; but for those in `exceptions.txt`.
#[test]
fn every_fault_gives_one_right_error() {
    let wish = Wish::from_environment();
    let mut made = made();
    // Another test fails for these; here they would only hide what is wrong with the rest.
    let unclean = unclean();
    made.mutants.retain(|m| unclean.iter().all(|(file, _)| *file != m.file));
    made.mutants.retain(|m| wish.takes([&m.kind, m.file]));
    made.unseen.retain(|(kind, _)| wish.takes([kind, ""]));
    let judged = support::in_parallel(&made.mutants, report::judge);
    let all = || made.mutants.iter().zip(&judged);
    let wrong = || all().filter(|(_, (verdict, _))| *verdict != Verdict::Right);
    if wish.prints() {
        for (mutant, (verdict, found)) in wrong() {
            println!("{verdict:?}: {}", report::explain(mutant, found));
            let name = format!("{} {} {}", mutant.file, mutant.kind, mutant.place);
            support::keep(&name, mutant.text.as_bytes());
        }
    }
    let verdicts: Vec<_> = all().map(|(m, (v, _))| (m.kind.clone(), *v)).collect();
    println!("{}", report::table(&verdicts, &made.unseen));
    assert!(verdicts.iter().all(|(_, v)| *v != Verdict::Panic), "the parser panicked");
    let wrong = wrong().map(|(mutant, (verdict, _))| {
        (format!("{} · {}", mutant.file, mutant.kind), format!("{}, {}", verdict.word(), mutant.place))
    });
    hold("mutation/exceptions.txt", &wish, wrong);
}
