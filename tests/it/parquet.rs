//! Rows as Parquet: read back by the reader of another project they are the
//! rows of JSON Lines, with types.

use std::path::Path;
use std::process::{Command, Output};

fn lcpaper(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lcpaper")).current_dir(folder).args(args).output().unwrap()
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_program_without_parquet_says_so() {
    let output = lcpaper(Path::new("."), &["parse", "no-such-file.txt", "--to", "parquet"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("build it with --features parquet"), "{said}");
}

#[cfg(feature = "parquet")]
mod with {
    use std::fs::{self, File};

    use lcpaper::emit::{ROWS_SCHEMA, Row};
    use parquet::basic::{Encoding, LogicalType};
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;
    use serde_json::Value;

    use super::lcpaper;
    use crate::support::batch::papers;

    fn read(path: &std::path::Path) -> SerializedFileReader<File> {
        SerializedFileReader::new(File::open(path).unwrap()).unwrap()
    }

    fn rows(reader: &SerializedFileReader<File>) -> Vec<Value> {
        let value = |field: &Field| match field {
            Field::Null => Value::Null,
            Field::Bool(value) => Value::from(*value),
            Field::UInt(value) => Value::from(*value),
            Field::Str(value) => Value::from(value.as_str()),
            other => panic!("{other:?}"),
        };
        let object = |row: parquet::record::Row| {
            row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
        };
        reader.get_row_iter(None).unwrap().map(|row| Value::Object(object(row.unwrap()))).collect()
    }

    #[test]
    fn the_rows_of_a_folder_come_back_as_they_are_in_json() {
        let folder = tempfile::tempdir().unwrap();
        papers(&folder.path().join("p"), 40);
        for to in ["parquet", "ndjson"] {
            let file = format!("rows.{to}");
            let output = lcpaper(folder.path(), &["parse", "p", "--to", to, "-o", &file]);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        let reader = read(&folder.path().join("rows.parquet"));
        let wanted: Vec<Value> = fs::read_to_string(folder.path().join("rows.ndjson"))
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(rows(&reader), wanted);
        assert!(wanted.iter().any(|row| row["section"].is_null()) && wanted.len() > 400);

        let meta = reader.metadata().file_metadata();
        let version = meta.key_value_metadata().unwrap().iter().find(|m| m.key == "lcpaper.schema").unwrap();
        assert_eq!(version.value.as_deref(), Some(ROWS_SCHEMA));
        let columns = meta.schema_descr().columns();
        assert!(columns.iter().map(|c| c.name()).eq(Row::FIELDS));
        let number = columns.iter().find(|c| c.name() == "number").unwrap().logical_type_ref().cloned();
        assert_eq!(number, Some(LogicalType::integer(32, false)), "typed, and unsigned");
        let group = reader.metadata().row_group(0);
        let dictionary = |name: &str| {
            let column = group.columns().iter().find(|c| c.column_descr().name() == name).unwrap();
            column.encodings().any(|e| e == Encoding::RLE_DICTIONARY)
        };
        assert!(dictionary("section_title") && dictionary("paper") && !dictionary("text"));
    }

    #[test]
    fn a_file_a_paper_and_a_stream_are_written_too() {
        let folder = tempfile::tempdir().unwrap();
        papers(&folder.path().join("p"), 2);
        let output = lcpaper(folder.path(), &["parse", "p", "--to", "parquet", "-o", "out"]);
        assert!(output.status.success());
        let file = folder.path().join("out/000/paper-00001.parquet");
        assert!(!rows(&read(&file)).is_empty());
        let stream = lcpaper(folder.path(), &["parse", "p/000/paper-00001.txt", "--to", "parquet"]);
        assert!(stream.stdout == fs::read(file).unwrap());
    }

    #[test]
    fn a_paper_without_rows_is_a_table_without_rows() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "").unwrap();
        assert!(
            lcpaper(folder.path(), &["parse", "a.txt", "--to", "parquet", "-o", "a.parquet"])
                .status
                .success()
        );
        assert!(rows(&read(&folder.path().join("a.parquet"))).is_empty());
    }
}
