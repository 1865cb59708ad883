//! Any text: every byte is in one leaf or one trivia, and every output is written.
#![no_main]

use lcpaper::{Source, check, emit, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = Source::from_text("a.txt", text);
    let parsed = parse(&source);
    let mut spans: Vec<_> = parsed.leaves.iter().copied().collect();
    spans.extend(parsed.trivia.iter().map(|t| t.span));
    spans.sort_unstable();
    let mut at = 0;
    for span in spans {
        assert_eq!(span.start, at, "a gap or an overlap");
        at = span.end;
    }
    assert_eq!(at as usize, source.text().len());
    for finding in check(&source, &parsed) {
        assert!(source.text().get(finding.span.range()).is_some());
    }
    let _ = emit::rows(&source, &parsed.document);
});
