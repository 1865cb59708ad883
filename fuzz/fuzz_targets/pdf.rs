//! Any bytes as a PDF, within limits that keep a run short.
#![no_main]

use std::time::Duration;

use lcpaper::Source;
use lcpaper::ast::Format;
use lcpaper::source::{Limits, Options};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let limits = Limits {
        pdf_pages: 50,
        pdf_inflated_bytes: 8 << 20,
        pdf_glyphs: 100_000,
        pdf_time: Duration::from_secs(5),
        ..Limits::default()
    };
    let options = Options { from: Some(Format::Pdf), limits, ..Options::default() };
    if let Err(error) = Source::from_bytes_with("a.pdf", data.to_vec(), &options) {
        // The thread that reads ended by itself: it panicked.
        assert!(!error.to_string().contains("cannot be read to its end"), "{error}");
    }
});
