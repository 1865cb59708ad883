//! Prints a text that drives one part of the reader as hard as it can be
//! driven: `cargo bench --bench shapes -- NAME BYTES`; without a name, the names.

#[path = "../tests/it/support/shapes.rs"]
mod shapes;

use std::io::{Write, stdout};

fn main() -> std::io::Result<()> {
    // Cargo passes `--bench` along.
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match args.as_slice() {
        [name, bytes] => {
            let shape = shapes::SHAPES.iter().find(|s| s.0 == name);
            let bytes = bytes.parse().map_err(std::io::Error::other)?;
            let Some((_, shape)) = shape else { return Err(std::io::Error::other("no such shape")) };
            stdout().lock().write_all(shapes::text(*shape, bytes).as_bytes())
        }
        _ => {
            let names: Vec<&str> = shapes::SHAPES.iter().map(|s| s.0).collect();
            writeln!(stdout(), "{}", names.join("\n"))
        }
    }
}
