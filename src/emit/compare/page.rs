//! A comparison as one page: the findings, then both versions side by side with
//! what differs marked.

use std::ops::Range;

use maud::{Markup, html as markup};

use super::{Version, names};
use crate::emit::counted;
use crate::emit::side_by_side::page;
use crate::languages::pair::figures::differences;
use crate::languages::pair::units::{Kind, Unit};
use crate::languages::pair::{Comparison, Finding, Side};

/// One page, for a browser or a printer.
#[must_use]
pub fn html(comparison: &Comparison<'_>, a: Version<'_>, b: Version<'_>) -> String {
    let found = comparison.findings.len();
    let counts = [
        (super::found(comparison), if found == 0 { "good" } else { "bad" }),
        (format!("{} in both", counted(comparison.paired_items(), "item")), ""),
    ];
    let version = |side: Side| if side == Side::Left { a } else { b };
    let [left_name, right_name] = names(a, b);
    let body = markup! {
        @if found > 0 {
            h2 #findings { "Findings" }
            ol.findings aria-labelledby="findings" {
                @for (n, finding) in comparison.findings.iter().enumerate() {
                    @let at = version(finding.side);
                    li {
                        a href={ "#f" (n + 1) } {
                            span.code { (finding.diagnostic.code) } " " (finding.diagnostic.message) " "
                            span.place { (at.path) ":" (at.source.line(finding.diagnostic.span.start)) }
                        }
                    }
                }
            }
        }
        table {
            thead { tr { th.what scope="col" { "" } th scope="col" { (left_name) } th scope="col" { (right_name) } } }
            tbody {
                @for (left, right) in comparison.pairs() { (row(comparison, left, right, a.language, b.language)) }
            }
        }
    };
    page(&format!("{left_name} · {right_name}"), &counts, &body)
}

/// Findings whose place is in a unit, with their numbers from 1.
fn findings_of<'c>(
    comparison: &'c Comparison<'_>,
    side: Side,
    unit: Option<&Unit<'_>>,
) -> impl Iterator<Item = (usize, &'c Finding)> {
    let extent = unit.map(|u| u.pieces.last().map_or(u.span, |p| u.span.cover(*p)));
    comparison.findings.iter().enumerate().filter_map(move |(n, f)| {
        let here = f.side == side && extent.is_some_and(|e| e.contains(f.diagnostic.span));
        here.then_some((n + 1, f))
    })
}

fn row(
    comparison: &Comparison<'_>,
    left: Option<&Unit<'_>>,
    right: Option<&Unit<'_>>,
    left_language: &str,
    right_language: &str,
) -> Markup {
    let found: Vec<(usize, &Finding)> = findings_of(comparison, Side::Left, left)
        .chain(findings_of(comparison, Side::Right, right))
        .collect();
    let heading = left.or(right).is_some_and(|u| u.kind == Kind::Heading);
    let class = match (found.is_empty(), heading) {
        (true, true) => "heading",
        (false, true) => "heading bad",
        (false, false) => "bad",
        (true, false) => "",
    };
    // Marks only where the difference was reported.
    let marks = match (left, right) {
        (Some(a), Some(b)) if !found.is_empty() => {
            let d = differences(&a.figures, &b.figures, comparison.year);
            let ranges = |list: Vec<crate::languages::pair::figures::Figure>| {
                list.into_iter().map(|f| f.range).collect()
            };
            (ranges(d.left), ranges(d.right))
        }
        _ => (Vec::new(), Vec::new()),
    };
    markup! {
        tr class=(class) {
            td.what {
                @for (n, finding) in &found { span.code id={ "f" (n) } { (finding.diagnostic.code) } " " }
                @if found.is_empty() { (left.or(right).map_or("", |u| u.path.as_str())) }
                @for (_, finding) in &found { p.note { (finding.diagnostic.message) } }
            }
            (cell(left, &marks.0, left_language))
            (cell(right, &marks.1, right_language))
        }
    }
}

fn cell(unit: Option<&Unit<'_>>, marks: &[Range<usize>], language: &str) -> Markup {
    let Some(unit) = unit else { return markup! { td.none {} } };
    let mut at = 0;
    let mut pieces: Vec<(&str, bool)> = Vec::new();
    for mark in marks {
        if let (Some(before), Some(marked)) = (unit.text.get(at..mark.start), unit.text.get(mark.clone())) {
            pieces.extend([(before, false), (marked, true)]);
            at = mark.end;
        }
    }
    pieces.push((unit.text.get(at..).unwrap_or_default(), false));
    markup! {
        td lang=(language) {
            @if let Some(number) = unit.number { span.number { (number) (unit.inserted.map_or(String::new(), String::from)) "." } }
            @for (text, marked) in pieces { @if marked { mark { (text) } } @else { (text) } }
        }
    }
}
