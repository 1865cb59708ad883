//! Which papers are versions of one another: two patterns in which `*` stands
//! for the same in both.

use std::path::{Path, PathBuf};

use super::file::{Config, Pair};
use crate::languages::pair::Side;

/// The version in another language that a paper has, by `[[compare]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counterpart {
    /// Where it should stand.
    pub path: PathBuf,
    /// Which side of the pair the paper itself is.
    pub side: Side,
}

impl Config {
    /// The versions that a paper is compared with, in the order of the file.
    #[must_use]
    pub fn counterparts(&self, paper: &Path) -> Vec<Counterpart> {
        let Some(inside) = std::path::absolute(paper).ok() else { return Vec::new() };
        let Ok(inside) = inside.strip_prefix(&self.root) else { return Vec::new() };
        let inside = inside.to_string_lossy().replace('\\', "/");
        let mut out: Vec<Counterpart> = Vec::new();
        for pair in &self.pairs {
            let sides = [(Side::Left, &pair.left, &pair.right), (Side::Right, &pair.right, &pair.left)];
            for (side, own, other) in sides {
                let Some(stands_for) = captured(own, &inside) else { continue };
                let counterpart = Counterpart { path: self.root.join(filled(other, &stands_for)), side };
                if !out.iter().any(|known| known.path == counterpart.path) {
                    out.push(counterpart);
                }
            }
        }
        out
    }
}

impl Pair {
    /// What is wrong with the patterns, if anything.
    pub(super) fn mistake(&self) -> Option<String> {
        let (left, right) = (stars(&self.left), stars(&self.right));
        if left != right {
            return Some(format!(
                "“{}” and “{}” do not have the same `*` in the same order, so what stands for each is not told",
                self.left, self.right
            ));
        }
        (self.left == self.right).then(|| format!("“{}” is compared with itself", self.left))
    }
}

/// The wildcards of a pattern: `*` within a folder, `**` across folders.
fn stars(pattern: &str) -> Vec<bool> {
    let mut out = Vec::new();
    let mut rest = pattern;
    while let Some(at) = rest.find('*') {
        let across = rest[at..].starts_with("**");
        out.push(across);
        rest = &rest[at + 1 + usize::from(across)..];
    }
    out
}

/// What each wildcard of a pattern stands for in a path, if it fits.
fn captured<'p>(pattern: &str, path: &'p str) -> Option<Vec<&'p str>> {
    let Some(at) = pattern.find('*') else { return (pattern == path).then(Vec::new) };
    let rest = path.strip_prefix(&pattern[..at])?;
    let across = pattern[at..].starts_with("**");
    let behind = &pattern[at + 1 + usize::from(across)..];
    let ends = rest.char_indices().map(|(i, _)| i).chain([rest.len()]);
    for end in ends {
        if !across && rest[..end].contains('/') {
            break;
        }
        if let Some(mut more) = captured(behind, &rest[end..]) {
            more.insert(0, &rest[..end]);
            return Some(more);
        }
    }
    None
}

/// A pattern with its wildcards filled in.
fn filled(pattern: &str, stands_for: &[&str]) -> String {
    let mut out = String::new();
    let (mut rest, mut fills) = (pattern, stands_for.iter());
    while let Some(at) = rest.find('*') {
        out.push_str(&rest[..at]);
        out.push_str(fills.next().copied().unwrap_or_default());
        rest = &rest[at + 1 + usize::from(rest[at..].starts_with("**"))..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_the_same_in_both() {
        let other = |left: &str, right: &str, path: &str| captured(left, path).map(|c| filled(right, &c));
        assert_eq!(other("*-zh.txt", "*-en.txt", "2017-zh.txt").as_deref(), Some("2017-en.txt"));
        assert_eq!(other("zh/**/*.txt", "en/**/*.txt", "zh/a/b/c.txt").as_deref(), Some("en/a/b/c.txt"));
        assert_eq!(other("zh/*.txt", "en/*.txt", "zh/a/b.txt"), None);
        assert_eq!(other("計劃.txt", "plan.txt", "計劃.txt").as_deref(), Some("plan.txt"));
        assert_eq!(other("*中*.txt", "*E*.txt", "甲中乙.txt").as_deref(), Some("甲E乙.txt"));
    }

    #[test]
    fn patterns_that_do_not_answer_each_other_are_told() {
        let pair = |left: &str, right: &str| Pair { left: left.to_owned(), right: right.to_owned() };
        assert_eq!(pair("*-zh.txt", "*-en.txt").mistake(), None);
        assert!(pair("*-zh.txt", "en.txt").mistake().is_some());
        assert!(pair("**/a", "*/a").mistake().is_some());
        assert!(pair("a", "a").mistake().is_some());
    }
}
