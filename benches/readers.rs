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
    "formats/page.html",
    "formats/lo.html",
    "formats/hand.md",
    "formats/pandoc.md",
    "formats/lo.odt",
    "formats/lo.rtf",
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

/// From a file to a paper, with the digest: what `lcpaper.parse` does in Python (`benches/python.py`).
#[divan::bench]
fn open() -> lcpaper::Paper<'static> {
    lcpaper::Options::new().digest(true).open("fixtures/2017-work-plan-zh.txt").unwrap()
}

/// What html5ever takes for its tokens alone, and with a tree of them as others build it.
#[cfg(feature = "html")]
mod html5ever_alone {
    use std::cell::Cell;

    use html5ever::tendril::StrTendril;
    use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer};

    use super::*;

    const PAGES: &[&str] = &["formats/page.html", "formats/lo.html"];

    struct Count(Cell<usize>);

    impl TokenSink for Count {
        type Handle = ();

        fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
            self.0.set(self.0.get() + 1);
            divan::black_box(token);
            TokenSinkResult::Continue
        }
    }

    #[divan::bench(args = PAGES)]
    fn tokens(bencher: divan::Bencher<'_, '_>, name: &str) {
        let page = std::fs::read_to_string(format!("fixtures/{name}")).unwrap();
        bencher.counter(BytesCount::of_str(&page)).bench(|| {
            let tokenizer = Tokenizer::new(Count(Cell::new(0)), Default::default());
            let queue = BufferQueue::default();
            queue.push_back(StrTendril::from_slice(&page));
            let _ = tokenizer.feed(&queue);
            tokenizer.end();
            tokenizer.sink.0.get()
        });
    }

    #[divan::bench(args = PAGES)]
    fn tree_by_scraper(bencher: divan::Bencher<'_, '_>, name: &str) {
        let page = std::fs::read_to_string(format!("fixtures/{name}")).unwrap();
        bencher.counter(BytesCount::of_str(&page)).bench(|| scraper::Html::parse_document(&page));
    }
}

/// What pulldown-cmark takes for its events alone, and for a page of them.
mod pulldown_cmark_alone {
    use pulldown_cmark::{Options, Parser, html};

    use super::*;

    const FILES: &[&str] = &["formats/hand.md", "formats/pandoc.md"];

    fn open(text: &str) -> Parser<'_> {
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES)
    }

    #[divan::bench(args = FILES)]
    fn events(bencher: divan::Bencher<'_, '_>, name: &str) {
        let text = std::fs::read_to_string(format!("fixtures/{name}")).unwrap();
        bencher
            .counter(BytesCount::of_str(&text))
            .bench(|| open(&text).into_offset_iter().map(divan::black_box).count());
    }

    #[divan::bench(args = FILES)]
    fn page(bencher: divan::Bencher<'_, '_>, name: &str) {
        let text = std::fs::read_to_string(format!("fixtures/{name}")).unwrap();
        bencher.counter(BytesCount::of_str(&text)).bench(|| {
            let mut out = String::new();
            html::push_html(&mut out, open(&text));
            out
        });
    }
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
