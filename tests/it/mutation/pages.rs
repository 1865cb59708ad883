//! Damage by the page: one is missing, or comes twice; and a whole annex gone.

use super::draft::{Accept, Draft, Expect, Id, at, copy_of, only};
use super::items::{Outcome, count_wrong};
use super::outline::{Entry, Kind, Outline};
use crate::support::han;

/// Items on a missing page.
const PAGE_ITEMS: usize = 12;
/// Lines on a page that comes twice.
const PAGE_LINES: usize = 30;

/// The outermost items of a part.
pub fn items_of(o: &Outline, part: usize) -> Vec<&Entry> {
    o.entries.iter().filter(|e| e.part == part && e.kind == Kind::Item(0)).collect()
}

/// Twelve items and the headings between them are gone, from the item at `from` on.
pub fn missing(o: &Outline, part: usize, from: usize, d: &mut Draft) -> Outcome {
    let items = items_of(o, part);
    let (Some(first), Some(last)) = (items.get(from), items.get(from + PAGE_ITEMS - 1)) else {
        return Err("fewer than twelve items are left");
    };
    let restarts = o.plan.parts[part].restarts;
    let Some(next) = items.get(from + PAGE_ITEMS) else {
        let series =
            o.series.iter().find(|s| s.part == part && s.kind == Kind::Item(0)).ok_or("no series")?;
        let before =
            from.checked_sub(1).and_then(|i| items.get(i)).ok_or("nothing would be left of the part")?;
        let expect =
            count_wrong(o, series, before.start).ok_or("the end of a series without a declared count")?;
        d.cut(first.start, last.end);
        return Ok(expect);
    };
    let lost: Vec<&Entry> = heads(o, part).filter(|e| (first.start..last.end).contains(&e.start)).collect();
    let heading_before = heads(o, part).any(|e| (last.end..next.start).contains(&e.start));
    let mut expect: Expect = Vec::new();
    // What the number before the page was, in the series that the next item is now read in.
    let before = match from.checked_sub(1).and_then(|i| items.get(i)) {
        Some(before) if !restarts || first.value != 1 => Some(before.value),
        _ => None,
    };
    match before {
        None if restarts && heading_before => {}
        None if next.value == 1 || first.value == 2 && next.value == 2 => {}
        None => expect.extend(only(if first.value == 1 { "N005" } else { "N001" }, at(next.start))),
        Some(_) if restarts && heading_before => {}
        Some(before) if next.value > before + 1 => expect.extend(only("N001", at(next.start))),
        Some(before) if next.value <= before => {
            // The items step back where a heading went with the page.
            expect.extend(
                ["S001", "N002", "N003", "N006"].map(|code| Accept { code, at: vec![at(next.start)] }),
            );
        }
        Some(_) => {}
    }
    if is_last_of_run(o, part, next, restarts) && !expect.is_empty() {
        // One number behind the gap could be a misprint as well.
        expect.push(Accept { code: "N004", at: vec![at(next.start)] });
    }
    if restarts && !lost.is_empty() {
        let behind = heads(o, part).find(|e| e.start >= last.end);
        expect.extend(behind.map(|h| Accept { code: "S001", at: vec![at(h.start), at(next.start)] }));
        // So could one ordinal behind a gap.
        let alone = heads(o, part).filter(|e| e.start >= last.end).count() == 1;
        expect.extend(behind.filter(|_| alone).map(|h| Accept { code: "S003", at: vec![at(h.start)] }));
    }
    if expect.is_empty() {
        return Err("what is left counts on without a gap");
    }
    // Where the page began right under a heading that now holds nothing.
    if let Some(h) = o.sole_under(first.start, last.end) {
        expect.push(Accept { code: "S004", at: vec![at(h)] });
    }
    d.cut(first.start, last.end);
    Ok(expect)
}

/// Whether no item follows that would be counted with this one.
fn is_last_of_run(o: &Outline, part: usize, item: &Entry, restarts: bool) -> bool {
    let after = items_of(o, part).into_iter().find(|e| e.start > item.start);
    after.is_none_or(|after| restarts && after.value == 1)
}

fn heads(o: &Outline, part: usize) -> impl Iterator<Item = &Entry> {
    o.entries.iter().filter(move |e| e.part == part && matches!(e.kind, Kind::Head(_)))
}

/// Thirty lines come twice.
pub fn twice(o: &Outline, from: usize, d: &mut Draft) -> Outcome {
    let end = from + PAGE_LINES;
    if end > o.lines.len() {
        return Err("fewer than thirty lines are left");
    }
    let items =
        o.entries.iter().filter(|e| e.kind == Kind::Item(0) && (from..end).contains(&e.start)).count();
    if items < 2 {
        return Err("fewer than two items stand in the thirty lines");
    }
    d.insert_after(end - 1, d.copied(from, end));
    let second: Vec<Id> = (from..end).map(copy_of).collect();
    Ok(vec![Accept { code: "T007", at: second }])
}

/// The paper declares another number of items than it has.
pub fn declared_wrong(o: &Outline, part: usize, by: i32, d: &mut Draft) -> Outcome {
    let (needle, count) = o.plan.parts[part].declared.ok_or("no count is declared")?;
    let line = o.lines.iter().position(|l| l.contains(needle)).expect("the declaration is there");
    let spell = |n: u32| if count.is_ascii() { n.to_string() } else { han::han(n) };
    let value = count.parse().ok().or_else(|| han::value(count)).ok_or("the count is not a number")?;
    let other =
        needle.replace(count, &spell(u32::checked_add_signed(value, by).ok_or("there is no such count")?));
    d.replace(line, o.lines[line].replace(needle, &other));
    let series = o.series.iter().find(|s| s.part == part && s.kind == Kind::Item(0)).ok_or("no series")?;
    let last = *series.members.last().ok_or("no items")?;
    count_wrong(o, series, o.entries[last].start).ok_or("the count is not of one series")
}

/// A whole annex is gone.
pub fn annex_missing(o: &Outline, part: usize, d: &mut Draft) -> Outcome {
    let needle = o.plan.parts[part].referred.ok_or("nothing refers to the part")?;
    let (start, end) = o.parts[part];
    let outside = (0..o.lines.len()).filter(|l| !(start..end).contains(l));
    let at: Vec<Id> = outside.filter(|&l| o.lines[l].contains(needle)).map(at).collect();
    d.cut(start, end);
    Ok(vec![Accept { code: "R001", at }])
}
