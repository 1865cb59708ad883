//! Any bytes as a text file: a text or a typed error, in any encoding.
#![no_main]

use lcpaper::Options;
use lcpaper::read::Encoding;
use lcpaper::text::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&first, bytes)) = data.split_first() else { return };
    let named = [Encoding::UTF_8, Encoding::UTF_16LE, Encoding::UTF_16BE, Encoding::BIG5, Encoding::GB18030];
    let mut options = Options::new().format(Format::Text);
    if let Some(encoding) = named.get(usize::from(first)) {
        options = options.encoding(*encoding);
    }
    if let Ok(source) = options.read_bytes(bytes) {
        assert!(!source.text().contains('\0'));
    }
});
