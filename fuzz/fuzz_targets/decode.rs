//! Any bytes as a text file: a text or a typed error, in any encoding.
#![no_main]

use lcpaper::Source;
use lcpaper::ast::Format;
use lcpaper::source::{Encoding, Options};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&first, bytes)) = data.split_first() else { return };
    let named = [Encoding::UTF_8, Encoding::UTF_16LE, Encoding::UTF_16BE, Encoding::BIG5, Encoding::GB18030];
    let encoding = named.get(usize::from(first)).copied();
    let options = Options { from: Some(Format::Text), encoding, ..Options::default() };
    if let Ok(source) = Source::from_bytes_with("a.txt", bytes.to_vec(), &options) {
        assert!(!source.text().contains('\0'));
    }
});
