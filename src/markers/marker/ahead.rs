//! Looks ahead over a few bytes, to see which parsers of a line start are worth trying. A yes
//! may be wrong, a no never is.

/// Whether the letters that a line begins with end as a letter or a Roman numeral does
/// that is a marker: before a stop or a closing bracket of either width.
pub(super) fn of_letters(line: &str) -> bool {
    let bytes = line.as_bytes();
    let letters = bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    matches!(bytes.get(letters), Some(b'.' | b')' | 0xef))
}

/// Whether a digit may follow the letters that are read for digits: `l3`, `IO4`.
pub(super) fn of_misread(line: &str) -> bool {
    let bytes = line.as_bytes();
    let letters = bytes.iter().take_while(|b| b"lIOo".contains(b)).count();
    letters > 0 && bytes.get(letters).is_some_and(|&b| b.is_ascii_digit() || odd(b))
}

/// Whether a stop and another number may follow the number that a line begins with: `1.2`.
pub(super) fn of_path(line: &str) -> bool {
    let bytes = line.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    match bytes.get(digits) {
        Some(b'.') => bytes.get(digits + 1).is_some_and(|&b| b.is_ascii_digit() || odd(b)),
        Some(&b) => odd(b),
        None => false,
    }
}

/// No printing ASCII: part of a wide digit or stop, or invisible, perhaps.
fn odd(b: u8) -> bool {
    !(b' '..=b'~').contains(&b)
}
