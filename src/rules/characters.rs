//! Every character of the classes that T004, T005 and T006 are about, one by
//! one: told where it stands, mended by its fix, and nothing else is told.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Diagnostic, Severity};
use crate::text::unicode::{Invisible, ideograph, invisible, meaningless};
use crate::{fix, parse};

/// Every character that there is.
fn all() -> Vec<char> {
    ('\0'..=char::MAX).collect()
}

/// A sound paper with a character in the middle of an item's text.
fn paper(c: char) -> String {
    format!("附件\n\n工作計劃（見附件）\n\n1. 興建大橋和{c}鐵路。\n\n2. 興建機場。\n\n3. 推廣旅遊。\n")
}

fn found(text: &str) -> Vec<Diagnostic> {
    parse(text).check()
}

/// Holds each character to one finding of a rule, at the character, whose fix
/// leaves `mended` in its place.
fn each(code: &str, severity: impl Fn(char) -> Severity, of: impl Fn(char) -> Option<String>) -> usize {
    let concerned: Vec<(char, String)> = all().into_iter().filter_map(|c| Some((c, of(c)?))).collect();
    let wrong = concerned.iter().filter_map(|(c, mended)| {
        let text = paper(*c);
        let all = found(&text);
        let of_rule: Vec<&Diagnostic> = all.iter().filter(|d| d.code == code).collect();
        let point = *c as u32;
        let [one] = of_rule[..] else { return Some(format!("U+{point:04X}: {} findings", of_rule.len())) };
        let at = text.find(*c)?;
        if one.span.range() != (at..at + c.len_utf8()) {
            return Some(format!("U+{point:04X}: at {:?}, not at {at}", one.span));
        }
        if one.severity != severity(*c) {
            return Some(format!("U+{point:04X}: {:?}", one.severity));
        }
        let after = fix::apply(&text, &fix::safe(&all));
        let wanted = text.replace(*c, mended);
        (after != wanted).then(|| format!("U+{point:04X}: mended to {after:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{} of {}: {:#?}", wrong.len(), concerned.len(), &wrong[..wrong.len().min(8)]);
    concerned.len()
}

#[test]
fn every_lookalike_is_told_and_mended() {
    let count = each("T004", |_| Severity::Warning, |c| Some(ideograph(c)?.to_string()));
    // 214 Kangxi radicals, what the supplement names, and 1,014 compatibility ideographs.
    assert!(count > 1200, "{count}");
    // Whatever normalisation would turn into one ideograph is among them.
    for c in ('\u{2F00}'..='\u{2FD5}').chain('\u{F900}'..='\u{FAD9}').chain('\u{2F800}'..='\u{2FA1D}') {
        let folded: String = c.to_string().nfkc().collect();
        let wanted = folded.chars().next().filter(|&f| f != c);
        assert_eq!(ideograph(c), wanted, "U+{:04X}", c as u32);
    }
}

#[test]
fn every_invisible_character_is_told_and_taken_out() {
    let severity = |c: char| match invisible(c) {
        Some(Invisible::Bidirectional) => Severity::Error,
        _ => Severity::Warning,
    };
    let gone = |c: char| match invisible(c)? {
        // Behind an ideograph a selector does its proper work.
        Invisible::VariationSelector => None,
        _ => Some(String::new()),
    };
    let count = each("T005", severity, gone);
    assert!(count > 200, "{count}");
    for c in all().into_iter().filter(|&c| invisible(c) == Some(Invisible::VariationSelector)) {
        assert!(!found(&paper(c)).iter().any(|d| d.code == "T005"), "U+{:04X}", c as u32);
    }
}

#[test]
fn a_sample_of_every_private_block_is_told() {
    let concerned: Vec<char> = all()
        .into_iter()
        .filter(|&c| meaningless(c).is_some())
        .filter(|&c| (c as u32) < 0xF000 || (c as u32).is_multiple_of(0x101) || c as u32 & 0xFFFE == 0xFFFE)
        .collect();
    assert!(concerned.len() > 4000);
    let told = |c: char| found(&paper(c)).iter().filter(|d| d.code == "T006").count();
    let untold: Vec<char> = concerned.into_iter().filter(|&c| told(c) != 1).collect();
    assert!(untold.is_empty(), "{:?}", &untold[..untold.len().min(20)]);
}
