//! Which lines stand inside a quotation that began on a line before them.

use super::paper::Paper;

/// A quotation that is not closed within so many lines has lost its mark: nothing is said of it.
const LONGEST: usize = 80;

/// For each significant line, whether a quotation is open where it begins. A quotation of several
/// paragraphs may open each of them, and is closed once.
pub(super) fn inside(paper: &Paper<'_, '_>) -> Vec<bool> {
    let count = paper.significant.len();
    let mut out = vec![false; count];
    let mut opened: Option<usize> = None;
    for at in 0..count {
        let content = paper.lines.content(paper.significant[at] as usize);
        let (begins, net) = marks(content);
        match opened {
            None if net > 0 => opened = Some(at),
            Some(from) if net < 0 || begins && net == 0 => {
                out[from + 1..=at].fill(true);
                opened = None;
            }
            Some(from) if at - from >= LONGEST => opened = None,
            _ => {}
        }
    }
    out
}

/// Whether a line begins with a quotation mark, and how many more open in it than close.
fn marks(content: &str) -> (bool, i32) {
    let (mut begins, mut net) = (false, 0);
    let mut from = 0;
    while let Some(at) = memchr::memchr3(b'"', 0xe2, 0xe3, content.as_bytes().get(from..).unwrap_or_default())
    {
        let at = from + at;
        let Some(mark) = content.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let free = content[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "([（".contains(c));
        net += match mark {
            '“' | '「' | '『' => 1,
            '”' | '」' | '』' => -1,
            '"' if free => 1,
            '"' => -1,
            _ => 0,
        };
        begins |= at == 0 && net > 0;
        from = at + mark.len_utf8();
    }
    (begins, net)
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn marks_that_open_and_close() {
        for (text, begins, net) in [
            ("He said: “the list is", false, 1),
            ("“one “word” in it", true, 1),
            ("the end.”", false, -1),
            ("\"so\" it is", true, 0),
            ("「甲」與「乙", true, 1),
            ("it’s plain—text", false, 0),
        ] {
            assert_eq!(marks(text), (begins, net), "{text}");
        }
    }
}
