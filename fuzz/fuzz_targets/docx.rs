//! Any bytes as a Word file. The first of them tells whether the rest is a
//! whole archive or the main part of one.
#![no_main]

use lcpaper::Options;
use lcpaper::text::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(paper) = Options::new().format(Format::Docx).parse_bytes(archive(data)) {
        let _ = paper.check();
    }
});

/// Bytes that are no archive become one: a single part, stored, so that what
/// the fuzzer changes is XML and no checksum.
fn archive(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let name = b"word/document.xml";
    let sum = crc32(data).to_le_bytes();
    let size = (data.len() as u32).to_le_bytes();
    let about = [&[0; 8][..], &sum, &size, &size, &(name.len() as u16).to_le_bytes(), &[0, 0]].concat();
    let head = [&b"PK\x03\x04\x14\0"[..], &about, name].concat();
    let entry = [&b"PK\x01\x02\x14\0\x14\0"[..], &about, &[0; 14], name].concat();
    let start = ((head.len() + data.len()) as u32).to_le_bytes();
    let end = [&b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..], &(entry.len() as u32).to_le_bytes(), &start, &[0, 0]];
    [&head, data, &entry, &end.concat()].concat()
}

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0, |sum: u32, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| sum >> 1 ^ (0xEDB8_8320 & (sum & 1).wrapping_neg()))
    })
}
