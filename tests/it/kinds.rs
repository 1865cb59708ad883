//! The kinds of markers and of lists, each in a small paper of its own: `fixtures/kinds/`.
//!
//! A paper stands under a line that begins with `# `. Its margin says what a reader finds: as many
//! `>` as the marker that opens the line is deep, or `|` where none does. A name that ends with the code
//! of a rule has that one error, and others have none.

use std::fmt::Write as _;
use std::path::Path;

use lcpaper::Source;
use lcpaper::tree::walk;

use crate::support;

/// A paper with its name, and each line that a marker opens with the marker's depth.
struct Kind {
    name: String,
    text: String,
    wanted: Vec<(u32, usize)>,
}

fn papers(file: &str) -> Vec<Kind> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/kinds").join(file);
    let all = std::fs::read_to_string(path).expect("the fixture can be read");
    let mut out = Vec::new();
    for paper in all.split("# ").skip(1) {
        let (name, body) = paper.split_once('\n').expect("a name and a paper");
        let (mut text, mut wanted) = (String::new(), Vec::new());
        for (number, line) in (1..).zip(body.trim_end().lines()) {
            let content = line.trim_start_matches('>');
            let depth = line.len() - content.len();
            if depth > 0 {
                wanted.push((number, depth));
            }
            let _ = writeln!(text, "{}", content.strip_prefix('|').unwrap_or(content));
        }
        out.push(Kind { name: name.to_owned(), text, wanted });
    }
    out
}

/// `N003`
fn is_code(word: &str) -> bool {
    word.len() == 4 && word.is_char_boundary(1) && word[1..].bytes().all(|b| b.is_ascii_digit())
}

#[test]
fn every_kind_of_marker_stands_where_it_belongs_and_is_no_error() {
    let mut wrong = String::new();
    for file in [
        "markers.txt",
        "inserted.txt",
        "lists.txt",
        "quoted.txt",
        "references.txt",
        "tables.txt",
        "annexes.txt",
    ] {
        for Kind { name, text, wanted } in papers(file) {
            let source = Source::from_text("a.txt", text.as_str());
            let paper = source.parse();
            let mut found = Vec::new();
            walk(paper.document(), |at, block| {
                if let Some(marker) = block.marker() {
                    let marked = at.sections.iter().filter(|s| s.marker.is_some()).count();
                    found.push((source.line(marker.span.start), 1 + marked + at.items.len()));
                }
            });
            // Of two markers in one line the margin has the first.
            found.dedup_by_key(|(line, _)| *line);
            let errors = support::errors_of(&paper);
            let told = name.rsplit(' ').next().filter(|word| is_code(word));
            if found != wanted || !errors.iter().map(|error| error.code).eq(told) {
                let _ = writeln!(wrong, "{file}, {name}: {errors:?}");
                for (line, depth) in wanted.iter().filter(|one| !found.contains(one)) {
                    let _ = writeln!(wrong, "  no marker {depth} deep in line {line}");
                }
                for (line, depth) in found.iter().filter(|one| !wanted.contains(one)) {
                    let _ = writeln!(wrong, "  one {depth} deep in line {line}");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
