//! Any bytes as a PDF, within limits that keep a run short.
#![no_main]

use std::time::Duration;

use lcpaper::Options;
use lcpaper::read::Limits;
use lcpaper::text::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut limits = Limits::default();
    limits.pdf_pages = 50;
    limits.pdf_inflated_bytes = 8 << 20;
    limits.pdf_glyphs = 100_000;
    limits.pdf_time = Duration::from_secs(5);
    if let Err(error) = Options::new().format(Format::Pdf).limits(limits).read_bytes(data) {
        // The thread that reads ended by itself: it panicked.
        assert!(!error.to_string().contains("cannot be read to its end"), "{error}");
    }
});
