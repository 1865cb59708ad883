//! What the rules about numbering share: they take the faults that the reading
//! of a part found, and put them into words.

use super::{Context, Rule, ordinal};
use crate::diagnostic::Diagnostic;
use crate::outline::{Fault, FaultKind, Role};

/// The faults of one kind, at headings or at items.
pub(super) fn of<'c>(
    context: &Context<'c, '_>,
    kind: FaultKind,
    role: Role,
) -> impl Iterator<Item = &'c Fault> + use<'c> {
    of_kind(context, kind).filter(move |fault| fault.role == role)
}

/// The faults of one kind, wherever they are.
pub(super) fn of_kind<'c>(
    context: &Context<'c, '_>,
    kind: FaultKind,
) -> impl Iterator<Item = &'c Fault> + use<'c> {
    context.faults.iter().filter(move |fault| fault.kind == kind)
}

/// A diagnostic at a fault, with what the fault knows.
pub(super) fn report(rule: &Rule, fault: &Fault, message: String) -> Diagnostic {
    let start = rule
        .report(fault.span, message)
        .certainty(fault.certainty)
        .instead(fault.expected.clone(), fault.found.clone());
    fault.labels.iter().fold(start, |diagnostic, (span, label)| diagnostic.related(*span, label.as_str()))
}

/// The marker that stands at a fault, for a message: as printed, with its
/// brackets (`(二)` is not the section 二), without its full stop.
pub(super) fn found<'f>(context: &'f Context<'_, '_>, fault: &'f Fault) -> &'f str {
    let printed = printed(context, fault);
    match fault.found.as_deref().map(ordinal::shown) {
        Some(found) if !printed.contains(found) => found,
        _ => printed,
    }
}

/// The marker that should stand there, for a message: printed as the one that does.
pub(super) fn expected(context: &Context<'_, '_>, fault: &Fault) -> Option<String> {
    let expected = fault.expected.as_deref().map(ordinal::shown).filter(|marker| !marker.is_empty())?;
    let printed = printed(context, fault);
    let bare = fault.found.as_deref().map(ordinal::shown).filter(|found| !found.is_empty());
    Some(match bare {
        Some(bare) if printed.contains(bare) => printed.replacen(bare, expected, 1),
        _ => expected.to_owned(),
    })
}

/// What the source prints at a fault, on one line and without its full stop.
fn printed<'c>(context: &Context<'c, '_>, fault: &Fault) -> &'c str {
    let printed = context.source.text().get(fault.span.range()).unwrap_or_default();
    ordinal::shown(printed.lines().next().unwrap_or_default())
}

/// What a role is called in a message.
pub(super) fn noun(role: Role) -> &'static str {
    match role {
        Role::Section => "section",
        Role::Item => "item",
    }
}

/// The wording of a gap: what is missing, as a noun phrase with its verb, and
/// the markers on both sides.
pub(super) struct Gap {
    /// `item 36 is missing`, `items 28–41 are missing`.
    pub(super) missing: String,
    /// `item 36`, `items 28–41`.
    pub(super) what: String,
    /// The marker before the gap; none where the series should begin there.
    pub(super) before: Option<String>,
    /// Whether more than one is missing.
    pub(super) many: bool,
}

/// Puts a gap into words. `None` where the fault does not say what is missing.
pub(super) fn gap(fault: &Fault, found: &str) -> Option<Gap> {
    let (first, last) = fault.missing?;
    let write = |value| ordinal::alike(found, last.saturating_add(1), value);
    let noun = noun(fault.role);
    let many = first < last;
    let what = match last.saturating_sub(first) {
        0 => format!("{noun} {}", write(first)),
        1 => format!("{noun}s {} and {}", write(first), write(last)),
        _ => format!("{noun}s {}–{}", write(first), write(last)),
    };
    let missing = format!("{what} {} missing", if many { "are" } else { "is" });
    let before = first.checked_sub(1).filter(|&value| value > 0).map(write);
    Some(Gap { missing, what, before, many })
}

/// The diagnostic of a gap among items or among sections.
pub(super) fn gap_report(rule: &Rule, context: &Context<'_, '_>, fault: &Fault) -> Diagnostic {
    let here = found(context, fault);
    let noun = noun(fault.role);
    let Some(gap) = gap(fault, here) else {
        return report(rule, fault, format!("{noun}s are missing before {here}"))
            .label("something is missing before this")
            .help(format!("put back what stood before {here}, or renumber from here on"));
    };
    let after = gap.before.map(|before| format!(": {here} follows {before}")).unwrap_or_default();
    let it_was = if gap.many { "they were" } else { "it was" };
    report(rule, fault, format!("{}{after}", gap.missing))
        .label(format!("{} should come before this", gap.what))
        .help(format!("put {} back; if {it_was} taken out on purpose, renumber from {here} on", gap.what))
}

/// The diagnostic of a number that comes twice.
pub(super) fn duplicate_report(rule: &Rule, context: &Context<'_, '_>, fault: &Fault) -> Diagnostic {
    let here = found(context, fault);
    let noun = noun(fault.role);
    let help = match expected(context, fault).filter(|marker| marker != here) {
        Some(due) => format!("number this {noun} {due} and go on from there, or delete the copy"),
        None => format!("delete the copy, or renumber from this {noun} on"),
    };
    report(rule, fault, format!("{noun} {here} comes twice")).label(format!("the second {here}")).help(help)
}

/// The diagnostic of a marker that stands elsewhere than its number says.
pub(super) fn displaced_report(rule: &Rule, context: &Context<'_, '_>, fault: &Fault) -> Diagnostic {
    let here = found(context, fault);
    let noun = noun(fault.role);
    let due = expected(context, fault).filter(|marker| marker != here);
    let message = match due {
        Some(due) => format!("{noun} {here} stands out of order, where {due} is due"),
        None => format!("{noun} {here} stands out of order"),
    };
    report(rule, fault, message)
        .label("displaced")
        .help(format!("move {noun} {here} with all its text to where its number belongs"))
}

/// The diagnostic of a number that does not fit where its neighbours do.
pub(super) fn misprint_report(rule: &Rule, context: &Context<'_, '_>, fault: &Fault) -> Diagnostic {
    let here = found(context, fault);
    let noun = noun(fault.role);
    let Some(due) = expected(context, fault) else {
        return report(rule, fault, format!("{noun} {here} does not fit between its neighbours"))
            .label("does not fit here")
            .help("give it the number that its neighbours leave free");
    };
    let diagnostic = report(rule, fault, format!("{noun} {due} is numbered {here}"))
        .label(format!("should be {due}"))
        .help(format!("change {here} to {due}; the {noun}s around it fit"));
    // Never a safe fix: the text around may refer to the printed number.
    let marker = context.source.text().get(fault.span.range()).unwrap_or_default();
    if marker.contains(here) {
        diagnostic.fix(false, fault.span, marker.replacen(here, &due, 1))
    } else {
        diagnostic
    }
}
