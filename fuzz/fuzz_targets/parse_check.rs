//! Any text: every byte is in one leaf or one trivia, and every output is written.
#![no_main]

use lcpaper::parse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let paper = parse(text);
    let mut spans: Vec<_> = paper.leaves().iter().copied().collect();
    spans.extend(paper.trivia().iter().map(|t| t.span));
    spans.sort_unstable();
    let mut at = 0;
    for span in spans {
        assert_eq!(span.start, at, "a gap or an overlap");
        at = span.end;
    }
    assert_eq!(at as usize, text.len());
    for finding in paper.check() {
        assert!(text.get(finding.span.range()).is_some());
    }
    let _ = paper.rows();
});
