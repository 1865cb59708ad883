//! What the program `wasm-bindgen` does, of the very version that the library is built with: both
//! stand in one Cargo.lock, and nobody has to install anything.

use std::env;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let [wasm, out] =
        env::args_os().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "usage: bind WASM FOLDER")?;
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(&wasm)
        .web(true)?
        .typescript(true)
        .remove_name_section(true)
        .generate(&out)?;
    Ok(())
}
