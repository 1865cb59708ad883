//! Any bytes as Markdown.
#![no_main]

use lcpaper::Options;
use lcpaper::text::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let read = Options::new().format(Format::Markdown).name("a.md").read_bytes(data);
    if let Ok(source) = read {
        // Every byte leads back to a place.
        for at in (0..source.text().len() as u32).step_by(97) {
            let _ = source.place(at);
        }
        let _ = source.parse().check();
    }
});
