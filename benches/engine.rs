//! The engine on made papers, beside programs that do less on the same text:
//! `cargo bench --bench engine`. Times are of the wall clock; `scaling` has
//! those of the processor. The allocator counts: `max alloc` is the heap that
//! one call takes at most.

#[path = "../tests/it/support/generator.rs"]
mod generator;

use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, black_box};
use generator::{Language, Options, Paper};
use lcpaper::Source;
use lcpaper::emit::{self, Layout};
use lcpaper::tree::Document;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// Texts of 60 to 75 KB, and one of 316 KB that is many papers in a row.
struct Text {
    name: &'static str,
    text: String,
}

const NAMES: &[&str] = &["zh", "en", "zh, 10% hurt", "en, 10% hurt", "25 papers in one"];

static TEXTS: LazyLock<Vec<Text>> = LazyLock::new(|| {
    let long = |language| Paper::generate(7, &Options::long(500, language));
    let hurt = |language| long(language).damaged(7, 10).text;
    let row = (0..25).map(|seed| Paper::varied(seed).text).collect();
    let texts = [
        long(Language::Chinese).text,
        long(Language::English).text,
        hurt(Language::Chinese),
        hurt(Language::English),
        row,
    ];
    NAMES.iter().zip(texts).map(|(name, text)| Text { name, text }).collect()
});

fn text(name: &str) -> &'static str {
    TEXTS.iter().find(|t| t.name == name).map_or("", |t| t.text.as_str())
}

fn json(name: &str) -> Vec<u8> {
    let source = Source::from_text("paper.txt", text(name));
    json_of(&source)
}

fn json_of(source: &Source) -> Vec<u8> {
    let mut out = Vec::new();
    emit::json(source.parse().document(), Layout::Line, &mut out).map(|()| out).unwrap_or_default()
}

fn on<T>(bencher: Bencher<'_, '_>, name: &str, work: impl Fn(&'static str) -> T + Sync) {
    let text = text(name);
    bencher.counter(BytesCount::of_str(text)).bench(|| work(black_box(text)));
}

mod engine {
    use super::*;

    fn on_source<T>(bencher: Bencher<'_, '_>, name: &str, work: impl Fn(&Source) -> T + Sync) {
        let source = Source::from_text("paper.txt", text(name));
        let bytes = BytesCount::of_str(source.text());
        // What comes out is dropped in the time: a caller pays for that too.
        bencher.counter(bytes).bench(|| drop(black_box(work(black_box(&source)))));
    }

    #[divan::bench(args = NAMES)]
    fn a_parse(bencher: Bencher<'_, '_>, name: &str) {
        on_source(bencher, name, |source| source.parse().leaves().len());
    }

    #[divan::bench(args = NAMES)]
    fn b_parse_and_check(bencher: Bencher<'_, '_>, name: &str) {
        on_source(bencher, name, |source| source.parse().check().len());
    }

    #[divan::bench(args = NAMES)]
    fn c_parse_and_json(bencher: Bencher<'_, '_>, name: &str) {
        on_source(bencher, name, json_of);
    }

    #[divan::bench(args = NAMES)]
    fn d_bytes_to_json(bencher: Bencher<'_, '_>, name: &str) {
        on(bencher, name, |text| {
            let source = Source::from_bytes("paper.txt", text.as_bytes().to_vec()).ok()?;
            Some(json_of(&source))
        });
    }
}

/// Four hundred papers one after the other, none like another: what a processor learns of one
/// text does not help it with the next.
mod varied {
    use super::*;

    const KINDS: &[&str] = &["sound", "10% hurt"];

    static PAPERS: LazyLock<[Vec<Source>; 2]> = LazyLock::new(|| {
        let of = |hurt: bool| {
            let paper = |seed| {
                let paper = Paper::varied(seed);
                if hurt { paper.damaged(seed, 10) } else { paper }
            };
            (0..400).map(|seed| Source::from_text("paper.txt", paper(seed).text)).collect()
        };
        [of(false), of(true)]
    });

    fn all<T>(bencher: Bencher<'_, '_>, kind: &str, work: impl Fn(&Source) -> T + Sync) {
        let papers = &PAPERS[usize::from(kind != KINDS[0])];
        let bytes: usize = papers.iter().map(|paper| paper.text().len()).sum();
        bencher.counter(BytesCount::new(bytes)).bench(|| {
            for paper in papers {
                drop(black_box(work(black_box(paper))));
            }
        });
    }

    #[divan::bench(args = KINDS)]
    fn a_parse(bencher: Bencher<'_, '_>, kind: &str) {
        all(bencher, kind, |source| source.parse().leaves().len());
    }

    #[divan::bench(args = KINDS)]
    fn b_parse_and_check(bencher: Bencher<'_, '_>, kind: &str) {
        all(bencher, kind, |source| source.parse().check().len());
    }

    #[divan::bench(args = KINDS)]
    fn c_parse_and_json(bencher: Bencher<'_, '_>, kind: &str) {
        all(bencher, kind, json_of);
    }

    #[divan::bench(args = KINDS)]
    fn pulldown_cmark(bencher: Bencher<'_, '_>, kind: &str) {
        all(bencher, kind, |source| ::pulldown_cmark::Parser::new(source.text()).count());
    }

    #[divan::bench(args = KINDS)]
    fn simdutf8(bencher: Bencher<'_, '_>, kind: &str) {
        all(bencher, kind, |source| ::simdutf8::basic::from_utf8(source.text().as_bytes()).is_ok());
    }
}

/// What others do with the same text; `serde_json` reads our output.
mod peers {
    use super::*;

    #[divan::bench(args = NAMES)]
    fn pulldown_cmark(bencher: Bencher<'_, '_>, name: &str) {
        on(bencher, name, |text| ::pulldown_cmark::Parser::new(text).count());
    }

    #[divan::bench(args = NAMES)]
    fn comrak(bencher: Bencher<'_, '_>, name: &str) {
        on(bencher, name, |text| {
            let arena = ::comrak::Arena::new();
            ::comrak::parse_document(&arena, text, &::comrak::Options::default()).descendants().count()
        });
    }

    #[divan::bench(args = NAMES)]
    fn simdutf8(bencher: Bencher<'_, '_>, name: &str) {
        on(bencher, name, |text| ::simdutf8::basic::from_utf8(text.as_bytes()).map(str::len));
    }

    #[divan::bench(args = NAMES)]
    fn serde_json_value(bencher: Bencher<'_, '_>, name: &str) {
        let json = json(name);
        bencher
            .counter(BytesCount::of_slice(&json))
            .bench(|| serde_json::from_slice::<serde_json::Value>(black_box(&json)).map(drop));
    }

    #[divan::bench(args = NAMES)]
    fn serde_json_document(bencher: Bencher<'_, '_>, name: &str) {
        let json = json(name);
        bencher
            .counter(BytesCount::of_slice(&json))
            .bench(|| serde_json::from_slice::<Document<'_>>(black_box(&json)).map(|d| d.parts.len()));
    }
}
