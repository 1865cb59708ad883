//! Two texts, parted by a line of `====`, as two languages and as two years.
#![no_main]

use lcpaper::{languages, parse, years};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (a, b) = text.split_once("\n====\n").unwrap_or((text, text));
    let (left, right) = (parse(a), parse(b));
    let _ = languages::compare(&left, &right);
    let _ = years::diff(&left, &right);
});
