//! A logical text cut into runs: what is marked by a finding, and where the
//! source was joined.
//!
//! A text of the tree has lost its layout; the spans of its pieces have not.
//! Going through both at once, character by character without white space,
//! gives each place of the source its place in the text.

use std::collections::BTreeSet;

use crate::emit::rows::is_joined;
use crate::text::{Source, Span};

/// A stretch of text, or a joint between two.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Run<'t> {
    /// Text, and the findings that mark it (indices).
    Text { text: &'t str, marks: Vec<usize> },
    /// Here the paper has a blank line, a page break or an artefact.
    Joint {
        /// What is printed between and belongs to no text, such as a page number.
        dropped: String,
        /// Line of the last character before.
        from: u32,
        /// Line of the first character after.
        to: u32,
        /// Findings about what was dropped.
        marks: Vec<usize>,
    },
}

/// Cuts `text`, which is made of `pieces`, at joints and marks. Marks are
/// indices of findings with their spans in the source.
pub(super) fn runs<'t>(
    source: &Source,
    text: &'t str,
    pieces: &[Span],
    marks: &[(usize, Span)],
) -> Vec<Run<'t>> {
    let Some(places) = align(source.text(), text, pieces) else {
        return vec![Run::Text { text, marks: marks.iter().map(|m| m.0).collect() }];
    };
    let marked: Vec<(usize, usize, usize)> =
        marks.iter().filter_map(|&(n, span)| in_text(&places, span).map(|(a, b)| (n, a, b))).collect();
    let joints = joints(source, pieces, &places, marks);

    let mut cuts: BTreeSet<usize> = [0, text.len()].into();
    cuts.extend(marked.iter().flat_map(|m| [m.1, m.2]));
    cuts.extend(joints.iter().map(|j| j.0));

    let mut out = Vec::new();
    let mut joints = joints.into_iter().peekable();
    let cuts: Vec<usize> = cuts.into_iter().collect();
    for (n, &start) in cuts.iter().enumerate() {
        while let Some((_, joint)) = joints.next_if(|j| j.0 <= start) {
            out.push(joint);
        }
        let Some(text) = cuts.get(n + 1).and_then(|&end| text.get(start..end)) else { continue };
        let marks = marked.iter().filter(|m| m.1 <= start && start < m.2).map(|m| m.0).collect();
        if !text.is_empty() {
            out.push(Run::Text { text, marks });
        }
    }
    out
}

/// A character that is not white space, in the source and in the text (bytes).
struct Place {
    source: usize,
    text: usize,
    len: usize,
}

/// Pairs the characters of the pieces with those of the text; none where they
/// do not agree, which a text that was mended by hand might not.
fn align(source: &str, text: &str, pieces: &[Span]) -> Option<Vec<Place>> {
    let mut places = Vec::new();
    let mut rest = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    for piece in pieces {
        for (at, c) in source.get(piece.range())?.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let (text, d) = rest.next()?;
            if c != d {
                return None;
            }
            places.push(Place { source: piece.start as usize + at, text, len: c.len_utf8() });
        }
    }
    Some(places)
}

fn in_text(places: &[Place], span: Span) -> Option<(usize, usize)> {
    let first = places.partition_point(|p| p.source < span.start as usize);
    let last = places.partition_point(|p| p.source < span.end as usize);
    let inside = places.get(first..last)?;
    Some((inside.first()?.text, inside.last().map(|p| p.text + p.len)?))
}

fn joints<'t>(
    source: &Source,
    pieces: &[Span],
    places: &[Place],
    marks: &[(usize, Span)],
) -> Vec<(usize, Run<'t>)> {
    let mut out = Vec::new();
    for pair in pieces.windows(2) {
        let &[before, after] = pair else { continue };
        let gap = source.text().get(before.end as usize..after.start as usize).unwrap_or_default();
        let dropped = gap.split_whitespace().collect::<Vec<_>>().join(" ");
        if dropped.is_empty() && !is_joined(source.text(), pair) {
            continue;
        }
        let next = places.partition_point(|p| p.source < after.start as usize);
        let Some(at) = places.get(next).map(|p| p.text) else { continue };
        let marks = marks
            .iter()
            .filter(|(_, s)| before.end <= s.start && s.end <= after.start)
            .map(|m| m.0)
            .collect();
        let from = source.line(before.end.saturating_sub(1));
        out.push((at, Run::Joint { dropped, from, to: source.line(after.start), marks }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_joints_fall_where_the_source_has_them() {
        let text = "通過計劃（又稱\n\n- 計劃)，推動\n合作";
        let at = |s: &str| {
            let start = text.find(s).unwrap();
            Span::new(start, start + s.len())
        };
        let pieces = [at("通過計劃（又稱"), at("計劃)，推動"), at("合作")];
        let source = Source::from_text("t", text);
        let found = runs(
            &source,
            "通過計劃（又稱計劃)，推動合作",
            &pieces,
            &[(0, at("-")), (1, at(")")), (2, at("（"))],
        );
        let text = |text, marks| Run::Text { text, marks };
        assert_eq!(
            found,
            [
                text("通過計劃", vec![]),
                text("（", vec![2]),
                text("又稱", vec![]),
                Run::Joint { dropped: "-".into(), from: 1, to: 3, marks: vec![0] },
                text("計劃", vec![]),
                text(")", vec![1]),
                text("，推動合作", vec![]),
            ]
        );
    }

    #[test]
    fn a_text_that_is_not_its_pieces_is_shown_whole() {
        let source = Source::from_text("t", "abc");
        let found = runs(&source, "xyz", &[Span::new(0, 3)], &[(0, Span::new(0, 1))]);
        assert_eq!(found, [Run::Text { text: "xyz", marks: vec![0] }]);
    }
}
