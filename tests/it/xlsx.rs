//! Rows as an Excel workbook, read back as the XML that it is.

use std::path::Path;
use std::process::{Command, Output};

fn lcpaper(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lcpaper")).current_dir(folder).args(args).output().unwrap()
}

#[cfg(not(feature = "xlsx"))]
#[test]
fn a_program_without_xlsx_says_so() {
    let output = lcpaper(Path::new("."), &["parse", "no-such-file.txt", "--to", "xlsx"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("build it with --features xlsx"), "{said}");
}

#[cfg(feature = "xlsx")]
mod with {
    use std::fs::{self, File};
    use std::io::Read;

    use lcpaper::emit::Row;
    use serde_json::Value;

    use super::*;

    fn part(path: &Path, name: &str) -> String {
        let mut out = String::new();
        let mut book = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
        book.by_name(name).unwrap().read_to_string(&mut out).unwrap();
        out
    }

    /// The cells of the first sheet, row by row, as JSON has them.
    fn rows(path: &Path) -> Vec<Vec<Value>> {
        let strings = part(path, "xl/sharedStrings.xml");
        let strings = roxmltree::Document::parse(&strings).unwrap();
        let text = |node: roxmltree::Node<'_, '_>| -> String {
            node.descendants().filter(|n| n.is_text()).filter_map(|n| n.text()).collect()
        };
        let shared: Vec<String> = strings
            .descendants()
            .filter(|n| n.has_tag_name("si") || n.tag_name().name() == "si")
            .map(text)
            .collect();
        let sheet = part(path, "xl/worksheets/sheet1.xml");
        assert!(!sheet.contains("<f>"), "a formula");
        let sheet = roxmltree::Document::parse(&sheet).unwrap();
        let named = |n: &roxmltree::Node<'_, '_>, name: &str| n.tag_name().name() == name;
        assert!(sheet.descendants().any(|n| named(&n, "pane") && n.attribute("state") == Some("frozen")));
        let cell = |cell: roxmltree::Node<'_, '_>| {
            let value = text(cell);
            match cell.attribute("t") {
                Some("s") => Value::from(shared[value.parse::<usize>().unwrap()].as_str()),
                Some("b") => Value::from(value == "1"),
                _ => Value::from(value.parse::<u64>().unwrap()),
            }
        };
        let row = |row: roxmltree::Node<'_, '_>| {
            let mut out = vec![Value::Null; Row::FIELDS.len()];
            for c in row.children().filter(|c| named(c, "c")) {
                let column = c.attribute("r").unwrap().as_bytes()[0] - b'A';
                out[usize::from(column)] = cell(c);
            }
            out
        };
        sheet.descendants().filter(|n| named(n, "row")).map(row).collect()
    }

    #[test]
    fn rows_come_back_as_they_are_in_json_and_nothing_is_a_formula() {
        let folder = tempfile::tempdir().unwrap();
        let paper = "1. =SUM(A1)\n2. https://example.org/ & <b>\n3. 甲\u{b}乙\n";
        fs::write(folder.path().join("a.txt"), paper).unwrap();
        fs::copy("fixtures/2017-work-plan-zh.txt", folder.path().join("b.txt")).unwrap();
        for args in [&["a.txt"][..], &["a.txt", "b.txt"]] {
            let out = |to: &str| {
                let file = format!("rows.{to}");
                let all: Vec<&str> =
                    ["parse", "--to", to, "-o", &file].into_iter().chain(args.iter().copied()).collect();
                let output = lcpaper(folder.path(), &all);
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                folder.path().join(file)
            };
            let found = rows(&out("xlsx"));
            let wanted = fs::read_to_string(out("ndjson")).unwrap();
            let wanted: Vec<Value> = wanted.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(found[0], Row::FIELDS.map(Value::from));
            assert_eq!(found.len(), wanted.len() + 1);
            for (found, wanted) in found[1..].iter().zip(&wanted) {
                for (field, value) in Row::FIELDS.iter().zip(found) {
                    // As Excel writes characters that XML cannot hold.
                    let value = match value.as_str() {
                        Some(text) => Value::from(text.replace("_x000B_", "\u{b}")),
                        None => value.clone(),
                    };
                    assert_eq!(value, wanted[field], "{field}");
                }
            }
        }
        // The same rows are the same bytes.
        let again = fs::read(folder.path().join("rows.xlsx")).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(1100));
        lcpaper(folder.path(), &["parse", "--to", "xlsx", "-o", "rows.xlsx", "a.txt", "b.txt"]);
        assert_eq!(fs::read(folder.path().join("rows.xlsx")).unwrap(), again);
    }
}
