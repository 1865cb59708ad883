//! One paper: what is found in it, how it is shown, what it can be saved as.

use lcpaper::diagnostic::{Diagnostic, Edit, FileReport};
use lcpaper::emit::{self, AknOptions, Checked, Layout, Opening, Sheet};
use lcpaper::read::Encoding;
use lcpaper::text::Format;
use lcpaper::{Options, Paper, Source, SourceError, Span, fix};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::units::{Stretch, Units};
use crate::{json, written};

/// A paper that was read, and what was found in it.
#[wasm_bindgen]
pub struct Draft {
    name: String,
    pub(crate) paper: Paper<'static>,
    found: Vec<Diagnostic>,
}

/// What is shown of a paper that was opened.
#[derive(Serialize)]
struct View {
    /// As a file in a report of `check --format json`.
    report: FileReport,
    /// BCP 47 tag of the paper's language.
    language: String,
    /// Whether the file holds the very text that was read.
    is_text: bool,
    /// What the reader guessed or left out.
    notes: Vec<String>,
    /// Whether the paper holds two languages.
    is_bilingual: bool,
    outline: String,
    findings: String,
    paper: String,
}

/// What is shown beside a text while it is written.
#[derive(Serialize)]
struct Margin {
    report: FileReport,
    outline: String,
    /// For each finding of the report, where it is and what mends it.
    marks: Vec<Mark>,
    /// Where the outline's links lead.
    places: Vec<(String, u32)>,
}

#[derive(Serialize)]
struct Mark {
    #[serde(flatten)]
    at: Stretch,
    fix: Vec<Change>,
    /// Whether the fix cannot change what the paper says.
    is_safe: bool,
}

/// An edit in UTF-16 units, as the editor takes it.
#[derive(Serialize)]
struct Change {
    #[serde(flatten)]
    at: Stretch,
    insert: String,
}

#[wasm_bindgen]
impl Draft {
    /// Reads a file.
    ///
    /// # Errors
    /// Where it cannot be read; `NotBuilt` and `Encrypted` can be helped, so they are named.
    pub fn read(name: &str, bytes: Vec<u8>, password: Option<String>) -> Result<Self, JsValue> {
        let mut options = Options::new().name(name).digest(true);
        if let Some(password) = password {
            options = options.password(password);
        }
        Self::of(name, options.parse_bytes(bytes))
    }

    /// Reads what is being written.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn write(name: &str, text: String) -> Result<Self, JsValue> {
        let options = Options::new().name(name).digest(true).format(Format::Text).encoding(Encoding::UTF_8);
        Self::of(name, options.parse_bytes(text))
    }

    fn of(name: &str, paper: Result<Paper<'static>, SourceError>) -> Result<Self, JsValue> {
        match paper {
            Ok(paper) => Ok(Self { name: name.to_owned(), paper, found: Vec::new() }),
            Err(error) => {
                let kind = match error {
                    SourceError::NotBuilt { .. } => "NotBuilt",
                    SourceError::Encrypted { .. } => "Encrypted",
                    _ => "Unreadable",
                };
                let told = js_sys::Error::new(&error.to_string());
                told.set_name(kind);
                Err(told.into())
            }
        }
    }

    /// Runs every rule.
    pub fn check(&mut self) {
        self.found = self.paper.check();
    }

    /// The decoded text.
    #[must_use]
    pub fn text(&self) -> String {
        self.paper.text().to_owned()
    }

    /// The paper as it is shown, as JSON.
    #[must_use]
    pub fn view(&self) -> String {
        let checked = Checked::new(&self.name, &self.paper, &self.found);
        let sheet = Sheet::new(&checked);
        let source = self.paper.source();
        json(&View {
            report: self.file_report(),
            language: self.language().to_owned(),
            is_text: source.info().format == Format::Text,
            notes: worth_saying(source),
            is_bilingual: !self.paper.versions().is_empty(),
            outline: sheet.outline(),
            findings: sheet.findings(),
            paper: sheet.paper(),
        })
    }

    /// What stands beside the text while it is written, as JSON.
    #[must_use]
    pub fn margin(&self) -> String {
        let units = Units::of(self.paper.text());
        let checked = Checked::new(&self.name, &self.paper, &self.found);
        let sheet = Sheet::new(&checked);
        let marks = self.found.iter().map(|finding| Mark {
            at: units.stretch(finding.span),
            fix: finding.fix.as_ref().map_or_else(Vec::new, |fix| changes(&units, &fix.edits)),
            is_safe: finding.fix.as_ref().is_some_and(|fix| fix.safe),
        });
        json(&Margin {
            report: self.file_report(),
            outline: sheet.outline(),
            marks: marks.collect(),
            places: sheet.places().into_iter().map(|(id, span)| (id, units.at(span.start))).collect(),
        })
    }

    /// The edits that number the items again from a UTF-16 unit of the text on, as JSON.
    #[must_use]
    pub fn renumbered(&self, from: u32) -> String {
        let units = Units::of(self.paper.text());
        json(&changes(&units, &fix::renumber_from(&self.paper, units.byte(from))))
    }

    /// What the program writes: `json`, `findings`, `csv`, `markdown`, `html`, `akn` or `mended`.
    ///
    /// # Errors
    /// Where there is no such format, or a text cannot be put into it.
    pub fn save(&self, format: &str) -> Result<Vec<u8>, JsError> {
        let document = self.paper.document();
        match format {
            "json" => written(|out| emit::json(document, Layout::Pretty, out)),
            "findings" => written(|out| emit::report_json(&emit::report(vec![self.file_report()]), out)),
            "csv" => written(|out| {
                // By this mark Excel knows UTF-8.
                out.write_all("\u{feff}".as_bytes())?;
                emit::csv_header(out)?;
                emit::csv_safe(&self.paper.rows(), out)
            }),
            "markdown" => Ok(emit::markdown(document).into_bytes()),
            "html" => {
                let checked = Checked::new(&self.name, &self.paper, &self.found);
                Ok(emit::html(&[checked], Opening::Findings).into_bytes())
            }
            "akn" => Ok(emit::akn(document, &AknOptions::default())?.into_bytes()),
            "mended" => Ok(fix::apply(self.paper.text(), &fix::safe(&self.found)).into_bytes()),
            _ => Err(JsError::new(&format!("{format}: there is no such format"))),
        }
    }
}

impl Draft {
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn language(&self) -> &str {
        self.paper.document().language()
    }

    fn file_report(&self) -> FileReport {
        emit::file_report(&self.name, &self.paper, &self.found)
    }
}

fn worth_saying(source: &Source) -> Vec<String> {
    let notes = source.notes().iter().filter(|note| note.kind.is_worth_saying());
    notes.map(ToString::to_string).collect()
}

fn changes(units: &Units<'_>, edits: &[Edit]) -> Vec<Change> {
    let change = |edit: &Edit| Change {
        at: units.stretch(Span { start: edit.start, end: edit.end }),
        insert: edit.text.clone(),
    };
    edits.iter().map(change).collect()
}
