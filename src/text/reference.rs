//! Lines that begin with the number of a reference: the words before it say that the sentence goes on.

use super::Line;
use crate::vocab::references::{BEFORE_NUMBER, NAMING, NUMBER_OF, PREPOSITIONS};

/// Tells, of lines that begin with a number, those that go on with the line right above.
pub(super) fn tell(text: &str, lines: &mut [Line]) {
    for at in 1..lines.len() {
        let [before, line] = &mut lines[at - 1..=at] else { continue };
        let content = text.get(line.span.range()).unwrap_or_default();
        let bracketed = content.starts_with('(');
        if (bracketed || content.starts_with(|c: char| c.is_ascii_digit()))
            && !line.page_break
            && text.get(before.span.range()).is_some_and(|before| awaits_number(before, bracketed))
        {
            line.runs_on = Some(true);
        }
    }
}

/// Whether no sentence and no heading ends as a line does, but a number may follow: `under Regulation No.`,
/// `subject to subsection`, `at a cost of`.
fn awaits_number(line: &str, bracketed: bool) -> bool {
    let mut words = line.rsplit(' ');
    let (Some(last), Some(before)) = (words.next(), words.next()) else { return false };
    let lower =
        before.ends_with(|c: char| c.is_ascii_lowercase()) && before.starts_with(|c: char| c.is_lowercase());
    if NUMBER_OF.is(last) {
        return before.starts_with(char::is_uppercase) && before.ends_with(char::is_alphanumeric);
    }
    // What `this paragraph` says follows as a list.
    lower && BEFORE_NUMBER.is(last) && !NAMING.contains(&before)
        // `by (a) mending` is a list as well.
        || lower && !bracketed && PREPOSITIONS.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_number_follows() {
        for line in
            ["banned by Order No.", "the rule in paragraph", "Subject to clause", "as is shown in Table"]
        {
            assert!(awaits_number(line, true), "{line}");
        }
        assert!(awaits_number("shut at a price of", false));
        for line in
            ["Is it open? No.", "The answer is No.", "Table", "For the purposes of this section", "shut by"]
        {
            assert!(!awaits_number(line, true), "{line}");
        }
    }
}
