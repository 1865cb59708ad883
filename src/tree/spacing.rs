//! How many blank lines a text leaves between the lines of a paragraph, and
//! whether it leaves more between paragraphs: typing and extraction put none,
//! one or two behind every line.

use crate::layout::LineRole;
use crate::markers::Lines;
use crate::outline::Resolution;
use crate::text::Ending;

/// What lies between two lines of text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Gap {
    blanks: usize,
    /// A page ends there.
    pub page: bool,
}

impl Gap {
    /// The gap between `line` and a later line `next`.
    pub fn between(lines: &Lines<'_>, roles: &[LineRole], line: u32, next: u32) -> Self {
        if next == line + 1 {
            return Self { blanks: 0, page: lines.lines[next as usize].page_break };
        }
        let gap = line as usize + 1..next as usize;
        let blanks = gap.clone().filter(|&i| roles[i] == LineRole::Blank).count();
        let page = lines.lines[next as usize].page_break
            || gap.into_iter().any(|i| {
                use LineRole::{Note, PageNumber, Repeated, RunningHeader};
                matches!(roles[i], PageNumber | RunningHeader | Repeated | Note) || lines.lines[i].page_break
            });
        Self { blanks, page }
    }
}

/// A text's use of blank lines.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spacing {
    /// So many stand between two lines of one paragraph.
    within: usize,
    /// More than that keep paragraphs apart.
    telling: bool,
    /// Markers have a blank line before them.
    airy: bool,
}

/// More blank lines than this between the lines of a paragraph are nobody's layout.
const WIDEST: usize = 3;

impl Spacing {
    /// Learns it from the lines that had no room for the next one's first word.
    pub fn find(lines: &Lines<'_>, resolution: &Resolution) -> Self {
        let (mut torn, mut full, mut ended) = ([0usize; WIDEST + 1], [0; WIDEST + 1], [0; WIDEST + 1]);
        for pair in resolution.significant.windows(2) {
            let (a, b) = (pair[0] as usize, pair[1] as usize);
            let gap = Gap::between(lines, &resolution.roles, pair[0], pair[1]);
            let blanks = gap.blanks.min(WIDEST);
            if !resolution.wraps.is_full(a) {
                // A marker begins a paragraph whatever stands before it.
                ended[blanks] += usize::from(!gap.page && lines.lines[b].count == 0);
                continue;
            }
            full[blanks] += 1;
            let open = lines.lines[a].ending == Ending::Open && lines.lines[b].count == 0;
            torn[blanks] += usize::from(open && !gap.page);
        }
        let within = (0..=WIDEST).rev().max_by_key(|&n| torn[n]).filter(|&n| torn[n] > 0).unwrap_or(0);
        let sums = |counts: &[usize]| {
            (counts[..=within].iter().sum::<usize>(), counts[within + 1..].iter().sum::<usize>())
        };
        let ((close, apart), (tight, parted)) = (sums(&full), sums(&ended));
        // One blank line behind every line says nothing, unless paragraphs have more; nor does none anywhere.
        let telling =
            parted + apart > 0 && close > 2 * apart && (within == 0 && parted >= tight || parted > 2 * tight);
        let starts = resolution.significant.windows(2).filter(|p| lines.lines[p[1] as usize].count > 0);
        let (close, apart) =
            starts.fold(
                (0, 0),
                |(close, apart), p| {
                    if p[0] + 1 == p[1] { (close + 1, apart) } else { (close, apart + 1) }
                },
            );
        Self { within, telling, airy: apart > 2 && apart > 10 * close }
    }

    /// Whether a text that is not at its end goes on in a line right below it.
    pub fn goes_on(self, gap: Gap) -> bool {
        self.airy && gap.blanks == 0 && !gap.page
    }

    /// Whether so few blank lines stand between two lines that they are one paragraph.
    pub fn joins(self, gap: Gap) -> bool {
        self.telling && gap.blanks <= self.within && !gap.page
    }

    /// Whether so many stand between them that they are two.
    pub fn parts(self, gap: Gap) -> bool {
        self.telling && gap.blanks > self.within && !gap.page
    }
}
