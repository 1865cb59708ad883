//! What the library says, with the flag that would help.

use lcpaper::text::{Note, NoteKind};
use lcpaper::{Source, SourceError};

/// An error with the flag that would help.
pub fn told(error: &SourceError) -> String {
    let flag = match error {
        SourceError::NotUtf8 { .. } => " with --encoding (big5, gb18030, utf-16le, …)",
        SourceError::BadByte { .. } => " with --encoding",
        SourceError::Nul { .. } => " with --encoding utf-16le or utf-16be if it is",
        SourceError::Encrypted { .. } => " with --password",
        _ => "",
    };
    format!("{error}{flag}")
}

/// A note with the flag that would settle it.
pub fn noted(note: &Note, source: &Source) -> String {
    match note.kind {
        NoteKind::Encoding => {
            let encoding = source.info().encoding.to_ascii_lowercase();
            format!("{note}; say --encoding {encoding} to settle it")
        }
        NoteKind::Tracked if note.message.ends_with("accepted") => {
            format!("{note}; --tracked original reads the text before them")
        }
        NoteKind::Columns => format!("{note}; --from text reads the lines as they stand"),
        NoteKind::Tracked => format!("{note}; --tracked accepted reads the text after them"),
        _ => note.to_string(),
    }
}
