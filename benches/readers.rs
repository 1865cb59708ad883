//! How long reading takes, by format: `cargo bench --bench readers`.

use divan::counter::BytesCount;
use lcpaper::Source;

fn main() {
    divan::main();
}

/// The same paper as every reader gets it.
const PAPERS: &[&str] = &[
    "2017-work-plan-zh.txt",
    "formats/paper.docx",
    "formats/typst.pdf",
    "formats/lo.pdf",
    "formats/chromium_t3.pdf",
];

#[divan::bench(args = PAPERS)]
fn read(bencher: divan::Bencher<'_, '_>, name: &str) {
    let bytes = std::fs::read(format!("fixtures/{name}")).unwrap();
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .with_inputs(|| bytes.clone())
        .bench_values(|bytes| Source::from_bytes(name, bytes).unwrap());
}

#[divan::bench(args = ["big5", "gb18030"])]
fn guess(bencher: divan::Bencher<'_, '_>, label: &str) {
    let text = std::fs::read_to_string("fixtures/2017-work-plan-zh.txt").unwrap();
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
    let bytes = encoding.encode(&text).0.into_owned();
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .with_inputs(|| bytes.clone())
        .bench_values(|bytes| Source::from_bytes("paper.txt", bytes).unwrap());
}
