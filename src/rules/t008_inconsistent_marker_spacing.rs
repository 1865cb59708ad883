//! T008: one series writes its markers in more than one way.

use std::collections::BTreeMap;

use super::markers::Printed;
use super::{Context, Findings, Rule, markers};
use crate::diagnostic::{Diagnostic, Severity};

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "T008",
    name: "inconsistent-marker-spacing",
    severity: Severity::Info,
    summary: "One series writes its markers in more than one way",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

Markers of one kind in one part that differ in their punctuation (1. beside 1、), in a space
inside the marker ((一 ) beside (一)), or in whether a space follows (2.Over beside 2. Over).
The finding stands at each marker that is unlike most.

## Why it matters

Readers hardly see it. Scripts do, and so do comparisons of two versions, which show a
change where nothing changed.

## Example

```text
1. Members are invited to note the paper.
2.Over the past year the scheme was extended.
3. The scheme will be reviewed.
```

## What to do

Write the marker as the others are written.

## When it does not apply

Indentation is layout. So is the number of spaces behind a marker, and a marker that
stands alone on its line is not counted. A difference in width only, such as （三） beside (二),
is T001.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    for family in context.families() {
        if uniform(family.iter().map(|marker| form(context, marker))) {
            continue;
        }
        let forms: Vec<Form> = family.iter().map(|marker| form(context, marker)).collect();
        let most = |last: Option<char>| Form {
            last,
            ending: markers::majority(forms.iter().map(|f| f.ending)),
            inside: markers::majority(forms.iter().map(|f| f.inside)),
            // A full-width bracket brings its own room: only markers that end alike are compared.
            behind: markers::majority(forms.iter().filter(|f| f.last == last).map(|f| f.behind)),
        };
        let mut usual: BTreeMap<Option<char>, Form> = BTreeMap::new();
        for form in &forms {
            usual.entry(form.last).or_insert_with(|| most(form.last));
        }
        let odd = |marker: &Printed<'_>| {
            let form = form(context, marker);
            usual.get(&form.last).and_then(|usual| odd(&form, usual))
        };
        let model = family.iter().find(|marker| odd(marker).is_none());
        for series in markers::series(family) {
            // A series of its own that keeps to one way is in order.
            let whole = series.iter().all(|marker| odd(marker).is_some());
            if series.len() > 1 && whole {
                continue;
            }
            out.extend(series.iter().filter_map(|marker| Some(report(marker, odd(marker)?, model))));
        }
    }
}

/// Whether no two markers differ in anything that is compared: so in nearly every family.
fn uniform(mut forms: impl Iterator<Item = Form>) -> bool {
    let Some(first) = forms.next() else { return true };
    let mut behind = first.behind;
    forms.all(|form| {
        behind = behind.or(form.behind);
        let same = form.ending == first.ending && form.inside == first.inside;
        same && (form.behind.is_none() || form.behind == behind)
    })
}

fn report(marker: &Printed<'_>, what: &str, model: Option<&Printed<'_>>) -> Diagnostic {
    let start = RULE
        .report(marker.span, format!("the marker {} {what}, unlike most of its series", marker.text))
        .label(what)
        .help("write it as the others are written");
    match model {
        Some(model) => start.related(model.span, format!("{} is printed so", model.text)),
        None => start,
    }
}

/// How a marker is written, apart from its width. A feature is none where the
/// marker cannot show it.
#[derive(Debug, Clone, Copy)]
struct Form {
    /// Its last character.
    last: Option<char>,
    /// What ends it, apart from its width.
    ending: Option<Ending>,
    /// Whether white space stands inside.
    inside: Option<bool>,
    /// Whether white space stands behind it; none at the end of a line.
    behind: Option<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// A stop, comma or bracket, in half width.
    Mark(char),
    /// Nothing: the bare number.
    Bare,
    /// One character that holds bracket and number, such as `㈠`.
    Enclosed,
}

fn form(context: &Context<'_, '_>, marker: &Printed<'_>) -> Form {
    // Words such as `Part 1` and `第一部分` have neither stops nor spaces to compare.
    let worded = marker.style.is_of_law();
    let plain = marker.text.bytes().all(|b| b.is_ascii_graphic());
    let text = if plain { marker.text } else { marker.text.trim() };
    let inside = (!worded).then(|| !plain && text.contains(char::is_whitespace));
    let last = text.chars().next_back();
    let ending = last.filter(|_| !worded).map(|last| match last {
        '.' | '．' => Ending::Mark('.'),
        ',' | '，' => Ending::Mark(','),
        ':' | '：' => Ending::Mark(':'),
        ')' | '）' => Ending::Mark(')'),
        '、' | '﹑' | '､' => Ending::Mark('、'),
        '\u{2460}'..='\u{24FF}' | '\u{3220}'..='\u{3243}' => Ending::Enclosed,
        _ => Ending::Bare,
    });
    let rest = context.source.text().get(marker.span.end as usize..).unwrap_or_default();
    // Text follows, or one space and then text: no need to look at white space by its classes.
    let solid = |at: usize| {
        rest.as_bytes().get(at).is_some_and(|&b| b > b' ' && b < 0x7f || matches!(b, 0xe4..=0xe9))
    };
    let spaced = rest.starts_with(' ') && solid(1);
    if spaced || solid(0) {
        return Form { last, ending, inside, behind: Some(spaced) };
    }
    let blank = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\r');
    let alone = rest.trim_start_matches(blank).chars().next().is_none_or(char::is_whitespace);
    let behind = (!alone).then(|| rest.starts_with(blank));
    Form { last, ending, inside, behind }
}

/// In what way a marker is unlike most, said of the marker.
fn odd(form: &Form, usual: &Form) -> Option<&'static str> {
    let ending = form.ending.zip(usual.ending).filter(|(here, usual)| here != usual);
    let inside = form.inside.zip(usual.inside).filter(|(here, usual)| here != usual);
    let behind = form.behind.zip(usual.behind).filter(|(here, usual)| here != usual);
    match (ending, inside, behind) {
        (Some((Ending::Bare, _)), ..) => Some("has no stop"),
        (Some((Ending::Enclosed, _)), ..) => Some("is a single character"),
        (Some(_), ..) => Some("has another stop"),
        (_, Some((true, _)), _) => Some("has a space inside"),
        (_, Some((false, _)), _) => Some("has no space inside"),
        (_, _, Some((true, _))) => Some("is followed by a space"),
        (_, _, Some((false, _))) => Some("is not followed by a space"),
        _ => None,
    }
}
