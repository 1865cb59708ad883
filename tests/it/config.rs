//! `lcpaper.toml`, its place in the folders, and the baseline.

use std::path::Path;

use lcpaper::config::{Baseline, Config, Overrides, Settings};
use lcpaper::diagnostic::{Diagnostic, Severity};
use lcpaper::{Span, parse};

fn config(text: &str) -> Config {
    Config::from_text(Path::new("lcpaper.toml"), text).unwrap()
}

fn mistake(text: &str) -> String {
    Config::from_text(Path::new("lcpaper.toml"), text).unwrap_err().to_string()
}

fn finding(code: &'static str, severity: Severity, span: Span) -> Diagnostic {
    Diagnostic::new(code, "rule", severity, span, format!("a finding of {code}"))
}

#[test]
fn the_later_and_nearer_setting_wins() {
    let config = config(
        "select = ['N', 'T']\nignore = ['T008']\ndeny = 'warnings'\nmanifest = 'all.toml'\n\
         [severity]\nT001 = 'error'\n\
         [[paths]]\nglob = 'drafts/**'\nignore = ['N']\nmanifest = 'draft.toml'\n[paths.severity]\nmixed-width-marker = 'info'\n",
    );
    let none = Overrides::default();
    let of = |overrides, path: &str| Settings::new(Some(&config), overrides, Some(Path::new(path))).unwrap();

    let paper = of(&none, "papers/a.txt");
    assert!(paper.selection.has("N001") && paper.selection.has("T001"));
    assert!(!paper.selection.has("T008") && !paper.selection.has("S001"));
    assert!(paper.manifest.as_ref().is_some_and(|m| m.ends_with("all.toml")));
    assert_eq!(paper.fails_from(), Severity::Warning);

    let draft = of(&none, "drafts/2017/b.txt");
    assert!(draft.manifest.as_ref().is_some_and(|m| m.ends_with("draft.toml")));
    let mut found = vec![
        finding("T001", Severity::Warning, Span::new(0, 1)),
        finding("N001", Severity::Error, Span::new(0, 1)),
    ];
    draft.apply(&mut found);
    assert_eq!(found.iter().map(|d| (d.code, d.severity)).collect::<Vec<_>>(), [("T001", Severity::Info)]);

    let mut said = Overrides::default();
    said.select = vec!["S".into()];
    let paper = of(&said, "drafts/b.txt");
    assert!(paper.selection.has("S001") && !paper.selection.has("T001"));
}

#[test]
fn a_mistake_is_named_with_its_place() {
    let said = [
        mistake("select = ['N']\nselct = ['T']\n"),
        mistake("select = [\n  'N001',\n  'N01X',\n]\n"),
        mistake("[severity]\nT999 = 'error'\n"),
        mistake("[severity]\nT001 = 'fatal'\n"),
        mistake("[[paths]]\nglob = 'a[b'\n"),
        mistake("[[paths]]\nignore = ['N']\n"),
        mistake("deny = 'errors'\n"),
        mistake("[[compare]]\nleft = 'a'\nrigth = 'b'\n"),
        mistake("select = N\n"),
    ];
    insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("config-mistakes", said.join("\n"));
    });
}

#[test]
fn pairs_are_kept_in_order() {
    let config = config("[[compare]]\nleft = '*-zh.txt'\nright = '*-en.txt'\n");
    assert_eq!(config.pairs[0].left, "*-zh.txt");
    assert_eq!(config.pairs[0].right, "*-en.txt");
}

#[test]
fn the_nearest_configuration_counts_alone() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("a/b");
    std::fs::create_dir_all(&inner).unwrap();
    std::fs::write(folder.path().join("lcpaper.toml"), "ignore = ['N001']\n").unwrap();
    let found = Config::discover(&inner).unwrap().unwrap();
    assert_eq!(found.path.parent().unwrap(), folder.path());
    std::fs::write(folder.path().join("a/lcpaper.toml"), "ignore = ['N002']\n").unwrap();
    let found = Config::discover(&inner).unwrap().unwrap();
    let settings = Settings::new(Some(&found), &Overrides::default(), Some(&inner.join("x.txt"))).unwrap();
    assert!(settings.selection.has("N001") && !settings.selection.has("N002"));
}

#[test]
fn a_baseline_hides_what_was_known_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("known.json");
    let paper = folder.path().join("old/a.txt");
    let paper = paper.to_str().unwrap();

    let before = parse("1. a\n3. c\n");
    let known = vec![finding("N001", Severity::Error, Span::new(5, 7))];
    let mut baseline = Baseline::new(&path);
    baseline.add(paper, &before, &known);
    baseline.write().unwrap();
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.contains("\"old/a.txt\""), "{written}");

    // A line more above: the finding is the same. Another one is new.
    let after = parse("Title\n1. a\n3. cc\n9. d\n");
    let mut found = vec![
        finding("N001", Severity::Error, Span::new(11, 13)),
        finding("N001", Severity::Error, Span::new(17, 19)),
    ];
    let mut baseline = Baseline::open(&path).unwrap();
    assert_eq!(baseline.take_known(paper, &after, &mut found), 0, "the text behind it changed");
    let after = parse("Title\n1. a\n3. c\n");
    let mut found = vec![finding("N001", Severity::Error, Span::new(11, 13))];
    assert_eq!(baseline.take_known(paper, &after, &mut found), 1);
    assert!(found.is_empty());
    assert_eq!(baseline.known_in_seen(), 1);
}

#[test]
fn what_is_no_baseline_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("known.json");
    std::fs::write(&path, "{\"schema\": \"other/1\", \"files\": {}}").unwrap();
    let error = Baseline::open(&path).unwrap_err().to_string();
    assert!(error.contains("its schema is \"other/1\""), "{error}");
}
