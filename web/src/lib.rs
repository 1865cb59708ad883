//! The library as a page in a browser may call it. A page gives the bytes of files, and is given
//! what the program would write of them, and places as its editor counts them.

mod draft;
mod two;
mod units;

use wasm_bindgen::prelude::*;

pub use draft::Draft;

/// A value as JSON.
fn json(value: &impl serde::Serialize) -> String {
    // Nothing of ours has keys that are no texts, and memory never fails to be written.
    serde_json::to_string(value).unwrap_or_default()
}

/// What a writer wrote.
fn written(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> Result<Vec<u8>, JsError> {
    let mut out = Vec::new();
    write(&mut out)?;
    Ok(out)
}
