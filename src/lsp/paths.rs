//! URIs of files, as editors name them, and paths.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stands for itself in the path of a URI.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The path of a file; none where a text is no file, such as one that was never saved.
pub fn path_of(uri: &str) -> Option<PathBuf> {
    let (_, behind) = uri.split_once("file://")?;
    let path = percent_decode_str(&behind[behind.find('/')?..]).decode_utf8().ok()?;
    // `/c:/papers` on Windows.
    let path = if cfg!(windows) { path.trim_start_matches('/') } else { &path };
    Some(PathBuf::from(path))
}

/// The URI of an absolute path.
pub fn uri_of(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let root = if path.starts_with('/') { "" } else { "/" };
    format!("file://{root}{}", utf8_percent_encode(&path, PATH))
}

/// The same, as the protocol has it; none where it is no URI at all.
pub fn parsed(uri: &str) -> Option<Uri> {
    Uri::from_str(uri).ok()
}

/// The last part of a URI, which names the paper.
pub fn name_of(uri: &str) -> String {
    let last = uri.rsplit(['/', ':']).next().unwrap_or_default();
    percent_decode_str(last).decode_utf8_lossy().into_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn paths_and_uris_there_and_back() {
        for (path, uri) in [
            ("/papers/plan.txt", "file:///papers/plan.txt"),
            ("/計劃 1/100%.txt", "file:///%E8%A8%88%E5%8A%83%201/100%25.txt"),
        ] {
            assert_eq!(uri_of(Path::new(path)), uri);
            assert_eq!(path_of(uri).as_deref(), Some(Path::new(path)));
            assert!(parsed(uri).is_some());
        }
        assert_eq!(path_of("file://localhost/a/b").as_deref(), Some(Path::new("/a/b")));
        assert_eq!(path_of("untitled:Untitled-1"), None);
        assert_eq!(name_of("untitled:Untitled-1"), "Untitled-1");
        assert_eq!(name_of("file:///a/%E8%A8%88.txt"), "計.txt");
    }
}
