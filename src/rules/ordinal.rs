//! Writes ordinals the way a paper writes its markers, so that a message can
//! name the numbers that are not there.

use crate::markers::numeral;

/// A marker without the white space around it and the stop or comma behind it.
pub(super) fn shown(marker: &str) -> &str {
    let stops = ['.', '．', '、', ',', '，', ':', '：', '﹑'];
    marker.trim().trim_end_matches(stops).trim_end()
}

/// `value`, written as `marker` writes `counts`: `（三）` for 3 after `（四）` and 4.
///
/// Falls back to plain digits where the marker's counter is not understood.
pub(crate) fn alike(marker: &str, counts: u32, value: u32) -> String {
    let marker = shown(marker);
    for write in WAYS {
        let (Some(old), Some(new)) = (write(counts), write(value)) else { continue };
        // The last occurrence: the A of `PART A` is not the one in the word.
        if let Some(at) = marker.rfind(&old) {
            let (before, rest) = marker.split_at(at);
            let after = rest.get(old.len()..).unwrap_or_default();
            return format!("{before}{new}{after}");
        }
    }
    value.to_string()
}

/// Ways to write a counter. Digits come first and letters last, because a
/// letter also occurs in the words around a counter.
const WAYS: &[fn(u32) -> Option<String>] = &[
    |n| Some(n.to_string()),
    |n| Some(n.to_string().chars().map(full_width).collect()),
    |n| (n < 10_000).then(|| numeral::han_text(n)),
    |n| offset('①', 20, n),
    |n| offset('⑴', 20, n),
    |n| offset('㈠', 10, n),
    |n| offset('Ⅰ', 12, n),
    |n| roman(n).map(|r| r.to_uppercase()),
    roman,
    |n| offset('A', 26, n),
    |n| offset('a', 26, n),
];

/// Lower-case Roman numerals, as far as markers are read.
fn roman(n: u32) -> Option<String> {
    (n < 4000).then(|| numeral::roman_text(n))
}

fn full_width(digit: char) -> char {
    digit.to_digit(10).and_then(|d| char::from_u32('０' as u32 + d)).unwrap_or(digit)
}

/// The `n`th of `count` characters from `first` on.
fn offset(first: char, count: u32, n: u32) -> Option<String> {
    let index = n.checked_sub(1).filter(|&i| i < count)?;
    char::from_u32(first as u32 + index).map(String::from)
}

/// The number that a marker prints in digits; 0 where it prints none.
pub(super) fn digits(marker: &str) -> u32 {
    let digits = marker.chars().filter_map(|c| c.to_digit(10));
    digits.fold(0, |value: u32, digit| value.saturating_mul(10).saturating_add(digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_marker_it_is_shown() {
        assert_eq!(alike("37.", 37, 36), "36");
        assert_eq!(alike("３７．", 37, 36), "３６");
        assert_eq!(alike("四、", 4, 3), "三");
        assert_eq!(alike("（四）", 4, 3), "（三）");
        assert_eq!(alike("第十二章", 12, 10), "第十章");
        assert_eq!(alike("Part B", 2, 1), "Part A");
        assert_eq!(alike("PART B", 2, 1), "PART A");
        assert_eq!(alike("③", 3, 2), "②");
        assert_eq!(alike("?", 3, 2), "2");
    }

    #[test]
    fn the_value_tells_a_roman_numeral_from_a_letter() {
        assert_eq!(alike("(v)", 5, 4), "(iv)");
        assert_eq!(alike("(v)", 22, 21), "(u)");
        assert_eq!(alike("I.", 9, 8), "H");
    }
}
