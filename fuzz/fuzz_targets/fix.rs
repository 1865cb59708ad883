//! The edits of any text's findings fit it, and what they leave is a text that
//! can be read again.
#![no_main]

use lcpaper::{Source, check, fix, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = Source::from_text("a.txt", text);
    let parsed = parse(&source);
    let found = check(&source, &parsed);
    let mended = fix::apply(source.text(), &fix::safe(&found));
    let again = Source::from_text("a.txt", mended);
    let reparsed = parse(&again);
    let _ = check(&again, &reparsed);
});
