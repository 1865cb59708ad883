//! What stands over a column of numbers: `S. No.`, `L.N. No.`, `Sr. No.`. Its letters are no markers.

use crate::vocab;

/// Whether a text begins with the head of a column of numbers, and another head or nothing
/// behind it: `S. No. Kind`. `A. No. 5` and `A. No. of flats` are none.
pub(crate) fn heads_numbers(text: &str) -> bool {
    let mut rest = text;
    for _ in 0..=MOST_ABBREVIATIONS {
        if let Some(length) = number(rest) {
            let behind = &rest[length..];
            let next = behind.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}', '|']).chars().next();
            return next.is_none_or(|c| c.is_alphabetic() && !c.is_lowercase() || c.is_control());
        }
        let end = rest.bytes().take(LONGEST + 1).position(|b| b == b' ').unwrap_or(rest.len().min(LONGEST));
        let abbreviates = rest.starts_with(|c: char| c.is_ascii_uppercase())
            && rest.get(..end).is_some_and(|word| word.ends_with('.'));
        if !abbreviates {
            return false;
        }
        rest = rest[end..].trim_start_matches(' ');
    }
    false
}

/// The length of the English word for a number that a text begins with.
fn number(text: &str) -> Option<usize> {
    let words = vocab::COLUMN_NUMBER.en.iter();
    words.filter(|word| vocab::starts_with_ci(text, word)).map(|word| word.len()).next()
}

/// Whether a line is the head of columns whose first is one of numbers: `Item No. Kind East West`,
/// `項目　種類　東區　西區`.
pub(crate) fn is_head_of_columns(line: &str) -> bool {
    let english = |at: usize| number(&line[at..]).is_some() && heads_numbers(&line[at..]);
    let words = line.match_indices(' ').map(|(at, _)| at + 1);
    let chinese = || {
        let mut words = line.split_whitespace();
        words.next().is_some_and(|first| vocab::COLUMN_NUMBER.zh.contains(&first))
            && words.next().is_some()
            && !line.ends_with(['。', '：', '，', '；'])
    };
    ([0].into_iter().chain(words).take(3).any(english) || chinese())
        && !line.contains(|c: char| c.is_ascii_digit())
}

/// So many words may stand before `No.`, of so many bytes each.
const MOST_ABBREVIATIONS: usize = 2;
const LONGEST: usize = 6;

#[cfg(test)]
mod tests {
    use super::{heads_numbers, is_head_of_columns};

    #[test]
    fn heads_of_columns_are_told_from_headings() {
        for head in
            ["S. No. Kind East", "S. No.", "L.N. No.\tTitle", "Sr. No. 名稱", "No. Title", "S. No. | Kind"]
        {
            assert!(heads_numbers(head), "{head}");
        }
        for text in ["A. No. 5 bus", "A. No. of flats", "A. Nothing", "S.", "No. 5", "A. B. C. No. X", ""] {
            assert!(!heads_numbers(text), "{text}");
        }
        for head in ["Item No. Kind East West", "項目 種類 東區", "序號　名稱"] {
            assert!(is_head_of_columns(head), "{head}");
        }
        for text in ["項目管理 細則", "A. 項目 管理", "Item No. 5", "項目 如下：", "編號"] {
            assert!(!is_head_of_columns(text), "{text}");
        }
    }
}
