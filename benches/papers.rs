//! Writes made papers into a folder, by years and a hundred to each folder in
//! these, for `batch.sh` and docs/bulk.md: `cargo bench --bench papers -- FOLDER
//! COUNT`. One in ten has hurt markers. The same count always gives the same papers.

#[path = "../tests/it/support/generator.rs"]
mod generator;

use std::path::Path;
use std::{env, fs};

use generator::Paper;

fn main() -> std::io::Result<()> {
    // Cargo adds an option of its own.
    let args: Vec<String> = env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let [folder, count] = args.as_slice() else {
        println!("papers: give a folder and how many papers to write into it");
        return Ok(());
    };
    let count: u64 = count.parse().map_err(std::io::Error::other)?;
    for seed in 0..count {
        let paper = Paper::varied(seed);
        let paper = if seed % 10 == 0 { paper.damaged(seed, 10) } else { paper };
        let (year, hundred) = (2000 + seed / 100 % 20, seed / 100);
        let inner = Path::new(folder).join(format!("{year}/{hundred:04}"));
        fs::create_dir_all(&inner)?;
        fs::write(inner.join(format!("paper-{seed:06}.txt")), paper.text)?;
    }
    Ok(())
}
