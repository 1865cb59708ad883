//! What rules find, with a bound: a text of a million faults is no paper, and whoever checks
//! what others send must not be hurt by it.

use crate::diagnostic::Diagnostic;

/// So many findings of one rule are told one by one in one paper; the last of them says how
/// many more there are.
pub const MOST_TOLD: usize = 10_000;

/// The findings of a check, rule by rule.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
    /// Where those of the present rule begin.
    first: usize,
    /// How many of them are not kept.
    more: usize,
}

impl Findings {
    /// Adds a finding of the present rule.
    pub fn push(&mut self, finding: Diagnostic) {
        if self.list.len() - self.first < MOST_TOLD {
            self.list.push(finding);
        } else {
            self.more += 1;
        }
    }

    /// The finding that was added last, if it was kept.
    pub(super) fn last_mut(&mut self) -> Option<&mut Diagnostic> {
        if self.more == 0 && self.list.len() > self.first { self.list.last_mut() } else { None }
    }

    /// Ends the present rule: what comes next is another one's.
    pub(super) fn end_rule(&mut self) {
        let more = std::mem::take(&mut self.more);
        if let Some(last) = self.list.last_mut().filter(|_| more > 0) {
            last.message += &format!(", and {more} more findings of this rule behind it");
        }
        self.first = self.list.len();
    }

    /// All findings that were kept, as the rules gave them.
    #[must_use]
    pub fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }
}

impl Extend<Diagnostic> for Findings {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, findings: T) {
        findings.into_iter().for_each(|finding| self.push(finding));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;
    use crate::text::Span;

    #[test]
    fn what_is_not_told_is_counted() {
        let mut findings = Findings::default();
        for (rule, count) in RULES.iter().zip([3, MOST_TOLD + 5, 2]) {
            findings.extend((0..count).map(|at| rule.report(Span::new(at, at), "wrong")));
            findings.end_rule();
        }
        let list = findings.into_list();
        assert_eq!(list.len(), 3 + MOST_TOLD + 2);
        let told: Vec<_> =
            list.iter().filter(|d| d.message != "wrong").map(|d| (d.code, &*d.message)).collect();
        assert_eq!(told, [(RULES[1].code, "wrong, and 5 more findings of this rule behind it")]);
    }
}
