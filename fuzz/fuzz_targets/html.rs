//! Any bytes as a web page.
#![no_main]

use lcpaper::ast::Format;
use lcpaper::source::Options;
use lcpaper::{Source, check, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let options = Options { from: Some(Format::Html), ..Options::default() };
    if let Ok(source) = Source::from_bytes_with("a.html", data.to_vec(), &options) {
        // Every byte leads back to a place.
        for at in (0..source.text().len() as u32).step_by(97) {
            let _ = source.place(at);
        }
        let parsed = parse(&source);
        let _ = check(&source, &parsed);
    }
});
