//! Folders of made papers, and folders compared.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::generator::Paper;

/// Writes so many papers into folders of twenty.
pub fn papers(folder: &Path, count: u64) {
    for seed in 0..count {
        let inner = folder.join(format!("{:03}", seed / 20));
        fs::create_dir_all(&inner).expect("the folder can be made");
        let path = inner.join(format!("paper-{seed:05}.txt"));
        fs::write(path, Paper::varied(seed).text).expect("the paper can be written");
    }
}

/// Every file below a folder with its content, by its path with `/`.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below it").to_string_lossy().replace('\\', "/");
                out.insert(name, fs::read(path).expect("the file can be read"));
            }
        }
    }
    out
}

/// Fails where two folders do not hold the same files.
#[track_caller]
pub fn same(a: &Path, b: &Path) {
    let (a, b) = (tree(a), tree(b));
    assert!(a.keys().eq(b.keys()), "{:?}\n{:?}", a.keys(), b.keys());
    for (name, bytes) in &a {
        assert!(bytes == &b[name], "{name}");
    }
}
