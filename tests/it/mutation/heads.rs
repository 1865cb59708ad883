//! One fault at one heading.

use super::draft::{Accept, Draft, Expect, at, blank_line, copy_of, only};
use super::items::{Misprint, Outcome};
use super::outline::{Entry, Kind, Outline, Series};

/// The first entry of a kind that stands under a heading.
fn first_under<'o>(o: &'o Outline, head: &Entry, wanted: impl Fn(Kind) -> bool) -> Option<&'o Entry> {
    o.entries.iter().find(|e| e.start > head.start && e.start < head.scope && wanted(e.kind))
}

/// A heading is gone; what stood under it is not.
pub fn deleted(o: &Outline, series: &Series, place: usize, d: &mut Draft) -> Outcome {
    let head = &o.entries[series.members[place]];
    let mut expect: Expect = Vec::new();
    if let Some(&next) = series.members.get(place + 1) {
        expect.extend(only("S001", at(o.entries[next].start)));
    }
    // Where the heading was, its subheadings or items start over: as good a place.
    if place > 0 || !expect.is_empty() {
        let Kind::Head(level) = head.kind else { unreachable!("a heading") };
        if let Some(sub) = first_under(o, head, |k| k == Kind::Head(level + 1)) {
            expect.extend(only("S001", at(sub.start)));
        }
    }
    if place > 0
        && o.plan.parts[series.part].restarts
        && let Some(item) = first_under(o, head, |k| k == Kind::Item(0))
    {
        expect.extend(only("S001", at(item.start)));
    }
    if expect.is_empty() {
        return Err("the last heading of its level, and the items go on");
    }
    d.cut(head.start, head.end);
    Ok(expect)
}

/// A heading is printed twice.
pub fn doubled(o: &Outline, series: &Series, place: usize, d: &mut Draft) -> Outcome {
    let head = &o.entries[series.members[place]];
    let mut copy = d.copied(head.start, head.end);
    if o.blank(head.end) {
        copy.insert(0, blank_line());
    }
    d.insert_after(head.start, copy);
    Ok(only("S002", copy_of(head.start)))
}

/// Two neighbouring headings have changed places; what stands under them has not.
pub fn swapped(o: &Outline, series: &Series, place: usize, d: &mut Draft) -> Outcome {
    let &second = series.members.get(place + 1).ok_or("there is no neighbour")?;
    let (a, b) = (&o.entries[series.members[place]], &o.entries[second]);
    d.exchange((a.start, a.end), (b.start, b.end));
    Ok(vec![Accept { code: "S003", at: vec![at(a.start), at(b.start)] }])
}

/// The ways an ordinal is misprinted.
pub const MISPRINTS: &[Misprint] = &[
    ("one more", |n| Some(n + 1)),
    ("one less", |n| (n > 1).then(|| n - 1)),
    ("five more", |n| Some(n + 5)),
];

/// A heading carries another ordinal.
pub fn misprinted(o: &Outline, series: &Series, place: usize, to: u32, d: &mut Draft) -> Outcome {
    let head = &o.entries[series.members[place]];
    let line = head.family.renumber(d.line(head.start), to).ok_or("the family has no such number")?;
    d.replace(head.start, line);
    let here = at(head.start);
    let mut expect = only("S003", here);
    let (first, last) = (place == 0, place + 1 == series.members.len());
    if first || last && to > head.value {
        // Nothing before it, or nothing behind it, tells a misprint from a gap.
        expect.push(Accept { code: "S001", at: vec![here] });
    }
    if last && to < head.value {
        expect.push(Accept { code: "S002", at: vec![here] });
        if to == 1 {
            // Counting from 1 again, it may have lost the heading above it.
            expect.push(Accept { code: "S001", at: vec![here] });
        }
    }
    Ok(expect)
}

/// All that stood under a heading is gone.
pub fn emptied(o: &Outline, series: &Series, place: usize, d: &mut Draft) -> Outcome {
    let head = &o.entries[series.members[place]];
    let left = o.entries.iter().filter(|e| e.part == head.part && e.kind == Kind::Item(0));
    if left.filter(|e| e.start < head.start || e.start >= head.scope).count() == 0 {
        return Err("nothing would be left of the part");
    }
    d.cut(head.start + 1, head.scope);
    Ok(only("S004", at(head.start)))
}
