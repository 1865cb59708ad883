//! OpenDocument text: what a reader of the printed page would see, with the numbers
//! that the word processor counts by itself put in.
//!
//! What is not running text (headers, footnotes, comments, text boxes, hidden text)
//! is left out of the text and told in notes.

mod body;
mod content;
mod lists;
mod paragraph;
mod styles;

use super::Reading;
use super::error::SourceError;
use super::options::Options;
use super::package::Package;
use super::xml::Xml;
use body::Body;
use styles::Styles;

/// The part that holds the text.
const CONTENT: &str = "content.xml";

/// Reads an OpenDocument text: an archive, or the one XML file of all (`.fodt`).
pub(super) fn read(path: &str, bytes: &[u8], options: &Options) -> Result<Reading, SourceError> {
    let mut styles = Styles::default();
    let (part, text) = if bytes.starts_with(b"PK") {
        let mut package = Package::open(path, bytes, &options.limits)?;
        is_readable(&mut package)?;
        // Without its lists a paper would come out without its numbers, and nobody the wiser.
        if package.has("styles.xml") {
            let text = package.read("styles.xml")?;
            styles.read(&mut Xml::new(path, "styles.xml", &text, &options.limits))?;
        }
        (CONTENT, package.read(CONTENT)?)
    } else {
        (".fodt", super::encoding::decode(path, bytes, options.encoding)?.text)
    };
    let text = text.trim_start_matches('\u{feff}');
    let mut xml = Xml::new(path, part, text, &options.limits);
    if !styles.read(&mut xml)? {
        return Err(SourceError::Binary {
            path: path.to_owned(),
            what: "an OpenDocument file without a text in it",
            remedy: "save the paper as .odt or .docx",
        });
    }
    let mut body = Body::new(&styles, options.tracked);
    body.read(&mut xml)?;
    Ok(body.blocks.reading("UTF-8", body.notes))
}

/// Refuses an archive without a text, or one that is locked.
fn is_readable(package: &mut Package<'_>) -> Result<(), SourceError> {
    if !package.has(CONTENT) {
        return Err(SourceError::Docx {
            path: package.path.to_owned(),
            part: CONTENT.to_owned(),
            reason: "is not in the archive".to_owned(),
        });
    }
    let manifest = "META-INF/manifest.xml";
    if package.has(manifest) && package.read(manifest)?.contains("encryption-data") {
        return Err(SourceError::Binary {
            path: package.path.to_owned(),
            what: "an OpenDocument file with a password",
            remedy: "open it in a word processor and save it without one",
        });
    }
    Ok(())
}
