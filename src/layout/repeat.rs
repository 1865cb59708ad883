//! A page that was printed twice: a run of lines that comes again word for word.

use foldhash::{HashMap, HashMapExt};

use crate::markers::Lines;
use crate::text::Ending;

/// A run of significant lines that repeats an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// First line of the second copy, as an index into the significant lines.
    pub first: usize,
    /// One past its last.
    pub end: usize,
    /// First line of the first copy.
    pub original: usize,
}

/// Shorter runs, in bytes, may repeat by chance.
const SHORTEST: usize = 90;

/// Finds the runs. Whether a second copy is one printed by mistake is for the numbering to say.
pub(crate) fn find(lines: &Lines<'_>, significant: &[u32]) -> Vec<Run> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut runs: Vec<Run> = Vec::new();
    let mut open: Option<Run> = None;
    for (at, &i) in significant.iter().enumerate() {
        let content = lines.content(i as usize);
        if let Some(run) = &mut open {
            let twin = run.original + (at - run.first);
            if twin < run.first && lines.content(significant[twin] as usize) == content {
                run.end = at + 1;
                continue;
            }
            runs.extend(open.take().filter(|r| is_page(lines, significant, r)));
        }
        // A line that stands alone in the text neither repeats nor is repeated.
        if !lines.lines[i as usize].again {
            continue;
        }
        match seen.get(content) {
            Some(&original) => open = Some(Run { first: at, end: at + 1, original }),
            None => {
                seen.insert(content, at);
            }
        }
    }
    runs.extend(open.filter(|r| is_page(lines, significant, r)));
    runs
}

/// Two items or more, or a heading with an item, or a stretch of sentences: one
/// item with its sub-items that comes twice is a duplicate number instead.
fn is_page(lines: &Lines<'_>, significant: &[u32], run: &Run) -> bool {
    let all = || significant[run.first..run.end].iter().map(|&i| &lines.lines[i as usize]);
    let bytes: usize = all().map(|l| l.span.len()).sum();
    let sentences = all().filter(|l| l.ending == Ending::Sentence).count();
    let mut marked = all().filter(|l| l.count > 0);
    // Lists of phrases may come again word for word; pages of prose do not.
    let Some(first) = marked.next() else { return sentences >= 3 && bytes >= 8 * SHORTEST };
    let style = |l: &crate::text::Line| lines.found.candidates[l.first as usize].style();
    let outer = style(first);
    let heading = first.ending == Ending::Open;
    let others = marked.filter(|l| heading || style(l) <= outer).count();
    // Text before the first marker belongs to an item of the page before.
    let leading = all().next().is_some_and(|l| l.count == 0) && run.end - run.first >= 2;
    (others >= 1 || leading && sentences >= 3 && bytes >= 4 * SHORTEST) && sentences >= 1 && bytes >= SHORTEST
}
