//! The edits of any text's findings fit it, and what they leave is a text that
//! can be read again.
#![no_main]

use lcpaper::{fix, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = parse(text).check();
    let mended = fix::apply(text, &fix::safe(&found));
    let _ = parse(&mended).check();
});
