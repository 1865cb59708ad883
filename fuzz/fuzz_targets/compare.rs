//! Two texts, parted by a line of `====`, as two languages and as two years.
#![no_main]

use lcpaper::{Source, diff, pair, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (a, b) = text.split_once("\n====\n").unwrap_or((text, text));
    let (a, b) = (Source::from_text("a.txt", a), Source::from_text("b.txt", b));
    let (left, right) = (parse(&a), parse(&b));
    let _ = pair::compare((&a, &left.document), (&b, &right.document));
    let _ = diff::diff((&a, &left.document), (&b, &right.document));
});
