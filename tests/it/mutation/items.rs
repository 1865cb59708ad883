//! One fault at one item. Each edit says what may be reported for it, or why
//! nobody could see it.

use super::draft::{Accept, Draft, Expect, at, blank_line, copy_of, only};
use super::family::Family;
use super::outline::{Kind, Outline, Series};

/// Why an edit leaves a paper that could have been meant so.
pub type Unseen = &'static str;

/// What an edit gives.
pub type Outcome = Result<Expect, Unseen>;

/// The declared count's line, if the series is one that is declared.
fn declared_line(o: &Outline, series: &Series) -> Option<usize> {
    let plan = &o.plan.parts[series.part];
    if series.kind != Kind::Item(0) || plan.restarts {
        return None;
    }
    let (needle, _) = plan.declared?;
    o.lines.iter().position(|l| l.contains(needle))
}

/// The count does not hold: at the declaration, or at the last item that is left.
pub fn count_wrong(o: &Outline, series: &Series, last: usize) -> Option<Expect> {
    let declared = declared_line(o, series)?;
    Some(vec![Accept { code: "N008", at: vec![at(declared), at(last)] }])
}

/// The heading over a stretch that is all it holds must not be left empty without a word.
fn left_empty(o: &Outline, start: usize, end: usize, mut otherwise: Expect) -> Expect {
    match o.sole_under(start, end) {
        Some(h) if o.unmarked.contains(&h) => {
            otherwise.push(Accept { code: "S004", at: vec![at(h)] });
            otherwise
        }
        Some(h) => only("S004", at(h)),
        None => otherwise,
    }
}

/// An item is gone.
pub fn deleted(o: &Outline, series: &Series, place: usize, d: &mut Draft) -> Outcome {
    let entry = &o.entries[series.members[place]];
    let outcome = if let Some(&next) = series.members.get(place + 1) {
        let next = &o.entries[next];
        let code = if place == 0 && entry.value == 1 { "N005" } else { "N001" };
        left_empty(o, entry.start, entry.end, only(code, at(next.start)))
    } else if o.sole_under(entry.start, entry.end).is_some_and(|h| !o.unmarked.contains(&h)) {
        left_empty(o, entry.start, entry.end, Vec::new())
    } else if place > 0
        && let Some(expect) = count_wrong(o, series, o.entries[series.members[place - 1]].start)
    {
        expect
    } else {
        return Err("the last of a series without a declared count");
    };
    d.cut(entry.start, entry.end);
    Ok(outcome)
}

/// An item is printed twice.
pub fn doubled(o: &Outline, series: &Series, place: usize, d: &mut Draft) -> Outcome {
    let entry = &o.entries[series.members[place]];
    let mut copy = d.copied(entry.start, entry.end);
    if series.spaced {
        copy.insert(0, blank_line());
    }
    d.insert_after(entry.end - 1, copy);
    let mut expect = only("N002", copy_of(entry.start));
    if o.entries.iter().any(|e| e.start > entry.start && e.start < entry.end) {
        // With its sub-items it is a run of blocks as well.
        expect.push(Accept { code: "T007", at: vec![copy_of(entry.start)] });
    }
    Ok(expect)
}

/// Two neighbours have changed places. The second of the result says whether a heading lies between.
pub fn swapped(o: &Outline, series: &Series, place: usize, d: &mut Draft) -> (Outcome, bool) {
    let Some(&second) = series.members.get(place + 1) else { return (Err("there is no neighbour"), false) };
    let (a, b) = (&o.entries[series.members[place]], &o.entries[second]);
    let across = (a.end..b.start).any(|l| !o.blank(l));
    d.exchange((a.start, a.end), (b.start, b.end));
    (Ok(vec![Accept { code: "N003", at: vec![at(a.start), at(b.start)] }]), across)
}

/// An item stands `by` places later or earlier, under its old number.
pub fn moved(o: &Outline, series: &Series, place: usize, by: isize, d: &mut Draft) -> Outcome {
    let target =
        place.checked_add_signed(by).and_then(|t| series.members.get(t)).ok_or("there is no such place")?;
    let (entry, target) = (&o.entries[series.members[place]], &o.entries[*target]);
    if o.sole_under(entry.start, entry.end).is_some() {
        return Err("it would leave its section empty as well");
    }
    let mut lines = d.cut(entry.start, entry.end);
    if by > 0 {
        if series.spaced {
            lines.insert(0, blank_line());
        }
        d.insert_after(target.end - 1, lines);
    } else {
        if series.spaced {
            lines.push(blank_line());
        }
        d.insert_before(target.start, lines);
    }
    Ok(only("N003", at(entry.start)))
}

/// A way a number is misprinted: its name, and the wrong number for a right one.
pub type Misprint = (&'static str, fn(u32) -> Option<u32>);

/// The ways a number is misprinted; the last three only where it is written in digits.
pub const MISPRINTS: &[Misprint] = &[
    ("one less", |n| (n > 1).then(|| n - 1)),
    ("one more", |n| Some(n + 1)),
    ("another", |n| Some(n + 3)),
    ("digits transposed", |n| {
        (10..100).contains(&n).then(|| n % 10 * 10 + n / 10).filter(|&m| m != n && m >= 10)
    }),
    ("a digit more", |n| (n < 100).then(|| format!("1{n}").parse().ok()).flatten()),
    ("another digit", |n| (n >= 10).then(|| if n < 70 { n + 30 } else { n - 30 })),
];

/// An item carries another number.
pub fn misprinted(o: &Outline, series: &Series, place: usize, to: u32, d: &mut Draft) -> Outcome {
    let entry = &o.entries[series.members[place]];
    if to.abs_diff(entry.value) > 3 && entry.family != Family::Decimal {
        return Err("the family has no such number");
    }
    let line = entry.family.renumber(d.line(entry.start), to).ok_or("the family has no such number")?;
    d.replace(entry.start, line);
    let here = at(entry.start);
    let mut expect = only("N004", here);
    let (first, last) = (place == 0, place + 1 == series.members.len());
    if first {
        // What the first number should have been is N005's question as much.
        expect.push(Accept { code: "N005", at: vec![here] });
        // `1.` after an unnumbered paragraph may be meant: then 2 is missing.
        if entry.value == 2
            && to == 1
            && let Some(&next) = series.members.get(1)
        {
            expect.push(Accept { code: "N001", at: vec![at(o.entries[next].start)] });
        }
    }
    if last {
        // Nothing follows to tell a misprint from a copy, or from a gap.
        if to < entry.value {
            expect.push(Accept { code: "N002", at: vec![here] });
        } else if declared_line(o, series).is_none() {
            expect.push(Accept { code: "N001", at: vec![here] });
        }
    }
    Ok(expect)
}

/// A digit is printed as the letter that looks like it.
pub fn lettered(o: &Outline, series: &Series, place: usize, d: &mut Draft) -> Outcome {
    let entry = &o.entries[series.members[place]];
    if entry.family != Family::Decimal || entry.value < 10 {
        return Err("it has fewer than two digits");
    }
    let line = d.line(entry.start);
    let number = entry.family.read(line).expect("the marker is there");
    let spelt = &line[number.start..number.end];
    let wrong = if spelt.contains('1') { spelt.replacen('1', "l", 1) } else { spelt.replacen('0', "O", 1) };
    if wrong == spelt {
        return Err("no digit of it looks like a letter");
    }
    let line = format!("{}{wrong}{}", &line[..number.start], &line[number.end..]);
    d.replace(entry.start, line);
    Ok(only("N004", at(entry.start)))
}

/// The unnumbered first paragraph of a part that begins at 2 is gone.
pub fn first_paragraph_deleted(o: &Outline, series: &Series, d: &mut Draft) -> Outcome {
    let first = &o.entries[series.members[0]];
    if series.kind != Kind::Item(0) || first.value != 2 {
        return Err("the part has no unnumbered first paragraph");
    }
    let line = (o.parts[series.part].0..first.start)
        .rev()
        .find(|&l| o.lines[l].trim_end().ends_with(['。', '.']))
        .ok_or("the part has no unnumbered first paragraph")?;
    let from = (0..line).rev().find(|&l| o.blank(l)).map_or(0, |l| l + 1);
    d.cut(from, line + 1);
    Ok(only("N005", at(first.start)))
}
