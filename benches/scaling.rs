//! What a paper costs against its size: `cargo bench --bench scaling`. Time is
//! that of the processor for this thread, so that a busy machine distorts it
//! little; each size is taken several times and the least and the median are
//! printed. The exponent is the slope of time against size, both as logarithms:
//! 1 is linear.

#[path = "../tests/it/support/generator.rs"]
mod generator;

use std::hint::black_box;
use std::time::Duration;

use generator::{Language, Options, Paper};
use lcpaper::Source;
use lcpaper::emit::{self, Layout};
use rustix::time::{ClockId, clock_gettime};

/// From 28 KB to 64 MB, in bytes.
const SIZES: &[usize] = &[28_000, 112_000, 448_000, 1_792_000, 7_168_000, 64_000_000];

fn main() {
    let limit = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(usize::MAX);
    println!(
        "| paper | bytes | parse: least, median | parse + check | parse + JSON | MB/s, parse at its least |"
    );
    println!("|---|--:|--:|--:|--:|--:|");
    for (name, language, hurt) in [
        ("zh", Language::Chinese, false),
        ("en", Language::English, false),
        ("zh, 10% hurt", Language::Chinese, true),
        ("en, 10% hurt", Language::English, true),
    ] {
        let mut points: [Vec<(f64, f64)>; 3] = Default::default();
        for &size in SIZES.iter().filter(|&&size| size <= limit) {
            let source = Source::from_text("paper.txt", text(size, language, hurt));
            let bytes = source.text().len();
            let times = [
                time(bytes, || drop(black_box(&source).parse())),
                time(bytes, || drop(black_box(&source).parse().check())),
                time(bytes, || drop(json(black_box(&source)))),
            ];
            for (points, (least, _)) in points.iter_mut().zip(times) {
                points.push(((bytes as f64).ln(), least.as_secs_f64().ln()));
            }
            let shown = times.map(|(least, median)| format!("{}, {} ms", ms(least), ms(median)));
            let speed = bytes as f64 / 1e6 / times[0].0.as_secs_f64();
            println!("| {name} | {bytes} | {} | {speed:.0} |", shown.join(" | "));
        }
        let [parse, checked, json] = points.map(|points| slope(&points));
        println!("| {name} | exponent | {parse:.3} | {checked:.3} | {json:.3} | |");
    }
}

fn json(source: &Source) -> std::io::Result<()> {
    // What is written is thrown away: memory for it is not the engine's cost.
    emit::json(source.parse().document(), Layout::Line, &mut std::io::sink())
}

/// A paper of about so many bytes.
fn text(bytes: usize, language: Language, hurt: bool) -> String {
    let make = |items| {
        let paper = Paper::generate(11, &Options::long(items, language));
        if hurt { paper.damaged(11, 10) } else { paper }.text
    };
    // What an item takes, by trial.
    let each = make(2000).len() / 2000;
    make(bytes / each)
}

/// Processor time of this thread, least and median of as many runs as take
/// about a second, between three and fifty.
fn time(bytes: usize, work: impl Fn()) -> (Duration, Duration) {
    let runs = (20_000_000 / bytes).clamp(3, 50);
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let begun = now();
            work();
            now() - begun
        })
        .collect();
    times.sort();
    (times[0], times[runs / 2])
}

fn now() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

fn ms(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1e3)
}

/// The slope of the line that lies closest to the points.
fn slope(points: &[(f64, f64)]) -> f64 {
    let n = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let over: f64 = points.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    over / points.iter().map(|p| (p.0 - x).powi(2)).sum::<f64>()
}
