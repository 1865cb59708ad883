//! T001: one series mixes half-width and full-width markers.

use super::markers::Printed;
use super::{Context, Findings, Rule, markers};
use crate::diagnostic::{Diagnostic, Severity};

/// See [`Rule::explanation`].
pub static RULE: Rule = Rule {
    code: "T001",
    name: "mixed-width-marker",
    severity: Severity::Warning,
    summary: "One series mixes half-width and full-width markers",
    explanation: EXPLANATION,
    check,
};

const EXPLANATION: &str = "\
## What it finds

Markers of one series, some printed with half-width brackets, stops or digits and some with
full-width ones: (一), (二), （三）. The finding stands at each marker of the width that is rarer
in the part.

## Why it is bad

It tells of text pasted from another document, and it breaks every script that looks for
one form only: the section is not found, and its items are counted in the section before.

## Example

```text
(一) 服務貿易自由化
(二) 金融合作
（三）旅遊合作
```

## What to do

Write the marker in the width of the others. The fix does that, and is safe.

## When it does not apply

Different series may have different widths: sections in （一） and items in (1), or the
subsections of one section in half width and those of another in full width.
";

fn check(context: &Context<'_, '_>, out: &mut Findings) {
    for family in context.families().iter().filter(|family| has_both_widths(family)) {
        let usual = Form {
            punctuation: markers::majority(family.iter().map(|m| plain(form(m).punctuation))),
            counter: markers::majority(family.iter().map(|m| plain(form(m).counter))),
        };
        for series in markers::series(family) {
            // A series that keeps to one form is in order, whatever the rest of the part does.
            let first = series.first().map(|m| form(m));
            if series.iter().all(|m| Some(form(m)) == first) {
                continue;
            }
            let model = series.iter().find(|m| !differs(form(m), usual));
            let odd = series.iter().filter(|m| differs(form(m), usual));
            out.extend(odd.map(|marker| report(marker, usual, model.copied())));
        }
    }
}

/// Whether brackets and stops, or digits and letters, come in more than one width: in few families.
fn has_both_widths(family: &[Printed<'_>]) -> bool {
    if family.iter().all(|marker| marker.text.is_ascii()) {
        return false;
    }
    let mut seen = Form { punctuation: None, counter: None };
    family.iter().map(form).any(|here| {
        let differs = |seen: &mut Option<Width>, here: Option<Width>| {
            let known = *seen;
            *seen = known.or(here);
            here == Some(Width::Mixed) || known.is_some() && here.is_some() && known != here
        };
        differs(&mut seen.punctuation, here.punctuation) | differs(&mut seen.counter, here.counter)
    })
}

fn report(marker: &Printed<'_>, usual: Form, model: Option<&Printed<'_>>) -> Diagnostic {
    let better: String = marker.text.chars().map(|c| rewrite(c, usual)).collect();
    let (here, others) = match form(marker) {
        Form { punctuation: Some(Width::Mixed), .. } | Form { counter: Some(Width::Mixed), .. } => {
            ("of mixed width", "are not")
        }
        odd if full(odd) && !full(usual) => ("full-width", "are half-width"),
        odd if !full(odd) && full(usual) => ("half-width", "are full-width"),
        _ => ("of another width", "are not"),
    };
    let start = RULE
        .report(
            marker.span,
            format!("the marker {} is {here}, while others of its series {others}", marker.text),
        )
        .label(here)
        .help(format!("write {better}"))
        .instead(Some(better.clone()), Some(marker.text.to_owned()))
        .fix(true, marker.span, better);
    match model {
        Some(model) => start.related(model.span, format!("{} is printed so", model.text)),
        None => start,
    }
}

/// The width of a marker's brackets and stops, and of its digits or letters.
/// Chinese numerals and `、` have one width only, and count for neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Form {
    punctuation: Option<Width>,
    counter: Option<Width>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Width {
    Half,
    Full,
    /// An opening bracket of one width and a closing bracket of the other.
    Mixed,
}

fn form(marker: &Printed<'_>) -> Form {
    let mut form = Form { punctuation: None, counter: None };
    for c in marker.text.chars() {
        let width = match c {
            '!'..='~' => Width::Half,
            '！'..='～' => Width::Full,
            _ => continue,
        };
        let field = if is_counter(c) { &mut form.counter } else { &mut form.punctuation };
        *field = Some(if field.is_some_and(|known| known != width) { Width::Mixed } else { width });
    }
    form
}

/// A width that others may follow.
fn plain(width: Option<Width>) -> Option<Width> {
    width.filter(|&w| w != Width::Mixed)
}

fn differs(form: Form, usual: Form) -> bool {
    let off = |here: Option<Width>, usual: Option<Width>| here.is_some() && usual.is_some() && here != usual;
    off(form.punctuation, usual.punctuation) || off(form.counter, usual.counter)
}

fn full(form: Form) -> bool {
    form.punctuation == Some(Width::Full) || form.counter == Some(Width::Full)
}

fn is_counter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Writes a character in the usual width.
fn rewrite(c: char, usual: Form) -> char {
    /// From `!` to `！`, and for every other character of the two ranges.
    const APART: u32 = 0xFEE0;
    let to = if is_counter(c) { usual.counter } else { usual.punctuation };
    let point = match (c, to) {
        ('!'..='~', Some(Width::Full)) => c as u32 + APART,
        ('！'..='～', Some(Width::Half)) => c as u32 - APART,
        _ => return c,
    };
    char::from_u32(point).unwrap_or(c)
}
